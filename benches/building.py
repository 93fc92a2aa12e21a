"""The whole build beside the language model alone, on real articles; a pile of copies; a pile that grows. Documents -> JSON

polnear.py dump --split train > inputs.jsonl && polnear.py dump --split dev >> inputs.jsonl
python benches/building.py inputs.jsonl
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
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from machine import describe_machine, resident

from copydesk.building import part_given, read_given
from copydesk.stages.articles import find_articles
from copydesk.stages.language import MODEL, list_paragraphs
from copydesk.stages.pages import PageSettings

COPIED = 0.6
"""Share of the second pile's articles that are copies of others, word for word."""
ADDED = 10
BATCH = 64


def parse(texts: list[str]) -> int:
    """Return how many words the language model, and nothing else, reads in the texts."""
    return sum(len(doc) for doc in _load().pipe(texts, batch_size=BATCH))


@cache
def _load() -> Any:
    import spacy

    return spacy.load(MODEL)


def measure_language(pile: Path, processes: int) -> dict[str, float]:
    """Return seconds and processor seconds of the language model alone over the pile's distinct paragraphs."""
    saved, _ = part_given(read_given([pile], PageSettings()))
    texts = list_paragraphs([article for page in saved for article in find_articles(page)[0]])
    batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    begun, spent = time.time(), _processor()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        words = sum(pool.map(parse, batches, chunksize=max(1, len(batches) // (processes * 8))))
    return {
        "seconds": round(time.time() - begun, 1),
        "processor_seconds": round(_processor() - spent, 1),
        "tokens": words,
    }


def measure_command(*arguments: str) -> dict[str, float]:
    """Return seconds, processor seconds and the highest memory of a command of Copydesk."""
    begun, spent, peak = time.time(), _processor(), 0
    with subprocess.Popen(
        [Path(sys.executable).with_name("copydesk"), *arguments], stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"copydesk {' '.join(arguments)} ended with {process.returncode}")
    return {
        "seconds": round(time.time() - begun, 1),
        "processor_seconds": round(_processor() - spent, 1),
        "peak_mb": peak >> 20,
    }


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write_pile(folder: Path, texts: list[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def measure(texts: list[str], work: Path, processes: int) -> dict[str, Any]:
    few = round(len(texts) * (1 - COPIED))
    whole = write_pile(work / "whole", texts)
    copies = write_pile(work / "copies", [texts[number % few] for number in range(len(texts))])
    most, rest = write_pile(work / "most", texts[:-ADDED]), write_pile(work / "rest", texts[-ADDED:])
    asked = ("--processes", str(processes))
    found: dict[str, Any] = {"language_alone": measure_language(whole, processes)}
    for name, pile in (("build", whole), ("build_of_copies", copies), ("build_before_adding", most)):
        found[name] = measure_command("build", str(pile), "-o", str(work / f"{name}.db"), *asked)
        print(name, found[name], flush=True)
    grown = str(work / "build_before_adding.db")
    found["add"] = measure_command("add", grown, str(rest), *asked)
    alone = found["language_alone"]["seconds"]
    return found | {
        "build_over_language_alone": round(found["build"]["seconds"] / alone, 3),
        "copies_over_build": round(found["build_of_copies"]["seconds"] / found["build"]["seconds"], 3),
        "add_over_build": round(found["add"]["seconds"] / found["build"]["seconds"], 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--most", type=int, default=1000, help="articles to read")
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "results" / "building.json")
    options = parser.parse_args()
    lines = options.documents.read_text(encoding="utf-8").splitlines()[: options.most]
    texts = [json.loads(line)["text"] for line in lines]
    with TemporaryDirectory() as work:
        found = measure(texts, Path(work), options.processes)
    digest = hashlib.sha256("\n".join(texts).encode()).hexdigest()
    words = sum(len(text.split()) for text in texts)
    data = {"articles": len(texts), "words": words, "sha256": digest, "processes": options.processes}
    found = {**describe_machine(), "data": data, **found}
    options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
