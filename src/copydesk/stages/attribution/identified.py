"""Sources known by a name: outlets, entities, names that are no entity's. Reading, noun -> Source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from copydesk.records import Entity, Source, Span, identify
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.nouns import meaning_of
from copydesk.stages.attribution.outlets import outlet_key, outlet_of

Kind = Literal["person", "organization", "outlet", "document"]
DETERMINERS = ("a", "an", "the", "one", "that", "this", "these", "those", "both")


def outlet_source(name: str) -> Source:
    """Return the source that an outlet is."""
    return Source(
        id=identify("s", "outlet", outlet_key(name)),
        kind="outlet",
        identification="named",
        name=name,
        description=None,
        rule="source.outlet",
    )


def named_source(name: str, kind: Kind) -> Source:
    """Return the source that a name stands for which is no entity's."""
    return Source(
        id=identify("s", "name", name.casefold()),
        kind=kind,
        identification="named",
        name=name,
        description=None,
        rule="source.name",
    )


def entity_source(entity: Entity, reading: Reading) -> Source:
    if entity.kind != "person" and (outlet := outlet_of(entity.name, reading.outlets)):
        return replace(outlet_source(outlet), entity=entity.id)
    return Source(
        id=identify("s", entity.id),
        kind="person" if entity.kind == "person" else "organization",
        identification="named",
        name=entity.name,
        description=None,
        entity=entity.id,
        rule="source.entity",
    )


def name_source(reading: Reading, head: int, kind: Kind | None = None) -> Source:
    """Return the source that a name stands for which is no entity's: the name without what is told of it behind."""
    names = [n for n in reading.parse.names if n.span.start <= reading.tokens[head].start < n.span.end]
    parts = [
        i
        for i in reading.parse.children[head]
        if i < head and reading.tokens[i].dep in ("compound", "amod", "poss", "nmod")
    ]
    first = min((reading.first_of(i) for i in parts), default=head)
    name = without_determiner(reading.text(Span(reading.tokens[first].start, reading.tokens[head].end)))
    who = any(
        reading.tokens[i].text.lower() == "who"
        for clause in reading.under(head, "relcl")
        for i in reading.parse.subtree(clause)
    )
    return named_source(
        name, kind or ("person" if who or [n.label for n in names[:1]] == ["PERSON"] else "organization")
    )


def is_name(reading: Reading, index: int) -> bool:
    """Say whether a word is a name: the parser says so, or it keeps its capital inside another sentence.

    A people, a faith or a party's people is none, nor a noun of the list.
    """
    token = reading.tokens[index]
    names = [n for n in reading.parse.names if n.span.start <= token.start < n.span.end]
    label, whole = (names[0].label, " " in reading.text(names[0].span)) if names else (None, False)
    meaning = meaning_of(reading, index)
    if meaning is not None:
        titled = token.tag == "NNP" and meaning in ("body", "document", "epithet")
        return titled and (label == "PERSON" or (label == "ORG" and whole))
    if label == "NORP" and not (token.tag == "NNP" and reading.under(index, "compound")):
        return False
    if token.tag == "NNPS" and label != "PERSON":
        return label == "ORG" and (whole or not reading.under(index, "amod", "nummod"))
    bare = token.text[:1].isupper() and not reading.under(index, "det", "poss", "amod", "nummod")
    inside = re.search(rf"[a-z,] {re.escape(token.text)}\b", reading.article.text) if bare else None
    return token.pos == "PROPN" or inside is not None


def without_determiner(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in DETERMINERS else words
