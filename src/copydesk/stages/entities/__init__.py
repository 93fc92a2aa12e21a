"""Persons, organisations and places, named across all pages. Article, Parse -> Entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from copydesk.keeping import Keep, make_each
from copydesk.records import Article, Entity, Mention, Parse, Span, identify
from copydesk.stages.entities.assembly import assemble_entities, list_rows, name_places
from copydesk.stages.entities.cast import Named
from copydesk.stages.entities.kinds import Forms, decide_kinds
from copydesk.stages.entities.othernames import find_other_names
from copydesk.stages.entities.persons import resolve_persons
from copydesk.stages.entities.reading import Reading, read_article
from copydesk.stages.entities.references import Reference
from copydesk.stages.entities.scan import Found, Index, find_names, index_forms
from copydesk.stages.entities.scenes import Scene, read_scene
from copydesk.stages.entities.things import resolve_things
from copydesk.stages.entities.uses import Uses, find_common_words, forms_in, read_uses

__all__ = ["Person", "resolve_entities", "resolve_people"]


class Person(NamedTuple):
    """A person with every place that means them; `name` is a description ("the gunman") where no page names them."""

    id: str
    name: str
    named: bool
    mentions: tuple[Mention, ...]


def resolve_entities(
    articles: Sequence[Article], parses: Mapping[str, Parse], *, keep: Keep = make_each
) -> tuple[Entity, ...]:
    """Return who and what the articles name, one record for one person, organisation or place of the whole pile.

    A title is a mention where exactly one person holds it; descriptions and pronouns are references, in articles that name the
    person. Quantities, days and lone guesses of the language model are left out.
    """
    return _resolve(_Pile(articles, parses, {}), keep)[0]


def resolve_people(
    articles: Sequence[Article], parses: Mapping[str, Parse], given: Mapping[str, Sequence[Span]] | None = None
) -> tuple[Person, ...]:
    """Return every person of the articles, those whom no page names too, with all places that mean them.

    An article's group tells which articles "the suspect" may be one person in. `given` holds, for each article, phrases or heads of
    phrases that are known to mean persons; without it they are found.
    """
    entities, references = _resolve(_Pile(articles, parses, given or {}), make_each)
    by_article = {article.id: article for article in articles}
    found: dict[str, dict[tuple[str, Span], Mention]] = defaultdict(dict)
    found |= {e.id: {(m.article, m.span): m for m in e.mentions} for e in entities if e.kind == "person"}
    for one in references:
        mention = Mention(article=one.article, span=one.place.span, form=one.place.form)
        found[one.key].setdefault((mention.article, mention.span), mention)
    names = {entity.id: entity.name for entity in entities}
    people: list[Person] = []
    for key, places in found.items():
        mentions = tuple(sorted(places.values(), key=lambda m: (m.article, m.span)))
        called = (by_article[m.article].words_of(m.span) for m in mentions)
        name = names[key] if key in names else max(called, key=lambda words: (len(words), words))
        people.append(Person(key if key in names else identify("u", key), name, key in names, mentions))
    return tuple(people)


class _Names(NamedTuple):
    """The names that stand in an article, and other names that it gives to the persons of some."""

    found: tuple[Found, ...]
    others: tuple[tuple[str, str], ...]


class _Pile:
    """What each article of a pile says by itself, as far as the other articles are told to it."""

    def __init__(
        self, articles: Sequence[Article], parses: Mapping[str, Parse], given: Mapping[str, Sequence[Span]]
    ) -> None:
        self.articles = sorted((one for one in articles if one.id in parses), key=lambda article: article.id)
        self.parses = parses
        self.given = given
        self._readings: dict[str, Reading] = {}

    def _reading(self, article: Article) -> Reading:
        if article.id not in self._readings:  # most are not read at all where their results are kept
            self._readings[article.id] = read_article(article, self.parses[article.id])
        return self._readings[article.id]

    def uses(self, article: Article) -> Uses:
        return read_uses(self._reading(article))

    def names(self, asked: tuple[Article, Index, Forms]) -> _Names:
        article, index, forms = asked
        found = find_names(reading := self._reading(article), index, forms)
        return _Names(tuple(found), tuple(find_other_names(reading, found)))

    def scene(self, asked: tuple[Article, Sequence[Named]]) -> Scene:
        article, named = asked
        reading = self._reading(article)
        return read_scene(reading, named, _heads(reading, self.given.get(article.id, ())))


def _resolve(pile: _Pile, keep: Keep) -> tuple[tuple[Entity, ...], list[Reference]]:
    articles = pile.articles
    uses = keep(pile.uses, articles, _settle)
    forms = decide_kinds((candidate for one in uses for candidate in one.candidates), find_common_words(uses))
    index = index_forms(forms)
    printed = {article.id: one for article, one in zip(articles, uses, strict=True)}
    names = keep(
        pile.names,
        [(article, index, forms) for article in articles],
        lambda asked: (_settle(asked[0]), forms_in(printed[asked[0].id], index, forms)),
    )
    found = [one for own in names for one in own.found]
    persons = resolve_persons(
        [one for one in found if one.kind == "person"], [pair for own in names for pair in own.others]
    )
    things = resolve_things([one for one in found if one.kind != "person"])
    rows = list_rows(persons, things)
    named = name_places(rows)
    scenes = keep(pile.scene, [(article, named[article.id]) for article in articles], _settle_scene)
    return assemble_entities(articles, rows, scenes)


def _settle(article: Article) -> tuple[Any, ...]:
    """Return what settles the reading of an article."""
    blocks = tuple((block.role, block.language, *block.span) for block in article.blocks)
    published = article.published.value if article.published else None
    return article.id, article.group, article.language, published, article.text, blocks


def _settle_scene(asked: tuple[Article, Sequence[Named]]) -> tuple[Any, ...]:
    article, named = asked
    told = ((one.found.first, one.found.last, one.found.title_first, one.found.age, one.key, one.sex) for one in named)
    return _settle(article), tuple(told)


def _heads(reading: Reading, spans: Sequence[Span]) -> frozenset[int]:
    """Return the heads of phrases: the token in each that hangs on one outside it."""
    heads = set[int]()
    for span in spans:
        inside = {token.i for token in reading.tokens if token.start < span.end and span.start < token.end}
        heads |= {i for i in inside if reading.tokens[i].head not in inside or reading.tokens[i].head == i}
    return frozenset(heads)
