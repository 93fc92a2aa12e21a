#!/usr/bin/env python3
"""Read a planted pile as far as its relations, without the stages that they do not need, and write the story as JSON.

Usage: read_planted.py PAGES > STORY.json
"""

from __future__ import annotations

import sys
from pathlib import Path

from copydesk.engines.base import run_stages
from copydesk.engines.local import LocalEngine
from copydesk.export import json as json_format
from copydesk.pipeline import STAGES
from copydesk.records import Draft, Problem, SavedPage, StoryRecords
from copydesk.stages.pages import PageSettings, read_pages

NOT_NEEDED = {"entities", "time", "attribution", "said_on"}
"""Stages before the relations that they read nothing from."""


def relate(pages: Path) -> StoryRecords:
    """Return the pages' articles, copies and families."""
    found = list(read_pages([pages], PageSettings()))
    saved = sorted(
        (one for one in found if isinstance(one, SavedPage)), key=lambda one: (one.page.uri, one.page.sha256)
    )
    problems = tuple(one for one in found if isinstance(one, Problem))
    names = [stage.name for stage in STAGES]
    short = [stage for stage in STAGES[: names.index("relations") + 1] if stage.name not in NOT_NEEDED]
    with LocalEngine(2) as engine:
        draft = run_stages(short, Draft(saved=tuple(saved), problems=problems), engine)
    return StoryRecords(
        pages=tuple(one.page for one in saved),
        articles=draft.articles,
        copies=draft.copies,
        families=draft.families,
        problems=draft.problems,
    )


if __name__ == "__main__":
    json_format.write(relate(Path(sys.argv[1])), sys.stdout)
