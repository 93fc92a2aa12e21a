"""Which claims matter enough to list. Claim -> weight."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copydesk.records import Article, Claim
from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.model import Cluster, Statement
from copydesk.stages.claims.people import is_name
from copydesk.stages.claims.words import group_of

BACKGROUND = 2.0
"""What a claim loses that tells on nobody's word what happened long before the story."""
QUOTED = 1.5
"""What a claim loses that is only somebody's own words of himself ("I signed it")."""
UNNAMED = 0.5
"""What a claim loses that is about nobody who has a name."""
ASIDE = 0.75
"""What a claim loses that stands in one article only, on nobody's word."""
VAGUE = 0.75
"""What a claim loses whose words point at something outside it ("it", "her office", "one of them")."""
_POINTS = re.compile(
    r"^(?:it|its|he|him|his|she|her|they|them|their|this|that|these|those|there|my|our|neither|who|which"
    r"|(?:one|some|two|all|both|none) of (?:it|them|these|those))\b",
    re.IGNORECASE,
)
WHISPERED = 1.0
"""What a claim gains that somebody told who is not named."""
VERSION = 0.5
"""What share of the distance to a heavier claim that it is a version of a claim gains."""
BARE = 1.0
"""What a claim loses that has no more than one telling word ("left it")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSettings:
    """At most `base` claims, and `per_family` more for each family of articles, `most` in all; none lighter than `least_weight`."""

    base: int = 24
    per_family: int = 4
    most: int = 55
    least_weight: float = 0.0


def weigh(claim: Claim, cluster: Cluster, headlines: frozenset[str], asked: int) -> float:
    """Return how much a claim matters: who asserts it, on whose word, whether headlines have it, whether it is disputed.

    `asked` counts those who were asked about it: whoever denied it, confirmed it or declined to comment.
    """
    backing = claim.corroboration
    attributed = any(assertion.voice == "attributed" for assertion in claim.assertions)
    disputed = any(assertion.stance in ("denies", "declines", "doubts") for assertion in claim.assertions)
    told = max(len(one.words & headlines) for one in cluster.members)
    weight = 1.0 * min(backing.families, 6) + 1.0 * min(len(backing.newsrooms), 5) + 0.25 * min(backing.articles, 8)
    weight += 1.0 * attributed + 1.0 * disputed + 0.5 * bool(claim.relations) + 0.5 * min(told, 4)
    weight += 0.5 * any(relation.kind == "denies" for relation in claim.relations)
    weight += 0.5 * min(asked, 3)
    weight += 0.5 * (cluster.leader.predicate in headlines)
    main = min(one.depth for one in cluster.members)
    named = any(is_name(one.subject) or is_name(one.object) or one.numbers for one in cluster.members)
    weight -= 0.5 * main + (0.0 if named else UNNAMED) + QUOTED * ("“" in claim.text)
    weight -= ASIDE * (not attributed and backing.articles == 1)
    weight -= VAGUE * (_POINTS.match(claim.text) is not None)
    return round(weight - BARE * (max(len(one.words) for one in cluster.members) < 2), 3)


def headline_words(articles: Sequence[Article], called: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the groups of words that stand in the articles' titles, and the entities that `called` knows by them."""
    words = {
        word.strip("‘’'\"“”.,:;!?—–-").lower().removesuffix("'s").removesuffix("’s")
        for article in articles
        for word in (article.title or "").split()
    } - {""}
    return frozenset(map(group_of, words)) | {entity for word in words for entity in called.get(word, ())}


def choose(claims: Sequence[Claim], families: int, settings: ClaimSettings) -> list[Claim]:
    """Return the heaviest claims, the heaviest first."""
    ranked = sorted(claims, key=lambda claim: (-claim.weight, claim.id))
    kept = [claim for claim in ranked if claim.weight >= settings.least_weight]
    return kept[: min(settings.most, settings.base + settings.per_family * families)]


def is_worth(members: Sequence[Statement]) -> bool:
    """Tell whether statements are a claim at all: attributed, told in two articles, a figure, or told of somebody in a
    main clause.
    """
    if any(one.chain for one in members) or len({one.article for one in members}) > 1:
        return True
    told = [one for one in members if one.depth == 0 and (is_name(one.subject) or is_name(one.object) or one.numbers)]
    return bool(told) or any(is_figure(one.predicate) for one in members)
