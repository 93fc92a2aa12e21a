#!/usr/bin/env python3
"""Hold a story's copies against a planted truth.

Usage: score.py STORY.json TRUTH.jsonl [--json] [--errors]

Prints what share of the planted relations is found, how well their kinds are told (F1) and their directions, how many pairs
that are none are taken for copies, and how far the stated coverage is off. `--errors` lists every miss with its pages.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

KINDS = ("verbatim", "edited", "spun", "excerpt")
NOT_DECIDING = {"inherited_error"}
"""What ties two pages together without saying which was first."""
Row = dict[str, Any]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the story says of two pages, seen from the planted order."""

    kind: str
    direction: str
    a_coverage: float
    b_coverage: float
    reasons: tuple[str, ...]


def pair(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def read_answers(story: Row) -> dict[Pair, Answer]:
    """Return what is said of each pair of pages, in the order of their names; of several articles' pairs the widest counts."""
    uri = {page["id"]: Path(page["uri"]).name for page in story["pages"]}
    page_of = {article["id"]: uri[article["page"]] for article in story["articles"]}
    found: dict[Pair, Answer] = {}
    for copy in sorted(story["copies"], key=lambda copy: copy["a_coverage"] + copy["b_coverage"]):
        a, b = page_of[copy["a"]], page_of[copy["b"]]
        said = copy["direction"]
        one = Answer(
            kind=copy["kind"],
            direction=said["value"],
            a_coverage=copy["a_coverage"],
            b_coverage=copy["b_coverage"],
            reasons=tuple(said["reasons"]),
        )
        if a != b:
            found[pair(a, b)] = one if a < b else turned(one)
    return found


def turned(one: Answer) -> Answer:
    other = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}.get(one.direction, one.direction)
    return Answer(
        kind=one.kind,
        direction=other,
        a_coverage=one.b_coverage,
        b_coverage=one.a_coverage,
        reasons=one.reasons,
    )


def answer_to(row: Row, found: dict[Pair, Answer]) -> Answer | None:
    """Return what is said of a row's pages, from `a` to `b` of the row."""
    one = found.get(pair(row["a"], row["b"]))
    return one if one is None or row["a"] < row["b"] else turned(one)


def ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


# --- the figures ----------------------------------------------------------------------------------------


def found_shares(rows: Sequence[Row], made: dict[str, str], found: dict[Pair, Answer]) -> dict[str, list[int]]:
    """Return how many are found of how many: of each kind, and of each way of making."""
    shares: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        there = answer_to(row, found) is not None
        for name in (row["kind"], f"made as {made[row['b']].split(':')[0].split('.')[0]}"):
            shares[name][0] += there
            shares[name][1] += 1
    return dict(sorted(shares.items()))


def kind_scores(rows: Sequence[Row], found: dict[Pair, Answer], false: Sequence[Pair]) -> dict[str, float]:
    """Return the F1 of each kind and their mean; a copy between pages that share nothing counts against its kind."""
    planted = Counter(row["kind"] for row in rows)
    said = Counter(found[key].kind for key in false)
    right: Counter[str] = Counter()
    for row in rows:
        if one := answer_to(row, found):
            said[one.kind] += 1
            right[one.kind] += one.kind == row["kind"]
    scores = {kind: 2 * right[kind] / ((planted[kind] + said[kind]) or 1) for kind in KINDS if planted[kind]}
    return {kind: round(score, 4) for kind, score in scores.items()} | {
        "macro": round(sum(scores.values()) / len(scores), 4)
    }


def confusion(rows: Sequence[Row], found: dict[Pair, Answer]) -> dict[str, dict[str, int]]:
    table: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for row in rows:
        one = answer_to(row, found)
        table[row["kind"]][one.kind if one else "not found"] += 1
    return {kind: dict(sorted(counts.items())) for kind, counts in table.items()}


def is_decidable(row: Row) -> bool:
    return bool(set(row["evidence"]) - NOT_DECIDING)


def directions(rows: Iterable[Row], found: dict[Pair, Answer]) -> Row:
    """Return how many directions are decided among the relations found, and how many of those are right."""
    answers = [(row, one) for row in rows if (one := answer_to(row, found))]
    decided = [(row, one) for row, one in answers if one.direction != "undecided"]
    right = sum(one.direction in row["accepted"] for row, one in decided)
    return {
        "found": len(answers),
        "decided": ratio(len(decided), len(answers)),
        "right": ratio(right, len(decided)),
        "wrong": len(decided) - right,
    }


def by_evidence(rows: Sequence[Row], found: dict[Pair, Answer]) -> dict[str, Row]:
    names = sorted({name for row in rows for name in row["evidence"]})
    parts = {name: [row for row in rows if name in row["evidence"]] for name in names}
    alone = {f"only {name}": [row for row in rows if row["evidence"] == [name]] for name in names}
    links = {f"link {link}": [row for row in rows if row["link"] == link and is_decidable(row)] for link in LINKS}
    return {name: directions(part, found) for name, part in (parts | alone | links).items() if part}


LINKS = ("copy", "chain", "common_origin")


def unrelated(pages: Sequence[Row], named: set[Pair]) -> list[Pair]:
    """Return the pairs that have neither an original nor a topic in common and of which the truth says nothing else."""
    sets = [(page["id"], set(page["roots"]), set(page["topics"])) for page in pages]
    pairs = ((a, b) for a, b in combinations(sets, 2) if not a[1] & b[1] and not a[2] & b[2])
    return [pair(a[0], b[0]) for a, b in pairs if pair(a[0], b[0]) not in named]


def none_rates(none: dict[str, list[Pair]], found: dict[Pair, Answer]) -> dict[str, Row]:
    rates = {}
    for why, pairs in none.items():
        taken = sum(key in found for key in pairs)
        rates[why] = {"pairs": len(pairs), "taken for copies": taken, "share": taken / max(1, len(pairs))}
    return rates


def coverage_errors(rows: Sequence[Row], found: dict[Pair, Answer]) -> dict[str, float]:
    errors: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if one := answer_to(row, found):
            off = [abs(one.a_coverage - row["a_coverage"]), abs(one.b_coverage - row["b_coverage"])]
            errors[row["kind"]] += off
            errors["all"] += off
    return {kind: round(sum(off) / len(off), 4) for kind, off in sorted(errors.items())}


def reading(story: Row, pages: Sequence[Row]) -> Row:
    """Return how well the pages themselves were read, without which no direction can be told."""
    uri = {page["id"]: Path(page["uri"]).name for page in story["pages"]}
    articles: dict[str, list[Row]] = defaultdict(list)
    for article in story["articles"]:
        articles[uri[article["page"]]].append(article)
    dates = {name: {_stated(one) for one in ones} for name, ones in articles.items()}
    outlets = {name: {one["outlet"] for one in ones} for name, ones in articles.items()}
    dated = [page for page in pages if page["published"]]
    named = [page for page in pages if page["outlet"]]
    return {
        "pages without an article": sum(page["id"] not in articles for page in pages),
        "pages with several": sum(len(articles[page["id"]]) > 1 for page in pages),
        "stated dates right": ratio(sum(p["published"][:10] in dates.get(p["id"], ()) for p in dated), len(dated)),
        "dates stated by no page": sum(
            bool(dates.get(page["id"], {None}) - {None}) for page in pages if not page["published"]
        ),
        "outlets right": ratio(sum(page["outlet"] in outlets.get(page["id"], ()) for page in named), len(named)),
    }


def _stated(article: Row) -> str | None:
    published = article["published"]
    return published["value"][:10] if published and published["basis"] == "stated" else None


# --- the whole --------------------------------------------------------------------------------------------


def measure(story: Row, truth: Sequence[Row]) -> tuple[Row, list[str]]:
    """Return all figures, and a line for each miss."""
    pages = [row for row in truth if row["row"] == "page"]
    rows = [row for row in truth if row["row"] == "relation" and row["link"] != "sibling"]
    kin = [row for row in truth if row["row"] == "relation" and row["link"] == "sibling"]
    apart = [row for row in truth if row["row"] == "apart"]
    found = read_answers(story)
    none = {why: [pair(r["a"], r["b"]) for r in apart if r["why"] == why] for why in sorted({r["why"] for r in apart})}
    named = {pair(row["a"], row["b"]) for row in [*rows, *kin, *apart]}
    none = {"unrelated": unrelated(pages, named), **none}
    false = [key for pairs in none.values() for key in pairs if key in found]
    made = {page["id"]: page["made"] for page in pages}
    scores = {
        "reading": reading(story, pages),
        "found": found_shares(rows, made, found),
        "siblings found": [sum(answer_to(row, found) is not None for row in kin), len(kin)],
        "kind F1": kind_scores(rows, found, false),
        "kinds told": confusion(rows, found),
        "direction": {
            "decidable": directions(filter(is_decidable, rows), found),
            "not decidable": directions((row for row in rows if not is_decidable(row)), found),
            "all": directions(rows, found),
        },
        "direction by evidence": by_evidence(rows, found),
        "no copies": none_rates(none, found),
        "coverage off by": coverage_errors(rows, found),
        "other pairs called copies": len(set(found) - named - set(none["unrelated"])),
    }
    return scores, list_errors(rows, none, made, found)


def list_errors(
    rows: Sequence[Row], none: dict[str, list[Pair]], made: dict[str, str], found: dict[Pair, Answer]
) -> list[str]:
    """Return a line for each miss, sorted so that like stands with like."""
    lines = []
    for row in rows:
        one = answer_to(row, found)
        where = f"{row['a']} {row['b']} ({made[row['b']].split(':')[0]}; {', '.join(row['evidence']) or 'no evidence'})"
        if one is None:
            lines.append(f"not found    {row['kind']:9} {where}")
            continue
        if one.kind != row["kind"]:
            cover = f"{one.a_coverage:.2f}/{one.b_coverage:.2f}"
            lines.append(f"wrong kind   {row['kind']:9} told {one.kind:9} {cover} {where}")
        if is_decidable(row) and one.direction not in row["accepted"]:
            what = "undecided   " if one.direction == "undecided" else "wrong way   "
            lines.append(f"{what} {row['kind']:9} told {one.direction} for {row['direction']} {where} {one.reasons}")
    for why, pairs in none.items():
        lines += [
            f"no copy      {why:11} told {found[k].kind:9} {k[0]} {k[1]} {found[k].a_coverage:.2f}/{found[k].b_coverage:.2f}"
            for k in pairs
            if k in found
        ]
    return sorted(lines)


def show(scores: Row, indent: str = "") -> None:
    for name, value in scores.items():
        if isinstance(value, dict) and any(isinstance(part, dict) for part in value.values()):
            print(f"{indent}{name}")
            show(value, indent + "  ")
        elif isinstance(value, dict):
            print(f"{indent}{name:28} " + "  ".join(f"{key} {_plain(part)}" for key, part in value.items()))
        else:
            print(f"{indent}{name:28} {_plain(value)}")


def _plain(value: object) -> str:
    if isinstance(value, list):
        return f"{value[0]}/{value[1]}"
    return f"{value:.4f}" if isinstance(value, float) else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    truth = [json.loads(line) for line in given.truth.read_text(encoding="utf-8").splitlines()]
    scores, errors = measure(json.loads(given.story.read_text(encoding="utf-8")), truth)
    if given.json:
        print(json.dumps(scores, indent=1))
    elif not given.errors:
        show(scores)
    if given.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
