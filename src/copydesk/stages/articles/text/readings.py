"""Where a text page says what its story is called, who wrote it, whose it is and in which section. Marks -> Metadatum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.records import MetadataField, Metadatum, Span
from copydesk.stages.articles.text.navigation import is_section
from copydesk.stages.articles.text.newsrooms import Newsroom
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import title_case
from copydesk.stages.articles.values.lines import level

_LABELLED = re.compile(
    r"^(?:sections?|categor(?:y|ies)|filed under|posted in|published in)\s*:\s*(?P<section>[^:]{3,60})$", re.I
)
_STEP = re.compile(r"\s+/\s+|\s*[»›>]\s*")
_DATED = re.compile(r"(?:19|20)\d\d[\d:./-]*\s+(?P<section>[^\W\d]+)$")
"""A section that stands after the date: "2021-03-04 Bridges"."""
_LONGEST = 4
_QUOTED = 120


def state_title(title: str | None, mark: Mark | None, signs: str) -> Iterator[Metadatum]:
    """Yield a headline with its place in its line and the signs that told it."""
    if title is not None and mark is not None:
        why = f"Of the lines above the text it looks most like a headline: {signs}."
        yield _state("title", title, mark, why, "articles.headline")


def state_names(names: Sequence[str], marks: Sequence[Mark]) -> Iterator[Metadatum]:
    """Yield each name of the byline with the first line that gives it, bylines before others."""
    for name in names:
        lines = sorted((m for m in marks if _holds(m, name)), key=lambda m: m.kind != "byline")  # stable
        for mark in lines[:1]:
            yield _state("byline", name, mark, f"The line “{mark.line.text}” gives the name.", "articles.byline")


def state_outlet(newsroom: Newsroom | None, marks: Sequence[Mark]) -> Iterator[Metadatum]:
    """Yield the outlet with the first line that names it: outside the prose, then in a dateline or credit of it."""
    if newsroom is None:
        return
    lines = sorted((m for m in marks if _holds(m, newsroom.name)), key=lambda m: m.kind == "prose")  # stable
    if lines:
        why = f"The line “{_short(lines[0])}” names the outlet; signs: {newsroom.why}."
        yield _state("outlet", newsroom.name, lines[0], why, "articles.newsroom")
    else:
        why = f"The page names the outlet by another of its forms; signs: {newsroom.why}."
        yield Metadatum(field="outlet", value=newsroom.name, basis="stated", why=why, rule="articles.newsroom")


def find_section(marks: Sequence[Mark], body: int, title: int | None) -> Metadatum | None:
    """Return the section that a label, the way through the site, a lone label above the headline or the date line names."""
    for mark in marks:
        found = _LABELLED.match(mark.line.text)
        section = found["section"].strip(" -–—|") if found else ""
        if section and len(section.split()) <= _LONGEST and "," not in section:
            return _state(
                "section", section, mark, f"The line “{mark.line.text}” names the section.", "articles.section_label"
            )
    key = marks[title].line.key if title is not None else ""
    for mark in marks[:body]:
        steps = [step.strip() for step in _STEP.split(mark.line.text) if level(step)]
        above = [step for step in steps if level(step) != key]
        if len(steps) > 1 and above and is_section(above[-1]):
            why = f"The way through the site, “{mark.line.text}”, names it."
            return _state("section", above[-1], mark, why, "articles.trail")
    return _above(marks, title) or _at_date(marks[:body])


def _above(marks: Sequence[Mark], title: int | None) -> Metadatum | None:
    """Return the section whose label stands alone above the headline, and not at the end of a menu."""
    if not title or not is_section(marks[title - 1].line.text):
        return None
    if title > 1 and (is_section(marks[title - 2].line.text) or marks[title - 2].line.words == 1):
        return None
    mark = marks[title - 1]
    return _state(
        "section", title_case(mark.line.text), mark, "The label above the headline names it.", "articles.section_above"
    )


def _at_date(head: Sequence[Mark]) -> Metadatum | None:
    for mark in head:
        found = _DATED.search(mark.line.text) if mark.kind == "date" else None
        if found and is_section(found["section"]):
            return _state(
                "section", found["section"], mark, f"The line “{mark.line.text}” names it.", "articles.section_at_date"
            )
    return None


def _short(mark: Mark) -> str:
    text = mark.line.text
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _holds(mark: Mark, words: str) -> bool:
    return level(words) in mark.line.key


def _state(field: MetadataField, value: str, mark: Mark, why: str, rule: str) -> Metadatum:
    """Return a reading with the place of its words in the line, or of the whole line where they are written otherwise."""
    at = mark.line.text.casefold().find(value.casefold())
    start = mark.line.span.start + max(0, at)
    end = start + len(value) if at >= 0 else mark.line.span.end
    return Metadatum(field=field, value=value, basis="stated", why=why, span=Span(start, end), rule=rule)
