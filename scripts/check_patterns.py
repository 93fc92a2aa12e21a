#!/usr/bin/env python3
"""Try every regular expression of the package on text made to slow it down, and list those of more than linear time.

Usage: check_patterns.py [PART OF A MODULE'S NAME]

Each pattern is tried on repetitions of what it repeats itself, behind what comes before that in it. Exit 1 where one runs
away (a cube of the length, or worse); squares are listed, with the text they were seen on: whether they matter depends on
how long a text may get to them.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.security.patterns import find_patterns, find_slow


def main() -> int:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    patterns = {pattern: where for pattern, where in find_patterns().items() if wanted in where}
    slow = find_slow(patterns)
    for one in sorted(slow):
        print(
            f"{one.where}: {one.pattern[:120]!r}\n    on {one.prefix[:40]!r} and {one.pump!r}, {one.times:.1f} times longer for twice the text"
        )
    print(f"{len(patterns)} patterns, {len(slow)} of more than linear time")
    return int(any(one.times == float("inf") for one in slow))


if __name__ == "__main__":
    sys.exit(main())
