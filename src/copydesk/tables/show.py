"""One table for each view of a story. StoryRecords -> rich renderable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.text import Text

from copydesk.index import Index, index_records
from copydesk.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Corroboration,
    Entity,
    Event,
    Family,
    Judgement,
    Note,
    OfficeHeld,
    Problem,
    Quotation,
    Revision,
    Source,
    StoryRecords,
    Variant,
)
from copydesk.tables.cells import cell, join
from copydesk.tables.listing import Listing, Row, Trimmed
from copydesk.tables.stances import find_stances
from copydesk.tables.stats import Figures, Identified, Quoted
from copydesk.tables.views import rows

COPIED = {"a_to_b": "b from a", "b_to_a": "a from b", "common_origin": "both", "undecided": "cannot be told"}
NAMES = 6
"""How many names a cell lists."""


def render_view(view: str, records: StoryRecords, limit: int | None = None) -> RenderableType:
    """Return a view laid out for the terminal's width, at most `limit` rows; `KeyError` for a view that is none."""
    index = index_records(records)
    listings = TABLES[view](index, rows(view, records))
    shown: list[RenderableType] = [replace(listing, limit=limit) for listing in listings if listing.rows]
    if not shown:
        return Text("Nothing of this kind was found.", style="dim")
    return Trimmed(inner=Stack(*[part for one in shown for part in (one, "")][:-1]))


def _id(name: str) -> Text:
    return Text(name, style="dim")


def _lines(*parts: Text | str) -> Text:
    """Return the parts that are not empty, each on a line of its own."""
    return join(*parts, between="\n")


def _some(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    return "; ".join(listed[:NAMES]) + (f" and {len(listed) - NAMES} more" if len(listed) > NAMES else "")


def _outlets(articles: Iterable[str], index: Index) -> Text:
    return cell(_some(map(index.outlet, articles)), "dim")


def _event(event: Event, index: Index) -> Row:
    status = Text(event.status, style="yellow") if event.status != "happened" else ""
    what = _lines(join(status, cell(event.text)), _outlets((ref.article for ref in event.evidence), index))
    first, _, last = event.date.partition("/")
    return _lines(cell(first, "bold"), cell(f"to {last}", "bold") if last else ""), what, _id(event.id)


def _quote(quotation: Quotation, index: Index) -> Row:
    speaker = cell(index.who(quotation.speaker), "bold", limit=32)
    words = _lines(*(part for variant in quotation.variants for part in _variant(variant, index)))
    return speaker, words, _id(quotation.id)


def _variant(variant: Variant, index: Index) -> tuple[Text, Text]:
    found = [attribution.article for name in variant.attributions if (attribution := index.get(Attribution, name))]
    return Text("“").append_text(cell(variant.text)).append("”"), _outlets(found, index)


def _source(source: Source, index: Index) -> Row:
    said = index.said.get(source.id, ())
    via = _some(index.who(name) or name for attribution in said for name in attribution.via)
    more = source.description if source.name else None
    called = join(cell(source.name or source.description, "bold"), more or "", between=", ")
    number = str(source.count or ("?" if source.identification == "anonymous" else ""))
    name = _lines(called, cell(f"via {via}", "dim") if via else "")
    return name, source.identification, number, str(len(said)), _id(source.id)


def _family(family: Family, index: Index) -> Row:
    listed = [
        join(_article_name(name, index), Text("(original)", style="yellow") if name == family.original else "")
        for name in family.articles
    ]
    elsewhere = cell(f"original: {family.origin_outlet or 'not known'}, no page here", "dim")
    return _lines(*listed, "" if family.original else elsewhere), _id(family.id)


def _copy(copy: Copy, index: Index) -> Row:
    both = _lines(_article_name(copy.a, index), _article_name(copy.b, index))
    shared = f"{copy.a_coverage:.0%} / {copy.b_coverage:.0%}"
    return both, copy.kind, shared, COPIED[copy.direction.value], _id(copy.id)


def _revision(revision: Revision, index: Index) -> Row:
    both = _lines(_article_name(revision.earlier, index), _article_name(revision.later, index))
    return both, f"{revision.similarity:.0%}", str(len(revision.edits)), _id(revision.id)


def _article_name(name: str, index: Index) -> Text:
    """Return an article's outlet, date and title in one line."""
    article = index.get(Article, name)
    title = (article and article.title) or "untitled"
    return join(cell(index.dated(name), "bold"), cell(title, limit=80), between=": ")


def _claim(claim: Claim, index: Index) -> Row:
    stances = [_stance(stance, told) for stance, told in find_stances(claim, index).items()]
    words = _lines(cell(claim.text, "bold"), cell(claim.verdict, limit=1200), *stances)
    return _bounds(claim.corroboration), words, _id(claim.id)


def _bounds(backing: Corroboration) -> str:
    if backing.at_least == backing.at_most:
        return str(backing.at_least)
    return f"{backing.at_least}–{'?' if backing.at_most is None else backing.at_most}"


def _stance(stance: str, told: Iterable[str]) -> Text:
    return join(Text(f"{stance}:", style="yellow"), cell(_some(told), "dim"))


def _entity(entity: Entity, index: Index) -> Row:
    aliases = cell(f"also {', '.join(entity.aliases)}", "dim") if entity.aliases else ""
    joined = cell(f"joined: {'; '.join(entity.joined)}", "dim") if entity.joined else ""
    called = join(cell(entity.name, "bold"), cell(", ".join(entity.identifiers), "dim"), between="  ")
    name = _lines(
        called if entity.identifiers else cell(entity.name, "bold"),
        "; ".join(map(_role, entity.roles)),
        "; ".join(f"{one.kind}: {index.who(one.entity) or one.entity}" for one in entity.relations),
        aliases,
        joined,
    )
    return name, entity.kind, str(len(entity.mentions)), str(len(index.said.get(entity.id, ()))), _id(entity.id)


def _role(role: OfficeHeld) -> str:
    time = [f"since {role.since}" if role.since else "", f"until {role.until}" if role.until else ""]
    return " ".join(["former"] * role.past + [role.title, *filter(None, time)])


def _judgement(judgement: Judgement, index: Index) -> Row:
    what = f"{judgement.kind}, {judgement.standing}" if judgement.standing != "applied" else judgement.kind
    return what, _lines(cell(judgement.why), cell(judgement.note, "dim") if judgement.note else ""), _id(judgement.id)


def _note(note: Note, index: Index) -> Row:
    what = f"{note.kind}, {note.standing}" if note.standing != "applied" else note.kind
    beside = cell(note.why or f"{note.record}: {note.about}", "dim")
    return what, _lines(cell(note.text) if note.text else "", beside), _id(note.id)


def _article(article: Article, index: Index) -> Row:
    byline = f"by {', '.join(article.byline)}" if article.byline else ""
    outlet = join(cell(article.outlet, missing="outlet not known"), byline, between=", ")
    title = cell(article.title, "bold", missing="title not known")
    return _date(article), _lines(title, outlet, _new(article), cell(index.page_name(article), "dim")), _id(article.id)


def _new(article: Article) -> str:
    """Return how much of an article stands in none before it, where that is not all of it."""
    return "" if article.new is None or article.new.share == 1 else f"{article.new.share:.0%} of its words new"


def _date(article: Article) -> Text:
    published = article.published
    inferred = Text("inferred", style="yellow") if published and published.basis == "inferred" else ""
    return _lines(cell(published.value if published else None, "bold", missing="date not known"), inferred)


def _figures(one: Figures, index: Index) -> Row:
    shares = (f"{part / one.words:.0%}" if one.words else "–" for part in (one.copied_words, one.quoted_words))
    numbers = map(str, [one.articles, one.originals, one.copies, one.words])
    name = Text("all", style="bold") if one.by == "pile" else cell(one.name, "bold")
    return name, *numbers, *shares, *_both(one.attributions, one.once)


def _quoted(one: Quoted, index: Index) -> Row:
    return (
        cell(one.who, "bold"),
        one.identification,
        f"{one.attributions} ({one.once})",
        str(one.outlets),
        _id(one.source),
    )


def _both(every: Identified, once: Identified) -> Iterator[str]:
    yield f"{every.named} ({once.named})"
    yield f"{every.role} ({once.role})"
    yield f"{every.anonymous} ({once.anonymous})"


def _problem(problem: Problem, index: Index) -> Row:
    what = cell(problem.kind.replace("_", " "))
    where = cell(problem.uri or problem.page, "dim")
    return what, _lines(cell(problem.reason), where), problem.stage


def _once(cells: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows, the first cell of each only where it is another one than in the row before."""
    before: Text | str = ""
    for first, *others in cells:
        yield ("" if first == before else first), *others
        before = first


Listed = Callable[[Index, Iterable[Any]], tuple[Listing, ...]]


def _view(*columns: str, of: Callable[[Any, Index], Row], spaced: bool = True, note: str = "") -> Listed:
    """Return what makes one listing of a view's records, a row each."""

    def listed(index: Index, found: Iterable[Any]) -> tuple[Listing, ...]:
        return (Listing(columns=columns, rows=tuple(of(one, index) for one in found), spaced=spaced, note=note),)

    return listed


def _quotes(index: Index, found: Iterable[Quotation]) -> tuple[Listing, ...]:
    lines = tuple(_once(_quote(one, index) for one in found))
    return (Listing(columns=("speaker", "words*", "id"), rows=lines),)


def _copies(index: Index, found: Iterable[Copy]) -> tuple[Listing, ...]:
    families = _view("family of copies*", "id", of=_family)(index, index.records.families)
    copies = _view("a and b*", "kind", "shared>", "who copied", "id", of=_copy)(index, found)
    states = _view("one article, earlier and later*", "kept>", "edits>", "id", of=_revision)(
        index, index.records.revisions
    )
    return families + copies + (states if index.records.revisions else ())


def _stats(index: Index, found: Iterable[Figures | Quoted]) -> tuple[Listing, ...]:
    figures = [one for one in found if isinstance(one, Figures)]
    quoted = [one for one in found if isinstance(one, Quoted)]
    numbers = ("articles>", "original>", "copies>", "words>", "copied>", "quoted>", "named>", "role>", "anonymous>")
    outlets, dates = ("outlet", "pile"), ("date",)
    listings = [
        _view(heading, *numbers, of=_figures, spaced=False)(index, [one for one in figures if one.by in kinds])
        for heading, kinds in (("outlet*", outlets), ("date*", dates))
    ]
    note = "In brackets: what is left when what copies repeat counts once."
    who = ("who is quoted*", "identified", "times>", "outlets>", "id")
    listings.append(_view(*who, of=_quoted, spaced=False, note=note)(index, quoted))
    return tuple(one for some in listings for one in some)


TABLES: dict[str, Listed] = {
    "timeline": _view("date", "what happened*", "id", of=_event),
    "quotes": _quotes,
    "sources": _view("source*", "identified", "how many>", "said>", "id", of=_source, spaced=False),
    "copies": _copies,
    "claims": _view("sources>", "claim and verdict*", "id", of=_claim),
    "cast": _view("name*", "kind", "named>", "said>", "id", of=_entity),
    "articles": _view("date", "article*", "id", of=_article),
    "stats": _stats,
    "judgements": _view("judgement", "what became of it*", "id", of=_judgement),
    "notes": _view("note", "words, and what they stand beside*", "id", of=_note),
    "problems": _view("what", "why and where*", "stage", of=_problem),
}
"""The name of a view -> what lists its records."""
