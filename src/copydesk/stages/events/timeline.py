"""A timeline of dated documents: the days that matter most, and the sentences that tell them. Article -> date, sentences"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Span
from copydesk.stages.time import read_timexes
from copydesk.text.dates import read_day, shift_date

_LEAD = 5
"""So many sentences of an article's start count as the news of its own day."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|Lt|Col|St|Jr|Sr|Prof|vs|No|U\.S|U\.N|U\.K|a\.m|p\.m)|\b[A-Z])\.$"
)
_WORD = re.compile(r"[a-z0-9]{2,}")
_RETROSPECT, _LATER = 4.0, 3
"""What a day weighs that is still named so many days later, against one that is only named at the time."""
_ARTICLE = 0.5
_NAMED_IN_CENTRE, _NAMED_IN_RANK = 1.5, 1.15
"""How much more a sentence counts that names its day."""
_FEW_WORDS, _MANY_WORDS = 6, 40
_TOO_ALIKE = 0.3


class _Line(NamedTuple):
    """A sentence of a document: where it stands, when it was published, which days it names."""

    text: str
    words: Counter[str]
    published: str
    place: int
    days: frozenset[str]


def make_timeline(
    articles: Sequence[Article], *, start: str, end: str, days: int, sentences: int
) -> dict[str, list[str]]:
    """Return the `days` days from `start` to `end` that matter most, each with its `sentences` best sentences.

    A day matters by the days on which it is named, those well after it the more: what is still told later mattered; and
    a little by the articles published on it. Its sentences are those nearest to the centre of all that is told of it,
    without repetition. Works on plain text, with no parse; articles without a full date count only for the days they name.
    """
    lines = [line for article in sorted(articles, key=lambda one: one.id) for line in _read_lines(article)]
    weights = _weigh_days(lines, start, end)
    chosen = sorted(weights, key=lambda day: (-weights[day], day))[:days]
    rarity = _rarity(lines)
    timeline = {day: _choose(_tellers(lines, day), rarity, sentences) for day in sorted(chosen)}
    return {day: found for day, found in timeline.items() if found}


def split_sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a stretch of text, told by their end marks; common abbreviations end none."""
    found, begin = [], span.start
    for end in _SENTENCE_END.finditer(text, span.start, span.end):
        if "\n" not in end[0] and _ABBREVIATION.search(text[max(span.start, end.start() - 6) : end.start() + 1]):
            continue
        found.append(Span(begin, end.start() + len(end[0].rstrip())))
        begin = end.end()
    found.append(Span(begin, span.end))
    return [one for one in found if text[one.start : one.end].strip()]


def _read_lines(article: Article) -> list[_Line]:
    spans = [block.span for block in article.body()]
    published = article.published.value[:10] if article.published else ""
    timexes = read_timexes(article.text, spans, article=article.id, published=published or None, parse=None)
    places = [sentence for span in spans for sentence in split_sentences(article.text, span)]
    starts = [place.start for place in places]
    named: dict[int, set[str]] = defaultdict(set)
    for timex in timexes:
        if timex.type in ("DATE", "TIME") and (day := read_day(timex.value)):
            named[bisect_right(starts, timex.span.start) - 1].add(day.isoformat())
    return [
        _Line(
            text=" ".join(article.words_of(place).split()),
            words=Counter(_WORD.findall(article.words_of(place).lower())),
            published=published,
            place=number,
            days=frozenset(named[number]),
        )
        for number, place in enumerate(places)
    ]


def _weigh_days(lines: Iterable[_Line], start: str, end: str) -> dict[str, float]:
    published: Counter[str] = Counter()
    named: dict[str, dict[str, float]] = defaultdict(dict)
    for line in lines:
        if line.place == 0 and line.published:
            published[line.published] += 1
        for day in line.days:
            weight = _RETROSPECT if _days_after(day, line.published) >= _LATER else 1.0
            named[day][line.published] = max(weight, named[day].get(line.published, 0.0))
    inside = [day for day in {*published, *named} if start <= day <= end]
    return {day: _ARTICLE * published[day] + sum(named[day].values()) for day in inside}


def _days_after(day: str, published: str) -> int:
    told, news = read_day(day), read_day(published)
    return (news - told).days if told and news else 0


def _tellers(lines: Iterable[_Line], day: str) -> list[_Line]:
    """Return the sentences that tell of a day: those that name it, and the leads of that day's and the next day's articles.

    A lead that names another day alone is left out.
    """
    fresh = {day, shift_date(day, 1, "D")}
    return [
        line for line in lines if day in line.days or (line.place < _LEAD and not line.days and line.published in fresh)
    ]


def _rarity(lines: Sequence[_Line]) -> dict[str, float]:
    frequency: Counter[str] = Counter()
    for line in lines:
        frequency.update(line.words.keys())
    return {word: math.log(len(lines) / count) for word, count in frequency.items()}


def _choose(lines: Sequence[_Line], rarity: Mapping[str, float], count: int) -> list[str]:
    usable = {line.text: line for line in lines if _FEW_WORDS <= sum(line.words.values()) <= _MANY_WORDS}
    vectors = {text: _vector(line.words, rarity) for text, line in usable.items()}
    centre: dict[str, float] = defaultdict(float)
    for text, vector in vectors.items():
        share = _NAMED_IN_CENTRE if usable[text].days else 1.0
        for word, weight in vector.items():
            centre[word] += share * weight
    near = {text: _dot(vectors[text], centre) * (_NAMED_IN_RANK if usable[text].days else 1.0) for text in vectors}
    chosen: list[str] = []
    for text in sorted(near, key=lambda one: (-near[one], one)):
        if len(chosen) == count:
            break
        if all(_dot(vectors[text], vectors[other]) < _TOO_ALIKE for other in chosen):
            chosen.append(text)
    return chosen


def _vector(words: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    vector = {word: count * rarity[word] for word, count in words.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in one.items())
