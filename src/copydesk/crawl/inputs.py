"""The files that globs, folders and s3:// addresses stand for, cut into pieces that can be read alone. Inputs -> Piece."""

from __future__ import annotations

import io
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, cast

from copydesk.errors import MissingExtra, UnreadableInput
from copydesk.stages.pages.inputs import list_files

PIECE = 4_000_000
"""Bytes of an archive, or of JSON lines, that are read in one go; they are cut between two records."""

_S3 = "s3://"
_WILD = re.compile(r"[*?\[]")
_WINDOW = 1 << 20
_GZIP = b"\x1f\x8b\x08"
_RECORD = re.compile(rb"\r\n\r\n(WARC/1\.[01]\r\nWARC-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes `[start, end)` of a file: all of it, or whole records; `address` is a path or an s3:// address.

    `name` is the file's name as its pages bear it, `uri` that of the piece: "pages.warc.gz@4000123" from that byte on.
    """

    name: str
    address: str
    start: int
    end: int

    @property
    def uri(self) -> str:
        return f"{self.name}@{self.start}" if self.start else self.name

    @property
    def size(self) -> int:
        return self.end - self.start


def list_pieces(inputs: Sequence[str | Path]) -> Iterator[Piece]:
    """Yield the pieces of all files that the inputs stand for, sorted by name; raise `UnreadableInput` where there are none."""
    found: dict[str, Piece] = {}
    for given in map(str, inputs):
        matched = {piece.address: piece for piece in (_list_s3(given) if given.startswith(_S3) else _list_local(given))}
        if not matched:
            raise UnreadableInput(f"{given}: no file is so named; give files, folders, globs or s3:// addresses")
        for address, piece in matched.items():  # a file reached in two ways bears the longer name
            known = found.get(address, piece)
            found[address] = max(known, piece, key=lambda one: (one.name.count("/"), len(one.name), one.name))
    names = Counter(piece.name for piece in found.values())
    for piece in sorted(found.values(), key=lambda piece: (piece.name, piece.address)):
        name = piece.name if names[piece.name] == 1 else piece.address.removeprefix(_S3).lstrip("/")
        whole = Piece(name=name, address=piece.address, start=0, end=piece.end)
        yield from _cut(whole)


@contextmanager
def open_piece(piece: Piece) -> Iterator[IO[bytes]]:
    """Open the bytes of a piece as a file of its own."""
    with _open(piece.address) as stream:
        yield io.BufferedReader(_Range(stream, piece.start, piece.end), _WINDOW)


# --- which files there are ----------------------------------------------------------------------------


def _list_local(given: str) -> Iterator[Piece]:
    base = _base(given)
    if base == given:
        files, _ = list_files([given])
    elif not Path(base).is_dir():
        return
    else:
        pattern = _pattern(given[len(base) :].lstrip("/"))
        files = [(name, path) for name, path in list_files([base])[0] if pattern.fullmatch(name)]
    for name, path in files:
        yield Piece(name=name, address=str(path.resolve()), start=0, end=path.stat().st_size)


def _list_s3(given: str) -> Iterator[Piece]:
    from pyarrow.fs import FileSelector, FileType  # type: ignore[import-untyped]

    base = _base(given).removeprefix(_S3).rstrip("/")
    try:
        info = _s3().get_file_info(base)
        listed = [info] if info.type == FileType.File else _s3().get_file_info(FileSelector(base, recursive=True))
    except OSError as error:
        raise UnreadableInput(
            f"{given}: {' '.join(str(error).split())}; check the address and the AWS_ variables"
        ) from None
    pattern = _pattern(given.removeprefix(_S3)) if _base(given) != given else None
    for one in listed:
        if one.type == FileType.File and (pattern is None or pattern.fullmatch(one.path)):
            name = one.path.removeprefix(base).lstrip("/") or Path(one.path).name
            yield Piece(name=name, address=_S3 + one.path, start=0, end=one.size)


def _base(given: str) -> str:
    """Return the folder above the first wildcard, or all of what was given where there is none."""
    wild = None if "://" not in given and Path(given).exists() else _WILD.search(given)
    return given if wild is None else (given[: given.rfind("/", 0, wild.start()) + 1] or ".")


def _pattern(glob: str) -> re.Pattern[str]:
    """Return what a glob means: `*` and `?` stay within one folder, `**/` stands for any folders."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]+\])", glob)
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meanings.get(part) or (part if part[:1] == "[" else re.escape(part)) for part in parts))


# --- how they are opened ------------------------------------------------------------------------------


@cache
def _s3() -> Any:
    try:
        from pyarrow.fs import S3FileSystem
    except ImportError as error:
        raise MissingExtra("s3:// needs pyarrow: pip install 'copydesk[parquet]'") from error
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    return S3FileSystem(endpoint_override=endpoint)  # keys and region are those of the environment, too


def _open(address: str) -> IO[bytes]:
    if address.startswith(_S3):
        return cast(IO[bytes], _s3().open_input_file(address.removeprefix(_S3)))
    return Path(address).open("rb")


class _Range(io.RawIOBase):
    """Bytes `[start, end)` of another file."""

    def __init__(self, stream: IO[bytes], start: int, end: int) -> None:
        self._stream, self._start, self._size, self._at = stream, start, end - start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), self._size - self._at)
        if wanted <= 0:
            return 0
        self._stream.seek(self._start + self._at)
        read = self._stream.read(wanted)
        buffer[: len(read)] = read
        self._at += len(read)
        return len(read)


# --- how they are cut ---------------------------------------------------------------------------------


def _cut(whole: Piece) -> Iterator[Piece]:
    """Yield the pieces of a file: a large WARC or file of JSON lines is cut between two records, any other is one piece."""
    find = _boundary(whole.name.lower())
    starts = [0]
    if find and whole.end > PIECE:
        with _open(whole.address) as stream:
            while (start := find(stream, starts[-1] + PIECE, whole.end)) < whole.end:
                starts.append(start)
    for start, end in zip(starts, [*starts[1:], whole.end], strict=True):
        yield Piece(name=whole.name, address=whole.address, start=start, end=end)


def _boundary(name: str) -> Any:
    if name.endswith((".jsonl", ".ndjson")):
        return _next_line
    if name.endswith(".warc.gz"):
        return _next_member
    return _next_record if name.endswith(".warc") else None


def _next_line(stream: IO[bytes], at: int, size: int) -> int:
    for start, window in _windows(stream, at - 1, size):
        if (found := window.find(b"\n")) >= 0:
            return start + found + 1
    return size


def _next_record(stream: IO[bytes], at: int, size: int) -> int:
    for start, window in _windows(stream, at, size):
        if found := _RECORD.search(window):
            return start + found.start(1)
    return size


def _next_member(stream: IO[bytes], at: int, size: int) -> int:
    """Return where the next record that is packed on its own begins."""
    for start, window in _windows(stream, at, size):
        found = window.find(_GZIP)
        while found >= 0:
            if _opens_record(window[found : found + _OVERLAP]):
                return start + found
            found = window.find(_GZIP, found + 1)
    return size


_OVERLAP = 512
"""Bytes that two windows share, so that a mark on the edge is seen whole."""


def _windows(stream: IO[bytes], at: int, size: int) -> Iterator[tuple[int, bytes]]:
    for start in range(at, size, _WINDOW):
        stream.seek(start)
        yield start, stream.read(_WINDOW + _OVERLAP)


def _opens_record(packed: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(packed, 16).startswith(b"WARC/1.")
    except zlib.error:
        return False
