"""What a source is: named, known by office, or not named. Findings, entities -> Source."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter

from copydesk.records import Entity, Source, Span, identify
from copydesk.stages.attribution.chains import speaking_outlet
from copydesk.stages.attribution.described import (
    BODY_REACH,
    PRESS,
    Said,
    body_before,
    entity_described,
    is_general,
    may_be_called,
    what_is_said,
)
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, noun_phrase, spans_of, without_time
from copydesk.stages.attribution.identified import (
    Kind,
    entity_source,
    is_name,
    name_source,
    named_source,
    outlet_source,
    without_determiner,
)
from copydesk.stages.attribution.naming import nature_of
from copydesk.stages.attribution.noun_phrases import Phrase, count_of, read_phrase
from copydesk.stages.attribution.nouns import HANDLERS
from copydesk.stages.attribution.proper import ProperNames
from copydesk.stages.attribution.reference import PRONOUNS, SELF, Cast, Spoke, meant_by
from copydesk.stages.attribution.taking_up import taken_up
from copydesk.stages.attribution.turns import Spoken, Turns, reporting_outlet

RANKS = {"anonymous": 0, "role": 1, "named": 2}
LIKES = 30
"""How many phrases of the same noun before and behind are looked at for a name."""
DEEP = 3
"""How many steps from pronoun to noun are followed."""
PLACE = attrgetter("place")


@dataclass
class Desk:
    """The sources of an article so far: by id, with the place of each in reading order."""

    reading: Reading
    cast: Cast
    entities: dict[str, Entity]
    known: dict[str, Source] = field(default_factory=dict)
    spoke: list[Spoken] = field(default_factory=list)
    quoted: dict[int, str] = field(default_factory=dict)
    """Who is quoted, by the number of the quotation."""
    turns: Turns = field(default_factory=Turns)

    @cached_property
    def names(self) -> ProperNames:
        return ProperNames(self.reading, self.cast, self.entities)

    @cached_property
    def said(self) -> dict[str, list[Said]]:
        return what_is_said(self.reading, self.cast)

    def source_of(self, finding: Finding) -> Source | None:
        """Return the source of a finding and remember it; None where there is none or it cannot be told."""
        if finding.speaker is None:
            return None
        source = self._identified(finding, finding.speaker)
        if source:
            source = self.known.setdefault(source.id, source)
            insort(self.spoke, Spoken(finding.speaker, source.id), key=PLACE)
            if reporting := reporting_outlet(self.reading, finding):
                outlet = self.known.setdefault(reporting[1].id, reporting[1])
                insort(self.spoke, Spoken(reporting[0], outlet.id), key=PLACE)
            self.quoted.update(dict.fromkeys(finding.quotes, source.id))
            self.turns.take(finding, source)
        return source

    def _identified(self, finding: Finding, head: int) -> Source | None:
        word = self.reading.tokens[head].text.lower()
        if word in SELF:
            return self._self(head)
        if word not in PRONOUNS and (outlet := speaking_outlet(self.reading, finding)):
            return outlet_source(outlet)
        if speaker := self.turns.source_of(self.reading, finding, self.entities.values()):
            return speaker
        tokens = [] if finding.rule == "speaker_line" else finding.source
        named = self.names.named(head, tokens, apposed=finding.rule != "speaker_line", within=finding.rule == "tail")
        return self._least(head, tokens, named) if named else self._of_noun(head, tokens, DEEP)

    def _of_noun(self, head: int, tokens: Sequence[int], depth: int) -> Source | None:
        """Return the source that a pronoun or a noun without a name of its own is."""
        token = self.reading.tokens[head]
        if token.text.lower() in PRONOUNS:
            return self._meant(head, depth) if depth else None
        if token.tag in ("WP", "WDT", "WP$") and depth and (noun := self._noun_before(head)) is not None:
            return self._at(noun, depth - 1)
        return self._least(head, tokens, self._unnamed(head, tokens))

    def _at(self, head: int, depth: int) -> Source | None:
        """Return the source that stands at a token: one that spoke there, or what its phrase names or describes."""
        there = [one.who for one in self.spoke if one.place == head]
        if there:
            return self.known[there[0]]
        tokens = noun_phrase(self.reading, head)
        return self.names.named(head, tokens, apposed=True) or self._of_noun(head, tokens, depth)

    def _noun_before(self, index: int) -> int | None:
        first = self.reading.sentence_tokens(index).start
        nouns = (i for i in range(index - 1, first - 1, -1) if self.reading.tokens[i].pos in ("NOUN", "PROPN"))
        return next(nouns, None)

    def _self(self, head: int) -> Source | None:
        """Return whom "I" and "we" mean: the one quoted, else the article's author or, for "we", its outlet."""
        number = self.reading.quoted[head]
        if number >= 0:
            return self.known.get(self.quoted.get(number, ""))
        article, word = self.reading.article, self.reading.tokens[head].text.lower()
        if word in ("you", "your"):
            return None
        if head in self.turns.who:
            return self.known[self.turns.who[head]]
        if word in ("we", "us", "our"):
            return outlet_source(article.outlet) if article.outlet else None
        if len(article.byline) != 1:
            return None
        named = [e for e in self.entities.values() if e.kind == "person" and e.name == article.byline[0]]
        return entity_source(named[0], self.reading) if named else named_source(article.byline[0], "person")

    def _meant(self, pronoun: int, depth: int) -> Source | None:
        """Return whom a pronoun means; inside a quotation or a turn never the one who is quoted, who would say "I"."""
        speaks = self.quoted.get(self.reading.quoted[pronoun]) or self.turns.who.get(pronoun)
        quoted = self.known.get(speaks or "")
        barring = self.turns.who.values() if pronoun in self.turns.who else (speaks,)  # whom they speak with is "you"
        before = [one for one in self.spoke if one.place < pronoun and one.who not in barring]
        barred = quoted.entity if quoted else None
        meant = meant_by(self.reading, self.cast, pronoun, self._speakers(before), barred)
        if meant is None:
            return None
        return entity_source(meant.entity, self.reading) if meant.entity else self._at(meant.token, depth - 1)

    def _speakers(self, spoken: Sequence[Spoken]) -> dict[int, Spoke]:
        sources = {one.place: self.known[one.who] for one in spoken}
        return {place: Spoke(source, self.entities.get(source.entity or "")) for place, source in sources.items()}

    def _unnamed(self, head: int, tokens: Sequence[int]) -> Source | None:
        reading = self.reading
        spans = spans_of(reading, without_time(reading, list(tokens or [head]), head))
        if not spans:
            return None
        if is_name(reading, head):
            return name_source(reading, head)
        phrase = read_phrase(reading, head)
        count = count_of(reading, phrase)
        spoken = [(one.place, self.known[one.who]) for one in self.spoke if one.place < head]
        if earlier := taken_up(reading, phrase, count, spoken):
            return earlier
        if entity := entity_described(reading, self.cast, self.said, phrase):
            return entity_source(entity, reading)
        if is_general(reading, phrase) and (body := self._body_before(phrase.noun)):
            return body
        return self._by_phrase(phrase, count, reading.text(Span(spans[0].start, spans[-1].end)))

    def _body_before(self, index: int) -> Source | None:
        """Return the body that "the company" takes up: the last that spoke, else the one that the article names most near by."""
        noun = self.reading.tokens[index].lemma.lower()
        kind = "outlet" if noun in PRESS else "organization"
        first = self.reading.tokens[index].sentence - BODY_REACH
        for one in reversed(self.spoke):
            near = one.place < index and self.reading.tokens[one.place].sentence >= first
            name = self.known[one.who].name
            if near and self.known[one.who].kind == kind and name and may_be_called(noun, name):
                return self.known[one.who]
        entity = body_before(self.reading, self.cast, index)
        return entity_source(entity, self.reading) if entity else None

    def _by_phrase(self, phrase: Phrase, count: int | None, words: str) -> Source:
        """Return the source that a phrase makes by its words alone, or by those of its like elsewhere in the article."""
        reading = self.reading
        nature = nature_of(reading, phrase, self._owner)
        if nature.kind in ("document", "organization"):
            like = phrase if nature.identification == "named" else self._named_before(phrase)
            if like is not None:
                return self._owned(like, nature.kind, words if like is phrase else None)
        key = without_determiner(words)
        return Source(
            id=identify("s", key.casefold(), reading.article.id),
            kind=nature.kind,
            identification=nature.identification,
            name=None,
            description=key if nature.kind == "document" else words,
            speaks_for=self._spoken_for(phrase) if nature.kind == "person" else None,
            count=count if nature.kind == "person" else None,
            rule=f"source.{nature.identification}",
        )

    def _named_before(self, phrase: Phrase) -> Phrase | None:
        """Return the phrase of the same noun with a name in it that "the poll" or "the campaign" takes up: the last before, else the first."""
        reading, noun = self.reading, self.reading.tokens[phrase.noun]
        told = reading.under(phrase.noun, "prep", "acl", "relcl", "poss", "nummod", "compound")
        if not phrase.definite or phrase.is_part or told or noun.tag in ("NNS", "NNPS"):
            return None
        same = [i for i in reading.of_lemma(noun.lemma.lower()) if reading.tokens[i].tag == noun.tag]
        at = bisect_left(same, noun.i)
        for i in [*reversed(same[max(0, at - LIKES) : at]), *same[at + 1 : at + LIKES]]:
            like = read_phrase(reading, i)
            if nature_of(reading, like, self._owner).identification == "named":
                return like
        return None

    def _owned(self, phrase: Phrase, kind: Kind, words: str | None) -> Source:
        """Return the body or document that the name in a phrase identifies ("Hale’s campaign", "a Hale poll")."""
        reading, noun = self.reading, self.reading.tokens[phrase.noun]
        owners = [self._owner(i) for i in phrase.owners]
        owner = next((one for one in owners if one), None)
        lower = noun.text[:1].islower() and noun.tag == "NN"
        if kind == "organization" and owner and lower:
            ending = "’" if owner.name.endswith("s") else "’s"
            name = f"{owner.name}{ending} {noun.text}" if owner.kind == "person" else f"{owner.name} {noun.text}"
            return replace(named_source(name, "organization"), speaks_for=owner.id)
        if words is None or phrase.is_part:
            words = reading.text(spans_of(reading, noun_phrase(reading, phrase.noun))[0])
        name = without_determiner(words)
        made = named_source(name, kind)
        return (
            made
            if kind == "organization"
            else replace(made, id=identify("s", "document", name.casefold(), reading.article.id))
        )

    def _owner(self, index: int) -> Entity | None:
        """Return the entity that an owner is: by name, or whom "his" means."""
        token = self.reading.tokens[index]
        if token.text.lower() in PRONOUNS:
            before = [one for one in self.spoke if one.place < index]
            meant = meant_by(self.reading, self.cast, index, self._speakers(before))
            return meant.entity if meant else None
        return self.cast.named_at(token.start, token.end)

    def _spoken_for(self, phrase: Phrase) -> str | None:
        if self.reading.tokens[phrase.noun].lemma.lower() in HANDLERS:
            return None
        return next((owner.id for i in phrase.owners if (owner := self._owner(i)) and owner.kind != "place"), None)

    def _least(self, head: int, tokens: Sequence[int], source: Source | None) -> Source | None:
        """Return the source of several joined ("Hale and two aides") as the least identified of them."""
        others = [i for i in self._joined(head) if i in tokens]
        if source is None or not others:
            return source
        made = [
            source,
            *filter(None, (self.names.named(i, [i], apposed=False) or self._unnamed(i, [i]) for i in others)),
        ]
        least = min((one.identification for one in made), key=RANKS.__getitem__)
        spans = spans_of(self.reading, tokens)
        if least == source.identification or not spans:
            return source
        words = self.reading.text(Span(spans[0].start, spans[-1].end))
        counts = [1 if one.identification == "named" else one.count for one in made]
        return Source(
            id=identify("s", words.casefold(), self.reading.article.id),
            kind="person" if any(one.kind == "person" for one in made) else made[0].kind,
            identification=least,
            name=None,
            description=words,
            count=sum(filter(None, counts)) if None not in counts else None,
            rule="source.joined",
        )

    def _joined(self, head: int) -> Iterator[int]:
        """Yield the nouns joined to one; "the mayor and candidate for governor" is one person."""
        reading = self.reading
        alone = reading.tokens[head].tag == "NN" and bool(reading.under(head, "det", "poss"))
        for i in reading.under(head, "conj"):
            same = alone and reading.tokens[i].tag == "NN" and not reading.under(i, "det", "poss")
            if reading.tokens[i].pos in ("NOUN", "PROPN", "PRON") and not same:
                yield i
                yield from self._joined(i)


def collect_sources(desk: Desk, findings: Sequence[Finding]) -> list[Source | None]:
    """Return the source of each finding, in order; those inside quotations are told after those who are quoted."""
    made: dict[int, Source | None] = {}
    quoted = [f.speaker is not None and desk.reading.quoted[f.speaker] >= 0 for f in findings]
    for number in sorted(range(len(findings)), key=lambda number: (quoted[number], number)):
        made[number] = desk.source_of(findings[number])
    return [made[number] for number in range(len(findings))]
