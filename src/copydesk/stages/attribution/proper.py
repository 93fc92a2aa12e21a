"""Names inside the phrase of a source: its head, an apposition, the name that opens or closes it. Phrase -> Source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from copydesk.records import Entity, Source, Span
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.identified import entity_source, name_source, named_source
from copydesk.stages.attribution.nouns import is_plural, meaning_of
from copydesk.stages.attribution.reference import Cast

DASHES = (",", "-", "–", "—")


@dataclass(frozen=True)
class ProperNames:
    """The names of an article, asked for by the tokens of a phrase."""

    reading: Reading
    cast: Cast
    entities: Mapping[str, Entity]

    @cached_property
    def _people(self) -> dict[int, Span]:
        """The name of a person that each token stands in, as the parser sees them."""
        people = [name.span for name in self.reading.parse.names if name.label == "PERSON"]
        return {i: span for span in reversed(people) for i in self.reading.between(*span)}

    def named(self, head: int, tokens: Sequence[int], *, apposed: bool, within: bool = False) -> Source | None:
        """Return the source that a phrase names, or None; `apposed` says that names beside the head count too, `within`
        that only those of the phrase do.
        """
        governor = self.reading.tokens[head].head
        entity = self.entity_at(head, apposed=apposed, above=not within or governor in tokens)
        if entity:
            return entity_source(entity, self.reading)
        return self._person_in(head, tokens) or (self._first_name(head) if apposed else None)

    def entity_at(self, head: int, *, apposed: bool, above: bool = True) -> Entity | None:
        """Return the entity that the head of the source names, or that stands in apposition to it."""
        heads = [head]
        if apposed:
            heads += self.reading.under(head, "appos")
            heads += [self.reading.tokens[head].head] if above and self.reading.tokens[head].dep == "appos" else []
        for i in heads:
            token = self.reading.tokens[i]
            entity = self.cast.named_at(token.start, token.end)
            if entity and (entity.kind != "place" or token.pos == "PROPN"):
                return entity
        return self._bare_name(head)

    def _first_name(self, head: int) -> Source | None:
        """Return the person whom one name behind a description names ("Hale’s wife, Ann")."""
        if is_plural(self.reading.tokens[head]) or meaning_of(self.reading, head) in (None, "body", "document"):
            return None
        names = [i for i in self.reading.under(head, "appos") if self.reading.tokens[i].tag == "NNP"]
        return name_source(self.reading, names[0], "person") if names else None

    def _person_in(self, head: int, tokens: Sequence[int]) -> Source | None:
        """Return the person whose name opens a phrase before a comma, or closes it behind its description."""
        inside = [i for i in tokens if self.reading.is_word[i] or self.reading.tokens[i].text in DASHES]
        while inside and (not self.reading.words(inside[-1:]) or self.reading.tokens[inside[-1]].tag == "POS"):
            inside.pop()
        if not inside or is_plural(self.reading.tokens[head]) or not set(inside).issuperset((head,)):
            return None
        first, last = self._person_at(inside[0]), self._person_at(inside[-1])
        if opening := self._opening_name(inside, head):
            return opening
        behind = next((i for i in inside if self._person_at(i) != first), None)
        if first and behind is not None and not self.reading.is_word[behind]:
            return first
        between = [self.reading.tokens[i] for i in inside if head < i]
        if last and not any(token.pos in ("ADP", "VERB", "CCONJ", "SCONJ", "AUX") for token in between):
            return last
        commas = [token.i for token in between if token.text == ","]
        rest = [token.pos for token in between if commas and token.i > commas[-1]]
        return last if last and commas and set(rest) == {"PROPN"} else None

    def _opening_name(self, inside: Sequence[int], head: int) -> Source | None:
        """Return the name that opens a phrase before a comma, where the parser took what is told of it for the head."""
        run = next((n for n, i in enumerate(inside) if self.reading.tokens[i].pos != "PROPN"), 0)
        if not run or self.reading.tokens[inside[run]].text != "," or head < inside[run]:
            return None
        words = self.reading.text(Span(self.reading.tokens[inside[0]].start, self.reading.tokens[inside[run - 1]].end))
        entity = self.entity_at(inside[run - 1], apposed=False)
        return entity_source(entity, self.reading) if entity else named_source(words, "organization")

    def _person_at(self, index: int) -> Source | None:
        """Return the person whose name covers a token: an entity, or one whom only the parser takes for a person."""
        token = self.reading.tokens[index]
        entity = self.cast.named_at(token.start, token.end)
        if token.pos != "PROPN" or entity:
            return (
                entity_source(entity, self.reading)
                if entity and entity.kind == "person" and token.pos == "PROPN"
                else None
            )
        span = self._people.get(index)
        words = self.reading.text(span) if span else ""
        return named_source(words, "person") if " " in words else None

    def _bare_name(self, head: int) -> Entity | None:
        """Return the only entity of the article that a name without its first or last part can mean ("Pellow: …")."""
        word = self.reading.tokens[head].text
        known = meaning_of(self.reading, head) is not None
        if not word[:1].isupper() or self.reading.under(head, "det", "poss", "compound", "nmod") or known:
            return None
        meant = [e for e in self.entities.values() if word in _parts_of(e)]
        return meant[0] if len(meant) == 1 else None


def _parts_of(entity: Entity) -> list[str]:
    """Return the words of a name that can stand for it alone: each of a person's, the first of an organization's."""
    words = entity.name.split()
    return words if entity.kind == "person" else words[:1] if entity.kind == "organization" else []
