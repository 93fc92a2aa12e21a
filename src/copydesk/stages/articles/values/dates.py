"""Dates that a page states of itself: a line beside the byline, a label, an address. Text -> date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.values.profiles import is_joining
from copydesk.text.dates import write_date

Order = Literal["day_first", "month_first"]

_ISO = re.compile(r"\b((?:19|20)\d\d)(?:[-/.]|[年년]\s?)(\d{1,2})(?:[-/.]|[月월]\s?)(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?\s?m\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?|\b(?:[A-Z]{2,4}T|UTC)\b(?:\s?[+-]\d{1,2}\b)?|[+-]\d\d:?\d\d\b|\b(?:hrs?|noon|midnight)\b|\b\d+[ -]min(?:ute)?s?\.? read\b",
    re.I,
)
_CLOCK_24 = re.compile(r"(?<![\d:])(?:[01]\d|2[0-3])[:.h][0-5]\d\b")
_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.I)
_AMERICAN_CLOCK = re.compile(r"\d\s?[ap]\.?m\.?\s+(?:[ECMP][SD]?T)\b", re.I)
_BRITISH_CLOCK = re.compile(r"\d\s+(?:GMT|BST|IST|CES?T|EES?T)\b")
_LOOSE = " ,.·•|–—-"
CELL = re.compile(r"\s+[|/•·]\s+")
"""What parts the cells of a row: "News desk / Ida Moor / May 4, 2021"."""
_LONGEST_CELL = 4
_MODIFIED = re.compile(
    r"\b(?:updated?|modified|revised|edited|corrected|last (?:update|change)|mis(?:e)? à jour|modifié|aktualisiert|"
    r"letzte (?:änderung|aktualisierung)|actualizad[oa]|actualización|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|"
    r"zaktualizowan\w|aktualizacja|oppdatert|opdateret|uppdaterad|güncelle\w+|diperbarui|обновлено|оновлено)\b",
    re.I,
)
_PUBLISHED = re.compile(
    r"^\W*(?:date|dated|published|posted|submitted|publication date|first published|released?|created|issued|on)\b|\b(?:published|posted)\b(?: on| at)?:?|"
    r"\b(?:publié|veröffentlicht|erschienen|erstellt|publicad[oa]|fecha|pubblicat[oa]|gepubliceerd|geplaatst|opublikowan\w|"
    r"publisert|publiceret|udgivet|publicerad|yayın\w*|dipublikasikan|diterbitkan|опубликовано|опубліковано)\b",
    re.I,
)
_BY_USER = re.compile(r"\bby [\w.-]{2,40}$")
"""One word behind a day is who posted: "submitted 4 May 2021 by pier_rat"."""
_FIRST = re.compile(r"\b(?:first |originally )?(?:published|posted)\b", re.I)
_NEVER = re.compile(
    r"©|\(c\) ?\d|copyright|all rights|joined|join date|registered|\bmember\b|\bsince\b|cake ?day|karma|"
    r"last (?:seen|active|visit)|born|died|expires?|@\w|^[—–] ",
    re.I,
)
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.I,
)
_AGO = re.compile(
    r"^(?:(?:published|posted|updated)\s*:?\s*)?(?:about |an? )?(?:\d+ )?(?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\W*$",
    re.I,
)
_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)(?:/(?:(?=\d{1,2}/|[a-z]{3}/))|-(?=\d\d-\d\d))(\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/_.-]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|$)"
)


_DAY_FIRST = {
    "ar", "bg", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hr", "id", "it", "ms", "nl", "no", "nb", "pl", "pt",
    "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "vi",
}  # fmt: skip
_CENTURY = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(r"\b([^\W\d_]{3,12})\.?,? ((?:19|20)\d\d)\b")


class DateLine(NamedTuple):
    """A line that states a date: `value` of publication, `changed` of the last change; `labelled` if it says which."""

    value: str | None
    changed: str | None
    labelled: bool


class Found(NamedTuple):
    """A date and its place in the text it was read from."""

    value: str
    start: int
    end: int


def find_date(text: str, order: Order | None = None) -> Found | None:
    """Return the first full date of a text; "3/4/2020" only where the page tells which number is the month."""
    if not _CENTURY.search(text):
        return None
    found = [read for read in (_read_iso(text), _read_named(text), _read_numeric(text, order)) if read]
    return min(found, key=lambda read: read.start, default=None)


def find_month(text: str) -> str | None:
    """Return the first month that a text gives with its year: "the November 2016 issue"."""
    for found in _MONTH.finditer(text) if _CENTURY.search(text) else ():
        month = load_lexicon("month_names").get(found[1].casefold())
        if month:
            return f"{found[2]}-{int(month):02}"
    return None


def find_dates(text: str) -> Iterator[Found]:
    """Yield the full dates of a text in order."""
    at = 0
    while found := find_date(text[at:]):
        yield Found(found.value, at + found.start, at + found.end)
        at += found.end


def find_post_date(text: str) -> str | None:
    """Return the first full date of what stands around a post; the days on which posters joined are passed over."""
    return next((found.value for found in find_dates(text) if not is_joining(text[: found.start])), None)


def read_date_line(text: str, order: Order | None = None) -> DateLine | None:
    """Return the date that a line is about, or None where the line says more than a date, a time and a label."""
    if len(text) > 120 or not (_DIGIT.search(text) or "ago" in text) or _NEVER.search(text):
        return None
    if _AGO.match(text):
        return DateLine(None, None, False)
    found = find_date(text, order or _order_of_line(text))
    if found is None:
        return DateLine(None, None, False) if _is_day(text) else None
    rest = text[: found.start] + " " + text[found.end :]
    other = find_date(rest, order)
    left = rest[: other.start] + " " + rest[other.end :] if other is not None else rest
    left = _BY_USER.sub(" ", left)
    bare = _CLOCK.sub(" ", _WEEKDAYS.sub(" ", _MODIFIED.sub(" ", _PUBLISHED.sub(" ", left))))
    words = re.findall(r"[^\W\d_]{2,}", bare)
    numbers = re.findall(r"\d+", bare)
    if len(words) > 4 or len(numbers) > 1 or (words and bare.rstrip().endswith(".") and len(words) > 2):
        return _date_of_cell(text, order)
    is_change = bool(_MODIFIED.search(text[: found.start]))
    if is_change and other is not None and _FIRST.search(rest[found.start : other.start]):
        return DateLine(other.value, found.value, True)
    labelled = is_change or bool(_PUBLISHED.search(rest))
    if is_change:
        return DateLine(None, found.value, labelled)
    changed = other.value if other is not None and _MODIFIED.search(rest[: other.start]) else None
    return DateLine(found.value, changed, labelled)


def _date_of_cell(text: str, order: Order | None) -> DateLine | None:
    """Return the date that fills one cell of a row whose others hold a name or a label each."""
    cells = CELL.split(text)
    dates = [(read_date_line(cell, order), cell) for cell in cells] if len(cells) > 1 else []
    others = [cell for date_line, cell in dates if date_line is None]
    fit = all(len(cell.split()) <= _LONGEST_CELL and cell[:1].isupper() for cell in others)
    return next((date_line for date_line, _ in dates if date_line and date_line.value), None) if fit else None


def read_date_beside(text: str, order: Order | None = None) -> DateLine | None:
    """Return the date of a byline that says more: "Posted on May 4, 2021 by Ida Moor in Town, Bridges"."""
    found = None if _NEVER.search(text) else find_date(text, order or _order_of_line(text))
    if found is None:
        return None
    if _MODIFIED.search(text[: found.start]):
        return DateLine(None, found.value, True)
    return DateLine(found.value, None, bool(_PUBLISHED.search(text[: found.start])))


def day_without_year(text: str, year: int) -> str | None:
    """Return the date of "Wednesday 9 March" in a year or the next, whichever has that weekday."""
    named = _WEEKDAYS.search(text)
    told = load_lexicon("weekdays").get(named[0][:3].title() + ".") if named else None
    if told is None:
        return None
    for guess in (year, year + 1):
        found = _read_named(f"{_CLOCK.sub(' ', text).strip(_LOOSE)} {guess}")
        if found and str(date.fromisoformat(found.value).weekday()) == told:
            return found.value
    return None


def _is_day(text: str) -> bool:
    """Return whether a line is a weekday and its day without the year, and no more: "Wednesday 9 March"."""
    if not _WEEKDAYS.search(text):
        return False
    bare = _CLOCK.sub(" ", _WEEKDAYS.sub(" ", text)).strip(_LOOSE)
    found = _read_named(f"{bare} 2000")
    return found is not None and (found.start, found.end) == (0, len(bare) + 5)


def _order_of_line(text: str) -> Order | None:
    """Return the order that a line's weekday leaves open, or the one that goes with its clock and time zone."""
    found = _NUMERIC.search(text)
    if found is None:
        return None
    day_first, month_first = _read_numeric(text, "day_first"), _read_numeric(text, "month_first")
    named = _WEEKDAYS.search(text)
    if named and day_first and month_first and day_first.value != month_first.value:
        told = load_lexicon("weekdays").get(named[0][:3].title() + ".")
        fits = [str(date.fromisoformat(read.value).weekday()) == told for read in (day_first, month_first)]
        if any(fits):
            return "day_first" if fits[0] else "month_first"
    if _AMERICAN_CLOCK.search(text):
        return "month_first"
    if _BRITISH_CLOCK.search(text):
        return "day_first"
    return "day_first" if _CLOCK_24.search(text) and not _HALF_DAY.search(text) else None


def order_of(text: str) -> Order | None:
    """Return in which order a page writes its numeric dates, if one of them has a day over 12."""
    orders: set[Order] = set()
    for found in _NUMERIC.finditer(text):
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            orders.add("day_first")
        if second > 12 >= first:
            orders.add("month_first")
    return orders.pop() if len(orders) == 1 else None


def order_of_language(tag: str | None) -> Order | None:
    """Return how numeric dates are written where a language tag such as "de" or "en-US" is at home; "en" leaves it open."""
    language, _, region = (tag or "").replace("_", "-").casefold().partition("-")
    if language in _DAY_FIRST:
        return "day_first"
    return None if language != "en" or not region else "month_first" if region == "us" else "day_first"


def date_of_address(address: str | None) -> str | None:
    """Return the day that a web address holds, as in /2017/06/06/ or /2017/jun/06/."""
    found = _ADDRESS.search(address or "")
    if found is None:
        return None
    year, month, day = found.groups()[:3] if found[1] else found.groups()[3:]
    number = month if month.isdigit() else load_lexicon("month_names").get(month)
    return write_date(int(year), int(number), int(day)) if number and int(day) else None


def day_of_stamp(stamp: str | None) -> str | None:
    """Return the day of a time stamp such as a page's metadata hold, as written there."""
    if not stamp:
        return None
    found = find_date(stamp.strip(), order_of(stamp))
    if found:
        return found.value
    compact = re.match(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", stamp.strip())
    return write_date(*map(int, compact.groups())) if compact else None


def _read_iso(text: str) -> Found | None:
    for found in _ISO.finditer(text):
        value = write_date(*map(int, found.groups()))
        if value:
            return Found(value, *found.span())
    return None


def _read_named(text: str) -> Found | None:
    for found in _named_date().finditer(text):
        year, name, day = (found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"] for part in "ymd")
        value = write_date(int(year), int(load_lexicon("month_names")[name.casefold()]), int(day))
        if value:
            return Found(value, *found.span())
    return None


def _read_numeric(text: str, order: Order | None) -> Found | None:
    for found in _NUMERIC.finditer(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        known = "day_first" if first > 12 or found[2] == "." else "month_first" if second > 12 else order
        if first == second:
            known = "day_first"
        if known is None:
            continue
        day, month = (first, second) if known == "day_first" else (second, first)
        value = write_date(year, month, day)
        if value:
            return Found(value, *found.span())
    return None


@cache
def _named_date() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, load_lexicon("month_names")), key=lambda form: (-len(form), form)))
    year = r"(?:19|20)\d\d(?!\d(?!\d?:\d\d))"  # a clock may follow at once
    return re.compile(
        rf"\b(?:(?P<m1>{months})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(?P<y1>{year})"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?[\s-]+(?:de\s+|of\s+|d['’])?(?P<m2>{months})\.?,?[\s-]+(?:de\s+|del\s+)?(?P<y2>{year})"
        rf"|(?P<y3>{year})\.\s(?P<m3>{months})\s(?P<d3>\d{{1,2}})(?!\d))",
        re.I,
    )
