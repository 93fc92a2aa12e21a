"""Rules for dates that lean on another: weekdays, "last week", "two days later", "today". Match -> Reading"""

from __future__ import annotations

import re
from datetime import date, timedelta

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.words import (
    ABOUT,
    COUNT,
    EDGE,
    LEFT,
    PART_OF_DAY,
    PARTS_OF_DAY,
    UNIT,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    level,
    read_modifier,
    read_number,
    unit_size,
    weekday_number,
)  # fmt: skip
from copydesk.text.dates import (
    read_day,
    read_parts,
    shift_date,
    week_of,
    weekday_after,
    weekday_at_or_before,
    write_date,
)  # fmt: skip

_OF_DAY = rf"(?:\s+{PART_OF_DAY}(?!\s+(?:of|and)\b))?"
_DEICTIC = (
    r"(?P<which>last|past|this\s+past|this\s+coming|this|next|coming|previous|preceding|following|same|that\s+same|that|"
    r"current|prior)"
)
_DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overmorrow": 2}
_AHEAD = re.compile(r"\b(?:as\s+(?:early|soon)\s+as|until|till|by)\s+$", re.I)
_UNKNOWN = {"last": "PAST_REF", "past": "PAST_REF", "next": "FUTURE_REF", "coming": "FUTURE_REF"}
PATTERNS = {
    "weekday": rf"{LEFT}{EDGE}(?i:(?:the\s+)?(?P<which>last|this\s+past|this\s+coming|this|next|coming|previous|following|same|"
    rf"each|every)\s+)?{WEEKDAY}(?P<plural>s)?{_OF_DAY}(?!\w)",
    "day_word": rf"(?i:{LEFT}(?:mid-)?{EDGE}(?P<word>today|tonight|yesterday|tomorrow)\b{_OF_DAY})",
    "part_of_day": rf"(?i:{LEFT}{EDGE}(?P<which>this|last|that|the\s+next|the\s+following|the\s+same|the\s+previous)\s+{PART_OF_DAY})",
    "part_before_day": rf"(?i:{LEFT}{PART_OF_DAY}\s+(?P<word>yesterday|today|tomorrow)\b)",
    "day_before": r"(?i:(?<!\w)the\s+day\s+(?P<side>before\s+yesterday|after\s+tomorrow)\b)",
    "unit": rf"(?i:{LEFT}{EDGE}(?:the\s+)?{_DEICTIC}\s+(?:fiscal\s+|calendar\s+)?(?P<unit>day|week|weekend|month|year|"
    r"decade|century)(?![\w-]|['’]s\s+(?:first|second|third|fourth)))",
    "the_unit": rf"(?i:{LEFT}{EDGE}the\s+(?:full\s+|fiscal\s+|entire\s+)?(?P<unit>week|weekend|month|year)(?![\w-]))",
    "edge_of_unit": rf"(?i:{LEFT}(?P<edge>(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+(?:the\s+)?|year[-\s]end)"
    r"(?P<unit>week|month|year)?(?![\w-]))",
    "ago": rf"(?i:{LEFT}{ABOUT}(?:{COUNT}|(?P<one>an?))[-\s]+{UNIT}\s+(?:or\s+(?:so|more)\s+)?(?:ago|(?P<side>back)\b(?=[,.])))",
    "later": rf"(?i:{LEFT}{ABOUT}(?:{COUNT}|(?P<one>an?))\s+{UNIT}\s+(?P<side>later|earlier|before(?=[\s,.;])(?!\s+(?:he|she|it|they|"
    r"the|a|his|her|we|you|I)\b)|after(?=[,.;])|afterwards?|previously|hence|from\s+now))",
    "year_earlier": rf"(?i:{LEFT}(?:the\s+)?year-(?:earlier|ago)(?!\s+(?:quarter|period))\b)",
}


_DAYS = frozenset(("today", "tonight", "yesterday", "tomorrow"))
_CALENDAR_UNITS = frozenset(("day", "week", "weekend", "month", "year", "decade", "century"))
NEEDS = {
    "weekday": WEEKDAYS,
    **dict.fromkeys(("day_word", "part_before_day", "day_before"), _DAYS),
    "part_of_day": PARTS_OF_DAY,
    **dict.fromkeys(("unit", "the_unit"), _CALENDAR_UNITS),
    "edge_of_unit": frozenset(("end", "beginning", "start", "middle", "year")),
    **dict.fromkeys(("ago", "later", "year_earlier"), UNITS),
}


def read_weekday(match: re.Match[str], context: Context) -> Reading | None:
    """Read a weekday: the most recent one, the article's own day included, or the coming one where the verb says so."""
    weekday, which = weekday_number(match["weekday"]), level(match["which"] or "")
    suffix = _part(match)
    if match["plural"] or which in ("each", "every"):
        return Reading("SET", f"XXXX-WXX-{weekday + 1}{suffix}")
    kind = "TIME" if suffix else "DATE"
    here = context.day() if not context.is_narrative else read_day(context.previous())
    if which in ("previous", "following", "same"):
        here = read_day(context.previous()) or here
    if here is None:
        return Reading(kind, f"XXXX-WXX-{weekday + 1}{suffix}", read_modifier(match))  # type: ignore[arg-type]
    tense = context.tense_at(match.start("weekday"))
    has_bound = _AHEAD.search(context.text[max(0, match.start() - 16) : match.start()]) is not None
    is_ahead = tense == "future" or (has_bound and tense != "past")
    day = _weekday_by(which, here, weekday, is_ahead)
    return Reading(kind, day.isoformat() + suffix, read_modifier(match), here.isoformat())  # type: ignore[arg-type]


def _weekday_by(which: str, here: date, weekday: int, is_ahead: bool) -> date:
    if which in ("next", "this coming", "coming", "following") or (
        not which and is_ahead and here.weekday() != weekday
    ):
        return weekday_after(here, weekday)
    if which in ("last", "previous"):
        return weekday_at_or_before(here - timedelta(days=1), weekday)
    if which == "this" and is_ahead:
        return weekday_after(here - timedelta(days=1), weekday)
    return weekday_at_or_before(here, weekday)


def read_day_word(match: re.Match[str], context: Context) -> Reading | None:
    """Read "today", "yesterday", "tomorrow", "tonight", with the part of the day that stands beside it."""
    word = match["word"].lower()
    steps = _DAY_WORDS[word]
    suffix = "TNI" if word == "tonight" else _part(match)
    here = None if context.is_narrative else context.day()
    if here is None:
        value = "PRESENT_REF" if steps == 0 else "PAST_REF" if steps < 0 else "FUTURE_REF"
        return Reading("DATE", value, read_modifier(match))
    value = (here + timedelta(days=steps)).isoformat() + suffix
    return Reading("TIME" if suffix else "DATE", value, read_modifier(match), here.isoformat())


def read_part_of_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read "this morning", "last night", "that evening"."""
    which, part = level(match["which"]), _part(match)
    if which == "last" and part not in ("TNI", "TEV"):
        return None
    is_deictic = which in ("this", "last")
    here = read_day(context.base() if is_deictic else context.previous())
    if here is None:
        return None
    steps = {"this": 0, "last": -1, "that": 0, "the same": 0, "the previous": -1}.get(which, 1)
    return Reading("TIME", (here + timedelta(days=steps)).isoformat() + part, read_modifier(match), here.isoformat())


def read_day_before(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the day before yesterday"."""
    here = context.day()
    if here is None:
        return None
    steps = -2 if match["side"].lower().startswith("before") else 2
    return Reading("DATE", (here + timedelta(days=steps)).isoformat(), None, here.isoformat())


def read_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read "last year", "this week", "the following day", "that month"."""
    which, unit = level(match["which"]), level(match["unit"])
    points_back = which in ("previous", "preceding", "following", "same", "that same", "that", "prior") or unit == "day"
    if unit == "day" and which not in ("same", "that same", "that", "next", "following", "previous", "preceding"):
        return None
    if re.match(r"\s+of\b", context.text[match.end() : match.end() + 5]):
        return None
    here = context.previous() if points_back or context.is_narrative else context.base()
    steps = -1 if which in ("last", "past", "this past", "previous", "preceding", "prior") else 0
    steps += 1 if which in ("next", "coming", "following") else 0
    value = step_unit(here, steps, unit)
    if value is None:
        return Reading("DATE", _UNKNOWN.get(which.split()[-1], "PRESENT_REF")) if not points_back else None
    return Reading("DATE", value, read_modifier(match), here)


def read_the_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the week", "the end of the year": the one that the base lies in."""
    if match["edge"] is None and re.match(
        r"\s+(?:of|that|when|in\s+which|to|old)\b", context.text[match.end() : match.end() + 12]
    ):
        return None
    if match["edge"] is None and level(match["unit"]) in ("month", "year", "week") and context.is_narrative:
        return None
    if level(match["unit"]) == "year" and re.match(r"\s+end(?:ed|ing)\b", context.text[match.end() : match.end() + 9]):
        return Reading("DURATION", "P1Y", read_modifier(match))
    day, steps = context.day(), 0
    if level(match["unit"]) == "weekend" and day and day.weekday() < 5 and context.tense_at(match.start()) != "future":
        steps = -1
    value = step_unit(context.base(), steps, level(match["unit"]))
    return Reading("DATE", value, read_modifier(match), context.base()) if value else None


def read_edge_of_unit(match: re.Match[str], context: Context) -> Reading | None:
    """Read "year-end" and "the end of the month"."""
    edge = level(match["edge"])
    if edge.startswith("year"):
        base = context.parts()
        return Reading("DATE", f"{base.year:04d}-12-31", None, context.base()) if base and not match["unit"] else None
    value = step_unit(context.base(), 0, level(match["unit"])) if match["unit"] else None
    return Reading("DATE", value, read_modifier(match), context.base()) if value else None


def read_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two weeks ago": as exact as the unit is."""
    count = 1.0 if match["one"] else read_number(match["count"])
    here = context.base()
    if count is None or here is None:
        return Reading("DATE", "PAST_REF", read_modifier(match))
    size, unit = unit_size(match["unit"])
    if context.is_earnings and match["one"] and unit == "Y" and size == 1 and context.quarter:
        return Reading("DATE", year_before(context.quarter), None, here)
    value = _step(here, -round(count * size), unit)
    return Reading("DATE", value, read_modifier(match), here) if value else None


def read_later(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two days later", "a year earlier", counted from the date last told."""
    count, side = (1.0 if match["one"] else read_number(match["count"])), level(match["side"])
    size, unit = unit_size(match["unit"])
    here = (
        context.base() if side in ("from now", "hence") or (context.is_earnings and unit == "Y") else context.previous()
    )
    if count is None or here is None:
        return None
    if context.is_earnings and match["one"] and unit == "Y" and context.quarter and side == "earlier":
        return Reading("DATE", year_before(context.quarter), None, here)
    sign = -1 if side in ("earlier", "before", "previously") else 1
    value = _step(here, sign * round(count * size), unit)
    return Reading("DATE", value, read_modifier(match), here) if value else None


def read_year_earlier(match: re.Match[str], context: Context) -> Reading | None:
    """Read "year-earlier" in a report of earnings."""
    if context.quarter:
        return Reading("DATE", year_before(context.quarter), None, context.base())
    value = step_unit(context.base(), -1, "year")
    return Reading("DATE", value, None, context.base()) if value else None


def year_before(quarter: str) -> str:
    """Return the same quarter of the year before."""
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def step_unit(here: str | None, steps: int, unit: str) -> str | None:
    """Return the day, week, weekend, month, year, decade or century that lies `steps` from the one `here` is in."""
    parts = read_parts(here)
    if here is None or parts is None:
        return None
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        return str(parts.year // size + steps)
    if unit == "weekend":
        week = shift_date(here, steps, "W")
        return f"{week}-WE" if week else None
    return shift_date(here, steps, unit[0].upper())


def _step(here: str, count: int, unit: str) -> str | None:
    day = read_day(here)
    if unit in ("TH", "TM", "TS"):
        if day is None:
            return None
        return shift_date(here, round(count / 24) if unit == "TH" and abs(count) >= 24 else 0, "D")
    if unit == "W" and day is not None and abs(count) <= 3:
        return shift_date(here, 7 * count, "D")
    if unit == "W" and day is not None:
        return week_of(day + timedelta(days=7 * count))
    parts = read_parts(here)
    if unit == "M" and parts and parts.month is None:
        return write_date(parts.year + (1 if count >= 12 else -1 if count <= -12 else 0)) if abs(count) >= 12 else None
    return shift_date(here, count, unit)


def _part(match: re.Match[str]) -> str:
    part = match.groupdict().get("part")
    return f"T{load_lexicon('parts_of_day')[level(part)]}" if part else ""


READERS = {
    "weekday": read_weekday,
    "day_word": read_day_word,
    "part_of_day": read_part_of_day,
    "part_before_day": read_day_word,
    "day_before": read_day_before,
    "unit": read_unit,
    "the_unit": read_the_unit,
    "edge_of_unit": read_edge_of_unit,
    "ago": read_ago,
    "later": read_later,
    "year_earlier": read_year_earlier,
}
