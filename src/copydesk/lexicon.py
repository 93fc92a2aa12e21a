"""The one loader of the word lists in `lexicons/`."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from copydesk.errors import BadLexicon


class Entry(NamedTuple):
    """A row of a word list: a printed form, what it means, its language, a note, and where it was found."""

    form: str
    meaning: str
    language: str
    note: str
    source: str


@cache
def load_entries(name: str) -> tuple[Entry, ...]:
    """Return the rows of `lexicons/<name>.tsv` in file order; raise `BadLexicon` for a row of other than five columns."""
    path = files("copydesk") / "lexicons" / f"{name}.tsv"
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    entries = []
    for number, row in enumerate(rows, start=1):
        if len(row) != len(Entry._fields):
            raise BadLexicon(
                f"{path}: line {number} has {len(row)} columns; expected form, meaning, language, note, source"
            )
        entries.append(Entry(*row))
    return tuple(entries)


@cache
def load_lexicon(name: str) -> dict[str, str]:
    """Return the meaning of each form of `lexicons/<name>.tsv`."""
    return {entry.form: entry.meaning for entry in load_entries(name)}
