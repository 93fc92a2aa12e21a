"""An article cut into the stretches that the model reads at once. Reading -> windows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.records import Token
from copydesk.stages.attribution.accurate.pieces import WordPieces
from copydesk.stages.attribution.grammar import Reading

Numbers = NDArray[np.int64]
LONGEST = 144
"""Pieces of the longest window, about; the model holds three times as many."""
SHAPES = 6
"""Shapes of a word: mark, number, lower, Title, UPPER, mIXed. They count on from here inside quotations."""


class Labels(NamedTuple):
    """The parser's labels that the model was trained on, by their numbers; a label that is not there has number 0."""

    tags: Mapping[str, int]
    deps: Mapping[str, int]


class Window(NamedTuple):
    """A stretch of an article: its tokens, their pieces, what is known of each piece, each token's first piece."""

    tokens: range
    pieces: Numbers
    features: Numbers
    firsts: Numbers


def cut(reading: Reading, pieces: WordPieces, labels: Labels, longest: int = LONGEST) -> list[Window]:
    """Return the article as windows of whole paragraphs, as even as they come; a long paragraph is cut between sentences."""
    sizes = [len(pieces.of(token.text)) for token in reading.tokens]
    parts = [part for block in _blocks(reading) for part in _split(reading, block, sizes, longest)]
    lengths = [1 + sum(sizes[part.start : part.stop]) for part in parts]  # a break behind each
    total = sum(lengths)
    even = total / max(1, -(-total // longest))
    windows: list[list[range]] = []
    filled = 0
    for part, length in zip(parts, lengths, strict=True):
        if not windows or filled + length > longest or filled >= even:
            windows.append([])
            filled = 0
        windows[-1].append(part)
        filled += length
    return [_window(reading, run, pieces, labels) for run in windows]


def _blocks(reading: Reading) -> Iterator[range]:
    for _, sentences in groupby(reading.parse.sentences, key=lambda sentence: sentence.block):
        run = list(sentences)
        yield range(run[0].first, run[-1].last)


def _split(reading: Reading, block: range, sizes: Sequence[int], longest: int) -> Iterator[range]:
    """Yield a paragraph in parts that fit into a window, cut between sentences and, where it must be, inside one."""
    start, filled = block.start, 0
    for i in block:
        begins = i == start or reading.tokens[i].sentence != reading.tokens[i - 1].sentence
        ahead = _length_of_sentence(reading, i, sizes) if begins else sizes[i]
        if filled and (filled + sizes[i] > longest or (begins and ahead <= longest < filled + ahead)):
            yield range(start, i)
            start, filled = i, 0
        filled += sizes[i]
    yield range(start, block.stop)


def _length_of_sentence(reading: Reading, index: int, sizes: Sequence[int]) -> int:
    return sum(sizes[i] for i in reading.sentence_tokens(index))


def _window(reading: Reading, parts: Sequence[range], pieces: WordPieces, labels: Labels) -> Window:
    numbers, features, firsts = [pieces.start], [(0, 0, 0)], []
    for part in parts:
        for i in part:
            token = reading.tokens[i]
            found = pieces.of(token.text)
            firsts.append(len(numbers))
            numbers += found
            shape = shape_of(token) + SHAPES * (reading.quoted[i] >= 0)
            features += [(shape, labels.tags.get(token.tag, 0), labels.deps.get(token.dep, 0))] * len(found)
        numbers.append(pieces.break_)
        features.append((0, 0, 0))
    return Window(range(parts[0].start, parts[-1].stop), _array(numbers), _array(features), _array(firsts))


def shape_of(token: Token) -> int:
    """Return how a word is written, as a number from 1 on."""
    text = token.text
    if not any(c.isalnum() for c in text):
        return 1
    if not any(c.isalpha() for c in text):
        return 2
    return next((n for n, holds in enumerate((text.islower(), text.istitle(), text.isupper()), 3) if holds), 6)


def _array(numbers: Any) -> Numbers:
    return np.array(numbers, dtype=np.int64)
