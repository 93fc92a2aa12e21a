"""What is installed, and whether it works here."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from re import match

from copydesk.stages.language import MODEL, analyse_paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is good, and what was found or what to do."""

    what: str
    good: bool
    detail: str


def examine() -> tuple[Finding, ...]:
    """Return what was found of Python, the packages that Copydesk needs, the language model and SQLite."""
    checks = (_python, _full_text, _model)
    return (*(check() for check in checks), *_packages())


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding(
        what="Python", good=good, detail=platform.python_version() + ("" if good else "; 3.11 or newer is needed")
    )


def _full_text() -> Finding:
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    except sqlite3.Error as error:
        return Finding(
            what="SQLite", good=False, detail=f"no full-text search ({error}); use a Python whose SQLite has FTS5"
        )
    return Finding(what="SQLite", good=True, detail=f"{sqlite3.sqlite_version} with FTS5")


def _model() -> Finding:
    return _tried("language model", f"{MODEL} reads a sentence", lambda: analyse_paragraphs(["The minister resigned."]))


def _tried(what: str, detail: str, attempt: Callable[[], object]) -> Finding:
    try:
        attempt()
    except (OSError, ImportError, ValueError) as error:
        return Finding(what=what, good=False, detail=f"{error}; run `pip install --force-reinstall copydesk`")
    return Finding(what=what, good=True, detail=detail)


def _packages() -> Iterator[Finding]:
    for requirement in requires("copydesk") or []:
        needed, _, condition = requirement.partition(";")
        name = match(r"[\w.-]+", needed)
        if name and "extra" not in condition:
            try:
                yield Finding(what=name[0], good=True, detail=version(name[0]))
            except PackageNotFoundError:
                yield Finding(what=name[0], good=False, detail=f"not installed; run `pip install '{needed.strip()}'`")
