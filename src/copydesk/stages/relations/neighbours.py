"""What the other articles tell about a pair: pages put together from several, origins that copies give away. Shared -> Standings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from copydesk.records import Article
from copydesk.stages.relations.origins import Standing, is_paste, read_standing, same_outlet, speaks_for
from copydesk.stages.relations.pairs import Shared, spans_in
from copydesk.stages.relations.templates import Pair

_MOST_BESIDE = 40
"""Articles beside one that are held against each other: more make it no clearer that they are unlike."""
_WORD = re.compile(r"\b[a-z]+\b")
_HALF = 0.5
_MOST = 0.6


def list_stitched(shared: Mapping[Pair, Shared]) -> frozenset[str]:
    """Return the articles half of which comes, piece by piece, from others that share nothing with each other."""
    beside: dict[str, dict[str, Shared]] = defaultdict(dict)
    for (a, b), one in shared.items():
        beside[a][b] = beside[b][a] = one
    return frozenset(one for one in beside if _is_stitched(one, beside))


def _is_stitched(article: str, beside: Mapping[str, Mapping[str, Shared]]) -> bool:
    pieces = {other: one for other, one in beside[article].items() if _is_piece(one, article)}
    lifted = sorted(pieces)[:_MOST_BESIDE]
    if all(y in beside[x] for x in lifted for y in lifted if x < y):
        return False
    prose = pieces[lifted[0]].side(article)
    spans = [span for other in lifted for span in spans_in(pieces[other], article)]
    return 2 * int(prose.cover(spans).sum()) >= prose.size


def _is_piece(shared: Shared, article: str) -> bool:
    """Tell whether less than half of the article, and not the whole of the other, is in both."""
    ours, theirs = shared.a_coverage, shared.b_coverage
    if shared.b.article.id == article:
        ours, theirs = theirs, ours
    return ours < _HALF and theirs < _MOST


def loosen_stitched(pairs: Mapping[Pair, Shared], stitched: Collection[str]) -> dict[Pair, Shared]:
    """Return the pairs; what a page that is put together from several lifts from one of them is an excerpt."""
    return {
        pair: replace(one, kind="excerpt") if any(name in stitched and _is_piece(one, name) for name in pair) else one
        for pair, one in pairs.items()
    }


def read_standings(pairs: Mapping[Pair, Shared], stitched: Collection[str]) -> dict[str, Standing]:
    """Return where each article stands; one that names no origin has that of a page whose words are most of its own.

    What a page puts together from several is of none of them. Where the page of the origin itself is here and shares the
    text, it tells who copied whom, and nothing is handed on.
    """
    articles = {one.article.id: one.article for shared in pairs.values() for one in (shared.a, shared.b)}
    stated = {name: read_standing(article) for name, article in sorted(articles.items())}
    stated |= {name: stated[name]._replace(origin=None) for name in sorted(stitched)}
    homes = _homes(pairs, stated)
    given: dict[str, tuple[float, str]] = {}
    for (a, b), shared in sorted(pairs.items()):
        for giver, taker, coverage in ((a, b, shared.b_coverage), (b, a, shared.a_coverage)):
            origin, house = stated[giver].origin, stated[taker].house
            if origin is None or stated[taker].origin or giver in homes or taker in stitched or 2 * coverage < 1:
                continue
            is_told = any(speaks_for(articles[taker].words_of(span), house) for span in spans_in(shared, taker))
            is_known = house is not None or is_paste(articles[taker])
            if shared.is_whole and is_known and not is_told and not same_outlet(origin, house):
                given[taker] = max(given.get(taker, (0.0, "")), (coverage, origin))
    taken = {name: stated[name]._replace(origin=origin, is_stated=False) for name, (_, origin) in given.items()}
    return {name: one._replace(home=homes.get(name)) for name, one in (stated | taken).items()}


def _homes(pairs: Mapping[Pair, Shared], standings: Mapping[str, Standing]) -> dict[str, str]:
    """Return for an article that names an origin the page of that outlet with which it shares text."""
    return {
        one: other
        for pair in sorted(pairs)
        for one, other in (pair, pair[::-1])
        if same_outlet(standings[one].origin, standings[other].house)
    }


def count_words(articles: Sequence[Article]) -> Counter[str]:
    """Return in how many of the articles' bodies each word in small letters stands."""
    counts: Counter[str] = Counter()
    for article in articles:
        counts.update({word for block in article.body() for word in _WORD.findall(article.words_of(block.span))})
    return counts
