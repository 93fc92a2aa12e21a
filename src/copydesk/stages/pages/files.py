"""One file, or standard input, read by its kind. File -> SavedPage."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import IO, cast

from copydesk.errors import UnreadableInput
from copydesk.records import Problem
from copydesk.stages.pages.added import find_added, read_added
from copydesk.stages.pages.archives import read_archive
from copydesk.stages.pages.datasets import read_rows
from copydesk.stages.pages.feeds import read_feed
from copydesk.stages.pages.kinds import MEDIA_TYPES, READABLE, SNIFFED, Kind, kind_of, why_no_page
from copydesk.stages.pages.making import Read, make_page, set_aside, told
from copydesk.stages.pages.mhtml import read_mhtml
from copydesk.stages.pages.pdf import read_pdf
from copydesk.stages.pages.settings import PageSettings
from copydesk.stages.pages.tables import read_parquet, read_table
from copydesk.stages.pages.zips import NESTED, open_members

_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
_STREAMED: dict[Kind, Callable[[str, IO[bytes], PageSettings], Iterator[Read]]] = {
    "rows": read_rows,
    "table": read_table,
    "parquet": read_parquet,
    "archive": read_archive,
    "feed": read_feed,
}
_WHOLE: dict[Kind, Callable[[str, bytes, PageSettings], Read]] = {"mhtml": read_mhtml, "pdf": read_pdf}


def read_file(uri: str, path: Path, settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of a file; a file that cannot be opened or read is one problem."""
    if not path.is_file():
        yield set_aside(uri, "neither a file nor a folder; expected a saved page")
        return
    try:
        with path.open("rb") as stream:
            yield from read_stream(uri, stream, settings)
    except OSError as error:
        yield set_aside(uri, f"cannot be read ({told(error)}); check the file and its permissions")


def read_standard_input(settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of standard input, whose kind is told from its bytes."""
    if settings.stdin is None:
        raise UnreadableInput("-: standard input was asked for, and none was given; pipe a page into the command")
    yield from read_stream("stdin", io.BytesIO(settings.stdin), settings)


def read_stream(uri: str, stream: IO[bytes], settings: PageSettings, *, name: str | None = None) -> Iterator[Read]:
    """Yield the pages of some bytes; `name` tells the kind where the `uri` does not."""
    try:
        start = stream.read(SNIFFED)
        stream.seek(0)
        kind, added = kind_of(name or uri, start), find_added(name or uri)
        if not start:
            yield set_aside(uri, "an empty file; expected a saved page")
        elif added:
            yield from _read_by_another(uri, stream, added, settings=settings)
        elif kind == "compressed":
            yield from _read_compressed(uri, stream, settings)
        elif kind == "zip":
            yield from _read_zip(uri, stream, settings)
        else:
            yield from _read_kind(uri, kind, stream, settings=settings)
    except _BROKEN as error:
        yield set_aside(uri, f"broken or cut short ({told(error)}); save or fetch it again")


def _read_kind(uri: str, kind: Kind, stream: IO[bytes], *, settings: PageSettings) -> Iterator[Read]:
    if kind in _STREAMED:
        yield from _STREAMED[kind](uri, stream, settings)
        return
    content = _at_most(stream, settings.max_page)
    if kind not in _WHOLE:
        yield _read_page(uri, kind, content, settings=settings)
    elif len(content) > settings.max_page:
        yield set_aside(uri, why_no_page(content, settings.max_page) or "")
    else:
        yield _WHOLE[kind](uri, content, settings)


def _read_by_another(uri: str, stream: IO[bytes], reader: EntryPoint, *, settings: PageSettings) -> Iterator[Read]:
    content = _at_most(stream, settings.max_page)
    if len(content) > settings.max_page:
        yield set_aside(uri, why_no_page(content, settings.max_page) or "")
    else:
        yield from read_added(uri, content, reader)


def _read_compressed(uri: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of a gzip file, unpacked as they are read, so that a small file cannot fill the memory."""
    inner = uri[: -len(".gz")] if uri.lower().endswith(".gz") else uri
    with cast(IO[bytes], gzip.GzipFile(fileobj=stream)) as unpacked:
        kind = kind_of(inner, unpacked.read(SNIFFED))
        if kind in ("compressed", "zip", "parquet"):
            yield set_aside(uri, NESTED)
        elif kind == "archive":  # each record is packed on its own, which the archive's reader sees to
            stream.seek(0)
            yield from read_archive(uri, stream, settings)
        else:
            unpacked.seek(0)
            yield from _read_kind(uri, kind, unpacked, settings=settings)


def _read_zip(uri: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    for member in open_members(uri, stream, settings):
        if isinstance(member, Problem):
            yield member
        else:
            yield from read_stream(member.uri, member.stream, settings)


def _at_most(stream: IO[bytes], most: int) -> bytes:
    """Return the stream's bytes, or one more than `most` of them."""
    parts, left = [], most + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _read_page(uri: str, kind: Kind, content: bytes, *, settings: PageSettings) -> Read:
    if why := why_no_page(content, settings.max_page):
        return set_aside(uri, why)
    if kind not in MEDIA_TYPES:
        return set_aside(uri, f"a kind of file that is not read; expected {READABLE}")
    return make_page(uri, content, MEDIA_TYPES[kind])
