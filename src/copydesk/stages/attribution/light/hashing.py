"""Numbers that stand for words and for combinations of words, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Indices = NDArray[np.int64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
BITS = 20
"""Weights are looked up by the first so many bits of a combination's number."""
BATCH = 256
"""So many rows are worked out at a time, which stay in a processor's cache."""


@lru_cache(maxsize=1 << 17)
def code(word: str) -> int:
    """Return the number of a word."""
    return crc32(word.encode("utf-8", "surrogatepass")) + 1


def codes(words: Sequence[str]) -> Codes:
    return np.fromiter(map(code, words), np.uint64, len(words))


def combine(*parts: NDArray[np.uint64] | NDArray[np.bool_] | int) -> Codes:
    """Return one number for each row of several columns; a plain number stands for a column of it."""
    total = np.zeros(1, dtype=np.uint64)
    for part in parts:
        total = total ^ np.asarray(part, dtype=np.uint64)
        _mix(total)
    return total


def _mix(numbers: Codes) -> None:
    numbers *= _FACTOR
    numbers ^= numbers >> _SHIFT


class _Plan(NamedTuple):
    """How features are combined all at once: the columns, the order of the features, and which column each takes in step by step.

    Features of more columns come first, so that each step is one of the first so many; a column without a name is of zeros.
    """

    names: list[str]
    order: Indices
    steps: list[Indices]


@cache
def _plan(features: tuple[str, ...]) -> _Plan:
    parts = [feature.split() for feature in features]
    parts = [
        [*names, ""] if len(names) > 1 else names for names in parts
    ]  # several are one number before it is mixed in
    order = sorted(range(len(parts)), key=lambda number: -len(parts[number]))
    names = sorted({name for one in parts for name in one} | {""})
    number_of = {name: number for number, name in enumerate(names)}
    steps = [[number_of[parts[n][at]] for n in order if at < len(parts[n])] for at in range(len(parts[order[0]]))]
    return _Plan(names, np.array(order), [np.array(step) for step in steps])


def places(named: Mapping[str, Codes], features: tuple[str, ...], rows: int) -> NDArray[np.int32]:
    """Return the place among the weights of each feature: a row each, a column for each of `features`.

    A feature is the names of the columns whose combination it is; its number among the features is part of it.
    """
    plan, nothing = _plan(features), np.zeros(rows, dtype=np.uint64)
    columns = [named[name] if name else nothing for name in plan.names]
    table = np.empty((len(features), rows), dtype=np.int32)
    for start in range(0, rows, BATCH):
        end = start + BATCH
        table[plan.order, start:end] = _mixed(np.array([column[start:end] for column in columns]), plan)
    return table.T


def _mixed(columns: Codes, plan: _Plan) -> Codes:
    mixed = np.zeros((len(plan.order), columns.shape[1]), dtype=np.uint64)
    for step in plan.steps:
        open_ = mixed[: len(step)]
        open_ ^= columns[step]
        _mix(open_)
    mixed ^= (plan.order + 1).astype(np.uint64)[:, None]
    _mix(mixed)
    return mixed >> np.uint64(64 - BITS)
