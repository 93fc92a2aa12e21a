"""The accurate road: a small trained network that marks cues, and for each its source and content. Reading -> markings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from copydesk.stages.attribution import light
from copydesk.stages.attribution.accurate.combining import KEEP, combine, without_twins
from copydesk.stages.attribution.accurate.decoding import Candidate, read_candidate, to_marking
from copydesk.stages.attribution.accurate.network import Network, load
from copydesk.stages.attribution.accurate.relations import relate
from copydesk.stages.attribution.accurate.windows import Window, cut
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.light.model import Model, load_model
from copydesk.stages.attribution.marking import Marking

__all__ = ["mark"]


def mark(reading: Reading, findings: Sequence[Finding]) -> list[Marking]:
    """Return the attributions that the network and the light road's models together hold likely, in reading order.

    Each window is run by itself: its numbers are rounded by their own range, and so hang on nothing but the article.
    """
    network = load()
    seen = [to_marking(candidate, network.weights) for candidate in find_candidates(network, reading)]
    both = combine(reading, seen, light.mark(reading, findings, _all_drafts()))
    return without_twins(reading, [marking for marking in both if marking.score >= KEEP])


@cache
def _all_drafts() -> Model:
    """Return the light road's models, so set that they drop nothing."""
    return replace(load_model(), least=0.0)


def find_candidates(network: Network, reading: Reading) -> list[Candidate]:
    """Return all that the network deems possible in an article."""
    return [found for window in cut(reading, network.pieces, network.labels) for found in _in(network, reading, window)]


def _in(network: Network, reading: Reading, window: Window) -> Iterator[Candidate]:
    states, chances = network.read(window)
    anchors = [at for at, chance in enumerate(chances) if chance >= network.doubtful]
    if not anchors:
        return
    first = window.tokens.start
    relations = relate(reading, window.tokens, [first + at for at in anchors], network.labels)
    for at, roles in zip(anchors, network.tell(states, anchors, relations), strict=True):
        if candidate := read_candidate(reading, window.tokens, first + at, float(chances[at]), roles):
            yield candidate
