"""The tables of a story file, derived from the record classes; what they refer to, what is searched, and the views. -> SQL"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, get_args

from copydesk.codec import field_types
from copydesk.records import StoryRecords, identify

REFERENCES: Mapping[str, Mapping[str, str]] = {
    "articles": {"page": "pages", "group": "groups", "revision_of": "articles"},
    "copies": {"a": "articles", "b": "articles"},
    "families": {"original": "articles"},
    "revisions": {"earlier": "articles", "later": "articles"},
    "sources": {"entity": "entities", "speaks_for": "entities"},
    "attributions": {"article": "articles", "source": "sources", "within": "attributions", "answers": "claims"},
    "timexes": {"article": "articles"},
    "problems": {"page": "pages"},
    "saved_pages": {"page": "pages"},
    "paragraphs": {"article": "articles"},
}
"""Columns that hold the id of one record, with its table; a column that may name records of two tables has no place here."""
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "paragraphs": ("title", "text"),
    "claims": ("text", "verdict"),
    "quotations": ("text",),
    "events": ("text",),
}
"""Tables with a full-text index, and its columns; the index is called `<table>_fts`, as SQLite tools look for it."""
CALLED: Mapping[str, str] = {"sources": "coalesce(name, description)"}
"""Tables whose rows have no one column to be called by, and what is to stand in its place, as the column `called`."""
VIEWS = files("copydesk.store").joinpath("views.sql").read_text("utf-8")
_TYPES = {int: "INTEGER", float: "REAL"}
_FIXED = """
CREATE TABLE story (key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE saved_pages (page TEXT PRIMARY KEY REFERENCES pages(id), record TEXT, content BLOB);
CREATE TABLE paragraphs (id INTEGER PRIMARY KEY, article TEXT REFERENCES articles(id), span_start INTEGER,
                         span_end INTEGER, role TEXT, title TEXT, text TEXT);
CREATE TABLE kept_results (key TEXT PRIMARY KEY, value BLOB);
"""


def create_tables() -> str:
    """Return the statements that make the tables of an empty story file."""
    kinds = field_types(StoryRecords)
    return "\n".join([*(_table(name, get_args(kind)[0]) for name, kind in kinds.items()), _FIXED])


def create_indexes() -> str:
    """Return the statements that make a filled file quick to search and to join, and its views."""
    return "\n".join([*_joined(), *(_searched(table, columns) for table, columns in SEARCHED.items()), VIEWS])


def _table(name: str, kind: type[Any]) -> str:
    columns = [_column(name, *field) for field in field_types(kind).items()]
    columns += [f"called TEXT AS ({CALLED[name]})"] if name in CALLED else []
    return f'CREATE TABLE "{name}" ({", ".join(columns)});'


def _column(table: str, name: str, hint: Any) -> str:
    plain = [one for one in (hint, *get_args(hint)) if one in _TYPES]
    kind = _TYPES[plain[0]] if plain else "TEXT"
    if name == "id":
        return '"id" TEXT PRIMARY KEY'
    meant = REFERENCES.get(table, {}).get(name)
    return f'"{name}" {kind}' + (f' REFERENCES "{meant}"(id)' if meant else "")


def _joined() -> Iterator[str]:
    for table, column in [("attributions", "source"), ("attributions", "article"), ("paragraphs", "article")]:
        yield f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}");'


def _searched(table: str, columns: tuple[str, ...]) -> str:
    return (
        f'CREATE VIRTUAL TABLE "{table}_fts" USING fts5({", ".join(columns)}, content="{table}");\n'
        f'INSERT INTO "{table}_fts"("{table}_fts") VALUES (\'rebuild\');'
    )


SHAPE = identify("shape", create_tables(), create_indexes())
"""Tells whether a file's tables are laid out as those of today's records."""
