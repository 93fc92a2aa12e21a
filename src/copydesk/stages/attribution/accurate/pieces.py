"""Words cut into the pieces that the model knows. Word -> piece numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

UNKNOWN, START, BREAK = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
"""Characters of the longest word that is cut; a longer one is unknown, as in the model's own training."""
MOST_PIECES = 24
"""Pieces of a word that are kept: an address of a thousand characters is not worth a window."""


class WordPieces:
    """The vocabulary of a lower-case WordPiece model; each word is cut into the longest pieces from its front."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.start, self.break_ = self.numbers[START], self.numbers[BREAK]
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one."""
        known = self._known.get(word)
        if known is None:
            found = tuple(number for part in _parts(word) for number in self._cut(part))
            known = self._known[word] = found[:MOST_PIECES] or (self.numbers[UNKNOWN],)
        return known

    def _cut(self, part: str) -> list[int]:
        pieces, start = [], 0
        while start < len(part) <= LONGEST_WORD:
            lead = "##" if start else ""
            end = next((e for e in range(len(part), start, -1) if lead + part[start:e] in self.numbers), None)
            if end is None:
                break
            pieces.append(self.numbers[lead + part[start:end]])
            start = end
        return pieces if start == len(part) else [self.numbers[UNKNOWN]]


def _parts(word: str) -> Iterator[str]:
    """Yield the runs of letters and digits of a word, in lower case without accents, and each mark by itself."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    plain = (c for c in decomposed if unicodedata.category(c) != "Mn" and unicodedata.category(c)[0] != "C")
    run = ""
    for char in plain:
        if _is_mark(char) or char.isspace():
            if run:
                yield run
            run = ""
            if not char.isspace():
                yield char
        else:
            run += char
    if run:
        yield run


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "P" or (char.isascii() and char.isprintable() and not char.isalnum())
