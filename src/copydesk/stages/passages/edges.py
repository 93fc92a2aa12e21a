"""Where a passage begins and ends for a reader: cut at long breaks, carried on to the paragraph's edge. Changes -> Changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.stages.passages.make import PassageSettings, Reading, holds
from copydesk.text.align import Change, align_words, count_kept, merge_changes, trim_changes

_FIRM = 3
"""Fewer equal words in a row may be chance between two sentences that have nothing in common."""
_BREAK = 10
"""So many words on both sides, hardly any of them kept, are no edit."""
_CHANCE = 0.25
_SEAM = 6
"""So many words at the edge of a paragraph may have been put for others, and still it is the same paragraph."""


def cut_at_breaks(changes: Sequence[Change], settings: PassageSettings) -> list[list[Change]]:
    """Return the parts of an alignment between long replaced runs, or the whole where a part is no passage by itself."""
    parts = split_at_breaks(changes)
    return parts if all(holds(part, settings) for part in parts) else [list(changes)]


def split_at_breaks(changes: Sequence[Change]) -> list[list[Change]]:
    """Return the parts of an alignment between long replaced runs."""
    firm = [i for i, change in enumerate(changes) if change.op == "equal" and change.a_last - change.a_first >= _FIRM]
    breaks = [(i, j) for i, j in pairwise(firm) if _is_break(changes[i : j + 1])]
    starts, ends = [0, *(j for _, j in breaks)], [*(i + 1 for i, _ in breaks), len(changes)]
    return [trim_changes(changes[start:end]) for start, end in zip(starts, ends, strict=True)]


def reach_edges(a: Reading, b: Reading, changes: Sequence[Change]) -> list[Change]:
    """Return the alignment with the few words that are left to the edge of the paragraph on both sides."""
    first, last = changes[0], changes[-1]
    head = _between(
        a, b, (a.paragraph_at(first.a_first)[0], first.a_first), (b.paragraph_at(first.b_first)[0], first.b_first)
    )
    tail = _between(
        a, b, (last.a_last, a.paragraph_at(last.a_last - 1)[1]), (last.b_last, b.paragraph_at(last.b_last - 1)[1])
    )
    return merge_changes([*head, *changes, *tail])


def _is_break(changes: Sequence[Change]) -> bool:
    """Tell whether next to nothing was kept between the first and the last change, which are firm."""
    a_words = changes[-1].a_first - changes[0].a_last
    b_words = changes[-1].b_first - changes[0].b_last
    return min(a_words, b_words) >= _BREAK and count_kept(changes[1:-1]) <= _CHANCE * max(a_words, b_words)


def _between(a: Reading, b: Reading, ours: tuple[int, int], theirs: tuple[int, int]) -> Iterator[Change]:
    """Yield what turns the words of one side into those of the other, if there are few."""
    if 0 < max(ours[1] - ours[0], theirs[1] - theirs[0]) <= _SEAM:
        for change in align_words(a.hashes[slice(*ours)], b.hashes[slice(*theirs)]):
            yield change.shift(ours[0], theirs[0])
