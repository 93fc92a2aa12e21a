"""Where two wordings differ, word by word. text, text -> Piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

_WORD = re.compile(r"(?:\w+|[^\w\s])\s*")


class Piece(NamedTuple):
    """A run of words that stands in both wordings, or in one of them only; `space` is what separates it from the next."""

    op: Literal["same", "gone", "new"]
    text: str
    space: str = ""


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """Return the words and marks of both wordings in reading order; what is gone comes before what is there instead."""
    return tuple(_pieces(_WORD.findall(before.strip()), _WORD.findall(after.strip())))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    keys = [[word.strip() for word in words] for words in (before, after)]
    for step in Levenshtein.opcodes(*keys):
        gone = "".join(before[step.src_start : step.src_end])
        new = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            yield Piece("same", new.rstrip(), _space(gone) or _space(new))
            continue
        if gone:
            yield Piece("gone", gone.rstrip(), " " if new else _space(gone))
        if new:
            yield Piece("new", new.rstrip(), _space(new) or _space(gone))


def _space(text: str) -> str:
    return " " if text[-1:].isspace() else ""
