#!/usr/bin/env python3
"""Pairs of invented names, one person or two: name_pairs.tsv put through the whole resolution of people.

Usage: score_pairs.py [--half read|kept] [--errors] [--json]

A pair is two articles, or one where `context b` is "="; an empty context is "NAME spoke to reporters on Monday.", ¶ begins a
paragraph. `a` is meant where it stands first in its context, `b` where it first stands in its own, or last in a shared one. The
answer is "same" where both belong to one person.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.documents import Document, to_article
from copydesk.records import Article, Entity, Parse, Span
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

TABLE = Path(__file__).with_name("name_pairs.tsv")


class Pair(NamedTuple):
    a: str
    b: str
    verdict: str
    context_a: str
    context_b: str
    why: str

    @property
    def half(self) -> str:
        return "read" if hashlib.sha1(f"{self.a}|{self.b}|{self.why}".encode()).digest()[0] % 2 else "kept"


def read_pairs() -> list[Pair]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [Pair(*row) for row in list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def answer(pairs: Sequence[Pair]) -> list[str]:
    """Return "same" or "different" for each pair, as the program sees it."""
    articles = [_articles(pair) for pair in pairs]
    parses = parse_articles([article for both in articles for article in both])
    return [_answer(pair, both, parses) for pair, both in zip(pairs, articles, strict=True)]


def _articles(pair: Pair) -> list[Article]:
    contexts = [pair.context_a] if pair.context_b == "=" else [pair.context_a, pair.context_b]
    texts = [
        text.replace(" ¶ ", "\n") or f"{name} spoke to reporters on Monday."
        for name, text in zip((pair.a, pair.b), contexts, strict=False)
    ]
    return [to_article(Document(doc=f"page {i}", text=text)) for i, text in enumerate(texts)]


def _answer(pair: Pair, articles: Sequence[Article], parses: Mapping[str, Parse]) -> str:
    entities, first, last = resolve_entities(articles, parses), articles[0], articles[-1]
    a = _holder(entities, first.id, _place(first.text, pair.a, last=False))
    b = _holder(entities, last.id, _place(last.text, pair.b, last=len(articles) == 1))
    return "same" if a is not None and a == b else "different"


def _place(text: str, name: str, *, last: bool) -> Span:
    found = [Span(*one.span()) for one in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return found[-1 if last else 0]


def _holder(entities: Sequence[Entity], article: str, place: Span) -> str | None:
    """Return the entity of the longest mention that lies in or over a place."""
    found = [
        (min(place.end, m.span.end) - max(place.start, m.span.start), entity.id)
        for entity in entities
        for m in entity.mentions
        if m.article == article and m.span.overlaps(place)
    ]
    return max(found)[1] if found else None


def score(pairs: Sequence[Pair], answers: Sequence[str]) -> dict[str, float]:
    """Return precision and recall of "same"."""
    said = [pair.verdict for pair, given in zip(pairs, answers, strict=True) if given == "same"]
    right, wanted = said.count("same"), sum(pair.verdict == "same" for pair in pairs)
    return {"P": right / len(said) if said else 0.0, "R": right / wanted if wanted else 0.0, "pairs": len(pairs)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("read", "kept"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    pairs = [pair for pair in read_pairs() if asked.half in (None, pair.half)]
    answers = answer(pairs)
    for pair, given in zip(pairs, answers, strict=True) if asked.errors else ():
        if given != pair.verdict:
            print(f"{pair.verdict:9} {pair.a} | {pair.b} | {pair.why}")
    figures = score(pairs, answers)
    print(
        json.dumps(figures) if asked.json else f"same: P {figures['P']:.3f}  R {figures['R']:.3f}  {len(pairs)} pairs"
    )


if __name__ == "__main__":
    main()
