"""What a report has room for, the weightiest first. Shown -> Selection."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from copydesk.index import Index
from copydesk.records import Copy
from copydesk.web.leaf import Shown

LIMITS = {"claims": 160, "timeline": 200, "quotes": 160, "sources": 160, "copies": 40, "cast": 160}
"""The name of a view -> how many of its records a report shows; an article or a problem is never left out."""
ROOM, LISTS, LEAST = 1_850_000, 1_100_000, 0.2
"""How many bytes a report may take and how many of them its full lists do; lists are never cut to less than `LEAST`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The records that a report shows of each view, in the view's order, and how many it leaves out of each."""

    rows: dict[str, tuple[Any, ...]]
    left_out: dict[str, int]
    ids: frozenset[str]


def select(story: Shown) -> Selection:
    """Return what the report of a story shows; what is left out is the lightest, and counted.

    Every text is printed whole; the longer they are, the shorter are the lists.
    """
    index = story.index
    share = min(1.0, max(LEAST, (ROOM - _texts(story)) / LISTS))
    kept: dict[str, tuple[Any, ...]] = {}
    left_out: dict[str, int] = {}
    for view, limit in LIMITS.items():
        every = story.rows(view)
        weigh = _WEIGHTS[view]
        heaviest = sorted(range(len(every)), key=lambda i: (-weigh(every[i], index), i))[: int(limit * share)]
        kept[view] = tuple(every[i] for i in sorted(heaviest))
        left_out[view] = len(every) - len(heaviest)
    shown = frozenset(record.id for records in kept.values() for record in records)
    articles = frozenset(article.id for article in index.records.articles)
    others = frozenset(one.id for one in index.records.families) | {one.id for one in index.records.revisions}
    return Selection(rows=kept, left_out=left_out, ids=shown | articles | others)


def _texts(story: Shown) -> int:
    """Return about how many bytes the texts of the articles take with their marks."""
    texts = sum(len(article.text) + 100 * len(article.blocks) for article in story.records.articles)
    return texts + sum(39 * len(marks) for marks in story.marks.values())


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
