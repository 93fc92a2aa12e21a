"""The copies: families over time, and pairs side by side. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import Article, Copy, Family, Passage, Ref, Revision, Span
from copydesk.tables.stats import union
from copydesk.web.leaf import Leaf
from copydesk.web.mark_up import Mark, mark_up
from copydesk.web.pictures.family import FamilyPicture, draw_family
from copydesk.web.pictures.strips import draw_strips

PASSAGE_BUDGET = 120_000
"""The most characters of passages that a page sets side by side."""
PICTURES = 12
"""How many families are drawn; the others are listed."""


LOOSE = " ,;:.!?)”’\n"
"""What is left of a shared sentence at the head of such a run."""
FEWEST, RUNS = 5, 6
"""A run of fewer words that stands in one text only is not shown; nor are more runs of a text than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A passage as it stands in both articles, with what differs marked."""

    passage: Passage
    alike: bool
    a: Markup
    b: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A copy with as many of its passages as the page has room for, and the first runs that stand in one text only."""

    copy: Copy
    picture: Markup
    shown: tuple[SideBySide, ...]
    left_out: int
    only_a: tuple[Ref, ...]
    only_b: tuple[Ref, ...]


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the families and changed pages, which stand on the first page of the list, and the pairs of this page."""
    records, index = leaf.story.records, leaf.story.index
    is_first = leaf.number == 1
    families = sorted(records.families, key=lambda one: (-len(one.articles), one.id)) if is_first else []
    return {
        "families": [(one, _draw(one, place, leaf)) for place, one in enumerate(families)],
        "revisions": [(one, *_states(one, index)) for one in records.revisions] if is_first else [],
        "pairs": pairs(leaf.part("copies"), index),
        "pages": leaf.pages("copies"),
    }


def _draw(family: Family, place: int, leaf: Leaf) -> FamilyPicture | None:
    return draw_family(family, leaf.story.index, leaf.links) if place < PICTURES else None


def pairs(copies: Iterable[Copy], index: Index) -> list[Pair]:
    """Return the copies with their passages side by side, until the budget is spent: links to an original first."""
    originals = {family.original for family in index.records.families}
    room, found = PASSAGE_BUDGET, []
    for copy in sorted(copies, key=lambda copy: not {copy.a, copy.b} & originals):
        shown, room = _within(copy.passages, room)
        side_by_side = tuple(_side_by_side(passage, index) for passage in shown)
        found.append(
            Pair(
                copy=copy,
                picture=draw_strips(copy, index),
                shown=side_by_side,
                left_out=len(copy.passages) - len(shown),
                only_a=find_rest(index.get(Article, copy.a), [one.a_span for one in copy.passages]),
                only_b=find_rest(index.get(Article, copy.b), [one.b_span for one in copy.passages]),
            )
        )
    return found


def find_rest(article: Article | None, shared: Iterable[Span]) -> tuple[Ref, ...]:
    """Return the first runs of an article's body that no shared passage holds; a run of a few words is none."""
    if article is None:
        return ()
    apart, runs = union(shared), []
    for block in article.body():
        start = block.span.start
        for span in [*(one for one in apart if one.overlaps(block.span)), Span(block.span.end, block.span.end)]:
            words = article.text[start : span.start]
            run = Span(start + len(words) - len(words.lstrip(LOOSE)), span.start)
            start = max(start, span.end)
            if len(article.words_of(run).split()) >= FEWEST:
                runs.append(Ref(article=article.id, span=run))
    return tuple(runs[:RUNS])


def _within(passages: Iterable[Passage], room: int) -> tuple[list[Passage], int]:
    shown = []
    for passage in passages:
        size = sum(span.end - span.start for span in (passage.a_span, passage.b_span))
        if size <= room:
            shown.append(passage)
            room -= size
    return shown, room


def _side_by_side(passage: Passage, index: Index) -> SideBySide:
    a, b = Ref(article=passage.a, span=passage.a_span), Ref(article=passage.b, span=passage.b_span)
    gone = ((edit.op, edit.a_span) for edit in passage.edits)
    new = ((edit.op, edit.b_span) for edit in passage.edits)
    return SideBySide(
        passage=passage,
        alike=index.words(a) == index.words(b),
        a=_marked(a, gone, "gone", index),
        b=_marked(b, new, "new", index),
    )


def _states(revision: Revision, index: Index) -> tuple[list[Markup], list[Markup]]:
    """Return what an earlier state of an article has otherwise, and what the later one has instead."""
    gone, new = [], []
    for edit in revision.edits[:40]:
        earlier, later = (
            Ref(article=name, span=_around(span, index.get(Article, name)))
            for name, span in ((revision.earlier, edit.a_span), (revision.later, edit.b_span))
        )
        gone.append(_marked(earlier, [(edit.op, edit.a_span)], "gone", index))
        new.append(_marked(later, [(edit.op, edit.b_span)], "new", index))
    return gone, new


def _around(span: Span, article: Article | None) -> Span:
    """Return a span with some words on both sides, within its line."""
    if article is None:
        return span
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.end)
    end = len(article.text) if end < 0 else end
    first = article.text.find(" ", max(start, span.start - 60), span.start) + 1 if span.start - 60 > start else start
    last = article.text.rfind(" ", span.end, span.end + 60) if span.end + 60 < end else end
    return Span(first or start, max(last, span.end))


def _marked(ref: Ref, spans: Iterable[tuple[str, Span]], kind: str, index: Index) -> Markup:
    article = index.get(Article, ref.article)
    if article is None:
        return Markup("")
    marks = [Mark(_trim(span, article), "moved" if op == "move" else kind) for op, span in spans]
    return mark_up(index.words(ref), marks, start=ref.span.start)


def _trim(span: Span, article: Article) -> Span:
    """Return the span without the white space at its edges, so that no blank is struck through."""
    words = article.words_of(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
