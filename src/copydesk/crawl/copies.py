"""Passages that articles share, who copied whom, and families, one pile of pairs at a time. Pairs -> tables"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.crawl.meeting import Meetings, Numbers, join_up, load_all, pack, save
from copydesk.crawl.tables import Files, read_rows, write_json
from copydesk.export.parquet import table_of
from copydesk.records import Passage
from copydesk.stages.passages.candidates import CandidateSettings
from copydesk.stages.passages.compare import compare_words
from copydesk.stages.passages.make import PassageSettings, Reading
from copydesk.stages.relations import mark_revisions, relate_articles

_SMALL = CandidateSettings()
COPIES = Meetings(name="copies", common=_SMALL.common, hubs=_SMALL.hubs, least=_SMALL.shared, each=300)
SHARED = 6
"""What is kept of a pair that shares text: two ranks, the file and rows of the passages, their letters."""
PAIRS = 1000
"""Pairs that are aligned in one piece of work."""
RELATED = 400
"""Articles that are related in one piece of work, or more where so many hang together."""
MOST = 2000
"""Articles that are looked at together; the copies between two parts of a larger pile are found, its families are cut."""

Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pile:
    """A piece of work: its number and pairs of ranks; with `places` of their passages where these are known.

    `whole`: all that hangs together is there, so that families can be told.
    """

    number: int
    pairs: Pairs
    whole: bool = True


def list_alignments(folder: Path, total: int) -> Iterator[Pile]:
    """Yield the pairs that may share passages, those that belong together side by side."""
    pairs = load_all(folder, "copies_pairs", 3)[:, :2]
    lead = join_up(total, pairs, total)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], lead[pairs[:, 0]]))]
    for number, start in enumerate(range(0, len(pairs), PAIRS)):
        yield Pile(number, pairs[start : start + PAIRS])


def align_pile(pile: Pile, *, folder: Path) -> int:
    """Write the passages that the pairs share, and which pairs do; return how many."""
    numbers = Numbers(folder)
    articles = numbers.read(folder, np.unique(pile.pairs).tolist())
    readings = {rank: Reading(article) for rank, article in articles.items()}
    passages: list[Passage] = []
    shared: list[tuple[int, ...]] = []
    for a, b in pile.pairs.tolist():
        first, second = sorted((a, b), key=lambda rank: articles[rank].id)
        found = compare_words(readings[first], readings[second], PassageSettings())
        if found:
            letters = sum(passage.a_span.end - passage.a_span.start for passage in found)
            shared.append((a, b, pile.number, len(passages), len(passages) + len(found), letters))
            passages += found
    with Files(folder, pile.number) as files:
        if passages:
            files.add("passages", table_of(Passage, passages), rows=32)
    save(folder / "work" / "shared" / f"{pile.number:06}.npy", np.array(shared, dtype=np.int64).reshape(-1, SHARED))
    write_json(folder / "work" / "aligned" / f"{pile.number:06}.json", len(passages))
    return len(passages)


def list_relations(folder: Path, total: int) -> tuple[list[Pile], int]:
    """Return the pairs that share passages in piles of what hangs together, and how many pairs lie between two piles."""
    shared = load_all(folder, "shared", SHARED)
    shared = shared[np.lexsort((shared[:, 1], shared[:, 0], -shared[:, 5]))]  # what shares most comes first
    lead = join_up(total, shared, MOST)
    inside = lead[shared[:, 0]] == lead[shared[:, 1]]
    piles = [_sorted(pairs) for pairs in _by_lead(shared[inside], lead)]
    sizes = [len(np.unique(pairs[:, :2])) for pairs in piles]
    whole = [np.concatenate(piles[run]) for run in pack(sizes, RELATED)]
    cut = _sorted(shared[~inside])
    parts = [cut[start : start + PAIRS] for start in range(0, len(cut), PAIRS)]
    work = [Pile(number, pairs, number < len(whole)) for number, pairs in enumerate([*whole, *parts])]
    return work, len(cut)


def _by_lead(pairs: Pairs, lead: Pairs) -> Iterator[Pairs]:
    ordered = pairs[np.argsort(lead[pairs[:, 0]], kind="stable")]
    cuts = np.flatnonzero(np.diff(lead[ordered[:, 0]])) + 1
    yield from (part for part in np.split(ordered, cuts) if len(part))


def _sorted(pairs: Pairs) -> Pairs:
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def relate_pile(pile: Pile, *, folder: Path) -> dict[str, int]:
    """Write the copies, families and revisions of a pile and return how many of each there are."""
    articles = list(Numbers(folder).read(folder, np.unique(pile.pairs[:, :2]).tolist()).values())
    articles.sort(key=lambda article: article.id)
    marked, revisions = mark_revisions(articles)
    copies, families = relate_articles(marked, list(_passages(pile.pairs, folder)))
    found: dict[str, Any] = {"copies": copies, "families": families if pile.whole else (), "revisions": revisions}
    with Files(folder, pile.number) as files:
        for name, records in found.items():
            files.add_records(name, records)
    counts = {name: len(records) for name, records in found.items()}
    write_json(folder / "work" / "related" / f"{pile.number:06}.json", counts)
    return counts


def _passages(pairs: Pairs, folder: Path) -> Iterator[Passage]:
    rows = sorted((number, first, last) for _, _, number, first, last, _ in pairs.tolist())
    for number, runs in groupby(rows, key=itemgetter(0)):
        places = [place for _, first, last in runs for place in range(first, last)]
        yield from read_rows(folder / "passages" / f"{number:06}.parquet", Passage, places)
