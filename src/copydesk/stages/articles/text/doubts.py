"""Stated dates that the text itself, or the other stories of a thread, show to be wrong. Article -> Article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from copydesk.records import Article
from copydesk.stages.articles.values.dates import find_dates

_PAST = re.compile(
    r"(?:^|[.!?”\"]\s)(?:On|In)\s$|\b(?:\w+ed|said|told|wrote|held|began|took|gave|made|met|won|lost|went|came|was|were)\s(?:\w+\s)?on\s$"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|should|may|might|can|until|by|expected|scheduled|planned|plans?|due|set|slated|delayed|moved|"
    r"postponed|expires?|next|upcoming|to be)\b"  # in small letters: May is a month
)
_SLACK = 2
"""Days by which a text may tell of a past after its date: time zones, and a page's small changes."""
_YEARS_APART = 365
_READ = 20_000  # of a paragraph: a page may be one line without end
_AROUND = 300
"""Characters of a sentence that are looked at on each side of a date."""


def drop_doubtful_dates(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """Return the articles without the stated dates that cannot be theirs, and why each was dropped.

    A page that states its last change may tell of later days. In a thread a story that gives no writer may have the date
    of something else: it goes where all other dated stories are more than a year younger.
    """
    kept, reasons = [], []
    for article in articles:
        reason = _told_later(article) or _years_before(article, articles)
        kept.append(_undated(article, reason) if reason else article)
        reasons += [reason] if reason else []
    return tuple(kept), tuple(reasons)


def _undated(article: Article, reason: str) -> Article:
    """Return the article with its stated date as any other day that the page gives."""
    stated = article.published
    metadata = tuple(
        replace(datum, field="date", why=f"{datum.why} But {reason}.")
        if datum.field == "published" and stated and datum.value == stated.value
        else datum
        for datum in article.metadata
    )
    return replace(article, published=None, metadata=metadata)


def _told_later(article: Article) -> str | None:
    """Return the reason where the text tells of a full date after the stated one as past."""
    stated = _stated_day(article)
    if stated is None or article.modified:
        return None
    for block in article.blocks:
        words = article.words_of(block.span)[:_READ] if block.role == "body" else ""
        for found in find_dates(words):
            later = (date.fromisoformat(found.value) - stated).days > _SLACK
            before = words[max(0, found.start - _AROUND) : found.start]
            if later and _PAST.search(before) and not _AHEAD.search(_sentence_of(words, found.start)):
                told = words[found.start : found.end]
                return f"the stated date {stated} was dropped: the text tells of {told} as past"
    return None


def _sentence_of(text: str, at: int) -> str:
    """Return the sentence around an offset."""
    before = re.split(r"[.!?][”\"]?\s+(?=[A-ZÀ-Þ“\"])", text[max(0, at - _AROUND) : at])[-1]
    return before + re.split(r"(?<=[^\s.]{4})[.!?]", text[at : at + _AROUND])[0]


def _years_before(article: Article, articles: Sequence[Article]) -> str | None:
    """Return the reason where a thread's other dated stories are all more than a year younger."""
    stated = _stated_day(article)
    if stated is None or article.form != "post" or article.byline:
        return None
    others = [day for other in articles if other is not article and (day := _stated_day(other))]
    if not others or (min(others) - stated).days <= _YEARS_APART:
        return None
    return f"the stated date {stated} was dropped: the thread's other stories are dated {min(others)} and later"


def _stated_day(article: Article) -> date | None:
    published = article.published
    full = published is not None and published.basis == "stated" and len(published.value) == 10
    return date.fromisoformat(published.value) if published and full else None
