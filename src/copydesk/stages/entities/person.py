"""Somebody in one article, as descriptions and pronouns are brought to them. Place -> Person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from copydesk.stages.entities.personnouns import wider_roles
from copydesk.stages.entities.scenes import Place
from copydesk.text.names import Sex


@dataclass(eq=False)
class Person:
    """Somebody in one article: the entity's id where a name tells it, what they are called, where they stand.

    `owners` say whose they are and what ("her lawyer"); `members` are the entities of two names that "and" joins; `names` counts
    how often they are named. `sure_roles` and `sure_sexes` are what the grammar tells beside the names, without a guess.
    """

    key: str | None
    sex: Sex | None
    many: bool
    roles: set[str] = field(default_factory=set)
    owners: list[tuple[Person, str]] = field(default_factory=list)
    proper: set[str] = field(default_factory=set)
    ages: set[int] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)
    points: list[Place] = field(default_factory=list)
    members: frozenset[str | None] = frozenset()
    names: int = 0
    sure_roles: frozenset[str] = frozenset()
    sure_sexes: Counter[Sex] = field(default_factory=Counter)

    def fits(self, point: Place) -> bool:
        """Tell whether number, count, sex and age let a place mean this person."""
        if self.many != point.many or (point.age is not None and not same_age({point.age}, self.ages)):
            return False
        if point.number is not None and self.counts and point.number not in self.counts:
            return False
        return point.sex is None or self.sex is None or self.sex == point.sex

    def take(self, point: Place, owner: Person | None) -> None:
        """Add a place, with what it tells of the person."""
        self.points.append(point)
        self.learn(point)
        if point.form == "description":
            self.proper |= point.proper
            self.owners += [(owner, point.word)] if owner is not None and (owner, point.word) not in self.owners else []

    def deeds(self) -> set[str]:
        """Return what the person does and undergoes."""
        return {deed for place in self.points for deed in place.deeds}

    def learn(self, point: Place) -> None:
        """Take note of the sex, the age and the role that a place tells."""
        self.sex = self.sex or (None if self.many else point.sex)
        self.counts |= {point.number} if point.number is not None else set()
        self.ages |= {point.age} if point.age is not None else set()
        self.roles |= wider_roles(point.word) if point.form == "description" else set()


def same_age(a: Set[int], b: Set[int]) -> bool:
    """Tell whether two sets of ages can be one person's: none is known, or two differ by a year at most."""
    return not a or not b or any(abs(x - y) <= 1 for x in a for y in b)
