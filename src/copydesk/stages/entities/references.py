"""Descriptions and pronouns that mean persons, within articles and across them. Scene, Office -> Reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.stages.entities.across import join_people, learn_roles, learn_sexes
from copydesk.stages.entities.office import Office, is_office
from copydesk.stages.entities.personnouns import role_of
from copydesk.stages.entities.scenes import Place
from copydesk.stages.entities.within import Page, Setting


class Reference(NamedTuple):
    """A place that means the person `key`: an entity's id, or a key of those whom no page names. `named`: the article names them."""

    article: str
    place: Place
    key: str
    named: bool


def find_references(settings: Sequence[Setting], offices: Iterable[Office]) -> list[Reference]:
    """Return all places that mean persons, names too, in the order of the articles.

    Everything is read twice: the second time, what all articles of a group call a person is known, and of which sex they are.
    """
    held = _roles(offices)
    pages = [Page(setting, {}, held) for setting in settings]
    roles, sexes = learn_roles(pages), learn_sexes(pages)
    pages = [Page(page.setting, sexes, roles[page.group]) if page.named else page for page in pages]
    keys = join_people(pages)
    return [
        Reference(page.scene.article, place, keys[person], keys[person] in page.named)
        for page in pages
        for person in page.people
        for place in person.points
    ]


def _roles(offices: Iterable[Office]) -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for office in offices:
        role = role_of(office.role.head) if is_office(office.role) else None
        known[office.key] |= {role} if role is not None else set()
    return {key: frozenset(roles) for key, roles in known.items()}
