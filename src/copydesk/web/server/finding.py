"""Full-text search of a story, narrowed down by outlet, month and whoever is named. words -> Found"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup, escape

from copydesk.records import Article, Entity
from copydesk.store.base import Hit
from copydesk.web.links import VIEW_OF
from copydesk.web.server.desk import Desk, State
from copydesk.web.wording import say_date

MOST = 2_000
"""Hits that are looked at; a search that has more says so."""
PAGE = 40
ENTRIES = 12
"""Records that are listed besides the paragraphs."""
FACET_VALUES = 60
_MARKED = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    value: str
    words: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One way to narrow the hits down, with how many each choice would leave."""

    name: str
    title: str
    chosen: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A hit, ready to print."""

    address: str
    snippet: Markup
    article: str
    title: str | None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A record whose words hold all that is searched for."""

    address: str
    words: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """One page of what a search found; `cut` where there are more hits than were looked at."""

    words: str
    facets: tuple[Facet, ...] = ()
    entries: tuple[Entry, ...] = ()
    more_entries: int = 0
    hits: tuple[Shown, ...] = ()
    total: int = 0
    cut: bool = False
    before: str | None = None
    after: str | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether only some of the hits are asked for."""
        return any(facet.chosen for facet in self.facets)


Values = Callable[[Hit, State], Iterable[str]]


def _outlet(hit: Hit, state: State) -> Iterable[str]:
    return (state.index.outlet(hit.ref.article),)


def _month(hit: Hit, state: State) -> Iterable[str]:
    article = state.index.get(Article, hit.ref.article)
    return (article.published.value[:7],) if article and article.published else ()


def _named(hit: Hit, state: State) -> Iterable[str]:
    return state.named.get(hit.ref, ())


FACETS: Mapping[str, tuple[str, Values]] = {
    "outlet": ("Outlet", _outlet),
    "month": ("Published in", _month),
    "person": ("Names", _named),
}
"""The name of a facet in the address -> its title, and the values of a hit."""


def find(words: str, desk: Desk, *, chosen: Mapping[str, str], number: int = 1) -> Found:
    """Return the page `number` of the hits that the chosen facets leave, and the records whose own words fit."""
    state = desk.state
    every = desk.story.search(words, MOST)
    left = [hit for hit in every if _fits(hit, state, chosen)] if any(chosen.values()) else every
    named = _named_so(words, state)
    pages = max(1, -(-len(left) // PAGE))
    number = min(number, pages)
    turn = {"q": words} | {name: value for name, value in chosen.items() if value}
    return Found(
        words=words,
        facets=tuple(_facet(name, left, state, chosen.get(name, "")) for name in FACETS),
        entries=tuple(_entry(name, told, state) for name, told in named[:ENTRIES]),
        more_entries=max(0, len(named) - ENTRIES),
        hits=tuple(_show(hit, state) for hit in left[(number - 1) * PAGE : number * PAGE]),
        total=len(left),
        cut=len(every) == MOST,
        before=f"/search?{urlencode(turn | {'page': number - 1})}" if number > 1 else None,
        after=f"/search?{urlencode(turn | {'page': number + 1})}" if number < pages else None,
    )


def _fits(hit: Hit, state: State, chosen: Mapping[str, str]) -> bool:
    return all(chosen[name] in values(hit, state) for name, (_, values) in FACETS.items() if chosen.get(name))


def _facet(name: str, hits: Iterable[Hit], state: State, chosen: str) -> Facet:
    title, values = FACETS[name]
    counts = Counter(value for hit in hits for value in values(hit, state))
    if chosen and chosen not in counts:
        counts[chosen] = 0
    ordered = sorted(counts.items(), key=lambda item: (item[0] != chosen, -item[1], item[0]))[:FACET_VALUES]
    listed = (FacetValue(value=value, words=_say(name, value, state), count=count) for value, count in ordered)
    return Facet(name=name, title=title, chosen=chosen, values=tuple(listed))


def _say(facet: str, value: str, state: State) -> str:
    if facet == "person":
        entity = state.index.get(Entity, value)
        return entity.name if entity else value
    return say_date(value) if facet == "month" else value


def _named_so(words: str, state: State) -> list[tuple[str, str]]:
    """Return the id and the words of each record whose own words hold all that is searched for, by their views."""
    wanted = [word.rstrip("*").casefold() for word in re.findall(r"\w+\*?", words)]
    if not wanted:
        return []
    found: Iterable[tuple[str, str, str]] = state.titles
    for word in wanted:
        found = [one for one in found if word in one[2]]
    return [(name, told) for name, told, _ in found]


def _view_of(name: str, state: State) -> str:
    return VIEW_OF[type(state.index.by_id[name])]


def _entry(name: str, told: str, state: State) -> Entry:
    return Entry(address=state.links.record(name) or f"/records/{name}", words=told, kind=_view_of(name, state))


def _show(hit: Hit, state: State) -> Shown:
    snippet = Markup(_MARKED.sub(r"<mark>\1</mark>", str(escape(" ".join(hit.snippet.split())))))
    return Shown(address=state.links.place(hit.ref), snippet=snippet, article=hit.ref.article, title=hit.title)
