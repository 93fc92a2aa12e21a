"""A quotation against the words of a page: the runs of words that it may be, the nearest first. Words, Words -> Wordings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.lexicon import load_lexicon
from copydesk.verify.words import GAP, Words

_CHANGE, _SKIP, _EQUAL = 10_000, 10, -1
"""What a changed word costs, and a word that dots stand for; of two alignments with as many changes, more equal words win."""
_FAR = 1 << 30
SHARE = 0.34
"""So many changed words to one that is kept are still an alteration; more of them are other words."""
MOST = 12
"""Wordings that are looked for in one run of words."""
_ENDS = re.compile(r"[^\s'’‐-]|\n")
"""Between two words of a page, what parts one sentence, clause or speech from the next."""

Costs = npt.NDArray[np.int64]


class Pair(NamedTuple):
    """A word of the quotation beside one of the page, by place; either may have none."""

    ours: int | None
    theirs: int | None
    is_equal: bool


class Wording(NamedTuple):
    """Words `[first, last)` of the page that a quotation may be; how many of its words were kept, how many changed.

    `places` are the words without those that dots stand for.
    """

    pairs: tuple[Pair, ...]
    first: int
    last: int
    places: tuple[int, ...]
    kept: int
    changed: int


def find_wordings(quote: Words, page: Words, *, share: float = SHARE, most: int = MOST) -> list[Wording]:
    """Return at most so many runs of the page's words near the quotation, the nearest first; no two of them overlap.

    `share` is how many words may be changed for one that is kept.
    """
    costs = _costs(quote.keys, page.keys)
    ends = costs[-1].copy()
    skipped = len(page) * _SKIP if GAP in quote.keys else 0
    limit = _CHANGE * max(1, int(share * len(quote))) + skipped
    found: list[Wording] = []
    while len(found) < most and (least := int(ends.min())) <= limit:
        end = int(np.argmin(ends))
        while end + 1 < len(ends) and ends[end + 1] == least:  # a last word stands for another one rather than for none
            end += 1
        pairs = _trace(costs, quote.keys, page.keys, end)
        ends[min([end, *(pair.theirs + 1 for pair in pairs if pair.theirs is not None)]) : end + 1] = _FAR
        wording = _judge(_trim(pairs, page), quote, page, share)
        if wording is not None:
            found.append(wording)
    return found


def _costs(ours: Sequence[str], theirs: Sequence[str]) -> Costs:
    """Return the least cost of each beginning of the quotation against the page up to each word, wherever it starts."""
    numbers = {key: place for place, key in enumerate(dict.fromkeys([*ours, *theirs]))}
    page = np.array([numbers[key] for key in theirs], dtype=np.int64)
    steps = np.arange(len(theirs) + 1)
    costs = np.zeros((len(ours) + 1, len(theirs) + 1), dtype=np.int64)
    for i, key in enumerate(ours, start=1):
        above = costs[i - 1]
        row = above + _cost_alone(key)
        row[1:] = np.minimum(row[1:], above[:-1] + np.where(page == numbers[key], _EQUAL, _CHANGE))
        step = _cost_beside(key)
        costs[i] = np.minimum.accumulate(row - steps * step) + steps * step
    return costs


def _cost_alone(key: str) -> int:
    """Return what a word of the quotation costs that stands for nothing; dots may."""
    return 0 if key == GAP else _CHANGE


def _cost_beside(key: str) -> int:
    """Return what a word of the page costs that stands for nothing, behind this word of the quotation."""
    return _SKIP if key == GAP else _CHANGE


def _trace(costs: Costs, ours: Sequence[str], theirs: Sequence[str], end: int) -> list[Pair]:
    """Return the pairs of the cheapest alignment that ends there, in order."""
    pairs: list[Pair] = []
    i, j = len(ours), end
    while i:
        here, key = costs[i, j], ours[i - 1]
        is_equal = j > 0 and key == theirs[j - 1]
        if j and here == costs[i - 1, j - 1] + (_EQUAL if is_equal else _CHANGE):
            i, j = i - 1, j - 1
            pairs.append(Pair(i, j, is_equal))
        elif here == costs[i - 1, j] + _cost_alone(key):
            i -= 1
            pairs.append(Pair(i, None, False))
        else:
            j -= 1
            pairs.append(Pair(None, j, False))
    return pairs[::-1]


def _trim(pairs: list[Pair], page: Words) -> list[Pair]:
    """Free the page's words at either end that stand for others of the quotation but in another sentence or speech."""
    equal = [n for n, pair in enumerate(pairs) if pair.is_equal]
    if not equal:
        return pairs
    head, body, tail = pairs[: equal[0]], pairs[equal[0] : equal[-1] + 1], pairs[equal[-1] + 1 :]
    start, stop = body[0].theirs or 0, body[-1].theirs or 0
    for place in range(start, min([start, *_theirs(head)]), -1):
        if _ENDS.search(page.before(place)):
            head = _free(head, 0, place)
            break
    for place in range(stop + 1, max([stop, *_theirs(tail)]) + 1):
        if _ENDS.search(page.before(place)):
            tail = _free(tail, place, len(page))
            break
    return [*head, *body, *tail]


def _theirs(pairs: Sequence[Pair]) -> list[int]:
    return [pair.theirs for pair in pairs if pair.theirs is not None]


def _free(pairs: Sequence[Pair], first: int, last: int) -> list[Pair]:
    """Return the pairs without the page's words `[first, last)`."""
    freed = (
        pair._replace(theirs=None) if pair.theirs is not None and first <= pair.theirs < last else pair
        for pair in pairs
    )
    return [pair for pair in freed if pair.ours is not None or pair.theirs is not None]


def _judge(pairs: list[Pair], quote: Words, page: Words, share: float) -> Wording | None:
    """Return the wording, or none where too little of the quotation was kept to call it the same."""
    kept = [quote.keys[pair.ours] for pair in pairs if pair.is_equal and pair.ours is not None]
    words = [key for key in kept if key not in (GAP, "?")]
    changes = [list(run) for is_equal, run in groupby(pairs, lambda pair: pair.is_equal) if not is_equal]
    changed = sum(_count_changed(run, quote, page) for run in changes)
    carries = [key for key in words if key not in _function_words()]
    is_near = len(words) >= (3 if carries else 4) and changed <= max(1, share * len(words))
    if not words or (changed and not is_near and not (len(carries) == len(quote) - 1 == 2)):
        return None
    places = _theirs(pairs)
    left_out = {place for run in changes if _has_gap(run, quote) for place in _theirs(run)}
    held = tuple(place for place in places if place not in left_out)
    return Wording(tuple(pairs), min(places), max(places) + 1, held, len(words), changed)


def _has_gap(run: Sequence[Pair], quote: Words) -> bool:
    return any(quote.keys[pair.ours] == GAP for pair in run if pair.ours is not None)


def _count_changed(run: Sequence[Pair], quote: Words, page: Words) -> int:
    """Return how many words a run of changes touches; what dots stand for is not counted."""
    ours = [quote.keys[pair.ours] for pair in run if pair.ours is not None]
    theirs = [page.keys[place] for place in _theirs(run)]
    if "".join(ours) == "".join(theirs):  # one word written as two, or divided at a line's end
        return 1
    written = [key for key in ours if key != GAP]
    return len(written) if len(written) < len(ours) else max(len(ours), len(theirs))


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_lexicon("function_words"))
