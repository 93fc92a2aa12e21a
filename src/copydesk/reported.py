"""Where a chain of outlets leads: the page of the pile on which the reporting stands. Attribution -> Article or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from copydesk.index import Index
from copydesk.records import Article, Attribution, Source
from copydesk.stages.articles.values.outlets import outlet_names

FOUND = 0.6
"""The least share of the longer words of a content that a paragraph must hold to be its report."""
LEAST = 3
"""Fewer longer words than this tell no report."""
_WORD = re.compile(r"\w{4,}|\d+")


def reporting_outlet(one: Attribution, index: Index) -> Source | None:
    """Return the outlet that did the reporting: the link nearest to the speaker, or the source where it is an outlet itself."""
    nearest = index.get(Source, one.via[0] if one.via else one.source)
    return nearest if nearest is not None and nearest.kind == "outlet" else None


def reported_in(one: Attribution, index: Index) -> Article | None:
    """Return the article of the reporting outlet that holds what is attributed, or None where the pile has none.

    That is another article under the outlet's name, the earliest with a paragraph that holds most words of the content.
    """
    outlet, home = reporting_outlet(one, index), index.get(Article, one.article)
    if outlet is None or home is None:
        return None
    wanted = {word for span in one.content_spans for word in _words(home.words_of(span))}
    holding = [
        article
        for article in index.records.articles
        if article.id != home.id and usual_name(article.outlet) == usual_name(outlet.name) and _holds(article, wanted)
    ]
    return min(
        holding, key=lambda article: (article.published.value if article.published else "9", article.id), default=None
    )


@lru_cache(maxsize=4096)
def usual_name(name: str | None) -> str:
    """Return the key under which an outlet goes, however a page writes its name."""
    key = (name or "").casefold().removeprefix("the ")
    return outlet_names().get(key, key).casefold().removeprefix("the ")


def _holds(article: Article, wanted: set[str]) -> bool:
    paragraphs: Sequence[str] = [
        article.words_of(block.span) for block in article.blocks if block.role in ("body", "headline")
    ]
    enough = max(LEAST, FOUND * len(wanted))
    return any(len(wanted.intersection(_words(paragraph))) >= enough for paragraph in paragraphs)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
