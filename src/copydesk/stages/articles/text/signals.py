"""What a line of a page is by its own words: prose, furniture, a credit, a date … Line -> Mark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from copydesk.lexicon import load_entries
from copydesk.stages.articles.text.captions import picture_kind
from copydesk.stages.articles.text.navigation import navigation_rule, running_head
from copydesk.stages.articles.values.bylines import Byline, read_byline
from copydesk.stages.articles.values.dates import DateLine, Order, find_date, read_date_beside, read_date_line
from copydesk.stages.articles.values.lines import Line, count_words, ends_sentence, level
from copydesk.stages.articles.values.profiles import profile_rule

Kind = Literal[
    "prose", "short", "bullet", "byline", "date", "caption", "credit", "contributed", "newsletter", "related", "sources",
    "highlights", "comments", "tail", "furniture", "member", "number", "quoted",
]  # fmt: skip


class Mark(NamedTuple):
    """A line with what it is and the rule that says so; `byline` and `date` are what was read from it."""

    line: Line
    kind: Kind
    rule: str
    byline: Byline | None = None
    date: DateLine | None = None


_NUMBER = re.compile(r"^[#+-]?[\d.,]+\s?[KkMm%]?$|^#\d+$|^\d+ ?/ ?\d+$|^[^\w\s]{1,3}$")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|reporting|from)|\bcontributed\.$", re.I
)
_REPORTING = re.compile(
    r"^\(?(?:additional |with )?reporting (?:by|from) [A-ZÀ-Þ]|^\(?(?:written|edited|compiled) by [A-ZÀ-Þ][^.]{3,120}(?:editing by|;)|"
    r"^\(?with (?:inputs?|files|additional reporting|contributions?|reporting|material) (?:from|by)\b",
    re.I,
)
_RIGHTS = re.compile(r"^(?:copyright|©|\(c\))", re.I)
_WIRE_RIGHTS = re.compile(r"all rights reserved|may not be (?:published|reproduced|reprinted|broadcast)")
_TWEET = re.compile(r"^[—–-]\s.{1,80}\(@\w{1,30}\)")
_URL = re.compile(r"^(?:(?:link|source|via|from|url)\s*:?\s*)?(?:https?://|www\.)\S+$", re.I)
_CREDIT_LINE = re.compile(
    r"^(?:photo(?:graph)?s?|image|picture|illustration|video|file photo|graphic)s?\b(?:[ /]\w+){0,2}\s*(?:credit|by|courtesy|:|should read|source|provided by)",
    re.I,
)
_CAPTION_LABEL = re.compile(r"^(?:image|photo|picture)?\s?caption\s?[,:]?$", re.I)
_SLUG = re.compile(r"^[A-Z0-9]{2,}(?:[-_/][A-Z0-9&]{2,}){2,}$")
_IMAGE_NAME = re.compile(
    r"\b(?:promo|featured|header|cover|hero|lead|main|thumbnail|placeholder) (?:image|photo|picture)$|^[\w,@%() -]{1,80}\.(?:jpe?g|png|gif|webp|svg)$",
    re.I,
)
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
_MEMBER_TITLE = re.compile(r"^(?:[\w.+-]+[ -]){0,2}Members?$|^(?:Super |Global |Forum )?(?:Moderator|Administrator)$")
_POST_HEADER = re.compile(
    r"^(?:by|post(?:ed)? by:?) \S+(?: \S+)? [»›] |\bposted by u/|^re: .{1,120}\bby \S+ »|^#\d+ (?:by )?\S+ [»›]", re.I
)
BRACKETED_LINK = re.compile(
    r"[(\[]\s*(?:RELATED|READ MORE|READ ALSO|ALSO READ|SEE ALSO|READ|MORE|WATCH|Related|Read more|Read also|Also read|See also|Watch)\s*:[^()\[\]]{3,250}[)\]]"
)
"""A link to another story that is set into a paragraph."""
_READING_TIME = re.compile(r"^\W*\d+[ -]min(?:ute)?s?\.? read\W*$", re.I)
_COUNTED = re.compile(r"^\(?\d+\)? (?:comments?|repl(?:y|ies)|responses?|thoughts? on .*|answers?)\b.{0,20}$", re.I)
_INITIALS_END = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}$")
_HEADLINE_WORDS = 14
_PROSE_WORDS = 25
_SHORT, _MIDDLE, _MOST_CREDIT, _LONG = 20, 25, 40, 60
_PICTURE_ENDS = ("image", "photo", "picture", "jpg", "jpeg", "png", "gif", "webp", "svg")
_LONGEST_LINE = 3000
"""A line of more characters is text, whatever it looks like."""


_MOST_WORDS = {
    "furniture": 30,
    "newsletter": 45,
    "comments": 25,
    "tail": 10,
    "related": 30,
    "sources": 80,
    "image": 40,
    "member": 8,
}
"""Words of the longest line that its opening makes of a kind."""


@cache
def _phrases(mode: str) -> dict[str, str]:
    return {e.form: e.meaning for e in load_entries("furniture") if e.note == mode}


@cache
def _starts() -> dict[str, list[tuple[str, str]]]:
    """Return the openings of furniture by their first two letters, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for form, meaning in sorted(_phrases("start of line").items(), key=lambda item: -len(item[0])):
        found.setdefault(form[:2], []).append((form, meaning))
    return found


@cache
def _inner() -> dict[str, list[str]]:
    """Return the phrases of furniture that may stand anywhere in a line, by their first word."""
    found: dict[str, list[str]] = {}
    for form in _phrases("in line"):
        found.setdefault(level(form).split()[0], []).append(form)
    return found


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
        if one.kind == two.kind == "prose" and one.line.key == two.line.key:
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
    if len(text) > _LONGEST_LINE:
        return Mark(line, "prose", "articles.prose")
    kind = _furniture_kind(line)
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


def _furniture_kind(line: Line) -> tuple[Kind, str] | None:
    """Return the kind of a line that belongs to the site, the wire or the forum, and its rule."""
    folded = line.text.casefold().replace("’", "'")
    phrases = _phrases("whole line")
    whole = phrases.get(folded.strip(" .:»›→▸|-–—*")) or phrases.get(folded)
    if whole is not None:
        return _kind_of(whole, line.words)
    profile = profile_rule(line.text)
    if profile is not None:
        return "member", profile
    return _kind_of_form(line.text, line.words) or _kind_of_words(line, folded) or _kind_of_phrase(line, folded)


def _kind_of_form(text: str, words: int) -> tuple[Kind, str] | None:
    """Return the kind of a line that is a number, an address, a count, or a member's title, as a whole."""
    if _URL.match(text):
        return "furniture", "articles.address"
    if _COUNTED.match(text):
        return "comments", "articles.comments"
    if _SLUG.match(text):
        return "caption", "articles.image_name"
    if words > _SHORT:
        return None
    if _NUMBER.match(text) and not find_date(text):
        return "number", "articles.bare_number"
    if _READING_TIME.match(text):
        return "furniture", "articles.reading_time"
    return ("member", "articles.member") if _MEMBER_TITLE.match(text) or _POST_HEADER.search(text) else None


def _kind_of_words(line: Line, folded: str) -> tuple[Kind, str] | None:
    """Return the kind of a line that credits or protects; a quick look for a word spares most lines a pattern."""
    text, words = line.text, line.words
    if words > _LONG:
        return None
    if _REPORTING.match(text) or ("contributed" in folded and _CONTRIBUTED.search(text)):
        return "contributed", "articles.contributed"
    if _RIGHTS.match(text) or _WIRE_RIGHTS.search(folded):
        return "furniture", "articles.rights"
    if words <= _MIDDLE and folded.endswith(_PICTURE_ENDS) and _IMAGE_NAME.search(text):
        return "caption", "articles.image_name"
    return ("credit", "articles.credit") if words <= _MOST_CREDIT and _CREDIT_LINE.match(text) else None


def _kind_of_phrase(line: Line, folded: str) -> tuple[Kind, str] | None:
    """Return the kind of a line by a phrase of the list of furniture that opens it or stands in it, or as a row of labels."""
    bare = folded.lstrip("([*_>→▸» ")
    for form, meaning in _starts().get(bare[:2], ()):
        if bare.startswith(form) and (not form[-1].isalnum() or not bare[len(form) : len(form) + 1].isalnum()):
            return _kind_of_start(meaning, form, line)
    if line.words <= _MOST_CREDIT and any(form in bare for word in line.key.split() for form in _inner().get(word, ())):
        return "furniture", "articles.furniture"
    if line.words <= _SHORT and running_head(line.text):
        return "furniture", "articles.running_head"
    navigation = navigation_rule(line.text)
    return ("furniture", navigation) if navigation else None


def _kind_of(meaning: str, words: int) -> tuple[Kind, str]:
    kinds: dict[str, Kind] = {"image": "credit", "member label": "member"}
    return kinds.get(meaning, meaning), f"articles.{meaning.replace(' ', '_')}"  # type: ignore[arg-type]


def _kind_of_start(meaning: str, form: str, line: Line) -> tuple[Kind, str] | None:
    """Return the kind of a line by its opening words, unless it is a whole paragraph that merely opens so."""
    text, words = line.text, line.words
    if words > _MOST_WORDS.get(meaning, 20):
        return None
    is_label = not form[-1].isalnum()
    if meaning in ("tail", "member") and ends_sentence(text) and words > 4:
        return None
    if meaning in ("newsletter", "related") and not is_label and text.count(". ") > 2:
        return None
    return _kind_of(meaning, words)


def _is_bullet(line: Line) -> Kind | None:
    return "bullet" if _BULLET.match(line.text) and not _TWEET.match(line.text) and line.words <= 40 else None


def _is_prose(line: Line) -> Kind | None:
    text, words = line.text, line.words
    if BRACKETED_LINK.search(text):
        text = BRACKETED_LINK.sub("", text).strip()
        words = count_words(text)
    if _TWEET.match(text):
        return "prose"
    is_closed = ends_sentence(text) and not (words <= _HEADLINE_WORDS and _INITIALS_END.search(text))
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
