"""A folder of CSV tables, one a kind of record, as spreadsheets open them. StoryRecords -> files"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from copydesk.codec import encode, field_types
from copydesk.records import StoryRecords

FORMULA = re.compile(
    "\\A(?:[\\s\0-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n])"
)
"""What a cell must not begin with, as a spreadsheet would run it, or pass over before what it runs; such a cell begins with an
apostrophe instead. The signs may be as wide as Chinese ones."""


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
        return f"'{value}" if FORMULA.match(value) else value
    return value
