"""Members of a ZIP file, or of a web archive in one (WACZ), opened one at a time. ZIP -> (name, stream)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from copydesk.records import Problem
from copydesk.stages.pages.kinds import ENDINGS
from copydesk.stages.pages.making import set_aside, told
from copydesk.stages.pages.settings import PageSettings

MOST_UNPACKED = 200
"""How many times its size a ZIP file may unpack to, over all members; text seldom shrinks to a twentieth."""
NESTED = "an archive in an archive; unpack it and give the folder"
_ARCHIVES = (".zip", ".wacz", ".jar", ".docx", ".xlsx", ".epub", ".tar", ".tgz", ".7z", ".rar")
_STREAMED = ("archive", "rows", "table", "parquet", "compressed", "feed")
"""Kinds that are read piece by piece, so that they may be larger than one page."""


class Member(NamedTuple):
    """A file in an archive: its name, with the archive's, and its bytes."""

    uri: str
    stream: IO[bytes]


def open_members(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Member | Problem]:
    """Yield the members that may be pages, by name; a WACZ's are its WARC files. Nothing is written to disk."""
    size = stream.seek(0, 2)
    allowed = size * MOST_UNPACKED + settings.max_page
    try:
        with zipfile.ZipFile(stream) as packed:
            for info in _chosen(packed):
                uri = f"{name}#{info.filename}"
                allowed -= info.file_size
                if why := _why_left(info, settings):
                    yield set_aside(uri, why)
                elif allowed < 0:
                    reason = f"unpacks to more than {MOST_UNPACKED} times its size; what follows {uri} is left out"
                    yield set_aside(name, reason)
                    return
                else:
                    yield from _open(uri, packed, info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        yield set_aside(name, f"a ZIP file that is broken or cut short ({told(error)}); save or fetch it again")


def _chosen(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive by name, each name once, hidden ones left out."""
    files = {info.filename: info for info in packed.infolist() if not info.is_dir()}
    warcs = [name for name in files if name.lower().endswith((".warc", ".warc.gz"))]
    chosen = warcs if warcs and "datapackage.json" in files else files
    return [files[name] for name in sorted(chosen) if not _is_hidden(name)]


def _is_hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part[0] == "." and part != "..") for part in PurePosixPath(name).parts)


def _why_left(info: zipfile.ZipInfo, settings: PageSettings) -> str | None:
    suffix = PurePosixPath(info.filename).suffix.lower()
    if info.flag_bits & 1:
        return "a member under a password; unpack it and give the folder"
    if suffix in _ARCHIVES:
        return NESTED
    if info.file_size > settings.max_page and ENDINGS.get(suffix) not in _STREAMED:
        return f"{info.file_size:,} bytes, over the limit of {settings.max_page:,}; raise `--max-page` to read it"
    return None


def _open(uri: str, packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Member | Problem]:
    try:
        with packed.open(info) as stream:
            if stream.read(4) == b"PK\x03\x04":
                yield set_aside(uri, NESTED)
                return
            stream.seek(0)
            yield Member(uri, stream)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        yield set_aside(uri, f"cannot be unpacked ({told(error)}); save or fetch it again")
