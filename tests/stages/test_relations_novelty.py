"""What is new in an article against those before it."""

from __future__ import annotations

from copydesk.records import Passage, Span
from copydesk.stages.relations import mark_new
from tests.build import article

FIRST = article("The pier burnt down. Nobody was hurt.", "one", date="2031-05-01")
LATER = article("The pier burnt down. The mayor wept for an hour.", "two", date="2031-05-02")
SHARED = Passage(a=FIRST.id, b=LATER.id, a_span=Span(0, 20), b_span=Span(0, 20), similarity=1.0, edits=(), rule="test")


def test_only_the_later_article_loses_what_both_have():
    first, later = mark_new((FIRST, LATER), (SHARED,), ())
    assert first.new is not None and later.new is not None
    assert (first.new.share, later.new.share) == (1.0, 0.6)
    assert [later.words_of(span).strip() for span in later.new.spans] == ["The mayor wept for an hour."]


def test_the_pile_may_come_in_any_order():
    assert set(mark_new((LATER, FIRST), (SHARED,), ())) == set(mark_new((FIRST, LATER), (SHARED,), ()))


def test_an_article_that_is_all_taken_has_nothing_new():
    whole = Passage(
        a=FIRST.id,
        b=LATER.id,
        a_span=Span(0, 37),
        b_span=Span(0, len(LATER.text)),
        similarity=0.5,
        edits=(),
        rule="test",
    )
    _, later = mark_new((FIRST, LATER), (whole,), ())
    assert later.new is not None and (later.new.share, later.new.spans) == (0.0, ())
