"""One file, or standard input, read by its kind. File -> SavedPage."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from copydesk.errors import UnreadableInput
from copydesk.stages.pages.archives import read_archive
from copydesk.stages.pages.datasets import read_rows
from copydesk.stages.pages.kinds import (
    MEDIA_TYPES,
    READABLE,
    SNIFFED,
    Kind,
    is_damaged_text,
    kind_of,
    why_not_text,
)
from copydesk.stages.pages.settings import PageSettings, Read, make_page, set_aside

_BROKEN = (OSError, EOFError, zlib.error)


def read_file(uri: str, path: Path, settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of a file; a file that cannot be opened or read is one problem."""
    if not path.is_file():
        yield set_aside(uri, "neither a file nor a folder; expected a saved page")
        return
    try:
        with path.open("rb") as stream:
            yield from _read_kind(uri, stream, settings)
    except _BROKEN as error:
        yield set_aside(uri, f"cannot be read ({_told(error)}); check the file and its permissions")


def read_stream(settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of standard input, whose kind is told from its bytes."""
    if settings.stdin is None:
        raise UnreadableInput("-: standard input was asked for, and none was given; pipe a page into the command")
    try:
        yield from _read_kind("stdin", io.BytesIO(settings.stdin), settings)
    except _BROKEN as error:
        yield set_aside("stdin", f"cannot be read ({_told(error)}); expected {READABLE}")


def _read_kind(uri: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    start = stream.read(SNIFFED)
    stream.seek(0)
    kind = kind_of(uri, start)
    if not start:
        yield set_aside(uri, "an empty file; expected a saved page")
    elif kind == "rows":
        yield from read_rows(uri, stream, settings)
    elif kind == "archive":
        yield from read_archive(uri, stream, settings)
    elif kind == "compressed":
        yield from _read_compressed(uri, stream, settings)
    else:
        yield _read_page(uri, kind, _at_most(stream, settings.max_page), settings)


def _read_compressed(uri: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield the pages of a gzip file; how much is unpacked is bounded, so that a small file cannot fill the memory."""
    inner = uri[: -len(".gz")] if uri.lower().endswith(".gz") else uri
    try:
        with _unpack(stream) as unpacked:
            start = unpacked.read(SNIFFED)
    except _BROKEN as error:
        yield set_aside(uri, f"a gzip file that is broken or cut short ({_told(error)}); save or fetch it again")
        return
    stream.seek(0)
    kind = kind_of(inner, start)
    if kind == "archive":
        yield from read_archive(uri, stream, settings)
        return
    with _unpack(stream) as unpacked:
        if kind == "rows":
            yield from read_rows(uri, unpacked, settings)
            return
        try:
            content = _at_most(unpacked, settings.max_page)
        except _BROKEN as error:
            yield set_aside(uri, f"a gzip file that is broken or cut short ({_told(error)}); save or fetch it again")
            return
    yield _read_page(uri, kind, content, settings)


def _unpack(stream: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream))


def _at_most(stream: IO[bytes], most: int) -> bytes:
    """Return the stream's bytes, or one more than `most` of them."""
    parts, left = [], most + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _read_page(uri: str, kind: Kind, content: bytes, settings: PageSettings) -> Read:
    why = why_not_text(content)
    if len(content) > settings.max_page:
        return set_aside(uri, f"more than {settings.max_page:,} bytes; raise max_page to read it")
    if not content.strip():
        return set_aside(uri, "nothing in it; expected a saved page")
    if why is not None:
        return set_aside(uri, f"found {why}; expected {READABLE}")
    if kind not in MEDIA_TYPES:
        return set_aside(uri, f"a kind of file that is not read; expected {READABLE}")
    if is_damaged_text(content):
        return set_aside(uri, f"bytes that are text in no known encoding; expected {READABLE}")
    return make_page(uri, content, MEDIA_TYPES[kind])


def _told(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
