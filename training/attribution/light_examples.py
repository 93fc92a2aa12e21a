"""What the light road learns from: PolNeAR's articles with the marked attributions, as tokens. JSON lines -> Example."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.documents import Document, read_documents, to_article
from copydesk.records import Article, Parse
from copydesk.stages.attribution.findings import collect
from copydesk.stages.attribution.grammar import Reading, read, spans_of
from copydesk.stages.attribution.light.contents import Pieces
from copydesk.stages.attribution.light.sources import Candidate
from copydesk.stages.attribution.light.table import Table, tabulate
from copydesk.stages.attribution.marking import head_of
from copydesk.stages.attribution.outlets import short_names
from copydesk.stages.language import parse_articles

LONGEST_SOURCE = 12
"""Words that a source may have, or twice those of the marked one, as the scorer counts."""


class Gold(NamedTuple):
    """A marked attribution: the head of its cue, the words of its source and content."""

    cue: int
    source: frozenset[int]
    content: frozenset[int]


class Example(NamedTuple):
    """An article with the attributions marked in it that have a cue; `count` is how many there are in all."""

    table: Table
    gold: tuple[Gold, ...]
    count: int

    def words(self, pieces: Pieces) -> set[int]:
        return {i for first, end in pieces for i in range(first, end) if self.table.words_list[i]}

    def content_fit(self, pieces: Pieces, gold: Gold) -> float:
        """Return the share of words that a content has in common with the marked one."""
        own = self.words(pieces)
        return len(own & gold.content) / len(own | gold.content) if own else 0.0

    def source_fit(self, source: Candidate, gold: Gold) -> float:
        """Return the same for a source, 0 where it lacks the head of the marked one or is far too long."""
        if not gold.source:
            return float(source.head < 0)
        own = self.words(source.pieces)
        too_long = len(own) > max(LONGEST_SOURCE, 2 * len(gold.source))
        head = head_of(self.table.reading, sorted(gold.source))
        return 0.0 if too_long or head not in own else len(own & gold.source) / len(own | gold.source)


def parse_documents(path: Path, batch: int = 64) -> Iterator[tuple[str, Article, Parse]]:
    """Yield each document of a file of JSON lines with its parse."""
    documents = [d for d in read_documents(path.read_text(encoding="utf-8").split("\n")) if isinstance(d, Document)]
    for start in range(0, len(documents), batch):
        part = documents[start : start + batch]
        articles = [to_article(document) for document in part]
        parses = parse_articles(articles)
        yield from ((d.doc, article, parses[article.id]) for d, article in zip(part, articles, strict=True))


def make_examples(parsed: Iterable[tuple[str, Article, Parse]], gold: Path) -> list[Example]:
    marked = {row["doc"]: row["attributions"] for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines())}
    return [_example(article, parse, marked.get(doc, [])) for doc, article, parse in parsed]


def _example(article: Article, parse: Parse, marked: Sequence[dict[str, Any]]) -> Example:
    reading = read(article, parse, short_names(article.text, {}))
    findings = [finding for finding in collect(reading) if spans_of(reading, finding.content)]
    gold = []
    for one in marked:
        cue = head_of(reading, _tokens(reading, one["cue"]))
        content = [i for i in _tokens(reading, one["content"]) if reading.words([i])]
        source = [i for i in _tokens(reading, one["source"] or []) if reading.words([i])]
        if cue is not None:
            gold.append(Gold(cue, frozenset(source), frozenset(content)))
    return Example(tabulate(reading, findings), tuple(gold), len(marked))


def _tokens(reading: Reading, spans: Sequence[Sequence[int]]) -> list[int]:
    """Return the tokens that lie in the spans, if only in part."""
    found: dict[int, None] = {}
    for start, end in spans:
        for i in range(reading.at(start), len(reading.tokens)):
            token = reading.tokens[i]
            if token.start >= end:
                break
            if token.end > start:
                found[i] = None
    return sorted(found)
