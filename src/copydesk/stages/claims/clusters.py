"""Statements that say the same thing, brought together; those that differ in one point, linked. Statement -> Cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from copydesk.stages.claims.alike import SAME, compare, may_tell
from copydesk.stages.claims.figures import LEAST_SUM, is_figure
from copydesk.stages.claims.meanings import Meanings, rarest
from copydesk.stages.claims.model import Cluster, Copied, Difference, Likeness, Place, Statement

MOST_MEMBERS = 8
"""Members of a cluster, of different words, that a statement is held against."""
MOST_WORDS = 8
"""Words of a statement, the rarest, by which others like it are found."""
MOST_OF_WORD = 60
"""Clusters found by one word; a word that more have says little."""
MOST_COMPARED = 5
"""Clusters that a statement is compared with: those that share the most of its rare words."""
SPREAD = 0.75
"""A statement is on average at least so much as like a cluster's members as two of the same must be."""


class Clustered(NamedTuple):
    """Clusters, in the order of their first statement, and how those pairs of them compare that differ in one point."""

    clusters: list[Cluster]
    apart: Mapping[tuple[int, int], Likeness]


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
        found: dict[int, float] = defaultdict(float)
        for key in self._keys(statement):
            weight = self.meanings.weights.get(key, 1.0)
            for at in self.by_key.get(key, ())[-MOST_OF_WORD:]:
                found[at] += weight
        least = min(sorted(found.values())[-MOST_COMPARED:], default=0.0)
        most = sorted((-shared, at) for at, shared in found.items() if shared >= least)
        return sorted(at for _, at in most[:MOST_COMPARED])

    def _keys(self, statement: Statement) -> list[str]:
        if is_figure(statement.predicate):
            return [statement.predicate]
        words = statement.words | {value for _, value in statement.numbers}
        return rarest(words, self.meanings.weights, MOST_WORDS)


def cluster_statements(statements: Sequence[Statement], same: Sequence[Copied], meanings: Meanings) -> Clustered:
    """Return the clusters; a statement joins the one it is most like and differs from no member of.

    `same` holds statements already known to be the same: copies, and wordings of one utterance.
    """
    leader = _leaders(statements, same)
    clusters: list[Cluster] = []
    apart: dict[tuple[int, int], Likeness] = {}
    index = Index(meanings)
    home: dict[Place, int] = {}
    for statement in statements:
        root = leader.get(statement.place, statement)
        if root.place not in home:
            reach = meanings.reach(root)
            near = [at for at in index.near(root) if _may_tell(clusters[at], root, meanings, reach)]
            found = {at: _hold_against(clusters[at], root, meanings) for at in near}
            joined = max((at for at in found if found[at].same), key=lambda at: found[at].score, default=None)
            place = len(clusters) if joined is None else joined
            if joined is None:
                clusters.append(Cluster(root))
            for at, likeness in found.items():
                pair = (min(at, place), max(at, place))
                if likeness.differs and (pair not in apart or likeness.score > apart[pair].score):
                    apart[pair] = likeness
            home[root.place] = place
            index.add(root, place)
        clusters[home[root.place]].add(statement)
    return Clustered(clusters, apart)


def link_clusters(found: Clustered, copied: Sequence[Copied]) -> Iterator[tuple[int, int, Difference, bool]]:
    """Yield each pair of clusters that tell the same with one difference, and whether a copy made it."""
    home = {member.place: at for at, cluster in enumerate(found.clusters) for member in cluster.members}
    seen = set()
    for link in copied:
        if link.differs is not None:
            pair = (home[link.source.place], home[link.copy.place])
            if pair[0] != pair[1] and frozenset(pair) not in seen:
                seen.add(frozenset(pair))
                yield (*pair, link.differs, True)
    for pair, likeness in found.apart.items():
        leaders = [_counting(found.clusters[at]) for at in pair]
        is_linked = likeness.differs != "number" or _count_the_same(*leaders)
        if likeness.differs is not None and is_linked and frozenset(pair) not in seen:
            yield (*pair, likeness.differs, False)


def _counting(cluster: Cluster) -> Statement:
    """Return the first member of a cluster that has a number, or its leader."""
    return next((one for one in cluster.distinct.values() if one.numbers), cluster.leader)


def _count_the_same(one: Statement, two: Statement) -> bool:
    """Tell whether two statements may count the same thing: a noun that both count, what both say it of, or large sums."""
    if is_figure(one.predicate) or is_figure(two.predicate):
        return True
    both = {slot for slot, _ in one.numbers} & {slot for slot, _ in two.numbers}
    parts = {"subject": one.subject == two.subject, "object": one.object == two.object}
    if any(parts.get(slot, True) for slot in sorted(both)):
        return True
    return all(max((float(value) for _, value in each.numbers), default=0.0) >= LEAST_SUM for each in (one, two))


def _held(cluster: Cluster) -> Iterable[Statement]:
    """Return the members that a statement is held against."""
    return islice(cluster.distinct.values(), MOST_MEMBERS)


def _may_tell(cluster: Cluster, statement: Statement, meanings: Meanings, reach: frozenset[str]) -> bool:
    return any(may_tell(member, statement, meanings, reach) for member in _held(cluster))


def _hold_against(cluster: Cluster, statement: Statement, meanings: Meanings) -> Likeness:
    """Return how close a statement is to a cluster on average, and whether it is the same as a member and differs from none."""
    found = [compare(member, statement, meanings) for member in _held(cluster)]
    if any(likeness.apart for likeness in found):
        return max(found, key=lambda likeness: (likeness.differs is not None, likeness.score))
    score = sum(likeness.score for likeness in found) / len(found)
    return Likeness(any(likeness.same for likeness in found) and score >= SPREAD * SAME, None, score)


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
