"""The overview: the story in one screen. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from copydesk.brief import BriefLine
from copydesk.records import Claim, Event
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.backing import draw_backing
from copydesk.web.pictures.bars import draw_shares, say_shares

EVENTS, CLAIMS = 5, 4
"""How many events, the most salient that happened, tell what happened; how many claims a summary without any has."""


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the lines of the summary, apart by what they are about, the heaviest events, and how much is copied."""
    lines = leaf.story.brief
    told = [line for line in lines if line.backing is not None]
    first = lines.index(told[0]) if told else len(lines)
    return {
        "opening": lines[:first],
        "told": [(line, leaf.story.index.get(Claim, line.claim)) for line in told or _weightiest(leaf)],
        "others": [line for line in lines[first:] if line.backing is None],
        "happened": heaviest(leaf.story.records.events),
        "pile": leaf.story.pile,
        "draw_backing": lambda claim: draw_backing(claim, leaf.story.index),
        "draw_shares": draw_shares,
        "say_shares": say_shares,
    }


def _weightiest(leaf: Leaf) -> list[BriefLine]:
    """Return lines for the claims that weigh most, for a story in which all of them are only denied or asked about."""
    claims: Sequence[Claim] = leaf.story.rows("claims")[:CLAIMS]
    return [BriefLine(text=one.text, about="claims", claim=one.id, backing=one.verdict) for one in claims]


def heaviest(events: Iterable[Event]) -> Sequence[Event]:
    """Return the few events that matter most, in order of their dates, one for each date."""
    found: dict[str, Event] = {}
    for event in sorted(events, key=lambda one: (one.status != "happened", -one.salience, one.id)):
        if len(found) < EVENTS:
            found.setdefault(event.date, event)
    return [found[date] for date in sorted(found)]
