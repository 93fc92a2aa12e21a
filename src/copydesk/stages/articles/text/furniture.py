"""Lines that belong to the site, the wire or the forum: by their form, a phrase of the list, or as a row of labels. Line -> kind."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from copydesk.lexicon import load_entries
from copydesk.stages.articles.text.navigation import navigation_rule, running_head
from copydesk.stages.articles.values.dates import find_date
from copydesk.stages.articles.values.lines import Line, ends_sentence, level
from copydesk.stages.articles.values.profiles import profile_rule

Kind = Literal[
    "prose", "short", "bullet", "byline", "date", "caption", "credit", "contributed", "newsletter", "related", "sources",
    "highlights", "comments", "tail", "furniture", "member", "number", "quoted",
]  # fmt: skip

_NUMBER = re.compile(r"^[#+-]?[\d.,]+\s?[KkMm%]?$|^#\d+$|^\d+ ?/ ?\d+$|^[^\w\s]{1,3}$")
_CONTRIBUTED = re.compile(
    r"\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|reporting|from)|\bcontributed\.$", re.I
)
_REPORTING = re.compile(
    r"^\(?(?:additional |with )?reporting (?:by|from) [A-ZÀ-Þ]|^\(?(?:written|edited|compiled) by [A-ZÀ-Þ][^.]{3,120}(?:editing by|;)|"
    r"^\(?with (?:inputs?|files|additional reporting|contributions?|reporting|material|(?:a |an? \w+ )?reports?) (?:from|by)\b",
    re.I,
)
_RIGHTS = re.compile(r"^(?:copyright|©|\(c\))", re.I)
_WIRE_RIGHTS = re.compile(r"all rights reserved|may not be (?:published|reproduced|reprinted|broadcast)")
_URL = re.compile(r"^(?:(?:link|source|via|from|url)\s*+(?::\s*+)?)?(?:https?://|www\.)\S+$", re.I)
_SITE_HEAD = re.compile(r"^Published (?:on|in) .{2,60} \(https?://\S+\)$")
"""The head of a page for printing: "Published on Selby Lamp (https://selbylamp.example)"."""
_CREDIT_LINE = re.compile(
    r"^(?:photo(?:graph)?s?|image|picture|illustration|video|file photo|graphic)s?\b(?:[ /]\w+){0,2}\s*(?:credit|by|courtesy|:|should read|source|provided by)",
    re.I,
)
_SLUG = re.compile(r"^(?=.*[A-Z])[A-Z0-9]{2,}(?:[-_/][A-Z0-9&]{2,}){2,}$")
_IMAGE_NAME = re.compile(
    r"\b(?:promo|featured|header|cover|hero|lead|main|thumbnail|placeholder) (?:image|photo|picture)$|^[\w,@%() -]{1,80}\.(?:jpe?g|png|gif|webp|svg)$",
    re.I,
)
_MEMBER_TITLE = re.compile(
    r"^(?:[\w.+-]+ ){0,2}Members?$|^(?:[\w.+-]+ )?[\w.+-]+-Members?$|^(?:Super |Global |Forum )?(?:Moderator|Administrator)$"
)
_POST_HEADER = re.compile(
    r"^(?:by|post(?:ed)? by:?) \S+(?: \S+)? [»›] |\bposted by u/|^re: .{1,120}\bby \S+ »|^#\d+ (?:by )?\S+ [»›]", re.I
)
_READING_TIME = re.compile(r"^\W*\d+[ -]min(?:ute)?s?\.? read\W*$", re.I)
_COUNTED = re.compile(r"^\(?\d+\)? (?:comments?|repl(?:y|ies)|responses?|thoughts? on .*|answers?)\b.{0,20}$", re.I)
_SHORT, _MIDDLE, _MOST_CREDIT, _LONG = 20, 25, 40, 60
_PICTURE_ENDS = ("image", "photo", "picture", "jpg", "jpeg", "png", "gif", "webp", "svg")
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


def furniture_kind(line: Line) -> tuple[Kind, str] | None:
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
    if _URL.match(text) or _SITE_HEAD.match(text):
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
