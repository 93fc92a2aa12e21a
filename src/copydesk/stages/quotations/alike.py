"""Whether two wordings are one utterance written down twice. words, words -> bool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from copydesk.lexicon import load_lexicon

LEAST_WORDS = 4
"""Fewer quoted words are a name or an expression, not an utterance."""
LONG = 12
"""From so many words kept on, a quotation is told by them even where others were changed."""
DRIFT = 0.15
"""The greatest share of changed words, against those kept, in a long quotation that is still the same utterance."""
COPIED = 8
"""From so many words kept on, it is told by them where one page copies the other …"""
RESPUN = 0.25
"""… and so many of them may have been changed, as by pages that put other words for those they take."""
ALIKE = 8
"""From so many words kept on, one changed word makes no other utterance of one speaker within days."""
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*|…|\.\.\.|\*+")
_INSERTED = re.compile(r"\[[^\[\]]{2,60}\]")
"""Words that an editor put in the place of the speaker's, or beside them."""
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")
"""A letter that an editor made small or great: "[T]he"."""
GAPS = ("…", "...")


def level(text: str) -> tuple[str, ...]:
    """Return the words of a quotation in the form in which they are compared: lower case, contractions written out.

    What an editor put in brackets is a gap: it stands for words that are not known.
    """
    written = load_lexicon("contractions")
    words: list[str] = []
    spoken = _INSERTED.sub(GAPS[0], _CAPITAL.sub(r"\1", text))
    for word in _WORD.findall(spoken.replace("’", "'").replace("‘", "'").casefold()):
        words += written.get(word, word).split()
    return tuple(words)


def is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether all of one wording stands in another, in order and unbroken but for the gaps that it marks."""
    position = 0
    for piece in _pieces(short):
        found = _find(piece, long, position)
        if found is None:
            return False
        position = found + len(piece)
    return True


def _pieces(words: Sequence[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for word in words:
        if word in GAPS:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def _find(piece: Sequence[str], words: Sequence[str], start: int) -> int | None:
    size = len(piece)
    wanted = list(piece)
    return next((i for i in range(start, len(words) - size + 1) if list(words[i : i + size]) == wanted), None)


def is_same_utterance(a: Sequence[str], b: Sequence[str], *, copied: bool = False) -> bool:
    """Say whether two levelled wordings are one utterance written down twice; `copied` where the pages share prose."""
    short, long = _by_length(a, b)
    if is_part(short, long):
        return True
    changed, kept = _count_changes(short, long)
    least, drift = (COPIED, RESPUN) if copied else (LONG, DRIFT)
    return (changed == 0 and kept >= LEAST_WORDS) or (kept >= least and changed <= drift * kept)


def is_nearly_same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two wordings of one speaker differ in one word only, with enough words kept."""
    changed, kept = _count_changes(*_by_length(a, b))
    return changed <= 1 and kept >= ALIKE


def _by_length(a: Sequence[str], b: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the wording with fewer words first, gaps not counted."""
    return sorted((tuple(a), tuple(b)), key=lambda words: (sum(word not in GAPS for word in words), len(words), words))


def _count_changes(short: Sequence[str], long: Sequence[str]) -> tuple[int, int]:
    """Return how many words differ, slips and what the longer one has more at its ends aside, and how many were kept."""
    operations = [op for op in Levenshtein.opcodes(short, long) if op.tag != "equal"]
    while operations and operations[0].tag == "insert" and operations[0].src_start == 0:
        operations.pop(0)
    while operations and operations[-1].tag == "insert" and operations[-1].src_end == len(short):
        operations.pop()
    changed = sum(
        max(op.src_end - op.src_start, op.dest_end - op.dest_start)
        for op in operations
        if not _is_slip(short[op.src_start : op.src_end], long[op.dest_start : op.dest_end])
    )
    return changed, len(short) - sum(op.src_end - op.src_start for op in operations)


def _is_slip(before: Sequence[str], after: Sequence[str]) -> bool:
    """Say whether a change is one of writing and not of words: a filler, a gap, or a misspelling of a long word."""
    fillers = _fillers()
    if all(word in fillers for word in (*before, *after)):
        return True
    return len(before) == len(after) and all(map(_is_misspelling, before, after))


def _is_misspelling(a: str, b: str) -> bool:
    """Say whether one word is a slip for the other; a short word with one letter changed is another word."""
    if a[0] != b[0] or (a + b).isdigit() or min(len(a), len(b)) < 4:
        return False
    if _undoubled(a) == _undoubled(b):
        return True
    return max(len(a), len(b)) >= 8 and Levenshtein.distance(a, b) == 1 and a[-1] == b[-1]


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


@cache
def _fillers() -> frozenset[str]:
    return frozenset({*load_lexicon("quotation_fillers"), *GAPS})
