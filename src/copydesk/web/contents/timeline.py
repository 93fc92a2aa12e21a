"""The timeline: a band and a list of the same events, by person, outlet and kind. Leaf -> what its template prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from copydesk.index import Index
from copydesk.records import Event
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.band import STATUSES, draw_band
from copydesk.web.wording import UNSURE

MOST_CHOICES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the events can be filtered by: a name for the address, a label, and each value with its words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the events that fit what is chosen, by date, their band, and what can be chosen.

    Live, the choice is made here; the report prints all events with what they fit, and its script hides the others.
    """
    index, every = leaf.story.index, leaf.story.rows("timeline")
    chosen = [event for event in every if fits(event, leaf.choice, index)]
    shown = leaf.part("timeline", chosen)
    return {
        "filters": find_filters(every, index),
        "chosen": chosen,
        "days": days(shown),
        "band": draw_band(chosen, leaf.links),
        "pages": leaf.pages("timeline", chosen),
        "unsure": UNSURE,
        "values": lambda event: {name: find(event, index) for name, find in FINDERS.items()},
    }


def days(events: Iterable[Event]) -> list[tuple[str, tuple[Event, ...]]]:
    """Return events that come in order of their dates by date, the weightiest of a day first."""
    return [(date, tuple(found)) for date, found in groupby(events, key=lambda event: event.date)]


def fits(event: Event, choice: Mapping[str, str], index: Index) -> bool:
    """Return whether an event fits all that is chosen; a choice of nothing fits every event."""
    return all(
        not value or name not in FINDERS or value in FINDERS[name](event, index) for name, value in choice.items()
    )


def find_filters(events: Sequence[Event], index: Index) -> tuple[Filter, ...]:
    """Return what events can be filtered by, the values with most events first and cut off after so many."""
    people = _common(events, _people, index)
    outlets = _common(events, _outlets, index)
    kinds = {status for event in events for status in _kinds(event, index)}
    return (
        Filter(name="person", label="Person", options=tuple((name, index.who(name) or name) for name in people)),
        Filter(name="outlet", label="Outlet", options=tuple((name, name) for name in outlets)),
        Filter(name="kind", label="Kind", options=tuple((name, name) for name in STATUSES if name in kinds)),
    )


Finder = Callable[[Event, Index], Sequence[str]]


def _people(event: Event, index: Index) -> Sequence[str]:
    return event.participants


def _outlets(event: Event, index: Index) -> Sequence[str]:
    return tuple(dict.fromkeys(index.outlet(ref.article) for ref in event.evidence))


def _kinds(event: Event, index: Index) -> Sequence[str]:
    return (event.status,)


FINDERS: dict[str, Finder] = {"person": _people, "outlet": _outlets, "kind": _kinds}
"""The name of a filter -> the values of it that an event fits."""


def _common(events: Iterable[Event], find: Finder, index: Index) -> list[str]:
    counted = Counter(value for event in events for value in find(event, index))
    return [name for name, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_CHOICES]]
