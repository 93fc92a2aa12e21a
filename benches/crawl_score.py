"""How many planted copies a program found, and how many of its pairs are right. Pairs of page numbers -> shares."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from crawl_pile import MadePage

from copydesk.crawl.tables import list_table
from copydesk.text.shingles import read_words

RUN = 12
"""Two pages that share so many words in a row share text, whether it was planted or not."""
CHECKED = 2000
"""Found pairs outside the families that are checked for it, evenly spread."""

Pairs = npt.NDArray[np.int64]


def score(pages: Sequence[MadePage], pairs: Pairs) -> dict[str, Any]:
    """Return the shares of the planted copies found and of the found pairs that are right."""
    family = np.array([page.original for page in pages])
    codes = np.unique(pairs.min(axis=1) * len(pages) + pairs.max(axis=1))
    first, second = np.divmod(codes, len(pages))
    together = family[first] == family[second]
    met = np.zeros(len(pages), dtype=np.bool_)
    met[second[together & (family[second] == first)]] = True
    joined = join(first[together], second[together], len(pages)) == family
    kinds = np.array([page.kind for page in pages])
    outside = np.flatnonzero(~together)
    checked = outside[:: max(1, -(-len(outside) // CHECKED))].tolist()
    alike = float(np.mean([share_run(pages, int(first[i]), int(second[i])) for i in checked])) if checked else 1.0
    return {
        "planted": int((kinds != "original").sum()),
        "found_with_original": {kind: share(met[kinds == kind]) for kind in ("exact", "edited", "excerpt")},
        "joined_to_original": {kind: share(joined[kinds == kind]) for kind in ("exact", "edited", "excerpt")},
        "pairs": len(codes),
        "pairs_of_one_family": share(together),
        "other_pairs_sharing_12_words": round(alike, 4),
        "precision": round((together.sum() + alike * len(outside)) / max(1, len(codes)), 4),
    }


def join(first: Pairs, second: Pairs, number: int) -> Pairs:
    """Return the least page to which found pairs lead from each."""
    lead = np.arange(number)
    while True:
        least = np.minimum(lead[first], lead[second])
        before = lead.copy()
        np.minimum.at(lead, first, least)
        np.minimum.at(lead, second, least)
        if (lead == before).all():
            return lead


def share(flags: npt.NDArray[np.bool_]) -> float:
    return round(float(flags.mean()), 4) if len(flags) else 1.0


def share_run(pages: Sequence[MadePage], one: int, other: int) -> bool:
    ours, theirs = (_runs("\n".join(pages[number].paragraphs)) for number in (one, other))
    return bool(ours & theirs)


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = read_words(text).keys
    return {keys[i : i + RUN] for i in range(len(keys) - RUN + 1)}


def read_pairs(folder: Path, pages: Path) -> tuple[Pairs, list[list[int]]]:
    """Return the copies and the families of a crawl of one file of JSON lines by the numbers of the rows."""
    from pyarrow import parquet  # type: ignore[import-untyped]

    with pages.open("rb") as lines:
        starts = [0, *accumulate(map(len, lines))]
    rows = [
        row
        for path in list_table(folder, "pages")
        for row in parquet.read_table(path, columns=["id", "uri", "file_start"]).to_pylist()
    ]
    number = {
        row["id"]: bisect_right(starts, row["file_start"]) - 2 + int(row["uri"].rpartition("#")[2]) for row in rows
    }
    place: dict[str, int] = {}
    for path in list_table(folder, "articles"):
        table = parquet.read_table(path, columns=["id", "page"]).to_pydict()
        place |= {name: number[page] for name, page in zip(table["id"], table["page"], strict=True)}
    copies: list[tuple[int, int]] = []
    for path in list_table(folder, "copies"):
        table = parquet.read_table(path, columns=["a", "b"]).to_pydict()
        copies += [(place[a], place[b]) for a, b in zip(table["a"], table["b"], strict=True)]
    families = [
        [place[name] for name in names]
        for path in list_table(folder, "families")
        for names in parquet.read_table(path, columns=["articles"])["articles"].to_pylist()
    ]
    return np.array(copies, dtype=np.int64).reshape(-1, 2), families


def share_in_family(pages: Sequence[MadePage], families: Sequence[Sequence[int]]) -> dict[str, float]:
    """Return the share of the planted copies that stand in one family with their original."""
    held = {number: place for place, members in enumerate(families) for number in members}
    shares = {}
    for kind in ("exact", "edited"):
        planted = [page for page in pages if page.kind == kind]
        found = [page.number in held and held[page.number] == held.get(page.original) for page in planted]
        shares[kind] = share(np.array(found))
    return shares


def load_pairs(path: Path) -> Pairs:
    """Return the pairs that `reuse_find.py` wrote."""
    found = np.load(path)
    return np.stack([found["first"], found["second"]], axis=1)


def tell(name: str, row: dict[str, Any]) -> None:
    print(name, json.dumps(row), flush=True)
