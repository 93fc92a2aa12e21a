"""What is marked in the articles' texts, and where evidence is linked to. Index -> Mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Article, Block, Entity, Ref, Span
from copydesk.web.mark_up import Lead, Linking, Mark, mark_up, no_lead

KINDS = {
    "say": "what is said",
    "src": "who says it",
    "cue": "the word that says so",
    "who": "people",
    "when": "times",
    "dup": "passages shared with another article",
}
"""A mark's class -> what it stands for, in the order of the legend."""
MENTIONS = 3
"""How many articles that name an entity are linked to."""


class MarkedBlock(NamedTuple):
    """A block ready to print: its anchor, its classes, and its words with their marks."""

    anchor: str
    kinds: str
    words: Markup


def find_marks(index: Index) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of each article by its id, in reading order; a place that many copies share is marked once."""
    found: dict[str, dict[Mark, None]] = defaultdict(dict)
    for article, mark in _all_marks(index):
        found[article][mark] = None
    return {article: tuple(sorted(marks, key=lambda mark: mark[:2])) for article, marks in found.items()}


def mark_block(article: Article, block: Block, marks: Sequence[Mark], lead: Lead = no_lead) -> MarkedBlock:
    """Return a block of an article as HTML, with its marks and the anchors of these; `lead` links who is meant.

    The block's own element bears the anchor of its first character, and the mark of a passage that takes in all of it.
    """
    first, last = block.span
    near = [mark for mark in marks if mark.span.start < last and first < mark.span.end]
    whole = _is_copied(article, block.span, near)
    inside = [
        Mark(mark.span, "" if whole and mark.kind == "dup" else mark.kind, mark.record, mark.span.start > first)
        if mark.linked
        else mark
        for mark in near
    ]
    words = mark_up(article.words_of(block.span), inside, start=first, linking=Linking(article.id, lead))
    return MarkedBlock(
        anchor=f"{article.id}-{block.span.start}", kinds=f"{block.role} dup" if whole else block.role, words=words
    )


def _is_copied(article: Article, span: Span, marks: Iterable[Mark]) -> bool:
    """Return whether shared passages take in every word of `span`."""
    reached = span.start
    for mark in sorted(mark for mark in marks if mark.kind == "dup"):
        if article.text[reached : mark.span.start].strip():
            return False
        reached = max(reached, mark.span.end)
    return not article.text[reached : span.end].strip()


def _all_marks(index: Index) -> Iterator[tuple[str, Mark]]:
    yield from _said(index)
    yield from _named(index)
    for timex in index.records.timexes:
        yield timex.article, Mark(timex.span, "when")
    for copy in index.records.copies:
        for passage in copy.passages:
            yield copy.a, Mark(passage.a_span, "dup", linked=True)
            yield copy.b, Mark(passage.b_span, "dup", linked=True)
    for event in index.records.events:
        for ref in event.evidence:
            yield ref.article, Mark(ref.span, "", linked=True)
    for claim in index.records.claims:
        for assertion in claim.assertions:
            yield assertion.ref.article, Mark(assertion.ref.span, "", linked=True)


def _said(index: Index) -> Iterator[tuple[str, Mark]]:
    for attribution in index.records.attributions:
        if attribution.source_span:
            yield attribution.article, Mark(attribution.source_span, "src")
        if attribution.cue_span:
            yield attribution.article, Mark(attribution.cue_span, "cue", linked=not attribution.content_spans)
        for span in attribution.content_spans:
            yield attribution.article, Mark(span, "say", linked=True)


def _named(index: Index) -> Iterator[tuple[str, Mark]]:
    for entity in index.records.entities:
        if entity.kind == "person":
            for mention in entity.mentions:
                yield mention.article, Mark(mention.span, "who", entity.id)
            for reference in entity.references:
                yield reference.article, Mark(reference.span, "", entity.id)
        for ref in places_of(entity):
            yield ref.article, Mark(ref.span, "", linked=True)


def places_of(entity: Entity) -> Iterator[Ref]:
    """Return the places that the report links to for an entity: where its roles and relations stand, and its first mentions."""
    for role in entity.roles:
        yield from role.evidence[:1]
    for relation in entity.relations:
        yield from relation.evidence[:1]
    yield from first_mentions(entity)


def first_mentions(entity: Entity) -> tuple[Ref, ...]:
    """Return an entity's first mention in each of the first articles that name it."""
    first: dict[str, Ref] = {}
    for mention in entity.mentions:
        first.setdefault(mention.article, Ref(article=mention.article, span=mention.span))
    return tuple(first.values())[:MENTIONS]
