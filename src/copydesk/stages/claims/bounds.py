"""How many people and documents stand behind a claim at least and at most. Origin -> bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from copydesk.records import Entity, Source
from copydesk.stages.claims.model import Origin
from copydesk.text.titles import without_remit

SINGULAR = ("a ", "an ", "one ", "another ", "the ")
INSTITUTIONS = frozenset({"officials", "prosecutors", "authorities", "investigators", "regulators"})
"""Plurals that may stand for one spokesman."""
SEVERAL = ("several ", "some ", "many ", "multiple ", "numerous ", "a number of ", "a group of ", "a few ")
PLURAL_AT_LEAST = 2
PLURALS = ("children", "men", "people", "s", "women")
"""How nouns for several people end."""
HEADS = (
    "boss",
    "ceo",
    "chair",
    "chairman",
    "chairwoman",
    "chief",
    "director",
    "executive",
    "head",
    "leader",
    "president",
)
_HEAD_OF = re.compile(r"(?:the )?(?:boss|chief|head|leader) of\b|its (?:boss|chief|head|leader)$")
NOBODY: Mapping[str, Entity] = MappingProxyType({})
_PLAIN = {"had": "has", "have": "has", "were": "was", "are": "is"}
_HEAD = re.compile(r"\s(?:of|who|close|familiar|with|in|at|from|briefed|inside|within|for|on|to|that)\s")
_AGAIN = re.compile(r"(?:the|this|that|these|those|its|both)(?: (?:same|two|three|four))? [\w-]+")
"""What a page calls a source that it has spoken of before: "the person", "the company"."""


def count_sources(
    origins: Iterable[Origin], sources: Mapping[str, Source], entities: Mapping[str, Entity] = NOBODY
) -> tuple[int, int | None, tuple[str, ...]]:
    """Return the least and the most number of original sources behind a claim, and the sources.

    Unnamed people of two newsrooms may be the same, those that one newsroom calls differently are not. A newsroom that
    names nobody leaves the upper bound open.
    """
    by_room: dict[str, set[str]] = {}
    credits = False
    for origin in origins:
        credits = credits or origin.credited
        by_room.setdefault(origin.key, set()).update({origin.source} - {None})  # type: ignore[arg-type]
    named: set[str] = set()
    least, most, unknown = 0, 0, False
    for room in sorted(by_room):
        told = _told_apart([sources[one] for one in sorted(by_room[room])], entities)
        unknown = unknown or not told
        named |= {_person(source) for source in told if source.identification == "named"}
        for fewest, upper in _groups([one for one in told if one.identification != "named"]):
            least = max(least, fewest)
            most, unknown = most + (upper or 0), unknown or upper is None
    used = tuple(sorted({source for given in by_room.values() for source in given}))
    if not used and credits:
        least = 1
    return least + len(named), None if unknown else most + len(named), used


def count_people(source: Source) -> tuple[int, int | None]:
    """Return the least and the most number of people that a source without a name stands for."""
    if source.count is not None:
        return source.count, source.count
    if (source.description or source.name or "").lower().removeprefix("the ") in INSTITUTIONS:
        return 1, None
    description = (source.description or source.name or "").lower()
    if description.startswith(SEVERAL):
        return PLURAL_AT_LEAST, None
    plural = _HEAD.split(description)[0].rstrip(" ,").endswith(PLURALS)
    if source.kind != "person" or (description.startswith(SINGULAR) and not plural):
        return 1, 1
    return (PLURAL_AT_LEAST, None) if plural else (1, None)


def _told_apart(given: Sequence[Source], entities: Mapping[str, Entity]) -> list[Source]:
    """Return a newsroom's sources without those that only take up another one ("the person", "the company"), and without
    "the head of" a body where it names somebody who heads one.
    """
    again = [source for source in given if source.name is None and _AGAIN.fullmatch((source.description or "").lower())]
    if any(_heads(entities[one.entity]) for one in given if one.entity and one.entity in entities):
        again += [one for one in given if one.name is None and _HEAD_OF.match((one.description or "").lower())]
    groups = {(source.description or "").lower() for source in given}
    again += [one for one in given if _group_of(one) in groups]
    first = [source for source in given if source not in again]
    return first or again[:1]


def _group_of(source: Source) -> str | None:
    """Return the group that a source is one of ("one of two officials")."""
    called = (source.description or "").lower()
    return called.removeprefix("one of ") if called.startswith("one of ") and source.name is None else None


def _heads(entity: Entity) -> bool:
    return any(without_remit(role.title).lower().split()[-1] in HEADS for role in entity.roles)


def _person(source: Source) -> str:
    """Return whom a named source stands for; whoever speaks for an organisation is one with it."""
    return source.speaks_for or source.entity or source.id


def _groups(given: Sequence[Source]) -> list[tuple[int, int | None]]:
    """Return how many a newsroom's unnamed sources are, each once; one told in fewer of the same words is not another."""
    found: dict[tuple[int | None, str], tuple[int, int | None]] = {
        _description(one): count_people(one) for one in given
    }
    ranked = sorted(found, key=lambda key: (-len(key[1].split()), key[1], key[0] or 0))
    kept: list[tuple[int | None, str]] = []
    for key in ranked:
        words = set(key[1].split())
        again = any(key[0] == known[0] and len(words) > 1 and words <= set(known[1].split()) for known in kept)
        kept += [] if again else [key]
    return [found[key] for key in kept]


def _description(source: Source) -> tuple[int | None, str]:
    """Return what tells one unnamed source of a newsroom from another: "two people" is one with "the two people"."""
    words = (source.description or source.id).lower().split()
    known = [
        _PLAIN.get(word, word).strip(",.") for word in words if word not in ("a", "an", "the", "of", "several", "some")
    ]
    return source.count, " ".join(known[:2]) if source.count and source.count > 1 else " ".join(known)
