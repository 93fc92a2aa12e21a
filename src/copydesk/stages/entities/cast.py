"""Who is named at which token, for the rules that read titles around names. Found -> Cast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.records import EntityKind
from copydesk.stages.entities.scan import Found


@dataclass(frozen=True, slots=True)
class Named:
    """A name in an article and the entity that it names; `key` is the entity's id."""

    found: Found
    key: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one article by each token that they cover."""

    at: Mapping[int, Named]

    def starting(self) -> list[Named]:
        """Return the names in reading order."""
        return [named for index, named in sorted(self.at.items()) if index == named.found.first]


def cast_of(named: list[Named]) -> Cast:
    """Return the cast of an article."""
    return Cast({i: one for one in named for i in range(one.found.first, one.found.last)})
