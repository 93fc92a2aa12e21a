"""The tables of a crawl: folders of Parquet files, each file written whole or not at all. Records <-> files"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from copydesk.codec import decode
from copydesk.errors import MissingExtra
from copydesk.export.parquet import to_arrow

Record = TypeVar("Record")

ROWS = 32
"""Rows of a row group of records, so that one article can be read without its neighbours."""


def require_arrow() -> None:
    """Raise `MissingExtra` where the tables cannot be written."""
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise MissingExtra("a crawl writes Parquet tables: pip install 'copydesk[parquet]'") from error


class Files:
    """Files that one piece of work writes, `NAME/NUMBER.parquet` each; all take their names when the work is done."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder, self.number = folder, number
        self._open: dict[str, Any] = {}

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, writer in self._open.items():
            writer.close()
            made = self._path(name)
            made.with_suffix(".part").replace(made) if error is None else made.with_suffix(".part").unlink()

    def add_records(self, name: str, records: Sequence[Any]) -> None:
        """Append records to a table of `records.py`."""
        if records:
            self.add(name, to_arrow(name, tuple(records)), rows=ROWS)

    def add(self, name: str, table: Any, *, rows: int | None = None) -> None:
        """Append the rows of an Arrow table, as one row group unless told."""
        from pyarrow import parquet

        if name not in self._open:
            path = self._path(name).with_suffix(".part")
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open[name] = parquet.ParquetWriter(path, table.schema, compression="zstd")
        self._open[name].write_table(table, row_group_size=rows)

    def add_parts(self, name: str, table: Any, key: str) -> None:
        """Append the rows, of which there must be some, in row groups of one `key` each, by which they can be asked for."""
        import numpy as np

        ordered = table.sort_by(key)
        keys = ordered[key].to_numpy()
        cuts = [0, *(np.flatnonzero(np.diff(keys)) + 1).tolist(), len(keys)]
        for start, end in pairwise(cuts):
            self.add(name, ordered.slice(start, end - start))

    def _path(self, name: str) -> Path:
        return self.folder / name / f"{self.number:06}.parquet"


def list_table(folder: Path, name: str) -> list[Path]:
    """Return the files of a table, in the order of their numbers."""
    return sorted((folder / name).glob("*.parquet"))


def read_rows(path: Path, kind: type[Record], places: Sequence[int]) -> list[Record]:
    """Return the records in some places of a file, in their order; only the row groups that hold them are read."""
    from pyarrow import parquet

    file = parquet.ParquetFile(path, metadata=_read_metadata(path, path.stat().st_mtime_ns))
    wanted, found, first = sorted(set(places)), [], 0
    for group in range(file.num_row_groups):
        last = first + file.metadata.row_group(group).num_rows
        here = [place - first for place in wanted if first <= place < last]
        if here:
            found += [decode(kind, row) for row in file.read_row_group(group).take(here).to_pylist()]
        first = last
    return found


@lru_cache(maxsize=256)
def _read_metadata(path: Path, written: int) -> Any:
    """Return what a file's end says of its row groups: reading that takes longer than reading one of them."""
    from pyarrow import parquet

    return parquet.read_metadata(path)


def write_json(path: Path, value: Any) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")
    part.replace(path)
