"""What changed between two wordings that are nearly the same, word by word. (Wording, Wording) -> Difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.model import Difference, Word
from copydesk.stages.claims.words import (
    are_opposite,
    bound_of,
    grade_of,
    group_of,
    is_negator,
    kinds_of,
    modality_of,
    names_office,
)

NEARLY = 0.75
"""Two wordings are nearly the same where so large a share of their words stands in both, in order."""
HALF = 0.5
FEW = 3
CONDITIONS = frozenset({"if", "unless", "whether"})
WEAK = frozenset({"possible", "conditional", "condition"})
REPORTED = frozenset({"plan", "conditional"})
"""Moods that change with the tense of what frames them: "will", "would"."""


SO_MANY = {"much": "<", "many": "<", "few": ">", "little": ">"}
"""What "as much as" says of the number after it."""
GOVERNING = frozenset({"ask", "order", "allow", "offer", "advise", "attempt"})
FRACTIONS = frozenset({"half", "third", "quarter", "fifth", "tenth"})
FACTORS = {"percent": "percent", "%": "percent", "half": "half"}
"""Words that make another number of the one beside them, though nothing stands in their place ("90 percent of", "90 of")."""
SIDES = {"before": "before", "until": "before", "till": "before", "after": "after", "since": "after", "start": "after"}
"""On which side of a time a preposition puts what happened."""
STEPS = frozenset({"to", "by"})
"""Before a number: what something came to, and by how much it changed."""
AUXILIARIES = frozenset({"be", "do", "have", "to"})
PREPOSITIONS = frozenset({"after", "at", "before", "during", "in", "on", "since", "until", "accord", "agree"})
"""Words that begin a circumstance; "according to" has the lemma "accord", which the synonyms lead to "agree"."""


class Block(NamedTuple):
    """Words of one wording in whose place another wording has others, or none."""

    lost: Sequence[Word]
    gained: Sequence[Word]


class Changed(NamedTuple):
    """Words that only one of two wordings has, with their kinds."""

    lost: Counter[Word]
    gained: Counter[Word]

    def of(self, kind: str) -> tuple[set[str], set[str]]:
        return {text for one, text in self.lost if one == kind}, {text for one, text in self.gained if one == kind}


def word_of(token: Token, following: Sequence[Token], dated: bool, entity: str | None) -> Word:
    """Return a token as it counts in a comparison: its kind, and the text that must not differ."""
    low = token.text.lower()
    mood = _mood_of(token, following)
    if is_negator(token) or (mood is not None and mood[1]):
        return Word("negation", "not")
    if dated and (part := _part_of_date(low)):
        return Word("date", part)
    counted = any(after.tag == "CD" or after.text.lower() in FRACTIONS for after in following)
    if low in SO_MANY and counted and following[0].text.lower() == "as":
        return Word("bound", SO_MANY[low])
    if low in FACTORS:
        return Word("number", FACTORS[low])
    if side := SIDES.get(low) or SIDES.get(token.lemma.lower()):
        return Word("side", side)
    if low in STEPS and counted:
        return Word("step", low)
    if token.lemma.lower() in load_lexicon("time_units"):
        return Word("date", token.lemma.lower())
    if counted and (bound := bound_of(low)):
        return Word("bound", bound)
    if token.tag == "CD" or low in load_lexicon("number_words"):
        return Word("number", load_lexicon("number_words").get(low, low.replace(",", "")))
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or low)
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0])
    return Word("", low if _may_be_name(token) else group_of(token.lemma))


def _may_be_name(token: Token) -> bool:
    """Tell whether a capital letter may be a name's, where the parser saw a noun: such a word is left as it stands."""
    return token.pos == "NOUN" and token.text.istitle() and group_of(token.lemma) == token.lemma.lower()


def _mood_of(token: Token, following: Sequence[Token]) -> tuple[str, bool] | None:
    """Return the grade of certainty that a word gives to what follows; "considered" gives one to a verb alone."""
    low = token.text.lower()
    if low in CONDITIONS:
        return "condition", False
    mood = modality_of(token.lemma) or modality_of(low)
    if mood is None or (mood[0] == "possible" and token.pos == "VERB" and not any(map(_is_governed, following))):
        return None
    return grade_of(token.lemma) or grade_of(low) or mood[0], mood[1]


def _is_governed(token: Token) -> bool:
    return token.tag in ("TO", "VB", "VBG")


def _part_of_date(word: str) -> str | None:
    """Return what a word adds to a date, months and days by their number; `None` for "on" and the like."""
    for name in ("months", "weekdays"):
        if (number := load_lexicon(name).get(word.rstrip(".").capitalize())) is not None:
            return f"{name} {number}"
    return None if word in load_lexicon("function_words") and word != "this" else word


def is_nearly(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether two wordings have most of their words in common, in the same order, auxiliaries apart."""
    one, two = ([word for word in side if word.text not in AUXILIARIES] for side in (one, two))
    if min(len(one), len(two)) < 0.6 * max(len(one), len(two), 1):
        return False
    alike = Indel.normalized_similarity(one, two, score_cutoff=HALF)
    return alike >= NEARLY or (alike >= HALF and _is_one_change(one, two))


def _is_one_change(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether a few words stand in one place for a few others, all else being the same."""
    blocks = _blocks(one, two)
    return len(blocks) == 1 and all(0 < len(side) <= FEW for side in blocks[0])


def _blocks(one: Sequence[Word], two: Sequence[Word]) -> list[Block]:
    """Return where two wordings differ, block by block."""
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [Block(one[a:b], two[c:d]) for step, a, b, c, d in steps if step != "equal"]


def telling_change(one: Sequence[Word], two: Sequence[Word]) -> Difference | None:
    """Return in what two nearly equal wordings differ: what was lost on one side with something gained for it."""
    mine, yours = Counter(one), Counter(two)
    blocks = _blocks(one, two)
    changed = Changed(mine - yours, yours - mine)
    if _is_negated(changed):
        return "negation"
    kinds: tuple[Difference, ...] = ("number", "date", "name")
    for kind in kinds:
        lost, gained = changed.of(kind)
        if lost and gained and not (kind == "name" and _are_initials(lost, gained)):
            return kind
    if any(all(len(texts) == 1 for texts in changed.of(kind)) for kind in ("bound", "step")):
        return "number"
    if set.symmetric_difference(*changed.of("number")) & FACTORS.keys():
        return "number"
    if any({word.kind for word in block.lost} & {word.kind for word in block.gained} & {"side"} for block in blocks):
        return "date"
    lost, gained = changed.of("modality")
    if lost != gained and not lost | gained <= REPORTED and ((lost and gained) or (lost | gained) & WEAK):
        return "modality"
    if any(_is_other_deed(block) or _is_other_grade(block) for block in blocks):
        return "modality"
    return "role" if _are_crossed(blocks) or _are_swapped(_bare(one, blocks), _bare(two, blocks)) else None


def _is_other_deed(block: Block) -> bool:
    """Tell whether a verb stands in place of one of another kind ("called for attacks", "carried out attacks")."""
    lost, gained = ({kind for known in _known(side) for kind in known} for side in block)
    return bool(lost and gained) and lost.isdisjoint(gained)


def _known(words: Sequence[Word]) -> Iterator[frozenset[str]]:
    for at, word in enumerate(words):
        if word.kind == "modality":
            yield REPORTED if word.text in REPORTED else frozenset({word.text})
        elif word.text == "to" and any(after.text == "be" for after in words[at + 1 : at + 2]):
            yield frozenset({"plan"})  # "to be published"
        elif not word.kind:
            pair = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
            yield kinds_of(pair) or kinds_of(word.text)


def _is_other_grade(block: Block) -> bool:
    """Tell whether what has come to pass on one side is to come, tried or wished for on the other ("would sign", "signed")."""
    for side, other in (block, tuple(reversed(block))):
        texts = {word.text for word in other}
        bearing = [word for word in side if word.text not in AUXILIARIES]
        if bearing and texts <= AUXILIARIES and all(word.kind == "modality" or _governs(word) for word in bearing):
            is_near = {word.text for word in bearing} <= REPORTED and "be" in texts and "have" not in texts
            return not is_near  # "will resign", "is resigning", "is to resign"
    return False


def _governs(word: Word) -> bool:
    """Tell whether a verb leaves open whether what hangs on it is done ("was asked to")."""
    return not word.kind and bool(kinds_of(word.text) & GOVERNING)


def _are_crossed(blocks: Sequence[Block], kind: str | None = None) -> bool:
    """Tell whether two words have changed places, outside a change from active to passive."""
    gained = {word.text for block in blocks for word in block.gained}
    lost = {word.text for block in blocks for word in block.lost}
    if ("by" in gained) != ("by" in lost):
        return False
    sides = [[_content(side, kind) for side in block] for block in blocks]
    return any(
        sides[i][0] & sides[j][1] and sides[i][1] & sides[j][0]
        for i in range(len(sides))
        for j in range(i + 1, len(sides))
    )


def are_crossed(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether names, or two parts of the very same words, have changed places; half of the order must be the same."""
    if Indel.normalized_similarity(one, two, score_cutoff=HALF) < HALF:
        return False
    blocks = _blocks(one, two)
    return _are_crossed(blocks, "name") or _are_swapped(_bare(one, blocks), _bare(two, blocks))


def _content(words: Sequence[Word], kind: str | None) -> set[str]:
    """Return the words that may play a part; offices come and go with a name."""
    light = load_lexicon("function_words")
    kept = (word for word in words if word.kind in ("", "name") and kind in (None, word.kind))
    return {word.text for word in kept if word.text not in light and not names_office(word.text)}


def _bare(words: Sequence[Word], blocks: Sequence[Block]) -> list[str]:
    """Return the words of a wording without offices, and without what moved as a whole and begins with a preposition."""
    lost, gained = (
        ({tuple(side) for side in sides if side} for sides in zip(*blocks, strict=True)) if blocks else (set(), set())
    )
    moved = [one for one in sorted(lost & gained) if one[0].text in PREPOSITIONS]
    found = list(words)
    for phrase in moved:
        at = next((i for i in range(len(found)) if tuple(found[i : i + len(phrase)]) == phrase), None)
        if at is not None:
            del found[at : at + len(phrase)]
    return [word.text for at, word in enumerate(found) if not _is_office(found[at : at + 2])]


def _is_office(words: Sequence[Word]) -> bool:
    """Tell whether the first of two words says what the name after it is ("senator")."""
    return names_office(words[0].text) and words[-1].kind == "name"


def _are_initials(one: set[str], two: set[str]) -> bool:
    """Tell whether one name is the other's first letters ("IT", "Information Technology")."""
    return any(
        len(short) == 1 and len(long) > 1 and sorted(min(short)) == sorted(word[0] for word in long)
        for short, long in ((one, two), (two, one))
    )


def _is_negated(changed: Changed) -> bool:
    lost, gained = changed.of("")
    opposed = any(are_opposite(word, other) for word in lost for other in gained)
    nots = [sum(n for word, n in side.items() if word.kind == "negation") for side in changed]
    return (nots[0] - nots[1]) % 2 != opposed


def _are_swapped(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether the same words stand in another order that is not merely one part moved: "A sued B", "B sued A"."""
    if one == two or Counter(one) != Counter(two):
        return False
    mine, yours = list(one), list(two)
    while mine and mine[0] == yours[0]:
        mine, yours = mine[1:], yours[1:]
    while mine and mine[-1] == yours[-1]:
        mine, yours = mine[:-1], yours[:-1]
    return not any(mine[at:] + mine[:at] == yours for at in range(1, len(mine)))
