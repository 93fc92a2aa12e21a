"""PolNeAR's attributions laid over the program's own tokens. JSON lines -> examples, batches."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from light_examples import parse_documents
from torch import Tensor

from copydesk.stages.attribution.accurate.decoding import CONTENT, CUE, SOURCE
from copydesk.stages.attribution.accurate.pieces import WordPieces
from copydesk.stages.attribution.accurate.windows import Labels, Window, cut
from copydesk.stages.attribution.grammar import Reading, read
from copydesk.stages.attribution.marking import head_of

Spans = Sequence[Sequence[int]]
PARTS = {"source": SOURCE, "cue": CUE, "content": CONTENT}


class Gold(NamedTuple):
    """An attribution as annotated: the tokens of each part, and the head of the cue, by which it is found."""

    anchor: int
    parts: dict[int, set[int]]


class Example(NamedTuple):
    """An article with its attributions by the heads of their cues."""

    name: str
    reading: Reading
    golds: dict[int, Gold]


def make_examples(documents: Path, gold: Path) -> Iterator[Example]:
    """Yield the articles with the attributions marked in them, as tokens."""
    rows = (json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line.strip())
    marked = {row["doc"]: row["attributions"] for row in rows}
    for name, article, parse in parse_documents(documents):
        yield to_example(name, read(article, parse, {}), marked[name])


def to_example(name: str, reading: Reading, attributions: Sequence[Mapping[str, Spans | None]]) -> Example:
    """Return an article with its attributions; PolNeAR has none without a cue."""
    golds = {}
    for attribution in attributions:
        parts = {role: set(_tokens(reading, attribution[part] or ())) for part, role in PARTS.items()}
        anchor = head_of(reading, sorted(parts[CUE]))
        if anchor is not None:
            golds[anchor] = Gold(anchor, parts)
    return Example(name, reading, golds)


def _tokens(reading: Reading, spans: Spans) -> Iterator[int]:
    for start, end in spans:
        yield from (i for i in range(reading.at(start), reading.at(end) + 1) if _overlaps(reading, i, start, end))


def _overlaps(reading: Reading, index: int, start: int, end: int) -> bool:
    token = reading.tokens[index]
    return token.start < end and token.end > start


Rows = list[tuple[Example, Window]]


class Batch(NamedTuple):
    """Windows side by side, padded; `real` marks the words and `mask` is what to add to the attention that a piece gets."""

    of: Rows
    pieces: Tensor
    features: Tensor
    firsts: Tensor
    mask: Tensor
    real: Tensor


def make_batches(
    examples: Sequence[Example], pieces: WordPieces, labels: Labels, chance: random.Random, size: int = 8
) -> list[Rows]:
    """Return all windows of the examples, cut elsewhere each time, in batches of windows alike in length."""
    made = [
        (example, window)
        for example in examples
        for window in cut(example.reading, pieces, labels, chance.randint(96, 144))
    ]
    chance.shuffle(made)
    made.sort(key=lambda pair: len(pair[1].pieces) // 16)
    groups = [made[i : i + size] for i in range(0, len(made), size)]
    chance.shuffle(groups)
    return groups


def pad(group: Rows) -> Batch:
    """Return windows as one batch."""
    long, words = (max(len(getattr(window, name)) for _, window in group) for name in ("pieces", "firsts"))
    shape = (len(group), long)
    pieces, features = torch.zeros(shape, dtype=torch.long), torch.zeros((*shape, 3), dtype=torch.long)
    mask, firsts = torch.full(shape, -1e4), torch.zeros((len(group), words), dtype=torch.long)
    real = torch.zeros((len(group), words))
    for row, (_, window) in enumerate(group):
        end, last = len(window.pieces), len(window.firsts)
        pieces[row, :end], features[row, :end] = torch.from_numpy(window.pieces), torch.from_numpy(window.features)
        firsts[row, :last], mask[row, :end], real[row, :last] = torch.from_numpy(window.firsts), 0.0, 1.0
    return Batch(group, pieces, features, firsts, mask, real)
