"""Whose story an article carries: the outlet that its paste, dateline, byline or credit names. Article -> Standing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_entries
from copydesk.records import Article, Block

_DATELINE = re.compile(r"^(?P<place>[^\W\d_][^\n()]{1,60})\((?P<name>[^()\n]{2,40})\)\s?(?P<dash>[-–—:]{0,2})")
_NAME = r"(?P<name>[^\W\d_][\w&.’' -]{1,40})"
_FROM = re.compile(
    r"(?:^\W*|\b(?:story|article|version|report|post|piece|column|essay|interview|text)\b[^.\n]{0,40}?\b)"
    r"(?:first (?:appeared|published|ran)|originally (?:appeared|published|ran)|republished|reprinted|syndicated)"
    r" (?:in|on|by|at|from|with permission from) (?:the )?"
    rf"(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:\d|$)){_NAME}",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(rf"^(?:sources?|credits?)\s?:\s?(?:the )?{_NAME}$", re.IGNORECASE)
_RIGHTS = re.compile(rf"^(?:via|copyright|©|\(c\))[\s:©\d]{{1,12}}(?:by )?{_NAME}", re.IGNORECASE)
_STAFF = re.compile(
    r"^(?P<name>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})['’]s? (?:[A-Z][\w.’'-]+,? (?:and )?){2,8}contributed to this (?:report|story|article)"
)
_TOLD = re.compile(
    r"\b(?:told|seen by|obtained by|reviewed by|interview with|verified by)"
    r" (?:the |The )?(?P<name>[A-Z][\w&.’'-]*(?: [A-Z][\w&.’'-]*){0,3})"
)
_CREDIT_ROLES = ("byline", "dateline", "credit", "sources", "boilerplate")
_PICTURE = re.compile(r"\b(?:photos?|pictures?|images?|getty|graphics?|video|caption|illustration|file)\b", re.I)
"""A credit of a picture says nothing about the words."""
_NO_OUTLET = re.compile(
    r"\b(?:ministry|department|police|council|university|office|government|bank|institute|court|bureau|supplied|handout|"
    r"twitter|facebook|youtube|instagram|google)\b",
    re.IGNORECASE,
)
_OUTLET_NOISE = re.compile(r"^the\s+|\.(?:com|org|net|co\.uk|news)\b.*$|^https?://|^www\.|[^\w]+")


_OWN_POST = "articles.post"


class Standing(NamedTuple):
    """Where an article stands: the outlet whose page it is, and another outlet whose text it carries.

    `is_stated` tells an origin that the article shows itself from one that its copies give away; `named` are the outlets
    that its datelines, bylines and credits name, `home` is the page of the origin's outlet, if it is here.
    """

    house: str | None = None
    origin: str | None = None
    is_stated: bool = True
    named: tuple[str, ...] = ()
    home: str | None = None


def read_standing(article: Article) -> Standing:
    """Return where the article stands by its own showing. A story pasted in a thread is its outlet's, not the thread's; what a
    poster says himself is of no outlet, whatever the forum is called.
    """
    named = _named_in_lines(article)
    if is_paste(article):
        outlet = None if article.rule == _OWN_POST else article.outlet
        return Standing(None, outlet or next(iter(named), None), named=named)
    house = None if _is_only_credited(article) else article.outlet or _own_outlet(article, named)
    origin = next((name for name in named if not same_outlet(name, house)), None)
    return Standing(house, origin, named=named)


def is_paste(article: Article) -> bool:
    """Tell whether the article was put into a thread or another page by someone else than its outlet."""
    return article.form in ("post", "quoted")


def speaks_for(text: str, outlet: str | None) -> bool:
    """Tell whether the text says that someone told `outlet` or showed it something."""
    return outlet is not None and any(same_outlet(match["name"], outlet) for match in _TOLD.finditer(text))


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


def _is_only_credited(article: Article) -> bool:
    """Tell whether the page names its outlet nowhere but in a line that says where its text is from."""
    lines = [block.span for block in article.blocks if _credits(article.words_of(block.span).strip(), article.outlet)]
    stated = [one.span for one in article.metadata if one.field == "outlet" and same_outlet(one.value, article.outlet)]
    return bool(lines) and all(span is not None and any(line.contains(span) for line in lines) for span in stated)


def _credits(line: str, outlet: str | None) -> bool:
    hits = (hit for pattern in (_SOURCE_LINE, _FROM) for hit in pattern.finditer(line))
    return any(same_outlet(_tidy(hit["name"]), outlet) for hit in hits)


def _own_outlet(article: Article, named: Sequence[str]) -> str | None:
    """Return the outlet of a page that states none: one that its text speaks for and whose name heads the page."""
    spoken = [match["name"] for block in article.body() for match in _TOLD.finditer(article.words_of(block.span))]
    for line in _lines_above(article):
        for name in (*named, *spoken):
            if same_outlet(line, name) or line.casefold().startswith(f"{name.casefold()} "):
                return _tidy(name)
    return None


def _lines_above(article: Article) -> list[str]:
    """Return the lines above the headline."""
    lines = []
    for block in article.blocks:
        if block.role != "boilerplate":
            break
        lines.append(article.words_of(block.span).strip())
    return lines


def _named_in_lines(article: Article) -> tuple[str, ...]:
    """Return the outlets that datelines, bylines and credits name, nearest to the top first."""
    named = [outlet for line in article.byline if (outlet := _outlet_in(line))]
    body = article.body()
    edges = {block.span for block in (*body[:1], *body[-2:])}
    before: Block | None = None
    for block in article.blocks:
        is_of_picture = block.role == "credit" and before is not None and before.role == "caption"
        if not is_of_picture and (block.role in _CREDIT_ROLES or block.span in edges):
            named += _read_line(article.words_of(block.span).strip(), block.role)
        before = block
    return tuple(named)


def _read_line(line: str, role: str) -> list[str]:
    found = [_tidy(match["name"]) for pattern in (_STAFF, _FROM) for match in pattern.finditer(line)]
    if (dateline := _DATELINE.match(line)) and _is_outlet_dateline(dateline, role):
        found.insert(0, _tidy(dateline["name"]))
    if len(line) < 200:
        found += [name for hit in _RIGHTS.finditer(line) if (name := _known(hit["name"]))]
        found += [_tidy(hit["name"]) for hit in _SOURCE_LINE.finditer(line) if not _NO_OUTLET.search(hit["name"])]
    if role in ("byline", "dateline"):
        found.append(_outlet_in(line) or "")
        found.append(_agency_at_end(line) if role == "dateline" else "")
    elif role != "body":
        found.append(_agency_in(line) or "")
    return [name for name in found if name]


def _is_outlet_dateline(match: re.Match[str], role: str) -> bool:
    """Tell whether the name in brackets behind a place is an outlet's; one in no list stands before a dash."""
    if match["name"].strip().casefold() in _outlets():
        return True
    is_place = role == "dateline" or match["place"].split()[0].strip(",").isupper()
    return is_place and bool(match["dash"]) and match["name"][0].isupper() and len(match["name"].split()) <= 3


def _tidy(name: str) -> str:
    cut = re.split(r"\s+(?:on|in|and|at|with|via)\s|[.]\s|\s[-–—]\s", name.strip())[0].strip(" .,'’-")
    return _outlets().get(cut.casefold(), cut)


def _known(name: str) -> str | None:
    tidy = _tidy(name)
    return tidy if tidy.casefold() in _outlets() else None


def _parts(line: str) -> list[str]:
    """Return the pieces of a short line between commas, slashes, "by", "from" and "and"; none of a picture's credit."""
    if len(line) > 120 or _PICTURE.search(line):
        return []
    parts = [part.strip(" .()[]").casefold() for part in re.split(r"[,/|()–—-]|\b(?:[Bb]y|for|from|and|staff)\b", line)]
    return parts + [part.removeprefix("the ") for part in parts]


def _agency_in(line: str) -> str | None:
    return next((_agencies()[part] for part in _parts(line) if part in _agencies()), None)


def _outlet_in(line: str) -> str | None:
    """Return the outlet that a byline names beside the writer, in a piece of its own or, an agency, at its end."""
    named = next((_outlets()[part] for part in _parts(line) if part in _outlets()), None)
    return named or next((_agencies()[name] for name in sorted(_agencies()) if _ends_with(line, name)), None)


def _ends_with(line: str, agency: str) -> bool:
    return len(agency) > 4 and not _PICTURE.search(line) and line.casefold().endswith(f" {agency}")


def _agency_at_end(line: str) -> str:
    """Return the agency that ends a dateline without brackets ("SYDNEY, March 4 AAP -"), or nothing."""
    words = line.strip(" -–—―").casefold().split()
    ends = (" ".join(words[-length:]) for length in (1, 2, 3) if length < len(words))
    return next((_agencies()[end] for end in ends if end in _agencies()), "")


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
