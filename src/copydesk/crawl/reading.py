"""A shard of pages read, taken apart and fingerprinted in one go. Shard -> files of pages, articles, prints, terms"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from copydesk.crawl.inputs import Piece, open_piece
from copydesk.crawl.plan import CrawlSettings, Shard, is_chosen, is_one_page
from copydesk.crawl.tables import Files, write_json
from copydesk.export.parquet import to_arrow
from copydesk.records import Article, Page, Problem, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.grouping import STORY, count_terms
from copydesk.stages.pages import set_aside
from copydesk.stages.pages.files import read_stream
from copydesk.stages.pages.making import told
from copydesk.stages.passages.make import Reading
from copydesk.text.shingles import hash_word

DEADLY = 3
"""So many times a worker dies over the same page until it is set aside."""
TERMS = 64
"""The weightiest words of an article, by which it is brought together with others."""
_FLUSHED = 128
"""Pages that are in memory at a time."""

Receipt = dict[str, int]


@dataclass(slots=True)
class _Batch:
    """What was read and is not written yet."""

    pages: list[tuple[Page, Piece]] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_shard(shard: Shard, *, folder: Path, settings: CrawlSettings, buckets: int) -> Receipt:
    """Read the pages of a shard into tables and return how many of what there are; the receipt is written last.

    A page over which the worker died several times is set aside with that reason.
    """
    counts: Counter[str] = Counter(pages=0, articles=0, problems=0, bytes=0)
    with _Journal(folder / "work" / "begun" / f"{shard.number:06}") as journal, Files(folder, shard.number) as files:
        batch = _Batch()
        for read, piece in _read(shard, settings, journal):
            _take(read, piece, batch, journal)
            counts["bytes"] += len(read.content) if isinstance(read, SavedPage) else 0
            if len(batch.pages) >= _FLUSHED:
                _write(batch, files, counts, buckets)
                batch = _Batch()
        _write(batch, files, counts, buckets)
    write_json(folder / "work" / "read" / f"{shard.number:06}.json", dict(counts))
    journal.drop()
    return dict(counts)


def _read(shard: Shard, settings: CrawlSettings, journal: _Journal) -> Iterator[tuple[SavedPage | Problem, Piece]]:
    left = shard.most
    for piece in shard.pieces:
        if is_one_page(piece) and not is_chosen(piece.uri, settings.sample):
            continue
        for read in _read_piece(piece, settings, journal):
            if not is_chosen(read.page.uri if isinstance(read, SavedPage) else read.uri or "", settings.sample):
                continue
            if left is not None and isinstance(read, SavedPage):
                if not left:
                    return
                left -= 1
            yield read, piece


def _read_piece(piece: Piece, settings: CrawlSettings, journal: _Journal) -> Iterator[SavedPage | Problem]:
    """Yield the pages of a piece; where the reader itself takes the worker down, what comes before is kept."""
    number = 0
    try:
        with open_piece(piece) as stream:
            reads = read_stream(piece.uri, stream, settings.pages, name=piece.name)
            while not journal.is_deadly(step := f"{piece.uri} after {number}"):
                journal.note(step)
                if (read := next(reads, None)) is None:
                    return
                number += 1
                yield read
        yield set_aside(
            piece.uri, f"the process that read it died {DEADLY} times after page {number}; look at the file"
        )
    except OSError as error:
        yield set_aside(piece.uri, f"cannot be read ({told(error)}); check the file and its permissions")


def _take(read: SavedPage | Problem, piece: Piece, batch: _Batch, journal: _Journal) -> None:
    if isinstance(read, Problem):
        batch.problems.append(read)
        return
    uri = read.page.uri
    if journal.is_deadly(uri):
        reason = f"the process that took it apart died {DEADLY} times; look at the page, or for a lack of memory"
        batch.problems.append(Problem(page=read.page.id, uri=uri, stage="articles", reason=reason))
        return
    journal.note(uri)
    articles, problems = find_articles(read)
    batch.pages.append((read.page, piece))
    batch.articles += articles
    batch.problems += problems


# --- what is written ------------------------------------------------------------------------------------


def _write(batch: _Batch, files: Files, counts: Counter[str], buckets: int) -> None:
    batch.pages.sort(key=lambda one: one[0].id)
    batch.articles.sort(key=lambda article: article.id)
    batch.problems.sort(key=lambda problem: (problem.uri or "", problem.reason))
    if batch.pages:
        files.add("pages", _pages_table(batch.pages))
    files.add_records("articles", batch.articles)
    files.add_records("problems", batch.problems)
    if batch.articles:
        prints = _prints(batch.articles, files.number, counts["articles"], buckets)
        if len(prints):
            files.add_parts("work/prints", prints, "bucket")
        files.add("work/terms", _terms(batch.articles))
    counts.update({"pages": len(batch.pages), "articles": len(batch.articles), "problems": len(batch.problems)})


def _pages_table(pages: list[tuple[Page, Piece]]) -> Any:
    import pyarrow as arrow  # type: ignore[import-untyped]

    table = to_arrow("pages", [page for page, _ in pages])
    for name in ("name", "address", "start", "end"):
        table = table.append_column(f"file_{name}", arrow.array([getattr(piece, name) for _, piece in pages]))
    return table


def _prints(articles: list[Article], shard: int, first: int, buckets: int) -> Any:
    """Return the distinct fingerprints of each article, with the row of the article in the shard's table."""
    hashes = [np.unique(Reading(article).shingles.hashes) for article in articles]
    rows = np.repeat(np.arange(first, first + len(articles)), [len(one) for one in hashes])
    return prints_table(np.concatenate(hashes), shard, rows, buckets)


def prints_table(hashes: Any, shard: int, rows: Any, buckets: int) -> Any:
    """Return fingerprints as a table; those of one bucket are looked at together."""
    import pyarrow as arrow

    return arrow.table(
        {
            "bucket": ((hashes >> np.uint64(32)) * np.uint64(buckets) >> np.uint64(32)).astype(np.uint16),
            "hash": hashes,
            "shard": np.full(len(hashes), shard, dtype=np.uint32),
            "row": rows.astype(np.uint32),
        }
    )


def _terms(articles: list[Article]) -> Any:
    import pyarrow as arrow

    counted = [_weightiest(count_terms(article, STORY)) for article in articles]
    return arrow.table(
        {
            "terms": arrow.array([list(one) for one in counted], arrow.list_(arrow.uint64())),
            "weights": arrow.array([list(one.values()) for one in counted], arrow.list_(arrow.float32())),
        }
    )


def _weightiest(terms: dict[str, float]) -> dict[int, float]:
    ordered = sorted(terms, key=lambda term: (-terms[term], term))[:TERMS]
    return {hash_word(term): terms[term] for term in ordered}


# --- what a dead worker leaves behind --------------------------------------------------------------------


class _Journal:
    """What a shard's reader has in hand: its last line, where a worker died, tells over which page."""

    def __init__(self, path: Path) -> None:
        self._path = path
        attempts = path.read_text(encoding="utf-8", errors="replace").split("\f") if path.exists() else []
        self._blamed = Counter(attempt.rstrip("\n").rpartition("\n")[2] for attempt in attempts)

    def __enter__(self) -> _Journal:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = self._path.open("a", encoding="utf-8", errors="replace")
        self._stream.write("\f")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def note(self, step: str) -> None:
        self._stream.write(_line(step) + "\n")
        self._stream.flush()

    def is_deadly(self, step: str) -> bool:
        return self._blamed[_line(step)] >= DEADLY

    def drop(self) -> None:
        self._path.unlink()


def _line(step: str) -> str:
    return " ".join(step.encode("utf-8", "replace").decode().split())
