"""Words near in meaning by static word vectors that come along in a wheel. Words -> likeness of pairs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

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
        likeness = vectors[start : start + BLOCK] @ vectors.T
        rows, columns = (likeness >= LEAST).nonzero()
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if row + start != column:
                score = min(1.0, 0.4 + float(likeness[row, column]))
                found.setdefault(words[row + start], {})[words[column]] = round(score, 2)
    return found


@cache
def _model() -> Any:
    if find_spec("wordllama") is None:
        return None
    import wordllama

    folder = Path(wordllama.__file__).parent
    return wordllama.WordLlama.load(disable_download=True, cache_dir=folder)
