"""Tiny makers of records for tests."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

import pytest

from copydesk.records import Article, Block, Draft, Paragraph, Parse, Published, Span, identify
from copydesk.stages.language import analyse_paragraphs, assemble, list_paragraphs

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(part: str) -> Path:
    """Return a path below the data that lies beside the project, or skip the test; CI demands that it is there."""
    path = SHARED / part
    if not path.exists():
        reason = f"needs {part} in the folder `shared` beside the project"
        if os.environ.get("COPYDESK_REQUIRE_SHARED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def article(text: str, name: str = "one", **fields: object) -> Article:
    """Return an article whose every line is a body block; `date="2017-06-06"` states when it was published."""
    blocks = tuple(
        Block(span=Span(*line.span()), role="body", rule="test")
        for line in re.finditer(r"[^\n]+", text)
        if line[0].strip()
    )
    date = fields.pop("date", None)
    published = Published(value=str(date), basis="stated", why="test") if date else None
    made = {"title": None, "language": "en", "blocks": blocks, "published": published, "rule": "test", **fields}
    return Article(id=identify("a", name, text), page=identify("p", name), text=text, **made)  # type: ignore[arg-type]


@lru_cache(maxsize=4096)
def _paragraph(text: str) -> Paragraph:
    return analyse_paragraphs([text])[0]


def parse(one: Article) -> Parse:
    """Return the parse of an article; each distinct paragraph is analysed once in a test run."""
    return assemble(one, {text: _paragraph(text) for text in list_paragraphs([one])})


def draft(*articles: Article, **fields: object) -> Draft:
    """Return a draft of the given articles with their parses; give the records of the stages between by name."""
    return Draft(articles=articles, parses={one.id: parse(one) for one in articles}, **fields)  # type: ignore[arg-type]
