"""Persons across the articles of a group: whom a description means where no name stands beside it. Page -> keys."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from copydesk.stages.entities.camps import KEEPING, SIDES, camp_of
from copydesk.stages.entities.cases import join_unnamed
from copydesk.stages.entities.person import Person, same_age
from copydesk.stages.entities.personnouns import opposites
from copydesk.stages.entities.salience import stands_beside
from copydesk.stages.entities.scenes import Place
from copydesk.stages.entities.within import Page
from copydesk.text.names import Sex

_ROUNDS = 3
"""How often the descriptions are gone through; each round knows what the one before brought to a name."""
_ENOUGH = 0.5
_AHEAD = 0.1
"""By how much the likeliest person must lead."""
_TOLD = 0.4
"""What roles, deeds and age must say of anybody who is not simply "the man" or "the star"."""
_ROLE, _DEED, _AGE, _FAME, _OPEN, _SEX = 1.0, 0.5, 1.0, 0.6, 0.3, 0.1
_NAMED_LATER = 0.2
_CAMP = 0.5
_PLAIN = frozenset({"man", "woman", "person", "star", "teenager", "adult", "champion", "newcomer", "veteran", "legend"})


def learn_roles(pages: Sequence[Page]) -> dict[str, dict[str, frozenset[str]]]:
    """Return what each group calls those whom it names, where no guess was needed: group -> entity -> roles."""
    called: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for page in pages:
        for key, person in page.named.items():
            called[page.group][key] |= person.sure_roles
    return {group: {key: frozenset(roles) for key, roles in found.items()} for group, found in called.items()}


def learn_sexes(pages: Sequence[Page]) -> dict[str, Sex]:
    """Return of which sex most places say that an entity is; the first name counts for nothing where "a grandmother" speaks against it."""
    votes: dict[str, Counter[Sex]] = defaultdict(Counter)
    sure: dict[str, Counter[Sex]] = defaultdict(Counter)
    by_name: dict[str, Sex | None] = {}
    for page in pages:
        for key, person in page.named.items():
            votes[key].update(point.sex for point in person.points if point.sex is not None)
            sure[key].update(person.sure_sexes)
            by_name[key] = next((point.sex for point in person.points if point.form == "name"), None) or by_name.get(
                key
            )
    for key, sex in by_name.items():
        if sex is not None and sure[key] and not sure[key][sex]:
            votes[key] = sure[key]
    return {key: max(sorted(found), key=lambda sex: found[sex]) for key, found in votes.items() if found}


def join_people(pages: Sequence[Page]) -> dict[Person, str]:
    """Return the key of every person: the entity's where a name or the group tells it, else one for all who are called the same."""
    keys = {person: person.key for page in pages for person in page.people if person.key is not None}
    by_group: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        by_group[page.group].append(page)
    for _, group in sorted(by_group.items()):
        keys |= _owned(group, keys)
        signs = {person: _signs(person) for page in group for person in page.people}
        profiles = _Profiles(group, keys, signs)
        for _ in range(_ROUNDS):
            if not (found := profiles.find()):
                break
            keys |= found
            profiles.learn(found)
        keys |= join_unnamed(group, keys, signs)
    return keys


def _owned(pages: Sequence[Page], known: Mapping[Person, str]) -> dict[Person, str]:
    """Return who those are that belong to somebody: "her lawyer" is whom another article names as that."""
    named: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for page in pages:
        for person in page.people:
            for owner, role in person.owners:
                if person.key is not None and owner in known:
                    named[known[owner], role][person.key] += 1
    found: dict[Person, str] = {}
    for page in pages:
        for person in page.people:
            whose = next(((owner, role) for owner, role in person.owners if owner in known), None)
            if person.key is None and whose is not None:
                owner, role = whose
                theirs = sorted(known[of] for of, other in owner.owners if other in opposites(role) and of in known)
                told = named.get((known[owner], role))
                best = min(told, key=lambda key: (-told[key], key)) if told else None
                found[person] = best or (theirs[0] if theirs else f"{page.group} {known[owner]} {role}")
    return found


def _signs(person: Person) -> dict[str, float]:
    deeds = person.deeds()
    camp = camp_of(person.roles, deeds)
    told = {camp: _CAMP} if camp is not None else {}
    return dict.fromkeys(person.roles, _ROLE) | dict.fromkeys(deeds, _DEED) | told


class _Profiles:
    """What a group tells of those whom it names, against which descriptions are held."""

    def __init__(
        self, pages: Sequence[Page], known: Mapping[Person, str], signs: Mapping[Person, Mapping[str, float]]
    ) -> None:
        self.pages, self.signs = pages, signs
        self.known: dict[Person, str] = {}
        self.told: dict[str, Counter[str]] = defaultdict(Counter)
        self.ages: dict[str, set[int]] = defaultdict(set)
        self.sexes: dict[str, set[Sex]] = defaultdict(set)
        self.names: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        self.bearers: dict[str, set[str]] = defaultdict(set)
        people = [person for page in pages for person in page.people]
        for person in people:
            if not person.many:
                self.total.update(signs[person].keys())
        self.learn({person: known[person] for person in people if person in known})

    def learn(self, found: Mapping[Person, str]) -> None:
        """Add what is told of persons whose key is known by now."""
        self.known |= found
        for person, key in found.items():
            if not person.many:
                self.told[key].update(self.signs[person].keys())
                self.names[key] += person.names
                self.ages[key] |= person.ages
                self.sexes[key] |= {person.sex} if person.sex is not None else set()
                for sign in self.signs[person]:
                    self.bearers[sign].add(key)
        self.all_names = sum(self.names.values())
        self.famous = min(self.names, key=lambda key: (-self.names[key], key), default=None)

    def find(self) -> dict[Person, str]:
        """Return the entity of each person without a name for whom enough speaks, and for nobody else as much."""
        found: dict[Person, str] = {}
        for page in self.pages:
            for person in page.people:
                if person not in self.known and not person.many and not person.points[0].other:
                    ranked = sorted(self._ranked(page, person), reverse=True)
                    lead = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 1.0
                    if ranked and ranked[0][0] >= _ENOUGH and lead >= _AHEAD:
                        found[person] = ranked[0][1]
        return found

    def _ranked(self, page: Page, person: Person) -> Iterator[tuple[float, str]]:
        likely = set(page.named)
        if page.group:  # a pile that is not grouped tells nothing of whom another article means
            likely |= {key for sign in self.signs[person] for key in self.bearers[sign]}
            likely |= {self.famous} if self.famous is not None else set()
        signs = sorted(self.signs[person].items())
        is_anybody = "epithet" in person.points[0].marks or bool(person.roles & _PLAIN)
        for key in likely:
            told = self._told(signs, key) + (_AGE if person.ages & self.ages[key] else 0.0)
            is_likely = bool(self.names[key]) and (told >= _TOLD or is_anybody) and self._agree(person, key)
            here = page.named[key].points if key in page.named else []
            if is_likely and not stands_beside(person.points[0], here):
                yield self._score(told, person, here, key), key

    def _told(self, signs: Sequence[tuple[str, float]], key: str) -> float:
        told = self.told[key]
        return sum(weight * told[sign] / (self.total[sign] - 0.5) for sign, weight in signs if sign in told)

    def _agree(self, person: Person, key: str) -> bool:
        sexes = self.sexes[key]
        is_same_sex = person.sex is None or not sexes or person.sex in sexes
        return is_same_sex and same_age(person.ages, self.ages[key]) and not self._contradicts(person, key)

    def _contradicts(self, person: Person, key: str) -> bool:
        """Tell whether somebody looks into the deed, and the other is accused of it, harmed by it, or just "the man"."""
        told, signs = self.told[key], self.signs[person]
        own = next((side for side in SIDES if side in signs), None)
        theirs = max(SIDES, key=lambda side: told[side])
        if theirs == KEEPING:
            return own != KEEPING and (own is not None or bool(person.roles & _PLAIN))
        return own not in (None, theirs, KEEPING) and told[theirs] > 2 * told[str(own)] + 1

    def _score(self, told: float, person: Person, here: Sequence[Place], key: str) -> float:
        """Return what speaks for an entity: what is told of both, how often it is named, of which sex it is, and where."""
        first = person.points[0]
        score = told + _FAME * self.names[key] / self.all_names
        score += _OPEN if first.marks & {"anyone", "epithet"} else 0.0
        score += _SEX if person.sex is not None and person.sex in self.sexes[key] else 0.0
        return score + (_NAMED_LATER if here and here[0].head > first.head else 0.0)
