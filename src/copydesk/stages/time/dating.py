"""Dates of articles that state none, settled by the rest of the pile or left open. Article, Parse, Passage, Timex -> Article, Timex"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from copydesk.records import Article, Parse, Passage, Published, Span, Timex
from copydesk.stages.time.find import find_timexes
from copydesk.stages.time.heads import read_head_day
from copydesk.stages.time.telling import DatedSentence, find_dated_sentences
from copydesk.text.dates import DAY_NAMES, MONTH_NAMES, last_day, read_day, read_parts, write_date

_LARGE_SHARE = 0.5
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_ROUNDS = 4  # a date may pass from copy to copy, but not without end


class _Clue(NamedTuple):
    value: str
    weight: float
    why: str


class _Pile(NamedTuple):
    articles: dict[str, Article]
    parses: Mapping[str, Parse]
    shares: dict[str, list[tuple[float, str]]]  # article -> (share of text, the other article), largest first
    timexes: dict[str, tuple[Timex, ...]]
    sentences: dict[str, list[DatedSentence]]
    by_weekday: dict[int, list[DatedSentence]]  # sentences of dated articles, by the weekday or the month they tell of
    by_month: dict[int, list[DatedSentence]]


def date_articles(
    articles: Sequence[Article], parses: Mapping[str, Parse], passages: Sequence[Passage], timexes: Sequence[Timex]
) -> tuple[tuple[Article, ...], tuple[Timex, ...]]:
    """Return the articles in the same order, with `published` inferred where a page states none and the pile settles it.

    `timexes` are those of all articles, read before, each article's together; those of an article that gets a date here are read again by it.

    Clues are asked in order of strength: a day in the page's head that lacks but its year; the date of an article that
    this one copies; a weekday tied to a full date in the article itself; the same happening told of the same weekday by a
    dated article; a month or day without a year that a dated article tells of. The date stays partial, or None, where
    the clues settle no more or disagree.
    """
    by_id, shares = {article.id: article for article in articles}, _shares(articles, passages)
    told: dict[str, tuple[Timex, ...]] = dict.fromkeys(by_id, ())
    told |= {name: tuple(found) for name, found in groupby(timexes, lambda timex: timex.article)}
    pile = _Pile(by_id, parses, shares, told, {}, {}, {})
    for article in articles:
        _tell(article, pile)
    for _ in range(_ROUNDS):
        _index_dated(pile)
        settled = {
            article.id: published
            for article in sorted(pile.articles.values(), key=lambda one: one.id)
            if article.published is None and (published := _infer(article, pile))
        }
        for name, published in settled.items():
            pile.articles[name] = dated = replace(pile.articles[name], published=published)
            pile.timexes[name] = find_timexes(dated, parses.get(name))
            _tell(dated, pile)
        if not settled:
            break
    return (
        tuple(pile.articles[article.id] for article in articles),
        tuple(timex for article in articles for timex in pile.timexes[article.id]),
    )


def _tell(article: Article, pile: _Pile) -> None:
    """Note the sentences of an article that tell of a day."""
    parse = pile.parses.get(article.id)
    pile.sentences[article.id] = find_dated_sentences(article, parse, pile.timexes[article.id]) if parse else []


def _index_dated(pile: _Pile) -> None:
    pile.by_weekday.clear()
    pile.by_month.clear()
    for name in sorted(pile.articles):
        for sentence in pile.sentences[name] if pile.articles[name].published else ():
            parts, day = read_parts(sentence.timex.value), read_day(sentence.timex.value)
            if day and sentence.tense != "future":
                pile.by_weekday.setdefault(day.weekday(), []).append(sentence)
            if parts and parts.month:
                pile.by_month.setdefault(parts.month, []).append(sentence)


def _infer(article: Article, pile: _Pile) -> Published | None:
    for find_clues in (_head_clues, _copy_clues, _own_clues, _weekday_clues, _month_clues):
        clues = [
            clue for clue in find_clues(article, pile) if not _is_too_early(clue.value, pile.sentences[article.id])
        ]
        if clue := _settle(clues):
            return Published(value=clue.value, basis="inferred", why=clue.why)
    return None


def _settle(clues: Sequence[_Clue]) -> _Clue | None:
    weights: Counter[str] = Counter()
    for clue in clues:
        weights[clue.value] += clue.weight  # type: ignore[assignment]
    if not weights:
        return None
    value = min(weights, key=lambda date: (-weights[date], date))
    if weights[value] < 0.6 * sum(weights.values()):
        return None
    return min((clue for clue in clues if clue.value == value), key=lambda clue: (-clue.weight, clue.why))


def _is_too_early(value: str, sentences: Iterable[DatedSentence]) -> bool:
    """Tell whether the article itself tells of a later day as past: then it is no older than that day."""
    end = last_day(value)
    told = [
        day
        for sentence in sentences
        if sentence.tense == "past" and "X" not in sentence.timex.value and (day := read_day(sentence.timex.value))
    ]
    return end is not None and any(day > end for day in told)


def _shares(articles: Sequence[Article], passages: Sequence[Passage]) -> dict[str, list[tuple[float, str]]]:
    by_id = {article.id: article for article in articles}
    covered: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for passage in passages:
        if passage.evidence == "prose":
            covered[passage.a, passage.b].append(passage.a_span)
            covered[passage.b, passage.a].append(passage.b_span)
    shares: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, other), spans in sorted(covered.items()):
        if one in by_id and other in by_id:
            shares[one].append((_share(by_id[one], spans), other))
    return {name: sorted(found, key=lambda pair: (-pair[0], pair[1])) for name, found in shares.items()}


def _share(article: Article, spans: Sequence[Span]) -> float:
    body = [block.span for block in article.body()]
    total = sum(end - start for start, end in body)
    hit, reached = 0, 0
    for start, end in sorted(spans):
        start = max(start, reached)
        hit += sum(max(0, min(end, block.end) - max(start, block.start)) for block in body)
        reached = max(reached, end)
    return hit / total if total else 0.0


def _copy_clues(article: Article, pile: _Pile) -> list[_Clue]:
    clues = []
    for share, name in pile.shares.get(article.id, []):
        other = pile.articles[name]
        if share >= _LARGE_SHARE and other.published and read_parts(other.published.value):
            why = f"{share:.0%} of its text also stands in {_name(other)}, dated {other.published.value}."
            clues.append(_Clue(other.published.value, share, why))
    dated = [clue for clue in clues if read_day(clue.value)] or clues
    return dated[:1]  # the fullest copy; a stitched page has several sources


def _head_clues(article: Article, pile: _Pile) -> list[_Clue]:
    published = [other.published for other in pile.articles.values() if other.published]
    days = {day for one in published if one.basis == "stated" and (day := read_day(one.value))}
    head = read_head_day(article, {parts.year for one in published if (parts := read_parts(one.value))}, days)
    return [_Clue(head.day.isoformat(), 1.0, head.why)] if head else []


def _own_clues(article: Article, pile: _Pile) -> list[_Clue]:
    told = [s for s in pile.sentences[article.id] if s.tense == "past" and read_day(s.timex.value)]
    named = [s for s in told if _weekday_in(article.words_of(s.timex.span)) is not None]
    latest = max(named, key=lambda s: s.timex.value, default=None)
    if latest is None:
        return []
    day = read_day(latest.timex.value)
    weekday = _common_weekday(pile.sentences[article.id])
    if day is None or weekday != day.weekday() or any(s.timex.value > latest.timex.value for s in told):
        return []
    why = f"It tells of {DAY_NAMES[weekday]} and names “{article.words_of(latest.timex.span)}” in full."
    return [_Clue(day.isoformat(), 1.0, why)]


def _weekday_clues(article: Article, pile: _Pile) -> list[_Clue]:
    weekday = _common_weekday(pile.sentences[article.id])
    if weekday is None:
        return []
    clues = []
    for own in pile.sentences[article.id]:
        if own.timex.value[:10] != f"XXXX-WXX-{weekday + 1}"[:10] or own.tense == "future":
            continue
        for other in pile.by_weekday.get(weekday, []):
            day, shared = read_day(other.timex.value), own.words & other.words
            if day and _tell_the_same(own, other, pile.articles[other.article].page == article.page):
                told = pile.articles[other.article]
                value = _news_day(day, told)
                why = _say_shared(DAY_NAMES[weekday], told, day.isoformat(), shared)
                clues += [_Clue(value, float(len(shared)), why)] if value else []
    return clues


def _news_day(day: date, told: Article) -> str | None:
    """Return the date of an article that names a weekday: the day itself, where it is that of the other article too.

    A weekday that both look back on lies up to six days before: then the month is settled at most.
    """
    if told.published and told.published.value[:10] == day.isoformat():
        return day.isoformat()
    return write_date(day.year, day.month) if (day + timedelta(days=6)).month == day.month else None


def _month_clues(article: Article, pile: _Pile) -> list[_Clue]:
    """Settle the year of "On July 25" by a dated article that tells the same of that day or month."""
    years = []
    told_days = _days_without_year(pile.sentences[article.id])
    if len(told_days) < 2 or _spans_new_year(told_days):
        return []
    earliest = min(month for month, _ in told_days)  # a month before that of the clue may be the next year's
    for own in pile.sentences[article.id]:
        month = _MONTH.match(own.timex.value)
        if (
            month is None
            or int(month[1]) > earliest
            or own.tense == "future"
            or article.words_of(own.timex.span).startswith("last")
        ):
            continue
        for other in pile.by_month.get(int(month[1]), []):
            parts = read_parts(other.timex.value)
            if parts is None or parts.month is None or (parts.day and month[2] and parts.day != int(month[2])):
                continue
            shared = own.words & other.words
            if len(shared) >= 2 and own.verbs & other.verbs and own.names & other.names:
                told = pile.articles[other.article]
                why = _say_shared(MONTH_NAMES[parts.month - 1], told, other.timex.value, shared)
                years.append(_Clue(str(parts.year), float(len(shared)), why))
    settled = _settle(years)
    return [_narrow(settled, pile.sentences[article.id])] if settled else []


def _narrow(year: _Clue, sentences: Sequence[DatedSentence]) -> _Clue:
    """Give the month too where the latest day told, without a year, is told more than once: that is the news of it."""
    days = _days_without_year(sentences)
    latest = max(days, default=None)
    if latest is None or days[latest] < 2:
        return year
    value = write_date(int(year.value), latest[0])
    why = f"{year.why} The latest day that it tells of is {latest[1]} {MONTH_NAMES[latest[0] - 1]}."
    return _Clue(value, year.weight, why) if value else year


def _days_without_year(sentences: Iterable[DatedSentence]) -> Counter[tuple[int, int]]:
    return Counter(
        (int(month[1]), int(month[2]))
        for sentence in sentences
        if sentence.tense != "future" and (month := _MONTH.match(sentence.timex.value)) and month[2]
    )


def _spans_new_year(days: Iterable[tuple[int, int]]) -> bool:
    months = {month for month, _ in days}
    return max(months) - min(months) >= 8


def _tell_the_same(one: DatedSentence, other: DatedSentence, same_page: bool) -> bool:
    shared = len(one.words & other.words)
    smaller = min(len(one.words), len(other.words)) or 1
    needed = 3 if same_page else 4
    return shared >= needed and shared / smaller >= 0.4 and bool(one.names & other.names)


def _common_weekday(sentences: Iterable[DatedSentence]) -> int | None:
    """Return the weekday that is told of most, as past, with no date beside it; None where two are told as often."""
    days = Counter(
        int(found[1]) - 1
        for sentence in sentences
        if sentence.tense != "future" and (found := _WEEKDAY.match(sentence.timex.value))
    )
    ranked = days.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _weekday_in(words: str) -> int | None:
    return next((i for i, name in enumerate(DAY_NAMES) if words.startswith(name)), None)


def _say_shared(day: str, other: Article, value: str, words: Iterable[str]) -> str:
    shared = ", ".join(f"“{word}”" for word in sorted(words)[:6])
    return f"It tells of {day} what {_name(other)} tells of {value}: they share {shared}."


def _name(article: Article) -> str:
    title = f"“{article.title}”" if article.title else "another article"
    return f"{title} ({article.outlet})" if article.outlet else title
