"""One table for each view of a story. StoryRecords -> rich renderable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from copydesk.index import Index, index_records
from copydesk.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Entity,
    Event,
    OfficeHeld,
    Quotation,
    Source,
    StoryRecords,
)
from copydesk.tables.cells import cell, join
from copydesk.tables.stats import Identified, count_outlets
from copydesk.tables.views import rows

DIRECTIONS = {"a_to_b": "→", "b_to_a": "←", "common_origin": "common origin", "undecided": "undecided"}


def render_view(view: str, records: StoryRecords) -> RenderableType:
    """Return a view as a table that fits the terminal; `KeyError` for a view that is none."""
    index = index_records(records)
    return TABLES[view](index)


def _table(*columns: str, flexible: int = 1) -> Table:
    """Return an empty table; column number `flexible` takes the room that the others leave."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=False)
    for number, column in enumerate(columns):
        right = column.endswith(">")
        table.add_column(
            column.rstrip(">"),
            justify="right" if right else "left",
            ratio=3 if number == flexible else None,
            overflow="fold",
            no_wrap=right or column in ("id", "date"),
        )
    return table


def _fill(table: Table, lines: Iterable[tuple[Text | str, ...]]) -> RenderableType:
    for line in lines:
        table.add_row(*line)
    return table if table.row_count else Text("Nothing of this kind was found.", style="dim")


def _id(name: str) -> Text:
    return Text(name, style="dim")


def _timeline(index: Index) -> RenderableType:
    return _fill(
        _table("date", "what happened", "evidence", "id"),
        (_event(e, index) for e in rows("timeline", index.records) if isinstance(e, Event)),
    )


def _event(event: Event, index: Index) -> tuple[Text, ...]:
    status = Text(event.status, style="yellow") if event.status != "happened" else ""
    return (
        cell(event.date, "bold"),
        join(status, cell(event.text)),
        _outlets((r.article for r in event.evidence), index),
        _id(event.id),
    )


def _outlets(articles: Iterable[str], index: Index) -> Text:
    names = list(dict.fromkeys(index.outlet(name) for name in articles))
    return cell("; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else ""))


def _quotes(index: Index) -> RenderableType:
    quotations = (one for one in rows("quotes", index.records) if isinstance(one, Quotation))
    return _fill(_table("speaker", "words", "wordings>", "in", "id"), (_quotation(one, index) for one in quotations))


def _quotation(quotation: Quotation, index: Index) -> tuple[Text | str, ...]:
    names = [name for variant in quotation.variants for name in variant.attributions]
    found = [attribution.article for name in names if (attribution := index.get(Attribution, name))]
    words = Text("\n").join([Text("“").append_text(cell(variant.text)).append("”") for variant in quotation.variants])
    return (
        cell(index.who(quotation.speaker), "bold"),
        words,
        str(len(quotation.variants)),
        _outlets(found, index),
        _id(quotation.id),
    )


def _sources(index: Index) -> RenderableType:
    sources = (one for one in rows("sources", index.records) if isinstance(one, Source))
    return _fill(
        _table("identified", "source", "how many>", "said>", "via", "id"), (_source(one, index) for one in sources)
    )


def _source(source: Source, index: Index) -> tuple[Text | str, ...]:
    said = index.said.get(source.id, ())
    via = dict.fromkeys(name for attribution in said for name in attribution.via)
    called = join(
        cell(source.name or source.description, "bold"), source.description or "" if source.name else "", between=", "
    )
    outlets = "; ".join(index.who(name) or name for name in via)
    return (
        source.identification,
        called,
        str(source.count or "?"),
        str(len(said)),
        cell(outlets) if outlets else "",
        _id(source.id),
    )


def _copies(index: Index) -> RenderableType:
    families = _table("family", "articles", "original", flexible=1)
    for family in index.records.families:
        original = (
            index.outlet(family.original)
            if family.original
            else family.origin_outlet and f"{family.origin_outlet} (no page here)"
        )
        families.add_row(_id(family.id), _names(family.articles, index), cell(original))
    pairs = _table("kind", "first", "second", "shared>", "who copied", "id")
    for copy in rows("copies", index.records):
        if isinstance(copy, Copy):
            pairs.add_row(*_pair(copy, index))
    shown: list[RenderableType] = [table for table in (families, pairs) if table.row_count]
    return Stack(*[part for table in shown for part in (table, "")][:-1]) if shown else _fill(families, ())


def _names(articles: Iterable[str], index: Index) -> Text:
    return Text("\n").join(
        [cell(f"{index.outlet(name)}: {_title(index.get(Article, name))}", limit=120) for name in articles]
    )


def _title(article: Article | None) -> str:
    return (article and article.title) or "untitled"


def _pair(copy: Copy, index: Index) -> tuple[Text | str, ...]:
    shared = f"{copy.a_coverage:.0%} / {copy.b_coverage:.0%}"
    direction = Text(DIRECTIONS[copy.direction.value])
    return copy.kind, cell(index.outlet(copy.a)), cell(index.outlet(copy.b)), shared, direction, _id(copy.id)


def _claims(index: Index) -> RenderableType:
    claims = (claim for claim in rows("claims", index.records) if isinstance(claim, Claim))
    return _fill(_table("sources>", "claim and verdict", "in", "id"), (_claim(claim, index) for claim in claims))


def _claim(claim: Claim, index: Index) -> tuple[Text | str, ...]:
    backing = claim.corroboration
    bounds = (
        str(backing.at_least)
        if backing.at_least == backing.at_most
        else f"{backing.at_least}–{'?' if backing.at_most is None else backing.at_most}"
    )
    words = Text("\n").join([cell(claim.text, "bold"), cell(claim.verdict)])
    return bounds, words, _outlets((one.ref.article for one in claim.assertions), index), _id(claim.id)


def _cast(index: Index) -> RenderableType:
    entities = (one for one in rows("cast", index.records) if isinstance(one, Entity))
    return _fill(
        _table("kind", "name", "roles", "named>", "said>", "id", flexible=2), (_entity(one, index) for one in entities)
    )


def _entity(entity: Entity, index: Index) -> tuple[Text | str, ...]:
    name = join(cell(entity.name, "bold"), f"({', '.join(entity.aliases)})" if entity.aliases else "")
    roles = Text("; ").join([cell(_role(role)) for role in entity.roles])
    return entity.kind, name, roles, str(len(entity.mentions)), str(len(index.said.get(entity.id, ()))), _id(entity.id)


def _role(role: OfficeHeld) -> str:
    time = [f"since {role.since}" if role.since else "", f"until {role.until}" if role.until else ""]
    return " ".join([role.title, *filter(None, time)])


def _articles(index: Index) -> RenderableType:
    articles = (one for one in rows("articles", index.records) if isinstance(one, Article))
    return _fill(_table("date", "title", "outlet", "by", "page", "id"), (_article(one, index) for one in articles))


def _article(article: Article, index: Index) -> tuple[Text | str, ...]:
    date = cell(article.published.value if article.published else None)
    if article.published and article.published.basis == "inferred":
        date.append(" (inferred)", style="yellow")
    return (
        date,
        cell(article.title, "bold"),
        cell(article.outlet),
        cell(", ".join(article.byline)),
        cell(index.page_name(article)),
        _id(article.id),
    )


def _stats(index: Index) -> RenderableType:
    table = _table(
        "outlet", "articles>", "original>", "copies>", "words>", "copied>", "named>", "role>", "anonymous>", flexible=0
    )
    for one in count_outlets(index.records):
        share = f"{one.copied_words / one.words:.0%}" if one.words else "–"
        numbers = [one.articles, one.originals, one.copies, one.words]
        table.add_row(cell(one.outlet, "bold"), *map(str, numbers), share, *_both(one.attributions, one.once))
    if not table.row_count:
        return _fill(table, ())
    return Stack(
        table,
        "",
        Text("Attributions: all of them, and in brackets those left when what copies repeat counts once.", style="dim"),
    )


def _both(every: Identified, once: Identified) -> Iterator[str]:
    yield f"{every.named} ({once.named})"
    yield f"{every.role} ({once.role})"
    yield f"{every.anonymous} ({once.anonymous})"


def _problems(index: Index) -> RenderableType:
    lines = (
        (problem.kind.replace("_", " "), cell(problem.reason), cell(problem.uri or problem.page), problem.stage)
        for problem in index.records.problems
    )
    return _fill(_table("what", "why", "where", "stage"), lines)


TABLES: dict[str, Callable[[Index], RenderableType]] = {
    "timeline": _timeline,
    "quotes": _quotes,
    "sources": _sources,
    "copies": _copies,
    "claims": _claims,
    "cast": _cast,
    "articles": _articles,
    "stats": _stats,
    "problems": _problems,
}
"""The name of a view -> the table that shows it."""
