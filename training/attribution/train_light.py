#!/usr/bin/env python3
"""Train the light road of attribution: PolNeAR's training part in, `light.npz` out, without randomness.

    polnear.py dump --split train > docs.jsonl
    polnear.py gold --split train > gold.jsonl
    OMP_NUM_THREADS=1 python training/attribution/train_light.py docs.jsonl gold.jsonl

Every step learns from what the steps before it say of articles that they have not seen: the articles are dealt out into
`FOLDS`, and what is said of one fold is said by weights from the others. About five minutes of one core, 4 GiB of memory.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from light_examples import Example, make_examples, parse_documents
from light_fit import Array, Places, fit_alone, fit_among, fit_trees
from numpy.typing import NDArray

from copydesk.stages.attribution.light import choose
from copydesk.stages.attribution.light.contents import Pieces
from copydesk.stages.attribution.light.cues import cue_features, possible_cues
from copydesk.stages.attribution.light.drafts import Draft, best, draft_contents, draft_sources, total, write_drafts
from copydesk.stages.attribution.light.keeping import keeping_features
from copydesk.stages.attribution.light.model import model_of

FOLDS = 4
LEAST_CUE = -2.6
"""The score from which on a token is drafted as a cue; about one in three of those is none."""
SMALLEST = 0.004
"""Weights below are dropped."""
HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "src" / "copydesk" / "models" / "attribution" / "light.npz"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    np.savez_compressed(given.out, **train(make_examples(parse_documents(given.documents), given.gold)))


def train(examples: Sequence[Example]) -> dict[str, NDArray[Any]]:
    """Return everything that `light.npz` holds."""
    cues, cue_scores = learn_cues(examples)
    contents, chosen = learn_contents(examples)
    sources = learn_sources(examples, chosen)
    drafts = [draft(one, *cue_scores[n], contents[n % FOLDS], sources[n % FOLDS]) for n, one in enumerate(examples)]
    rows = [keeping_features(one.table, own) for one, own in zip(examples, drafts, strict=True)]
    is_right = [judge(one, own) for one, own in zip(examples, drafts, strict=True)]
    kept = {"cues": small(cues), "contents": small(contents[FOLDS]), "sources": small(sources[FOLDS])}
    unseen = score_unseen(rows, is_right)
    least = find_least(examples, drafts, unseen)
    everything = [np.concatenate([part for part in parts if len(part)]) for parts in (rows, is_right)]
    return kept | fit_trees(*everything) | {"least_cue": np.float64(LEAST_CUE), "least": np.float64(least)}


def small(weights: Array) -> NDArray[np.float16]:
    return np.where(np.abs(weights) < SMALLEST, 0, weights).astype(np.float16)


def fold_of(number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the fold of each article, by its number."""
    return number % FOLDS


def folds(number: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Yield which rows to learn from and which to tell of, for each fold and then for all rows at once."""
    for fold in range(FOLDS):
        held = fold_of(number) == fold
        yield ~held, held
    yield np.ones(len(number), dtype=bool), np.zeros(len(number), dtype=bool)


def learn_cues(examples: Sequence[Example]) -> tuple[Array, list[tuple[NDArray[np.int64], Array]]]:
    """Return the weights from all articles, and the rows of each article with their scores by weights from others."""
    rows = [possible_cues(one.table) for one in examples]
    number = np.repeat(np.arange(len(examples)), [len(own) for own in rows])
    features = np.concatenate([cue_features(one.table, own) for one, own in zip(examples, rows, strict=True)])
    heads = [[gold.cue for gold in one.gold] for one in examples]
    is_cue = np.concatenate([np.isin(own, head) for own, head in zip(rows, heads, strict=True)])
    scores, weights = np.zeros(len(features)), np.zeros(0)
    for learned, told in folds(number):
        weights = fit_alone(features[learned], is_cue[learned])
        scores[told] = total(as_used(weights), features[told]) + weights[-1]
    return weights, [(own, scores[number == n]) for n, own in enumerate(rows)]


def as_used(weights: Array) -> NDArray[np.float32]:
    return small(weights).astype(np.float32)


def learn_contents(examples: Sequence[Example]) -> tuple[list[Array], list[list[Pieces]]]:
    """Return the weights without each fold and from all, and the content chosen for each marked attribution."""
    pieces: list[Pieces] = []
    features, fits, owner, number = [], [], [], []
    count = 0
    for n, one in enumerate(examples):
        if one.gold:
            found, _, options = draft_contents(one.table, [gold.cue for gold in one.gold])
            pieces += found
            features.append(options.features)
            fits.append(np.array([one.content_fit(p, one.gold[i]) for p, i in zip(found, options.owner, strict=True)]))
            owner.append(options.owner + count)
            number.append(np.full(len(found), n))
            count += len(one.gold)
    every = np.concatenate(features), np.concatenate(fits), np.concatenate(owner), np.concatenate(number)
    weights, scores = learn_among(*every, least=0.5, sharpness=8)
    chosen = iter([pieces[i] if i >= 0 else () for i in best(scores, every[2], count)[0].tolist()])
    return weights, [[next(chosen) for _ in one.gold] for one in examples]


def learn_sources(examples: Sequence[Example], contents: Sequence[Sequence[Pieces]]) -> list[Array]:
    """Return the weights without each fold and from all."""
    features, fits, owner, number = [], [], [], []
    count = 0
    for n, (one, chosen) in enumerate(zip(examples, contents, strict=True)):
        if one.gold:
            found, options = draft_sources(one.table, [gold.cue for gold in one.gold], chosen)
            features.append(options.features)
            fits.append(np.array([one.source_fit(s, one.gold[i]) for s, i in zip(found, options.owner, strict=True)]))
            owner.append(options.owner + count)
            number.append(np.full(len(found), n))
            count += len(one.gold)
    every = np.concatenate(features), np.concatenate(fits), np.concatenate(owner), np.concatenate(number)
    return learn_among(*every, least=0.01, sharpness=3)[0]


def learn_among(
    features: Places, fits: Array, owner: NDArray[np.int64], number: NDArray[np.int64], *, least: float, sharpness: int
) -> tuple[list[Array], Array]:
    """Return the weights of each fold and of all, and the score of each candidate by weights from other articles.

    A candidate is wanted the more, the better it fits, if it fits at least so well; groups without one teach nothing.
    """
    wanted = np.where(fits >= least, fits**sharpness, 0)
    whole = np.bincount(owner, wanted)[owner]
    share = np.divide(wanted, whole, out=np.zeros_like(wanted), where=whole > 0)
    scores, weights = np.zeros(len(fits)), []
    for learned, told in folds(number):
        use = learned & (whole > 0)
        weights.append(fit_among(features[use], share[use], owner[use]))
        scores[told] = total(as_used(weights[-1]), features[told])
    return weights, scores


def draft(one: Example, rows: NDArray[np.int64], scores: Array, contents: Array, sources: Array) -> list[Draft]:
    likely = scores >= LEAST_CUE
    weights = as_used(contents), as_used(sources)
    return write_drafts(one.table, rows[likely].tolist(), scores[likely].tolist(), weights)


def judge(one: Example, drafts: Sequence[Draft]) -> Array:
    """Return 1 for each draft that the scorer would count as right, each marked attribution being matched once."""
    pairs = []
    for a, own in enumerate(drafts):
        for b, gold in enumerate(one.gold):
            if (fit := one.content_fit(own.content, gold)) >= 0.5:
                pairs.append((own.cue != gold.cue, -one.source_fit(own.source, gold), -fit, a, b))
    is_right, used = np.zeros(len(drafts)), (set[int](), set[int]())
    for _, source_fit, _, a, b in sorted(pairs):
        if a not in used[0] and b not in used[1]:
            used[0].add(a)
            used[1].add(b)
            is_right[a] = source_fit < 0
    return is_right


def score_unseen(rows: Sequence[Array], is_right: Sequence[Array]) -> list[list[float]]:
    """Return the score of each draft by trees from the other folds."""
    number = np.repeat(np.arange(len(rows)), [len(own) for own in rows])
    every, right = (np.concatenate([part for part in parts if len(part)]) for parts in (rows, is_right))
    scores = np.zeros(len(every))
    for learned, told in list(folds(number))[:FOLDS]:
        scores[told] = trees_of(fit_trees(every[learned], right[learned])).score(every[told])
    return [scores[number == n].tolist() for n in range(len(rows))]


def trees_of(columns: dict[str, NDArray[Any]]) -> Any:
    nothing = {name: np.zeros(1) for name in ("cues", "contents", "sources")}
    return model_of(columns | nothing | {"least_cue": np.float64(0), "least": np.float64(0)}).trees


def find_least(examples: Sequence[Example], drafts: Sequence[Sequence[Draft]], scores: Sequence[list[float]]) -> float:
    """Return the score from which on keeping a draft gives the best F1, and print how each one does."""
    results = []
    marked = sum(one.count for one in examples)
    for least in (0.26, 0.28, 0.30, 0.32, 0.34, 0.36, 0.38):
        right = kept = 0
        for one, own, scored in zip(examples, drafts, scores, strict=True):
            chosen = [d for d, _ in choose(one.table, own, scored, least)]
            kept += len(chosen)
            right += int(judge(one, chosen).sum())
        results.append((2 * right / (kept + marked), least))
        print(f"from {least:.2f}: F1 {results[-1][0]:.4f}, P {right / kept:.3f}, R {right / marked:.3f}", flush=True)
    return max(results)[1]


if __name__ == "__main__":
    main()
