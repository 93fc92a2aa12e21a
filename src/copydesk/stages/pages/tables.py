"""Tables whose rows are pages: CSV, TSV and Parquet. Table -> SavedPage."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from importlib import import_module
from typing import IO

from copydesk.stages.pages.datasets import known_columns, read_row, why_no_text
from copydesk.stages.pages.making import Read, needs_extra, set_aside, told
from copydesk.stages.pages.settings import PageSettings

_DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 1 << 20
_BATCH, _BUFFER = 16, 1 << 16
"""Rows of a Parquet file that are in memory at a time, and bytes read of it at a time."""


class _Lines:
    """The lines of a table; a row of several lines may not outgrow the limit, so that a lost quote fills no memory."""

    def __init__(self, stream: io.TextIOWrapper, most: int) -> None:
        self.stream, self.most, self.taken = stream, most, 0

    def __iter__(self) -> Iterator[str]:
        while line := self.stream.readline(self.most + 1):
            self.taken += len(line)
            if self.taken > self.most:
                raise ValueError(f"a row longer than {self.most:,} characters; is a quotation mark missing?")
            yield line.replace("\0", "")


def read_table(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each row below the header; a table without a column of text is one problem."""
    text = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="replace", newline="")
    lines = _Lines(text, settings.max_page)
    # the csv module keeps one limit for the whole process; ours is in `_Lines`, so that one is only lifted out of the way
    csv.field_size_limit(max(csv.field_size_limit(), settings.max_page))
    number = 0
    try:
        header, rows = _open_rows(lines)
        if "text" not in known_columns(dict.fromkeys(header)).values():
            yield set_aside(name, why_no_text(dict.fromkeys(header)))
            return
        for row in rows:
            number, lines.taken = number + 1, 0
            if any(row):
                yield read_row(f"{name}#{number}", dict(zip(header, row, strict=False)), settings)
    except (csv.Error, ValueError, OSError, EOFError) as error:
        yield set_aside(name, f"broken after row {number} ({told(error)}); the rows before it are kept")
    finally:
        text.detach()


def _encoding(stream: IO[bytes]) -> str:
    """Return the encoding in which fewer letters of the first rows are broken than whole."""
    start = stream.read(_LOOKED_AT)
    stream.seek(0)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(start)
    letters = len(text) - len(text.encode("ascii", "ignore"))
    return "cp1252" if text.count("\ufffd") * 2 > letters else "utf-8-sig"


def _open_rows(lines: _Lines) -> tuple[list[str], Iterator[list[str]]]:
    """Return the header, cut at the delimiter that brings out most known columns, and the rows that follow."""
    given = iter(lines)
    first = next(given, "")
    cuts = [next(csv.reader([first], delimiter=delimiter), []) for delimiter in _DELIMITERS]
    best = max(range(len(cuts)), key=lambda n: (len(known_columns(dict.fromkeys(cuts[n]))), len(cuts[n]), -n))
    return cuts[best], csv.reader(given, delimiter=_DELIMITERS[best])


def read_parquet(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each row, a few at a time, with none but the columns that are known."""
    try:
        pyarrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        yield needs_extra(name, "a Parquet file", "parquet")
        return
    number = 0
    try:
        columns = parquet.read_schema(stream).names
        known = known_columns(dict.fromkeys(columns))
        if "text" not in known.values():
            yield set_aside(name, why_no_text(dict.fromkeys(columns)))
            return
        # a row group is decoded piece by piece, so that one that spans the whole file need not fit into memory
        file = parquet.ParquetFile(stream, pre_buffer=False, buffer_size=_BUFFER)
        for batch in file.iter_batches(batch_size=_BATCH, columns=sorted(known), use_threads=False):
            for at in range(batch.num_rows):
                number += 1
                row = {column: batch.column(column)[at].as_py() for column in batch.schema.names}
                yield read_row(f"{name}#{number}", row, settings)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield set_aside(name, f"broken after row {number} ({told(error)}); the rows before it are kept")
