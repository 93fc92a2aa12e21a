"""Plain text and Markdown pages, where the words alone tell what is what. Decoded -> Article."""

from __future__ import annotations

from dataclasses import replace

from copydesk.records import Article, SavedPage, identify
from copydesk.stages.articles.dates import order_of
from copydesk.stages.articles.decoding import Decoded
from copydesk.stages.articles.lines import split_lines, unwrap
from copydesk.stages.articles.signals import mark_lines
from copydesk.stages.articles.stories import PageText, read_story
from copydesk.stages.articles.threads import mark_members, split_stories


def read_plain(saved: SavedPage, decoded: Decoded) -> list[Article]:
    """Return the articles of a text page, in order; lines that belong to none stand in the article before them."""
    text = unwrap(decoded.text)
    marks, is_thread = mark_members(mark_lines(split_lines(text), order_of(text)))
    page = PageText(saved=saved, text=text, marks=marks, is_thread=is_thread, decoded=decoded)
    found = [read_story(page, story) for story in split_stories(marks, is_thread=is_thread)]
    return [
        replace(article, id=identify("a", saved.page.id, position)) for position, article in enumerate(found) if article
    ]
