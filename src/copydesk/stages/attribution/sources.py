"""What a source is: named, known by office, or not named. Findings, entities -> Source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from copydesk.lexicon import load_lexicon
from copydesk.records import Entity, Source, Span, identify
from copydesk.stages.attribution.chains import speaking_outlet
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, spans_of, without_time
from copydesk.stages.attribution.outlets import outlet_key, outlet_of
from copydesk.stages.attribution.reference import PRONOUNS, Cast, meant_by

DETERMINERS = ("a", "an", "the", "another", "one", "that", "this", "these", "those", "both")
SELF = ("i", "we", "me", "us", "my", "our", "you", "your")
Kind = Literal["person", "organization", "outlet", "document"]


@dataclass(slots=True)
class Desk:
    """The sources of an article so far: by id, in the order in which they spoke, with the place of each."""

    reading: Reading
    cast: Cast
    entities: dict[str, Entity]
    known: dict[str, Source] = field(default_factory=dict)
    spoke: list[tuple[int, str]] = field(default_factory=list)
    quoted: dict[int, str] = field(default_factory=dict)
    """Who is quoted, by the number of the quotation."""

    def source_of(self, finding: Finding) -> Source | None:
        """Return the source of a finding and remember it; None where there is none or it cannot be told."""
        if finding.speaker is None:
            return None
        source = self._identified(finding, finding.speaker)
        if source:
            source = self.known.setdefault(source.id, source)
            self.spoke.append((finding.speaker, source.id))
            self.quoted.update(dict.fromkeys(finding.quotes, source.id))
        return source

    def _identified(self, finding: Finding, head: int) -> Source | None:
        word = self.reading.tokens[head].text.lower()
        if word in PRONOUNS:
            return self._meant(head)
        if word in SELF:
            return None
        if outlet := speaking_outlet(self.reading, finding):
            return outlet_source(outlet)
        entity = self._entity(finding, head)
        return _of_entity(entity, self.reading) if entity else self._unnamed(finding, head)

    def _meant(self, pronoun: int) -> Source | None:
        """Return whom a pronoun means; inside a quotation never the one who is quoted, who would say "I"."""
        self_ = self.quoted.get(self.reading.quoted[pronoun])
        before = [(place, who) for place, who in self.spoke if place < pronoun and who != self_]
        stranger = self._last_stranger(pronoun, before)
        if stranger:
            return stranger
        spoke = [(place, self.entities.get(self.known[who].entity or "")) for place, who in before]
        cast = self.cast.without(self.known[self_].entity) if self_ else self.cast
        meant = meant_by(self.reading, cast, pronoun, [(place, entity) for place, entity in spoke if entity])
        return _of_entity(meant, self.reading) if meant else None

    def _last_stranger(self, pronoun: int, before: Sequence[tuple[int, str]]) -> Source | None:
        """Return who spoke last, in this sentence or the one before, if no entity and the pronoun fits ("a spokeswoman … she")."""
        tokens, word = self.reading.tokens, self.reading.tokens[pronoun].text.lower()
        if not before or tokens[before[-1][0]].sentence < tokens[pronoun].sentence - 1:
            return None
        place, who = before[-1]
        source, head = self.known[who], tokens[place].lemma.lower()
        plural = word in ("they", "them", "their")
        wrong = (head.endswith("woman") and word == "he") or (
            head.endswith("man") and not head.endswith("woman") and word == "she"
        )
        if source.entity is not None or wrong:
            return None
        if word in ("it", "its"):
            return source if source.kind in ("organization", "outlet") else None
        fits = source.name is None if plural else source.name is not None or source.count == 1
        return source if source.kind == "person" and fits else None

    def _entity(self, finding: Finding, head: int) -> Entity | None:
        """Return the entity that the head of the source names, or that stands in apposition to it."""
        heads = [head]
        if finding.rule != "speaker_line":
            heads += self.reading.under(head, "appos")
            heads += [self.reading.tokens[head].head] if self.reading.tokens[head].dep == "appos" else []
        for i in heads:
            token = self.reading.tokens[i]
            entity = self.cast.named_at(token.start, token.end)
            if entity and (entity.kind != "place" or token.pos == "PROPN"):
                return entity
        return self._bare_name(head)

    def _bare_name(self, head: int) -> Entity | None:
        """Return the only entity of the article that a name without its first or last part can mean ("Pellow: …")."""
        word = self.reading.tokens[head].text
        if not word[:1].isupper() or self.reading.under(head, "det", "poss", "compound", "nmod") or _is_common(word):
            return None
        meant = [e for e in self.entities.values() if word in _parts_of(e)]
        return meant[0] if len(meant) == 1 else None

    def _unnamed(self, finding: Finding, head: int) -> Source | None:
        reading, token = self.reading, self.reading.tokens[head]
        spans = spans_of(reading, without_time(reading, finding.source, head))
        if not spans:
            return None
        words = reading.text(Span(spans[0].start, spans[-1].end))
        if _is_name(reading, head) and not _is_common(token.lemma):
            return _by_name(reading, head)
        kind, identification = _nature(token.lemma.lower())
        count = _count(reading, head)
        if earlier := self._mentioned_before(head, count):
            return earlier
        description = _without_determiner(words)
        outlet = finding.via[0] if finding.via else reading.article.outlet or reading.article.id
        return Source(
            id=identify("s", description.casefold(), outlet),
            kind=kind,
            identification=identification,
            name=None,
            description=description if kind == "document" else words,
            speaks_for=self._spoken_for(head) if identification == "role" else None,
            count=count if kind == "person" else None,
            rule=f"source.{identification}",
        )

    def _mentioned_before(self, head: int, count: int | None) -> Source | None:
        """Return the unnamed source that "the official", "the two people" or "one of them" takes up again.

        "The person" who is none of the sources so far is one of "the people" before.
        """
        reading, token = self.reading, self.reading.tokens[head]
        if token.text.lower() == "one":
            return self._group_of(reading.under(head, "prep"))
        definite = [
            i for i in reading.under(head, "det") if reading.tokens[i].text.lower() in ("the", "that", "those", "these")
        ]
        if not definite:
            return None
        for _, who in reversed(self.spoke):
            source = self.known[who]
            if source.name is None and source.description and token.text.lower() in source.description.lower().split():
                return source if source.count == count or count is None else None
        noun = token.lemma.lower()
        return self._last_group("people" if noun == "person" else noun) if count == 1 else None

    def _group_of(self, prepositions: Sequence[int]) -> Source | None:
        """Return the group that "of them" or "of the people" takes up again."""
        reading = self.reading
        for i in (j for k in prepositions for j in reading.under(k, "pobj")):
            if reading.tokens[i].text.lower() in ("them", "these", "those", "whom"):
                return self._last_group(None)
            if reading.under(i, "det") and not reading.under(i, "amod", "acl", "relcl", "prep"):
                return self._last_group(reading.tokens[i].lemma.lower())
        return None

    def _last_group(self, noun: str | None) -> Source | None:
        """Return the last unnamed source of several people that spoke, under a noun or any."""
        for place, who in reversed(self.spoke):
            source, same = self.known[who], self.reading.tokens[place].lemma.lower() == noun
            if source.name is None and source.kind == "person" and source.count != 1 and (noun is None or same):
                return source
        return None

    def _spoken_for(self, head: int) -> str | None:
        for i in self._related(head):
            entity = self.cast.named_at(self.reading.tokens[i].start, self.reading.tokens[i].end)
            if entity:
                return entity.id
        return None

    def _related(self, head: int) -> Iterator[int]:
        for preposition in self.reading.under(head, "prep"):
            if self.reading.tokens[preposition].text.lower() in ("for", "of"):
                yield from self.reading.under(preposition, "pobj")
        yield from self.reading.under(head, "poss", "compound")


def _parts_of(entity: Entity) -> list[str]:
    """Return the words of a name that can stand for it alone: each of a person's, the first of an organization's."""
    words = entity.name.split()
    return words if entity.kind == "person" else words[:1] if entity.kind == "organization" else []


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


def _of_entity(entity: Entity, reading: Reading) -> Source:
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


def _by_name(reading: Reading, head: int) -> Source:
    """Return the source that a name stands for which is no entity's: the name without what is told of it behind."""
    names = [n for n in reading.parse.names if n.span.start <= reading.tokens[head].start < n.span.end]
    parts = [
        i
        for i in reading.parse.children[head]
        if i < head and reading.tokens[i].dep in ("compound", "amod", "poss", "nmod")
    ]
    first = min((reading.parse.subtree(i)[0] for i in parts), default=head)
    name = _without_determiner(reading.text(Span(reading.tokens[first].start, reading.tokens[head].end)))
    who = any(
        reading.tokens[i].text.lower() == "who"
        for clause in reading.under(head, "relcl")
        for i in reading.parse.subtree(clause)
    )
    return Source(
        id=identify("s", "name", name.casefold()),
        kind="person" if who or [n.label for n in names[:1]] == ["PERSON"] else "organization",
        identification="named",
        name=name,
        description=None,
        rule="source.name",
    )


def _is_name(reading: Reading, index: int) -> bool:
    """Say whether a word is a name: the parser says so, or it keeps its capital inside another sentence."""
    token = reading.tokens[index]
    bare = token.text[:1].isupper() and not reading.under(index, "det", "poss", "amod", "nummod")
    inside = re.search(rf"[a-z,] {re.escape(token.text)}\b", reading.article.text) if bare else None
    return token.pos == "PROPN" or inside is not None


def _is_common(lemma: str) -> bool:
    return lemma.lower() in load_lexicon("source_nouns")


def _nature(lemma: str) -> tuple[Kind, Literal["role", "anonymous"]]:
    meaning = load_lexicon("source_nouns").get(lemma, "anonymous")
    if meaning == "document":
        return "document", "role"
    if meaning == "body":
        return "organization", "role"
    return "person", "role" if meaning == "role" else "anonymous"


def _count(reading: Reading, head: int) -> int | None:
    """Return how many people a noun stands for: its number, one for a singular, None where it does not say."""
    numbers = load_lexicon("number_words")
    for i in reading.under(head, "nummod"):
        word = reading.tokens[i].text.lower()
        value = word if word.isdigit() else numbers.get(word, "")
        return int(value) if value.isdigit() else None
    if any(reading.tokens[i].text.lower() == "couple" for i in reading.parse.children[head]):
        return 2
    token = reading.tokens[head]
    if token.pos == "NUM" or token.tag == "CD":
        value = token.text.lower() if token.text.isdigit() else numbers.get(token.text.lower(), "")
        return int(value) if value.isdigit() else None
    return 1 if token.tag in ("NN", "NNP") and token.text.lower() not in ("people", "police", "family") else None


def _without_determiner(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in DETERMINERS else words


def collect_sources(desk: Desk, findings: Sequence[Finding]) -> list[Source | None]:
    """Return the source of each finding, in order."""
    return [desk.source_of(finding) for finding in findings]
