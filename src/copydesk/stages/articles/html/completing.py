"""Main text that an extraction left out: found where most of a page's paragraphs stand. Lines -> Lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk.records import Span
from copydesk.stages.articles.html.fullest import Fullest
from copydesk.stages.articles.html.main_text import above_of
from copydesk.stages.articles.several.forums import node_paragraphs
from copydesk.stages.articles.text.signals import mark_line
from copydesk.stages.articles.values.lines import Line, count_words, ends_sentence, level

_READ = 200
"""Characters of a paragraph that hold its opening, as a rule."""
_MANY, _FEW = 8, 0.05
"""Lines of an extraction that has paragraphs alone, its headings and lists left out."""
_LONG = 10
_LEAST_WHOLE = 150
_LEAST_EXTRACTED = 0.5
_MOST_OF = 0.8
_LEAST_AGREEMENT = 0.5
_MISSED_INSIDE = 0.1
_MISSED_AFTER = 0.4
"""Shares of the extracted words: that the other reading must hold, that it must add between them, and after them."""


def complete_lines(lines: Sequence[Line], body: Any, found: Fullest | None) -> list[tuple[str, str]] | None:
    """Return the paragraphs of a fuller reading of the page, or None where the extraction missed little.

    The fuller reading counts only where it holds most of the extracted words, and adds prose between them or a long run
    after them; a page's tail is not added. The page's furniture is gone from `body`.
    """
    words = sum(line.words for line in lines)
    if recovered := _recover(words, body):
        return recovered
    if found is None or not words:
        return None
    known = " ".join(line.key for line in lines if line.key)
    other = [(text, _opening(text) in known) for _, text in found.paragraphs]
    both = [i for i, (text, is_known) in enumerate(other) if is_known and count_words(text) >= 6]
    if not both or sum(count_words(text) for text, is_known in other if is_known) < _LEAST_AGREEMENT * words:
        return None
    inside, after = other[both[0] : both[-1] + 1], other[both[-1] + 1 :]
    fill = sum(_prose(text) for text, is_known in inside if not is_known) > _MISSED_INSIDE * words
    if not fill and len(lines) >= _MANY and sum(line.tag != "p" for line in lines) <= _FEW * len(lines):
        inside = _with_headings(inside, found.node)
        fill = not all(is_known for _, is_known in inside)
    more = sum(_prose(text) for text, _ in after) > _MISSED_AFTER * words
    if more:  # to find the tail takes time, and few pages have as much after the extraction's end
        after = _before_tail(after)
        more = sum(_prose(text) for text, _ in after) > _MISSED_AFTER * words
    if not fill and not more:
        return None
    start = _with_edges(lines, inside) if fill else [(line.tag, line.text) for line in lines]
    return start + [(_tag(text), text) for text, _ in after if more]


def _opening(text: str) -> str:
    """Return the first sixty levelled characters of a paragraph."""
    start = level(text[:_READ])
    return (start if len(text) <= _READ or " " in start[60:] else level(text))[:60]


def _with_headings(inside: Sequence[tuple[str, bool]], found: Any) -> list[tuple[str, bool]]:
    """Return the extracted paragraphs with the headings and list items among them, and nothing else of the page."""
    headings = {level(tag.text(separator=" ")) for tag in found.css("h2, h3, h4, li")}
    return [(text, is_known) for text, is_known in inside if is_known or level(text) in headings]


def _with_edges(lines: Sequence[Line], inside: Sequence[tuple[str, bool]]) -> list[tuple[str, str]]:
    """Return the fuller reading between what the extraction has before and after it."""
    held = level(" ".join(text for text, _ in inside))
    both = [i for i, line in enumerate(lines) if line.key[:60] in held]
    first, last = (both[0], both[-1]) if both else (0, len(lines))
    before, after = ([(line.tag, line.text) for line in part] for part in (lines[:first], lines[last + 1 :]))
    return [*before, *((_tag(text), text) for text, _ in inside), *after]


def without_second_printing(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those of a part that the page prints twice, for wide and for narrow screens."""
    seen: set[str] = set()
    kept: list[Line] = []
    was_printed = False
    for line in lines:
        key = line.key
        was_printed = key in seen and (was_printed or line.words >= _LONG)
        if not was_printed:
            kept.append(line)
        seen.add(key)
    return kept


def _prose(text: str) -> int:
    """Return the words of a line that is a sentence or more, else none."""
    words = count_words(text) if ends_sentence(text) else 0
    return words if words >= 10 else 0


def _tag(text: str) -> str:
    return "p" if ends_sentence(text) or count_words(text) > 14 else ""


def _before_tail(paragraphs: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    known: set[str] = set()  # a page may repeat a paragraph without end
    for i, (text, _) in enumerate(paragraphs):
        if text not in known and mark_line(Line(Span(0, len(text)), text)).kind in ("tail", "comments", "newsletter"):
            return list(paragraphs[:i])
        known.add(text)
    return list(paragraphs)


def _recover(words: int, body: Any) -> list[tuple[str, str]] | None:
    """Return the paragraphs of the innermost node that holds most long paragraphs, where less than half was extracted.

    Then the extraction went for another part of the page. What is mostly no prose is an index of other stories.
    """
    held: dict[int, int] = {}
    nodes: dict[int, Any] = {}
    for paragraph in body.css("p"):
        count = len((paragraph.text() or "").split())
        linked = sum(len((link.text() or "").split()) for link in paragraph.css("a")) if count >= _LONG else count
        for above in above_of(paragraph) if linked <= 0.5 * count else ():
            held[above.mem_id] = held.get(above.mem_id, 0) + count
            nodes[above.mem_id] = above
    whole = held.get(body.mem_id, 0)
    if whole < _LEAST_WHOLE or words >= _LEAST_EXTRACTED * whole:
        return None
    inner = min((node for node in held if held[node] >= _MOST_OF * whole), key=lambda node: held[node])
    found = node_paragraphs(nodes[inner])
    is_prose = sum(map(_prose, found)) >= 0.5 * sum(map(count_words, found))
    return [(_tag(text), text) for text in found] if is_prose else None
