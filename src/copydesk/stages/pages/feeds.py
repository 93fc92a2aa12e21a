"""Entries of an RSS or Atom feed, each a page of its own. Feed -> SavedPage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import IO
from xml.parsers import expat

from copydesk.stages.pages.making import Origin, Read, make_page, set_aside
from copydesk.stages.pages.settings import PageSettings

LEAST_WORDS = 40
"""A summary with fewer words than this is a teaser and no page."""
_CHUNK = 1 << 16
_DEEPEST = 200
_LONGEST_TAG = 1_000_000
_MAILED = re.compile(r"[^\s@]+@[^\s@]+\s*\(([^()]{1,200})\)")
_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_OWN = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/")
_MEANINGS = {
    **{(space, name): name for space in (*_OWN, _ATOM) for name in ("title", "link")},
    **{(space, "description"): "summary" for space in _OWN},
    **{(space, "pubDate"): "date" for space in _OWN},
    **{(space, "author"): "byline" for space in _OWN},
    (_ATOM, "name"): "byline",
    **{(space, "creator"): "byline" for space in _DUBLIN_CORE},
    **{(space, "date"): "date" for space in _DUBLIN_CORE},
    **{(space, "modified"): "modified" for space in _DUBLIN_CORE},
    (_CONTENT, "encoded"): "text",
    (_ATOM, "content"): "text",
    (_ATOM, "summary"): "summary",
    (_ATOM, "published"): "date",
    (_ATOM, "updated"): "modified",
}
"""What the children of a feed and of its entries mean: (name space, name) -> field."""


class _Entries:
    """The entries of a feed, gathered as the parser goes through it."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        self.feed: dict[str, str] = {}
        self.entry: dict[str, str] | None = None
        self.done: list[dict[str, str]] = []
        self.path: list[str] = []
        self.field: tuple[int, str] | None = None
        self.is_markup = False
        self.words: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise ValueError(f"more than {_DEEPEST} elements one in another; expected a feed")
        if self.field:
            if self.is_markup:
                kept = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if " " not in key)
                self.take(f"<{name}{kept}>")
        elif name in ("item", "entry") and self.entry is None:
            self.entry = {}
        elif meaning := _MEANINGS.get((space, name)):
            self._open(meaning, attributes)

    def _open(self, meaning: str, attributes: dict[str, str]) -> None:
        parent = self.path[-2] if len(self.path) > 1 else ""
        if parent not in ("item", "entry", "channel", "feed", "author"):
            return
        self.field = (len(self.path), meaning)
        self.is_markup = attributes.get("type") == "xhtml"
        self.words = []
        if meaning == "link" and attributes.get("rel", "alternate") == "alternate":
            self.words = [attributes.get("href", "")]

    def take(self, text: str) -> None:
        if self.field:
            self.taken += len(text)
            if self.taken > self.most:
                raise ValueError(f"an entry longer than {self.most:,} characters; raise `--max-page` to read it")
            self.words.append(text)

    def text(self, text: str) -> None:
        self.take(escape(text, quote=False) if self.is_markup else text)

    def skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.text(unescape(f"&{name};"))

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if self.field and self.field[0] == len(self.path):
            into = self.feed if self.entry is None else self.entry
            meaning, words = self.field[1], "".join(self.words).strip()
            if words and meaning == "byline" and meaning in into:
                into[meaning] += f"; {words}"
            elif words:
                into.setdefault(meaning, words)
            self.field = None
        elif self.field and self.is_markup:
            self.take(f"</{name}>")
        elif name in ("item", "entry") and self.entry is not None:
            self.done.append(self.entry)
            self.entry, self.taken = None, 0
        self.path.pop()


def read_feed(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each entry with its text; an entry that only teases is a problem, and so is a broken feed."""
    entries = _Entries(settings.max_page)
    parser = _parser(entries)
    number = taken = 0
    try:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
            taken += len(chunk)
            if taken - parser.CurrentByteIndex > _LONGEST_TAG:
                raise ValueError(f"a tag longer than {_LONGEST_TAG:,} bytes; expected a feed")
            for entry in entries.done:
                number += 1
                yield _read_entry(f"{name}#{number}", entry, entries.feed)
            entries.done.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        yield set_aside(name, f"broken after entry {number} ({error}); the entries before it are kept")
        return
    if number == 0:
        yield set_aside(name, "no entries in it; expected an RSS or Atom feed")


def _parser(entries: _Entries) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = entries.start
    parser.EndElementHandler = entries.end
    parser.CharacterDataHandler = entries.text
    parser.UseForeignDTD(True)  # so that a name such as &nbsp; that no feed declares is handed over, not fatal
    parser.SkippedEntityHandler = entries.skipped
    parser.EntityDeclHandler = _refuse
    return parser


def _refuse(*_: object) -> None:
    raise ValueError("it declares entities, which may hide other files or endless text; expected a plain feed")


def _read_entry(uri: str, entry: dict[str, str], feed: dict[str, str]) -> Read:
    title, link = entry.get("title", ""), entry.get("link", "")
    text, summary = entry.get("text", ""), entry.get("summary", "")
    full = max(text, summary, key=len)
    words = len(full.split())
    if not full or (full == summary and words < LEAST_WORDS):
        reason = f"an entry with a summary of {words} words and no text; save the page itself: {link or title}"
        return set_aside(uri, reason)
    date, modified = entry.get("date"), entry.get("modified")
    fields = {
        "title": title,
        "byline": _names(entry.get("byline") or feed.get("byline", "")),
        "outlet": feed.get("title", ""),
        "date": date or modified or "",
        "modified": (date and modified) or "",
    }
    origin = Origin(
        address=link if link.startswith(("http://", "https://")) else None,
        charset="utf-8",
        fields=tuple(sorted((key, value) for key, value in fields.items() if value)),
    )
    return make_page(uri, _as_page(title, full).encode("utf-8", "replace"), "text/html", origin=origin)


def _names(given: str) -> str:
    """Return the names of authors; RSS writes them behind their mail addresses, in brackets."""
    parts = [part.strip() for part in given.split(";")]
    names = [mailed[1] if (mailed := _MAILED.fullmatch(part)) else part for part in parts]
    return "; ".join(name for name in names if name and "@" not in name)


def _as_page(title: str, text: str) -> str:
    """Return the page that an entry is a part of, with its heading; plain text is cut into paragraphs at its lines."""
    if "<" not in text:
        text = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in text.splitlines() if line.strip())
    heading = escape(title, quote=False)
    return (
        f"<!doctype html>\n<html><head><meta charset=utf-8><title>{heading}</title></head>\n"
        f"<body><article><h1>{heading}</h1>\n{text}\n</article></body></html>\n"
    )
