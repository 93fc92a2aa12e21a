"""Plain text and Markdown pages, where the words alone tell what is what. Decoded -> Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Article, Block, SavedPage, identify
from copydesk.stages.articles.dates import order_of
from copydesk.stages.articles.decoding import Decoded, byte_places
from copydesk.stages.articles.fields import fill_from_fields
from copydesk.stages.articles.headers import Header, read_header
from copydesk.stages.articles.idiom import language_of, other_language
from copydesk.stages.articles.lines import split_lines, unwrap
from copydesk.stages.articles.roles import Piece, Zone, find_roles
from copydesk.stages.articles.signals import Mark, mark_lines
from copydesk.stages.articles.threads import Segment, mark_members, split_stories

LIVE = re.compile(r"\blive (?:updates?|blog|coverage|report)\b|\bas it happened\b|\bminute by minute\b", re.I)


def read_plain(saved: SavedPage, decoded: Decoded) -> list[Article]:
    """Return the articles of a text page, in order; lines that belong to none stand in the article before them."""
    text = unwrap(decoded.text)
    marks, is_thread = mark_members(mark_lines(split_lines(text), order_of(text)))
    stories = split_stories(marks, is_thread=is_thread)
    articles = []
    for position, story in enumerate(stories):
        article = _read_story(saved, (text, decoded), (marks, story), is_thread=is_thread)
        if article is not None:
            articles.append(replace(article, id=identify("a", saved.page.id, position)))
    return articles


def _read_story(
    saved: SavedPage, source: tuple[str, Decoded], story: tuple[Sequence[Mark], Segment], *, is_thread: bool
) -> Article | None:
    text, decoded = source
    marks, segment = story
    own, talk = marks[segment.head : segment.last], marks[segment.first : segment.head]
    end = segment.end - segment.head
    header = read_header(own[:end])
    if is_thread and header.title is None:
        header = _with_thread_title(header, talk)
    zone = _zone(own, header, end, is_thread=is_thread)
    pieces = [*_talk_pieces(talk, header), *find_roles(own, header, zone)]
    if not any(piece.role == "body" for piece in pieces):
        return None
    return _compose(saved, (text, decoded), pieces, (header, zone))


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


def _zone(marks: Sequence[Mark], header: Header, end: int, *, is_thread: bool) -> Zone:
    prose = [i for i, mark in enumerate(marks[:end]) if mark.kind == "prose"]
    body = " ".join(marks[i].line.text for i in prose)
    return Zone(
        body_first=prose[0] if prose else end,
        body_last=prose[-1] if prose else end,
        end=end,
        is_thread=is_thread,
        language=language_of(body),
    )


def _compose(
    saved: SavedPage, source: tuple[str, Decoded], pieces: Sequence[Piece], known: tuple[Header, Zone]
) -> Article:
    text, decoded = source
    header, zone = known
    start, stop = pieces[0].span.start, pieces[-1].span.end
    places = byte_places(decoded, [piece.span for piece in pieces])
    blocks = tuple(
        Block(
            span=piece.span.shift(-start),
            role=piece.role,
            page_span=place,
            language=other_language(text[piece.span.start : piece.span.end], zone.language),
            rule=piece.rule,
        )
        for piece, place in zip(pieces, places, strict=True)
    )
    article = Article(
        id="",
        page=saved.page.id,
        title=header.title,
        byline=header.byline,
        outlet=header.outlet,
        published=header.published,
        modified=header.modified,
        form="live" if LIVE.search(header.title or "") else "post" if zone.is_thread else "article",
        language=zone.language,
        text=text[start:stop],
        blocks=blocks,
        rule="articles.plain_text",
    )
    return fill_from_fields(article, saved)
