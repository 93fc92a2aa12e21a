"""Passages that articles share, who copied whom, and families, neighbourhood by neighbourhood. Pairs -> tables"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.codec import decode
from copydesk.crawl.meeting import Meetings, Numbers, Ranks, join_up, load_all, pack, save
from copydesk.crawl.tables import Files, list_table, write_json
from copydesk.export.parquet import table_of, to_arrow
from copydesk.records import Article, Copy, Family, Passage, identify
from copydesk.stages.passages.candidates import CandidateSettings
from copydesk.stages.passages.compare import compare_words
from copydesk.stages.passages.make import PassageSettings, Reading
from copydesk.stages.relations import mark_revisions, relate_articles

_LEAST = CandidateSettings().shared
COPIES = Meetings(name="copies", common=16, hubs=8, each=1000, least=_LEAST, firm=10, many=24, most=8, loose=1)
"""Two articles that share few fingerprints, or few that are not in many others, share a phrase or what stands beneath all
pages of a site: of these an article is compared with the foremost only."""
PAIRS = 1000
"""Pairs that are compared in one piece of work, or more where so many hang together."""
MOST = 400
"""Articles that hang together and are looked at together; each of a larger pile is looked at beside those before it."""
Pairs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pile:
    """A piece of work: its number and pairs of ranks, and the ranks of articles that are at home in another pile."""

    number: int
    pairs: Pairs
    guests: Ranks


def list_piles(folder: Path, total: int) -> tuple[list[Pile], int]:
    """Return the pairs that may share passages in piles of what hangs together, and how many have a guest.

    A pair is where the later of the two is at home, so that an article meets all earlier ones that it may have copied.
    """
    pairs = load_all(folder, "copies_pairs", 3)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0], -pairs[:, 2]))]  # what shares most comes first
    lead = join_up(total, pairs, MOST)
    home = lead[pairs[:, 1]]
    is_cut = lead[pairs[:, 0]] != home
    visited = np.zeros(total, dtype=np.bool_)
    visited[pairs[is_cut, 0]] = True
    np.save(folder / "work" / "numbers" / "visited.npy", visited)
    near = np.arange(total)  # the pile of the guest with whom most is shared: piles with the same guests come together
    piles, best = np.unique(home[is_cut], return_index=True)
    near[piles] = lead[pairs[is_cut, 0][best]]
    order = np.lexsort((pairs[:, 1], pairs[:, 0], home, near[home]))
    pairs, home = pairs[order, :2], home[order]
    parts = np.split(pairs, np.flatnonzero(np.diff(home)) + 1) if len(pairs) else []
    work = (np.concatenate(parts[run]) for run in pack([len(part) for part in parts], PAIRS))
    return [Pile(number, part, _guests(part, lead)) for number, part in enumerate(work)], int(is_cut.sum())


def _guests(pairs: Pairs, lead: Ranks) -> Ranks:
    first = np.unique(pairs[:, 0])
    guests: Ranks = first[~np.isin(lead[first], lead[pairs[:, 1]])]
    return guests


def compare_pile(pile: Pile, *, folder: Path) -> dict[str, int]:
    """Write the passages, copies, families and revisions of a pile and return how many of each there are.

    A family with a guest, here or elsewhere, is written apart: it may be a part of one.
    """
    numbers = Numbers(folder)
    articles = numbers.read(folder, np.unique(pile.pairs).tolist())
    readings = {rank: Reading(article) for rank, article in articles.items()}
    passages = _find_passages(pile.pairs, readings)
    marked, revisions = mark_revisions(sorted(articles.values(), key=lambda article: article.id))
    known = {reading.article.id: reading for reading in readings.values()}
    copies, families = relate_articles(marked, passages, readings=known)
    guests = {numbers.name(rank) for rank in pile.guests.tolist()}
    families += tuple(_with_guests(copies, families, guests))
    ranks = {article.id: rank for rank, article in articles.items()}
    visited = np.load(folder / "work" / "numbers" / "visited.npy", mmap_mode="r")
    parts = [family for family in families if any(visited[ranks[name]] for name in family.articles)]
    with Files(folder, pile.number) as files:
        if passages:
            files.add("passages", table_of(Passage, passages), rows=256)
        if parts:
            files.add("work/parts", to_arrow("families", parts))
        files.add_records("copies", copies)
        files.add_records("families", [family for family in families if family not in parts])
        files.add_records("revisions", [revision for revision in revisions if revision.later not in guests])
    copied = [sorted((ranks[copy.a], ranks[copy.b])) for copy in copies]
    save(folder / "work" / "copied" / f"{pile.number:06}.npy", np.array(copied, dtype=np.int64).reshape(-1, 2))
    counts = {"pairs": len(pile.pairs), "passages": len(passages), "copies": len(copies), "families": len(families)}
    write_json(folder / "work" / "compared" / f"{pile.number:06}.json", counts)
    return counts


def _find_passages(pairs: Pairs, readings: dict[int, Reading]) -> list[Passage]:
    """Return what the pairs share; articles of the same text are compared once."""
    texts: dict[object, int] = {}
    text = {rank: texts.setdefault(_text_of(one.article), len(texts)) for rank, one in readings.items()}
    known: dict[tuple[int, int], list[Passage]] = {}
    found: list[Passage] = []
    for pair in pairs.tolist():
        a, b = sorted(pair, key=lambda rank: readings[rank].article.id)
        if (text[a], text[b]) not in known:
            known[text[a], text[b]] = compare_words(readings[a], readings[b], PassageSettings())
        ids = readings[a].article.id, readings[b].article.id
        found += [replace(passage, a=ids[0], b=ids[1]) for passage in known[text[a], text[b]]]
    return found


def _text_of(article: Article) -> object:
    return article.text, tuple(block.span for block in article.body())


# --- families of several piles --------------------------------------------------------------------------


def join_families(folder: Path, number: int) -> int:
    """Write the families that several piles have parts of, as a file of that number, and return how many there are."""
    parts = [part for path in list_table(folder, "work/parts") for part in _read_parts(path)]
    names = sorted({name for part in parts for name in part.articles})
    place = {name: i for i, name in enumerate(names)}
    links = [(place[part.articles[0]], place[name]) for part in parts for name in part.articles[1:]]
    lead = join_up(len(names), np.array(links, dtype=np.int64).reshape(-1, 2), len(names))
    groups: dict[int, list[Family]] = {}
    for part in parts:
        groups.setdefault(int(lead[place[part.articles[0]]]), []).append(part)
    with Files(folder, number) as files:
        files.add_records("families", sorted(map(_join, groups.values()), key=lambda family: family.articles))
    return len(groups)


def _with_guests(copies: Sequence[Copy], families: Sequence[Family], guests: Set[str]) -> Iterator[Family]:
    """Yield for each article that is a guest's copy and in no family the two as a part of the guest's family."""
    held = {name for family in families for name in family.articles}
    whole = [copy for copy in copies if copy.kind != "excerpt"]
    for copy in sorted(whole, key=lambda copy: (-max(copy.a_coverage, copy.b_coverage), copy.a, copy.b)):
        names = {copy.a, copy.b}
        if len(names & guests) == 1 and not names - guests <= held:
            held |= names - guests
            yield _family((copy.a, copy.b), None, None)


def _family(articles: tuple[str, ...], original: str | None, outlet: str | None) -> Family:
    return Family(
        id=identify("family", *articles),
        articles=articles,
        original=original,
        origin_outlet=outlet,
        rule="crawl.joined_parts",
    )


def _read_parts(path: Path) -> Iterator[Family]:
    from pyarrow import parquet  # type: ignore[import-untyped]

    return (decode(Family, row) for row in parquet.read_table(path).to_pylist())


def _join(parts: Sequence[Family]) -> Family:
    """Return the family of which these are parts; its original is the one that the parts of most articles name."""
    if len(parts) == 1:
        return parts[0]
    articles = tuple(sorted({name for part in parts for name in part.articles}))
    votes: Counter[tuple[str | None, str | None]] = Counter()
    for part in parts:
        votes[part.original, part.origin_outlet] += len(part.articles)
    original, outlet = min(votes, key=lambda told: (-votes[told], told[0] is None, told[0] or "", told[1] or ""))
    return _family(articles, original, outlet)
