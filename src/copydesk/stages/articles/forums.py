"""Posts of a forum thread, told by the marks that forum programs leave in their pages. HTML -> Post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from copydesk.lexicon import load_entries
from copydesk.stages.articles.dates import day_of_stamp, find_post_date
from copydesk.stages.articles.lines import count_words
from copydesk.stages.articles.profiles import is_joining

_SURE = "words of a post"
_LIKELY = "words of a post, on pages that say they are a forum"
_LEFT_OUT = "quoted from another post, or no part of it"
_ADDRESS = re.compile(
    r"//(?:www\.)?(?:[\w-]*forums?|boards?|bbs|community|discuss(?:ions?)?|talk|answers)\.|"
    r"/(?:forums?|threads?|topics?|boards?|discussions?|questions?|community/threads?|talk|comments|messages?|s|t)/|"
    r"showthread|viewtopic|showtopic|topic=|thread-\d|/f\d+/|\.nairaland\.|quora\.",
    re.I,
)
_TYPES = re.compile(r"DiscussionForumPosting|QAPage")
_BREAKS = {
    "p", "div", "br", "li", "ul", "ol", "blockquote", "pre", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "section", "article", "dd", "dt", "figure", "figcaption", "aside", "details", "summary", "center",
}  # fmt: skip
_OUTSIDE = ".message-signature, .signature, .sidebar, aside, footer, nav"
_STAMPS = "time[datetime], [itemprop=datePublished], [itemprop=dateCreated], .relativetime[title], abbr[title]"
_LEAST_WORDS = 15
_SHORT = 80


class Post(NamedTuple):
    """A post of a thread: its paragraphs, and its day where the page gives it."""

    paragraphs: tuple[str, ...]
    date: str | None


def find_posts(tree: Any, text: str, address: str | None) -> list[Post]:
    """Return the posts of a thread in order, or nothing for a page that is none.

    The marks of known programs are trusted; marks that a news site's comments bear as well count only on a page whose
    address or linked data call it a forum.
    """
    nodes = _best_nodes(tree, _SURE)
    if len(nodes) < 2 and says_forum(text, address):
        nodes = _best_nodes(tree, _LIKELY)
    if len(nodes) < 2:
        return []
    known = {node.mem_id for node in nodes}
    posts = [post for node in nodes if (post := _read_post(node, known)).paragraphs]
    return _without_repeats(posts)


def _best_nodes(tree: Any, note: str) -> list[Any]:
    """Return the outermost nodes of the mark that covers the most words."""
    best: list[Any] = []
    most = _LEAST_WORDS
    outside = {node.mem_id for node in tree.css(_OUTSIDE)}
    for selector in _selectors(note):
        nodes = [n for n in _outermost(tree.css(selector)) if not any(a.mem_id in outside for a in _above(n))]
        words = sum(count_words(node.text(separator=" ")) for node in nodes) if len(nodes) > 1 else 0
        if words > most * 1.2:
            best, most = nodes, words
    return best


@cache
def _selectors(note: str) -> tuple[str, ...]:
    return tuple(entry.form for entry in load_entries("forum_marks") if entry.note == note)


def _without_repeats(posts: Sequence[Post]) -> list[Post]:
    """Return the posts less those that a page prints a second time for another width of screen."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for post in posts:
        if post.paragraphs in seen and sum(map(count_words, post.paragraphs)) > 8:
            continue
        seen.add(post.paragraphs)
        kept.append(post)
    return kept


def says_forum(text: str, address: str | None) -> bool:
    """Return whether a page's address or linked data call it a forum."""
    return bool(_ADDRESS.search(address or "") or _TYPES.search(text))


def _outermost(nodes: Sequence[Any]) -> list[Any]:
    known = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(above.mem_id in known for above in _above(node))]


def _above(node: Any) -> Iterator[Any]:
    node = node.parent
    while node is not None:
        yield node
        node = node.parent


def _read_post(node: Any, known: set[int]) -> Post:
    date = _date_of(_container(node, known), node)
    for inner in node.css(", ".join(_selectors(_LEFT_OUT))):
        if inner.mem_id != node.mem_id:
            inner.decompose()
    return Post(tuple(node_paragraphs(node)), date)


def _container(node: Any, known: set[int]) -> Any:
    """Return the largest node around a post's words that holds no other post's."""
    found = node
    for above in _above(node):
        if above.tag in ("body", "html") or sum(inner.mem_id in known for inner in above.traverse()) > 1:
            return found
        found = above
    return found


def _date_of(container: Any, words: Any) -> str | None:
    """Return the day of a post: the first in its time tags, or the first full date outside its words."""
    days = []
    for tag in [tag for tag in container.css(_STAMPS)[:12] if not _is_of_poster(tag)][:6]:
        given = tag.attributes
        stamp = given.get("datetime") or given.get("content") or given.get("title") or tag.text()
        days += [day for day in [day_of_stamp(stamp)] if day]
    if days:
        return min(days)
    own = words.text(separator=" ")
    around = container.text(separator=" ").replace(own, " ")[:600]
    return find_post_date(" ".join(around.split()))


def _is_of_poster(tag: Any) -> bool:
    """Return whether a time tag tells when the poster joined or was last seen: such words stand just before it."""
    shown = tag.text() or "\n"  # a tag may hold its date in attributes alone
    for above in islice(_above(tag), 2):
        words = above.text(separator=" ")
        if len(words) <= _SHORT and is_joining(words.partition(shown)[0]):
            return True
    return False


def node_paragraphs(node: Any) -> list[str]:
    """Return the text of a node as paragraphs, one for each run of words between block tags."""
    parts: list[str] = []
    _collect(node, parts)
    return [line for part in "".join(parts).split("\n") if (line := " ".join(part.split()))]


def _collect(node: Any, parts: list[str]) -> None:
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, str):
            parts.append(current)
            continue
        if current.tag == "-text":
            parts.append((current.text_content or "").replace("\n", " "))
            continue
        breaks = current.tag in _BREAKS
        if breaks:
            parts.append("\n")
            stack.append("\n")
        stack.extend(reversed(list(current.iter(include_text=True))))
