"""Where two texts run alike: shared fingerprints gathered into local stretches. Words, words -> stretches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from copydesk.text.shingles import Hashes, Positions, Shingles

OFTEN = 6
"""A fingerprint that one text repeats more often than this counts at its first places only."""


class Stretch(NamedTuple):
    """Words `[a_first, a_last)` of one text run like `[b_first, b_last)` of the other, on so many fingerprints."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int
    seeds: int


def find_seeds(a: Shingles, b: Shingles) -> Positions:
    """Return the places of each fingerprint that both texts have, as rows (a first, a last, b first, b last)."""
    shared = np.intersect1d(a.hashes, b.hashes)
    rows = [
        (i, j) for left, right in zip(_places(a, shared), _places(b, shared), strict=True) for i in left for j in right
    ]
    at = np.array(rows, dtype=np.int64).reshape(-1, 2)
    ours, theirs = at[:, 0], at[:, 1]
    return np.stack([a.first[ours], a.last[ours] + 1, b.first[theirs], b.last[theirs] + 1], axis=1)


def split_at_gaps(seeds: Positions, gap: int) -> list[Positions]:
    """Return groups of seeds within which no gap, on either side, is wider than `gap` words."""
    done, open_ = [], [seeds] if len(seeds) else []
    while open_:
        group = open_.pop()
        parts = _split_side(group, 0, gap)
        if len(parts) == 1:
            parts = _split_side(group, 2, gap)
        if len(parts) == 1:
            done.append(group)
        else:
            open_ += parts
    return done


def bound(seeds: Positions) -> Stretch:
    """Return the stretch that a group of seeds spans."""
    return Stretch(
        int(seeds[:, 0].min()), int(seeds[:, 1].max()), int(seeds[:, 2].min()), int(seeds[:, 3].max()), len(seeds)
    )


def _split_side(group: Positions, column: int, gap: int) -> list[Positions]:
    order = np.argsort(group[:, column], kind="stable")
    group = group[order]
    reach = np.maximum.accumulate(group[:, column + 1])
    cuts = np.flatnonzero(group[1:, column] - reach[:-1] > gap) + 1
    return np.split(group, cuts) if len(cuts) else [group]


def _places(shingles: Shingles, wanted: Hashes) -> list[list[int]]:
    order = np.argsort(shingles.hashes, kind="stable")
    ordered = shingles.hashes[order]
    starts = np.searchsorted(ordered, wanted, side="left").tolist()
    ends = np.searchsorted(ordered, wanted, side="right").tolist()
    places = order.tolist()
    return [places[start : min(end, start + OFTEN)] for start, end in zip(starts, ends, strict=True)]
