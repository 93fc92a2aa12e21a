"""An article as far as it tells of persons by itself, in places and words that need no parse any more. Reading, names -> Scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import Literal, NamedTuple

from copydesk.records import EntityKind, Span
from copydesk.stages.entities.anchors import Anchors
from copydesk.stages.entities.bonds import Bond, find_bonds
from copydesk.stages.entities.cast import Cast, Named, cast_of
from copydesk.stages.entities.clauses import Change, clauses_of, find_changes
from copydesk.stages.entities.deeds import deeds_at
from copydesk.stages.entities.office import Office
from copydesk.stages.entities.offices import find_offices
from copydesk.stages.entities.points import Lead, Point, find_points
from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.speakers import Speeches, is_saying
from copydesk.stages.entities.standins import Pointer, find_pointers
from copydesk.text.names import Sex

_SUBJECTS = ("nsubj", "nsubjpass")


class Place(NamedTuple):
    """A point with what the grammar ties it to; other places are told by their heads.

    `governor` is what it hangs on, `verb` the same with the "by" between them passed over; `anchor` is one with it by grammar,
    `owner` stands in front of "'s", `speaker` speaks the quotation (its number: `quote`) around it, `pair` is a name beside it
    that "and" joins to another. `ahead` holds the subjects that follow a pronoun in a clause in front of them, `deeds` what
    is told of the one meant; `speaks`: as the subject of a verb of saying.
    """

    head: int
    span: Span
    form: Literal["name", "description", "pronoun"]
    word: str
    sex: Sex | None
    many: bool
    lead: Lead
    other: bool
    marks: frozenset[str]
    key: str | None
    proper: frozenset[str]
    age: int | None
    number: int | None
    sentence: int
    dep: str
    governor: int
    verb: int
    anchor: int | None
    owner: int | None
    speaker: int | None
    quote: int | None
    pair: int | None
    ahead: tuple[int, ...]
    deeds: tuple[str, ...]
    speaks: bool


class Owner(NamedTuple):
    """Who is meant at a token that an office is held for."""

    token: int
    key: str
    kind: EntityKind


class Scene(NamedTuple):
    """The places of an article that mean persons, two names that "and" joins, and the offices and relations that it tells of."""

    article: str
    places: tuple[Place, ...]
    pairs: tuple[tuple[int, int], ...]
    offices: tuple[Office, ...]
    changes: tuple[Change, ...]
    bonds: tuple[Bond, ...]
    pointers: tuple[Pointer, ...]
    owners: tuple[Owner, ...]


def read_scene(reading: Reading, named: Sequence[Named], given: Set[int] = frozenset()) -> Scene:
    """Return the scene of an article whose names mean `named`; the nouns `given` mean persons whatever they are."""
    cast = cast_of(reading, named)
    clauses = list(clauses_of(reading, cast))
    offices = find_offices(reading, cast, clauses)
    changes = tuple(find_changes(reading, cast, clauses))
    points = find_points(reading, cast, given)
    pairs = tuple(_pairs(reading, points))
    return Scene(
        reading.article.id,
        tuple(_Placing(reading, points, pairs).places()),
        pairs,
        tuple(offices),
        changes,
        tuple(find_bonds(reading, cast, clauses)),
        tuple(find_pointers(reading, cast)),
        tuple(
            _owners(
                cast, {i for office in offices for i in office.role.owners} | {i for c in changes for i in c.owners}
            )
        ),
    )


def _owners(cast: Cast, tokens: Set[int]) -> Iterator[Owner]:
    for i in sorted(tokens):
        named = cast.at.get(i) or cast.pronouns.get(i)
        if named is not None:
            yield Owner(i, named.key, named.kind)


def _pairs(reading: Reading, points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    for a, b in pairwise([point for point in points if point.form == "name"]):
        if b.first == a.last + 1 and reading.tokens[a.last].text == "and" and a.key != b.key:
            yield a.head, b.head


class _Placing:
    """Looks up what the grammar ties each point of an article to."""

    def __init__(self, reading: Reading, points: Sequence[Point], pairs: Sequence[tuple[int, int]]) -> None:
        self.reading, self.tokens = reading, reading.tokens
        self.order = points
        self.points = {point.head: point for point in points}
        self.anchors = Anchors(reading, self.points)
        self.speeches = Speeches(reading, self.points)
        self.paired = {head for pair in pairs for head in pair}

    def places(self) -> Iterator[Place]:
        """Yield the places in order."""
        cover, inside = self.anchors.cover, self.speeches.inside
        for point in self.order:
            token = self.tokens[point.head]
            above = self.tokens[token.head]
            yield Place(
                point.head,
                self.reading.span(point.first, point.last),
                point.form,
                point.word,
                point.sex,
                point.many,
                point.lead,
                point.other,
                point.marks,
                point.key,
                point.proper,
                point.age,
                point.number,
                token.sentence,
                token.dep,
                token.head,
                above.head if token.dep == "pobj" and above.dep == "agent" else token.head,
                self.anchors.of(point),
                cover.get(point.owner) if point.owner is not None else None,
                self.speeches.speaker_at(point.head),
                inside.get(point.head),
                self._pair(point),
                tuple(self._ahead(point)) if point.form == "pronoun" else (),
                tuple(sorted(set(deeds_at(self.reading, point.head)))),
                token.dep in _SUBJECTS and is_saying(above),
            )

    def _pair(self, point: Point) -> int | None:
        if point.form != "description" or not point.many:
            return None
        return next((head for head in self.anchors.names_beside(point.head) if head in self.paired), None)

    def _ahead(self, point: Point) -> Iterator[int]:
        """Yield the subjects that follow a pronoun in a clause in front of them ("When she retired, Ann Lowe …")."""
        start, end = self.reading.bounds(point.head)
        clause = self._clause_above(point.head)
        is_front = clause != self.tokens[clause].head and self.tokens[start].pos in ("SCONJ", "ADP", "VERB", "ADV")
        if not is_front or any(self.points[i].key for i in range(start, point.head) if i in self.points):
            return
        main = self.tokens[self.tokens[clause].head]
        for _ in range(6):
            main = self.tokens[main.head] if main.dep in ("pcomp", "prep", "advcl") else main
        for i in range(point.head + 1, end):
            is_named = i in self.points and self.points[i].key is not None
            if is_named and self.tokens[i].dep in _SUBJECTS and self.tokens[i].head == main.i:
                yield i

    def _clause_above(self, i: int) -> int:
        """Return the verb of the adverbial clause that holds a token, or the head of the whole sentence."""
        for _ in range(6):
            if self.tokens[i].dep in ("advcl", "pcomp"):
                break
            i = self.tokens[i].head
        return i
