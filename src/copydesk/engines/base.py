"""What an engine offers: two verbs over records, and the run of a table of stages with them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from copydesk.engines.kept import Kept, key_of, pack
from copydesk.pipeline import Arguments, Stage
from copydesk.records import Draft

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many pieces of its work are done, and how many there are."""


class Engine(Protocol):
    """Runs pure functions over many records; the order of results is that of the input.

    Items and results are small. What is large lies in Parquet files, of which the functions are told the names. Where a
    worker process dies, `WorkerDied` is raised; what was not given back by then can be asked for again.
    """

    def map(self, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterable[Result]:
        """Return what `function` gives for each item, in order, as it becomes known."""

    def group(self, function: Callable[[Any], Result], files: Sequence[Path], key: str) -> Iterable[Result]:
        """Return what `function` gives for the rows of all files with the same `key`, for one key after the other.

        `key` is a column of whole numbers; the function is called once for each of them, with an Arrow table whose rows
        may stand in any order.
        """


def key_of_rows(rows: Any, key: str) -> int:
    """Return the key that all rows of a table have, as the function of a `group` may need it."""
    return int(rows[key][0].as_py())


def run_stages(
    stages: Sequence[Stage], draft: Draft, engine: Engine, progress: Progress | None = None, kept: Kept | None = None
) -> Draft:
    """Return `draft` with what each stage in turn makes of it; `kept` has results of earlier runs and takes those of this."""
    usual = gc.get_threshold()
    try:
        look_seldom_for_rubbish()
        for stage in stages:
            gc.freeze()  # records stay to the end: looking through them for what can go takes a tenth of the time
            results = _run(stage, stage.split(draft), engine, progress, kept)
            draft = replace(draft, **stage.join(draft, results))
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
    return draft


def look_seldom_for_rubbish() -> None:
    """Look for rubbish less often than for a program of few objects: millions of small records come, and they stay."""
    gc.set_threshold(100_000, 20, 100)


def _run(
    stage: Stage, work: Sequence[Arguments], engine: Engine, progress: Progress | None, kept: Kept | None
) -> list[Arguments]:
    """Return the result of each call, in order; only what is not kept is computed."""
    if stage.keeps and kept:
        stage = replace(stage, function=partial(stage.function, keep=kept.inside(stage)))
    results: list[Arguments | None] = [None] * len(work)
    keys = [key_of(stage, arguments) for arguments in work] if kept and stage.depends else []
    if kept:
        results[: len(keys)] = [kept.find(stage, key) for key in keys]
    twins = _twins(stage, work, results)
    open_ = [i for i, result in enumerate(results) if result is None and i not in twins]
    batches = [open_[start : start + stage.batch] for start in range(0, len(open_), stage.batch)]
    done = len(work) - len(open_)
    if progress:
        progress(stage.name, done, len(work))
    run = engine.map if stage.spread else map
    call = partial(_call_and_pack, stage.caller(), bool(keys))
    for batch, given in zip(batches, run(call, [[work[i] for i in batch] for batch in batches]), strict=True):
        for i, (result, packed) in zip(batch, given, strict=True):
            results[i] = result
            if kept and keys:
                kept.keep(keys[i], packed)
        done += len(batch)
        if progress:
            progress(stage.name, done, len(work))
    for i, known in twins.items():
        results[i] = result = _carry(stage, results[known], work[known], work[i])
        if kept and keys:
            kept.keep(keys[i], pack(result))
    return [result for result in results if result is not None]


def _twins(stage: Stage, work: Sequence[Arguments], results: Sequence[Arguments | None]) -> dict[int, int]:
    """Return for each call without a result the place of another, with one or before it, that gives the same."""
    if stage.twins is None or None not in results:
        return {}
    told = [stage.twins.alike(*arguments) for arguments in work]
    first = {alike: i for i, alike in reversed(list(enumerate(told)))}
    first |= {told[i]: i for i, result in enumerate(results) if result is not None}
    return {i: first[told[i]] for i, result in enumerate(results) if result is None and first[told[i]] != i}


def _carry(stage: Stage, result: Arguments | None, before: Arguments, after: Arguments) -> Arguments:
    assert stage.twins and result is not None
    return stage.twins.carry(result, before, after)


def _call_and_pack(
    call: Callable[[Sequence[Arguments]], list[Arguments]], keeps: bool, batch: Sequence[Arguments]
) -> list[tuple[Arguments, bytes]]:
    """Return the result of each call, and what is kept of it, where anything is."""
    return [(result, pack(result) if keeps else b"") for result in call(batch)]
