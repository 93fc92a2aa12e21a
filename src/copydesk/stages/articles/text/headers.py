"""What the head of a story says of it: headline, names, outlet, dates. Marks -> Header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.records import Metadatum, Published
from copydesk.stages.articles.several.threads import STORY_WORDS, prose_sums
from copydesk.stages.articles.text.days import as_published, read_days, without_post_dates
from copydesk.stages.articles.text.headlines import find_headline
from copydesk.stages.articles.text.navigation import is_label, is_name_like
from copydesk.stages.articles.text.newsrooms import find_newsroom, masthead, small_words, told_by_poster
from copydesk.stages.articles.text.notices import votes_around
from copydesk.stages.articles.text.readings import find_section, state_names, state_outlet, state_title
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import clean_names, read_lone_names
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet, outlet_of_address
from copydesk.text.names import is_first_name

_PLACED = re.compile(r"(?P<name>[^,/|\d]{5,40}(?<! ))(?:,| /| \|) [A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,2}$")
"""A reporter and where he or she is: "Ida Moor, Selby", "IDA MOOR / SELBY"."""
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d (?P<name>[A-ZÀ-Þ][^\d|/,]{4,40})$")
"""A reporter behind the date: "Selby Echo 04/07/2019 Ida Moor"."""
_SIGNED = re.compile(r"^\(?(?:Reporting|Writing|Written|Reported) by (?P<names>[^;()]{3,120})")
_BYLINES_APART = 4
_HEADER_LINES = 8
_DECK_WORDS = 40
_LONGEST_TITLE = 40
_HEADLINE_ABOVE = 6
_MOST_BANNERS = 0.25
_HOST = re.compile(r"\s+\((?P<host>(?:[\w-]+\.)+[a-z]{2,})\)$")
_COUNTED = re.compile(r"\b(?:19|20)\d\d\b|^\d+ ")
"""What is a date or a number of things, and no name."""
_TAIL = re.compile(r"\s+(?:\||–|—|-|::|»|•|\\)\s+")


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
    first = 0 if is_thread else _past_banners(marks)
    body = first + _first_body(marks[first:])
    head = marks[:body]
    headed = next((h for i in range(first, body) if (h := _is_headed(marks, i)) is not None), None)
    title = find_headline(head, marks, headed)
    site = masthead(head, title)
    text = marks[title].line.text if title is not None else None
    split = split_title(text, _prose(marks[body:])) if text else (None, None)
    tail = split[1] or told_by_poster(talk) or _page_tail(marks, title)
    outlet = find_newsroom(marks, body, title, votes_around(tail, marks, after))
    names = tuple(name for name in _names(marks, body, title) if level(name) != level(outlet or ""))
    section = find_section(marks, body, title)
    days = read_days(without_post_dates(marks, body if title is None else title) if is_thread else marks, body)
    head_line = marks[title] if title is not None else None
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
            *state_title(split[0], head_line),
            *state_names(names, marks),
            *state_outlet(outlet, [*marks, *after]),
            *([section] if section else []),
            *days,
        ),
    )


def _page_tail(marks: Sequence[Mark], title: int | None) -> str | None:
    """Return the site's name that ends the page's title, its first line, where the headline stands by itself further down."""
    if not title or marks[0].line.words > _LONGEST_TITLE:
        return None
    cuts = list(_TAIL.finditer(marks[0].line.text))
    tail = marks[0].line.text[cuts[-1].end() :].strip() if cuts else ""
    if not tail or is_label(tail) or _COUNTED.search(tail):
        return None
    told = is_press_name(tail) or any(mark.line.key == level(tail) for mark in marks[1:])
    return tail if told and is_name_like(tail) else split_title(marks[0].line.text)[1]


def split_title(title: str, prose: str = "") -> tuple[str, str | None]:
    """Return a title without the site's name at its end ("… | Daily Planet"), and that name.

    After a dash stands the site, or whoever said it: an unknown name counts where the text speaks of no such name.
    """
    host = _HOST.search(title)
    if host:
        return title[: host.start()], outlet_of_address(f"//{host['host']}")
    cuts = list(_TAIL.finditer(title))
    if not cuts:
        return title, None
    head, tail = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :].strip()
    bar = cuts[-1][0].strip() in ("|", "::", "»", "•")
    fits = len(tail.split()) <= 5 and len(head.split()) > len(tail.split())
    if fits and (
        know_outlet(tail)
        or (bar and len(head.split()) >= 3)
        or (is_press_name(tail) and tail[:1].isupper())
        or _is_site(head, tail, prose)
    ):
        known = know_outlet(tail)
        return head, known.name if known else tail
    return title, None


def _is_site(head: str, tail: str, prose: str) -> bool:
    """Return whether a name in capitals ends a title that is written in small letters."""
    words = tail.split()
    small = sum(word[:1].islower() and len(word) > 3 for word in head.split())
    unheard = bool(prose) and tail.removeprefix("The ") not in prose and not is_first_name(words[0])
    return small >= 2 and len(words) > 1 and unheard and is_name_like(tail)


def _prose(marks: Sequence[Mark]) -> str:
    return " ".join(mark.line.text for mark in marks if mark.kind == "prose")


def _past_banners(marks: Sequence[Mark]) -> int:
    """Return the place of the headline where banners and menus that hold whole sentences stand before it, else 0.

    It is told by its byline or date, or as the page's title, the first line, printed again.
    """
    first = next((i for i, mark in enumerate(marks) if mark.kind == "prose"), len(marks))
    if any(_is_headed(marks, i) is not None for i in range(min(first + 1, len(marks)))):
        return 0
    sums = prose_sums(marks)
    for i in range(first, len(marks)):
        if sums[i] > _MOST_BANNERS * sums[-1] or sums[-1] - sums[i] < STORY_WORDS:
            return 0
        head = i if _repeats_title(marks, i) else _is_headed(marks, i)
        if head is not None and head > first:
            return head
    return 0


def _repeats_title(marks: Sequence[Mark], i: int) -> bool:
    key = marks[i].line.key
    return marks[i].kind == "short" and marks[i].line.words >= 4 and marks[0].line.key.startswith(key)


def _is_headed(marks: Sequence[Mark], i: int) -> int | None:
    """Return the place of the headline just above a byline or a date, if the line is one; no furniture stands between."""
    mark = marks[i]
    if not any(" " in name for name in _names_of(mark)) and not (mark.date and (mark.date.value or mark.date.changed)):
        return None
    fit = None
    for k in range(i - 1, max(-1, i - 1 - _HEADLINE_ABOVE), -1):
        if marks[k].kind == "furniture":
            break
        fit = k if marks[k].kind == "short" and marks[k].line.words >= 4 else fit
    return fit


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
        _is_headed(marks, i) is not None for i in range(first)
    )
    is_deck = signs and is_headless and marks[first].line.words <= _DECK_WORDS
    return following if is_deck and _much_after(marks, following) else first


def _much_after(marks: Sequence[Mark], first: int) -> bool:
    """Return whether a story's length of prose stands from a line on."""
    return sum(mark.line.words for mark in marks[first:] if mark.kind == "prose") >= STORY_WORDS


def _names(marks: Sequence[Mark], body: int, title: int | None) -> tuple[str, ...]:
    """Return the names of the bylines above the text, a lone name under the headline, or a byline below the text."""
    top = 0 if title is None else max(0, title - _BYLINES_APART)
    lines = [i for i in range(top, min(body + 1, len(marks))) if marks[i].byline and marks[i].kind == "byline"]
    together = [i for place, i in enumerate(lines) if place == 0 or i - lines[place - 1] <= _BYLINES_APART]
    above = [name for i in together for name in _names_of(marks[i])]
    if above:
        return tuple(dict.fromkeys(above))
    first = title + 1 if title is not None else body
    common = small_words(marks)
    lone = (_lone_names(marks, i, common) for i in range(first, body) if marks[i].kind == "short")
    below = (_names_of(mark) or _signed(mark) for mark in marks[body + 1 :])
    return next((names for names in lone if names), next((names for names in below if names), ()))


def _lone_names(marks: Sequence[Mark], i: int, common: frozenset[str]) -> tuple[str, ...]:
    """Return the names that a line under the headline consists of, with a place after them or without.

    Beside a date, a reading time or a story's dateline they need be no known first names; a word that the page has in
    small letters is part of none.
    """
    near = marks[max(0, i - 2) : i + 3]
    beside = any(mark.kind == "date" or mark.rule == "articles.reading_time" for mark in near)
    above = i + 1 < len(marks) and marks[i + 1].kind == "prose" and read_dateline(marks[i + 1].line.text) is not None
    text = marks[i].line.text
    dated = _DATED.search(text)
    placed = dated or (_PLACED.match(text) if beside else None)
    names = read_lone_names(placed["name"] if placed else text, at_date=bool(dated) or beside or above)
    return names if common.isdisjoint(word.casefold() for name in names for word in name.split()) else ()


def _signed(mark: Mark) -> tuple[str, ...]:
    """Return the names in a sign-off: "(Reporting by Ida Moor; Editing by Sam Ode)"."""
    found = _SIGNED.match(mark.line.text) if mark.kind == "contributed" else None
    return clean_names(found["names"]) if found else ()


def _names_of(mark: Mark) -> tuple[str, ...]:
    return mark.byline.names if mark.byline and mark.kind == "byline" else ()
