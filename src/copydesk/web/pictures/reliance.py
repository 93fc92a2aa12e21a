"""Which outlets rely on which, as ties from left to right. Reliance -> Markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from copydesk.records import Copy, Ref
from copydesk.web.pictures.drawing import cut, label, link, picture

WIDTH, ROW, SIDE = 960, 28, 300
MOST, THICKEST = 24, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """One outlet that has words `on` another's word: where it says so, and the articles that it copied."""

    who: str
    on: str
    credits: tuple[Ref, ...]
    copies: tuple[Copy, ...]

    @property
    def weight(self) -> int:
        """How often that is seen."""
        return len(self.credits) + len(self.copies)


def draw_reliance(found: Sequence[Reliance], *, lead: str = "#reliance-") -> Markup:
    """Return who is relied on at the left, who relies on them at the right; a tie is as thick as it is often seen.

    Each tie leads to its row of the table: `lead` and its place in `found`. Only the first ties are drawn.
    """
    shown = found[:MOST]
    left = _rows((one.on, one.weight) for one in shown)
    right = _rows((one.who, one.weight) for one in shown)
    shapes = [_tie(one, left[one.on], right[one.who], f"{lead}{place}") for place, one in enumerate(shown)]
    for rows, x, anchor in ((left, SIDE - 12, "end"), (right, WIDTH - SIDE + 12, "start")):
        shapes += [label(x, y + 4, cut(name, 36), anchor=anchor) for name, y in rows.items()]
    return picture("reliance", (WIDTH, ROW * max(len(left), len(right), 1) + 8), shapes)


def _rows(weighed: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how far down each name stands, the heaviest first."""
    weights: Counter[str] = Counter()
    for name, weight in weighed:
        weights[name] += weight
    return {name: ROW * row + 18 for row, (name, _) in enumerate(weights.most_common())}


def _tie(one: Reliance, y: int, v: int, address: str) -> Markup:
    line = f"M{SIDE} {y}C{WIDTH // 2} {y} {WIDTH // 2} {v} {WIDTH - SIDE} {v}"
    shape = Markup('<path class="{}" d="{}" stroke-width="{}"/>').format(
        "credits" if one.credits else "copies", line, min(THICKEST, 1 + one.weight)
    )
    return link(address, f"{one.who} relies on {one.on}", shape)
