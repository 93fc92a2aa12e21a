"""Marks that may overlap, laid flat over a text as HTML. text, Mark -> Markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from copydesk.records import Span
from copydesk.web.wording import keep_harmless


class Mark(NamedTuple):
    """Characters to mark: `kind` becomes a class, `record` is the id of whoever they mean.

    Links lead only to the start of a mark that is `linked`; the others need no anchor.
    """

    span: Span
    kind: str
    record: str = ""
    linked: bool = False


Lead = Callable[[str, str], str]
"""Gives the attributes of a link to a record, by its id and the words that mean it."""


def no_lead(record: str, words: str) -> str:
    """Return nothing: words that mean a record are no link."""
    return ""


class Linking(NamedTuple):
    """How the marks of a text are linked: `anchor` begins the ids of places in it, `lead` leads to whoever is meant."""

    anchor: str
    lead: Lead = no_lead


def mark_up(text: str, marks: Iterable[Mark], *, start: int = 0, linking: Linking | None = None) -> Markup:
    """Return `text` as HTML in which every run of characters under the same marks is one flat element.

    `start` is where `text` begins in the text that the marks count in; what lies outside is cut off. With `linking`,
    the element at the start of a linked mark has the id `<anchor>-<offset of its first character>`, and what means a
    record is a link; of several records, that of the shortest mark, a name before other words. Taking the tags
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
    since, now, name = start, _PLAIN, ""
    for place in sorted({start, *opening, *closing} - {end}):
        begins = opening.get(place, [])
        live = [one for one in live if one[0] > place] + begins
        look = _look(live)
        is_linked = linking is not None and any(mark.linked for _, mark in begins)
        if is_linked or look != now:
            made.append(_element(text[since - start : place - start], now, name, linking))
            since, now, name = place, look, f"{linking.anchor}-{place}" if linking and is_linked else ""
    return Markup("".join([*made, _element(text[since - start :], now, name, linking)]))


class _Look(NamedTuple):
    """What the marks over a run of characters make of it: a class, and the record that it means."""

    kinds: str
    record: str


_PLAIN = _Look("", "")


def _look(live: Sequence[tuple[int, Mark]]) -> _Look:
    if not live:
        return _PLAIN
    meant = [mark for _, mark in live if mark.record]
    record = (
        min(meant, key=lambda mark: (not mark.kind, mark.span.end - mark.span.start, mark.record)).record
        if meant
        else ""
    )
    return _Look(_class(frozenset(mark.kind for _, mark in live)), record)


@lru_cache(maxsize=1024)
def _class(kinds: frozenset[str]) -> str:
    words = " ".join(sorted(kinds - {""}))
    return f' class="{escape(words)}"' if words else ""


def _element(words: str, look: _Look, name: str, linking: Linking | None) -> str:
    if not words:
        return ""
    lead = linking.lead(look.record, words) if linking and look.record else ""
    attributes = look.kinds + (f' id="{escape(name)}"' if name else "") + lead
    tag = "a" if lead else "span"
    return f"<{tag}{attributes}>{escape(words)}</{tag}>" if attributes else str(escape(words))
