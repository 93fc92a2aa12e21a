"""The text of PDF files that are written here, line by line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from copydesk.records import Problem, SavedPage
from copydesk.stages.articles import find_articles
from tests.stages.test_pages import read

pytest.importorskip("pypdfium2")

Printed = tuple[float, float, int, str]
"""Where a line stands (left, height), the size of its letters, and its words."""


def pdf(*pages: list[Printed], encrypted: bool = False) -> bytes:
    """Return a PDF file with these lines in Helvetica."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(f"BT /F1 {size} Tf {left} {height} Td ({text}) Tj ET" for left, height, size, text in lines)
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] {font} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    if encrypted:
        secret = "00" * 32
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -4 >>")
    return _bound(objects, f"/Encrypt {len(objects)} 0 R /ID [<00> <00>]" if encrypted else "")


def _bound(objects: list[str], extra: str) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"trailer << /Size {size} /Root 1 0 R {extra} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{tail}".encode("latin-1")


def column(*lines: str, top: float = 700, left: float = 50) -> list[Printed]:
    """Return lines one below the other; an empty one is a gap."""
    return [(left, top - 14 * n, 12, line) for n, line in enumerate(lines) if line]


def paragraphs(tmp_path: Path, *pages: list[Printed]) -> list[str]:
    return page_of(tmp_path, *pages).content.decode().split("\n\n")


def page_of(tmp_path: Path, *pages: list[Printed]) -> SavedPage:
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    [page], problems = read(tmp_path)
    assert problems == []
    return page


FULL = "The ferry between the towns of Alder and Brine ran again on Monday and"
ENDED = "The ferry between the towns of Alder and Brine ran again on a Monday."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, "the harbour office was glad."], [f"{FULL} the harbour office was glad."]),
        ([FULL, "was full.", "", ENDED, FULL], [f"{FULL} was full.", f"{ENDED} {FULL}"]),
        ([ENDED, "The ramp held.", FULL], [f"{ENDED} The ramp held.", FULL]),
        ([f"{FULL} munici-", "pal boats were full."], [f"{FULL} municipal boats were full."]),
        (
            [f"{FULL} a well-known", f"{FULL[:40]} and a well-", "known captain was there."],
            [f"{FULL} a well-known {FULL[:40]} and a well-known captain was there."],
        ),
        ([f"{FULL} the Alder-", "Brine line was full."], [f"{FULL} the Alder- Brine line was full."]),
    ],
)
def test_lines_are_joined_to_paragraphs(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    assert paragraphs(tmp_path, column(*lines)) == expected


def test_an_indent_begins_a_paragraph(tmp_path: Path) -> None:
    indented: Printed = (64, 700 - 14 * 2, 12, FULL)
    lines = [*column(FULL, ENDED), indented, *column(FULL, top=700 - 14 * 3)]
    assert paragraphs(tmp_path, lines) == [f"{FULL} {ENDED}", f"{FULL} {FULL}"]


def test_running_headers_and_page_numbers_are_dropped_and_a_paragraph_goes_on(tmp_path: Path) -> None:
    def page(number: int, *lines: str) -> list[Printed]:
        frame: list[Printed] = [(50, 770, 9, f"Alder Post, issue 7, page {number} of 3"), (300, 30, 9, str(number))]
        return [*frame, *column(*lines)]

    first, second, third, fourth = (f"{word} {FULL}" for word in ("One:", "Two:", "Three:", "Four:"))
    text = paragraphs(tmp_path, page(1, first, second), page(2, third, f"And {ENDED}"), page(3, ENDED, fourth))
    assert text == [f"{first} {second} {third} And {ENDED}", f"{ENDED} {fourth}"]


def test_an_article_that_a_browser_printed_keeps_its_title_and_address(tmp_path: Path) -> None:
    head: list[Printed] = [
        (50, 780, 8, "3/9/21, 3:02 PM Ferry runs again"),
        (50, 720, 24, "Ferry runs again between"),
        (50, 692, 24, "Alder and Brine"),
        (50, 20, 8, "https://alder.example/ferry 1/1"),
    ]
    page = page_of(tmp_path, [*head, *column("By Ida Moor", "", "March 4, 2021", "", FULL, ENDED, "", ENDED, top=660)])
    assert (page.address, page.page.media_type) == ("https://alder.example/ferry", "text/plain")
    assert page.fields == (("title", "Ferry runs again between Alder and Brine"),)
    [article] = find_articles(page)[0]
    assert (article.title, article.byline) == ("Ferry runs again between Alder and Brine", ("Ida Moor",))
    assert article.published is not None and article.published.value == "2021-03-04"
    assert [article.words_of(block.span) for block in article.body()] == [f"{FULL} {ENDED}", ENDED]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pdf([]), "without text, perhaps a scan"),
        (pdf(column(FULL), encrypted=True), "under a password"),
        (b"%PDF-1.4 and no more", "broken"),
        (pdf(column(*[FULL] * 40)), "more than 2,000 bytes"),
    ],
)
def test_what_gives_no_text_is_told(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    pages, problems = read(tmp_path, max_page=2000)
    assert pages == [] and [told in p.reason for p in problems] == [True], problems


def test_without_its_reader_a_pdf_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(column(FULL)))
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    [problem] = read(tmp_path)[1]
    assert isinstance(problem, Problem) and "pip install 'copydesk[pdf]'" in problem.reason
