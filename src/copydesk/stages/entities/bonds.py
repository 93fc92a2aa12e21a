"""What a verb says that a person is to another person or an organisation: owns, founded, works for, married. Reading -> Bond."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.records import EntityKind, Ref
from copydesk.stages.entities.cast import Cast, Named
from copydesk.stages.entities.clauses import Clause, is_told_as_done
from copydesk.stages.entities.office import ref_between
from copydesk.stages.entities.reading import Reading

_ANYBODY: frozenset[EntityKind] = frozenset({"person", "organization"})
_BODIES: frozenset[EntityKind] = frozenset({"organization"})
_PERSONS: frozenset[EntityKind] = frozenset({"person"})


class Bond(NamedTuple):
    """A relation that a verb states between the entities `key` and `other`."""

    key: str
    kind: str
    other: str
    ref: Ref
    rule: str


class _Pattern(NamedTuple):
    """A verb's lemma with the word that leads to the other side (none: its object), and what the subject is then to whom."""

    lemma: str
    link: str | None
    kind: str
    others: frozenset[EntityKind]


_PATTERNS = (
    _Pattern("work", "for", "works for", _ANYBODY),
    _Pattern("employ", "by", "works for", _ANYBODY),
    _Pattern("hire", "by", "works for", _ANYBODY),
    _Pattern("own", None, "owner", _BODIES),
    _Pattern("co-own", None, "owner", _BODIES),
    _Pattern("found", None, "founder", _BODIES),
    _Pattern("establish", None, "founder", _BODIES),
    _Pattern("co-found", None, "founder", _BODIES),
    _Pattern("cofound", None, "founder", _BODIES),
    _Pattern("represent", None, "representative", _ANYBODY),
    _Pattern("marry", None, "spouse", _PERSONS),
    _Pattern("marry", "to", "spouse", _PERSONS),
)
_BY_LEMMA = {one.lemma: [other for other in _PATTERNS if other.lemma == one.lemma] for one in _PATTERNS}


def find_bonds(reading: Reading, cast: Cast, clauses: Sequence[Clause]) -> Iterator[Bond]:
    """Yield the relations that clauses state of their subjects; what is denied, wished for or quoted is left out."""
    for clause in clauses:
        act = clause.act + _is_married(reading, clause)
        lemma = reading.tokens[act].lemma if act == clause.act else "marry"
        for pattern in _BY_LEMMA.get(lemma, ()) if is_told_as_done(reading, clause) else ():
            other = _other_side(reading, cast, (clause.verb, act), pattern)
            if other is not None and other.key != clause.named.key:
                ref = ref_between(reading, min(clause.named.found.first, clause.verb), other.found.last)
                if reading.tokens[clause.named.found.first].sentence != reading.tokens[clause.verb].sentence:
                    ref = ref_between(reading, clause.verb, other.found.last)
                yield Bond(clause.named.key, pattern.kind, other.key, ref, "entities.bond")


def _is_married(reading: Reading, clause: Clause) -> bool:
    tokens, act = reading.tokens, clause.act
    return tokens[act].lemma == "be" and act + 1 < clause.end and tokens[act + 1].text == "married"


def _other_side(reading: Reading, cast: Cast, verbs: tuple[int, int], pattern: _Pattern) -> Named | None:
    tokens, (verb, act) = reading.tokens, verbs
    is_passive = any(tokens[i].lemma in ("be", "get") for i in range(verb, act))
    if is_passive != (pattern.link in ("by", "to")):
        return None
    for child in reading.parse.children[act]:
        if pattern.link is None and tokens[child].dep in ("dobj", "obj"):
            return _named_at(cast, child, pattern)
        if pattern.link is not None and tokens[child].text == pattern.link:
            inner = (i for i in reading.parse.children[child] if tokens[i].dep == "pobj")
            return next((named for i in inner if (named := _named_at(cast, i, pattern))), None)
    return None


def _named_at(cast: Cast, index: int, pattern: _Pattern) -> Named | None:
    named = cast.at.get(index)
    return named if named is not None and named.kind in pattern.others else None
