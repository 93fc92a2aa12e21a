#!/usr/bin/env python3
"""Train what tells outlets' names by their contexts: articles and hand-written cases in, `outlet_names.tsv` out.

    polnear.py dump --split train > docs.jsonl
    python training/attribution/train_outlet_names.py docs.jsonl evals/attribution/chains*.toml

Nothing is marked by hand in the articles: the names that the program's own lists know as outlets' stand for all outlets, and every other
name for what is none. Of a name itself only what a recogniser of names takes it for is learned, so that the weights hold for outlets of
which no list knows. The cases add names of which no list knows. Logistic regression, without randomness, about two minutes of one core.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from light_examples import parse_documents
from numpy.typing import NDArray

from copydesk.documents import Document, to_article
from copydesk.records import Article, Parse
from copydesk.stages.attribution.grammar import read
from copydesk.stages.attribution.outlet_contexts import WORD, Contexts
from copydesk.stages.attribution.outlet_names import BIAS
from copydesk.stages.attribution.outlets import is_never, outlet_key, outlet_of
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

CASE, PERSON = 8.0, 0.05
"""What a name in a case counts, and a person's in an article; every other name counts 1."""
CLASSES = 0.5
"""The share of a name's count that it has as one whose surroundings hold words that were not met."""
LEAST_SEEN, SMALLEST = 4, 0.05
"""How often a feature must occur to get a weight; weights below are dropped."""
SHRINK, STEPS, RATE = 4.0, 400, 0.1
OUT = Path(__file__).resolve().parents[2] / "src" / "copydesk" / "models" / "attribution" / "outlet_names.tsv"


class Row(NamedTuple):
    """A name with its features: whether it is an outlet's, and what it counts."""

    features: list[str]
    outlet: bool
    counts: float


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("cases", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    rows = [*rows_of_articles(given.documents), *rows_of_cases(given.cases)]
    weights = fit([*(row._replace(counts=row.counts * (1 - CLASSES)) for row in rows), *map(of_classes, rows)])
    lines = sorted(f"{name}\t{weight:.3f}\n" for name, weight in weights.items())
    given.out.write_text("".join(lines), encoding="utf-8")


def of_classes(row: Row) -> Row:
    """Return a row with the classes of the words around a name alone, as if none of these words had been met."""
    features = [feature for feature in row.features if not feature.endswith(WORD)]
    return Row(features, row.outlet, row.counts * CLASSES)


def rows_of_articles(path: Path) -> Iterator[Row]:
    for _, article, parse in parse_documents(path):
        entities = resolve_entities((article,), {article.id: parse})
        people = {form.casefold() for one in entities if one.kind == "person" for form in (one.name, *one.aliases)}
        for key, known, features in names_of(article, parse):
            yield Row(features, known and key not in people, PERSON if key in people else 1.0)


def rows_of_cases(paths: Iterable[Path]) -> Iterator[Row]:
    cases = [case for path in paths for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    articles = [to_article(Document(doc=c["id"], text=c["text"], publisher=c.get("publisher"))) for c in cases]
    parses = parse_articles(articles)
    for case, article in zip(cases, articles, strict=True):
        links = [f" {outlet_key(name)} " for name in case["via"]]
        for key, known, features in names_of(article, parses[article.id]):
            yield Row(features, known or any(f" {key} " in link or link in f" {key} " for link in links), CASE)


def names_of(article: Article, parse: Parse) -> Iterator[tuple[str, bool, list[str]]]:
    """Yield the key of each name that may be an outlet's, whether a list knows it as one, and its features."""
    reading = read(article, parse, {})
    contexts = Contexts(reading)
    for name in contexts.names():
        text = article.text[reading.tokens[name.first].start : reading.tokens[name.last].end]
        if (key := outlet_key(text)) and not is_never(key):
            yield key, outlet_of(text, {}) is not None, contexts.features(name)


def fit(rows: list[Row]) -> dict[str, float]:
    """Return the weights of features by which outlets' names are told from others (logistic regression by Adam's steps)."""
    seen = Counter(one for row in rows for one in set(row.features))
    places = {one: place for place, one in enumerate(sorted(o for o, count in seen.items() if count >= LEAST_SEEN), 1)}
    held = [sorted({0, *(places[one] for one in row.features if one in places)}) for row in rows]
    place = np.concatenate([np.array(some) for some in held])
    row = np.repeat(np.arange(len(rows)), [len(some) for some in held])
    wanted, counts = np.array([r.outlet for r in rows], float), np.array([r.counts for r in rows])
    weights = np.zeros(len(places) + 1)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        score: NDArray[Any] = np.bincount(row, weights=weights[place], minlength=len(rows))
        error = (1 / (1 + np.exp(-score)) - wanted) * counts
        slope = np.bincount(place, weights=error[row], minlength=len(weights)) + SHRINK * weights
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        rate = RATE * (1 if step < 0.6 * STEPS else 0.2)
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    kept = {one: float(weights[at]) for one, at in places.items() if abs(weights[at]) >= SMALLEST}
    return {BIAS: float(weights[0]), **kept}


if __name__ == "__main__":
    main()
