"""The same page saved twice: a later state of an article is no copy of the earlier one. Articles -> Articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.records import Article
from copydesk.text.shingles import find_shingles, read_words

LEAST_COMMON = 0.3
"""Share of the shorter text's fingerprints that two states of one article have in common at least."""


def mark_revisions(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles in the same order; of those with one canonical address each later one names the one before.

    Several articles of one page (a thread's posts) are no revisions of each other, nor are texts that share little: some
    sites give every page one canonical address.
    """
    at: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.canonical and article.form in ("article", "live"):
            at[article.canonical].append(article)
    earlier: dict[str, str] = {}
    for states in at.values():
        if len({one.page for one in states}) == len(states) > 1:
            ordered = sorted(states, key=_state)
            for before, after in pairwise(ordered):
                if before.id != after.id and _is_one_text(before, after):
                    earlier[after.id] = before.id
    return tuple(replace(one, revision_of=earlier.get(one.id, one.revision_of)) for one in articles)


def first_states(articles: Sequence[Article]) -> dict[str, str]:
    """Return for each article's id the id of its earliest state."""
    before = {article.id: article.revision_of for article in articles}
    roots: dict[str, str] = {}
    for article in articles:
        root, seen = article.id, {article.id}
        while (up := before.get(root)) and up not in seen:
            seen.add(up)
            root = up
        roots[article.id] = root
    return roots


def _state(article: Article) -> tuple[str, str, str]:
    published = article.published.value if article.published else ""
    return (article.modified or published, published, article.id)


def _is_one_text(one: Article, other: Article) -> bool:
    ours, theirs = (
        set(find_shingles(read_words(x.text, [block.span for block in x.body()])).hashes.tolist()) for x in (one, other)
    )
    return len(ours & theirs) >= LEAST_COMMON * max(1, min(len(ours), len(theirs)))
