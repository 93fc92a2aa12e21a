"""HTML pages: the main text, taken out of the mark-up, and what the mark-up says of it. SavedPage -> Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from copydesk.records import Article, Block, Published, SavedPage, identify
from copydesk.stages.articles.html.columns import story_column
from copydesk.stages.articles.html.completing import complete_lines, without_second_printing
from copydesk.stages.articles.html.dating import guess_date
from copydesk.stages.articles.html.fullest import read_fullest
from copydesk.stages.articles.html.main_text import drop_furniture, main_lines
from copydesk.stages.articles.html.metadata import Metadata, read_metadata, with_printed
from copydesk.stages.articles.several.forums import Post, find_posts, says_forum
from copydesk.stages.articles.several.live import find_updates, read_live
from copydesk.stages.articles.several.postings import lines_of_posts, read_pasted, read_thread
from copydesk.stages.articles.several.several import read_several_lines
from copydesk.stages.articles.source.decoding import Decoded
from copydesk.stages.articles.text.headers import Header, read_header
from copydesk.stages.articles.text.headlines import LIVE
from copydesk.stages.articles.text.navigation import NAVIGATION
from copydesk.stages.articles.text.roles import Piece, Zone, find_roles
from copydesk.stages.articles.text.signals import Mark, mark_lines
from copydesk.stages.articles.values.dates import order_of
from copydesk.stages.articles.values.fields import fill_from_fields
from copydesk.stages.articles.values.idiom import language_of, other_language
from copydesk.stages.articles.values.lines import Line, count_words, ends_sentence, level, place_lines
from copydesk.stages.articles.whole import body_text

_RULES_OF_LABELS = {NAVIGATION, "articles.share_row", "articles.member_label"}
"""Rules for text without mark-up, where a row of capitalised words can only be a menu; here it may be a table's."""
_EMAIL = re.compile(r"\S+@[\w-]+(?:\.[\w-]+)+")
_CALL = re.compile(r"\b(?:sign up|subscribe)(?: here| now| today| for free)?\W*$", re.I)
_MOST_CALL = 20
_HEAD_LINES = 4
_BYLINE = "byline"
"""The tag of a line that the page prints beside its headline."""
_MORE_STATED = 1.5
"""Words of the text in JSON-LD for each word shown, from which on the page is taken to show a part of it."""
_TEXT_TAGS = {"p", "item", "quote", "cell", "code", "list"}


def read_markup(saved: SavedPage, decoded: Decoded) -> list[Article]:
    """Return the articles of an HTML page: its one story, or those that a forum thread carries."""
    tree, metadata = _parse(saved, decoded)
    if metadata.is_front:
        return []
    updates = find_updates(tree, metadata)
    if len(updates) > 1:
        return read_live(saved, updates, with_printed(metadata, tree))
    metadata, posts, lines = _open(tree, metadata, decoded)
    if posts:
        return read_thread(saved, posts, metadata)
    several = read_several_lines(saved, tree, lines, metadata) or read_pasted(saved, lines, metadata)
    if several:
        return several
    article = _dated(_read_article(saved, lines, metadata), decoded) if lines else None
    return [article] if article and article.body() else []


def read_whole_markup(saved: SavedPage, decoded: Decoded) -> Article | None:
    """Return the main text of an HTML page as body blocks: a story's prose and headings, or all posts of a thread."""
    metadata, posts, found = _open(*_parse(saved, decoded), decoded)
    if not (posts or found or metadata.title):
        return None
    lines = lines_of_posts(posts) if posts else found
    own = _header_of_posts(posts)
    if found and not says_forum(decoded.text, metadata.canonical):
        article = _read_article(saved, found, metadata)
        lines = place_lines(("p", line) for line in body_text(article).split("\n") if line) or found
        own = replace(own, published=article.published)
    pieces = [Piece(line.span, "body", "articles.whole_page") for line in lines]
    whole = _dated(_compose(saved, lines, pieces, _header_of(metadata, own), metadata), decoded)
    return replace(whole, id=identify("a", saved.page.id, "whole"), rule="articles.whole_page")


def _header_of_posts(posts: Sequence[Post]) -> Header:
    """Return the day of a thread's first post as the day on which the thread came out."""
    day = posts[0].date if posts else None
    why = "The first post's own time stamp gives the date."
    return Header(published=Published(value=day, basis="stated", why=why) if day else None)


def _dated(article: Article, decoded: Decoded) -> Article:
    if article.published is not None:
        return article
    guess = guess_date(decoded.text, article.canonical)
    if guess is None and article.modified:
        why = "The page states only when it was last changed."
        guess = Published(value=article.modified, basis="stated", why=why)
    return replace(article, published=guess)


def _parse(saved: SavedPage, decoded: Decoded) -> tuple[Any, Metadata]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(decoded.text)
    return tree, read_metadata(tree, saved.address)


def _open(tree: Any, metadata: Metadata, decoded: Decoded) -> tuple[Metadata, list[Post], list[Line]]:
    """Return what the mark-up states, and the posts of a thread or else the lines of the main text.

    On a page that does not call itself a forum, posts that hold far less than the main text are a story's comments.
    """
    posts = find_posts(tree, decoded.text, metadata)
    if posts and says_forum(decoded.text, metadata.canonical):
        return metadata, posts, []
    story = with_printed(metadata, tree)
    if tree.body is not None:
        drop_furniture(tree.body)
    lines = _main_lines(tree.body, is_thread=bool(posts))
    once = without_second_printing(lines)
    lines = once if len(once) == len(lines) else place_lines((line.tag, line.text) for line in once)
    lines = _stated_body(lines, metadata.body) or lines
    talk = sum(count_words(words) for post in posts for words in post.own)
    return (story, [], lines) if talk < 0.35 * sum(line.words for line in lines) else (metadata, posts, [])


def _main_lines(body: Any | None, *, is_thread: bool) -> list[Line]:
    """Return the main text: one element's where that holds the story and nothing else, or else an extraction, completed."""
    if body is None:
        return []
    body = body if is_thread else story_column(body) or body
    found = read_fullest(body) if not is_thread else None
    if found and found.is_story:
        told = ((tag or "p", text) for tag, text in found.paragraphs if tag or ends_sentence(text))
        return place_lines(told)  # a loose line that is no sentence is a label or an advertisement
    lines = main_lines(body)
    fuller = complete_lines(lines, body, found) if not is_thread else None
    return place_lines(fuller) if fuller else lines


def _stated_body(lines: Sequence[Line], body: str | None) -> list[Line] | None:
    """Return the text that JSON-LD holds where the page shows only its beginning."""
    if not body:
        return None
    stated = place_lines(("p", words) for part in body.splitlines() if (words := " ".join(part.split())))
    held = " ".join(line.key for line in stated)
    begins = any(line.key[:60] in held for line in lines if line.words >= 10)
    longer = sum(line.words for line in stated) > _MORE_STATED * sum(line.words for line in lines)
    return stated if begins and longer else None


def _read_article(saved: SavedPage, lines: Sequence[Line], metadata: Metadata) -> Article:
    lines = _with_head(lines, metadata)
    marks = [_by_tag(mark) for mark in mark_lines(lines, order_of("\n".join(line.text for line in lines)))]
    is_full = metadata.title and metadata.byline and metadata.outlet and metadata.published
    header = _header_of(metadata, Header() if is_full else read_header(marks))
    prose = [i for i, mark in enumerate(marks) if mark.kind == "prose"]
    language = language_of(" ".join(marks[i].line.text for i in prose))
    title = next((i for i, mark in enumerate(marks[:4]) if header.title and level(header.title) == mark.line.key), None)
    zone = Zone(
        body_first=prose[0] if prose else 0,
        body_last=prose[-1] if prose else len(marks),
        end=len(marks),
        is_thread=False,
        language=language,
    )
    pieces = find_roles(marks, replace(header, title_line=title, site_line=None), zone)
    article = _compose(saved, lines, pieces, header, metadata)
    form = "live" if metadata.is_live or LIVE.search(header.title or "") else "article"
    return replace(
        article,
        form=form,  # type: ignore[arg-type]
        language=article.language or metadata.language,
    )


def _with_head(lines: Sequence[Line], metadata: Metadata) -> Sequence[Line]:
    """Return the lines with the headline and an agency's byline below it, where the main text was taken out without them."""
    known = [line.key for line in lines[:_HEAD_LINES]]
    title = level(metadata.title or "")
    below = known.index(title) + 1 if title in known else 0
    head = [("head", metadata.title)] if metadata.title and not below else []
    head += [(_BYLINE, words) for words in metadata.credits if level(words) not in known]
    if not head:
        return lines
    start = lines[below - 1].span.end + 1 if below else 0
    added = place_lines(head)
    end = added[-1].span.end + 1
    return [*lines[:below], *(line.moved(start) for line in added), *(line.moved(end) for line in lines[below:])]


def _by_tag(mark: Mark) -> Mark:
    """Return the mark of a line whose tag says more than its words: list items and cells are text, not furniture."""
    if mark.line.tag == _BYLINE:
        return mark._replace(kind="byline", rule="articles.byline")
    if _EMAIL.fullmatch(mark.line.text):
        return mark._replace(kind="furniture", rule="articles.email")
    if mark.line.words <= _MOST_CALL and _CALL.search(mark.line.text):
        return mark._replace(kind="newsletter", rule="articles.sign_up")
    is_label = mark.rule in _RULES_OF_LABELS
    if mark.line.tag == "head" and (is_label or mark.kind in ("prose", "short", "bullet")):
        return mark._replace(kind="short", rule="articles.heading")
    if (is_label or mark.kind in ("short", "number")) and mark.line.tag in _TEXT_TAGS:
        return mark._replace(kind="prose", rule="articles.paragraph")
    return mark


def _header_of(metadata: Metadata, own: Header) -> Header:
    """Return what the mark-up says, and what the text says where the mark-up is silent."""
    return Header(
        title=metadata.title or own.title,
        byline=metadata.byline or own.byline,
        outlet=metadata.outlet or own.outlet,
        published=metadata.published or own.published,
        modified=metadata.modified or own.modified,
    )


def _compose(
    saved: SavedPage, lines: Sequence[Line], pieces: Sequence[Piece], header: Header, metadata: Metadata
) -> Article:
    text = "\n".join(line.text for line in lines)
    body = " ".join(text[p.span.start : p.span.end] for p in pieces if p.role == "body")
    language = language_of(body)
    blocks = tuple(
        Block(
            span=piece.span,
            role=piece.role,
            language=other_language(text[piece.span.start : piece.span.end], language),
            rule=piece.rule,
        )
        for piece in pieces
    )
    article = Article(
        id=identify("a", saved.page.id, 0),
        page=saved.page.id,
        title=header.title,
        byline=header.byline,
        outlet=header.outlet,
        published=header.published,
        modified=header.modified,
        canonical=metadata.canonical,
        section=metadata.section,
        metadata=metadata.stated(),
        language=language,
        text=text,
        blocks=blocks,
        rule="articles.markup",
    )
    return fill_from_fields(article, saved)
