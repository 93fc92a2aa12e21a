"""The visible characters of an HTML source, each with its place in it. Source -> VisibleText."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from copydesk.records import Span

_SKIPPED = ("script", "style", "template", "textarea", "title", "iframe", "svg", "select", "button")
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span strike "
    "strong sub sup time tt u var wbr"
)
_ATTRIBUTES = r"""(?>(?:[^>=]++|=(?>\s*(?:"[^"]*+"|'[^']*+')?))*)(?:>|\Z)"""
_ELEMENT = rf"""NAME(?=[\s/>]){_ATTRIBUTES}(?:(?<=/>)|(?>(?:[^<]++|<(?!/NAME[\s/>]))*)(?:<{_ATTRIBUTES}|\Z))"""
_UNSEEN = (
    r"<!--(?:-?>|(?>(?:[^-]++|-(?!-!?>))*)(?:--!?>|\Z))|<(?:!|\?|/(?![a-zA-Z]))[^>]*+(?:>|\Z)"
    rf"|<(?i:{'|'.join(_ELEMENT.replace('NAME', name) for name in _SKIPPED)})"
)
"""Comments, declarations and elements that hold no prose. Here as in tags every part takes all that it can and gives nothing
back, and one that is not closed runs to the end, as in a browser: so the whole takes linear time.
Groups are atomic rather than possessive, as Python before 3.11.5 repeats a possessive group wrongly."""
_MARKUP = re.compile(rf"(?>(?:(?:{_UNSEEN}|</?[a-zA-Z]{_ATTRIBUTES})\s*+)+)")
_IN_LINE = re.compile(
    rf"(?>(?:(?:{_UNSEEN}|</?(?:{'|'.join([*_INLINE.split(), *_INLINE.upper().split()])})(?=[\s/>]){_ATTRIBUTES})\s*+)+)"
)
"""Mark-up that parts no lines. Names in both cases are quicker to look for than names in any case."""
_ENTITY = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_NOT_SHOWN = r"\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd\ud800-\udfff|"
"""White space, and what shows nothing: controls, soft hyphens, characters of no width. A bar stands between table cells."""

_HIDDEN, _SHOWN = re.compile(f"[{_NOT_SHOWN}]+"), re.compile(f"[^{_NOT_SHOWN}]")


def level(text: str) -> str:
    """Return the characters that show, as one run, so that two printings of the same words are equal."""
    joined = "".join(text.split())
    return joined if joined.isascii() and joined.isprintable() and "|" not in joined else _HIDDEN.sub("", joined)


def show(source: str) -> str:
    """Return the visible characters of a source, without mark-up and entities."""
    return read_visible(source).text if "<" in source or "&" in source else level(source)


class Piece(NamedTuple):
    """A run of text without mark-up and its place in the source. An entity is a piece of its own, longer than its text."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class VisibleText:
    """All visible characters of a source as one run, with the pieces that they come from.

    `edges` holds the offsets at which the pieces begin, and the end; `breaks` those at which a tag parts two paragraphs,
    both ends included.
    """

    text: str
    pieces: list[Piece]
    edges: list[int]
    breaks: list[int]
    _inner: dict[int, list[int]] = field(default_factory=dict)

    def place(self, start: int, end: int) -> Span | None:
        """Return where the visible characters `[start, end)` stand in the source; None if that cuts an entity in two."""
        first, last = bisect_right(self.edges, start) - 1, bisect_right(self.edges, end - 1) - 1
        opening, closing = self.pieces[first], self.pieces[last]
        cut = (start > self.edges[first] and opening, end < self.edges[last + 1] and closing)
        if any(piece and not _is_plain(piece) for piece in cut):
            return None
        if start > self.edges[first]:
            at = opening.start + self._offsets(first)[start - self.edges[first]]
        else:
            at = opening.start + len(opening.text) - len(opening.text.lstrip())
        if not _is_plain(closing):
            return Span(at, closing.end)
        if end < self.edges[last + 1]:
            return Span(at, closing.start + self._offsets(last)[end - 1 - self.edges[last]] + 1)
        return Span(at, closing.start + len(closing.text.rstrip()))

    def _offsets(self, number: int) -> list[int]:
        """Return where the visible characters of a piece stand in it."""
        if number not in self._inner:
            self._inner[number] = [shown.start() for shown in _SHOWN.finditer(self.pieces[number].text)]
        return self._inner[number]


def read_visible(source: str) -> VisibleText:
    """Return the visible characters of an HTML source; attributes, comments, scripts and controls show none."""
    shown: list[str] = []
    pieces: list[Piece] = []
    edges, breaks, at = [0], [0], 0
    for run, breaking in _texts(source):
        if breaking and breaks[-1] != at:
            breaks.append(at)
        for piece in _cut_entities(source, run):
            visible = level(piece.text)
            if visible:
                shown.append(visible)
                pieces.append(piece)
                at += len(visible)
                edges.append(at)
    if breaks[-1] != at:
        breaks.append(at)
    return VisibleText("".join(shown), pieces, edges, breaks)


def _texts(source: str) -> Iterator[tuple[Span, bool]]:
    """Yield the runs between mark-up, and whether a tag that breaks the line stands before each."""
    at, breaking = 0, True
    for markup in _MARKUP.finditer(source):
        if markup.start() > at:
            yield Span(at, markup.start()), breaking
        at = markup.end()
        breaking = not _IN_LINE.fullmatch(source, markup.start(), at)
    yield Span(at, len(source)), breaking


def _cut_entities(source: str, run: Span) -> Iterator[Piece]:
    text = source[run.start : run.end]
    if "&" not in text:
        if not text.isspace():
            yield Piece(run.start, run.end, text)
        return
    at = run.start
    for entity in _ENTITY.finditer(source, run.start, run.end):
        yield Piece(at, entity.start(), source[at : entity.start()])
        at = entity.end()
        yield Piece(entity.start(), at, unescape(entity[0]))
    yield Piece(at, run.end, source[at : run.end])


def _is_plain(piece: Piece) -> bool:
    return len(piece.text) == piece.end - piece.start
