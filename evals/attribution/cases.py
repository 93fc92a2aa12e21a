"""Hand-written cases run through the program as a story reads them. Part of a set -> case, what the program found."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from copydesk.documents import Document, to_article
from copydesk.records import Attribution, Source, Span
from copydesk.stages.attribution import find_attributions, find_pile_outlets
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles

HERE = Path(__file__).resolve().parent
Case = dict[str, Any]
ARTICLES = ("a", "an", "the")
HELD = 0.5
"""The least share of a content's words that an attribution must hold to be the one asked for."""


class Told(NamedTuple):
    """What a story says of one case: its text, the attributions in it, and their sources by id."""

    text: str
    attributions: tuple[Attribution, ...]
    sources: dict[str, Source]


def read_options(about: str) -> argparse.Namespace:
    """Return what a scorer was asked for: `part`, `errors`, `json`; the first line of `about` says what it scores."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument(
        "--part",
        choices=(
            "dev",
            "final",
            "fresh",
            "fresh2",
            "fresh3",
            "fresh4",
            "fresh5",
            "fresh6",
            "fresh7",
            "fresh8",
            "fresh9",
            "fresh10",
        ),
        default="dev",
    )
    parser.add_argument("--errors", action="store_true", help="print the cases that do not hold")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def read_part(name: str, part: str) -> Iterator[tuple[Case, Told]]:
    """Yield each case of one part of a set with what the program makes of it.

    A case is a pile of one article, its only paragraph the text, its outlet the `publisher`; the road is the default one.
    The parts `fresh` and `fresh2` have files of their own, which were written after the rules of their day.
    """
    with (HERE / (f"{name}_{part}.toml" if part.startswith("fresh") else f"{name}.toml")).open("rb") as file:
        cases = [case for case in tomllib.load(file)["case"] if case["part"] == part]
    documents = [Document(doc=case["id"], text=case["text"], publisher=case.get("publisher")) for case in cases]
    articles = [to_article(document) for document in documents]
    parses = parse_articles(articles)
    for case, article in zip(cases, articles, strict=True):
        entities = resolve_entities((article,), {article.id: parses[article.id]})
        outlets = find_pile_outlets((article,), entities)
        sources, attributions = find_attributions(article, parses[article.id], entities, outlets)
        yield case, Told(article.text, attributions, {source.id: source for source in sources})


def words(text: str | None) -> list[str]:
    """Return the words of a text in small letters without articles and genitive endings."""
    found = re.findall(r"\w[\w.-]*\w|\w", re.sub(r"[’']s\b", "", (text or "").casefold()))
    return [word for word in found if word not in ARTICLES]


def chosen(case: Case, told: Told, *, any_source: bool = False) -> Attribution | None:
    """Return the attribution that a case asks for, or None where the program has none.

    It has the case's source, and holds half the words of its content or more; of several, the one whose content is
    closest to it (words shared of all words of both), then the one whose cue stands nearest to it.
    """
    start = told.text.index(case["content"])
    gold = places(told.text, [Span(start, start + len(case["content"]))])
    fitting = []
    for one in told.attributions:
        held = places(told.text, one.content_spans)
        if len(held & gold) >= HELD * len(gold) and (any_source or has_source(case["source"], one, told)):
            distance = abs((one.cue_span or Span(0, 0)).start - start)
            fitting.append((-len(held & gold) / len(held | gold), distance, one.id, one))
    return min(fitting)[3] if fitting else None


def places(text: str, spans: Collection[Span]) -> set[int]:
    """Return where the words inside the spans begin."""
    return {match.start() for span in spans for match in re.compile(r"\w+").finditer(text, span.start, span.end)}


def has_source(wanted: str, one: Attribution, told: Told) -> bool:
    """Say whether all words of the wanted source stand in the attribution's source phrase, or in the name it stands for."""
    source = told.sources.get(one.source or "")
    phrases = [told.text[slice(*one.source_span)] if one.source_span else None]
    phrases += [source.name, source.description] if source else []
    return any(set(words(wanted)) <= set(words(phrase)) for phrase in phrases if phrase)
