"""Run one program over a pile of passages and write what it found and what that cost. File of lines -> .npz, JSON line.

Started by `reuse.py` in a process of its own, so that memory is measured apart; peers may live in another environment.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import numpy as np

Found = tuple[np.ndarray, np.ndarray, dict[str, object]]


def find_with_copydesk(texts: list[str], options: dict[str, float]) -> Found:
    """Candidates and alignments of all passages: `reuse_of_texts` over a pool of processes."""
    from copydesk.engines.local import LocalEngine
    from copydesk.stages.passages.bulk import reuse_of_texts

    with LocalEngine(int(options["processes"])) as engine:
        found = reuse_of_texts(texts, spread=engine.map)
    limits = {
        "passages_shared": len(found.a),
        "common": found.common,
        "capped": found.capped,
        "texts_of_capped": found.texts_of_capped,
        "kept_share": found.kept_share,
    }
    return found.a, found.b, limits


def find_with_articles(texts: list[str], options: dict[str, float]) -> Found:
    """The same through `find_passages`, article by article, as a story is built."""
    from copydesk.documents import Document, to_article
    from copydesk.stages.passages import find_passages

    articles = [to_article(Document(doc=str(number), text=text)) for number, text in enumerate(texts)]
    place = {article.id: number for number, article in enumerate(articles)}
    passages, problems = find_passages(articles)
    pairs = np.array(sorted((place[one.a], place[one.b]) for one in passages), dtype=np.int64).reshape(-1, 2)
    told = {"passages_shared": len(passages), "limited": [problem.reason for problem in problems]}
    return pairs[:, 0], pairs[:, 1], told


def find_with_datasketch(texts: list[str], options: dict[str, float]) -> Found:
    """MinHash LSH as in datasketch's documentation: sets of words, 128 permutations, threshold 0.5."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    first, second = array("q"), array("q")
    started, number = time.perf_counter(), 0
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in set(text.split())])
        earlier = index.query(sketch)
        first.extend(earlier)
        second.extend([number] * len(earlier))
        index.insert(number, sketch)
        if number % 1000 == 0 and time.perf_counter() - started > options["limit"]:
            break
    return np.array(first), np.array(second), {"reached": number + 1}


def find_with_rensa(texts: list[str], options: dict[str, float], threshold: float = 0.8, bands: int = 8) -> Found:
    """R-MinHash LSH with the settings of rensa's own benchmark: words, 128 slots, threshold 0.8, 8 bands."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=bands)
    first, second = array("q"), array("q")
    started, at = time.perf_counter(), 0
    while at < len(texts) and time.perf_counter() - started < options["limit"]:
        sketches = RMinHash.from_token_sets([text.split() for text in texts[at : at + 1000]], num_perm=128, seed=42)
        index.insert_many(sketches, start_key=at)
        for number, others in enumerate(index.query_all(sketches), start=at):
            earlier = [other for other in others if other < number]
            first.extend(earlier)
            second.extend([number] * len(earlier))
        at += len(sketches)
    return np.array(first), np.array(second), {"reached": at}


def find_with_rensa_at_half(texts: list[str], options: dict[str, float]) -> Found:
    """The same at threshold 0.5 with 32 bands, as edited copies ask for."""
    return find_with_rensa(texts, options, threshold=0.5, bands=32)


FINDERS: dict[str, Callable[[list[str], dict[str, float]], Found]] = {
    "copydesk": find_with_copydesk,
    "copydesk-articles": find_with_articles,
    "datasketch": find_with_datasketch,
    "rensa": find_with_rensa,
    "rensa-at-half": find_with_rensa_at_half,
}


def run(name: str, pile: Path, out: Path, options: dict[str, float]) -> dict[str, object]:
    """Return the seconds that a finder took, by the clock and of the processors, and what it tells of itself."""
    with pile.open(encoding="utf-8", newline="\n") as lines:
        texts = [line.removesuffix("\n") for line in lines]
    loaded = _processor_seconds()
    started = time.perf_counter()
    first, second, told = FINDERS[name](texts, options)
    wall = time.perf_counter() - started
    np.savez(out, first=first, second=second)
    return {"wall": round(wall, 2), "cpu": round(_processor_seconds() - loaded, 2), **told}


def _processor_seconds() -> float:
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


if __name__ == "__main__":
    name_, pile_, out_, options_ = sys.argv[1:]
    print(json.dumps(run(name_, Path(pile_), Path(out_), json.loads(options_))))
