#!/usr/bin/env python3
"""Hold `copydesk verify` against quotations and pasted texts whose place in a pile of invented pages is known.

Usage: score_verify.py [--part dev|final] [--errors] [--json]

Asked of each quotation: the label (exact, altered, absent); for one that stands in the pile the page of the best place, for
an exact one all its pages, for an altered one the words before and after, and whether somebody says it. Of each pasted text:
its passages, where four fifths of the characters agree, with kind and page. Exit 1 where an altered quotation passes as exact.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from copydesk.story import Story
from copydesk.verify import QuotationAnswer, TextAnswer

HERE = Path(__file__).resolve().parent
ALIKE = 0.8
"""The share of the characters of both together that a passage must have in common with the one expected."""


def load(name: str, part: str) -> list[dict[str, Any]]:
    rows = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return [row for kind in rows.values() for row in kind if row["part"] == part]


def judge(case: dict[str, Any], answer: QuotationAnswer) -> dict[str, bool]:
    """Return what was asked of a quotation and whether it is right."""
    found = {f"label {case['expected']}": answer.label == case["expected"]}
    if case["expected"] == "absent":
        return found
    best = [place for place in answer.places if place.label == answer.label]
    if answer.label != case["expected"]:
        best = []
    fewest = min((len(place.differences) for place in best), default=0)
    nearest = [place for place in best if len(place.differences) == fewest]
    found["page"] = (bool(best) and best[0].page in case["where"]) or any(p.page in case["where"] for p in nearest)
    if case["expected"] == "exact":
        found["all pages"] = {place.page for place in best} == set(case["where"])
    else:
        found["words"] = any(place.page in case["where"] and changes(place) == [wanted(case)] for place in nearest)
    found["spoken"] = bool(best) and (best[0].voice in ("quoted", "partly quoted")) == case["spoken"]
    return found


def changes(place: Any) -> list[tuple[str, str]]:
    return [(level(one.before), level(one.after)) for one in place.differences]


def wanted(case: dict[str, Any]) -> tuple[str, str]:
    return level(case["before"]), level(case["after"])


def level(words: str) -> str:
    return " ".join(words.split()).strip(' ,.;:“”"').casefold()


def judge_text(case: dict[str, Any], answer: TextAnswer) -> dict[str, int]:
    """Return how many passages were expected, found, found with their kind and a right page, and how many were made up."""
    told = list(answer.passages)
    found: Counter[str] = Counter(expected=len(case["passages"]))
    for passage in case["passages"]:
        span = (passage["start"], passage["end"])
        near = next((one for one in told if overlap(one.span, span) >= ALIKE), None)
        if near is None:
            continue
        told.remove(near)
        found["found"] += 1
        found["kind"] += near.kind == passage["kind"]
        found["page"] += near.places[0].page in passage["where"]
        found["edges"] += tuple(near.span) == span
    found["made up"] = len(told)
    return dict(found)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]))


def score(part: str, *, errors: bool) -> dict[str, Any]:
    story = Story.build([HERE / "verify_pile"], processes=1)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    passed = []
    for case in load("verify.toml", part):
        answer = story.verify(case["quote"])
        found = judge(case, answer)
        asked.update(found.keys())
        right.update(name for name, good in found.items() if good)
        if case["expected"] != "exact" and answer.label == "exact":
            passed.append(case["id"])
        if errors and not all(found.values()):
            shown = [(place.page, place.voice, changes(place)) for place in answer.places[:3]]
            print(case["id"], case["expected"], case["quote"], "->", answer.label, shown, found)
    texts: Counter[str] = Counter()
    for case in load("verify_texts.toml", part):
        answer_of_text = story.verify_text(case["text"])
        texts.update(judge_text(case, answer_of_text))
        if errors:
            told = [(*one.span, one.kind, one.places[0].page) for one in answer_of_text.passages]
            print(case["id"], [(p["start"], p["end"], p["kind"], p["where"]) for p in case["passages"]], "->", told)
    scores = {name: {"right": right[name], "of": asked[name]} for name in sorted(asked)}
    return {"quotations": scores, "altered or absent passed as exact": passed, "passages": dict(texts)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "final"), default="dev")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    scores = score(told.part, errors=told.errors)
    if told.json:
        print(json.dumps(scores))
    else:
        for name, share in scores["quotations"].items():
            print(f"{name:16} {share['right']:3} of {share['of']:3}")
        print("passages:", ", ".join(f"{name} {number}" for name, number in scores["passages"].items()))
    passed = scores["altered or absent passed as exact"]
    print(f"passed as exact, but altered or absent: {', '.join(passed) or 'none'}", file=sys.stderr)
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
