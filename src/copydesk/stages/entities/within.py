"""Whom descriptions and pronouns mean inside one article, the surest signs first. Scene -> Person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from copydesk.stages.entities.camps import is_accusing, may_be
from copydesk.stages.entities.fates import fate_of
from copydesk.stages.entities.person import Person
from copydesk.stages.entities.personnouns import opposites, wider_roles
from copydesk.stages.entities.salience import stands_beside, weigh
from copydesk.stages.entities.scenes import Place, Scene
from copydesk.text.names import Sex

_PROTAGONIST = 0.45
"""Share of an article's names from which on a person is the one that it is about."""


class Setting(NamedTuple):
    """A scene with what other articles tell of it: its story's group, and whom a title stands for, by the title's last token."""

    scene: Scene
    group: str
    held: Mapping[int, str]


class Page:
    """Goes through one article from top to bottom and gives each place to a person.

    `sexes` and `roles` are what other articles tell of the entities named in it.
    """

    def __init__(self, setting: Setting, sexes: Mapping[str, Sex], roles: Mapping[str, frozenset[str]]) -> None:
        self.setting = setting
        self.scene, self.group, self.held = setting
        self.points = {place.head: place for place in self.scene.places}
        self.at: dict[int, Person] = {}
        self.recent: list[tuple[Place, Person]] = []
        self.named = self._meet_named(sexes, roles)
        self.pairs = self._meet_pairs()
        self.people: list[Person] = [*self.named.values(), *dict.fromkeys(self.pairs.values())]
        for point in self.scene.places:
            person = self.at.get(point.head) or self._meant(point)
            if person is not None:
                self.at[point.head] = person
                person.take(point, self._owner(point))
                self.recent.append((point, person))
        self.people = [person for person in self.people if person.points]

    def _meet_named(self, sexes: Mapping[str, Sex], roles: Mapping[str, frozenset[str]]) -> dict[str, Person]:
        """Return those whom the article names, with what the grammar and other articles say that they are."""
        named: dict[str, Person] = {}
        for point in self.scene.places:
            if point.key is not None:
                if point.key not in named:
                    wide = {wide for role in roles.get(point.key, ()) for wide in wider_roles(role)}
                    named[point.key] = Person(point.key, sexes.get(point.key, point.sex), many=False, roles=wide)
                person = named[point.key]
                person.names += 1
                person.ages |= {point.age} if point.age is not None else set()
                self.at[point.head] = person
        for point in self.scene.places:
            key = self.held.get(point.head)
            if point.form == "description" and key in named:
                self.at[point.head] = named[key]
            anchor = point.anchor if point.form == "description" else None
            if anchor is not None and anchor in self.at:
                self.at[anchor].learn(point)
                self.at[anchor].sure_sexes.update([point.sex] if point.sex is not None else [])
        for person in named.values():
            person.sure_roles = frozenset(person.roles)
        return named

    def _meet_pairs(self) -> dict[int, Person]:
        """Return two names that "and" joins as several persons, whom "they", "we" and "the producers" may mean, by either head."""
        pairs: dict[int, Person] = {}
        for a, b in self.scene.pairs:
            members = frozenset({self.points[a].key, self.points[b].key})
            known = next((pair for pair in pairs.values() if pair.members == members), None)
            pairs[a] = pairs[b] = known or Person(None, None, many=True, members=members)
        for point in self.scene.places:
            if point.pair is not None:
                pairs[point.pair].learn(point)
                self.at[point.head] = pairs[point.pair]
        return pairs

    def _owner(self, point: Place) -> Person | None:
        return self.at.get(point.owner) if point.owner is not None else None

    def _meant(self, point: Place) -> Person | None:
        if point.anchor is not None and point.anchor in self.at:
            return self.at[point.anchor]
        if point.form == "pronoun":
            return self._by_pronoun(point)
        if "beside" in point.marks:
            return None
        found = self._described(point)
        if found is None:
            found = Person(None, point.sex, point.many)
            self.people.append(found)
        return found

    # --- pronouns ---------------------------------------------------------------------------------

    def _by_pronoun(self, point: Place) -> Person | None:
        speaker = self._speaker(point)
        if point.word in ("i", "we"):
            return speaker if speaker is not None and speaker.many == point.many else None
        if point.word == "who":
            return None
        ahead = (self.at[head] for head in point.ahead)
        if (first := next((person for person in ahead if person.fits(point)), None)) is not None:
            return first
        weights = {person: weight for person, weight in self._weights(point).items() if person is not speaker}
        if weights:
            return max(weights, key=lambda person: weights[person])
        if point.word == "they":
            return None
        far = (person for _, person in reversed(self.recent))
        found = next((person for person in far if person.fits(point) and person is not speaker), None)
        return found or self._named_behind(point)

    def _weights(self, point: Place) -> dict[Person, float]:
        near: Iterable[tuple[Place, Person]] = reversed(self.recent)
        if point.many and self.pairs:
            near = ((before, self.pairs.get(before.head, person)) for before, person in near)
        return weigh(point, near)

    def _person_at(self, head: int, many: bool) -> Person:
        return self.pairs[head] if many and head in self.pairs else self.at[head]

    def _speaker(self, point: Place) -> Person | None:
        """Return who speaks the quotation around a place; `"I fell," he said`: who "he" is settles who "I" is."""
        head = point.speaker
        if head is None:
            return None
        if head not in self.at and head > point.head:
            person = self._meant(self.points[head])
            if person is not None:
                self.at[head] = person
        return self._person_at(head, point.many) if head in self.at else None

    def _named_behind(self, point: Place) -> Person | None:
        behind = (p for p in self.scene.places if p.sentence == point.sentence and p.head > point.head)
        people = (self.at[other.head] for other in behind if other.key is not None)
        return next((person for person in people if person.fits(point)), None)

    # --- descriptions -----------------------------------------------------------------------------

    def _described(self, point: Place) -> Person | None:
        """Return who is meant by a description: whose they are, who is called so, for "the man" who stands near."""
        if point.other:
            return None
        owner = self._owner(point)
        if owner is not None:
            fitting = (p for p in self.people if p is not owner and p.fits(point))
            return self._owned(point, owner, self._away_from(point, fitting))
        if "kin" in point.marks and point.lead == "whose":
            return None
        called = (p for p in self.people if point.word in p.roles and p.fits(point))
        same = self._away_from(point, (p for p in called if self._is_one(point, p)))
        if same:
            return max(same, key=lambda p: p.points[-1].head if p.points else -1)
        if point.lead != "the" or point.many or not point.marks & {"anyone", "epithet"}:
            return None
        allowed = (p for p in self.people if p.fits(point) and may_be(p.roles, point.word))
        return self._taken_up(point, self._away_from(point, allowed))

    def _taken_up(self, point: Place, fitting: list[Person]) -> Person | None:
        """Return whom "the man" and "the actress" take up: one who stands near, or whom the article is about."""
        if is_accusing(point.word):
            fitting = [p for p in fitting if not self._speaks(p)]
        if "anyone" in point.marks:
            weights = self._weights(point)
            near = [person for person in fitting if person in weights]
            if near:
                return max(near, key=lambda person: weights[person])
        return self._protagonist(fitting)

    def _away_from(self, point: Place, people: Iterable[Person]) -> list[Person]:
        return [p for p in people if not stands_beside(point, p.points[-3:])]

    def _speaks(self, person: Person) -> bool:
        """Tell whether a quotation or what is reported so far is somebody's words."""
        return any(place.speaks for place in person.points)

    def _owned(self, point: Place, owner: Person, fitting: list[Person]) -> Person | None:
        """Return who is "his grandfather": who was called so before, whose grandson he is, the one so called by name."""
        same = (p for p in reversed(fitting) if (owner, point.word) in p.owners)
        theirs = [of for of, role in owner.owners if role in opposites(point.word)]
        called = [p for p in fitting if p.key is not None and point.word in p.roles]
        found = next(same, None) or next((p for p in reversed(fitting) if p in theirs), None)
        return found or (called[0] if len(called) == 1 else None)

    def _is_one(self, point: Place, person: Person) -> bool:
        """Tell whether the same words mean the same person: "a" brings in somebody new, but for the first lines of an article."""
        if point.proper and person.proper and not point.proper & person.proper:
            return False
        if point.many and not self._shares_fate(point, person):
            return False
        if point.lead != "a":
            return True
        return bool(person.points) and person.points[0].sentence <= 1 and point.sentence <= 3

    def _shares_fate(self, point: Place, person: Person) -> bool:
        """Tell whether people can be those who were killed, or those who were hurt: never both."""
        fate = fate_of(set(point.deeds))
        return fate is None or fate_of(person.deeds()) in (None, fate)

    def _protagonist(self, fitting: list[Person]) -> Person | None:
        total = sum(person.names for person in self.named.values())
        lead = max(fitting, key=lambda person: person.names, default=None)
        return lead if lead is not None and lead.names >= max(2.0, _PROTAGONIST * total) else None
