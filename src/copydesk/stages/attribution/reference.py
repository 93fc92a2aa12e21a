"""Whom a pronoun or a description means, inside one article. Reading, entities -> entity."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.records import Entity, Mention
from copydesk.stages.attribution.grammar import Reading
from copydesk.text.names import read_person_name, sex_of

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "it": "it", "its": "it",
}  # fmt: skip
TITLES = {
    "mr": "he",
    "sir": "he",
    "king": "he",
    "prince": "he",
    "ms": "she",
    "mrs": "she",
    "miss": "she",
    "queen": "she",
}
REACH = 3
"""How many sentences back a pronoun looks."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is mentioned in an article, in order, with the gender that titles and first names tell."""

    mentions: tuple[tuple[Mention, Entity], ...]
    starts: tuple[int, ...]
    gender: dict[str, str]

    def named_at(self, start: int, end: int) -> Entity | None:
        """Return the entity of the mention that covers most of `[start, end)`, or None."""
        best: tuple[int, int, Entity] | None = None
        for mention, entity in self.mentions[
            max(0, bisect_left(self.starts, start) - 4) : bisect_left(self.starts, end)
        ]:
            shared = min(end, mention.span.end) - max(start, mention.span.start)
            if shared > 0 and (best is None or (shared, mention.span.start) > best[:2]):
                best = (shared, mention.span.start, entity)
        return best[2] if best else None

    def without(self, entity: str | None) -> Cast:
        """Return the cast without one of it."""
        mentions = tuple(pair for pair in self.mentions if pair[1].id != entity)
        return replace(self, mentions=mentions, starts=tuple(mention.span.start for mention, _ in mentions))


def cast_of(reading: Reading, entities: Sequence[Entity]) -> Cast:
    """Return the mentions of an article, sorted, and what "Mr." or "Ms." tell of people."""
    article = reading.article.id
    pairs = sorted(
        ((m, e) for e in entities for m in e.mentions if m.article == article),
        key=lambda pair: (pair[0].span, pair[1].id),
    )
    gender: dict[str, str] = {}
    for entity in entities:
        told = sex_of(read_person_name(entity.name)) if entity.kind == "person" else None
        if told:
            gender[entity.id] = "he" if told == "male" else "she"
        for form in (*entity.aliases, *(role.title for role in entity.roles)):
            first = re.match(r"\w+", form)
            if entity.kind == "person" and first and first[0].lower() in TITLES:
                gender[entity.id] = TITLES[first[0].lower()]
    for mention, entity in pairs:
        before = re.search(r"(\w+)\.?\s$", reading.article.text[max(0, mention.span.start - 8) : mention.span.start])
        if entity.kind == "person" and before and before[1].lower() in TITLES:
            gender[entity.id] = TITLES[before[1].lower()]
    return Cast(tuple(pairs), tuple(m.span.start for m, _ in pairs), gender)


def meant_by(reading: Reading, cast: Cast, pronoun: int, speakers: Sequence[tuple[int, Entity]]) -> Entity | None:
    """Return the entity that "he", "she", "they" or "it" means, or None.

    `speakers` are the places and entities of the attributions so far. In the pronoun's own sentence the subject before
    it wins, then the speaker of the attribution before, then the subject of a sentence before, then who was named last.
    """
    kind = PRONOUNS.get(reading.tokens[pronoun].text.lower())
    if kind is None:
        return None
    here, sentence = reading.tokens[pronoun].start, reading.tokens[pronoun].sentence
    fitting = [
        (reading.at(m.span.start), reading.at(m.span.end - 1), entity)
        for m, entity in cast.mentions
        if m.span.end <= here
        and _fits(entity, kind, cast)
        and reading.tokens[reading.at(m.span.start)].sentence >= sentence - REACH
    ]
    own = [(last, who) for _, last, who in fitting if reading.tokens[last].sentence == sentence]
    for last, who in own:
        if reading.tokens[last].dep in ("nsubj", "nsubjpass"):
            return who
    for place, who in reversed(speakers):
        if reading.tokens[place].sentence >= sentence - REACH and place < pronoun and _fits(who, kind, cast):
            return who
    subjects = [who for _, last, who in fitting if reading.tokens[last].dep in ("nsubj", "nsubjpass")]
    return subjects[-1] if subjects else fitting[-1][2] if fitting else None


def _fits(entity: Entity, kind: str, cast: Cast) -> bool:
    if kind in ("he", "she"):
        return entity.kind == "person" and cast.gender.get(entity.id, kind) == kind
    return entity.kind == "organization"
