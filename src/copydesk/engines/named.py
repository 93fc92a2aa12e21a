"""The engines by their names. Name -> Engine"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from copydesk.engines.base import Engine
from copydesk.engines.local import LocalEngine
from copydesk.errors import UnreadableInput


def _daft(runner: str) -> Callable[[int], Engine]:
    def make(processes: int) -> Engine:
        from copydesk.engines.daft import DaftEngine  # an extra

        return DaftEngine(processes, runner=runner)

    return make


ENGINES: dict[str, Callable[[int], Engine]] = {"daft": _daft("native"), "ray": _daft("ray")}
"""Engines of extras; the built-in one is "local"."""


@contextmanager
def open_engine(name: str | Engine, processes: int) -> Iterator[Engine]:
    """Open an engine with so many worker processes; raise `UnreadableInput` for a name that none has."""
    if not isinstance(name, str):
        yield name
    elif name == "local":
        with LocalEngine(processes, apart=True) as engine:
            yield engine
    elif name in ENGINES:
        yield ENGINES[name](processes)
    else:
        raise UnreadableInput(f"{name}: no such engine; choose one of local, {', '.join(ENGINES)}")
