"""Descriptions and pronouns that mean persons, within articles and across them. Reading, Cast, Office -> Reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Span
from copydesk.stages.entities.across import join_people, learn_roles, learn_sexes
from copydesk.stages.entities.cast import Cast
from copydesk.stages.entities.office import Office, is_office
from copydesk.stages.entities.personnouns import role_of
from copydesk.stages.entities.points import Point
from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.standins import StandIn
from copydesk.stages.entities.within import Page, Sheet

Given = Mapping[str, Collection[int]]
"""Article -> the heads of phrases that are known to mean persons."""


class Reference(NamedTuple):
    """A place that means the person `key`: an entity's id, or a key of those whom no page names. `named`: the article names them."""

    article: str
    point: Point
    key: str
    named: bool

    def span_in(self, reading: Reading) -> Span:
        return reading.span(self.point.first, self.point.last)


def find_references(
    readings: Sequence[Reading],
    casts: Mapping[str, Cast],
    offices: Mapping[str, Sequence[Office]],
    stand_ins: Mapping[str, Sequence[StandIn]],
    given: Given,
) -> list[Reference]:
    """Return all places that mean persons, names too, in the order of the articles.

    Everything is read twice: the second time, what all articles of a group call a person is known, and of which sex they are.
    """
    sheets = [
        Sheet(
            r,
            casts[r.article.id],
            {one.last - 1: one.key for one in stand_ins[r.article.id]},
            given.get(r.article.id, ()),
        )
        for r in readings
    ]
    held = _roles(office for found in offices.values() for office in found)
    pages = [Page(sheet, {}, held) for sheet in sheets]
    roles, sexes = learn_roles(pages), learn_sexes(pages)
    pages = [Page(page.sheet, sexes, roles[page.group]) if page.named else page for page in pages]
    keys = join_people(pages)
    return [
        Reference(page.reading.article.id, point, keys[person], keys[person] in page.named)
        for page in pages
        for person in page.people
        for point in person.points
    ]


def _roles(offices: Iterable[Office]) -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for office in offices:
        role = role_of(office.role.head) if is_office(office.role) else None
        known[office.key] |= {role} if role is not None else set()
    return {key: frozenset(roles) for key, roles in known.items()}
