"""How likely a person who stands near is to be meant by a pronoun: near, subject, named. Point, Person -> weight."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.stages.entities.person import Person
from copydesk.stages.entities.scenes import Place

_FADED = (1.0, 0.5, 0.25, 0.125, 0.0625)
"""What a place is still worth so many sentences later."""
REACH = len(_FADED) - 1
"""How many sentences back is looked; a person is looked for further back where nobody stands there."""
_SUBJECTS = ("nsubj", "nsubjpass")
_WEIGHTS = {"nsubj": 220, "nsubjpass": 220, "dobj": 150, "poss": 110}
_OTHER_WEIGHT = 130
_SAME_SEX = 1.25
_NAMED = 2.0
"""What somebody with a name is worth beside somebody without."""
_PARALLEL = 1.2
_LATEST = 3
_QUOTED = 0.4
"""What a place inside a quotation is worth outside it, and the other way round."""


def weigh(point: Place, near: Iterable[tuple[Place, Person]]) -> dict[Person, float]:
    """Return how much speaks for each person whom `point` can mean; `near` holds the places before it, the nearest first."""
    weights: dict[Person, float] = {}
    can: dict[Person, bool] = {}
    is_subject, sentence, quote = point.dep in _SUBJECTS, point.sentence, point.quote
    for before, person in near:
        distance = sentence - before.sentence
        if distance > REACH:
            break
        if person not in can:
            can[person] = person.fits(point) and not stands_beside(point, person.points[-_LATEST:])
        if can[person]:
            weight: float = _WEIGHTS.get(before.dep, _OTHER_WEIGHT)
            if before.quote is not None and before.quote != quote:
                weight *= _QUOTED
            if is_subject and before.dep in _SUBJECTS:
                weight *= _PARALLEL
            weights[person] = weights.get(person, 0.0) + weight * _FADED[distance]
    return {
        person: weight * (_SAME_SEX if person.sex == point.sex else 1.0) * (_NAMED if person.key else 1.0)
        for person, weight in weights.items()
    }


def stands_beside(point: Place, places: Iterable[Place]) -> bool:
    """Tell whether one of the places of a person stands in the pronoun's own clause or holds it ("Lowe told her", "his wife"), so that another is meant."""
    for other in places:
        if other.sentence == point.sentence:
            is_beside = other.head != point.head and other.dep != "conj" and other.verb == point.verb
            if point.governor == other.head or (point.dep != "poss" and is_beside):
                return True
    return False
