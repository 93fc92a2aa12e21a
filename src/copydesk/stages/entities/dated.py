"""Since when and until when, where a clause states dates in full. Text -> Term."""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.text.dates import write_date

_MONTHS = {
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10},
    **{"nov": 11, "dec": 12, "january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "august": 8},
    **{"september": 9, "october": 10, "november": 11, "december": 12},
}
_MONTH = r"(?P<{0}>(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r"))\b\.?"
_DATE = (
    r"(?:" + _MONTH.format("m{0}") + r" (?P<d{0}>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y{0}>\d{{4}})"
    r"|(?P<e{0}>\d{{1,2}})(?:st|nd|rd|th)? " + _MONTH.format("n{0}") + r",? (?P<z{0}>\d{{4}})"
    r"|" + _MONTH.format("o{0}") + r",? (?:of )?(?P<x{0}>\d{{4}})"
    r"|(?P<w{0}>(?:1[6-9]|20)\d\d))\b"
)
_FROM_TO = re.compile(
    r"\b(?:from|between) " + _DATE.format("a") + r",? (?:to|until|till|through|and|–|-) " + _DATE.format("b"), re.I
)
_SINCE = re.compile(r"\bsince " + _DATE.format("a"), re.I)
_UNTIL = re.compile(r"\b(?:until|till|through) " + _DATE.format("a"), re.I)
_ON = re.compile(r"\b(?:(?:on|in|as of|effective) )?" + _DATE.format("a"), re.I)


class Term(NamedTuple):
    """When an office was held, as far as the text says."""

    since: str | None
    until: str | None


def read_term(clause: str) -> Term:
    """Return the dates that a clause gives as "from … to …", "since …" or "until …"."""
    text = " ".join(clause.split())
    if both := _FROM_TO.search(text):
        return Term(_iso(both, "a"), _iso(both, "b"))
    since, until = _SINCE.search(text), _UNTIL.search(text)
    return Term(_iso(since, "a") if since else None, _iso(until, "a") if until else None)


def read_day_in(clause: str) -> str | None:
    """Return the first date that a clause states with its year."""
    found = _ON.search(" ".join(clause.split()))
    return _iso(found, "a") if found else None


def _iso(found: re.Match[str], side: str) -> str | None:
    part = {key[0]: value for key, value in found.groupdict().items() if key.endswith(side) and value}
    month = part.get("m") or part.get("n") or part.get("o")
    day = part.get("d") or part.get("e")
    year = part.get("y") or part.get("z") or part.get("x") or part["w"]
    return write_date(int(year), _MONTHS[month.casefold()] if month else None, int(day) if day else None)
