"""Any quoted sentence of the example story: exact as it stands, never exact with a word altered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.story import Story
from copydesk.text.quotes import find_quotes
from copydesk.verify import make_pile, verify_quotation
from copydesk.verify.words import read_words


@pytest.fixture(scope="module")
def pile(example_file):
    return make_pile(Story.open(example_file).records)


@pytest.fixture(scope="module")
def quotes(pile):
    """Every quotation of the story of four words or more, with its article and place."""
    return [
        (article, quote.inner)
        for article in pile.articles
        for quote in find_quotes(article.text)
        if len(read_words(article.words_of(quote.inner))) >= 4
    ]


def test_every_quotation_is_exact_at_its_place(pile, quotes):
    assert len(quotes) > 50
    for article, span in quotes:
        answer = verify_quotation(article.words_of(span), pile, most=500)
        assert answer.label == "exact"
        assert any(
            place.article == article.id and span.overlaps(place.span) and place.voice == "quoted"
            for place in answer.places
            if place.label == "exact"
        )


WORDS = st.sampled_from(["not", "never", "zebra", "the", "may", "40", "Hollis", "was", "n’t", "о"])


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_word_altered_is_never_exact(pile, quotes, data):
    article, span = quotes[data.draw(st.integers(0, len(quotes) - 1))]
    text = article.words_of(span)
    words = text.split()
    at = data.draw(st.integers(1, len(words) - 2))
    how = data.draw(st.sampled_from(["replace", "drop", "insert", "swap"]))
    changed = {
        "replace": [*words[:at], data.draw(WORDS), *words[at + 1 :]],
        "drop": [*words[:at], *words[at + 1 :]],
        "insert": [*words[:at], data.draw(WORDS), *words[at:]],
        "swap": [*words[:at], words[at + 1], words[at], *words[at + 2 :]],
    }[how]
    altered = " ".join(changed)
    if read_words(altered).keys == read_words(text).keys or _stands_in(read_words(altered).keys, pile):
        return
    assert verify_quotation(altered, pile).label != "exact"


def _stands_in(keys, pile):
    """Tell by plain search whether some article has these very words."""
    wanted = f" {' '.join(keys)} "
    return any(wanted in f" {' '.join(read_words(article.text).keys)} " for article in pile.articles)


LETTERS = st.text(st.sampled_from("ab ,.“”'…?-—[]\n\u200b\u0430ไ我5$"), max_size=30)


@settings(max_examples=150, deadline=None)
@given(LETTERS)
def test_words_lie_in_order_and_in_the_text(text):
    words = read_words(text)
    ends = [0, *(span.end for span in words.spans)]
    assert all(before <= span.start < span.end <= len(text) for before, span in zip(ends, words.spans, strict=False))
    assert len(words.keys) == len(words.shapes) == len(words.spans)
