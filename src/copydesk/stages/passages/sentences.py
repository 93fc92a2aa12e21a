"""Two texts sentence by sentence, each sentence as the weights of its rarer words. Two readings -> Table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from copydesk.stages.passages.chains import Stretch
from copydesk.stages.passages.make import Reading
from copydesk.text.shingles import Hashes, Positions

Matrix = npt.NDArray[np.float32]

LARGEST = 4_000_000
"""Pairs of sentences from which two texts are too long to be compared in this way."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """The sentences of one text: their ranges of words, and the weight in each of every word that both texts have.

    A word weighs the more, the fewer sentences of the two texts hold it. `totals` is the weight of all words of each
    sentence, `norms` their Euclidean length, `sizes` the number of distinct words.
    """

    ranges: Sequence[tuple[int, int]]
    weights: Matrix
    totals: Matrix
    norms: Matrix
    sizes: Matrix

    @cached_property
    def _weights_before(self) -> Matrix:
        return np.concatenate([np.zeros((1, self.weights.shape[1]), dtype=np.float32), self.weights.cumsum(axis=0)])

    @cached_property
    def totals_before(self) -> Matrix:
        """The weight of all sentences before each one, and of all."""
        return np.concatenate([np.zeros(1, dtype=np.float32), self.totals.cumsum()])

    def total(self, first: int, last: int) -> float:
        """Return the weight of the sentences `[first, last)`."""
        return float(self.totals_before[last] - self.totals_before[first])

    def words_of(self, first: int, last: int) -> Matrix:
        """Return the weight of each shared word in the sentences `[first, last)`."""
        words: Matrix = self._weights_before[last] - self._weights_before[first]
        return words

    def shared(self, firsts: Positions, lasts: Positions, words: Matrix) -> Matrix:
        """Return how much of `words` stands between each first sentence and last, each occurrence counted once."""
        held = np.flatnonzero(words)
        before = self._weights_before
        inside = before[lasts[..., None], held] - before[firsts[..., None], held]
        shared: Matrix = np.minimum(inside, words[held]).sum(axis=-1)
        return shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Two texts side by side."""

    a: Side
    b: Side

    def likeness(self) -> tuple[Matrix, Matrix]:
        """Return cosine and Dice coefficient of every sentence of one text with every sentence of the other."""
        norms = np.maximum(self.a.norms[:, None] * self.b.norms[None, :], np.float32(1e-9))
        cosine: Matrix = self.a.weights @ self.b.weights.T / norms
        ours, theirs = (self.a.weights > 0).astype(np.float32), (self.b.weights > 0).astype(np.float32)
        dice: Matrix = 2 * (ours @ theirs.T) / np.maximum(self.a.sizes[:, None] + self.b.sizes[None, :], np.float32(1))
        return cosine, dice

    def shared(self, box: Stretch) -> float:
        """Return the weight that two runs of sentences have in common."""
        ours, theirs = self.a.words_of(box.a_first, box.a_last), self.b.words_of(box.b_first, box.b_last)
        return float(np.minimum(ours, theirs).sum())

    def in_words(self, box: Stretch) -> Stretch:
        """Return the words of two runs of sentences."""
        ours, theirs = self.a.ranges, self.b.ranges
        return Stretch(ours[box.a_first][0], ours[box.a_last - 1][1], theirs[box.b_first][0], theirs[box.b_last - 1][1])


def make_table(a: Reading, b: Reading, taken: Sequence[Stretch]) -> Table | None:
    """Return the table of two texts, `None` where nothing is left to compare.

    `taken` are the words that passages hold already; a sentence that lies mostly in one has no weight.
    """
    a_stems, a_owner = _terms(a, [(one.a_first, one.a_last) for one in taken])
    b_stems, b_owner = _terms(b, [(one.b_first, one.b_last) for one in taken])
    vocabulary, term = np.unique(np.concatenate([a_stems, b_stems]), return_inverse=True)
    if not len(a_stems) or not len(b_stems):
        return None
    cut = len(a.sentences)
    rows = cut + len(b.sentences)
    cells, counts = np.unique(np.concatenate([a_owner, b_owner + cut]) * len(vocabulary) + term, return_counts=True)
    row, term = np.divmod(cells, len(vocabulary))
    rarity = np.log(rows / np.bincount(term, minlength=len(vocabulary)).clip(1)) + 1e-6
    weight = counts * rarity[term]
    in_both = np.zeros((2, len(vocabulary)), dtype=np.bool_)
    in_both[(row >= cut).astype(np.int64), term] = True
    shared = in_both[0] & in_both[1]
    dense = np.zeros((rows, int(shared.sum())), dtype=np.float32)
    kept = shared[term]
    dense[row[kept], (np.cumsum(shared) - 1)[term[kept]]] = weight[kept]
    totals = np.bincount(row, weights=weight, minlength=rows).astype(np.float32)
    norms = np.sqrt(np.bincount(row, weights=weight**2, minlength=rows)).astype(np.float32)
    sizes = np.bincount(row, minlength=rows).astype(np.float32)
    ours, theirs = slice(cut), slice(cut, None)
    return Table(
        a=Side(ranges=a.sentences, weights=dense[ours], totals=totals[ours], norms=norms[ours], sizes=sizes[ours]),
        b=Side(
            ranges=b.sentences, weights=dense[theirs], totals=totals[theirs], norms=norms[theirs], sizes=sizes[theirs]
        ),
    )


def _terms(reading: Reading, taken: Sequence[tuple[int, int]]) -> tuple[Hashes, Positions]:
    """Return the stem of each content word and the sentence that holds it, of sentences left to compare."""
    words, content = reading.words, reading.words.content
    starts = np.array([first for first, _ in reading.sentences], dtype=np.int64)
    owner = np.searchsorted(starts, content, side="right") - 1
    if not taken:
        return words.stems[content], owner
    covered = np.zeros(len(words) + 1, dtype=np.int64)
    for first, last in taken:
        covered[first + 1 : last + 1] = 1
    before = covered.cumsum()
    ends = np.array([last for _, last in reading.sentences], dtype=np.int64)
    is_open = 2 * (before[ends] - before[starts]) < ends - starts
    kept = is_open[owner]
    return words.stems[content][kept], owner[kept]
