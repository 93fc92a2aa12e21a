"""What a dataset or an archive says of a page beside its text. Article -> Article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from copydesk.records import Article, MetadataField, Metadatum, Published, SavedPage
from copydesk.stages.articles.values.bylines import clean_names
from copydesk.stages.articles.values.dates import date_of_address, day_of_stamp
from copydesk.stages.articles.values.outlets import know_outlet, outlet_of_address
from copydesk.stages.articles.values.stated import Place, rank_stated, state

_ROW_SAYS = "The dataset's row gives it."
_ADDRESS_SAYS = "The page's web address holds it."


def fill_from_fields(article: Article, saved: SavedPage) -> Article:
    """Return the article with what the page's row or address says where the page itself says nothing.

    The columns of a dataset describe the page, so they stand for its only article; in a thread they are the thread's.
    All that was read stands in `metadata`, the values that the article goes by first.
    """
    fields = dict(saved.fields)
    is_paste = article.form in ("post", "quoted")
    row = () if is_paste else tuple(_row(fields))
    said = {datum.field: datum.value for datum in reversed(row)}
    filled = replace(
        article,
        title=said.get("title") or article.title,
        byline=article.byline or tuple(datum.value for datum in row if datum.field == "byline"),
        outlet=article.outlet if is_paste else said.get("outlet") or article.outlet or outlet_of_address(saved.address),
        section=article.section or said.get("section"),
        published=article.published if is_paste else _published(article, saved),
        modified=article.modified or day_of_stamp(fields.get("modified")),
        canonical=article.canonical or saved.address,
        language=article.language or fields.get("language"),
    )
    address = () if is_paste else _address(saved, named=article.outlet is not None)
    return replace(filled, metadata=rank_stated(filled, (*row, *article.metadata, *address)))


def _row(fields: dict[str, str]) -> Iterator[Metadatum]:
    """Yield what the columns of a dataset's row say."""
    days = {"published": day_of_stamp(fields.get("date")), "modified": day_of_stamp(fields.get("modified"))}
    places: list[tuple[MetadataField, str | None]] = [
        ("title", fields.get("title")),
        *(("byline", name) for name in clean_names(fields.get("byline") or "")),
        ("outlet", _outlet(fields.get("outlet"))),
        ("section", fields.get("section")),
        ("published", days["published"]),
        ("modified", days["modified"]),
    ]
    for field, value in places:
        if value:
            yield state(field, value, Place("metadata.dataset", _ROW_SAYS))


def _outlet(text: str | None) -> str | None:
    known = know_outlet(text) if text else None
    if known:
        return known.name
    return outlet_of_address(f"//{text}") if text and "." in text and " " not in text else text


def _address(saved: SavedPage, *, named: bool) -> tuple[Metadatum, ...]:
    """Return what the address that the page was saved from says of it."""
    place = Place("metadata.address", _ADDRESS_SAYS)
    outlet, day = outlet_of_address(saved.address), date_of_address(saved.address)
    return (
        *([state("outlet", outlet, place)] if outlet and not named else []),
        *([state("published", day, place)] if day else []),
        *([state("canonical", saved.address, place)] if saved.address else []),
    )


def _published(article: Article, saved: SavedPage) -> Published | None:
    """Return the date in the row, the page's own, or the one in the address, in this order."""
    row = day_of_stamp(dict(saved.fields).get("date"))
    if row:
        return Published(value=row, basis="stated", why=f"The dataset's row gives {row} as the date.")
    if article.published is not None:
        return article.published
    address = date_of_address(saved.address)
    if address:
        return Published(value=address, basis="stated", why="The page's web address holds the date.")
    return None
