#!/usr/bin/env python3
"""Score how sources are identified: named, known by role or anonymous, on the labels of `sources.tsv`.

Usage: score_sources.py [--errors] [--json] [--half build|held]

Two figures. `given`: the gold span of the source is handed to the program, which reads the rest of the article itself, so that
missing attributions don't blur it. `found`: through the attributions that the program finds; one that it misses counts against
recall. The rules were written while looking at the documents of the half `build` alone; `held` is the other half (by the
document's digest). `clear` leaves out the rows with the notes mixed, generic and border. `--errors` lists the wrong rows of the
half asked for, `build` if none is.
"""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from copydesk.documents import Document, read_documents, to_article
from copydesk.records import Article, Attribution, Entity, Parse, Source, Span
from copydesk.stages.attribution import find_attributions
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.findings import collect
from copydesk.stages.attribution.grammar import read
from copydesk.stages.attribution.marking import Marking, finding_of
from copydesk.stages.attribution.outlets import short_names
from copydesk.stages.attribution.reference import cast_of
from copydesk.stages.attribution.selection import is_annotated
from copydesk.stages.attribution.sources import Desk, collect_sources
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

HERE = Path(__file__).resolve().parent
SCORER = HERE.parents[2] / "shared" / "bench" / "attribution" / "polnear.py"
KINDS = ("named", "role", "anonymous")
UNCLEAR = ("mixed", "generic", "border")
BATCH = 32


class Label(NamedTuple):
    """A row of the labels."""

    doc: str
    span: Span
    label: str
    count: int | None
    drawn: str
    note: str

    @property
    def half(self) -> str:
        return "build" if hashlib.sha256(self.doc.encode()).digest()[0] % 2 else "held"

    @property
    def clear(self) -> bool:
        return not any(word in self.note for word in UNCLEAR)


class Answer(NamedTuple):
    """A label with the source that the program made of the given span, and the one of the attribution that it found there."""

    label: Label
    words: str
    given: Source | None
    found: Source | None
    was_found: bool


def read_labels() -> list[Label]:
    with (HERE / "sources.tsv").open(encoding="utf-8", newline="") as rows:
        return [
            Label(
                row["doc"],
                Span(int(row["start"]), int(row["end"])),
                row["label"],
                int(row["count"]) if row["count"] else None,
                row["drawn"],
                row["note"],
            )
            for row in csv.DictReader(rows, delimiter="\t")
        ]


def read_articles(docs: set[str]) -> Iterator[tuple[str, Article, Parse, tuple[Entity, ...]]]:
    """Yield each document with its article, parse and entities, as the layer command reads it."""
    told = subprocess.run(
        [sys.executable, str(SCORER), "dump", "--split", "train"], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    read = [document for document in read_documents(told.stdout.splitlines()) if isinstance(document, Document)]
    wanted = [document for document in read if document.doc in docs]
    for start in range(0, len(wanted), BATCH):
        articles = {document.doc: to_article(document) for document in wanted[start : start + BATCH]}
        parses = parse_articles(list(articles.values()))
        for doc, article in articles.items():
            parse = parses[article.id]
            yield doc, article, parse, resolve_entities((article,), {article.id: parse})


def answer(labels: Sequence[Label], article: Article, parse: Parse, entities: Sequence[Entity]) -> Iterator[Answer]:
    """Yield what the program makes of the labelled sources of one article."""
    sources, attributions = find_attributions(article, parse, entities, thorough=True)
    by_id = {source.id: source for source in sources}
    for label in labels:
        one = covering(attributions, parse, label.span)
        yield Answer(
            label,
            article.words_of(label.span),
            identify(article, parse, entities, label.span),
            by_id.get(one.source or "") if one else None,
            one is not None,
        )


def identify(article: Article, parse: Parse, entities: Sequence[Entity], span: Span) -> Source | None:
    """Return the source that stands at a span, among those that the program finds in the rest of the article."""
    reading = read(article, parse, short_names(article.text, {}))
    tokens = tuple(i for i in reading.between(span.start, span.end) if reading.words([i]))
    if not tokens:
        return None
    findings = [finding for finding in collect(reading) if is_annotated(reading, finding)]
    given = finding_of(reading, Marking((), tokens, (), 1.0), (), "given")
    same = next((finding for finding in findings if finding.speaker == given.speaker), None)
    if same:
        same.source = list(tokens)
    else:
        findings = sorted([*findings, given], key=place)
    desk = Desk(reading, cast_of(reading, entities), {entity.id: entity for entity in entities})
    told = zip(findings, collect_sources(desk, findings), strict=True)
    return next(source for finding, source in told if finding is (same or given))


def place(finding: Finding) -> int:
    return finding.speaker if finding.speaker is not None else finding.cue.head


def covering(attributions: Iterable[Attribution], parse: Parse, span: Span) -> Attribution | None:
    """Return the attribution whose source holds the head word of a gold source, the shortest of several."""
    inside = {token.i for token in parse.tokens_in(span)}
    heads = [parse.tokens[i] for i in sorted(inside) if parse.tokens[i].head not in inside or parse.tokens[i].head == i]
    words = [token for token in heads if token.pos != "PUNCT"]
    head = Span(words[0].start, words[0].end) if words else span
    holding = [one for one in attributions if one.source_span and one.source_span.contains(head)]
    return min(holding, key=lambda one: (len(range(*one.source_span or (0, 0))), one.id), default=None)


def f1(right: int, told: int, asked: int) -> tuple[float, float, float]:
    precision, recall = right / told if told else 0.0, right / asked if asked else 0.0
    return precision, recall, 2 * right / (told + asked) if told + asked else 0.0


def kinds_of(answers: Sequence[Answer], road: str) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of each kind."""
    pairs = [(a.label.label, source.identification if (source := getattr(a, road)) else None) for a in answers]
    right = Counter(label for label, told in pairs if label == told)
    asked, told = Counter(label for label, _ in pairs), Counter(told for _, told in pairs)
    return {kind: f1(right[kind], told[kind], asked[kind]) for kind in KINDS}


def has_right_count(answer: Answer) -> bool:
    """Say whether a stated number is told; where none is stated, a single person may count as one and nothing as more."""
    told = answer.given.count if answer.given else None
    return told == answer.label.count if answer.label.count is not None else told in (None, 1)


def counts(answers: Sequence[Answer]) -> tuple[int, int, int]:
    """Return of how many unnamed people the count is right, of all that are rightly held unnamed, and how many state one."""
    asked = [a for a in answers if a.label.label != "named" and a.given and a.given.identification != "named"]
    return sum(map(has_right_count, asked)), len(asked), sum(a.label.count is not None for a in asked)


def figures(answers: Sequence[Answer]) -> dict[str, float]:
    """Return the scores that have floors."""
    found = {}
    for half, part in halves(answers):
        for road in ("given", "found"):
            for kind, (_, _, score) in kinds_of(part, road).items():
                found[f"{half}, {road}, {kind} F1"] = score
        right, asked, _ = counts(part)
        found[f"{half}, given, count right"] = right / asked if asked else 0.0
    return found


def halves(answers: Sequence[Answer]) -> list[tuple[str, list[Answer]]]:
    return [
        ("all", list(answers)),
        *((half, [a for a in answers if a.label.half == half]) for half in ("build", "held")),
    ]


def show(answers: Sequence[Answer]) -> None:
    print(f"{'rows':28} {'n':>4}  " + "   ".join(f"{kind:^17}" for kind in KINDS))
    for half, part in halves(answers):
        clear = [a for a in part if a.label.clear]
        draws = [(f"{half}, {draw}", [a for a in part if a.label.drawn == draw]) for draw in ("anon", "other", "post")]
        for name, rows in [(half, part), (f"{half}, clear", clear), *draws]:
            for road in ("given", "found"):
                told = kinds_of(rows, road)
                print(
                    f"{name + ', ' + road:28} {len(rows):4}  "
                    + "   ".join("{:.3f} {:.3f} {:.3f}".format(*told[kind]) for kind in KINDS)
                )
        right, asked, stated = counts(part)
        print(f"{half + ', count right':28} {right}/{asked}, {stated} of them stated")


def show_errors(answers: Sequence[Answer]) -> None:
    for a in answers:
        told = a.given.identification if a.given else None
        if told != a.label.label or (told != "named" and not has_right_count(a)):
            name = (a.given.name or a.given.description) if a.given else None
            print(
                f"{a.label.doc} {a.label.span.start} {a.words!r}: {a.label.label} {a.label.count or ''} ({a.label.note});"
                f" told {told} {a.given.count if a.given else ''} {name!r}"
            )


def main() -> int:
    options = sys.argv[1:]
    labels = read_labels()
    answers = [
        one
        for doc, *read in read_articles({label.doc for label in labels})
        for one in answer([label for label in labels if label.doc == doc], *read)
    ]
    if "--json" in options:
        print(json.dumps(figures(answers)))
    else:
        show(answers)
    if "--errors" in options:
        half = options[options.index("--half") + 1] if "--half" in options else "build"
        show_errors([a for a in answers if a.label.half == half])
    return 0


if __name__ == "__main__":
    sys.exit(main())
