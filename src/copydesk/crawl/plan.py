"""What a crawl will read, in shards that can be done again one by one, and what it will cost. Pieces -> Shards, CrawlPlan"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import PurePosixPath

from copydesk.crawl.inputs import Piece, open_piece
from copydesk.records import Article, Road, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.pages import PageSettings
from copydesk.stages.pages.files import read_stream
from copydesk.stages.pages.kinds import ENDINGS, MEDIA_TYPES
from copydesk.stages.passages.make import Reading

SHARD, FILES = 16_000_000, 256
"""Bytes of mark-up, and files, that are one shard."""
_OF_MARKUP = {".html": 1, ".htm": 1, ".xhtml": 1, ".mhtml": 1, ".warc": 1, ".pdf": 1, ".gz": 5, ".zip": 5, ".wacz": 5}
"""How many bytes of mark-up a byte of such a file stands for; of any other, plain text, `_TEXT`."""
_TEXT = 8
_BUCKET = 64_000_000
_MOST_BUCKETS = 256
_TRIED, _PAGES_OF_EACH = 10, 6
"""Pieces and pages of each that are read for the plan."""
BESIDE = {"reading": 2.5, "copies": 9.0, "stories": 2.5, "attribution": 85.0}
"""Seconds that the steps take for each second of fingerprinting: what grows with the words of a page, whatever marks them
up. Copies, stories and attribution as `benches/crawl.py` measures them on pages a third of which are copies; reading is what
comes beside taking the page apart."""

Layer = str
LAYERS: tuple[Layer, ...] = ("attribution",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """How a crawl is made: at most `limit` pages, or the share `sample` of them, told by their names.

    `layers` are computed beside copies and groups ("attribution": who is quoted and how, by `road`).
    """

    limit: int | None = None
    sample: float = 1.0
    layers: tuple[Layer, ...] = ()
    road: Road = "light"
    pages: PageSettings = field(default_factory=PageSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Pieces that one call reads, and at most how many pages of them."""

    number: int
    pieces: tuple[Piece, ...]
    most: int | None = None

    @property
    def weight(self) -> int:
        return sum(map(weigh, self.pieces))


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """What will be read and at what cost; `seconds` of one process for each step, measured on `tried` pages."""

    files: int
    size: int
    shards: int
    pages: int
    tried: int
    seconds: tuple[tuple[str, float], ...]
    processes: int

    def lines(self) -> tuple[str, ...]:
        """Return the plan in plain words."""
        total = sum(seconds for _, seconds in self.seconds)
        steps = ", ".join(f"{name} {tell_time(seconds)}" for name, seconds in self.seconds)
        return (
            f"{self.files:,} files, {self.size / 1e6:,.1f} MB, about {self.pages:,} pages in {self.shards:,} shards",
            f"about {tell_time(total / self.processes)} in {self.processes} processes, by {self.tried} pages read "
            f"for this plan (of one process: {steps})",
        )


def weigh(piece: Piece) -> int:
    """Return how many bytes of mark-up a piece is worth."""
    return piece.size * _OF_MARKUP.get(PurePosixPath(piece.name.lower()).suffix, _TEXT) + 1000


def make_shards(pieces: Sequence[Piece]) -> tuple[Shard, ...]:
    """Return the pieces in shards, which depend on nothing but the inputs."""
    shards: list[Shard] = []
    held: list[Piece] = []
    weight = 0
    for piece in pieces:
        if held and (weight + weigh(piece) > SHARD or len(held) >= FILES):
            shards.append(Shard(number=len(shards), pieces=tuple(held)))
            held, weight = [], 0
        held.append(piece)
        weight += weigh(piece)
    return (*shards, Shard(number=len(shards), pieces=tuple(held)))


def is_one_page(piece: Piece) -> bool:
    """Tell whether a piece is a page and nothing else, by its name."""
    return ENDINGS.get(PurePosixPath(piece.name).suffix.lower(), "") in (*MEDIA_TYPES, "mhtml", "pdf")


def count_buckets(pieces: Sequence[Piece]) -> int:
    """Return in how many parts fingerprints are looked at, so that each fits into the memory of one process."""
    return min(_MOST_BUCKETS, 1 + sum(map(weigh, pieces)) // _BUCKET)


def is_chosen(uri: str, share: float) -> bool:
    """Tell whether a page or file is in the sample; its name alone decides."""
    return share >= 1 or int.from_bytes(blake2b(uri.encode(), digest_size=8).digest()) < share * 2**64


def make_plan(pieces: Sequence[Piece], settings: CrawlSettings, processes: int) -> CrawlPlan:
    """Return what a crawl of all the pieces would cost, by reading a few pages of some of them."""
    tried = [_try(piece, settings) for piece in pieces[:: max(1, len(pieces) // _TRIED)]]
    pages = sum(one.pages for one in tried)
    several = [one for one in tried if not is_one_page(one.piece)]
    read = sum(one.share * weigh(one.piece) for one in several)
    by_weight = sum(one.pages for one in several) / max(1.0, read)
    everything = sum(1.0 if is_one_page(piece) else by_weight * weigh(piece) for piece in pieces) * settings.sample
    expected = round(min(everything, settings.limit or everything))
    extracting, printing = (sum(one.seconds[i] for one in tried) * expected / max(1, pages) for i in (0, 1))
    steps = {name: printing * times for name, times in BESIDE.items() if name in settings.layers or name not in LAYERS}
    steps["reading"] += extracting + printing
    return CrawlPlan(
        files=len({piece.address for piece in pieces}),
        size=sum(piece.size for piece in pieces),
        shards=len(make_shards(pieces)),
        pages=expected,
        tried=pages,
        seconds=tuple(steps.items()),
        processes=processes,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """How many pages of a piece were read, what share of it they are, and the seconds of extracting and fingerprinting."""

    piece: Piece
    pages: int = 0
    share: float = 1.0
    seconds: tuple[float, float] = (0.0, 0.0)


def _try(piece: Piece, settings: CrawlSettings) -> _Tried:
    began = time.process_time()
    try:
        with open_piece(piece) as stream:
            reads = read_stream(piece.uri, stream, settings.pages, name=piece.name)
            pages = list(islice((read for read in reads if isinstance(read, SavedPage)), _PAGES_OF_EACH))
            share = 1.0 if len(pages) < _PAGES_OF_EACH else stream.tell() / max(1, piece.size)
    except (OSError, ValueError):
        return _Tried(piece=piece)
    articles = list(_articles(pages))
    extracting = time.process_time() - began
    printing = min(_fingerprint(articles) for _ in range(2))  # the first time the words are new
    return _Tried(piece=piece, pages=len(pages), share=min(1.0, max(share, 1e-6)), seconds=(extracting, printing))


def _fingerprint(articles: Sequence[Article]) -> float:
    began = time.process_time()
    for article in articles:
        _ = Reading(article).shingles
    return time.process_time() - began


def _articles(pages: Sequence[SavedPage]) -> Iterator[Article]:
    for page in pages:
        yield from find_articles(page)[0]


def tell_time(seconds: float) -> str:
    """Return a time as a person would say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
