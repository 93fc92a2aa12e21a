"""Who did it to whom: whether two wordings of nearly the same words have them change their parts. (Wording, Wording) -> bool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from copydesk.stages.claims.edits import HALF, Block, content_of, find_blocks
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import is_light, names_office

MODIFIERS = frozenset({"acting", "assistant", "deputy", "interim", "vice"})
"""Words that make another office of the one after them."""
PREPOSITIONS = frozenset({"after", "at", "before", "during", "in", "on", "since", "under", "until", "accord", "agree"})
"""Words that begin a circumstance; "according to" has the lemma "accord", which the synonyms lead to "agree"."""
RELATIVES = frozenset({"that", "which", "who", "whom"})
AND = frozenset({"and", "or"})
TO_SOMEBODY = frozenset(
    {
        "accuse",
        "advise",
        "ask",
        "assure",
        "blame",
        "criticise",
        "criticize",
        "inform",
        "remind",
        "tell",
        "thank",
        "urge",
        "warn",
    }
)
"""Verbs of saying that have whom they are said to for their object."""


def is_other_order(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether somebody plays another's part in the second of two wordings of nearly the same words."""
    blocks = find_blocks(one, two)
    return _are_crossed(blocks) or _is_otherwise_ordered(one, two, blocks) or _are_around(one, two, blocks)


def are_crossed(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether names, or two parts of the very same words, have changed places; half of the order must be the same."""
    if Indel.normalized_similarity(one, two, score_cutoff=HALF) < HALF:
        return False
    blocks = find_blocks(one, two)
    return _are_crossed(blocks, "name") or _is_otherwise_ordered(one, two, blocks) or _are_around(one, two, blocks)


def _is_otherwise_ordered(one: Sequence[Word], two: Sequence[Word], blocks: Sequence[Block]) -> bool:
    return _is_turned(blocks) or _are_swapped(_bare(one, blocks), _bare(two, blocks))


def _is_turned(blocks: Sequence[Block]) -> bool:
    """Tell whether a verb was put into the passive, or out of it, and all else left where it stands ("is disliked by"), "who"
    into "whom", or an office into another ("deputy").
    """
    sides = [({word.text for word in b.lost}, {word.text for word in b.gained}) for b in blocks]
    only = [side for pair in sides for side in pair]
    is_who = any("who" in side for side in only) and any("whom" in side for side in only)
    if is_who or any(side and side <= MODIFIERS for side in only) or _is_other_relative(blocks):
        return True
    return any(
        mine[i] == {"by"}
        and not mine[1 - i]
        and any(other in (({"be"}, set())[:: 1 - 2 * i], (set(), {"who"})[:: 1 - 2 * i]) for other in sides)
        for mine in sides
        for i in (0, 1)
    )


def _is_other_relative(blocks: Sequence[Block]) -> bool:
    """Tell whether a name beside a verb has moved to before it, next to "who" or "that" ("who trained her", "who she trained")."""
    moved = [
        tuple(side)
        for block in blocks
        for side in block[:2]
        if side and (block.before is None or block.before.text not in RELATIVES)
    ]
    return any(
        tuple(side) in moved and all(word.kind in ("name", "sex") or word.part == "n" for word in side)
        for block in blocks
        for side in block[:2]
        if side and block.before is not None and block.before.text in RELATIVES
    )


def is_passive_change(blocks: Sequence[Block]) -> bool:
    """Tell whether a verb was put into the passive, or out of it, with whoever did it named ("by")."""
    lost = any(word.text == "by" for block in blocks for word in block.lost)
    return lost != any(word.text == "by" for block in blocks for word in block.gained)


def _are_crossed(blocks: Sequence[Block], kind: str | None = None) -> bool:
    """Tell whether two words have changed places, outside a change from active to passive."""
    if is_passive_change(blocks):
        return False
    sides = [[content_of(side, kind) for side in block[:2]] for block in blocks]
    return any(
        sides[i][0] & sides[j][1] and sides[i][1] & sides[j][0]
        for i in range(len(sides))
        for j in range(i + 1, len(sides))
    )


def _are_around(one: Sequence[Word], two: Sequence[Word], blocks: Sequence[Block]) -> bool:
    """Tell whether of two names that stand on two sides of a verb each has come to stand on the other's side."""
    if is_passive_change(blocks):
        return False
    verbs = [word for word in one if word.part == "v" and not word.kind and not _may_stand_before_its_subject(word)]
    return any(
        _have_changed_sides(one, two, verb, kinds)
        for verb in verbs
        if one.count(verb) == two.count(verb) == 1
        for kinds in (("name",), ("name", "sex"))
    )


def _may_stand_before_its_subject(verb: Word) -> bool:
    """Tell whether a verb is one of saying that may open its clause ("…, said the mayor"); who is asked stands behind."""
    return is_light(verb.lemma, "reporting") and verb.lemma not in TO_SOMEBODY


def _have_changed_sides(one: Sequence[Word], two: Sequence[Word], verb: Word, kinds: Sequence[str]) -> bool:
    at = one.index(verb), two.index(verb)
    if any(side[place - 1].text == "be" for side, place in zip((one, two), at, strict=True)):
        return False  # a passive has its parts the other way round
    nearest = [_names(side[:place], kinds)[-1:] for side, place in zip((one, two), at, strict=True)]
    after = [_names(side[place:], kinds) for side, place in zip((one, two), at, strict=True)]
    return nearest[0] != nearest[1] and all(
        name in there for names, there in zip(nearest, after[::-1], strict=True) for name in names or [""]
    )


def _names(words: Sequence[Word], kinds: Sequence[str]) -> list[str]:
    return [word.text for word in words if word.kind in kinds or (word.part == "n" and not word.kind)]


def _bare(words: Sequence[Word], blocks: Sequence[Block]) -> list[str]:
    """Return the words of a wording without offices, and without what moved as a whole and begins with a preposition."""
    moved = {tuple(block.lost) for block in blocks if block.lost} & {tuple(b.gained) for b in blocks if b.gained}
    found = list(words)
    for phrase in sorted((phrase for phrase in moved if phrase[0].text in PREPOSITIONS), key=str):
        at = next((i for i in range(len(found)) if tuple(found[i : i + len(phrase)]) == phrase), None)
        if at is not None:
            del found[at : at + len(phrase)]
    return [word.text for at, word in enumerate(found) if not _is_office(found[at : at + 2])]


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
