"""On which day a story came out, by its lines: beside the byline, behind a label, in the dateline, an address or a stamp. Marks -> Metadatum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.records import MetadataField, Metadatum, Published
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import date_of_address, day_without_year, find_date, find_month
from copydesk.text.dates import write_date

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WIRE_STAMP = re.compile(r"(?<!\w)(\d{1,2})([A-Z][a-z]{2})(\d\d)(?!\w)")
"""A wire's own way to write a day: "11:58 21Nov14"."""
_AGENCY_STAMP = re.compile(r"^(\d\d)[/-](\d\d)[/-](\d\d) \d\d:?\d\d ?[ECMP][SD]?T$")
"""How American agencies end a story: "05/04/21 16:22 EDT"."""
_IN_PRINT = re.compile(
    r"^(?:(?:this|the) (?:article|story|column|piece|report|essay|feature|review|interview|item|editorial|letter) )?"
    r"(?:was |is |has )?(?:first |originally |also )*(?:appear(?:s|ed)|published|posted|printed|ran)\b",
    re.I,
)
"""How a page tells at its foot when it stood in print: "This column appeared in the print edition of Sunday, 9 February 2025."."""
_FOOT_WORDS = 30
_ISSUE = re.compile(r"\bissue\b", re.I)
_HEADER_LINES = 8
"""Lines below the first of the text in which the date of its last change may stand."""
_UNDER = 3
"""Lines of the text below its first in which a date may stand."""


def read_days(marks: Sequence[Mark], body: int, after: Sequence[Mark] = ()) -> list[Metadatum]:
    """Return the days that a story's lines state, that of its publication first; spans count in the page's text.

    Any other day above the text is a `date`, and `why` quotes the line that gives it. The page's lines `after` the story may
    give its day where no line of its own does.
    """
    found = [*_published(marks, body), *_at_foot(marks, body, after)][:1]
    found += [
        _state("modified", mark.date.changed, mark, f"The line “{mark.line.text}” gives the last change.")
        for mark in marks
        if mark.date and mark.date.changed
    ]
    known = {datum.value for datum in found}
    others = (m for m in marks[: body + _UNDER] if m.date and m.date.value and m.date.value not in known)
    return found + [
        _state("date", mark.date.value, mark, f"The line “{mark.line.text}” gives another day.")
        for mark in others
        if mark.date and mark.date.value
    ]


def as_published(days: Sequence[Metadatum]) -> Published | None:
    """Return the day of publication among what was read."""
    day = next((datum for datum in days if datum.field == "published"), None)
    return Published(value=day.value, basis=day.basis, why=day.why) if day else None


def _published(marks: Sequence[Mark], body: int) -> Iterator[Metadatum]:
    """Yield the day that the lines above the text state, that a labelled line under it states, or an address holds."""
    yield from _stated(marks[: body + _UNDER])
    yield from _stated([m for m in _before_tail(marks, body) if m.date and m.date.labelled])
    dateline = next(((m, d.date) for m in marks[body : body + 1] if (d := read_dateline(m.line.text)) and d.date), None)
    if dateline:
        yield _state("published", dateline[1], dateline[0], "The dateline gives the full date.")
    for mark in marks[: body + 1]:
        day = date_of_address(mark.line.text) if mark.rule == "articles.address" else None
        if day:
            yield _state("published", day, mark, f"The address “{mark.line.text}” holds the date.")
    for mark in marks[:body]:
        stamp = _WIRE_STAMP.search(mark.line.text)
        found = find_date(f"{stamp[1]} {stamp[2]} 20{stamp[3]}") if stamp else None
        if found:
            yield _state("published", found.value, mark, f"The wire's stamp in “{mark.line.text}” gives the date.")
    for mark in marks[: body + _HEADER_LINES]:
        if mark.date and mark.date.changed:
            why = f"The page states only its last change: “{mark.line.text}”."
            yield _state("published", mark.date.changed, mark, why)
    yield from _with_year(marks, body)


def _at_foot(marks: Sequence[Mark], body: int, after: Sequence[Mark]) -> Iterator[Metadatum]:
    """Yield the day that the page's foot gives: a labelled line, a sentence about the printed edition, an issue's month."""
    yield from _stated([m for m in _before_tail(after, -1) if m.date and m.date.labelled])
    for mark in marks[body:]:
        stamp = _AGENCY_STAMP.match(mark.line.text)
        if stamp and (value := write_date(2000 + int(stamp[3]), int(stamp[1]), int(stamp[2]))):
            yield _state("published", value, mark, f"The agency's stamp “{mark.line.text}” gives the date.")
    told = [
        m
        for m in (*marks[body:], *after)
        if m.date is None and m.line.words <= _FOOT_WORDS and _IN_PRINT.match(m.line.text)
    ]
    for mark in told:
        day = find_date(mark.line.text)
        value = day.value if day else find_month(mark.line.text) if _ISSUE.search(mark.line.text) else None
        if value:
            yield _state("published", value, mark, f"The line “{mark.line.text}” below the text gives the date.")


def _state(field: MetadataField, value: str, mark: Mark, why: str) -> Metadatum:
    return Metadatum(field=field, value=value, basis="stated", why=why, span=mark.line.span, rule=mark.rule)


def _with_year(marks: Sequence[Mark], body: int) -> Iterator[Metadatum]:
    """Yield the day that a line states without its year, if the latest year on the page makes its weekday right."""
    years = [int(year) for mark in marks for year in _YEAR.findall(mark.line.text)]
    for mark in marks[:body] if years else []:
        day = day_without_year(mark.line.text, max(years)) if mark.kind == "date" else None
        if day:
            why = f"The line “{mark.line.text}” gives the day; its weekday and the page's latest year give the year."
            yield replace(_state("published", day, mark, why), basis="inferred")


def _stated(marks: Sequence[Mark]) -> Iterator[Metadatum]:
    """Yield the day of the surest line: one that says that it is the day of publication, then one at the byline."""
    dated = [i for i, mark in enumerate(marks) if mark.date and mark.date.value]
    beside = {i for i in dated if is_beside_byline(marks, i)}
    labelled = {i for i in dated if (date := marks[i].date) and date.labelled}
    best = max(dated, key=lambda i: (i in labelled, i in beside, -i), default=None)
    date = marks[best].date if best is not None else None
    if best is not None and date and date.value:
        where = " beside the byline" if best in beside else ""
        yield _state("published", date.value, marks[best], f"The line “{marks[best].line.text}”{where} gives the date.")


def without_post_dates(marks: Sequence[Mark], title: int) -> Sequence[Mark]:
    """Return a thread's lines without the dates above the headline, a post's or its writer's; one at a byline stays."""
    ours = [i >= title or is_beside_byline(marks[:title], i) for i in range(len(marks))]
    return [m if is_ours else m._replace(kind="short", date=None) for m, is_ours in zip(marks, ours, strict=True)]


def is_beside_byline(marks: Sequence[Mark], i: int) -> bool:
    return any(mark.kind == "byline" for mark in marks[max(0, i - 2) : i + 3])


def _before_tail(marks: Sequence[Mark], body: int) -> Sequence[Mark]:
    """Return the lines after the opening of the text up to where the page turns to other stories or to its readers."""
    ends = (i for i, m in enumerate(marks) if i > body and m.kind in ("tail", "related", "comments"))
    return marks[max(body, 0) : next(ends, len(marks))]
