"""Where two wordings differ, word by word. text, text -> Piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"\S+\s*")


class Piece(NamedTuple):
    """A run of words that stands in both wordings, or in one of them only."""

    op: Literal["same", "gone", "new"]
    text: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words of both wordings in reading order; where they differ, what is gone comes before what is new.

    The `same` and `new` pieces make up `after`, but for white space at its start.
    """
    return tuple(piece for piece in _pieces(_WORD.findall(before), _WORD.findall(after)) if piece.text)


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    keys = [[word.strip() for word in words] for words in (before, after)]
    for step in Levenshtein.opcodes(*keys):
        gone, new = before[step.src_start : step.src_end], after[step.dest_start : step.dest_end]
        if step.tag == "equal":
            yield Piece("same", "".join(new))
        else:
            yield Piece("gone", "".join(gone))
            yield Piece("new", "".join(new))
