"""A story every text of which is a payload, as if all that pages say had got through. StoryRecords -> StoryRecords"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Literal, get_args, get_origin

from copydesk.codec import field_types
from copydesk.records import Article, SavedPage, StoryRecords

OURS = frozenset({"rule", "sha256", "media_type", "stage"})
"""Fields whose text is never a page's."""
STRIDE = 149
"""Payloads of one family stand together; a step of this many, a prime, gives a few records payloads of all families."""
DATES = frozenset({"Published.value", "Article.modified", "Event.date", "Timex.value", "Timex.anchor", "First.date", "OfficeHeld.since", "OfficeHeld.until", "Attribution.said_on"})  # fmt: skip
"""Fields that hold a date in ISO form or nothing, which the hostile pile tries."""


class Poison:
    """Puts payloads into the texts of records, each field going through all of them from `first` on."""

    def __init__(self, records: StoryRecords, payloads: Sequence[str], *, first: int = 0) -> None:
        self._payloads, self._first = payloads, first
        self._ids = {
            record.id for part in fields(records) for record in getattr(records, part.name) if hasattr(record, "id")
        }
        self.given: Counter[str] = Counter()
        """How many payloads each field of a record class got."""

    def records(self, records: StoryRecords) -> StoryRecords:
        parts = {part.name: tuple(map(self._record, getattr(records, part.name))) for part in fields(records)}
        return StoryRecords(**parts)

    @staticmethod
    def saved(pages: Sequence[SavedPage], records: StoryRecords) -> tuple[SavedPage, ...]:
        """Return the saved pages, named as the poisoned records name them."""
        named = {page.id: page for page in records.pages}
        return tuple(replace(page, page=named[page.page.id]) for page in pages)

    def _record(self, record: Any) -> Any:
        kind, hints = type(record), field_types(type(record))
        made = {
            name: self._value(f"{kind.__name__}.{name}", hint, getattr(record, name))
            for name, hint in hints.items()
            if name not in OURS
        }
        if isinstance(record, Article):
            made["text"] = self._text(record)
        return replace(record, **made)

    def _value(self, field: str, hint: Any, value: Any) -> Any:
        if is_dataclass(value):
            return self._record(value)
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(self._value(field, _inner(hint), one) for one in value)
        if not isinstance(value, str) or value in self._ids or _is_fixed(hint) or field in DATES:
            return value
        return self._next(field)

    def _text(self, article: Article) -> str:
        """Return a text as long as the article's, whose every block is a payload as far as it reaches."""
        text = list(article.text)
        for block in article.blocks:
            room = block.span.end - block.span.start
            text[block.span.start : block.span.end] = self._next("Article.text").ljust(room, "x")[:room]
        return "".join(text)

    def _next(self, field: str) -> str:
        number = self._first + STRIDE * self.given[field]
        self.given[field] += 1
        return self._payloads[number % len(self._payloads)]


def _inner(hint: Any) -> Any:
    return next((one for one in _kinds(hint) if one is not Ellipsis and one is not type(None)), hint)


def _kinds(hint: Any) -> Iterator[Any]:
    for one in get_args(hint):
        yield from get_args(one) if get_origin(one) is tuple else (one,)


def _is_fixed(hint: Any) -> bool:
    return get_origin(hint) is Literal or any(get_origin(one) is Literal for one in get_args(hint))
