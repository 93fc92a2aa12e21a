"""Which of two articles copied, by dates, credits, form and what the copy changed. Shared -> Direction."""

from __future__ import annotations

import math
from collections.abc import Mapping

from copydesk.records import Article, Direction
from copydesk.stages.relations.evidence import Beside, find_evidence, is_earlier, is_told
from copydesk.stages.relations.origins import Standing, is_paste, same_outlet
from copydesk.stages.relations.pairs import Shared

DECIDED = 0.8
"""Weight of evidence (log odds) from which a direction is told."""


def find_direction(shared: Shared, beside: Beside) -> Direction:
    """Return who copied from whom with the reasons, a common origin, or undecided. Length is no evidence."""
    a, b = shared.a.article, shared.b.article
    common = _common_origin(shared, beside.standings)
    if common is not None:
        return common
    found = find_evidence(shared, beside)
    weight = sum(one.weight if one.original == a.id else -one.weight for one in found)
    confidence = round(1 / (1 + math.exp(-abs(weight))), 2)
    if abs(weight) < DECIDED:
        reasons = tuple(one.reason for one in found) or ("Nothing tells which of the two came first.",)
        return Direction(value="undecided", confidence=confidence, reasons=reasons)
    original = a if weight > 0 else b
    reasons = tuple(one.reason for one in found if one.original == original.id)
    return Direction(value="a_to_b" if weight > 0 else "b_to_a", confidence=confidence, reasons=reasons)


def _common_origin(shared: Shared, standings: Mapping[str, Standing]) -> Direction | None:
    """Return a common origin where neither can be the other's: both carry, or one pastes, a third outlet's story."""
    a, b = shared.a.article, shared.b.article
    ours, theirs = standings[a.id], standings[b.id]
    if same_outlet(ours.origin, theirs.origin):
        return _common(0.9 if ours.is_stated and theirs.is_stated else 0.8, f"Both carry text of {ours.origin}.")
    if is_paste(a) and is_paste(b):
        return None
    for one, other in ((a, b), (b, a)):
        origin, house = standings[one.id].origin, standings[other.id].house
        if origin is None or same_outlet(origin, house) or standings[other.id].origin or standings[one.id].home:
            continue
        if is_paste(one):
            return _common(
                0.8, f"One is a story of {origin} that someone pasted in a thread; the other page is {_of(house)}."
            )
        if (house or is_paste(other)) and not is_told(shared, other, house) and not _is_earlier_by_day(other, one):
            return _common(0.7, f"One carries text of {origin}, and the other is {_of(house)}.")
    return None


def _is_earlier_by_day(one: Article, other: Article) -> bool:
    first, later = one.published, other.published
    return is_earlier(first, later) and first is not None and first.basis == "stated"


def _common(confidence: float, reason: str) -> Direction:
    return Direction(value="common_origin", confidence=confidence, reasons=(reason,))


def _of(house: str | None) -> str:
    return f"one of {house}" if house else "of an outlet that is not known"
