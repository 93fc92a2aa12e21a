"""The weights of the light road, as they come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from copydesk.digests import check_model

Weights = NDArray[np.float32]


@dataclass(frozen=True)
class Trees:
    """Boosted decision trees: a row each, a column for each node; a node whose `feature` is negative is a leaf."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: float

    @cached_property
    def _steps(self) -> tuple[NDArray[np.int64], NDArray[np.float32], NDArray[np.int64]]:
        """The nodes of all trees in one row: the feature and threshold of each, and the two nodes below it; a leaf leads to itself."""
        feature, own = self.feature.ravel().astype(np.int64), np.arange(self.feature.size)
        root = own - own % self.feature.shape[1]
        sides = (np.where(feature < 0, own, root + side.ravel()) for side in (self.right, self.left))
        return np.maximum(feature, 0), self.threshold.ravel(), np.stack(list(sides), axis=1).ravel()

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the trees make of each row, as a number from 0 to 1 of four digits, the same on every machine."""
        trees, nodes = self.feature.shape
        feature, threshold, below = self._steps
        row = (np.arange(len(rows)) * rows.shape[1])[:, None]
        at, come_from = np.tile(np.arange(trees) * nodes, (len(rows), 1)), None
        while come_from is None or not np.array_equal(at, come_from):
            goes_left = rows.take(row + feature.take(at)) <= threshold.take(at)
            at, come_from = below.take(2 * at + goes_left), at
        total = self.start + self.value.take(at).sum(axis=1, dtype=np.float64)
        return np.asarray(np.round(1 / (1 + np.exp(-total)), 4), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights for cues, contents and sources; the trees that decide what is kept, and from which score on."""

    cues: Weights
    contents: Weights
    sources: Weights
    trees: Trees
    least_cue: float
    least: float


@cache
def load_model() -> Model:
    """Return the weights that come with the program."""
    check_model("light")
    with (files("copydesk") / "models" / "attribution" / "light.npz").open("rb") as file, np.load(file) as kept:
        return model_of({name: kept[name] for name in kept.files})


def model_of(kept: dict[str, NDArray[np.generic]]) -> Model:
    cues, contents, sources = (kept[name].astype(np.float32) for name in ("cues", "contents", "sources"))
    start, least_cue, least = (float(kept[name]) for name in ("start", "least_cue", "least"))
    feature, left, right = (kept[name].astype(np.int16) for name in ("feature", "left", "right"))
    threshold, value = (kept[name].astype(np.float32) for name in ("threshold", "value"))
    trees = Trees(feature, threshold, left, right, value, start)
    return Model(cues, contents, sources, trees, least_cue, least)
