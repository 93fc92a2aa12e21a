"""The same page saved twice: a later state of an article is no copy of the earlier one. Articles -> Articles, Revisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.records import Article, Revision, identify
from copydesk.stages.passages.make import PassageSettings, Reading, describe
from copydesk.text.align import align_words

LEAST_COMMON = 0.3
"""Share of the shorter text's fingerprints that two states of one article have in common at least."""


def mark_revisions(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Revision, ...]]:
    """Return the articles in the same order, of those with one canonical address each later one naming the one before,
    and what each later one changed.

    Several articles of one page (a thread's posts) are no revisions of each other, nor are texts that share little: some
    sites give every page one canonical address.
    """
    at: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if article.canonical and article.form in ("article", "live"):
            at[article.canonical].append(article)
    found: dict[str, Revision] = {}
    for states in at.values():
        if len({one.page for one in states}) == len(states) > 1:
            ordered = sorted(states, key=_state)
            for before, after in pairwise(ordered):
                revision = _compare(before, after) if before.id != after.id else None
                if revision:
                    found[after.id] = revision
    marked = (replace(one, revision_of=found[one.id].earlier) if one.id in found else one for one in articles)
    return tuple(marked), tuple(sorted(found.values(), key=lambda revision: revision.id))


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


def _compare(before: Article, after: Article) -> Revision | None:
    """Return what a later state changed, or None where the two share too little to be one text."""
    a, b = Reading(before), Reading(after)
    ours, theirs = set(a.shingles.hashes.tolist()), set(b.shingles.hashes.tolist())
    if not (ours and theirs) or len(ours & theirs) < LEAST_COMMON * min(len(ours), len(theirs)):
        return None
    whole = describe(a, b, align_words(a.hashes, b.hashes), PassageSettings())
    return Revision(
        id=identify("revision", before.id, after.id),
        earlier=before.id,
        later=after.id,
        similarity=whole.similarity,
        edits=whole.edits,
        rule="relations.revision",
    )
