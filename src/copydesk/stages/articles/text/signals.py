"""What a line of a page is by its own words: prose, furniture, a credit, a date … Line -> Mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.stages.articles.text.captions import picture_kind
from copydesk.stages.articles.text.furniture import Kind, furniture_kind
from copydesk.stages.articles.values.bylines import Byline, read_byline
from copydesk.stages.articles.values.dates import DateLine, Order, read_date_beside, read_date_line
from copydesk.stages.articles.values.lines import Line, count_words, ends_sentence


class Mark(NamedTuple):
    """A line with what it is and the rule that says so; `byline` and `date` are what was read from it."""

    line: Line
    kind: Kind
    rule: str
    byline: Byline | None = None
    date: DateLine | None = None


_TWEET = re.compile(r"^[—–-]\s.{1,80}\(@\w{1,30}\)")
_CAPTION_LABEL = re.compile(r"^(?:image|photo|picture)?\s?caption\s?[,:]?$", re.I)
_LABEL = re.compile(
    r"^(?:(?:written|reported|posted|published|words|story|text) )?by:?$|^authors?:?$|^(?:reporters?|words|byline):$|"
    r"^(?:first |originally )?(?:published|posted|date|publication date)(?: on)?:?$|"
    r"^(?:(?:page |last )?(?:updated|modified|reviewed)|last update)(?: on| at)?:?$",
    re.I,
)
"""A label that stands alone above what it labels."""
_JOINT = re.compile(r"^(?:,|&|and)$")
"""What stands alone between two names of a byline."""
_CELLS = re.compile(r"\s*\|\s*|\s{2,}")
_BULLET = re.compile(r"^[•▪●◦‣·*–—-]\s+\S")
BRACKETED_LINK = re.compile(
    r"[(\[]\s*(?:RELATED|READ MORE|READ ALSO|ALSO READ|SEE ALSO|READ|MORE|WATCH|Related|Read more|Read also|Also read|See also|Watch)\s*:[^()\[\]]{3,250}[)\]]"
)
"""A link to another story that is set into a paragraph."""
_INITIALS_END = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}$")
_CAPITAL_ROW = re.compile(r"[^a-zà-ÿ]*\s{3,}[^a-zà-ÿ]*$")
"""Two columns in capitals: "SELBY LAMPS PLC      PIERS INC."."""
_HEADLINE_WORDS = 14
_PROSE_WORDS = 25
TOP = "h1"
"""The tag of a line that the page's only heading of the first level is."""
_LEAST_TWICE, _MOST_BEHIND = 5, 8
_LONGEST_LINE = 3000
"""A line of more characters is text, whatever it looks like."""


def mark_lines(lines: Sequence[Line], order: Order | None = None) -> list[Mark]:
    """Return what each line is; a sentence that is printed twice in a row is a picture's caption and its alternative text."""
    known = {line.text: mark_line(line, order) for line in {line.text: line for line in lines}.values()}
    marks = [known[line.text] for line in lines]  # a page may repeat a line without end
    marks = [mark if mark.line is line else mark._replace(line=line) for mark, line in zip(marks, lines, strict=True)]
    for i in range(1, len(marks)):
        marks[i] = _under_label(marks[i - 1], marks[i], order)
        if i > 1 and marks[i - 2].kind == "byline" and _JOINT.match(marks[i - 1].line.text):
            marks[i] = _under_label(marks[i - 1]._replace(line=Line(marks[i - 1].line.span, "by")), marks[i], order)
        one, two = marks[i - 1], marks[i]
        if (one.kind == two.kind == "prose" and one.line.key == two.line.key) or (
            one.kind == "prose" and two.kind in ("prose", "short", "caption") and _goes_on_as_credit(one.line, two.line)
        ):
            marks[i - 1] = one._replace(kind="caption", rule="articles.caption_twice")
            marks[i] = two._replace(kind="caption", rule="articles.caption_twice")
        elif two.kind == "bullet" and (one.kind == "highlights" or one.rule == "articles.highlights"):
            marks[i] = two._replace(rule="articles.highlights")
        elif one.kind == "short" and _TWEET.match(two.line.text):
            marks[i - 1] = one._replace(kind="prose", rule="articles.tweet")
        elif two.kind in ("prose", "short") and one.rule == "articles.image" and _CAPTION_LABEL.match(one.line.text):
            marks[i] = two._replace(kind="caption", rule="articles.caption_label")
        elif one.kind == "prose" and two.kind == "credit" and _is_single(one.line) and _tells_nothing(marks, i - 1):
            marks[i - 1] = one._replace(kind="caption", rule="articles.caption_above_credit")
        elif one.kind == "prose" and _is_below_credit(marks, i - 1) and _is_single(one.line):
            marks[i - 1] = one._replace(kind="caption", rule="articles.caption_below_credit")
    return marks


def _under_label(one: Mark, two: Mark, order: Order | None) -> Mark:
    """Return a line read with the label that stands alone above it: "Written by" / "Ida Moor", "Last updated" / "May 4, 2021"."""
    if two.kind not in ("short", "date") or not _LABEL.match(one.line.text) or _LABEL.match(two.line.text):
        return two
    text = f"{one.line.text.rstrip(': ')}: {two.line.text}"
    date = read_date_line(text, order) if two.kind == "date" else None
    if date:
        return two._replace(date=date)
    byline = read_byline(text) if two.kind == "short" else None
    return two._replace(kind="byline", rule="articles.byline", byline=byline) if byline and byline.names else two


def _goes_on_as_credit(one: Line, two: Line) -> bool:
    """Return whether a sentence stands again below, with no more than a credit behind it."""
    return one.words >= _LEAST_TWICE and two.words <= one.words + _MOST_BEHIND and two.key.startswith(f"{one.key} ")


def _is_below_credit(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a line stands alone between a credit and what is no text."""
    return i > 1 and marks[i - 1].kind == "credit" and marks[i - 2].kind != "prose" and marks[i + 1].kind != "prose"


def _is_single(line: Line) -> bool:
    return line.words <= 45 and not re.search(r"[.!?]\s+[A-ZÀ-Þ“\"]|[“”\"]", line.text)


def _tells_nothing(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a line stands above the text: no prose comes before it."""
    return not any(mark.kind == "prose" for mark in marks[:i])


def mark_line(line: Line, order: Order | None = None) -> Mark:
    """Return what one line is: the first rule that fits, from the surest to prose and short lines."""
    text = line.text
    if line.tag == TOP:
        return Mark(line, "short", "articles.short_line")
    if len(text) > _LONGEST_LINE:
        return Mark(line, "prose", "articles.prose")
    kind = furniture_kind(line)
    date = read_date_line(text, order)
    if kind is not None and not (date and date.labelled and date.value):  # "Originally published May 4, 2021"
        return Mark(line, kind[0], kind[1], None, _date_in_row(text, order) if kind[0] == "sources" else None)
    byline = read_byline(text)
    if byline is not None and not (date and not byline.names) and (line.words <= 14 or not ends_sentence(text)):
        return Mark(line, "byline", "articles.byline", byline, date or read_date_beside(text, order))
    if date is not None:
        return Mark(line, "date", "articles.date_line", None, date)
    for found, rule in (
        (picture_kind(line), "articles.caption"),
        (_is_bullet(line), "articles.bullet"),
        (_is_prose(line), "articles.prose"),
    ):
        if found:
            return Mark(line, found, rule)
    return Mark(line, "short", "articles.short_line")


def _date_in_row(text: str, order: Order | None) -> DateLine | None:
    """Return the date that fills one cell of a row: "Source: Selbywire | 2021-03-04 21:14 | Editor: moor"."""
    cells = (read_date_line(cell, order) for cell in _CELLS.split(text))
    return next((date for date in cells if date and date.value), None)


def _is_bullet(line: Line) -> Kind | None:
    return "bullet" if _BULLET.match(line.text) and not _TWEET.match(line.text) and line.words <= 40 else None


def _is_prose(line: Line) -> Kind | None:
    text, words = line.text, line.words
    if BRACKETED_LINK.search(text):
        text = BRACKETED_LINK.sub("", text).strip()
        words = count_words(text)
    if _TWEET.match(text):
        return "prose"
    is_title = words <= _HEADLINE_WORDS and (_INITIALS_END.search(text) or _CAPITAL_ROW.match(text))
    is_closed = ends_sentence(text) and not is_title
    if words >= _PROSE_WORDS or (words >= 4 and is_closed and not _is_question_headline(text, words)):
        return "prose"
    if words >= 2 and ends_sentence(text) and text[:1] in "“\"‘'«":
        return "prose"
    if words >= 8 and text.endswith((":", ",", "—", ";")):
        return "prose"
    return None


def _is_question_headline(text: str, words: int) -> bool:
    return text.endswith(("?", "!")) and words <= 12 and not re.search(r"[“”\"]", text)


def repeated_keys(lines: Sequence[Line]) -> frozenset[str]:
    """Return the levelled text of lines that stand more than once."""
    counts = Counter(line.key for line in lines)
    return frozenset(key for key, count in counts.items() if count > 1 and key)
