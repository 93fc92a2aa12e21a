"""What a crawl found, counted when all is done. Tables -> CrawlSummary"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.crawl.quoted import Quoted
from copydesk.crawl.tables import Files, list_table, write_json
from copydesk.export.parquet import table_of, to_arrow
from copydesk.records import Passage

TABLES = ("pages", "articles", "passages", "copies", "families", "revisions", "groups", "problems")
SHOWN = 5
"""Groups that a summary names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSummary:
    """What a crawl found: rows of each table, seconds of each step, and the largest groups (id, title, articles)."""

    rows: tuple[tuple[str, int], ...]
    seconds: tuple[tuple[str, float], ...]
    largest: tuple[tuple[str, str, int], ...]


def write_summary(folder: Path, tables: Sequence[str], note: Mapping[str, Any]) -> None:
    """Write a file for each table without rows, and last the note that the crawl is finished."""
    with Files(folder, 0) as files:
        for name in tables:
            if not list_table(folder, name):
                files.add(name, _empty(name))
    write_json(folder / "crawl.json", {**note, "rows": _count(folder, tables), "largest": _largest(folder)})


def read_summary(folder: Path) -> CrawlSummary:
    """Return the summary of a finished crawl."""
    told = json.loads((folder / "crawl.json").read_text())
    return CrawlSummary(
        rows=tuple(told["rows"].items()),
        seconds=tuple(told["seconds"].items()),
        largest=tuple((group, title, size) for group, title, size in told["largest"]),
    )


def _empty(name: str) -> Any:
    kinds = {"passages": Passage, "quoted": Quoted}
    return table_of(kinds[name], ()) if name in kinds else to_arrow(name, ())


def _count(folder: Path, tables: Sequence[str]) -> dict[str, int]:
    from pyarrow import parquet  # type: ignore[import-untyped]

    return {name: sum(parquet.read_metadata(path).num_rows for path in list_table(folder, name)) for name in tables}


def _largest(folder: Path) -> list[tuple[str, str, int]]:
    from pyarrow import parquet

    largest: list[tuple[str, str, int]] = []
    for path in list_table(folder, "groups"):
        found = [(row["id"], row["title"], len(row["articles"])) for row in parquet.read_table(path).to_pylist()]
        largest = sorted([*largest, *found], key=lambda group: (-group[2], group[0]))[:SHOWN]
    return largest
