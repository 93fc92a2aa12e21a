"""How much words tell in a pile, which of them are near in meaning, and what two statements share. Statement -> share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Any, NamedTuple

from copydesk.stages.claims.model import Statement, Word
from copydesk.stages.claims.vectors import near_words, read_vectors
from copydesk.stages.claims.words import are_opposite, common_start, is_light

PREDICATE = 1.5
"""How much more the word that says what is done counts than others."""
NAME = 0.6
"""How much less a name counts: statements about one person are many."""
LIGHT = 0.3
"""How much less a word counts that says little ("people", "take")."""
NUMBER = 1.3
WORDS, MARKS, SCALE = 0.5, 0.6, 0.5 / 1.12
"""What words in common and marks in common add to the likeness of two wholes; set on the half dev of the pairs of
sentences so that a sum of 1.12 counts as half of all words.
"""
MARKED = frozenset({"name", "number", "date"})
NO_MARKS = 0.5
STEM = 5
"""Words that begin with so many letters alike, and are alike in most of them, are near in meaning."""
DERIVED = 0.8


class Weighed(NamedTuple):
    """How much each word of a statement tells, its names, numbers and dates, and roots of sums: of all words, without
    numbers, without names.
    """

    words: Mapping[str, float]
    marks: frozenset[Word]
    total: float
    uncounted: float
    unnamed: float


class Bounds(NamedTuple):
    """The most that the closeness of two statements can be: by all words, without numbers, without names."""

    total: float
    uncounted: float
    unnamed: float


class Meanings(NamedTuple):
    """How much each word tells, and how near other words of the pile are to it, 0 to 1."""

    weights: Mapping[str, float]
    near: Mapping[str, Mapping[str, float]]
    vectors: Mapping[tuple[str, ...], Any]
    weighed: dict[Statement, Weighed]

    def reach(self, statement: Statement) -> frozenset[str]:
        """Return the words of a statement and all that are near to one of them."""
        words = self.weigh(statement)
        return frozenset(words).union(*(self.near[word] for word in words if word in self.near))

    def bound(self, one: Statement, two: Statement, reach: frozenset[str]) -> Bounds:
        """Return bounds of the closeness of two statements, for little cost; `reach` is that of the second."""
        mine, yours, sense = self._weighed(one), self._weighed(two), self._sense(one, two)
        common = sum([weight for word, weight in mine.words.items() if word in reach])
        marks = 1.0 if not mine.marks.isdisjoint(yours.marks) else NO_MARKS

        def most(total: float, marks: float) -> float:
            share = common / total if total else 1.0
            return share if sense is None else max(share, SCALE * (sense + WORDS * share + MARKS * marks))

        none_alike = marks < 1 and bool(mine.marks or yours.marks)
        return Bounds(
            most(mine.total * yours.total, 0.0 if none_alike else marks),
            most(mine.uncounted * yours.uncounted, marks),
            most(mine.unnamed * yours.unnamed, marks),
        )

    def _without(self, one: Statement, left_out: Collection[str]) -> Mapping[str, float]:
        words = self.weigh(one)
        return {word: weight for word, weight in words.items() if word not in left_out} if left_out else words

    def _sense(self, one: Statement, two: Statement) -> float | None:
        mine, yours = self.vectors.get(one.text), self.vectors.get(two.text)
        return None if mine is None or yours is None else float(mine @ yours)

    def closeness(self, one: Statement, two: Statement, left_out: Collection[str] = ()) -> float:
        """Return how close two statements are, 0 to 1, by their words, by the sense of the whole, and by the names, numbers
        and dates that only one of them has; `left_out` are words that are told as their difference.
        """
        share = self.share(self._without(one, left_out), self._without(two, left_out))
        sense = self._sense(one, two)
        if sense is None:
            return share
        return max(share, SCALE * (sense + WORDS * share + MARKS * self._marks_in_common(one, two, left_out)))

    def weigh(self, statement: Statement) -> Mapping[str, float]:
        """Return how much each word of a statement tells, numbers among them."""
        return self._weighed(statement).words

    def _weighed(self, statement: Statement) -> Weighed:
        """Return what is worked out once of a statement."""
        if statement not in self.weighed:
            self.weighed[statement] = self._weigh(statement)
        return self.weighed[statement]

    def _weigh(self, statement: Statement) -> Weighed:
        found = {word: self.weights.get(word, 1.0) * _kind(word, statement) for word in sorted(statement.words)}
        for slot, value in sorted(statement.numbers):
            found[value] = self.weights.get(value, 1.0) * (0.0 if slot == "age" else NUMBER)
        numbers = {value for _, value in statement.numbers}
        sums = (
            sum(weight for word, weight in found.items() if word not in left_out)
            for left_out in ((), numbers, statement.names)
        )
        marks = frozenset(word for word in statement.wording if word.kind in MARKED)
        return Weighed(found, marks, *map(sqrt, sums))

    def _marks_in_common(self, one: Statement, two: Statement, left_out: Collection[str]) -> float:
        """Return what share of the names, numbers and dates of two statements both have."""
        mine, yours = self._weighed(one).marks, self._weighed(two).marks
        if left_out:
            mine, yours = (frozenset(w for w in marks if w.text not in left_out) for marks in (mine, yours))
        if not (mine or yours):
            return NO_MARKS
        both, all_ = (
            sum(self.weights.get(text, 1.0) for text in sorted(word.text for word in words))
            for words in (mine & yours, mine | yours)
        )
        return both / all_ if all_ else NO_MARKS

    def contained(self, one: Statement, two: Statement) -> float:
        """Return what share of the weight of the shorter of two statements lies on words that both have."""
        mine, yours = self.weigh(one), self.weigh(two)
        least = min(sum(mine.values()), sum(yours.values()))
        return sum(min(weight, yours[word]) for word, weight in mine.items() if word in yours) / least if least else 0.0

    def share(self, one: Mapping[str, float], two: Mapping[str, float]) -> float:
        """Return what share of the weight of two sets of words lies on words that both have, or have words near to."""
        total = sqrt(sum(one.values()) * sum(two.values()))
        if not total:
            return 0.0
        common = sum(min(weight, two[word]) for word, weight in one.items() if word in two)
        mine, yours = ({w: n for w, n in a.items() if w not in b} for a, b in ((one, two), (two, one)))
        pairs = [
            (near[other] * min(weight, yours[other]), word, other)
            for word, weight in mine.items()
            if (near := self.near.get(word))
            for other in near.keys() & yours.keys()
        ]
        taken: set[str] = set()
        for gain, word, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
            if word not in taken and other not in taken:
                taken |= {word, other}
                common += gain
        return min(1.0, common / total)


def _marks_of(statement: Statement) -> frozenset[str]:
    marks = (word.text for word in statement.wording if word.kind in MARKED)
    return frozenset((*marks, *(value for _, value in statement.numbers)))


def _kind(word: str, statement: Statement) -> float:
    if word == statement.predicate:
        return LIGHT if is_light(statement.form, "verb") else PREDICATE
    if word in statement.names or word == statement.subject:
        return NAME
    return LIGHT if is_light(word, "noun") or is_light(word, "verb") else 1.0


def read_meanings(statements: Sequence[Statement]) -> Meanings:
    """Return what the words of a pile's statements tell: the rarer among distinct statements, the more."""
    distinct = {statement.words | _marks_of(statement) for statement in statements}
    counts: dict[str, int] = {}
    for each in distinct:
        for word in each:
            counts[word] = counts.get(word, 0) + 1
    named = {name for statement in statements for name in statement.names}
    words = [word for word in sorted(counts) if word not in named and not word[:1].isdigit()]
    weights = {word: log(1 + len(distinct) / count) for word, count in sorted(counts.items())}
    vectors = read_vectors([statement.text for statement in statements])
    return Meanings(weights, _joined(near_words(words), _derived(words)), vectors, {})


def _derived(words: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the words that look derived from one another ("detect", "detection")."""
    by_stem: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= STEM and word.isalpha():
            by_stem.setdefault(word[:STEM], []).append(word)
    pairs = ((one, two) for group in by_stem.values() for one in group for two in group if one != two)
    found: dict[str, dict[str, float]] = {}
    for one, two in pairs:
        if common_start(one, two) >= 0.7 * min(len(one), len(two)):
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
