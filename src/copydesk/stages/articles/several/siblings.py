"""Elements that a page repeats side by side: posts of a forum that no list knows, entries of a ticker. HTML -> nodes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from copydesk.stages.articles.values.dates import find_date
from copydesk.stages.articles.values.lines import count_words, ends_sentence

_LEAST = 3
_MOST_GROUPS = 40
_MOST_NODES = 400
_NO_PLACE = re.compile(r"comment|respons|related|recommend|teaser|sidebar|widget|carousel|product|promo|card", re.I)
_SENTENCE_WORDS = 12
_STORY_OUTSIDE = 60
"""Words of sentences outside of repeated elements that make the page a story, and them its readers' comments."""
_LONGEST_NAME = 40
_SHARE = 0.8
_TOP = 300
"""Characters at either end of a post in which its date is looked for."""


def find_repeated(tree: Any) -> list[list[Any]]:
    """Return the groups of at least three elements of one tag and class under one parent, the wordiest first."""
    groups: dict[tuple[int, str, str], list[Any]] = defaultdict(list)
    for node in tree.body.css("div, article, li, section, tr, table, dd, details") if tree.body is not None else ():
        first = (node.attrs.get("class") or "").split(maxsplit=1)[:1]
        groups[node.parent.mem_id, node.tag, first[0] if first else ""].append(node)
    many = sorted((group for group in groups.values() if len(group) >= _LEAST), key=len, reverse=True)[:_MOST_GROUPS]
    return sorted(many, key=lambda group: -sum(len(node.text() or "") for node in group[:_MOST_NODES]))


def find_unlisted_posts(tree: Any) -> list[Any]:
    """Return the nodes that hold the words of a thread's posts, or nothing.

    Each post must show a date and a name beside its words. Teasers are told by headings that lead elsewhere, a story's
    comments by the story outside of them.
    """
    for group in find_repeated(tree):
        nodes = group[:_MOST_NODES]
        if not _are_dated(nodes) or is_list_of_links(nodes) or _is_elsewhere(nodes[0]):
            continue
        words = _words_of_posts(nodes)
        names = {name for node in nodes if (name := name_of(node))}
        if len(words) >= _SHARE * len(nodes) and len(names) >= 2 and not _has_story_outside(tree, nodes):
            return words
    return []


def _are_dated(nodes: Sequence[Any]) -> bool:
    """Return whether nearly all elements show a date; the first few without one decide."""
    dated = len(nodes)
    for node in nodes:
        dated -= _stamp(node) is None
        if dated < _SHARE * len(nodes):
            return False
    return True


def is_list_of_links(nodes: Sequence[Any]) -> bool:
    """Return whether most elements are teasers: their heading is a link to another page, or they are little but links."""
    return sum(map(_is_teaser, nodes)) * 2 >= len(nodes)


def _is_teaser(node: Any) -> bool:
    heading = node.css_first("h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
    link = heading if heading is None or heading.tag == "a" else heading.parent
    leads_away = link is not None and "#" not in (link.attributes.get("href") or "#")
    linked = sum(count_words(one.text() or "") for one in node.css("a"))
    return leads_away or linked * 2 >= count_words(node.text(separator=" "))


def _is_elsewhere(node: Any) -> bool:
    """Return whether an element stands in a place for readers' comments or other stories."""
    above: Any = node
    while above is not None and above.tag not in ("body", "html"):
        if _NO_PLACE.search(f"{above.attributes.get('class') or ''} {above.attributes.get('id') or ''}"):
            return True
        above = above.parent
    return False


def _stamp(node: Any) -> str | None:
    tag = node.css_first("time, [datetime]")
    if tag is not None:
        return (tag.text() or "").strip() or None
    text = " ".join(node.text(separator=" ").split())
    found = find_date(text[:_TOP]) or find_date(text[-_TOP:])
    return found.value if found else None


def name_of(node: Any) -> str | None:
    """Return the first short bold text or link of an element, which is who wrote it."""
    for tag in node.css("b, strong, a, h4, h5")[:6]:
        name = " ".join((tag.text() or "").split())
        if 1 < len(name) <= _LONGEST_NAME and any(letter.isalpha() for letter in name):
            return name
    return None


def _words_of_posts(nodes: Sequence[Any]) -> list[Any]:
    """Return of each post the part that holds its words: the wordiest mark that each post has once, no date in it."""
    found: dict[str, list[Any]] = defaultdict(list)
    for node in nodes:
        marks = Counter(_mark(inner) for inner in node.css("[class]"))
        for inner in node.css("[class]"):
            if marks[_mark(inner)] == 1 and _stamp(inner) is None and inner.mem_id != node.mem_id:
                found[_mark(inner)].append(inner)
    fit = {mark: inner for mark, inner in found.items() if len(inner) >= _SHARE * len(nodes)}
    return max(fit.values(), key=lambda inner: sum(count_words(one.text(separator=" ")) for one in inner), default=[])


def _mark(node: Any) -> str:
    return f"{node.tag}.{(node.attributes.get('class') or '').split(' ')[0]}"


def _has_story_outside(tree: Any, nodes: Sequence[Any]) -> bool:
    inside = {inner.mem_id for node in nodes for inner in node.css("p")}
    outside = (" ".join((p.text() or "").split()) for p in tree.css("p") if p.mem_id not in inside)
    counts = [count_words(text) for text in outside if ends_sentence(text)]
    return sum(count for count in counts if count >= _SENTENCE_WORDS) >= _STORY_OUTSIDE
