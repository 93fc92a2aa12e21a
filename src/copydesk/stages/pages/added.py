"""Readers of other packages, by the ending of a file. (name, bytes) -> SavedPage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePosixPath

from copydesk.stages.pages.kinds import ENDINGS
from copydesk.stages.pages.making import Read, set_aside, told

GROUP = "copydesk.readers"
"""Entry points of this group add readers: a file ending without its dot, and a function that takes a name and the bytes."""
Reader = Callable[[str, bytes], Iterable[Read]]


def find_added(name: str) -> EntryPoint | None:
    """Return the reader that a package adds for files of this name; an ending that Copydesk reads itself stays its own."""
    ending = PurePosixPath(name).suffix.lower()
    return None if ending in ENDINGS else _added().get(ending.removeprefix("."))


def read_added(uri: str, content: bytes, point: EntryPoint) -> Iterator[Read]:
    """Yield what an added reader makes of some bytes; whatever it raises is a problem of this input and of no other."""
    try:
        reader: Reader = point.load()
        found = list(reader(uri, content))
        if not all(isinstance(one, Read) for one in found):
            raise TypeError("it gave something that is neither a SavedPage nor a Problem")
    except Exception as error:  # code of others: one bad page never ends a run
        found = [set_aside(uri, f"the reader {point.value} failed ({told(error)}); ask those who wrote it")]
    yield from found


@cache
def _added() -> dict[str, EntryPoint]:
    return {point.name.lower(): point for point in sorted(entry_points(group=GROUP), key=lambda one: one.value)}
