"""What the lines above a text say of whose page it is: masthead, byline, date line, press release. Marks -> Vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.text.headlines import LONGEST_OFFICE
from copydesk.stages.articles.text.navigation import (
    NAVIGATION,
    RADIO,
    RELEASE,
    is_label,
    is_name_like,
    is_section,
    without_form,
)
from copydesk.stages.articles.text.notices import ABOUT, NAME, SELF, Vote
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import title_case
from copydesk.stages.articles.values.outlets import find_outlet, is_common_word, is_press_name, know_outlet
from copydesk.text.names import is_first_name

_SITE_WORDS = re.compile(r"(?:\s+[|–—-])?\s+(?:Home ?page|Home|Logo|(?:Online|Internet|Web) Edition|Website)$", re.I)
_SLOGAN = re.compile(r"\s+[–—]\s+[a-z][^?]*$")
"""What stands behind a site's name in its own line."""
_WAVE = re.compile(r"\s+\d{2,4}(?:\.\d{1,2})?(?: ?(?:FM|AM|MHz|kHz))?$")
_COLUMN = re.compile(r"(?<!\s)\s{3,}")
_SLOGAN_WORDS = (3, 10)
_PUBLISHED_IN = re.compile(r"^(?:published in|in)$", re.I)
_ROW_END = re.compile(r"\s+[|>/›»–—-]\s+")
_ARTICLE = re.compile(r"(?:(?i:the|le|la|el|il|der|die|das)|De|O) [A-ZÀ-Þ]|L['’][A-ZÀ-Þ]")
_SPECIAL = re.compile(r"^(?:(?:special )?(?:to|for)|published by|via) (?:the )?(?=[A-ZÀ-Þ])", re.I)
"""How the line below a byline tells for whom it was written: "Special to the Selby Lamp"."""
_ISSUER = re.compile(r"\b(?:release|statement) (?:by|from|of) (?:the )?(?P<name>\w[\w&’' -]{2,60})$", re.I)
_RELEASE_SOURCE = re.compile(rf"^SOURCE:? {NAME}$")
_SHORT_MENU = 15
_CROWD = 8
"""More short lines than this between a name at the top and the headline are a menu, which may begin with any label."""
_NEAR, _FIRST = 4, 3
_RELEASE_HEAD = 12


def masthead(head: Sequence[Mark], title: int | None) -> int | None:
    """Return the place of the line at the top that can be the site's name, or None."""
    told = {head[title].line.key} if title is not None else set()
    above = [
        (i, mark.line) for i, mark in enumerate(head[:title]) if mark.kind == "short" and mark.line.key not in told
    ]
    short = [i for i, line in above if not is_label(line.text) and not RELEASE.search(line.text)]
    menu = {i for i in short if i > 0 and _is_labelled(head, i - 1) and _is_labelled(head, i + 1)}
    fit = (
        i for i in short[:3] if i not in menu and is_name_like(_bare(head[i])) and not SELF.search(head[i].line.text)
    )
    return next(fit, None)


def of_head(head: Sequence[Mark], title: int | None) -> Iterator[Vote]:
    """Yield the names that the lines above the text give: the masthead, then line by line."""
    top = masthead(head, title)
    yield from _of_masthead(head, top, title) if top is not None else ()
    yield from _of_lines_above(head[:title], top)
    for i in range(len(head)):
        if i not in (title, top):
            yield from _of_line(head, i, title)


def of_release(marks: Sequence[Mark], body: int, title: int | None) -> Iterator[Vote]:
    """Yield who issues a press release: "SOURCE …", a name at its top that the text has, and whom "About …" tells of below."""
    top = max(0, (title or 0) - _RELEASE_HEAD)
    head = [mark for i, mark in enumerate(marks[:body]) if i != title and i >= top]
    if not any(RELEASE.search(mark.line.text) for mark in head):
        return
    source = next((found for mark in reversed(marks) if (found := _RELEASE_SOURCE.match(mark.line.text))), None)
    yield from [Vote(source["name"], "the release tells about it")] if source else []
    prose = " ".join(mark.line.text for mark in marks[body:] if mark.kind == "prose")
    told = [
        (_ROW_END.split(_bare(m))[0], "heads the release")
        for m in head
        if (m.kind == "short" or m.rule == NAVIGATION) and not RELEASE.search(m.line.text)
    ]
    told += [
        (found["name"], "the release tells about it") for mark in marks[body:] if (found := ABOUT.match(mark.line.text))
    ]
    told += [
        (found["name"], "the release tells about it") for mark in head if (found := _ISSUER.search(mark.line.text))
    ]
    for name, sign in told:
        in_text = re.search(re.escape(without_form(name)), prose, re.I) if is_name_like(name, LONGEST_OFFICE) else None
        if in_text and in_text[0][:1].isupper():
            yield Vote(in_text[0], sign)
        elif is_name_like(name, LONGEST_OFFICE) and _speaks_as_office(name, prose):
            yield Vote(title_case(name), sign)


def _speaks_as_office(name: str, prose: str) -> bool:
    """Return whether a text speaks of an office by the word that says what it is: "the Ministry" of "Ministry of Piers"."""
    words = name.split()
    kind = words[0] if any(word.casefold() == "of" for word in words[1:]) else words[-1]
    return len(words) > 1 and bool(re.search(rf"\b[Tt]he {re.escape(kind.title())}\b", prose))


def of_second_byline(marks: Sequence[Mark], body: int) -> Iterator[Vote]:
    """Yield the name that alone stands in a second byline, "Coast Ledger Staff Writer", if the text speaks of "the …"."""
    prose = " ".join(mark.line.text for mark in marks[body:] if mark.kind == "prose")
    for one, two in pairwise(marks[:body]):
        if one.kind == two.kind == "byline" and two.byline and len(two.byline.names) == 1:
            yield from (Vote(name, "a second byline gives it") for name in two.byline.names if f"the {name}" in prose)


def _of_masthead(head: Sequence[Mark], top: int, title: int | None) -> Iterator[Vote]:
    name = _bare(head[top])
    yield Vote(name, "stands at the top")
    if top == 0 and (_has_slogan(head[:title]) or RADIO.search(head[top].line.text)):
        yield Vote(name, "a slogan follows it")
    crowd = sum(mark.kind == "short" for mark in head[top + 1 : title]) > _CROWD
    again = (i for i, mark in enumerate(head) if i != top and mark.line.key == head[top].line.key)
    if any(not crowd or abs(i - top) == 1 for i in again):
        yield Vote(name, "stands at the top twice")
    if not crowd and any(mark.rule == NAVIGATION or is_label(mark.line.text) for mark in head[top + 1 : title]):
        yield Vote(name, "stands above a menu")


def _has_slogan(head: Sequence[Mark]) -> bool:
    """Return whether the first line holds a slogan behind the name, or the second is one: a few words that are no name."""
    if _SLOGAN.search(head[0].line.text):
        return True
    line = head[1] if 1 < len(head) <= _NEAR else None
    return line is not None and (
        line.kind in ("short", "prose")
        and _SLOGAN_WORDS[0] <= line.line.words <= _SLOGAN_WORDS[1]
        and not is_name_like(line.line.text, 99)
        and not any(char.isdigit() for char in line.line.text)
    )


def _of_lines_above(above: Sequence[Mark], top: int | None) -> Iterator[Vote]:
    """Yield the names that stand alone above the headline, if these are few; one with an article, "The Selby Lamp", is no label."""
    short = [mark for mark in above if mark.kind == "short"]
    for mark in short if len(short) <= _SHORT_MENU else ():
        text = mark.line.text
        if is_press_name(text) or is_label(text) or not is_name_like(text) or SELF.search(text):
            continue
        if top is None or mark.line.key != above[top].line.key:
            yield Vote(_bare(mark), "stands above the headline")
        if _ARTICLE.match(text):
            yield Vote(_bare(mark), "is a name with an article")


def _is_day(text: str) -> bool:
    """Return whether a line is a day without its year ("June 12", "12 June")."""
    words = text.replace(".", "").casefold().split()
    months = [word for word in words if word in load_lexicon("month_names")]
    return len(words) == 2 and len(months) == 1 and any(word[:1].isdigit() for word in words)


def _of_line(head: Sequence[Mark], i: int, title: int | None) -> Iterator[Vote]:
    mark, text = head[i], head[i].line.text
    if mark.rule == NAVIGATION and i < _FIRST and is_press_name(name := _COLUMN.split(text, maxsplit=1)[0]):
        yield Vote(name, "stands at the top")
    if mark.kind == "short" and is_press_name(text) and not is_label(text):
        yield Vote(text, "stands alone above the text")
    if i > 0 and _PUBLISHED_IN.match(head[i - 1].line.text) and is_name_like(text):
        yield Vote(text, "the story was published in it")
    near = title is None or i > title - _NEAR
    if i > 0 and near and head[i - 1].kind == "byline" and mark.kind == "short":
        bare = _SPECIAL.sub("", text)
        known = find_outlet(bare)
        yield from (
            [Vote(known or bare, "stands below the byline")]
            if known or (is_name_like(bare) and "/" not in bare and not _is_day(bare))
            else ()
        )
    if mark.kind == "date":
        yield from _beside_date(text)
    if mark.kind == "byline" and mark.byline:
        yield from [Vote(mark.byline.outlet, "the byline gives it")] if mark.byline.outlet else ()
        others = (name for name in mark.byline.names[1:] if not is_first_name(name.split()[0]))
        yield from (Vote(name, "the byline may give it") for name in others)


def _beside_date(text: str) -> Iterator[Vote]:
    """Yield the name that shares a line with the date: "Quayside Review | September 19, 2024", "PTI / Mar 8, 2022"."""
    parts = [part.strip(" ,-–—") for part in re.split(r"\s[|/•·–—-]\s|,\s(?=[A-Z][a-z]+day\b)", text)]
    for part in parts if len(parts) > 1 else ():
        if is_section(part) or is_common_word(part):  # "Wednesday, 20 March 2024 | Page 4 | Nation"
            continue
        if know_outlet(part) or (is_name_like(part) and not re.search(r"\d", part) and len(part.split()) > 1):
            yield Vote(part, "stands beside the date")


def _is_labelled(marks: Sequence[Mark], i: int) -> bool:
    return i < len(marks) and is_label(marks[i].line.text)


def _bare(mark: Mark) -> str:
    """Return a line without what stands behind a name in it, in another column or words: "Selby Lamp      PRINT EDITION"."""
    name = _SLOGAN.sub("", _SITE_WORDS.sub("", _COLUMN.split(mark.line.text, maxsplit=1)[0]))
    return _WAVE.sub("", name) if RADIO.search(name) else name
