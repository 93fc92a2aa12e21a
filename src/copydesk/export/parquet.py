"""A folder of Parquet tables, one a kind of record, nested values kept. StoryRecords <-> files"""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from copydesk.codec import decode, encode, field_types
from copydesk.errors import MissingExtra
from copydesk.records import SCHEMA, Span, StoryRecords


def write(records: StoryRecords, folder: Path) -> None:
    """Write `articles.parquet`, `claims.parquet` …; raise `MissingExtra` where pyarrow is not installed."""
    _, parquet = _load()
    folder.mkdir(parents=True, exist_ok=True)
    for name in field_types(StoryRecords):
        parquet.write_table(to_arrow(name, getattr(records, name)), folder / f"{name}.parquet")


def read(folder: Path) -> StoryRecords:
    """Return the records that `write` wrote."""
    _, parquet = _load()
    return StoryRecords(
        **{
            name: tuple(
                decode(get_args(kind)[0], row) for row in parquet.read_table(folder / f"{name}.parquet").to_pylist()
            )
            for name, kind in field_types(StoryRecords).items()
        }
    )


def to_arrow(name: str, records: Sequence[Any]) -> Any:
    """Return records of one kind as an Arrow table with the columns of `records.py`."""
    return table_of(get_args(field_types(StoryRecords)[name])[0], records)


def table_of(kind: type[Any], records: Sequence[Any]) -> Any:
    """Return records of a class as an Arrow table whose columns are its fields."""
    arrow, _ = _load()
    columns = [(field, _type(hint, arrow)) for field, hint in field_types(kind).items()]
    schema = arrow.schema(columns, metadata={"copydesk.schema": SCHEMA})
    return arrow.Table.from_pylist([encode(record) for record in records], schema=schema)


def _load() -> tuple[Any, Any]:
    try:
        import pyarrow  # type: ignore[import-untyped]
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'copydesk[parquet]'") from error
    return pyarrow, parquet


def _type(hint: Any, arrow: Any) -> Any:
    """Return the Arrow type of a field's declared type."""
    origin, inner = get_origin(hint), [one for one in get_args(hint) if one is not type(None)]
    if origin in (Union, types.UnionType):
        return _type(inner[0], arrow)
    if hint is Span:
        return arrow.list_(arrow.int64())
    if origin is tuple:
        return arrow.list_(_type(inner[0], arrow))
    if is_dataclass(hint):
        return arrow.struct([(name, _type(of, arrow)) for name, of in field_types(hint).items()])
    if origin is Literal:
        return arrow.string()
    return {int: arrow.int64(), float: arrow.float64(), str: arrow.string(), bool: arrow.bool_()}[hint]
