"""Marks that may overlap, laid flat over a text as HTML. text, Mark -> Markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from copydesk.records import Span


class Mark(NamedTuple):
    """Characters to mark: `kind` becomes a class, `record` the id of the record that marks them."""

    span: Span
    kind: str
    record: str | None = None


def mark_up(text: str, marks: Iterable[Mark], *, anchor: str | None = None, start: int = 0) -> Markup:
    """Return `text` as HTML in which every run of characters under the same marks is one flat element.

    `start` is where `text` begins in the text that the marks count in; what lies outside is cut off. With `anchor`,
    each marked run has the id `<anchor>-<offset of its first character>`, so that any mark's start can be linked to.
    Taking the tags away and the entities back gives `text`.
    """
    clipped = list(_clip(marks, Span(start, start + len(text))))
    bounds = sorted({start, start + len(text), *(edge for mark in clipped for edge in mark.span)})
    opening, parts, live = _by_start(clipped), [], list[Mark]()
    for first, last in pairwise(bounds):
        live = [mark for mark in live if mark.span.end > first] + opening.get(first, [])
        words = escape(text[first - start : last - start])
        parts.append(_element(words, live, f"{anchor}-{first}" if anchor else None) if live else words)
    return Markup("").join(parts)


def _clip(marks: Iterable[Mark], limits: Span) -> Iterable[Mark]:
    for mark in marks:
        span = Span(max(mark.span.start, limits.start), min(mark.span.end, limits.end))
        if span.start < span.end:
            yield mark._replace(span=span)


def _by_start(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.span.start, []).append(mark)
    return found


def _element(words: Markup, live: Sequence[Mark], name: str | None) -> Markup:
    kinds = " ".join(sorted({mark.kind for mark in live if mark.kind}))
    records = " ".join(sorted({mark.record for mark in live if mark.record}))
    attributes = [("class", kinds), ("id", name or ""), ("data-of", records)]
    written = Markup("").join(Markup(' {}="{}"').format(key, value) for key, value in attributes if value)
    return Markup("<span{}>{}</span>").format(written, words)
