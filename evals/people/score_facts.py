#!/usr/bin/env python3
"""Offices with their time and relations between persons, held against two tables of invented sentences with counter-examples.

Usage: score_facts.py [--errors] [--json]

`offices.tsv`: a text published on Wednesday, 17 May 2023, a person in it, and the offices that the text gives them as
TITLE;SINCE;UNTIL;past, joined by " / "; none in a counter-example. An office is right when its title ends in the one asked for
and its dates and "past" are the same. `relations.tsv`: whether the text says ("yes") or not ("no") that the person is that to the other.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from copydesk.documents import Document, to_article
from copydesk.records import Entity
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

HERE = Path(__file__).resolve().parent
PUBLISHED = "2023-05-17"
Counts = tuple[int, int, int]
"""How many are right, how many were told, how many asked for."""


def read(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def casts(texts: Sequence[str]) -> list[tuple[Entity, ...]]:
    """Return the entities of each text, every one a pile of its own."""
    articles = [to_article(Document(doc=str(i), text=text, date=PUBLISHED)) for i, text in enumerate(texts)]
    parses = parse_articles(articles)
    return [resolve_entities([article], parses) for article in articles]


def person(cast: Sequence[Entity], name: str) -> Entity | None:
    return next((one for one in cast if name in (one.name, *one.aliases)), None)


def offices(*, errors: bool) -> Counts:
    rows = read("offices.tsv")
    counts = [0, 0, 0]
    for (text, name, wanted), cast in zip(rows, casts([row[0] for row in rows]), strict=True):
        bearer = person(cast, name)
        told = [
            (r.title, r.since or "", r.until or "", "past" if r.past else "") for r in (bearer.roles if bearer else ())
        ]
        asked = [tuple(one.split(";")) for one in wanted.split(" / ") if one]
        right = sum(any(_is_office(one, other) for other in told) for one in asked)
        counts = [counts[0] + right, counts[1] + len(told), counts[2] + len(asked)]
        if errors and not right == len(told) == len(asked):
            print("office  ", text, "| asked", wanted or "none", "| told", told)
    return counts[0], counts[1], counts[2]


def _is_office(asked: Sequence[str], told: Sequence[str]) -> bool:
    title = told[0].casefold()
    return (title == asked[0].casefold() or title.endswith(f" {asked[0].casefold()}")) and tuple(asked[1:]) == told[1:]


def relations(*, errors: bool) -> Counts:
    rows = read("relations.tsv")
    right = told = asked = 0
    for (text, name, kind, other, verdict), cast in zip(rows, casts([row[0] for row in rows]), strict=True):
        given = _is_related(cast, name, kind, other)
        right, told, asked = right + (given and verdict == "yes"), told + given, asked + (verdict == "yes")
        if errors and given != (verdict == "yes"):
            print("relation", text, "|", name, kind, other, "| asked", verdict)
    return right, told, asked


def _is_related(cast: Sequence[Entity], name: str, kind: str, other: str) -> bool:
    a, b = person(cast, name), person(cast, other)
    return a is not None and b is not None and any(r.entity == b.id and r.kind == kind for r in a.relations)


def figures(counts: Counts) -> Mapping[str, float]:
    right, told, asked = counts
    return {"P": right / told if told else 0.0, "R": right / asked if asked else 0.0, "asked": asked}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found = {
        "offices": figures(offices(errors=asked.errors)),
        "relations": figures(relations(errors=asked.errors)),
    }
    if asked.json:
        print(json.dumps(found))
    for name, row in found.items() if not asked.json else ():
        print(f"{name:10} P {row['P']:.3f}  R {row['R']:.3f}  {row['asked']} asked for")


if __name__ == "__main__":
    main()
