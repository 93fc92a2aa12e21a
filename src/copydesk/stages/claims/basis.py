"""All that the statements of one article are read from, so that they are read again only where it changed. Draft -> Basis"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from copydesk.records import Article, Attribution, Draft, Parse, Span, Timex
from copydesk.stages.claims.figures import Figure, is_long_before, read_figures
from copydesk.stages.claims.numbers import read_numerals
from copydesk.stages.claims.page import Marks, Page
from copydesk.stages.claims.people import Known, People, mentions_by_article, pronouns_by_article, read_known


class Basis(NamedTuple):
    """An article with what earlier stages found in it, and what the pile knows of it; `first_day` is that of the pile."""

    article: Article
    parse: Parse
    attributions: tuple[Attribution, ...]
    timexes: tuple[Timex, ...]
    figures: tuple[Figure, ...]
    mentions: tuple[tuple[Span, str], ...]
    pronouns: tuple[tuple[int, str], ...]
    known: Known
    first_day: str

    def page(self) -> Page:
        people = People(self.parse, self.mentions, self.known, dict(self.pronouns))
        numerals = read_numerals(self.parse, self.timexes)
        return Page(self.article, people, Marks(self.attributions, numerals, self.figures, self.first_day))

    def told(self) -> tuple[Any, ...]:
        """Return the plain values that settle an article's statements; its text settles the parse."""
        article, known = self.article, self.known
        return (
            (article.id, article.title, article.outlet, article.text, article.blocks),
            (self.attributions, self.timexes, self.figures, self.mentions, self.pronouns),
            self.days_before(),
            tuple(known.sources.values()),
            (known.persons, known.kinds, known.groups, known.same, known.names, known.sexes),
        )

    def days_before(self) -> tuple[str, ...]:
        """Return the days told that lie well before the pile's first."""
        days = sorted({timex.value.partition("T")[0] for timex in self.timexes})
        return tuple(day for day in days if is_long_before(day, self.first_day))

    def ties(self) -> tuple[tuple[int, int], ...]:
        """Return the places of attributions that share some words and are of one length, so that their ids tell the inner."""
        places: dict[int, list[int]] = {}
        for place, one in enumerate(self.attributions):
            places.setdefault(one.length, []).append(place)
        pairs = (pair for same in places.values() for pair in combinations(same, 2))
        by_id = (sorted(pair, key=lambda at: self.attributions[at].id) for pair in pairs if self._share_words(*pair))
        return tuple((inner, outer) for inner, outer in by_id)

    def _share_words(self, one: int, two: int) -> bool:
        spans = self.attributions[two].content_spans
        return any(span.overlaps(other) for span in self.attributions[one].content_spans for other in spans)


def list_bases(draft: Draft) -> Iterator[Basis]:
    """Yield the basis of each article that was parsed."""
    attributions: dict[str, list[Attribution]] = {}
    timexes: dict[str, list[Timex]] = {}
    for attribution in draft.attributions:
        attributions.setdefault(attribution.article, []).append(attribution)
    for timex in draft.timexes:
        timexes.setdefault(timex.article, []).append(timex)
    mentions, pronouns, known = mentions_by_article(draft), pronouns_by_article(draft), read_known(draft)
    figures = read_figures({one: read_numerals(parse, timexes.get(one, ())) for one, parse in draft.parses.items()})
    first = min((article.published.value for article in draft.articles if article.published), default="")
    for article in draft.articles:
        if (parse := draft.parses.get(article.id)) is not None:
            said, named = attributions.get(article.id, []), mentions.get(article.id, [])
            meant = tuple(sorted(pronouns.get(article.id, {}).items()))
            sources = {one.source for one in said if one.source is not None}
            yield Basis(
                article,
                parse,
                tuple(said),
                tuple(timexes.get(article.id, ())),
                tuple(figures[article.id]),
                tuple(named),
                meant,
                known.of_article(article.text, {entity for _, entity in (*named, *meant)}, sources),
                first,
            )
