"""Daft, on this machine or on a Ray cluster: the extra `crawl`, and `ray` for the latter."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from copydesk.engines.base import Item, Result
from copydesk.engines.local import LocalEngine
from copydesk.errors import MissingExtra, UnreadableInput

_IDLE: SimpleQueue[LocalEngine] = SimpleQueue()
"""Processes that wait beside Daft's workers, kept from one call to the next."""


class DaftEngine:
    """Runs the functions in `processes` of Daft's workers; `runner` is "native" or "ray".

    Daft has one runner in a process: where another was chosen before, `UnreadableInput` is raised.
    """

    apart = True

    def __init__(self, processes: int, *, runner: str = "native") -> None:
        self.daft = _load(runner, processes)

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        if not items:
            return
        rows = {"place": list(range(len(items))), "item": [pickle.dumps(item) for item in items]}
        frame = self.daft.from_pydict(rows)
        frame = frame.into_partitions(len(items)) if self.runs_on_ray else frame
        call = self._caller(_on_item, function)
        frame = frame.select(frame["place"], call(frame["item"]).alias("result"))
        early: dict[int, Any] = {}
        place = 0
        for row in frame.iter_rows():
            early[row["place"]] = row["result"]
            while place in early:
                yield _opened(early.pop(place))
                place += 1

    def group(self, function: Callable[[Any], Result], files: Sequence[Path], key: str) -> Iterable[Result]:
        frame = self.daft.read_parquet([str(file) for file in files])
        names = frame.column_names
        call = self._caller(_on_columns, function, tuple(names))
        found = frame.groupby(key).map_groups(call(*(frame[name] for name in names)).alias("result"))
        rows = sorted(found.iter_rows(), key=lambda row: int(row[key]))
        return [_opened(row["result"]) for row in rows]

    @property
    def runs_on_ray(self) -> bool:
        return bool(self.daft.get_or_infer_runner_type() == "ray")

    def _caller(self, on_columns: Callable[..., bytes], *settings: Any) -> Any:
        """Return what calls a function for a row or a group of rows, and gives pickled results.

        Each of Daft's workers has a process of its own beside it that does the work: its death is seen at once, on
        either runner, where Ray would begin the same work again without end.
        """
        daft, packed = self.daft, pickle.dumps((on_columns, settings))

        def call(*columns: Any) -> list[bytes]:
            function, known = pickle.loads(packed)
            return [function(known, columns)]

        wrap = daft.func.batch(return_dtype=daft.DataType.binary(), batch_size=1, use_process=False, on_error="raise")
        return wrap(call)


def _on_item(settings: tuple[Any, ...], columns: Sequence[Any]) -> bytes:
    (function,) = settings
    (packed,) = columns[0].to_pylist()
    return _tried(function, pickle.loads(packed))


def _on_columns(settings: tuple[Any, ...], columns: Sequence[Any]) -> bytes:
    import pyarrow as arrow  # type: ignore[import-untyped]

    function, names = settings
    return _tried(function, arrow.table([column.to_arrow() for column in columns], names=list(names)))


def _tried(function: Callable[[Any], Any], argument: Any) -> bytes:
    """Return a pickled result; an error of the function travels back as it is, not as one of Daft's."""
    try:
        engine = _IDLE.get_nowait()
    except Empty:
        engine = LocalEngine(1, apart=True)
    try:
        (result,) = engine.map(function, [argument])
        return pickle.dumps((result, None))
    except Exception as error:
        return pickle.dumps((None, error))
    finally:
        _IDLE.put(engine)


def _opened(packed: bytes) -> Any:
    result, error = pickle.loads(packed)
    if error is not None:
        raise error
    return result


def _load(runner: str, processes: int) -> Any:
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")  # the caller has a progress of its own
    extra = "ray" if runner == "ray" else "crawl"
    try:
        daft = import_module("daft")
        import_module("ray" if runner == "ray" else "daft")
    except ImportError as error:
        raise MissingExtra(f"this engine needs {error.name}: pip install 'copydesk[{extra}]'") from error
    if (chosen := daft.get_or_infer_runner_type()) != runner:
        try:
            _join_ray(daft) if runner == "ray" else daft.set_runner_native(num_threads=processes)
        except Exception as error:
            raise UnreadableInput(f"Daft runs on {chosen} in this process already; use a process of its own") from error
    return daft


def _join_ray(daft: Any) -> None:
    ray = import_module("ray")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else it reports to its makers
    if not ray.is_initialized():
        # bars of other processes would be drawn over ours
        ray.init(runtime_env={"env_vars": {"DAFT_PROGRESS_BAR": "0"}})
    daft.set_runner_ray()
