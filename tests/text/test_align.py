from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.text import align
from copydesk.text.align import Change, align_words, count_kept, mark_moves, trim_changes

WORDS = st.lists(st.integers(0, 6), max_size=30)


def numbers(text):
    return [sum(ord(c) * 31**i for i, c in enumerate(word)) for word in text.split()]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("x y z", "x y z", [("equal", 0, 3, 0, 3)]),
        ("x y z", "x z", [("equal", 0, 1, 0, 1), ("delete", 1, 2, 1, 1), ("equal", 2, 3, 1, 2)]),
        ("x z", "x y z", [("equal", 0, 1, 0, 1), ("insert", 1, 1, 1, 2), ("equal", 1, 2, 2, 3)]),
        ("x p q z", "x r z", [("equal", 0, 1, 0, 1), ("replace", 1, 3, 1, 2), ("equal", 3, 4, 2, 3)]),
        ("", "", []),
    ],
)
def test_adjacent_changed_words_form_one_change(a, b, expected):
    assert [tuple(change) for change in align_words(numbers(a), numbers(b))] == expected


def test_a_passage_ends_on_words_that_were_kept():
    a, b = numbers("p q r a b c d e s"), numbers("u v a b c d e r w")
    kept = trim_changes(align_words(a, b))
    assert [tuple(change) for change in kept] == [("equal", 3, 8, 2, 7)]


def test_words_put_elsewhere_are_moved():
    a = numbers("m n o p x1 x2 x3 x4 x5 x6 x7 x8")
    b = numbers("x1 x2 x3 x4 x5 x6 x7 x8 m n o p")
    changes = mark_moves(align_words(a, b), a, b)
    assert Change("move", 0, 4, 8, 12) in changes
    assert count_kept(changes) == len(a)


def test_words_moved_and_edited_about_are_moved():
    a = numbers("k1 k2 k3 m n o p q k4 k5 k6 k7 k8 k9 old k10 k11")
    b = numbers("k1 k2 k3 k4 k5 k6 k7 k8 k9 new m n o p r k10 k11")
    changes = [change for change in mark_moves(align_words(a, b), a, b) if change.op != "equal"]
    assert changes == [
        Change("move", 3, 7, 10, 14),
        Change("delete", 7, 8, 3, 3),
        Change("replace", 14, 15, 9, 10),
        Change("insert", 15, 15, 14, 15),
    ]


@given(WORDS, WORDS)
def test_moves_lose_no_word(a, b):
    marked = mark_moves(align_words(a, b), a, b)
    assert sorted(i for c in marked for i in range(c.a_first, c.a_last)) == list(range(len(a)))
    assert sorted(i for c in marked for i in range(c.b_first, c.b_last)) == list(range(len(b)))
    assert all(a[c.a_first : c.a_last] == b[c.b_first : c.b_last] for c in marked if c.op in ("equal", "move"))


def test_a_long_text_of_one_sentence_is_bounded():
    sentence = numbers("one two three four five")
    a, b = sentence * 3000, sentence * 2990 + [7] + sentence * 5
    assert align_words(a, b)[-1].a_last == len(a)


def _rebuild(changes, a, b):
    left = [word for c in changes for word in a[c.a_first : c.a_last]]
    right = [word for c in changes for word in b[c.b_first : c.b_last]]
    return left == a and right == b


@given(WORDS, WORDS)
def test_an_alignment_holds_every_word_of_both_sides(a, b):
    changes = align_words(a, b)
    assert _rebuild(changes, a, b)
    assert all(a[c.a_first : c.a_last] == b[c.b_first : c.b_last] for c in changes if c.op == "equal")
    assert all((x.op == "equal") != (y.op == "equal") for x, y in pairwise(changes))


@given(st.lists(st.integers(0, 400), max_size=200), st.lists(st.integers(0, 400), max_size=9))
def test_cutting_at_anchors_loses_nothing(a, inserted):
    b = a[:40] + inserted + a[45:]
    largest, align.LARGEST = align.LARGEST, 20
    try:
        assert _rebuild(align_words(a, b), a, b)
    finally:
        align.LARGEST = largest
