"""Files made to exhaust, escape or confuse whoever reads them, all made here. -> name, bytes"""

from __future__ import annotations

import base64
import gzip
import io
import json
import stat
import zipfile
from collections.abc import Callable

SAID = "The pier at Selby shut on Monday, the mayor said. "
PAGE = f"<html><head><title>Pier shut</title></head><body><article><h1>Pier shut</h1><p>{SAID * 8}</p></article></body></html>".encode()
MANY = 100_000


def _zip(members: dict[str, bytes], *, link: str | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        if link:
            info = zipfile.ZipInfo("link.html")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(info, link)
    return out.getvalue()


def _nested_zip(depth: int) -> bytes:
    made = _zip({"a.html": PAGE})
    for _ in range(depth):
        made = _zip({"inner.zip": made, "inner.html": made})
    return made


def _gzip(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = gzip.compress(content, 9, mtime=0)
    return content


def _warc(body: bytes, headers: str = "", *, length: int | None = None) -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body
    told = len(http) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://selby.example/\r\nContent-Type: application/http\r\nContent-Length: {told}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def _pdf(pages: int, *, loop: bool) -> bytes:
    kids = " ".join(["2 0 R" if loop else "3 0 R"] * min(pages, 5000))
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length 9>>stream\nq Q\nendstream endobj\n"
        "trailer<</Root 1 0 R>>\n%%EOF"
    ).encode()


def _html(inner: str) -> bytes:
    return f"<html><body><article><p>{SAID * 4}</p>{inner}<p>{SAID * 4}</p></article></body></html>".encode()


def _mhtml(depth: int) -> bytes:
    body = b"Content-Type: text/html\r\n\r\n" + PAGE
    for number in range(depth):
        edge = b"b%d" % number
        body = (
            b"Content-Type: multipart/related; boundary="
            + edge
            + b"\r\n\r\n--"
            + edge
            + b"\r\n"
            + body
            + b"\r\n--"
            + edge
            + b"--\r\n"
        )
    return b"MIME-Version: 1.0\r\n" + body


_BOMB = b"a" * 60_000_000
_ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
_FEED = "<rss><channel><item><title>{0}</title><description>{0}</description></item></channel></rss>"

MADE: dict[str, Callable[[], bytes]] = {
    "bomb.html.gz": lambda: _gzip(_BOMB),
    "twice.html.gz": lambda: _gzip(PAGE, 2),
    "bomb.zip": lambda: _zip({"a.html": _BOMB, "b.jsonl": _BOMB, "c.html": PAGE}),
    "many.zip": lambda: _zip({f"{n}.html": b"<p>a" for n in range(100)}),
    "escape.zip": lambda: _zip({"../../escaped.html": PAGE, "/tmp/escaped.html": PAGE, "C:\\escaped.html": PAGE, "a/\0b.html": PAGE}),
    "link.zip": lambda: _zip({"a.html": PAGE}, link="/etc/passwd"),
    "nested.zip": lambda: _nested_zip(5),
    "cut.zip": lambda: _zip({"a.html": PAGE, "b.html": PAGE})[:-30],
    "bomb.warc": lambda: _warc(_gzip(_BOMB), "Content-Encoding: gzip\r\n"),
    "chunked.warc": lambda: _warc(b"FFFFFFFFFF\r\n" + PAGE, "Transfer-Encoding: chunked\r\n"),
    "long.warc": lambda: _warc(PAGE, length=10**15),
    "negative.warc": lambda: _warc(PAGE, length=-5),
    "headers.warc": lambda: _warc(PAGE, "A: b\r\n" * MANY),
    "broken.warc.gz": lambda: _gzip(_warc(PAGE)) + b"\x1f\x8bjunk" + _gzip(_warc(PAGE)),
    "count.pdf": lambda: _pdf(10**9, loop=False),
    "loop.pdf": lambda: _pdf(5000, loop=True),
    "deep.html": lambda: _html("<div>" * MANY + SAID),
    "deep_lists.html": lambda: _html("<ul><li>" * MANY),
    "deep_tables.html": lambda: _html("<table><tr><td>" * (MANY // 4)),
    "open_tags.html": lambda: _html("<" * MANY + "a" + "<b" * MANY),
    "comments.html": lambda: _html("<!--" * MANY),
    "entities.html": lambda: _html("&amp;" * MANY + "&" * MANY),
    "attributes.html": lambda: _html(f"<p {' '.join(f'a{n}=1' for n in range(MANY))}>"),
    "laughs.html": lambda: f"<!DOCTYPE html [<!ENTITY e0 'ha'>{_ENTITIES}]>".encode() + _html("&e12;"),
    "laughs.rss": lambda: f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e0 'ha'>{_ENTITIES}]>{_FEED.format('&e12;')}".encode(),
    "outside.rss": lambda: f"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{_FEED.format('&x;' + SAID * 9)}".encode(),
    "deep.rss": lambda: b"<rss>" + b"<a>" * MANY,
    "json_ld.html": lambda: f'<html><head><script type="application/ld+json">{"[" * MANY}</script></head>'.encode() + PAGE,
    "picture.html": lambda: _html(f'<img src="data:image/png;base64,{base64.b64encode(bytes(3_000_000)).decode()}">'),
    "blanks.html": lambda: _html(" " * 2_000_000 + "\n" * 500_000),
    "one_word.html": lambda: _html("a" * 2_000_000),
    "mails.txt": lambda: (("a@" * MANY) + "\n" + "a." * MANY + "\n" + SAID).encode(),
    "quotes.txt": lambda: ("“" * MANY + SAID + '"' * MANY).encode(),
    "brackets.txt": lambda: ("(" * MANY + SAID + ")" * MANY).encode(),
    "dates.txt": lambda: ("1/1/1 " * MANY + SAID).encode(),
    "deep.jsonl": lambda: b'{"text": ' + b"[" * MANY + b"\n" + json.dumps({"text": SAID * 9}).encode(),
    "long.csv": lambda: b'text,title\n"' + b"a," * 12_000_000,
    "deep.mhtml": lambda: _mhtml(100),
    "edges.mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * MANY,
}  # fmt: skip
"""A file's name -> what makes its bytes."""
SLOWEST = 20.0
"""Seconds of processor time that one file may take, from its bytes to its articles, on a machine of today."""
LARGEST = 700
"""Megabytes of memory that reading one file may take beside the program itself."""
