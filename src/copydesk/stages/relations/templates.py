"""Text that many articles carry and that makes none a copy of another: mottos, offers, notes. Shared -> Shared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from copydesk.records import Article, Span
from copydesk.stages.relations.pairs import RelationSettings, Shared, spans_in

Pair = tuple[str, str]


def drop_templates(pairs: Mapping[Pair, Shared], settings: RelationSettings) -> dict[Pair, Shared]:
    """Leave out pairs that share nothing but what stands in several otherwise unlike articles.

    A text on one story that many lift within days is no template: where the dates are known they must differ.
    """
    weak = {pair: one for pair, one in pairs.items() if one.own_words < settings.weak and one.kind == "excerpt"}
    beside: dict[str, list[tuple[Span, Article]]] = defaultdict(list)
    for (a, b), one in weak.items():
        beside[a] += [(span, one.b.article) for span in spans_in(one, a)]
        beside[b] += [(span, one.a.article) for span in spans_in(one, b)]
    story: dict[str, list[Span]] = defaultdict(list)  # what stands in whole copies is a story's own text
    for (a, b), one in pairs.items():
        if one.is_whole:
            story[a] += spans_in(one, a)
            story[b] += spans_in(one, b)
    return {
        pair: one
        for pair, one in pairs.items()
        if pair not in weak
        or any(_overlap(span, told) for name in pair for span in spans_in(one, name) for told in story[name])
        or not all(
            _is_template(p.a_span, beside[p.a], one.a.article, settings)
            or _is_template(p.b_span, beside[p.b], one.b.article, settings)
            for p in one.passages
        )
    }


def _is_template(
    span: Span, beside: Sequence[tuple[Span, Article]], article: Article, settings: RelationSettings
) -> bool:
    others = {other.id: other for found, other in beside if _overlap(span, found) * 3 >= 2 * (span.end - span.start)}
    if len(others) + 1 < settings.template:
        return False
    all_ = [article, *others.values()]
    dates = {one.published.value[:10] for one in all_ if one.published}
    undated = sum(one.published is None for one in all_)
    return len(dates) + undated >= settings.template or len({one.outlet for one in all_}) == 1


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
