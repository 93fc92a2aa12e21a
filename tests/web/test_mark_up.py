import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import Span
from copydesk.web.mark_up import Mark, mark_up

TEXTS = st.text(st.sampled_from("ab <>&\"'\n“é&amp;"), max_size=40)
SPANS = st.tuples(st.integers(-5, 50), st.integers(-5, 50)).map(lambda pair: Span(*sorted(pair)))
KINDS, RECORDS = st.sampled_from(["say", "src", ""]), st.sampled_from(["", "x-1", '"><b>'])
MARKS = st.lists(st.builds(Mark, SPANS, KINDS, RECORDS, st.booleans()))


def strip(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("a < b", [], "a &lt; b"),
        ("abc", [Mark(Span(1, 2), "say")], 'a<span class="say">b</span>c'),
        ("abc", [Mark(Span(1, 1), "say")], "abc"),
        ("abc", [Mark(Span(7, 9), "say")], "abc"),
        ("abc", [Mark(Span(0, 2), ""), Mark(Span(1, 3), "")], "abc"),
        ("abc", [Mark(Span(0, 2), "say"), Mark(Span(1, 3), "say")], '<span class="say">abc</span>'),
        (
            "abcd",
            [Mark(Span(0, 3), "say", "x"), Mark(Span(1, 4), "dup", "y")],
            '<span class="say" data-of="x">a</span><span class="dup say" data-of="x y">bc</span>'
            '<span class="dup" data-of="y">d</span>',
        ),
    ],
)
def test_overlapping_marks_lie_flat(text, marks, expected):
    assert mark_up(text, marks) == expected


@given(TEXTS, MARKS, st.integers(0, 9))
def test_taking_the_tags_away_gives_the_text_back(text, marks, start):
    assert strip(mark_up(text, marks, anchor="a-1", start=start)) == text


@given(TEXTS, MARKS)
def test_the_order_of_marks_does_not_matter_and_elements_never_nest(text, marks):
    made = mark_up(text, marks, anchor="a")
    assert made == mark_up(text, marks[::-1], anchor="a")
    assert "<span" not in "".join(re.findall(r"<span[^>]*>(.*?)</span>", made, re.DOTALL))


@given(TEXTS, MARKS, st.integers(0, 9))
def test_a_linked_mark_has_an_anchor_at_its_first_character(text, marks, start):
    made = mark_up(text, marks, anchor="a", start=start)
    clipped = [(max(m.span.start, start), min(m.span.end, start + len(text)), m.linked) for m in marks]
    wanted = sorted({first for first, last, linked in clipped if linked and first < last})
    assert [int(place) for place in re.findall(r'id="a-(\d+)"', made)] == wanted
    for place in wanted:
        before = made.split(f' id="a-{place}"')[0].rsplit("<span", 1)[0]
        assert len(strip(before)) == place - start
