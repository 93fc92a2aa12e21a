"""What is marked in the articles' texts, and where evidence is linked to. Index -> Mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Article, Entity, Ref, Span
from copydesk.web.mark_up import Mark, mark_up

KINDS = {
    "say": "what is said",
    "src": "who says it",
    "cue": "the word that says so",
    "who": "people",
    "when": "times",
    "dup": "passages shared with another article",
}
"""A mark's class -> what it stands for, in the order of the legend; `ev`, the evidence of a record, looks like the rest."""


def find_marks(index: Index) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of each article by its id, in reading order; a place that many copies share is marked once."""
    found: dict[str, dict[Mark, None]] = defaultdict(dict)
    for article, mark in _all_marks(index):
        found[article][mark] = None
    return {article: tuple(sorted(marks, key=lambda mark: mark[:2])) for article, marks in found.items()}


def anchor_of(ref: Ref, index: Index) -> str:
    """Return the fragment that leads to the first character of `ref`, or to its article where no block holds it."""
    article = index.get(Article, ref.article)
    if article is None:
        return "#articles"
    for block in article.blocks:
        if block.span.overlaps(ref.span):
            return f"#{article.id}-{max(block.span.start, ref.span.start)}"
    return f"#{article.id}"


def marked_block(article: Article, span: Span, marks: tuple[Mark, ...]) -> Markup:
    """Return the characters `span` of an article as HTML, with their marks and the anchors of these."""
    near = [mark for mark in marks if mark.span.overlaps(span)]
    return mark_up(article.words_of(span), near, anchor=article.id, start=span.start)


def _all_marks(index: Index) -> Iterator[tuple[str, Mark]]:
    yield from _said(index)
    records = index.records
    for entity in records.entities:
        yield from _of_entity(entity)
    for timex in records.timexes:
        yield timex.article, Mark(timex.span, "when")
    for copy in records.copies:
        for passage in copy.passages:
            yield copy.a, Mark(passage.a_span, "dup")
            yield copy.b, Mark(passage.b_span, "dup")
    for event in records.events:
        for ref in event.evidence:
            yield ref.article, Mark(ref.span, "ev", event.id)
    for claim in records.claims:
        for assertion in claim.assertions:
            yield assertion.ref.article, Mark(assertion.ref.span, "ev", claim.id)


def _said(index: Index) -> Iterator[tuple[str, Mark]]:
    for attribution in index.records.attributions:
        if attribution.source_span:
            yield attribution.article, Mark(attribution.source_span, "src", attribution.id)
        if attribution.cue_span:
            yield attribution.article, Mark(attribution.cue_span, "cue", attribution.id)
        for span in attribution.content_spans:
            yield attribution.article, Mark(span, "say", attribution.id)


def _of_entity(entity: Entity) -> Iterator[tuple[str, Mark]]:
    for mention in entity.mentions:
        if entity.kind == "person":
            yield mention.article, Mark(mention.span, "who", entity.id)
        else:
            yield mention.article, Mark(mention.span, "")
    refs = [ref for role in entity.roles for ref in role.evidence]
    refs += [ref for relation in entity.relations for ref in relation.evidence]
    for ref in refs:
        yield ref.article, Mark(ref.span, "ev", entity.id)
