"""Stretches that say the same in other words: sentences alike in their rarer words, gathered and checked as a whole.

After Sanchez-Perez, Sidorov and Gelbukh (2014), "A winning approach to text alignment for text reuse detection".
Two readings -> Passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from copydesk.records import Passage
from copydesk.stages.passages.chains import Seed, Stretch, bound, split_at_gaps
from copydesk.stages.passages.make import PassageSettings, Reading, align_articles, describe
from copydesk.text.align import Change, align_words
from copydesk.text.shingles import Positions

Matrix = npt.NDArray[np.float32]

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*;?(?=\s|$)")
_LARGEST = 30_000_000
"""Cells of the table of sentences and words from which two texts are too long to be compared in this way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordedSettings:
    """How alike two sentences must be (by weighed words and by their number), how far apart they may stand, and how
    alike the whole. Where one side is `summary` times the other, it sums the other up and wider gaps are allowed. A run
    of so many equal words as `run` is a passage by itself, and what stands beside it must be alike on its own.
    """

    cosine: float = 0.3
    dice: float = 0.33
    gap: int = 4
    whole: float = 0.34
    characters: int = 150
    summary: float = 4.0
    run: int = 40
    summary_gap: int = 24

    def beside(self) -> RewordedSettings:
        """Return what is asked of text that stands beside a passage of equal words."""
        return replace(self, cosine=0.45, dice=0.45, whole=0.5)


def compare_closely(a: Reading, b: Reading, settings: PassageSettings, reworded: RewordedSettings) -> list[Passage]:
    """Return the passages that two articles share, heavily reworded ones included, in the order of `a`."""
    found = align_articles(a, b, settings)
    exact = [changes for changes in found if _longest_run(changes) >= reworded.run]
    ours = Sentences(a, [(changes[0].a_first, changes[-1].a_last) for changes in exact])
    theirs = Sentences(b, [(changes[0].b_first, changes[-1].b_last) for changes in exact])
    stretches = find_reworded(ours, theirs, reworded.beside() if exact else reworded)
    if stretches and not exact:
        wide = find_reworded(ours, theirs, replace(reworded, gap=reworded.summary_gap))
        stretches = wide if _is_summary(wide, reworded.summary) else stretches
    passages = [describe(a, b, changes, settings) for changes in exact]
    for stretch in stretches:
        changes = align_words(a.hashes[stretch.a_first : stretch.a_last], b.hashes[stretch.b_first : stretch.b_last])
        shifted = [change.shift(stretch.a_first, stretch.b_first) for change in changes]
        passages.append(describe(a, b, shifted, settings, rule="passages.reworded"))
    return sorted(passages, key=lambda passage: (passage.a_span, passage.b_span))


def _longest_run(changes: Sequence[Change]) -> int:
    return max(change.a_last - change.a_first for change in changes if change.op == "equal")


def _is_summary(stretches: Sequence[Stretch], ratio: float) -> bool:
    ours = sum(stretch.a_last - stretch.a_first for stretch in stretches)
    theirs = sum(stretch.b_last - stretch.b_first for stretch in stretches)
    return max(ours, theirs) >= ratio * max(1, min(ours, theirs))


class Sentences:
    """The sentences of a reading, as ranges of words; `open_` tells which are left to compare."""

    def __init__(self, reading: Reading, taken: Sequence[tuple[int, int]] = ()) -> None:
        self.reading = reading
        self.ranges: list[tuple[int, int]] = list(_sentences(reading))
        covered = np.zeros(len(reading.words) + 1, dtype=np.bool_)
        for first, last in taken:
            covered[first:last] = True
        self.open_ = [2 * int(covered[first:last].sum()) < last - first for first, last in self.ranges]

    def terms(self) -> tuple[npt.NDArray[np.uint64], Positions]:
        """Return the stem of each content word and the sentence that holds it, of sentences left to compare."""
        words = self.reading.words
        owner = np.full(len(words), -1, dtype=np.int64)
        for i, (first, last) in enumerate(self.ranges):
            if self.open_[i]:
                owner[first:last] = i
        at = words.content
        kept = owner[at] >= 0
        return words.stems[at][kept], owner[at][kept]


def find_reworded(a: Sentences, b: Sentences, settings: RewordedSettings) -> list[Stretch]:
    """Return the stretches of two texts that are alike sentence by sentence and as a whole."""
    if not a.ranges or not b.ranges:
        return []
    left, right = _tables(a, b)
    if left.size == 0 or right.size == 0 or not left.any() or not right.any():
        return []
    seeds = _alike(left, right, settings)
    found = []
    for group in _settle(seeds, settings.gap, left, right, settings):
        first, last, b_first, b_last = bound(group)
        found.append(Stretch(a.ranges[first][0], a.ranges[last - 1][1], b.ranges[b_first][0], b.ranges[b_last - 1][1]))
    return [stretch for stretch in found if _is_long(a.reading, b.reading, stretch, settings.characters)]


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield ranges of words; a sentence of less than three words goes with the next one."""
    text, words = reading.article.text, reading.words
    for block in reading.article.body():
        ends = [match.end() for match in _SENTENCE_END.finditer(text, block.span.start, block.span.end)]
        first, stop = (int(i) for i in np.searchsorted(words.starts, [block.span.start, block.span.end]))
        for last in [*np.searchsorted(words.starts, ends).tolist(), stop]:
            if last - first >= 3 or (last == stop and last > first):
                yield first, last
                first = last


def _tables(a: Sentences, b: Sentences) -> tuple[Matrix, Matrix]:
    """Return for each text the weights of its sentences' words, one row a sentence, over the words of both."""
    (a_stems, a_owner), (b_stems, b_owner) = a.terms(), b.terms()
    vocabulary, column = np.unique(np.concatenate([a_stems, b_stems]), return_inverse=True)
    rows = len(a.ranges) + len(b.ranges)
    if rows * len(vocabulary) > _LARGEST:
        return np.zeros((0, 0), dtype=np.float32), np.zeros((0, 0), dtype=np.float32)
    table = np.zeros((rows, len(vocabulary)), dtype=np.float32)
    np.add.at(table, (np.concatenate([a_owner, b_owner + len(a.ranges)]), column), 1.0)
    table *= np.log(rows / np.maximum((table > 0).sum(axis=0), 1)).astype(np.float32) + np.float32(1e-6)
    return table[: len(a.ranges)], table[len(a.ranges) :]


def _alike(left: Matrix, right: Matrix, settings: RewordedSettings) -> list[Seed]:
    """Return the pairs of sentences that are alike, as ranges of sentences."""
    cosine = _unit(left) @ _unit(right).T
    ours, theirs = (left > 0).astype(np.float32), (right > 0).astype(np.float32)
    size = ours.sum(axis=1)[:, None] + theirs.sum(axis=1)[None, :]
    dice = 2 * (ours @ theirs.T) / np.maximum(size, 1)
    i, j = np.nonzero((cosine > settings.cosine) & (dice > settings.dice))
    return [(x, x + 1, y, y + 1) for x, y in zip(i.tolist(), j.tolist(), strict=True)]


def _settle(
    seeds: Sequence[Seed], gap: int, left: Matrix, right: Matrix, settings: RewordedSettings
) -> Iterator[list[Seed]]:
    """Gather the seeds; where a group is not alike as a whole, take it apart at narrower gaps."""
    for group in split_at_gaps(seeds, gap):
        first, last, b_first, b_last = bound(group)
        ours, theirs = left[first:last].sum(axis=0), right[b_first:b_last].sum(axis=0)
        product = float(np.linalg.norm(ours) * np.linalg.norm(theirs))
        if product and float(ours @ theirs) / product >= settings.whole:
            yield group
        elif gap > 0:
            yield from _settle(group, gap - 1, left, right, settings)


def _unit(rows: Matrix) -> Matrix:
    unit: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def _is_long(a: Reading, b: Reading, stretch: Stretch, characters: int) -> bool:
    ours = a.words.span(stretch.a_first, stretch.a_last)
    theirs = b.words.span(stretch.b_first, stretch.b_last)
    return min(ours.end - ours.start, theirs.end - theirs.start) >= characters
