"""Judgements out of what the user points at. Entity, mentions -> Judgement"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from copydesk.codec import encode
from copydesk.records import Article, Entity, Judgement, Mention, TextQuote, identify
from copydesk.stages.judgements.anchors import quote_place

ENOUGH = 5
"""Places that are kept of an entity: it is found again where most of them are."""


def judge_merge(kept: Entity, other: Entity, articles: Mapping[str, Article], note: str | None = None) -> Judgement:
    """Return the judgement that two entities are one, which keeps the name of the first."""
    return _judgement("merge", _places_of(kept, articles), _places_of(other, articles), None, note)


def judge_split(
    entity: Entity, mentions: Sequence[Mention], articles: Mapping[str, Article], name: str, note: str | None = None
) -> Judgement:
    """Return the judgement that some of an entity's mentions name somebody else, called `name`."""
    parted = set(mentions)
    rest = [mention for mention in entity.mentions if mention not in parted]
    return _judgement("split", _quotes(rest[:ENOUGH], articles), _quotes(mentions, articles), name, note)


def judge_rename(entity: Entity, articles: Mapping[str, Article], name: str, note: str | None = None) -> Judgement:
    """Return the judgement that an entity is called `name`."""
    return _judgement("rename", _places_of(entity, articles), (), name, note)


def judge_link(entity: Entity, articles: Mapping[str, Article], name: str, identifier: str) -> Judgement:
    """Return the judgement that an entity is the one with this name and identifier in an authority file."""
    made = _judgement("link", _places_of(entity, articles), (), name, None)
    return replace(made, id=identify("j", made.id, identifier), identifier=identifier)


def _judgement(
    kind: str, entity: tuple[TextQuote, ...], other: tuple[TextQuote, ...], name: str | None, note: str | None
) -> Judgement:
    key = identify("j", kind, encode(entity), encode(other), name)
    return Judgement(id=key, kind=kind, entity=entity, other=other, name=name, note=note)  # type: ignore[arg-type]


def _places_of(entity: Entity, articles: Mapping[str, Article]) -> tuple[TextQuote, ...]:
    """Return places where the entity stands under its name, one an article first."""

    def order(mention: Mention) -> tuple[bool, bool, int]:
        words = articles[mention.article].words_of(mention.span)
        return mention.form == "title", words != entity.name, -len(words)

    ordered = sorted(entity.mentions, key=lambda mention: (order(mention), mention.article, mention.span))
    firsts = {mention.article: mention for mention in reversed(ordered)}
    spread = sorted(ordered, key=lambda mention: firsts[mention.article] is not mention)
    return _quotes(spread[:ENOUGH], articles)


def _quotes(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> tuple[TextQuote, ...]:
    return tuple(quote_place(articles[mention.article], mention.span) for mention in mentions)
