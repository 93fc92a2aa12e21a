"""How a story file is known to be as it was written: a digest of each table, and when it was last written. rows -> seal"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from textwrap import shorten
from typing import Any

Row = tuple[Any, ...]
Stamp = tuple[int, int, int]
NOT_YET: Stamp = (-1, -1, -1)
"""The stamp of a file that has not been looked at."""


class Seal:
    """The digest of rows, taken as they go by; a disk's flipped bit or a row changed by hand shows in it."""

    def __init__(self) -> None:
        self._digest = blake2b(digest_size=16)

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._digest.update(repr(row).encode("utf-8", "surrogatepass"))
            yield row

    def value(self) -> str:
        return self._digest.hexdigest()


def seal(rows: Iterable[Row]) -> str:
    """Return the seal of all rows."""
    made = Seal()
    for _ in made.watch(rows):
        pass
    return made.value()


def stamp_of(path: Path) -> Stamp | None:
    """Return what changes when a file is written or replaced, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def draft_of(path: Path) -> Path:
    """Return the file that this process writes before it takes the place of `path`; one that a killed process left is removed."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.tmp(?:-journal)?")
    for left in list(path.parent.iterdir()):
        if (named := pattern.fullmatch(left.name)) and not _runs(int(named[1])):
            with suppress(OSError):
                left.unlink()
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def roll_back(path: Path) -> None:
    """Undo what a killed process had half written into a file; SQLite's journal beside it says what."""
    if path.with_name(f"{path.name}-journal").exists():
        with suppress(sqlite3.Error):
            connection = sqlite3.connect(path)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.close()


def is_cut(path: Path) -> bool:
    """Return whether a file is shorter than SQLite's header says."""
    with path.open("rb") as file:
        start = file.read(100)
        length = file.seek(0, os.SEEK_END)
    size = int.from_bytes(start[16:18], "big")
    return length < (65536 if size == 1 else size) * int.from_bytes(start[28:32], "big")


def in_one_line(error: Exception) -> str:
    """Return an error's words as a part of a sentence; SQLite quotes whole texts in its own."""
    return shorten(str(error), 120, placeholder=" …")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
