"""Damaged and hostile pages, made from good ones: each mutant is the same for the same number, in any run."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
Good = tuple[str, bytes]
"""A page's name and its bytes."""
DEEP, MANY, HUGE = 10_000, 100_000, 1_000_000


class Mutant(NamedTuple):
    """A file that no reader may fall over: its name, its bytes, and the mutation that made it."""

    name: str
    content: bytes
    mutation: str


def good_pages() -> list[Good]:
    """Return the invented pages that the project carries, as material."""
    folders = (ROOT / "src" / "copydesk" / "example" / "pages", ROOT / "tests" / "cases" / "pages")
    return [(path.name, path.read_bytes()) for folder in folders for path in sorted(folder.glob("*"))]


def make_mutants(pages: Sequence[Good], numbers: range) -> Iterator[Mutant]:
    """Yield the mutants of these numbers: each mutation has its turn, on a page drawn by the number."""
    names = sorted(MUTATIONS)
    for number in numbers:
        draw = random.Random(number)
        mutation = names[number % len(names)]
        name, content = draw.choice(pages)
        ending, damaged = MUTATIONS[mutation](content, draw)
        yield Mutant(f"{number:05}{ending or Path(name).suffix}", damaged, mutation)


def _at(content: bytes, draw: random.Random, put: bytes) -> bytes:
    """Return the bytes with others put somewhere into them."""
    place = draw.randrange(len(content) + 1)
    return content[:place] + put + content[place:]


def _in_body(content: bytes, put: bytes) -> bytes:
    """Return an HTML page with mark-up put before the end of its text."""
    page = content if b"</body>" in content else b"<html><body><p>" + content + b"</p></body></html>"
    return page.replace(b"</body>", put + b"</body>", 1)


# --- bytes -----------------------------------------------------------------------------------------


def _cut(content: bytes, draw: random.Random) -> bytes:
    return content[: draw.randrange(1, len(content))]


def _hole(content: bytes, draw: random.Random) -> bytes:
    first, last = sorted(draw.randrange(len(content)) for _ in range(2))
    return content[:first] + content[last:] or b"x"


def _flipped(content: bytes, draw: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(max(1, len(damaged) // 200)):
        damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    return bytes(damaged)


def _nuls(content: bytes, draw: random.Random) -> bytes:
    for _ in range(20):
        content = _at(content, draw, b"\0" * draw.choice((1, 2, 50)))
    return content


def _half_utf16(content: bytes, draw: random.Random) -> bytes:
    half = len(content) // 2
    mark = draw.choice((b"\xff\xfe", b"\xfe\xff", b""))
    return mark + content[:half] + content[half:].decode("utf-8", "replace").encode("utf-16-le")


def _mixed_encodings(content: bytes, draw: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    at = draw.randrange(len(text))
    return text[:at].encode() + "Où étaient-ils, à Zürich? ñÑ “so” ".encode("cp1252", "replace") + text[at:].encode()


def _false_charset(content: bytes, draw: random.Random) -> bytes:
    named = draw.choice(("utf-7", "utf-16", "idna", "punycode", "zlib", "rot13", "hz", "iso-2022-jp", "unicode_escape"))
    return f'<html><head><meta charset="{named}"></head><body>'.encode() + content


def _spaces(content: bytes, draw: random.Random) -> bytes:
    return _at(content, draw, draw.choice((b" ", b"\n", b"\t", b"\r", "\u00a0".encode(), b" \n")) * HUGE)


def _one_line(content: bytes, draw: random.Random) -> bytes:
    words = b" ".join(content.split())
    return _at(content, draw, (words + b" ") * (2 * HUGE // len(words)))


def _one_word(content: bytes, draw: random.Random) -> bytes:
    return _at(
        content,
        draw,
        draw.choice((b"a", b"A", b"7", b"-", b".", b"(", b"/", b"*", b"\xe2\x80\x9c", b"a'", b"A. ")) * HUGE,
    )


def _repeated_lines(content: bytes, draw: random.Random) -> bytes:
    lines = (
        "By Ida Moor", "By Ida Moor and Tom Reed, Selby Lamp", "March 4, 2021", "Updated: 4/3/2021 10:30 am", "> > > he wrote", "* * *",
        "SELBY, March 4 (Lamp) - The pier shut.", "Reply", "Joined: 4 Mar 2009", "Posts: 12", "Ida Moor wrote:", "1", "Related:", "Photo: A/B",
        "Source: https://selby.example/2021/03/04/pier", "“Yes,” she said.", "Advertisement", "10:30", "[quote]", "(Reporting by Ida Moor)",
    )  # fmt: skip
    put = "\n".join(draw.choice(lines) for _ in range(draw.choice((1, 1, 3, 7)))) + "\n"
    return _at(content, draw, b"\n\n" + put.encode() * (50_000 // (put.count("\n") or 1)))


def _right_to_left(content: bytes, draw: random.Random) -> bytes:
    for _ in range(200):
        content = _at(content, draw, draw.choice("\u200f\u202e\u2066\u2069\u061c\ufeff").encode())
    return content


# --- mark-up -----------------------------------------------------------------------------------------


def _nested(content: bytes, draw: random.Random) -> bytes:
    tag = draw.choice(
        ("div", "blockquote", "table><tr><td", "span", "ul><li", "section", "p", "b", "font", "a", "article", "form")
    )
    closed = draw.random() < 0.5
    ends = "".join(f"</{name}>" for name in reversed(tag.split("><"))) if closed else ""
    opened = f'<{tag} class="post message comment">' if "><" not in tag else f"<{tag}>"
    return _in_body(
        content, (opened * DEEP + "The pier at Selby shut on Monday, the mayor said." + ends * DEEP).encode()
    )


def _huge_attribute(content: bytes, draw: random.Random) -> bytes:
    name, value = (
        draw.choice(("class", "style", "href", "datetime", "onclick", "id")),
        draw.choice(("x", "a ", "&amp;", "2021-03-04 ")),
    )
    end = draw.choice(('">', "'>", ">", ""))
    return _in_body(content, f'<div {name}="{value * (HUGE // len(value))}{end}<p>The pier shut.</p>'.encode())


def _many_attributes(content: bytes, draw: random.Random) -> bytes:
    return _in_body(content, b"<div " + b" ".join(b"a%d=%d" % (n, n) for n in range(20_000)) + b">The pier shut.</div>")


def _never_closed(content: bytes, draw: random.Random) -> bytes:
    opened = draw.choice(
        (
            b"<!--",
            b"<script>",
            b"<style>",
            b"<![CDATA[",
            b"<textarea>",
            b"<title>",
            b"<!",
            b"<?",
            b"<svg>",
            b"</",
            b"<a href='",
        )
    )
    return _at(content, draw, opened * draw.choice((1, 1, 1000, 50_000)))


def _tiny_tags(content: bytes, draw: random.Random) -> bytes:
    tag = draw.choice(
        (
            b"<br>",
            b"<i>a</i>",
            b"<p>a",
            b"<p>",
            b"<hr/>",
            b"<li>a",
            b"<time datetime=2021-03-04></time>",
            b"<h1>a</h1>",
            b"<meta name=a content=b>",
            b"<td>a",
        )
    )
    return _in_body(content, tag * MANY)


def _entities(content: bytes, draw: random.Random) -> bytes:
    entity = draw.choice(
        (b"&#xD800;", b"&#xDFFF; ", b"&#0;", b"&#x110000;", b"&#99999999999999;", b"&amp", b"&", b"&nosuch;", b"&#")
    )
    return _in_body(content, b"<p>The pier " + entity * draw.choice((1, 100, MANY)) + b" shut on Monday.</p>")


def _doctype(content: bytes, draw: random.Random) -> bytes:
    bomb = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(20))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{bomb}]>'.encode() + content + b"<p>&a20;</p>"


def _linked_data(content: bytes, draw: random.Random) -> bytes:
    data = draw.choice((
        "[" * DEEP, '{"a":' * DEEP, "[" * DEEP + "]" * DEEP, '{"@graph":' * 500 + "1" + "}" * 500, '{"@type":["NewsArticle"],"headline":',
        json.dumps({"@type": "NewsArticle", "headline": "x " * 500_000, "datePublished": "2021" * 100_000}),
        json.dumps({"@type": "NewsArticle", "author": [{"name": "Ida Moor"}] * 50_000}),
        json.dumps([{"@type": "NewsArticle", "headline": None, "author": 7, "datePublished": ["x", {}], "publisher": [[]]}] * 20_000),
        '{"@type":"NewsArticle","headline":"\\ud83d","articleBody":"\\udc00"}', '{"@type":"NewsArticle","n":1e999999}', "9" * 100_000,
        '{"@type":{"a":1},"@graph":{"@graph":[1,null,"x"]},"url":{"@id":5},"mainEntityOfPage":[{}]}',
    ))  # fmt: skip
    return f'<html><head><script type="application/ld+json">{data}</script></head><body>'.encode() + content


def _metadata(content: bytes, draw: random.Random) -> bytes:
    name = draw.choice(("og:title", "author", "article:published_time", "og:site_name", "og:url", "viewport"))
    value = draw.choice(
        (
            "By " * 100_000,
            "2021-99-99T99:99:99",
            "0000-00-00",
            "http://[",
            "https://" + "a." * 100_000,
            "| " * 100_000,
            "\ufffd",
            "1/1/1 " * 100_000,
        )
    )
    return (
        f'<html><head><meta property="{name}" content="{value}"><link rel="canonical" href="{value}"></head><body>'.encode()
        + content
    )


def _thread(content: bytes, draw: random.Random) -> bytes:
    post = draw.choice(
        (
            '<div class="post_body">{}</div>',
            '<article class="message"><div class="bbWrapper">{}</div></article>',
            '<div class="postbody"><div class="content">{}</div></div>',
        )
    )
    words = draw.choice(
        (
            "The pier at Selby shut on Monday, the mayor said to us.",
            "<blockquote>" * 50 + "So it shut, he said.",
            "By Ida Moor<br>March 4, 2021<br>The pier shut.",
        )
    )
    return _in_body(content, (post.format(words) * draw.choice((2_000, 10_000))).encode())


# --- files of other kinds ------------------------------------------------------------------------------


def _gzip(content: bytes, draw: random.Random) -> bytes:
    packed = gzip.compress(content, mtime=0)
    return draw.choice(
        (packed[: draw.randrange(1, len(packed))], packed + b"junk", gzip.compress(b"a" * 30_000_000, mtime=0))
    )


def _mhtml(content: bytes, draw: random.Random) -> bytes:
    junk = draw.choice((
        b"X-A: " + b"b" * HUGE + b"\r\n", b"".join(b"X-%d: b\r\n" % n for n in range(MANY)), b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\r\n",
        b"X-A: b\r\n" + b" folded\r\n" * MANY, b"Content-Location: " + b"a" * HUGE + b"\r\n", b"Date: " + b"(" * HUGE + b"\r\n", b"X-A: " + b"; a=b" * MANY + b"\r\n",
        b"Date: " + b"1 " * MANY + b"\r\n", b"",
    ))  # fmt: skip
    kind = draw.choice(
        (
            b'boundary="--b"',
            b'boundary="--b"' + b"; a=b" * 50_000,
            b'boundary="--b"; start="' + b"<" * HUGE + b'"',
            b"boundary*0=--; boundary*1=b",
            b"",
        )
    )
    inner = draw.choice((b"", junk))
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; " + kind + b"\r\n" + junk + b"\r\n"
    part = (
        b"----b\r\nContent-Type: text/html; charset=utf-8\r\n"
        + inner
        + b"Content-Location: https://selby.example/a\r\n\r\n"
        + content
    )
    return head + part + draw.choice((b"\r\n----b--\r\n", b"", b"\r\n----b\r\n" * MANY))


def _warc(content: bytes, draw: random.Random) -> bytes:
    said = draw.choice((len(content), 0, 1, 10**9, 10**20, -5))
    http = draw.choice((b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", b"HTTP/1.1\r\n" + b"A: b\r\n" * MANY + b"\r\n", b"",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n"))  # fmt: skip
    block = http + content
    length = said if said != len(content) else len(block)
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://selby.example/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
        % length
    )
    return (record + block + b"\r\n\r\n") * draw.choice((1, 3))


def _zip(content: bytes, draw: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in draw.choice(
            (
                ("a.html",),
                ("../../a.html", "/b.html", "c\x01.html"),
                tuple(f"{n}.html" for n in range(300)),
                ("bomb.html", "bomb.txt", "b.warc"),
            )
        ):
            packed.writestr(name, b"a" * 25_000_000 if "bomb" in name else content)
    whole = out.getvalue()
    return draw.choice((whole, whole[: draw.randrange(4, len(whole))], _flipped(whole, draw)))


def _table(content: bytes, draw: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return draw.choice((
        ",".join(f"c{n}" for n in range(MANY)) + ",text\n" + "," * MANY + "The pier shut.\n", "text,date\n" + '"' + text, "text" * MANY + "\n" + text,
        "text;title\n" + "a;b\n" * 5_000, "text,text,text\n" + "\n".join('"a ""b"" c",,' for _ in range(1000)), "\0".join(("text,title\n", text)),
    )).encode("utf-8", "replace")  # fmt: skip


def _rows(content: bytes, draw: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    whole = json.dumps({"text": text, "title": "Pier", "date": "2021-03-04"})
    return draw.choice((
        whole[: draw.randrange(1, len(whole))], '{"text":' * DEEP, "[" * HUGE, whole.replace("{", '{"a":"\\ud800",', 1), json.dumps({"text": text, **{f"c{n}": n for n in range(MANY)}}),
        json.dumps({"text": [[[["a"] * 1000]]], "title": {"name": {"name": 1}}, "date": 9e99}), f"{whole}\n" * 20, json.dumps({"text": text, "date": "2021" * MANY, "url": "http://["}),
    )).encode("utf-8", "replace")  # fmt: skip


def _pdf(content: bytes, draw: random.Random) -> bytes:
    objects = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count %d>>endobj 3 0 obj<</Type/Page/Parent 2 0 R>>endobj "
    return (
        b"%PDF-1.4\n"
        + objects % draw.choice((1, -1, 10**9))
        + _flipped(content, draw)
        + draw.choice((b"trailer<</Root 1 0 R>>", b"", b"startxref\n9\n%%EOF"))
    )


def _feed(content: bytes, draw: random.Random) -> bytes:
    inner = draw.choice(
        (
            b"<a>" * 5_000,
            b"<description>" + b"a " * HUGE + b"</description>",
            b"<title>&x;</title>",
            b'<item a="' + b"b" * HUGE,
            b"]]>",
            content,
            b"<item><title>a</title></item>" * 20_000,
        )
    )
    return b'<?xml version="1.0"?><rss><channel><item>' + inner + b"</item></channel></rss>"


def _html(change: Callable[[bytes, random.Random], bytes], ending: str = "") -> Callable[[bytes, random.Random], Good]:
    return lambda content, draw: (ending, change(content, draw))


MUTATIONS: dict[str, Callable[[bytes, random.Random], Good]] = {
    "cut": _html(_cut), "hole": _html(_hole), "flipped bytes": _html(_flipped), "NULs": _html(_nuls), "half UTF-16": _html(_half_utf16),
    "mixed encodings": _html(_mixed_encodings), "false charset": _html(_false_charset, ".html"), "spaces": _html(_spaces),
    "one line": _html(_one_line), "one word": _html(_one_word), "repeated lines": _html(_repeated_lines), "right to left": _html(_right_to_left),
    "nested": _html(_nested, ".html"), "huge attribute": _html(_huge_attribute, ".html"), "many attributes": _html(_many_attributes, ".html"),
    "never closed": _html(_never_closed, ".html"), "tiny tags": _html(_tiny_tags, ".html"), "entities": _html(_entities, ".html"),
    "doctype": _html(_doctype, ".html"), "linked data": _html(_linked_data, ".html"), "metadata": _html(_metadata, ".html"),
    "thread": _html(_thread, ".html"), "gzip": _html(_gzip, ".html.gz"), "MHTML": _html(_mhtml, ".mhtml"), "WARC": _html(_warc, ".warc"),
    "ZIP": _html(_zip, ".zip"), "table": _html(_table, ".csv"), "rows": _html(_rows, ".jsonl"), "PDF": _html(_pdf, ".pdf"), "feed": _html(_feed, ".rss"),
}  # fmt: skip
"""Name -> what makes a file of other bytes, and its ending ("" keeps the page's own)."""
CHEAP = frozenset({"cut", "hole", "flipped bytes", "NULs", "half UTF-16", "mixed encodings", "false charset", "right to left", "linked data", "WARC", "PDF"})  # fmt: skip
"""Mutations whose mutants are small, for tests that must be quick."""
