"""Which articles meet under the same hashes, looked at bucket by bucket. Files of prints -> pairs with counts

Articles go by their rank: the earliest known first, as `find_passages` has them. So that the work grows as the articles do,
hashes that many articles have join each with the foremost only, and an article is held against so many earlier ones at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.crawl.tables import Files, list_table, read_rows, write_json
from copydesk.engines.base import key_of_rows
from copydesk.records import Article
from copydesk.stages.passages.candidates import (
    CandidateSettings,
    Groups,
    count_meetings,
    group_texts,
    meet,
    pack_prints,
    thin_out,
)

Ranks = npt.NDArray[np.int64]
Columns = tuple[Ranks, Ranks, Ranks, Ranks]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Who meets: a hash in more than `common` articles joins each with the `hubs` foremost.

    `each` is how many meetings there may be for an article on the average; with more, `common` and `hubs` are lowered,
    and then only one in so many hashes is looked at. A pair needs `least` hashes and is firm with `many`, or with `firm`
    that are not common. An article is held against the earliest with which it makes a firm pair and `most` of
    those that share most, the earliest of equals; of the others, against the earliest and `loose`.
    """

    name: str
    common: int
    hubs: int
    each: int
    least: int
    firm: int
    many: int
    most: int
    loose: int


# --- numbering ------------------------------------------------------------------------------------------


class Numbers:
    """The articles of a crawl by rank: in which shard and row each stands, and its id. Read from files, not held."""

    def __init__(self, folder: Path) -> None:
        load = partial(np.load, mmap_mode="r")
        self.ranks, self.first, self.shards, self.rows, self.ids = (
            load(folder / "work" / "numbers" / f"{name}.npy") for name in ("ranks", "first", "shards", "rows", "ids")
        )

    def __len__(self) -> int:
        return len(self.ids)

    def ranks_of(self, shards: Any, rows: Any) -> Ranks:
        """Return the ranks of articles told by shard and row."""
        ranks: Ranks = self.ranks[self.first[shards] + rows]
        return ranks

    def name(self, rank: int) -> str:
        """Return the id of an article."""
        return bytes(self.ids[rank]).decode()

    def read(self, folder: Path, ranks: Sequence[int]) -> dict[int, Article]:
        """Return the articles of some ranks."""
        places: dict[int, dict[int, int]] = {}
        for rank in sorted(set(ranks)):
            places.setdefault(int(self.shards[rank]), {})[int(self.rows[rank])] = rank
        found: dict[int, Article] = {}
        for shard, rows in places.items():
            articles = read_rows(folder / "articles" / f"{shard:06}.parquet", Article, list(rows))
            found.update(zip([rows[row] for row in sorted(rows)], articles, strict=True))
        return found


def number_articles(folder: Path) -> int:
    """Write the ranks of all articles and return how many there are; this holds some hundred bytes for each."""
    from pyarrow import compute, parquet  # type: ignore[import-untyped]

    ids, dates, shards, rows = [np.zeros(0, "S14")], [np.zeros(0, "S24")], [_none()], [_none()]
    for path in list_table(folder, "articles"):
        table = parquet.read_table(path, columns=["id", "published"])
        days = compute.fill_null(compute.struct_field(table["published"], "value"), "~").to_pylist()
        ids.append(np.array(table["id"].to_pylist(), "S14"))
        dates.append(np.array([day.encode("ascii", "replace") for day in days], "S24"))
        shards.append(np.full(len(table), int(path.stem)))
        rows.append(np.arange(len(table)))
    shard = np.concatenate(shards)
    order = np.lexsort((np.concatenate(ids), np.concatenate(dates)))
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    first = np.searchsorted(shard, np.arange(int(shard.max(initial=0)) + 2))
    columns = {"ids": np.concatenate(ids)[order], "shards": shard[order], "rows": np.concatenate(rows)[order]}
    (folder / "work" / "numbers").mkdir(parents=True, exist_ok=True)
    for name, column in (columns | {"ranks": ranks, "first": first}).items():
        np.save(folder / "work" / "numbers" / f"{name}.npy", column)
    return len(order)


def _none() -> Ranks:
    return np.zeros(0, dtype=np.int64)


# --- meeting --------------------------------------------------------------------------------------------


def meet_in_bucket(prints: Any, *, folder: Path, settings: Meetings, buckets: int) -> dict[str, float]:
    """Write which articles meet under the hashes of one bucket, and how often; return what limits were met."""
    numbers, bucket = Numbers(folder), key_of_rows(prints, "bucket")
    total = len(numbers)
    owners = numbers.ranks_of(prints["shard"].to_numpy(), prints["row"].to_numpy())
    groups = group_texts([pack_prints(prints["hash"].to_numpy(), owners, total)], total)
    busiest, common, hubs = max(1, settings.each * total // buckets), settings.common, settings.hubs
    while common > 2 and count_meetings(groups.counts, common, hubs) > busiest:
        common -= 2
        hubs = max(1, min(hubs, common // 2))
    kept, share = thin_out(groups, CandidateSettings(common=common, hubs=hubs, busiest=busiest))
    with Files(folder, bucket) as files:
        columns = _count_pairs(_meetings(kept, common, hubs, total), total)
        _write_pairs(files, f"work/{settings.name}_met", columns, total=total, slots=buckets)
    hot = kept.commoner_than(common)
    receipt = {"capped": len(hot), "commonest": int(hot.max(initial=0)), "share": share, "common": common, "hubs": hubs}
    write_json(folder / "work" / f"{settings.name}_met" / f"{bucket:06}.json", receipt)
    return receipt


def _meetings(groups: Groups, common: int, hubs: int, total: int) -> Ranks:
    """Return a number for each meeting: the two articles, the later one first, and whether the hash is not common."""
    codes = [_none()]
    for is_rare in (True, False):
        chosen = groups.select((groups.counts <= common) == is_rare)
        codes += [(second * total + first) * 2 + is_rare for first, second in meet(chosen, common, hubs)]
    return np.concatenate(codes)


def _count_pairs(codes: Ranks, total: int) -> Columns:
    """Return the pairs, how many hashes each shares and how many of these are not common."""
    codes.sort()
    pairs = codes >> 1
    new = np.flatnonzero(np.diff(pairs, prepend=-1))
    counts = np.diff(np.append(new, len(pairs)))
    rare = np.add.reduceat(codes & 1, new) if len(new) else _none()
    second, first = np.divmod(pairs[new], max(1, total))
    return first, second, counts, rare


def _write_pairs(files: Files, name: str, columns: Columns, *, total: int, slots: int) -> None:
    import pyarrow as arrow

    first, second, counts, rare = columns
    table = {"slot": (second * slots // max(1, total)).astype(np.int32), "first": first, "second": second}
    table |= {"count": counts.astype(np.int32), "rare": rare.astype(np.int32)}
    if len(first):
        files.add_parts(name, arrow.table(table), "slot")


def add_up(met: Any, *, folder: Path, settings: Meetings, share: float) -> int:
    """Write the pairs of one slot that are to be compared, all buckets together, and return how many they are.

    A slot has all pairs of its later articles.
    """
    slot = key_of_rows(met, "slot")
    first, second, counts, rare = (met[name].to_numpy() for name in ("first", "second", "count", "rare"))
    order = np.lexsort((first, second))
    first, second = first[order], second[order]
    new = np.flatnonzero(np.diff(first, prepend=-1) | np.diff(second, prepend=-1))
    sums, rares = (np.add.reduceat(column[order].astype(np.int64), new) for column in (counts, rare))
    chosen = _choose(np.stack([first[new], second[new], sums, rares], axis=1), settings, share)
    save(folder / "work" / f"{settings.name}_pairs" / f"{slot:06}.npy", chosen)
    return len(chosen)


def _choose(pairs: Ranks, settings: Meetings, share: float) -> Ranks:
    """Return the pairs that are to be compared, sorted."""
    least, firm, many = (max(1, round(one * share)) for one in (settings.least, settings.firm, settings.many))
    pairs = pairs[pairs[:, 2] >= least]
    loose = (pairs[:, 2] < many) & (pairs[:, 3] < firm)
    kind = pairs[:, 1] * 2 + loose  # of what article, and whether loose
    is_chosen = _place(kind, pairs[:, 0]) == 0
    is_chosen |= _place(kind, pairs[:, 0], -pairs[:, 2]) < np.where(loose, settings.loose, settings.most)
    chosen = pairs[is_chosen, :3]
    return chosen[np.lexsort((chosen[:, 1], chosen[:, 0]))]


def _place(kind: Ranks, *by: Ranks) -> Ranks:
    """Return the place of each among those of its kind; they are ordered by the last column, equals by the one before."""
    order = np.lexsort((*by, kind))
    place = np.empty(len(kind), dtype=np.int64)
    place[order] = np.arange(len(kind)) - np.searchsorted(kind[order], kind[order])
    return place


def save(path: Path, array: Any) -> None:
    """Write an array whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".part").open("wb") as stream:
        np.save(stream, array)
    path.with_suffix(".part").replace(path)


def load_all(folder: Path, name: str, columns: int) -> npt.NDArray[np.int64]:
    """Return the rows of all arrays of a name, in the order of their numbers."""
    paths = sorted((folder / "work" / name).glob("*.npy"))
    return np.concatenate([np.zeros((0, columns), dtype=np.int64), *map(np.load, paths)])


# --- what belongs together ------------------------------------------------------------------------------


def join_up(total: int, pairs: npt.NDArray[np.int64], most: int) -> Ranks:
    """Return for each rank the least rank of its component: pairs are joined in their order, to at most `most` articles."""
    lead, sizes = list(range(total)), [1] * total

    def find(one: int) -> int:
        while lead[one] != one:
            lead[one] = lead[lead[one]]
            one = lead[one]
        return one

    for a, b in zip(pairs[:, 0].tolist(), pairs[:, 1].tolist(), strict=True):
        one, other = sorted((find(a), find(b)))
        if one != other and sizes[one] + sizes[other] <= most:
            lead[other] = one
            sizes[one] += sizes[other]
    return np.array([find(one) for one in range(total)], dtype=np.int64)


def pack(sizes: Sequence[int], most: int) -> Iterator[slice]:
    """Yield runs of things that go together in one piece of work: as many as have `most` in all, or one that is larger."""
    start, held = 0, 0
    for i, size in enumerate(sizes):
        if i > start and held + size > most:
            yield slice(start, i)
            start, held = i, 0
        held += size
    if len(sizes) > start:
        yield slice(start, len(sizes))
