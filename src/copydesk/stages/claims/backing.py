"""How well a cluster of statements is backed, counted over origins and not over pages. Cluster -> Corroboration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Attribution, Corroboration, Entity, Source, Span
from copydesk.stages.claims.model import Origin, Statement
from copydesk.stages.claims.outlets import Desk, credited, display_name, is_outlet, outlet_key, told_outlet

AGAINST = frozenset({"denies", "declines", "doubts"})
SINGULAR = ("a ", "an ", "one ", "another ", "the ")
INSTITUTIONS = frozenset({"officials", "prosecutors", "authorities", "police", "investigators", "regulators"})
"""Plurals that may stand for one spokesman."""
SEVERAL = ("several ", "some ", "many ", "multiple ", "numerous ", "a number of ", "a group of ", "a few ")
PLURAL_AT_LEAST = 2
_HEAD = re.compile(r"\s(?:of|who|close|familiar|with|in|at|from|briefed|inside|within|for|on|to|that)\s")


class Pile(NamedTuple):
    """What the steps of this stage look up: whose reporting each article is, attributions and sources by id."""

    desks: Mapping[str, Desk]
    attributions: Mapping[str, Attribution]
    sources: Mapping[str, Source]
    family_of: Mapping[str, str]
    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    named_at: Mapping[str, Sequence[tuple[Span, str]]]
    generic: Mapping[str, str]
    outlets: Mapping[str, str]


class Backing(NamedTuple):
    """A cluster's corroboration and what the verdict needs to explain it.

    `words` pairs each newsroom, or `None` where none can be named, with the sources it has it from; `circular` are
    outlets that only cite one another.
    """

    corroboration: Corroboration
    words: tuple[tuple[str | None, tuple[str, ...]], ...]
    circular: tuple[str, ...]


def find_origin(statement: Statement, pile: Pile) -> Origin:
    """Return where a statement comes from: the outlet its page credits, or the page's own newsroom, and on whose word."""
    desk = pile.desks[statement.article]
    chain = [pile.attributions[one] for one in statement.chain]
    source = outermost_source(chain, pile) if statement.told else None
    for attribution in chain:
        outlet = credited(attribution, pile.sources, desk.key, pile.generic)
        if outlet is not None:
            key = outlet_key(outlet)
            return Origin(key, outlet, source, key != desk.key)
    outlet = told_outlet(pile.articles[statement.article].words_of(statement.sentence), pile.outlets) if chain else None
    if outlet is not None and outlet_key(outlet) != desk.key:
        return Origin(outlet_key(outlet), outlet, source, True)
    return Origin(desk.key, desk.outlet if desk.reports or outlet else None, source, False)


def outermost_source(chain: Sequence[Attribution], pile: Pile) -> str | None:
    """Return whoever told the newsroom: the outermost source of a chain that is no outlet."""
    for attribution in reversed([one for one in chain if one.id not in pile.generic]):
        source = pile.sources.get(attribution.source or "")
        if source is not None and not is_outlet(source):
            return source.id
    return None


def count_backing(
    statements: Sequence[Statement],
    confirmed: Sequence[Origin],
    pile: Pile,
    roots: Mapping[tuple[str, int, int], Statement],
) -> Backing:
    """Return the backing of statements that say the same; `roots` gives for a copy the statement it was taken from."""
    supporting = [one for one in statements if one.stance not in AGAINST]
    distinct = {roots.get(one.place, one).place: roots.get(one.place, one) for one in supporting}
    origins = [find_origin(distinct[place], pile) for place in sorted(distinct)] + list(confirmed)
    rooms, circular = _newsrooms(origins, [distinct[place] for place in sorted(distinct)], pile)
    origins = _at_first_hand(origins)
    articles = {one.article for one in statements}
    least, most, sources = _bounds(origins, pile)
    corroboration = Corroboration(
        articles=len(articles),
        families=len({pile.family_of.get(article, article) for article in articles}),
        newsrooms=rooms,
        sources=sources,
        at_least=least,
        at_most=most,
    )
    return Backing(corroboration, _words(origins, rooms), circular)


def _at_first_hand(origins: Sequence[Origin]) -> list[Origin]:
    """Return the origins without what others pass on from a newsroom whose own words, with their source, are here."""
    told = {origin.key for origin in origins if not origin.credited and origin.source is not None}
    return [origin for origin in origins if not (origin.credited and origin.key in told)]


def _newsrooms(
    origins: Sequence[Origin], statements: Sequence[Statement], pile: Pile
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the newsrooms that did their own reporting, and those that only cite one another."""
    cites: dict[str, set[str]] = {}
    own = {origin.key for origin in origins if origin.newsroom and not origin.credited}
    names: dict[str, str] = {}
    for statement, origin in zip(statements, origins, strict=False):
        if origin.credited:
            cites.setdefault(pile.desks[statement.article].key, set()).add(origin.key)
    for origin in origins:
        if origin.newsroom:
            names[origin.key] = pile.outlets.get(origin.key) or display_name(origin.newsroom)
    ends, circular = set(own), set()
    for key in sorted({origin.key for origin in origins if origin.credited} - own):
        reached = _ends_of(key, cites, own)
        ends |= reached
        if not reached:
            circular.add(key)
    return (
        tuple(sorted((names[key] for key in ends if key in names), key=outlet_key)),
        tuple(sorted((names[key] for key in circular if key in names), key=outlet_key)),
    )


def _words(origins: Sequence[Origin], rooms: Sequence[str]) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Return each newsroom with its sources, and last the sources behind no newsroom that can be named."""
    found: dict[str | None, set[str]] = {room: set() for room in rooms}
    by_key = {outlet_key(room): room for room in rooms}
    for origin in origins:
        sources = found.setdefault(by_key.get(origin.key), set())
        sources |= {origin.source} - {None}  # type: ignore[arg-type]
    order = sorted(found, key=lambda room: (room is None, outlet_key(room or "")))
    return tuple((room, tuple(sorted(found[room]))) for room in order)


def _ends_of(key: str, cites: Mapping[str, set[str]], own: set[str]) -> set[str]:
    """Follow who cites whom to its ends; nothing comes back where the chain only leads round in a circle."""
    ends, open_, seen = set(), [key], {key}
    while open_:
        current = open_.pop()
        if current in own or current not in cites:
            ends.add(current)
            continue
        for following in sorted(cites[current] - seen):
            seen.add(following)
            open_.append(following)
    return ends


def _bounds(origins: Iterable[Origin], pile: Pile) -> tuple[int, int | None, tuple[str, ...]]:
    """Return the least and the most number of original sources, and the sources."""
    by_room: dict[str, set[str]] = {}
    for origin in origins:
        by_room.setdefault(origin.key, set())
        if origin.source is not None:
            by_room[origin.key].add(origin.source)
    named, unnamed_least, most, unknown = set(), 0, 0, False
    used = sorted({source for sources in by_room.values() for source in sources})
    for room in sorted(by_room):
        sources = [pile.sources[one] for one in sorted(by_room[room])]
        if not sources:
            unknown = True
        groups = {}
        for source in sources:
            if source.identification == "named":
                named.add(source.entity or source.id)
            else:
                groups[_description(source)] = count_people(source)
        for least, upper in groups.values():
            unnamed_least = max(unnamed_least, least)
            most, unknown = most + (upper or 0), unknown or upper is None
    least = len(named) + unnamed_least
    if not used and any(origin.credited or origin.newsroom for origin in origins):
        least = max(least, 1 if any(origin.credited for origin in origins) else 0)
    return least, None if unknown else most + len(named), tuple(used)


def count_people(source: Source) -> tuple[int, int | None]:
    """Return the least and the most number of people that a source without a name stands for."""
    if source.count is not None:
        return source.count, source.count
    if (source.description or source.name or "").lower().removeprefix("the ") in INSTITUTIONS:
        return 1, None
    description = (source.description or source.name or "").lower()
    if description.startswith(SEVERAL):
        return PLURAL_AT_LEAST, None
    head = _HEAD.split(description)[0]
    if source.kind != "person" or (description.startswith(SINGULAR) and not head.rstrip().endswith("s")):
        return 1, 1
    return (PLURAL_AT_LEAST, None) if head.rstrip().endswith(("s", "people")) else (1, None)


def _description(source: Source) -> tuple[int | None, str]:
    """Return what tells one unnamed source of a newsroom from another: "two people" is one with "the two people"."""
    words = (source.description or source.id).lower().split()
    known = [word.strip(",.") for word in words if word not in ("a", "an", "the", "of", "several", "some")]
    return source.count, " ".join(known[:2]) if source.count and source.count > 1 else " ".join(known)
