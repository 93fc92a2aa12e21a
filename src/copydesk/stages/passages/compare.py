"""What two articles share: passages aligned word by word, and on request those in other words. Two readings -> Passages."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.records import Passage
from copydesk.stages.passages.chains import Stretch
from copydesk.stages.passages.edges import cut_at_breaks, reach_edges
from copydesk.stages.passages.make import PassageSettings, Reading, align_articles, describe, span_words
from copydesk.stages.passages.reworded import RewordedSettings, find_reworded
from copydesk.text.align import Change, align_words, count_kept

_RUN = 40
"""So many equal words in a row are a passage by themselves, and what stands beside them must be alike on its own."""
_DOZEN, _ALIKE = 12, 0.6
"""So many words and such a share of them a shorter passage must keep: reworded text falls apart into lesser runs."""


def compare_words(a: Reading, b: Reading, settings: PassageSettings) -> list[Passage]:
    """Return the passages that can be aligned word by word, in the order of `a`."""
    return [
        describe(a, b, reach_edges(a, b, part), settings)
        for changes in align_articles(a, b, settings)
        for part in cut_at_breaks(changes, settings)
    ]


def compare_closely(
    a: Reading, b: Reading, settings: PassageSettings, reworded: RewordedSettings
) -> tuple[list[Passage], bool]:
    """Return the passages that two articles share, reworded ones included, and whether all of both was compared."""
    found = align_articles(a, b, settings)
    firm = [changes for changes in found if _longest_run(changes) >= _RUN]
    taken = [span_words(changes) for changes in firm]
    stretches, is_whole = find_reworded(a, b, taken, reworded)
    beside = [changes for changes in found if changes not in firm and _stands_alone(changes, [*taken, *stretches])]
    parts = [part for changes in [*firm, *beside] for part in cut_at_breaks(changes, settings)]
    passages = [describe(a, b, reach_edges(a, b, part), settings) for part in parts]
    passages += [describe(a, b, _align(a, b, one), settings, rule="passages.reworded") for one in stretches]
    return sorted(passages, key=lambda passage: (passage.a_span, passage.b_span)), is_whole


def _longest_run(changes: Sequence[Change]) -> int:
    return max(change.a_last - change.a_first for change in changes if change.op == "equal")


def _stands_alone(changes: Sequence[Change], others: Sequence[Stretch]) -> bool:
    """Tell whether a short alignment keeps enough words and lies in no other passage."""
    words = span_words(changes)
    longer = max(words.a_last - words.a_first, words.b_last - words.b_first)
    return count_kept(changes) >= max(_DOZEN, _ALIKE * longer) and not any(words.overlaps(other) for other in others)


def _align(a: Reading, b: Reading, stretch: Stretch) -> list[Change]:
    ours, theirs = a.hashes[stretch.a_first : stretch.a_last], b.hashes[stretch.b_first : stretch.b_last]
    return [change.shift(stretch.a_first, stretch.b_first) for change in align_words(ours, theirs)]
