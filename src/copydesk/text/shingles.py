"""Words of a text, and hashed runs of them that survive small edits and reordering. Text -> Words -> Shingles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.lexicon import load_lexicon
from copydesk.records import Span

Hashes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SUFFIXES = ("ingly", "edly", "ings", "ies", "ing", "ied", "ely", "ed", "es", "ly", "s", "e", "y")


class _Form(NamedTuple):
    """What is kept of a word as printed."""

    key: str
    hash: int
    stem: int
    is_content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a text in order: levelled forms, their hashes and their stems' hashes, where each starts and ends.

    `content` holds the indices of the words that carry meaning, function words left out.
    """

    keys: tuple[str, ...]
    hashes: Hashes
    stems: Hashes
    starts: Positions
    ends: Positions
    content: Positions

    def __len__(self) -> int:
        return len(self.keys)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the words `[first, last)`, which must not be empty."""
        return Span(int(self.starts[first]), int(self.ends[last - 1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shingles:
    """Hashes of runs of content words, with the indices of the first and last word of each run."""

    hashes: Hashes
    first: Positions
    last: Positions

    def __len__(self) -> int:
        return len(self.hashes)


def read_words(text: str, spans: Iterable[Span] | None = None) -> Words:
    """Return the words of `text`, of the given spans only where there are any."""
    whole = [Span(0, len(text))] if spans is None else spans
    matches = [match for span in whole for match in WORD.finditer(text, *span)]
    forms = [_read_form(match[0]) for match in matches]
    where = np.array([match.span() for match in matches], dtype=np.int64).reshape(-1, 2)
    return Words(
        keys=tuple(form.key for form in forms),
        hashes=np.array([form.hash for form in forms], dtype=np.uint64),
        stems=np.array([form.stem for form in forms], dtype=np.uint64),
        starts=where[:, 0],
        ends=where[:, 1],
        content=np.array([i for i, form in enumerate(forms) if form.is_content], dtype=np.int64),
    )


def find_shingles(words: Words, size: int = 3) -> Shingles:
    """Return the hash of each run of `size` content words, stemmed and sorted, so that a changed order still matches."""
    at = words.content
    if len(at) < size:
        empty = np.zeros(0, dtype=np.int64)
        return Shingles(hashes=empty.astype(np.uint64), first=empty, last=empty)
    stems = words.stems[at]
    runs = np.sort(np.stack([stems[i : len(stems) - size + 1 + i] for i in range(size)], axis=1), axis=1)
    return Shingles(hashes=mix(runs), first=at[: len(at) - size + 1], last=at[size - 1 :])


def mix(rows: Hashes) -> Hashes:
    """Return one hash for each row of hashes; the order in a row matters."""
    mixed = np.zeros(len(rows), dtype=np.uint64)
    for column in rows.T:
        mixed = (mixed ^ column) * _FACTOR
        mixed ^= mixed >> np.uint64(29)
    return mixed


def winnow(hashes: Hashes, window: int) -> Positions:
    """Return the positions of the least hash of every `window` neighbours, so that any such run keeps one of them."""
    if len(hashes) <= window:
        return np.array([int(np.argmin(hashes))] if len(hashes) else [], dtype=np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, window)
    kept: Positions = np.unique(np.argmin(windows, axis=1) + np.arange(len(windows)))
    return kept


@lru_cache(maxsize=1 << 18)
def level_word(word: str) -> str:
    """Return the form under which a word is compared: small letters, straight apostrophes, no abbreviating dots."""
    levelled = word.casefold().replace("’", "'")
    return levelled if levelled[:1].isdigit() else levelled.replace(".", "")


@lru_cache(maxsize=1 << 18)
def stem_word(key: str) -> str:
    """Return a rough stem: without a possessive and one common English ending."""
    word = key.removesuffix("'s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=1 << 18)
def hash_word(key: str) -> int:
    """Return 64 bits that depend on the word alone."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1 << 18)
def _read_form(word: str) -> _Form:
    key = level_word(word)
    return _Form(key, hash_word(key), hash_word(stem_word(key)), key not in _function_words())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load_lexicon("function_words"))
