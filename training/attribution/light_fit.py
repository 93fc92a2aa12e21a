"""How the weights are found: logistic regression over hashed features, alone or among candidates; boosted trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier

from copydesk.stages.attribution.light.hashing import BITS

Array = NDArray[np.float64]
Places = NDArray[np.int32]
SIZE = 1 << BITS
LEAST_SEEN = 3
"""How often a feature must occur to get a weight."""
SPREAD = 0.1
"""The variance that weights are expected to have; a larger one fits closer."""
STEPS = 50
TREES: dict[str, Any] = {
    "max_iter": 200,
    "learning_rate": 0.06,
    "max_leaf_nodes": 20,
    "max_depth": 8,
    "min_samples_leaf": 40,
    "l2_regularization": 2.0,
    "early_stopping": False,
    "random_state": 0,
}


def fit_alone(features: Places, is_true: NDArray[np.bool_]) -> Array:
    """Return the weights, the constant behind them, with which a row's sum tells how likely it is true."""
    kept, rows, columns = _compress(features)
    wanted = is_true.astype(np.float64)

    def loss(weights: Array) -> tuple[float, Array]:
        score = rows @ weights[:-1].astype(np.float32) + weights[-1]
        off = 1 / (1 + np.exp(-score)) - wanted
        slope = np.append(columns @ off.astype(np.float32) + weights[:-1] / SPREAD, off.sum())
        return float(
            np.sum(np.logaddexp(0, score) - wanted * score) + weights[:-1] @ weights[:-1] / (2 * SPREAD)
        ), slope

    return _spread_out(_minimum(loss, len(kept) + 1), kept)


def fit_among(features: Places, wanted: Array, groups: NDArray[np.int64]) -> Array:
    """Return the weights with which the sums of a group's rows tell which of them it is; `wanted` is each row's share."""
    kept, rows, columns = _compress(features)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    number = np.cumsum(np.r_[False, groups[1:] != groups[:-1]])

    def loss(weights: Array) -> tuple[float, Array]:
        score = (rows @ weights.astype(np.float32)).astype(np.float64)
        score = score - np.maximum.reduceat(score, starts)[number]
        grown = np.exp(score)
        total = np.add.reduceat(grown, starts)[number]
        slope = columns @ (grown / total - wanted).astype(np.float32) + weights / SPREAD
        return float(-np.sum(wanted * (score - np.log(total))) + weights @ weights / (2 * SPREAD)), slope

    return np.append(_spread_out(np.append(_minimum(loss, len(kept)), 0.0), kept)[:-1], 0.0)


def _minimum(loss: Callable[[Array], tuple[float, Array]], size: int) -> Array:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 10})
    return np.asarray(found.x)


def _compress(features: Places) -> tuple[NDArray[np.int64], Any, Any]:
    """Return the places that get a weight, and the rows over them as a sparse matrix and turned."""
    kept = np.flatnonzero(np.bincount(features.ravel(), minlength=SIZE) >= LEAST_SEEN)
    column = np.full(SIZE, -1, dtype=np.int32)
    column[kept] = np.arange(len(kept))
    there = column[features]
    ends = np.concatenate([[0], np.cumsum((there >= 0).sum(axis=1))])
    used = there[there >= 0]
    rows = csr_matrix((np.ones(len(used), dtype=np.float32), used, ends), shape=(len(features), len(kept)))
    return kept, rows, rows.T.tocsr()


def _spread_out(weights: Array, kept: NDArray[np.int64]) -> Array:
    full = np.zeros(SIZE + 1)
    full[kept], full[-1] = weights[:-1], weights[-1]
    return full


def fit_trees(rows: Array, is_true: Array) -> dict[str, NDArray[Any]]:
    """Return boosted trees in the columns of `copydesk.stages.attribution.light.model.Trees`."""
    fitted: Any = HistGradientBoostingClassifier(**TREES).fit(rows, is_true)
    trees = [stage[0].nodes for stage in fitted._predictors]
    shape = len(trees), max(map(len, trees))
    columns: dict[str, NDArray[Any]] = {
        "feature": np.full(shape, -1, dtype=np.int16),
        "threshold": np.zeros(shape, dtype=np.float32),
        "left": np.zeros(shape, dtype=np.int16),
        "right": np.zeros(shape, dtype=np.int16),
        "value": np.zeros(shape, dtype=np.float32),
    }
    names = {"threshold": "num_threshold", "left": "left", "right": "right", "value": "value"}
    for number, nodes in enumerate(trees):
        columns["feature"][number, : len(nodes)] = np.where(nodes["is_leaf"] > 0, -1, nodes["feature_idx"])
        for column, name in names.items():
            columns[column][number, : len(nodes)] = np.nan_to_num(nodes[name], posinf=3e38)
    return columns | {"start": np.float64(np.ravel(fitted._baseline_prediction)[0])}
