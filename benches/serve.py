#!/usr/bin/env python3
"""How long until a reader sees a view: of a one-file report, and of a story served live; and what many readers at once wait.

Usage: serve.py [--articles 1000] [--of-report 100] [--opens 9] [--first-only] [--out FILE]

The stories are made up (`tests/web/large.py`): as dense with records as real ones. Each view is opened by a new window
with nothing kept. `seen` is the first contentful paint, `done` the end of the load event, both since the browser began to
ask, in milliseconds: the median of all openings, the fastest (which other work on the machine disturbed least) and the slowest. `processor` is the time that server and browser together
spend on an opening, all threads, which other work on the machine changes little; a window alone on two cores shows a view in less.
Exit 1 where a first view takes longer than its limit.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benches")]

from machine import describe_machine  # noqa: E402
from tests.browser.conftest import QUIET  # noqa: E402
from tests.web.large import make_story  # noqa: E402

from copydesk.records import SavedPage, StoryRecords  # noqa: E402
from copydesk.store.sqlite import SqliteStore  # noqa: E402
from copydesk.story import Story  # noqa: E402
from copydesk.web.server.running import Server  # noqa: E402
from copydesk.web.views import VIEWS  # noqa: E402

LIMITS = {"report": 300, "live": 500}
"""Milliseconds in which a first view is to be seen."""
CLIENTS = 64
SEEN = """() => new Promise((done) => {
  const told = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const load = performance.getEntriesByType("navigation")[0].loadEventEnd;
    if (paint && load) done([paint.startTime, load]); else setTimeout(told, 5);
  };
  told();
})"""


def keep_story(records: StoryRecords, path: Path) -> None:
    saved = tuple(SavedPage(page=page, content=b"<p>made up") for page in records.pages)
    SqliteStore(path).put(records, saved)


def processor_time() -> float:
    """Return the milliseconds of processor time that this process and all that it started have spent."""
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)], spent[int(stat.parent.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    ours = {os.getpid()}
    for _ in range(8):  # a browser's processes lie a few steps down
        ours |= {process for process, parent in parents.items() if parent in ours}
    return 1000 * sum(spent[process] for process in ours) / os.sysconf("SC_CLK_TCK")


def open_view(browser: Any, address: str, opens: int) -> dict[str, float]:
    """Return how long it takes until a view is seen, and until it is done."""
    times = []
    for _ in range(opens):
        window = browser.new_context(viewport={"width": 1280, "height": 900})
        page = window.new_page()
        before = processor_time()
        page.goto(address)
        seen, done = page.evaluate(SEEN)
        times.append((seen, done, processor_time() - before))
        window.close()
    seen, done, spent = zip(*times, strict=True)
    return {
        "seen": round(median(seen)),
        "seen_fastest": round(min(seen)),
        "seen_slowest": round(max(seen)),
        "done": round(median(done)),
        "processor": round(median(spent)),
    }


def ask_at_once(port: int, paths: list[str]) -> dict[str, float]:
    """Return what `CLIENTS` readers wait who ask for all `paths` at the same time."""

    def browse(number: int) -> list[float]:
        connection, waits = HTTPConnection("127.0.0.1", port, timeout=120), []
        for step in range(len(paths)):
            begun = time.perf_counter()
            connection.request("GET", paths[(number + step) % len(paths)])
            answer = connection.getresponse()
            answer.read()
            waits.append(1000 * (time.perf_counter() - begun))
            assert answer.status == 200, answer.status
        return waits

    with ThreadPoolExecutor(CLIENTS) as pool:
        waits = [wait for one in pool.map(browse, range(CLIENTS)) for wait in one]
    return {
        "requests": len(waits),
        "median": round(median(waits)),
        "of_twenty_slowest": round(quantiles(waits, n=20)[-1]),
    }


def measure_report(browser: Any, folder: Path, articles: int, opens: int) -> dict[str, Any]:
    keep_story(make_story(articles), folder / "report.db")
    begun = time.perf_counter()
    page = Story.open(folder / "report.db").report()
    drawn = time.perf_counter() - begun
    (folder / "report.html").write_text(page, encoding="utf-8")
    found = open_view(browser, (folder / "report.html").as_uri(), opens)
    return {"articles": articles, "bytes": len(page.encode()), "seconds_to_write": round(drawn, 2), "view": found}


def measure_live(browser: Any, folder: Path, articles: int, opens: int, *, first_only: bool) -> dict[str, Any]:
    keep_story(make_story(articles), folder / "live.db")
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    server = Server(folder / "live.db")
    ready = time.perf_counter() - begun
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    thread = Thread(target=server.run)
    thread.start()
    records, port = server.desk.state.records, int(server.address.rstrip("/").rpartition(":")[2])
    paths = {"first": "/"} | {name: f"/{name}" for name in VIEWS}
    paths |= {"article": f"/articles/{records.articles[-1].id}", "search": "/search?q=harbour+strike"}
    if first_only:
        paths = {"first": "/"}
    try:
        views = {name: open_view(browser, f"http://127.0.0.1:{port}{path}", opens) for name, path in paths.items()}
        at_once = ask_at_once(port, list(paths.values()))
    finally:
        server.stop()
        thread.join()
    return {
        "articles": articles,
        "records": sum(
            len(getattr(records, name)) for name in ("claims", "events", "quotations", "sources", "entities")
        ),
        "seconds_until_ready": round(ready, 1),
        "mb_grown": round(grown / 1024),
        "views": views,
        f"{CLIENTS}_readers_at_once": at_once,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--of-report", type=int, default=100)
    parser.add_argument("--opens", type=int, default=9)
    parser.add_argument("--first-only", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "serve.json")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    load = os.getloadavg()[0]
    path = os.environ.get("COPYDESK_BROWSER") or shutil.which("chromium")
    with TemporaryDirectory() as name, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=QUIET)
        live = partial(measure_live, first_only=asked.first_only)
        measure: dict[str, Callable[..., dict[str, Any]]] = {"report": measure_report, "live": live}
        sizes = {"report": asked.of_report, "live": asked.articles}
        found = {what: measure[what](browser, Path(name), sizes[what], asked.opens) for what in measure}
        made = {
            **describe_machine(),
            "browser": browser.version,
            "opens": asked.opens,
            "load_before_and_after": [load, os.getloadavg()[0]],
            "milliseconds": found,
        }
        browser.close()
    asked.out.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=1))
    first = {"report": found["report"]["view"], "live": found["live"]["views"]["first"]}
    late = [
        f"{what}: {first[what]['seen']} ms, limit {limit}"
        for what, limit in LIMITS.items()
        if first[what]["seen"] > limit
    ]
    print("\n".join(late), end="\n" if late else "")
    return bool(late)


if __name__ == "__main__":
    sys.exit(main())
