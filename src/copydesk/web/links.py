"""Where a link leads: within the one-file report, or from page to page of the live story. Record, Ref -> address."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Protocol
from urllib.parse import quote, urlencode, urlsplit

from copydesk.index import Index
from copydesk.records import Article, Claim, Copy, Entity, Event, Family, Quotation, Ref, Revision, Source

VIEW_OF = {
    Claim: "claims",
    Event: "timeline",
    Quotation: "quotes",
    Source: "sources",
    Copy: "copies",
    Family: "copies",
    Revision: "copies",
    Entity: "cast",
    Article: "articles",
}
"""The type of a record -> the view that shows it."""
_HIDING = re.compile("[\\s\\\\\0-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Characters that browsers take out of an address or read as others; a backslash is a slash to them."""
NO_CHOICE: Mapping[str, str] = {}


class Links(Protocol):
    """How the templates make links; a record that is shown nowhere has none."""

    is_live: bool

    def view(self, name: str, *, number: int = 1, choice: Mapping[str, str] = NO_CHOICE) -> str: ...

    def record(self, record_id: str | None) -> str | None: ...

    def place(self, ref: Ref) -> str: ...

    def leads_to(self, article: str, start: int) -> bool: ...

    def saved(self, article: Article) -> str | None: ...


class Pager(Protocol):
    """What tells on which page of its view's list a record stands, counted from 1."""

    def number_of(self, view: str, record_id: str) -> int | None: ...


class Fragments:
    """Links within the one-file report, where every view is on the page; `shown` holds the ids that it prints.

    They keep the places that were linked to, so that the texts, printed last, have anchors there and nowhere else.
    """

    is_live = False

    def __init__(self, index: Index, shown: Container[str]) -> None:
        self._index, self._shown = index, shown
        self._places: set[str] = set()

    def view(self, name: str, *, number: int = 1, choice: Mapping[str, str] = NO_CHOICE) -> str:
        """Return the fragment of a view; it has one page, and its script reads what is chosen."""
        return f"#{name}?{urlencode(choice)}" if choice else f"#{name}"

    def record(self, record_id: str | None) -> str | None:
        """Return the fragment of a record."""
        return f"#{record_id}" if record_id is not None and record_id in self._shown else None

    def place(self, ref: Ref) -> str:
        """Return the fragment that leads to the first character of `ref`."""
        anchor = anchor_of(ref, self._index)
        self._places.add(anchor)
        return f"#{anchor}"

    def leads_to(self, article: str, start: int) -> bool:
        """Return whether a link leads to this character of an article."""
        return f"{article}-{start}" in self._places

    def saved(self, article: Article) -> str | None:
        """Return nothing: the report does not hold the pages as they were saved."""
        return None


class Addresses:
    """Links of the live story: each view has an address under `base`, with its page and what is chosen as its query."""

    is_live = True

    def __init__(self, index: Index, pager: Pager, *, base: str = "/") -> None:
        self._index, self._pager, self._base = index, pager, base

    def view(self, name: str, *, number: int = 1, choice: Mapping[str, str] = NO_CHOICE) -> str:
        """Return the address of a page of a view."""
        query = dict(choice) | ({"page": str(number)} if number > 1 else {})
        return f"{self._base}{name}" + (f"?{urlencode(query)}" if query else "")

    def record(self, record_id: str | None) -> str | None:
        """Return the address of a record on its page of its view."""
        record = self._index.by_id.get(record_id) if record_id is not None else None
        if record is None or type(record) not in VIEW_OF:
            return None
        if isinstance(record, Article):
            return self._article(record.id)
        view = VIEW_OF[type(record)]
        number = self._pager.number_of(view, record.id)
        return f"{self.view(view, number=number)}#{quote(record.id)}" if number else None

    def place(self, ref: Ref) -> str:
        """Return the address of an article at the first character of `ref`, with the character at which that ends."""
        if ref.article not in self._index.by_id:
            return self.view("articles")
        return f"{self._article(ref.article)}?to={ref.span.end}#{quote(anchor_of(ref, self._index))}"

    def leads_to(self, article: str, start: int) -> bool:
        """Return whether a link may lead to this character of an article: any page may link to it."""
        return True

    def saved(self, article: Article) -> str | None:
        """Return the address under which the server gives the page as it was saved."""
        return f"{self._base}pages/{quote(article.page, safe='')}" if article.page in self._index.by_id else None

    def _article(self, name: str) -> str:
        return f"{self._base}articles/{quote(name, safe='')}"


def anchor_of(ref: Ref, index: Index) -> str:
    """Return the id of the element at the first character of `ref`, or of its article where no block holds it."""
    article = index.get(Article, ref.article)
    if article is None:
        return "articles"
    for block in article.blocks:
        if block.span.overlaps(ref.span):
            return f"{article.id}-{max(block.span.start, ref.span.start)}"
    return article.id


def web_address(address: str | None) -> str | None:
    """Return `address` if it can safely be a link: http or https, with a host, and nothing that hides which host is meant."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    is_plain = "@" not in parts.netloc and not _HIDING.search(address or "")
    return address if parts.scheme in ("http", "https") and parts.netloc and is_plain else None
