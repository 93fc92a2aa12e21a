"""Those whom no name tells, across the articles of a group: called the same, or the same is told of them. Page -> keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations

from copydesk.stages.entities.camps import SIDES
from copydesk.stages.entities.fates import fate_of
from copydesk.stages.entities.person import Person, same_age
from copydesk.stages.entities.personnouns import VAGUE, wider_roles
from copydesk.stages.entities.within import Page
from copydesk.text.names import Sex

_ENOUGH = 0.3
_COUNT, _AGE, _OPENS = 0.6, 1.0, 0.2
"""What it says that two parties are equally many, of one age, or both stand in the first lines of their articles."""
_APART = 0.25
"""Share of the articles in which two parties may both stand and yet be one."""
_COMMON = 40
"""Parties from which on a sign that all of them bear brings none of them together."""

_ANY_PEOPLE = VAGUE | {"victim", "casualty", "fatality"}
"""Words for several people that say nothing but that they were harmed."""

Signs = Mapping[Person, Mapping[str, float]]
"""What is told of each person, each sign with what it weighs."""


@dataclass(eq=False)
class Party:
    """Persons, one an article or a few, who are taken for one; `told` counts what is told of them, `opens` the first lines."""

    many: bool
    is_named: bool
    size: int = 0
    opens: int = 0
    told: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    sexes: set[Sex] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)

    def add(self, person: Person, page: Page, signs: Mapping[str, float]) -> None:
        """Count a person of an article in."""
        self.size += 1
        self.opens += person.points[0].sentence <= 1
        self.told.update(signs.keys())
        self.articles[page.scene.article] += 1
        self.sexes |= {person.sex} if person.sex is not None else set()
        self.ages |= person.ages
        self.counts |= person.counts

    def absorb(self, other: Party) -> None:
        """Take over another party that proves to be this one."""
        self.size += other.size
        self.opens += other.opens
        self.told += other.told
        self.articles += other.articles
        self.sexes |= other.sexes
        self.ages |= other.ages
        self.counts |= other.counts

    def contradicts(self, other: Party) -> bool:
        """Tell whether two parties cannot be one: by number, name, age, sex or side, or because articles hold both."""
        if self.many != other.many or (self.is_named and other.is_named) or not same_age(self.ages, other.ages):
            return True
        told = (
            (self.sexes, other.sexes),
            (self.counts, other.counts),
            (self._sides(), other._sides()),
            (self._fates(), other._fates()),
        )
        both = len(self.articles.keys() & other.articles.keys())
        return any(a and b and not a & b for a, b in told) or both > _APART * min(
            len(self.articles), len(other.articles)
        )

    def _fates(self) -> set[str]:
        fate = fate_of(self.told.keys()) if self.many else None
        return {fate} if fate is not None else set()

    def _sides(self) -> set[str]:
        return {side for side in SIDES if self.told[side] > 0}


def join_unnamed(pages: Sequence[Page], known: Mapping[Person, str], signs: Signs) -> dict[Person, str]:
    """Return a key for all of a group whom `known` lacks: one for those who share what they are called, or what is told.

    Somebody of whom enough of a known person is told gets the key of that person.
    """
    called = _called(pages, known, signs)
    parties: dict[str, Party] = {}
    weights: dict[str, float] = {}
    for page in pages:
        for person in page.people:
            key = known.get(person) or called[person]
            parties.setdefault(key, Party(person.many, person in known)).add(person, page, signs[person])
            weights.update(signs[person])
    into = _Merging(parties, weights).into if pages[0].group else {}
    return {person: _last(into, key) for person, key in called.items()}


def _last(into: Mapping[str, str], key: str) -> str:
    while key in into:
        key = into[key]
    return key


class _Merging:
    """Joins the two parties that are most alike as long as any are alike enough; `into` says which went into which."""

    def __init__(self, parties: dict[str, Party], weights: Mapping[str, float]) -> None:
        self.parties, self.weights = parties, weights
        self.into: dict[str, str] = {}
        self.total: Counter[str] = Counter()
        self.near: dict[str, set[str]] = defaultdict(set)
        for a, b in self._pairs():
            self.near[a].add(b)
            self.near[b].add(a)
        self.ranked = [
            row for a in sorted(self.near) for b in sorted(self.near[a]) if a < b for row in self._rank(a, b)
        ]
        heapify(self.ranked)
        while self.ranked:
            self._take(heappop(self.ranked))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        bearers: dict[str, list[str]] = defaultdict(list)
        for key, party in sorted(self.parties.items()):
            self.total.update(party.told)
            for sign in party.told:
                bearers[sign].append(key)
        for keys in bearers.values():
            yield from combinations(keys, 2) if len(keys) <= _COMMON else ()

    def _rank(self, a: str, b: str) -> Iterator[tuple[float, str, str, int]]:
        likeness = self._likeness(self.parties[a], self.parties[b])
        if likeness >= _ENOUGH:
            yield -likeness, min(a, b), max(a, b), self.parties[a].size + self.parties[b].size

    def _take(self, row: tuple[float, str, str, int]) -> None:
        _, a, b, size = row
        if a not in self.parties or b not in self.parties or self.parties[a].size + self.parties[b].size != size:
            return  # one of them has become another since
        kept, gone = (b, a) if self.parties[b].is_named else (a, b)
        self.parties[kept].absorb(self.parties.pop(gone))
        self.into[gone] = kept
        self.near[kept] |= self.near.pop(gone)
        for other in sorted((self.near[kept] & self.parties.keys()) - {kept}):
            self.near[other].add(kept)
            for found in self._rank(kept, other):
                heappush(self.ranked, found)

    def _likeness(self, a: Party, b: Party) -> float:
        """Return what the signs that two parties share say: more where few others bear them, and where most of each do."""
        if a.contradicts(b):
            return 0.0
        score = _COUNT if a.counts & b.counts else 0.0
        score += _AGE if a.ages & b.ages else 0.0
        score += _OPENS if a.opens * 2 > a.size and b.opens * 2 > b.size else 0.0
        for sign in sorted(a.told.keys() & b.told.keys()):
            both, rate = a.told[sign] + b.told[sign], min(a.told[sign] / a.size, b.told[sign] / b.size)
            score += self.weights[sign] * both / self.total[sign] * rate**0.5
        return score


def _called(pages: Sequence[Page], known: Mapping[Person, str], signs: Signs) -> dict[Person, str]:
    """Return one key for all of a group who share what they are called, those in the plural apart.

    Of those called nothing but "people", the first dead and the first hurt of each article are one.
    """
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    found: dict[Person, str] = {}
    for page in pages:
        harmed = _first_harmed(page, known, signs)
        for person in page.people:
            if person not in known:
                words = [p.word for p in person.points if p.form == "description" and p.word not in VAGUE]
                called = dict.fromkeys(wide for word in words for wide in (word, *sorted(wider_roles(word))))
                many = " many" if person.many else ""
                called |= dict.fromkeys([harmed[person]] if person in harmed else [])
                own = f"{page.scene.article} {person.points[0].head}"
                names = [f"{page.group} {word}{many}" for word in called] or [own]
                found[person] = names[0]
                for name in names[1:]:
                    first, second = sorted((root(name), root(names[0])))
                    parent[second] = first
    return {person: root(key) for person, key in found.items()}


def _first_harmed(page: Page, known: Mapping[Person, str], signs: Signs) -> dict[Person, str]:
    """Return the first people of an article who are told to be dead, the first told to be hurt, and those who are as many again."""
    first: dict[str, Person] = {}
    found: dict[Person, str] = {}
    for person in sorted(page.people, key=lambda person: person.points[0].head):
        words = {p.word for p in person.points if p.form == "description"}
        if person not in known and words and words <= _ANY_PEOPLE:
            fate = fate_of(signs[person].keys())
            if fate is not None and (first.setdefault(fate, person) is person or first[fate].counts & person.counts):
                found[person] = fate
    return found
