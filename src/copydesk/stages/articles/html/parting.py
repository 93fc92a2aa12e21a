"""A page's title parted by what the page prints: the headline stands there by itself, the rest names the site. HTML -> Parted."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, NamedTuple

from copydesk.stages.articles.text.navigation import is_label, is_name_like, is_section, navigation_rule
from copydesk.stages.articles.text.newsrooms import HOUSE
from copydesk.stages.articles.text.notices import read_rights
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet

_CUT = re.compile(r"(?<!\s)(?:\s+(?:\||–|—|-|::|»|›|•|·|\\|:)|:)\s+")
_MOST_CUTS = 8
_LONGEST_LINE = 200
_LEAST_HEADLINE = 3
_LONGEST_SITE = 6
_LEAST_IN_HOST = 4
_COUNTED = re.compile(r"\b(?:19|20)\d\d\b|^(?:page )?\d+$|^page \d", re.I)
"""What is a date or a page of several, and no name."""


class Parted(NamedTuple):
    """The headline in a page's title, and the site's name beside it; `None` where the title has no such part."""

    headline: str | None
    site: str | None


class Prints(NamedTuple):
    """The short lines of a page, levelled; whom its notices of rights name, and the first word of its host."""

    lines: frozenset[str]
    owners: tuple[str, ...]
    host: str

    def names(self, part: str) -> bool:
        """Return whether the page has a name by itself, or in its address: "Selby Echo" on selbyecho.example."""
        words = level(part).split()
        begun = any(" ".join(words[:size]) in self.lines for size in range(2, len(words) + 1))
        joined = "".join(words).removeprefix("the")
        return begun or level(part) in self.lines or (len(joined) >= _LEAST_IN_HOST and joined in self.host)


def read_prints(tree: Any, host: str) -> Prints:
    """Return what a parsed page prints by itself: its lines of a line's length, and what stands for its pictures."""
    if tree.body is None:
        return Prints(frozenset(), (), host)
    texts = tree.body.text(separator="\n", strip=True).split("\n")
    lines = dict.fromkeys(line for line in texts if 0 < len(line) <= _LONGEST_LINE)
    lines |= dict.fromkeys((image.attributes.get("alt") or "").strip() for image in tree.css("img[alt], amp-img[alt]"))
    owners = tuple(dict.fromkeys(HOUSE.sub("", owner) for line in lines if (owner := read_rights(line))))
    return Prints(frozenset(key for line in lines if len(line) <= _LONGEST_LINE and (key := level(line))), owners, host)


def part_title(title: str, told: frozenset[str], prints: Prints) -> Parted | None:
    """Return the headline and the site of a page's title, or None where neither can be told.

    `told` are the levelled titles that other tags give: a part that is one of them is the headline, or else the longest
    that the page prints by itself.
    """
    cuts = list(islice(_CUT.finditer(title), _MOST_CUTS))
    parts = [(title[: cut.start()], title[cut.end() :]) for cut in cuts]
    splits = [(head, tail, False) for head, tail in parts] + [(tail, head, True) for head, tail in parts]
    best = max(splits, key=lambda split: _surety(split[0], told, prints), default=None)
    if best is None or not any(_surety(best[0], told, prints)):
        return _without_headline(title, prints)
    headline, rest, is_before = best
    return Parted(headline.strip(), _site_in(rest, prints, is_before=is_before))


def _surety(part: str, told: frozenset[str], prints: Prints) -> tuple[bool, int]:
    """Return whether tags give a part as the title, and its words if they or the page's lines have it as a headline."""
    key = level(part)
    words = key.split()
    is_site = bool(prints.host) and all(word in prints.host for word in words if len(word) >= _LEAST_IN_HOST)
    is_printed = len(words) >= _LEAST_HEADLINE and key in prints.lines and not (is_section(part) or is_site)
    return key in told, len(words) if key in told or is_printed else 0


def _site_in(rest: str, prints: Prints, *, is_before: bool) -> str | None:
    """Return the site in what stands beside the headline: the name farthest from it, if the page has it or it looks like one."""
    parts = [part.strip() for part in _CUT.split(rest)]
    part = next(filter(_can_be_name, parts if is_before else reversed(parts)), "")
    known = know_outlet(part)
    is_tail = not is_before and " " in part and is_name_like(part, _LONGEST_SITE)
    if known or is_tail or (part and (prints.names(part) or is_press_name(part))):
        return known.name if known else part
    return None


def _can_be_name(part: str) -> bool:
    """Return whether a part of a title is neither a section nor a button ("News", "Print") and short enough for a name."""
    is_furniture = is_label(part) or is_section(part) or navigation_rule(f"{part} {part}") or _COUNTED.search(part)
    return bool(level(part)) and len(part.split()) <= _LONGEST_SITE and not is_furniture


def _without_headline(title: str, prints: Prints) -> Parted | None:
    """Return the site of a title that is nothing but its name, and labels: "RADIO SELBY 98.1 FM :: NEWS"."""
    names = [part for part in map(str.strip, _CUT.split(title)) if _can_be_name(part)]
    if len(names) != 1 or not is_name_like(names[0], _LONGEST_SITE):
        return None
    begun = level(names[0]) not in prints.lines and prints.names(names[0])
    return Parted(None, names[0]) if begun or is_press_name(names[0]) else None


def site_of_rights(prints: Prints) -> str | None:
    """Return whom a notice of rights names, "© Selby Echo", if the page's address or another line has the name, too."""
    fit = (owner for owner in prints.owners if prints.names(owner) or (not prints.host and is_press_name(owner)))
    return next(fit, None)
