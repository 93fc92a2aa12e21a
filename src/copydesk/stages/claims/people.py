"""Who a word of a clause stands for: an entity by name or title, a pronoun's person, or a common noun. Token -> key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Attribution, Draft, Entity, Parse, Sentence, Source, Span, Token
from copydesk.stages.claims.clauses import SUBJECTS, Clause
from copydesk.stages.claims.words import group_of
from copydesk.text.names import Sex, read_person_name, sex_of

PERSONAL: Mapping[str, Sex] = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female",
}  # fmt: skip
FIRST_PERSON = frozenset({"i", "me", "my", "mine"})
OF_A_GROUP = frozenset({"we", "us", "our", "they", "them", "their", "it", "its"})
"""What an organisation calls itself, or is called in what it is said to have said."""
DEPTH = 5
"""How many words stand between one that describes a person and the head of its description, in the parser's tree."""
REACH = 3
"""A pronoun may stand for somebody named up to so many sentences back."""


class Known(NamedTuple):
    """What the whole pile, or as much of it as concerns one article, knows of sources and persons."""

    sources: Mapping[str, Source]
    persons: frozenset[str]
    kinds: Mapping[str, str]
    groups: frozenset[str]
    same: Mapping[str, str]
    names: Mapping[str, Sequence[str]]
    """The names of one word that each entity has."""
    sexes: Mapping[str, Sex]
    """The sex of the persons whose titles or first names tell it."""

    def of_article(self, text: str, mentioned: Set[str], sources: Set[str]) -> Known:
        """Return what there is to know in an article of some mentions and sources."""
        known = {one: self.sources[one] for one in sorted(sources) if one in self.sources}
        speakers = {one for source in known.values() for one in (source.entity, source.speaks_for) if one is not None}
        same = {one: self.same[one] for one in sorted(mentioned | speakers) if one in self.same}
        meant = sorted({*mentioned, *speakers, *same.values()})
        return Known(
            known,
            self.persons.intersection(meant),
            {one: self.kinds[one] for one in meant if one in self.kinds},
            self.groups.intersection(meant),
            same,
            {one: [name for name in self.names.get(one, ()) if name in text] for one in sorted(mentioned)},
            {one: self.sexes[one] for one in meant if one in self.sexes},
        )


def read_known(draft: Draft) -> Known:
    """Return the pile's sources by id and its persons."""
    persons = frozenset(entity.id for entity in draft.entities if entity.kind == "person")
    names = {
        entity.id: sorted({name for name in (entity.name, *entity.aliases) if " " not in name})
        for entity in draft.entities
    }
    sexes = {entity.id: sex for entity in draft.entities if entity.kind == "person" and (sex := _sex(entity))}
    kinds = {entity.id: entity.kind for entity in draft.entities}
    groups = frozenset(entity.id for entity in draft.entities if entity.kind == "organization")
    bodies = {entity.name: entity.id for entity in reversed(draft.entities) if entity.kind == "organization"}
    return Known(
        {
            source.id: replace(source, entity=bodies.get(source.name or "")) if source.entity is None else source
            for source in draft.sources
        },
        persons,
        kinds,
        groups,
        _respelt(draft.entities) | _shortened(draft.entities),
        names,
        sexes,
    )


def _respelt(entities: Sequence[Entity]) -> dict[str, str]:
    """Return for each entity another one of the same name but for its capitals, mentioned more often ("INES Calloway", taken for a company)."""
    first: dict[str, str] = {}
    ranked = sorted(entities, key=lambda one: (-len(one.mentions), one.id))
    return {one.id: known for one in ranked if (known := first.setdefault(one.name.casefold(), one.id)) != one.id}


def _shortened(entities: Sequence[Entity]) -> dict[str, str]:
    """Return for each organisation of a long name the one whose name is its beginning ("Karst", "Karst Resources"), where
    that is one only and no common word.
    """
    names = {entity.id: name_words(entity.name) for entity in entities if entity.kind == "organization"}
    common = load_lexicon("organization_words")
    short = {
        words: one for one, words in sorted(names.items(), reverse=True) if words and words[0].lower() not in common
    }
    found = {}
    for one, words in names.items():
        ends = [short[words[:end]] for end in range(1, len(words) + 1) if words[:end] in short]
        if ends and ends[0] != one:
            found[one] = ends[0]
    return found


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name without the letters of its legal form and a dateline before it ("[LAGOS] Karst")."""
    words = [word.strip(".,") for word in name.rpartition("] ")[2].removeprefix("The ").removeprefix("the ").split()]
    return tuple(word for word in words if word.lower() not in load_lexicon("company_words"))


def _sex(entity: Entity) -> Sex | None:
    told = {sex_of(read_person_name(name)) for name in (*entity.aliases, entity.name)} - {None}
    return told.pop() if len(told) == 1 else None


class Speaker(NamedTuple):
    """Whose words a clause is: the entity where it is known, and whether they are quoted."""

    entity: str | None
    quoted: bool


class Arguments(NamedTuple):
    """What a clause's arguments stand for."""

    subject: str | None
    object: str | None
    others: frozenset[tuple[str, str]]


def is_name(key: str | None) -> bool:
    """Tell whether an argument is an entity."""
    return key is not None and key != "?" and not key.startswith("word:")


class People:
    """The names of one article; sentences are read in order, and each one read becomes what a pronoun may point back to."""

    def __init__(
        self,
        parse: Parse,
        mentions: Sequence[tuple[Span, str]],
        known: Known,
        pronouns: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        self.parse = parse
        self.pronouns = pronouns
        self.known = known
        self.persons = known.persons
        self.at = {at: known.same.get(entity, entity) for at, entity in _tokens_of_mentions(parse, mentions).items()}
        self._add_plain_names({entity for _, entity in mentions})
        self.previous: list[str | None] = []

    def _add_plain_names(self, mentioned: set[str]) -> None:
        """Take a capitalised word for the one entity of this article that it names, where no mention is marked."""
        called: dict[str, list[str]] = {}
        for entity in sorted(mentioned):
            for name in self.known.names.get(entity, ()):
                called.setdefault(name, []).append(entity)
        for token in self.parse.tokens:
            if token.i not in self.at and token.pos in ("NOUN", "PROPN") and token.text[:1].isupper():
                entities = called.get(token.text, ())
                if len(entities) == 1:
                    self.at[token.i] = self.known.same.get(entities[0], entities[0])

    def entity_at(self, index: int) -> str | None:
        return self.at.get(index)

    def describes(self, token: Token) -> bool:
        """Tell whether a token only says what a name beside it is ("transport minister Ada Brandt", "Ada Brandt, the mayor of Sele")."""
        head = self.parse.tokens[token.head]
        if token.dep in ("compound", "nmod") and (head.i in self.at or (head is not token and self.describes(head))):
            return True
        for _ in range(DEPTH):
            if token.dep not in ("appos", "prep", "pobj", "amod", "compound", "poss", "nmod") or token.head == token.i:
                return False
            if token.dep == "appos":
                return self.at.get(token.head) in self.persons
            token = self.parse.tokens[token.head]
        return False

    def named_in(self, tokens: Sequence[Token]) -> dict[str, str]:
        """Return the entities that tokens name, with their kinds; a name that is no entity's stands for itself."""
        found = {}
        for token in tokens:
            entity = self.at.get(token.i)
            if entity is not None:
                found[entity] = self.known.kinds[entity]
        return found

    def speaker(self, attribution: Attribution) -> str | None:
        """Return the entity that an attribution names as its source."""
        source = self.known.sources.get(attribution.source or "")
        entity = (source.entity or source.speaks_for) if source else None
        return self.known.same.get(entity or "", entity)

    def is_outlet(self, attribution: Attribution, outlet: str | None) -> bool:
        """Tell whether an attribution is an outlet's to itself ("we wrote", "the Gazette said" in the Gazette)."""
        source = self.known.sources.get(attribution.source or "")
        return source is not None and source.kind == "outlet" and outlet is not None and source.name == outlet

    def arguments(self, clause: Clause, speaker: Speaker) -> Arguments:
        """Return what the arguments of a clause stand for; a pronoun stands for none of the others."""
        indices = [clause.subject, clause.object, *(i for joint, i in clause.others if not joint.startswith("of "))]
        taken = {self.at[index] for index in indices if index is not None and index in self.at}
        if speaker.quoted and speaker.entity is not None:
            taken.add(speaker.entity)
        subject = self._argument(clause.subject, speaker, taken)
        if subject is not None:
            taken.add(subject)
        object_ = self._argument(clause.object, speaker, taken)
        others = frozenset((joint, key) for joint, i in clause.others if (key := self._argument(i, speaker, taken)))
        told = {subject, object_, "?"}
        return Arguments(subject, object_, frozenset(pair for pair in others if pair[1] not in told))

    def _argument(self, index: int | None, speaker: Speaker, taken: set[str]) -> str | None:
        """Return the entity's id or the group of the noun that a token stands for; "?" for what cannot be told."""
        if index is None:
            return None
        token, low = self.parse.tokens[index], self.parse.tokens[index].text.lower()
        if (entity := self.at.get(index)) is not None:
            return entity
        if low in FIRST_PERSON:
            return speaker.entity or "?"
        if low in OF_A_GROUP:
            return speaker.entity if speaker.entity in self.known.groups else "?"
        if low in PERSONAL:
            return self._person(index, taken) or "?"
        if (apposed := self._named_by(index)) is not None:
            return apposed
        if token.pos == "PROPN":
            name = [i for i in self.parse.children[index] if self.parse.tokens[i].dep == "compound"]
            return "word:" + " ".join(self.parse.tokens[i].text.lower() for i in (*name, index))
        if token.pos == "NOUN":
            return f"word:{group_of(token.lemma)}"
        return "word:person" if token.tag == "CD" else "?"

    def _named_by(self, index: int) -> str | None:
        """Return the entity that a word names, or that stands in apposition to it ("the mayor, Ada Brandt")."""
        below = (i for i in self.parse.children[index] if self.parse.tokens[i].dep == "appos")
        return next((self.at[i] for i in (index, *below) if i in self.at), None)

    def close(self, sentence: Sentence) -> None:
        """Remember the person whom the sentence just read was about."""
        tokens = self.parse.tokens[sentence.first : sentence.last]
        subjects = [t for t in tokens if t.dep in SUBJECTS]
        named = [who for t in subjects if (who := self._named_by(t.i)) in self.persons]
        pronouns = [t for t in subjects if t.text.lower() in PERSONAL]
        about = named[0] if named else self._person(pronouns[0].i, set()) if pronouns else None
        self.previous.append(about)

    def _person(self, index: int, taken: set[str]) -> str | None:
        """Return the person a pronoun stands for: the subject of a clause above it, or of a sentence before it."""
        token = self.parse.tokens[index]
        above, before = [], []
        while token.head != token.i:
            token = self.parse.tokens[token.head]
            above += [i for i in self.parse.children[token.i] if i < index and self.parse.tokens[i].dep in SUBJECTS]
        sentence = self.parse.sentences[self.parse.tokens[index].sentence]
        before = [t.i for t in self.parse.tokens[sentence.first : index] if t.dep in SUBJECTS]
        named = [self._named_by(i) for i in (*above, *reversed(before))] + self.previous[: -REACH - 1 : -1]
        sex = PERSONAL[self.parse.tokens[index].text.lower()]
        fitting = (one for one in named if one in self.persons and self.known.sexes.get(one, sex) == sex)
        meant = next((one for one in fitting if one not in taken), None)
        return meant or self.pronouns.get(self.parse.tokens[index].start)


def pronouns_by_article(draft: Draft) -> dict[str, dict[int, str]]:
    """Return for each article the person that a pronoun means, by its place, as far as the entities tell."""
    found: dict[str, dict[int, str]] = {}
    for entity in draft.entities:
        for mention in entity.references if entity.kind == "person" else ():
            if mention.form == "pronoun":
                found.setdefault(mention.article, {})[mention.span.start] = entity.id
    return found


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
