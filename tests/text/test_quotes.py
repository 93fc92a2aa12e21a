from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ('"Yes," she said, "it\'s so."', ["Yes,", "it's so."]),
        ("``Yes,'' he said.", ["Yes,"]),
        ("The dogs' owner and the '90s weren't quoted.", []),
        ("Smith: ‘Not Boyd’s fault’ – report", ["Not Boyd’s fault"]),
        ("Mayor says 'no deal' is likely", ["no deal"]),
        ("“He said ‘go’ to me,” she said.", ["He said ‘go’ to me,"]),
        ("“First part.\n“Second part,” he said.", ["First part.", "Second part,"]),
        ("“A lone mark.\nNothing follows.", []),
        ('A 6" pipe and a 7" pipe.', []),
        ("”Yes,” she said.", ["Yes,"]),
        ('"Yes, it is,” she said.', ["Yes, it is,"]),
    ],
)
def test_quotations_are_told_from_apostrophes(text, expected):
    assert [text[q.inner.start : q.inner.end] for q in find_quotes(text)] == expected


@given(st.text(alphabet="ab “”\"'‘’\n.`"))
def test_every_quotation_lies_inside_the_text_and_none_overlap(text):
    quotes = find_quotes(text)
    assert all(0 <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text) for q in quotes)
    assert all(one.outer.end <= two.outer.start for one, two in pairwise(quotes))
