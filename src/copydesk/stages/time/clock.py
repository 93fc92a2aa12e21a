"""Rules for times of day: "9 p.m. ET Tuesday", "noon Thursday", "15:11 GMT". Match -> Reading"""

from __future__ import annotations

import re
from datetime import timedelta

from copydesk.stages.time.absolute import pick_year
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.words import A_DIGIT, DAY, LEFT, MONTH, WEEKDAY, YEAR, month_number, weekday_number
from copydesk.text.dates import read_day, weekday_after, weekday_at_or_before, write_date

_ZONE = r"(?:\s+\(?(?:E[DS]?T|C[DS]T|M[DS]T|P[DS]?T|GMT|UTC|BST|CES?T|[Ll]ocal\s+time|Eastern(?:\s+[Tt]ime)?)\b\)?)?"
_WHEN = (
    rf"(?:(?:\s*,)?\s+(?:on\s+)?(?:(?P<word>today|tonight|yesterday|tomorrow)\b|(?:{WEEKDAY}(?!\w)\s*,?\s*)?(?:{MONTH}\s+{DAY}(?:(?:\s*,)?\s+{YEAR})?)|"
    rf"{WEEKDAY.replace('?P<weekday>', '?P<only>')}(?!\w)))?"
)
PATTERNS = {
    "clock": rf"{LEFT}(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>[ap])\.?\s?m(?:\.|\b){_ZONE}{_WHEN}",
    "clock_of_day": rf"{LEFT}(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?!\d|:\d|\s?[ap]\.?m)(?:\s*(?:GMT|UTC|BST|CES?T|E[DS]T|local\s+time|hours))?{_WHEN}",
    "oclock": rf"(?i:{LEFT}(?P<hour>1[0-2]|[1-9])\s+o['’]clock(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening))?)",
    "noon": rf"{LEFT}(?P<name>[Nn]oon|[Mm]idnight|[Mm]idday)\b{_WHEN}",
}


NEEDS = {
    **dict.fromkeys(("clock", "clock_of_day", "oclock"), A_DIGIT),
    "noon": frozenset(("noon", "midnight", "midday")),
}


def read_clock(match: re.Match[str], context: Context) -> Reading | None:
    """Read a time of day with the day beside it; without one it is a time of the day last told or of the article's."""
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), groups.get("minute")
    half = groups.get("half") or {"m": "a", "a": "p", "e": "p"}.get((groups.get("part") or " ")[0].lower())
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return Reading("TIME", f"{_day(match, context)}T{hour:02d}:{minute or '00'}", None, context.base())


def read_noon(match: re.Match[str], context: Context) -> Reading | None:
    """Read "noon", "midnight", "midday"."""
    name = match["name"].lower()
    time = "T24:00" if name == "midnight" else "T12:00"
    return Reading("TIME", _day(match, context) + time, None, context.base())


def _day(match: re.Match[str], context: Context) -> str:
    groups, here = match.groupdict(), context.day()
    if groups.get("month"):
        month, day = month_number(groups["month"]), int(groups["day"])
        year = int(groups["year"]) if groups["year"] else None
        if year is None and context.parts() is None:
            return f"XXXX-{month:02d}-{day:02d}"
        return write_date(year or pick_year(match, context, month, day), month, day) or "XXXX-XX-XX"
    if groups.get("only"):
        weekday = weekday_number(groups["only"])
        if here is None:
            return f"XXXX-WXX-{weekday + 1}"
        is_ahead = context.tense_at(match.start("only")) == "future"
        return (weekday_after if is_ahead else weekday_at_or_before)(here, weekday).isoformat()
    if groups.get("word") and here:
        steps = {"yesterday": -1, "tomorrow": 1}.get(groups["word"], 0)
        return (here + timedelta(days=steps)).isoformat()
    told = read_day(context.previous()) or here
    return told.isoformat() if told else "XXXX-XX-XX"


READERS = {"clock": read_clock, "clock_of_day": read_clock, "oclock": read_clock, "noon": read_noon}
