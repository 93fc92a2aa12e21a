"""The sources: how they are identified, their chains, and which outlets rely on which. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from copydesk.index import Index, content_refs
from copydesk.records import Attribution, Copy, Ref, Source
from copydesk.reported import usual_name
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.reliance import Reliance, draw_reliance
from copydesk.web.words import copied_by

IDENTIFICATIONS = {
    "named": ("Named", "people and documents that are called by their names"),
    "role": ("By role", "known by office only, such as a spokesman"),
    "anonymous": ("Anonymous", "not named, not known by office"),
}
CHAINS, RELIANCES = 20, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A way that words took: who said them, the outlets that passed them on, nearest first, and where they stand here."""

    source: Source | None
    via: tuple[str, ...]
    outlet: str
    refs: tuple[Ref, ...]


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the sources of this page by how they are identified; on the first, the chains and who relies on whom."""
    index = leaf.story.index
    is_first = leaf.number == 1
    chains = find_chains(index) if is_first else []
    relied = find_reliances(index) if is_first else []
    return {
        "groups": group_sources(leaf.part("sources")),
        "pages": leaf.pages("sources"),
        "chains": chains[:CHAINS],
        "more_chains": len(chains) - len(chains[:CHAINS]),
        "reliances": relied[:RELIANCES],
        "more_reliances": len(relied) - len(relied[:RELIANCES]),
        "reliance_picture": draw_reliance(relied[:RELIANCES]) if relied else "",
    }


def group_sources(found: Sequence[Source]) -> list[tuple[str, str, tuple[Source, ...]]]:
    """Return the sources by how they are identified: heading, explanation, and the sources."""
    return [
        (*words, tuple(source for source in found if source.identification == name))
        for name, words in IDENTIFICATIONS.items()
    ]


def find_chains(index: Index) -> list[Chain]:
    """Return the ways that words took through at least one other outlet, those most often taken first."""
    found: dict[tuple[str | None, tuple[str, ...], str], list[Ref]] = {}
    for one in index.records.attributions:
        home = index.outlet(one.article)
        if any(usual_name(index.who(name)) != usual_name(home) for name in one.via):
            key = (one.source, one.via, home)
            found.setdefault(key, []).extend(_places(one))
    chains = [
        Chain(source=index.get(Source, source), via=via, outlet=outlet, refs=tuple(refs))
        for (source, via, outlet), refs in found.items()
    ]
    return sorted(chains, key=lambda one: (-len(one.refs), -len(one.via), one.outlet, one.via))


def find_reliances(index: Index) -> list[Reliance]:
    """Return which outlet relies on which, by name or by copying, the heaviest first."""
    names: dict[str, str] = {}
    credits: dict[tuple[str, str], list[Ref]] = {}
    copied: dict[tuple[str, str], list[Copy]] = {}
    for one in index.records.attributions:
        for who, on in _links(one, index):
            credits.setdefault(_keys(who, on, names), []).extend(_places(one))
    for copy in index.records.copies:
        if copier := copied_by(copy):
            origin = copy.a if copier == copy.b else copy.b
            copied.setdefault(_keys(index.outlet(copier), index.outlet(origin), names), []).append(copy)
    found = [
        Reliance(
            who=names[who],
            on=names[on],
            credits=tuple(credits.get((who, on), ())),
            copies=tuple(copied.get((who, on), ())),
        )
        for who, on in dict.fromkeys([*credits, *copied])
        if who != on
    ]
    return sorted(found, key=lambda one: (-one.weight, one.on, one.who))


def _keys(who: str, on: str, names: dict[str, str]) -> tuple[str, str]:
    """Return the keys of two outlets, and keep how each is first written."""
    for name in (who, on):
        names.setdefault(usual_name(name), name)
    return usual_name(who), usual_name(on)


def _links(one: Attribution, index: Index) -> Iterator[tuple[str, str]]:
    """Yield each outlet of an attribution's chain with the one that it has the words from."""
    source = index.get(Source, one.source)
    chain = [name for outlet in one.via if (name := index.who(outlet))]
    if source and source.kind == "outlet" and source.name:
        chain.insert(0, source.name)
    yield from zip([*chain[1:], index.outlet(one.article)], chain, strict=True) if chain else ()


def _places(one: Attribution) -> Iterable[Ref]:
    if one.content_spans:
        return content_refs(one)[:1]
    span = one.cue_span or one.source_span
    return (Ref(article=one.article, span=span),) if span else ()
