"""How likely what the network marks is right: weights from articles that it was not trained on. Network, examples -> weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from accurate_examples import Example
from numpy.typing import NDArray

from copydesk.stages.attribution.accurate import find_candidates
from copydesk.stages.attribution.accurate.combining import without_twins
from copydesk.stages.attribution.accurate.decoding import CONTENT, SOURCE, Candidate, to_marking
from copydesk.stages.attribution.accurate.network import Network
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.marking import head_of

RIDGE = 1.0


class Fit(NamedTuple):
    """Weights of the signs, and the best F1 that they reach by themselves on the articles they were fitted to."""

    weights: tuple[float, ...]
    f1: float


class Judged(NamedTuple):
    """What the network finds in an article, for each the attribution that it hits, and how many there are to hit."""

    reading: Reading
    found: list[Candidate]
    hits: list[int | None]
    golds: int


def fit(network: Network, examples: Sequence[Example]) -> Fit:
    """Return the weights of a logistic regression over candidates, right or wrong."""
    judged = [judge(example, find_candidates(network, example.reading)) for example in examples]
    signs = np.array([[*candidate.signs, 1.0] for one in judged for candidate in one.found])
    right = np.array([hit is not None for one in judged for hit in one.hits], float)
    weights = tuple(round(float(weight), 4) for weight in _regress(signs, right))
    return Fit(weights, max(_f1(judged, weights, keep / 100) for keep in range(20, 70, 2)))


def judge(example: Example, found: list[Candidate]) -> Judged:
    """Return which attribution each candidate hits: half of all words of both contents shared, and the source's head in its source."""
    reading = example.reading
    golds = [
        (anchor, _words(reading, gold.parts[CONTENT]), gold.parts[SOURCE]) for anchor, gold in example.golds.items()
    ]
    hits = []
    for candidate in found:
        words = _words(reading, candidate.content)
        fits = (
            a for a, gold, source in golds if _half(words, gold) and _same_source(reading, source, candidate.source)
        )
        hits.append(next(fits, None))
    return Judged(reading, found, hits, len(golds))


def _words(reading: Reading, indices: Sequence[int] | set[int]) -> set[int]:
    return {i for i in indices if reading.words([i])}


def _half(one: set[int], other: set[int]) -> bool:
    return 2 * len(one & other) >= len(one | other) > 0


def _same_source(reading: Reading, true: set[int], source: Sequence[int]) -> bool:
    return head_of(reading, sorted(true)) in source and len(source) <= max(12, 2 * len(true)) if true else not source


def _regress(signs: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(signs.shape[1])
    for _ in range(30):  # Newton's method
        chance = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (right - chance) - RIDGE * weights
        bend = (signs.T * (chance * (1 - chance))) @ signs + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def _f1(judged: Sequence[Judged], weights: Sequence[float], keep: float) -> float:
    counts = np.array([list(_count(one, weights, keep)) for one in judged]).sum(0)
    return float(2 * counts[0] / max(1, counts[1] + counts[2]))


def _count(one: Judged, weights: Sequence[float], keep: float) -> Iterator[int]:
    """Yield how many attributions are hit, how many markings are kept, how many attributions there are."""
    marked = [(to_marking(candidate, weights), hit) for candidate, hit in zip(one.found, one.hits, strict=True)]
    above = {marking: hit for marking, hit in marked if marking.score >= keep}
    kept = without_twins(one.reading, list(above))
    yield len({above[marking] for marking in kept} - {None})
    yield len(kept)
    yield one.golds
