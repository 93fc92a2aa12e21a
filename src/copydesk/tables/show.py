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
    Variant,
)
from copydesk.tables.cells import cell, join
from copydesk.tables.stats import Identified, count_outlets
from copydesk.tables.views import rows

DIRECTIONS = {"a_to_b": "→", "b_to_a": "←", "common_origin": "common origin", "undecided": "undecided"}


def render_view(view: str, records: StoryRecords) -> RenderableType:
    """Return a view as a table that fits the terminal; `KeyError` for a view that is none."""
    index = index_records(records)
    return TABLES[view](index)


def _table(*columns: str, spaced: bool = False) -> Table:
    """Return an empty table; a column whose heading ends with ">" holds numbers, one with "*" takes the room left."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, int(spaced), 0), header_style="bold")
    for column in columns:
        table.add_column(
            column.rstrip("*>"),
            justify="right" if column.endswith(">") else "left",
            ratio=1 if column.endswith("*") else None,
            overflow="fold",
            no_wrap=column == "id" or column.endswith(">"),
        )
    return table


def _fill(table: Table, lines: Iterable[tuple[Text | str, ...]]) -> RenderableType:
    for line in lines:
        table.add_row(*line)
    return table if table.row_count else Text("Nothing of this kind was found.", style="dim")


def _id(name: str) -> Text:
    return Text(name, style="dim")


def _lines(*parts: Text | str) -> Text:
    """Return the parts that are not empty, each on a line of its own."""
    return join(*parts, between="\n")


def _outlets(articles: Iterable[str], index: Index) -> Text:
    names = list(dict.fromkeys(index.outlet(name) for name in articles))
    return cell("; ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else ""), "dim")


def _timeline(index: Index) -> RenderableType:
    events = (one for one in rows("timeline", index.records) if isinstance(one, Event))
    return _fill(_table("date", "what happened*", "id", spaced=True), (_event(one, index) for one in events))


def _event(event: Event, index: Index) -> tuple[Text, ...]:
    status = Text(event.status, style="yellow") if event.status != "happened" else ""
    what = _lines(join(status, cell(event.text)), _outlets((ref.article for ref in event.evidence), index))
    return _lines(*(cell(date, "bold") for date in event.date.split("/"))), what, _id(event.id)


def _quotes(index: Index) -> RenderableType:
    table, before = _table("speaker", "words*", "id", spaced=True), ""
    for one in rows("quotes", index.records):
        if isinstance(one, Quotation):
            speaker = cell(index.who(one.speaker), "bold")
            table.add_row(speaker if one.speaker != before else "", _quotation(one, index), _id(one.id))
            before = one.speaker or ""
    return _fill(table, ())


def _quotation(quotation: Quotation, index: Index) -> Text:
    return _lines(*(part for variant in quotation.variants for part in _variant(variant, index)))


def _variant(variant: Variant, index: Index) -> tuple[Text, Text]:
    found = [attribution.article for name in variant.attributions if (attribution := index.get(Attribution, name))]
    return Text("“").append_text(cell(variant.text)).append("”"), _outlets(found, index)


def _sources(index: Index) -> RenderableType:
    sources = (one for one in rows("sources", index.records) if isinstance(one, Source))
    return _fill(_table("identified", "source*", "how many>", "said>", "id"), (_source(one, index) for one in sources))


def _source(source: Source, index: Index) -> tuple[Text | str, ...]:
    said = index.said.get(source.id, ())
    via = dict.fromkeys(name for attribution in said for name in attribution.via)
    more = source.description if source.name else None
    called = join(cell(source.name or source.description, "bold"), more or "", between=", ")
    outlets = cell(f"via {'; '.join(index.who(name) or name for name in via)}", "dim") if via else ""
    number = str(source.count or ("?" if source.identification == "anonymous" else ""))
    return source.identification, _lines(called, outlets), number, str(len(said)), _id(source.id)


def _copies(index: Index) -> RenderableType:
    families = _table("articles*", "original", "id", spaced=True)
    for family in index.records.families:
        original = (
            index.outlet(family.original)
            if family.original
            else family.origin_outlet and f"{family.origin_outlet} (no page here)"
        )
        families.add_row(_names(family.articles, index), cell(original), _id(family.id))
    pairs = _table("kind", "first*", "second*", "shared>", "who copied", "id")
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
    return _fill(
        _table("sources>", "claim and verdict*", "id", spaced=True), (_claim(claim, index) for claim in claims)
    )


def _claim(claim: Claim, index: Index) -> tuple[Text | str, ...]:
    backing = claim.corroboration
    bounds = (
        str(backing.at_least)
        if backing.at_least == backing.at_most
        else f"{backing.at_least}–{'?' if backing.at_most is None else backing.at_most}"
    )
    places = _outlets((one.ref.article for one in claim.assertions), index)
    return bounds, _lines(cell(claim.text, "bold"), cell(claim.verdict, limit=1200), places), _id(claim.id)


def _cast(index: Index) -> RenderableType:
    entities = (one for one in rows("cast", index.records) if isinstance(one, Entity))
    return _fill(_table("kind", "name*", "named>", "said>", "id"), (_entity(one, index) for one in entities))


def _entity(entity: Entity, index: Index) -> tuple[Text | str, ...]:
    aliases = cell(f"also {', '.join(entity.aliases)}", "dim") if entity.aliases else ""
    name = _lines(cell(entity.name, "bold"), "; ".join(map(_role, entity.roles)), aliases)
    return entity.kind, name, str(len(entity.mentions)), str(len(index.said.get(entity.id, ()))), _id(entity.id)


def _role(role: OfficeHeld) -> str:
    time = [f"since {role.since}" if role.since else "", f"until {role.until}" if role.until else ""]
    return " ".join([role.title, *filter(None, time)])


def _articles(index: Index) -> RenderableType:
    articles = (one for one in rows("articles", index.records) if isinstance(one, Article))
    return _fill(_table("date", "article*", "id", spaced=True), (_article(one, index) for one in articles))


def _article(article: Article, index: Index) -> tuple[Text | str, ...]:
    published = article.published
    inferred = Text("inferred", style="yellow") if published and published.basis == "inferred" else ""
    outlet = join(
        cell(article.outlet, missing="outlet not known"),
        f"by {', '.join(article.byline)}" if article.byline else "",
        between=", ",
    )
    date = _lines(cell(published.value if published else None, "bold", missing="date not known"), inferred)
    return (
        date,
        _lines(cell(article.title, "bold", missing="title not known"), outlet, cell(index.page_name(article), "dim")),
        _id(article.id),
    )


def _stats(index: Index) -> RenderableType:
    table = _table("outlet*", "articles>", "original>", "copies>", "words>", "copied>", "named>", "role>", "anonymous>")
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
    return _fill(_table("what", "why*", "where", "stage"), lines)


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
