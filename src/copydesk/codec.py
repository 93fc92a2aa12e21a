"""Records to plain JSON values and back, derived from the classes in `records.py`."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache, partial
from sys import intern
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from copydesk import records

Record = TypeVar("Record")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: Any) -> Any:
    """Return a record, or a tuple or a set of them, as plain JSON values: objects in field order, spans as `[start, end]`,
    tokens, of which there are more than of all else, as one list for each of their fields.
    """
    kind: type = type(value)
    names = _fields_of(kind)
    if names is not None:
        items = [(name, getattr(value, name)) for name in names]
        return {name: item if type(item) in _PLAIN else encode(item) for name, item in items}
    if isinstance(value, tuple):
        if value and type(value[0]) is records.Token:
            return [list(column) for column in records.columns_of(value)]
        return [item if type(item) in _PLAIN else encode(item) for item in value]
    if isinstance(value, frozenset):
        return [encode(item) for item in sorted(value)]
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
    given = dict(value)
    for name, reader in _field_readers(kind):  # type: ignore[arg-type]
        if given.get(name) is not None:
            given[name] = reader(given[name])
    return kind(**given)


def field_types(kind: Any) -> Mapping[str, Any]:
    """Return the declared type of each field of a record class."""
    return _hints(kind)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def decode_as(hint: Any, value: Any) -> Any:
    """Return the value that `encode` turned into `value`, of the type that a record class declares for a field."""
    return _read(_reader_of(hint), value)


Reader = Callable[[Any], Any]


def _read(reader: Reader | None, value: Any) -> Any:
    return value if reader is None or value is None else reader(value)


@cache
def _field_readers(kind: Any) -> Sequence[tuple[str, Reader]]:
    """Return the fields that do not stand as they are, with what decodes each."""
    readers = ((name, _reader_of(hint)) for name, hint in _hints(kind).items())
    return [(name, reader) for name, reader in readers if reader is not None]


@cache
def _reader_of(hint: Any) -> Reader | None:
    """Return what decodes a value of a type that is not None; None where it stands as it is."""
    origin, kinds = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _reader_of(next(kind for kind in kinds if kind is not type(None)))
    if origin is tuple:
        return _tuple_reader(kinds)
    if origin is frozenset:
        read = _tuple_reader((*kinds, ...))
        return lambda value: frozenset(read(value))
    if is_dataclass(hint):
        return partial(decode, hint)  # type: ignore[arg-type]
    return _named_tuple_reader(hint) if hasattr(hint, "_make") else None


def _tuple_reader(kinds: Sequence[Any]) -> Reader:
    readers = [_reader_of(kind) for kind in kinds if kind is not Ellipsis]
    if kinds[-1] is not Ellipsis:
        return lambda value: tuple(map(_read, readers, value))
    if kinds[0] is records.Token:
        return _read_tokens
    read = readers[0]
    return tuple if read is None else lambda value: tuple([None if item is None else read(item) for item in value])


def _read_tokens(columns: Sequence[Sequence[Any]]) -> tuple[records.Token, ...]:
    """Return the tokens out of one list for each of their fields; equal texts are shared."""
    shared = (map(intern, column) if column and type(column[0]) is str else column for column in columns)
    return records.tokens_of(shared)


def _named_tuple_reader(kind: Any) -> Reader:
    """Return what decodes a named tuple; texts of one with nothing else but numbers are shared."""
    if not _is_flat(kind):
        readers = [(i, reader) for i, hint in enumerate(_hints(kind).values()) if (reader := _reader_of(hint))]

        def read(value: Sequence[Any]) -> Any:
            parts = list(value)
            for i, reader in readers:
                if parts[i] is not None:
                    parts[i] = reader(parts[i])
            return kind._make(parts)

        return read
    if str not in _hints(kind).values():
        return kind._make  # type: ignore[no-any-return]
    return lambda value: kind._make([intern(part) if type(part) is str else part for part in value])
