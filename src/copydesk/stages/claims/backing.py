"""How well a cluster of statements is backed, counted over origins and not over pages. Case -> Backing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Attribution, Corroboration, Entity, Source, Span
from copydesk.stages.claims.bounds import count_sources
from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.model import Origin, Place, Statement
from copydesk.stages.claims.names import display_name, is_home, outlet_key
from copydesk.stages.claims.outlets import Desk, credited, is_outlet, told_outlet
from copydesk.stages.quotations import TURN

AGAINST = frozenset({"denies", "declines", "doubts"})
REFUSING = frozenset({"declines", "doubts"})
"""Stances of whoever tells nothing: what could not be confirmed comes from whoever else is credited with it."""


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
    first_day: str
    """When the first article came out."""
    parties: Mapping[str, str] = {}
    """The source that each outlet is which the story is about, by its key: what its own page says is on its word."""


class Case(NamedTuple):
    """What a claim rests on.

    `confirmed` are origins that confirm it without saying it again; `roots` gives for a copy the statement it was taken
    from; `slips` are the places where a copy changed what it took; `rivals` the newsrooms whose own pages say otherwise.
    """

    statements: Sequence[Statement]
    confirmed: Sequence[Origin] = ()
    roots: Mapping[Place, Statement] = {}
    slips: Collection[Place] = ()
    rivals: Collection[str] = ()


class Backing(NamedTuple):
    """A cluster's corroboration and what the verdict needs to explain it.

    `words` pairs each newsroom, or `None` where none can be named, with the sources it has it from; `circular` are
    outlets that only cite one another; `slips` counts the articles that changed what they copied or credit it wrongly.
    """

    corroboration: Corroboration
    words: tuple[tuple[str | None, tuple[str, ...]], ...]
    circular: tuple[str, ...]
    slips: tuple[str, ...]


def find_origin(statement: Statement, pile: Pile) -> Origin:
    """Return where a statement comes from: the outlet its page credits, or the page's own newsroom, and on whose word."""
    desk = pile.desks[statement.article]
    chain = [pile.attributions[one] for one in statement.chain]
    source = outermost_source(chain, pile) if statement.told else None
    told = told_outlet(pile.articles[statement.article].words_of(statement.sentence), pile.outlets) if chain else None
    told = pile.outlets.get(outlet_key(told), told) if told is not None else None
    if told is not None and is_home(told, desk.key):
        return Origin(desk.key, desk.outlet, source, False)
    for attribution in (one for one in chain if one.stance not in REFUSING):
        outlet = credited(attribution, pile.sources, desk.key, pile.generic)
        if outlet is not None:
            return origin_of(outlet, source, statement.article, pile)
    if told is not None:
        return origin_of(told, source, statement.article, pile)
    return Origin(desk.key, desk.outlet if desk.reports else None, source or pile.parties.get(desk.key), False)


def origin_of(outlet: str, source: str | None, article: str, pile: Pile) -> Origin:
    """Return the origin of what an article says an outlet has, under the outlet's full name; it may be the article's own."""
    desk, own = pile.desks[article], pile.articles[article].outlet
    outlet = pile.outlets.get(outlet_key(outlet), outlet)
    if is_home(outlet, desk.key):
        return Origin(desk.key, desk.outlet, source, False)
    name = own if own and is_home(outlet, outlet_key(own)) else pile.outlets.get(outlet_key(outlet), outlet)
    return Origin(outlet_key(name), name, source, name != own)


def outermost_source(chain: Sequence[Attribution], pile: Pile) -> str | None:
    """Return whoever told the newsroom: the outermost source of a chain that is no outlet, and not who repeats it on air."""
    turns = [one.id for one in chain if one.rule == TURN] if len(chain) > 1 else []
    for attribution in reversed([one for one in chain if one.id not in pile.generic and one.id not in turns]):
        source = pile.sources.get(attribution.source or "")
        if source is not None and not is_outlet(source):
            return source.id
    return None


def count_backing(case: Case, pile: Pile) -> Backing:
    """Return the backing of statements that say the same.

    What denies it, a copier's slip, and what is credited to a newsroom whose own pages say otherwise back nothing.
    """
    given = _origins(case, pile)
    wrong = {statement.article for statement, origin in given if _is_slip(statement, origin, case)}
    given = [pair for pair in given if not _is_slip(*pair, case)]
    origins = _on_known_words(given, pile) + list(case.confirmed)
    rooms, circular = _newsrooms(origins, _cites(case.statements, pile), pile)
    origins = [one for one in _at_first_hand(origins) if not (one.credited and _display(one, pile) in circular)]
    articles = {one.article for one in case.statements}
    counted = [one for one in origins if one.newsroom and _display(one, pile) in rooms] or origins
    least, most, sources = count_sources(counted, pile.sources, pile.entities)
    corroboration = Corroboration(
        articles=len(articles),
        families=len({pile.family_of.get(article, article) for article in articles}),
        newsrooms=rooms,
        sources=sources,
        at_least=least,
        at_most=most,
    )
    return Backing(corroboration, _words(origins, rooms), circular, tuple(sorted(wrong)))


def _origins(case: Case, pile: Pile) -> list[tuple[Statement, Origin]]:
    """Return each distinct statement that supports the claim, with its origin; a copy is the one it was taken from."""
    supporting = [one for one in case.statements if one.stance not in AGAINST]
    distinct = {(root := case.roots.get(one.place, one)).place: root for one in supporting}
    told = [one for one in distinct.values() if one.chain or one.depth <= 0 or is_figure(one.predicate)]
    kept = sorted(
        told or distinct.values(), key=lambda one: one.place
    )  # "the ferry, which sank": an aside takes it as known
    return [(one, find_origin(one, pile)) for one in kept]


def _is_slip(statement: Statement, origin: Origin, case: Case) -> bool:
    return statement.place in case.slips or (origin.credited and origin.key in case.rivals)


def _on_known_words(given: Sequence[tuple[Statement, Origin]], pile: Pile) -> list[Origin]:
    """Return the origins; one without a source has that of another where its sentence names it ("as the sheriff had said")."""
    sources = sorted({origin.source for _, origin in given if origin.source is not None})
    by_entity = {entity: one for one in reversed(sources) if (entity := pile.sources[one].entity) is not None}
    found = []
    for statement, origin in given:
        mentions = pile.named_at.get(statement.article, ()) if by_entity and origin.source is None else ()
        named = (by_entity[one] for span, one in mentions if one in by_entity and statement.sentence.contains(span))
        found.append(origin if origin.source else origin._replace(source=next(named, None)))
    return found


def _at_first_hand(origins: Sequence[Origin]) -> list[Origin]:
    """Return the origins without what others pass on from a newsroom whose own words, with their source, are here."""
    told = {origin.key for origin in origins if not origin.credited and origin.source is not None}
    return [origin for origin in origins if not (origin.credited and origin.key in told)]


def _cites(statements: Sequence[Statement], pile: Pile) -> dict[str, set[str]]:
    """Return whom each newsroom cites, also where it could not confirm it; a copy's own outlet may have put the words in."""
    cites: dict[str, set[str]] = {}
    for statement in statements:
        origin, outlet = find_origin(statement, pile), pile.articles[statement.article].outlet
        for key in (pile.desks[statement.article].key, outlet_key(outlet or "")) if origin.credited else ():
            cites.setdefault(key, set()).add(origin.key)
    return cites


def _newsrooms(
    origins: Sequence[Origin], cites: Mapping[str, set[str]], pile: Pile
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the newsrooms that did their own reporting, and those that only cite one another."""
    own = {origin.key for origin in origins if origin.newsroom and not origin.credited}
    names = {origin.key: _display(origin, pile) for origin in origins if origin.newsroom}
    ends, circular = set(own), set()
    for key in sorted({origin.key for origin in origins if origin.credited} - own):
        reached = _ends_of(key, cites, own)
        ends |= reached
        if not reached:
            circular.add(key)
    told, looping = (
        tuple(sorted((names[key] for key in keys if key in names), key=outlet_key)) for keys in (ends, circular)
    )
    return told, looping


def _display(origin: Origin, pile: Pile) -> str:
    return pile.outlets.get(origin.key) or display_name(origin.newsroom or "")


def _words(origins: Iterable[Origin], rooms: Sequence[str]) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Return each newsroom with its sources, and last the sources behind no newsroom that can be named."""
    found: dict[str | None, set[str]] = {room: set() for room in rooms}
    by_key = {outlet_key(room): room for room in rooms}
    for origin in origins:
        found.setdefault(by_key.get(origin.key), set()).update({origin.source} - {None})  # type: ignore[arg-type]
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
