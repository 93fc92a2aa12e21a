from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.index import index_records
from copydesk.records import Assertion, Ref, Span
from copydesk.web.contents.copies import pairs
from copydesk.web.differences import differences
from copydesk.web.marks import find_marks, mark_block
from copydesk.web.pictures.backing import chain_up, draw_backing, say_bounds
from copydesk.web.wording import say_date, say_share, say_weekday, shorten, tidy
from tests.web.example import CLAIMS, COPY, HERALD, LANTERN, STORY

WORDS = st.lists(st.sampled_from(["port", "crane", "said", "no"]), max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2031-06-06", "6 June 2031"),
        ("2031-06", "June 2031"),
        ("2031", "2031"),
        ("2031-06-01/2031-06-06", "1 June 2031 to 6 June 2031"),
        ("2031-06-06T09:30:00Z", "6 June 2031, 09:30"),
        ("2031-W23", "2031-W23"),
        ("2031-13", "2031-13"),
        (None, "not known"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(value, said):
    assert say_date(value) == said


@pytest.mark.parametrize(("value", "day"), [("2031-06-06", "Friday"), ("2031-06", None), ("2031-02-30", None)])
def test_only_a_full_date_has_a_weekday(value, day):
    assert say_weekday(value) == day


@pytest.mark.parametrize(("value", "said"), [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")])
def test_only_all_is_all(value, said):
    assert say_share(value) == said.replace(" ", "\u00a0")


@given(st.text(), st.integers(5, 40))
def test_a_shortened_text_is_a_beginning_in_one_line(text, limit):
    short = shorten(text, limit)
    line = " ".join(text.split())
    assert short == line or line.startswith(short.removesuffix(" …"))
    assert len(short) <= limit + 2


def test_marks_that_turn_the_writing_direction_are_taken_out():
    assert tidy("a\u202eb\x1bc\n") == "abc\n"


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("a b c", "a b c", [("same", "a b c", "")]),
        ("a b c", "a x c", [("same", "a", " "), ("gone", "b", " "), ("new", "x", " "), ("same", "c", "")]),
        ("the papers.", "the papers", [("same", "the papers", ""), ("gone", ".", "")]),
        ("a b", "a", [("same", "a", " "), ("gone", "b", "")]),
        ("", "a", [("new", "a", "")]),
        ("a", "", [("gone", "a", "")]),
        ("", "", []),
    ],
)
def test_differences_word_by_word(before, after, pieces):
    assert list(differences(before, after)) == pieces


@given(WORDS, WORDS)
def test_differences_hold_both_wordings(before, after):
    pieces = differences(before, after)
    for op, wording in (("gone", after), ("new", before)):
        assert "".join(piece.text + piece.space for piece in pieces if piece.op != op).split() == wording.split()


@pytest.mark.parametrize(
    ("at_least", "at_most", "said"),
    [
        (1, 1, "1 original source"),
        (1, 3, "1 to 3 original sources"),
        (2, None, "at least 2 original sources; how many at most cannot be told"),
        (0, 0, "0 original sources"),
    ],
)
def test_bounds_are_said_in_words(at_least, at_most, said):
    assert say_bounds(at_least, at_most) == said


def _assertion(number: int, copied_from: int | None) -> Assertion:
    refs = [Ref(article=f"a-{i}", span=Span(0, 5)) for i in range(9)]
    origin = None if copied_from is None else refs[copied_from]
    return Assertion(ref=refs[number], stance="says", voice="own", attribution=None, copied_from=origin)


@pytest.mark.parametrize(
    ("copied", "chains"),
    [
        ([None, None], [["a-0"], ["a-1"]]),
        ([None, 0, 1], [["a-0", "a-1", "a-2"]]),
        ([1, None], [["a-1", "a-0"]]),
        ([8], [["a-0"]]),
    ],
)
def test_a_chain_of_copies_goes_back_to_its_origin(copied, chains):
    made = chain_up(tuple(_assertion(i, origin) for i, origin in enumerate(copied)))
    assert [[one.ref.article for one in chain] for chain in made] == chains


def test_a_circle_of_copies_ends():
    assert sum(len(chain) for chain in chain_up((_assertion(0, 1), _assertion(1, 0)))) == 2


def test_a_copy_is_a_hollow_dot_and_adds_no_telling():
    backing = draw_backing(CLAIMS[0], index_records(STORY))
    assert backing.tellings_text == "1 telling of its own, 1 copy"
    assert (backing.tellings.count('class="own"'), backing.tellings.count('class="copy"')) == (1, 1)
    assert (backing.sources.count('class="own"'), backing.sources.count('class="copy"')) == (1, 1)


def test_a_thousand_tellings_do_not_make_a_thousand_dots():
    many = tuple(replace(CLAIMS[0].assertions[0], ref=Ref(article=f"a-{i}", span=Span(0, 5))) for i in range(1000))
    assert draw_backing(replace(CLAIMS[0], assertions=many), index_records(STORY)).tellings.count("<circle") == 24


def test_a_passage_stands_side_by_side_with_its_edits():
    first, second = pairs([COPY], index_records(STORY))[0].shown
    assert '<span class="gone">Mira</span> Tolland' in first.a
    assert '<span class="new">told the Evening Lantern</span>' in first.b
    assert second.alike and not first.alike


def test_a_paragraph_that_is_copied_whole_is_marked_as_a_whole():
    marks = find_marks(index_records(STORY))
    blocks = [mark_block(HERALD, block, marks[HERALD.id]) for block in HERALD.blocks]
    assert [block.kinds for block in blocks] == ["headline", "body dup", "body", "related"]
    assert "dup" not in blocks[1].words and "dup" in blocks[2].words


def test_each_mark_of_an_article_is_kept_once():
    marks = find_marks(index_records(replace(STORY, copies=(COPY, replace(COPY, id="cp-2")))))
    assert len(marks[LANTERN.id]) == len(set(marks[LANTERN.id]))
