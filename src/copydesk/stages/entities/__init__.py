"""Persons, organisations and places, named across all pages. Article, Parse -> Entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from copydesk.records import Article, Entity, Parse
from copydesk.stages.entities.assembly import assemble_entities
from copydesk.stages.entities.candidates import find_candidates
from copydesk.stages.entities.kinds import decide_kinds
from copydesk.stages.entities.othernames import find_other_names
from copydesk.stages.entities.persons import resolve_persons
from copydesk.stages.entities.reading import Reading, read_article
from copydesk.stages.entities.scan import find_names, index_forms
from copydesk.stages.entities.things import resolve_things

__all__ = ["resolve_entities"]


def resolve_entities(articles: Sequence[Article], parses: Mapping[str, Parse]) -> tuple[Entity, ...]:
    """Return who and what the articles name, one record for one person, organisation or place of the whole pile.

    Pronouns are no mentions; a title is one where exactly one person holds it. Quantities, days and lone guesses of the
    language model are left out.
    """
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
    return assemble_entities(readings, persons, things)


def _common_words(readings: Sequence[Reading]) -> frozenset[str]:
    """Return the words that the pile prints in lower case more often than not, headlines and first words aside."""
    counts: Counter[str] = Counter()
    for reading in readings:
        firsts = {sentence.first for sentence in reading.parse.sentences}
        for token in reading.tokens:
            is_half = token.i > 0 and reading.tokens[token.i - 1].text == "-"  # "Joon-seo"
            if token.i not in firsts and token.sentence not in reading.loud and not is_half:
                counts[token.text.casefold()] += 1 if token.text.islower() else -1
    return frozenset(word for word, count in counts.items() if count > 0)
