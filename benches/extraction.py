#!/usr/bin/env python3
"""How fast pages become articles on one core, beside trafilatura on the same pages, and how much memory an archive takes.

Usage: extraction.py [--pages FOLDER] [--types article] [--rounds 3] [--archives 250,1000,3000] [--out FILE]

Speed: pages a second of `find_articles` and of `trafilatura.bare_extraction(…, with_metadata=True)`, twenty pages of one
after twenty of the other, so that both meet the same machine; the best round counts, by the process's own time and by
the clock. Memory: the peak of `copydesk extract` over WARC files of the same pages, made on the fly.
Without `--pages` the development pages beside the project are read: `--types article` (news pages) or `all`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from machine import describe_machine

from copydesk.records import SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.pages import read_pages

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT.parent / "shared" / "bench" / "extraction"
TURN = 20
"""Pages that one of the two reads before the other has its turn."""


def load_pages(folder: Path | None, types: str) -> list[SavedPage]:
    """Return the pages of a folder, or those of the development set."""
    if folder:
        return [page for page in read_pages([folder]) if isinstance(page, SavedPage)]
    sys.path.insert(0, str(SETS))
    import sets  # type: ignore[import-not-found]

    chosen = [page for page in sets.load("wcxb-dev") if types == "all" or page["type"] in types.split(",")]
    with TemporaryDirectory() as kept:
        for page in chosen:
            Path(kept, f"{page['doc']}.html").write_bytes(page["html"])
        return load_pages(Path(kept), types)


def measure_speed(pages: list[SavedPage], rounds: int) -> dict[str, dict[str, float]]:
    """Return the pages a second of both, and our share of trafilatura's."""
    from trafilatura import bare_extraction

    readers: dict[str, Callable[[SavedPage], object]] = {
        "copydesk": find_articles,
        "trafilatura": lambda page: bare_extraction(page.content, with_metadata=True),
    }
    for read in readers.values():  # once without the clock: libraries and word lists are loaded
        for page in pages[:5]:
            read(page)
    all_rounds = [_one_round(pages, readers) for _ in range(rounds)]
    best = {
        kind: {name: round(len(pages) / min(one[name][at] for one in all_rounds), 2) for name in readers}
        for at, kind in enumerate(("pages_per_cpu_second", "pages_per_second"))
    }
    return best | {"share_of_trafilatura": {k: round(v["copydesk"] / v["trafilatura"], 2) for k, v in best.items()}}


def _one_round(
    pages: list[SavedPage], readers: dict[str, Callable[[SavedPage], object]]
) -> dict[str, tuple[float, float]]:
    spent = dict.fromkeys(readers, (0.0, 0.0))
    for first in range(0, len(pages), TURN):
        for name, read in readers.items():
            cpu, wall = time.process_time(), time.perf_counter()
            for page in pages[first : first + TURN]:
                read(page)
            spent[name] = (spent[name][0] + time.process_time() - cpu, spent[name][1] + time.perf_counter() - wall)
    return spent


def measure_memory(pages: list[SavedPage], sizes: list[int]) -> Iterator[dict[str, Any]]:
    """Yield the peak memory of `copydesk extract` over archives of so many pages."""
    for size in sizes:
        with TemporaryDirectory() as folder:
            archive = Path(folder) / "pages.warc.gz"
            _write_archive(archive, pages, size)
            started = time.perf_counter()
            command = [sys.executable, "-m", "copydesk.cli", "extract", str(archive)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
                assert running.stdout
                rows = sum(1 for _ in running.stdout)
                _, status, usage = os.wait4(running.pid, 0)
                running.returncode = os.waitstatus_to_exitcode(status)
            yield {
                "pages": size,
                "archive_megabytes": round(archive.stat().st_size / 1e6, 1),
                "articles": rows,
                "peak_megabytes": round(usage.ru_maxrss / 1024),
                "seconds": round(time.perf_counter() - started, 1),
            }


def _write_archive(path: Path, pages: list[SavedPage], size: int) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for number in range(size):
            content = pages[number % len(pages)].content + b"<!-- %d -->" % number
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://selby.example/{number}"
            writer.write_record(writer.create_warc_record(address, "response", BytesIO(content), http_headers=headers))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path)
    options.add_argument("--types", default="article")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--archives", default="250,1000,3000", help="pages of each archive; empty leaves memory out")
    options.add_argument("--out", type=Path, default=ROOT / "benches" / "results" / "extraction.json")
    given = options.parse_args()
    pages = load_pages(given.pages, given.types)
    digest = hashlib.sha256("".join(sorted(page.page.sha256 for page in pages)).encode()).hexdigest()
    result: dict[str, Any] = {
        **describe_machine(),
        "data": {"pages": len(pages), "bytes": sum(len(page.content) for page in pages), "sha256": digest},
        "load": [round(load, 1) for load in os.getloadavg()],
        **measure_speed(pages, given.rounds),
    }
    print(json.dumps(result, indent=1), flush=True)
    result["memory"] = []
    for row in measure_memory(pages, [int(size) for size in given.archives.split(",") if size]):
        print(row, flush=True)
        result["memory"].append(row)
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
