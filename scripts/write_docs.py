#!/usr/bin/env python3
"""Write the parts of docs/ that are derived from the program: the command line's help, the records' fields, the export's schema.

Usage: write_docs.py [--check]    with --check nothing is written; exit 1 where a page is stale.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from typer.main import get_command

from copydesk import records
from copydesk.cli import app
from copydesk.codec import field_types
from copydesk.export.schema import story_schema
from copydesk.pipeline import STAGES

DOCS = Path(__file__).resolve().parents[1] / "docs"


def command_line() -> str:
    """Return docs/commands.md: the help of every command."""
    group: Any = get_command(app)
    parts = ["# Commands", "Written by `scripts/write_docs.py` from each command's `--help`."]
    for name in ["", *group.commands]:
        command = group.commands[name] if name else group
        path = f"copydesk {name}".strip()
        with command.make_context(path, [], resilient_parsing=True, terminal_width=110) as context:
            parts += [f"## `{path}`", f"```text\n{context.get_help().strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def record_fields() -> str:
    """Return docs/records.md: every record class, its docstring and its fields."""
    parts = ["# Records", (inspect.getdoc(records) or "").partition("\n\n")[2]]
    parts.append("Written by `scripts/write_docs.py` from `src/copydesk/records.py`.")
    for kind in _record_classes():
        rows = [f"| `{field.name}` | `{_shown(kind, field.name)}` |" for field in fields(kind)]
        parts += [
            f"## {kind.__name__}",
            inspect.getdoc(kind) or "",
            "\n".join(["| field | type |", "| --- | --- |", *rows]),
        ]
    return "\n\n".join(parts) + "\n"


def stage_table() -> str:
    """Return docs/stages/README.md: the table of stages."""
    rows = [
        f"| `{s.name}` | {s.version} | {s.takes} | {', '.join(s.gives)} | `{s.function.__name__.lstrip('_')}` |"
        for s in STAGES
    ]
    head = ["| stage | version | takes | gives | function |", "| --- | --- | --- | --- | --- |"]
    note = "Written by `scripts/write_docs.py` from `src/copydesk/pipeline.py`; one page a stage beside this one."
    return "\n\n".join(["# Stages", note, "\n".join(head + rows)]) + "\n"


def _record_classes() -> Iterator[type[Any]]:
    for kind in vars(records).values():
        if inspect.isclass(kind) and is_dataclass(kind) and kind is not records.Draft:
            yield kind


def _shown(kind: type[Any], name: str) -> str:
    hint = field_types(kind)[name]
    text = str(hint) if get_args(hint) else getattr(hint, "__name__", str(hint))
    for noise in ("copydesk.records.", "typing."):
        text = text.replace(noise, "")
    return text.replace("|", "or")


PAGES = {
    "commands.md": command_line,
    "records.md": record_fields,
    "stages/README.md": stage_table,
    "story.schema.json": story_schema,
}


def main() -> int:
    stale = [
        name for name, write in PAGES.items() if not (DOCS / name).is_file() or (DOCS / name).read_text() != write()
    ]
    if "--check" in sys.argv:
        print("\n".join(f"docs/{name} is stale: run scripts/write_docs.py" for name in stale))
        return bool(stale)
    for name in stale:
        (DOCS / name).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / name).write_text(PAGES[name]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
