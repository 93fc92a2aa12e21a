"""A part of a story: kinds of record, a time, a person, or what was selected. StoryRecords -> StoryRecords"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from copydesk.errors import UnknownRecord
from copydesk.records import Article, StoryRecords
from copydesk.text.dates import first_day, last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an export is limited to; what is empty limits nothing.

    `only` names kinds of record ("claims"), `first` and `last` are dates, `person` the id of an entity, `selected` ids.

    >>> from copydesk import Story
    >>> story = Story.open("story.db")
    >>> march = story.export("jsonl", Limits(only=("events",), first="2024-03", last="2024-03"))
    >>> 1 < len(march.splitlines()) < len(story.export("jsonl").splitlines())
    True
    """

    only: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    person: str | None = None
    selected: tuple[str, ...] = ()


EVERYTHING = Limits()


def limit_records(records: StoryRecords, limits: Limits = EVERYTHING) -> StoryRecords:
    """Return the records that the limits leave, in their order; raise `UnknownRecord` for a kind that does not exist.

    A time keeps events of that time, articles published in it and what stands in these articles; an article without a
    date stays. A person keeps what names, quotes or involves them, and the articles where that stands. Whatever is
    `selected` is kept with the articles, pages, sources and entities that it points at.
    """
    kinds = [field.name for field in fields(records)]
    for kind in limits.only:
        if kind not in kinds:
            raise UnknownRecord(f"{kind}: no such kind of record; choose among {', '.join(kinds)}")
    if limits.first or limits.last:
        records = _of_time(records, limits.first, limits.last)
    if limits.person:
        records = _around(records, _of_person(records, limits.person))
    if limits.selected:
        records = _around(records, set(limits.selected))
    return replace(records, **{kind: () for kind in kinds if limits.only and kind not in limits.only})


def _of_time(records: StoryRecords, first: str | None, last: str | None) -> StoryRecords:
    begin, end = first_day(first), last_day(last)

    def lies_in(value: str | None) -> bool:
        start, stop = first_day(value), last_day(value)
        if start is None or stop is None:
            return True
        return (begin is None or stop >= begin) and (end is None or start <= end)

    kept = {one.id for one in records.articles if lies_in(one.published.value if one.published else None)}
    gone = {one.id for one in records.articles} - kept
    within = _without_articles(records, gone)
    return replace(within, events=tuple(one for one in within.events if lies_in(one.date)))


def _without_articles(records: StoryRecords, gone: Collection[str]) -> StoryRecords:
    """Return the records without articles and what rests on nothing but these."""

    def stays(record: Any) -> bool:
        articles = _articles_of(record)
        return not articles or not articles <= set(gone)

    left = {field.name: tuple(filter(stays, getattr(records, field.name))) for field in fields(records)}
    pages = {one.page for one in left["articles"]}
    left["pages"] = tuple(one for one in records.pages if one.id in pages)
    left["copies"] = tuple(one for one in left["copies"] if not {one.a, one.b} & set(gone))
    left["revisions"] = tuple(one for one in left["revisions"] if not {one.earlier, one.later} & set(gone))
    said = {one.source for one in left["attributions"]} | {name for one in left["attributions"] for name in one.via}
    left["sources"] = tuple(one for one in left["sources"] if one.id in said)
    spoken = {one.id for one in left["attributions"]}
    left["quotations"] = tuple(
        one for one in left["quotations"] if any(name in spoken for v in one.variants for name in v.attributions)
    )
    return StoryRecords(**left)


def _articles_of(record: Any) -> set[str]:
    """Return the articles that a record stands in or rests on."""
    if isinstance(record, Article):
        return {record.id}
    own = getattr(record, "article", None)
    found: set[str] = {own} if own else set()
    for name in ("evidence", "mentions", "assertions"):
        found |= {getattr(one, "article", None) or one.ref.article for one in getattr(record, name, ())}
    return found | set(getattr(record, "articles", ()))


def _of_person(records: StoryRecords, person: str) -> set[str]:
    """Return the ids of what names, quotes or involves a person."""
    sources = {one.id for one in records.sources if person in (one.entity, one.speaks_for)}
    said = {one.id for one in records.attributions if one.source in sources}
    claims = {one.id for one in records.claims if any(a.attribution in said for a in one.assertions)}
    events = {one.id for one in records.events if person in one.participants}
    quotations = {one.id for one in records.quotations if one.speaker in (person, *sources)}
    named = {m.article for one in records.entities if one.id == person for m in one.mentions}
    return {person, *sources, *said, *claims, *events, *quotations, *named}


def _around(records: StoryRecords, wanted: set[str]) -> StoryRecords:
    """Return the wanted records, with the articles and pages they stand in and the sources and entities they name."""
    kept = {
        f.name: [one for one in getattr(records, f.name) if getattr(one, "id", None) in wanted] for f in fields(records)
    }
    told = {name for one in kept["quotations"] for v in one.variants for name in v.attributions}
    told |= {a.attribution for one in kept["claims"] for a in one.assertions}
    attributions = [one for one in records.attributions if one.id in wanted or one.id in told]
    sources = {one.source for one in attributions} | {name for one in attributions for name in one.via}
    sources |= {one.speaker for one in kept["quotations"]}
    entities = {name for one in kept["events"] for name in one.participants} | {
        one.speaker for one in kept["quotations"]
    }
    entities |= {one.entity for one in records.sources if one.id in sources or one.id in wanted}
    resting = [*attributions, *kept["events"], *kept["claims"], *kept["families"]]
    articles = {name for one in resting for name in _articles_of(one)} | {one.id for one in kept["articles"]}
    articles |= {name for one in kept["copies"] for name in (one.a, one.b)}
    chosen = tuple(one for one in records.articles if one.id in articles)
    pages = {one.page for one in chosen} | wanted
    notes = tuple(one for one in records.notes if one.record in wanted or one.id in wanted)
    return StoryRecords(
        **{name: tuple(found) for name, found in kept.items() if name not in ("pages", "articles", "attributions")}
        | {
            "pages": tuple(one for one in records.pages if one.id in pages),
            "articles": chosen,
            "notes": notes,
            "attributions": tuple(attributions),
            "sources": tuple(one for one in records.sources if one.id in wanted or one.id in sources),
            "entities": tuple(one for one in records.entities if one.id in wanted or one.id in entities),
        }
    )
