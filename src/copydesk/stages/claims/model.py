"""What the steps of this stage hand to one another. (types only) -> Statement, Likeness, Backing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from copydesk.records import Ref, Span, Stance

Difference = Literal["number", "date", "name", "negation", "modality", "role"]


WHOLE = -1
"""The depth of a statement that is a whole sentence."""
Place = tuple[str, int, int]
"""A clause's article, start and end, which no other statement has."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a wording: `kind` is number, bound, date, name, negation or modality, "" for all others.

    Two words are equal by these; `lemma` and `part` (n, v, a or r) are by what an exchanged word is looked up.
    """

    kind: str
    text: str
    lemma: str = field(default="", compare=False)
    part: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statement:
    """One clause as it stands in one article, reduced to what can be compared.

    `subject` and `object` are an entity's id, or "word:" and a group of words; "?" an argument that cannot be told. `names` holds the
    entities that stand in the clause, with their kinds; `others` pairs of a preposition and what it joins. `numbers` and `days` are pairs of what is counted or dated and the value.
    """

    article: str
    sentence: Span
    clause: Span
    core_at: int
    """Where the word that says what is done begins."""
    predicate: str
    form: str
    modality: str
    negated: bool
    subject: str | None
    object: str | None
    others: frozenset[tuple[str, str]]
    names: Mapping[str, str]
    numbers: frozenset[tuple[str, str]]
    days: frozenset[str]
    words: frozenset[str]
    text: tuple[str, ...]
    wording: tuple[Word, ...]
    """The clause word by word, for a comparison with a clause of nearly the same words."""
    bare: tuple[str, ...]
    """The same without auxiliaries, by which such clauses are found."""
    chain: tuple[str, ...]
    """Ids of the attributions that hold it, the innermost first; empty in the article's own voice."""
    told: bool
    """False where the chain only says through which outlet it came, and not who told it."""
    lead: Span | None
    """The subject, where it stands outside the clause ("the mayor … and resigned")."""
    stance: Stance
    depth: int

    @property
    def ref(self) -> Ref:
        return Ref(article=self.article, span=self.sentence)

    @property
    def place(self) -> tuple[str, int, int]:
        return self.article, self.clause.start, self.clause.end


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
