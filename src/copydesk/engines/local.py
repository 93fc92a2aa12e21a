"""The built-in engine: this process, or a pool of processes on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType

from copydesk.engines.base import Item, Key, Result


class LocalEngine:
    """Maps in this process, or over `processes` of them; the results are the same."""

    def __init__(self, processes: int = 1) -> None:
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        if self.processes < 2 or len(items) < 2:
            return map(function, items)
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.processes, mp_context=get_context("spawn"))
        chunk = max(1, len(items) // (self.processes * 8))
        return self._pool.map(function, items, chunksize=chunk)

    def group(self, items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
        groups: dict[Key, list[Item]] = {}
        for item in items:
            groups.setdefault(key(item), []).append(item)
        return groups
