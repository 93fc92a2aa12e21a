"""Every record of a story by its id, with the words that it rests on. StoryRecords -> Index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import singledispatch
from typing import Any, TypeVar

from copydesk.brief import in_words
from copydesk.errors import UnknownRecord
from copydesk.records import (
    Article,
    Attribution,
    Claim,
    Copy,
    Entity,
    Event,
    Family,
    Group,
    Judgement,
    Note,
    Page,
    Quotation,
    Ref,
    Revision,
    Source,
    Span,
    StoryRecords,
)

Record = (
    Page
    | Article
    | Copy
    | Family
    | Revision
    | Entity
    | Judgement
    | Note
    | Source
    | Attribution
    | Quotation
    | Event
    | Claim
    | Group
)
"""Everything that has an id."""

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The records of one story, found by id.

    `said` lists the attributions of a source or of an entity, `passed_on` those that came through an outlet, `answering`
    those that answer a claim, `copies_of` the copies that an article is part of.
    """

    records: StoryRecords
    by_id: Mapping[str, Record]
    said: Mapping[str, tuple[Attribution, ...]]
    passed_on: Mapping[str, tuple[Attribution, ...]]
    answering: Mapping[str, tuple[Attribution, ...]]
    copies_of: Mapping[str, tuple[Copy, ...]]

    def get(self, kind: type[Kind], record_id: str | None) -> Kind | None:
        """Return the record with this id, if there is one and it is of this kind."""
        record = self.by_id.get(record_id) if record_id else None
        return record if isinstance(record, kind) else None

    def find(self, start: str) -> tuple[Record, ...]:
        """Return the records whose id is `start`, or else begins with it, in the order of the export."""
        if start in self.by_id:
            return (self.by_id[start],)
        return tuple(record for name, record in self.by_id.items() if start and name.startswith(start))

    def words(self, ref: Ref) -> str:
        """Return the characters that `ref` points at; none where it points outside every article."""
        article = self.get(Article, ref.article)
        return article.words_of(ref.span) if article else ""

    def page_name(self, article: Article) -> str:
        """Return where the article's page lies, relative to the input folder."""
        page = self.get(Page, article.page)
        return page.uri if page else article.page

    def outlet(self, article_id: str) -> str:
        """Return the name of an article's outlet, or of its page where no outlet is known."""
        article = self.get(Article, article_id)
        if article is None:
            return article_id
        return article.outlet or self.page_name(article)

    def dated(self, article_id: str) -> str:
        """Return an article's outlet and date; a date that the article does not state itself is marked as inferred."""
        article = self.get(Article, article_id)
        published = article.published if article else None
        if published is None:
            return self.outlet(article_id)
        mark = " (inferred)" if published.basis == "inferred" else ""
        return f"{self.outlet(article_id)}, {in_words(published.value)}{mark}"

    def who(self, record_id: str | None) -> str | None:
        """Return how to call an entity or a source: its name, or the words that describe it."""
        if entity := self.get(Entity, record_id):
            return entity.name
        if source := self.get(Source, record_id):
            return source.name or source.description
        return None


def index_records(records: StoryRecords) -> Index:
    """Return the index of a story; of two records with one id the first counts."""
    by_id: dict[str, Record] = {}
    for name in (field.name for field in fields(records)):
        for record in getattr(records, name):
            if isinstance(record, Record):
                by_id.setdefault(record.id, record)
    return Index(
        records=records,
        by_id=by_id,
        said=_said(records),
        passed_on=_collect((name, one) for one in records.attributions for name in one.via),
        answering=_collect((one.answers, one) for one in records.attributions if one.answers),
        copies_of=_collect((name, copy) for copy in records.copies for name in (copy.a, copy.b)),
    )


def evidence_of(record: Record, index: Index) -> tuple[Ref, ...]:
    """Return the places that a record rests on, each once, in the record's own order."""
    return tuple(dict.fromkeys(ref for ref in _evidence(record, index) if ref.span.start < ref.span.end))


@singledispatch
def _evidence(record: Record, index: Index) -> Iterable[Ref]:
    return ()


@_evidence.register
def _(record: Article, index: Index) -> Iterable[Ref]:
    return (Ref(article=record.id, span=block.span) for block in record.blocks if block.role == "headline")


@_evidence.register
def _(record: Copy, index: Index) -> Iterator[Ref]:
    for passage in record.passages:
        yield Ref(article=passage.a, span=passage.a_span)
        yield Ref(article=passage.b, span=passage.b_span)


@_evidence.register
def _(record: Family, index: Index) -> Iterator[Ref]:
    members = set(record.articles)
    for copy in index.records.copies:
        if copy.a in members and copy.b in members:
            yield from _evidence(copy, index)


@_evidence.register
def _(record: Revision, index: Index) -> Iterator[Ref]:
    for edit in record.edits:
        yield Ref(article=record.earlier, span=edit.a_span)
        yield Ref(article=record.later, span=edit.b_span)


@_evidence.register
def _(record: Entity, index: Index) -> Iterator[Ref]:
    yield from (ref for role in record.roles for ref in role.evidence)
    yield from (ref for relation in record.relations for ref in relation.evidence)
    yield from (Ref(article=mention.article, span=mention.span) for mention in record.mentions)


@_evidence.register
def _(record: Source, index: Index) -> Iterator[Ref]:
    for attribution in index.said.get(record.id, ()):
        if attribution.source_span:
            yield Ref(article=attribution.article, span=attribution.source_span)
        else:
            yield from _evidence(attribution, index)


@_evidence.register
def _(record: Attribution, index: Index) -> Iterator[Ref]:
    found: tuple[Span | None, ...] = (record.source_span, record.cue_span, *record.content_spans)
    for span in found:
        if span:
            yield Ref(article=record.article, span=span)


@_evidence.register
def _(record: Quotation, index: Index) -> Iterator[Ref]:
    for variant in record.variants:
        for name in variant.attributions:
            if attribution := index.get(Attribution, name):
                yield from content_refs(attribution)


@_evidence.register
def _(record: Event, index: Index) -> Iterable[Ref]:
    return record.evidence


@_evidence.register
def _(record: Claim, index: Index) -> Iterable[Ref]:
    return (assertion.ref for assertion in record.assertions)


def content_refs(attribution: Attribution) -> tuple[Ref, ...]:
    """Return the places where the content of an attribution stands."""
    return tuple(Ref(article=attribution.article, span=span) for span in attribution.content_spans)


def _said(records: StoryRecords) -> dict[str, tuple[Attribution, ...]]:
    entity_of = {source.id: source.entity for source in records.sources}
    return _collect(
        (name, attribution)
        for attribution in records.attributions
        for name in (attribution.source, entity_of.get(attribution.source or ""))
        if name
    )


def _collect(pairs: Iterable[tuple[str, Kind]]) -> dict[str, tuple[Kind, ...]]:
    found: dict[str, list[Kind]] = defaultdict(list)
    for name, record in pairs:
        found[name].append(record)
    return {name: tuple(records) for name, records in found.items()}


def find_record(told: str, records: Iterable[Any]) -> Any:
    """Return the record with this id, or the only one whose id begins so; raise `UnknownRecord` otherwise."""
    found = [record for record in records if told and record.id.startswith(told)]
    exact = [record for record in found if record.id == told] or found
    if len(exact) != 1:
        what = "no record bears that id" if not exact else f"{len(exact)} ids begin so"
        raise UnknownRecord(f"{told}: {what}; `copydesk show STORY claims` and its sisters list ids")
    return exact[0]


def find_entity(told: str, entities: Sequence[Entity]) -> Entity:
    """Return the entity with this name, or this id or the beginning of it; raise `UnknownRecord` where not just one has."""
    found = [one for one in entities if told == one.name]
    found = found or [one for one in entities if told in one.aliases]
    found = found or [one for one in entities if told and one.id.startswith(told)]
    if len(found) != 1:
        ids = ", ".join(one.id for one in found[:3])
        raise UnknownRecord(f"{told}: {f'it may mean {ids}; give an id' if found else 'not found'}")
    return found[0]
