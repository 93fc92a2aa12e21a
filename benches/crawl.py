"""What a crawl costs as it grows: seconds, processor seconds and peak memory of each step at doubling sizes. -> JSON

python benches/crawl.py --sizes 1000,2000,4000,8000
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from machine import describe_machine, resident

COPIED, EDITED = 0.3, 0.1
"""Shares of a pile: articles copied from an earlier one, and of the copies' sentences those that are changed."""
MOST = 2.15
"""A doubling of the pages may cost so many times as much."""
WORDS = 60_000
"""Words of the invented language, the n-th as frequent as 1 / n, as in print."""


def make_pages(count: int, seed: int) -> Iterator[str]:
    """Yield invented pages: one in three a copy of an earlier one, the others of a story that a score of pages tell."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("aeiou", k=1) + chance.choices("bcdfglmnprstv", k=2)) * 2 for _ in range(300)]
    words += ["".join(chance.choices("abcdefghilmnoprstuv", k=chance.randint(4, 9))) for _ in range(WORDS - 300)]
    recent: list[list[str]] = []
    for number in range(count):
        if recent and chance.random() < COPIED:
            body = [_said(chance, words) if chance.random() < EDITED else one for one in chance.choice(recent)]
        else:
            story = random.Random(seed * 1_000_003 + chance.randrange(count // 20 + 1))
            names = [story.choice(words[300:]).capitalize() for _ in range(8)]
            body = [_said(chance, words, names) for _ in range(chance.randint(12, 30))]
        recent = [*recent[-200:], body]
        paragraphs = "".join(f"<p>{line}</p>\n" for line in body)
        menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in words[:25])
        yield (
            f"<html><head><title>{body[0][:60]}</title></head><body><nav><ul>{menu}</ul></nav>"
            f"<article><h1>{body[0][:60]}</h1>\n{paragraphs}</article><footer>{number}</footer></body></html>"
        )


def _said(chance: random.Random, words: Sequence[str], names: Sequence[str] = ()) -> str:
    """Return a sentence; the word of rank r is drawn about as often as 1 / r."""
    said = [words[int(len(words) ** chance.random()) - 1] for _ in range(chance.randint(14, 32))]
    for name in chance.sample(list(names), min(len(names), chance.randint(0, 3))):
        said[chance.randrange(len(said))] = name
    return " ".join(said).capitalize() + "."


def measure(pages: Path, out: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Return the time of a crawl, whole and step by step, and the highest memory seen in each step."""
    command = [Path(sys.executable).with_name("copydesk"), "crawl", str(pages), "-o", str(out)]
    command += ["--processes", str(options.processes), "--engine", options.engine]
    command += ["--layers", "attribution"] if options.attribution else []
    began, spent, peaks = time.time(), _processor(), {"all": 0}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            held = resident(process.pid)
            for name in ("all", _step(out)):
                peaks[name] = max(peaks.get(name, 0), held)
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    told = json.loads((out / "crawl.json").read_text())
    return {
        "seconds": round(time.time() - began, 1),
        "processor_seconds": round(_processor() - spent, 1),
        "seconds_of_steps": told["seconds"],
        "peak_mb": {name: held >> 20 for name, held in peaks.items()},
        "rows": told["rows"],
    }


def _step(out: Path) -> str:
    """Return the step that a crawl is at: the one after the last that is done."""
    steps = ("reading", "numbering", "copies", "stories", "attribution")
    return next((name for name in steps if not (out / "work" / f"{name}.done.json").exists()), "end")


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,2000,4000,8000", help="pages, each twice the one before")
    parser.add_argument("--engine", default="local")
    parser.add_argument("--attribution", action="store_true", help="the layer too; the invented words let nobody speak")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "crawl.json")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    found: dict[str, Any] = {}
    with TemporaryDirectory() as folder:
        for size in sizes:
            pages = Path(folder) / f"{size}.jsonl"
            with pages.open("w", encoding="utf-8") as rows:
                for number, page in enumerate(make_pages(size, options.seed)):
                    rows.write(json.dumps({"text": page, "url": f"https://{number % 40}.example/{number}"}) + "\n")
            found[str(size)] = measure(pages, Path(folder) / f"{size}", options)
            print(size, json.dumps(found[str(size)]), flush=True)
    doublings = {
        f"{small} to {large}": round(found[str(large)]["processor_seconds"] / found[str(small)]["processor_seconds"], 3)
        for small, large in pairwise(sizes)
        if large == 2 * small
    }
    settings = {"engine": options.engine, "processes": options.processes, "seed": options.seed}
    results = {**describe_machine(), **settings, "sizes": found, "processor_seconds_of_a_doubling": doublings}
    options.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(doublings, "each at most", MOST)
    raise SystemExit(any(times > MOST for times in doublings.values()))


if __name__ == "__main__":
    main()
