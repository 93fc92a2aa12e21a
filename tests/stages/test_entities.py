"""Entities: who is named where, across pages."""

from __future__ import annotations

import random

import pytest

from copydesk.records import Article, Entity
from copydesk.stages.entities import resolve_entities
from tests.build import article, parse

GAZETTE = (
    "Trade Minister Olga Brandt met the harbour workers on Monday. Mr. Velasco, their lawyer, was there too.\n"
    "Brandt told reporters that the talks went well. Michael Velasco declined to comment.\n"
    "“We will not move,” Mike Velasco said later. The trade minister left before noon."
)


def resolve(*texts: str) -> tuple[tuple[Entity, ...], dict[str, str]]:
    articles = [article(text, f"page{i}") for i, text in enumerate(texts)]
    return resolve_all(articles), {one.id: one.text for one in articles}


def resolve_all(articles: list[Article]) -> tuple[Entity, ...]:
    return resolve_entities(articles, {one.id: parse(one) for one in articles})


def person(entities: tuple[Entity, ...], name: str) -> Entity:
    found = [e for e in entities if e.kind == "person" and name in (e.name, *e.aliases)]
    assert len(found) == 1, [(e.name, e.aliases) for e in entities]
    return found[0]


def printed(entity: Entity, texts: dict[str, str]) -> list[str]:
    return [texts[m.article][m.span.start : m.span.end] for m in entity.mentions]


def test_names_titles_and_nicknames_are_one_person() -> None:
    entities, texts = resolve(GAZETTE)
    brandt, velasco = person(entities, "Olga Brandt"), person(entities, "Michael Velasco")
    assert printed(brandt, texts) == ["Olga Brandt", "Brandt", "The trade minister"]
    assert "Mike Velasco" in velasco.aliases and "Mr. Velasco" in velasco.aliases
    assert [role.title for role in brandt.roles] == ["trade minister"]


def test_the_order_of_the_pages_does_not_matter() -> None:
    articles = [
        article(text, f"page{i}") for i, text in enumerate([GAZETTE, "Velasco lost.\nBrandt won.", "Olga Brandt sang."])
    ]
    wanted = resolve_all(articles)
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert resolve_all(articles) == wanted


@pytest.mark.parametrize("text", ["", "On Monday it rained for 12 hours.", "Prices rose 3 percent in May."])
def test_days_and_quantities_are_nobody(text: str) -> None:
    assert resolve(text or "Rain.")[0] == ()
