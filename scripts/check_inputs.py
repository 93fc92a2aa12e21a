#!/usr/bin/env python3
"""Read each hostile file in a process of its own, and tell how long it took and how much memory.

Usage: check_inputs.py [PART OF A NAME]

Each file of `tests/security/hostile.py` is read as `copydesk build` reads it, up to its articles. Exit 1 where one raised, or
went over the limits that stand there.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.security.hostile import LARGEST, MADE, SLOWEST

from copydesk.records import Problem
from copydesk.stages.articles import find_articles, read_whole_page
from copydesk.stages.pages import read_pages


def measure(path: Path) -> tuple[int, float, float]:
    """Return the exit status, seconds of processor time and megabytes more than before of reading a file in a fork."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = os.fork()
    if child == 0:
        try:
            for read in read_pages([path]):
                if not isinstance(read, Problem):
                    find_articles(read), read_whole_page(read)
        except BaseException as error:
            print(f"    {type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    return status, used.ru_utime + used.ru_stime, max(0, used.ru_maxrss - before) / 1024


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    wrong = 0
    with TemporaryDirectory() as folder:
        for name in (one for one in MADE if wanted in one):
            path = Path(folder) / name
            path.write_bytes(MADE[name]())
            status, seconds, memory = measure(path)
            bad = status != 0 or seconds > SLOWEST or memory > LARGEST
            wrong += bad
            print(
                f"{'BAD ' if bad else 'ok  '} {name:18} {path.stat().st_size:>11,} bytes {seconds:6.1f} s {memory:6.0f} MB",
                flush=True,
            )
            path.unlink()
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
