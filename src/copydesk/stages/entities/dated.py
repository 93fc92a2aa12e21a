"""Since when and until when, where a clause states dates; one without its year is read against the article's. Text -> Term."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.text.dates import nearest_year, read_day, read_parts, shift_date, weekday_at_or_before, write_date

_BACK = {"last month": "M", "last year": "Y", "yesterday": "D"}
_MONTHS = {form: int(number) for form, number in load_lexicon("months").items()}
_WEEKDAYS = {form: int(number) for form, number in load_lexicon("weekdays").items()}


def _one_of(forms: dict[str, int]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))


_MONTH = rf"(?:{_one_of(_MONTHS)})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[6-9]|20)\d\d\b"
_FULL = (
    rf"(?:(?P<a{{0}}>{_MONTH}) (?P<b{{0}}>{_DAY})(?:,? (?P<c{{0}}>{_YEAR}))?"
    rf"|(?:the )?(?P<d{{0}}>{_DAY}) (?:of )?(?P<e{{0}}>{_MONTH})(?:,? (?P<f{{0}}>{_YEAR}))?"
    rf"|(?P<g{{0}}>{_MONTH}),? (?:of )?(?P<h{{0}}>{_YEAR})"
    rf"|(?:last )?(?P<i{{0}}>{_one_of(_WEEKDAYS)})(?!\w)"
    rf"|last (?P<j{{0}}>{_MONTH})|(?P<m{{0}}>last month|last year|yesterday))"
).replace("{1,2}", "{{1,2}}")
_LOOSE = rf"(?:{_FULL}|(?:early |late |mid-)?(?:(?P<l{{0}}>{_MONTH})|(?P<k{{0}}>{_YEAR})))"
_EVENT = r"(?:(?:his|her|the|their) [a-z]+(?: in| on)? |the end of |early |late |at least )?"
_FIRST, _SECOND = _LOOSE.format("1"), _LOOSE.format("2")
_FROM_TO = re.compile(rf"\b(?:from|between) {_FIRST},? (?:to|until|till|through|and|–|-) {_SECOND}")
_IN_BRACKETS = re.compile(rf"(?:\(|\b){_FIRST} ?(?:to|–|-) ?{_SECOND}\)")
_SINCE = re.compile(rf"\b(?:since|from) {_EVENT}{_FIRST}")
_UNTIL = re.compile(rf"\b(?:until|till|through|up to) {_EVENT}{_FIRST}")
_ON = re.compile(rf"\b(?:(?:on|in|as of|effective|from|since) (?:the )?{_FIRST}|{_FULL.format('2')})")


class Term(NamedTuple):
    """When an office was held, as far as the text says."""

    since: str | None = None
    until: str | None = None


def read_term(clause: str, published: str | None) -> Term:
    """Return the dates that a clause gives as "from … to …", "since …" or "until …"; `published` is the article's date."""
    text, read = " ".join(clause.split()), partial(_iso, published=published)
    if both := _FROM_TO.search(text) or _IN_BRACKETS.search(text):
        end = read(both, "2")
        return Term(_iso(both, "1", published=end or published), end)
    since, until = _SINCE.search(text), _UNTIL.search(text)
    return Term(read(since, "1") if since else None, read(until, "1") if until else None)


def read_day_in(clause: str, published: str | None) -> str | None:
    """Return the first date that a clause states."""
    found = _ON.search(" ".join(clause.split()))
    return found and (_iso(found, "1", published=published) or _iso(found, "2", published=published))


def _iso(found: re.Match[str], side: str, *, published: str | None) -> str | None:
    part = {key[0]: value for key, value in found.groupdict().items() if key.endswith(side) and value}
    anchor = read_parts(published)
    if weekday := part.get("i"):
        day = read_day(published and published[:10])
        return weekday_at_or_before(day, _WEEKDAYS[weekday]).isoformat() if day else None
    if unit := _BACK.get(part.get("m", "")):
        return shift_date(published, -1, unit) if published else None
    year = next((int(part[key]) for key in "cfhk" if key in part), None)
    named = next((part[key] for key in "aegjl" if key in part), None)
    month = _MONTHS[named.rstrip(".")] if named else None
    number = next((int(re.sub(r"\D", "", part[key])) for key in "bd" if key in part), None)
    if year is None and anchor is not None and month is not None:
        year = nearest_year(anchor, month, number)
        is_past = found.re is _SINCE or "j" in part
        year -= is_past and (year, month) > (anchor.year, anchor.month or 12)
    return write_date(year, month, number) if year is not None else None
