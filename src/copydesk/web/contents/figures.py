"""The figures: by outlet and over time, and who is quoted. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.tables.stats import Figures, Quoted
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.bars import draw_shares, say_shares

MOST = 60
IDENTIFIED = {"named": "", "role": "by role", "anonymous": "anonymous"}
"""How a source is identified -> what stands beside it in the list."""


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the figures in the order of `copydesk show STORY stats`."""
    found = leaf.story.rows("stats")
    figures = [one for one in found if isinstance(one, Figures)]
    quoted = [one for one in found if isinstance(one, Quoted)]
    return {
        "outlets": [one for one in figures if one.by != "date"],
        "dates": [one for one in figures if one.by == "date"],
        "quoted": quoted[:MOST],
        "identified": IDENTIFIED,
        "more_quoted": max(0, len(quoted) - MOST),
        "draw_shares": draw_shares,
        "say_shares": say_shares,
    }
