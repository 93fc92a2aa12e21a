"""A folder of CSV tables, one a kind of record, as spreadsheets open them. StoryRecords -> files"""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from copydesk.codec import encode, field_types
from copydesk.records import StoryRecords

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, as a spreadsheet would run it; such a cell begins with an apostrophe instead."""


def write(records: StoryRecords, folder: Path) -> None:
    """Write `articles.csv`, `claims.csv` …, in UTF-8 with a byte order mark; what holds several values is JSON text."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in field_types(StoryRecords).items():
        columns = [field.name for field in fields(get_args(kind)[0])]
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(columns)
            for record in getattr(records, name):
                rows.writerow([_cell(value) for value in encode(record).values()])


def _cell(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    return value
