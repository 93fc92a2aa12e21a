"""Bytes into text, with the way back from a character to its bytes. SavedPage -> Decoded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.records import SavedPage, Span

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.I)
_WESTERN = {"iso8859-1", "ascii", "latin_1", "latin-1", "iso-8859-1"}
"""Names that pages give to what is really Windows-1252 (as browsers read them)."""


class Decoded(NamedTuple):
    """A page's text, its encoding, the bytes of its byte order mark, and how many places could not be read."""

    text: str
    encoding: str
    start: int
    broken: int


def decode(saved: SavedPage) -> Decoded:
    """Return the text of a page: by its mark, as UTF-8, by the charset it names, or as Windows-1252, in this order.

    Bytes that are nearly all UTF-8 stay UTF-8, and each broken place becomes U+FFFD.
    """
    content = saved.content
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _replacing(content, encoding, len(mark))
    named = _named_charset(saved)
    if named is None or not named.startswith("iso2022"):
        try:
            return Decoded(content.decode("utf-8"), "utf-8", 0, 0)
        except UnicodeDecodeError:
            pass
    if named is not None and named != "utf-8":
        try:
            return Decoded(content.decode(named), named, 0, 0)
        except UnicodeDecodeError:
            pass
    if named == "utf-8" or _is_mostly_utf8(content):
        return _replacing(content, "utf-8", 0)
    return _replacing(content, "cp1252", 0)


def byte_places(decoded: Decoded, places: Sequence[Span]) -> list[Span | None]:
    """Return the bytes of each run of characters, or None for all where the text was repaired in reading."""
    if decoded.broken:
        return [None for _ in places]
    edges = sorted({edge for place in places for edge in place})
    found: dict[int, int] = {}
    at, char = decoded.start, 0
    for edge in edges:
        at += len(decoded.text[char:edge].encode(decoded.encoding))
        char = edge
        found[edge] = at
    return [Span(found[place.start], found[place.end]) for place in places]


def _replacing(content: bytes, encoding: str, start: int) -> Decoded:
    text = content[start:].decode(encoding, errors="replace")
    original = content[start:].decode(encoding, errors="ignore")
    return Decoded(text, encoding, start, text.count("\ufffd") - original.count("\ufffd"))


def _named_charset(saved: SavedPage) -> str | None:
    found = _META.search(saved.content[:4096]) if saved.page.media_type == "text/html" else None
    for name in (saved.charset, found[1].decode("ascii", "replace") if found else None):
        try:
            known = codecs.lookup(name or "").name
        except LookupError:
            continue
        return "cp1252" if known in _WESTERN else known
    return None


def _is_mostly_utf8(content: bytes) -> bool:
    """Return whether good multi-byte characters outnumber the broken places."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - broken
    return (good >= broken and good > 0) or (broken <= 1 and not _reads_as_western(content))


def _reads_as_western(content: bytes) -> bool:
    """Return whether every high byte stands between or beside letters, as an accent, a dash or a quotation mark does."""
    return bool(re.search(rb"[A-Za-z ][\x80-\xff][A-Za-z ,.;:!?]", content))
