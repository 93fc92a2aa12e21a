"""A crawl from its inputs to its tables, step after step; what was done stays done when a run is cut short. Inputs -> tables"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from copydesk.codec import encode
from copydesk.crawl import copies, meeting, quoted, stories
from copydesk.crawl.inputs import Piece, list_pieces
from copydesk.crawl.plan import LAYERS, CrawlPlan, CrawlSettings, Shard, count_buckets, make_plan, make_shards
from copydesk.crawl.reading import DEADLY, read_shard
from copydesk.crawl.summary import TABLES, CrawlSummary, read_summary, write_summary
from copydesk.crawl.tables import Files, list_table, require_arrow, write_json
from copydesk.engines.base import Engine, Progress
from copydesk.engines.kept import digest_program
from copydesk.engines.named import open_engine
from copydesk.errors import UnreadableInput, WorkerDied
from copydesk.records import Problem
from copydesk.stages.attribution import check_road

_DEATHS = 300
"""Times that a shard is given to a new worker before the run gives up: one with so many deadly pages has another fault."""


def plan_crawl(inputs: Sequence[str | Path], settings: CrawlSettings, *, processes: int | None = None) -> CrawlPlan:
    """Return what a crawl of the inputs would read and cost; a few of their pages are read for it, nothing is written."""
    return make_plan(list(list_pieces(inputs)), settings, processes or os.cpu_count() or 1)


def crawl(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    settings: CrawlSettings | None = None,
    engine: str | Engine = "local",
    processes: int | None = None,
    progress: Progress | None = None,
) -> CrawlSummary:
    """Write the tables of all pages that the inputs (files, folders, globs, s3:// addresses) hold into the folder `out`.

    The tables are the same on each `engine` ("local", "daft", "ray") and with any number of processes. A run that was cut
    short goes on where it stopped; a folder that holds another crawl raises `UnreadableInput`. What cannot be read is a
    row of `problems`; a page over which workers die is one too, after three of them.
    """
    require_arrow()
    settings, folder = settings or CrawlSettings(), Path(out).resolve()
    check_road(settings.road)
    if unknown := sorted(set(settings.layers) - set(LAYERS)):
        raise UnreadableInput(f"{unknown[0]}: no such layer; choose of {', '.join(LAYERS)}")
    pieces = list(list_pieces(inputs))
    digest = _digest(pieces, settings)
    if (folder / "crawl.json").is_file():
        _check_same(folder, folder / "crawl.json", digest)
        return read_summary(folder)
    if folder.is_dir() and not (folder / "work").is_dir() and any(folder.iterdir()):
        raise UnreadableInput(f"{folder}: holds something other than a crawl; name a new folder")
    if (folder / "work" / "crawl.json").is_file():
        _check_same(folder, folder / "work" / "crawl.json", digest)
    write_json(folder / "work" / "crawl.json", {"digest": digest})
    with open_engine(engine, processes or os.cpu_count() or 1) as opened:
        return _Run(folder, opened, settings, progress).through(pieces)


def _digest(pieces: Sequence[Piece], settings: CrawlSettings) -> str:
    told = json.dumps([encode(tuple(pieces)), encode(settings)], default=repr)
    return blake2b(told.encode(), digest_size=16, key=digest_program()).hexdigest()


def _check_same(folder: Path, note: Path, digest: str) -> None:
    if json.loads(note.read_text())["digest"] != digest:
        raise UnreadableInput(
            f"{folder}: a crawl of other inputs, with other settings or another version; name a new folder"
        )


class _Run:
    """The steps of one crawl. Each leaves a receipt for every piece of its work, and one when it is done."""

    def __init__(self, folder: Path, engine: Engine, settings: CrawlSettings, progress: Progress | None) -> None:
        self.folder, self.engine, self.settings, self.progress = folder, engine, settings, progress
        self.work = folder / "work"
        self.seconds: dict[str, float] = {}

    def through(self, pieces: Sequence[Piece]) -> CrawlSummary:
        buckets = count_buckets(pieces)
        self._step("reading", lambda: self._read(make_shards(pieces), buckets))
        total = self._step("numbering", lambda: meeting.number_articles(self.folder))
        limits = [self._step("copies", lambda: self._find_copies(total, buckets))]
        limits.append(self._step("stories", lambda: self._find_stories(total, buckets)))
        if "attribution" in self.settings.layers:
            self._step("attribution", lambda: self._find_quoted(total))
        return self._finish([problem for found in limits for problem in found])

    def _step(self, name: str, function: Callable[[], Any]) -> Any:
        """Return what a step gives, which is not run again where it was done before."""
        done = self.work / f"{name}.done.json"
        if not done.is_file():
            began = time.monotonic()
            value = function()
            write_json(done, {"value": value, "seconds": round(time.monotonic() - began, 2)})
        kept = json.loads(done.read_text())
        self.seconds[name] = kept["seconds"]
        return kept["value"]

    # --- reading ----------------------------------------------------------------------------------------

    def _read(self, shards: Sequence[Shard], buckets: int) -> int:
        read = partial(read_shard, folder=self.folder, settings=self.settings, buckets=buckets)
        if self.settings.limit is None:
            self._map("read", read, shards)
            return len(shards)
        left, most, each, at = self.settings.limit, self.settings.limit, self.settings.limit, 0
        while left and at < len(shards):
            wave = [replace(shard, most=most) for shard in shards[at : at + max(1, left // max(1, each))]]
            self._map("read", read, wave)
            for shard in wave:
                pages = self._receipt("read", shard.number)["pages"]
                if pages > left or not left:
                    self._forget(shard.number)
                    self._map("read", read, [replace(shard, most=left)] if left else [])
                left -= min(left, pages)
            at += len(wave)
            each = (most - left) // at
        return at

    def _forget(self, number: int) -> None:
        for path in self.folder.rglob(f"{number:06}.*"):
            path.unlink()

    def _map(self, name: str, function: Callable[[Any], Any], items: Sequence[Any]) -> None:
        """Do all items whose receipts are not there yet; those that a worker died over are done again, one at a time."""
        left, tries = self._open(name, items), 0
        while left:
            try:
                self._watch(name, items, left, self.engine.map(function, left))
            except WorkerDied:
                for item in [item for item in left if (self.work / "begun" / f"{item.number:06}").exists()]:
                    self._do_alone(name, function, item)
                rest = self._open(name, items)
                tries = tries + 1 if len(rest) == len(left) else 0
                if tries == DEADLY:
                    raise
            left = self._open(name, items)

    def _do_alone(self, name: str, function: Callable[[Any], Any], item: Any) -> None:
        """Do one shard by itself, so that no other page is blamed for a worker's death."""
        for attempt in range(_DEATHS + 1):
            if not self._open(name, [item]):
                return
            try:
                list(self.engine.map(function, [item]))
            except WorkerDied:
                if attempt == _DEATHS:
                    raise

    def _open(self, name: str, items: Sequence[Any]) -> list[Any]:
        return [item for item in items if not (self.work / name / f"{item.number:06}.json").is_file()]

    def _receipt(self, name: str, number: int) -> Any:
        return json.loads((self.work / name / f"{number:06}.json").read_text())

    def _watch(self, name: str, items: Sequence[Any], left: Sequence[Any], results: Iterable[Any]) -> None:
        """Tell how far a step is; of reading, in pages, of which the rest is told by the size of what is left."""
        done, pages, weight = len(items) - len(left), 0, 0
        whole = sum(item.weight for item in left) if name == "read" else 0
        name_told = {"read": "pages read"}.get(name, name)
        if self.progress:
            self.progress(name_told, 0 if name == "read" else done, 0)
        for item, result in zip(left, results, strict=True):
            done += 1
            if name == "read":
                pages, weight = pages + result["pages"], weight + item.weight
            if self.progress:
                told = (pages, round(pages * whole / weight)) if name == "read" else (done, len(items))
                self.progress(name_told, *told)

    def _group(self, function: Callable[[Any], Any], table: str, key: str) -> list[Any]:
        """Group the rows of a table; where a worker dies, all of it is done again."""
        files = list_table(self.folder, table)
        for attempt in range(DEADLY):
            try:
                return list(self.engine.group(function, files, key)) if files else []
            except WorkerDied:
                if attempt == DEADLY - 1:
                    raise
        raise AssertionError

    # --- after reading ----------------------------------------------------------------------------------

    def _meet(self, settings: meeting.Meetings, table: str, total: int, buckets: int) -> list[str]:
        """Find who meets under the hashes of a table, and return in words what limits were met."""
        meet = partial(meeting.meet_in_bucket, folder=self.folder, settings=settings, buckets=buckets)
        found = self._group(meet, table, "bucket")
        share = min((one["share"] for one in found), default=1.0)
        add = partial(meeting.add_up, folder=self.folder, settings=settings, share=share)
        self._group(add, f"work/{settings.name}_met", "slot")
        capped, commonest = sum(one["capped"] for one in found), max((one["commonest"] for one in found), default=0)
        limits = []
        if capped:
            common, hubs = (min(one[name] for one in found) for name in ("common", "hubs"))
            limits.append(
                f"{capped:,} marks stand in more than {common} articles each (the commonest in {commonest:,}); articles "
                f"that share only these were compared with {hubs} of the earliest of them at most"
            )
        if share < 1:
            limits.append(f"the pile is large: {share:.0%} of the shared marks chose which articles to compare")
        return limits

    def _find_copies(self, total: int, buckets: int) -> list[list[str]]:
        limits = self._meet(copies.COPIES, "work/prints", total, buckets)
        piles, cut = copies.list_piles(self.folder, total)
        self._map("compared", partial(copies.compare_pile, folder=self.folder), piles)
        copies.join_families(self.folder, len(piles))
        if cut:
            limits.append(
                f"{cut:,} pairs of articles lie between two parts of a pile of more than {copies.MOST:,} articles that hang "
                "together; their copies were told from the one part and the pair, their families joined where they share a member"
            )
        return [["passages", limit] for limit in limits]

    def _find_stories(self, total: int, buckets: int) -> list[list[str]]:
        limits: list[str] = []
        if total > stories.TOGETHER:
            stories.count_frequencies(self.folder)
            terms = [_Numbered(path) for path in list_table(self.folder, "work/terms")]
            self._map(
                "marked",
                partial(_call_on_path, partial(stories.mark_shard, folder=self.folder, buckets=buckets)),
                terms,
            )
            limits = self._meet(stories.STORIES, "work/marks", total, buckets)
        blocks, cut = stories.list_blocks(self.folder, total)
        self._map("grouped", partial(stories.group_block, folder=self.folder), blocks)
        if cut:
            limits.append(
                f"{cut:,} pairs of articles that share rare words lie between piles of at most {stories.TOGETHER:,}; each "
                "pile was grouped by itself, so that a story larger than that falls into several groups"
            )
        return [["grouping", limit] for limit in limits]

    def _find_quoted(self, total: int) -> None:
        quoted.pick_originals(self.folder, total)
        shards = [_Numbered(path) for path in list_table(self.folder, "articles")]
        find = partial(quoted.find_quoted, folder=self.folder, road=self.settings.road)
        self._map("quoted", partial(_call_on_path, find), shards)

    def _finish(self, limits: Sequence[Sequence[str]]) -> CrawlSummary:
        """Write the problems of the whole, a file for each table without rows, and last the note that all is done."""
        problems = [Problem(stage=stage, reason=reason, kind="limited") for stage, reason in limits]
        number = 1 + max((int(path.stem) for path in list_table(self.folder, "problems")), default=-1)
        with Files(self.folder, number) as files:
            files.add_records("problems", problems)
        tables = (*TABLES, *(["quoted"] if "attribution" in self.settings.layers else []))
        note = json.loads((self.work / "crawl.json").read_text())
        write_summary(self.folder, tables, note | {"seconds": self.seconds})
        shutil.rmtree(self.work)
        return read_summary(self.folder)


class _Numbered:
    """A file as a piece of work, with the number that its name tells."""

    def __init__(self, path: Path) -> None:
        self.path, self.number = path, int(path.stem)


def _call_on_path(function: Callable[[Path], Any], item: _Numbered) -> Any:
    return function(item.path)
