"""What kind of file some bytes are, told from the name and from the bytes. Bytes -> Kind."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal[
    "html",
    "text",
    "markdown",
    "mhtml",
    "pdf",
    "feed",
    "rows",
    "table",
    "parquet",
    "archive",
    "zip",
    "compressed",
    "unknown",
]

ENDINGS: dict[str, Kind] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "table",
    ".tsv": "table",
    ".parquet": "parquet",
    ".warc": "archive",
    ".zip": "zip",
    ".wacz": "zip",
    ".gz": "compressed",
}
MEDIA_TYPES: dict[Kind, str] = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown"}
ENDINGS_OF_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "multipart/related": ".mhtml",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
"""The file ending that a server's content type stands for."""
READABLE = "HTML, text, Markdown, MHTML, PDF, a feed, JSON lines, CSV or WARC (also in gzip), Parquet or ZIP"
SNIFFED = 4096
"""Bytes looked at to tell what a file is."""

_HTML = re.compile(rb"(?i)<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<div[\s>]|<p>")
_FIRST_TAG = re.compile(rb"<([A-Za-z][\w:.-]{0,40})")
_FEED_TAGS = (b"rss", b"feed", b"atom:feed", b"rdf:rdf")
_MHTML = re.compile(rb"(?im)\A(?:[\w-]{1,60}:[^\n]*\n|[ \t][^\n]*\n){0,40}?content-type:\s*multipart/related")
_MAGIC = {
    b"%PDF": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP or office file",
    b"PAR1": "a Parquet file",
    b"SQLite format": "an SQLite file",
    b"\xd0\xcf\x11\xe0": "an old office file",
}
_TOLD_BY_MAGIC: dict[bytes, Kind] = {
    b"\x1f\x8b": "compressed",
    b"WARC/": "archive",
    b"%PDF-": "pdf",
    b"PAR1": "parquet",
    b"PK\x03\x04": "zip",
}
_MARGIN = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_NAMED_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(range(9)) + b"\x0b" + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x7f"
_CONTROLS_ALLOWED = 0.01
_BROKEN_ALLOWED = 0.10


def kind_of(name: str, start: bytes) -> Kind:
    """Return the kind of a file by its name, or by its first bytes where the name tells nothing."""
    by_name = ENDINGS.get(PurePosixPath(name).suffix.lower())
    if by_name in ("text", "feed") and not _looks_like_feed(start) and looks_like_html(start):
        return "html"
    return by_name or _kind_of_bytes(start, named=bool(_real_suffix(name)))


def _real_suffix(name: str) -> str:
    """Return the ending of a name that says what the file is; a number or a long word is part of the name."""
    suffix = PurePosixPath(name).suffix
    return suffix if re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,4}", suffix) else ""


def _kind_of_bytes(start: bytes, *, named: bool) -> Kind:
    for magic, kind in _TOLD_BY_MAGIC.items():
        if start.startswith(magic) and not (named and kind == "zip"):  # office files and books are ZIP files too
            return kind
    if _MHTML.match(start):
        return "mhtml"
    if _is_json_row(start):
        return "rows"
    if _looks_like_feed(start):
        return "feed"
    if looks_like_html(start):
        return "html"
    return "unknown" if named or not start else "text"


def _looks_like_feed(start: bytes) -> bool:
    first = _FIRST_TAG.search(start)
    is_markup = start.lstrip(_MARGIN).startswith(b"<")
    return is_markup and first is not None and first[1].lower() in _FEED_TAGS


def looks_like_html(start: bytes) -> bool:
    """Return whether a file begins as a page does: with a mark-up tag, after white space or a byte order mark."""
    if start.startswith(_WIDE_MARKS):
        start = start.replace(b"\x00", b"")
    return bool(_HTML.search(start[:SNIFFED])) and start.lstrip(_MARGIN).startswith(b"<")


def _is_json_row(start: bytes) -> bool:
    line, newline, _ = start.lstrip(_MARGIN).partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return not newline and bool(re.match(rb'\{\s*"\w+"\s*:', line))  # a first row longer than what was looked at


def charset_of(content_type: str | None) -> str | None:
    """Return the encoding that a server's content type names."""
    named = re.search(r"charset=[\"']?([\w.:-]+)", content_type or "", re.I)
    return named[1].lower() if named else None


def why_no_page(content: bytes, most: int, *, charset: str | None = None) -> str | None:
    """Return why some bytes are no page, or None if they may be read as one; `charset` is what a server named."""
    if len(content) > most:
        return f"more than {most:,} bytes; raise `--max-page` to read it"
    if not content.strip():
        return "nothing in it; expected a saved page"
    if (why := _why_not_text(content)) is not None:
        return f"found {why}; expected {READABLE}"
    if charset is None and _is_damaged_text(content):
        return f"bytes that are text in no known encoding; expected {READABLE}"
    return None


def _why_not_text(content: bytes) -> str | None:
    """Return what a file is instead of text, or None if it may be read as text."""
    for magic, name in _MAGIC.items():
        if content.startswith(magic):
            return name
    if content.startswith(_WIDE_MARKS):
        return None
    sample = content[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > max(2, len(sample) * _CONTROLS_ALLOWED):
        return f"binary data ({controls} control characters in {len(sample)} bytes)"
    return None


def _is_damaged_text(content: bytes) -> bool:
    """Return whether bytes that are mostly UTF-8 hold more broken places than a page that was merely cut would.

    A page that names its charset, or opens with a byte order mark, is left to the decoder.
    """
    if content.startswith(_WIDE_MARKS) or _NAMED_CHARSET.search(content[:SNIFFED]):
        return False
    text = content[:65536].decode("utf-8", errors="replace")
    return text.count("\ufffd") > len(text) * _BROKEN_ALLOWED and not _is_western(content[:65536])


def _is_western(sample: bytes) -> bool:
    """Return whether bytes read as letters of a one-byte Western encoding: few high bytes, none of them unassigned."""
    high = sum(byte >= 0x80 for byte in sample)
    return high <= len(sample) * 0.25 and not any(byte in sample for byte in b"\x81\x8d\x8f\x90\x9d")
