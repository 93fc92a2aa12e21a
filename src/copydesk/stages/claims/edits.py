"""Where two wordings that are nearly the same differ, word by word. (Wording, Wording) -> Block, Changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from copydesk.lexicon import load_lexicon
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import names_office

NEARLY = 0.75
"""Two wordings are nearly the same where so large a share of their words stands in both, in the same order."""
MOSTLY = 0.71
"""The same where only half of the order is."""
HALF = 0.5
PARTS = frozenset({"", "name", "sex"})
"""Kinds of words that may play a part."""
FEW = 3
AUXILIARIES = frozenset({"be", "do", "have", "to"})


class Block(NamedTuple):
    """Words of one wording in whose place another wording has others, or none; `before` is the word that both have before."""

    lost: Sequence[Word]
    gained: Sequence[Word]
    before: Word | None
    after: Word | None


class Changed(NamedTuple):
    """Words that only one of two wordings has."""

    lost: Counter[Word]
    gained: Counter[Word]

    def of(self, kind: str) -> tuple[set[str], set[str]]:
        lost, gained = ({word.text for word in side if word.kind == kind} for side in self)
        return lost, gained

    def only(self, block: Block) -> tuple[list[Word], list[Word]]:
        """Return the words of a block that did not merely move."""
        return [word for word in block.lost if self.lost[word]], [word for word in block.gained if self.gained[word]]


def bare(words: Sequence[Word]) -> tuple[str, ...]:
    """Return a wording by which others that are nearly the same are found: without auxiliaries."""
    return tuple(f"{word.kind} {word.text}" for word in words if word.text not in AUXILIARIES)


def have_same_words(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether two bare wordings are nearly the same, or have most of their words in common and half of the order."""
    if min(len(one), len(two)) < 0.6 * max(len(one), len(two), 1):
        return False
    alike = Indel.normalized_similarity(one, two, score_cutoff=HALF)
    if alike < HALF:
        return False
    common = sum((Counter(one) & Counter(two)).values())
    return 2 * common >= MOSTLY * (len(one) + len(two)) or _is_one_change(one, two)


def is_nearly(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether two bare wordings have most of their words in common, in the same order, or half of them and one change."""
    alike = Indel.normalized_similarity(one, two, score_cutoff=HALF)
    return alike >= NEARLY or (alike >= HALF and _is_one_change(one, two))


def _is_one_change(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether a few words stand in one place for a few others, all else being the same."""
    steps = [step for step in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if step[0] != "equal"]
    return len(steps) == 1 and all(0 < size <= FEW for size in (steps[0][2] - steps[0][1], steps[0][4] - steps[0][3]))


def find_blocks(one: Sequence[Word], two: Sequence[Word]) -> list[Block]:
    """Return where two wordings differ, block by block."""
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        Block(one[a:b], two[c:d], one[a - 1] if a else None, one[b] if b < len(one) else None)
        for step, a, b, c, d in steps
        if step != "equal"
    ]


def find_changed(one: Sequence[Word], two: Sequence[Word]) -> Changed:
    """Return the words that only one of two wordings has, wherever they stand."""
    mine, yours = Counter(one), Counter(two)
    return Changed(mine - yours, yours - mine)


def content_of(words: Sequence[Word], kind: str | None = None) -> set[str]:
    """Return the words that may play a part; offices come and go with a name."""
    light = load_lexicon("function_words")
    kept = (word for word in words if (word.kind in PARTS if kind is None else word.kind == kind))
    return {word.text for word in kept if word.text not in light and not names_office(word.text)}


def count_places(one: Sequence[str], two: Sequence[str]) -> int:
    """Return in how many places the words of two texts differ as they are printed."""
    mine, yours = ([word.lower() for word in side] for side in (one, two))
    return sum(step[0] != "equal" for step in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes())
