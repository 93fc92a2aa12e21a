"""FollowTheMoney entities, for OpenAleph and the tools around it. StoryRecords -> JSON lines"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from copydesk.index import index_records
from copydesk.records import Article, Copy, Entity, Event, StoryRecords, identify
from copydesk.text.dates import read_parts, write_date

Row = dict[str, Any]
Told = Mapping[str, Sequence[str | None]]
SCHEMA_OF = {"person": "Person", "organization": "Organization", "place": "Address"}
DATASET = "copydesk"


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write articles, people, organisations, places, offices held, stated relations, events, mentions and copies.

    Claims, attributions, quotations and time expressions have no place in FollowTheMoney and are left out, and so is
    the proof that stands in articles which a limit leaves out.
    """
    written = {one.id for one in records.articles}
    for row in _rows(records):
        if "proof" in row["properties"]:
            row["properties"]["proof"] = [name for name in row["properties"]["proof"] if name in written]
        out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _rows(records: StoryRecords) -> Iterator[Row]:
    index = index_records(records)
    pages = {page.id: page.uri for page in records.pages}
    for article in records.articles:
        yield _article(article, pages)
    texts = {article.id: article for article in records.articles}
    for entity in records.entities:
        yield _entity(entity)
        yield from _offices(entity)
        yield from _mentions(entity, texts)
    known = {entity.id for entity in records.entities}
    for entity in records.entities:
        for one in entity.relations:
            if one.entity in known:
                proof = [ref.article for ref in one.evidence]
                told: Told = {"subject": [entity.id], "object": [one.entity], "role": [one.kind], "proof": proof}
                yield _row(identify("ftm", entity.id, one.kind, one.entity), "UnknownLink", told)
    yield from (_event(event, known) for event in records.events)
    yield from (_copy(copy) for copy in records.copies if {copy.a, copy.b} <= set(index.by_id))


def _row(key: str, schema: str, properties: Told) -> Row:
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
        "datasets": [DATASET],
    }


def _article(article: Article, pages: Mapping[str, str]) -> Row:
    properties: Told = {
        "title": [article.title],
        "fileName": [pages.get(article.page)],
        "author": article.byline,
        "publisher": [article.outlet],
        "publishedAt": [_one_date(article.published.value if article.published else None)],
        "modifiedAt": [_one_date(article.modified)],
        "sourceUrl": [article.canonical],
        "bodyText": ["\n\n".join(article.words_of(block.span) for block in article.body())],
    }
    return _row(article.id, "Article", properties)


def _one_date(value: str | None) -> str | None:
    """Return the day, month or year of a date; an interval is none, and a time of day has its own zone and stays behind."""
    parts = read_parts(value)
    return write_date(*parts) if parts else None


def _entity(entity: Entity) -> Row:
    if entity.kind == "place":
        return _row(entity.id, "Address", {"full": [entity.name]})
    wikidata = [one for one in entity.identifiers if one[:1] == "Q" and one[1:].isdigit()]
    names = {"name": [entity.name], "alias": entity.aliases, "wikidataId": wikidata}
    return _row(entity.id, SCHEMA_OF[entity.kind], names)


def _offices(entity: Entity) -> Iterator[Row]:
    for held in entity.roles if entity.kind == "person" else ():
        post = identify("ftm", "position", held.title.casefold())
        yield _row(post, "Position", {"name": [held.title]})
        since, until = _one_date(held.since), _one_date(held.until)
        told: Told = {"holder": [entity.id], "post": [post], "startDate": [since], "endDate": [until]}
        key = identify("ftm", entity.id, post, held.since, held.until)
        yield _row(key, "Occupancy", {**told, "proof": [ref.article for ref in held.evidence]})


def _mentions(entity: Entity, texts: Mapping[str, Article]) -> Iterator[Row]:
    if entity.kind == "place":
        return
    for article in sorted({mention.article for mention in entity.mentions} & texts.keys()):
        forms = {texts[article].words_of(m.span) for m in entity.mentions if m.article == article and m.form == "name"}
        told = {"document": [article], "name": sorted(forms) or [entity.name], "resolved": [entity.id]}
        yield _row(identify("ftm", entity.id, article), "Mention", told | {"detectedSchema": [SCHEMA_OF[entity.kind]]})


def _event(event: Event, known: set[str]) -> Row:
    first, _, last = event.date.partition("/")
    start, end = _one_date(first), _one_date(last)
    dates: Told = {"startDate": [start], "endDate": [end]} if last else {"date": [start]}
    told: Told = {
        "name": [" ".join(event.text.split())],
        "involved": [one for one in event.participants if one in known],
        "proof": [ref.article for ref in event.evidence],
        "summary": [event.status if event.status != "happened" else None],
    }
    return _row(event.id, "Event", {**dates, **told})


def _copy(copy: Copy) -> Row:
    way = copy.direction.value
    copied, original = (copy.a, copy.b) if way == "b_to_a" else (copy.b, copy.a)
    role = f"{copy.kind} copy" if way in ("a_to_b", "b_to_a") else f"{copy.kind} copy, {way.replace('_', ' ')}"
    told = {"subject": [copied], "object": [original], "role": [role], "summary": ["; ".join(copy.direction.reasons)]}
    return _row(copy.id, "UnknownLink", told)
