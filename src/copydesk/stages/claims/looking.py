"""All that is found about a pile's statements before claims are written of them. Draft -> Found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from copydesk.records import Draft, Source
from copydesk.stages.claims.answers import Answer, Doubt, confirming_origins, find_answers, find_doubts
from copydesk.stages.claims.backing import Pile, find_origin
from copydesk.stages.claims.clusters import cluster_statements, link_clusters
from copydesk.stages.claims.copying import find_copied, find_requoted
from copydesk.stages.claims.denials import find_denials
from copydesk.stages.claims.meanings import read_meanings
from copydesk.stages.claims.model import Cluster, Copied, Difference, Origin, Place, Statement
from copydesk.stages.claims.names import outlet_key
from copydesk.stages.claims.outlets import find_desks, find_generic, read_press
from copydesk.stages.claims.people import mentions_by_article
from copydesk.stages.claims.statements import find_statements, in_order


class Link(NamedTuple):
    """Another cluster that tells the same with one difference; `by_copy` where a copy made the change."""

    other: int
    differs: Difference
    by_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Clusters of statements, and for each cluster, by its place in the list, what concerns it.

    `copied` gives for a copied statement the earliest place it was taken from, `roots` the end of its chain of copies
    that changed nothing, `slips` the places where another outlet's copy changed what it took.
    `stated` are the attributions whose content is a statement of its own.
    """

    pile: Pile
    clusters: Sequence[Cluster]
    copied: Mapping[Place, Statement]
    roots: Mapping[Place, Statement]
    slips: frozenset[Place]
    links: Mapping[int, Sequence[Link]]
    stated: frozenset[str]
    answers: Mapping[int, Sequence[Answer]]
    doubts: Mapping[int, Sequence[Doubt]]
    confirmed: Mapping[int, Sequence[Origin]]


class _OfCluster(Protocol):
    @property
    def cluster(self) -> int: ...


One = TypeVar("One", bound=_OfCluster)


def look(draft: Draft) -> Found:
    """Return the pile's statements in clusters, with copies, differences, answers and doubts."""
    statements = in_order(draft, draft.statements) if draft.statements else find_statements(draft)
    meanings = read_meanings(statements)
    pile = make_pile(draft)
    copied = [_led_back(link, pile) for link in find_copied(draft, statements)]
    same = [*copied, *find_requoted(draft, statements)]
    clustered = cluster_statements(statements, same, meanings)
    clusters = clustered.clusters
    answers = find_answers(draft, clusters, pile)
    found = find_denials(clusters, answers, meanings)
    denials = {at: to for at, to in found.items() if not _says_so_itself(clusters[at], clusters[to], pile)}
    answers = _turned(answers, denials)
    return Found(
        pile=pile,
        clusters=clusters,
        copied=_taken_from(copied, statements),
        roots=_roots(copied, statements),
        slips=_slips(copied, pile),
        links=_links(link_clusters(clustered, copied), denials),
        stated=frozenset(one.chain[0] for one in statements if one.chain),
        answers=_by_cluster(answers),
        doubts=_by_cluster(find_doubts(draft, clusters, pile.desks)),
        confirmed=confirming_origins(answers, pile),
    )


def make_pile(draft: Draft) -> Pile:
    """Return the pile's records by their ids."""
    press = read_press(draft)
    return Pile(
        desks=find_desks(draft, press),
        attributions={attribution.id: attribution for attribution in draft.attributions},
        sources=press.sources,
        family_of={article: family.id for family in draft.families for article in family.articles},
        articles={article.id: article for article in draft.articles},
        entities={entity.id: entity for entity in draft.entities},
        named_at=mentions_by_article(draft),
        generic=find_generic(draft, press.sources),
        outlets=press.outlets,
        first_day=min((article.published.value for article in draft.articles if article.published), default=""),
        parties=_party_sources(press.sources, press.parties),
    )


def _party_sources(sources: Mapping[str, Source], parties: Mapping[str, str]) -> dict[str, str]:
    """Return the source that each outlet is which the story is about, by the outlet's key."""
    named = ((outlet_key(source.name), source.id) for source in sources.values() if source.name)
    return {parties[key]: one for key, one in sorted(named, reverse=True) if key in parties}


def _led_back(link: Copied, pile: Pile) -> Copied:
    """Return a copied statement with its source; whoever credits the other's newsroom took it from there, whatever the dates say."""
    origin = find_origin(link.source, pile)
    is_turned = origin.credited and origin.key == pile.desks[link.copy.article].key
    return Copied(link.copy, link.source, link.differs) if is_turned else link


def _turned(answers: Iterable[Answer], denied: Mapping[int, int]) -> list[Answer]:
    """Return the answers, a denial that is a statement of its own turned to the claim it denies."""
    return [
        answer._replace(cluster=denied[answer.cluster], restates=False)
        if answer.restates and answer.attribution.stance == "denies" and answer.cluster in denied
        else answer
        for answer in answers
    ]


def _says_so_itself(denial: Cluster, claim: Cluster, pile: Pile) -> bool:
    """Tell whether whoever denies one thing is who says the other, and so does not deny that."""
    denying = {pile.attributions[one.chain[0]].source for one in denial.members if one.chain}
    saying = {pile.attributions[one.chain[0]].source for one in claim.members if one.chain and one.stance == "says"}
    return not denying.isdisjoint(saying - {None})


def _by_cluster(records: Iterable[One]) -> dict[int, list[One]]:
    found: dict[int, list[One]] = {}
    for record in records:
        found.setdefault(record.cluster, []).append(record)
    return found


def _links(pairs: Iterable[tuple[int, int, Difference, bool]], denials: Mapping[int, int]) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = {}
    links = list(pairs)
    linked = {frozenset(link[:2]) for link in links}
    denied: list[tuple[int, int, Difference, bool]] = [
        (*pair, "negation", False) for pair in denials.items() if frozenset(pair) not in linked
    ]
    for one, two, differs, by_copy in links + denied:
        found.setdefault(one, []).append(Link(two, differs, by_copy))
        found.setdefault(two, []).append(Link(one, differs, by_copy))
    return found


def _taken_from(copied: Iterable[Copied], statements: Sequence[Statement]) -> dict[Place, Statement]:
    """Return for each copied statement the earliest place it was taken from."""
    order = {statement.place: at for at, statement in enumerate(statements)}
    found: dict[Place, Statement] = {}
    for link in copied:
        known = found.get(link.copy.place)
        if known is None or order[link.source.place] < order[known.place]:
            found[link.copy.place] = link.source
    return found


def _slips(copied: Iterable[Copied], pile: Pile) -> frozenset[Place]:
    """Return where a copy changed what it took; an outlet that changes its own story corrects it."""
    return frozenset(
        link.copy.place
        for link in copied
        if link.differs is not None and not _is_own_story(pile, link.source.article, link.copy.article)
    )


def _is_own_story(pile: Pile, source: str, copy: str) -> bool:
    outlets = [pile.articles[article].outlet for article in (source, copy)]
    return None not in outlets and outlet_key(outlets[0] or "") == outlet_key(outlets[1] or "")


def _roots(copied: Iterable[Copied], statements: Sequence[Statement]) -> dict[Place, Statement]:
    """Return for each statement copied unchanged the one at the end of its chain of copies."""
    taken = _taken_from([link for link in copied if link.differs is None], statements)
    roots = {}
    for place in taken:
        seen, current = {place}, taken[place]
        while current.place in taken and current.place not in seen:
            seen.add(current.place)
            current = taken[current.place]
        roots[place] = current
    return roots
