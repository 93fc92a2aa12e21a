"""Records to plain JSON values and back, derived from the classes in `records.py`."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from copydesk import records

Record = TypeVar("Record")


def encode(value: Any) -> Any:
    """Return a record, or a tuple of them, as plain JSON values: objects in field order, spans as `[start, end]`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return value


def decode(kind: type[Record], value: Any) -> Record:
    """Return the record of class `kind` that `encode` turned into `value`."""
    hints = field_types(kind)
    return kind(**{name: _decode(hints[name], item) for name, item in value.items()})


def field_types(kind: Any) -> Mapping[str, Any]:
    """Return the declared type of each field of a record class."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(records))


def _decode(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _decode(next(kind for kind in get_args(hint) if kind is not type(None)), value)
    if hint is records.Span:
        return records.Span(*value)
    if origin is tuple:
        kinds = get_args(hint)
        if kinds[-1] is Ellipsis:
            return tuple(_decode(kinds[0], item) for item in value)
        return tuple(_decode(kind, item) for kind, item in zip(kinds, value, strict=True))
    return decode(hint, value) if is_dataclass(hint) and isinstance(hint, type) else value
