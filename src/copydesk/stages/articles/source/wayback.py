"""The way back from a block to the bytes of an HTML page in which its words stand. Article -> Article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Article, SavedPage, Span
from copydesk.stages.articles.source.decoding import Decoded
from copydesk.stages.articles.source.wayback_source import VisibleText, level, read_visible, show

_KEY = 6
"""Characters by which the edge of a paragraph is looked up."""
_MOST = 100
"""Edges of one key that are looked at: a page may repeat itself without end."""


def place_blocks(saved: SavedPage, decoded: Decoded, articles: Sequence[Article]) -> list[Article]:
    """Return the articles of an HTML page with the place of each block in the saved bytes, where it is sure."""
    texts = [article.words_of(block.span) for article in articles for block in article.blocks]
    places = iter(locate_blocks(saved.content, decoded.encoding, texts))
    return [
        replace(article, blocks=tuple(replace(block, page_span=next(places)) for block in article.blocks))
        for article in articles
    ]


def locate_blocks(content: bytes, encoding: str, texts: Sequence[str]) -> list[Span | None]:
    """Return the bytes in which each text stands, with the mark-up inside it.

    A place holds all visible characters of its text in order and no others. It is None where the page has no such place,
    or has several and the order of the texts does not decide.
    """
    source = _decode(content, encoding)
    if source is None:
        return [None for _ in texts]
    page = read_visible(source)
    levelled = [level(text) for text in texts]
    found = _settle(levelled, _find_candidates(page, levelled))
    places = [page.place(*run) if run else None for run in found]
    return _bytes_of(source, encoding, [place if place and _is_whole(source, place) else None for place in places])


def text_of(content: bytes, encoding: str) -> str:
    """Return the visible characters of some bytes of a page, to be compared with `level(text)`."""
    return show(_decode(content, encoding) or "")


def _decode(content: bytes, encoding: str) -> str | None:
    """Return the text whose every character leads back to its bytes, or None where the encoding allows none."""
    try:
        text = content.decode(encoding, "surrogateescape")
        is_exact = encoding == "utf-8" or text.encode(encoding, "surrogateescape") == content  # UTF-8 always leads back
        return text if is_exact else None
    except UnicodeError:
        return None


def _find_candidates(page: VisibleText, texts: Sequence[str]) -> list[list[Span]]:
    """Return the places that each levelled text may have, in order: whole paragraphs of the page before other runs."""
    paragraphs = defaultdict(list)
    heads, tails = defaultdict(list), defaultdict(list)
    for start, end in zip(page.breaks, page.breaks[1:], strict=False):
        paragraphs[page.text[start:end]].append(Span(start, end))
        heads[page.text[start : start + _KEY]].append(start)
        tails[page.text[max(end - _KEY, 0) : end]].append(end)

    def runs(words: str) -> list[Span]:
        """Return the places of words that begin or end with a paragraph: a part of one, or several of them."""
        first, last = heads.get(words[:_KEY], []), tails.get(words[-_KEY:], [])
        starts = {*(first if len(first) <= _MOST else ()), *(end - len(words) for end in last if len(last) <= _MOST)}
        fits = (start for start in sorted(starts) if start >= 0 and page.text.startswith(words, start))
        return [Span(start, start + len(words)) for start in fits]

    return [paragraphs.get(words) or runs(words) if words else [] for words in texts]


def _settle(texts: Sequence[str], candidates: Sequence[list[Span]]) -> list[Span | None]:
    """Return one place for each text: its own, or the one that its neighbours leave to it.

    Texts that stand in a page as often as they are asked for have a place each.
    """
    asked, seen = Counter(texts), Counter[str]()
    found: list[Span | None] = []
    for words, places in zip(texts, candidates, strict=True):
        found.append(places[seen[words]] if len(places) == asked[words] else None)
        seen[words] += 1
    after: int | None = None
    following = []
    for place in reversed(found):
        following.append(after)
        after = place.start if place else after
    before = -1
    for i, (places, after) in enumerate(zip(candidates, reversed(following), strict=True)):
        place = found[i] or _choose(places, before, after)
        found[i], before = place, place.end if place else before
    return found


def _choose(places: Sequence[Span], before: int, after: int | None) -> Span | None:
    """Return the only place between two neighbours, or else the one that touches a neighbour."""
    first = bisect_left(places, before, key=lambda place: place.start)
    last = len(places)
    if after is not None and after > before:
        last = bisect_right(places, after, key=lambda place: place.end)
    if first < last and (last - first == 1 or places[first].start == before):
        return places[first]
    return places[last - 1] if first < last and places[last - 1].end == after else None


def _is_whole(source: str, place: Span) -> bool:
    """Return whether a place cuts no word in two."""
    cuts = (source[max(edge - 1, 0) : edge + 1] for edge in place)
    return not any(len(cut) == 2 and cut.isalnum() for cut in cuts)


def _bytes_of(source: str, encoding: str, places: Sequence[Span | None]) -> list[Span | None]:
    found: dict[int, int] = {}
    at = char = 0
    for edge in sorted({edge for place in places if place for edge in place}):
        at += len(source[char:edge].encode(encoding, "surrogateescape"))
        found[edge], char = at, edge
    return [Span(found[place.start], found[place.end]) if place else None for place in places]
