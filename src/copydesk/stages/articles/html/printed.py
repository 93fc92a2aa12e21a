"""What a page prints around its headline: dates and names, which an extraction of the main text leaves out. HTML -> Printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from copydesk.stages.articles.text.headlines import find_headline
from copydesk.stages.articles.text.signals import mark_lines
from copydesk.stages.articles.values.bylines import read_byline, read_lone_names
from copydesk.stages.articles.values.dates import (
    CELL,
    DateLine,
    Order,
    order_of,
    order_of_language,
    read_date_beside,
    read_date_line,
)
from copydesk.stages.articles.values.lines import count_words, level, place_lines
from copydesk.stages.articles.values.outlets import is_agency
from copydesk.text.names import is_first_name

_LINES_ABOVE, _LINES_BELOW = 6, 24
_MOST_PRINTINGS = 3
_MOST_CREDITS = 2
_PROSE_WORDS = 30
_LONGEST = 160
_LABEL = re.compile(
    r"^(?:(?:(?:this )?(?:page|article|story) )?(?:was )?(?:first |last )?(?:published|posted|updated|modified|reviewed|edited)(?: (?:on|at|by))?|date|on|by|written by|"
    r"authors?|reporters?|story by|reporting by|and|&|,|\||/)\s*:?$",
    re.I,
)
_GOES_ON = re.compile(r"(?:\bby:?|,|&|\band)$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNED = re.compile(
    r"^(?:(?:this (?:article|story|post) was )?(?:written|reported)|words|story|reporting) by\b.{3,80}$", re.I
)
_TICKER = re.compile(r"^\[.*\]$")
"""How a strip of other stories is dated."""
_JOINT = re.compile(r"^(?:and|&|,)\b|^(?:and|&|,)$", re.I)


class Printed(NamedTuple):
    """The lines around the headline, their dates in the order of the page, and the names of a byline with its line.

    `title` is the headline of a page whose tags give none. `foot` is the line that gives the date elsewhere on the page, where none does at the headline. `credits` are the lines that
    name an agency beside the writer or alone: "By Ida Moor, Associated Press".
    """

    title: str | None = None
    lines: tuple[str, ...] = ()
    dates: tuple[tuple[DateLine, str], ...] = ()
    foot: tuple[tuple[DateLine, str], ...] = ()
    names: tuple[str, ...] = ()
    names_line: str = ""
    credits: tuple[str, ...] = ()


def read_printed(tree: Any, title: str | None) -> Printed:
    """Return what stands around the headline: from a few lines above it to the first prose under it and its deck.

    Scripts and styles go from `tree`.
    """
    every = _lines(tree)
    title = title or _headline(every)
    lines = list(dict.fromkeys(_lines_around(every, title)))
    root = tree.css_first("html")
    order = order_of("\n".join(lines)) or order_of_language(root.attributes.get("lang") if root else None)
    dates = tuple(_dates(lines, order))
    names, names_line = next(_names(lines, {line for _, line in dates}), ((), ""))
    glued = _glued(every) if not dates or not names else []
    foot = () if dates else tuple(_labelled(glued, order))
    if not names:
        names, names_line = _signed(glued)
    return Printed(
        title,
        tuple(lines),
        dates,
        foot,
        names,
        names_line,
        tuple(_credits(lines, {line for _, line in dates}))[:_MOST_CREDITS],
    )


def _headline(lines: Sequence[str]) -> str | None:
    """Return the line that looks most like a headline, on a page whose tags name nothing but the site."""
    marks = mark_lines(place_lines(("", line) for line in lines))
    found = find_headline(marks)
    return marks[found.line].line.text if found else None


def _credits(lines: Sequence[str], dated: Set[str]) -> Iterator[str]:
    """Yield the bylines that name an agency, and an agency's name alone below a byline or beside the line of the date."""
    before = None
    for i, line in enumerate(lines):
        byline = read_byline(line)
        is_beside = (before and before.names) or not dated.isdisjoint(lines[max(i - 1, 0) : i + 2])
        if (byline and is_agency(byline.outlet)) or (is_beside and is_agency(line)):
            yield line
        before = byline


def _dates(lines: Sequence[str], order: Order | None) -> Iterator[tuple[DateLine, str]]:
    for line in lines:
        date = read_date_line(line, order) or (read_date_beside(line, order) if read_byline(line) else None)
        if date is not None and (date.value or date.changed) and not _TICKER.match(line):
            yield date, line


def _labelled(lines: Sequence[str], order: Order | None) -> Iterator[tuple[DateLine, str]]:
    """Yield the only line of a page that says when it was published or changed; one of many is another story's."""
    short = [line for line in lines if len(line) < _LONGEST and _YEAR.search(line)]
    dates = [(date, line) for date, line in _dates(short, order) if date.labelled]
    if len({line for _, line in dates}) == 1:
        yield dates[0]


def _signed(lines: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Return the names that a line anywhere says have written the story; where lines name others, it may be another."""
    signed = {line: found.names for line in lines if _SIGNED.match(line) and (found := read_byline(line))}
    return (
        next(((names, line) for line, names in signed.items()), ((), ""))
        if len(set(signed.values())) == 1
        else ((), "")
    )


def _lines(tree: Any) -> list[str]:
    if tree.body is None:
        return []
    tree.strip_tags(["script", "style", "noscript", "template", "svg"])
    every = [" ".join(line.split()) for line in (tree.body.text(separator="\n", strip=True) or "").split("\n")]
    return [line for line in every if line]


def _lines_around(lines: Sequence[str], title: str | None) -> Iterator[str]:
    """Yield the lines around each printing of the headline."""
    wanted = level(title or "")
    own = [i for i, line in enumerate(lines) if wanted and _begins(wanted, line)]
    for at in own[:_MOST_PRINTINGS]:
        yield from lines[max(0, at - _LINES_ABOVE) : at]
        below = lines[at + 1 : at + 1 + _LINES_BELOW]
        prose = [i for i, line in enumerate(below) if count_words(line) >= _PROSE_WORDS]
        yield from _glued(below[: prose[1] if len(prose) > 1 else len(below)])


def _begins(wanted: str, line: str) -> bool:
    """Return whether a line is the headline, more of it, or so much of it as stands before an inner tag."""
    if line[:1].casefold() != wanted[:1] and line[:1].isalnum():
        return False
    own = level(line)
    return own == wanted or (min(len(own), len(wanted)) > 20 and (wanted.startswith(own) or own.startswith(wanted)))


def _glued(lines: Sequence[str]) -> list[str]:
    """Return lines with a label and what it labels on one line: "Published on" / "May 4, 2021", "By" / "Ida Moor"."""
    glued: list[str] = []
    for line in lines:
        if glued and len(glued[-1]) < _LONGEST and (_is_open(glued[-1]) or _JOINT.match(line)):
            glued[-1] = f"{glued[-1]} {line}"
        else:
            glued.append(line)
    return glued


def _is_open(line: str) -> bool:
    """Return whether a line is a label, or ends as a list that goes on: by its end, as a pattern seeks an end slowly."""
    return bool(_LABEL.match(line) or _GOES_ON.search(line[-4:]))


def _names(lines: Sequence[str], dated: set[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the names of the lines that are a byline, then of those that are only a name beside a date."""
    for line in lines:
        byline = read_byline(line)
        if byline and byline.names and (not line.isupper() or is_first_name(byline.names[0].split()[0])):
            yield byline.names, line
    for i, line in enumerate(lines):
        if dated & set(lines[max(0, i - 2) : i + 3]):
            cells = CELL.split(line)  # "News desk / Ida Moor / May 4, 2021"
            in_row = len(cells) > 1 and line in dated
            named = (read_lone_names(cell, at_date=in_row) for cell in cells)
            yield from ((names, line) for names in named if names)
