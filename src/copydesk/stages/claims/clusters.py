"""Statements that say the same thing, brought together; those that differ in one point, linked. Statement -> Cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.stages.claims.alike import SAME, compare, difference
from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.meanings import Meanings, rarest
from copydesk.stages.claims.model import Cluster, Copied, Difference, Likeness, Place, Statement

MOST_MEMBERS = 8
"""Members of a cluster, of different words, that a statement is held against."""
MOST_LINKED = 3
"""Members of two clusters that are compared to see in what the clusters differ."""
MOST_WORDS = 8
"""Words of a statement, the rarest, by which others like it are found."""
MOST_OF_WORD = 60
"""Clusters found by one word; a word that more have says little."""
MOST_COMPARED = 12
"""Clusters that a statement is compared with: those that share the most of its rare words."""
SPREAD = 0.75
"""A statement is on average at least so much as like a cluster's members as two of the same must be."""


class Index:
    """Clusters by the rare words and the numbers of their statements."""

    def __init__(self, meanings: Meanings) -> None:
        self.meanings = meanings
        self.by_key: dict[str, list[int]] = {}

    def add(self, statement: Statement, at: int) -> None:
        for key in self._keys(statement):
            known = self.by_key.setdefault(key, [])
            if at not in known[-MOST_OF_WORD:]:
                known.append(at)

    def near(self, statement: Statement) -> list[int]:
        """Return the clusters that share the most of a statement's rare words, in order."""
        found: dict[int, float] = {}
        for key in self._keys(statement):
            weight = self.meanings.weights.get(key, 1.0)
            for at in self.by_key.get(key, ())[-MOST_OF_WORD:]:
                found[at] = found.get(at, 0.0) + weight
        return sorted(sorted(found, key=lambda at: (-found[at], at))[:MOST_COMPARED])

    def _keys(self, statement: Statement) -> list[str]:
        if is_figure(statement.predicate):
            return [statement.predicate]
        words = statement.words | {value for _, value in statement.numbers}
        return rarest(words, self.meanings.weights, MOST_WORDS)


def cluster_statements(statements: Sequence[Statement], same: Sequence[Copied], meanings: Meanings) -> list[Cluster]:
    """Return the clusters, in the order of their first statement; a statement joins the one it is most like.

    `same` holds statements already known to be the same: copies, and wordings of one utterance.
    """
    leader = _leaders(statements, same)
    clusters: list[Cluster] = []
    index = Index(meanings)
    home: dict[Place, int] = {}
    for statement in statements:
        root = leader.get(statement.place, statement)
        if root.place not in home:
            place = _best(root, clusters, index)
            if place is None:
                place = len(clusters)
                clusters.append(Cluster(root))
            home[root.place] = place
            index.add(root, place)
        clusters[home[root.place]].members.append(statement)
    return clusters


def link_clusters(
    clusters: Sequence[Cluster], copied: Sequence[Copied], meanings: Meanings
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
    index = Index(meanings)
    for at, cluster in enumerate(clusters):
        near = {one for member in _distinct(cluster)[:MOST_LINKED] for one in index.near(member)} - {at}
        for other in sorted(near):
            differs = _differ(clusters[other], cluster, meanings)
            if differs is not None and frozenset((other, at)) not in seen:
                seen.add(frozenset((other, at)))
                yield other, at, differs, False
        for member in _distinct(cluster):
            index.add(member, at)


def _differ(one: Cluster, two: Cluster, meanings: Meanings) -> Difference | None:
    """Return the difference between those members of two clusters that are most alike."""
    pairs = [(a, b) for a in _distinct(one)[:MOST_LINKED] for b in _distinct(two)[:MOST_LINKED]]
    differing = [likeness for a, b in pairs if (likeness := compare(a, b, meanings)).differs is not None]
    return max(differing, key=lambda likeness: likeness.score).differs if differing else None


def _best(statement: Statement, clusters: Sequence[Cluster], index: Index) -> int | None:
    """Return the cluster that a statement is most like, if it contradicts none of its members."""
    best, best_score = None, 0.0
    for at in index.near(statement):
        members = _distinct(clusters[at])
        if any(difference(member, statement) is not None for member in members):
            continue
        found = [compare(member, statement, index.meanings) for member in members]
        score = sum(likeness.score for likeness in found) / len(found)
        if any(likeness.same for likeness in found) and score > best_score and _is_near_all(found):
            best, best_score = at, score
    return best


def _is_near_all(found: Sequence[Likeness]) -> bool:
    return sum(likeness.score for likeness in found) / len(found) >= SPREAD * SAME


def _distinct(cluster: Cluster) -> list[Statement]:
    """Return a few members of a cluster that differ in their words, the first ones."""
    found: dict[frozenset[str], Statement] = {}
    for member in cluster.members:
        found.setdefault(member.words, member)
        if len(found) == MOST_MEMBERS:
            break
    return list(found.values()) or [cluster.leader]


def _leaders(statements: Sequence[Statement], copied: Sequence[Copied]) -> dict[Place, Statement]:
    """Return for each copied statement the first of those it was copied from, unaltered."""
    order = {statement.place: at for at, statement in enumerate(statements)}
    parent: dict[Place, Place] = {}

    def root(place: Place) -> Place:
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
