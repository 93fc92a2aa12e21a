"""Time expressions by a grammar of named rules, each read against the article's date. Article, Parse -> Timex"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from copydesk.records import Article, Parse, Span, Timex
from copydesk.stages.language import parsed_blocks
from copydesk.stages.time import absolute, clock, durations, periods, relative, years
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.order import is_day_first
from copydesk.stages.time.tense import TenseReader
from copydesk.stages.time.words import MONTH, words_in
from copydesk.text.dates import read_parts


class Rule(NamedTuple):
    """A named rule: what it matches, and what it makes of the match; where none of `needs` stands, it matches nothing."""

    name: str
    needs: frozenset[str]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Context], Reading | None]


RULES = tuple(
    Rule(f"time.{name}", module.NEEDS[name], re.compile(module.PATTERNS[name]), module.READERS[name])
    for module in (absolute, years, clock, relative, periods, durations)
    for name in module.PATTERNS
)
"""In order: where two match the same words, the earlier rule is asked first."""

_FULL_YEAR = re.compile(r"(?<![\w$€£,.])(?:1[5-9]|20)\d\d(?![\w%]|[,.]\d)")
_NEWS_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!,?\s+(?:the\s+)?(?:\d|[A-Z]))|(?i:yesterday|tomorrow|last\s+(?:week|month|night)|said))"
)
_FULL_DATE = re.compile(rf"(?i:{MONTH}\s+(?:\d{{1,2}},?\s+)?(?:1[5-9]|20)\d\d)\b")
_NEAR_YEARS = 2
_MANY_YEARS = 5
_BEFORE_CHRIST = re.compile(r"\d\s+B\.?C\b")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?\n][\s\"”’)\]]*+)(?:In|By|During|Since|From|Early\s+in|Late\s+in)?\s*+$")
_HEADING_WORDS = 14
_GAP = re.compile(r"\s{50,}")
"""White space that no expression reaches across: patterns that look into it from every place in it would take a square's time."""
_ENDS_SENTENCE = (".", "!", "?", ",", ";", '"', "”")
_NO_ANCHOR = re.compile(r"\b(?:until|till|before)\s+$", re.I)


def find_timexes(article: Article, parse: Parse | None) -> tuple[Timex, ...]:
    """Return the time expressions of the article's headline, body and captions, in reading order.

    Relative ones are read against the publication date, whatever its precision; without one they get a value only where
    TIMEX3 has one that names no year ("XXXX-07-25", "PAST_REF").
    """
    published = article.published.value if article.published else None
    spans = [article.blocks[i].span for i in parsed_blocks(article)]
    day_first = is_day_first(article.text, article.canonical)
    return read_timexes(article.text, spans, article=article.id, published=published, parse=parse, day_first=day_first)


def read_timexes(
    text: str,
    spans: Sequence[Span],
    *,
    article: str,
    published: str | None,
    parse: Parse | None,
    day_first: bool = False,
) -> tuple[Timex, ...]:
    """Return the time expressions in the given spans of a text; without a parse, tenses are told from the words nearby."""
    text = _GAP.sub(lambda gap: gap[0][0] + "\0" * (len(gap[0]) - 1), text)
    words = "\n".join(text[start:end] for start, end in spans)
    context = Context(
        text=text,
        published=published,
        is_narrative=is_narrative(words, published),
        tenses=TenseReader(text, parse),
        is_earnings=len(re.findall(r"(?i)\bquarter\b", words)) >= 2,
        is_day_first=day_first,
    )
    found: list[Timex] = []
    for span in spans:
        found += _read_span(text, span, context, article)
    return tuple(found)


def is_narrative(text: str, published: str | None) -> bool:
    """Tell whether a text is a history: it names many years, few of them near its own date, and hardly a day of the news.

    Without a date of its own it must tell many months with their years: a stray year is no ground for "in November".
    """
    if len(_BEFORE_CHRIST.findall(text)) >= _MANY_YEARS:
        return True
    years = [int(year) for year in _FULL_YEAR.findall(text)]
    if len(years) < _MANY_YEARS:
        return False
    parts = read_parts(published)
    if parts is None and len(_FULL_DATE.findall(text)) < _MANY_YEARS:
        return False
    far = sum(1 for year in years if parts is None or abs(year - parts.year) > 1)
    return far >= 0.6 * len(years) and len(_NEWS_DAY.findall(text)) <= 0.4 * len(years)


def _section_years(words: str) -> tuple[int, int] | None:
    """Return the first and the last year that a heading names ("Exit of the army: 1973-1975"), or None where it is none."""
    years = [int(year) for year in _FULL_YEAR.findall(words)]
    is_heading = len(words.split()) <= _HEADING_WORDS and not words.rstrip().endswith(_ENDS_SENTENCE)
    return (min(years), max(years)) if years and is_heading else None


def _read_span(text: str, span: Span, context: Context, article: str) -> list[Timex]:
    found: list[Timex] = []
    reached = span.start
    heading = _section_years(text[span.start : span.end]) if context.is_narrative else None
    context.section = heading or context.section
    for match, rule in _candidates(text, span):
        if match.start() < reached:
            continue
        reading = rule.read(match, context)
        if reading is None:
            continue
        timex = Timex(
            article=article,
            span=_trim(text, match),
            type=reading.type,
            value=reading.value,
            modifier=reading.modifier,
            anchor=reading.anchor,
            rule=rule.name,
        )
        found.append(timex)
        reached = timex.span.end
        if not (context.is_narrative and _is_aside(text, timex, context)):
            context.note(timex)
    if heading and found:
        context.told = next((one.value for one in found if read_parts(one.value)), context.told)
    return found


def _is_aside(text: str, timex: Timex, context: Context) -> bool:
    """Tell whether a date leaves the course of a narrative: a bound ("until 1945"), a year that is not its section's, or a
    far year in mid-sentence."""
    before = text[max(0, timex.span.start - 24) : timex.span.start]
    if _NO_ANCHOR.search(before):
        return True
    told, year = read_parts(context.told), read_parts(timex.value)
    if year and context.section and not context.section[0] <= year.year <= context.section[1]:
        return True
    if told is None or year is None or year.month is not None or abs(year.year - told.year) <= _NEAR_YEARS:
        return False
    return not _OPENS_SENTENCE.search(before)


def _candidates(text: str, span: Span) -> Iterable[tuple[re.Match[str], Rule]]:
    words = words_in(text[span.start : span.end])
    matches = [
        (match.start(), -match.end(), place, match)
        for place, rule in enumerate(RULES)
        if not rule.needs.isdisjoint(words)
        for match in rule.pattern.finditer(text, span.start, span.end)
    ]
    matches.sort(key=lambda found: found[:3])
    return [(match, RULES[place]) for _, _, place, match in matches]


def _trim(text: str, match: re.Match[str]) -> Span:
    start, end = match.span()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
