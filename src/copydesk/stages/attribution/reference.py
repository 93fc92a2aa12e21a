"""Who stands in an article and whom a pronoun means. Reading, entities -> entity or noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from copydesk.records import Entity, Mention, Source
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.nouns import COLLECTIVES, is_plural, meaning_of, sex_of_noun
from copydesk.text.names import read_person_name, sex_of
from copydesk.text.titles import without_remit

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
    "it": "it", "its": "it", "itself": "it",
}  # fmt: skip
SELF = ("i", "we", "me", "us", "my", "our", "you", "your")
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
SUBJECTS = ("nsubj", "nsubjpass")
REACH = 3
"""How many sentences back a pronoun looks first; a person is looked for further back where nobody stands there."""
FADING = 0.55
"""What a mention is still worth one sentence later."""
WEIGHTS = {"subject": 80, "speaker": 75, "object": 40, "first": 15, "sex": 25}
QUOTED = 0.3
"""What a mention inside a quotation is worth to the text outside it."""
LOOSE = 0.5
"""What a body is worth to "they", beside a plural, and the subject of a clause with "when", beside that of the sentence."""
KNOWN = 3
"""What each mention in the whole article adds, of the first ten."""


class Spoke(NamedTuple):
    """A source that spoke, with its entity if it has one."""

    source: Source
    entity: Entity | None


class Meant(NamedTuple):
    """Whom a pronoun may mean: the token that names or describes it, and its entity if it has one."""

    token: int
    entity: Entity | None


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is mentioned in an article, in order, with the gender that titles, first names and what is said of them tell."""

    mentions: tuple[tuple[Mention, Entity], ...]
    starts: tuple[int, ...]
    gender: Mapping[str, str]
    often: Mapping[str, int]

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


def cast_of(reading: Reading, entities: Sequence[Entity]) -> Cast:
    """Return the mentions of an article, sorted, and what "Mr.", first names and "spokeswoman" tell of people."""
    article = reading.article.id
    pairs = sorted(
        ((m, e) for e in entities for m in e.mentions if m.article == article),
        key=lambda pair: (pair[0].span, pair[1].id),
    )
    gender = {entity.id: told for entity in entities if entity.kind == "person" and (told := gender_of(entity))}
    for mention, entity in pairs:
        before = re.search(r"(\w+)\.?\s$", reading.article.text[max(0, mention.span.start - 8) : mention.span.start])
        if entity.kind == "person" and before and before[1].lower() in TITLES:
            gender[entity.id] = TITLES[before[1].lower()]
    often = Counter(entity.id for _, entity in pairs)
    return Cast(tuple(pairs), tuple(m.span.start for m, _ in pairs), gender, often)


def gender_of(entity: Entity) -> str | None:
    """Return the pronoun that a person's titles or, where they do not tell, the name call for."""
    if telling := telling_form(entity):
        return telling[1]
    told = sex_of(read_person_name(entity.name))
    return {"male": "he", "female": "she"}.get(told or "")


def telling_form(entity: Entity) -> tuple[str, str] | None:
    """Return the first alias ("Mr. Hale") or title ("chairwoman") that tells somebody's sex, with what it tells."""
    for form in (*entity.aliases, *(without_remit(role.title) for role in entity.roles)):
        words = re.findall(r"\w+", form.lower())
        if words and words[0] in TITLES:
            return form, TITLES[words[0]]
        if words and form not in entity.aliases and (told := sex_of_noun(words[-1])):
            return form, told
    return None


def meant_by(
    reading: Reading, cast: Cast, pronoun: int, speakers: Mapping[int, Spoke], barred: str | None = None
) -> Meant | None:
    """Return what "he", "she", "they" or "it" means, or None.

    `speakers` are the sources so far by the heads of their phrases, `barred` is the entity quoted around the pronoun, who would say "I". The
    mentions that fit are weighed: near ones, subjects, who spoke before and who stands in the article often weigh more. A
    person whom no sentence near names is looked for before, then after.
    """
    kind = PRONOUNS.get(reading.tokens[pronoun].text.lower())
    if kind is None:
        return None
    sentence = reading.tokens[pronoun].sentence
    spoke = [Meant(i, one.entity) for i, one in speakers.items() if _speaker_fits(reading, cast, i, one, kind)]
    near = [
        (_weight(reading, cast, meant, pronoun, meant.token in speakers), meant.token, meant)
        for meant in (*spoke, *_candidates(reading, cast, kind, pronoun))
        if (meant.entity is None or meant.entity.id != barred)
        and sentence - REACH <= reading.tokens[meant.token].sentence
        and not _is_beside(reading, meant.token, pronoun)
    ]
    if near:
        return max(near, key=lambda item: item[:2])[2]
    return _far(reading, cast, pronoun, barred) if kind in ("he", "she") else None


def _far(reading: Reading, cast: Cast, pronoun: int, barred: str | None) -> Meant | None:
    kind, here = PRONOUNS[reading.tokens[pronoun].text.lower()], reading.tokens[pronoun].start
    fitting = [(m, e) for m, e in cast.mentions if e.id != barred and _fits(e, kind, cast)]
    before = [pair for pair in fitting if pair[0].span.end <= here]
    chosen = before[-1] if before else fitting[0] if fitting else None
    return Meant(reading.at(chosen[0].span.end - 1), chosen[1]) if chosen else None


def _candidates(reading: Reading, cast: Cast, kind: str, pronoun: int) -> Iterator[Meant]:
    """Yield the names and nouns in front of a pronoun that agree with it."""
    here = reading.tokens[pronoun].start
    first = reading.parse.sentences[max(0, reading.tokens[pronoun].sentence - REACH)].span.start
    covered: set[int] = set()
    for mention, entity in cast.mentions[bisect_left(cast.starts, first) : bisect_left(cast.starts, here)]:
        if mention.span.end <= here:
            covered.update(reading.between(mention.span.start, mention.span.end))
            last = reading.at(mention.span.end - 1)
            if _fits(entity, kind, cast) or (
                kind == "they" and entity.kind == "person" and reading.under(last, "conj")
            ):
                yield Meant(last, entity)
    for i in reading.between(first, here):
        if i not in covered and reading.tokens[i].pos in ("NOUN", "PROPN") and _noun_fits(reading, i, kind):
            yield Meant(i, None)


def _weight(reading: Reading, cast: Cast, meant: Meant, pronoun: int, spoke: bool) -> float:
    token = reading.tokens[meant.token]
    sentence = reading.parse.sentences[token.sentence]
    weight = 50.0 + WEIGHTS["speaker"] * spoke
    if token.dep in SUBJECTS or (token.dep == "agent"):
        weight += WEIGHTS["subject"]
    elif token.dep in ("dobj", "dative", "attr"):
        weight += WEIGHTS["object"]
    weight += WEIGHTS["first"] * (meant.token - sentence.first <= 3)
    if token.sentence != reading.tokens[pronoun].sentence and reading.tokens[token.head].dep == "advcl":
        weight *= LOOSE
    if meant.entity is not None and cast.gender.get(meant.entity.id) is not None:
        weight += WEIGHTS["sex"]
    if meant.entity is None and PRONOUNS[reading.tokens[pronoun].text.lower()] == "they" and not is_plural(token):
        weight *= LOOSE
    if reading.quoted[meant.token] >= 0 > reading.quoted[pronoun]:
        weight *= QUOTED
    often = cast.often.get(meant.entity.id, 0) if meant.entity else 0
    return weight * FADING ** (reading.tokens[pronoun].sentence - token.sentence) + KNOWN * min(often, 10)


def _is_beside(reading: Reading, noun: int, pronoun: int) -> bool:
    """Say whether a noun is a part of the pronoun's own clause ("Hale told him") or holds the pronoun ("Hale and his aide")."""
    if reading.tokens[noun].sentence != reading.tokens[pronoun].sentence:
        return False
    owns = reading.tokens[pronoun].dep == "poss"
    same = reading.tokens[noun].head == reading.tokens[pronoun].head
    return (same and not owns) or (not owns and reading.tokens[pronoun].head == noun)


def _fits(entity: Entity, kind: str, cast: Cast) -> bool:
    if kind in ("he", "she"):
        return entity.kind == "person" and cast.gender.get(entity.id, kind) == kind
    return entity.kind == "organization"


def _speaker_fits(reading: Reading, cast: Cast, place: int, spoke: Spoke, kind: str) -> bool:
    """Say whether a pronoun can take up a source that spoke, be it as a pronoun itself; "they" can be one unnamed person."""
    source, word = spoke.source, PRONOUNS.get(reading.tokens[place].text.lower())
    if word is not None and kind in ("he", "she") and word != kind:
        return False
    if spoke.entity is not None:
        return _fits(spoke.entity, kind, cast)
    if kind == "it":
        return source.kind in ("organization", "outlet")
    if kind == "they":
        return source.kind == "organization" or (source.kind == "person" and source.name is None)
    sex = sex_of_noun(reading.tokens[place].lemma.lower())
    return source.kind == "person" and sex in (None, kind) and (source.name is not None or source.count == 1)


def _noun_fits(reading: Reading, index: int, kind: str) -> bool:
    """Say whether a noun that is no entity's name can be taken up by a pronoun: people by "he", "she" and "they", bodies by "it"."""
    token = reading.tokens[index]
    meaning = meaning_of(reading, index)
    if token.dep in ("compound", "amod", "nmod", "attr", "appos", "npadvmod") or meaning is None:
        return False
    person = meaning not in ("body", "document")
    if kind == "it":
        return not person and not is_plural(token)
    if kind == "they":
        return is_plural(token) or token.lemma.lower() in COLLECTIVES or meaning == "body"
    alone = person and not is_plural(token) and token.lemma.lower() not in COLLECTIVES
    return alone and sex_of_noun(token.lemma.lower()) in (None, kind)
