"""When a page's article came out: which of the dates in its mark-up, address and printed lines. Stamps -> Published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from copydesk.records import MetadataField, Metadatum, Published
from copydesk.stages.articles.html.linked import Node, text_of
from copydesk.stages.articles.values.dates import DateLine, date_of_address, day_of_stamp
from copydesk.stages.articles.values.stated import Place, state

_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "publishdate", "publish_date", "published_date", "published", "pubdate", "publication_date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date.published", "citation_publication_date",
    "citation_online_date", "article.published", "published_time", "cxenseparse:recs:publishtime",
    "rnews:datepublished", "originalpublicationdate", "article_date_original", "bt:pubdate",
)  # fmt: skip
_ANY_META = (
    "dc.date.created", "dcterms.created", "dc.date", "dcterms.date", "citation_date", "sort_date", "date", "created",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "date_modified", "lastmod",
    "last-modified", "dcterms.modified", "dc.date.modified", "article:updated_time", "revision_date", "updated",
)  # fmt: skip
_OWN_TIME = (
    "time[pubdate], time.entry-date.published, time.published, abbr.published, article header time, .byline time, "
    ".post-meta time, .entry-meta time"
)
_UTC = re.compile(r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)$|\bGMT$|\bUTC$")
MARKED, TIME_TAG, LABELLED, ADDRESS, LINE, ANY, LONE_TIME, FOOT = range(8)
"""How sure a place is, from tags that say "published" down to a line at its foot."""


_LAST_DAY = "2100-12-31"
"""A fixed end, so that a page reads the same on any day."""


class Stamp(NamedTuple):
    """A date of a page, where it stands, and how sure that place is; `is_utc` says that a clock in UTC gave the day."""

    field: MetadataField
    value: str
    where: str
    rule: str
    rank: int
    is_utc: bool = False


def read_stamps(tree: Any, metas: Mapping[str, str], node: Node, address: str | None) -> list[Stamp]:
    """Return the dates of a page's mark-up and address in the order of trust, those of the last change behind them."""
    return [*_published(tree, metas, node), *_address(address), *_other(tree, metas, node), *_modified(metas, node)]


def stamps_of_lines(dates: Sequence[tuple[DateLine, str]], *, is_beside: bool) -> list[Stamp]:
    """Return the dates that lines around the headline state, or one elsewhere on the page."""
    found = []
    for line, text in dates:
        where = f"the line “{text}” beside the headline" if is_beside else f"the line “{text}”"
        rank = FOOT if not is_beside else LABELLED if line.labelled else LINE
        if line.value:
            found.append(Stamp("published" if line.labelled else "date", line.value, where, "metadata.text", rank))
        if line.changed:
            found.append(Stamp("modified", line.changed, where, "metadata.text", rank))
    return found


def choose_published(stamps: Sequence[Stamp]) -> Published | None:
    """Return the date from the surest place, or from another that shows the surest to be the day of something else.

    A template may fill in the day of the last change for the day of publication, and a clock in UTC may be a day off:
    then an earlier date in the address or beside the headline, or the day beside it, goes before.
    """
    dated = [stamp for stamp in stamps if stamp.field != "modified"]
    first = min(dated, key=lambda stamp: stamp.rank, default=None)
    if first is None:
        return None
    changes = {stamp.value for stamp in stamps if stamp.field == "modified"}
    witnesses = [stamp for stamp in dated if stamp.rank in (TIME_TAG, LABELLED, ADDRESS, LINE)]
    if first.rank != MARKED or any(stamp.value == first.value for stamp in witnesses):
        return _stated(first)
    for stamp in witnesses:
        witness = stamp.value not in changes
        if witness and first.is_utc and abs(_days(stamp.value, first.value)) == 1:
            return _stated(stamp, f"{_capital(first.where)} gives {first.value}, counted in UTC.")
        if witness and stamp.value < first.value and min(changes, default="9") <= first.value:
            return _stated(stamp, f"The day in {first.where} is no earlier than the last change.")
    return _stated(first)


def as_metadata(stamps: Sequence[Stamp], published: Published | None) -> list[Metadatum]:
    """Return all dates as what the page states; the one it goes by as its publication, in its own words."""
    found = []
    for stamp in stamps:
        is_chosen = published is not None and stamp.field != "modified" and stamp.value == published.value
        why = published.why if published and is_chosen and stamp.where in published.why else _why(stamp)
        found.append(state("published" if is_chosen else stamp.field, stamp.value, Place(stamp.rule, why)))
    return found


def guess_date(text: str, address: str | None) -> Published | None:
    """Return the date that htmldate finds in a page's text or lesser tags, for pages whose own tags state none.

    A first of January is passed over: it mostly stands for a bare year.
    """
    from htmldate import find_date

    found = find_date(
        text,
        extensive_search=False,  # a search of all text finds the dates of other things
        original_date=True,
        url=address,
        min_date="1995-01-01",
        max_date=_LAST_DAY,
    )
    if not found or found.endswith("-01-01"):
        return None
    return Published(value=found, basis="stated", why="Found in the page's text or lesser tags, beside no other date.")


def _stated(stamp: Stamp, more: str = "") -> Published:
    return Published(value=stamp.value, basis="stated", why=f"{_why(stamp)} {more}".strip())


def _why(stamp: Stamp) -> str:
    return f"Read from {stamp.where}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _days(one: str, other: str) -> int:
    return (date.fromisoformat(one) - date.fromisoformat(other)).days


def _published(tree: Any, metas: Mapping[str, str], node: Node) -> Iterator[Stamp]:
    places = [("JSON-LD, datePublished", "metadata.json_ld", text_of(node.get("datePublished")))]
    places += [(f"the meta tag {name}", "metadata.meta_tag", metas.get(name)) for name in _PUBLISHED_META]
    for tag in tree.css('[itemprop="datePublished"], [itemprop="dateCreated"]')[
        :3
    ]:  # a thread's first post was created
        places.append((f"the tag marked {tag.attributes['itemprop']}", "metadata.microdata", _stamp_of(tag)))
    for where, rule, text in places:
        yield from _read(text, Stamp("published", "", where, rule, MARKED))


def _other(tree: Any, metas: Mapping[str, str], node: Node) -> Iterator[Stamp]:
    for tag in tree.css(_OWN_TIME)[:2]:
        where = "the time tag beside the headline"
        yield from _read(_stamp_of(tag), Stamp("date", "", where, "metadata.time_tag", TIME_TAG))
    places = [("JSON-LD, dateCreated", "metadata.json_ld", text_of(node.get("dateCreated")))]
    places += [(f"the meta tag {name}", "metadata.meta_tag", metas.get(name)) for name in _ANY_META]
    for where, rule, text in places:
        yield from _read(text, Stamp("date", "", where, rule, ANY))
    every = tree.css("time[datetime]")
    if len(every) == 1:
        where = "the page's only time tag"
        yield from _read(_stamp_of(every[0]), Stamp("date", "", where, "metadata.time_tag", LONE_TIME))


def _modified(metas: Mapping[str, str], node: Node) -> Iterator[Stamp]:
    places = [("JSON-LD, dateModified", "metadata.json_ld", text_of(node.get("dateModified")))]
    places += [(f"the meta tag {name}", "metadata.meta_tag", metas.get(name)) for name in _MODIFIED_META]
    for where, rule, text in places:
        yield from _read(text, Stamp("modified", "", where, rule, MARKED))


def _address(address: str | None) -> Iterator[Stamp]:
    day = date_of_address(address)
    if day:
        yield Stamp("date", day, "the page's web address", "metadata.address", ADDRESS)


def _read(text: str | None, stamp: Stamp) -> Iterator[Stamp]:
    day = day_of_stamp(text)
    if day:
        yield stamp._replace(value=day, is_utc=bool(_UTC.search(text or "")))


def _stamp_of(tag: Any) -> str:
    named = (tag.attributes.get(name) for name in ("content", "datetime", "title"))
    return next((text for text in named if text), str(tag.text()))
