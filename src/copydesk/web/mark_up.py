"""Marks that may overlap, laid flat over a text as HTML. text, Mark -> Markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from copydesk.records import Span
from copydesk.web.wording import keep_harmless


class Mark(NamedTuple):
    """Characters to mark: `kind` becomes a class, `record` is the id of the record that marks them.

    Links lead only to the start of a mark that is `linked`; the others need no anchor.
    """

    span: Span
    kind: str
    record: str = ""
    linked: bool = False


def mark_up(text: str, marks: Iterable[Mark], *, anchor: str | None = None, start: int = 0) -> Markup:
    """Return `text` as HTML in which every run of characters under the same marks is one flat element.

    `start` is where `text` begins in the text that the marks count in; what lies outside is cut off. With `anchor`,
    the element at the start of a linked mark has the id `<anchor>-<offset of its first character>`. Taking the tags
    away and the entities back gives `text`, but for characters that would turn or hide others.
    """
    text, end = keep_harmless(text), start + len(text)
    opening: dict[int, list[tuple[int, Mark]]] = {}
    closing = set()
    for mark in marks:
        first, last = max(mark.span.start, start), min(mark.span.end, end)
        if first < last:
            opening.setdefault(first, []).append((last, mark))
            closing.add(last)
    made: list[str] = []
    live: list[tuple[int, Mark]] = []
    since, now = start, ""
    for place in sorted({start, *opening, *closing} - {end}):
        begins = opening.get(place, [])
        live = [one for one in live if one[0] > place] + begins
        is_linked = anchor is not None and any(mark.linked for _, mark in begins)
        attributes = _attributes(live)
        if is_linked or attributes != now.partition(" id=")[0]:
            made.append(_element(text[since - start : place - start], now))
            since, now = place, f'{attributes} id="{escape(anchor)}-{place}"' if is_linked else attributes
    return Markup("".join([*made, _element(text[since - start :], now)]))


def _attributes(live: Sequence[tuple[int, Mark]]) -> str:
    if not live:
        return ""
    records = sorted({mark.record for _, mark in live if mark.record})
    named = f' data-of="{escape(" ".join(records))}"' if records else ""
    return _class(frozenset(mark.kind for _, mark in live)) + named


@lru_cache(maxsize=1024)
def _class(kinds: frozenset[str]) -> str:
    words = " ".join(sorted(kinds - {""}))
    return f' class="{escape(words)}"' if words else ""


def _element(words: str, attributes: str) -> str:
    if not words:
        return ""
    return f"<span{attributes}>{escape(words)}</span>" if attributes else str(escape(words))
