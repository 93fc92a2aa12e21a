"""The story file: one SQLite database, one table for each kind of record, full-text indexes, and views of both.

Columns are the fields of the record classes; a field that holds more than one value is JSON text.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, cast, get_args

from copydesk.codec import decode, encode, field_types
from copydesk.errors import UnreadableStory
from copydesk.records import SCHEMA, Note, Ref, Road, SavedPage, Span, StoryRecords
from copydesk.store.base import NOTHING, Hit
from copydesk.store.layout import SHAPE, create_indexes, create_tables
from copydesk.store.sealing import NOT_YET, Seal, Stamp, draft_of, in_one_line, is_cut, roll_back, seal, stamp_of

APPLICATION_ID = 0x436F7079  # "Copy", in the header of every story file


class SqliteStore:
    """Keeps one story in the file at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: Stamp | None = NOT_YET
        """The file as this store last read or wrote it; one that has changed since is not written over."""

    @property
    def name(self) -> str:
        return self.path.stem

    def check(self) -> None:
        folder = self.path.parent
        if self.path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
            raise UnreadableStory(f"{self.path}: cannot be written; name a file in a folder you may write to")
        if self.path.exists():  # a file that is no story is never replaced
            self._open(any_shape=True).close()
        if self._seen == NOT_YET:
            self._seen = stamp_of(self.path)

    def put(
        self,
        records: StoryRecords,
        saved: tuple[SavedPage, ...],
        road: Road = "light",
        kept: Mapping[str, bytes] = NOTHING,
    ) -> None:
        self.check()
        draft = draft_of(self.path)
        try:
            with closing(sqlite3.connect(draft)) as connection:
                _write(connection, records, saved, road)
                connection.executemany("INSERT INTO kept_results VALUES (?, ?)", kept.items())
                connection.commit()
            self._check_unchanged()
            draft.replace(self.path)
            self._seen = stamp_of(self.path)
        except (OSError, sqlite3.Error) as error:
            raise UnreadableStory(
                f"{self.path}: cannot be written ({error}); name a file in a folder you may write to"
            ) from error
        finally:
            draft.unlink(missing_ok=True)

    def keep_notes(self, notes: tuple[Note, ...]) -> None:
        self._open().close()
        self._check_unchanged()
        try:
            with closing(sqlite3.connect(self.path)) as connection, connection:
                connection.execute("DELETE FROM notes")
                _fill_table(connection, "notes", Note, notes)
                _seal_table(connection, "notes")
            self._seen = stamp_of(self.path)
        except sqlite3.Error as error:
            raise UnreadableStory(f"{self.path}: cannot be written ({error}); allow writing to it") from error

    def get(self) -> StoryRecords:
        self._seen = stamp_of(self.path)
        with self._reading() as connection:
            kinds = field_types(StoryRecords)
            for name in FIXED:
                _check_seal(connection, name, seal(connection.execute(_SELECT[name])))
            return StoryRecords(
                **{name: tuple(_read_table(connection, name, get_args(kind)[0])) for name, kind in kinds.items()}
            )

    def road(self) -> Road:
        with self._reading() as connection:
            told = connection.execute("SELECT value FROM story WHERE key = 'road'").fetchone()
        return cast(Road, told[0]) if told else "light"

    def kept(self) -> Mapping[str, bytes]:
        try:
            with self._reading() as connection:
                return dict(connection.execute("SELECT key, value FROM kept_results"))
        except UnreadableStory:
            return NOTHING

    def pages(self) -> Iterator[SavedPage]:
        with self._reading() as connection:
            for record, content in connection.execute(
                "SELECT record, content FROM saved_pages ORDER BY rowid"
            ).fetchall():
                yield decode(SavedPage, {**json.loads(record), "content": zlib.decompress(content)})

    def saved(self, page: str) -> bytes | None:
        with self._reading() as connection:
            found = connection.execute("SELECT content FROM saved_pages WHERE page = ?", [page]).fetchone()
            return zlib.decompress(found[0]) if found else None

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        query = " ".join(f'"{word.rstrip("*")}"{"*" * word.endswith("*")}' for word in re.findall(r"\w+\*?", words))
        if not query:
            return []
        sql = (
            "SELECT article, span_start, span_end, paragraphs.title, snippet(paragraphs_fts, 1, '[', ']', '…', 24) "
            "FROM paragraphs_fts JOIN paragraphs ON paragraphs.id = paragraphs_fts.rowid "
            "WHERE paragraphs_fts MATCH ? ORDER BY rank, article, span_start LIMIT ?"
        )
        with self._reading() as connection:
            rows = connection.execute(sql, (f"text : ({query})", limit)).fetchall()
        return [Hit(Ref(article=row[0], span=Span(row[1], row[2])), row[3], row[4]) for row in rows]

    def close(self) -> None:
        pass

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file for reading; what cannot be made sense of in it is told as damage."""
        try:
            with closing(self._open()) as connection:
                yield connection
        except (sqlite3.Error, zlib.error, ValueError, TypeError, KeyError) as error:
            raise UnreadableStory(
                f"{self.path}: damaged ({in_one_line(error)}); take a copy of the file, or build it again from its pages"
            ) from error

    def _check_unchanged(self) -> None:
        if self._seen != stamp_of(self.path):
            raise UnreadableStory(
                f"{self.path}: written by another program meanwhile, and left as that made it; run the command again"
            )

    def _open(self, *, any_shape: bool = False) -> sqlite3.Connection:
        """Open the file; refuse one whose tables have other columns than today's records, unless `any_shape` will do."""
        if not self.path.is_file():
            raise UnreadableStory(
                f"{self.path}: no such story file; make one with `copydesk build PAGES -o {self.path}`"
            )
        roll_back(self.path)
        if not any_shape and is_cut(self.path):
            raise UnreadableStory(f"{self.path}: cut short; take a copy of the file, or build it again from its pages")
        connection = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            told = dict(connection.execute("SELECT key, value FROM story"))
        except (sqlite3.Error, ValueError) as error:  # a text that is no UTF-8 is a ValueError
            connection.close()
            raise UnreadableStory(
                f"{self.path}: not a story file ({in_one_line(error)}); name one that `copydesk build` made"
            ) from error
        known_shape = any_shape or told.get("shape") == SHAPE
        if application != APPLICATION_ID or told.get("schema") != SCHEMA or not known_shape:
            connection.close()
            raise UnreadableStory(f"{self.path}: made by another version of Copydesk; build it again from its pages")
        return connection


def _write(connection: sqlite3.Connection, records: StoryRecords, saved: Iterable[SavedPage], road: Road) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.executescript(create_tables())
    connection.executemany("INSERT INTO story VALUES (?, ?)", [("schema", SCHEMA), ("shape", SHAPE), ("road", road)])
    for name, kind in field_types(StoryRecords).items():
        _fill_table(connection, name, get_args(kind)[0], getattr(records, name))
    connection.executemany("INSERT INTO saved_pages VALUES (?, ?, ?)", map(_saved_row, saved))
    connection.executemany("INSERT INTO paragraphs VALUES (NULL, ?, ?, ?, ?, ?, ?)", _paragraph_rows(records))
    connection.executescript(create_indexes())
    for name in _SELECT:
        _seal_table(connection, name)
    connection.commit()


_SELECT = {
    name: "SELECT "
    + ", ".join(f'"{field.name}"' for field in fields(get_args(kind)[0]))
    + f' FROM "{name}" ORDER BY rowid'
    for name, kind in field_types(StoryRecords).items()
}
"""Table -> its rows, in their order."""
FIXED = {
    "saved_pages": "SELECT page, record FROM saved_pages ORDER BY rowid",
    "paragraphs": "SELECT * FROM paragraphs ORDER BY id",
}
_SELECT |= FIXED


def _seal_table(connection: sqlite3.Connection, name: str) -> None:
    made = seal(connection.execute(_SELECT[name]))
    connection.execute("INSERT OR REPLACE INTO story VALUES (?, ?)", (f"seal of {name}", made))


def _check_seal(connection: sqlite3.Connection, name: str, found: str) -> None:
    told = connection.execute("SELECT value FROM story WHERE key = ?", [f"seal of {name}"]).fetchone()
    if told is None or told[0] != found:
        raise ValueError(f"the rows of “{name}” are not those that Copydesk wrote")


def _saved_row(page: SavedPage) -> tuple[str, str, bytes]:
    record = {field.name: encode(getattr(page, field.name)) for field in fields(page) if field.name != "content"}
    return page.page.id, json.dumps(record, ensure_ascii=False), zlib.compress(page.content)


def _paragraph_rows(records: StoryRecords) -> Iterator[tuple[Any, ...]]:
    for article in records.articles:
        for block in article.blocks:
            yield article.id, *block.span, block.role, article.title, article.words_of(block.span)


def _fill_table(connection: sqlite3.Connection, name: str, kind: type[Any], rows: Iterable[Any]) -> None:
    columns = [field.name for field in fields(kind)]
    listed, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    connection.executemany(
        f'INSERT INTO "{name}" ({listed}) VALUES ({marks})',
        ([_cell(row, column) for column in columns] for row in rows),
    )


def _cell(record: Any, column: str) -> Any:
    value = encode(getattr(record, column))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _read_table(connection: sqlite3.Connection, name: str, kind: type[Any]) -> Iterator[Any]:
    columns = [field.name for field in fields(kind)]
    nested = {column for column, hint in field_types(kind).items() if _is_nested(hint)}
    made = Seal()
    rows = list(made.watch(connection.execute(_SELECT[name])))
    _check_seal(connection, name, made.value())
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        yield decode(kind, {c: json.loads(v) if c in nested and v is not None else v for c, v in cells.items()})


def _is_nested(hint: Any) -> bool:
    """Whether a field holds more than one value: a tuple, a span or a record, or one of these or nothing."""
    kinds = [hint, *get_args(hint)]
    return any(
        kind is Span or hasattr(kind, "__dataclass_fields__") or getattr(kind, "__origin__", None) is tuple
        for kind in kinds
    )
