"""Entities that an authority file of the user's knows. CSV, Entity -> links"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import UnreadableInput
from copydesk.records import Entity
from copydesk.text.names import fold

COLUMNS = {
    "name": ("name", "label", "heading"),
    "aliases": ("aliases", "alias", "also", "variants"),
    "identifier": ("identifier", "id", "wikidata", "qid", "viaf", "uri"),
    "kind": ("kind", "type"),
}
"""What a column holds -> the names that it may bear, better ones first."""
_BETWEEN = re.compile(r"\s*[|;]\s*")


class Known(NamedTuple):
    """A row of an authority file."""

    name: str
    identifier: str
    forms: frozenset[str]
    kind: str


class Links(NamedTuple):
    """The entities that one row knows each, and in plain words what could not be settled."""

    found: tuple[tuple[Entity, Known], ...]
    open: tuple[str, ...]


def read_authority(path: Path) -> list[Known]:
    """Return the rows of a CSV file with a name and an identifier; aliases are parted by `|` or `;`.

    Raise `UnreadableInput` where the file cannot be read or lacks one of the two columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream)
            columns = _columns(rows.fieldnames or (), path)
            return [known for row in rows if (known := _read(row, columns))]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(f"{path}: cannot be read ({error}); give a CSV file in UTF-8") from error


def _columns(header: Sequence[str], path: Path) -> dict[str, str]:
    levelled = {name.strip().casefold(): name for name in header}
    columns = {
        what: levelled[known[0]] for what, names in COLUMNS.items() if (known := [n for n in names if n in levelled])
    }
    for needed in ("name", "identifier"):
        if needed not in columns:
            found = ", ".join(header) or "none"
            raise UnreadableInput(f"{path}: no column of a {needed} (columns: {found}); call it `{needed}`")
    return columns


def _read(row: dict[str, str], columns: dict[str, str]) -> Known | None:
    name, identifier, aliases, kind = (
        (row.get(columns.get(what, "")) or "").strip() for what in ("name", "identifier", "aliases", "kind")
    )
    forms = frozenset(fold(form) for form in (name, *_BETWEEN.split(aliases)) if form)
    return Known(name, identifier, forms, kind.casefold()) if name and identifier else None


def link_entities(entities: Sequence[Entity], authority: Sequence[Known]) -> Links:
    """Return the entities that just one row knows by their name or by an alias of more than one word.

    A row of another kind does not count. Where several identifiers fit an entity, or one identifier fits several entities,
    nothing is linked and it is told.
    """
    by_form: dict[str, list[Known]] = defaultdict(list)
    for known in authority:
        for form in known.forms:
            by_form[form].append(known)
    fitting = {entity.id: _fitting(entity, by_form) for entity in entities}
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for identifier in fitting[entity.id]:
            bearers[identifier].append(entity)
    found, unsettled = [], []
    for entity in entities:
        rows = fitting[entity.id]
        shared = [other.name for one in rows for other in bearers[one] if other.id != entity.id]
        if len(rows) > 1:
            unsettled.append(f"{entity.name} may be {' or '.join(sorted(rows))}")
        elif shared:
            unsettled.append(
                f"{entity.name} and {', '.join(shared)} are both {next(iter(rows))}: `merge` them if they are one"
            )
        elif rows:
            found.append((entity, next(iter(rows.values()))))
    return Links(tuple(found), tuple(unsettled))


def _fitting(entity: Entity, by_form: dict[str, list[Known]]) -> dict[str, Known]:
    """Return the rows that know an entity, by identifier."""
    forms = [entity.name, *(alias for alias in entity.aliases if " " in alias)]
    rows = [known for form in forms for known in by_form.get(fold(form), ())]
    return {known.identifier: known for known in rows if known.kind in ("", entity.kind)}
