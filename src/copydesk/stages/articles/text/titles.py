"""The page's title, which a saved page often has as its first line: its parts, and where it stands again. Marks -> titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from copydesk.stages.articles.text.navigation import is_label, is_name_like
from copydesk.stages.articles.text.notices import TITLE_END, TITLE_MAY_END, Vote
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.lines import ends_sentence, level
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet, outlet_of_address
from copydesk.text.names import is_first_name

_HOST = re.compile(r"\s+\((?P<host>(?:[\w-]+\.)+[a-z]{2,})\)$")
_COUNTED = re.compile(r"\b(?:19|20)\d\d\b|^\d+ ")
"""What is a date or a number of things, and no name."""
_LONGEST_NAME = 6
TAIL = re.compile(r"\s+(?:\||–|—|-|::|»|•|\\)\s+")
LONGEST_TITLE = 40
_LEAST = 3
"""Words of a part of the first line that can be a headline by itself."""
_MOST_CUTS = 8


def _cuts(title: str) -> list[re.Match[str]]:
    """Return where a title may part from its site's name; a line of nothing but bars has no end of such places."""
    return list(islice(TAIL.finditer(title), _MOST_CUTS))


def first_titles(marks: Sequence[Mark]) -> frozenset[str]:
    """Return the levelled headlines that the first line can be or hold: all of it, or it without the site's name."""
    if not marks or marks[0].line.words > LONGEST_TITLE:
        return frozenset()
    line = marks[0].line
    cuts = _cuts(line.text)
    heads = (level(line.text[: cut.start()]) for cut in cuts)
    tails = (level(line.text[cut.end() :]) for cut in cuts[:1])
    kept = [head for head in heads if len(head.split()) >= _LEAST]
    kept += [tail for tail in tails if len(tail.split()) > max(_LEAST, line.words // 2)]
    return frozenset((line.key, *kept) if line.words > _LEAST else kept)


def mark_titles(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with the page's title as a short line wherever it stands, if it stands twice: it may be a whole sentence."""
    told = first_titles(marks)
    places = [i for i, mark in enumerate(marks) if mark.line.key in told and mark.line.words >= _LEAST]
    again = set(places) if len(places) > 1 else set()
    return [
        mark._replace(kind="short", rule="articles.short_line", byline=None, date=None) if i in again else mark
        for i, mark in enumerate(marks)
    ]


def of_title(marks: Sequence[Mark], title: int | None, site: str | None) -> Iterator[Vote]:
    """Yield the site's name in the page's title; `site` is what was cut from the headline.

    It is sure where the headline stands by itself further down, or where another line is the name.
    """
    if site:
        yield Vote(site, TITLE_END)
        return
    if title is None or marks[0].kind == "date" or marks[0].line.words > LONGEST_TITLE:
        return
    line = marks[0].line
    cuts = _cuts(line.text)
    key = marks[title].line.key if title else None
    for cut in cuts:
        head, tail = line.text[: cut.start()].strip(), line.text[cut.end() :].strip()
        if level(head) == key:
            name = _name_in(tail)
            yield from [Vote(name, TITLE_END)] if name else []
            return
        if level(tail) == key and is_name_like(head):
            yield Vote(head, TITLE_END)
            return
    tail = line.text[cuts[-1].end() :].strip(" %") if cuts else ""
    if not is_name_like(tail) or is_label(tail) or _COUNTED.search(tail):
        return
    told = title > 0 and (is_press_name(tail) or any(mark.line.key == level(tail) for mark in marks[1:]))
    yield Vote(tail, TITLE_END if told else TITLE_MAY_END)


def _name_in(tail: str) -> str | None:
    """Return the last name in what follows the headline in the page's title; a slogan at its end is a sentence."""
    parts = (part.strip(" %") for part in TAIL.split(tail))
    names = [part for part in parts if part and not ends_sentence(part) and not _COUNTED.search(part)]
    return names[-1] if names and len(names[-1].split()) <= _LONGEST_NAME else None


def split_title(title: str, prose: str = "") -> tuple[str, str | None]:
    """Return a title without the site's name at its end ("… | Daily Planet"), and that name.

    After a dash stands the site, or whoever said it: an unknown name counts where the text speaks of no such name.
    """
    host = _HOST.search(title)
    if host:
        return title[: host.start()], outlet_of_address(f"//{host['host']}")
    cuts = list(TAIL.finditer(title))
    if not cuts:
        return title, None
    head, tail = title[: cuts[-1].start()].strip(), title[cuts[-1].end() :].strip()
    bar = cuts[-1][0].strip() in ("|", "::", "»", "•")
    fits = len(tail.split()) <= 5 and len(head.split()) > len(tail.split()) and not tail.endswith("?")
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
