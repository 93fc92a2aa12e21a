"""Who is quoted in a crawl and how, copies counted once. Articles, families -> Quoted"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from copydesk.crawl.meeting import Numbers
from copydesk.crawl.tables import Files, list_table, read_rows, write_json
from copydesk.export.parquet import table_of
from copydesk.records import Article, Road, Source, Stance
from copydesk.stages.attribution import find_attributions
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

_BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One attribution of an article that is no copy: who says what, and how the source is identified.

    `carried` is in how many articles of its family the text stands, itself counted; `at_source`, `at_cue` and `content`
    are the page's words, `start` where the content begins in the article's text.
    """

    id: str
    article: str
    outlet: str | None
    published: str | None
    family: str | None
    carried: int
    source: str | None
    name: str | None
    description: str | None
    source_kind: str | None
    identification: str | None
    kind: str
    stance: Stance
    at_source: str | None
    at_cue: str | None
    content: tuple[str, ...]
    start: int | None
    rule: str


def pick_originals(folder: Path, total: int) -> None:
    """Write for each article how many carry its text: 0 for a copy, whose family is told by its original or first article."""
    from pyarrow import parquet  # type: ignore[import-untyped]

    carried = np.ones(total, dtype=np.int64)
    family = np.zeros(total, dtype="S24")
    ids = Numbers(folder).ids
    order = np.argsort(ids)
    for path in list_table(folder, "families"):
        for row in parquet.read_table(path, columns=["id", "articles", "original"]).to_pylist():
            members = order[np.searchsorted(ids[order], np.array(row["articles"], dtype=ids.dtype))]
            told = (row["original"] or row["articles"][0]).encode()
            carried[members] = np.where(ids[members] == told, len(members), 0)
            family[members] = row["id"].encode()
    np.save(folder / "work" / "numbers" / "carried.npy", carried)
    np.save(folder / "work" / "numbers" / "family.npy", family)


def find_quoted(path: Path, *, folder: Path, road: Road) -> int:
    """Write the attributions of a shard's articles that are no copies, and return how many there are."""
    shard, numbers = int(path.stem), Numbers(folder)
    ranks = np.asarray(numbers.ranks[numbers.first[shard] : numbers.first[shard + 1]])
    carried = np.load(folder / "work" / "numbers" / "carried.npy", mmap_mode="r")[ranks]
    family = np.load(folder / "work" / "numbers" / "family.npy", mmap_mode="r")[ranks]
    told = np.flatnonzero(carried).tolist()
    found = 0
    with Files(folder, shard) as files:
        for start in range(0, len(told), _BATCH):
            rows = told[start : start + _BATCH]
            articles = read_rows(path, Article, rows)
            parts = [(int(carried[row]), family[row].decode() or None) for row in rows]
            quoted = list(_quoted(articles, parts, road))
            found += len(quoted)
            if quoted:
                files.add("quoted", table_of(Quoted, quoted), rows=256)
    write_json(folder / "work" / "quoted" / f"{shard:06}.json", found)
    return found


def _quoted(articles: Sequence[Article], parts: Sequence[tuple[int, str | None]], road: Road) -> Iterator[Quoted]:
    parses = parse_articles(articles)
    for article, (carried, family) in zip(articles, parts, strict=True):
        parse = parses[article.id]
        entities = resolve_entities((article,), {article.id: parse})
        sources, attributions = find_attributions(article, parse, entities, road=road)
        known = {source.id: source for source in sources}
        for one in attributions:
            source = known.get(one.source or "")
            yield Quoted(
                id=one.id,
                article=article.id,
                outlet=article.outlet,
                published=article.published.value if article.published else None,
                family=family,
                carried=carried,
                **_told(source),
                kind=one.kind,
                stance=one.stance,
                at_source=article.words_of(one.source_span) if one.source_span else None,
                at_cue=article.words_of(one.cue_span) if one.cue_span else None,
                content=tuple(article.words_of(span) for span in one.content_spans),
                start=one.content_spans[0].start if one.content_spans else None,
                rule=one.rule,
            )


def _told(source: Source | None) -> Any:
    return {
        "source": source.id if source else None,
        "name": source.name if source else None,
        "description": source.description if source else None,
        "source_kind": source.kind if source else None,
        "identification": source.identification if source else None,
    }
