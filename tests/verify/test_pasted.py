"""Pasted texts: which passages stand in the pile, exact or edited."""

import pytest

from copydesk.errors import UnreadableInput
from copydesk.records import StoryRecords
from copydesk.stages.pages import PageSettings
from copydesk.verify import make_pile, verify_text
from copydesk.verify.reading import read_texts
from tests.build import article

ONE = article(
    "The ferry struck the north pier on Monday morning in clear weather. Nobody was hurt, the harbour master said.\n\n"
    "“The captain has a clean record,” Jonas Weir said. “I will not guess at the cause.”\n\n"
    "The gearbox was lifted out by a crane from Malby on Thursday and will be opened next week.",
    name="one",
    date="2024-03-04",
)
TWO = article(
    "The ferry struck the north pier on Monday morning in clear weather. It was new.", name="two", date="2024-03-05"
)
PILE = make_pile(StoryRecords(articles=(ONE, TWO)))
FIRST, SECOND, THIRD = ONE.text.split("\n\n")


def found(text):
    return [
        (text[one.span.start : one.span.end], one.kind, [place.article for place in one.places])
        for one in verify_text(text, PILE).passages
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ONE.text, [(ONE.text, "exact", [ONE.id])]),
        (f"I was there.\n\n{SECOND}\n\nSo was I.", [(SECOND, "exact", [ONE.id])]),
        (
            f"They write: {TWO.text[:67]} I doubt it very much indeed.",
            [(TWO.text[:67], "exact", [ONE.id, TWO.id])],
        ),
        (THIRD.replace("lifted", "hoisted"), [(THIRD.replace("lifted", "hoisted"), "edited", [ONE.id])]),
        (
            f"{FIRST}\n\n{THIRD.replace('Thursday', 'Friday')}",
            [(FIRST, "exact", [ONE.id]), (THIRD.replace("Thursday", "Friday"), "edited", [ONE.id])],
        ),
        ("The ferry was late again and the weather was clear on Monday morning.", []),
        ("Nothing of this stands anywhere.", []),
        ("我们没有卖掉港口。", []),
    ],
)
def test_passages_with_kind_and_pages(text, expected):
    told = found(text)
    assert [(words, kind) for words, kind, _ in told] == [(words, kind) for words, kind, _ in expected]
    assert all(set(wanted) <= set(places) for (*_, places), (*_, wanted) in zip(told, expected, strict=True))


def test_differences_point_into_the_text_and_into_the_page():
    text = f"Own words here.\n\n{THIRD.replace('lifted', 'hoisted')}"
    (passage,) = verify_text(text, PILE).passages
    (one,) = passage.places[0].differences
    assert text[one.given.start : one.given.end] == one.after == "hoisted"
    assert ONE.text[one.span.start : one.span.end] == one.before == "lifted"


def test_quotations_of_a_text_are_looked_up():
    answer = verify_text("He said: “The captain has a dirty record,” and “I will not guess at the cause.”", PILE)
    assert [one.answer.label for one in answer.quotations] == ["altered", "exact"]
    assert not answer.is_exact


@pytest.mark.parametrize("text", ["", " \n ", "…"])
def test_a_text_without_words_is_refused(text):
    with pytest.raises(UnreadableInput):
        verify_text(text, PILE)


def test_a_long_text_is_read_through():
    answer = verify_text(f"{FIRST}\n\n" * 40 + "Own words follow. " * 2000, PILE)
    assert answer.passages
    assert answer.words_found >= 700


def test_text_comes_as_it_is_and_a_web_page_without_its_furniture(tmp_path):
    plain, page = tmp_path / "a.txt", tmp_path / "b.html"
    plain.write_text(SECOND, encoding="utf-8")
    paragraphs = "".join(f"<p>{part}</p>" for part in (FIRST, SECOND, THIRD))
    page.write_text(f"<html><body><nav>Menu</nav><article><h1>Ferry</h1>{paragraphs}</article></body></html>", "utf-8")
    texts = dict(read_texts([str(plain), str(page)], PageSettings()))
    assert texts["a.txt"] == SECOND
    assert THIRD in texts["b.html"]
    assert "Menu" not in texts["b.html"]


def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(UnreadableInput):
        list(read_texts([str(tmp_path / "none.txt")], PageSettings()))
