"""A story's events on a band, left to right. Event -> Markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from copydesk.records import Event
from copydesk.text.dates import first_day
from copydesk.web.links import Links
from copydesk.web.pictures.drawing import label, link, picture, spread
from copydesk.web.wording import say_count, say_date

WIDTH, HEIGHT, EDGE, BAR = 960, 132, 24, 9
FLOOR = HEIGHT - 22
MOST_BARS = 90
"""More days than this are drawn by month, more months by year."""
STATUSES = ("happened", "planned", "denied", "hypothetical")


def draw_band(events: Sequence[Event], links: Links) -> Markup:
    """Return a bar for each day (or month, or year) that is as high as it has events; none where no event has a day.

    A bar leads to the first of its events that is shown.
    """
    bars = _bars(events)
    days = {name: day for name in bars if (day := first_day(name))}
    if not days:
        return Markup("")
    spots = spread(days.values(), EDGE, WIDTH - EDGE)
    places = {name: spots[day] for name, day in sorted(days.items(), key=lambda one: (one[1], one[0]))}
    unit = (FLOOR - 14) / max(6, *map(len, bars.values()))
    shapes = [Markup('<path class="axis" d="M0 {0}.5H{1}"/>').format(FLOOR, WIDTH)]
    shapes += [_bar(bars[name], (say_date(name), x, unit), links) for name, x in places.items()]
    return picture("band", (WIDTH, HEIGHT), [*shapes, *_ticks(places)])


def _bars(events: Sequence[Event]) -> dict[str, list[Event]]:
    """Return the events by their day, month or year, whichever gives few enough bars; a date keeps how precise it is."""
    dated = [event for event in events if first_day(event.date)]
    found: dict[str, list[Event]] = {}
    for length in (10, 7, 4):
        found = {}
        for event in dated:
            found.setdefault(event.date.partition("/")[0][:length], []).append(event)
        if len(found) <= MOST_BARS:
            break
    return found


def _bar(events: list[Event], place: tuple[str, float, float], links: Links) -> Markup:
    """Return the bar at a place: its date in words, its middle, and how high one event is; what happened stands below."""
    said, x, unit = place
    counted: Counter[str] = Counter(event.status for event in events)
    y, pieces = float(FLOOR), Markup("")
    for status in STATUSES:
        height = counted[status] * unit
        y -= height
        if height:
            pieces += Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
                status, x - BAR / 2, y, BAR, max(2.0, height - 1)
            )
    address = next((found for event in events if (found := links.record(event.id))), None)
    return link(address, f"{said}: {say_count(len(events), 'event')}", pieces)


def _ticks(places: dict[str, float]) -> Iterator[Markup]:
    """Yield the dates below the band, as many as there is room for."""
    free = float("-inf")
    for name, x in places.items():
        if x >= free:
            anchor = "start" if x < 60 else "end" if x > WIDTH - 60 else "middle"
            yield label(x, HEIGHT - 6, say_date(name), kind="faint", anchor=anchor)
            yield Markup('<path class="axis" d="M{:.1f} {}v4"/>').format(x, FLOOR)
            free = x + 125
