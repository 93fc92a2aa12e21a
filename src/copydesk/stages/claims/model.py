"""What the steps of this stage hand to one another. (types only) -> Statement, Likeness, Backing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from copydesk.records import Statement, Word

__all__ = [
    "WHOLE",
    "Cluster",
    "Copied",
    "Difference",
    "Likeness",
    "Origin",
    "Place",
    "Statement",
    "Word",
]

Difference = Literal["number", "date", "name", "negation", "modality", "role"]


WHOLE = -1
"""The depth of a statement that is a whole sentence."""
Place = tuple[str, int, int]
"""A clause's article, start and end, which no other statement has."""


class Likeness(NamedTuple):
    """How two statements compare: the same, or in what they differ; `score` is the share of weighed words in common.

    `apart` is true where they differ in a telling point, also where they have too little in common for that to matter.
    """

    same: bool
    differs: Difference | None
    score: float
    apart: bool = False


class Copied(NamedTuple):
    """A statement in a passage that another article has too; `differs` is set where the copy changed it."""

    source: Statement
    copy: Statement
    differs: Difference | None


@dataclass(slots=True)
class Cluster:
    """Statements that say the same thing; `leader` is the one that others are compared with."""

    leader: Statement
    members: list[Statement] = field(default_factory=list)
    distinct: dict[frozenset[str], Statement] = field(default_factory=dict)
    """The first of the members for each set of words."""

    def add(self, member: Statement) -> None:
        self.members.append(member)
        self.distinct.setdefault(member.words, member)


class Origin(NamedTuple):
    """Where one assertion comes from: the newsroom that did the reporting, if it can be named, and on whose word.

    `key` stands for the newsroom, or for the family of pages where no newsroom can be named. `credited` is true where
    a page credits another outlet with it.
    """

    key: str
    newsroom: str | None
    source: str | None
    credited: bool
