"""Runs of words that a text shares with articles, strung together where both sides go on. Words, Pile -> Chains."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from copydesk.verify.pile import Pile
from copydesk.verify.words import Words

_COMMON = 40
"""A run of three words with more places than this is a common phrase and starts nothing."""
_GAP, _JUMP = 15, 45
"""So many words of the text may be its own between two runs of a chain, and so many of the page left out."""


class Run(NamedTuple):
    """Words `[first, last)` of the text stand at `[at, at + last - first)` of an article."""

    first: int
    last: int
    at: int


@dataclass(slots=True)
class Chain:
    """Runs of one article in the order of the text."""

    article: int
    runs: list[Run] = field(default_factory=list)

    def covered(self, first: int, last: int) -> int:
        """Return how many of the words `[first, last)` of the text stand in a run."""
        return sum(min(run.last, last) - max(run.first, first) for run in self._inside(first, last))

    def reach(self, first: int, last: int) -> tuple[int, int]:
        """Return the words of the article that stand for those of the text in runs, widened to those between."""
        inside = self._inside(first, last)
        head, tail = inside[0], inside[-1]
        start, end = head.at - max(0, head.first - first), tail.at + tail.last - tail.first
        return start + max(0, first - head.first), end + last - tail.last

    def _inside(self, first: int, last: int) -> list[Run]:
        begin = bisect_right(self.runs, first, key=lambda run: run.last)
        return self.runs[begin : bisect_left(self.runs, last, key=lambda run: run.first)]


def find_chains(words: Words, pile: Pile) -> list[Chain]:
    """Return what the text shares with each article, in the order of the text."""
    open_: dict[int, list[Chain]] = defaultdict(list)
    done: list[Chain] = []
    for run, article in _runs(words, pile):
        chains = open_[article]
        near = [chain for chain in chains if chain.runs[-1].last + _GAP >= run.first]
        done += (chain for chain in chains if chain not in near)
        chain = next((one for one in reversed(near) if _goes_on(one.runs[-1], run)), None)
        if chain is None:
            near.append(chain := Chain(article))
        chain.runs.append(run)
        open_[article] = near
    found = [*done, *(chain for chains in open_.values() for chain in chains)]
    return sorted(found, key=lambda chain: (chain.runs[0], chain.article))


def _goes_on(last: Run, run: Run) -> bool:
    skipped = run.at - (last.at + last.last - last.first)
    return last.last <= run.first and 0 <= skipped <= _JUMP


def _runs(words: Words, pile: Pile) -> list[tuple[Run, int]]:
    """Return the longest runs of equal words that hold an uncommon three of them, in the order of the text."""
    postings = pile.sort("threes")
    starts, ends = postings.find(pile.patterns(pile.code(words.keys), "threes"))
    counts = np.where(ends - starts > _COMMON, 0, ends - starts)
    here = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(here)) - np.repeat(np.cumsum(counts) - counts, counts)
    there = postings.places[np.repeat(starts, counts) + within]
    order = np.lexsort((here, there - here))
    here, there = here[order], there[order]
    breaks = np.flatnonzero((np.diff(there - here) != 0) | (np.diff(here) > 3))
    firsts, lasts = np.append(0, breaks + 1), np.append(breaks, len(here) - 1)
    found = []
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True) if len(here) else ():
        article = pile.article_at(int(there[first]))
        begin, end = int(here[first]), int(here[last]) + 3
        found.append((Run(begin, end, int(there[first] - pile.starts[article])), article))
    return sorted(found)
