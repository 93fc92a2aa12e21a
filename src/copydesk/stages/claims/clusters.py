"""Statements that say the same thing, brought together; those that differ in one point, linked. Statement -> Cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.stages.claims.alike import compare, conflicts, difference
from copydesk.stages.claims.model import Cluster, Copied, Difference, Statement

MOST_MEMBERS = 8
"""Members of a cluster that a statement is held against."""
MOST_LINKED = 3
"""Members of two clusters that are compared to see in what the clusters differ."""
MOST_COMPARED = 60
"""Clusters of one key that a statement is compared with; a key shared by more says little."""


def cluster_statements(
    statements: Sequence[Statement], same: Sequence[Copied], weights: Mapping[str, float]
) -> list[Cluster]:
    """Return the clusters, in the order of their first statement; a statement joins the one it is most like.

    `same` holds statements already known to be the same: copies, and wordings of one utterance.
    """
    leader = _leaders(statements, same)
    clusters: list[Cluster] = []
    by_key: dict[tuple[str, str], list[int]] = {}
    home: dict[tuple[str, int, int], int] = {}
    for statement in statements:
        root = leader.get(statement.place, statement)
        if root.place not in home:
            place = _best(root, clusters, _candidates(root, by_key), weights)
            if place is None:
                place = len(clusters)
                clusters.append(Cluster(root))
            home[root.place] = place
            for key in keys_of(root):
                if place not in by_key.setdefault(key, []):
                    by_key[key].append(place)
        clusters[home[root.place]].members.append(statement)
    return clusters


def link_clusters(
    clusters: Sequence[Cluster], copied: Sequence[Copied], weights: Mapping[str, float]
) -> Iterator[tuple[int, int, Difference, bool]]:
    """Yield each pair of clusters that tell the same with one difference, and whether a copy made it."""
    home = {member.place: at for at, cluster in enumerate(clusters) for member in cluster.members}
    seen = set()
    for link in copied:
        if link.differs is not None:
            pair = (home[link.source.place], home[link.copy.place])
            if pair[0] != pair[1] and frozenset(pair) not in seen:
                seen.add(frozenset(pair))
                yield (*pair, link.differs, True)
    by_key: dict[tuple[str, str], list[int]] = {}
    for at, cluster in enumerate(clusters):
        for other in sorted(
            {one for member in _distinct(cluster)[:MOST_LINKED] for one in _candidates(member, by_key)}
        ):
            differs = _differ(clusters[other], cluster, weights)
            if differs is not None and frozenset((other, at)) not in seen:
                seen.add(frozenset((other, at)))
                yield other, at, differs, False
        for key in sorted({key for member in _distinct(cluster) for key in keys_of(member)}):
            by_key.setdefault(key, []).append(at)


def _differ(one: Cluster, two: Cluster, weights: Mapping[str, float]) -> Difference | None:
    """Return the difference between those members of two clusters that are most alike."""
    pairs = [(a, b) for a in _distinct(one)[:MOST_LINKED] for b in _distinct(two)[:MOST_LINKED]]
    found = [compare(a, b, weights) for a, b in pairs]
    differing = [likeness for likeness in found if likeness.differs is not None]
    return max(differing, key=lambda likeness: likeness.score).differs if differing else None


def keys_of(statement: Statement) -> list[tuple[str, str]]:
    """Return what statements must share to be compared: what is done, and one of those it concerns."""
    arguments = {statement.subject, statement.object, *statement.names} - {None, "?"}
    return [(statement.predicate, str(argument)) for argument in sorted(map(str, arguments))]


def _candidates(statement: Statement, by_key: Mapping[tuple[str, str], Sequence[int]]) -> list[int]:
    found = {at for key in keys_of(statement) for at in by_key.get(key, ())[-MOST_COMPARED:]}
    return sorted(found)


def _best(
    statement: Statement, clusters: Sequence[Cluster], candidates: Sequence[int], weights: Mapping[str, float]
) -> int | None:
    best, best_score = None, 0.0
    for at in candidates:
        cluster = clusters[at]
        score = max((_score(member, statement, weights) for member in _distinct(cluster)), default=0.0)
        if score > best_score and _fits(statement, cluster):
            best, best_score = at, score
    return best


def _score(member: Statement, statement: Statement, weights: Mapping[str, float]) -> float:
    likeness = compare(member, statement, weights)
    return likeness.score if likeness.same else 0.0


def _distinct(cluster: Cluster) -> list[Statement]:
    """Return a few members of a cluster that differ in their words, the first ones."""
    found: dict[frozenset[str], Statement] = {}
    for member in cluster.members:
        found.setdefault(member.words, member)
        if len(found) == MOST_MEMBERS:
            break
    return list(found.values()) or [cluster.leader]


def _fits(statement: Statement, cluster: Cluster) -> bool:
    """Tell whether a statement contradicts none of a cluster's members in a name, a number, a date or otherwise."""
    return all(
        difference(member, statement) is None and not conflicts(member, statement) for member in _distinct(cluster)
    )


def _leaders(statements: Sequence[Statement], copied: Sequence[Copied]) -> dict[tuple[str, int, int], Statement]:
    """Return for each copied statement the first of those it was copied from, unaltered."""
    order = {statement.place: at for at, statement in enumerate(statements)}
    parent: dict[tuple[str, int, int], tuple[str, int, int]] = {}

    def root(place: tuple[str, int, int]) -> tuple[str, int, int]:
        while parent.get(place, place) != place:
            place = parent[place]
        return place

    for link in copied:
        if link.differs is None:
            one, two = root(link.source.place), root(link.copy.place)
            if one != two:
                first, second = sorted((one, two), key=order.__getitem__)
                parent[second] = first
    by_place = {statement.place: statement for statement in statements}
    return {place: by_place[root(place)] for place in by_place}
