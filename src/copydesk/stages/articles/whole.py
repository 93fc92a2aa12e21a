"""The whole main text of a page as one article, for measuring and for other programs. SavedPage -> Article."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Article, Block, SavedPage, Span, identify
from copydesk.stages.articles.source.decoding import Decoded
from copydesk.stages.articles.text.plain import read_markdown, read_plain

_LEFT_OUT = {"boilerplate", "related", "byline", "credit", "caption"}


def body_text(article: Article) -> str:
    """Return an article's prose: its body blocks with their datelines, and the headings between them, a line each."""
    kept = [b for b in article.blocks if b.role in ("body", "dateline") or b.rule == "articles.subhead"]
    parts: list[str] = []
    for before, block in zip([None, *kept], kept, strict=False):
        if before is not None:
            parts.append("\n" if "\n" in article.text[before.span.end : block.span.start] else " ")
        parts.append(article.words_of(block.span))
    return "".join(parts)


def read_whole(saved: SavedPage, decoded: Decoded) -> Article | None:
    """Return a page's text, furniture left out; every block of it is a body block."""
    if saved.page.media_type == "text/html":
        from copydesk.stages.articles.html.markup import read_whole_markup

        return read_whole_markup(saved, decoded)
    read = read_markdown if saved.page.media_type == "text/markdown" else read_plain
    articles = read(saved, decoded)
    return _join(saved, articles) if articles else None


def _join(saved: SavedPage, articles: list[Article]) -> Article:
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for article in articles:
        for block in article.blocks:
            if block.role in _LEFT_OUT or block.rule in ("articles.headline", "articles.thread_title"):
                continue
            words = article.words_of(block.span)
            blocks.append(replace(block, span=Span(at, at + len(words)), role="body"))
            parts.append(words)
            at += len(words) + 1
    first = articles[0]
    return replace(
        first,
        id=identify("a", saved.page.id, "whole"),
        text="\n".join(parts),
        blocks=tuple(blocks),
        rule="articles.whole_page",
    )
