"""What two texts share that are known to be one text in other words: passages joined over what lies between. Passages -> Passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.records import Passage
from copydesk.stages.passages.edges import reach_edges, split_at_breaks
from copydesk.stages.passages.make import PassageSettings, Reading, align_articles, describe, holds
from copydesk.text.align import Change, trim_changes

_WIDE = PassageSettings(gap=200, similarity=0.4, seeds=1)
"""Few phrases are left to hold on to, and they stand far apart."""
_LEFT_OUT = 12
"""So many words that stand on one side only are none that were put in other words."""


def join_reworded(a: Reading, b: Reading, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages joined over the reworded text between them, and those that stand by themselves.

    Text between them that only one side has, or that has little in common, is left out.
    """
    wide = [
        describe(a, b, reach_edges(a, b, part), _WIDE, rule="relations.joined")
        for changes in align_articles(a, b, _WIDE)
        for whole in split_at_breaks(changes)
        for part in _between_gaps(whole)
        if holds(part, _WIDE)
    ]
    joined = [passage for passage in wide if passage.evidence == "prose"]
    return sorted([*joined, *(p for p in passages if not is_within(p, joined))], key=lambda p: (p.a_span, p.b_span))


def is_within(passage: Passage, others: Sequence[Passage]) -> bool:
    """Tell whether the passage shares words of a side with one of the others."""
    return any(passage.a_span.overlaps(one.a_span) or passage.b_span.overlaps(one.b_span) for one in others)


def _between_gaps(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Yield the parts of an alignment between sentences that stand on one side only."""
    part: list[Change] = []
    for change in changes:
        is_gap = (
            change.op != "equal" and max(change.a_last - change.a_first, change.b_last - change.b_first) >= _LEFT_OUT
        )
        if is_gap:
            yield trim_changes(part)
        part = [] if is_gap else [*part, change]
    yield trim_changes(part)
