#!/usr/bin/env python3
"""Persons held against those that others marked: B-cubed over mentions, across documents (ECB+) or within each (GUM).

Usage: score_marked.py dump SET OUT.jsonl
       score_marked.py score SET PRED.jsonl [--half read|kept] [--errors] [--json]
       score_marked.py score SET --given               the program reads the set itself, and is told which words the gold marks
       score_marked.py score SET --gold | --empty | --floor    what the gold itself, no person, and the last word of a name score

SET is ecbplus-dev, ecbplus-train or gum-news; PRED is what `copydesk annotate --layer people` prints for the dump.

*Given the gold mentions*: a gold mention belongs to the person of whom a mention of the program covers its head; one that no
mention covers is a person of its own. `all wordings` counts descriptions ("the coach") and pronouns beside names. With `--given` the
program is told the heads of the gold's mentions, so that it need not find them; `annotate` finds its own.
*End to end* (GUM): the program's own named mentions against the gold's; a name that the program did not see scores no recall, one
that the gold lacks no precision.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from marked_persons import SETS, GoldDocument, GoldMention, read_gold

from copydesk.documents import Document, to_article
from copydesk.layers import ONE_CAST
from copydesk.records import Span
from copydesk.stages.entities import resolve_people
from copydesk.stages.grouping import group_articles
from copydesk.stages.language import parse_articles

FORMS = ("name", "description", "pronoun")
FOUND = ("name", "title", "description", "pronoun")
Spans = Mapping[str, Sequence[tuple[tuple[int, int], str]]]
"""Document -> the mentions that the program found, each with its person's id."""


class Item(NamedTuple):
    """A mention with the chain that it belongs to and the person that it was given to; None where one side lacks it."""

    gold: str | None
    told: str | None


def b_cubed(items: Sequence[Item]) -> dict[str, float]:
    """Return precision over the told mentions, recall over the gold ones, and F1."""
    chains, persons, both = Counter(i.gold for i in items), Counter(i.told for i in items), Counter(items)
    gold = sum(count for chain, count in chains.items() if chain is not None)
    told = sum(count for person, count in persons.items() if person is not None)
    shared = [(item, count) for item, count in both.items() if item.gold is not None and item.told is not None]
    precision = sum(count * count / persons[item.told] for item, count in shared) / told if told else 0.0
    recall = sum(count * count / chains[item.gold] for item, count in shared) / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"P": precision, "R": recall, "F1": f1, "mentions": gold}


def given(documents: Sequence[GoldDocument], spans: Spans, *, within: bool, forms: Iterable[str]) -> list[Item]:
    """Return the gold mentions of some wordings with the persons that the program gives them to."""
    items = []
    for document in documents:
        for number, mention in enumerate(document.mentions):
            if mention.form in forms:
                prefix = f"{document.doc} " if within else ""
                key = _covering(mention, spans.get(document.doc, ()))
                told = f"{prefix}{key}" if key is not None else f"{document.doc} alone {number}"
                items.append(Item(prefix + mention.chain, told))
    return items


def end_to_end(documents: Sequence[GoldDocument], spans: Spans) -> list[Item]:
    """Return the named mentions of either side; a mention of the program that begins in lower case or with "The" is no name."""
    items = []
    for document in documents:
        named = [m for m in document.mentions if m.form == "name"]
        found = [(span, key) for span, key in spans.get(document.doc, ()) if _is_name(document.text[slice(*span)])]
        taken: set[int] = set()
        for mention in named:
            i = next((i for i, (span, _) in enumerate(found) if _covers(span, mention.head) and i not in taken), None)
            taken |= {i} if i is not None else set()
            told = f"{document.doc} {found[i][1]}" if i is not None else None
            items.append(Item(f"{document.doc} {mention.chain}", told))
        items += [Item(None, f"{document.doc} {key}") for i, (_, key) in enumerate(found) if i not in taken]
    return items


def _is_name(text: str) -> bool:
    return text[:1].isupper() and text.split(maxsplit=1)[0] not in ("The", "This", "His", "Her", "Their", "Its", "Our")


def _covers(span: tuple[int, int], head: tuple[int, int]) -> bool:
    return span[0] < head[1] and head[0] < span[1]


def _covering(mention: GoldMention, found: Sequence[tuple[tuple[int, int], str]]) -> str | None:
    return next((key for span, key in found if _covers(span, mention.head)), None)


def gold_spans(documents: Sequence[GoldDocument], forms: Iterable[str]) -> Spans:
    return {d.doc: [(m.head, m.chain) for m in d.mentions if m.form in forms] for d in documents}


def last_words(documents: Sequence[GoldDocument]) -> Spans:
    """Return the trivial answer: mentions are one person where the last words of their names are the same."""
    return {d.doc: [(m.head, d.text[slice(*m.head)].casefold()) for m in d.mentions] for d in documents}


def read_told(path: Path, forms: Iterable[str] = FOUND) -> Spans:
    """Return what `annotate` printed, of some wordings."""
    told: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for person in row["people"]:
            for (start, end), form in zip(person["mentions"], person["forms"], strict=True):
                told[row["doc"]] += [((start, end), person["id"])] if form in forms else []
    return told


def resolve_given(documents: Sequence[GoldDocument]) -> Spans:
    """Return what the program tells when it knows which words mean persons."""
    articles = [to_article(Document(doc=one.doc, text=one.text)) for one in documents]
    event = {key: group.id for group in group_articles(articles, ONE_CAST) for key in group.articles}
    articles = [replace(one, group=event[one.id]) for one in articles]
    heads = {a.id: [Span(*m.head) for m in d.mentions] for a, d in zip(articles, documents, strict=True)}
    told: dict[str, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    docs = {article.id: article.page for article in articles}
    for person in resolve_people(articles, parse_articles(articles), heads):
        for mention in person.mentions:
            told[docs[mention.article]].append((tuple(mention.span), person.id))
    return told


def score(name: str, documents: Sequence[GoldDocument], spans: Spans, names: Spans) -> dict[str, dict[str, float]]:
    """Return every figure of a set; `names` are the spans that are worded as names or titles."""
    within = name == "gum-news"
    asked = {
        "given names": ("name",),
        "with descriptions": ("name", "description"),
        "with pronouns": ("name", "pronoun"),
        "all wordings": FORMS,
    }
    figures = {figure: b_cubed(given(documents, spans, within=within, forms=forms)) for figure, forms in asked.items()}
    return figures | ({"end to end": b_cubed(end_to_end(documents, names))} if within else {})


def show_errors(documents: Sequence[GoldDocument], spans: Spans, *, within: bool) -> None:
    """Print, for the half that may be read, the chains that were torn and the persons who hold several chains."""
    chains: dict[str, Counter[str]] = defaultdict(Counter)
    persons: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for mention in document.mentions:
            if document.half == "read" and mention.form == "name":
                prefix = f"{document.doc} " if within else ""
                key = _covering(mention, spans.get(document.doc, ())) or "nobody"
                printed = document.text[slice(*mention.span)]
                chains[prefix + mention.chain][f"{key}: {printed}"] += 1
                persons[prefix + key][f"{mention.chain}: {printed}"] += 1
    for title, table in (("TORN", chains), ("MIXED", persons)):
        for key, row in sorted(table.items()):
            if len({entry.split(": ")[0] for entry in row}) > 1:
                print(title, key, *(f"\n    {count:3} {entry}" for entry, count in row.most_common()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=("dump", "score"))
    parser.add_argument("set", choices=SETS)
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--half", choices=("read", "kept"))
    for flag in ("--given", "--gold", "--empty", "--floor", "--errors", "--json"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args()
    documents = read_gold(asked.set)
    if asked.do == "dump":
        rows = (json.dumps({"doc": d.doc, "text": d.text}, ensure_ascii=False) + "\n" for d in documents)
        asked.path.write_text("".join(rows), encoding="utf-8")
        return
    told = resolve_given(documents) if asked.given else {}
    documents = [d for d in documents if asked.half in (None, d.half)]
    names = gold_spans(documents, ("name",)) if asked.gold else {}
    trivial = gold_spans(documents, FORMS) if asked.gold else last_words(documents) if asked.floor else told
    spans = read_told(asked.path) if asked.path else trivial
    names = read_told(asked.path, ("name", "title")) if asked.path else names or spans
    if asked.errors:
        show_errors(documents, spans, within=asked.set == "gum-news")
    figures = score(asked.set, documents, spans, names)
    if asked.json:
        print(json.dumps(figures))
    for figure, row in figures.items() if not asked.json else ():
        print(
            f"{figure:18} P {row['P']:.3f}  R {row['R']:.3f}  F1 {row['F1']:.3f}  over {row['mentions']:.0f} mentions"
        )


if __name__ == "__main__":
    main()
