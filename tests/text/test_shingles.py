import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import Span
from copydesk.text.shingles import find_shingles, level_word, mix, read_words, stem_word, winnow

TEXT = "The ferry Halden sank off Orrin on Friday, its owner’s lawyer said."


@pytest.mark.parametrize(
    ("word", "levelled"),
    [("Ferry", "ferry"), ("owner’s", "owner's"), ("U.S.", "us"), ("3.5", "3.5"), ("1,200", "1,200"), ("É", "é")],
)
def test_a_word_is_levelled(word, levelled):
    assert level_word(word) == levelled


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("resign", "resigned", True),
        ("resigning", "resigns", True),
        ("policy", "policies", True),
        ("owner's", "owners", True),
        ("ferry", "fern", False),
        ("bed", "bing", False),
    ],
)
def test_endings_do_not_matter(one, other, same):
    assert (stem_word(one) == stem_word(other)) is same


def test_words_know_their_places():
    words = read_words(TEXT)
    assert words.span(1, 3) == Span(4, 16)
    assert TEXT[slice(*words.span(1, 3))] == "ferry Halden"
    assert "the" not in [words.keys[i] for i in words.content]


def test_only_the_given_spans_are_read():
    assert read_words(TEXT, [Span(4, 9), Span(10, 16)]).keys == ("ferry", "halden")


def test_order_within_a_run_does_not_matter():
    one = find_shingles(read_words("ferry Halden sank"))
    other = find_shingles(read_words("sank the ferry Halden"))
    assert len(one) == 1
    assert one.hashes.tolist() == other.hashes.tolist()
    assert len(find_shingles(read_words("ferry sank"))) == 0


def test_order_matters_to_mix():
    rows = np.array([[1, 2], [2, 1]], dtype=np.uint64)
    assert mix(rows)[0] != mix(rows)[1]


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 8))
def test_winnowing_keeps_one_of_any_run(values, window):
    hashes = np.array(values, dtype=np.uint64)
    kept = set(winnow(hashes, window).tolist())
    assert kept <= set(range(len(values)))
    for start in range(len(values) - window + 1):
        assert kept & set(range(start, start + window))


@given(st.text(max_size=200))
def test_every_word_lies_in_the_text(text):
    words = read_words(text)
    for i, key in enumerate(words.keys):
        span = words.span(i, i + 1)
        assert level_word(text[span.start : span.end]) == key
