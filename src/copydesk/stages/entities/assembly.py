"""The entities with their names, aliases, mentions, offices and relations. Bearer, Thing -> Entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Entity, EntityKind, EntityRelation, Mention, OfficeHeld, Ref, identify
from copydesk.stages.entities.cast import Named
from copydesk.stages.entities.changes import Owners, settle_changes
from copydesk.stages.entities.dated import Term
from copydesk.stages.entities.fullnames import Bearer
from copydesk.stages.entities.joins import explain_joins
from copydesk.stages.entities.office import Office, fold_title, is_office
from copydesk.stages.entities.reading import class_of_title
from copydesk.stages.entities.references import Reference, find_references
from copydesk.stages.entities.scan import Found
from copydesk.stages.entities.scenes import Scene
from copydesk.stages.entities.standins import Holders, StandIn, find_stand_ins, holders_of
from copydesk.stages.entities.things import Thing
from copydesk.stages.entities.within import Setting
from copydesk.text.names import Sex

_KIND_ORDER = {"person": 0, "organization": 1, "place": 2}


class Row(NamedTuple):
    """An entity in the making: its id, its kind, its printed names with their counts, its places."""

    key: str
    kind: EntityKind
    name: str
    aliases: frozenset[str]
    found: Sequence[Found]
    rule: str
    sex: Sex | None = None


def list_rows(persons: Sequence[Bearer], things: Sequence[Thing]) -> list[Row]:
    """Return the entities in the making, each with its own name and id."""
    return [*_told_apart(map(_person_row, persons)), *map(_thing_row, things)]


def name_places(rows: Sequence[Row]) -> Mapping[str, list[Named]]:
    """Return for each article its names and the entities that they name."""
    named: dict[str, list[Named]] = defaultdict(list)
    for row in rows:
        for one in row.found:
            named[one.article].append(Named(one, row.key, row.kind, row.sex))
    return named


def assemble_entities(
    articles: Sequence[Article], rows: Sequence[Row], scenes: Sequence[Scene]
) -> tuple[tuple[Entity, ...], list[Reference]]:
    """Return the entities in the order of the export, and all places that mean persons, those whom nobody names too."""
    told = [office for scene in scenes for office in scene.offices if is_office(office.role)]
    stand_ins = _stand_ins(scenes, rows, holders_of(told))
    mentions = _mentions(rows, stand_ins)
    settings = [
        Setting(scene, article.group or "", {one.last - 1: one.key for one in stand_ins[scene.article]})
        for article, scene in zip(articles, scenes, strict=True)
    ]
    references = find_references(settings, (office for scene in scenes for office in scene.offices))
    meant = _references(references, mentions)
    owners = {(scene.article, one.token): (one.key, one.kind) for scene in scenes for one in scene.owners}
    changes = [change for scene in scenes for change in scene.changes]
    held = _held([*told, *settle_changes(changes, told, owners)])
    related = _relations(scenes, owners, stand_ins)
    entities = [
        Entity(
            id=row.key,
            kind=row.kind,
            name=row.name,
            aliases=tuple(sorted(row.aliases - {row.name})),
            roles=held.get(row.key, ()),
            relations=related.get(row.key, ()),
            mentions=tuple(mentions[row.key]),
            joined=explain_joins(row.name, row.aliases) if row.kind == "person" else (),
            references=tuple(meant[row.key]),
            rule=row.rule,
        )
        for row in rows
    ]
    return in_order(entities), references


def in_order(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities in the order of the export: persons, then organisations, then places, the most mentioned first."""
    return tuple(sorted(entities, key=lambda e: (_KIND_ORDER[e.kind], -len(e.mentions), e.name, e.id)))


def _person_row(bearer: Bearer) -> Row:
    printed = Counter(one.text for one in bearer.found)
    aliases = set(printed)
    for one in bearer.found:
        if one.title is not None and one.title[0].isupper() and class_of_title(one.title) != "kin":
            aliases.add(f"{one.title} {one.text}")
    full = Counter({name: count for name, count in bearer.names.items() if name not in bearer.misspelt})
    name = max(full or printed, key=lambda n: (not n.isupper(), full[n], len(n), n))
    shown = _recased(name) if name.isupper() else name
    rule = "entities.misspelt" if bearer.misspelt else bearer.rule
    return _row("person", shown, aliases, bearer.found, rule)._replace(sex=bearer.sex())


def _told_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, those of one name under their titles ("Mr. Hall", "Mrs. Hall")."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_name[row.name].append(row)
    for name, same in sorted(by_name.items()):
        for row in same:
            titled = Counter(f"{one.title} {name}" for one in row.found if one.title is not None)
            shown = min(titled, key=lambda t: (-titled[t], t)) if len(same) > 1 and titled else name
            yield row._replace(name=shown, key=identify("e", row.kind, shown))


def _thing_row(thing: Thing) -> Row:
    full = sorted(set(thing.names) - thing.short)
    text = thing.usual or max(full, key=lambda n: (not n.isupper() or len(n) < 7, thing.names[n], len(n), n))
    name = text.removeprefix("the ").removeprefix("The ") if thing.usual is None else text
    name = name.title() if thing.kind == "place" and name.isupper() and len(name) > 4 and "." not in name else name
    return _row(thing.kind, name, set(thing.names), thing.found, thing.rule)


def _row(kind: EntityKind, name: str, aliases: set[str], found: Sequence[Found], rule: str) -> Row:
    return Row(identify("e", kind, name), kind, name, frozenset(aliases), sorted(found), rule)


def _recased(name: str) -> str:
    return " ".join(word.capitalize() if len(word) > 2 else word for word in name.split())


def _stand_ins(scenes: Sequence[Scene], rows: Sequence[Row], everywhere: Holders) -> dict[str, list[StandIn]]:
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for one in row.found:
            named[one.article].add(row.key)
    found: dict[str, list[StandIn]] = {}
    for scene in scenes:
        here = holders_of(office for office in scene.offices if is_office(office.role))
        found[scene.article] = list(find_stand_ins(scene.pointers, named[scene.article], here, everywhere))
    return found


def _mentions(rows: Sequence[Row], stand_ins: Mapping[str, Sequence[StandIn]]) -> dict[str, list[Mention]]:
    mentions: dict[str, set[Mention]] = {row.key: set() for row in rows}
    for row in rows:
        mentions[row.key] |= {Mention(article=one.article, span=one.span) for one in row.found}
    for article, found in stand_ins.items():
        for one in found:
            mentions[one.key].add(Mention(article=article, span=one.span, form="title"))
    return {key: sorted(found, key=lambda m: (m.article, m.span)) for key, found in mentions.items()}


def _references(references: Sequence[Reference], mentions: Mapping[str, Sequence[Mention]]) -> dict[str, list[Mention]]:
    """Return the descriptions and pronouns of each person, in the articles that name them; a title that stands for somebody is none."""
    taken = {(m.article, m.span.end) for found in mentions.values() for m in found if m.form == "title"}
    found: dict[str, list[Mention]] = defaultdict(list)
    for article, place, key, named in references:
        if named and place.form != "name" and (article, place.span.end) not in taken:
            found[key].append(Mention(article=article, span=place.span, form=place.form))
    return defaultdict(list, {key: sorted(rows, key=lambda m: (m.article, m.span)) for key, rows in found.items()})


def _held(offices: Sequence[Office]) -> dict[str, tuple[OfficeHeld, ...]]:
    """Return the offices of each person, those of one title as one where their dates do not contradict."""
    persons: dict[str, dict[str, list[Office]]] = defaultdict(lambda: defaultdict(list))
    for office in offices:
        persons[office.key][fold_title(office.role.title)].append(office)
    return {
        key: tuple(
            sorted(
                (row for found in _join_titles(titles) for row in _terms(found)),
                key=lambda row: (-len(row.evidence), row.title, row.since or ""),
            )
        )
        for key, titles in persons.items()
    }


def _join_titles(titles: Mapping[str, list[Office]]) -> list[list[Office]]:
    """Return the offices by title; "harbour chief" and "chief" are one where no other kind of chief is told."""
    groups = {title: list(found) for title, found in sorted(titles.items())}
    for title in sorted(groups):
        longer = [other for other in groups if other.endswith(f" {title}")]
        if len(longer) == 1 and groups[longer[0]][0].role.head == groups[title][0].role.head:
            groups[longer[0]] += groups.pop(title)
    return list(groups.values())


def _terms(found: Sequence[Office]) -> list[OfficeHeld]:
    title = max(sorted(o.role.title for o in found), key=lambda t: (sum(o.role.title == t for o in found), len(t)))
    remits = Counter(o.role.remit for o in found if o.role.remit)
    over = min(remits, key=lambda remit: (-remits[remit], remit), default=None)
    terms: list[Term] = []
    for term in sorted(
        {Term(o.since, o.until) for o in found if o.since or o.until}, key=lambda t: (t.since or "", t.until or "")
    ):
        i = next((i for i, known in enumerate(terms) if _agree(term, known)), None)
        if i is None:
            terms.append(term)
        else:
            terms[i] = Term(*(max(a or "", b or "", key=len) or None for a, b in zip(term, terms[i], strict=True)))
    refs = sorted({(o.ref.article, o.ref.span, o.rule) for o in found})
    rule = min(found, key=lambda o: (not (o.since or o.until), o.rule)).rule
    return [
        OfficeHeld(
            title=f"{title} {over}" if over else title,
            since=since,
            until=until,
            past=since is None and until is None and any(o.role.former for o in found),
            evidence=tuple(Ref(article=a, span=s) for a, s in sorted({(a, s) for a, s, _ in refs})),
            rule=rule,
        )
        for since, until in terms or [Term()]
    ]


def _agree(a: Term, b: Term) -> bool:
    """Tell whether two terms can be one: what both tell is the same date, or one date and its month or year."""
    pairs = [(x, y) for x, y in zip(a, b, strict=True) if x and y]
    return all(x.startswith(y) or y.startswith(x) for x, y in pairs)


def _relations(
    scenes: Sequence[Scene], owners: Owners, stand_ins: Mapping[str, Sequence[StandIn]]
) -> dict[str, tuple[EntityRelation, ...]]:
    """Return whose spokesman, son or owner somebody is, where the phrase or the clause names the other side."""
    found: dict[tuple[str, str, str], dict[Ref, str]] = defaultdict(dict)
    for bond in (bond for scene in scenes for bond in scene.bonds):
        found[bond.key, bond.kind, bond.other][bond.ref] = bond.rule
    for scene in scenes:
        titles = {i: one.key for one in stand_ins[scene.article] for i in range(one.first, one.last)}
        for office in scene.offices:
            for owner in office.role.owners:
                known = owners.get((scene.article, owner))
                other = known[0] if known else titles.get(owner)
                if other is not None and other != office.key:
                    found[office.key, office.role.head, other][office.ref] = office.rule
    related: dict[str, list[EntityRelation]] = defaultdict(list)
    for key, kind, other in sorted(found):
        refs = found[key, kind, other]
        evidence = tuple(sorted(refs, key=lambda ref: (ref.article, ref.span)))
        related[key].append(EntityRelation(kind=kind, entity=other, evidence=evidence, rule=min(refs.values())))
    return {key: tuple(rows) for key, rows in related.items()}
