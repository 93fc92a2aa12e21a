"""Which statement is a copy of which, through the passages that articles share. Draft -> Copied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from copydesk.records import Copy, Draft, Passage, Span
from copydesk.stages.claims.alike import difference
from copydesk.stages.claims.model import Copied, Difference, Statement
from copydesk.stages.claims.people import is_name

LEAST_OVERLAP = 0.5


def find_copied(draft: Draft, statements: Sequence[Statement]) -> list[Copied]:
    """Return each statement that stands in a passage of shared prose, with the place it was taken from.

    Of two articles the one that the relation calls the original comes first; where neither is, the earlier, and of two
    of the same day the first in the pile's order. Quotations of the same speech are no copies of each other.
    """
    by_article: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda one: one.place):
        by_article.setdefault(statement.article, []).append(statement)
    order = _order(draft)
    found = []
    for copy in draft.copies:
        first = _first_of(copy) or min(copy.a, copy.b, key=order.__getitem__)
        for passage in copy.passages:
            if passage.evidence == "prose":
                found += _copied_in(passage, by_article, first)
    return found


def find_requoted(draft: Draft, statements: Sequence[Statement]) -> list[Copied]:
    """Return the statements of one utterance that different articles quote, each with the first of them."""
    utterance = {
        attribution: quotation.id
        for quotation in draft.quotations
        for variant in quotation.variants
        for attribution in variant.attributions
    }
    first: dict[tuple[str, str], Statement] = {}
    found = []
    for statement in statements:
        quotation = utterance.get(statement.chain[0]) if statement.chain else None
        if quotation is None:
            continue
        known = first.setdefault((quotation, statement.predicate), statement)
        if known is not statement and known.article != statement.article and difference(known, statement) is None:
            found.append(Copied(known, statement, None))
    return found


def _order(draft: Draft) -> dict[str, tuple[str, int]]:
    dated = enumerate(draft.articles)
    return {article.id: (article.published.value if article.published else "9999", place) for place, article in dated}


def _first_of(copy: Copy) -> str | None:
    return {"a_to_b": copy.a, "b_to_a": copy.b}.get(copy.direction.value)


def _copied_in(passage: Passage, by_article: dict[str, list[Statement]], first: str) -> list[Copied]:
    mine = _inside(by_article.get(passage.a, []), passage.a_span)
    yours = _inside(by_article.get(passage.b, []), passage.b_span)
    longest = max((one.clause.end - one.clause.start for one in yours), default=0)
    found = []
    for one in mine:
        expected = Span(to_b(passage, one.clause.start), to_b(passage, one.clause.end))
        near = _starting(yours, expected.start - longest, expected.end)
        two = max(near, key=lambda other: _overlap(other.clause, expected), default=None)
        if two is not None and _overlap(two.clause, expected) >= LEAST_OVERLAP and _is_same_clause(one, two):
            source, copy = (one, two) if first == passage.a else (two, one)
            found.append(Copied(source, copy, _altered(one, two)))
    return found


def _is_same_clause(one: Statement, two: Statement) -> bool:
    """Tell whether two clauses in the same place of a passage are one: by their verb, or most of their words."""
    shared = len(one.words & two.words)
    return one.predicate == two.predicate or shared >= LEAST_OVERLAP * min(len(one.words), len(two.words))


def _altered(one: Statement, two: Statement) -> Difference | None:
    """Return what a copy changed: a clause's numbers, names, days, negation or modality."""
    if (differs := difference(one, two)) is not None:
        return differs
    named = [(one.subject, two.subject), (one.object, two.object)]
    changed = any(is_name(a) and is_name(b) and a != b for a, b in named)
    return "name" if changed else None


def _inside(statements: Sequence[Statement], span: Span) -> list[Statement]:
    start = bisect_left(statements, span.start, key=_start)
    found = []
    for statement in statements[max(0, start - 1) :]:
        if statement.clause.start >= span.end:
            break
        if _overlap(statement.clause, span) > 0 and _shared(statement.clause, span) >= LEAST_OVERLAP:
            found.append(statement)
    return found


def _starting(statements: Sequence[Statement], first: int, end: int) -> Sequence[Statement]:
    """Return the statements, given in order, that start from `first` on and before `end`."""
    return statements[bisect_left(statements, first, key=_start) : bisect_left(statements, end, key=_start)]


def _start(statement: Statement) -> int:
    return statement.clause.start


def _overlap(one: Span, two: Span) -> float:
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(0, shared) / max(1, max(one.end, two.end) - min(one.start, two.start))


def _shared(part: Span, whole: Span) -> float:
    return max(0, min(part.end, whole.end) - max(part.start, whole.start)) / max(1, part.end - part.start)


def to_b(passage: Passage, at: int) -> int:
    """Return the place in article `b` that answers to the place `at` in article `a`, through the passage's edits."""
    a, b = passage.a_span.start, passage.b_span.start
    for edit in sorted((e for e in passage.edits if e.op != "move"), key=lambda e: (e.a_span.start, e.b_span.start)):
        if edit.a_span.end > at:
            break
        a, b = edit.a_span.end, edit.b_span.end
    return min(b + max(0, at - a), passage.b_span.end)
