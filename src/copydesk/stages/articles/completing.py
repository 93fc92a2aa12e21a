"""Main text that an extraction left out: found where most of a page's paragraphs stand. Lines -> Lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk.records import Span
from copydesk.stages.articles.forums import node_paragraphs
from copydesk.stages.articles.lines import Line, count_words, ends_sentence, level
from copydesk.stages.articles.signals import mark_line

_NOT_TEXT = (
    "script, style, noscript, template, textarea, input, select, button, form, iframe, svg, nav, aside, footer, figcaption, "
    '[role=navigation], [role=complementary], [aria-hidden=true], [class*="related"], [class*="newsletter"], '
    '[class*="share"], [class*="social"], [class*="comment"], [class*="breadcrumb"], [class*="sidebar"], '
    '[class*="author-bio"], [class*="cookie"], [id*="comments"], [class*="toc"], [class*="table-of-contents"], '
    '[class*="promo"], [class*="advert"]'
)
_LEAST_AGREEMENT = 0.5
_MISSED_INSIDE = 0.1
_MISSED_AFTER = 0.4
"""Shares of the extracted words: that the other reading must hold, that it must add between them, and after them."""


def complete_lines(lines: Sequence[Line], tree: Any) -> list[tuple[str, str]] | None:
    """Return the paragraphs of a fuller reading of the page, or None where the extraction missed little.

    The fuller reading counts only where it holds most of the extracted words, and adds prose between them or a long run
    after them; a page's tail is not added. It changes `tree`.
    """
    words = sum(line.words for line in lines)
    found = _fullest_node(tree)
    if found is None or not words:
        return None
    known = level(" ".join(line.text for line in lines))
    other = [(text, level(text)[:60] in known) for text in node_paragraphs(found)]
    both = [i for i, (text, is_known) in enumerate(other) if is_known and count_words(text) >= 6]
    if not both or sum(count_words(text) for text, is_known in other if is_known) < _LEAST_AGREEMENT * words:
        return None
    inside, after = other[both[0] : both[-1] + 1], _before_tail(other[both[-1] + 1 :])
    fill = sum(_prose(text) for text, is_known in inside if not is_known) > _MISSED_INSIDE * words
    more = sum(_prose(text) for text, _ in after) > _MISSED_AFTER * words
    if not fill and not more:
        return None
    start = [(_tag(text), text) for text, _ in inside] if fill else [(line.tag, line.text) for line in lines]
    return start + [(_tag(text), text) for text, _ in after if more]


def _prose(text: str) -> int:
    """Return the words of a line that is a sentence or more, else none."""
    words = count_words(text)
    return words if words >= 10 and ends_sentence(text) else 0


def _tag(text: str) -> str:
    return "p" if count_words(text) > 14 or ends_sentence(text) else ""


def _before_tail(paragraphs: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    for i, (text, _) in enumerate(paragraphs):
        if mark_line(Line(Span(0, len(text)), text)).kind in ("tail", "comments", "newsletter"):
            return list(paragraphs[:i])
    return list(paragraphs)


def _fullest_node(tree: Any) -> Any | None:
    """Return the node whose paragraphs, near and far, hold the most words."""
    body = tree.body
    if body is None:
        return None
    whole = len(body.text() or "")
    for node in tree.css(_NOT_TEXT):
        if node.tag not in ("body", "html", "main", "article") and len(node.text() or "") <= 0.5 * whole:
            node.decompose()
    scores: dict[int, float] = {}
    nodes: dict[int, Any] = {}
    for paragraph in body.css("p, li, h2, h3, td, blockquote, pre"):
        share, above = float(len((paragraph.text() or "").split())), paragraph.parent
        for _ in range(4 if share >= 8 else 0):
            if above is None or above.tag == "html":
                break
            scores[above.mem_id] = scores.get(above.mem_id, 0.0) + share
            nodes[above.mem_id] = above
            share, above = share * 0.75, above.parent
    best = max(scores, key=lambda node: scores[node], default=None)  # the first of equals, in the page's order
    return nodes[best] if best is not None else None
