"""The weights of the light road, as they come with the program."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from copydesk.digests import check_model

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted decision trees: a row each, a column for each node; a node whose `feature` is negative is a leaf."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: float

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what the trees make of each row, as a number from 0 to 1 of four digits, the same on every machine."""
        tree = np.arange(len(self.feature))
        node = np.zeros((len(rows), len(tree)), dtype=np.int16)
        row = np.arange(len(rows))[:, None]
        while (inner := self.feature[tree, node] >= 0).any():
            goes_left = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            below = np.where(goes_left, self.left[tree, node], self.right[tree, node])
            node = np.where(inner, below, node)
        total = self.start + self.value[tree, node].sum(axis=1, dtype=np.float64)
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
