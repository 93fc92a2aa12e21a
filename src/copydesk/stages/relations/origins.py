"""Whose story an article carries: the outlet or agency that its paste, dateline, byline or credit names. Article -> outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from copydesk.lexicon import load_entries
from copydesk.records import Article

_DATELINE = re.compile(r"^[^\W\d_][^\n()]{1,60}\((?P<name>[^()\n]{2,40})\)\s?[-–—:]{0,2}")
_FROM = re.compile(
    r"(?:first (?:appeared|published)|originally (?:appeared|published)|first ran|republished|reprinted|syndicated)"
    r" (?:in|on|by|at|from|with permission from) (?:the )?(?P<name>[^\W\d_][\w&.’' -]{1,40})",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(
    r"^(?:source|via|credit|copyright|©|\(c\))[\s:©\d]{1,12}(?:by )?(?P<name>[^\W\d_][\w&.’' -]{1,40})", re.I
)
_STAFF = re.compile(
    r"^(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})['’]s? (?:[A-Z][\w.’'-]+,? ?(?:and )?){2,8}contributed to this (?:report|story|article)"
)
_CREDIT_ROLES = ("byline", "dateline", "credit", "sources", "boilerplate")
_PICTURE = re.compile(r"\b(?:photos?|pictures?|images?|getty|graphics?|video|caption|illustration)\b", re.IGNORECASE)
"""A credit of a picture says nothing about the words."""
_OUTLET_NOISE = re.compile(r"^the\s+|\.(?:com|org|net|co\.uk|news)\b.*$|^https?://|^www\.|[^\w]+")


def find_origin(article: Article) -> str | None:
    """Return the outlet whose text the article carries by its own showing, or None where it speaks for itself.

    A story pasted in a thread is its outlet's; an agency's text names the agency in dateline, byline or credit.
    """
    if is_paste(article) and article.outlet:
        return article.outlet
    named = _named_in_lines(article)
    return next((name for name in named if not same_outlet(name, article.outlet)), None)


def is_paste(article: Article) -> bool:
    """Tell whether the article was put into a thread or another page by someone else than its outlet."""
    return article.form in ("post", "quoted")


def names_outlet(article: Article, outlet: str | None) -> bool:
    """Tell whether the lines around the article credit `outlet`."""
    return any(same_outlet(name, outlet) for name in _named_in_lines(article))


def same_outlet(one: str | None, other: str | None) -> bool:
    """Tell whether two names are of one outlet: article, punctuation and web ending do not matter."""
    return one is not None and other is not None and _level(one) == _level(other) != ""


def most_named(outlets: Sequence[str | None]) -> str | None:
    """Return the outlet that is named most often, the first by name among equals, in its commonest spelling."""
    known = [outlet for outlet in outlets if outlet]
    if not known:
        return None
    votes = Counter(map(_level, known))
    best = min(votes, key=lambda level: (-votes[level], level))
    spellings = Counter(outlet for outlet in known if _level(outlet) == best)
    return min(spellings, key=lambda name: (-spellings[name], name))


@lru_cache(maxsize=1024)  # asked for each pair that an article is in
def _named_in_lines(article: Article) -> tuple[str, ...]:
    """Return the outlets that datelines, bylines and credits name, nearest to the top first."""
    named: list[str] = []
    named += [agency for line in article.byline if (agency := _agency_in(line))]
    body = article.body()
    edges = {block.span for block in (*body[:1], *body[-2:])}
    for block in article.blocks:
        if block.role not in _CREDIT_ROLES and block.span not in edges:
            continue
        line = article.words_of(block.span).strip()
        named += _read_line(line, is_body=block.role == "body")
    return tuple(named)


def _read_line(line: str, *, is_body: bool) -> list[str]:
    found: list[str] = []
    if (dateline := _DATELINE.match(line)) and (agency := _outlets().get(dateline["name"].strip().casefold())):
        found.append(agency)
    for pattern in (_SOURCE_LINE, _STAFF) if len(line) < 200 else (_STAFF,):
        found += [_tidy(match["name"]) for match in pattern.finditer(line)]
    found += [_tidy(match["name"]) for match in _FROM.finditer(line)]
    if not is_body and (agency := _agency_in(line)):
        found.append(agency)
    return [name for name in found if name]


def _tidy(name: str) -> str:
    cut = re.split(r"\s+(?:on|in|and|at|with|via)\s|[.]\s|\s[-–—]\s", name.strip())[0].strip(" .,'’-")
    return _outlets().get(cut.casefold(), cut)


def _agency_in(line: str) -> str | None:
    """Return the agency that a short line names as a whole or after a comma, slash or "by"."""
    if len(line) > 120 or _PICTURE.search(line):
        return None
    parts = [part.strip(" .()[]").casefold() for part in re.split(r"[,/|()–—-]|\bby\b|\bBy\b|\bfor\b|\bstaff\b", line)]
    parts += [part.removeprefix("the ") for part in parts]
    return next((_agencies()[part] for part in parts if part in _agencies()), None)


def _level(name: str) -> str:
    agency = _outlets().get(name.casefold(), name)
    return _OUTLET_NOISE.sub("", _OUTLET_NOISE.sub("", agency.casefold().strip()))


@cache
def _agencies() -> dict[str, str]:
    """Return the agencies, whose text others print, by every form of their names in small letters."""
    return {row.form.casefold(): row.meaning for row in load_entries("outlets") if row.note.startswith("agency")}


@cache
def _outlets() -> dict[str, str]:
    return {row.form.casefold(): row.meaning for row in load_entries("outlets")}
