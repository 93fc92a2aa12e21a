"""The pile under the generator's hands: pages as newsrooms print them, and pages made of other pages."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from edits import LEAST, Body, Part, changed, edit, retype
from markup import Page, invent_author, invent_outlet
from originals import DATELINE, Original
from spin import spin, spin_part

Kind = Literal["verbatim", "edited", "spun", "excerpt"]
STRENGTH: tuple[Kind, ...] = ("verbatim", "edited", "spun", "excerpt")
"""A copy of a copy is of the kind of the strongest change on the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A planted pair: page `a` is the earlier. `link` is copy, chain (a copy's copy), sibling or common_origin."""

    a: str
    b: str
    kind: Kind
    link: Literal["copy", "chain", "sibling", "common_origin"]
    direction: Literal["a_to_b", "common_origin"]
    accepted: tuple[str, ...] = ()
    """Other directions that nobody could call wrong."""


@dataclass(slots=True)
class Pile:
    """What is planted so far. `roots` names the originals in each page, `why` the reason of each non-relation."""

    rng: random.Random
    pages: dict[str, Page] = field(default_factory=dict)
    roots: dict[str, frozenset[str]] = field(default_factory=dict)
    topics: dict[str, frozenset[str]] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    chains: list[tuple[str, ...]] = field(default_factory=list)
    apart: list[tuple[str, str, str]] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    """Page -> outlet of the original that is left out."""


# --- pages ----------------------------------------------------------------------------------------------


def body_of(one: Original) -> Body:
    return tuple(Part(text=text, origins=frozenset({f"{one.id}#{n}"})) for n, text in enumerate(one.paragraphs))


def look(rng: random.Random, key: str, shown: float) -> dict[str, object]:
    """Return what chance decides of every page: its form, and whether and how exactly it states its date."""
    shows = rng.choice(("day", "day", "time")) if rng.random() < shown else "nothing"
    form = rng.choices(("html", "txt", "md"), (6, 3, 1))[0]
    return {"key": key, "shows": shows, "form": form, "make": rng.randrange(1000)}


def add_original(pile: Pile, one: Original, shown: float = 0.84) -> Page:
    """Put an article into the pile as its own newsroom printed it."""
    rng = pile.rng
    page = Page(
        outlet=one.outlet,
        names_outlet=rng.random() < 0.9,
        headline=one.title,
        author=invent_author(rng) if rng.random() < 0.7 else None,
        credit=None,
        credit_at="byline",
        published=datetime.fromisoformat(one.date) + timedelta(minutes=rng.randrange(240, 1080)),
        body=body_of(one),
        **look(rng, f"original:{one.id}", shown),  # type: ignore[arg-type]
    )
    return put(pile, page, frozenset({one.id}), one.topics)


def put(pile: Pile, page: Page, roots: frozenset[str], topics: frozenset[str]) -> Page:
    pile.pages[page.key], pile.roots[page.key], pile.topics[page.key] = page, roots, topics
    return page


def distance(one: Body, other: Body) -> float:
    """Return the share of words that differ in the paragraphs which both bodies hold."""
    held = [frozenset[str]().union(*(part.origins for part in body)) for body in (one, other)]
    return changed(*(tuple(part for part in body if part.origins & held[0] & held[1]) for body in (one, other)))


def change(body: Body, kind: Kind, rng: random.Random) -> tuple[Body, str | None]:
    """Return the body as a copy of that kind has it, and the word misspelt on the way."""
    if kind != "edited":
        return (retype(body, rng) if kind == "verbatim" else spin_part(body, rng)), None
    for _ in range(5):
        copy, slip = edit(body, rng)
        if distance(body, copy) >= LEAST:
            return copy, slip
    return spin(body, rng, share=2 * LEAST), None  # a desk that found nothing of its usual to change


def headline_of(page: Page, body: Body, rng: random.Random) -> str:
    """Return a headline: the model's own, a shorter one, or one out of the text."""
    if rng.random() < 0.3:
        return page.headline
    words = max((part.text for part in body[:3]), key=len).split()
    return " ".join(words[: rng.randint(7, 12)]).rstrip(",.;:”“") if rng.random() < 0.7 else page.headline.split(";")[0]


CREDIT: dict[str, float] = {"verbatim": 0.55, "edited": 0.42, "spun": 0.08}
"""How often a copy of each kind names the outlet that it came from."""


def add_copy(pile: Pile, model: Page, kind: Kind, *, credits: str | None, name: str, rate: float | None = None) -> Page:
    """Put a copy of `model` into the pile, some hours or days later; `credits` is the outlet that it may name."""
    rng = pile.rng
    body, slip = change(model.body, kind, rng)
    farm = kind == "spun"
    keeps_author = bool(model.author) and not farm and rng.random() < 0.4
    credit = credits if rng.random() < (CREDIT[kind] if rate is None else rate) else None
    agency = credit in DATELINE.values()
    page = Page(
        outlet=_other_outlet(pile, model, farm=farm),
        names_outlet=rng.random() < 0.9,
        headline=headline_of(model, body, rng),
        author=model.author if keeps_author else (invent_author(rng) if rng.random() < 0.2 and not credit else None),
        credit=credit,
        credit_at=rng.choice(("byline", "foot", "dateline") if agency else ("byline", "foot")),
        published=model.published + timedelta(hours=rng.choice((2, 3, 5, 9, 20, 26, 30, 45, 52, 75, 120))),
        body=body,
        misspelt=(*model.misspelt, slip) if slip else model.misspelt,
        **look(rng, name, 0.82),  # type: ignore[arg-type]
    )
    return put(pile, page, pile.roots[model.key], pile.topics[model.key])


def _other_outlet(pile: Pile, model: Page, *, farm: bool) -> str:
    """Return an outlet that has not carried the story yet."""
    story = pile.roots[model.key]
    taken = {pile.pages[key].outlet for key in pile.pages if pile.roots[key] == story}
    return next(name for name in iter(lambda: invent_outlet(pile.rng, farm=farm), None) if name not in taken)


def strongest(*kinds: Kind) -> Kind:
    return max(kinds, key=STRENGTH.index)
