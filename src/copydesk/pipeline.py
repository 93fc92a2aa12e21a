"""The stages in their order: what each takes from the draft of a story, what it gives, and the function between."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from copydesk import twins
from copydesk.records import Article, Attribution, Draft, Entity, Group, Paragraph, Parse, Road, SavedPage, Source
from copydesk.stages.articles import find_articles
from copydesk.stages.attribution import casts_in, find_attributions, find_pile_outlets, read_outlet_uses
from copydesk.stages.attribution.merging import merge_sources
from copydesk.stages.attribution.said_on import date_attributions
from copydesk.stages.claims import Basis, find_claims, list_bases, read_statements
from copydesk.stages.entities import resolve_entities
from copydesk.stages.events import find_events
from copydesk.stages.grouping import group_articles
from copydesk.stages.judgements import apply_judgements
from copydesk.stages.language import analyse_paragraphs, assemble, list_paragraphs
from copydesk.stages.passages import find_passages
from copydesk.stages.quotations import group_quotations
from copydesk.stages.relations import mark_new, mark_revisions, relate_articles
from copydesk.stages.time import date_articles, find_timexes

Arguments = tuple[Any, ...]
_WORD = re.compile(r"\w+")


class Twins(NamedTuple):
    """What is alike in the arguments of two calls that are twins, and the way from the result of the one to that of the other."""

    alike: Callable[..., Hashable]
    carry: Callable[[Arguments, Arguments, Arguments], Arguments]


@dataclass(frozen=True, slots=True)
class Stage:
    """A row of the table.

    `split` cuts the draft into the argument lists of independent calls of `function` (one, where records are compared
    with each other). `gives` names the draft's fields that the results fill: a call returns one value for each, or the
    value itself where there is one field. Tuples of several calls are joined; problems are added to those so far. A
    change of the rules of a stage raises its `version`. `depends` turns the arguments of a call into records and plain
    values that settle its result, which can then be kept for the next build. With a `batch` the function takes that many
    calls at once: a list for its one argument, for a list of values. Calls that take less time than their way to another
    process are not `spread`. Calls that are `twins` give the same but for the ids of their articles: one of them is made,
    and its result carried over to the others. A function that `keeps` takes a `Keep` for its work on each article alone.
    """

    name: str
    version: int
    takes: str
    function: Callable[..., Any]
    split: Callable[[Draft], Sequence[Arguments]]
    gives: tuple[str, ...]
    depends: Callable[..., Any] | None = None
    batch: int = 1
    spread: bool = True
    twins: Twins | None = None
    keeps: bool = False

    def caller(self) -> Callable[[Sequence[Arguments]], list[Arguments]]:
        """Return what runs a batch of calls and returns for each one value for each field of `gives`, in a process or here."""
        return partial(_call_batch if self.batch > 1 else _call, self.function, len(self.gives))

    def join(self, draft: Draft, results: Sequence[Arguments]) -> dict[str, Any]:
        """Return the draft's new fields out of the results of all calls."""
        columns = zip(*results, strict=True) if results else ((),) * len(self.gives)
        fields = {name: _joined(list(column)) for name, column in zip(self.gives, columns, strict=True)}
        if "problems" in fields:
            fields["problems"] = draft.problems + fields["problems"]
        return fields


def _call(function: Callable[..., Any], gives: int, batch: Sequence[Arguments]) -> list[Arguments]:
    results = (function(*arguments) for arguments in batch)
    return [result if gives > 1 else (result,) for result in results]


def _call_batch(function: Callable[..., Any], gives: int, batch: Sequence[Arguments]) -> list[Arguments]:
    return [((value,),) for value in function([argument for (argument,) in batch])]


def _joined(values: list[Any]) -> Any:
    if len(values) == 1 and isinstance(values[0], Mapping):
        return values[0]
    unique = {getattr(record, "id", id(record)): record for record in chain.from_iterable(values)}
    return tuple(unique.values())


# --- how a draft is cut into calls ------------------------------------------------------------------


def _whole(*fields: str) -> Callable[[Draft], list[Arguments]]:
    return lambda draft: [tuple(getattr(draft, field) for field in fields)]


def _draft(draft: Draft) -> list[Arguments]:
    return [(draft,)]


def _each_page(draft: Draft) -> list[Arguments]:
    return [(page,) for page in draft.saved]


def _each_article(draft: Draft) -> list[Arguments]:
    return [(article,) for article in draft.articles]


def _each_paragraph(draft: Draft) -> list[Arguments]:
    return [(text,) for text in list_paragraphs(draft.articles)]


def _each_parse(draft: Draft) -> list[Arguments]:
    return [(article, draft.parses[article.id]) for article in draft.articles]


def _each_cast(draft: Draft) -> list[Arguments]:
    """Cut the draft into articles with their own part of the cast, in an order that other articles do not settle."""
    outlets = find_pile_outlets(draft.articles, draft.entities, draft.outlet_uses)
    casts = casts_in(draft.articles, draft.parses, sorted(draft.entities, key=lambda entity: entity.id))
    return [
        (article, parse, cast := casts[article.id], _named_in(article, cast, outlets), draft.road)
        for article, parse in _each_parse(draft)
    ]


def _named_in(article: Article, cast: Sequence[Entity], outlets: Mapping[str, str]) -> dict[str, str]:
    """Return the outlets that may be meant in an article: those whose every word stands somewhere in it or in its cast's names."""
    told = (article.text, article.outlet or "", article.title or "", *article.byline, *(entity.name for entity in cast))
    words = frozenset(_WORD.findall(" ".join(told).casefold()))
    return {key: name for key, name in outlets.items() if words.issuperset(_WORD.findall(key))}


def _each_saying(draft: Draft) -> list[Arguments]:
    said, timexes = _under_article(draft.attributions), _under_article(draft.timexes)
    return [(*pair, said[pair[0].id], timexes[pair[0].id]) for pair in _each_parse(draft)]


def _each_basis(draft: Draft) -> list[Arguments]:
    return [(basis,) for basis in list_bases(draft)]


def _under_article(records: Sequence[Any]) -> Mapping[str, list[Any]]:
    under: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        under[record.article].append(record)
    return under


# --- what the result of a call depends on: an article settles its parse -----------------------------


def _saved_page(saved: SavedPage) -> Arguments:
    return saved.page, saved.address, saved.charset, saved.fields


def _paragraph(text: str) -> str:
    return text


def _article(article: Article, *_: Parse) -> Article:
    return article


def _cast(
    article: Article, parse: Parse, cast: tuple[Entity, ...], outlets: Mapping[str, str], road: Road
) -> Arguments:
    return article, cast, tuple(outlets.items()), road


# --- small steps between the stages -------------------------------------------------------------------


def _assemble_all(articles: Sequence[Article], paragraphs: Sequence[Paragraph]) -> dict[str, Parse]:
    known = {paragraph.text: paragraph for paragraph in paragraphs}
    return {article.id: assemble(article, known) for article in articles}


def _attribute(
    article: Article, parse: Parse, cast: Sequence[Entity], outlets: Mapping[str, str], road: Road
) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    return find_attributions(article, parse, cast, outlets, road=road)


def _group_all(articles: Sequence[Article]) -> tuple[tuple[Group, ...], tuple[Article, ...]]:
    groups = group_articles(articles)
    group_of = {article: group.id for group in groups for article in group.articles}
    return groups, tuple(replace(article, group=group_of.get(article.id)) for article in articles)


SAME_WORDS = Twins(twins.article_alike, twins.carry_plain)
SAME_DATES = Twins(twins.dated_alike, twins.carry_plain)
SAME_CASTS = Twins(twins.cast_alike, twins.carry_found)
SAME_BASES = Twins(twins.basis_alike, twins.carry_statements)

STAGES: tuple[Stage, ...] = (
    Stage("articles", 15, "SavedPage", find_articles, _each_page, ("articles", "problems"), _saved_page),
    Stage("revisions", 2, "Article", mark_revisions, _whole("articles"), ("articles", "revisions")),
    Stage("passages", 2, "Article", find_passages, _whole("articles"), ("passages", "problems")),
    Stage("language", 1, "Article", analyse_paragraphs, _each_paragraph, ("paragraphs",), _paragraph, batch=64),
    Stage("parses", 1, "Paragraph", _assemble_all, _whole("articles", "paragraphs"), ("parses",)),
    Stage("outlets", 2, "Article", read_outlet_uses, _each_article, ("outlet_uses",), _article, twins=SAME_WORDS),
    Stage("time", 2, "Parse", find_timexes, _each_parse, ("timexes",), _article, spread=False, twins=SAME_DATES),
    Stage(
        "dates",
        3,
        "Timex",
        date_articles,
        _whole("articles", "parses", "passages", "timexes"),
        ("articles", "timexes"),
    ),
    Stage(
        "entities",
        11,
        "Parse",
        resolve_entities,
        _whole("articles", "parses"),
        ("entities",),
        spread=False,
        keeps=True,
    ),
    Stage(
        "judgements",
        1,
        "Entity",
        apply_judgements,
        _whole("articles", "entities", "judgements"),
        ("entities", "judgements", "problems"),
    ),
    Stage("attribution", 22, "Parse", _attribute, _each_cast, ("sources", "attributions"), _cast, twins=SAME_CASTS),
    Stage("said_on", 1, "Attribution", date_attributions, _each_saying, ("attributions",), spread=False),
    Stage("relations", 5, "Passage", relate_articles, _whole("articles", "passages"), ("copies", "families")),
    Stage("novelty", 1, "Copy", mark_new, _whole("articles", "passages", "copies"), ("articles",)),
    Stage("same_sources", 2, "Family", merge_sources, _draft, ("sources", "attributions")),
    Stage("grouping", 2, "Article", _group_all, _whole("articles"), ("groups", "articles")),
    Stage("quotations", 3, "Attribution", group_quotations, _draft, ("quotations",)),
    Stage("events", 2, "Timex", find_events, _draft, ("events",)),
    Stage("statements", 10, "Attribution", read_statements, _each_basis, ("statements",), Basis.told, twins=SAME_BASES),
    Stage("claims", 27, "Attribution", find_claims, _draft, ("claims", "attributions")),
)
"""Pages come in before the first stage; the story file is written after the last.

Dates stand before entities and attribution, which resolve "on Monday" in a term of office and the day of a saying.
"""
