"""The accurate road: words in pieces, articles in windows, words beside a cue, and what the trained network marks."""

from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.stages.attribution.accurate import mark
from copydesk.stages.attribution.accurate.combining import combine, without_twins
from copydesk.stages.attribution.accurate.decoding import Candidate, to_marking
from copydesk.stages.attribution.accurate.network import load
from copydesk.stages.attribution.accurate.pieces import MOST_PIECES, WordPieces
from copydesk.stages.attribution.accurate.relations import relate, sizes
from copydesk.stages.attribution.accurate.windows import SHAPES, Labels, cut, shape_of
from copydesk.stages.attribution.grammar import read
from copydesk.stages.attribution.marking import Marking
from tests.build import article, parse

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "mayor", "may", "##or", "##al", "cafe", "$", ".", "u", "s", "5", "##0"])
LABELS = Labels({"VBD": 1, "NNP": 2}, {"nsubj": 1, "ccomp": 2})
TEXTS = (
    "Mayor Ann Bell said on Monday that the bridge would stay shut until May.",
    "“We were never asked,” said Tom Reed, who runs the ferry.\nThe council, according to Reed, has no plan.",
    "The river rose by a metre overnight. Two roads are closed.",
)


def reading_of(text):
    one = article(text)
    return read(one, parse(one), {})


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("mayor", ["mayor"]),
        ("Mayor", ["mayor"]),
        ("mayoral", ["mayor", "##al"]),
        ("mayors", ["[UNK]"]),
        ("Café", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("$50", ["$", "5", "##0"]),
        ("\u200b", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_its_longest_known_pieces(word, pieces):
    assert PIECES.of(word) == tuple(PIECES.numbers[piece] for piece in pieces)


def test_a_word_without_end_has_no_more_pieces_than_a_window_bears():
    assert len(PIECES.of("." * 1000)) == MOST_PIECES


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(8, 40))
@settings(max_examples=40, deadline=None)
def test_windows_hold_every_token_once_and_none_is_too_long(lengths, longest):
    reading = reading_of("\n".join("may " * n + "." for n in lengths) or ".")
    windows = cut(reading, PIECES, LABELS, longest)
    assert [i for window in windows for i in window.tokens] == list(range(len(reading.tokens)))
    assert all(len(window.pieces) <= 2 * longest + 1 for window in windows)
    assert all(
        len(window.features) == len(window.pieces) and max(window.firsts) < len(window.pieces) for window in windows
    )


def test_a_window_ends_where_a_paragraph_ends():
    windows = cut(reading_of("may may may may .\nmay may may may ."), PIECES, LABELS, longest=8)
    assert [window.tokens for window in windows] == [range(5), range(5, 10)]


def test_a_piece_bears_shape_and_labels_of_its_word():
    reading = reading_of("Bell saw it: “Mayoral 5.”")
    (window,) = cut(reading, PIECES, Labels({"VBD": 7}, {"nsubj": 3}))
    shapes = [int(window.features[first, 0]) for first in window.firsts]
    assert shapes == [4, 3, 3, 1, 1, 4 + SHAPES, 2 + SHAPES, 1 + SHAPES, 1]
    assert window.features[window.firsts[1]].tolist() == [3, 7, 0]
    assert window.features[0].tolist() == [0, 0, 0]


@pytest.mark.parametrize(("text", "shape"), [("—", 1), ("5th", 3), ("3.5", 2), ("Bell", 4), ("BBC", 5), ("iPad", 6)])
def test_how_a_word_is_written(text, shape):
    assert shape_of(reading_of(text).tokens[0]) == shape


def test_words_stand_to_a_cue_by_tree_line_and_sentence():
    reading = reading_of("Ann Bell said the bridge fell.\nReed left.")
    said = next(t.i for t in reading.tokens if t.text == "said")
    tree, gaps, places = (table[0] for table in relate(reading, range(len(reading.tokens)), [said], LABELS))
    by_word = dict(zip((t.text for t in reading.tokens), tree.tolist(), strict=True))
    assert by_word["said"] == 1 and by_word["Ann"] == by_word["Bell"] == 4 and by_word["fell"] == by_word["the"] == 5
    assert by_word["Reed"] == by_word["left"] == 0, "another sentence"
    assert gaps[said] == 0 and gaps[said - 1] != gaps[said + 1]
    assert places[said] == places[0] != places[-1]


def test_relations_stay_within_their_tables():
    reading = reading_of("\n".join(TEXTS))
    tokens = range(len(reading.tokens))
    for table, size in zip(relate(reading, tokens, list(tokens), LABELS), sizes(LABELS), strict=True):
        assert table.shape == (len(tokens), len(tokens)) and table.min() >= 0 and table.max() < size


def test_of_two_markings_of_one_cue_or_one_content_the_better_stays():
    reading = reading_of(TEXTS[0])
    rows = (
        ((1,), (9, 10), 0.4),
        ((1, 2), (12,), 0.6),
        ((3,), (9,), 0.1),
        ((5,), (9, 10, 11), 0.5),
        ((7,), (11, 10), 0.2),
    )
    one, two, third, fourth, fifth = (Marking(cue, (), content, score) for cue, content, score in rows)
    assert without_twins(reading, [one, two, third, fourth, fifth]) == [two, third, fourth]


@pytest.mark.parametrize(
    ("network", "linear", "higher"),
    [([0.6], [0.6], True), ([0.6], [], False), ([], [0.6], False), ([0.6], [0.1], False), ([0.9], [0.9], True)],
)
def test_two_witnesses_make_surer_and_one_alone_less_sure(network, linear, higher):
    (one,) = combine(
        reading_of(TEXTS[0]), *([Marking((3,), (2,), (7,), score) for score in side] for side in (network, linear))
    )
    assert (one.score > max(*network, *linear, 0)) is higher


def test_a_score_is_a_chance_and_rises_with_its_signs():
    low, high = (to_marking(Candidate((1,), (), (2,), (sign,)), (2.0, -1.0)).score for sign in (0.0, 1.0))
    assert 0 < low < 0.5 < high < 1


def words_of(reading, indices):
    return " ".join(reading.tokens[i].text for i in indices)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEXTS[0], [("said", "Mayor Ann Bell", "the bridge would stay shut until May")]),
        (TEXTS[2], []),
    ],
)
def test_the_network_marks_what_is_said(text, expected):
    reading = reading_of(text)
    marked = mark(reading, [])
    assert [(words_of(reading, m.cue), words_of(reading, m.source)) for m in marked] == [row[:2] for row in expected]
    assert all(row[2] in words_of(reading, m.content) for m, row in zip(marked, expected, strict=True))


def test_a_quotation_and_who_is_followed_are_marked():
    reading = reading_of(TEXTS[1])
    marked = mark(reading, [])
    assert ["Reed" in words_of(reading, m.source) for m in marked] == [True, True]
    assert "never asked" in words_of(reading, marked[0].content) and "no plan" in words_of(reading, marked[1].content)


def test_an_article_without_words_has_no_markings():
    assert mark(reading_of(""), []) == [] == mark(reading_of("…"), [])


def marked_texts(texts):
    return [mark(reading_of(text), []) for text in texts]


def test_markings_hang_on_the_article_alone():
    """Neither what was read before nor the number of processes changes a score by a hair."""
    alone = marked_texts(TEXTS)
    assert marked_texts(TEXTS[::-1])[::-1] == alone
    with ProcessPoolExecutor(2) as pool:
        assert [found for (found,) in pool.map(marked_texts, [[text] for text in TEXTS])] == alone


def test_the_same_window_gives_the_same_numbers():
    network = load()
    (window,) = cut(reading_of(TEXTS[0]), network.pieces, network.labels)
    one, two = network.read(window), network.read(window)
    assert all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))
