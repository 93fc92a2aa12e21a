"""What the pictures are drawn with: shapes, links and a scale of days. values -> Markup."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from math import log2

from markupsafe import Markup

from copydesk.web.wording import tidy


def picture(kind: str, size: tuple[int, int], shapes: Iterable[Markup]) -> Markup:
    """Return an SVG of this size in pixels.

    A screen reader passes over it and the keyboard does not stop in it: beside each picture a list or a table says the
    same, with the same links.
    """
    width, height = size
    inside, attributes = "".join(shapes), 'aria-hidden="true" focusable="false"'
    return Markup(
        f'<svg class="{kind}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {attributes}>{inside}</svg>'
    )


def link(address: str | None, title: str, shapes: Markup) -> Markup:
    """Return shapes that lead to `address` and say `title` under the pointer."""
    inside = Markup("<title>{}</title>{}").format(tidy(title), shapes)
    if address is None:
        return Markup("<g>{}</g>").format(inside)
    return Markup('<a href="{}" tabindex="-1">{}</a>').format(address, inside)


def label(x: float, y: float, words: str, *, kind: str = "", anchor: str = "start") -> Markup:
    """Return words that begin, lie in the middle or end at `x`."""
    return Markup('<text class="{}" x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>').format(
        kind, x, y, anchor, tidy(words)
    )


def cut(words: str, most: int) -> str:
    """Return `words`, cut short with "…" where there is no room for them."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def spread(days: Iterable[date], left: float, right: float) -> dict[date, float]:
    """Return where each day lies between `left` and `right`, in order; the longer a gap, the less room each of its days has.

    A story's days lie close together with single ones years away: on an even scale all would fall into one point.
    """
    ordered = sorted(set(days))
    reached = [0.0]
    for earlier, later in pairwise(ordered):
        reached.append(reached[-1] + 2 + log2((later - earlier).days))
    whole = reached[-1] or 1.0
    return {day: left + (right - left) * part / whole for day, part in zip(ordered, reached, strict=False)}
