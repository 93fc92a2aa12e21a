"""The language of a text and of its blocks. Text -> language code."""

from __future__ import annotations

import math
from functools import lru_cache

LEAST = 60
"""Fewer characters say too little of their language."""
_SURE = 0.95
_READ = 2000
_LITTLE_WORDS = (
    "the of to and that is was for on it with as at by said from are be have has not but were they their this which who you "
    "your our its can about been would when after how what more new his he she or we there than them then into out could "
    "should may"
)
"""Of English; those that are as common in another language (a, in, no, do) are not among them."""
_ENGLISH = frozenset(_LITTLE_WORDS.split())
_LEAST_SHARE = 0.15


def language_of(text: str) -> str | None:
    """Return the ISO code of a text's language, or None where it is too short to tell."""
    if len(text) < LEAST:
        return None
    start = text[:_READ]
    return "en" if _reads_english(start) else _rank(start)[0]


def other_language(text: str, language: str | None) -> str | None:
    """Return the code of a block's language where it is surely not the article's, else None."""
    start = text[:_READ]
    if len(text) < LEAST or language is None or (language == "en" and _reads_english(start)):
        return None
    found, share = _rank(start)
    return found if found != language and share >= _SURE else None


def _reads_english(text: str) -> bool:
    """Return whether a text has as many little English words as none in another language would."""
    words = text.casefold().split()
    return sum(word in _ENGLISH for word in words) >= _LEAST_SHARE * len(words)


@lru_cache(maxsize=1024)
def _rank(text: str) -> tuple[str, float]:
    """Return the likeliest language and its share of the likelihood; the same text is often asked for again."""
    import py3langid

    ranked = py3langid.rank(text)
    best = float(ranked[0][1])
    return str(ranked[0][0]), 1 / sum(math.exp(max(-700.0, float(score) - best)) for _, score in ranked)
