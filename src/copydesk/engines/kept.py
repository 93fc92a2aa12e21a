"""Results of earlier runs, told by all that they depend on: a story that grows is computed only where it changed."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, get_type_hints

from copydesk.codec import decode_as, encode, field_types
from copydesk.keeping import Item, Keep, Result
from copydesk.pipeline import Arguments, Stage
from copydesk.records import Draft

_FAST = 1
"""Level of compression: a result is written once and read a few times."""


class Kept:
    """Results by their keys, as JSON text compressed with zlib; `rows` are those that this run found or made."""

    def __init__(self, rows: Mapping[str, bytes] | None = None) -> None:
        self._known = rows or {}
        self.rows: dict[str, bytes] = {}

    def find(self, stage: Stage, key: str) -> Arguments | None:
        """Return one value for each field that the stage gives, as an earlier run found them, or None."""
        kinds = field_types(Draft)
        return self._read(key, [kinds[name] for name in stage.gives])

    def _read(self, key: str, kinds: Sequence[Any]) -> Arguments | None:
        packed = self._known.get(key)
        if packed is None:
            return None
        try:
            values = json.loads(zlib.decompress(packed))
        except zlib.error:  # damaged on the disk: it is computed again
            return None
        self.rows[key] = packed
        return tuple(decode_as(kind, value) for kind, value in zip(kinds, values, strict=True))

    def inside(self, stage: Stage) -> Keep:
        """Return what keeps the results of calls inside a stage."""

        def keep(
            function: Callable[[Item], Result], items: Sequence[Item], settles: Callable[[Item], Any]
        ) -> list[Result]:
            kind, results = get_type_hints(function)["return"], list[Result]()
            for item in items:
                key = _digest([stage.name, function.__name__, encode(settles(item))])
                found = self._read(key, [kind])
                if found is None:
                    found = (function(item),)
                    self.rows[key] = pack(found)
                results.append(found[0])
            return results

        return keep

    def keep(self, key: str, packed: bytes) -> None:
        """Take what `pack` made of a result."""
        self.rows[key] = packed


def pack(result: Arguments) -> bytes:
    """Return the values of a result as they are kept."""
    return zlib.compress(json.dumps(encode(result), separators=(",", ":")).encode(), _FAST)


def key_of(stage: Stage, arguments: Arguments) -> str:
    """Return the key of what a stage gives for the arguments of a call.

    It is a digest of the stage, of all that the result depends on, and of the program with the packages below it, so that no
    result of another version is ever taken.
    """
    assert stage.depends
    return _digest([stage.name, encode(stage.depends(*arguments))])


def _digest(told: Sequence[Any]) -> str:
    text = json.dumps(told, separators=(",", ":"))
    return blake2b(text.encode(), digest_size=16, key=digest_program()).hexdigest()


@cache
def digest_program() -> bytes:
    """Return a digest of the program's files and of the versions of the packages that it stands on."""
    digest = blake2b(digest_size=32)
    for requirement in sorted(requires("copydesk") or ()):
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        digest.update(f"{name} {_version(name)}\n".encode())
    _digest_folder(files("copydesk"), digest)
    return digest.digest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # an extra that is not installed
        return "none"


def _digest_folder(folder: Traversable, digest: blake2b) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            _digest_folder(entry, digest)
        elif entry.is_file():
            content = entry.read_bytes()
            digest.update(f"{entry.name} {len(content)}\n".encode())
            digest.update(content)
