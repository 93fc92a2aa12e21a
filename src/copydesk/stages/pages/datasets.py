"""Rows of a dataset, each a page: JSON lines here, tables elsewhere. Lines -> SavedPage."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import IO

from copydesk.lexicon import load_entries
from copydesk.stages.pages.kinds import looks_like_html, why_no_page
from copydesk.stages.pages.making import Origin, Read, make_page, set_aside, told
from copydesk.stages.pages.settings import PageSettings


def read_rows(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each row, or the problem that it has; a damaged end of the stream ends the rows, told once."""
    number = 0
    while True:
        try:
            line = stream.readline(settings.max_page + 1)
        except (OSError, EOFError) as error:
            yield set_aside(name, f"broken after row {number} ({told(error)}); the rows before it are kept")
            return
        if not line:
            return
        number += 1
        uri = f"{name}#{number}"
        if len(line) > settings.max_page:
            yield set_aside(uri, f"a row longer than {settings.max_page:,} bytes; raise max_page or cut the row")
            _skip_line(stream, settings.max_page)
        elif line.strip():
            yield _read_line(uri, line, settings)


def _skip_line(stream: IO[bytes], chunk: int) -> None:
    while (rest := stream.readline(chunk)) and not rest.endswith(b"\n"):
        pass


def _read_line(uri: str, line: bytes, settings: PageSettings) -> Read:
    try:
        row = json.loads(line.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        return set_aside(uri, f"no JSON object ({error}); expected one object a line")
    if not isinstance(row, dict):
        return set_aside(uri, f"found {type(row).__name__}; expected an object with the text of a page")
    return read_row(uri, row, settings)


def read_row(uri: str, row: Mapping[str, object], settings: PageSettings) -> Read:
    """Return the page of a row, with what its other columns say of it as fields."""
    known = _known_columns(row)
    text = known.pop("text", None)
    if text is None:
        return set_aside(uri, why_no_text(row))
    content = text.encode("utf-8", errors="replace")
    if why := why_no_page(content, settings.max_page, charset="utf-8"):
        return set_aside(uri, why)
    origin = Origin(
        address=known.pop("url", None),
        charset="utf-8",
        retrieved=known.pop("retrieved", None),
        fields=tuple(sorted(known.items())),
    )
    return make_page(uri, content, "text/html" if looks_like_html(content) else "text/plain", origin=origin)


def why_no_text(columns: Mapping[str, object]) -> str:
    """Return what is wrong with columns none of which holds text."""
    found = ", ".join(sorted(map(str, columns))[:8]) or "no columns"
    wanted = [form for form, meaning in _column_ranks().items() if meaning == "text"]
    return f"no text (found {found}); expected a column named {', '.join(wanted[:5])} or the like"


def known_columns(columns: Mapping[str, object]) -> dict[str, str]:
    """Return what the columns mean whose names are known: name as given -> meaning."""
    meanings = _column_ranks()
    return {name: meanings[_level(name)] for name in columns if _level(name) in meanings}


def _known_columns(row: Mapping[str, object]) -> dict[str, str]:
    """Return what the columns say of the page, under our own names; the better of two columns wins."""
    levelled = {_level(name): value for name, value in row.items()}
    found: dict[str, str] = {}
    for form in [form for form in _column_ranks() if form in levelled]:
        meaning = _column_ranks()[form]
        if meaning not in found and (value := _as_text(levelled[form])):
            found[meaning] = value
    return found


@cache
def _column_ranks() -> dict[str, str]:
    """Return the names of columns and what they mean, better names before others, as the note ranks them."""
    entries = sorted(load_entries("dataset_columns"), key=lambda entry: entry.note)
    return {_level(entry.form): entry.meaning for entry in entries}


def _level(name: object) -> str:
    return str(name).strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def _as_text(value: object, depth: int = 3) -> str | None:
    """Return a cell as text that can be written out; lists and named things in it are read `depth` deep."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace").strip() or None
    if isinstance(value, str):
        return value.encode("utf-8", errors="replace").decode("utf-8").strip() or None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and depth:
        return "; ".join(part for each in value if (part := _as_text(each, depth - 1))) or None
    return _as_text(value.get("name"), depth - 1) if isinstance(value, dict) and depth else None
