"""Calendar arithmetic on ISO dates that may be partial ("2017-06"), weeks, quarters or intervals. Text -> text"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_DAYS_OF = {"D": 1, "W": 7}


class Parts(NamedTuple):
    """Year, month and day of a partial date; what it leaves open is `None`."""

    year: int
    month: int | None = None
    day: int | None = None


def read_parts(value: str | None) -> Parts | None:
    """Return the parts of "2017", "2017-06" or "2017-06-06" (a time of day is passed over), or None for anything else."""
    found = _PARTIAL.fullmatch(value or "")
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or (month is not None and not 1 <= month <= 12):
        return None
    if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return Parts(year, month, day)


def read_day(value: str | None) -> date | None:
    """Return the day that `value` names, or None where it is not a full date."""
    parts = read_parts(value)
    return date(*parts) if parts and parts.month and parts.day else None  # type: ignore[arg-type]


def write_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the ISO form of a date with the parts given, or None where there is no such day."""
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return text if 1 <= year <= 9999 and read_parts(text) else None


def first_day(value: str | None) -> date | None:
    """Return the first day of a date, month, year, week, quarter or interval."""
    return _edges(value)[0]


def last_day(value: str | None) -> date | None:
    """Return the last day of a date, month, year, week, quarter or interval."""
    return _edges(value)[1]


def covers(whole: str, part: str) -> bool:
    """Tell whether every day of `part` lies in `whole`."""
    (start, end), (first, last) = _edges(whole), _edges(part)
    return bool(start and end and first and last and start <= first and last <= end)


def shift_date(value: str, count: int, unit: str) -> str | None:
    """Return the year, month, quarter, week or day (`unit` Y, M, Q, W or D) that lies `count` units from `value`.

    The answer is no finer than the unit: two months after 6 June is August. None where `value` is too coarse for it.
    """
    parts = read_parts(value)
    if parts is None:
        return None
    if unit == "Y":
        return write_date(parts.year + count)
    if unit in ("M", "Q"):
        if parts.month is None:
            return None
        size = 3 if unit == "Q" else 1
        year, index = divmod(parts.year * 12 // size + (parts.month - 1) // size + count, 12 // size)
        return write_date(year, index + 1) if unit == "M" else f"{year:04d}-Q{index + 1}"
    day = read_day(value)
    if day is None or not 1 <= day.toordinal() + count * _DAYS_OF[unit] <= date.max.toordinal():
        return None
    moved = day + timedelta(days=count * _DAYS_OF[unit])
    return week_of(moved) if unit == "W" else moved.isoformat()


def week_of(day: date) -> str:
    """Return the ISO week of a day ("2017-W23")."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> str:
    """Return the calendar quarter of a day ("2017-Q2")."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def weekday_at_or_before(day: date, weekday: int) -> date:
    """Return the most recent such weekday (0 is Monday), the day itself included."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    """Return the next such weekday, the day itself left out."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def nearest_year(anchor: Parts, month: int, day: int | None = None) -> int:
    """Return the year in which the month (or day) lies nearest to `anchor`; the past wins a tie.

    An anchor that knows its year alone gives that year.
    """
    if anchor.month is None:
        return anchor.year
    if day is None or anchor.day is None:
        distance = month - anchor.month
        return anchor.year + (-1 if distance >= 6 else 1 if distance < -6 else 0)
    here = date(anchor.year, anchor.month, anchor.day)
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if write_date(y, month, day)]
    return min(years, key=lambda y: (abs((date(y, month, day) - here).days), y), default=anchor.year)


def _edges(value: str | None) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    if "/" in value:
        start, _, end = value.partition("/")
        return _edges(start)[0], _edges(end)[1]
    if parts := read_parts(value):
        return _edges_of_parts(parts)
    if found := _WEEK.fullmatch(value):
        return _edges_of_week(int(found[1]), int(found[2]), bool(found[3]))
    for pattern, months in ((_QUARTER, 3), (_HALF, 6)):
        if found := pattern.fullmatch(value):
            year, last = int(found[1]), int(found[2]) * months
            return _edges_of_parts(Parts(year, last - months + 1))[0], _edges_of_parts(Parts(year, last))[1]
    return None, None


def _edges_of_parts(parts: Parts) -> tuple[date, date]:
    first, last = parts.month or 1, parts.month or 12
    return (
        date(parts.year, first, parts.day or 1),
        date(parts.year, last, parts.day or monthrange(parts.year, last)[1]),
    )


def _edges_of_week(year: int, week: int, weekend: bool) -> tuple[date | None, date | None]:
    try:
        return date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None, None
