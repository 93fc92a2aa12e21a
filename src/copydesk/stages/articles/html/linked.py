"""A page's JSON-LD: the object that describes its article, among those about the site and other pages. HTML -> Node."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from copydesk.stages.articles.values.lines import level

Node = Mapping[str, Any]
_ARTICLE_TYPES = re.compile(
    r"Article|BlogPosting|Report$|Posting$|LiveBlog|DiscussionForum|QAPage|Question$|Review$|Recipe$|WebPage$"
)
_DEEPEST = 6
_MOST_ITEMS = 200
_HALF = "\\ud"
"""How half a character begins where JSON spells it out."""


def read_article_node(linked: Iterable[Node], *, address: str | None, heading: str) -> Node:
    """Return the object that describes the page's article: one with the page's own address or heading before others, a
    dated one of an article's type before the rest; empty where there is none."""
    own_address, own_heading = (address or "").rstrip("/"), level(heading)
    fit = [node for node in linked if any(_ARTICLE_TYPES.search(kind) for kind in types_of(node))]

    def rank(node: Node) -> tuple[bool, ...]:
        title = level(text_of(node.get("headline")) or "")
        own = bool(own_address) and own_address in {_address(node.get(k)) for k in ("url", "@id", "mainEntityOfPage")}
        named = bool(title and own_heading) and (title in own_heading or own_heading in title)
        return (not node.get("datePublished"), "WebPage" in types_of(node), not (own or named), not title)

    return min(fit, key=rank, default={})


def types_of(node: Node) -> tuple[str, ...]:
    kind = node.get("@type")
    return tuple(str(k) for k in kind) if isinstance(kind, list) else (str(kind),) if kind else ()


def text_of(value: object) -> str | None:
    """Return the words of a value: of a text, of an object's name, of the first of a list that has any."""
    if isinstance(value, str):
        return html.unescape(re.sub(r"<[^>]{1,200}>", "", value)).strip() or None
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value"))
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    return None


def read_linked_data(tree: Any) -> Iterator[Node]:
    """Yield every object of the page's JSON-LD, outer before inner; damaged scripts are passed over."""
    for script in tree.css('script[type="application/ld+json"]'):
        text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text() or "")
        try:
            data = json.loads(text, strict=False)
            data = _without_half_characters(data) if _HALF in text.casefold() else data
        except (ValueError, RecursionError):
            continue
        yield from _objects(data, 0)


def _without_half_characters(data: object) -> object:
    r"""Return data without half characters: such as a lone "\ud83d" is no text that could be written out."""
    return json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))


def _objects(data: object, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data[:_MOST_ITEMS]:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            if isinstance(data.get(key), (dict, list)):
                yield from _objects(data[key], depth + 1)


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.partition("#")[0].rstrip("/") if isinstance(value, str) else ""
