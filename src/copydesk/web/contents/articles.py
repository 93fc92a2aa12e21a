"""The articles: a list, and texts with their marks and where each paragraph is from. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from copydesk.index import Index
from copydesk.records import Article, Block, Copy, Passage, Ref, Span
from copydesk.tables.stats import copied_share
from copydesk.web.leaf import Leaf
from copydesk.web.mark_up import Lead, Mark
from copydesk.web.marks import KINDS, MarkedBlock, mark_block
from copydesk.web.wording import tidy
from copydesk.web.words import copied_by

ROLES = {"sources": "list of sources", "related": "related link", "boilerplate": "page furniture"}
FORMS = {"post": "a post", "quoted": "quoted in another page", "live": "live report"}
PART = 0.3
"""The least share of a paragraph that a passage must take up to be noted beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the margin says of a paragraph: it is from another article, goes back with it to one origin, or is copied by it.

    `place` is where the words stand there; `more` counts the other articles of which the same is true.
    """

    words: str
    article: str
    place: Ref
    copy: Copy
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block with its marks and the notes beside it."""

    block: Block
    marked: MarkedBlock
    notes: tuple[Note, ...]


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the list of articles, and the texts to print: all in the report, live the one that is asked for."""
    index = leaf.story.index
    one = index.get(Article, leaf.article)
    every = leaf.story.rows("articles")
    read = [one] if one else list(every) if leaf.listed is not None else []
    return {
        "listing": leaf.part("articles") if one is None else (),
        "pages": leaf.pages("articles") if one is None else 1,
        "read": read,
        "neighbours": _neighbours(every),
        "paragraphs": lambda article: read_paragraphs(article, leaf),
        "title_of": lambda article: _title(article, leaf),
        "copied_share": lambda article: copied_share(article, index),
        "kinds": KINDS,
        "role_names": ROLES,
        "forms": FORMS,
    }


def read_paragraphs(article: Article, leaf: Leaf) -> Iterator[Paragraph]:
    """Yield the blocks of an article in reading order, without the one that is its headline."""
    headline = leaf.story.words.headline(article)
    marks = _marks(article, leaf)
    shared, lead = list(_shared(article, leaf.story.index)), _lead(leaf)
    for block in article.blocks:
        if block != headline:
            notes = find_notes(block.span, shared)
            yield Paragraph(block=block, marked=mark_block(article, block, marks, lead), notes=notes)


class Shared(NamedTuple):
    """A passage of a copy: what the margin says of it, its place in the article, what is changed there, its other place."""

    copy: Copy
    words: str
    span: Span
    changed: tuple[Span, ...]
    other: Ref


def find_notes(span: Span, shared: Sequence[Shared]) -> tuple[Note, ...]:
    """Return the notes on the paragraph at `span`, one of each kind, for the article that shares most of it.

    What was put into a passage on copying is not shared, nor are words that were replaced.
    """
    found: dict[str, list[tuple[int, Shared]]] = {}
    for one in shared:
        if one.span.overlaps(span):
            size = _overlap(span, one.span) - sum(_overlap(span, changed) for changed in one.changed)
            if size >= PART * (span.end - span.start):
                found.setdefault(one.words, []).append((size, one))
    return tuple(_note(words, some) for words, some in sorted(found.items()))


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _note(words: str, found: list[tuple[int, Shared]]) -> Note:
    best = max(found, key=lambda one: (one[0], one[1].other.article))[1]
    others = {one.other.article for _, one in found}
    return Note(words=words, article=best.other.article, place=best.other, copy=best.copy, more=len(others) - 1)


def _shared(article: Article, index: Index) -> Iterator[Shared]:
    for copy in index.copies_of.get(article.id, ()):
        words = _say(copy, article.id)
        for passage in copy.passages:
            if passage.evidence == "prose":
                yield _seen_from(article.id, passage, copy, words)


def _seen_from(article: str, passage: Passage, copy: Copy, words: str) -> Shared:
    if passage.a == article:
        changed = tuple(edit.a_span for edit in passage.edits if edit.op != "move")
        return Shared(copy, words, passage.a_span, changed, Ref(article=passage.b, span=passage.b_span))
    changed = tuple(edit.b_span for edit in passage.edits if edit.op != "move")
    return Shared(copy, words, passage.b_span, changed, Ref(article=passage.a, span=passage.a_span))


def _say(copy: Copy, article: str) -> str:
    """Return what the margin says before the other article's name; what an article is from comes first in the alphabet."""
    if copy.direction.value == "common_origin":
        return "same origin as"
    return {article: "from", None: "shared with"}.get(copied_by(copy), "goes on to")


def _title(article: Article, leaf: Leaf) -> MarkedBlock | None:
    headline = leaf.story.words.headline(article)
    return mark_block(article, headline, _marks(article, leaf), _lead(leaf)) if headline else None


def _marks(article: Article, leaf: Leaf) -> list[Mark]:
    """Return the marks of an article; those that no link leads to need no anchor. The margins of the texts lead to shared passages."""
    return [
        mark
        if not mark.linked or mark.kind == "dup" or leaf.links.leads_to(article.id, mark.span.start)
        else mark._replace(linked=False)
        for mark in leaf.story.marks.get(article.id, ())
    ]


def _lead(leaf: Leaf) -> Lead:
    """Return what leads from words that mean somebody to them; the report's script says there who it is, where it has the entry."""

    def lead(record: str, words: str) -> str:
        address, name = leaf.links.record(record), str(tidy(leaf.story.index.who(record) or ""))
        is_told = words == name or (address and not leaf.links.is_live)
        link = f' href="{escape(address)}"' if address else ""
        return link if is_told else f'{link} title="{escape(name)}"'

    return lead


def _neighbours(every: Sequence[Article]) -> dict[str, tuple[str | None, str | None]]:
    """Return the article before and the one after each, in the order of the list."""
    names = [None, *(article.id for article in every), None]
    return {name: (before, after) for before, name, after in zip(names, names[1:], names[2:], strict=False) if name}
