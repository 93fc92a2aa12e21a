"""Whether the same words stand in an order that tells something else. (Wording, Wording) -> bool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from copydesk.stages.claims.edits import Block, find_blocks
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import edit_words, is_light, names_office

DOING = ("he", "she", "they")
AND = frozenset({"and", "or"})


def is_other_order(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether the second of two wordings has the same words in an order that is not merely one part moved, where
    the grammar need not see who plays which part ("A sued B", "B sued A").
    """
    blocks = find_blocks(one, two)
    return _are_swapped(_bare(one, blocks), _bare(two, blocks))


def is_other_case(one: Sequence[Word], two: Sequence[Word], blocks: Sequence[Block]) -> bool:
    """Tell whether a pronoun that both of two wordings have does something in one and undergoes it in the other."""
    mine, yours = (Counter(word.lemma for word in side if word.kind == "sex" and word.lemma) for side in (one, two))
    doing = [sum(side[word] for word in DOING) for side in (mine, yours)]
    return mine.total() == yours.total() and doing[0] != doing[1] and not is_passive_change(blocks)


def is_passive_change(blocks: Sequence[Block]) -> bool:
    """Tell whether a verb was put into the passive, or out of it, with whoever did it named ("by")."""
    lost = any(word.text == "by" for block in blocks for word in block.lost)
    return lost != any(word.text == "by" for block in blocks for word in block.gained)


def _bare(words: Sequence[Word], blocks: Sequence[Block]) -> list[str]:
    """Return the words of a wording without offices, and without what moved as a whole: a circumstance, a clause of saying."""
    found = list(words)
    for phrase in _moved(blocks):
        at = next((i for i in range(len(found)) if tuple(found[i : i + len(phrase)]) == phrase), None)
        if at is not None:
            del found[at : at + len(phrase)]
    return [word.text for at, word in enumerate(found) if not _is_office(found[at : at + 2])]


def _moved(blocks: Sequence[Block]) -> list[tuple[Word, ...]]:
    """Return what stands in both of two wordings, but elsewhere: circumstances as they were, clauses of saying in any order."""
    lost = sorted({tuple(block.lost) for block in blocks if block.lost}, key=str)
    gained = sorted({tuple(block.gained) for block in blocks if block.gained}, key=str)
    found = [phrase for phrase in lost if phrase in gained and phrase[0].text in edit_words("circumstance")]
    said = [(a, b) for a in lost for b in gained if Counter(a) == Counter(b) and any(_is_saying(word) for word in a)]
    return found + [phrase for pair in said for phrase in pair if not _are_swapped(*_texts(pair))]


def _is_saying(word: Word) -> bool:
    return word.part == "v" and is_light(word.lemma, "saying")


def _texts(sides: Sequence[Sequence[Word]]) -> list[list[str]]:
    return [[word.text for word in side] for side in sides]


def _is_office(words: Sequence[Word]) -> bool:
    """Tell whether the first of two words says what the name after it is ("senator")."""
    return names_office(words[0].text) and words[-1].kind == "name"


def _are_swapped(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether the same words stand in another order that is not merely one part moved: "A sued B", "B sued A"."""
    if one == two or Counter(one) != Counter(two):
        return False
    mine, yours = list(one), list(two)
    while mine and mine[0] == yours[0]:
        mine, yours = mine[1:], yours[1:]
    while mine and mine[-1] == yours[-1]:
        mine, yours = mine[:-1], yours[:-1]
    mine, yours = ([word for word in side if word not in AND] for side in (mine, yours))  # "two of A and three of B"
    return not any(mine[at:] + mine[:at] == yours for at in range(len(mine)))
