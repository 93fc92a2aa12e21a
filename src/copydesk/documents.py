"""Documents of the user's own, the input of the layer commands. JSON lines -> Document -> Article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from copydesk.errors import BadDocument
from copydesk.records import Article, Block, Published, Span, identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A row of a layer command's input: a name, a text, and what is known of its date and publisher."""

    doc: str
    text: str
    date: str | None = None
    publisher: str | None = None


def read_documents(lines: Iterable[str]) -> Iterator[Document | BadDocument]:
    """Yield the document of each JSON line, or the error that says what is wrong with the line; blank lines are skipped.

    A row holds `doc` and `text`; the publication date is read from `dct` or `date`, the outlet from `publisher`.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _read_document(line)
            except (ValueError, TypeError) as error:
                yield BadDocument(f'line {number}: {error}; expected {{"doc": …, "text": …}}')


def _read_document(line: str) -> Document:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise TypeError(f"found {type(row).__name__}")
    for key in ("doc", "text"):
        if not isinstance(row.get(key), str):
            raise TypeError(f'"{key}" is {json.dumps(row.get(key))[:40]}')
    date = row.get("dct") or row.get("date")
    if date is not None and not re.fullmatch(r"\d{4}(-\d\d){0,2}(T.*)?", str(date)):
        raise ValueError(f'the date is {json.dumps(date)[:40]}, not like "2017-06-06"')
    return Document(doc=row["doc"], text=row["text"], date=date and str(date)[:10], publisher=row.get("publisher"))


def to_article(document: Document) -> Article:
    """Return the document as an article whose paragraphs are all body; offsets are those of the document's text."""
    published = Published(value=document.date, basis="stated", why="given with the document") if document.date else None
    return Article(
        id=identify("a", document.doc, document.text),
        page=document.doc,
        title=None,
        outlet=document.publisher,
        published=published,
        language="en",
        text=document.text,
        blocks=tuple(
            Block(span=span, role="body", rule="document.paragraph") for span in find_paragraphs(document.text)
        ),
        rule="document",
    )


def find_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs of a plain text, without the white space around them.

    A line is a paragraph, unless the text is wrapped by hand (many lines of about the same length between blank lines).
    """
    lines = [len(line) for line in text.splitlines() if line.strip()]
    blank = len(re.findall(r"\n[ \t]*\n", text))
    wrapped = blank and len(lines) >= 2 * (blank + 1) and 40 <= median(lines) <= 100 and max(lines) <= 120
    pattern = r"\S(?:[^\n]|\n(?![ \t]*\n))*" if wrapped else r"\S[^\n]*"
    return [Span(m.start(), m.start() + len(m[0].rstrip())) for m in re.finditer(pattern, text)]
