"""The main text of a page as trafilatura finds it, a line each for its paragraphs. HTML -> Lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from copydesk.stages.articles.values.lines import Line, place_lines

_FURNITURE = (
    "script, style, noscript, template, svg, aside, embed, amp-ad, amp-embed, amp-sidebar, footer, iframe, menu, object, applet, audio, canvas, figcaption, form, "
    "map, picture, video, area, button, datalist, dialog, link, input, label, legend, nav, option, optgroup, select, source, "
    "textarea, track, img, [role=navigation], [role=complementary], [aria-hidden=true], "
    '[class*="related" i], [class*="newsletter" i], [class*="share" i], [class*="social" i], '
    '[class*="breadcrumb" i], [class*="sidebar" i], [class*="author-bio" i], [class*="cookie" i], [class*="toc" i], '
    '[class*="table-of-contents" i], [class*="promo" i], [class*="advert" i]'
)
_COMMENTS = '[class*="comment" i], [id*="comments"]'
_FRAMES = {"body", "html", "main", "article"}
_MOST_OF_TEXT, _MOST_OF_PARAGRAPHS = 0.5, 0.1
"""Shares of the page's text and of its paragraphs that furniture may hold; an element with more holds the story."""
_DEEPEST = 100
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r"})
_LEAST_TEXT = 250
"""Characters of a main text below which a page is searched once more, by other means."""
_HEADINGS = {"head", "h1", "h2", "h3", "h4", "h5", "h6"}


def drop_furniture(body: Any) -> None:
    """Take from a page what is no text on any page, and what its classes call furniture, unless much of its text is in it."""
    held = Counter[int]()
    for paragraph in body.css("p"):
        size = len(paragraph.text() or "")
        for above in above_of(paragraph):
            held[above.mem_id] += size
    whole, paragraphs = len(body.text() or ""), held[body.mem_id]
    for kind, most in ((_FURNITURE, _MOST_OF_PARAGRAPHS * paragraphs), (_COMMENTS, paragraphs)):
        for node in body.css(kind):
            is_small = held[node.mem_id] <= most and len(node.text() or "") <= _MOST_OF_TEXT * whole
            if is_small and node.tag not in _FRAMES:
                node.decompose()


def above_of(node: Any) -> Iterator[Any]:
    """Yield the nodes that hold a node, from the inside out; no page worth reading is nested deeper."""
    for _ in range(_DEEPEST):
        node = node.parent
        if node is None or node.tag == "html":
            return
        yield node


def main_lines(body: Any) -> list[Line]:
    """Return the paragraphs of the page's main text with the tags that they had; offsets count in their joined text."""
    source = (body.html or "").encode("utf-8", "replace").translate(None, _CONTROLS)
    try:
        lines = place_lines(_paragraphs(_extract(source)))
    except ValueError:  # lxml takes no text with control characters, which references such as "&#1;" may hold
        return []
    if sum(len(line.text) for line in lines) >= _LEAST_TEXT:
        return lines
    body = _extract_with_rescue(source)
    return place_lines(_paragraphs(body)) if body is not None else lines


def _extract(source: bytes) -> Any:
    """Return the main text by trafilatura's main step alone; what it tries on pages that give little takes time."""
    from lxml.etree import fromstring
    from trafilatura.htmlprocessing import convert_tags, tree_cleaning
    from trafilatura.main_extractor import extract_content
    from trafilatura.settings import Extractor

    options = Extractor(comments=False, fast=True)
    page = tree_cleaning(fromstring(source, _parser()), options)
    return extract_content(convert_tags(page, options), options)[0]


def _extract_with_rescue(source: bytes) -> Any:
    from lxml.etree import fromstring
    from trafilatura import bare_extraction

    page = fromstring(source, _parser())
    document: Any = bare_extraction(page, with_metadata=False, include_comments=False, fast=True)
    return document.body if document is not None else None


@cache
def _parser() -> Any:
    """Return a parser whose elements trafilatura takes, and which needs no Python for each of them."""
    from lxml.etree import ElementDefaultClassLookup, HTMLParser
    from lxml.html import HtmlElement

    parser = HTMLParser(
        encoding="utf-8", collect_ids=False, default_doctype=False, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    for element in body:
        if not isinstance(element.tag, str):
            continue
        yield from _element(element)
        yield from _cut("p", element.tail or "")


def _element(element: Any) -> Iterator[tuple[str, str]]:
    if element.tag in ("list", "div", "body", "quote") and len(element):
        yield from _cut(element.tag, element.text or "")
        yield from _inner(element)
    elif element.tag == "table":
        for row in element.iter("row"):
            cells = (" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell"))
            yield from _cut("cell", " | ".join(cell for cell in cells if cell))
    else:
        text = "".join(_text_with_breaks(element))
        yield from _cut("head" if element.tag in _HEADINGS else element.tag, text)


def _inner(element: Any) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a list or quotation; words between inner tags belong to the line they stand in."""
    inline = {"hi", "ref", "lb", "del", "code", "graphic"}
    if all(child.tag in inline for child in element):
        yield from _cut(element.tag, "".join(_text_with_breaks(element))[len(element.text or "") :])
        return
    for child in element:
        if isinstance(child.tag, str):
            yield from _element(child)
        yield from _cut(element.tag, child.tail or "")


def _text_with_breaks(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield "\n"
        elif child.tag in ("p", "item", "quote", "list", "head"):
            yield "\n"
            yield from _text_with_breaks(child)
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _text_with_breaks(child)
        yield child.tail or ""


def _cut(tag: str, text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            yield tag, words
