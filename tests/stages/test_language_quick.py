"""The components that stand for the library's own give what those give."""

from __future__ import annotations

import random

import pytest

from copydesk.records import Paragraph
from copydesk.stages import language
from copydesk.stages.language import MODEL, analyse_paragraphs
from copydesk.stages.language.names import NameReader
from copydesk.stages.language.parts import PartReader

TEXTS = [
    "",
    " ",
    "Harbour master Ines Calloway told the Harwick Courier on Monday, Jan. 3, that 40 ferries had been sold for $2.5 million.",
    "There are\u00a0two reports; there's a third. Let's see what they’re gonna say, y'all – I ain't got to.",
    "“You've gotta be kidding,” Mayor Tomas Brandt of Port Ellery, N.S., said.  C'm on!\n\nThe 3rd Fleet left at 5 p.m. EST.",
    "COUNCIL VOTES 7-2 TO BAN DIESEL FERRIES BY 2031",
    "He would not say whether the better of the two had been chosen, nor which was worst; mice ran about the leaves.",
    "§ 14(b) a@b.example http://ferry.example/x?y=1 #ferries @harwick 🙂 1,000km/h",
]


def _words() -> list[str]:
    """Return texts of words in an order that nobody would write, the same each time."""
    chance, words = random.Random(7), " ".join(TEXTS).split()
    return [
        " ".join(chance.choices([*words, "\u00a0", "said", "Ltd.", "of"], k=chance.randint(1, 90))) for _ in range(120)
    ]


@pytest.fixture(scope="module")
def by_the_library() -> list[Paragraph]:
    import spacy

    pipeline = spacy.load(MODEL)
    language._multiply_with_numpy(pipeline)
    return [language._read_doc(doc) for doc in pipeline.pipe([*TEXTS, *_words()])]


def test_words_and_names_are_those_of_the_library(by_the_library: list[Paragraph]) -> None:
    assert analyse_paragraphs([*TEXTS, *_words()]) == by_the_library
    assert any(name.label == "PERSON" for paragraph in by_the_library for name in paragraph.names)


def test_what_a_text_gives_does_not_hang_on_those_beside_it() -> None:
    texts = [*TEXTS, *_words()]
    assert [analyse_paragraphs([text])[0] for text in texts[:20]] == analyse_paragraphs(texts)[:20]


def test_components_of_another_kind_are_refused() -> None:
    import spacy

    blank = spacy.blank("en")
    ruler = blank.add_pipe("attribute_ruler")
    lemmatizer = blank.add_pipe("lemmatizer", config={"mode": "rule"})
    ruler.add([[{"SHAPE": "Xx"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="asks for SHAPE"):
        PartReader(ruler, lemmatizer)
    recogniser = spacy.load(MODEL).get_pipe("ner")
    recogniser.cfg["beam_width"] = 4  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="another kind"):
        NameReader(recogniser)
