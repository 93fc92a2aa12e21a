"""Quotation marks: which opens, which closes, and what stands between."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from copydesk.records import Span

PAIRS = {"“": "”", "„": "”", "«": "»", '"': '"', "``": "''", "''": "''", "‘": "’", "'": "'", "”": "”"}
"""Opening mark -> the mark that closes it. Pages also open with ”, and mix curly and straight marks in one quotation."""
_MARK = re.compile(r"``|''|[“”„«»\"‘’']")
_BEFORE_OPENING = re.compile(r"(?:^|[\s(\[{—–\-:/“‘\"'>])$")
_AFTER_CLOSING = re.compile(r"^(?:$|[\s)\]}.,;:!?—–\-…”’\"'<])")


class Quote(NamedTuple):
    """A quotation: `outer` with its marks, `inner` without; `closed` is false where it runs on into the next paragraph."""

    outer: Span
    inner: Span
    closed: bool


def find_quotes(text: str, start: int = 0, end: int | None = None) -> list[Quote]:
    """Return the outermost quotations of `text[start:end]`, in order, paragraph by paragraph.

    An apostrophe is told from a single quotation mark by what stands beside it. A quotation that its paragraph does not
    close runs to the paragraph's end, if the next paragraph opens with a mark too (the newspaper convention); otherwise
    the lone mark is passed over.
    """
    end = len(text) if end is None else end
    paragraphs = [
        Span(m.start(), m.end()) for m in re.compile(r"[^\n]+").finditer(text, start, end) if not m[0].isspace()
    ]
    quotes: list[Quote] = []
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = following is not None and text[following.start : following.end].lstrip()[:1] in ("“", '"', "‘")
        quotes += _quotes_of_paragraph(text, paragraph, goes_on)
    return quotes


def _quotes_of_paragraph(text: str, paragraph: Span, goes_on: bool) -> list[Quote]:
    quotes, position = [], paragraph.start
    while mark := _MARK.search(text, position, paragraph.end):
        position = mark.end()
        if not _opens(text, mark, paragraph):
            continue
        close = _closing(text, mark, paragraph)
        if close is not None:
            quotes.append(Quote(Span(mark.start(), close.end), Span(mark.end(), close.start), True))
            position = close.end
        elif goes_on and mark[0] in ("“", '"') and mark.end() < paragraph.end:
            quotes.append(Quote(Span(mark.start(), paragraph.end), Span(mark.end(), paragraph.end), False))
            break
    return quotes


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if mark[0] in ("“", "„", "«", "``"):
        return True
    if mark[0] not in PAIRS or mark.end() >= paragraph.end or text[mark.end()].isspace():
        return False
    before = text[max(paragraph.start, mark.start() - 1) : mark.start()]
    if not _BEFORE_OPENING.search(before):
        return False
    if mark[0] in ("‘", "'"):  # ’90s, ’em: an apostrophe in front of a short form, not a quotation
        return not re.match(r"(?:\d\ds?\b|em\b|tis\b|til\b|cause\b|n\b)", text[mark.end() : mark.end() + 6], re.I)
    return True


def _closing(text: str, mark: re.Match[str], paragraph: Span) -> Span | None:
    wanted, depth, position = PAIRS[mark[0]], 0, mark.end()
    while found := _MARK.search(text, position, paragraph.end):
        position = found.end()
        if mark[0] == "“" and found[0] == "“":
            depth += 1
        elif found[0] == wanted or (mark[0] in "“„" and found[0] == '"') or (mark[0] == '"' and found[0] == "”"):
            if mark[0] in ("‘", "'", '"') and not _closes(text, found, paragraph):
                continue
            if depth == 0:
                return Span(found.start(), found.end())
            depth -= 1
    return None


def _closes(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    if text[mark.start() - 1].isspace():
        return False
    return bool(_AFTER_CLOSING.match(text[mark.end() : min(mark.end() + 1, paragraph.end)]))
