"""Where two texts run alike: shared fingerprints gathered into local stretches. Fingerprints -> stretches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from copydesk.text.shingles import Hashes, Shingles

OFTEN = 6
"""A fingerprint that one text repeats more often than this counts at its first places only."""

Seed = tuple[int, int, int, int]
"""Words `[a first, a last)` of one text share a fingerprint with words `[b first, b last)` of the other."""


class Stretch(NamedTuple):
    """Words `[a_first, a_last)` of one text run like `[b_first, b_last)` of the other."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int

    def overlaps(self, other: Stretch) -> bool:
        """Tell whether both sides lie over those of another stretch."""
        return (
            self.a_first < other.a_last
            and other.a_first < self.a_last
            and self.b_first < other.b_last
            and other.b_first < self.b_last
        )


class Places:
    """Where each distinct fingerprint of a text stands, ready to be looked up by hash."""

    def __init__(self, shingles: Shingles) -> None:
        order = np.argsort(shingles.hashes, kind="stable")
        ordered = shingles.hashes[order]
        new = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, dtype=np.bool_)
        starts = np.flatnonzero(new)
        self.hashes: Hashes = ordered[starts]
        self.left_out = len(ordered) - int(np.minimum(np.diff(starts, append=len(ordered)), OFTEN).sum())
        self._starts: list[int] = [*starts.tolist(), len(ordered)]
        self._first: list[int] = shingles.first[order].tolist()
        self._last: list[int] = (shingles.last[order] + 1).tolist()

    def at(self, index: int) -> list[tuple[int, int]]:
        """Return the ranges of words of the fingerprint `hashes[index]`, the first few of many."""
        start, end = self._starts[index], self._starts[index + 1]
        end = min(end, start + OFTEN)
        return list(zip(self._first[start:end], self._last[start:end], strict=True))


def find_seeds(a: Places, b: Places) -> list[Seed]:
    """Return the places of each fingerprint that both texts have."""
    if len(a.hashes) > len(b.hashes):
        return [(one, two, three, four) for three, four, one, two in find_seeds(b, a)]
    at = np.searchsorted(b.hashes, a.hashes)
    at[at == len(b.hashes)] = 0
    ours = np.flatnonzero(b.hashes[at] == a.hashes) if len(b.hashes) else at[:0]
    return [
        (*left, *right)
        for i, j in zip(ours.tolist(), at[ours].tolist(), strict=True)
        for left in a.at(i)
        for right in b.at(j)
    ]


def split_at_gaps(seeds: Sequence[Seed], gap: int) -> list[list[Seed]]:
    """Return groups of seeds within which no gap, on either side, is wider than `gap` words."""
    done: list[list[Seed]] = []
    open_ = [(part, 2) for part in _split_side(seeds, 0, gap)] if seeds else []
    while open_:
        group, column = open_.pop()
        parts = _split_side(group, column, gap) if len(group) > 1 else [group]
        if len(parts) == 1:  # whole on this side, and it came out whole of the other
            done.append(group)
        else:
            open_ += [(part, 2 - column) for part in parts]
    return sorted(map(sorted, done))


def bound(seeds: Sequence[Seed]) -> Stretch:
    """Return the stretch that a group of seeds spans."""
    a_first, a_last, b_first, b_last = zip(*seeds, strict=True)
    return Stretch(min(a_first), max(a_last), min(b_first), max(b_last))


def _split_side(group: Sequence[Seed], column: int, gap: int) -> list[list[Seed]]:
    ordered = sorted(group, key=lambda seed: seed[column])
    parts = [[ordered[0]]]
    reach = ordered[0][column + 1]
    for seed in ordered[1:]:
        if seed[column] - reach > gap:
            parts.append([seed])
        else:
            parts[-1].append(seed)
        reach = max(reach, seed[column + 1])
    return parts
