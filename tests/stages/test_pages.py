"""Saved pages out of files, folders, datasets, archives and standard input."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.errors import UnreadableInput
from copydesk.records import Problem, SavedPage
from copydesk.stages.pages import PageSettings, read_pages

STORY = "Ferry service resumes\n\nThe ferry between Alder and Brine ran again on Monday, the harbour office said.\n"
PAGE = f"<!doctype html><html><body><p>{STORY}</p></body></html>"


def read(*inputs: str | Path, **limits: object) -> tuple[list[SavedPage], list[Problem]]:
    found = list(read_pages(inputs, PageSettings(**limits)))  # type: ignore[arg-type]
    return [x for x in found if isinstance(x, SavedPage)], [x for x in found if isinstance(x, Problem)]


def archive(*bodies: bytes, compress: bool = True, content_type: str = "text/html; charset=utf-8") -> bytes:
    warcio = pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders

    out = io.BytesIO()
    writer = warcio.WARCWriter(out, gzip=compress)
    for number, body in enumerate(bodies):
        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
        address = f"https://alder.example/{number}"
        dated = {"WARC-Date": "2021-03-04T05:06:07Z"}
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=dated
            )
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.html", PAGE.encode(), "text/html"),
        ("a.txt", STORY.encode(), "text/plain"),
        ("a.txt", PAGE.encode(), "text/html"),
        ("a.md", f"# {STORY}".encode(), "text/markdown"),
        ("a.html.gz", gzip.compress(PAGE.encode()), "text/html"),
        ("a.txt.gz", gzip.compress(STORY.encode()), "text/plain"),
        ("story-12.3", STORY.encode(), "text/plain"),
        ("saved", PAGE.encode(), "text/html"),
        ("a.php", PAGE.encode(), "text/html"),
        ("wide.html", PAGE.encode("utf-16"), "text/html"),
        (
            "cyrillic.html",
            ("<html><meta charset=windows-1251><p>" + "Паром снова ходит с понедельника. " * 20).encode("cp1251"),
            "text/html",
        ),
        ("latin.txt", "Das Café öffnete am Montag wieder, sagte der Bürgermeister.".encode("latin-1"), "text/plain"),
        ("greek.txt", ("Ο δήμαρχος είπε ότι το λιμάνι θα ανοίξει ξανά. " * 9).encode("utf-8"), "text/plain"),
    ],
)
def test_one_file_is_one_page(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(content)
    pages, problems = read(tmp_path / name)
    assert problems == []
    assert [(p.page.uri, p.page.media_type) for p in pages] == [(name, media_type)]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.html", b"", "empty file"),
        ("blank.txt", b" \n\t\n", "nothing in it"),
        ("noise.txt", random.Random(4).randbytes(4000), "binary data"),
        ("noise-without-controls.txt", bytes(random.Random(5).choices(range(128, 256), k=4000)), "no known encoding"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("paper.pdf", b"%PDF-1.4 " + b"x" * 100, "PDF"),
        ("table.csv", b"a,b\n1,2\n", "no text (found a, b)"),
        ("sheet.xls", b"a,b\n1,2\n", "kind of file that is not read"),
        ("cut.html.gz", gzip.compress(PAGE.encode() * 10)[:-20], "cut short"),
        ("fake.gz", b"no gzip at all", "cut short"),
        ("big.txt", STORY.encode() * 60, "more than 5,000 bytes"),
        ("bomb.html.gz", gzip.compress(b"<p>" + b"a" * 3_000_000), "more than 5,000 bytes"),
        ("page.warc", b"no archive at all", "broken after record 0"),
    ],
)
def test_what_is_no_page_is_told_and_the_rest_goes_on(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY)
    pages, problems = read(tmp_path, max_page=5000)
    assert [p.page.uri for p in pages] == ["good.txt"]
    assert [(p.uri, p.stage, told in p.reason) for p in problems] == [(name, "pages", True)], problems


def test_a_large_file_is_never_read_whole(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"word " * 8_000_000))
    with (tmp_path / "large.txt").open("wb") as stream:
        stream.truncate(60_000_000)
    tracemalloc.start()
    pages, problems = read(tmp_path, max_page=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pages == []
    assert [p.uri for p in problems] == ["bomb.txt.gz", "large.txt"]
    assert peak < 8_000_000


def test_a_folder_is_read_in_full_but_for_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/.hidden.txt", ".git/x.txt", "a/b/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    pages, problems = read(tmp_path)
    assert [p.page.uri for p in pages] == ["a/b/c.md", "a/z.html", "b.txt"]
    assert problems == []


def test_an_input_that_is_not_there_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        list(read_pages([tmp_path / "nowhere"]))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_neither_file_nor_folder_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [p.uri for p in read(tmp_path)[1]] == ["pipe.txt"]


def test_the_order_of_inputs_and_repetition_make_no_difference(tmp_path: Path) -> None:
    for name in ("one.txt", "sub/two.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    ways = [
        [tmp_path, tmp_path / "sub" / "two.txt"],
        [tmp_path / "sub" / "two.txt", tmp_path],
        [tmp_path, tmp_path],
        [tmp_path / "sub" / ".." / "one.txt", tmp_path],
    ]
    assert len({tuple(p.page.id for p in read(*way)[0]) for way in ways}) == 1
    assert [p.page.uri for p in read(*ways[0])[0]] == ["one.txt", "sub/two.txt"]


def test_rows_are_pages(tmp_path: Path) -> None:
    rows = [
        {
            "url": "https://alder.example/1",
            "text": STORY,
            "published_at": "2021-03-04",
            "author": ["Ida Moor", "Sam Ode"],
        },
        {"html": PAGE, "headline": "Ferry", "source": {"name": "Alder Post"}},
        {"title": "no text"},
        ["no object"],
    ]
    lines = [json.dumps(row) for row in rows]
    (tmp_path / "set.jsonl").write_text("\n".join([*lines[:2], "", *lines[2:], '{"text": "cut']) + "\n")
    pages, problems = read(tmp_path / "set.jsonl")
    assert [(p.page.uri, p.page.media_type, p.address) for p in pages] == [
        ("set.jsonl#1", "text/plain", "https://alder.example/1"),
        ("set.jsonl#2", "text/html", None),
    ]
    assert pages[0].fields == (("byline", "Ida Moor; Sam Ode"), ("date", "2021-03-04"))
    assert pages[1].fields == (("outlet", "Alder Post"), ("title", "Ferry"))
    assert [p.uri for p in problems] == ["set.jsonl#4", "set.jsonl#5", "set.jsonl#6"]


def test_rows_before_the_break_of_a_compressed_dataset_are_kept(tmp_path: Path) -> None:
    noise = random.Random(6)
    rows = [json.dumps({"text": STORY + noise.randbytes(4000).hex()}).encode() for _ in range(90)]
    packed = gzip.compress(b"\n".join(rows))
    (tmp_path / "set.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    pages, problems = read(tmp_path)
    assert 0 < len(pages) < 90
    assert len(problems) == 1 and "rows before it are kept" in problems[0].reason


def test_a_row_over_the_limit_is_passed_over(tmp_path: Path) -> None:
    rows = [{"text": STORY}, {"text": STORY * 100}, {"text": STORY + "again"}]
    (tmp_path / "set.ndjson").write_text("\n".join(map(json.dumps, rows)))
    pages, problems = read(tmp_path, max_page=1000)
    assert [p.page.uri for p in pages] == ["set.ndjson#1", "set.ndjson#3"]
    assert [p.uri for p in problems] == ["set.ndjson#2"]


@pytest.mark.parametrize("compress", [True, False])
def test_responses_of_an_archive_are_pages(tmp_path: Path, compress: bool) -> None:
    name = "crawl.warc.gz" if compress else "crawl.warc"
    (tmp_path / name).write_bytes(archive(PAGE.encode(), STORY.encode() + b"<p>", compress=compress))
    pages, problems = read(tmp_path / name)
    assert [(p.page.uri, p.address, p.charset, p.page.retrieved) for p in pages] == [
        (f"{name}#1", "https://alder.example/0", "utf-8", "2021-03-04T05:06:07Z"),
        (f"{name}#2", "https://alder.example/1", "utf-8", "2021-03-04T05:06:07Z"),
    ]
    assert pages[0].content == PAGE.encode()
    assert problems == []


@pytest.mark.parametrize("compress", [True, False])
@pytest.mark.parametrize("cut", [30, 200])
def test_records_before_the_break_of_an_archive_are_kept(tmp_path: Path, compress: bool, cut: int) -> None:
    whole = archive(*(PAGE.encode() + bytes([48 + i]) for i in range(4)), compress=compress)
    (tmp_path / "crawl.warc").write_bytes(whole[:-cut])
    pages, problems = read(tmp_path)
    assert len(pages) == 3
    assert len(problems) == 1 and "records before it are kept" in problems[0].reason


def test_pictures_in_an_archive_are_passed_over_and_large_responses_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(archive(b"\x89PNG", content_type="image/png"))
    (tmp_path / "b.warc.gz").write_bytes(archive(PAGE.encode() * 100, PAGE.encode()))
    pages, problems = read(tmp_path, max_page=2000)
    assert [p.page.uri for p in pages] == ["b.warc.gz#2"]
    assert [p.uri for p in problems] == ["b.warc.gz#1"]


@pytest.mark.parametrize(
    ("content", "uris"),
    [
        (PAGE.encode(), ["stdin"]),
        (STORY.encode(), ["stdin"]),
        (gzip.compress(PAGE.encode()), ["stdin"]),
        (json.dumps({"text": STORY}).encode() + b"\n" + json.dumps({"text": PAGE}).encode(), ["stdin#1", "stdin#2"]),
        (json.dumps({"text": STORY * 200}).encode(), ["stdin#1"]),
    ],
)
def test_standard_input_is_told_by_its_bytes(content: bytes, uris: list[str]) -> None:
    pages, problems = read("-", stdin=content)
    assert [p.page.uri for p in pages] == uris
    assert problems == []


def test_a_row_nested_too_deep_is_told() -> None:
    assert read("-", stdin=b'{"text":' + b"[" * 100_000)[0] == []


def test_a_cell_nested_too_deep_is_left_out() -> None:
    deep = b"[" * 900 + b'"Ada Rowe"' + b"]" * 900
    (page,) = read("-", stdin=b'{"text": "The ferry is late.", "byline": [["Ada Rowe"]], "title": ' + deep + b"}")[0]
    assert page.fields == (("byline", "Ada Rowe"),)


def test_a_cell_with_half_a_character_can_be_written_out() -> None:
    (page,) = read("-", stdin=b'{"text": "The ferry is late.", "title": "Late \\ud83d", "url": "x:\\udc00"}')[0]
    assert (page.fields, page.address) == ((("title", "Late ?"),), "x:?")


def test_an_archive_on_standard_input_is_read() -> None:
    assert [p.page.uri for p in read("-", stdin=archive(PAGE.encode()))[0]] == ["stdin#1"]


def test_standard_input_must_be_given() -> None:
    with pytest.raises(UnreadableInput, match="standard input"):
        list(read_pages(["-"]))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(content: bytes) -> None:
    found = list(read_pages(["-"], PageSettings(stdin=content)))
    assert all(isinstance(x, (SavedPage, Problem)) for x in found)


def test_a_link_that_leads_to_itself_is_a_problem_and_the_rest_is_read(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "page.txt").write_text("The ferry sailed on Monday, the harbour master said.")
    loop, page = sorted(read_pages([tmp_path]), key=lambda found: isinstance(found, SavedPage))
    assert isinstance(loop, Problem) and loop.uri == "loop.txt"
    assert isinstance(page, SavedPage) and page.page.uri == "page.txt"
