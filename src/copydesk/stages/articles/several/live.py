"""Live blogs and tickers in HTML: timed updates, told by JSON-LD or by elements that the page repeats. HTML -> Update."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.records import Article, Published, SavedPage
from copydesk.stages.articles.html.linked import Node, text_of, types_of
from copydesk.stages.articles.html.metadata import Metadata
from copydesk.stages.articles.several.entries import (
    LIVE_UPDATE,
    Entry,
    fill_from_metadata,
    place_entries,
    read_entries,
    whole_of,
)
from copydesk.stages.articles.several.forums import Paragraph, paragraphs_of
from copydesk.stages.articles.several.siblings import find_repeated, is_list_of_links
from copydesk.stages.articles.text.headlines import LIVE
from copydesk.stages.articles.text.signals import mark_lines
from copydesk.stages.articles.text.stories import PageText
from copydesk.stages.articles.values.bylines import clean_names
from copydesk.stages.articles.values.dates import day_of_stamp, order_of
from copydesk.stages.articles.values.lines import count_words, level

_LIVE_PLACE = re.compile(r"\blive\b|liveblog|live-?(?:blog|ticker|feed|text|updates?)|ticker", re.I)
CLOCK = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?(?:\s(?:[A-Z]{2,4}|Uhr))?"
AGO = r"(?:\d{1,3}|an?)\s?(?:s|m|h|d|secs?|mins?|minutes?|hrs?|hours?|days?) ago"
_TIME_LINE = re.compile(rf"^\W*(?:(?:updated|posted|published)(?: at)?:?\s)?(?:{CLOCK}|{AGO})\W*$", re.I)
_LIVE_CLASSES = '[class*="live"], [class*="Live"], [class*="ticker"], [id*="live"], [id*="ticker"]'
_FURNITURE = (
    'script, style, noscript, template, button, form, nav, aside, footer, svg, iframe, figure, [class*="share"], '
    '[class*="sharing"], [class*="social"], [class*="advert"], [class*="ad-slot"], [class*="related"], '
    '[class*="comment"], [class*="reaction"], [aria-hidden=true]'
)
_BYLINE = '[class*="byline"], [class*="author"], [rel=author], [itemprop=author]'
_SHARE = 0.8
_LEAST = 3
_KEY = 60
"""Characters of an update's text by which its element is found."""
_MOST = 2000


class Update(NamedTuple):
    """A timed update: its paragraphs with their tags, the first of them its heading if `headed`."""

    paragraphs: tuple[tuple[str, str], ...]
    headed: bool
    title: str | None
    byline: tuple[str, ...]
    published: Published | None


def find_updates(tree: Any, metadata: Metadata) -> list[Update]:
    """Return the updates of a live page in its order, or nothing for a page that does not call itself one.

    The page's elements are read; JSON-LD fills what they leave open, and stands for them where none is found.
    """
    linked = [node for blog in metadata.linked for node in _listed(blog.get("liveBlogUpdate"))][:_MOST]
    is_live = bool(linked) or metadata.is_live or bool(LIVE.search(metadata.title or ""))
    if not is_live and tree.css_first(_LIVE_CLASSES) is None:
        return []
    for group in find_repeated(tree):
        if is_live or _LIVE_PLACE.search(_names(group[0])):
            timed = [node for node in group[:_MOST] if _time(node) is not None]
            is_whole = len(timed) >= max(_LEAST, _SHARE * len(group)) and not is_list_of_links(timed)
            if is_whole and _is_main(tree, timed):
                return _with_linked([_read_update(node, metadata) for node in timed], linked)
    return [update for node in linked if (update := _read_linked(node)).paragraphs]


def read_live(saved: SavedPage, updates: Sequence[Update], metadata: Metadata) -> list[Article]:
    """Return each update as an article; the page's title and outlet stand where it has none of its own."""
    lines, edges = place_entries([update.paragraphs for update in updates])
    text = "\n".join(line.text for line in lines)
    page = PageText(saved=saved, text=text, marks=mark_lines(lines, order_of(text)), is_thread=False)
    entries = [
        Entry(
            lead=first,
            first=first,
            last=last,
            heading=first if update.headed else None,
            title=update.title,
            byline=update.byline,
            published=update.published,
        )
        for update, (first, last) in zip(updates, edges, strict=True)
    ]
    return [
        fill_from_metadata(article, metadata)
        for article in read_entries(page, entries, whole_of(metadata), rule=LIVE_UPDATE)
    ]


def _is_main(tree: Any, nodes: Sequence[Any]) -> bool:
    """Return whether entries hold at least half of the words that stand in the page's paragraphs."""
    inside = {inner.mem_id for node in nodes for inner in node.css("p")}
    outside = sum(count_words(p.text() or "") for p in tree.css("p") if p.mem_id not in inside)
    return outside <= sum(count_words(node.text(separator=" ")) for node in nodes)


def _listed(value: object) -> list[Node]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, Mapping)]


def _names(node: Any) -> str:
    """Return the classes and ids of an element and of the one around it."""
    around = (node, node.parent)
    return " ".join(f"{one.attributes.get('class') or ''} {one.attributes.get('id') or ''}" for one in around)


def _time(node: Any) -> Any | None:
    """Return the time tag of an entry, or the words with which it opens where these are a clock's."""
    tag = node.css_first("time")
    if tag is not None:
        return tag
    first = next(iter(paragraphs_of(node)), None)
    return first.words if first and _TIME_LINE.match(first.words) else None


def _read_update(node: Any, metadata: Metadata) -> Update:
    published = _published(_time(node), metadata)
    names = [" ".join(tag.text(separator=" ").split()) for tag in node.css(_BYLINE)[:3]]
    byline = next((found for name in names if 3 < len(name) < 100 and (found := clean_names(name))), ())
    heading = node.css_first("h1, h2, h3, h4, h5, h6")
    title = " ".join(heading.text(separator=" ").split()) if heading is not None else None
    for inner in node.css(_FURNITURE):
        inner.decompose()
    kept = [one for one in paragraphs_of(node) if not _is_head_line(one.words, title, names)]
    if not title and len(kept) > 1 and kept[0].bold:
        title, kept = kept[0].words, kept[1:]
    return Update(_with_heading(title, kept), bool(title), None, byline, published)


def _is_head_line(words: str, title: str | None, names: Sequence[str]) -> bool:
    """Return whether a line of an entry is its time, its heading or its writer's name."""
    return bool(_TIME_LINE.match(words)) or words in (title, *names)


def _with_heading(title: str | None, paragraphs: Sequence[Paragraph]) -> tuple[tuple[str, str], ...]:
    text = [("head" if one.bold else "p", one.words) for one in paragraphs]
    return tuple([("head", title), *text] if title and text else text)


def _published(stamp: Any, metadata: Metadata) -> Published | None:
    """Return the day of an entry's own time stamp; a bare clock is of the page's day."""
    given = stamp if isinstance(stamp, str) else stamp.attributes.get("datetime") or stamp.text()
    day = day_of_stamp(given)
    if day:
        return Published(
            value=day, basis="stated", why=f"The update's own time stamp “{given.strip()}” gives the date."
        )
    return metadata.published


def _with_linked(updates: Sequence[Update], linked: Sequence[Node]) -> list[Update]:
    """Return the updates that hold text, each with what JSON-LD says of the one with its words or heading."""
    known: dict[str, Node] = {}
    for node in linked:
        for key in (_key(text_of(node.get("articleBody"))), _key(text_of(node.get("headline")))):
            known.setdefault(key, node)
    found = []
    for update in updates:
        texts = [words for _, words in update.paragraphs]
        own = next((known[key] for key in map(_key, texts[:2]) if key in known), None)
        if own is not None:
            said = _read_linked(own)
            update = update._replace(
                title=None if update.headed else said.title,
                byline=update.byline or said.byline,
                published=said.published or update.published,
            )
        if update.paragraphs:
            found.append(update)
    return found


def _key(text: str | None) -> str:
    return level(text or "")[:_KEY].rsplit(" ", 1)[0]


def _read_linked(node: Node) -> Update:
    """Return an update as JSON-LD tells it."""
    stamp, title = text_of(node.get("datePublished")), text_of(node.get("headline"))
    day = day_of_stamp(stamp)
    why = f"JSON-LD gives the update's time, {stamp}."
    authors = [name for author in _listed(node.get("author")) for name in clean_names(text_of(author) or "")]
    body = text_of(node.get("articleBody")) or "" if "Posting" in " ".join(types_of(node)) else ""
    lines = [" ".join(line.split()) for line in body.split("\n") if line.strip()]
    return Update(
        (*([("head", title)] if title and lines else []), *(("p", line) for line in lines)),
        bool(title and lines),
        title,
        tuple(dict.fromkeys(authors)),
        Published(value=day, basis="stated", why=why) if day else None,
    )
