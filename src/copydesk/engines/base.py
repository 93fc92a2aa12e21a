"""What an engine offers: two verbs over records, and the run of a table of stages with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from copydesk.pipeline import Stage
from copydesk.records import Draft

Item = TypeVar("Item")
Result = TypeVar("Result")
Key = TypeVar("Key")
Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many pieces of its work are done, and how many there are."""


class Engine(Protocol):
    """Runs pure functions over many records; the order of results is that of the input."""

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        """Return what `function` gives for each item, in order, as it becomes known."""

    def group(self, items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
        """Return the items under each key, keys and items in the order in which they came."""


def run_stages(stages: Sequence[Stage], draft: Draft, engine: Engine, progress: Progress | None = None) -> Draft:
    """Return `draft` with what each stage in turn makes of it."""
    for stage in stages:
        work = stage.split(draft)
        results: list[tuple[Any, ...]] = []
        if progress:
            progress(stage.name, 0, len(work))
        for result in engine.map(stage.caller(), work):
            results.append(result)
            if progress:
                progress(stage.name, len(results), len(work))
        draft = replace(draft, **stage.join(draft, results))
    return draft
