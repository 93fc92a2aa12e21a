"""Saved pages out of MHTML, tables, ZIP files, web archives and feeds, all made here."""

from __future__ import annotations

import csv
import io
import json
import struct
import sys
import tracemalloc
import zipfile
from email.message import Message
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Problem, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.pages import PageSettings, read_pages
from tests.stages.test_pages import PAGE, STORY, archive, read

LONG = " ".join(f"The harbour office said on day {n} that the ferry would run." for n in range(9))


def stdin(content: bytes, **limits: object) -> tuple[list[SavedPage], list[Problem]]:
    return read("-", stdin=content, **limits)


# --- MHTML --------------------------------------------------------------------------------------


def mhtml(*parts: Message, start: str | None = None, address: str | None = "https://alder.example/ferry") -> bytes:
    whole = MIMEMultipart("related", **({"start": start} if start else {}))
    whole["Date"] = "Thu, 4 Mar 2021 05:06:07 -0000"
    if address:
        whole["Snapshot-Content-Location"] = address
    for part in parts:
        whole.attach(part)
    return whole.as_bytes()


def part(html: str, location: str | None = None, name: str | None = None, charset: str = "utf-8") -> Message:
    made = MIMEText(html, "html", charset)
    for header, value in (("Content-Location", location), ("Content-ID", name)):
        if value:
            made[header] = value
    return made


def test_the_main_part_of_mhtml_is_the_page(tmp_path: Path) -> None:
    frame = part("<p>an advertisement</p>", "https://ads.example/frame")
    page = part(PAGE.replace("Alder", "Älder"), "https://alder.example/ferry", charset="iso-8859-1")
    (tmp_path / "a.mhtml").write_bytes(mhtml(frame, page, MIMEImage(b"GIF89a", "gif")))
    [found], problems = read(tmp_path)
    assert problems == []
    assert (found.page.uri, found.page.media_type, found.charset) == ("a.mhtml", "text/html", "iso-8859-1")
    assert (found.address, found.page.retrieved) == ("https://alder.example/ferry", "2021-03-04T05:06:07Z")
    assert "Älder" in found.content.decode("iso-8859-1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (mhtml(part("<p>one</p>", name="<1>"), part("<p>two</p>", name="<2>"), start="<2>", address=None), "two"),
        (mhtml(part("<p>one</p>"), part("<p>two</p>"), address=None), "one"),
        (mhtml(part("<p>one</p>", "cid:frame-1@mhtml.blink"), address=None), "one"),
    ],
)
def test_which_part_is_the_main_one(content: bytes, told: str) -> None:
    [found], _ = stdin(content)
    assert told in found.content.decode() and found.address is None


def test_mhtml_without_a_page_is_told() -> None:
    assert "no HTML part (found image/png)" in stdin(mhtml(MIMEImage(b"\x89PNG", "png")))[1][0].reason


@pytest.mark.parametrize(
    "head",
    [
        'Content-Type: multipart/related; boundary="{n}"\n\n--{n}\n',
        'Content-Type:\n multipart/related; boundary="{n}"\n\n--{n}\n',
        "Content-Type: message/rfc822\n\n",
    ],
)
def test_mhtml_with_parts_in_parts_without_end_is_told(tmp_path: Path, head: str) -> None:
    heads = "".join(head.format(n=n) for n in range(3000))
    (tmp_path / "a.mht").write_text(f"MIME-Version: 1.0\n{heads}Content-Type: text/html\n\n{PAGE}")
    assert "nested too deep" in read(tmp_path)[1][0].reason


@pytest.mark.parametrize(
    "head", [b"X-A: " + b"b" * 60_000 + b"\r\n", b"X-A: b\r\n" + b" folded\r\n" * 9_000, b"A: b\r\n" * 9_000]
)
def test_endless_headers_are_told_and_not_parsed(head: bytes):
    pages, problems = read("-", stdin=b"Content-Type: multipart/related; boundary=b\r\n" + head + b"\r\n")
    assert not pages
    assert "headers of more than" in problems[0].reason


# --- tables -------------------------------------------------------------------------------------


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


ROWS = [
    ["URL", "Published At", "Author", "Headline", "Content"],
    ["https://alder.example/1", "2021-03-04", "Ida Moor", "Ferry, again", STORY],
    [],
    ["https://alder.example/2", "2021-03-05", "", "", 'She said, "Älder\nwaits."'],
    ["https://alder.example/3", "2021-03-05", "", "no text", ""],
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("set.csv", table(ROWS).encode()),
        ("set.csv", table(ROWS).encode("utf-8-sig")),
        ("set.csv", table(ROWS).encode("utf-16")),
        ("set.csv", table(ROWS).encode("cp1252")),
        ("set.csv", table(ROWS, ";").encode()),
        ("set.tsv", table(ROWS, "\t").encode()),
    ],
)
def test_rows_of_a_table_are_pages(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    pages, problems = read(tmp_path)
    assert [(p.page.uri, p.address) for p in pages] == [
        (f"{name}#1", "https://alder.example/1"),
        (f"{name}#3", "https://alder.example/2"),
    ]
    assert pages[0].fields == (("byline", "Ida Moor"), ("date", "2021-03-04"), ("title", "Ferry, again"))
    assert pages[1].content.decode() == 'She said, "Älder\nwaits."'
    assert [p.uri for p in problems] == [f"{name}#4"]


def test_a_table_with_a_lost_quotation_mark_keeps_the_rows_before_it(tmp_path: Path) -> None:
    (tmp_path / "set.csv").write_text('text\n"first row"\n"lost\n' + "row\n" * 5000)
    pages, problems = read(tmp_path, max_page=2000)
    assert [p.page.uri for p in pages] == ["set.csv#1"]
    assert len(problems) == 1 and "quotation mark" in problems[0].reason


def test_rows_of_parquet_are_pages(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from datetime import UTC, datetime

    from pyarrow import parquet

    rows = {
        "text": [STORY, None, PAGE] * 50,
        "url": [f"https://alder.example/{n}" for n in range(150)],
        "date": [datetime(2021, 3, 4, 5, 6, tzinfo=UTC)] * 150,
        "embedding": [[0.5, 1.5]] * 150,
    }
    parquet.write_table(pyarrow.table(rows), tmp_path / "set.parquet", row_group_size=40)
    pages, problems = read(tmp_path)
    assert len(pages) == 100 and len(problems) == 50
    assert [p.page.uri for p in pages[:2]] == ["set.parquet#1", "set.parquet#3"]
    assert [p.page.media_type for p in pages[:2]] == ["text/plain", "text/html"]
    assert pages[0].fields == (("date", "2021-03-04T05:06:00+00:00"),)


def test_parquet_without_text_or_without_its_reader_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "set.parquet")
    assert "no text (found a)" in read(tmp_path)[1][0].reason
    (tmp_path / "set.parquet").write_bytes(b"PAR1 and no more")
    assert "broken after row 0" in read(tmp_path)[1][0].reason
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert "pip install 'copydesk[parquet]'" in read(tmp_path)[1][0].reason


# --- ZIP and WACZ -------------------------------------------------------------------------------


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in members.items():
            whole.writestr(name, content)
    return out.getvalue()


def test_members_of_a_zip_file_are_pages_and_the_rest_is_told(tmp_path: Path) -> None:
    members = {
        "z/b.html": PAGE.encode(),
        "../a.txt": STORY.encode(),
        "rows.jsonl": json.dumps({"text": STORY}).encode() * 1,
        "__MACOSX/a.txt": b"x",
        "inner.zip": packed({"a.txt": STORY.encode()}),
        "hidden-zip": packed({"a.txt": STORY.encode()}),
        "large.txt": STORY.encode() * 100,
        "picture.png": b"\x89PNG" + bytes(40),
    }
    (tmp_path / "pages.zip").write_bytes(packed(members))
    pages, problems = read(tmp_path, max_page=2000)
    assert [p.page.uri for p in pages] == ["pages.zip#../a.txt", "pages.zip#rows.jsonl#1", "pages.zip#z/b.html"]
    assert {p.uri: p.reason.partition(";")[0] for p in problems} == {
        "pages.zip#hidden-zip": "an archive in an archive",
        "pages.zip#inner.zip": "an archive in an archive",
        "pages.zip#large.txt": "10,000 bytes, over the limit of 2,000".replace("10,000", f"{len(STORY) * 100:,}"),
        "pages.zip#picture.png": "found a PNG picture",
    }


def test_a_member_under_a_password_or_damaged_is_told_and_the_rest_goes_on() -> None:
    whole = bytearray(packed({"a.txt": STORY.encode(), "b.txt": (STORY + "again").encode()}))
    with zipfile.ZipFile(io.BytesIO(whole)) as zipped:
        start = zipped.getinfo("a.txt").header_offset
    damaged = bytes(whole[: start + 40]) + b"\xff\xff\xff" + bytes(whole[start + 43 :])
    pages, problems = stdin(damaged)
    assert [p.page.uri for p in pages] == ["stdin#b.txt"] and len(problems) == 1
    central = whole.index(b"PK\x01\x02")
    for at in (start + 6, central + 8):
        struct.pack_into("<H", whole, at, 1)
    pages, problems = stdin(bytes(whole))
    assert [p.page.uri for p in pages] == ["stdin#b.txt"] and "under a password" in problems[0].reason


def test_a_zip_bomb_is_cut_off(tmp_path: Path) -> None:
    row = json.dumps({"text": "a" * 900}).encode() + b"\n"
    (tmp_path / "bomb.zip").write_bytes(packed({f"{n}.jsonl": row * 20_000 for n in range(4)}))
    tracemalloc.start()
    reads = list(read_pages([tmp_path], PageSettings(max_page=1000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [x for x in reads if isinstance(x, Problem) and "times its size" in x.reason]
    assert peak < 60_000_000


@pytest.mark.parametrize("content", [b"PK\x03\x04" + bytes(60), packed({"a.txt": STORY.encode()})[:-30]])
def test_a_broken_zip_file_is_told(content: bytes) -> None:
    assert "broken or cut short" in stdin(content)[1][0].reason


def test_the_archives_in_a_wacz_are_read_and_its_other_files_are_not(tmp_path: Path) -> None:
    members = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": json.dumps({"url": "https://alder.example/0", "text": STORY}).encode(),
        "indexes/index.cdx": b"example,alder)/0 20210304050607",
        "archive/data.warc.gz": archive(PAGE.encode()),
        "archive/more.warc": archive(STORY.encode() + b"<p>", compress=False),
    }
    (tmp_path / "crawl.wacz").write_bytes(packed(members))
    pages, problems = read(tmp_path)
    assert [(p.page.uri, p.address) for p in pages] == [
        ("crawl.wacz#archive/data.warc.gz#1", "https://alder.example/0"),
        ("crawl.wacz#archive/more.warc#1", "https://alder.example/0"),
    ]
    assert problems == []


# --- feeds --------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>Alder Post</title><link>https://alder.example/</link><description>News &amp; more</description>
<atom:link href="https://alder.example/feed" rel="self"/>
<item><title>Ferry &amp; ramp</title><link>https://alder.example/1</link><dc:creator>Ida Moor</dc:creator>
<pubDate>Thu, 04 Mar 2021 22:06:07 -0500</pubDate><description>A teaser.</description><media:title>no title</media:title>
<content:encoded><![CDATA[<p>The ferry ran again on Monday, the harbour office said.</p><p>{LONG}</p>]]></content:encoded></item>
<item><title>Teaser</title><link>https://alder.example/2</link><description>Only a few words.</description></item>
<item><title>Whole</title><author>desk@alder.example (Sam Ode)</author><description>{LONG}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Brine Echo</title>
<entry><title>Ramp mended</title><link rel="self" href="https://brine.example/self"/><link href="https://brine.example/1"/>
<author><name>Ida Moor</name><email>ida@brine.example</email></author><author><name>Sam Ode</name></author>
<published>2021-03-04T05:06:07Z</published><updated>2021-03-05T05:06:07Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Fish &amp; <a href="/x">chips</a> {LONG}</p></div></content></entry>
<entry><title>Later</title><updated>2021-03-06T05:06:07Z</updated><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry>
</feed>"""


def test_entries_of_rss_are_pages(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    pages, problems = read(tmp_path)
    assert [(p.page.uri, p.page.media_type, p.address) for p in pages] == [
        ("feed.xml#1", "text/html", "https://alder.example/1"),
        ("feed.xml#3", "text/html", None),
    ]
    assert dict(pages[0].fields) == {
        "title": "Ferry & ramp",
        "byline": "Ida Moor",
        "date": "Thu, 04 Mar 2021 22:06:07 -0500",
        "outlet": "Alder Post",
    }
    assert dict(pages[1].fields)["byline"] == "Sam Ode"
    assert [(p.uri, "summary of 4 words" in p.reason) for p in problems] == [("feed.xml#2", True)]
    [article] = find_articles(pages[0])[0]
    assert (article.title, article.byline, article.outlet) == ("Ferry & ramp", ("Ida Moor",), "Alder Post")
    assert article.published is not None and article.published.value == "2021-03-04"
    assert [article.words_of(b.span) for b in article.body()] == [
        "The ferry ran again on Monday, the harbour office said.",
        LONG,
    ]


def test_entries_of_atom_are_pages() -> None:
    (first, second), problems = stdin(ATOM.encode())
    assert problems == []
    assert first.address == "https://brine.example/1"
    assert dict(first.fields) == {
        "title": "Ramp mended",
        "byline": "Ida Moor; Sam Ode",
        "date": "2021-03-04T05:06:07Z",
        "modified": "2021-03-05T05:06:07Z",
        "outlet": "Brine Echo",
    }
    assert '<p>Fish &amp; <a href="/x">chips</a> ' in first.content.decode()
    assert dict(second.fields)["date"] == "2021-03-06T05:06:07Z"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>',
            "declares entities",
        ),
        ('<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss>&a;</rss>', "declares entities"),
        ("<rss><channel><title>cut", "broken after entry 0"),
        ("<rss><channel/></rss>", "no entries"),
        ("<rss " + "a" * 1_500_000, "a tag longer than"),
        ("<rss>" + "<a>" * 5000, "one in another"),
        ("<rss><channel><item><title>" + "a" * 5000, "an entry longer than 2,000"),
    ],
)
def test_a_feed_that_cannot_be_read_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "feed.rss").write_text(content)
    pages, problems = read(tmp_path, max_page=2000)
    assert pages == [] and len(problems) == 1 and told in problems[0].reason


def test_a_name_that_html_alone_knows_is_read_in_a_feed() -> None:
    feed = RSS.replace("Whole", "Caf&eacute;&nbsp;news &amp; more")
    assert dict(stdin(feed.encode())[0][1].fields)["title"] == "Café\u00a0news & more"


def test_entries_before_the_break_of_a_feed_are_kept() -> None:
    pages, problems = stdin(RSS[: RSS.index("<item><title>Teaser")].encode())
    assert [p.page.uri for p in pages] == ["stdin#1"] and "entries before it are kept" in problems[0].reason


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([RSS.encode(), ATOM.encode(), packed({"a.txt": STORY.encode()}), mhtml(part(PAGE))]),
    st.integers(0, 600),
    st.binary(min_size=1, max_size=6),
)
def test_no_damage_raises(content: bytes, at: int, noise: bytes) -> None:
    damaged = content[:at] + noise + content[at + len(noise) :]
    assert all(isinstance(x, (SavedPage, Problem)) for x in read_pages(["-"], PageSettings(stdin=damaged)))
