"""What the network's chances say of each cue. Chances -> markings."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.marking import Marking

Floats = NDArray[np.float32]
NONE, SOURCE, CUE, CONTENT = range(4)
"""The parts that a word may play for a cue, in the order of the network's columns."""
LIKELY_PART = 0.5
LIKELY_CONTENT = 0.4
"""Chance from which on a word belongs to a source or a cue, and to a content."""
SMALL_PART = 0.25
"""A run of words shorter than this share of the longest run of a content is left out."""


class Candidate(NamedTuple):
    """A cue with the source and the content that the network sees for it, and the signs by which it is kept or dropped."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    signs: tuple[float, ...]


def read_candidate(reading: Reading, tokens: range, anchor: int, chance: float, roles: Floats) -> Candidate | None:
    """Return what a cue attributes, or None where nothing is its content.

    `chance` is that of the cue's head to be one, `roles` the chances of each token of the window to play each part.
    """
    content = _runs(reading, roles[:, CONTENT] >= LIKELY_CONTENT, tokens)
    if not content:
        return None
    longest = max(map(len, content))
    kept = tuple(i for run in content if len(run) >= SMALL_PART * longest for i in run)
    cues = _runs(reading, roles[:, CUE] >= LIKELY_PART, tokens)
    cue = next((tuple(run) for run in cues if anchor in run), (anchor,))
    sources = _runs(reading, roles[:, SOURCE] >= LIKELY_PART, tokens)
    source = tuple(max(sources, key=lambda run: _sum(roles, run, tokens, SOURCE), default=()))
    signs = (
        math.log(max(chance, 1e-6) / max(1 - chance, 1e-6)),
        _sum(roles, kept, tokens, CONTENT) / len(kept),
        _sum(roles, source, tokens, SOURCE) / max(1, len(source)),
        float(not source),
        float(roles[anchor - tokens.start, CUE]),
        math.log(len(kept)),
        float(reading.quoted[anchor] >= 0),
    )
    return Candidate(cue, source, kept, signs)


def to_marking(candidate: Candidate, weights: Sequence[float]) -> Marking:
    """Return the candidate with the chance that it is right: its signs weighted, and one weight that stands by itself."""
    total = sum(sign * weight for sign, weight in zip((*candidate.signs, 1.0), weights, strict=True))
    return Marking(candidate.cue, candidate.source, candidate.content, 1 / (1 + math.exp(-total)))


def _sum(roles: Floats, indices: Iterable[int], tokens: range, role: int) -> float:
    return float(sum(roles[i - tokens.start, role] for i in indices))


def _runs(reading: Reading, chosen: NDArray[np.bool_], tokens: range) -> list[range]:
    """Return the runs of chosen words; marks between two chosen words count as chosen, runs without a word as none."""
    words = [(i, bool(picked)) for i, picked in zip(tokens, chosen, strict=True) if reading.is_word[i]]
    runs = []
    for picked, group in groupby(words, key=lambda pair: pair[1]):
        run = [i for i, _ in group]
        if picked:
            runs.append(range(run[0], run[-1] + 1))
    return runs
