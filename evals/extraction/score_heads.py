#!/usr/bin/env python3
"""Score the titles and bylines of wcxb-dev.

Usage: score_heads.py PRED.jsonl [--errors] [--json]    PRED: rows of `copydesk extract --whole-page`, `doc` as in the set
       score_heads.py --baseline [--json]               trafilatura's metadata on the same pages

Titles: the share that is the gold one, letter case, punctuation and spaces apart, and the F1 of their words, averaged over
pages. Bylines, on pages of type `article` that have one: precision, recall and F1 over all names. Degrees and roles are no
part of a gold name; a gold byline that names a house ("Acme Team") counts as missed where none is given.
`--errors` prints what was missed, grouped by the rule that read the value.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "extraction"
ROLE = re.compile(
    r"(?i:\b(?:expert|dietitian|editor|writer|director|reporter|founder|manager)\b)|\b(?:[A-Z]{2,6}®?|(?:[A-Z][a-z]?\.){2,})$|\d|\bof\b"
)


def gold(*, pages: bool) -> list[dict[str, Any]]:
    sys.path.insert(0, str(BENCH))
    import sets

    return list(sets.load("wcxb-dev", html=pages))


def names(byline: str) -> set[str]:
    """Return the names in a gold byline: "Ida Moor, MD, Bridge Editor | Lamp" is one."""
    whole = re.split(r"\s+[|–-]\s+", byline)[0]
    first, *others = (part.strip() for part in re.split(r",|&|\band\b|;", whole) if part.strip())
    kept = [part for part in others if (" " in part or len(others) == 1) and not ROLE.search(part)]
    return {level(re.sub(r"^(?:Dr|Prof)\.? ", "", name)) for name in (first, *kept)}


def level(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").replace("’", "'").casefold()))


def overlap(true: set[str] | Counter[str], got: set[str] | Counter[str]) -> tuple[int, int, int]:
    """Return how many items are in both, in what was found, in the gold."""
    count = (lambda items: items.total()) if isinstance(true, Counter) else len
    return count(true & got), count(got), count(true)


def f1(both: float, found: float, wanted: float) -> float:
    return 2 * both / (found + wanted) if found + wanted else 0.0


def score(golds: list[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> dict[str, float]:
    titled = [g for g in golds if g["title"]]
    pairs = [(level(g["title"]), level(rows.get(g["doc"], {}).get("title"))) for g in titled]
    signed = [g for g in golds if g["author"] and g["type"] == "article"]
    sets_of_names = [(names(g["author"]), given(rows.get(g["doc"], {}))) for g in signed]
    both, found, wanted = (sum(counts) for counts in zip(*(overlap(*pair) for pair in sets_of_names), strict=True))
    return {
        "titles": len(titled),
        "title exact": sum(true == got for true, got in pairs) / len(titled),
        "title word F1": sum(f1(*overlap(Counter(t.split()), Counter(g.split()))) for t, g in pairs) / len(titled),
        "bylines": len(signed),
        "names": wanted,
        "byline precision": both / found if found else 0.0,
        "byline recall": both / wanted,
        "byline F1": f1(both, found, wanted),
    }


def given(row: dict[str, Any]) -> set[str]:
    return {level(name) for name in row.get("byline") or ()}


def errors(golds: list[dict[str, Any]], rows: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    """Return what was missed by the rule that read the value (`-` for none)."""
    found = defaultdict(list)
    for g in golds:
        row = rows.get(g["doc"], {})
        if level(g["title"]) != level(row.get("title")):
            found["title " + rule_of(row, "title")].append(f"{g['doc']} {g['title']!r} read as {row.get('title')!r}")
        if g["author"] and g["type"] == "article" and names(g["author"]) != given(row):
            found["byline " + rule_of(row, "byline")].append(f"{g['doc']} {g['author']!r} read as {row.get('byline')}")
    return found


def rule_of(row: dict[str, Any], field: str) -> str:
    return next((datum["rule"] for datum in row.get("metadata", ()) if datum["field"] == field), "-") if row else "-"


def baseline(golds: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    from trafilatura import extract_metadata

    read = {g["doc"]: extract_metadata(g["html"]) for g in golds}
    return {
        doc: {"title": data.title, "byline": [name.strip() for name in (data.author or "").split(";") if name.strip()]}
        for doc, data in read.items()
        if data is not None
    }


def main() -> None:
    is_baseline = "--baseline" in sys.argv
    golds = gold(pages=is_baseline)
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    lines = Path(paths[0]).read_text(encoding="utf-8").splitlines() if paths else []
    rows = baseline(golds) if is_baseline else {row["doc"]: row for row in map(json.loads, lines)}
    if "--errors" in sys.argv:
        for rule, missed in sorted(errors(golds, rows).items()):
            print(f"{rule}: {len(missed)}", *missed, sep="\n  ")
    scores = score(golds, rows)
    print(json.dumps(scores) if "--json" in sys.argv else "\n".join(f"{k:18} {v:.3f}" for k, v in scores.items()))


if __name__ == "__main__":
    main()
