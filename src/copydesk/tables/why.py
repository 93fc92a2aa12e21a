"""Why a record is there: its rule and the words it rests on. StoryRecords -> rich renderable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from copydesk.errors import UnknownRecord
from copydesk.index import Index, Record, evidence_of, index_records
from copydesk.records import Article, Claim, Copy, Ref, StoryRecords
from copydesk.tables.cells import cell, clean

CONTEXT = 80
"""How many characters beside the evidence are shown."""
MOST = 25
"""How many pieces of evidence are shown."""
_LONG = {"text", "blocks", "mentions", "passages", "assertions", "evidence", "variants", "rule", "id", "confidence"}


def render_why(record_id: str, records: StoryRecords) -> RenderableType:
    """Return a record with its rule and its evidence; the beginning of an id will do where only one record has it.

    Raise `UnknownRecord` where no record bears the id, or several begin with it.
    """
    index = index_records(records)
    record = _one(record_id, index)
    parts: list[RenderableType] = [_heading(record), Padding(_facts(record, index), (0, 0, 1, 2))]
    refs = evidence_of(record, index)
    parts += [_place(ref, index) for ref in refs[:MOST]]
    if len(refs) > MOST:
        parts.append(Text(f"… and {len(refs) - MOST} more places", style="dim"))
    if not refs:
        parts.append(Text("It rests on no single place in the text.", style="dim"))
    return Stack(*parts)


def _one(record_id: str, index: Index) -> Record:
    found = index.find(record_id)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownRecord(f"{clean(record_id)}: {len(found)} records begin so; give more of the id")
    raise UnknownRecord(f"{clean(record_id)}: no record has this id; `copydesk show` lists the ids in its last column")


def _heading(record: Record) -> Text:
    heading = Text(type(record).__name__, style="bold").append(f"  {record.id}", style="dim")
    if rule := getattr(record, "rule", None):
        heading.append("\n  made by the rule ", style="dim").append(clean(rule))
    confidence = record.direction.confidence if isinstance(record, Copy) else getattr(record, "confidence", None)
    if confidence is not None:
        heading.append(f", confidence {confidence:.2f}", style="dim")
    return heading


def _facts(record: Record, index: Index) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in _fields(record, index):
        table.add_row(name, cell(value, limit=1200))
    return table


def _fields(record: Record, index: Index) -> Iterator[tuple[str, str | None]]:
    if isinstance(record, Claim):
        yield "text", record.text
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name not in _LONG and not _is_place(value) and value != ():
            yield field.name.replace("_", " "), _say(value, index)


def _is_place(value: object) -> bool:
    """Return whether the value is a span or spans: they are shown as evidence, in words."""
    first = value[0] if isinstance(value, tuple) and value else None
    return isinstance(first, int) or (isinstance(first, tuple) and isinstance(first[0], int))


def _say(value: object, index: Index) -> str | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return "; ".join(_say(one, index) or "not known" for one in value)
    if is_dataclass(value):
        return ", ".join(_say_fields(value, index))
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, str) and value in index.by_id:
        called = (
            index.who(value) or getattr(index.by_id[value], "title", None) or getattr(index.by_id[value], "text", None)
        )
        return f"{called} [{value}]" if called else value
    return str(value)


def _say_fields(value: object, index: Index) -> Iterator[str]:
    for field in fields(value):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        if field.name not in _LONG and inner not in (None, ()):
            yield f"{field.name.replace('_', ' ')}: {_say(inner, index)}"


def _place(ref: Ref, index: Index) -> RenderableType:
    article = index.get(Article, ref.article)
    if article is None:
        return Text(f"{ref.article}: no such article in the story", style="red")
    head = Text(clean(index.page_name(article)), style="cyan")
    head.append(f"  {clean(article.title or 'untitled')}  [{ref.span.start}, {ref.span.end})", style="dim")
    start, end = ref.span
    text = Text("… " if start > CONTEXT else "", style="dim")
    text.append(clean(article.text[max(0, start - CONTEXT) : start]), style="dim").append(_gap(article.text, start))
    text.append("»", "dim").append(clean(article.text[start:end]), style="bold").append("«", "dim").append(
        _gap(article.text, end)
    )
    text.append(clean(article.text[end : end + CONTEXT]), style="dim").append(
        " …" if end + CONTEXT < len(article.text) else "", "dim"
    )
    return Stack(head, Padding(text, (0, 0, 1, 2)))


def _gap(text: str, place: int) -> str:
    """Return the space that stands at `place`, which cleaning takes off the pieces on both sides."""
    return (
        " "
        if text[max(0, place - 1) : place + 1] != text[max(0, place - 1) : place + 1].replace(" ", "").replace("\n", "")
        else ""
    )
