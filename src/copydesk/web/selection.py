"""What a report has room for, the weightiest first. Shown -> Selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from copydesk.index import Index
from copydesk.records import Copy
from copydesk.web.leaf import Shown

LIMITS = {"claims": 200, "timeline": 250, "quotes": 200, "sources": 200, "copies": 50, "cast": 200}
"""The name of a view -> how many of its records a report shows; an article or a problem is never left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records that a report shows of each view, in the view's order, and how many it leaves out of each."""

    rows: dict[str, tuple[Any, ...]]
    left_out: dict[str, int]
    ids: frozenset[str]


def select(story: Shown) -> Selection:
    """Return what the report of a story shows; what is left out is the lightest, and counted."""
    index = story.index
    kept: dict[str, tuple[Any, ...]] = {}
    left_out: dict[str, int] = {}
    for view, limit in LIMITS.items():
        every = story.rows(view)
        weigh = _WEIGHTS[view]
        heaviest = sorted(range(len(every)), key=lambda i: (-weigh(every[i], index), i))[:limit]
        kept[view] = tuple(every[i] for i in sorted(heaviest))
        left_out[view] = len(every) - len(heaviest)
    shown = frozenset(record.id for records in kept.values() for record in records)
    articles = frozenset(article.id for article in index.records.articles)
    families = frozenset(family.id for family in index.records.families)
    return Selection(rows=kept, left_out=left_out, ids=shown | articles | families)


def _weigh_copy(copy: Copy, index: Index) -> float:
    originals = {family.original for family in index.records.families}
    return 2.0 * bool({copy.a, copy.b} & originals) + max(copy.a_coverage, copy.b_coverage)


_WEIGHTS: dict[str, Callable[[Any, Index], float]] = {
    "claims": lambda claim, index: claim.weight,
    "timeline": lambda event, index: event.salience,
    "quotes": lambda quotation, index: sum(len(variant.attributions) for variant in quotation.variants),
    "sources": lambda source, index: len(index.said.get(source.id, ())),
    "copies": _weigh_copy,
    "cast": lambda entity, index: len(entity.mentions) + len(index.said.get(entity.id, ())),
}
