"""What changed between two wordings that are nearly the same, word by word. (Wording, Wording) -> Difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from copydesk.lexicon import load_lexicon
from copydesk.records import Timex, Token
from copydesk.stages.claims.model import Difference, Word
from copydesk.stages.claims.words import are_opposite, bound_of, group_of, is_negator, modality_of, names_office

NEARLY = 0.75
"""Two wordings are nearly the same where so large a share of their words stands in both, in order."""
WEAK = frozenset({"possible", "conditional"})
REPORTED = frozenset({"plan", "conditional"})
"""Moods that change with the tense of what frames them: "will", "would"."""


class Changed(NamedTuple):
    """Words that only one of two wordings has, with their kinds."""

    lost: Counter[Word]
    gained: Counter[Word]

    def of(self, kind: str) -> tuple[set[str], set[str]]:
        return {text for one, text in self.lost if one == kind}, {text for one, text in self.gained if one == kind}


def word_of(token: Token, following: Sequence[Token], timexes: Sequence[Timex], entity: str | None) -> Word:
    """Return a token as it counts in a comparison: its kind, and the text that must not differ."""
    low = token.text.lower()
    mood = modality_of(token.lemma) or modality_of(low)
    if is_negator(token) or (mood is not None and mood[1]):
        return Word("negation", "not")
    if (part := _part_of_date(low)) and any(timex.span.start <= token.start < timex.span.end for timex in timexes):
        return Word("date", part)
    if token.lemma.lower() in load_lexicon("time_units"):
        return Word("date", token.lemma.lower())
    if (bound := bound_of(low)) and any(after.tag == "CD" for after in following):
        return Word("bound", bound)
    if token.tag == "CD" or low in load_lexicon("number_words"):
        return Word("number", load_lexicon("number_words").get(low, low.replace(",", "")))
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or low)
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0])
    return Word("", group_of(token.lemma))


def _part_of_date(word: str) -> str | None:
    """Return what a word adds to a date, months and days by their number; `None` for "on" and the like."""
    for name in ("months", "weekdays"):
        if (number := load_lexicon(name).get(word.rstrip(".").capitalize())) is not None:
            return f"{name} {number}"
    return None if word in load_lexicon("function_words") else word


def is_nearly(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether two wordings have most of their words in common, in the same order."""
    if min(len(one), len(two)) < 0.6 * max(len(one), len(two), 1):
        return False
    return Indel.normalized_similarity(one, two, score_cutoff=NEARLY) >= NEARLY


def telling_change(one: Sequence[Word], two: Sequence[Word]) -> Difference | None:
    """Return in what two nearly equal wordings differ: what was lost on one side with something gained for it."""
    mine, yours = Counter(one), Counter(two)
    changed = Changed(mine - yours, yours - mine)
    if _is_negated(changed):
        return "negation"
    kinds: tuple[Difference, ...] = ("number", "date", "name")
    for kind in kinds:
        lost, gained = changed.of(kind)
        if lost and gained and not (kind == "name" and _are_initials(lost, gained)):
            return kind
    if all(len(bounds) == 1 for bounds in changed.of("bound")):
        return "number"
    lost, gained = changed.of("modality")
    if lost != gained and not lost | gained <= REPORTED and ((lost and gained) or (lost | gained) & WEAK):
        return "modality"
    return "role" if _are_swapped(one, two) else None


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


def _are_swapped(one: Sequence[Word], two: Sequence[Word]) -> bool:
    """Tell whether the same words stand in another order that is not merely one part moved: "A sued B", "B sued A"."""
    if one == two or Counter(one) != Counter(two):
        return False
    mine, yours = list(one), list(two)
    while mine and mine[0] == yours[0]:
        mine, yours = mine[1:], yours[1:]
    while mine and mine[-1] == yours[-1]:
        mine, yours = mine[:-1], yours[:-1]
    return not any(mine[at:] + mine[:at] == yours for at in range(1, len(mine)))
