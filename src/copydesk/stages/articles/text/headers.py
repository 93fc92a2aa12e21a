"""What the head of a story says of it: headline, names, outlet, dates. Marks -> Header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from copydesk.records import Metadatum, Published
from copydesk.stages.articles.several.threads import STORY_WORDS
from copydesk.stages.articles.text.days import as_published, read_days, without_post_dates
from copydesk.stages.articles.text.headlines import find_headline, is_headed
from copydesk.stages.articles.text.mastheads import masthead
from copydesk.stages.articles.text.newsrooms import Lines, find_newsroom, small_words
from copydesk.stages.articles.text.posters import of_poster
from copydesk.stages.articles.text.readings import find_section, state_names, state_outlet, state_title
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.text.titles import of_title, split_title
from copydesk.stages.articles.values.bylines import clean_names, read_lone_names, read_sign_off
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import CELL, find_date
from copydesk.stages.articles.values.lines import level
from copydesk.text.names import is_first_name

_PLACED = re.compile(
    r"(?P<name>[^,/|\d]{5,40}?(?<! ))(?:,| /| \|| [–—-]) [A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,2}$"
)
"""A reporter and where he or she is: "Ida Moor, Selby", "IDA MOOR / SELBY"."""
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d (?P<name>[A-ZÀ-Þ][^\d|/,]{4,40})$")
"""A reporter behind the date: "Selby Echo 04/07/2019 Ida Moor"."""
_SIGNED = re.compile(r"^\(?(?:Reporting|Writing|Written|Reported) by (?P<names>[^;()]{3,120})")
_READ_IN = re.compile(r"(?<!\d)\d++[ -]min.*$|\d{1,2}[:.]\d\d.*$", re.I)
_BYLINES_APART = 4
_HEADER_LINES = 8
_MOST_BELOW = 3
_DECK_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What was read of a story; `title_line` is the headline's place among the marks, `site_line` the site's name.

    `first_line` is where its head begins: what stands before is the site's. `stated` holds each reading with its place in
    the page's text.
    """

    title: str | None = None
    title_line: int | None = None
    site_line: int | None = None
    first_line: int = 0
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    section: str | None = None
    published: Published | None = None
    modified: str | None = None
    stated: tuple[Metadatum, ...] = ()


def read_header(
    marks: Sequence[Mark], talk: Sequence[Mark] = (), *, after: Sequence[Mark] = (), is_thread: bool = False
) -> Header:
    """Return what the lines of one story say of it, from its first line to its sign-off.

    `talk` is a poster's before it; the page's lines `after` it may name the site.
    """
    headline = find_headline(marks, is_thread=is_thread)
    title = headline.line if headline else None
    first = headline.head if headline else 0
    body = first + _first_body(marks[first:])
    site = masthead(marks[:body], title)
    head_line = marks[title] if title is not None else None
    split = split_title(head_line.line.text, _prose(marks[body:])) if head_line else (None, None)
    found = _names(marks, body, title)
    said = of_poster(talk or marks[: body + 1], _prose(marks[body:]), is_own=bool(talk))
    told = [*said, *of_title(marks, title, split[1])]
    newsroom = find_newsroom(Lines(marks, body, title, after, found), told)
    outlet = newsroom.name if newsroom else None
    names = tuple(n for n in found if level(n) != level(outlet or "") or is_first_name(n.split()[0]))
    section = find_section(marks, body, title)
    dated = without_post_dates(marks, body if title is None else title) if is_thread else marks
    days = read_days(dated, body, after)
    return Header(
        title=split[0],
        title_line=title,
        site_line=site,
        first_line=first,
        byline=names,
        outlet=outlet,
        section=section.value if section else None,
        published=as_published(days),
        modified=next((day.value for day in days if day.field == "modified"), None),
        stated=(
            *state_title(split[0], head_line, headline.why if headline else ""),
            *state_names(names, marks),
            *state_outlet(newsroom, [*marks, *after]),
            *([section] if section else []),
            *days,
        ),
    )


def _prose(marks: Sequence[Mark]) -> str:
    return " ".join(mark.line.text for mark in marks if mark.kind == "prose")


def _first_body(marks: Sequence[Mark]) -> int:
    """Return the place of the first paragraph of prose; a dateline settles it, and a deck above the byline is none."""
    dated = next((i for i, m in enumerate(marks) if m.kind == "prose" and read_dateline(m.line.text)), None)
    first = next((i for i, m in enumerate(marks) if m.kind == "prose"), len(marks))
    if dated is not None and sum(m.line.words for m in marks[first:dated] if m.kind == "prose") < 60:
        return dated
    following = next((i for i, m in enumerate(marks) if i > first and m.kind == "prose"), first)
    signs = any(m.kind in ("byline", "date") for m in marks[first + 1 : min(following, first + _HEADER_LINES)])
    above = marks[:first]
    is_headless = any(m.kind == "short" for m in above) and not any(
        is_headed(marks, i) and marks[i].kind == "short" and marks[i].line.words >= 4 for i in range(first)
    )
    is_deck = signs and is_headless and marks[first].line.words <= _DECK_WORDS
    return following if is_deck and _much_after(marks, following) else first


def _much_after(marks: Sequence[Mark], first: int) -> bool:
    """Return whether a story's length of prose stands from a line on."""
    return sum(mark.line.words for mark in marks[first:] if mark.kind == "prose") >= STORY_WORDS


def _names(marks: Sequence[Mark], body: int, title: int | None) -> tuple[str, ...]:
    """Return the names of the bylines above the text, a lone name under the headline, or a byline below the text."""
    top = 0 if title is None else max(0, title - _BYLINES_APART)
    common = small_words(marks)
    at_top = range(top, min(body + 1, len(marks)))
    lines = [
        i for i in at_top if any(" " in n or i - (title or 0) <= _BYLINES_APART for n in _persons(marks[i], common))
    ]
    together = [i for place, i in enumerate(lines) if place == 0 or i - lines[place - 1] <= _BYLINES_APART]
    above = [name for i in together for name in _persons(marks[i], common)]
    if above:
        return tuple(dict.fromkeys(above))
    first = title + 1 if title is not None else body
    under = [*range(first, body), *range(body + 1, min(body + _BYLINES_APART, len(marks)))]
    lone = (_lone_names(marks, i, common) for i in [*under, *range(max(0, first - _BYLINES_APART), first - 1)])
    below = {names: None for mark in marks[body + 1 :] if (names := _persons(mark, common) or _signed(mark))}
    signed = next(iter(below)) if 0 < len(below) <= _MOST_BELOW else ()  # more are those of other stories
    return next((names for names in lone if names), signed or _boxed(marks[body + 1 :]))


def _boxed(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Return the one name that stands below the text above a paragraph about its bearer, before the readers' comments."""
    end = next((i for i, mark in enumerate(marks) if mark.kind == "comments"), len(marks))
    boxes = {
        names: None
        for one, two in pairwise(marks[:end])
        if one.kind == "short"
        and two.kind == "prose"
        and (names := read_lone_names(one.line.text))
        and _tells_of(names, two)
    }
    return next(iter(boxes)) if len(boxes) == 1 else ()


def _tells_of(names: Sequence[str], mark: Mark) -> bool:
    return len(names) == 1 and mark.line.text.startswith(
        (*names[0].split(), "I’m a", "I'm a", "I’m the", "I'm the", "I am a")
    )


def _persons(mark: Mark, common: frozenset[str]) -> tuple[str, ...]:
    """Return the names of a byline without those whose words the text all has in small letters: "By Language Learning"."""
    return tuple(name for name in _names_of(mark) if not common.issuperset(name.casefold().split()))


def _lone_names(marks: Sequence[Mark], i: int, common: frozenset[str]) -> tuple[str, ...]:
    """Return the names that a line under the headline consists of, with a place after them or without.

    Beside a date, a reading time or a story's dateline they need be no known first names; a word that the page has in
    small letters is part of none.
    """
    if marks[i].kind not in ("short", "date"):
        return ()
    near = marks[max(0, i - 2) : i + 3]
    beside = any(mark.kind == "date" or mark.rule == "articles.reading_time" for mark in near)
    above = i + 1 < len(marks) and marks[i + 1].kind == "prose" and read_dateline(marks[i + 1].line.text) is not None
    text = marks[i].line.text if marks[i].kind == "short" else _beside_date(marks[i].line.text)
    dated = _DATED.search(text)
    placed = dated or (_PLACED.match(text) if beside else None)
    is_alone = marks[i].kind == "short"  # what shares a line with the date may be the outlet
    names = read_lone_names(placed["name"] if placed else text, at_date=is_alone and (bool(dated) or beside or above))
    return names if common.isdisjoint(word.casefold() for name in names for word in name.split()) else ()


def _beside_date(text: str) -> str:
    """Return what shares a line with a date: "Ida Moor • May 4, 2021"."""
    found = find_date(text)
    rest = (text[: found.start], _READ_IN.sub("", text[found.end :])) if found else ("", "")
    parts = [part.strip(" |/•·,–—-") for side in rest for part in CELL.split(side)]
    return next((part for part in parts if read_lone_names(part)), max(parts, key=len))


def _signed(mark: Mark) -> tuple[str, ...]:
    """Return the names in a sign-off: "(Reporting by Ida Moor; Editing by Sam Ode)"."""
    found = _SIGNED.match(mark.line.text) if mark.kind == "contributed" else None
    is_dashed = mark.kind in ("bullet", "short")
    return clean_names(found["names"]) if found else read_sign_off(mark.line.text) if is_dashed else ()


def _names_of(mark: Mark) -> tuple[str, ...]:
    return mark.byline.names if mark.byline and mark.kind == "byline" else ()
