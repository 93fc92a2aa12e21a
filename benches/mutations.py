#!/usr/bin/env python3
"""Read damaged and hostile pages, and tell which raised, which were given up, and which took longest.

Usage: mutations.py [--count 2000] [--first 0] [--out FILE]

Each mutant is made from an invented page by `tests/mutations.py`, written to a file, and read as `copydesk build` and
`copydesk extract --whole-page` read it. Exit 1 where one raised, was given up as a whole, or took over two seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benches")]

from machine import describe_machine  # noqa: E402
from tests.mutations import Mutant, good_pages, make_mutants  # noqa: E402

from copydesk.records import Problem  # noqa: E402
from copydesk.stages.articles import find_articles, read_whole_page  # noqa: E402
from copydesk.stages.pages import read_pages  # noqa: E402

LIMIT = 2.0
WARM = 20
GIVEN_UP = "could not be taken apart"


def read(mutant: Mutant, folder: Path) -> tuple[list[str], float]:
    """Return what went wrong with a mutant, and the seconds of processor time of its slowest step: reading, or extracting a page."""
    path = folder / mutant.name
    path.write_bytes(mutant.content)
    wrong: list[str] = []
    started = time.process_time()
    longest = 0.0
    try:
        for item in read_pages([path]):
            longest = max(longest, time.process_time() - started)
            for function in (find_articles, read_whole_page) if not isinstance(item, Problem) else ():
                started = time.process_time()
                found = function(item)
                longest = max(longest, time.process_time() - started)
                wrong += [p.reason for p in found[1] if GIVEN_UP in p.reason] if isinstance(found, tuple) else []
            started = time.process_time()
    except Exception:
        wrong.append(traceback.format_exc())
    path.unlink()
    return wrong, max(longest, time.process_time() - started)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--out", type=Path, default=ROOT / "benches" / "results" / "mutations.json")
    given = options.parse_args()
    times: list[dict[str, Any]] = []
    wrong: dict[str, list[str]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        for mutant in make_mutants(good_pages(), range(WARM)):  # loads the libraries
            read(mutant, Path(folder))
        for mutant in make_mutants(good_pages(), range(given.first, given.first + given.count)):
            found, seconds = read(mutant, Path(folder))
            times.append({"mutant": mutant.name, "mutation": mutant.mutation, "seconds": round(seconds, 2)})
            for reason in found:
                wrong[reason].append(mutant.name)
                print(f"{mutant.name} {mutant.mutation}: {reason}", flush=True)
            if seconds > LIMIT:
                print(f"{mutant.name} {mutant.mutation}: {seconds:.1f} s, {len(mutant.content):,} bytes", flush=True)
    slow = sorted(times, key=lambda row: -row["seconds"])
    result = {
        **describe_machine(),
        "load": [round(load, 1) for load in os.getloadavg()],
        "seconds_are": "processor time of a mutant's slowest step",
        "mutants": len(times),
        "raised_or_given_up": sum(map(len, wrong.values())),
        "over_two_seconds": sum(row["seconds"] > LIMIT for row in times),
        "slowest": slow[:10],
    }
    given.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    return 1 if wrong or result["over_two_seconds"] else 0


if __name__ == "__main__":
    sys.exit(main())
