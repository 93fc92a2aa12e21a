#!/usr/bin/env python3
"""Measure `copydesk reuse` without a list of pairs on all PAN-13 documents of a part, and draw found relations to be read.

Usage: whole_pile.py [--split dev] [--draw 50] [--seed 13] [--show]

Prints the share of the known cases that were found (a passage touches the case on both sides), of each kind, then the
relations drawn by chance from all pairs of documents that were found, known or not (those that share quotations or
phrases of many documents only are none): one row each with the longest
passage that the two share. `--show` prints its words on both sides as well. The rows judged by eye are in `whole_pile.md`.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench"
sys.path[:0] = [str(BENCH), str(BENCH / "reuse")]
import pan13  # noqa: E402

Passages = dict[frozenset[str], list[dict[str, Any]]]


def find(folder: Path, split: str) -> tuple[dict[str, str], Passages]:
    """Return the documents' texts, and the passages found in each pair of documents."""
    subprocess.run([sys.executable, BENCH / "reuse" / "dump_pan13.py", folder, "--split", split], check=True)
    lines = (folder / "docs.jsonl").read_text(encoding="utf-8").strip().split("\n")
    command = [sys.executable, "-m", "copydesk.cli", "reuse", str(folder / "docs.jsonl")]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    found: Passages = defaultdict(list)
    rows = map(json.loads, done.stdout.strip().split("\n"))
    for row in (row for row in rows if row["kind"] not in ("phrase", "quotation")):
        found[frozenset((row["a"], row["b"]))].append({row["a"]: row["a_span"], row["b"]: row["b_span"]})
    return {row["doc"]: row["text"] for row in map(json.loads, lines)}, found


def is_found(case: pan13.Case, found: Passages) -> bool:
    """Tell whether a passage touches a known case on both sides."""
    copy, source = pan13.doc_id(case.susp), pan13.doc_id(case.src)
    return any(
        max(one[copy][0], case.s0) < min(one[copy][1], case.s1)
        and max(one[source][0], case.r0) < min(one[source][1], case.r1)
        for one in found.get(frozenset((copy, source)), ())
    )


def print_recall(cases: list[pan13.Case], found: Passages) -> None:
    for part in ("verbatim", "random", "translation", "summary"):
        mine = [case for case in cases if case.part == part]
        print(f"{part:12} {sum(is_found(case, found) for case in mine) / len(mine):.3f} of {len(mine)} cases")
    print(f"{'all':12} {sum(is_found(case, found) for case in cases) / len(cases):.3f} of {len(cases)} cases")


def print_drawn(
    texts: dict[str, str], found: Passages, listed: set[frozenset[str]], options: argparse.Namespace
) -> None:
    pairs = sorted(map(sorted, found))
    print(
        f"{len(pairs)} relations found, {sum(frozenset(pair) in listed for pair in pairs)} of them between listed pairs"
    )
    for number, (a, b) in enumerate(random.Random(options.seed).sample(pairs, options.draw), start=1):
        best = max(found[frozenset((a, b))], key=lambda one: (one[a][1] - one[a][0], one[a]))
        is_listed = "listed" if frozenset((a, b)) in listed else "unlisted"
        print(f"| {number} | {a} | {best[a][0]}-{best[a][1]} | {b} | {best[b][0]}-{best[b][1]} | {is_listed} |")
        if options.show:
            print(*(f"    {name}: {' '.join(texts[name][slice(*best[name])].split())}" for name in (a, b)), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--split", default="dev")
    parser.add_argument("--draw", type=int, default=50)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    _, pairs, cases = pan13.load(None, options.split)
    with TemporaryDirectory() as folder:
        texts, found = find(Path(folder), options.split)
    print_recall(cases, found)
    listed = {frozenset((pan13.doc_id(susp), pan13.doc_id(src))) for susp, src, _ in pairs}
    print_drawn(texts, found, listed, options)


if __name__ == "__main__":
    main()
