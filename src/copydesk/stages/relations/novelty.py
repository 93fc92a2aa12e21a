"""What is new in each article against all that came before it. Article, Passage, Copy -> Article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.records import Article, Copy, Novelty, Passage, Span

_WORD = re.compile(r"\w+")


def mark_new(articles: Sequence[Article], passages: Sequence[Passage], copies: Sequence[Copy]) -> tuple[Article, ...]:
    """Return the articles, each with the passages of its body that no earlier article has, and their share of its words.

    Of two articles that share a passage the one that copied is the later; where that is not known, the one published
    later, and of two of one day the second in the pile. Articles without a body are left as they are.
    """
    order = {one.id: (one.published.value if one.published else "9999", at) for at, one in enumerate(articles)}
    copied = {(copy.a, copy.b): _copier(copy) for copy in copies}
    taken: dict[str, list[Span]] = {}
    for passage in passages:
        later = copied.get((passage.a, passage.b)) or max(passage.a, passage.b, key=order.__getitem__)
        taken.setdefault(later, []).append(passage.a_span if later == passage.a else passage.b_span)
    return tuple(replace(one, new=_novelty(one, sorted(taken.get(one.id, ())))) for one in articles)


def _copier(copy: Copy) -> str | None:
    return {"a_to_b": copy.b, "b_to_a": copy.a}.get(copy.direction.value)


def _novelty(article: Article, taken: Sequence[Span]) -> Novelty | None:
    body = [block.span for block in article.body()]
    words = sum(_count(article, span) for span in body)
    if not words:
        return None
    fresh = tuple(span for whole in body for span in _rest(whole, taken) if _count(article, span))
    share = sum(_count(article, span) for span in fresh) / words
    return Novelty(share=round(share, 3), spans=fresh, rule="relations.no_earlier_passage")


def _rest(whole: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of a span that none of the `taken`, which are sorted, covers."""
    at = whole.start
    for span in taken:
        if span.end <= at:
            continue
        if span.start >= whole.end:
            break
        if span.start > at:
            yield Span(at, span.start)
        at = span.end
    if at < whole.end:
        yield Span(at, whole.end)


def _count(article: Article, span: Span) -> int:
    return len(_WORD.findall(article.words_of(span)))
