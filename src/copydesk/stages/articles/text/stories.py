"""One story out of the lines that hold it: roles, header, language, places. Marks -> Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.records import Article, Block, SavedPage
from copydesk.stages.articles.several.threads import Segment, is_story_sign
from copydesk.stages.articles.source.decoding import Decoded, byte_places
from copydesk.stages.articles.text.headers import Header, read_header
from copydesk.stages.articles.text.headlines import LIVE
from copydesk.stages.articles.text.roles import Piece, Zone, find_roles
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.fields import fill_from_fields
from copydesk.stages.articles.values.idiom import language_of, other_language

PASTED = "articles.pasted"
"""The rule of a story that stands whole in another's post, or with others in one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page's text and lines; `decoded` leads back to its bytes where the text is the page's own."""

    saved: SavedPage
    text: str
    marks: Sequence[Mark]
    is_thread: bool
    decoded: Decoded | None = None


def read_story(page: PageText, segment: Segment) -> Article | None:
    """Return the article of a segment, or None if no line of it is prose; its id is left to the caller."""
    own, talk = page.marks[segment.head : segment.last], page.marks[segment.first : segment.head]
    end = segment.end - segment.head
    header = read_header(own[:end], talk, after=() if page.is_thread else own[end:], is_thread=page.is_thread)
    if page.is_thread and header.title is None:
        header = _with_thread_title(header, talk)
    zone = zone_of(own, end, is_thread=page.is_thread)
    pieces = [*_talk_pieces(talk, header), *find_roles(own, header, zone)]
    if not any(piece.role == "body" for piece in pieces):
        return None
    article = compose(page, pieces, header, zone)
    is_pasted = page.is_thread and any(map(is_story_sign, own[:end]))
    return replace(article, rule=PASTED) if is_pasted else article


def _with_thread_title(header: Header, talk: Sequence[Mark]) -> Header:
    """Return the header with the thread's own title, if the story that opens a thread was pasted without a headline."""
    title = next((m.line.text for m in talk if m.kind == "short" and m.line.words >= 4), None)
    return replace(header, title=title)


def _talk_pieces(talk: Sequence[Mark], header: Header) -> list[Piece]:
    """Return the lines before a pasted story: the thread's title, the poster's profile and words."""
    pieces = []
    for mark in talk:
        if header.title_line is None and mark.kind == "short" and mark.line.text == header.title:
            pieces.append(Piece(mark.line.span, "headline", "articles.thread_title"))
        elif mark.kind == "prose":
            pieces.append(Piece(mark.line.span, "comment", "articles.poster"))
        else:
            rule = mark.rule if mark.kind != "short" else "articles.before_text"
            pieces.append(Piece(mark.line.span, "boilerplate", rule))
    return pieces


def zone_of(marks: Sequence[Mark], end: int, *, is_thread: bool) -> Zone:
    """Return where the text of some lines begins and ends; `end` is the line after the story's last."""
    prose = [i for i, mark in enumerate(marks[:end]) if mark.kind == "prose"]
    body = " ".join(marks[i].line.text for i in prose)
    return Zone(
        body_first=prose[0] if prose else end,
        body_last=prose[-1] if prose else end,
        end=end,
        is_thread=is_thread,
        language=language_of(body),
    )


def compose(page: PageText, pieces: Sequence[Piece], header: Header, zone: Zone) -> Article:
    """Return the article that pieces of a page make up, with what its header says; its id is left to the caller."""
    start, stop = pieces[0].span.start, pieces[-1].span.end
    spans = [piece.span for piece in pieces]
    places = byte_places(page.decoded, spans) if page.decoded else [None for _ in spans]
    blocks = tuple(
        Block(
            span=piece.span.shift(-start),
            role=piece.role,
            page_span=place,
            language=other_language(page.text[piece.span.start : piece.span.end], zone.language),
            rule=piece.rule,
        )
        for piece, place in zip(pieces, places, strict=True)
    )
    article = Article(
        id="",
        page=page.saved.page.id,
        title=header.title,
        byline=header.byline,
        outlet=header.outlet,
        published=header.published,
        modified=header.modified,
        section=header.section,
        metadata=tuple(replace(d, span=d.span.shift(-start)) if d.span else d for d in header.stated),
        form="live" if LIVE.search(header.title or "") else "post" if zone.is_thread else "article",
        language=zone.language,
        text=page.text[start:stop],
        blocks=blocks,
        rule="articles.thread" if page.is_thread else "articles.text",
    )
    return fill_from_fields(article, page.saved)
