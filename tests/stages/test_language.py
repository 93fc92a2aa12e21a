from itertools import pairwise

import pytest

from copydesk.stages import language
from copydesk.stages.language import LONGEST_SENTENCE, analyse_paragraphs


def test_a_sentence_that_nobody_would_write_is_cut() -> None:
    (paragraph,) = analyse_paragraphs(["The ferry left, " * LONGEST_SENTENCE])
    assert len(paragraph.sentences) > 1
    assert max(s.last - s.first for s in paragraph.sentences) <= LONGEST_SENTENCE
    assert all(paragraph.tokens[t.head].sentence == t.sentence for t in paragraph.tokens)


def test_a_text_longer_than_the_parser_holds_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "LONGEST_TEXT", 40)
    texts = ["Odo Quill rowed home.", "Odo Quill rowed to the far shore. " * 5 + "x" * 90, ""]
    for text, paragraph in zip(texts, analyse_paragraphs(texts), strict=True):
        assert paragraph.text == text
        assert "".join(t.text for t in paragraph.tokens) == "".join(text.split())
        assert all(text[t.start : t.end] == t.text and t.i == i for i, t in enumerate(paragraph.tokens))
        assert all(a.last == b.first for a, b in pairwise(paragraph.sentences))
        assert all(text[n.span.start : n.span.end].strip() for n in paragraph.names)
