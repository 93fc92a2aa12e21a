"""A family of copies over time, left to right, from the original to its copies. Family -> FamilyPicture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Article, Copy, Family
from copydesk.text.dates import first_day
from copydesk.web.links import Links
from copydesk.web.pictures.drawing import cut, label, link, picture, spread
from copydesk.web.wording import say_date
from copydesk.web.words import COPY_KINDS, copied_by

WIDTH, EDGE, ROW, TOP, LABEL = 960, 30, 30, 20, 250
MOST = 30
"""A picture shows at most so many articles of a family, the earliest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyPicture:
    """The picture, the pairs that it rests on, and how many articles it leaves out."""

    drawn: Markup
    pairs: tuple[Copy, ...]
    left_out: int


def draw_family(family: Family, index: Index, links: Links) -> FamilyPicture:
    """Return the articles of a family as dots, each under the date it bears, with an arrow from what it was copied from.

    A copy of an original that no page here holds hangs on a hollow dot at the left. An article without a date stands
    under the earliest one.
    """
    articles = [article for name in family.articles if (article := index.get(Article, name))]
    ordered = sorted(articles, key=lambda one: (one.id != family.original, day_of(one) or date.max, one.id))
    shown = ordered[:MOST]
    steps = tuple(step for one in shown if (step := _step_to(one.id, family, index)))
    rows = {one.id: TOP + ROW * (row + (family.original is None)) for row, one in enumerate(shown)}
    left = EDGE + (110 if family.original is None else 0)
    places = _places(shown, left)
    shapes = [
        *_dates(shown, places, max(rows.values(), default=0) + ROW),
        *([_origin(family)] if family.original is None else ()),
        *_arrows(family, steps, {name: (places[name], y) for name, y in rows.items()}, links),
        *(
            _dot(
                (places[one.id], rows[one.id]),
                index.outlet(one.id),
                one.title or "title not known",
                kind="own" if one.id == family.original else "copy",
                address=links.record(one.id),
            )
            for one in shown
        ),
    ]
    drawn = picture("family", (WIDTH, max(rows.values(), default=0) + ROW + 12), shapes)
    pairs = (*steps, *_siblings(family, index))
    return FamilyPicture(drawn=drawn, pairs=pairs[:MOST], left_out=len(ordered) - len(shown))


def _siblings(family: Family, index: Index) -> Iterator[Copy]:
    """Yield the pairs of the family of which neither is known to be copied from the other."""
    members = set(family.articles)
    for copy in index.records.copies:
        if copied_by(copy) is None and copy.a in members and copy.b in members:
            yield copy


def day_of(article: Article) -> date | None:
    """Return the day that an article came out, or the first day that it may have."""
    return first_day(article.published.value.partition("T")[0]) if article.published else None


def _step_to(article: str, family: Family, index: Index) -> Copy | None:
    """Return the copy that best tells where an article has its text: from the original, then the largest share."""
    found = [
        copy
        for copy in index.copies_of.get(article, ())
        if copied_by(copy) == article and ({copy.a, copy.b} - {article}) <= set(family.articles)
    ]
    return max(
        found,
        key=lambda copy: (family.original in (copy.a, copy.b), max(copy.a_coverage, copy.b_coverage), copy.id),
        default=None,
    )


def _places(articles: Sequence[Article], left: float) -> dict[str, float]:
    days = [day for one in articles if (day := day_of(one))]
    spots = spread(days, left, WIDTH - LABEL)
    first = min(spots.values(), default=left)
    return {one.id: spots.get(day_of(one), first) for one in articles}  # type: ignore[arg-type]


def _origin(family: Family) -> Markup:
    name = family.origin_outlet or "an original that is not known"
    dot = Markup('<circle class="absent" cx="{}" cy="{}" r="7"/>').format(EDGE, TOP)
    return dot + label(EDGE + 14, TOP + 4, f"{cut(name, 40)}: in no page here", kind="faint")


def _arrows(
    family: Family, steps: Iterable[Copy], spots: dict[str, tuple[float, float]], links: Links
) -> Iterator[Markup]:
    """Yield the arrows; an article that no step leads to has one from the absent original, if that is what it copies."""
    reached = set()
    for copy in steps:
        copier = copied_by(copy) or copy.b
        origin = copy.a if copier == copy.b else copy.b
        reached.add(copier)
        if origin in spots:
            kind = COPY_KINDS[copy.kind]
            yield link(links.record(copy.id), f"{kind}: side by side", _arrow(spots[origin], spots[copier], copy.kind))
    if family.original is None:
        yield from (_arrow((EDGE, TOP), spot, "unseen") for name, spot in spots.items() if name not in reached)


def _arrow(start: tuple[float, float], end: tuple[float, float], kind: str) -> Markup:
    (x, y), (u, v) = start, end
    trunk = min(x, u) - 18
    line = f"M{x:.0f} {y:.0f}H{trunk + 8:.0f}q-8 0 -8 8V{v - 8:.0f}q0 8 8 8H{u - 9:.0f}"
    head = f"M{u - 7:.0f} {v:.0f}l-6 -4v8z"
    return Markup('<path class="hit" d="{0}"/><path class="step {1}" d="{0}"/><path class="head" d="{2}"/>').format(
        line, kind, head
    )


def _dot(spot: tuple[float, float], outlet: str, title: str, *, kind: str, address: str | None) -> Markup:
    x, y = spot
    words = cut(f"{outlet} (original)" if kind == "own" else outlet, 34)
    shapes = Markup('<circle class="{}" cx="{:.0f}" cy="{:.0f}" r="6"/>').format(kind, x, y)
    shapes += label(x + 13, y + 4, words, kind="strong" if kind == "own" else "")
    return link(address, f"{outlet}: {title}", shapes)


def _dates(articles: Sequence[Article], places: dict[str, float], y: float) -> Iterator[Markup]:
    """Yield the dates that the articles bear, as precise as they are, where there is room for them."""
    free = float("-inf")
    for one in sorted(articles, key=lambda one: places[one.id]):
        x = places[one.id]
        if one.published and day_of(one) and x >= free:
            yield Markup('<path class="grid" d="M{0:.0f} {1}V{2:.0f}"/>').format(x, TOP, y - 12)
            anchor = "start" if x < 60 else "middle"
            yield label(x, y + 4, say_date(one.published.value.partition("T")[0]), kind="faint", anchor=anchor)
            free = x + 125
