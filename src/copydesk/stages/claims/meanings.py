"""How much words tell in a pile, which of them are near in meaning, and what two statements share. Statement -> share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from copydesk.stages.claims.model import Statement
from copydesk.stages.claims.vectors import near_words
from copydesk.stages.claims.words import are_opposite, is_light

PREDICATE = 1.5
"""How much more the word that says what is done counts than others."""
NAME = 0.6
"""How much less a name counts: statements about one person are many."""
LIGHT = 0.3
"""How much less a word counts that says little ("people", "take")."""
NUMBER = 1.3
STEM = 5
"""Words that begin with so many letters alike, and are alike in most of them, are near in meaning."""
DERIVED = 0.8


class Meanings(NamedTuple):
    """How much each word tells, and how near other words of the pile are to it, 0 to 1."""

    weights: Mapping[str, float]
    near: Mapping[str, Mapping[str, float]]

    def weigh(self, statement: Statement) -> dict[str, float]:
        """Return how much each word of a statement tells, numbers among them."""
        found = {word: self.weights.get(word, 1.0) * _kind(word, statement) for word in sorted(statement.words)}
        for slot, value in sorted(statement.numbers):
            found[value] = self.weights.get(value, 1.0) * (0.0 if slot == "age" else NUMBER)
        return found

    def share(self, one: Mapping[str, float], two: Mapping[str, float]) -> float:
        """Return what share of the weight of two sets of words lies on words that both have, or have words near to."""
        total = sqrt(sum(one.values()) * sum(two.values()))
        if not total:
            return 0.0
        common = sum(min(weight, two[word]) for word, weight in one.items() if word in two)
        mine, yours = ({w: n for w, n in a.items() if w not in b} for a, b in ((one, two), (two, one)))
        pairs = [
            (likeness * min(weight, yours[other]), word, other)
            for word, weight in mine.items()
            for other, likeness in self.near.get(word, {}).items()
            if other in yours
        ]
        taken: set[str] = set()
        for gain, word, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
            if word not in taken and other not in taken:
                taken |= {word, other}
                common += gain
        return min(1.0, common / total)


def _kind(word: str, statement: Statement) -> float:
    if word == statement.predicate:
        return LIGHT if is_light(statement.form, "verb") else PREDICATE
    if word in statement.names or word == statement.subject:
        return NAME
    return LIGHT if is_light(word, "noun") or is_light(word, "verb") else 1.0


def read_meanings(statements: Sequence[Statement]) -> Meanings:
    """Return what the words of a pile's statements tell: the rarer among distinct statements, the more."""
    distinct = {statement.words | {value for _, value in statement.numbers} for statement in statements}
    counts: dict[str, int] = {}
    for each in distinct:
        for word in each:
            counts[word] = counts.get(word, 0) + 1
    named = {name for statement in statements for name in statement.names}
    words = [word for word in sorted(counts) if word not in named and not word[:1].isdigit()]
    weights = {word: log(1 + len(distinct) / count) for word, count in sorted(counts.items())}
    return Meanings(weights, _joined(near_words(words), _derived(words)))


def _derived(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the words that look derived from one another ("detect", "detection")."""
    by_stem: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= STEM and word.isalpha():
            by_stem.setdefault(word[:STEM], []).append(word)
    pairs = ((one, two) for group in by_stem.values() for one in group for two in group if one != two)
    found: dict[str, dict[str, float]] = {}
    for one, two in pairs:
        same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
        if same >= 0.7 * min(len(one), len(two)):
            found.setdefault(one, {})[two] = DERIVED
    return found


def _joined(*maps: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the highest likeness of each pair of words; opposites are not near, whatever else they share."""
    found: dict[str, dict[str, float]] = {}
    for one in maps:
        for word, others in one.items():
            mine = found.setdefault(word, {})
            for other, likeness in others.items():
                if not are_opposite(word, other):
                    mine[other] = max(likeness, mine.get(other, 0.0))
    return found


def rarest(words: Iterable[str], weights: Mapping[str, float], most: int) -> list[str]:
    """Return the words that tell most, the rarest first."""
    return sorted(words, key=lambda word: (-weights.get(word, 1.0), word))[:most]
