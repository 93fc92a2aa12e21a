"""Denials in words of their own, and the claims they deny. (Cluster, Answer) -> pairs of places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from copydesk.records import Span
from copydesk.stages.claims.answers import Answer
from copydesk.stages.claims.backing import AGAINST
from copydesk.stages.claims.meanings import Meanings
from copydesk.stages.claims.model import Cluster, Statement
from copydesk.stages.claims.words import light_words

NEAR = 400
"""A denial that shares few words with a claim follows it within so many characters."""
NEXT = 80
"""What is denied further, in a quotation, begins within so many characters of the end of the denial."""
NEAR_MATCH = 0.15
"""Least share of weighed words in common with a claim that stands just before the denial."""
FAR_MATCH = 0.35
"""The same with a claim that stands elsewhere."""
MOST_COMPARED = 60
"""A word that more clusters have says too little to find a claim by."""
MOST_MEMBERS = 6


def find_denials(clusters: Sequence[Cluster], answers: Sequence[Answer], meanings: Meanings) -> dict[int, int]:
    """Return for each denial that is a cluster of its own, by its place, the place of the claim it denies.

    What somebody is said to deny answers the claim that shares the most words with it, fewer where the claim stands just
    before it. What is quoted right after a denial denies the same ("denied the account. 'There is no letter'").
    """
    asserted = frozenset(at for at, cluster in enumerate(clusters) if any(map(_asserts, cluster.members)))
    denying = [
        at for at, c in enumerate(clusters) if at not in asserted and any(m.stance == "denies" for m in c.members)
    ]
    wanted = frozenset(word for at in denying for one in clusters[at].members for word in _telling(one))
    by_word = _by_word(clusters, asserted, wanted)
    found: dict[int, int] = {}
    for at in denying:
        target = _most_alike(clusters[at], (clusters, by_word), meanings)
        if target is not None:
            found[at] = target
    denied = _denied(clusters, found, [one for one in answers if one.cluster in asserted])
    for at, cluster in enumerate(clusters):
        if at not in found and all(one.negated and one.chain for one in cluster.members):
            target = next((where for one in cluster.members for where in _before(one, denied)), None)
            if target is not None and target != at:
                found[at] = target
    return found


def _denied(
    clusters: Sequence[Cluster], found: Mapping[int, int], answers: Sequence[Answer]
) -> dict[str, list[tuple[Span, int]]]:
    """Return for each article the sentences that deny something, with the claims they deny."""
    denied: dict[str, list[tuple[Span, int]]] = {}
    for at, target in found.items():
        for one in clusters[at].members:
            denied.setdefault(one.article, []).append((one.sentence, target))
    for answer in answers:
        if answer.attribution.stance == "denies":
            denied.setdefault(answer.attribution.article, []).append((answer.sentence, answer.cluster))
    return denied


def _by_word(clusters: Sequence[Cluster], asserted: frozenset[int], wanted: frozenset[str]) -> dict[str, list[int]]:
    """Return which clusters have each of the wanted words."""
    found: dict[str, list[int]] = {}
    for at in sorted(asserted):
        for word in sorted({word for one in clusters[at].members for word in one.words & wanted}):
            found.setdefault(word, []).append(at)
    return found


def _before(one: Statement, denied: Mapping[str, Sequence[tuple[Span, int]]]) -> Iterator[int]:
    """Yield the claims denied in the sentence before a statement."""
    for sentence, target in denied.get(one.article, ()):
        if sentence.start < one.sentence.start <= sentence.end + NEXT:
            yield target


def _asserts(one: Statement) -> bool:
    return one.stance not in AGAINST and not one.negated


def _telling(one: Statement) -> frozenset[str]:
    return one.words - light_words("noun") - light_words("verb")


def _most_alike(
    denial: Cluster,
    looked_up: tuple[Sequence[Cluster], Mapping[str, Sequence[int]]],
    meanings: Meanings,
) -> int | None:
    clusters, by_word = looked_up
    words = sorted({word for one in denial.members for word in _telling(one)})
    scores: dict[int, float] = {}
    for at in sorted({other for word in words for other in by_word.get(word, ())[:MOST_COMPARED]}):
        pairs = [(a, b) for a in denial.members[:MOST_MEMBERS] for b in clusters[at].members[:MOST_MEMBERS]]
        scores[at] = max(_score(a, b, meanings) for a, b in pairs)
    best = max(scores, key=lambda at: (scores[at], -at), default=None)
    return best if best is not None and scores[best] > 0 else None


def _score(denial: Statement, claim: Statement, meanings: Meanings) -> float:
    """Return how alike a denial and a claim are; 0 where too little, nothing but names, or no deed is common to both."""
    mine, yours = _telling(denial), _telling(claim)
    if not _asserts(claim) or not (mine & yours) - {*denial.names, "exist"} or not _tell_one_deed(denial, claim):
        return 0.0
    score = meanings.share(_weighed(claim, yours, meanings), _weighed(denial, mine, meanings))
    if claim.article == denial.article and 0 <= denial.clause.start - claim.clause.start <= NEAR:
        return score + FAR_MATCH if score >= NEAR_MATCH else 0.0
    return score if score >= FAR_MATCH else 0.0


def _tell_one_deed(denial: Statement, claim: Statement) -> bool:
    """Tell whether what the one says is done comes up in the other ("is not for sale", "plans to sell")."""
    same = denial.predicate == claim.predicate
    return same or claim.predicate in denial.words or denial.predicate in claim.words


def _weighed(one: Statement, words: frozenset[str], meanings: Meanings) -> dict[str, float]:
    return {word: weight for word, weight in meanings.weigh(one).items() if word in words}
