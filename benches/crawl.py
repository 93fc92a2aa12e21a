"""What a crawl costs as it grows: processor seconds and peak memory of each step at doubling sizes, copies found. -> JSON

    python benches/crawl.py                                                        # 1,000 to 128,000 pages without language
    python benches/crawl.py --attribution --sizes 500,1000,2000 --out benches/results/crawl-language.json
    python benches/crawl.py --peers datasketch,rensa,rensa-at-half --peer-python PEERS/bin/python --peer-sizes 8000

Needs the benchmark texts (`--shared`), out of which `crawl_pile.py` makes the pages.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crawl_pile import MadePage, make_pages
from crawl_score import load_pairs, read_pairs, score, share_in_family, tell
from machine import describe_machine, list_processes, resident
from reuse_pile import read_sources

from copydesk.records import Article, Block, Span
from copydesk.stages.passages.make import Reading

HERE = Path(__file__).resolve().parent
MOST = 2.15
"""A doubling of the pages may cost so many times as much."""
STEPS = ("reading", "numbering", "copies", "stories", "attribution")
PRINTED = 500
"""Pages whose fingerprints are made apart, to tell the other steps as multiples of it."""


def main() -> None:
    options = _read_options()
    results: dict[str, Any] = {**describe_machine(), "seed": options.seed, "processes": options.processes}
    results |= {"engine": options.engine, "load_at_start": round(os.getloadavg()[0], 2), "sizes": {}, "peers": {}}
    with TemporaryDirectory(dir=options.work) as name:
        work = Path(name)
        pages = list(make_pages(read_sources(options.shared), max(options.sizes), options.seed))
        each = measure_fingerprints(pages[:PRINTED])
        results["fingerprint_ms"] = round(each * 1000, 3)
        for size in options.sizes:
            row = measure(pages[:size], work, options)
            spent = row["processor_seconds_of_steps"]
            row["fingerprints_copies_families_ms"] = round(each * 1000 + spent["copies"] * 1000 / size, 2)
            row["times_of_fingerprints"] = {step: round(spent[step] / (each * size), 1) for step in spent}
            results["sizes"][str(size)] = row
            tell(str(size), row)
            if size in options.peer_sizes:
                results["peers"][str(size)] = {
                    peer: run_peer(peer, pages[:size], work, options) for peer in options.peers
                }
            results["doublings"] = _doublings(results["sizes"])
            options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    worst = max((one["all"] for one in results["doublings"].values()), default=0.0)
    print(json.dumps(results["doublings"], indent=1), "each at most", MOST)
    raise SystemExit(worst > MOST)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = [1000 * 2**power for power in range(8)]
    parser.add_argument("--sizes", type=_numbers, default=sizes, help="pages, each twice the one before")
    parser.add_argument("--engine", default="local")
    parser.add_argument("--attribution", action="store_true", help="the layer too, which needs the language model")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--peers", type=lambda text: text.split(","), default=[])
    parser.add_argument("--peer-sizes", type=_numbers, default=[8000])
    parser.add_argument("--peer-python", default=sys.executable, help="where the peers are installed")
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a peer stops where it is")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared" / "bench", help="benchmark texts")
    parser.add_argument("--work", type=Path, help="where pages and tables lie meanwhile: 20 kB a page")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "crawl.json")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def measure_fingerprints(pages: Sequence[MadePage]) -> float:
    """Return the processor seconds that the fingerprints of a page take, words known."""
    articles = [_article(page) for page in pages]
    for again in (False, True):
        began = time.process_time()
        for article in articles:
            _ = Reading(article).shingles
        if again:
            return (time.process_time() - began) / len(articles)
    raise AssertionError


def _article(page: MadePage) -> Article:
    text = "\n".join(page.paragraphs)
    ends = [len("\n".join(page.paragraphs[: i + 1])) for i in range(len(page.paragraphs))]
    spans = [Span(end - len(one), end) for one, end in zip(page.paragraphs, ends, strict=True)]
    blocks = tuple(Block(span=span, role="body", rule="bench") for span in spans)
    return Article(id=f"a-{page.number}", page="p", title=None, text=text, blocks=blocks, rule="bench")


def measure(pages: Sequence[MadePage], work: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return what a crawl of the pages costs, whole and step by step, and how many planted copies it finds."""
    rows, out = work / f"{len(pages)}.jsonl", work / f"{len(pages)}"
    rows.write_text("".join(json.dumps(page.row()) + "\n" for page in pages), encoding="utf-8")
    command = [str(Path(sys.executable).with_name("copydesk")), "crawl", str(rows), "-o", str(out)]
    command += ["--processes", str(options.processes), "--engine", options.engine]
    command += ["--layers", "attribution"] if options.attribution else []
    began, spent = time.time(), _processor()
    peaks, steps = _watch(command, out)
    told = json.loads((out / "crawl.json").read_text())
    copies, families = read_pairs(out, rows)
    return {
        "data": hashlib.sha256(rows.read_bytes()).hexdigest()[:16],
        "seconds": round(time.time() - began, 1),
        "processor_seconds": round(_processor() - spent, 1),
        "processor_seconds_of_steps": steps,
        "seconds_of_steps": told["seconds"],
        "peak_mb": {name: held >> 20 for name, held in peaks.items()},
        "disk_mb": sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) >> 20,
        "rows": told["rows"],
        "largest_family": max(map(len, families), default=0),
        **score(pages, copies),
        "in_family_of_original": share_in_family(pages, families),
    }


def _watch(command: Sequence[str], out: Path) -> tuple[dict[str, int], dict[str, float]]:
    """Run a crawl; return the highest memory seen in each step and its processor seconds, those of starting with the first."""
    peaks: dict[str, int] = {"all": 0}
    known = STEPS if "--layers" in command else STEPS[:-1]
    steps: dict[str, float] = {}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        before = 0.0
        while process.poll() is None:
            step, held, spent = _step(out, known), resident(process.pid), max(before, _spent(process.pid))
            steps[step] = steps.get(step, 0.0) + spent - before
            before = spent
            for name in ("all", step):
                peaks[name] = max(peaks.get(name, 0), held)
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return peaks, {name: round(seconds, 1) for name, seconds in steps.items()}


def _step(out: Path, steps: Sequence[str]) -> str:
    """Return the step that a crawl is at: the one after the last that is done."""
    return next((name for name in steps if not (out / "work" / f"{name}.done.json").exists()), "end")


def _spent(process: int) -> float:
    """Return the processor seconds of a process and all below it, those that ended included (Linux)."""
    total = 0
    for one in list_processes(process):
        try:
            told = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, told[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def run_peer(name: str, pages: Sequence[MadePage], work: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return what another program takes to find pairs of copies among the same pages, and how many it finds."""
    texts, out = work / "texts.txt", work / "found.npz"
    texts.write_text("\n".join(" ".join(page.paragraphs) for page in pages), encoding="utf-8")
    asked = json.dumps({"processes": options.processes, "limit": options.limit})
    command = [options.peer_python, str(HERE / "reuse_find.py"), name, str(texts), str(out), asked]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    row = {**told, **score(pages, load_pairs(out))}
    tell(name, row)
    return row


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _doublings(sizes: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return how many times the processor seconds of each step grow with a doubling, and those of all together."""
    found = {}
    for small, large in pairwise(sizes):
        if int(large) == 2 * int(small):
            before, after = (sizes[size]["processor_seconds_of_steps"] for size in (small, large))
            ratios = {step: round(after[step] / before[step], 2) for step in STEPS if before.get(step, 0) >= 1}
            whole = sizes[large]["processor_seconds"] / sizes[small]["processor_seconds"]
            found[f"{small} to {large}"] = {"all": round(whole, 3), **ratios}
    return found


if __name__ == "__main__":
    main()
