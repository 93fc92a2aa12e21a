import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.documents import Document, find_paragraphs, read_documents, to_article
from copydesk.errors import BadDocument


def test_a_row_gives_a_document_with_its_date_and_publisher():
    row = '{"doc": "d1", "text": "Rain.", "dct": "2024-03-14", "publisher": "The Harbour Post"}'
    assert list(read_documents([row, " "])) == [
        Document(doc="d1", text="Rain.", date="2024-03-14", publisher="The Harbour Post")
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "line 1"),
        ("[]", "list"),
        ('{"doc": 1, "text": ""}', '"doc" is 1'),
        ('{"doc": "d"}', '"text" is null'),
        ('{"doc": "d", "text": "", "date": "14 March"}', "date"),
    ],
)
def test_a_bad_row_is_told_and_the_next_is_read(row, told):
    error, document = read_documents([row, '{"doc": "d", "text": "t"}'])
    assert isinstance(error, BadDocument)
    assert told in str(error)
    assert document == Document(doc="d", text="t")


WRAPPED = "The ferry sank at dawn, said the harbour master in\na statement that was sent to every newsroom of the\ncity before noon.\n\n"


@pytest.mark.parametrize(
    ("text", "count"), [("One.\nTwo.\n\nThree.", 3), (WRAPPED * 3, 3), ("", 0), (" \n\t\n", 0), ("  One. \n", 1)]
)
def test_paragraphs_are_lines_unless_the_text_is_wrapped(text, count):
    assert len(find_paragraphs(text)) == count


@given(st.text(alphabet="ab \n\t"))
def test_paragraphs_hold_every_word_once(text):
    spans = find_paragraphs(text)
    assert "".join("".join(text[s.start : s.end] for s in spans).split()) == "".join(text.split())
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    article = to_article(Document(doc="d", text=text))
    assert [block.span for block in article.blocks] == spans
