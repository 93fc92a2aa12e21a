"""Places that are told by their words and surroundings, so that they are found again. Span <-> TextQuote"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.records import Article, Ref, Span, TextQuote

AROUND = 40
"""Characters kept on either side."""
LEAST_ALIKE = 0.5
"""So much of the surroundings must still stand there, where the words are found again."""
_BLANKS = re.compile(r"\s+")


def quote_place(article: Article, span: Span) -> TextQuote:
    """Return the words at a place with what stands around them."""
    text = article.text
    return TextQuote(
        page=article.page,
        exact=_level(text[span.start : span.end]),
        prefix=_level(text[max(0, span.start - 2 * AROUND) : span.start])[-AROUND:],
        suffix=_level(text[span.end : span.end + 2 * AROUND])[:AROUND],
    )


def find_place(quote: TextQuote, articles: Sequence[Article]) -> Ref | None:
    """Return where the words stand now: on their page, or where they are copied to when that page is gone; None if nowhere.

    Among several places the one whose surroundings agree best is taken, the first of equals; less than half agreement
    is none.
    """
    own = [article for article in articles if article.page == quote.page]
    for among in (own, [article for article in articles if article.page != quote.page]):
        found = [
            (-_alike(quote, article, span), article.id, span) for article in among for span in _places(quote, article)
        ]
        best = min(found, default=None)
        if best is not None and -best[0] >= LEAST_ALIKE:
            return Ref(article=best[1], span=best[2])
    return None


def _places(quote: TextQuote, article: Article) -> list[Span]:
    words = r"\s+".join(map(re.escape, quote.exact.split()))
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){words}(?!\w)", article.text)] if words else []


def _alike(quote: TextQuote, article: Article, span: Span) -> float:
    """Return the share of the surroundings, counted from the words outwards, that stands around a place."""
    now = quote_place(article, span)
    kept = _common(quote.prefix[::-1], now.prefix[::-1]) + _common(quote.suffix, now.suffix)
    whole = len(quote.prefix) + len(quote.suffix)
    return kept / whole if whole else 1.0


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _level(text: str) -> str:
    return _BLANKS.sub(" ", text)
