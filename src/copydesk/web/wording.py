"""How the report puts dates, shares and long quotations into words. values -> text."""

from __future__ import annotations

import re
from datetime import date

from copydesk.text.dates import MONTH_NAMES

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d).*)?", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OVERRIDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOT_KNOWN = "not known"
UNSURE = {"START": "early ", "MID": "mid-", "END": "late ", "APPROX": "about ", "BEFORE": "before ", "AFTER": "after "}
"""How a date is modified (TIMEX3) -> what is said before it."""


def say_date(value: str | None) -> str:
    """Return a date as a reader writes it ("6 June 2017", "June 2017"), as precise as it was and no more."""
    if not value:
        return NOT_KNOWN
    first, slash, last = value.partition("/")
    if slash:
        return f"{say_date(first)} to {say_date(last)}"
    match = _ISO.fullmatch(value)
    if match is None:
        return value
    year, month, day, time = match.groups()
    if month and not 1 <= int(month) <= 12:
        return value
    name = MONTH_NAMES[int(month) - 1] if month else None
    words = [str(int(day)) if day else None, name, year]
    return " ".join(word for word in words if word) + (f", {time}" if time else "")


def say_weekday(value: str) -> str | None:
    """Return the day of the week of a full date; none for a partial date or an interval."""
    try:
        return date.fromisoformat(value).strftime("%A") if len(value) == 10 else None
    except ValueError:
        return None


def say_share(value: float) -> str:
    """Return a share as a percentage; only all is 100 % and only nothing is 0 %."""
    percent = round(value * 100)
    if 0 < value < 1:
        percent = min(99, max(1, percent))
    return f"{percent}\u00a0%"


def say_count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun in the right form."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def tidy(value: object) -> object:
    """Return text without the control characters that could turn or hide what stands beside it; all else as it is."""
    return _UNPRINTABLE.sub("", value) if type(value) is str else value


def keep_harmless(text: str) -> str:
    """Return text in which such characters are shown as "\ufffd", each as one, so that places in it stay what they are."""
    return _OVERRIDING.sub("\ufffd", text)


def shorten(text: str, limit: int = 280) -> str:
    """Return `text` in one line, cut at a word with "…" where it is longer than `limit`."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def begin_sentence(text: str) -> str:
    """Return `text` with a capital at its start."""
    return text[:1].upper() + text[1:]
