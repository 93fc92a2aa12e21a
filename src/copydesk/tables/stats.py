"""Figures for each outlet: own work and copies, and how its sources are identified. StoryRecords -> OutletStats."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copydesk.index import Index, index_records
from copydesk.records import Article, Copy, Source, Span, StoryRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """How many attributions are to a named source, to one known by role, to an anonymous one, to none that is known."""

    named: int
    role: int
    anonymous: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletStats:
    """One outlet's articles. `attributions` counts all of them, `once` leaves out those in passages that are copied.

    An article counts as a copy when it belongs to a family whose original is another one. `outlet` is None for the
    articles whose outlet is not known.
    """

    outlet: str | None
    articles: int
    originals: int
    copies: int
    words: int
    copied_words: int
    attributions: Identified
    once: Identified


def count_outlets(records: StoryRecords) -> Sequence[OutletStats]:
    """Return the figures of each outlet, the one with most articles first, articles of no known outlet last.

    Of two articles with a common origin outside the pile both copy; their attributions count once, with the earlier.
    """
    index = index_records(records)
    found: dict[str | None, list[Article]] = defaultdict(list)
    for article in records.articles:
        found[article.outlet].append(article)
    order = sorted(found, key=lambda name: (name is None, -len(found[name]), name or ""))
    return [_count(name, found[name], index) for name in order]


def _count(outlet: str | None, articles: list[Article], index: Index) -> OutletStats:
    mine = {article.id for article in articles}
    copies = {
        name
        for family in index.records.families
        for name in family.articles
        if name in mine and name != family.original
    }
    return OutletStats(
        outlet=outlet,
        articles=len(articles),
        originals=len(articles) - len(copies),
        copies=len(copies),
        words=sum(_words(article, [block.span for block in article.body()]) for article in articles),
        copied_words=sum(_words(article, copied_body(article, index)) for article in articles),
        attributions=_identify(mine, index, once=False),
        once=_identify(mine, index, once=True),
    )


def copied_body(article: Article, index: Index) -> list[Span]:
    """Return the parts of an article's body that it has from another article, apart and in order."""
    spans = [
        passage.a_span if copy.a == article.id else passage.b_span
        for copy in index.copies_of.get(article.id, ())
        if _has_from_elsewhere(copy, article.id)
        for passage in copy.passages
        if passage.evidence == "prose"
    ]
    blocks = [block.span for block in article.body()]
    return union(Span(max(s.start, b.start), min(s.end, b.end)) for s in spans for b in blocks if s.overlaps(b))


def _has_from_elsewhere(copy: Copy, article: str) -> bool:
    value = copy.direction.value
    return (
        value == "common_origin"
        or (value == "a_to_b" and copy.b == article)
        or (value == "b_to_a" and copy.a == article)
    )


def _identify(articles: set[str], index: Index, *, once: bool) -> Identified:
    counted: Counter[str] = Counter()
    repeated = {name: _repeated(name, index) for name in sorted(articles)} if once else {}
    for source_id, attribution in (
        (attribution.source, attribution)
        for attribution in index.records.attributions
        if attribution.article in articles
    ):
        spans = attribution.content_spans or tuple(filter(None, [attribution.cue_span]))
        if once and any(span.overlaps(other) for span in spans for other in repeated[attribution.article]):
            continue
        source = index.get(Source, source_id)
        counted[source.identification if source else "unknown"] += 1
    return Identified(**{name: counted[name] for name in ("named", "role", "anonymous", "unknown")})


def _repeated(article: str, index: Index) -> list[Span]:
    """Return the passages that an article repeats after another one, or after an earlier one where that is open."""
    return [
        passage.a_span if copy.a == article else passage.b_span
        for copy in index.copies_of.get(article, ())
        if article == _later(copy, index)
        for passage in copy.passages
    ]


def _later(copy: Copy, index: Index) -> str:
    if copy.direction.value in ("a_to_b", "b_to_a"):
        return copy.b if copy.direction.value == "a_to_b" else copy.a
    return max((_date(name, index), name) for name in (copy.a, copy.b))[1]


def _date(article_id: str, index: Index) -> str:
    article = index.get(Article, article_id)
    return article.published.value if article and article.published else "9999"


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the characters of all spans as spans that lie apart, in order."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _words(article: Article, spans: Iterable[Span]) -> int:
    return sum(len(article.words_of(span).split()) for span in spans)
