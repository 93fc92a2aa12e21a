"""Titles that stand for one person: "the attorney general", "the president". Reading, Office -> title mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from copydesk.records import Span
from copydesk.stages.entities.cast import Cast
from copydesk.stages.entities.office import Office
from copydesk.stages.entities.reading import FORMER, Reading, class_of_title, plain_title, title_at

_POINTERS = frozenset({"the", "his", "her", "its", "their", "our", "this"})
_CLASSES = frozenset({"office", "military", "clergy", "job"})

Holders = Mapping[str, Sequence[tuple[str, bool, bool]]]
"""Title -> the entities that hold it, each with whether it is past, and whether the text gives the title alone."""


class Pointer(NamedTuple):
    """A title at tokens `[first, last)` with "the" or "his" in front, and in plain words; `past`: with "former"."""

    first: int
    last: int
    span: Span
    title: str
    past: bool


class StandIn(NamedTuple):
    """A title at tokens `[first, last)` that stands for the entity `key`."""

    first: int
    last: int
    span: Span
    key: str


def holders_of(offices: Iterable[Office]) -> Holders:
    """Return who holds each title."""
    held: dict[str, set[tuple[str, bool, bool]]] = defaultdict(set)
    for office in offices:
        role = office.role
        held[role.title.casefold()].add((office.key, role.former, True))
        if role.head != role.title.casefold():
            held[role.head].add((office.key, role.former, False))
    return {title: sorted(rows) for title, rows in held.items()}


def find_pointers(reading: Reading, cast: Cast) -> Iterator[Pointer]:
    """Yield the titles that may stand for one person."""
    for i in reading.all_of(_POINTERS):
        token, (_, end) = reading.tokens[i], reading.bounds(i)
        first = i + 1
        past = first < end and reading.tokens[first].text.casefold() in FORMER
        first += past
        last = title_at(reading, first, end) if first < end else None
        is_title = last is not None and class_of_title(reading.text(first, last)) in _CLASSES
        if last is not None and is_title and _is_alone(reading, cast, last, end):
            begin = i if token.text.casefold() in ("the", "this") else first
            yield Pointer(begin, last, reading.span(begin, last), plain_title(reading.text(first, last)), past)


def find_stand_ins(
    pointers: Iterable[Pointer], named: Set[str], here: Holders, everywhere: Holders
) -> Iterator[StandIn]:
    """Yield the titles that stand for one of the persons `named` in the article.

    Whoever holds the title by this article comes first, then whoever holds it by the pile; where two do, nobody is meant.
    """
    for first, last, span, title, past in pointers:
        general = class_of_title(title) != "job"
        key = _holder(here.get(title, ()), past) or (
            _holder(everywhere.get(title, ()), past) if general and title not in here else None
        )
        if key is not None and key in named:
            yield StandIn(first, last, span, key)


def _is_alone(reading: Reading, cast: Cast, last: int, end: int) -> bool:
    """Tell whether a title stands by itself: no name behind it, no longer noun, no "of" that makes it another's."""
    if last >= end:
        return True
    after = reading.tokens[last]
    if last in cast.at or (after.text in ("-", "of", "for", "elect") and not _of_states(reading, last, end)):
        return False
    if after.text == "," and last + 1 in cast.at and cast.at[last + 1].kind == "person":
        return False
    return after.pos not in ("NOUN", "PROPN") or after.text[0] in "'’"


def _of_states(reading: Reading, last: int, end: int) -> bool:
    return reading.text(last, min(end, last + 4)).casefold().startswith("of the united states")


def _holder(rows: Sequence[tuple[str, bool, bool]], past: bool) -> str | None:
    for wanted in [True] if past else [False, True]:
        for alone in (True, False):
            keys = {key for key, former, bare in rows if former == wanted and bare >= alone}
            if len(keys) == 1:
                return keys.pop()
            if keys and not alone:
                return None
    return None
