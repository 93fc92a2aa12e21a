"""The export formats by name, those of other packages among them. Name -> writer"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import IO

from copydesk.errors import UnreadableInput
from copydesk.export import (
    csv,
    datasette,
    ftm,
    gexf,
    json,
    jsonl,
    memo,
    parquet,
    schema_org,
    timelinejs,
    web_annotations,
)
from copydesk.records import StoryRecords

ToText = Callable[[StoryRecords, IO[str]], None]
ToFolder = Callable[[StoryRecords, Path], None]

TEXTS: Mapping[str, ToText] = {
    "json": json.write,
    "jsonl": jsonl.write,
    "memo": memo.write,
    "timelinejs": timelinejs.write,
    "gexf": gexf.write,
    "ftm": ftm.write,
    "annotations": web_annotations.write,
    "schema.org": schema_org.write,
    "datasette": datasette.write,
}
"""Formats of one text."""
FOLDERS: Mapping[str, ToFolder] = {"csv": csv.write, "parquet": parquet.write}
"""Formats of a folder, a file for each kind of record."""
GROUP = "copydesk.exports"
"""Entry points of this group add formats of one text: a name, and a function that takes the records and a text stream."""


def find_text(name: str, story: str = "story") -> ToText:
    """Return what writes a format of one text; raise `UnreadableInput` for one that nobody has.

    `story` is what the story's file is called, for a format that speaks of the file.
    """
    if name == "datasette":
        return partial(datasette.write, database=story)
    if name in TEXTS:
        return TEXTS[name]
    added = {point.name: point for point in entry_points(group=GROUP)}
    if name not in added:
        raise UnreadableInput(
            f"{name}: no such export format; choose one of {', '.join([*TEXTS, *FOLDERS, *sorted(added)])}"
        )
    writer: ToText = added[name].load()
    return writer
