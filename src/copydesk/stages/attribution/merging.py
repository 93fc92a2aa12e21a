"""Sources that several articles share. Draft -> Source, Attribution."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Attribution, Draft, Source
from copydesk.stages.attribution.outlets import COMPANY_FORMS, outlet_key

TELLING = 3
"""So many words of its own, beside the noun, tell a description from another's ("two people briefed on the recall plan")."""
SAME_WORDS = 0.6
"""The least share of the words of the shorter of two statements that stand in the other, where both are the same one's."""
LEAST_WORDS = 4
MANY = 200
"""More statements under one description than this are compared with their neighbours in order alone."""
Said = Mapping[str, Sequence[tuple[Attribution, frozenset[str]]]]
"""What each source says, with the words of it."""


def merge_sources(draft: Draft) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    """Return the sources and attributions with one id for a source that several articles carry.

    An unnamed source is one under one description in a family of copies. Of one outlet's articles it is one where wording
    shows it: a description that tells much, or the same statement. Elsewhere "two officials" of two articles stay two. A body
    under its name with and without the form of a company is one. A source that nobody speaks as any more is left out.
    """
    sources = {source.id: source for source in draft.sources}
    one_of = _Groups(sources)
    for a, b in (*_same_bodies(draft.sources), *_same_unnamed(draft, sources)):
        one_of.join(a, b)
    said = tuple(
        replace(one, source=one_of.first(one.source)) if one.source in sources else one for one in draft.attributions
    )
    spoken = {who for one in said for who in (one.source, *one.via)}
    return tuple(source for source in draft.sources if source.id in spoken), said


class _Groups:
    """Ids that were found to be one, each under the first of them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._over = {ident: ident for ident in sources}
        self._rank = {ident: (source.entity is None, ident) for ident, source in sources.items()}

    def first(self, ident: str | None) -> str | None:
        while ident is not None and self._over[ident] != ident:
            ident = self._over[ident]
        return ident

    def join(self, a: str, b: str) -> None:
        one, two = self.first(a), self.first(b)
        if one is not None and two is not None and one != two:
            low, high = sorted((one, two), key=self._rank.__getitem__)
            self._over[high] = low


def _same_bodies(sources: Sequence[Source]) -> Iterator[tuple[str, str]]:
    """Yield the bodies that bear one name but for "Inc." or "NV", where only one of them is an entity."""
    by_name: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.kind == "organization" and source.name:
            by_name[_plain(source.name)].append(source)
    for same in by_name.values():
        if sum(source.entity is not None for source in same) <= 1:
            yield from ((same[0].id, other.id) for other in same[1:])


def _plain(name: str) -> str:
    words = outlet_key(name).split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1].strip(".") in COMPANY_FORMS else words)


def _same_unnamed(draft: Draft, sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Yield unnamed sources under one description that are one."""
    family_of = {article: family.id for family in draft.families for article in family.articles}
    articles = {article.id: article for article in draft.articles}
    said: dict[str, list[tuple[Attribution, frozenset[str]]]] = defaultdict(list)
    alike: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for one in draft.attributions:
        source = sources.get(one.source or "")
        if source is None or source.name is not None or source.description is None or one.article not in articles:
            continue
        said[source.id].append((one, _words_said(articles[one.article], one)))
        key = _key(source.description)
        alike["outlet:" + _house(articles[one.article], one, sources), key][source.id] = None
        if one.article in family_of:
            alike["family:" + family_of[one.article], key][source.id] = None
    for (where, key), found in alike.items():
        pairs = combinations(found, 2) if len(found) <= MANY else zip(list(found), list(found)[1:], strict=False)
        for a, b in pairs:
            if where.startswith("family:") or _is_telling(key, sources[a]) or _say_the_same(said, a, b):
                yield a, b


def _key(description: str) -> str:
    return outlet_key(re.sub(r"^(?:one|another|the|these|those) ", "", description, flags=re.I))


def _house(article: Article, one: Attribution, sources: Mapping[str, Source]) -> str:
    """Return the outlet that has something from a source: the first of its chain, else the article's own."""
    via = sources[one.via[0]].name if one.via and one.via[0] in sources else None
    return outlet_key(via or article.outlet or article.id)


def _is_telling(key: str, source: Source) -> bool:
    """Say whether a description of a few people tells so much that hardly another fits it."""
    words = [word for word in key.split() if len(word) > 2 and word not in load_lexicon("function_words")]
    return len(words) > TELLING and source.count is not None


def _words_said(article: Article, one: Attribution) -> frozenset[str]:
    words = re.findall(r"\w+", " ".join(article.words_of(span) for span in one.content_spans).casefold())
    return frozenset(word for word in words if word not in load_lexicon("function_words"))


def _say_the_same(said: Said, a: str, b: str) -> bool:
    for one, words in said[a]:
        for other, others in said[b]:
            least = min(len(words), len(others))
            if one.article != other.article and least >= LEAST_WORDS and len(words & others) >= SAME_WORDS * least:
                return True
    return False
