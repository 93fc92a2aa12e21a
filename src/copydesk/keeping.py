"""What a stage that compares articles is given for its work on each of them alone. Items -> results"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Keep(Protocol):
    """Finds results of calls inside a stage among those of earlier runs, and keeps those that it lets be made."""

    def __call__(
        self, function: Callable[[Item], Result], items: Sequence[Item], settles: Callable[[Item], Any]
    ) -> list[Result]:
        """Return what `function` gives for each item: a record or a named tuple, told by its annotation.

        `settles` turns an item into records and plain values that settle its result.
        """


def make_each(
    function: Callable[[Item], Result], items: Sequence[Item], settles: Callable[[Item], Any]
) -> list[Result]:
    """Return what `function` gives for each item, with nothing kept."""
    return [function(item) for item in items]
