"""Records to plain JSON values and back, derived from the classes in `records.py`."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from sys import intern
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from copydesk import records

Record = TypeVar("Record")


def encode(value: Any) -> Any:
    """Return a record, or a tuple of them, as plain JSON values: objects in field order, spans as `[start, end]`."""
    kind: type = type(value)
    names = _fields_of(kind)
    if names is not None:
        return {name: encode(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return list(value) if _is_flat(kind) else [encode(item) for item in value]
    return value


@cache
def _fields_of(kind: type) -> tuple[str, ...] | None:
    """Return the names of a record class's fields, or None for another class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _is_flat(kind: type) -> bool:
    """Return whether a class is a named tuple of nothing but numbers and texts."""
    return hasattr(kind, "_make") and all(part in (int, str) for part in _hints(kind).values())


def decode(kind: type[Record], value: Any) -> Record:
    """Return the record of class `kind` that `encode` turned into `value`."""
    hints = field_types(kind)
    return kind(**{name: decode_as(hints[name], item) for name, item in value.items()})


def field_types(kind: Any) -> Mapping[str, Any]:
    """Return the declared type of each field of a record class."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind, vars(records))


def decode_as(hint: Any, value: Any) -> Any:
    """Return the value that `encode` turned into `value`, of the type that a record class declares for a field."""
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return decode_as(next(kind for kind in get_args(hint) if kind is not type(None)), value)
    if origin is tuple:
        kinds = get_args(hint)
        if kinds[-1] is Ellipsis:
            read = _reader_of(kinds[0])
            return tuple(map(read, value))
        return tuple(decode_as(kind, item) for kind, item in zip(kinds, value, strict=True))
    return _reader_of(hint)(value)


@cache
def _reader_of(kind: Any) -> Callable[[Any], Any]:
    """Return what decodes a value of a plain type, of a record class, or of a named tuple, whose texts are shared."""
    if get_origin(kind) in (Union, types.UnionType, tuple):
        return partial(decode_as, kind)
    if is_dataclass(kind):
        return partial(decode, kind)  # type: ignore[arg-type]
    if not hasattr(kind, "_make"):
        return lambda value: value
    if _is_flat(kind):
        return lambda value: kind._make([intern(part) if type(part) is str else part for part in value])
    hints = tuple(_hints(kind).values())
    return lambda value: kind._make(map(decode_as, hints, value))
