"""Digests and newsletters: short items under headings, each about something else. Marks -> Entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from copydesk.stages.articles.several.entries import Entry
from copydesk.stages.articles.several.forums import paragraphs_of
from copydesk.stages.articles.several.threads import prose_sums
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.lines import Line, level, place_lines

_DIGEST = re.compile(
    r"\b(?:digest|newsletter|round-?up|(?:morning|evening|daily|weekly|midday) (?:briefing|bulletin|edition|sheet|mail|dispatch)|"
    r"briefing|(?:news|world|regional|local|business|sports?) (?:in )?brief(?:s|ly)?|in brief|the day in|the week in|"
    r"(?:stories|things|headlines|items) (?:you (?:need|should|have) )?to know|today[’']s (?:top )?(?:headlines|stories))\b",
    re.I,
)
"""What a page calls itself, above its items, that gives the day's news in short."""
_DIGEST_WORDS = (
    "digest", "newsletter", "round", "brief", "bulletin", "edition", "sheet", "mail", "dispatch", "day in", "week in", "to know",
    "today",
)  # fmt: skip
"""A word of each of its forms: a quick look spares most lines the pattern."""
_FURNITURE = "script, style, noscript, template, button, form, nav, aside, header nav, footer, svg, iframe, figcaption"
_READ = 5000
"""Characters of a page's body in which it must call itself a digest."""
_LEAST = 3
_ITEM_WORDS = 15
_LONGEST_ITEM = 220
_LEAD_WORDS = 90
_LEAD_LINES = 12
_SHARE = 0.75
_ONE_TOPIC = 0.6
"""Share of the items that name the same thing from which on they are parts of one story."""
_CAPITALS = re.compile(r"(?<![.!?:“\"] )(?<!^)\b[A-ZÀ-Þ][\w’'-]{3,}")
_RULE_LINE = re.compile(r"^[^\w\s]{4,}$")
_ENDS = {"tail", "comments", "newsletter"}
_LAST_ENDS = {"articles.rights", "articles.furniture"}
"""What ends the last item: the masthead's small print, which other items have none of."""


def split_digest(marks: Sequence[Mark], title: str | None = None) -> list[Entry]:
    """Return the items of a digest, or nothing for a page that is none.

    A page must call itself one above its first item, and its items must be short and about different things: a story with
    subheads, an explainer and a list of tips stay whole.
    """
    heads = [i for i in _headings(marks) if not _is_own_name(marks[i], title)]
    if len(heads) < _LEAST or not _says_digest(marks[: heads[0]], title):
        return []
    edges = [*heads[1:], None]
    entries = [
        Entry(lead=0 if place == 0 else first, first=first, last=_end(marks, first, last), heading=first)
        for place, (first, last) in enumerate(zip(heads, edges, strict=True))
    ]
    return entries if _are_items(marks, entries, title or "") else []


def _is_own_name(mark: Mark, title: str | None) -> bool:
    """Return whether a heading is the digest's own, above its greeting."""
    return says_digest(mark.line.text) or mark.line.key == level(title or "")


def _headings(marks: Sequence[Mark]) -> list[int]:
    """Return the lines that head a paragraph: by their tag where the page has tags, else short lines above prose."""
    tagged = any(mark.line.tag for mark in marks)
    return [
        i
        for i, mark in enumerate(marks[:-1])
        if (mark.line.tag == "head" if tagged else mark.kind == "short" and mark.line.words >= 2)
        and not _RULE_LINE.match(mark.line.text)
        and mark.line.text[-1] != ":"
        and marks[i + 1].kind == "prose"
        and marks[i + 1].line.tag != "head"
    ]


def _says_digest(lead: Sequence[Mark], title: str | None) -> bool:
    told = [title or "", *(mark.line.text for mark in lead[-_LEAD_LINES:])]
    return prose_sums(lead)[-1] <= _LEAD_WORDS and any(map(says_digest, told))


def says_digest(text: str) -> bool:
    """Return whether a line says that a page gives much news in short."""
    folded = text.casefold()
    return any(word in folded for word in _DIGEST_WORDS) and bool(_DIGEST.search(text))


def _end(marks: Sequence[Mark], first: int, last: int | None = None) -> int:
    """Return the line after an item's last: a line of strokes, or where the page turns to its readers, ends it."""
    stop = len(marks) if last is None else last
    for i in range(first + 2, stop):
        mark = marks[i]
        if mark.kind in _ENDS or _RULE_LINE.match(mark.line.text) or (last is None and mark.rule in _LAST_ENDS):
            return i
    return stop


def read_digest_lines(tree: Any) -> list[Line]:
    """Return the lines of a page's whole body with its headings tagged: newsletters are tables, which hold no main text."""
    if tree.body is None or not _DIGEST.search((tree.body.text(separator=" ") or "")[:_READ]):
        return []
    for node in tree.body.css(_FURNITURE):
        node.decompose()
    return place_lines(("head" if one.bold else "p", one.words) for one in paragraphs_of(tree.body))


def _are_items(marks: Sequence[Mark], entries: Sequence[Entry], title: str) -> bool:
    """Return whether entries are items of a digest: of few words each, no questions, most of the page, of many topics."""
    sums = prose_sums(marks)
    words = [sums[entry.last] - sums[entry.first + 1] for entry in entries]
    texts = [" ".join(mark.line.text for mark in marks[entry.first : entry.last]) for entry in entries]
    questions = sum(marks[entry.first].line.text.endswith("?") for entry in entries)
    return (
        sum(_ITEM_WORDS <= count <= _LONGEST_ITEM for count in words) >= _SHARE * len(entries)
        and sum(words) >= _SHARE * sums[entries[-1].last]
        and questions * 3 < len(entries)
        and not _have_one_topic(texts, level(title).split())
    )


def _have_one_topic(texts: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether most items name the same thing; a name in the digest's own title, as its town's, says nothing."""
    counts = Counter(name for text in texts for name in {found[0].casefold() for found in _CAPITALS.finditer(text)})
    most = max((count for name, count in counts.items() if level(name) not in names), default=0)
    return most >= max(_LEAST, _ONE_TOPIC * len(texts))
