"""Why a record is there: its rule and the words it rests on. StoryRecords -> rich renderable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from copydesk.errors import UnknownRecord
from copydesk.index import Index, Record, evidence_of, index_records
from copydesk.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Direction,
    Edit,
    Entity,
    Novelty,
    Ref,
    Revision,
    Span,
    StoryRecords,
)
from copydesk.reported import reported_in, reporting_outlet
from copydesk.tables.cells import cell, clean, join, squeeze
from copydesk.tables.listing import Trimmed
from copydesk.tables.show import COPIED
from copydesk.tables.stats import union

CONTEXT = 80
"""How many characters beside the evidence are shown."""
MOST = 25
"""How many pieces of evidence are shown."""
DEEDS = 8
"""How many events of an entity, and how many of its sayings, are told."""
_LONG = {
    "metadata",
    "text",
    "blocks",
    "mentions",
    "places",
    "passages",
    "edits",
    "assertions",
    "evidence",
    "variants",
    "rule",
    "id",
    "confidence",
}


def render_why(record_id: str, records: StoryRecords) -> RenderableType:
    """Return a record with its rule and its evidence; the beginning of an id will do where only one record has it.

    Raise `UnknownRecord` where no record bears the id, or several begin with it.
    """
    index = index_records(records)
    record = _one(record_id, index)
    parts: list[RenderableType] = [_heading(record), Padding(_facts(record, index), (0, 0, 1, 2))]
    return Trimmed(inner=Stack(*parts, *_evidence(record, index)))


def _evidence(record: Record, index: Index) -> Iterator[RenderableType]:
    if isinstance(record, Copy):
        found = list(_passages(record, index))
        left = len(record.passages) - MOST
    elif isinstance(record, Revision):
        found = [_edit(edit) for edit in record.edits[:MOST]]
        left = len(record.edits) - MOST
    else:
        excerpts = list(_excerpts(evidence_of(record, index)))
        found = [_excerpt(*one, index) for one in excerpts[:MOST]]
        left = len(excerpts) - MOST
    yield from found or [Text("It rests on no single place in the text.", style="dim")]
    if left > 0:
        yield Text(f"… and {left} more places", style="dim")


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
        if field.name not in _LONG and not _is_place(value) and not isinstance(value, Novelty) and value != ():
            yield field.name.replace("_", " "), _say(value, index)
    if isinstance(record, Entity):
        yield from _deeds(record, index)
    if isinstance(record, Attribution) and (outlet := reporting_outlet(record, index)) is not None:
        page = reported_in(record, index)
        yield (
            "reported in",
            f"{index.dated(page.id)} · {page.id}" if page else f"no page of {outlet.name} here holds it",
        )
    if isinstance(record, Article):
        yield from _new(record)
        yield from ((f"stated: {one.field}", f"{one.value} · {one.why}") for one in record.metadata)


def _new(article: Article) -> Iterator[tuple[str, str]]:
    """Yield how much of an article stands in none before it, and the passages."""
    if article.new is not None and article.new.share < 1:
        words = " … ".join(squeeze(article.words_of(span)) for span in article.new.spans)
        yield "new", f"{article.new.share:.0%} of its words: {words}" if words else "nothing"


def _deeds(entity: Entity, index: Index) -> Iterator[tuple[str, str]]:
    """Yield what an entity did, by the events that weigh most, and what it said, in the order of the pages."""
    events = sorted(
        (event for event in index.records.events if entity.id in event.participants), key=lambda e: (-e.salience, e.id)
    )
    yield from (("did", f"{event.date}: {event.text}") for event in sorted(events[:DEEDS], key=lambda e: e.date))
    for attribution in index.said.get(entity.id, ())[:DEEDS]:
        article = index.get(Article, attribution.article)
        words = " … ".join(article.words_of(span) for span in attribution.content_spans) if article else ""
        yield attribution.stance, words


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
    if isinstance(value, Direction):
        return "; ".join([COPIED[value.value], *value.reasons])
    if isinstance(value, str) and value in index.by_id:
        called = _call(index.by_id[value], index)
        return f"{called} [{value}]" if called else value
    return str(value)


def _call(record: Record, index: Index) -> str | None:
    if isinstance(record, Article):
        return index.dated(record.id)
    return index.who(record.id) or getattr(record, "title", None) or getattr(record, "text", None)


def _say_fields(value: object, index: Index) -> Iterator[str]:
    for field in fields(value):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        if field.name not in _LONG and inner not in (None, ()):
            yield f"{field.name.replace('_', ' ')}: {_say(inner, index)}"


def _excerpts(refs: Iterable[Ref]) -> Iterator[tuple[str, list[Span]]]:
    """Yield an article's id with the places that fit into one excerpt, for all places in their order."""
    article, spans = "", list[Span]()
    for ref in refs:
        is_near = spans and -CONTEXT <= ref.span.start - spans[-1].end <= CONTEXT
        if ref.article != article or not is_near:
            if spans:
                yield article, spans
            article, spans = ref.article, []
        spans = union([*spans, ref.span])
    if spans:
        yield article, spans


def _excerpt(name: str, spans: list[Span], index: Index) -> RenderableType:
    article = index.get(Article, name)
    if article is None:
        return Text(f"{clean(name)}: no such article in the story", style="red")
    start, end = max(0, spans[0].start - CONTEXT), min(len(article.text), spans[-1].end + CONTEXT)
    text = Text("… " if start else "", style="dim")
    for span in spans:
        text.append(squeeze(article.text[start : span.start])).append("»")
        text.append(clean(article.words_of(span)), style="not dim bold").append("«")
        start = span.end
    text.append(squeeze(article.text[start:end])).append(" …" if end < len(article.text) else "")
    return Stack(_head(article, spans, index), Padding(text, (0, 0, 1, 2)))


def _head(article: Article, spans: list[Span], index: Index) -> Text:
    head = Text(clean(index.page_name(article)), style="cyan")
    return head.append(f"  {clean(article.title or 'untitled')}  [{spans[0].start}, {spans[-1].end})", style="dim")


def _passages(copy: Copy, index: Index) -> Iterator[RenderableType]:
    """Yield both sides of each passage that two articles share, one where they are alike, and what was changed."""
    b = index.get(Article, copy.b)
    for passage in copy.passages[:MOST]:
        yield _excerpt(passage.a, [passage.a_span], index)
        edits = [_edit(edit) for edit in passage.edits if clean(edit.before) or clean(edit.after)]
        if b and not edits:
            yield Padding(Stack("the same words in", _head(b, [passage.b_span], index)), (0, 0, 1, 2))
            continue
        yield _excerpt(passage.b, [passage.b_span], index)
        kept = Text(f"{passage.similarity:.0%} of the words kept:", style="dim")
        more = [Text(f"… {len(edits) - MOST} more edits", style="dim")] if len(edits) > MOST else []
        yield Padding(Stack(kept, *edits[:MOST], *more), (0, 0, 1, 2))


def _edit(edit: Edit) -> Text:
    before, after = _quoted(edit.before, "red"), _quoted(edit.after, "green")
    words = {
        "replace": ("replaced", before, "by", after),
        "insert": ("added", after),
        "delete": ("left out", before),
        "move": ("moved", _quoted(edit.before or edit.after, "")),
    }
    return join(*words[edit.op])


def _quoted(words: str, style: str) -> Text:
    return Text("“").append_text(cell(words, style)).append("”")
