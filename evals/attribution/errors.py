#!/usr/bin/env python3
"""Where a road of attribution goes wrong on PolNeAR: tables of what became of each marked attribution, and lists to read.

Usage: errors.py [--road rules|light|accurate] [--split dev|train] [--list FATE] [--limit N]

Fates of what is marked: `right`; `source` (content found, source wrong); `span` (cue found, content too long or too short);
`missed` (no such cue found); `no cue` (missed, and marked without a word as cue). `spurious` is what is found and not marked, by rule.
`--list` prints the attributions of one fate with their words; the texts belong to their owners and stay out of the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args

from copydesk.documents import Document, to_article
from copydesk.records import Attribution, Road
from copydesk.stages.attribution import find_attributions
from copydesk.stages.language import parse_articles

sys.path.append(str(Path(__file__).resolve().parents[3] / "shared" / "bench" / "attribution"))
FATES = ("right", "source", "span", "missed", "no cue")
Part = dict[str, Any]


class Case(NamedTuple):
    """One attribution, marked or found, and what became of it."""

    doc: str
    fate: str
    kinds: tuple[str, str]
    rule: str
    marked: Part | None
    found: Part | None


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--road", choices=get_args(Road), default="light")
    arguments.add_argument("--split", choices=("dev", "train"), default="dev")
    arguments.add_argument("--list", choices=(*FATES, "spurious"), dest="fate")
    arguments.add_argument("--limit", type=int, default=40)
    given = arguments.parse_args()
    cases, texts = [], {}
    for doc, text, own in read_all(given.split, given.road):
        texts[doc] = text
        cases += own
    if given.fate:
        chosen = [case for case in cases if case.fate == given.fate]
        step = max(1, len(chosen) // given.limit)
        print("\n\n".join(describe(case, texts[case.doc]) for case in chosen[::step][: given.limit]))
    else:
        print("\n\n".join(tables(cases)))
    return 0


def read_all(split: str, road: Road) -> Iterator[tuple[str, str, list[Case]]]:
    """Yield each article's name and text, with its cases."""
    import polnear

    corpus = polnear.Polnear()
    marked, parses = corpus.annotations(split), dict(corpus.parses(split))
    for doc, text in corpus.texts(split):
        article = to_article(Document(doc=doc, text=text))
        parse = parse_articles([article])[article.id]
        _, found = find_attributions(article, parse, (), thorough=True, road=road)
        gold, discarded = polnear.pick(marked[doc], None)
        yield doc, text, list(compare(doc, text, (gold, discarded, parses.get(doc)), found))


def compare(doc: str, text: str, gold: tuple[Any, Any, Any], found: tuple[Attribution, ...]) -> Iterator[Case]:
    """Yield the cases of one article, matched as the scorer matches them."""
    import polnear

    marked, discarded, parse = gold
    tokens = polnear.quoted_words(text)[0]
    cover = lambda spans: polnear.covered(tokens, spans)  # noqa: E731
    parts = [_part(one) for one in found]
    sets = [[{role: cover(one[role]) for role in polnear.ROLES} for one in side] for side in (marked, parts)]
    pairs = sorted(
        ((polnear.jac(g["content"], p["content"]), polnear.jac(g["cue"], p["cue"]), -i, -j) for i, g in enumerate(sets[0]) for j, p in enumerate(sets[1])),
        reverse=True,
    )  # fmt: skip
    taken: dict[int, int] = {}
    for share, _, i, j in pairs:
        if share >= 0.5 and -i not in taken and -j not in taken.values():
            taken[-i] = -j
    for i, one in enumerate(marked):
        kinds = polnear.content_kind(one["content"], text), polnear.source_kind(one["source"], parse, text)
        if i in taken:
            own, head = (
                sets[1][taken[i]]["source"],
                polnear.head_of(one["source"], parse, text) if one["source"] else None,
            )
            words = sets[0][i]["source"]
            good = bool(cover([head]) & own) and len(own) <= max(12, 2 * len(words)) if head else not own
            yield Case(doc, "right" if good else "source", kinds, found[taken[i]].rule, one, parts[taken[i]])
        else:
            near = next(
                (j for j, p in enumerate(sets[1]) if p["cue"] & sets[0][i]["cue"] and j not in taken.values()), None
            )
            fate = "span" if near is not None else "missed" if sets[0][i]["cue"] else "no cue"
            yield Case(doc, fate, kinds, "", one, None if near is None else parts[near])
    dropped = cover(discarded)
    for j, one in enumerate(sets[1]):
        if j not in taken.values() and 2 * len(one["content"] & dropped) <= len(one["content"]):
            yield Case(doc, "spurious", ("", ""), found[j].rule, None, parts[j])


def _part(one: Attribution) -> Part:
    source, cue = ([list(span)] if span else [] for span in (one.source_span, one.cue_span))
    return {"source": source, "cue": cue, "content": [list(span) for span in one.content_spans]}


def tables(cases: list[Case]) -> Iterator[str]:
    marked = [case for case in cases if case.marked]
    for place, name in enumerate(("content", "source")):
        rows = [f"| {name} | {' | '.join(FATES)} | of |", "|" + " --- |" * (len(FATES) + 2)]
        for kind in sorted({case.kinds[place] for case in marked}):
            fates = Counter(case.fate for case in marked if case.kinds[place] == kind)
            rows.append(f"| {kind} | {' | '.join(str(fates[fate]) for fate in FATES)} | {fates.total()} |")
        fates = Counter(case.fate for case in marked)
        rows.append(f"| all | {' | '.join(str(fates[fate]) for fate in FATES)} | {fates.total()} |")
        yield "\n".join(rows)
    rows = ["| rule | right | source | spurious |", "| --- | --- | --- | --- |"]
    rules = Counter(case.rule for case in cases if case.rule)
    for rule, _ in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0])):
        fates = Counter(case.fate for case in cases if case.rule == rule)
        rows.append(
            f"| {rule.removeprefix('attribution.')} | {fates['right']} | {fates['source']} | {fates['spurious']} |"
        )
    yield "\n".join(rows)


def describe(case: Case, text: str) -> str:
    """Return a case with its words, what is marked above what is found."""
    lines = [f"{case.doc}  {case.fate}  {' '.join(case.kinds)}  {case.rule}"]
    for name, part in (("marked", case.marked), ("found", case.found)):
        if part:
            words = {role: " … ".join(" ".join(text[s:e].split()) for s, e in part[role] or ()) for role in part}
            lines.append(f"  {name}: [{words['source']}] [{words['cue']}] {words['content']}")
    first = min(span[0] for part in (case.marked, case.found) if part for span in part["content"] or part["cue"])
    return "\n".join([*lines, f"  around: {' '.join(text[max(0, first - 150) : first + 150].split())}"])


if __name__ == "__main__":
    sys.exit(main())
