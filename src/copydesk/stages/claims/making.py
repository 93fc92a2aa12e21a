"""Claims out of clusters of statements: assertions, relations, first place, verdict, weight. Found -> Claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from copydesk.records import (
    Assertion,
    Attribution,
    Claim,
    ClaimRelation,
    Draft,
    First,
    Published,
    Ref,
    Source,
    identify,
)
from copydesk.stages.claims.backing import AGAINST, Backing, Case, Pile, count_backing, find_origin
from copydesk.stages.claims.choosing import (
    BACKGROUND,
    VERSION,
    WHISPERED,
    ClaimSettings,
    choose,
    headline_words,
    is_worth,
    weigh,
)
from copydesk.stages.claims.figures import is_long_before, is_running
from copydesk.stages.claims.looking import Found, Link, look
from copydesk.stages.claims.model import Cluster, Statement
from copydesk.stages.claims.outlets import is_outlet
from copydesk.stages.claims.verdicts import Reasons, write_verdict
from copydesk.stages.claims.wording import answerer_name, short_wording, speaker_name, wording
from copydesk.stages.claims.words import credit_phrases

Kind = Literal["contradicts", "alters", "denies", "updates"]


def make_claims(draft: Draft, settings: ClaimSettings) -> tuple[tuple[Claim, ...], tuple[Attribution, ...]]:
    """Return the claims chosen and all attributions, answers filled."""
    found = look(draft)
    ids = [_claim_id(cluster) for cluster in found.clusters]
    headlines = headline_words(draft.articles, _name_words(draft))
    claims = [
        _make_claim(found, at, ids, headlines)
        for at, cluster in enumerate(found.clusters)
        if at in found.answers or is_worth(cluster.members)
    ]
    families = len({found.pile.family_of.get(article.id, article.id) for article in draft.articles})
    kept = choose(_beside_others(claims), families, settings)
    place = {claim: at for at, claim in enumerate(ids)}
    listed = frozenset(claim.id for claim in kept)
    return tuple(_explain(found, place[claim.id], claim, listed) for claim in kept), _answered(
        draft, found, ids, listed
    )


def _beside_others(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, a version of a heavier one weighing more: who reads the one wants to see the other."""
    weights = {claim.id: claim.weight for claim in claims}
    others = [max((weights.get(one.claim, 0.0) for one in claim.relations), default=0.0) for claim in claims]
    return [
        replace(claim, weight=round(claim.weight + VERSION * max(0.0, other - claim.weight), 3))
        for claim, other in zip(claims, others, strict=True)
    ]


def _explain(found: Found, at: int, claim: Claim, listed: frozenset[str]) -> Claim:
    """Return a claim with its verdict and where it first stands, and its relations to those that are listed too."""
    return replace(
        claim,
        relations=tuple(relation for relation in claim.relations if relation.claim in listed),
        first=_first(found, found.clusters[at]),
        verdict=write_verdict(_reasons(found, at, _backing(found, at), claim.relations)),
    )


def _backing(found: Found, at: int) -> Backing:
    members = found.clusters[at].members
    case = Case(members, found.confirmed.get(at, []), found.roots, found.slips, _rivals(found, at))
    return count_backing(case, found.pile)


def _make_claim(found: Found, at: int, ids: Sequence[str], headlines: frozenset[str]) -> Claim:
    """Return a claim with its weight, not yet explained."""
    cluster, backing = found.clusters[at], _backing(found, at)
    claim = Claim(
        id=ids[at],
        text=wording(cluster, found.pile, found.copied),
        assertions=_assertions(found, at),
        relations=_relations(found, at, ids),
        first=First(article=None, outlet=None, date=None),
        corroboration=backing.corroboration,
        verdict="",
        weight=0.0,
        rule="claims.same_statement" if len(cluster.members) > 1 else "claims.single_statement",
    )
    asked = sum(not answer.restates for answer in found.answers.get(at, ()))
    is_old = all(
        not m.chain and any(is_long_before(day, found.pile.first_day) for day in m.days) for m in cluster.members
    )
    unnamed = any(found.pile.sources[one].identification == "anonymous" for one in backing.corroboration.sources)
    weight = weigh(claim, cluster, headlines, asked) - BACKGROUND * is_old + WHISPERED * unnamed
    return replace(claim, weight=round(weight, 3))


def _rivals(found: Found, at: int) -> frozenset[str]:
    """Return the newsrooms whose own pages tell a differing version of a claim, and not the claim itself.

    The opposite counts where they have it from the same source.
    """
    links = found.links.get(at, ())
    versions = [_own_keys(found, link.other) for link in links if link.differs != "negation"]
    opposites = [_taken_back(found, at, link.other) for link in links if link.differs == "negation"]
    return frozenset(key for keys in (*versions, *opposites) for key in keys) - _own_keys(found, at)


def _taken_back(found: Found, at: int, opposite: int) -> frozenset[str]:
    """Return the newsrooms that have in their own pages, from the same source, the opposite of a claim credited to them."""
    here = [find_origin(one, found.pile) for one in found.clusters[at].members]
    there = [find_origin(one, found.pile) for one in found.clusters[opposite].members]
    claimed = {(origin.key, origin.source) for origin in here if origin.source is not None}
    return frozenset(one.key for one in there if not one.credited and (one.key, one.source) in claimed)


def _own_keys(found: Found, at: int) -> frozenset[str]:
    """Return the newsrooms that tell a claim in their own pages, and credit nobody with it."""
    told = (one for one in found.clusters[at].members if one.stance not in AGAINST and one.place not in found.slips)
    return frozenset(origin.key for one in told if not (origin := find_origin(one, found.pile)).credited)


def _claim_id(cluster: Cluster) -> str:
    return identify("c", cluster.leader.predicate, sorted(one.place for one in cluster.members))


# --- where it is asserted ---------------------------------------------------------------------------


def _assertions(found: Found, at: int) -> tuple[Assertion, ...]:
    """Return the places of a claim, and those that deny or confirm it in words that are no claim themselves."""
    made = [_assertion(found, one) for one in found.clusters[at].members]
    for answer in found.answers.get(at, ()):
        given = answer.attribution
        if not answer.restates and given.stance in ("denies", "confirms") and given.id not in found.stated:
            ref = Ref(article=given.article, span=answer.sentence)
            made.append(
                Assertion(ref=ref, stance=given.stance, voice="attributed", attribution=given.id, copied_from=None)
            )
    distinct = {(one.ref.article, one.ref.span, one.stance, one.attribution or ""): one for one in reversed(made)}
    return tuple(reversed(distinct.values()))


def _assertion(found: Found, one: Statement) -> Assertion:
    source = found.copied.get(one.place)
    return Assertion(
        ref=one.ref,
        stance=one.stance,
        voice="attributed" if one.chain else "own",
        attribution=one.chain[0] if one.chain else None,
        copied_from=source.ref if source is not None else None,
    )


def _first(found: Found, cluster: Cluster) -> First:
    """Return where a claim first stands; an outlet that a page credits with having it first goes before any article."""
    pile = found.pile
    supporting = [one for one in cluster.members if one.stance not in AGAINST] or cluster.members
    for one in supporting:
        origin = find_origin(one, pile)
        said = pile.articles[one.article].words_of(one.sentence).lower()
        if origin.credited and any(phrase in said for phrase in credit_phrases("first")):
            told = {member.article for member in cluster.members}
            held = min((article for article in told if pile.desks[article].key == origin.key), default=None)
            return First(article=held, outlet=origin.newsroom, date=_said_on(pile, one))
    one = min(supporting, key=lambda s: (_date(pile.articles[s.article].published), not _is_own(pile, s), s.place))
    article, origin = pile.articles[one.article], find_origin(one, pile)
    day = article.published.value if article.published else None
    outlet = origin.newsroom or pile.desks[article.id].outlet or article.outlet
    return First(article=None if origin.credited else article.id, outlet=outlet, date=day)


def _is_own(pile: Pile, one: Statement) -> bool:
    return pile.desks[one.article].reports


def _said_on(pile: Pile, one: Statement) -> str | None:
    days = [pile.attributions[attribution].said_on for attribution in one.chain]
    published = pile.articles[one.article].published
    return next((day for day in days if day), published.value if published else None)


def _date(published: Published | None) -> str:
    return published.value if published else "9999"


# --- how it stands to others ------------------------------------------------------------------------


def _relations(found: Found, at: int, ids: Sequence[str]) -> tuple[ClaimRelation, ...]:
    made = {(ids[link.other], _kind(found, at, link), link.differs) for link in found.links.get(at, ())}
    return tuple(ClaimRelation(claim=claim, kind=kind, differs=differs) for claim, kind, differs in sorted(made))


def _kind(found: Found, at: int, link: Link) -> Kind:
    one, two = found.clusters[at], found.clusters[link.other]
    if link.by_copy:
        return "alters"
    if link.differs == "negation":
        denials = [m for m in (*one.members, *two.members) if m.chain and (m.negated or m.stance == "denies")]
        return "denies" if denials else "contradicts"
    if link.differs == "number":
        return "updates" if _grew(found.pile, one, two) else "contradicts"
    return "contradicts" if link.differs == "date" else "alters"


def _grew(pile: Pile, one: Cluster, two: Cluster) -> bool:
    """Tell whether of two counts that only grow, such as death tolls, the later one is the higher."""
    if not is_running(one.leader.predicate):
        return False
    first, second = sorted((one, two), key=lambda cluster: _first_day(pile, cluster))
    return _first_day(pile, first) < _first_day(pile, second) and _number(first) < _number(second)


def _number(cluster: Cluster) -> float:
    return max((float(value) for _, value in cluster.leader.numbers), default=0.0)


def _first_day(pile: Pile, cluster: Cluster) -> str:
    return min(_date(pile.articles[one.article].published) for one in cluster.members)


# --- what is said of it -----------------------------------------------------------------------------


def _reasons(found: Found, at: int, backing: Backing, relations: tuple[ClaimRelation, ...]) -> Reasons:
    members, pile = found.clusters[at].members, found.pile
    own = {one.article for one in members if one.place not in found.copied}
    return Reasons(
        corroboration=backing.corroboration,
        words=tuple((room, _called([pile.sources[one] for one in given], pile)) for room, given in backing.words),
        copies=len({one.article for one in members} - own),
        circular=backing.circular,
        doubts=tuple(sorted({doubt.outlet for doubt in found.doubts.get(at, ())})),
        denied_by=_answering(found, at, "denies"),
        silent=_answering(found, at, "declines", restates=True),
        no_comment=_answering(found, at, "declines", restates=False),
        relations=relations,
        slips=tuple(sorted({pile.articles[one].outlet or "A page of no known outlet" for one in backing.slips})),
        asserted=any(one.stance not in AGAINST for one in members),
        figures=tuple(
            short_wording(found.clusters[link.other], pile, found.copied)
            for link in found.links.get(at, ())
            if link.differs == "number"
        ),
    )


def _called(sources: Sequence[Source], pile: Pile) -> tuple[str, ...]:
    """Return how sources are called, those with names first."""
    ranked = sorted(sources, key=lambda one: (one.identification != "named", speaker_name(one, pile)))
    return tuple(dict.fromkeys(speaker_name(one, pile) for one in ranked))


def _answering(found: Found, at: int, stance: str, restates: bool | None = None) -> tuple[str, ...]:
    """Return who answered a claim so, as the pages call them."""
    given = [
        answer.attribution
        for answer in found.answers.get(at, ())
        if answer.attribution.stance == stance
        and restates in (None, answer.restates)
        and not is_outlet(found.pile.sources.get(answer.attribution.source or ""))
    ]
    return tuple(sorted({name for one in given if (name := answerer_name(one, found.pile))}))


def _answered(draft: Draft, found: Found, ids: Sequence[str], listed: frozenset[str]) -> tuple[Attribution, ...]:
    answers: Mapping[str, str] = {
        answer.attribution.id: ids[at] for at, given in sorted(found.answers.items()) for answer in given
    }
    return tuple(
        replace(one, answers=answers[one.id]) if answers.get(one.id) in listed else one for one in draft.attributions
    )


def _name_words(draft: Draft) -> dict[str, list[str]]:
    """Return the entities that each word may call in a headline: by the last word of a name."""
    found: dict[str, list[str]] = {}
    for entity in draft.entities:
        for word in sorted({name.split()[-1].lower() for name in (entity.name, *entity.aliases) if name.split()}):
            found.setdefault(word, []).append(entity.id)
    return found
