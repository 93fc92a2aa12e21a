"""Records of one kind as a table for notebooks and data frames. StoryRecords -> Frame"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import escape
from importlib import import_module
from typing import Any, get_args

from copydesk.codec import encode, field_types
from copydesk.errors import MissingExtra, UnknownRecord
from copydesk.export.parquet import to_arrow
from copydesk.records import StoryRecords

SHOWN = 20
"""Rows that a notebook shows."""
WIDEST = 120
"""Characters of a cell that a notebook shows."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The records of one kind, in the order of the export; in a notebook it shows itself as a table.

    >>> from copydesk import Story
    >>> table = Story.open("story.db").table("articles")
    >>> table.columns()[:3]
    ['id', 'page', 'title']
    >>> table[0].title == table.to_pandas().title[0] == table.to_arrow()["title"][0].as_py()
    True
    """

    kind: str
    records: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.records)

    def __getitem__(self, place: int) -> Any:
        return self.records[place]

    def columns(self) -> list[str]:
        """Return the names of the columns: the fields of the record."""
        return [field.name for field in fields(get_args(field_types(StoryRecords)[self.kind])[0])]

    def to_arrow(self) -> Any:
        """Return a `pyarrow.Table`, nested values kept; raise `MissingExtra` where pyarrow is not installed."""
        return to_arrow(self.kind, self.records)

    def to_pandas(self) -> Any:
        """Return a `pandas.DataFrame`; lists and records within a record stay lists and dicts."""
        return _module("pandas").DataFrame([encode(one) for one in self.records], columns=self.columns())

    def to_polars(self) -> Any:
        """Return a `polars.DataFrame`, made from the Arrow table."""
        return _module("polars").from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        heads = "".join(f"<th>{escape(name)}</th>" for name in self.columns())
        rows = (
            "".join(f"<td>{escape(_short(value))}</td>" for value in encode(one).values())
            for one in self.records[:SHOWN]
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        more = f"<p>{len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return f"<table><caption>{len(self)} {self.kind}</caption><tr>{heads}</tr>{body}</table>{more}"


def frame_of(records: StoryRecords, kind: str) -> Frame:
    """Return the records of one kind; raise `UnknownRecord` for a kind that does not exist."""
    kinds = [field.name for field in fields(records)]
    if kind not in kinds:
        raise UnknownRecord(f"{kind}: no such kind of record; choose one of {', '.join(kinds)}")
    return Frame(kind, getattr(records, kind))


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= WIDEST else text[:WIDEST] + " …"


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtra(f"a {name} frame needs {name}: pip install {name}") from error
