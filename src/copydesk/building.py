"""The way from saved pages to records: read, told apart from problems, run through the stages. Pages -> StoryRecords"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path

from copydesk.engines.base import Progress, run_stages
from copydesk.engines.kept import Kept
from copydesk.engines.local import LocalEngine
from copydesk.errors import UnreadableInput
from copydesk.pipeline import STAGES
from copydesk.records import Draft, Judgement, Problem, Road, SavedPage, StoryRecords
from copydesk.stages.attribution import check_road
from copydesk.stages.pages import PageSettings, read_pages

Given = str | Path | SavedPage | Problem
"""What a story is built of: names of files and folders, or pages that were read before."""

POOL_FROM = 2_000_000
"""Bytes of saved pages from which a pool of processes pays for its start."""


def build_records(
    saved: Sequence[SavedPage],
    problems: Sequence[Problem] = (),
    *,
    judgements: Sequence[Judgement] = (),
    road: Road = "light",
    processes: int | None = None,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> StoryRecords:
    """Return every record of the story that `saved` tells, by the user's `judgements`; `problems` are those met in reading it.

    What `kept` has from an earlier build is not computed again; the records are the same with it and without.
    """
    check_road(road)
    if processes is None:
        processes = (os.cpu_count() or 1) if sum(len(page.content) for page in saved) >= POOL_FROM else 1
    draft = Draft(road=road, saved=tuple(saved), problems=tuple(problems), judgements=tuple(judgements))
    with LocalEngine(processes) as engine:
        draft = run_stages(STAGES, draft, engine, progress, kept)
    names = {field.name for field in fields(StoryRecords)} & {field.name for field in fields(Draft)}
    return StoryRecords(pages=tuple(page.page for page in saved), **{name: getattr(draft, name) for name in names})


def read_given(pages: Sequence[Given], settings: PageSettings) -> list[SavedPage | Problem]:
    """Return the pages given and the problems met in reading them; raise `UnreadableInput` where there is no page."""
    found = [one for one in pages if isinstance(one, SavedPage | Problem)]
    found += read_pages([one for one in pages if isinstance(one, str | Path)], settings)
    if not any(isinstance(item, SavedPage) for item in found):
        reasons = "; ".join(f"{item.uri}: {item.reason}" for item in found[:3] if isinstance(item, Problem))
        given = ", ".join(str(one) for one in pages if isinstance(one, str | Path)) or "nothing"
        raise UnreadableInput(
            f"{given}: no page to read{f' ({reasons})' if reasons else ''}; name a folder or file that holds some"
        )
    return found


def part_given(found: Iterable[SavedPage | Problem]) -> tuple[tuple[SavedPage, ...], tuple[Problem, ...]]:
    """Return the pages, each once, and the problems, both in an order that does not depend on that of the input."""
    items = list(found)
    pages = {item.page.id: item for item in items if isinstance(item, SavedPage)}
    problems = {item for item in items if isinstance(item, Problem)}
    return (
        tuple(sorted(pages.values(), key=lambda page: (page.page.uri, page.page.sha256))),
        tuple(sorted(problems, key=lambda problem: (problem.uri or "", problem.page or "", problem.reason))),
    )
