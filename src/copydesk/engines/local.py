"""The built-in engine: this process, or a pool of processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any

from copydesk.engines.base import Item, Result, look_seldom_for_rubbish
from copydesk.errors import WorkerDied


class LocalEngine:
    """Maps in this process, or over `processes` of them; the results are the same.

    `apart`: nothing is run in this process, which outlives whatever a page does to the one that reads it.
    """

    def __init__(self, processes: int = 1, *, apart: bool = False) -> None:
        self.processes, self.apart = processes, apart
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        if not self.apart and (self.processes < 2 or len(items) < 2):
            return map(function, items)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.processes, get_context("spawn"), initializer=look_seldom_for_rubbish)
        chunk = 1 if self.apart else max(1, len(items) // (self.processes * 8))
        return self._watched(self._pool.map(function, items, chunksize=chunk))

    def group(self, function: Callable[[Any], Result], files: Sequence[Path], key: str) -> Iterable[Result]:
        keys = sorted({value for file in files for value in _keys_in(file, key)})
        return self.map(partial(_call_on_rows, function, files, key), keys)

    def _watched(self, results: Iterator[Result]) -> Iterator[Result]:
        try:
            yield from results
        except BrokenProcessPool as error:
            self._close()
            raise WorkerDied("a worker process ended in the middle of its work; look for a lack of memory") from error

    def _close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _keys_in(file: Path, key: str) -> set[int]:
    """Return the keys in a file, out of the statistics of its row groups where each holds but one."""
    from pyarrow import parquet  # type: ignore[import-untyped]

    opened = parquet.ParquetFile(file)
    column = opened.schema_arrow.get_field_index(key)
    told = [opened.metadata.row_group(i).column(column).statistics for i in range(opened.num_row_groups)]
    if all(one is not None and one.has_min_max and one.min == one.max for one in told):
        return {one.min for one in told}
    return set(opened.read([key])[key].to_pylist())


def _call_on_rows(function: Callable[[Any], Result], files: Sequence[Path], key: str, value: int) -> Result:
    from pyarrow import parquet

    return function(parquet.read_table(list(files), filters=[(key, "=", value)]))
