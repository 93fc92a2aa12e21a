"""Two witnesses of one article: the network and the linear models of the light road. Markings, markings -> markings."""

from __future__ import annotations

import math
from collections.abc import Sequence

from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.marking import Marking

SHARE = 0.65
"""What each witness's log odds count for; below one, as they saw the same words and were taught by the same people."""
SILENT = -2.0
"""Log odds of a witness who does not name a cue at all."""
KEEP = 0.17
"""The chance from which on a marking is kept; chosen on every second article of the development part."""
SAME = 0.5
"""The share of words from which on two contents are one."""


def combine(reading: Reading, network: Sequence[Marking], linear: Sequence[Marking]) -> list[Marking]:
    """Return the markings of both with the chance that both together give them; where they differ, the surer one's words."""
    left = list(linear)
    combined = []
    for one in network:
        other = next((m for m in left if _is_same(reading, one, m)), None)
        if other:
            left.remove(other)
        combined.append(_weighed(one, other))
    return [*combined, *(_weighed(other, None) for other in left)]


def _weighed(one: Marking, other: Marking | None) -> Marking:
    total = SHARE * (_odds(one.score) + (_odds(other.score) if other else SILENT))
    surer = max(one, other, key=lambda m: m.score) if other else one
    return surer._replace(score=1 / (1 + math.exp(-total)))


def _odds(chance: float) -> float:
    kept = min(max(chance, 0.001), 0.999)
    return math.log(kept / (1 - kept))


def without_twins(reading: Reading, markings: Sequence[Marking]) -> list[Marking]:
    """Return the markings without those that share a cue or most of a content with a likelier one, in reading order."""
    kept: dict[int, list[Marking]] = {}
    for marking in sorted(markings, key=lambda m: (-m.score, m.cue, m.content)):
        block = reading.block_of(marking.content[0])
        near = [other for at in (block - 1, block, block + 1) for other in kept.get(at, ())]
        if not any(_is_same(reading, marking, other) for other in near):
            kept.setdefault(block, []).append(marking)
    return sorted((one for block in kept.values() for one in block), key=lambda m: (m.cue, m.content))


def _is_same(reading: Reading, one: Marking, other: Marking) -> bool:
    if not set(one.cue).isdisjoint(other.cue):
        return True
    first, second = (_words(reading, marking.content) for marking in (one, other))
    return len(first & second) >= SAME * max(1, len(first | second))


def _words(reading: Reading, indices: Sequence[int]) -> set[int]:
    return {i for i in indices if reading.is_word[i]}
