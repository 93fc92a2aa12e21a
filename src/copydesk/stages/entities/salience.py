"""How likely a person who stands near is to be meant by a pronoun: near, subject, named. Point, Person -> weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copydesk.records import Token
from copydesk.stages.entities.person import Person
from copydesk.stages.entities.points import Point

REACH = 4
"""How many sentences back is looked; a person is looked for further back where nobody stands there."""
_FADING = 0.5
"""What a place is still worth one sentence later."""
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


def weigh(
    point: Point, near: Iterable[tuple[Point, Person]], tokens: tuple[Token, ...], quoted: Mapping[int, int]
) -> dict[Person, float]:
    """Return how much speaks for each person whom `point` can mean; `near` holds the places before it, the nearest first."""
    weights: dict[Person, float] = {}
    can: dict[Person, bool] = {}
    token, own = tokens[point.head], quoted.get(point.head)
    for before, person in near:
        there = tokens[before.head]
        if token.sentence - there.sentence > REACH:
            break
        if person not in can:
            can[person] = person.fits(point) and not stands_beside(point, person.points[-_LATEST:], tokens)
        if can[person]:
            weight: float = _WEIGHTS.get(there.dep, _OTHER_WEIGHT)
            weight *= _QUOTED if quoted.get(there.i, own) != own else 1
            weight *= _PARALLEL if there.dep in _SUBJECTS and token.dep in _SUBJECTS else 1
            weights[person] = weights.get(person, 0.0) + weight * _FADING ** (token.sentence - there.sentence)
    return {
        person: weight * (_SAME_SEX if person.sex == point.sex else 1.0) * (_NAMED if person.key else 1.0)
        for person, weight in weights.items()
    }


def stands_beside(point: Point, places: Iterable[Point], tokens: tuple[Token, ...]) -> bool:
    """Tell whether one of the places of a person stands in the pronoun's own clause or holds it ("Lowe told her", "his wife"), so that another is meant."""
    token = tokens[point.head]
    for other in places:
        there = tokens[other.head]
        if there.sentence != token.sentence:
            continue
        is_beside = there.i != token.i and there.dep != "conj" and _governor(there, tokens) == _governor(token, tokens)
        if token.head == there.i or (token.dep != "poss" and is_beside):
            return True
    return False


def _governor(token: Token, tokens: tuple[Token, ...]) -> int:
    """Return the verb that a token hangs on, the "by" between them passed over ("was killed by a driver")."""
    above = tokens[token.head]
    return above.head if token.dep == "pobj" and above.dep == "agent" else token.head
