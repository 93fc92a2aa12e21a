"""Where words like those of a quotation may stand. Pile, words -> Stretches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.verify.pile import Codes, Pile, find_unbroken

_MOST = 60
"""Runs of words that are looked at closely beside those where the quotation stands unbroken."""
_LEAST = 0.3
"""The share of a quotation's pairs of neighbours, by weight, that such a run must have."""
_MARGIN = 8
_COMMON = 500
"""Places of one wording that are looked at closely; what stands in more is a common phrase."""


class Stretch(NamedTuple):
    """Words `[first, last)` of the article with that number."""

    article: int
    first: int
    last: int


def find_stretches(pile: Pile, codes: Codes) -> list[Stretch]:
    """Return where words like these may stand: all of them unbroken, or many neighbours among them neighbours too."""
    margin = len(codes) + _MARGIN
    found = [_stretch(pile, at, at + len(codes), margin) for at in find_unbroken(pile, codes)[:_COMMON].tolist()]
    width = max(48, len(codes) + 32)
    weights, total = _weigh(pile, codes, width)
    likely = np.lexsort((np.arange(len(weights)), -weights))[:_MOST]
    for bucket in likely[weights[likely] > max(_LEAST * total, 1e-9)].tolist():
        first, last = bucket * width, (bucket + 2) * width
        for article in _articles_in(pile, first, last):
            inside = max(first, int(pile.starts[article])), min(last, int(pile.ends[article]))
            found.append(_stretch(pile, *inside, margin))
    return _join(found)


def _weigh(pile: Pile, codes: Codes, width: int) -> tuple[npt.NDArray[np.float64], float]:
    """Return what each two neighbouring buckets have of the pairs of words, the rarer the heavier, and what all weigh."""
    weights, total = np.zeros(len(pile.codes) // width + 1), 0.0
    for name in ("pairs", "pairs apart"):
        postings = pile.postings[name]
        asked, counts = np.unique(pile.patterns(codes, name), return_counts=True)
        for pattern, count, start, end in zip(asked, counts, *postings.find(asked), strict=True):
            weight = float(np.log1p(len(pile.codes) / (1 + end - start)))
            total += weight * (int(count) if pattern < 0 else 1)
            has = np.zeros(len(weights) + 1, dtype=np.bool_)
            has[postings.places[start:end] // width] = True
            weights[has[:-1] | has[1:]] += weight
    return weights, total


def _articles_in(pile: Pile, first: int, last: int) -> range:
    start = int(np.searchsorted(pile.ends, first, side="right"))
    return range(start, int(np.searchsorted(pile.starts, last)))


def _stretch(pile: Pile, first: int, last: int, margin: int) -> Stretch:
    article = pile.article_at(first)
    start, size = int(pile.starts[article]), int(pile.ends[article] - pile.starts[article])
    return Stretch(article, max(0, first - start - margin), min(size, last - start + margin))


def _join(found: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches in order, those of one article that overlap as one."""
    joined: list[Stretch] = []
    for one in sorted(set(found)):
        last = joined[-1] if joined else None
        if last and last.article == one.article and one.first <= last.last:
            joined[-1] = last._replace(last=max(last.last, one.last))
        else:
            joined.append(one)
    return joined
