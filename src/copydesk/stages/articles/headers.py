"""What the head of a story says of it: headline, names, outlet, dates. Marks -> Header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.records import Published
from copydesk.stages.articles.bylines import read_lone_name
from copydesk.stages.articles.datelines import read_dateline
from copydesk.stages.articles.dates import date_of_address
from copydesk.stages.articles.outlets import is_press_name, know_outlet, outlet_of_address
from copydesk.stages.articles.signals import Mark, credit_owner, repeated_keys

_TITLE_WORDS = 30
_TAIL = re.compile(r"\s+(?:\||–|—|-|::|»|•|\\)\s+")
_POSSESSIVE = re.compile(r"^\(?(?P<outlet>[A-Z][\w.& ]{1,40}?)[’']s? [A-ZÀ-Þ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What was read of a story; `title_line` is the headline's place among the marks, `site_line` the site's name."""

    title: str | None = None
    title_line: int | None = None
    site_line: int | None = None
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    published: Published | None = None
    modified: str | None = None


def read_header(marks: Sequence[Mark]) -> Header:
    """Return what the lines of one story say of it, from its first line to its sign-off."""
    body = _first_body(marks)
    head = marks[:body]
    site = _site_line(head, marks)
    title = _title_line(head, marks, site)
    text = marks[title].line.text if title is not None else None
    split = split_title(text) if text else (None, None)
    return Header(
        title=split[0],
        title_line=title,
        site_line=site,
        byline=_names(marks, body, title),
        outlet=_outlet(marks, body, site=site, tail=split[1]),
        published=_published(marks, body),
        modified=next((m.date.changed for m in marks if m.date and m.date.changed), None),
    )


def split_title(title: str) -> tuple[str, str | None]:
    """Return a title without the site's name at its end ("… | Daily Planet"), and that name."""
    cuts = list(_TAIL.finditer(title))
    if not cuts:
        return title, None
    head, tail = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :].strip()
    bar = cuts[-1][0].strip() in ("|", "::", "»", "•")
    fits = len(tail.split()) <= 5 and len(head.split()) > len(tail.split())
    if fits and (know_outlet(tail) or (bar and len(head.split()) >= 3) or (is_press_name(tail) and tail[:1].isupper())):
        known = know_outlet(tail)
        return head, known.name if known else tail
    return title, None


def _first_body(marks: Sequence[Mark]) -> int:
    """Return the place of the first paragraph of prose; a dateline settles it."""
    dated = next((i for i, m in enumerate(marks) if m.kind == "prose" and read_dateline(m.line.text)), None)
    first = next((i for i, m in enumerate(marks) if m.kind == "prose"), len(marks))
    if dated is not None and sum(m.line.words for m in marks[first:dated] if m.kind == "prose") < 60:
        return dated
    return first


def _short(marks: Sequence[Mark]) -> list[int]:
    return [i for i, mark in enumerate(marks) if mark.kind == "short"]


def _site_line(head: Sequence[Mark], marks: Sequence[Mark]) -> int | None:
    """Return the line that names the site: the first line, if it is printed twice or looks like an outlet's name, and a
    longer line after it can be the headline."""
    short = _short(head)
    if len(short) < 2:
        return None
    first = head[short[0]].line
    longer = any(head[i].line.words > first.words and head[i].line.key != first.key for i in short[1:])
    if not longer or first.words > 6 or not first.text[:1].isupper():
        return None
    twice = head[short[1]].line.key == first.key
    return short[0] if twice or is_press_name(first.text) else None


def _title_line(head: Sequence[Mark], marks: Sequence[Mark], site: int | None) -> int | None:
    """Return the line of the headline: the line that is printed again, or the first of four words and more that
    does not ask or call out."""
    barred = head[site].line.key if site is not None else None
    fit = [i for i in _short(head) if head[i].line.key != barred and head[i].line.words <= _TITLE_WORDS]
    long = [i for i in fit if head[i].line.words >= 4]
    again = repeated_keys([mark.line for mark in marks])
    told = [i for i in long if head[i].line.key in again]
    calm = [i for i in long if head[i].line.text[-1] not in "?!:…"]  # a poster's "Have you seen this?" is no headline
    for choice in (told, calm, long):
        if choice:
            return choice[0]
    return max(fit, key=lambda i: (head[i].line.words, -i), default=None)


def _names(marks: Sequence[Mark], body: int, title: int | None) -> tuple[str, ...]:
    """Return the names of the first byline, above the text or below it, or a lone name under the headline."""
    order = [*range(min(body + 1, len(marks))), *range(body + 1, len(marks))]
    found = [marks[i].byline for i in order if marks[i].byline is not None]
    named = next((byline.names for byline in found if byline and byline.names), ())
    if named or title is None:
        return named
    lone = (read_lone_name(mark.line.text) for mark in marks[title + 1 : body] if mark.kind == "short")
    return next(((name,) for name in lone if name), ())


def _published(marks: Sequence[Mark], body: int) -> Published | None:
    """Return the date that a line above the text states, or a labelled one below it."""
    for i, mark in enumerate(marks):
        if mark.date is None or mark.date.value is None or (i > body + 2 and not mark.date.labelled):
            continue
        beside = ""
        if any(other.kind == "byline" for other in marks[max(0, i - 2) : i + 3]):
            beside = " beside the byline"
        return Published(
            value=mark.date.value, basis="stated", why=f"The line “{mark.line.text}”{beside} gives the date."
        )
    dateline = next((d for m in marks[body : body + 1] if (d := read_dateline(m.line.text))), None)
    if dateline and dateline.date:
        return Published(value=dateline.date, basis="stated", why="The dateline gives the full date.")
    for mark in marks[: body + 1]:
        day = date_of_address(mark.line.text) if mark.rule == "articles.address" else None
        if day:
            return Published(value=day, basis="stated", why=f"The address “{mark.line.text}” holds the date.")
    changed = next((mark for mark in marks[:body] if mark.date and mark.date.changed), None)
    if changed and changed.date and changed.date.changed:
        why = f"The page states only its last change: “{changed.line.text}”."
        return Published(value=changed.date.changed, basis="stated", why=why)
    return None


def _outlet(marks: Sequence[Mark], body: int, *, site: int | None, tail: str | None) -> str | None:
    """Return whose story it is: the site's own name first, then byline, dateline, a picture beside it, the sign-off."""
    if site is not None:
        known = know_outlet(marks[site].line.text)
        return known.name if known else marks[site].line.text
    if tail:
        return tail
    for mark in marks[:body]:
        if mark.kind == "short" and is_press_name(mark.line.text):
            known = know_outlet(mark.line.text)
            return known.name if known else mark.line.text
    for mark in marks[: body + 1]:
        if mark.byline and mark.byline.outlet:
            return mark.byline.outlet
    dateline = next((d for m in marks[body : body + 2] if (d := read_dateline(m.line.text))), None)
    if dateline and dateline.outlet:
        return dateline.outlet
    for mark in marks[:body]:
        owner = credit_owner(mark.line.text) if mark.kind in ("caption", "credit") else None
        if owner:
            return owner
    signed = (_signed_by(m.line.text) for m in marks if m.kind == "contributed")
    given = (_given_source(m) for m in marks if m.kind == "sources" or m.rule == "articles.address")
    return next((outlet for outlet in [*signed, *given] if outlet), None)


def _given_source(mark: Mark) -> str | None:
    """Return the one known outlet that a line gives as the source: "Source: CNN", or the address of its page."""
    named = mark.line.text.rpartition(": ")[2].strip()
    if re.match(r"https?://|www\.", named):
        host = outlet_of_address(named if "//" in named else f"//{named}")
        return host if host and know_outlet(host) else None
    known = know_outlet(named)
    return known.name if known else None


def _signed_by(text: str) -> str | None:
    """Return the outlet whose reporter a sign-off names: "CNN's A contributed to this report"."""
    found = _POSSESSIVE.match(text)
    known = know_outlet(found["outlet"]) if found else None
    return known.name if known else None
