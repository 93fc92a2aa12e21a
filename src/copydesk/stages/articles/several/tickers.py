"""Live blogs saved as text: lines with a clock time above each update. Marks -> Entry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.records import Published
from copydesk.stages.articles.several.entries import Entry
from copydesk.stages.articles.several.threads import prose_sums
from copydesk.stages.articles.text.headlines import LIVE
from copydesk.stages.articles.text.signals import Mark

_CLOCK = re.compile(
    r"^\W{0,3}(?:(?:updated|posted|published|at)(?: at)?:?\s)?(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::\d\d)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s\(?(?P<zone>[A-Z]{2,4}|Uhr)\b\)?)?\W*(?P<rest>.*)$",
    re.I | re.S,
)
_AGO = re.compile(
    r"^\W{0,3}(?:(?:updated|posted)\s)?(?P<count>\d{1,3}|an?)\s?(?P<unit>m|h|d|mins?|minutes?|hrs?|hours?|days?) ago\W*$",
    re.I,
)
_MINUTES = {"m": 1, "h": 60, "d": 1440}
_CALLED = re.compile(
    r"^live\b\s*[:|–—-]|\blive ?(?:blog|ticker|text)\b|\bticker\b|\b(?:latest|rolling|key) (?:updates|developments)\b",
    re.I,
)
_LIVE_WORDS = ("live", "ticker", "happened", "minute", "updates", "developments")
"""A word of each of these patterns: a quick look spares most lines them."""
_LEAST = 3
_LEAST_WORDS = 6
_SHARE = 0.75
_LONGEST_HEADING = 25
_LEAD_LINES = 15
_LONGEST_TIME = 60


class Clock(NamedTuple):
    """The line of a time and its minutes since midnight, or, if `ago`, before now; `bare` where nothing else stands there."""

    line: int
    minutes: int
    ago: bool
    bare: bool


def split_ticker(marks: Sequence[Mark], title: str | None = None) -> list[Entry]:
    """Return the updates of a live page, or nothing for a page that is none.

    The page must call itself live above its first update, its times must run one way, and most of its text must stand under
    them: a story that tells a night hour by hour, a programme and dated comments stay what they are.
    """
    read = [clock for i, mark in enumerate(marks) if (clock := _read_clock(mark, i))]
    clocks = [clock for clock, after in zip(read, [*read[1:], None], strict=False) if _has_text(marks, clock, after)]
    if len(clocks) < _LEAST or not _is_live(marks[: clocks[0].line], title) or not _run_one_way(clocks):
        return []
    headed_above = sum(_is_heading(marks, clock.line - 1) for clock in clocks) >= _SHARE * len(clocks)
    firsts = [clock.line - (headed_above and _is_heading(marks, clock.line - 1)) for clock in clocks]
    lasts = [*firsts[1:], _end(marks, clocks[-1].line)]
    sums = prose_sums(marks)
    if sums[lasts[-1]] - sums[firsts[0]] < _SHARE * sums[lasts[-1]]:
        return []
    days = _days(marks, clocks)
    return [
        Entry(
            lead=first if place else 0,
            first=first,
            last=last,
            heading=_heading(marks, clock, first, last),
            published=day,
        )
        for place, (clock, first, last, day) in enumerate(zip(clocks, firsts, lasts, days, strict=True))
    ]


def mark_times(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with lines that are a time and no more as such."""
    clocks = (_read_clock(mark, i) for i, mark in enumerate(marks))
    return [
        mark._replace(kind="date", rule="articles.update_time") if clock and clock.bare else mark
        for mark, clock in zip(marks, clocks, strict=True)
    ]


def _read_clock(mark: Mark, line: int) -> Clock | None:
    text = mark.line.text
    ago = _AGO.match(text) if len(text) < _LONGEST_TIME else None
    if ago:
        count = int(ago["count"]) if ago["count"].isdigit() else 1
        return Clock(line, count * _MINUTES[ago["unit"][0].casefold()], ago=True, bare=True)
    found = _CLOCK.match(text) if text[:1].isdigit() or len(text) < _LONGEST_TIME else None
    if found is None or not (found["rest"] == "" or found["rest"][0].isupper() or found["rest"][0] in "“\"‘'"):
        return None
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return Clock(line, hour * 60 + int(found["minute"]), ago=False, bare=not found["rest"])


def _has_text(marks: Sequence[Mark], clock: Clock, after: Clock | None) -> bool:
    end = after.line if after else len(marks)
    return sum(mark.line.words for mark in marks[clock.line : end] if mark.kind == "prose") >= _LEAST_WORDS


def _is_live(lead: Sequence[Mark], title: str | None) -> bool:
    texts = [title or "", *(mark.line.text for mark in lead[-_LEAD_LINES:])]
    return any(map(says_live, texts))


def says_live(text: str) -> bool:
    """Return whether a line says that a page is told as things happen."""
    folded = text.casefold()
    return any(word in folded for word in _LIVE_WORDS) and bool(LIVE.search(text) or _CALLED.search(text))


def _run_one_way(clocks: Sequence[Clock]) -> bool:
    """Return whether nearly all times run forward or nearly all back; a night may lie between two of them."""
    steps = [after.minutes - before.minutes for before, after in pairwise(clocks)]
    forward, back = sum(step >= 0 for step in steps), sum(step <= 0 for step in steps)
    return max(forward, back) >= _SHARE * len(steps)


def _is_heading(marks: Sequence[Mark], i: int) -> bool:
    return i >= 0 and marks[i].kind == "short" and 2 <= marks[i].line.words <= _LONGEST_HEADING


def _heading(marks: Sequence[Mark], clock: Clock, first: int, last: int) -> int | None:
    """Return the line of an update's heading: above its time, beside it, or below it, if text follows."""
    if first < clock.line:
        return first
    place = clock.line + clock.bare
    follows = any(mark.kind == "prose" for mark in marks[place + 1 : last])
    return place if follows and _is_heading(marks, place) else None


def _end(marks: Sequence[Mark], first: int) -> int:
    ends = (i for i in range(first + 1, len(marks)) if marks[i].kind in ("tail", "comments", "newsletter"))
    return next(ends, len(marks))


def _days(marks: Sequence[Mark], clocks: Sequence[Clock]) -> list[Published | None]:
    """Return the day of each update: the last full date on a line of its own above its text."""
    days: list[Published | None] = []
    day, at = None, 0
    for clock in clocks:
        for mark in marks[at : clock.line + 1]:
            if mark.date and mark.date.value:
                why = f"The line “{mark.line.text}” above the update gives the day."
                day = Published(value=mark.date.value, basis="stated", why=why)
        days.append(day)
        at = clock.line + 1
    return days
