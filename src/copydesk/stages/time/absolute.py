"""Rules for dates that name a month or a year: "June 6, 2017", "6 June", "early March", "1990". Match -> Reading"""

from __future__ import annotations

import re
from datetime import date, timedelta

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.words import (
    A_DIGIT,
    DAY,
    EDGE,
    HOLIDAY,
    LEFT,
    MONTH,
    MONTHS,
    PART_OF_DAY,
    WEEKDAY,
    YEAR,
    level,
    month_number,
    read_modifier,
    words_of,
)
from copydesk.text.dates import Parts, nearest_year, read_parts, weekday_after, write_date

_WEEKDAY_FIRST = rf"(?:{WEEKDAY}(?:\s*,)?\s+(?:the\s+)?)?"
_MONTH_DAY = rf"(?:{_WEEKDAY_FIRST}{MONTH}\s+(?:the\s+)?{DAY})"
_DAY_MONTH = rf"(?:{_WEEKDAY_FIRST}{DAY}\s+(?:of\s+)?{MONTH})"
_PLAIN_MONTH = re.sub(r"\?P<\w+>", "?:", MONTH)
_FAR_END = re.compile(
    rf"\s*(?:[-–—,]|to|and|until|till|through|or)\s*(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?"
    rf"(?P<month>{_PLAIN_MONTH})?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s*{YEAR}"
)
_MONTH_AND_DAY = re.compile(rf"(?P<month>{_PLAIN_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-–]$")
_PREVIOUS_WORD = re.compile(r"(?:^|\W)([A-Za-z]+)[\s-]*$")
_WHICH = r"(?i:(?P<which>last|past|this|this\s+past|this\s+coming|next|each|every)\s+)?"
_PART_OF = rf"(?i:(?:the\s+)?{PART_OF_DAY}\s+of\s+)?"
_DEADLINE = re.compile(r"\b(?:by|until|till)\s+$", re.I)
_NEAR_MONTHS = 2
PATTERNS = {
    "iso": r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",
    "numeric": r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d(?=\W|$))(?![\d/])",
    "month_day_year": rf"(?i:{LEFT}{_PART_OF}(?:{_MONTH_DAY}(?:\s*,)?\s+(?:of\s+)?{YEAR}))",
    "day_month_year": rf"(?i:{LEFT}{_PART_OF}(?:the\s+)?{_DAY_MONTH}(?:\s*,)?\s+(?:of\s+)?{YEAR})",
    "first_day": rf"{LEFT}{DAY}(?=\s*(?:[-–]|to|and)\s*(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH})",
    "second_day": rf"(?<=\d[-–])(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?![\d:/%-]|[.,]\d)(?:,?\s+{YEAR})?",
    "month_day": rf"{LEFT}{_PART_OF}{_MONTH_DAY}(?!\d)",
    "day_month": rf"{LEFT}{_PART_OF}(?:the\s+)?{_DAY_MONTH}\b",
    "day_of_that_year": rf"{LEFT}(?:(?:the\s+)?{_DAY_MONTH}|{_MONTH_DAY.replace('?P<', '?P<first_')})\s+of\s+(?P<deictic>that|the\s+same|this|last)\s+year\b",
    "month_before_christ": rf"{LEFT}{EDGE}{MONTH}\s+(?P<number>\d{{1,4}})\s+(?:B\.C\.(?:E\.)?|BCE?\b)",
    "month_year": rf"{LEFT}{EDGE}{MONTH}(?:\s*,)?\s+(?:of\s+)?(?:{YEAR}|(?P<deictic>last|this|next|that|the\s+same|the\s+following|"
    r"the\s+next|the\s+previous)\s+year\b)",
    "month": rf"{LEFT}{EDGE}{_WHICH}{MONTH}(?!\s*\d|['’]s\s+[A-Z])",
    "holiday": rf"{LEFT}(?:(?P<which>last|this|next)\s+)?{HOLIDAY}(?:(?:\s*,)?\s+{YEAR})?",
}


NEEDS = {
    **dict.fromkeys(("iso", "numeric", "second_day"), A_DIGIT),
    **dict.fromkeys(("month_day_year", "day_month_year", "first_day", "month_day", "day_month"), MONTHS),
    **dict.fromkeys(("day_of_that_year", "month_before_christ", "month_year", "month"), MONTHS),
    "holiday": words_of(load_lexicon("holidays")),
}


def read_iso(match: re.Match[str], context: Context) -> Reading | None:
    """Read "2017-06-06"."""
    value = write_date(*(int(match[part]) for part in ("year", "month", "day")))
    return Reading("DATE", value) if value else None


def read_numeric(match: re.Match[str], context: Context) -> Reading | None:
    """Read "6/7/2017" month first, as in the United States, or day first where the article does; "30.6.2017" day first."""
    year = (
        int(match["year"]) if len(match["year"]) == 4 else int(match["year"]) + (1900 if match["year"] > "40" else 2000)
    )
    first, second = int(match["first"]), int(match["second"])
    month, day = (first, second) if match["mark"] == "/" and not context.is_day_first else (second, first)
    value = write_date(year, month, day) or write_date(year, day, month)
    return Reading("DATE", value) if value and month and day else None


def read_full_date(match: re.Match[str], context: Context) -> Reading | None:
    """Read a date with month, day and year."""
    value = write_date(int(match["year"]), month_number(match["month"]), int(match["day"]))
    return _day_reading(value, match, None) if value else None


def _day_reading(value: str, match: re.Match[str], anchor: str | None) -> Reading:
    part = match.groupdict().get("part")
    if part is None:
        return Reading("DATE", value, None, anchor)
    return Reading("TIME", f"{value}T{load_lexicon('parts_of_day')[level(part)]}", None, anchor)


def read_month_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read "On July 25" in the year that the far end of its range names, that the narrative is in, or that lies nearest."""
    month, day = month_number(match["month"]), int(match["day"])
    if not write_date(2000, month, day):
        return None
    base, year = context.parts(), _year_of_far_end(match, context, month)
    if year is None and base is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    year = year or pick_year(match, context, month, day)
    value = write_date(year, month, day)
    return _day_reading(value, match, context.base()) if value else None


def read_second_day(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "7" of "June 5-7, 2017": a day of the month that stands before it."""
    before = _MONTH_AND_DAY.search(context.text[max(0, match.start() - 24) : match.start()])
    told = read_parts(context.told)
    if before is None or not (match["year"] or told) or int(before["day"]) >= int(match["day"]):
        return None
    year = int(match["year"]) if match["year"] else told.year  # type: ignore[union-attr]
    value = write_date(year, month_number(before["month"]), int(match["day"]))
    return Reading("DATE", value) if value else None


def read_day_of_that_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "July 25 of that year"."""
    month, day = match["month"] or match["first_month"], match["day"] or match["first_day"]
    word = level(match["deictic"])
    base = read_parts(context.previous() if word in ("that", "the same") else context.base())
    value = base and write_date(base.year - (word == "last"), month_number(month), int(day))
    return Reading("DATE", value, None, context.previous()) if value else None


def read_month_before_christ(match: re.Match[str], context: Context) -> Reading | None:
    """Read "June 479 BC"."""
    return Reading("DATE", f"BC{int(match['number']):04d}-{month_number(match['month']):02d}", read_modifier(match))


def read_month_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "early June 1990" or "January this year"."""
    if match["year"]:
        year = int(match["year"])
    else:
        word = level(match["deictic"])
        base = context.parts() if word in ("last", "this", "next") else read_parts(context.previous())
        if base is None:
            return None
        steps = {"last": -1, "previous": -1, "next": 1, "following": 1}
        year = base.year + steps.get(word.removeprefix("the "), 0)
    value = write_date(year, month_number(match["month"]))
    return Reading("DATE", value, read_modifier(match)) if value else None


def read_month(match: re.Match[str], context: Context) -> Reading | None:
    """Read a month's name alone: the nearest such month. "May" and "March" need a word before them that asks for a month."""
    month, which = month_number(match["month"]), level(match["which"] or "")
    if not (which or match["edge"] or _is_month(match) or _FAR_END.match(context.text, match.end())):
        return None
    if which in ("each", "every"):
        return Reading("SET", f"XXXX-{month:02d}")
    base, year = context.parts(), _year_of_far_end(match, context, month)
    if year is None and base is None:
        return Reading("DATE", f"XXXX-{month:02d}", read_modifier(match))
    if year is None and which.startswith(("last", "past", "next", "this")):
        year = _year_by_word(which, base, month)  # type: ignore[arg-type]
    value = write_date(year or pick_year(match, context, month), month)
    return Reading("DATE", value, read_modifier(match), context.base()) if value else None


def pick_year(match: re.Match[str], context: Context, month: int, day: int | None = None) -> int:
    """Return the year of a date that names none.

    In a narrative it goes on from the date last told, January after December in the next year; in news it is the year
    that makes it nearest, unless the tense rules that out.
    """
    base = context.parts()
    if base is None:
        return 1
    if context.is_narrative:
        return base.year + (1 if month - (base.month or 1) <= -8 else 0)
    year = nearest_year(base, month, day)
    tense = context.tense_at(match.start(), is_direct=True)
    if base.month is None:
        return year
    is_deadline = _DEADLINE.search(match.string[max(0, match.start() - 8) : match.start()]) is not None
    if tense == "present" or (tense is None and is_deadline):  # "takes effect Oct. 29", "payable by Dec. 10"
        tense = "future"
    here, there = (base.month, base.day or 0), (month, day or 0)
    if base.day is None or day is None:
        here, there = (base.month, 0), (month, 0)
    if (year, *there) > (base.year, *here) and tense != "future" and _may_be_told(match, base, year, month, tense):
        return base.year if there <= here else base.year - 1
    if tense == "future" and (year, *there) < (base.year, *here):
        return base.year if there >= here else base.year + 1
    return year


def _may_be_told(match: re.Match[str], base: Parts, year: int, month: int, tense: str | None) -> bool:
    """Tell whether a date that lies nearest in the future is told as past after all.

    "On" and "in" say when a past verb happened, "to" and "of" do not; a day with no verb of its own is past if the coming
    one is months away.
    """
    word = _PREVIOUS_WORD.search(match.string[max(0, match.start() - 16) : match.start()])
    cue = word[1].lower() if word else ""
    if cue == "since" or (tense == "past" and cue in ("on", "in", "early", "late")):
        return True
    distance = (year - base.year) * 12 + month - (base.month or 1)
    if tense == "past":
        return cue not in load_lexicon("prepositions") and distance >= _NEAR_MONTHS
    return tense is None and cue in ("on", "in") and distance > _NEAR_MONTHS


def read_holiday(match: re.Match[str], context: Context) -> Reading | None:
    """Read a holiday with a fixed place in the calendar."""
    rule = next(value for form, value in load_lexicon("holidays").items() if level(form) == level(match["holiday"]))
    base = Parts(int(match["year"])) if match["year"] else context.parts()
    if base is None:
        return None
    month, _, place = rule.partition("-")
    year = _year_by_word(match["which"] or "", base, int(month)) if match["which"] else None
    if year is None:
        year = nearest_year(base, int(month), None)
    return Reading("DATE", _day_of_holiday(year, int(month), place))


def _day_of_holiday(year: int, month: int, place: str) -> str:
    if "TH" not in place:
        return f"{year:04d}-{month:02d}-{place}"
    number, _, weekday = place.partition("TH-")
    first = weekday_after(date(year, month, 1) - timedelta(days=1), int(weekday))
    return (first + timedelta(days=7 * (int(number) - 1))).isoformat()


def _year_by_word(which: str, base: Parts, month: int) -> int:
    here = base.month or month
    if which.startswith(("last", "past", "this past")) or which == "this past":
        return base.year if month < here else base.year - 1
    if which.startswith(("next", "this coming")):
        return base.year if month > here else base.year + 1
    return base.year


def _year_of_far_end(match: re.Match[str], context: Context, month: int) -> int | None:
    far = _FAR_END.match(context.text, match.end())
    if far is None:
        return None
    if far[0].lstrip().startswith(",") and far["month"] is None:
        return None
    later = month_number(far["month"]) if far["month"] else month
    return int(far["year"]) - (1 if month > later else 0)


def _is_month(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()]
    after = match.string[match.end() : match.end() + 2]
    word = _PREVIOUS_WORD.search(before)
    if word and word[1].lower() in load_lexicon("month_cues") and not before.rstrip().endswith((".", ",")):
        return True
    if month_number(match["month"]) in (3, 5) or re.match(r"\s[A-Z]", after):
        return False
    if re.search(r"(?:[A-Z][a-z]*\.?)\s+$", before):  # "Ms. April", "Augusta June"
        return False
    return match["month"].endswith(".") or len(match["month"]) > 3


READERS = {
    "iso": read_iso,
    "numeric": read_numeric,
    "month_day_year": read_full_date,
    "day_month_year": read_full_date,
    "first_day": read_month_day,
    "second_day": read_second_day,
    "month_day": read_month_day,
    "day_month": read_month_day,
    "day_of_that_year": read_day_of_that_year,
    "month_before_christ": read_month_before_christ,
    "month_year": read_month_year,
    "month": read_month,
    "holiday": read_holiday,
}
