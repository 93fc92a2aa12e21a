"""How each word of a window stands to a cue: in the tree, in the line, in the text. Reading, tokens -> relations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from copydesk.stages.attribution.accurate.windows import Labels, Numbers
from copydesk.stages.attribution.grammar import Reading

GAPS = (1, 2, 3, 4, 5, 7, 10, 15, 22, 32, 64)
"""Distances in words from which on two words count as farther apart."""
STEPS = 3
"""Levels of the tree that are told apart: below the cue, below what it hangs on, farther off."""
SENTENCES, BLOCKS_BEFORE, BLOCKS_BEHIND = 3, 1, 2
"""Sentences and paragraphs between two words that are told apart."""


def sizes(labels: Labels) -> tuple[int, int, int]:
    """Return how many numbers each of the three relations may take."""
    tree = 2 + STEPS * (len(labels.deps) + 2)
    return tree, 2 * len(GAPS) + 1, (2 * SENTENCES + 1) * (BLOCKS_BEFORE + BLOCKS_BEHIND + 1)


def relate(reading: Reading, tokens: range, anchors: Sequence[int], labels: Labels) -> tuple[Numbers, Numbers, Numbers]:
    """Return three tables of anchors by tokens: place in the tree, distance in words, distance in sentences and paragraphs."""
    shape = (len(anchors), len(tokens))
    tree, gaps, places = (np.zeros(shape, np.int64) for _ in range(3))
    sentences = np.array([reading.tokens[i].sentence for i in tokens], np.int64)
    blocks = np.array([reading.block_of(i) for i in tokens], np.int64)
    for row, anchor in enumerate(anchors):
        for i, number in _in_tree(reading, anchor, labels):
            if i in tokens:
                tree[row, i - tokens.start] = number
        gaps[row] = [_gap(i - anchor) for i in tokens]
        at = anchor - tokens.start
        apart = np.clip(sentences - sentences[at], -SENTENCES, SENTENCES) + SENTENCES
        behind = np.clip(blocks - blocks[at], -BLOCKS_BEFORE, BLOCKS_BEHIND) + BLOCKS_BEFORE
        places[row] = apart * (BLOCKS_BEFORE + BLOCKS_BEHIND + 1) + behind
    return tree, gaps, places


def _gap(distance: int) -> int:
    size = bisect_right(GAPS, abs(distance))
    return size if distance >= 0 else size + len(GAPS)


def _in_tree(reading: Reading, anchor: int, labels: Labels) -> Iterator[tuple[int, int]]:
    """Yield each token of the anchor's sentence with a number for the lowest word above both and the branch that it hangs in."""
    yield anchor, 1
    above, seen, step = anchor, {anchor}, 0
    while True:
        base = 2 + min(step, STEPS - 1) * (len(labels.deps) + 2)
        for child in reading.parse.children[above]:
            if child not in seen:
                number = base + 1 + labels.deps.get(reading.tokens[child].dep, 0)
                for i in reading.parse.subtree(child):
                    yield i, number
        seen.add(above)
        parent = reading.tokens[above].head
        if parent == above:
            return
        yield parent, 2 + min(step + 1, STEPS - 1) * (len(labels.deps) + 2)
        seen, above, step = {above}, parent, step + 1
