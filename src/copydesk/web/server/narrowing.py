"""What the lists of the live story can be narrowed down by. State, what is chosen -> the records that fit"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copydesk.index import Index
from copydesk.records import Article, Attribution, Claim, Entity, Quotation, Source
from copydesk.web.contents import timeline
from copydesk.web.leaf import PAGE_SIZES, Leaf
from copydesk.web.server.desk import State
from copydesk.web.wording import say_date

Values = Callable[[Any, Index], Iterable[str]]
MOST = 80
"""Choices that a facet offers, those with most records first."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One way to narrow a list down: each choice with its words and how many records it leaves."""

    name: str
    title: str
    chosen: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Narrowed(Leaf):
    """A leaf whose list holds only the records that fit what is chosen; the timeline chooses by itself."""

    fitting: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    def part(self, view: str, found: Sequence[Any] | None = None) -> Sequence[Any]:
        return Leaf.part(self, view, self.fitting.get(view) if found is None else found)

    def pages(self, view: str, found: Sequence[Any] | None = None) -> int:
        return Leaf.pages(self, view, self.fitting.get(view) if found is None else found)


def _told_in(claim: Claim, index: Index) -> Iterable[str]:
    return (index.outlet(one.ref.article) for one in claim.assertions)


def _told_by(claim: Claim, index: Index) -> Iterable[str]:
    attributions = (index.get(Attribution, one.attribution) for one in claim.assertions)
    return (who for one in attributions if one and (who := index.who(one.source)))


def _backing(claim: Claim, index: Index) -> Iterable[str]:
    backed = claim.corroboration
    if backed.at_least > 1:
        yield "at least two original sources"
    elif backed.at_most == 1:
        yield "one original source"
    else:
        yield "how many sources cannot be told"
    if any(one.stance in ("denies", "doubts") for one in claim.assertions) or any(
        one.stance in ("denies", "doubts") for one in index.answering.get(claim.id, ())
    ):
        yield "denied or doubted"
    if any(one.kind == "contradicts" for one in claim.relations):
        yield "contradicted by another claim"


def _carried_by(quotation: Quotation, index: Index) -> Iterable[str]:
    names = (name for variant in quotation.variants for name in variant.attributions)
    return (index.outlet(one.article) for name in names if (one := index.get(Attribution, name)))


def _wordings(quotation: Quotation, index: Index) -> Iterable[str]:
    return ("one wording" if len(quotation.variants) < 2 else "several wordings",)


def _cited_in(source: Source, index: Index) -> Iterable[str]:
    return (index.outlet(one.article) for one in index.said.get(source.id, ()))


def _named_in(entity: Entity, index: Index) -> Iterable[str]:
    return (index.outlet(mention.article) for mention in entity.mentions)


def _month(article: Article, index: Index) -> Iterable[str]:
    return (article.published.value[:7],) if article.published else ()


FACETS: Mapping[str, Mapping[str, tuple[str, Values]]] = {
    "claims": {
        "outlet": ("Told in", _told_in),
        "who": ("On the word of", _told_by),
        "backing": ("Backing", _backing),
    },
    "quotes": {
        "speaker": ("Speaker", lambda one, index: filter(None, [index.who(one.speaker)])),
        "outlet": ("Outlet", _carried_by),
        "wordings": ("Wordings", _wordings),
    },
    "sources": {
        "identified": ("Identified", lambda one, index: (one.identification,)),
        "kind": ("Kind", lambda one, index: (one.kind,)),
        "outlet": ("Cited in", _cited_in),
    },
    "copies": {
        "kind": ("Kind", lambda one, index: (one.kind,)),
        "outlet": ("Outlet", lambda one, index: (index.outlet(one.a), index.outlet(one.b))),
    },
    "cast": {
        "kind": ("Kind", lambda one, index: (one.kind,)),
        "outlet": ("Named in", _named_in),
    },
    "articles": {
        "outlet": ("Outlet", lambda one, index: (index.outlet(one.id),)),
        "month": ("Published in", _month),
        "form": ("Form", lambda one, index: (one.form,)),
    },
}
"""A view -> its facets by their names in the address: title, and the values of a record."""


def narrow(view: str, state: State, choice: Mapping[str, str], starred: Collection[str]) -> Sequence[Any]:
    """Return the records of a view that fit all that is chosen, in the view's order; names of no facet choose nothing."""
    every = state.rows(view)
    if choice.get("mark") == "starred":
        every = [one for one in every if one.id in starred]
    if view == "timeline":
        return [one for one in every if timeline.fits(one, choice, state.index)]
    asked = [(values, choice[name]) for name, (_, values) in FACETS.get(view, {}).items() if choice.get(name)]
    return [one for one in every if all(value in values(one, state.index) for values, value in asked)]


def facets_of(view: str, state: State, choice: Mapping[str, str]) -> tuple[Facet, ...]:
    """Return the facets of a view, with how many of all its records each choice would leave; one choice is none."""
    made = []
    for name, (title, counts) in state.keep(f"facets of {view}", lambda: _count(view, state)).items():
        chosen = choice.get(name, "")
        common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST]
        if len(counts) > 1 or chosen:
            choices = tuple((value, say_date(value) if name == "month" else value, count) for value, count in common)
            made.append(Facet(name=name, title=title, chosen=chosen, choices=choices))
    return tuple(made)


def last_page(view: str, found: Sequence[Any]) -> int:
    """Return the number of the last page of a list."""
    return max(1, -(-len(found) // PAGE_SIZES.get(view, len(found) or 1)))


def _count(view: str, state: State) -> dict[str, tuple[str, Counter[str]]]:
    return {
        name: (title, Counter(value for one in state.rows(view) for value in set(values(one, state.index))))
        for name, (title, values) in FACETS.get(view, {}).items()
    }
