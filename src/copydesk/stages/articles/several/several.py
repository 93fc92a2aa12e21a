"""Pages that tell several things in turn, known by their lines alone: tickers and digests. PageText -> Article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from copydesk.records import Article, Published, SavedPage
from copydesk.stages.articles.html.metadata import Metadata
from copydesk.stages.articles.several.digests import read_digest_lines, says_digest, split_digest
from copydesk.stages.articles.several.entries import (
    DIGEST_ITEM,
    LIVE_UPDATE,
    Entry,
    as_paragraph,
    fill_from_metadata,
    read_entries,
    whole_of,
)
from copydesk.stages.articles.several.tickers import mark_times, says_live, split_ticker
from copydesk.stages.articles.text.headers import Header, read_header
from copydesk.stages.articles.text.signals import Mark, mark_lines
from copydesk.stages.articles.text.stories import PageText
from copydesk.stages.articles.values.bylines import title_case
from copydesk.stages.articles.values.dates import find_date, order_of
from copydesk.stages.articles.values.lines import Line
from copydesk.text.names import is_first_name

_LONGEST_NAME = 6
_LEAD_LINES = 15
_HEAD_LINES, _READ = 30, 1000
"""Lines of a page's main text, and characters of each, in which it must call itself live or a digest."""


def read_several(page: PageText, whole: Header | None = None) -> list[Article]:
    """Return the updates of a ticker or the items of a digest as articles, or nothing for a page that is neither.

    `whole` is what the page's mark-up says of itself; without it the lines above the first entry are read. A live page as
    text that names its writers above its updates is one article: nothing tells whose an update is.
    """
    title = whole.title if whole else None
    for split, rule in ((split_ticker, LIVE_UPDATE), (split_digest, DIGEST_ITEM)):
        entries = split(page.marks, title)
        if len(entries) > 1:
            said = _whole_of(page.marks, entries, whole)
            if whole is None and rule == LIVE_UPDATE and _is_signed(page.marks[: entries[0].first], said):
                return []
            found = read_entries(replace(page, marks=mark_times(page.marks)), entries, said, rule=rule)
            if len(found) > 1:
                return found
    return []


def _is_signed(above: Sequence[Mark], said: Header) -> bool:
    """Return whether a line above the updates names a writer: behind "By", by a known first name, or beside another."""
    return any(
        name in mark.line.text and (mark.kind == "byline" or len(said.byline) > 1 or is_first_name(name.split()[0]))
        for mark in above
        for name in said.byline
    )


def _whole_of(marks: Sequence[Mark], entries: Sequence[Entry], whole: Header | None) -> Header:
    """Return what stands above the first entry for all of them: a masthead may be the outlet's name."""
    lead = marks[: entries[0].first][-_LEAD_LINES:]
    own = whole or read_header(marks)
    masthead = next((m.line.text for m in lead if m.kind == "short" and 2 <= m.line.words <= _LONGEST_NAME), None)
    return replace(
        own,
        title=own.title or masthead,
        outlet=own.outlet or (title_case(masthead) if masthead else None),
        published=own.published or _day_of(lead),
    )


def _day_of(lead: Sequence[Mark]) -> Published | None:
    for mark in lead:
        found = find_date(mark.line.text) if mark.line.words <= 2 * _LONGEST_NAME else None
        if found:
            why = f"The line “{mark.line.text}” above all entries gives the day."
            return Published(value=found.value, basis="stated", why=why)
    return None


def read_several_lines(saved: SavedPage, tree: Any, lines: Sequence[Line], metadata: Metadata) -> list[Article]:
    """Return the updates or items of an HTML page whose elements tell nothing: its main text is read by its lines, then,
    for a newsletter made of tables, its whole body. It changes `tree`."""
    in_cells = sum(line.words for line in lines if line.tag == "cell") * 2 >= sum(line.words for line in lines)
    for found in (lines, *([read_digest_lines(tree)] if in_cells else [])):
        head = [metadata.title or "", *(line.text[:_READ] for line in found[:_HEAD_LINES])]
        if not any(says_live(words) or says_digest(words) for words in head):
            continue
        text = "\n".join(line.text for line in found)
        marks = [as_paragraph(mark) for mark in mark_lines(found, order_of(text))]
        page = PageText(saved=saved, text=text, marks=marks, is_thread=False)
        articles = read_several(page, whole_of(metadata))
        if articles:
            return [fill_from_metadata(article, metadata) for article in articles]
    return []
