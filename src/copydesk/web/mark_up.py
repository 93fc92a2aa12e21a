"""Marks that may overlap, laid flat over a text as HTML. text, Mark -> Markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from copydesk.records import Span


class Mark(NamedTuple):
    """Characters to mark: `kind` becomes a class, `record` is the id of the record that marks them.

    Links lead only to the start of a mark that is `linked`; the others need no anchor.
    """

    span: Span
    kind: str
    record: str = ""
    linked: bool = False


class _Run(NamedTuple):
    """The attributes of a run of characters."""

    kinds: str
    anchor: str
    records: str


def mark_up(text: str, marks: Iterable[Mark], *, anchor: str | None = None, start: int = 0) -> Markup:
    """Return `text` as HTML in which every run of characters under the same marks is one flat element.

    `start` is where `text` begins in the text that the marks count in; what lies outside is cut off. With `anchor`,
    the element at the start of a linked mark has the id `<anchor>-<offset of its first character>`. Taking the tags
    away and the entities back gives `text`.
    """
    clipped = list(_clip(marks, Span(start, start + len(text))))
    linked = {mark.span.start for mark in clipped if mark.linked} if anchor else set()
    bounds = sorted({start, start + len(text), *(edge for mark in clipped for edge in mark.span)})
    opening, live = _by_start(clipped), list[Mark]()
    runs: list[tuple[_Run, int]] = []
    for first in bounds[:-1]:
        live = [mark for mark in live if mark.span.end > first] + opening.get(first, [])
        run = _attributes(live, f"{anchor}-{first}" if first in linked else "")
        if not runs or run.anchor or run != runs[-1][0]._replace(anchor=""):
            runs.append((run, first))
    edges = pairwise([*(first for _, first in runs), start + len(text)])
    return Markup("").join(
        _element(text[first - start : last - start], run) for (run, _), (first, last) in zip(runs, edges, strict=True)
    )


def _clip(marks: Iterable[Mark], limits: Span) -> Iterator[Mark]:
    for mark in marks:
        span = Span(max(mark.span.start, limits.start), min(mark.span.end, limits.end))
        if span.start < span.end:
            yield mark._replace(span=span)


def _by_start(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.span.start, []).append(mark)
    return found


def _attributes(live: Sequence[Mark], anchor: str) -> _Run:
    kinds = " ".join(sorted({mark.kind for mark in live if mark.kind}))
    return _Run(kinds, anchor, " ".join(sorted({mark.record for mark in live if mark.record})))


def _element(words: str, run: _Run) -> Markup:
    named = (("class", run.kinds), ("id", run.anchor), ("data-of", run.records))
    written = "".join(f' {key}="{escape(value)}"' for key, value in named if value)
    return Markup(f"<span{written}>{escape(words)}</span>") if written else escape(words)
