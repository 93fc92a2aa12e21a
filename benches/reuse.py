"""How long candidates and alignments take over a million passages, and how many planted copies are found.

    python benches/reuse.py                                   # 125,000 to 1,000,000 passages, growth, worst cases
    python benches/reuse.py --peers datasketch,rensa --peer-python VENV/bin/python

Needs the benchmark texts (`--shared`). Writes `results/reuse.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from crawl_score import join
from machine import describe_machine, resident
from reuse_pile import Pile, make_pile, read_sources

from copydesk.text.shingles import read_words

HERE = Path(__file__).resolve().parent
RUN = 12
"""Two passages that share so many words in a row share text, whether it was planted or not."""
CHECKED = 20_000
"""Found pairs outside the families that are checked for it, evenly spread."""
PHRASE = "Sign up here for our free weekly newsletter from the harbour office and never miss a ferry again ."
SENTENCE = "The ferry Halden will not sail before the spring because its hull has cracked in two places . "


def main() -> None:
    """Measure and write the results; a table goes to the terminal."""
    options = _read_options()
    options.work.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {
        **describe_machine(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "runs": [],
        "peers": [],
        "worst": [],
    }
    sources = read_sources(options.shared)
    for size in options.sizes:
        pile, path = _pile(sources, size, options.work)
        results["runs"].append(_measure("copydesk", pile, path, options))
        _save(results, options.out)
        for peer in options.peers if size in options.peer_sizes else []:
            results["peers"].append(_measure(peer, pile, path, options))
            _save(results, options.out)
    results["versions"] |= {name: version(name) for name in ("numpy", "rapidfuzz")}
    results["growth"] = _growth(results["runs"])
    for name, finder, texts in _worst_cases(sources, options.worst):
        path = options.work / f"worst-{name}.txt"
        path.write_text("\n".join(texts), encoding="utf-8")
        results["worst"].append({"case": name, "texts": len(texts), **_run(finder, path, options)[0]})
        print(json.dumps(results["worst"][-1]), flush=True)
        path.unlink()
    _save(results, options.out)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared" / "bench", help="benchmark texts")
    parser.add_argument("--sizes", type=_numbers, default=[125_000, 250_000, 500_000, 1_000_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--peers", type=lambda text: text.split(","), default=[])
    parser.add_argument("--peer-sizes", type=_numbers, default=[125_000, 1_000_000])
    parser.add_argument("--peer-python", default=sys.executable, help="where the peers are installed")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a peer stops where it is")
    parser.add_argument("--worst", type=int, default=1_000_000, help="texts in the worst cases; 0 leaves them out")
    parser.add_argument("--work", type=Path, default=Path("/tmp/copydesk-bench-reuse"))
    parser.add_argument("--out", type=Path, default=HERE / "results" / "reuse.json")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def _pile(sources: list[list[str]], size: int, work: Path) -> tuple[Pile, Path]:
    pile = make_pile(sources, size)
    path = work / f"pile-{size}.txt"
    path.write_text("\n".join(pile.texts), encoding="utf-8")
    return pile, path


def _measure(name: str, pile: Pile, path: Path, options: argparse.Namespace) -> dict[str, object]:
    told, first, second = _run(name, path, options)
    reached = int(told.get("reached", len(pile.texts)))  # type: ignore[call-overload]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    row = {"finder": name, "passages": len(pile.texts), "data": digest, **told, **score(pile, first, second, reached)}
    print(json.dumps(row), flush=True)
    return row


def _run(name: str, path: Path, options: argparse.Namespace) -> tuple[dict[str, object], np.ndarray, np.ndarray]:
    """Return what a finder tells, with the memory of its process and those below it at the highest, and its pairs."""
    python = sys.executable if name.startswith("copydesk") else options.peer_python
    out = options.work / "found.npz"
    asked = json.dumps({"processes": options.processes, "limit": options.limit})
    command = [python, str(HERE / "reuse_find.py"), name, str(path), str(out), asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.2)
        assert process.stdout
        lines = process.stdout.read().splitlines()
    if process.returncode:
        raise SystemExit(f"{name} on {path} ended with {process.returncode}")
    found = np.load(out)
    return {**json.loads(lines[-1]), "peak_mb": peak >> 20}, found["first"], found["second"]


def score(pile: Pile, first: np.ndarray, second: np.ndarray, reached: int) -> dict[str, object]:
    """Return recall of the planted pairs (original, copy) and precision of the found ones, among the first `reached`."""
    family = np.array(pile.family[:reached])
    first, second = np.divmod(np.unique(first * reached + second), max(1, reached))
    together = family[first] == family[second]
    copies = np.flatnonzero(family != np.arange(reached))
    met = np.zeros(reached, dtype=bool)
    met[second[together & (family[second] == first)]] = True
    sizes = np.bincount(family, minlength=reached)
    outside = np.flatnonzero(~together)
    checked = outside[:: max(1, -(-len(outside) // CHECKED))]
    share = float(np.mean([_share_run(pile, first[i], second[i]) for i in checked])) if len(checked) else 1.0
    right = int(together.sum())
    joined = _joined(first[together], second[together], family)
    large = copies[sizes[family[copies]] > 100]
    return {
        "planted": len(copies),
        "recall": _share(met[copies]),
        "recall_by_family": {
            f"{low}-{high - 1}": _share(met[copies[(sizes[family[copies]] >= low) & (sizes[family[copies]] < high)]])
            for low, high in ((2, 10), (10, 100), (100, 1001))
        },
        "pairs_in_families": int((sizes * (sizes - 1) // 2).sum()),
        "recall_of_all_pairs": round(right / max(1, int((sizes * (sizes - 1) // 2).sum())), 4),
        "joined_to_family": _share(joined[copies]),
        "joined_to_family_over_100": _share(joined[large]),
        "found": len(first),
        "precision_families_only": round(right / max(1, len(first)), 4),
        "outside_checked": len(checked),
        "outside_sharing_12_words": round(share, 4),
        "precision": round((right + share * len(outside)) / max(1, len(first)), 4),
    }


def _share_run(pile: Pile, one: int, other: int) -> bool:
    """Tell whether two passages, or the originals of their families, share `RUN` words in a row."""
    ours, theirs = {one, pile.family[one]}, {other, pile.family[other]}
    return any(_runs(pile.texts[a]) & _runs(pile.texts[b]) for a in ours for b in theirs)


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = read_words(text).keys
    return {keys[i : i + RUN] for i in range(len(keys) - RUN + 1)}


def _joined(first: np.ndarray, second: np.ndarray, family: np.ndarray) -> np.ndarray:
    """Tell of each passage whether found pairs lead from it to its family's original."""
    joined: np.ndarray = join(first, second, len(family)) == family
    return joined


def _share(flags: np.ndarray) -> float:
    return round(float(flags.mean()), 4) if len(flags) else 1.0


def _growth(runs: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return how the cost grows from each size to the next, and what that makes for each doubling."""
    rows = []
    for before, after in pairwise(runs):
        doublings = np.log2(after["passages"] / before["passages"])  # type: ignore[operator]
        rows.append({"from": before["passages"], "to": after["passages"]})
        for cost in ("wall", "cpu", "peak_mb"):
            rows[-1][cost] = round(float((after[cost] / before[cost]) ** (1 / doublings)), 2)  # type: ignore[operator]
    return rows


def _worst_cases(sources: list[list[str]], size: int) -> Iterable[tuple[str, str, list[str]]]:
    """Yield piles that would take for ever without caps: name, finder, texts."""
    if not size:
        return
    single = make_pile(sources, size)
    yield "all passages equal", "copydesk", [single.texts[0]] * size
    yield "one phrase in every passage", "copydesk", [f"{PHRASE} {text}" for text in single.texts]
    article = SENTENCE * (10_000_000 // len(SENTENCE))
    yield "a 10 MB article of one sentence among passages", "copydesk", [article, *single.texts[:10_000]]
    yield "two such articles, as a story", "copydesk-articles", [article, f"It is so . {article}"]


def _save(results: dict[str, object], out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
