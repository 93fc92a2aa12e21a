"""What a third copy tells of two that nothing else sets in order: readings and text that two share against one. Copies -> Copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from copydesk.records import Copy, Direction, Edit, Span

Links = Mapping[str, Mapping[str, Copy]]
Change = tuple[Span, str]
"""A place in the third article, and what another one has there."""

_SAME = 3
"""Two desks of like habits may hit on so few changes each for itself."""
_NEARLY_ALL = 0.8
_PARAGRAPH = 100
"""Characters that one article lost and that are no mere trim."""
_MOST = 12
"""Third articles that are asked: more make it no clearer."""


def ask_thirds(copies: Sequence[Copy]) -> tuple[Copy, ...]:
    """Return the copies; a pair that was undecided is told where all the third articles that know say the same."""
    links: dict[str, dict[str, Copy]] = defaultdict(dict)
    for copy in copies:
        if copy.kind != "excerpt":
            links[copy.a][copy.b] = links[copy.b][copy.a] = copy
    return tuple(_settled(copy, links) if copy.b in links[copy.a] else copy for copy in copies)


def _settled(copy: Copy, links: Links) -> Copy:
    if copy.direction.value != "undecided":
        return copy
    thirds = sorted(links[copy.a].keys() & links[copy.b].keys())[:_MOST]
    found = [one for third in thirds for one in _answers(copy.a, copy.b, third, links)]
    if len({one.value for one in found}) != 1:
        return copy
    best = max(found, key=lambda one: (one.confidence, one.reasons))
    return replace(copy, direction=best)


def _answers(a: str, b: str, third: str, links: Links) -> Iterator[Direction]:
    """Yield what a third article says of the order of two."""
    ways = _way(third, links[third][a]), _way(third, links[third][b])
    if ways == ("in", "out"):
        yield _told("a_to_b", 0.75, "By way of a third article, which was copied from the one and copied by the other.")
    elif ways == ("out", "in"):
        yield _told("b_to_a", 0.75, "By way of a third article, which was copied from the one and copied by the other.")
    elif ways == ("out", "out"):
        yield from _of_one_original(a, b, third, links)
    elif "out" not in ways:
        yield from _of_lost_text(a, b, third, links)


def _of_one_original(a: str, b: str, third: str, links: Links) -> Iterator[Direction]:
    """Yield whether two copies of the third article were made each by itself, or one of the other."""
    ours, theirs = _changes(third, links[third][a]), _changes(third, links[third][b])
    both = ours & theirs
    if len(both) < _SAME or 2 * len(both) < min(len(ours), len(theirs)):
        yield _told("common_origin", 0.7, "Both are copies of a third article, and neither has the other's changes.")
    elif len(both) >= _NEARLY_ALL * len(ours) and len(theirs) >= len(both) + _SAME:
        yield _told("a_to_b", 0.8, _inherited(both, ours, theirs))
    elif len(both) >= _NEARLY_ALL * len(theirs) and len(ours) >= len(both) + _SAME:
        yield _told("b_to_a", 0.8, _inherited(both, theirs, ours))


def _inherited(both: frozenset[Change], made: frozenset[Change], all_: frozenset[Change]) -> str:
    words = next((f", such as “{after}”" for _, after in sorted(both) if after), "")
    return (
        f"Of {len(made)} changes that one made to the text of a third article the other has {len(both)}{words}, "
        f"and {len(all_) - len(both)} of its own."
    )


def _of_lost_text(a: str, b: str, third: str, links: Links) -> Iterator[Direction]:
    """Yield who lost text that the third article has too: what two share is no addition of one."""
    ours, theirs = _lost(a, b, third, links), _lost(b, a, third, links)
    if ours >= _PARAGRAPH and not theirs:
        yield _told("a_to_b", 0.65, "A third article shares text with the one that the other lacks.")
    elif theirs >= _PARAGRAPH and not ours:
        yield _told("b_to_a", 0.65, "A third article shares text with the one that the other lacks.")


def _lost(one: str, other: str, third: str, links: Links) -> int:
    """Return how many characters `one` shares with the third article and not with the other."""
    with_third, with_other = _held(one, links[one][third]), _held(one, links[one][other])
    size = max(len(with_third), len(with_other))
    lost = np.pad(with_third, (0, size - len(with_third))) & ~np.pad(with_other, (0, size - len(with_other)))
    return int(lost.sum())


def _held(article: str, copy: Copy) -> npt.NDArray[np.bool_]:
    """Return which characters of the article stand in passages of the copy, but for what only the article has."""
    first = article == copy.a
    spans = [passage.a_span if first else passage.b_span for passage in copy.passages]
    held = np.zeros(max(span.end for span in spans), dtype=np.bool_)
    for span in spans:
        held[span.start : span.end] = True
    for edit in _edits(copy):
        span, other = (edit.a_span, edit.after) if first else (edit.b_span, edit.before)
        if not other:
            held[span.start : span.end] = False
    return held


def _changes(third: str, copy: Copy) -> frozenset[Change]:
    first = third == copy.a
    return frozenset(
        (edit.a_span, edit.after.casefold()) if first else (edit.b_span, edit.before.casefold())
        for edit in _edits(copy)
    )


def _edits(copy: Copy) -> list[Edit]:
    return [edit for passage in copy.passages for edit in passage.edits]


def _way(article: str, copy: Copy) -> str:
    """Tell whether the article was copied ("out"), is the copy ("in"), or neither is known."""
    if copy.direction.value in ("common_origin", "undecided"):
        return copy.direction.value
    return "out" if (copy.direction.value == "a_to_b") == (article == copy.a) else "in"


def _told(value: str, confidence: float, reason: str) -> Direction:
    assert value in ("a_to_b", "b_to_a", "common_origin")
    return Direction(value=value, confidence=confidence, reasons=(reason,))  # type: ignore[arg-type]
