"""Numbers that stand for words and for combinations of words, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Indices = NDArray[np.int64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)
BITS = 20
"""Weights are looked up by the first so many bits of a combination's number."""


@lru_cache(maxsize=1 << 17)
def code(word: str) -> int:
    """Return the number of a word."""
    return crc32(word.encode("utf-8", "surrogatepass")) + 1


def codes(words: list[str]) -> Codes:
    return np.array([code(word) for word in words], dtype=np.uint64)


def combine(*parts: NDArray[np.uint64] | NDArray[np.bool_] | int) -> Codes:
    """Return one number for each row of several columns; a plain number stands for a column of it."""
    total = np.zeros(1, dtype=np.uint64)
    for part in parts:
        column = np.asarray(part, dtype=np.uint64)
        total = (total ^ column) * _FACTOR
        total = total ^ (total >> _SHIFT)
    return total


def places(named: Mapping[str, Codes], features: Sequence[str], rows: int) -> NDArray[np.int32]:
    """Return the place among the weights of each feature: a row each, a column for each of `features`.

    A feature is the names of the columns whose combination it is; its number among the features is part of it.
    """
    table = np.empty((rows, len(features)), dtype=np.int32)
    for number, feature in enumerate(features):
        first, *more = (named[name] for name in feature.split())
        mixed = combine(combine(first, *more) if more else first, number + 1)
        table[:, number] = (mixed >> np.uint64(64 - BITS)).astype(np.int32)
    return table
