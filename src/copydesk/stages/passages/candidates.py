"""Which articles may share text: those with several fingerprints in common. Fingerprints -> pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.text.shingles import Hashes, Positions, winnow


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


def list_candidates(prints: Sequence[Hashes], settings: CandidateSettings) -> Candidates:
    """Return the pairs of articles that share enough fingerprints; the foremost articles come first in `prints`."""
    if sum(map(len, prints)) > settings.large:
        prints = [one[winnow(one, settings.window)] for one in prints]
    distinct = [np.unique(one) for one in prints]
    hashes = np.concatenate([*distinct, np.zeros(0, dtype=np.uint64)])
    owners = np.repeat(np.arange(len(distinct)), [len(one) for one in distinct])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else hashes[:0]
    ends = np.concatenate([starts[1:], [len(hashes)] if len(hashes) else starts[1:]])
    first, counts, share = _thin(starts.astype(np.int64), (ends - starts).astype(np.int64), settings)
    codes, shared = _count_pairs(owners, first, counts, len(prints), settings)
    wanted = codes[shared >= max(1, round(settings.shared * share))]
    hot = counts > settings.common
    return Candidates(
        pairs=tuple((int(code) // len(prints), int(code) % len(prints)) for code in wanted),
        capped=int(hot.sum()),
        articles_of_capped=int(counts[hot].max()) if hot.any() else 0,
        kept_share=share,
    )


def _thin(starts: Positions, counts: Positions, settings: CandidateSettings) -> tuple[Positions, Positions, float]:
    """Keep one fingerprint in so many where the meetings would be too many; by rank of hash, so the choice is stable."""
    meetings = np.where(counts > settings.common, counts * settings.hubs, counts * (counts - 1) // 2)
    step = int(-(-int(meetings.sum()) // settings.busiest)) or 1
    shared = counts > 1
    return starts[shared][::step], counts[shared][::step], 1 / step


def _count_pairs(
    owners: Positions, starts: Positions, counts: Positions, articles: int, settings: CandidateSettings
) -> tuple[Positions, Positions]:
    """Return each pair as one number, first * articles + second, and how many fingerprints it shares."""
    found = [np.zeros(0, dtype=np.int64)]
    for count in np.unique(counts):
        groups = owners[starts[counts == count][:, None] + np.arange(count)[None, :]]
        hubs = int(count) if count <= settings.common else settings.hubs
        first, second = np.triu_indices(int(count), k=1)
        near = first < hubs
        found.append((groups[:, first[near]] * articles + groups[:, second[near]]).ravel())
    codes, shared = np.unique(np.concatenate(found), return_counts=True)
    return codes, shared
