import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import Span
from copydesk.web.mark_up import Linking, Mark, mark_up

TEXTS = st.text(st.sampled_from("ab <>&\"'\n“é&amp;"), max_size=40)
SPANS = st.tuples(st.integers(-5, 50), st.integers(-5, 50)).map(lambda pair: Span(*sorted(pair)))
KINDS, RECORDS = st.sampled_from(["say", "src", ""]), st.sampled_from(["", "x-1", "nobody", '"><b>'])
MARKS = st.lists(st.builds(Mark, SPANS, KINDS, RECORDS, st.booleans()))


def lead(record: str, words: str) -> str:
    return f' href="#{html.escape(record)}"' if record != "nobody" else ""


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
            '<span class="say">a</span><span class="dup say">bc</span><span class="dup">d</span>',
        ),
    ],
)
def test_overlapping_marks_lie_flat(text, marks, expected):
    assert mark_up(text, marks) == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark(Span(0, 3), "", "x")], '<a href="#x">abc</a>d'),
        ([Mark(Span(0, 3), "", "nobody")], "abcd"),
        ([Mark(Span(0, 3), "who", "nobody")], '<span class="who">abc</span>d'),
        ([Mark(Span(0, 4), "", "x"), Mark(Span(0, 2), "", "y")], '<a href="#y">ab</a><a href="#x">cd</a>'),
        ([Mark(Span(0, 2), "", "x"), Mark(Span(0, 4), "who", "y")], '<a class="who" href="#y">abcd</a>'),
        (
            [Mark(Span(0, 2), "", "x"), Mark(Span(0, 4), "say")],
            '<a class="say" href="#x">ab</a><span class="say">cd</span>',
        ),
    ],
)
def test_words_that_mean_somebody_lead_to_them(marks, expected):
    assert mark_up("abcd", marks, linking=Linking("a", lead)) == expected


@given(TEXTS, MARKS, st.integers(0, 9))
def test_taking_the_tags_away_gives_the_text_back(text, marks, start):
    assert strip(mark_up(text, marks, start=start, linking=Linking("a-1", lead))) == text


@given(TEXTS, MARKS)
def test_the_order_of_marks_does_not_matter_and_elements_never_nest(text, marks):
    made = mark_up(text, marks, linking=Linking("a", lead))
    assert made == mark_up(text, marks[::-1], linking=Linking("a", lead))
    inside = [words for _, words in re.findall(r"<(span|a)[^>]*>(.*?)</\1>", made, re.DOTALL)]
    assert not [words for words in inside if "<" in words]


@given(TEXTS, MARKS, st.integers(0, 9))
def test_a_linked_mark_has_an_anchor_at_its_first_character(text, marks, start):
    made = mark_up(text, marks, start=start, linking=Linking("a", lead))
    clipped = [(max(m.span.start, start), min(m.span.end, start + len(text)), m.linked) for m in marks]
    wanted = sorted({first for first, last, linked in clipped if linked and first < last})
    assert [int(place) for place in re.findall(r'id="a-(\d+)"', made)] == wanted
    for place in wanted:
        before = re.split(r"<(?:span|a)[^<>]*$", made.split(f' id="a-{place}"')[0])[0]
        assert len(strip(before)) == place - start
