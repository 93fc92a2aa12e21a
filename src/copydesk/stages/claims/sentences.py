"""Whether two sentences say the same, by the rules by which the claims of a pile are joined and linked. (text, text) -> Verdict."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from copydesk.records import Article, Block, Draft, Span
from copydesk.stages.attribution import find_attributions, find_pile_outlets
from copydesk.stages.claims.alike import compare
from copydesk.stages.claims.basis import list_bases
from copydesk.stages.claims.loose import read_whole
from copydesk.stages.claims.meanings import read_meanings
from copydesk.stages.claims.model import Difference, Likeness, Statement
from copydesk.stages.claims.statements import find_statements
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles
from copydesk.stages.time import find_timexes

Comparison = Literal["same", "altered", "contradicts", "denies", "other"]
STRONG = 0.7
"""A clause that differs counts against two sentences that are close as wholes where the clauses are at least so close."""
KINDS: dict[Difference, Comparison] = {
    "number": "contradicts",
    "date": "contradicts",
    "negation": "contradicts",
    "name": "altered",
    "modality": "altered",
    "role": "altered",
}


def compare_sentences(first: str, second: str) -> Comparison:
    """Return how two sentences stand to one another: the same claim, a version of it that differs, or another claim.

    They are read as two articles of one pile, of which nothing else is known. Where one clause is the same and another
    differs, the difference is told.
    """
    return compare_articles(_read(first, second))


def compare_articles(draft: Draft) -> Comparison:
    """Return how the statements of a pile's first article stand to those of its second."""
    statements = find_statements(draft)
    mine, yours = ([one for one in statements if one.article == article.id] for article in draft.articles)
    wholes = [read_whole(basis.page()) for basis in list_bases(draft) if basis.parse.tokens]
    meanings = read_meanings([*statements, *wholes])
    whole = [compare(one, two, meanings) for one, two in pairwise(wholes)]
    parts = [(compare(one, two, meanings), one, two) for one in mine for two in yours]
    for likeness in whole:
        if likeness.differs is not None:
            return KINDS[likeness.differs]
    same = any(each.same for each in whole)
    differing = [each for each in parts if each[0].differs is not None and not (same and _is_of_wording(*each))]
    if differing:
        likeness, one, two = max(differing, key=lambda each: each[0].score)
        better = [each for each in parts if each[0].same and (each[1] is one or each[2] is two)]
        doubted = same and likeness.score < STRONG
        if likeness.differs is not None and not doubted and all(each[0].score < likeness.score for each in better):
            denied = likeness.differs == "negation" and (one.stance == "denies") != (two.stance == "denies")
            return "denies" if denied else KINDS[likeness.differs]
    apart = any(each.apart for each in whole)
    return "same" if same or (not apart and any(likeness.same for likeness, _, _ in parts)) else "other"


def _is_of_wording(likeness: Likeness, one: Statement, two: Statement) -> bool:
    """Tell whether two clauses differ only in edits that nothing explains, which the whole sentences do explain."""
    is_same_mood = one.modality == two.modality or one.predicate != two.predicate
    return likeness.differs == "modality" and is_same_mood


def _read(*texts: str) -> Draft:
    """Return a pile of texts, each read as an article of which nothing else is known."""
    articles = tuple(_article(place, text) for place, text in enumerate(texts))
    parses = parse_articles(articles)
    entities = resolve_entities(articles, parses)
    outlets = find_pile_outlets(articles, entities)
    said = [find_attributions(article, parses[article.id], entities, outlets) for article in articles]
    return Draft(
        articles=articles,
        parses=parses,
        entities=entities,
        sources=tuple(source for sources, _ in said for source in sources),
        attributions=tuple(attribution for _, attributions in said for attribution in attributions),
        timexes=tuple(timex for article in articles for timex in find_timexes(article, parses[article.id])),
    )


def _article(place: int, text: str) -> Article:
    whole = Block(span=Span(0, len(text)), role="body", rule="given")
    return Article(id=f"{place}", page=f"{place}", title=None, language="en", text=text, blocks=(whole,), rule="given")
