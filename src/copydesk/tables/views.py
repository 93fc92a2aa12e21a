"""Which records a view lists, and in which order. StoryRecords -> records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from copydesk.records import (
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Judgement,
    Note,
    Problem,
    Quotation,
    Source,
    StoryRecords,
)
from copydesk.tables.stats import Figures, Quoted, count_pile

Row = Event | Quotation | Source | Copy | Claim | Entity | Article | Judgement | Note | Figures | Quoted | Problem
"""What a view may list."""


def rows(view: str, records: StoryRecords, limit: int | None = None) -> Sequence[Row]:
    """Return the records that a view lists, weightiest or earliest first, at most `limit`; `KeyError` for no such view."""
    return VIEWS[view](records)[:limit]


def _timeline(records: StoryRecords) -> Sequence[Event]:
    return sorted(records.events, key=lambda event: (event.date, -event.salience, event.id))


def _quotes(records: StoryRecords) -> Sequence[Quotation]:
    spoken = Counter(quotation.speaker for quotation in records.quotations)
    return sorted(
        records.quotations, key=lambda one: (one.speaker is None, -spoken[one.speaker], one.speaker or "", one.id)
    )


def _sources(records: StoryRecords) -> Sequence[Source]:
    said = Counter(attribution.source for attribution in records.attributions)
    order = ("named", "role", "anonymous")
    return sorted(
        records.sources,
        key=lambda one: (order.index(one.identification), -said[one.id], one.name or one.description or "", one.id),
    )


def _copies(records: StoryRecords) -> Sequence[Copy]:
    return sorted(records.copies, key=lambda copy: (-max(copy.a_coverage, copy.b_coverage), copy.id))


def _claims(records: StoryRecords) -> Sequence[Claim]:
    return sorted(records.claims, key=lambda claim: (-claim.weight, claim.id))


def _cast(records: StoryRecords) -> Sequence[Entity]:
    order = ("person", "organization", "place")
    return sorted(records.entities, key=lambda one: (order.index(one.kind), -len(one.mentions), one.name, one.id))


def _articles(records: StoryRecords) -> Sequence[Article]:
    return sorted(
        records.articles,
        key=lambda one: (one.published is None, one.published.value if one.published else "", one.page, one.id),
    )


VIEWS: dict[str, Callable[[StoryRecords], Sequence[Row]]] = {
    "timeline": _timeline,
    "quotes": _quotes,
    "sources": _sources,
    "copies": _copies,
    "claims": _claims,
    "cast": _cast,
    "articles": _articles,
    "judgements": lambda records: records.judgements,
    "notes": lambda records: records.notes,
    "stats": count_pile,
    "problems": lambda records: records.problems,
}
"""The name of a view -> what it lists."""
