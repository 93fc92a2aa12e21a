"""Which articles tell one story, among those that share rare words. Terms -> Groups"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.crawl.meeting import Meetings, Numbers, Ranks, join_up, load_all, pack
from copydesk.crawl.reading import prints_table
from copydesk.crawl.tables import Files, list_table, write_json
from copydesk.records import Group
from copydesk.stages.grouping import group_articles
from copydesk.text.shingles import Hashes, mix

STORIES = Meetings(name="stories", common=40, hubs=4, each=200, least=1, firm=1, many=1, most=40, loose=0)
TELLING = 6
"""Of so many of its rarest weighty words an article must share two with another, to be held against it."""
TOGETHER = 600
"""Articles that are held against each other, all with all; of a larger pile those that share most."""
_COLUMNS = 1 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of work: piles of articles, told by rank, each held against the others of its pile only."""

    number: int
    piles: tuple[Ranks, ...]


def count_frequencies(folder: Path) -> int:
    """Write in how many articles each word stands; words share columns, which makes few of them look commoner."""
    counts = np.zeros(_COLUMNS, dtype=np.int64)
    for path in list_table(folder, "work/terms"):
        terms, _, _ = _read_terms(path)
        counts += np.bincount(_column(terms), minlength=_COLUMNS)
    np.save(folder / "work" / "frequencies.npy", counts)
    return int(counts.sum())


def mark_shard(path: Path, *, folder: Path, buckets: int) -> int:
    """Write the marks of a shard's articles, two of their most telling words each; return how many."""
    terms, weights, owners = _read_terms(path)
    frequency = np.load(folder / "work" / "frequencies.npy", mmap_mode="r")[_column(terms)]
    total = len(Numbers(folder))
    rarity = np.log((total + 30) / np.maximum(1, frequency))
    telling = np.where(frequency > 1, weights * rarity, 0.0)
    order = np.lexsort((terms, -telling, owners))
    order = order[telling[order] > 0]
    rank = np.arange(len(order)) - np.searchsorted(owners[order], owners[order])
    best = order[rank < TELLING]
    marks = _pair_up(terms[best], owners[best])
    with Files(folder, int(path.stem)) as files:
        if len(marks[0]):
            files.add_parts("work/marks", prints_table(marks[0], int(path.stem), marks[1], buckets), "bucket")
    write_json(folder / "work" / "marked" / f"{path.stem}.json", len(marks[0]))
    return len(marks[0])


def _read_terms(path: Path) -> tuple[Hashes, npt.NDArray[np.float32], Ranks]:
    """Return the words of all articles of a shard, their weights, and the row of the article that each stands in."""
    from pyarrow import compute, parquet  # type: ignore[import-untyped]

    table = parquet.read_table(path)
    sizes = compute.list_value_length(table["terms"]).to_numpy()
    terms, weights = (compute.list_flatten(table[name]).to_numpy() for name in ("terms", "weights"))
    return terms, weights, np.repeat(np.arange(len(table)), sizes)


def _column(terms: Hashes) -> Ranks:
    return (terms % np.uint64(_COLUMNS)).astype(np.int64)


def _pair_up(terms: Hashes, owners: Ranks) -> tuple[Hashes, Ranks]:
    marks, rows = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    at = np.arange(len(terms)) - np.searchsorted(owners, owners)
    for one, other in combinations(range(TELLING), 2):
        second = np.flatnonzero(at == other)
        first = second - (other - one)
        both = np.sort(np.stack([terms[first], terms[second]], axis=1), axis=1)
        marks.append(mix(both))
        rows.append(owners[second])
    return np.concatenate(marks), np.concatenate(rows)


def list_blocks(folder: Path, total: int) -> tuple[list[Block], int]:
    """Return the articles in piles that are held against each other, and how many pairs lie between two piles.

    A small crawl is one pile. In a larger one copies come together first, then those that share most marks.
    """
    if total <= TOGETHER:
        return ([Block(0, (np.arange(total),))] if total else []), 0
    pairs = load_all(folder, "stories_pairs", 3)
    pairs = np.concatenate(
        [load_all(folder, "copied", 2), pairs[np.lexsort((pairs[:, 1], pairs[:, 0], -pairs[:, 2])), :2]]
    )
    lead = join_up(total, pairs, TOGETHER)
    cut = int((lead[pairs[:, 0]] != lead[pairs[:, 1]]).sum())
    order = np.argsort(lead, kind="stable")
    piles = np.split(order, np.flatnonzero(np.diff(lead[order])) + 1)
    runs = pack([len(pile) for pile in piles], TOGETHER)
    return [Block(number, tuple(piles[run])) for number, run in enumerate(runs)], cut


def group_block(block: Block, *, folder: Path) -> int:
    """Write the groups of a block and return how many there are."""
    articles = Numbers(folder).read(folder, [rank for pile in block.piles for rank in pile.tolist()])
    groups = list(_groups(block, articles))
    groups.sort(key=lambda group: group.articles)
    with Files(folder, block.number) as files:
        files.add_records("groups", groups)
    write_json(folder / "work" / "grouped" / f"{block.number:06}.json", len(groups))
    return len(groups)


def _groups(block: Block, articles: Any) -> Iterator[Group]:
    for pile in block.piles:
        yield from group_articles([articles[rank] for rank in pile.tolist()])
