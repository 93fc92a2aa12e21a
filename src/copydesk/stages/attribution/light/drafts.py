"""For each likely cue its likeliest content and source, before any is kept. Table, models -> drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.content_features import content_features
from copydesk.stages.attribution.light.contents import Pieces, possible_contents
from copydesk.stages.attribution.light.cues import cue_features, possible_cues
from copydesk.stages.attribution.light.hashing import Indices
from copydesk.stages.attribution.light.source_features import source_features
from copydesk.stages.attribution.light.sources import Candidate, possible_sources
from copydesk.stages.attribution.light.table import Table

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Draft:
    """A cue's head with its best content and source; a margin is a best candidate's share against all and the second."""

    cue: int
    score: float
    content: Pieces
    way: str
    content_share: float
    content_second: float
    contents: int
    source: Candidate
    source_share: float
    source_second: float


def score_cues(table: Table, weights: Weights) -> tuple[Indices, NDArray[np.float64]]:
    """Return the tokens worth a look, and how strongly each looks like the head of a cue."""
    rows = possible_cues(table)
    return rows, total(weights, cue_features(table, rows)) + float(weights[-1])


def total(weights: Weights, features: NDArray[np.int32]) -> NDArray[np.float64]:
    """Return the sum of the weights of each row's features."""
    return np.asarray(weights.take(features.T).sum(axis=0, dtype=np.float64), dtype=np.float64)


def write_drafts(
    table: Table, cues: Sequence[int], scores: Sequence[float], weights: tuple[Weights, Weights]
) -> list[Draft]:
    """Return each cue's likeliest content and source by the weights for contents and for sources."""
    if not cues:
        return []
    pieces, ways, options = draft_contents(table, cues)
    chosen, share, second = best(total(weights[0], options.features), options.owner, len(cues))
    counts = np.bincount(options.owner, minlength=len(cues)).tolist()
    contents = [pieces[i] if i >= 0 else () for i in chosen.tolist()]
    candidates, options = draft_sources(table, cues, contents)
    source, source_share, source_second = best(total(weights[1], options.features), options.owner, len(cues))
    return [
        Draft(cue, scores[n], contents[n], ways[chosen[n]], share[n], second[n], counts[n], candidates[source[n]],
              source_share[n], source_second[n])
        for n, cue in enumerate(cues)
        if contents[n]
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """All candidates of several cues in one list; `owner` says whose each is."""

    cues: Indices
    owner: Indices
    features: NDArray[np.int32]


def draft_contents(table: Table, cues: Sequence[int]) -> tuple[list[Pieces], list[str], Options]:
    found = [possible_contents(table, cue) for cue in cues]
    owner = np.repeat(np.arange(len(cues)), [len(one) for one in found])
    pieces = [p for one in found for p in one]
    ways = [way for one in found for way in one.values()]
    whose = np.array(cues, dtype=np.int64)[owner]
    return pieces, ways, Options(whose, owner, content_features(table, whose, pieces, ways))


def draft_sources(table: Table, cues: Sequence[int], contents: Sequence[Pieces]) -> tuple[list[Candidate], Options]:
    found = [possible_sources(table, cue) for cue in cues]
    owner = np.repeat(np.arange(len(cues)), [len(one) for one in found])
    candidates = [c for one in found for c in one]
    whose = np.array(cues, dtype=np.int64)[owner]
    chosen = [contents[i] for i in owner.tolist()]
    return candidates, Options(whose, owner, source_features(table, whose, candidates, chosen))


def best(
    scores: NDArray[np.float64], owner: Indices, count: int
) -> tuple[Indices, NDArray[np.float64], NDArray[np.float64]]:
    """Return each owner's best candidate (-1 for none), its share of the exponentials, and the second's."""
    index = np.full(count, -1, dtype=np.int64)
    share, second = np.zeros(count), np.zeros(count)
    order = np.lexsort((np.arange(len(scores)), -scores, owner))
    first = np.flatnonzero(np.r_[True, owner[order][1:] != owner[order][:-1]]) if len(order) else np.zeros(0, np.int64)
    for place, start in enumerate(first.tolist()):
        end = first[place + 1] if place + 1 < len(first) else len(order)
        group = order[start:end]
        grown = np.exp(scores[group] - scores[group[0]])
        one = owner[group[0]]
        index[one], share[one] = group[0], 1 / grown.sum()
        second[one] = grown[1] / grown.sum() if len(grown) > 1 else 0.0
    return index, share, second
