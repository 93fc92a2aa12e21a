"""Which line is the headline: every line that can be it is weighed by named signs, the heaviest wins. Marks -> Headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.several.threads import STORY_WORDS, prose_sums
from copydesk.stages.articles.text.navigation import NAVIGATION, RADIO, RELEASE, is_label, is_name_like, without_form
from copydesk.stages.articles.text.signals import TOP, Mark
from copydesk.stages.articles.text.titles import LONGEST_TITLE, first_titles
from copydesk.stages.articles.values.bylines import read_lone_names
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name

LONGEST_OFFICE = 8
"""Words of an office's name, as at the top of its press release."""
_LIKE_TITLE = "shares words with the page's first line"
_WEIGHTS = {
    "one word": -3.0,
    "two words": -1.5,
    "three words": 0.0,
    "four words": 1.0,
    "five words or more": 2.0,
    "has words in small letters": 1.0,
    "begins in small letters": -2.0,
    "ends as a label or list": -3.0,
    "ends as a call or question": -1.0,
    "holds two sentences": -2.0,
    "calls the page live": 4.0,
    "gives a contact": -4.0,
    "names an outlet or a forum": -4.0,
    "names persons": -3.0,
    "stands in columns": -4.0,
    "is a name in the text": -4.0,
    "leads to a headline that stands by itself": -4.0,
    "stands above a byline, a date or the text": 1.0,
    "a byline or a date follows closely": 1.5,
    "a menu stands below it": -3.0,
    "prose stands above it": -1.5,
    "the text takes up its words": 4.0,
    "stands on the page more than once": 1.0,
    "opens the page": 0.5,
    "is in the page's first line": 3.5,
    "is the page's only heading of the first level": 4.0,
    _LIKE_TITLE: 0.5,
}
"""Set by hand on half of the development pages, and held against what a regression gives each sign."""
_MARGIN = 1.5
_CLOSE = 5
"""A line so many lines above the heaviest goes before it when it weighs nearly as much: what follows a headline is its deck."""
_LIKE = 0.3
_MOST = 0.6
_LENGTHS = {1: "one word", 2: "two words", 3: "three words", 4: "four words"}
_BODY_WORDS = 250
_HEAD_LINES = 1000
"""Lines at the top among which the headline is looked for."""
_MOST_ABOVE = 0.25
"""Of the prose that may stand above a headline: banners and menus that hold whole sentences."""
_MOST_ABOVE_TITLE = 0.5
"""The same for a line that the page's first line has."""
_NEAR = 50
_HEADED = 6
"""Lines below a headline among which its byline or date stands."""
_SAID = 3  # signs that a reason names
_SITE = re.compile(r"\b(?:forums?|newsletter|mailing list|message board|discussion board)\b", re.I)
LIVE = re.compile(r"\blive (?:updates?|blog|coverage|report)\b|\bas it happened\b|\bminute by minute\b", re.I)
"""How a page that grows by the hour calls itself."""
_CONTACT = re.compile(r"\d{3}[-. ]\d{4}\b|\S@\S|^(?:media |press )?(?:contacts?|enquir(?:y|ies)|inquiries):", re.I)
_MOST_STEPS = 8
"""Steps of a breadcrumb that are read."""
_STEP = re.compile(r"(?<!\s)\s++[»›>/|-]\s+")
_SOURCE = re.compile(r"(?:from|via|in|source:) (?:the |today's )?(?P<name>[^:]{3,40}):$", re.I)
_COLUMNS = re.compile(r"\S\s{3}")
"""The head of a page: "SELBY LAMPS      PIERS INC."."""
_TWO_SENTENCES = re.compile(r"^\S+ \S+ [^.!?]*[a-zà-ÿ]{3}[.!?] [A-ZÀ-Þ]")


class Headline(NamedTuple):
    """The place of the headline among the lines, where the story's head begins, and the weightiest signs of the headline.

    What stands before the head is the site's.
    """

    line: int
    head: int
    why: str


def find_headline(marks: Sequence[Mark], *, is_thread: bool = False) -> Headline | None:
    """Return the headline of the story that some lines hold, or None where no line can be one.

    A line below the first prose counts where a byline, a date or a dateline follows it or the page's first line has it, and
    no more than a quarter of the prose stands above it.
    """
    page = Page(marks)
    signs = {i: dict(_signs(page, i)) for i in _candidates(page, is_thread=is_thread)}
    weights = {i: sum(_WEIGHTS[sign] * much for sign, much in found.items()) for i, found in signs.items()}
    best = max(weights, key=lambda i: (weights[i], -i), default=None)
    if best is None:
        return None
    line = next(i for i in weights if best - i <= _CLOSE and weights[i] >= weights[best] - _MARGIN)
    for_it = sorted(signs[line], key=lambda sign: -_WEIGHTS[sign] * signs[line][sign])  # stable
    why = ", ".join(sign for sign in for_it[:_SAID] if _WEIGHTS[sign] * signs[line][sign] > 0)
    return Headline(line, _head(page, line, signs), why)


def _head(page: Page, line: int, signs: Mapping[int, Mapping[str, float]]) -> int:
    """Return where a story's head begins: at its headline, or where the page's title, its first line, stands in other words."""
    if line > 0:
        return line if page.sums[line] else 0
    like = (i for i in signs if page.sums[i] and signs[i].get(_LIKE_TITLE, 0.0) >= _LIKE and is_headed(page.marks, i))
    return 0 if is_headed(page.marks, 0) else next(like, 0)


@dataclass(frozen=True)
class Page:
    """Some lines, with what is asked of them again and again."""

    marks: Sequence[Mark]

    @cached_property
    def sums(self) -> Sequence[int]:
        return prose_sums(self.marks)

    @cached_property
    def prose(self) -> str:
        return " ".join(mark.line.text for mark in self.marks if mark.kind == "prose")

    @cached_property
    def next_prose(self) -> Sequence[int]:
        """For each line the place of the first prose from it on."""
        places, at = [], len(self.marks)
        for i in reversed(range(len(self.marks))):
            at = i if self.marks[i].kind == "prose" else at
            places.append(at)
        return [*reversed(places), len(self.marks)]

    @cached_property
    def last_menu(self) -> dict[int, int]:
        """For each first line of prose the last line of a menu above it."""
        menus = (i for i, mark in enumerate(self.marks) if _is_menu(mark))
        return {self.next_prose[i]: i for i in menus}

    @cached_property
    def titles(self) -> frozenset[str]:
        return first_titles(self.marks)

    @cached_property
    def first_stems(self) -> frozenset[str]:
        return stems_of(self.marks[0].line.text.split()) if self.titles else frozenset()

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(mark.line.key for mark in self.marks)

    @cached_property
    def _openings(self) -> dict[int, frozenset[str]]:
        return {}

    def opening(self, first: int) -> frozenset[str]:
        """Return the stems of the first words of the prose from a line on."""
        if first not in self._openings:
            words = (word for mark in self.marks[first:] if mark.kind == "prose" for word in mark.line.text.split())
            self._openings[first] = stems_of(list(islice(words, _BODY_WORDS)))
        return self._openings[first]


def is_headed(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a byline or a date stands a few lines below a line, and neither a menu nor prose between."""
    for mark in marks[i + 1 : i + 1 + _HEADED]:
        if _is_byline(mark) or (mark.date and (mark.date.value or mark.date.changed)):
            return True
        if mark.kind == "prose" or mark.rule == NAVIGATION:
            return False
    return False


def _is_byline(mark: Mark) -> bool:
    return mark.kind == "byline" and mark.byline is not None and any(" " in name for name in mark.byline.names)


def _candidates(page: Page, *, is_thread: bool) -> Iterator[int]:
    marks, sums = page.marks, page.sums
    for i, mark in enumerate(marks[:_HEAD_LINES]):
        if mark.kind != "short" or mark.line.words > LONGEST_TITLE or _is_source(mark.line.text):
            continue
        if sums[i] > 0 and (is_thread or sums[-1] - sums[i] < STORY_WORDS):
            return
        told = mark.line.key in page.titles
        if sums[i] > (_MOST_ABOVE_TITLE if told else _MOST_ABOVE) * sums[-1]:
            continue
        if sums[i] == 0 or told or is_headed(marks, i) or _is_above_dateline(page, i):
            yield i


def _is_source(text: str) -> bool:
    """Return whether a line says whose the story below is: "From the Selby Echo:", "RADIO OLTENA 97.4 FM"."""
    found = _SOURCE.match(text)
    return RADIO.search(text) is not None or (found is not None and is_press_name(found["name"]))


def _is_above_dateline(page: Page, i: int) -> bool:
    first = page.next_prose[i]
    return first < min(i + _HEADED, len(page.marks)) and read_dateline(page.marks[first].line.text) is not None


def _signs(page: Page, i: int) -> Iterator[tuple[str, float]]:
    """Yield the signs of a line with how much each is given, most of them wholly."""
    mark = page.marks[i]
    is_told = i > 0 and mark.line.key in page.titles
    yield _LENGTHS.get(0 if is_told else mark.line.words, "five words or more"), 1.0
    yield from ((sign, 1.0) for sign in _looks(mark.line.text))
    yield from ((sign, 1.0) for sign in _stands(page, i))
    stems = stems_of(mark.line.text.split())
    taken_up = len(stems & page.opening(page.next_prose[i])) / max(4, len(stems))
    yield "the text takes up its words", min(1.0, taken_up / _MOST)  # a deck often shares more than its headline
    if is_name_in(mark.line.text, page.prose):
        yield "is a name in the text", 1.0
    if mark.line.tag == TOP:
        yield "is the page's only heading of the first level", 1.0
    if is_told:
        yield "is in the page's first line", 1.0
    elif i > 0:
        yield _LIKE_TITLE, len(stems & page.first_stems) / max(4, len(stems))


def _looks(text: str) -> Iterator[str]:
    """Yield what a line by itself shows for or against a headline."""
    if any(word[:1].islower() for word in text.split()[1:]):
        yield "has words in small letters"
    if text[:1].islower():
        yield "begins in small letters"
    if text[-1] in ":…,":
        yield "ends as a label or list"
    if text[-1] in "?!":
        yield "ends as a call or question"
    if _TWO_SENTENCES.search(text):
        yield "holds two sentences"
    if LIVE.search(text):
        yield "calls the page live"
    if _CONTACT.search(text):
        yield "gives a contact"
    if is_press_name(text) or _SITE.search(text):
        yield "names an outlet or a forum"
    if read_lone_names(text):
        yield "names persons"
    if _COLUMNS.search(text):
        yield "stands in columns"


def _stands(page: Page, i: int) -> Iterator[str]:
    """Yield what stands around a line for or against a headline."""
    marks = page.marks
    rest = (mark for mark in islice(marks, i + 1, i + 1 + _NEAR) if mark.kind not in ("caption", "credit", "furniture"))
    below = list(islice(rest, 3))
    follows = next((mark.kind for mark in below if mark.kind != "short"), "prose" if len(below) < 3 else "")
    if follows in ("byline", "date", "prose", "highlights"):
        yield "stands above a byline, a date or the text"
    if is_headed(marks, i):
        yield "a byline or a date follows closely"
    if page.last_menu.get(page.next_prose[i], -1) > i > 0:
        yield "a menu stands below it"
    if page.sums[i] > 0 and marks[i].line.key not in page.titles:
        yield "prose stands above it"
    if page.counts[marks[i].line.key] > 1:
        yield "stands on the page more than once"
    if i == 0:
        yield "opens the page"
    parts = _STEP.split(marks[i].line.text, maxsplit=_MOST_STEPS)
    steps = (level(" ".join(parts[first:])) for first in range(1, len(parts)))
    if any(len(step.split()) >= 3 and step in page.counts for step in steps):  # "Home » Bridges » The bridge is open"
        yield "leads to a headline that stands by itself"


def is_name_in(text: str, prose: str) -> bool:
    """Return whether a line is a name that the text has in the same capitals, as a company's or an office's."""
    case = re.I if text.isupper() else re.NOFLAG
    return is_name_like(text, LONGEST_OFFICE) and bool(re.search(rf"\b{re.escape(without_form(text))}\b", prose, case))


def _is_menu(mark: Mark) -> bool:
    return mark.rule == NAVIGATION or is_label(mark.line.text) or RELEASE.search(mark.line.text) is not None


def stems_of(words: Sequence[str]) -> frozenset[str]:
    common = load_lexicon("function_words")
    return frozenset(word[:5] for word in level(" ".join(words)).split() if len(word) > 2 and word not in common)
