"""Alignments of very many pairs of short texts, a pile of pairs at a time. Coded texts, pairs -> Stretches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from copydesk.text.shingles import Positions

_FIRM = 3
"""As in `edges`: fewer equal words in a row may be chance; so many replaced words are a break; so few are a seam."""
_BREAK = 10
_CHANCE = 0.25
_SEAM = 6

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The runs of equal words in the alignments of many pairs, in order: `size` words from `a` on stand from `b` on.

    `kept` counts the words of all runs up to the end of this one, those of earlier pairs included; `behind` and `ahead`
    are the changed words between a run and its neighbours or the ends of the texts. By pair: `a_words` and `b_words`
    are the lengths of the texts, `before` and `after` the count of kept words.
    """

    pair: Positions
    a: Positions
    b: Positions
    size: Positions
    kept: Positions
    behind: Positions
    ahead: Positions
    a_words: Positions
    b_words: Positions
    before: Positions
    after: Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Words `[a_first, a_last)` of one text run like `[b_first, b_last)` of the other; `kept` of them are equal."""

    pair: Positions
    a_first: Positions
    a_last: Positions
    b_first: Positions
    b_last: Positions
    kept: Positions

    def longer(self) -> Positions:
        """Return the number of words of the longer side."""
        longer: Positions = np.maximum(self.a_last - self.a_first, self.b_last - self.b_first)
        return longer

    def select(self, wanted: Flags | Positions) -> Stretches:
        """Return some of the stretches."""
        return Stretches(**{name: getattr(self, name)[wanted] for name in self.__slots__})


def align_codes(pairs: Sequence[tuple[str, str]]) -> Blocks:
    """Return the runs of equal words in the alignments with the fewest edits; each character stands for a word."""
    flat: list[int] = []
    ends = [0]
    for one, other in pairs:
        for block in Levenshtein.editops(
            one, other
        ).as_matching_blocks():  # the last one is empty and stands at the ends
            flat += (block.a, block.b, block.size)
        ends.append(len(flat) // 3)
    a, b, size = np.array(flat, dtype=np.int64).reshape(-1, 3).T
    counts = np.diff(ends)
    real = np.ones(len(size), dtype=np.bool_)
    real[np.array(ends[1:], dtype=np.int64) - 1] = False
    opens = np.roll(~real, 1)  # the first run of a pair stands behind the last one of the pair before
    a_behind = a - np.where(opens, 0, np.roll(a + size, 1))
    b_behind = b - np.where(opens, 0, np.roll(b + size, 1))
    behind, kept = np.maximum(a_behind, b_behind), np.cumsum(size)
    return Blocks(
        pair=np.repeat(np.arange(len(pairs)), counts)[real],
        a=a[real],
        b=b[real],
        size=size[real],
        kept=kept[real],
        behind=behind[real],
        ahead=np.roll(behind, -1)[real],
        a_words=a[~real],
        b_words=b[~real],
        before=np.concatenate([[0], kept[~real]])[:-1],
        after=kept[~real],
    )


def find_stretches(blocks: Blocks, *, least: int, similarity: float) -> Stretches:
    """Return what each pair shares: cut at long breaks if each part holds by itself, else as a whole, or the texts in full.

    A stretch holds if it keeps at least `least` words and the share `similarity` of its longer side.
    """
    ways = [_bound(blocks, cut=True), _bound(blocks, cut=False), _in_full(blocks)]
    open_ = np.ones(len(blocks.a_words), dtype=np.bool_)
    chosen = []
    for way in ways:
        holds = _holds(way, least, similarity)
        settled = open_ & (np.bincount(way.pair, minlength=len(open_)) > 0)
        settled[way.pair[~holds]] = False
        chosen.append(way.select(settled[way.pair]))
        open_ &= ~settled
    chosen.append(ways[0].select(open_[ways[0].pair] & _holds(ways[0], least, similarity)))
    joined = Stretches(**{name: np.concatenate([getattr(one, name) for one in chosen]) for name in Stretches.__slots__})
    return joined.select(np.lexsort((joined.a_first, joined.pair)))


def _holds(stretches: Stretches, least: int, similarity: float) -> Flags:
    is_kept: Flags = stretches.kept >= np.maximum(least, similarity * stretches.longer())
    return is_kept


def _in_full(blocks: Blocks) -> Stretches:
    nothing, pair = np.zeros_like(blocks.a_words), np.arange(len(blocks.a_words))
    kept = blocks.after - blocks.before
    return Stretches(
        pair=pair, a_first=nothing, a_last=blocks.a_words, b_first=nothing, b_last=blocks.b_words, kept=kept
    )


def _bound(blocks: Blocks, *, cut: bool) -> Stretches:
    """Return the stretches from firm run to firm run, carried on to the ends of the texts where little is left."""
    first, last = _firm_ends(blocks, cut=cut)
    pair, a_last, b_last = blocks.pair[first], (blocks.a + blocks.size)[last], (blocks.b + blocks.size)[last]
    a_words, b_words = blocks.a_words[pair], blocks.b_words[pair]
    at_start = np.maximum(blocks.a[first], blocks.b[first]) <= _SEAM
    at_end = np.maximum(a_words - a_last, b_words - b_last) <= _SEAM
    kept_before = np.where(at_start, blocks.before[pair], (blocks.kept - blocks.size)[first])
    return Stretches(
        pair=pair,
        a_first=np.where(at_start, 0, blocks.a[first]),
        a_last=np.where(at_end, a_words, a_last),
        b_first=np.where(at_start, 0, blocks.b[first]),
        b_last=np.where(at_end, b_words, b_last),
        kept=np.where(at_end, blocks.after[pair], blocks.kept[last]) - kept_before,
    )


def _firm_ends(blocks: Blocks, *, cut: bool) -> tuple[Positions, Positions]:
    """Return the first and the last run of each stretch: long enough to outweigh the change behind which it stands."""
    firm = np.flatnonzero(blocks.size >= _FIRM)
    if not len(firm):
        return firm, firm
    opens = np.ones(len(firm), dtype=np.bool_)
    opens[1:] = blocks.pair[firm[1:]] != blocks.pair[firm[:-1]]
    if cut:
        opens[1:] |= _is_break(blocks, firm[:-1], firm[1:])
    closes, at, starts = np.roll(opens, -1), np.arange(len(firm)), np.flatnonzero(opens)
    is_head = closes | (blocks.size >= blocks.ahead)[firm]
    is_tail = opens | (blocks.size >= blocks.behind)[firm]
    first = np.minimum.reduceat(np.where(is_head, at, len(firm)), starts)
    last = np.maximum.reduceat(np.where(is_tail, at, 0), starts)
    return firm[first], firm[np.maximum(first, last)]


def _is_break(blocks: Blocks, left: Positions, right: Positions) -> Flags:
    """Tell whether next to nothing was kept between two runs that lie far apart on both sides."""
    a_words = blocks.a[right] - (blocks.a + blocks.size)[left]
    b_words = blocks.b[right] - (blocks.b + blocks.size)[left]
    kept = (blocks.kept - blocks.size)[right] - blocks.kept[left]
    is_break: Flags = np.minimum(a_words, b_words) >= _BREAK
    return is_break & (kept <= _CHANCE * np.maximum(a_words, b_words))
