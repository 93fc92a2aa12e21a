"""Words near in meaning by static word vectors that come along in a wheel. Words -> likeness of pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import Any

import numpy

LEAST = 0.35
"""Words less alike than this are not near."""
BLOCK = 2048


def near_words(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return for each word those near to it, with a likeness of 0 to 1."""
    model = _model()
    words = [word for word in words if len(word) > 2 and word.replace(" ", "").isalpha()]
    if model is None or len(words) < 2:
        return {}
    vectors = model.embed(list(words), norm=True)
    found: dict[str, dict[str, float]] = {}
    for start in range(0, len(words), BLOCK):
        likeness = vectors[start : start + BLOCK] @ vectors[start:].T
        rows, columns = (likeness >= LEAST).nonzero()
        scores = (likeness[rows, columns] + 0.4).clip(max=1.0)
        for row, column, score in zip(rows.tolist(), columns.tolist(), scores.tolist(), strict=True):
            if row < column:
                one, two = words[start + row], words[start + column]
                found.setdefault(one, {})[two] = found.setdefault(two, {})[one] = round(score, 2)
    return found


@cache
def likeness(one: str, two: str) -> float:
    """Return how alike two words are, 0 to 1; 0 without the vectors."""
    model = _model()
    if model is None or not (one.isalpha() and two.isalpha()):
        return 0.0
    vectors = model.embed([one, two], norm=True)
    return float(vectors[0] @ vectors[1])


def read_vectors(texts: Sequence[Sequence[str]], smooth: int = 50) -> dict[tuple[str, ...], Any]:
    """Return a vector of length 1 for each text, given as its words; their product is how alike two texts are.

    A word counts the less, the more of the texts have it; `smooth` is how many texts of other words are thought beside.
    """
    model, distinct = _model(), sorted({tuple(text) for text in texts})
    counts = Counter(word for text in distinct for word in set(text))
    if model is None or not counts:
        return {}
    known = sorted(counts)
    weights = [log(1 + (len(distinct) + smooth) / (counts[word] + 1)) for word in known]
    vectors = model.embed(known, norm=False) * numpy.array(weights, dtype="float32")[:, None]
    place = {word: at for at, word in enumerate(known)}
    sums = (vectors[[place[word] for word in text]].sum(axis=0) for text in distinct if text)
    return {
        text: total / (numpy.linalg.norm(total) or 1.0)
        for text, total in zip(filter(None, distinct), sums, strict=True)
    }


@cache
def _model() -> Any:
    if find_spec("wordllama") is None:
        return None
    import wordllama

    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(disable_download=True, cache_dir=folder)
