"""A pile of passages with planted copies, cut from the real texts of the benchmarks. Folder, size -> Pile.

Real text runs out early (about 46,000 passages). The rest are made of runs of 3 to 6 words from different documents: each
is new as a whole, and phrases are met again about as often as in real text, were there so much of it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

SHORTEST, LONGEST = 30, 80
COPIES = 0.3
LARGEST_FAMILY = 1000
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "dpa", "Bloomberg")
CITIES = ("LONDON", "PARIS", "NEW YORK", "CAIRO", "TRIPOLI", "GENEVA", "WASHINGTON", "PORT-AU-PRINCE", "LIMA")

Words = list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """Passages in the order of their publication; `family` holds the place of each one's original, its own if it is
    none's copy.
    """

    texts: list[str]
    family: list[int]


def read_sources(folder: Path) -> list[Words]:
    """Return the words of the real texts: PolNeAR, T17 and the sources (not the copies) of PAN-13."""
    csv.field_size_limit(10**9)
    data = folder / "data"
    paths = sorted((data / "networkdynamics+PolNeAR").glob("data/*/text/**/*.txt"))
    paths += sorted((data / "ArijanaBrlek+PlagiarismDetection").glob("data/src/*.txt"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    for path in sorted(
        (data / "DaivikSojitra+Timeline-Summarization-in-the-Era-of-LLMs").rglob("T17/*/outputwithpub.csv")
    ):
        with path.open(encoding="utf-8", newline="") as lines:
            texts += [row[1] for row in list(csv.reader(lines))[1:]]
    return [words for text in texts if len(words := text.split()) >= SHORTEST]


def make_pile(sources: list[Words], size: int, seed: int = 17) -> Pile:
    """Return `size` passages: originals and passages without copies, and `COPIES` of them edited copies."""
    random = Random(seed)
    sizes = _family_sizes(random, round(size * COPIES))
    base = _cut(random, sources)
    random.shuffle(base)
    base = base[: size - sum(sizes)]
    base += _recombine(random, sources, size - sum(sizes) - len(base))
    random.shuffle(base)
    words = [word for source in sources for word in source]
    rows = [(random.random(), i, -1) for i in range(len(base))]
    for family, copies in enumerate(sizes):
        rows += [(random.uniform(rows[family][0], 1.0), len(base) + len(rows) + k, family) for k in range(copies)]
    rows.sort()
    place = {number: at for at, (_, number, family) in enumerate(rows) if family < 0}
    texts = [" ".join(base[number] if family < 0 else _edit(random, base[family], words)) for _, number, family in rows]
    return Pile(texts=texts, family=[place[number if family < 0 else family] for _, number, family in rows])


def _family_sizes(random: Random, copies: int) -> list[int]:
    """Return how many copies each family has: families of s members are as 1 to s², from 2 to `LARGEST_FAMILY`."""
    members = range(2, LARGEST_FAMILY + 1)
    weights = [1 / s**2 for s in members]
    sizes = [LARGEST_FAMILY - 1]
    while (left := copies - sum(sizes)) > 0:
        drawn = [s - 1 for s in random.choices(members, weights, k=max(1, left // 20))]
        while sum(sizes) + sum(drawn) > copies and len(drawn) > 1:
            drawn.pop()
        sizes += [min(drawn[0], left)] if len(drawn) == 1 else drawn
    return sizes


def _cut(random: Random, sources: list[Words]) -> list[Words]:
    passages = []
    for source in sources:
        at = 0
        while len(source) - at >= SHORTEST:
            length = random.randint(SHORTEST, LONGEST)
            passages.append(source[at : at + length])
            at += length
    return [passage for passage in passages if len(passage) >= SHORTEST]


def _recombine(random: Random, sources: list[Words], count: int) -> Iterator[Words]:
    for _ in range(count):
        length, words = random.randint(SHORTEST, LONGEST), []
        while len(words) < length:
            source = sources[int(random.random() * len(sources))]
            run = 3 + int(random.random() * 4)
            at = int(random.random() * (len(source) - run))
            words += source[at : at + run]
        yield words[:length]


def _edit(random: Random, original: Words, words: Words) -> Words:
    """Return a copy: 5 to 25 % of the words replaced; some cut, some with words put in, some in agency style."""
    rate = random.uniform(0.05, 0.25)
    copy = [words[int(random.random() * len(words))] if random.random() < rate else word for word in original]
    if random.random() < 0.4:
        gone = round(len(copy) * random.uniform(0.1, 0.35))
        at = random.randrange(len(copy) - gone)
        del copy[at : at + gone]
    if random.random() < 0.4:
        at, start = random.randrange(len(copy)), random.randrange(len(words) - 10)
        copy[at:at] = words[start : start + random.randint(3, 10)]
    if random.random() < 0.3:
        copy = [random.choice(CITIES), f"({random.choice(AGENCIES)})", "-", *copy]
        copy = ["pct" if word == "percent" else word.replace("Mr.", "").strip() or "he" for word in copy]
    return copy
