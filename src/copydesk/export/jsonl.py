"""One line a record: {"kind": "claims", …}. StoryRecords <-> JSON lines"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import IO, Any, get_args

from copydesk.codec import decode, encode, field_types
from copydesk.records import SCHEMA, StoryRecords


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write a line that names the schema, then each record with its kind, in the order of the contract."""
    out.write(json.dumps({"kind": "schema", "schema": SCHEMA}) + "\n")
    for field in fields(records):
        for record in getattr(records, field.name):
            out.write(json.dumps({"kind": field.name, **_apart(encode(record))}, ensure_ascii=False) + "\n")


def read(lines: Iterable[str]) -> StoryRecords:
    """Return the records that `write` wrote."""
    kinds = {name: get_args(kind)[0] for name, kind in field_types(StoryRecords).items()}
    found: dict[str, list[Any]] = {name: [] for name in kinds}
    for row in map(json.loads, lines):
        kind = row.pop("kind")
        if kind in kinds:
            found[kind].append(decode(kinds[kind], _together(row)))
    return StoryRecords(**{name: tuple(rows) for name, rows in found.items()})


def _apart(row: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose own field `kind` is called `kind_of`, as the line's says which kind of record it is."""
    return {"kind_of" if name == "kind" else name: value for name, value in row.items()}


def _together(row: dict[str, Any]) -> dict[str, Any]:
    return {"kind" if name == "kind_of" else name: value for name, value in row.items()}
