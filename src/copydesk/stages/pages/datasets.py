"""Rows of a dataset in JSON lines, each a page. Lines -> SavedPage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO

from copydesk.lexicon import load_entries
from copydesk.stages.pages.kinds import looks_like_html
from copydesk.stages.pages.settings import Origin, PageSettings, Read, make_page, set_aside

TEXT_COLUMNS = ("html", "raw_html", "text", "body", "content", "article", "maintext", "main_content")
"""Columns that may hold a page, the fullest first."""


def read_rows(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each row, or the problem that it has; a damaged end of the stream ends the rows, told once."""
    number = 0
    while True:
        try:
            line = stream.readline(settings.max_page + 1)
        except (OSError, EOFError) as error:
            yield set_aside(name, f"broken after row {number} ({error}); the rows before it are kept")
            return
        if not line:
            return
        number += 1
        uri = f"{name}#{number}"
        if len(line) > settings.max_page:
            yield set_aside(uri, f"a row longer than {settings.max_page:,} bytes; raise max_page or cut the row")
            _skip_line(stream, settings.max_page)
        elif line.strip():
            yield _read_row(uri, line)


def _skip_line(stream: IO[bytes], chunk: int) -> None:
    while (rest := stream.readline(chunk)) and not rest.endswith(b"\n"):
        pass


def _read_row(uri: str, line: bytes) -> Read:
    try:
        row = json.loads(line.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        return set_aside(uri, f"no JSON object ({error}); expected one object a line")
    if not isinstance(row, dict):
        return set_aside(uri, f"found {type(row).__name__}; expected an object with the text of a page")
    text = next((row[c] for c in TEXT_COLUMNS if isinstance(row.get(c), str) and row[c].strip()), None)
    if text is None:
        found = ", ".join(sorted(map(str, row))[:8]) or "no columns"
        return set_aside(uri, f"no text (found {found}); expected a column named {', '.join(TEXT_COLUMNS)}")
    content = text.encode("utf-8", errors="replace")
    fields = _known_fields(row)
    address = dict(fields).get("url")
    origin = Origin(
        address=address,
        charset="utf-8",
        retrieved=dict(fields).get("retrieved"),
        fields=tuple(pair for pair in fields if pair[0] not in ("url", "retrieved")),
    )
    is_html = looks_like_html(content)
    return make_page(uri, content, "text/html" if is_html else "text/plain", origin=origin)


def _known_fields(row: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the columns that say something of the page, under our own names, sorted; the better of two columns wins."""
    found: dict[str, str] = {}
    for entry in sorted(load_entries("dataset_columns"), key=lambda entry: entry.note):  # the note ranks the choices
        value = _as_text(row.get(entry.form))
        if value and entry.meaning not in found:
            found[entry.meaning] = value
    return tuple(sorted(found.items()))


def _as_text(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, list):
        return "; ".join(part for part in map(_as_text, value) if part) or None
    if isinstance(value, dict):
        return _as_text(value.get("name"))
    return None
