"""What changed between two wordings that are nearly the same, word by word. (Wording, Wording) -> Difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.figures import CURRENCIES
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
"""Two wordings are nearly the same where so large a share of their words stands in both."""
HALF = 0.5
PARTS = frozenset({"", "name"})
"""Kinds of words that may play a part."""
FEW = 3
STEM = 4
"""Words that begin with so many letters alike, and hardly go on otherwise, are derived from one another."""
CONDITIONS = frozenset({"if", "unless", "whether"})
REPORTED = frozenset({"plan", "conditional"})
"""Moods that change with the tense of what frames them: "will", "would"."""
SO_MANY = {"much": "<", "many": "<", "few": ">", "little": ">"}
"""What "as much as" says of the number after it."""
FRACTIONS = frozenset({"half", "third", "quarter", "fifth", "tenth"})
FACTORS = {"percent": "percent", "%": "percent", "half": "half", "each": "each", "every": "each", "apiece": "each"}
"""Words that make another number of the one beside them, though nothing stands in their place ("90 percent of", "90 of")."""
QUANTIFIERS = frozenset(
    {
        "all", "both", "few", "many", "most", "several", "some", "once", "twice", "thrice",
        "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    }
)  # fmt: skip
SIDES = {"before": "before", "until": "before", "till": "before", "after": "after", "since": "after", "start": "after"}
"""On which side of a time a preposition puts what happened."""
STEPS = frozenset({"to", "by"})
"""Before a number: what something came to, and by how much it changed."""
SEXES = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}
AUXILIARIES = frozenset({"be", "do", "have", "to"})
EXCHANGED: dict[Difference, tuple[str, ...]] = {
    "number": ("number", "quantity"),
    "date": ("date",),
    "name": ("name", "sex"),
}
"""Kinds of words none of which may stand for another one, wherever in the sentence."""
OPEN = frozenset({"ask", "order", "allow", "offer", "advise", "attempt", "wish", "plan", "hope", "foresee", "possible"})
"""Kinds of deed that leave open whether what they are about comes to pass."""
PREPOSITIONS = frozenset({"after", "at", "before", "during", "in", "on", "since", "under", "until", "accord", "agree"})
"""Words that begin a circumstance; "according to" has the lemma "accord", which the synonyms lead to "agree"."""


class Block(NamedTuple):
    """Words of one wording in whose place another wording has others, or none; `before` is the word that both have before."""

    lost: Sequence[Word]
    gained: Sequence[Word]
    before: Word | None
    after: Word | None


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
    counted = any(after.tag == "CD" or after.text.lower() in FRACTIONS for after in following)
    number = _number_of(token, following, counted)
    put_off = low == "yet" and following[:1] and following[0].tag == "TO"  # "has yet to resign"
    if is_negator(token) or put_off or (mood is not None and mood[1]):
        return Word("negation", "not")
    if dated and (part := _part_of_date(low)):
        return Word("date", part)
    if number is not None:
        return number
    if side := SIDES.get(low) or SIDES.get(token.lemma.lower()):
        return Word("side", side)
    if token.lemma.lower() in load_lexicon("time_units"):
        return Word("date", token.lemma.lower())
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or low)
    if low in SEXES:
        return Word("sex", SEXES[low])
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0])
    return Word("", low if _may_be_name(token) else group_of(token.lemma))


def _number_of(token: Token, following: Sequence[Token], counted: bool) -> Word | None:
    """Return a word of number, of its bound, of the step that it is, or of its currency."""
    low = token.text.lower()
    if counted and low in SO_MANY and following[0].text.lower() == "as":
        return Word("bound", SO_MANY[low])
    if low in FACTORS:
        return Word("factor", FACTORS[low])
    if low in FRACTIONS and following[:1] and following[0].text.lower() == "of":
        return Word("number", low)
    if low in STEPS and counted:
        return Word("step", low)
    if counted and (bound := bound_of(low)):
        return Word("bound", bound)
    if low in CURRENCIES:
        return Word("", CURRENCIES[low])
    if low in QUANTIFIERS:
        return Word("quantity", low)
    if token.tag == "CD" or low in load_lexicon("number_words"):
        return Word("number", load_lexicon("number_words").get(low, low.replace(",", "")))
    return None


def _may_be_name(token: Token) -> bool:
    """Tell whether a capital letter may be a name's, where the parser saw a noun: such a word is left as it stands."""
    return token.pos == "NOUN" and token.text.istitle() and group_of(token.lemma) == token.lemma.lower()


def _mood_of(token: Token, following: Sequence[Token]) -> tuple[str, bool] | None:
    """Return the grade of certainty that a word gives to what follows; "considered" gives one to a verb alone, and whatever
    governs a verb one of its own ("was asked to").
    """
    low = token.text.lower()
    if low in CONDITIONS:
        return "condition", False
    mood = modality_of(token.lemma) or modality_of(low)
    governs = any(map(_is_governed, following))
    if mood is None and token.pos in ("VERB", "ADJ") and following[:1] and following[0].tag == "TO":
        return group_of(token.lemma), False
    if mood is None or (mood[0] == "possible" and token.pos == "VERB" and not governs):
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
    return 2 * common >= NEARLY * (len(one) + len(two)) or _is_one_change(one, two)


def is_nearly(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether two bare wordings have most of their words in common, in the same order, or half of them and one change."""
    alike = Indel.normalized_similarity(one, two, score_cutoff=HALF)
    return alike >= NEARLY or (alike >= HALF and _is_one_change(one, two))


def _is_one_change(one: Sequence[str], two: Sequence[str]) -> bool:
    """Tell whether a few words stand in one place for a few others, all else being the same."""
    steps = [step for step in SequenceMatcher(None, one, two, autojunk=False).get_opcodes() if step[0] != "equal"]
    return len(steps) == 1 and all(0 < size <= FEW for size in (steps[0][2] - steps[0][1], steps[0][4] - steps[0][3]))


def _blocks(one: Sequence[Word], two: Sequence[Word]) -> list[Block]:
    """Return where two wordings differ, block by block."""
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        Block(one[a:b], two[c:d], one[a - 1] if a else None, one[b] if b < len(one) else None)
        for step, a, b, c, d in steps
        if step != "equal"
    ]


def telling_change(one: Sequence[Word], two: Sequence[Word]) -> Difference | None:
    """Return in what two nearly equal wordings are known to differ."""
    mine, yours = Counter(one), Counter(two)
    blocks = _blocks(one, two)
    changed = Changed(mine - yours, yours - mine)
    if _is_negated(changed):
        return "negation"
    for difference, kinds in EXCHANGED.items():
        lost, gained = (set().union(*side) for side in zip(*map(changed.of, kinds), strict=True))
        if lost and gained and not (difference == "name" and _are_initials(lost, gained)):
            return difference
    if _is_other_number(changed, blocks):
        return "number"
    if any(_is_other_date(block, changed) for block in blocks):
        return "date"
    if any(_is_other_mood(block, changed) or _is_other_deed(block) for block in blocks):
        return "modality"
    turned = _are_crossed(blocks) or _is_turned(blocks) or _are_swapped(_bare(one, blocks), _bare(two, blocks))
    return "role" if turned else None


def _is_other_number(changed: Changed, blocks: Sequence[Block]) -> bool:
    """Tell whether what stands beside a number makes another one of it: a bound, a share, a step, what is counted."""
    lost, gained = (side - {"~"} for side in changed.of("bound"))
    steps = changed.of("step")
    if lost != gained or any(changed.of("factor")) or all(len(step) == 1 for step in steps):
        return True
    return any(side and all(word == Word("step", "to") for word in side) for block in blocks for side in block[:2])


def _is_other_date(block: Block, changed: Changed) -> bool:
    """Tell whether a time is put on the other side of something, or a word is added to a date that both have ("last")."""
    lost, gained = ({word.kind for word in side} for side in block[:2])
    if "side" in lost & gained:
        return True
    beside = {word.kind for word in (block.before, block.after) if word is not None}
    only = [
        [word for word in side if one[word] and (word.kind or _content([word]))]
        for side, one in zip(block[:2], changed, strict=True)
    ]
    told = [word.kind in ("date", "side") for side in only for word in side]
    return bool(told) and all(told) and "date" in beside


def _is_other_mood(block: Block, changed: Changed) -> bool:
    """Tell whether a word of another grade of certainty was put in, left out or exchanged; "will", "would", "is to" are one."""
    lost, gained = (
        {word.text for word in side if word.kind == "modality" and only[word]}
        for side, only in zip(block[:2], changed, strict=True)
    )
    if lost == gained or (lost and gained and lost | gained <= REPORTED) or _share_a_kind(block):
        return False
    other = {word.text for word in (block.gained if lost else block.lost)}
    return bool(lost and gained) or not (lost | gained <= REPORTED and "be" in other and "have" not in other)


def _share_a_kind(block: Block) -> bool:
    lost, gained = _kinds(block.lost), _kinds(block.gained)
    return not lost.isdisjoint(gained)


def _is_other_deed(block: Block) -> bool:
    """Tell whether a verb stands in place of one of another kind ("called for attacks", "carried out attacks")."""
    lost, gained = _kinds(block.lost), _kinds(block.gained)
    if lost and gained:
        return lost.isdisjoint(gained)
    return any(kinds & OPEN and _content(other) for kinds, other in ((lost, block.gained), (gained, block.lost)))


def is_explained(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether each word of two nearly equal wordings that stands in place of another is known to mean the same."""
    mine, yours = Counter(one), Counter(two)
    changed = Changed(mine - yours, yours - mine)
    return not any(_is_unexplained(block, changed) for block in _blocks(one, two))


def _is_unexplained(block: Block, changed: Changed) -> bool:
    light = load_lexicon("function_words")
    lost, gained = (
        {word.text for word in side if only[word] and word.kind in PARTS and word.text not in light}
        for side, only in zip(block[:2], changed, strict=True)
    )
    fewer, more = sorted((lost, gained), key=len)
    return bool(fewer) and not all(any(_are_kin(word, other) for other in more) for word in fewer)


def _are_kin(one: str, two: str) -> bool:
    """Tell whether two words are derived from one another, or tell of deeds of one kind."""
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    return same >= max(STEM, 0.7 * min(len(one), len(two))) or not kinds_of(one).isdisjoint(kinds_of(two))


def _kinds(words: Sequence[Word]) -> set[str]:
    """Return the kinds of deed that words tell of."""
    return {kind for known in _known(words) for kind in known}


def _known(words: Sequence[Word]) -> Iterator[frozenset[str]]:
    for at, word in enumerate(words):
        if word.kind == "modality":
            yield REPORTED if word.text in REPORTED else kinds_of(word.text) | {word.text}
        elif word.text == "to" and any(after.text == "be" for after in words[at + 1 : at + 2]):
            yield frozenset({"plan"})  # "to be published"
        elif not word.kind:
            pair = f"{word.text} {words[at + 1].text}" if at + 1 < len(words) else ""
            yield kinds_of(pair) or kinds_of(word.text)


def _is_turned(blocks: Sequence[Block]) -> bool:
    """Tell whether a verb was put into the passive, or out of it, and all else left where it stands ("is disliked by")."""
    sides = [({word.text for word in b.lost}, {word.text for word in b.gained}) for b in blocks]
    only = [side for pair in sides for side in pair]
    if any("who" in side for side in only) and any("whom" in side for side in only):
        return True
    return any(
        mine[i] == {"by"} and not mine[1 - i] and any(other[i] == {"be"} and not other[1 - i] for other in sides)
        for mine in sides
        for i in (0, 1)
    )


def _are_crossed(blocks: Sequence[Block], kind: str | None = None) -> bool:
    """Tell whether two words have changed places, outside a change from active to passive."""
    gained = {word.text for block in blocks for word in block.gained}
    lost = {word.text for block in blocks for word in block.lost}
    if ("by" in gained) != ("by" in lost):
        return False
    sides = [[_content(side, kind) for side in block[:2]] for block in blocks]
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
    return _are_crossed(blocks, "name") or _is_turned(blocks) or _are_swapped(_bare(one, blocks), _bare(two, blocks))


def _content(words: Sequence[Word], kind: str | None = None) -> set[str]:
    """Return the words that may play a part; offices come and go with a name."""
    light = load_lexicon("function_words")
    kept = (word for word in words if (word.kind in PARTS if kind is None else word.kind == kind))
    return {word.text for word in kept if word.text not in light and not names_office(word.text)}


def _bare(words: Sequence[Word], blocks: Sequence[Block]) -> list[str]:
    """Return the words of a wording without offices, and without what moved as a whole and begins with a preposition."""
    moved = {tuple(block.lost) for block in blocks if block.lost} & {tuple(b.gained) for b in blocks if b.gained}
    found = list(words)
    for phrase in sorted(phrase for phrase in moved if phrase[0].text in PREPOSITIONS):
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
