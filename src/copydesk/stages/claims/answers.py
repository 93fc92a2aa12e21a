"""Which claim a denial, a refusal to comment or a confirmation answers. Attribution, Cluster -> Answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.records import Article, Attribution, Draft, Parse, Span
from copydesk.stages.claims.backing import Pile, origin_of
from copydesk.stages.claims.model import Cluster, Origin
from copydesk.stages.claims.names import outlet_key
from copydesk.stages.claims.outlets import Desk, is_outlet, name_outlet
from copydesk.stages.claims.page import ANSWERING
from copydesk.stages.claims.words import credit_phrases

COMMENT = frozenset(
    {"comment", "comments", "remark", "answer", "respond", "response", "questions", "question", "discuss"}
)


class Answer(NamedTuple):
    """An attribution that answers a claim; `restates` is true where the claim itself stands in its content."""

    attribution: Attribution
    cluster: int
    sentence: Span
    restates: bool


class Doubt(NamedTuple):
    """An outlet that says it could not confirm a claim."""

    outlet: str
    cluster: int


def find_answers(draft: Draft, clusters: Sequence[Cluster], pile: Pile) -> list[Answer]:
    """Return what each denial, refusal and confirmation answers: the claim in its content, the story it names, or the
    claim of its article that concerns whom the source speaks for. One that answers nothing in the article is left out.
    """
    places = _places(clusters)
    articles = {article.id: article for article in draft.articles}
    inside = {attribution: at for at, c in enumerate(clusters) for one in c.members for attribution in one.chain[:1]}
    found = []
    for attribution in draft.attributions:
        if attribution.stance not in ANSWERING:
            continue
        sentence = _sentence_of(draft.parses.get(attribution.article), attribution)
        if sentence is None:
            continue
        article = articles[attribution.article]
        if attribution.stance in ("confirms", "declines") and _is_unconfirmed(article.words_of(sentence)):
            continue
        if attribution.id in inside:
            found.append(Answer(attribution, inside[attribution.id], sentence, True))
            continue
        target = _taken_up(attribution, sentence, places.get(article.id, []))
        if target is None:
            target = _target(article, attribution, places.get(article.id, []), (clusters, pile))
        if target is not None:
            found.append(Answer(attribution, target, sentence, False))
    return found


def _taken_up(attribution: Attribution, sentence: Span, places: Sequence[tuple[int, int]]) -> int | None:
    """Return the cluster of what an earlier sentence tells and the content takes up ("The firm denied [this]")."""
    earlier = [span for span in attribution.content_spans if span.end <= sentence.start]
    return next((at for start, at in places for span in earlier if span.start <= start < span.end), None)


def confirming_origins(answers: Sequence[Answer], pile: Pile) -> dict[int, list[Origin]]:
    """Return for each cluster the newsrooms and sources that confirm it without saying it again."""
    found: dict[int, list[Origin]] = {}
    for answer in answers:
        if answer.attribution.stance != "confirms" or answer.restates:
            continue
        source = pile.sources.get(answer.attribution.source or "")
        desk = pile.desks[answer.attribution.article]
        name = name_outlet(source)
        if is_outlet(source) and name:
            origin = origin_of(name, None, answer.attribution.article, pile)
        else:
            origin = Origin(desk.key, desk.outlet if desk.reports else None, source.id if source else None, False)
        found.setdefault(answer.cluster, []).append(origin)
    return found


def find_doubts(draft: Draft, clusters: Sequence[Cluster], desks: Mapping[str, Desk]) -> list[Doubt]:
    """Return where an article says that its outlet has not been able to confirm what it has just told."""
    pattern, places = _unconfirmed(), _sentences(clusters)
    found = []
    for article in draft.articles:
        for block in article.body():
            for hit in pattern.finditer(article.text.replace("’", "'"), *block.span):
                before = [(start, at) for start, end, at in places.get(article.id, []) if end <= hit.start()]
                if before and (outlet := desks[article.id].outlet or article.outlet):
                    found.append(Doubt(outlet, max(before)[1]))
    return found


@cache
def _unconfirmed() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, credit_phrases("unconfirmed")))
    return re.compile(rf"(?:\b|(?<=n))(?:{phrases})\b", re.I)


def _is_unconfirmed(text: str) -> bool:
    return _unconfirmed().search(text.replace("’", "'")) is not None


def _places(clusters: Sequence[Cluster]) -> dict[str, list[tuple[int, int]]]:
    """Return for each article where which cluster is told, by main clauses, in reading order."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, cluster in enumerate(clusters):
        for one in cluster.members:
            if one.depth == 0:
                found.setdefault(one.article, []).append((one.clause.start, at))
    return {article: sorted(places) for article, places in found.items()}


def _sentences(clusters: Sequence[Cluster]) -> dict[str, list[tuple[int, int, int]]]:
    """Return for each article where each cluster's clauses begin and their sentences end."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    for at, cluster in enumerate(clusters):
        for one in cluster.members:
            if one.depth == 0:
                found.setdefault(one.article, []).append((one.clause.start, one.sentence.end, at))
    return found


def _sentence_of(parse: Parse | None, attribution: Attribution) -> Span | None:
    spans = [attribution.cue_span, attribution.source_span, *attribution.content_spans]
    at = next((span.start for span in spans if span is not None), None)
    if parse is None or at is None:
        return None
    return next((sentence.span for sentence in parse.sentences if sentence.span.start <= at < sentence.span.end), None)


def _target(
    article: Article,
    attribution: Attribution,
    places: Sequence[tuple[int, int]],
    looked_up: tuple[Sequence[Cluster], Pile],
) -> int | None:
    clusters, pile = looked_up
    content = " ".join(article.words_of(span) for span in attribution.content_spans).lower()
    words = set(re.findall(r"[\w'’]+", content))
    about_story = bool(words & set(credit_phrases("story")))
    if not (about_story or words & COMMENT or not words):
        return None
    at = min(span.start for span in (attribution.cue_span, *attribution.content_spans) if span is not None)
    credited = list(_credited_in(content, attribution, [c for _, c in places], looked_up)) if about_story else []
    if credited:
        return credited[0]
    before = [(start, cluster) for start, cluster in places if start < at]
    source = pile.sources.get(attribution.source or "")
    speaks_for = (source.speaks_for or source.entity) if source else None
    mentions = [span for span, entity in pile.named_at.get(article.id, ()) if entity == speaks_for]
    concerned = [pair for pair in before if _is_concerned(pair, article.id, clusters, mentions)]
    told_by = [pair for pair in before if about_story and _is_told_by(clusters[pair[1]], article.id, words, pile)]
    if told_by:  # "dismissed the union's claims"
        return max(told_by)[1]
    if about_story and attribution.stance in ("denies", "confirms"):
        return max(concerned or before, default=(0, None))[1]
    return _heaviest(concerned or before, clusters)


def _is_concerned(pair: tuple[int, int], article: str, clusters: Sequence[Cluster], mentions: Sequence[Span]) -> bool:
    """Tell whether a statement stands in a sentence of the article that mentions the one who is asked."""
    told = [one for one in clusters[pair[1]].members if one.article == article and one.clause.start == pair[0]]
    return any(one.sentence.overlaps(span) for one in told for span in mentions)


def _is_told_by(cluster: Cluster, article: str, words: set[str], pile: Pile) -> bool:
    """Tell whether an article has a claim from somebody whom `words` name."""
    for one in cluster.members:
        for attribution in one.chain if one.article == article else ():
            source = pile.sources.get(pile.attributions[attribution].source or "")
            called = f"{source.name or ''} {source.description or ''}".lower() if source else ""
            if any(
                len(word) > 3 and word in called.split()
                for word in (w.removesuffix("'s").removesuffix("’s") for w in words)
            ):
                return True
    return False


def _credited_in(
    content: str, attribution: Attribution, places: Sequence[int], looked_up: tuple[Sequence[Cluster], Pile]
) -> Iterator[int]:
    """Yield the clusters of an article that an outlet named in `content` is credited with, in reading order."""
    clusters, pile = looked_up
    for at in places:
        for one in clusters[at].members:
            if one.article != attribution.article:
                continue
            for name in _outlets_of(one.chain, pile):
                if re.search(rf"\b{re.escape(outlet_key(name))}\b", content):
                    yield at


def _outlets_of(chain: Sequence[str], pile: Pile) -> Iterator[str]:
    for attribution in (pile.attributions[one] for one in chain):
        for source in (attribution.source, *attribution.via):
            record = pile.sources.get(source or "")
            if is_outlet(record) and (name := name_outlet(record)):
                yield name


def _heaviest(places: Sequence[tuple[int, int]], clusters: Sequence[Cluster]) -> int | None:
    """Return the cluster that most articles tell and somebody is quoted on: what a story asks for comment about."""
    ranked = sorted(
        places,
        key=lambda pair: (
            -any(one.chain for one in clusters[pair[1]].members),
            -len({one.article for one in clusters[pair[1]].members}),
            pair[0],
        ),
    )
    return ranked[0][1] if ranked else None
