"""Which texts may share passages: those that meet under several fingerprints. Fingerprints -> pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.text.shingles import Hashes, Positions, winnow

_PILE = 100_000
"""Meetings that are looked at together: more would not fit beside the processor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettings:
    """How candidates are looked for.

    A fingerprint in more than `common` articles joins each of them with the `hubs` foremost ones only; a pair needs
    `shared` fingerprints. Piles of more than `large` fingerprints are winnowed with the given `window`, and no more than
    `busiest` meetings of two articles over one fingerprint are counted.
    """

    common: int = 60
    hubs: int = 8
    shared: int = 3
    large: int = 20_000_000
    window: int = 4
    busiest: int = 30_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Pairs of positions (first < second), sorted; and how many fingerprints met which limit."""

    pairs: tuple[tuple[int, int], ...]
    capped: int
    articles_of_capped: int
    kept_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """The texts under each fingerprint that more than one of them has: `counts` of the `owners`, from `starts` on."""

    owners: npt.NDArray[np.uint32]
    starts: Positions
    counts: Positions

    def commoner_than(self, common: int) -> Positions:
        """Return the counts of the fingerprints that stand in more than `common` texts."""
        return self.counts[self.counts > common]

    def select(self, wanted: npt.NDArray[np.bool_]) -> Groups:
        """Return some of the fingerprints."""
        return Groups(owners=self.owners, starts=self.starts[wanted], counts=self.counts[wanted])


def list_candidates(prints: Sequence[Hashes], settings: CandidateSettings) -> Candidates:
    """Return the pairs of articles that share enough fingerprints; the foremost articles come first in `prints`."""
    if sum(map(len, prints)) > settings.large:
        prints = [one[winnow(one, settings.window)] for one in prints]
    hashes = np.concatenate([*prints, np.zeros(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(prints)), [len(one) for one in prints])
    groups = group_texts([pack_prints(hashes, owners, len(prints))], len(prints))
    kept, share = thin_out(groups, settings)
    codes = [first * len(prints) + second for first, second in meet(kept, settings.common, settings.hubs)]
    pairs, shared = np.unique(np.concatenate([*codes, np.zeros(0, dtype=np.int64)]), return_counts=True)
    hot = kept.commoner_than(settings.common)
    return Candidates(
        pairs=tuple(
            divmod(code, len(prints)) for code in pairs[shared >= max(1, round(settings.shared * share))].tolist()
        ),
        capped=len(hot),
        articles_of_capped=int(hot.max()) if len(hot) else 0,
        kept_share=share,
    )


def pack_prints(hashes: Hashes, owners: Positions, texts: int) -> Hashes:
    """Return each fingerprint and the number of the text it stands in as one number, which sorts by the fingerprint.

    The number of the text takes the place of the lowest bits: of a million texts, 44 bits of the fingerprint are left.
    """
    bits = np.uint64(_bits(texts))
    return (hashes >> bits << bits) | owners.astype(np.uint64)


def group_texts(parts: list[Hashes], texts: int) -> Groups:
    """Return which texts stand under the same fingerprint; the packed ones are taken out of their list, to save room."""
    packed = parts.pop()
    packed.sort()
    packed = packed[_is_new(packed)]
    bits = _bits(texts)
    owners = (packed & np.uint64((1 << bits) - 1)).astype(np.uint32)
    packed >>= np.uint64(bits)
    starts = np.flatnonzero(_is_new(packed))
    counts = np.diff(np.append(starts, len(packed)))
    return Groups(owners=owners, starts=starts[counts > 1], counts=counts[counts > 1])


def thin_out(groups: Groups, settings: CandidateSettings) -> tuple[Groups, float]:
    """Keep one fingerprint in so many where the meetings would be too many; by rank of hash, so the choice is stable."""
    step = -(-count_meetings(groups.counts, settings.common, settings.hubs) // settings.busiest) or 1
    kept = Groups(owners=groups.owners, starts=groups.starts[::step], counts=groups.counts[::step])
    return kept, 1 / step


def count_meetings(counts: Positions, common: int, hubs: int) -> int:
    """Return how many meetings of two texts `meet` would yield, or a few more."""
    return int(np.where(counts > common, counts * hubs, counts * (counts - 1) // 2).sum())


def meet(groups: Groups, common: int, hubs: int) -> Iterator[tuple[Positions, Positions]]:
    """Yield pile by pile the texts that stand under one fingerprint, two by two, once for each such fingerprint.

    Under a fingerprint of more than `common` texts each meets the `hubs` foremost only.
    """
    order = np.argsort(groups.counts, kind="stable")
    starts, counts = groups.starts[order], groups.counts[order]
    ends = [*np.flatnonzero(counts[1:] != counts[:-1]) + 1, len(counts)] if len(counts) else []
    for begin, end in zip([0, *ends], ends, strict=False):
        count = int(counts[begin])
        ahead = count if count <= common else min(hubs, count)
        first = np.repeat(np.arange(ahead), np.arange(count - 1, count - 1 - ahead, -1))
        second = np.concatenate([np.arange(hub + 1, count) for hub in range(ahead)])
        rows = max(1, _PILE // len(first))
        for row in range(begin, end, rows):
            from_ = starts[row : min(row + rows, end), None]
            for column in range(0, len(first), _PILE):
                ours, theirs = first[column : column + _PILE], second[column : column + _PILE]
                firsts, seconds = groups.owners[from_ + ours], groups.owners[from_ + theirs]
                yield firsts.ravel().astype(np.int64), seconds.ravel().astype(np.int64)


def _is_new(ordered: Hashes) -> npt.NDArray[np.bool_]:
    """Tell of each number whether it differs from the one before."""
    new = np.ones(len(ordered), dtype=np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return new


def _bits(texts: int) -> int:
    return max(1, (texts - 1).bit_length())
