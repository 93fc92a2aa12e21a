"""Whose story it is: every place where a page names an outlet is a vote, the best name wins. Marks -> outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.text.headlines import LONGEST_OFFICE
from copydesk.stages.articles.text.navigation import NAVIGATION, RELEASE, is_label, is_name_like
from copydesk.stages.articles.text.notices import ABOUT, LEAST_IN_HOST, NAME, SELF, Vote, of_any_line, of_close
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import title_case
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import find_outlet, is_press_name, know_outlet
from copydesk.text.names import is_first_name

_SITE_WORDS = re.compile(r"\s+(?:Home ?page|Home|Logo|Online Edition|Website)$", re.I)
_SEEN_IN = re.compile(rf"\b(?:in|from|on|via|by|per|at) (?:the |today[’']s |this morning[’']s )?{NAME}")
_PUBLISHED_IN = re.compile(r"^(?:published in|in)$", re.I)
_ROW_END = re.compile(r"\s+[|>/›»–—-]\s+")
_LEAST = 1.5
_SURE = 3.0
_CROWD = 8
"""More short lines than this between a name at the top and the headline are a menu, which may begin with any label."""
_NEAR = 4
_RELEASE_HEAD = 12


def find_newsroom(marks: Sequence[Mark], body: int, title: int | None, around: Sequence[Vote] = ()) -> str | None:
    """Return the outlet that a story's lines name most surely: the site before the agency, the first of equals."""
    votes = [
        *around,
        *_of_head(marks[:body], title),
        *_of_release(marks, body, title),
        *_of_second_byline(marks, body),
        *_of_text(marks[body : body + 2]),
        *of_close(marks[body:]),
        *(vote for i, mark in enumerate(marks) if i != title for vote in of_any_line(mark)),
    ]
    totals: dict[str, float] = {}
    names: dict[str, str] = {}
    hosts: dict[str, str] = {}
    for vote in votes:
        known = know_outlet(vote.name)
        if not known and _is_phrase(vote.name):
            continue
        name = known.name if known else vote.name
        key = level(name).removeprefix("the ")
        names.setdefault(key, name)
        if "." in name and " " not in name:
            hosts[key] = name
        before = totals.get(key, 0.0)  # an agency is named again and again on the pages of others
        totals[key] = max(before, vote.weight) if known and "agency" in known.kind else before + vote.weight
    for host in hosts:  # "morgenpost.example" speaks for "The Morgen Post"
        spelt = next((key for key in names if key not in hosts and _is_spelt(key, host)), None)
        if spelt:
            totals[spelt] += totals.pop(host)
            del names[host]
    prose = " ".join(mark.line.text for mark in marks[body:] if mark.kind == "prose")
    for key, name in names.items():
        totals[key] += 0.5 * bool(re.search(rf"\b(?:told|seen by|to) (?:the |The )?{re.escape(name)}\b", prose))
    others = " ".join(mark.line.text for mark in marks if mark.kind != "prose")
    for key, name in names.items():
        totals[key] += 0.5 * bool(re.search(rf"\b(?:[Tt]he|for|from) {re.escape(title_case(name))}\b", others))
    common = small_words(marks)
    told = {
        key: total
        for key, total in totals.items()
        if total >= _SURE or know_outlet(names[key]) or not _is_label_like(names[key], common)
    }
    best = max(told, key=lambda key: told[key], default=None)  # the first of equals
    return _as_usual(names[best]) if best is not None and totals[best] >= _LEAST else None


def small_words(marks: Sequence[Mark]) -> frozenset[str]:
    """Return the words that the text has in small letters."""
    words = (word for mark in marks if mark.kind == "prose" for word in set(mark.line.text.split()))
    return frozenset(word.strip("“”\"'(),.;:!?") for word in words if word[:1].islower())


def _is_label_like(name: str, common: frozenset[str]) -> bool:
    """Return whether a name is rather a label: in small letters, with a colon, or of words that the text has in small letters."""
    words = level(name).split()
    return name[:1].islower() or name.endswith(":") or all(word in common or is_label(word) for word in words)


def _is_phrase(name: str) -> bool:
    """Return whether a name opens as a phrase does ("Us", "Our Newsletter", "For Mothers"), or is one label ("Opinion")."""
    words = level(name).split()
    common = load_lexicon("function_words")
    if all(word in load_lexicon("byline_roles") for word in words):
        return True
    return (words[0] != "the" and words[0] in common) or (len(words) <= 2 and all(map(is_label, words)))


def _is_spelt(key: str, host: str) -> bool:
    """Return whether a host's first part is made of a name's words."""
    squashed = key.replace(" ", "")
    return len(squashed) >= LEAST_IN_HOST and squashed in host


def told_by_poster(talk: Sequence[Mark]) -> str | None:
    """Return the outlet that a poster names just before a pasted story: "This was in the Selby Echo this morning."."""
    for mark in reversed([mark for mark in talk if mark.kind in ("prose", "short")][-2:]):
        for found in _SEEN_IN.finditer(mark.line.text[:500]):
            if is_press_name(found["name"]):
                return found["name"]
    return None


def _as_usual(name: str) -> str:
    """Return a name printed in capitals as it is usually written, unless it can be letters that stand for words."""
    return title_case(name) if " " in name and not know_outlet(name) else name


def masthead(head: Sequence[Mark], title: int | None) -> int | None:
    """Return the place of the line at the top that can be the site's name, or None."""
    short = [i for i, mark in enumerate(head[:title]) if mark.kind == "short" and not is_label(mark.line.text)]
    menu = {i for i in short if i > 0 and _is_labelled(head, i - 1) and _is_labelled(head, i + 1)}
    fit = (
        i for i in short[:3] if i not in menu and is_name_like(_bare(head[i])) and not SELF.search(head[i].line.text)
    )
    return next(fit, None)


def _is_labelled(marks: Sequence[Mark], i: int) -> bool:
    return i < len(marks) and is_label(marks[i].line.text)


def _of_head(head: Sequence[Mark], title: int | None) -> Iterator[Vote]:
    top = masthead(head, title)
    if top is not None:
        name = _bare(head[top])
        crowd = sum(mark.kind == "short" for mark in head[top + 1 : title]) > _CROWD
        twice = any(
            mark.line.key == head[top].line.key
            for i, mark in enumerate(head)
            if i != top and (not crowd or abs(i - top) == 1)
        )
        above_menu = any(mark.rule == NAVIGATION or is_label(mark.line.text) for mark in head[top + 1 : title])
        known = is_press_name(name)
        yield Vote(name, 1.0 + 1.5 * twice + 1.0 * (above_menu and not crowd) + 1.5 * known)
    for i, mark in enumerate(head):
        if (
            mark.kind == "short"
            and i not in (title, top)
            and is_press_name(mark.line.text)
            and not is_label(mark.line.text)
        ):
            yield Vote(mark.line.text, 2.0)
        if i > 0 and _PUBLISHED_IN.match(head[i - 1].line.text) and is_name_like(mark.line.text):
            yield Vote(mark.line.text, 2.0)
        near = title is None or i > title - _NEAR
        if i > 0 and near and head[i - 1].kind == "byline" and mark.kind == "short":
            yield from _under_byline(mark.line.text)
        if mark.kind == "date":
            yield from _beside_date(mark.line.text)
        if mark.kind == "byline" and mark.byline:
            yield from [Vote(mark.byline.outlet, 1.5)] if mark.byline.outlet else []
            yield from (Vote(name, 0.75) for name in mark.byline.names[1:] if not is_first_name(name.split()[0]))


def _of_release(marks: Sequence[Mark], body: int, title: int | None) -> Iterator[Vote]:
    """Yield who issues a press release: a name at its top that the text has, and the one that "About …" tells of below."""
    top = max(0, (title or 0) - _RELEASE_HEAD)
    head = [mark for i, mark in enumerate(marks[:body]) if i != title and i >= top]
    if not any(RELEASE.search(mark.line.text) for mark in head):
        return
    prose = " ".join(mark.line.text for mark in marks[body:] if mark.kind == "prose")
    told = [(_ROW_END.split(m.line.text)[0], 1.5) for m in head if m.kind == "short" or m.rule == NAVIGATION]
    told += [(found["name"], 2.5) for mark in marks[body:] if (found := ABOUT.match(mark.line.text))]
    for name, weight in told:
        in_text = re.search(re.escape(name), prose, re.I) if is_name_like(name, LONGEST_OFFICE) else None
        if in_text and in_text[0][:1].isupper():
            yield Vote(in_text[0], weight)


def _of_second_byline(marks: Sequence[Mark], body: int) -> Iterator[Vote]:
    """Yield the name that alone stands in a second byline, "Coast Ledger Staff Writer", if the text speaks of "the …"."""
    prose = " ".join(mark.line.text for mark in marks[body:] if mark.kind == "prose")
    for one, two in pairwise(marks[:body]):
        if one.kind == two.kind == "byline" and two.byline and len(two.byline.names) == 1:
            yield from (Vote(name, 2.0) for name in two.byline.names if f"the {name}" in prose)


def _of_text(marks: Sequence[Mark]) -> Iterator[Vote]:
    dateline = next((d for mark in marks if (d := read_dateline(mark.line.text))), None)
    if dateline and dateline.outlet:
        yield Vote(dateline.outlet, 1.5)


def _under_byline(text: str) -> Iterator[Vote]:
    """Yield the name on the line below the byline: a known outlet, or a bare name that can be one's."""
    known = find_outlet(text)
    if known or is_name_like(text):
        yield Vote(known or text, 2.0 if known or is_press_name(text) else 1.5)


def _beside_date(text: str) -> Iterator[Vote]:
    """Yield the name that shares a line with the date: "Quayside Review | September 19, 2024", "PTI / Mar 8, 2022"."""
    parts = [part.strip(" ,-–—") for part in re.split(r"\s[|/•·–—-]\s|,\s(?=[A-Z][a-z]+day\b)", text)]
    if len(parts) == 1:
        return
    for part in parts:
        if know_outlet(part) or (is_name_like(part) and not re.search(r"\d", part) and len(part.split()) > 1):
            yield Vote(part, 2.0)


def _bare(mark: Mark) -> str:
    return _SITE_WORDS.sub("", mark.line.text)
