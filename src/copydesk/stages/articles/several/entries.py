"""The entries of a page that tells many things in turn: each is an article of its own. PageText -> Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from copydesk.records import Article, Published, identify
from copydesk.stages.articles.html.metadata import Metadata
from copydesk.stages.articles.text.headers import Header, read_header
from copydesk.stages.articles.text.roles import Piece, find_roles
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.text.stories import PageText, compose, zone_of
from copydesk.stages.articles.values.lines import Line, ends_sentence, place_lines

LIVE_UPDATE, DIGEST_ITEM = "articles.live_update", "articles.digest_item"
HEADING = "articles.entry_heading"
_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+")
_LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The lines `[first, last)` of an entry, `[lead, first)` being what stands above the first of a page.

    `heading` is the line of its heading, `title` one that no line holds.
    """

    lead: int
    first: int
    last: int
    heading: int | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: Published | None = None


def read_entries(page: PageText, entries: Sequence[Entry], whole: Header, *, rule: str) -> list[Article]:
    """Return an article for each entry that has any prose; what it leaves open the whole page says.

    A byline of several names above all entries says of none who wrote it.
    """
    read = [_read_entry(page, entry, whole, rule) for entry in entries]
    kept = [article for article in read if article is not None]
    return [replace(article, id=identify("a", page.saved.page.id, i)) for i, article in enumerate(kept)]


def _read_entry(page: PageText, entry: Entry, whole: Header, rule: str) -> Article | None:
    marks = [as_paragraph(mark) for mark in page.marks[entry.first : entry.last]]
    title_line = None if entry.heading is None else entry.heading - entry.first
    own = read_header(marks)
    header = _header(own, entry, whole, marks)
    zone = zone_of(marks, len(marks), is_thread=False)
    pieces = find_roles(marks, replace(header, title_line=title_line, site_line=None), zone)
    if not any(piece.role == "body" for piece in pieces):
        return None
    lead = [
        Piece(mark.line.span, "boilerplate", "articles.before_text") for mark in page.marks[entry.lead : entry.first]
    ]
    named = [piece._replace(rule=HEADING) if piece.rule == "articles.headline" else piece for piece in pieces]
    article = compose(page, [*lead, *named], header, zone)
    form: Literal["live", "article"] = "live" if rule == LIVE_UPDATE else "article"
    return replace(article, title=header.title, byline=header.byline, form=form, rule=rule)


def _header(own: Header, entry: Entry, whole: Header, marks: Sequence[Mark]) -> Header:
    """Return what an entry says of itself, and what its page says where the entry is silent."""
    title = marks[entry.heading - entry.first].line.text if entry.heading is not None else entry.title
    dated = own.published if any(mark.kind == "date" for mark in marks) else None
    return Header(
        title=_NUMBER.sub("", title) if title else whole.title,
        byline=entry.byline or own.byline or (whole.byline if len(whole.byline) == 1 else ()),
        outlet=whole.outlet or own.outlet,
        published=entry.published or dated or whole.published or own.published,
    )


def as_paragraph(mark: Mark) -> Mark:
    """Return the mark of a line that is a paragraph by its mark-up and too short to be one by its words."""
    is_text = mark.line.tag in ("p", "item", "quote", "list") and mark.kind in ("short", "number")
    if is_text and mark.line.words > 2 and (ends_sentence(mark.line.text) or mark.line.words > 4):
        return mark._replace(kind="prose", rule="articles.paragraph")
    is_heading = mark.line.tag == "head" and mark.kind in ("prose", "bullet") and len(mark.line.text) < _LONGEST
    return mark._replace(kind="short", rule="articles.heading") if is_heading else mark


def place_entries(paragraphs: Sequence[Sequence[tuple[str, str]]]) -> tuple[list[Line], list[tuple[int, int]]]:
    """Return the lines of all entries in one text, and the first line and the line after the last of each."""
    lines = place_lines(paragraph for entry in paragraphs for paragraph in entry)
    edges, at = [], 0
    for entry in paragraphs:
        edges.append((at, at + len(entry)))
        at += len(entry)
    return lines, edges


def whole_of(metadata: Metadata) -> Header:
    """Return what a page's mark-up says of all its entries."""
    return Header(title=metadata.title, byline=metadata.byline, outlet=metadata.outlet, published=metadata.published)


def fill_from_metadata(article: Article, metadata: Metadata) -> Article:
    """Return an entry's article with its page's section, address and language."""
    return replace(
        article,
        section=metadata.section,
        canonical=article.canonical or metadata.canonical,
        language=article.language or metadata.language,
    )
