"""A few sentences that sum up a whole text: most of their words stand in it, spread from its beginning to its end.

Table -> Stretch of sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.stages.passages.chains import Stretch
from copydesk.stages.passages.sentences import Matrix, Side, Table
from copydesk.text.shingles import Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    """What counts as a summary.

    It has at most `sentences` sentences and sums up a text of at most `others`, `longer` times as long as itself; more
    than `share` of its words, by weight, stand there. A sentence of the text counts as summed up with two of its words
    and `support` of its weight. If one stretch `window` times as long as the summary, or the `passages` found otherwise,
    hold nearly all that is shared, it is no summary of the text but those passages.
    """

    sentences: int = 10
    others: int = 150
    longer: float = 2.0
    share: float = 0.45
    support: float = 0.2
    window: float = 1.5
    passages: float = 0.92
    least: float = 6.0


def find_summary(table: Table, found: Sequence[Stretch], settings: SummarySettings) -> Stretch | None:
    """Return the sentences of either text that sum up the other, with the sentences they draw on."""
    turned = [Stretch(box.b_first, box.b_last, box.a_first, box.a_last) for box in found]
    ours = _rate_summary(Table(a=table.a, b=table.b), found, settings)
    theirs = _rate_summary(Table(a=table.b, b=table.a), turned, settings)
    rating, box = max(ours, (theirs[0], Stretch(*theirs[1][2:], *theirs[1][:2])))
    return box if rating >= settings.least else None


def _rate_summary(table: Table, found: Sequence[Stretch], settings: SummarySettings) -> tuple[float, Stretch]:
    """Return how likely sentences of `a` sum up `b`: the number of words they share, less where those stand together."""
    nothing = (0.0, Stretch(0, 0, 0, 0))
    if len(table.b.ranges) > settings.others:
        return nothing
    first, last = _densest(table.a.weights.sum(axis=1) - settings.share * table.a.totals)
    words = table.a.words_of(first, last)
    b_first, b_last = _support(table.b, words, settings.support)
    box = Stretch(first, last, b_first, b_last)
    weight = table.a.total(first, last)
    if not 0 < last - first <= settings.sentences or table.b.total(b_first, b_last) < settings.longer * weight:
        return nothing
    held = sum(table.shared(one) for one in found if one.overlaps(box))
    if held > settings.passages * float(words.sum()):
        return nothing
    share = float(words.sum()) / weight
    cover = (b_last - b_first) / len(table.b.ranges)
    return int((words > 0).sum()) * share**2 * cover * (1 - _gathered(table.b, words, settings.window * weight)), box


def _densest(gains: Matrix) -> tuple[int, int]:
    """Return the run whose gains have the greatest sum."""
    sums = np.concatenate([[0.0], np.cumsum(gains)])
    lows = np.minimum.accumulate(sums)
    last = int(np.argmax(sums - lows))
    return int(np.argmax(sums[: last + 1] == lows[last])), last


def _support(side: Side, words: Matrix, least: float) -> tuple[int, int]:
    """Return the run from the first to the last sentence that holds some of the words."""
    weights = side.weights[:, words > 0]
    held = np.flatnonzero(((weights > 0).sum(axis=1) >= 2) & (weights.sum(axis=1) >= least * side.totals))
    return (int(held[0]), int(held[-1]) + 1) if len(held) else (0, 0)


def _gathered(side: Side, words: Matrix, weight: float) -> float:
    """Return the share of the words that the best stretch of the given weight holds, of what the whole text holds."""
    firsts: Positions = np.arange(len(side.ranges))
    ends = np.searchsorted(side.totals_before, side.totals_before[:-1] + weight, side="right") - 1
    held = side.shared(firsts, np.maximum(ends, firsts + 1), words)
    whole = side.shared(np.array([0]), np.array([len(side.ranges)]), words)
    return float(held.max()) / max(float(whole[0]), 1e-9)
