"""Posts of a forum thread, told by the marks that forum programs leave in their pages. HTML -> Post."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, NamedTuple

from copydesk.lexicon import load_entries
from copydesk.stages.articles.html.fullest import BREAKS
from copydesk.stages.articles.html.linked import Node, text_of, types_of
from copydesk.stages.articles.html.metadata import Metadata
from copydesk.stages.articles.several.siblings import find_unlisted_posts, name_of
from copydesk.stages.articles.values.dates import day_of_stamp, find_dates, find_post_date
from copydesk.stages.articles.values.lines import count_words
from copydesk.stages.articles.values.profiles import is_joining

_SURE = "words of a post"
_LIKELY = "words of a post, on pages that say they are a forum"
_QUOTED = "quoted from another post"
_LEFT_OUT = "no part of a post"
_POSTER = "name of a poster"
_ADDRESS = re.compile(
    r"//(?:www\.)?(?:[\w-]*forums?|boards?|bbs|community|discuss(?:ions?)?|talk|answers)\.|"
    r"/(?:forums?|threads?|topics?|boards?|discussions?|questions?|community/threads?|talk|comments|messages?|s|t)/|"
    r"showthread|viewtopic|showtopic|topic=|thread-\d|/f\d+/|\.nairaland\.|quora\.",
    re.I,
)
_TYPES = ("DiscussionForumPosting", "QAPage")
_OUTSIDE = ".message-signature, .signature, .sidebar, aside, footer, nav"
_STAMPS = "time[datetime], [itemprop=datePublished], [itemprop=dateCreated], .relativetime[title], abbr[title]"
_BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"}
_AMERICAN = re.compile(r"\b(\d\d?)-(\d\d?)-((?:19|20)\d\d)(?=,? \d\d?:\d\d [AP]M\b)")
"""A stamp as vBulletin and MyBB print it where nobody changed their settings: the month stands first."""
_CHANGED = re.compile(r"\b(?:edit(?:ed)?|modified)\b.{0,60}$", re.I)
_AROUND = 600
"""Characters beside a post's words in which its date is looked for."""
_LONGEST_NAME = 40
_REPLIES = ("acceptedAnswer", "suggestedAnswer", "comment")
_MOST_POSTS = 2000
_LEAST_WORDS = 15
_SHORT = 80


class Paragraph(NamedTuple):
    """A run of words between block tags: whether it is quoted from another post, and whether all of it is bold."""

    words: str
    quoted: bool
    bold: bool


class Post(NamedTuple):
    """A post of a thread: its paragraphs, and its day, its last change and its writer's name where the page gives them."""

    paragraphs: tuple[Paragraph, ...]
    date: str | None
    changed: str | None = None
    author: str | None = None

    @property
    def own(self) -> tuple[str, ...]:
        """The poster's own paragraphs."""
        return tuple(paragraph.words for paragraph in self.paragraphs if not paragraph.quoted)


def find_posts(tree: Any, text: str, metadata: Metadata) -> list[Post]:
    """Return the posts of a thread in order, or nothing for a page that is none.

    The marks of known programs are trusted; marks that a news site's comments bear as well count only on a page whose
    address or linked data call it a forum.
    """
    nodes = _best_nodes(tree, _SURE)
    if len(nodes) < 2 and says_forum(text, metadata.canonical):
        nodes = _best_nodes(tree, _LIKELY)
    is_unlisted = False
    linked = _read_linked_posts(metadata.linked) if len(nodes) < 2 else []
    if len(linked) > 1:
        return linked
    if len(nodes) < 2:
        nodes, is_unlisted = find_unlisted_posts(tree), True
    inside = _count_inside(nodes)
    posts = [
        post for node in nodes if (post := _read_post(node, inside, is_unlisted=is_unlisted)).own or post.paragraphs
    ]
    return _without_repeats(posts) if len(posts) > 1 else []


def _read_linked_posts(linked: Sequence[Node]) -> list[Post]:
    """Return the posts of a thread as JSON-LD gives them: the opening one with its comments, a question with its answers."""
    for node in linked:
        kinds = types_of(node)
        if any(kind in " ".join(kinds) for kind in _TYPES) or "Question" in kinds:
            told = [node, *(one for key in _REPLIES for one in _listed(node.get(key)))]
            posts = [post for one in told[:_MOST_POSTS] if (post := _read_linked_post(one)).paragraphs]
            if len(posts) > 1:
                return posts
    return []


def _listed(value: object) -> list[Node]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _read_linked_post(node: Node) -> Post:
    from selectolax.lexbor import LexborHTMLParser

    text = next((str(node[key]) for key in ("text", "articleBody") if isinstance(node.get(key), str)), "")
    body = LexborHTMLParser(text.replace("\n", "<br>")).body if text else None
    paragraphs = tuple(paragraphs_of(body)) if body is not None else ()
    date, changed = day_of_stamp(text_of(node.get("datePublished"))), day_of_stamp(text_of(node.get("dateModified")))
    return Post(paragraphs, date, changed, text_of(node.get("author")))


def _best_nodes(tree: Any, note: str) -> list[Any]:
    """Return the outermost nodes of the mark that covers the most words."""
    if tree.css_first(", ".join(_selectors(note))) is None:  # one look spares most pages the marks one by one
        return []
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
        if post.own in seen and sum(map(count_words, post.own)) > 8:
            continue
        seen.add(post.own)
        kept.append(post)
    return kept


def says_forum(text: str, address: str | None) -> bool:
    """Return whether a page's address or linked data call it a forum."""
    return bool(_ADDRESS.search(address or "") or any(kind in text for kind in _TYPES))


def _outermost(nodes: Sequence[Any]) -> list[Any]:
    known = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(above.mem_id in known for above in _above(node))]


def _above(node: Any) -> Iterator[Any]:
    node = node.parent
    while node is not None:
        yield node
        node = node.parent


def _read_post(node: Any, inside: Mapping[int, int], *, is_unlisted: bool) -> Post:
    """Return the post whose words a node holds; `inside` counts the posts that each element holds."""
    container = _container(node, inside)
    date, changed = _dates_of(container, node)
    author = _author_of(container, node) or (name_of(container) if is_unlisted else None)
    for inner in node.css(", ".join(_selectors(_LEFT_OUT))):
        if inner.mem_id != node.mem_id:
            inner.decompose()
    quotes = frozenset(inner.mem_id for inner in node.css(", ".join(_selectors(_QUOTED)))) - {node.mem_id}
    return Post(tuple(paragraphs_of(node, quotes)), date, changed, author)


def _author_of(container: Any, words: Any) -> str | None:
    """Return the name that stands beside a post's words."""
    inside = {inner.mem_id for inner in words.css("*")}
    for tag in container.css(", ".join(_selectors(_POSTER)))[:12]:
        name = " ".join((tag.text() or tag.attributes.get("content") or "").split())
        if 2 <= len(name) <= _LONGEST_NAME and tag.mem_id not in inside:
            return name
    return None


def _count_inside(nodes: Sequence[Any]) -> Counter[int]:
    """Return for each element above some nodes, and for these, how many of them it holds."""
    return Counter(above.mem_id for node in nodes for above in chain([node], _above(node)))


def _container(node: Any, inside: Mapping[int, int]) -> Any:
    """Return the largest node around a post's words that holds no other post's."""
    found = node
    for above in _above(node):
        if above.tag in ("body", "html") or inside.get(above.mem_id, 0) > 1:
            return found
        found = above
    return found


def _dates_of(container: Any, words: Any) -> tuple[str | None, str | None]:
    """Return the day of a post and of its last change: the first in its time tags, or those outside its words."""
    days = []
    for tag in [tag for tag in container.css(_STAMPS)[:12] if not _is_of_poster(tag)][:6]:
        given = tag.attributes
        stamp = given.get("datetime") or given.get("content") or given.get("title") or tag.text()
        days += [day for day in [day_of_stamp(stamp)] if day]
    own = words.text(separator=" ")
    around = " ".join(container.text(separator=" ").replace(own, " ")[:_AROUND].split())
    around = _AMERICAN.sub(r"\3-\1-\2", around)
    changed = next((d.value for d in find_dates(around) if _CHANGED.search(around[: d.start])), None)
    return min(days, default=None) or find_post_date(around), changed


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
    return [paragraph.words for paragraph in paragraphs_of(node)]


_Part = tuple[str, bool, bool]
"""Some text, whether it is quoted, and whether it is bold."""
_BREAK: _Part = ("\n", False, False)


def paragraphs_of(node: Any, quotes: frozenset[int] = frozenset()) -> Iterator[Paragraph]:
    """Yield the paragraphs of a node; `quotes` are the nodes inside it whose words are another's."""
    parts: list[_Part] = []
    for part in chain(_collect(node, quotes), [_BREAK]):
        if part is not _BREAK and (not parts or parts[0][1] == part[1]):
            parts.append(part)
            continue
        if parts:
            words = " ".join("".join([text for text, _, _ in parts]).split())
            if words:
                bold = all(bold for text, _, bold in parts if not text.isspace())
                yield Paragraph(words, parts[0][1] or words.startswith(">"), bold)
        parts = [part] if part is not _BREAK else []


def _collect(node: Any, quotes: frozenset[int]) -> Iterator[_Part]:
    """Yield the pieces of a node's text in order, with a break at each edge of a block."""
    stack: list[Any] = [(node, False, False)]
    while stack:
        current = stack.pop()
        if current is _BREAK:
            yield _BREAK
            continue
        tag, quoted, bold = current
        name = tag.tag
        if name == "-text":
            if text := (tag.text_content or "").replace("\n", " "):
                yield text, quoted, bold
            continue
        quoted, bold = quoted or tag.mem_id in quotes, bold or name in _BOLD
        if name in BREAKS:
            yield _BREAK
            stack.append(_BREAK)
        stack.extend([(inner, quoted, bold) for inner in tag.iter(include_text=True)][::-1])
