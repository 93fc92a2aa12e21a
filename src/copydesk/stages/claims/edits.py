"""What changed between two wordings that are nearly the same, word by word. (Wording, Wording) -> Difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Indel

from copydesk.lexicon import load_lexicon
from copydesk.stages.claims.model import Difference, Word
from copydesk.stages.claims.words import are_opposite, kinds_of, names_office

NEARLY = 0.75
"""Two wordings are nearly the same where so large a share of their words stands in both, in the same order."""
MOSTLY = 0.71
"""The same where only half of the order is."""
HALF = 0.5
PARTS = frozenset({"", "name"})
"""Kinds of words that may play a part."""
TELLING = frozenset({"", "name", "date", "side", "quantity"})
"""Kinds of words that must be known to mean what they stand for."""
MODIFIERS = frozenset({"acting", "assistant", "deputy", "interim", "vice"})
"""Words that make another office of the one after them."""
FEW = 3
STEM = 4
"""Words that begin with so many letters alike, and hardly go on otherwise, are derived from one another."""
REPORTED = frozenset({"plan", "conditional"})
"""Moods that change with the tense of what frames them: "will", "would"."""
AUXILIARIES = frozenset({"be", "do", "have", "to"})
EXCHANGED: dict[Difference, set[str]] = {"number": {"number", "quantity"}, "date": {"date"}, "name": {"name", "sex"}}
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


def _blocks(one: Sequence[Word], two: Sequence[Word]) -> list[Block]:
    """Return where two wordings differ, block by block."""
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [
        Block(one[a:b], two[c:d], one[a - 1] if a else None, one[b] if b < len(one) else None)
        for step, a, b, c, d in steps
        if step != "equal"
    ]


def _changed(one: Sequence[Word], two: Sequence[Word]) -> Changed:
    mine, yours = Counter(one), Counter(two)
    return Changed(mine - yours, yours - mine)


def telling_change(one: Sequence[Word], two: Sequence[Word]) -> Difference | None:
    """Return in what two nearly equal wordings are known to differ."""
    blocks, changed = _blocks(one, two), _changed(one, two)
    if _is_negated(changed):
        return "negation"
    for difference, kinds in EXCHANGED.items():
        lost, gained = (set().union(*side) for side in zip(*map(changed.of, sorted(kinds)), strict=True))
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
    return any(
        side and (all(word == Word("step", "to") for word in side) or _counts_out(side, block))
        for block in blocks
        for side in block[:2]
    )


def _counts_out(side: Sequence[Word], block: Block) -> bool:
    """Tell whether a word of quantity was put before a number ("all but two")."""
    number = block.after is not None and block.after.kind == "number"
    return number and any(word.kind == "quantity" for word in side)


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
    is_kin = not _kinds(block.lost).isdisjoint(_kinds(block.gained))
    if lost == gained or is_kin or (lost and gained and lost | gained <= REPORTED):
        return False
    other = {word.text for word in (block.gained if lost else block.lost)}
    return bool(lost and gained) or not (lost | gained <= REPORTED and "be" in other and "have" not in other)


def _is_other_deed(block: Block) -> bool:
    """Tell whether a verb stands in place of one of another kind ("called for attacks", "carried out attacks")."""
    lost, gained = _kinds(block.lost), _kinds(block.gained)
    if lost and gained:
        return lost.isdisjoint(gained)
    return any(kinds & OPEN and _content(other) for kinds, other in ((lost, block.gained), (gained, block.lost)))


def is_explained(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether each word of two nearly equal wordings that stands in place of another is known to mean the same."""
    changed = _changed(one, two)
    return not any(_is_unexplained(block, changed) for block in _blocks(one, two))


def _is_unexplained(block: Block, changed: Changed) -> bool:
    light = load_lexicon("function_words")
    lost, gained = (
        {word.text for word in side if only[word] and word.kind in TELLING and word.text not in light}
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
    """Tell whether a verb was put into the passive, or out of it, and all else left where it stands ("is disliked by"), "who"
    into "whom", or an office into another ("deputy").
    """
    sides = [({word.text for word in b.lost}, {word.text for word in b.gained}) for b in blocks]
    only = [side for pair in sides for side in pair]
    is_who = any("who" in side for side in only) and any("whom" in side for side in only)
    if is_who or any(side and side <= MODIFIERS for side in only):
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
