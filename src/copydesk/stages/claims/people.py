"""Who a word of a clause stands for: an entity by name or title, a pronoun's person, or a common noun. Token -> key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from copydesk.records import Attribution, Draft, Parse, Sentence, Source, Span
from copydesk.stages.claims.clauses import SUBJECTS
from copydesk.stages.claims.words import group_of

PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine"})
REACH = 3
"""A pronoun may stand for somebody named up to so many sentences back."""


class Known(NamedTuple):
    """What the whole pile knows of sources and persons."""

    sources: Mapping[str, Source]
    persons: frozenset[str]


def read_known(draft: Draft) -> Known:
    """Return the pile's sources by id and its persons."""
    persons = frozenset(entity.id for entity in draft.entities if entity.kind == "person")
    return Known({source.id: source for source in draft.sources}, persons)


class People:
    """The names of one article; sentences are read in order, and each one read becomes what a pronoun may point back to."""

    def __init__(self, parse: Parse, mentions: Sequence[tuple[Span, str]], known: Known) -> None:
        self.parse = parse
        self.known = known
        self.persons = known.persons
        self.at = _tokens_of_mentions(parse, mentions)
        self.previous: list[str | None] = []

    def entity_at(self, index: int) -> str | None:
        return self.at.get(index)

    def speaker(self, attribution: Attribution) -> str | None:
        """Return the entity that an attribution names as its source."""
        source = self.known.sources.get(attribution.source or "")
        return source.entity if source else None

    def argument(self, index: int | None, speaker: str | None = None) -> str | None:
        """Return the entity's id or the group of the noun that a token stands for; `None` for what cannot be told."""
        if index is None:
            return None
        token, low = self.parse.tokens[index], self.parse.tokens[index].text.lower()
        if (entity := self.at.get(index)) is not None:
            return entity
        if low in FIRST_PERSON:
            return speaker
        if low in PERSONAL:
            return self._person(index)
        if token.pos in ("NOUN", "PROPN"):
            return f"word:{group_of(token.lemma)}"
        if token.pos == "NUM" or token.tag == "CD":
            return "word:person"
        return None

    def close(self, sentence: Sentence) -> None:
        """Remember the person whom the sentence just read was about."""
        tokens = self.parse.tokens[sentence.first : sentence.last]
        subjects = [t for t in tokens if t.dep in SUBJECTS]
        named = [self.at[t.i] for t in subjects if self.at.get(t.i) in self.persons]
        pronouns = [t for t in subjects if t.text.lower() in PERSONAL]
        about = named[0] if named else self._person(pronouns[0].i) if pronouns else None
        self.previous.append(about)

    def _person(self, index: int) -> str | None:
        """Return the person a pronoun stands for: the subject of a clause above it, or of a sentence before it."""
        token = self.parse.tokens[index]
        while token.head != token.i:
            token = self.parse.tokens[token.head]
            for child in self.parse.children[token.i]:
                if child < index and self.parse.tokens[child].dep in SUBJECTS and self.at.get(child) in self.persons:
                    return self.at[child]
        sentence = self.parse.sentences[self.parse.tokens[index].sentence]
        before = [t.i for t in self.parse.tokens[sentence.first : index] if t.dep in SUBJECTS]
        named = [self.at[i] for i in before if self.at.get(i) in self.persons]
        return named[-1] if named else next((one for one in self.previous[: -REACH - 1 : -1] if one), None)


def mentions_by_article(draft: Draft) -> dict[str, list[tuple[Span, str]]]:
    """Return each article's mentions with their entities, the longest first."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for entity in draft.entities:
        for mention in entity.mentions:
            found.setdefault(mention.article, []).append((mention.span, entity.id))
    for mentions in found.values():
        mentions.sort(key=lambda pair: (pair[0].start - pair[0].end, pair[0].start, pair[1]))
    return found


def _tokens_of_mentions(parse: Parse, mentions: Sequence[tuple[Span, str]]) -> dict[int, str]:
    """Return the entity of each token that stands in a mention; the longer mention wins."""
    starts = {token.start: token.i for token in parse.tokens}
    found: dict[int, str] = {}
    for span, entity in mentions:
        index = starts.get(span.start)
        while index is not None and index < len(parse.tokens) and parse.tokens[index].end <= span.end:
            found.setdefault(index, entity)
            index += 1
    return found
