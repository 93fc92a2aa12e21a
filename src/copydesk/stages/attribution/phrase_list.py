"""The phrases of the list, taken apart: what stands before the verb, what behind it, what one needs. Lexicons -> phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from copydesk.lexicon import load_entries
from copydesk.stages.attribution.stance import forms as _forms

NEGATIONS = ("not", "never", "no", "neither", "longer")
"""Words that stand in front of the verb of a phrase."""
Slot = tuple[tuple[str, ...], ...]
"""What may stand at one place of a phrase: alternatives of one word or more, an empty one where it may be left out."""
Phrase = tuple[tuple[str, ...], tuple[Slot, ...], str, str]
"""Words before a verb, the slots behind it, the stance, and "asked" where the phrase counts only as an answer."""
Needed = tuple[frozenset[str], ...]
"""For each slot of a phrase that may not be left out, the words that one of must stand in the sentence, the fewest first."""


class Phrases:
    """The phrases of one verb, found by the words that they need."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._rows = [(_needed(phrase[1]), phrase) for phrase in phrases]
        self._always = [number for number, (needed, _) in enumerate(self._rows) if not needed]
        self._by_word: dict[str, list[int]] = {}
        for number, (needed, _) in enumerate(self._rows):
            for word in needed[0] if needed else ():
                self._by_word.setdefault(word, []).append(number)
        self._words = frozenset(self._by_word)

    def likely(self, wording: frozenset[str]) -> list[Phrase]:
        """Return the phrases of which each word that may not be left out stands in a sentence, by the sentence's words."""
        numbers = {number for word in self._words & wording for number in self._by_word[word]}
        rows = (self._rows[number] for number in sorted(numbers.union(self._always)))
        return [phrase for needed, phrase in rows if not any(map(wording.isdisjoint, needed[1:]))]


@cache
def phrases_by_verb() -> dict[str, Phrases]:
    """Return the phrases with their stances under each of their verbs; "not" in front stands with the verb.

    A slot holds its alternatives, each of one word or more; words in capitals stand for a class of words.
    """
    under: dict[str, list[Phrase]] = {}
    for row in load_entries("stance_cues"):
        slots = [_members(slot) for slot in row.form.split()]
        for form in slots[0]:
            rest, ahead = slots[1:], (form,) if form in NEGATIONS else ()  # type: list[tuple[str, ...]], tuple[str, ...]
            while ahead and rest[0][0] in NEGATIONS:
                ahead, rest = (*ahead, rest[0][0]), rest[1:]
            verbs = rest[0] if ahead else (form,)
            behind = tuple(_alternatives(slot) for slot in (rest[1:] if ahead else rest))
            for verb in verbs:
                first, *more = verb.split("_")
                under.setdefault(first, []).append(
                    (ahead, (*((((word,),)) for word in more), *behind), row.meaning, row.note or "phrase")
                )
    return {verb: Phrases(sorted(set(rows))) for verb, rows in sorted(under.items())}


def _needed(slots: Sequence[Slot]) -> Needed:
    open_ = ((), ("*",))
    needed = (frozenset(form[0] for form in slot) for slot in slots if not any(form in open_ for form in slot))
    return tuple(sorted(needed, key=len))


@cache
def word_classes() -> dict[str, list[str]]:
    """Return the words of each class that phrases name in capitals."""
    found: dict[str, list[str]] = {"PROPOSITION": sorted(_forms("proposition"))}
    for row in load_entries("stance_words"):
        found.setdefault(row.meaning, []).append(row.form.replace(" ", "_"))
    return found


def _members(slot: str) -> tuple[str, ...]:
    """Return the alternatives of one place, the longest first, with the classes among them written out."""
    forms = {member for form in slot.split("/") for member in word_classes().get(form, [form])}
    return tuple(sorted(forms, key=lambda form: (-form.count("_"), form)))


def _alternatives(slot: tuple[str, ...]) -> Slot:
    return tuple(tuple(form.split("_")) if form else () for form in slot)


@cache
def propositions() -> frozenset[Slot]:
    return frozenset((_alternatives(_members("PROPOSITION")),))
