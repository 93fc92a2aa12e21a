"""The element of a page that holds most of its paragraphs, read by itself. HTML -> Fullest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

BREAKS = {
    "p", "div", "br", "li", "ul", "ol", "blockquote", "pre", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "section", "article", "dd", "dt", "figure", "figcaption", "aside", "details", "summary", "center",
}  # fmt: skip
_CELLS = ("td", "th")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TAGS = {"p": "p", "li": "item", "dd": "item", "dt": "item", "blockquote": "quote", "pre": "code"} | dict.fromkeys(
    _HEADINGS, "head"
)
"""Elements whose words are text, and the tag that the lines of a main text have for them."""
_PARAGRAPHS = "p, li, h2, h3, td, blockquote, pre"
_LEAST_PARAGRAPH, _LEVELS, _DAMPING = 8, 4, 0.75
_LEAST_WORDS = 150
_LEAST_HELD, _MOST_LOOSE, _MOST_LINKED = 0.8, 0.03, 0.1
"""Shares by which an element's text is the page's story and no more: of the words in the page's paragraphs that it must hold, and
of its own words that may stand outside of paragraphs, headings and lists, and in links."""


class Fullest(NamedTuple):
    """The element, its paragraphs with their tags ("" outside of text), and whether they are the story and nothing else."""

    node: Any
    paragraphs: tuple[tuple[str, str], ...]
    is_story: bool


def read_fullest(body: Any) -> Fullest | None:
    """Return the element whose paragraphs, near and far, hold the most words; the page's furniture is gone from `body`."""
    scores: dict[int, float] = {}
    nodes: dict[int, Any] = {}
    whole = 0
    for paragraph in body.css(_PARAGRAPHS):
        count = len((paragraph.text() or "").split())
        whole += count if paragraph.tag == "p" else 0
        share, above = float(count), paragraph.parent
        for _ in range(_LEVELS if count >= _LEAST_PARAGRAPH else 0):
            if above is None or above.tag == "html":
                break
            scores[above.mem_id] = scores.get(above.mem_id, 0.0) + share
            nodes[above.mem_id] = above
            share, above = share * _DAMPING, above.parent
    best = max(scores, key=lambda node: scores[node], default=None)  # the first of equals, in the page's order
    if best is None:
        return None
    paragraphs = tuple(_paragraphs(nodes[best]))
    return Fullest(nodes[best], paragraphs, _is_story(nodes[best], paragraphs, whole))


def _is_story(node: Any, paragraphs: tuple[tuple[str, str], ...], whole: int) -> bool:
    counts = [(tag, len(text.split())) for tag, text in paragraphs]
    words = sum(count for _, count in counts)
    loose = sum(count for tag, count in counts if not tag)
    held = sum(count for tag, count in counts if tag == "p")
    if words < _LEAST_WORDS or loose > _MOST_LOOSE * words or held < _LEAST_HELD * whole:
        return False
    return sum(len((link.text() or "").split()) for link in node.css("a")) <= _MOST_LINKED * words


def _paragraphs(node: Any) -> Iterator[tuple[str, str]]:
    """Yield each run of words between the edges of blocks, with the tag of the text that it stands in."""
    stack: list[tuple[Any, str]] = [(node, "")]
    parts: list[str] = []
    of = ""
    while stack:
        current, tag = stack.pop()
        name = current.tag if current is not None else ""
        if name == "-text":
            parts.append(current.text_content or "")
            of = tag
            continue
        breaks = name in BREAKS or name in _CELLS
        if (not name or breaks) and parts:
            if words := " ".join("".join(parts).split()):
                yield of, words
            parts = []
        if breaks:
            stack.append((None, ""))
            tag = "" if name == "table" else _TAGS.get(name, tag)
        if name:
            stack.extend([(inner, tag) for inner in current.iter(include_text=True)][::-1])
    if words := " ".join("".join(parts).split()):
        yield of, words
