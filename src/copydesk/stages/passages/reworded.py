"""Passages that say the same in other words: runs of sentences that have the most of their rarer words in common.

Sentences alike are the seeds, as with Sanchez-Perez, Sidorov and Gelbukh (2014), "A winning approach to text alignment
for text reuse detection"; where a passage begins and ends is then chosen so that it shares the most for its length.
Two readings -> Stretches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from copydesk.stages.passages.chains import Seed, Stretch, bound, split_at_gaps
from copydesk.stages.passages.make import Reading
from copydesk.stages.passages.sentences import LARGEST, Matrix, Side, Table, make_table
from copydesk.stages.passages.summaries import SummarySettings, find_summary
from copydesk.text.shingles import Positions


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordedSettings:
    """What counts as a reworded passage.

    Sentences are alike at the given `cosine` and `dice`, by weight and by number of words; `seeds` is the most pairs of
    them that are looked at, `gap` the most sentences between two. A passage grows or shrinks by up to `reach` and `cut`
    sentences at a time, as long as each pays with `price` of its weight in shared words. What is shared, by weight, times
    its share of the whole must be `least`, and `beside` times as much where the texts share a verbatim passage too.
    `characters` is the least length of either side, `share` the least share, `summary` the least rating of a summary.
    """

    cosine: float = 0.2
    dice: float = 0.15
    seeds: int = 20_000
    gap: int = 8
    reach: int = 5
    cut: int = 40
    rounds: int = 5
    price: float = 0.22
    least: float = 18.0
    beside: float = 3.0
    characters: int = 100
    share: float = 0.0
    summary: float = 6.0

    def among_all(self) -> RewordedSettings:
        """Return what is asked where any article may meet any other, and many tell of the same things."""
        return replace(self, least=27.0, share=0.3, summary=9.0)


def find_reworded(
    a: Reading, b: Reading, taken: Sequence[Stretch], settings: RewordedSettings
) -> tuple[list[Stretch], bool]:
    """Return the words that two texts share in other words, outside those `taken`, and whether all was compared."""
    if len(a.sentences) * len(b.sentences) > LARGEST:
        return [], False
    table = make_table(a, b, taken)
    if table is None:
        return [], True
    seeds, is_whole = _alike(table, settings)
    least = settings.least * (settings.beside if taken else 1)
    rated: list[tuple[float, Stretch]] = []
    open_ = split_at_gaps(seeds, settings.gap)
    while open_:
        group = open_.pop()
        box = _fit(table, bound(group), settings)
        rating, share = _rate(table, box)
        if rating >= least and share >= settings.share and _is_long(a, b, table.in_words(box), settings.characters):
            rated.append((rating, box))
            rest = _beside(group, box)
            open_ += split_at_gaps(rest, settings.gap) if len(rest) < len(group) else []
    kept = _without_overlap(rated)
    if not taken and (summary := find_summary(table, kept, SummarySettings(least=settings.summary))):
        kept = [summary, *(box for box in kept if not box.overlaps(summary))]
    return sorted(table.in_words(box) for box in kept), is_whole


def _alike(table: Table, settings: RewordedSettings) -> tuple[list[Seed], bool]:
    """Return the pairs of sentences that are alike, as ranges of sentences, and whether they are all."""
    cosine, dice = table.likeness()
    i, j = np.nonzero((cosine > settings.cosine) & (dice > settings.dice))
    is_whole = len(i) <= settings.seeds
    if not is_whole:
        best = np.argsort(-cosine[i, j], kind="stable")[: settings.seeds]
        i, j = i[best], j[best]
    return [(x, x + 1, y, y + 1) for x, y in zip(i.tolist(), j.tolist(), strict=True)], is_whole


def _fit(table: Table, box: Stretch, settings: RewordedSettings) -> Stretch:
    """Return the runs of sentences about `box` that share the most for their length, one side fitted to the other."""
    for _ in range(settings.rounds):
        theirs = table.b.words_of(box.b_first, box.b_last)
        a_first, a_last = _best_run(table.a, (box.a_first, box.a_last), theirs, settings)
        ours = table.a.words_of(a_first, a_last)
        fitted = Stretch(a_first, a_last, *_best_run(table.b, (box.b_first, box.b_last), ours, settings))
        if fitted == box:
            break
        box = fitted
    return box


def _best_run(side: Side, run: tuple[int, int], words: Matrix, settings: RewordedSettings) -> tuple[int, int]:
    """Return the run of sentences near `run` whose words, less the price of its length, are most among `words`."""
    first, last = run
    firsts: Positions = np.arange(max(0, first - settings.reach), min(last, first + settings.cut + 1))[:, None]
    lasts: Positions = np.arange(max(first + 1, last - settings.cut), min(len(side.ranges), last + settings.reach) + 1)
    weight = side.totals_before[lasts] - side.totals_before[firsts]
    gain = side.shared(firsts, lasts[None, :], words) - settings.price * weight
    i, j = divmod(int(np.where(firsts < lasts, gain, -np.inf).argmax()), len(lasts))
    return int(firsts[i, 0]), int(lasts[j])


def _rate(table: Table, box: Stretch) -> tuple[float, float]:
    """Return the weight that a box shares times the share of it, and that share."""
    shared = table.shared(box)
    whole = table.a.total(box.a_first, box.a_last) + table.b.total(box.b_first, box.b_last)
    share = 2 * shared / max(whole, 1e-9)
    return shared * share, share


def _beside(group: Sequence[Seed], box: Stretch) -> list[Seed]:
    """Return the seeds of a group that a box leaves out on both sides: they may belong to another passage."""
    return [
        seed for seed in group if not box.a_first <= seed[0] < box.a_last and not box.b_first <= seed[2] < box.b_last
    ]


def _without_overlap(rated: Sequence[tuple[float, Stretch]]) -> list[Stretch]:
    kept: list[Stretch] = []
    for _, box in sorted(rated, key=lambda one: (-one[0], one[1])):
        if not any(box.overlaps(other) for other in kept):
            kept.append(box)
    return kept


def _is_long(a: Reading, b: Reading, stretch: Stretch, characters: int) -> bool:
    ours = a.words.span(stretch.a_first, stretch.a_last)
    theirs = b.words.span(stretch.b_first, stretch.b_last)
    return min(ours.end - ours.start, theirs.end - theirs.start) >= characters
