"""Persons, organisations and places, named across all pages. Article, Parse -> Entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Article, Entity, Mention, Parse, Span, identify
from copydesk.stages.entities.assembly import assemble_entities
from copydesk.stages.entities.candidates import find_candidates
from copydesk.stages.entities.kinds import decide_kinds
from copydesk.stages.entities.othernames import find_other_names
from copydesk.stages.entities.persons import resolve_persons
from copydesk.stages.entities.reading import Reading, read_article
from copydesk.stages.entities.references import Reference
from copydesk.stages.entities.scan import find_names, index_forms
from copydesk.stages.entities.things import resolve_things

__all__ = ["Person", "resolve_entities", "resolve_people"]


class Person(NamedTuple):
    """A person with every place that means them; `name` is a description ("the gunman") where no page names them."""

    id: str
    name: str
    named: bool
    mentions: tuple[Mention, ...]


def resolve_entities(articles: Sequence[Article], parses: Mapping[str, Parse]) -> tuple[Entity, ...]:
    """Return who and what the articles name, one record for one person, organisation or place of the whole pile.

    A title is a mention where exactly one person holds it; descriptions and pronouns are references, in articles that name the
    person. Quantities, days and lone guesses of the language model are left out.
    """
    return _resolve(articles, parses, {})[1]


def resolve_people(
    articles: Sequence[Article], parses: Mapping[str, Parse], given: Mapping[str, Sequence[Span]] | None = None
) -> tuple[Person, ...]:
    """Return every person of the articles, those whom no page names too, with all places that mean them.

    An article's group tells which articles "the suspect" may be one person in. `given` holds, for each article, phrases or heads of
    phrases that are known to mean persons; without it they are found.
    """
    readings, entities, references = _resolve(articles, parses, given or {})
    by_article = {reading.article.id: reading for reading in readings}
    found: dict[str, dict[tuple[str, Span], Mention]] = defaultdict(dict)
    found |= {e.id: {(m.article, m.span): m for m in e.mentions} for e in entities if e.kind == "person"}
    for one in references:
        mention = Mention(article=one.article, span=one.span_in(by_article[one.article]), form=one.point.form)
        found[one.key].setdefault((mention.article, mention.span), mention)
    names = {entity.id: entity.name for entity in entities}
    people: list[Person] = []
    for key, places in found.items():
        mentions = tuple(sorted(places.values(), key=lambda m: (m.article, m.span)))
        called = (by_article[m.article].article.words_of(m.span) for m in mentions)
        name = names[key] if key in names else max(called, key=lambda words: (len(words), words))
        people.append(Person(key if key in names else identify("u", key), name, key in names, mentions))
    return tuple(people)


def _resolve(
    articles: Sequence[Article], parses: Mapping[str, Parse], given: Mapping[str, Sequence[Span]]
) -> tuple[list[Reading], tuple[Entity, ...], list[Reference]]:
    ordered = sorted(articles, key=lambda article: article.id)
    readings = [read_article(article, parses[article.id]) for article in ordered if article.id in parses]
    candidates = (candidate for reading in readings for candidate in find_candidates(reading))
    forms = decide_kinds(candidates, _common_words(readings))
    index = index_forms(forms)
    by_reading = [find_names(reading, index, forms) for reading in readings]
    found = [one for names in by_reading for one in names]
    other_names = [
        pair for reading, names in zip(readings, by_reading, strict=True) for pair in find_other_names(reading, names)
    ]
    persons = resolve_persons([one for one in found if one.kind == "person"], other_names)
    things = resolve_things([one for one in found if one.kind != "person"])
    heads = {reading.article.id: _heads(reading, given.get(reading.article.id, ())) for reading in readings}
    entities, references = assemble_entities(readings, persons, things, heads)
    return readings, entities, references


def _heads(reading: Reading, spans: Sequence[Span]) -> set[int]:
    """Return the heads of phrases: the token in each that hangs on one outside it."""
    heads = set[int]()
    for span in spans:
        inside = {token.i for token in reading.tokens if token.start < span.end and span.start < token.end}
        heads |= {i for i in inside if reading.tokens[i].head not in inside or reading.tokens[i].head == i}
    return heads


def _common_words(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the words that the pile prints in lower case more often than not, headlines and first words aside."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for number, sentence in enumerate(reading.parse.sentences):
            if number not in reading.loud:
                counts.update([token.text for token in reading.tokens[sentence.first + 1 : sentence.last]])
        halves = [reading.tokens[i + 1] for i in reading.places.get("-", ()) if i + 1 < len(reading.tokens)]
        counts.subtract(
            [t.text for t in halves if not reading.is_loud(t.i) and reading.bounds(t.i)[0] != t.i]
        )  # "Joon-seo"
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[word.casefold()] += count if word.islower() else -count
    return frozenset(word for word, count in folded.items() if count > 0)
