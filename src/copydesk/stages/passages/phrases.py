"""Short text that several articles carry, a footer or a form's labels, and that makes none a copy. Passages -> Passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from copydesk.records import Article, Passage, Span

_SEVERAL = 5
_SHORT = 240
"""Characters; a longer passage is no phrase, however many articles have it."""


def find_phrases(passages: Sequence[Passage], articles: Sequence[Article]) -> set[Passage]:
    """Return the short passages whose text stands in several of the articles, of different days where these are known.

    What many lift from one story within a day or two is news, not a phrase.
    """
    day = {article.id: article.published and article.published.value[:10] for article in articles}
    beside: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    short = [one for one in passages if max(_length(one.a_span), _length(one.b_span)) <= _SHORT]
    for one in short:
        beside[one.a].append((one.a_span, one.b))
        beside[one.b].append((one.b_span, one.a))
    phrases = set()
    for one in short:
        for name, span in ((one.a, one.a_span), (one.b, one.b_span)):
            holders = {
                name,
                *(other for found, other in beside[name] if _overlap(span, found) * 3 >= 2 * _length(span)),
            }
            days = {day[holder] for holder in holders if day[holder]}
            if len(days) + sum(day[holder] is None for holder in holders) >= _SEVERAL:
                phrases.add(one)
    return phrases


def _length(span: Span) -> int:
    return span.end - span.start


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
