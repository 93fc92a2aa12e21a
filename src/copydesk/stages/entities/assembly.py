"""The entities with their names, aliases, mentions, offices and relations. Bearer, Thing -> Entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Entity, EntityKind, EntityRelation, Mention, OfficeHeld, Ref, identify
from copydesk.stages.entities.cast import Cast, Named, cast_of
from copydesk.stages.entities.fullnames import Bearer
from copydesk.stages.entities.offices import Office, find_offices, is_office
from copydesk.stages.entities.reading import Reading, class_of_title
from copydesk.stages.entities.scan import Found
from copydesk.stages.entities.standins import StandIn, find_stand_ins, holders_of
from copydesk.stages.entities.things import Thing

_KIND_ORDER = {"person": 0, "organization": 1, "place": 2}


class _Row(NamedTuple):
    """An entity in the making: its id, its kind, its printed names with their counts, its places."""

    key: str
    kind: EntityKind
    name: str
    aliases: frozenset[str]
    found: Sequence[Found]
    rule: str


def assemble_entities(
    readings: Sequence[Reading], persons: Sequence[Bearer], things: Sequence[Thing]
) -> tuple[Entity, ...]:
    """Return the entities: persons, then organisations, then places, the most mentioned first."""
    rows = [*map(_person_row, persons), *(_thing_row(thing, readings) for thing in things)]
    casts = _casts(rows)
    empty = Cast({})
    offices = {r.article.id: find_offices(r, casts.get(r.article.id, empty)) for r in readings}
    everywhere = holders_of(o for found in offices.values() for o in found if is_office(o.role))
    stand_ins = {
        r.article.id: list(
            find_stand_ins(
                r,
                casts.get(r.article.id, empty),
                holders_of(o for o in offices[r.article.id] if is_office(o.role)),
                everywhere,
            )
        )
        for r in readings
    }
    mentions = _mentions(rows, stand_ins)
    held = _held([o for found in offices.values() for o in found])
    related = _relations(offices, casts, stand_ins)
    entities = [
        Entity(
            id=row.key,
            kind=row.kind,
            name=row.name,
            aliases=tuple(sorted(row.aliases - {row.name})),
            roles=held.get(row.key, ()),
            relations=related.get(row.key, ()),
            mentions=tuple(mentions[row.key]),
            rule=row.rule,
        )
        for row in rows
    ]
    return tuple(sorted(entities, key=lambda e: (_KIND_ORDER[e.kind], -len(e.mentions), e.name, e.id)))


def _person_row(bearer: Bearer) -> _Row:
    printed = Counter(one.text for one in bearer.found)
    aliases = set(printed)
    for one in bearer.found:
        if one.title is not None and one.title[0].isupper() and class_of_title(one.title) != "kin":
            aliases.add(f"{one.title} {one.text}")
    full = Counter({name: count for name, count in bearer.names.items() if name not in bearer.misspelt})
    name = max(full or printed, key=lambda n: (not n.isupper(), full[n], len(n), n))
    shown = _recased(name) if name.isupper() else name
    rule = "entities.misspelt" if bearer.misspelt else bearer.rule
    return _row("person", shown, aliases, bearer.found, rule)


def _thing_row(thing: Thing, readings: Sequence[Reading]) -> _Row:
    full = sorted(set(thing.names) - thing.short)
    text = thing.usual or max(full, key=lambda n: (not n.isupper() or len(n) < 7, thing.names[n], len(n), n))
    name = text.removeprefix("the ").removeprefix("The ") if thing.usual is None else text
    name = name.title() if thing.kind == "place" and name.isupper() and len(name) > 4 and "." not in name else name
    return _row(thing.kind, name, set(thing.names), thing.found, thing.rule)


def _row(kind: EntityKind, name: str, aliases: set[str], found: Sequence[Found], rule: str) -> _Row:
    return _Row(identify("e", kind, name), kind, name, frozenset(aliases), sorted(found), rule)


def _recased(name: str) -> str:
    return " ".join(word.capitalize() if len(word) > 2 else word for word in name.split())


def _casts(rows: Sequence[_Row]) -> dict[str, Cast]:
    named: dict[str, list[Named]] = defaultdict(list)
    for row in rows:
        for one in row.found:
            named[one.article].append(Named(one, row.key, row.kind))
    return {article: cast_of(found) for article, found in named.items()}


def _mentions(rows: Sequence[_Row], stand_ins: Mapping[str, Sequence[StandIn]]) -> dict[str, list[Mention]]:
    mentions: dict[str, set[Mention]] = {row.key: set() for row in rows}
    for row in rows:
        mentions[row.key] |= {Mention(article=one.article, span=one.span) for one in row.found}
    for article, found in stand_ins.items():
        for one in found:
            mentions[one.key].add(Mention(article=article, span=one.span, form="title"))
    return {key: sorted(found, key=lambda m: (m.article, m.span)) for key, found in mentions.items()}


def _held(offices: Sequence[Office]) -> dict[str, tuple[OfficeHeld, ...]]:
    """Return the offices of each person, those of one title as one where their dates do not contradict."""
    groups: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices:
        if is_office(office.role):
            groups[office.key, office.role.title.casefold()].append(office)
    held: dict[str, list[OfficeHeld]] = defaultdict(list)
    for (key, _), found in sorted(groups.items()):
        held[key] += _terms(found)
    return {
        key: tuple(sorted(rows, key=lambda row: (-len(row.evidence), row.title, row.since or "")))
        for key, rows in held.items()
    }


def _terms(found: Sequence[Office]) -> list[OfficeHeld]:
    title = max(sorted(o.role.title for o in found), key=lambda t: sum(o.role.title == t for o in found))
    terms: list[tuple[str | None, str | None]] = []
    for since, until in sorted(
        {(o.since, o.until) for o in found if o.since or o.until}, key=lambda t: (t[0] or "", t[1] or "")
    ):
        for i, (begun, ended) in enumerate(terms):
            if (not since or not begun or since == begun) and (not until or not ended or until == ended):
                terms[i] = (begun or since, ended or until)
                break
        else:
            terms.append((since, until))
    refs = sorted({(o.ref.article, o.ref.span, o.rule) for o in found})
    rule = min(found, key=lambda o: (not (o.since or o.until), o.rule)).rule
    return [
        OfficeHeld(
            title=title,
            since=since,
            until=until,
            evidence=tuple(Ref(article=a, span=s) for a, s in sorted({(a, s) for a, s, _ in refs})),
            rule=rule,
        )
        for since, until in terms or [(None, None)]
    ]


def _relations(
    offices: Mapping[str, Sequence[Office]], casts: Mapping[str, Cast], stand_ins: Mapping[str, Sequence[StandIn]]
) -> dict[str, tuple[EntityRelation, ...]]:
    """Return whose spokesman, son or chief of staff somebody is, where the phrase names the other side."""
    found: dict[tuple[str, str, str], dict[Ref, str]] = defaultdict(dict)
    for article, rows in offices.items():
        titles = {i: one.key for one in stand_ins[article] for i in range(one.first, one.last)}
        for office in rows:
            for owner in office.role.owners:
                named = casts[article].at.get(owner)
                other = named.key if named else titles.get(owner)
                if other is not None and other != office.key:
                    found[office.key, office.role.head, other][office.ref] = office.rule
    related: dict[str, list[EntityRelation]] = defaultdict(list)
    for key, kind, other in sorted(found):
        refs = found[key, kind, other]
        evidence = tuple(sorted(refs, key=lambda ref: (ref.article, ref.span)))
        related[key].append(EntityRelation(kind=kind, entity=other, evidence=evidence, rule=min(refs.values())))
    return {key: tuple(rows) for key, rows in related.items()}
