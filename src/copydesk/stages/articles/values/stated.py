"""What a page states of its article: each reading with its place, those that the article goes by first. Metadatum -> Metadatum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from copydesk.records import Article, MetadataField, Metadatum, Span
from copydesk.stages.articles.values.lines import level

_MOST_OTHERS = 2


class Place(NamedTuple):
    """Where something stands: the rule that read it, a plain sentence that names the place, its span in the article."""

    rule: str
    why: str
    span: Span | None = None


def state(field: MetadataField, value: str, place: Place) -> Metadatum:
    """Return what a page states at a place."""
    return Metadatum(field=field, value=value, basis="stated", why=place.why, span=place.span, rule=place.rule)


def rank_stated(article: Article, read: Iterable[Metadatum]) -> tuple[Metadatum, ...]:
    """Return what was read with the values that the article goes by in front; one of them says where others differ.

    The same value read twice by one rule stands once.
    """
    distinct = list({(datum.field, datum.value, datum.rule): datum for datum in reversed(list(read))}.values())[::-1]
    chosen = [datum for datum in distinct if _is_chosen(article, datum)]
    first = {datum.field: datum for datum in reversed(chosen)}
    said = [_with_others(datum, distinct) if datum is first[datum.field] else datum for datum in chosen]
    return (*said, *(datum for datum in distinct if not _is_chosen(article, datum)))


def _is_chosen(article: Article, datum: Metadatum) -> bool:
    if datum.field == "byline":
        return datum.value in article.byline
    if datum.field == "published":
        return article.published is not None and datum.value == article.published.value
    return datum.field != "date" and datum.value == getattr(article, datum.field)


def _with_others(datum: Metadatum, read: Sequence[Metadatum]) -> Metadatum:
    """Return a reading that names up to two other values that the page gives for the same field."""
    same = () if datum.field == "byline" else (other.value for other in read if other.field == datum.field)
    others = list(dict.fromkeys(value for value in same if not _agree(datum.value, value)))[:_MOST_OTHERS]
    told = " and ".join(f"“{value}”" for value in others)
    return replace(datum, why=f"{datum.why} Elsewhere the page gives {told}.") if others else datum


def _agree(one: str, other: str) -> bool:
    return level(one) in level(other) or level(other) in level(one)
