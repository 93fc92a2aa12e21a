"""Whom a description means: the named person or body of the article that it fits. Reading, Cast -> entity."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copydesk.records import Entity
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.noun_phrases import Phrase
from copydesk.stages.attribution.nouns import is_plural, meaning_of, sex_of_noun
from copydesk.stages.attribution.outlets import PUBLIC, outlet_of
from copydesk.stages.attribution.reference import FADING, Cast
from copydesk.text.titles import without_remit

GENERAL = (
    "agency", "association", "charity", "club", "company", "corporation", "firm", "group", "nonprofit", "organisation", "organization",
    "pac", "think-tank", "union",
)  # fmt: skip
"""Nouns that take up a body named before whatever its name says it is."""
FIRMS = ("company", "corporation", "firm")
PRESS = ("broadcaster", "channel", "magazine", "network", "newspaper", "outlet", "station", "website")
"""Nouns that take up an outlet so."""
SIDES = frozenset({"Republican", "Democratic", "Democrat", "GOP", "Labour", "Conservative", "Liberal", "The"})
"""Parties: one of them beside a noun does not show that another is meant."""
CALLINGS = (
    (
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "press secretary",
        "press officer",
        "communications director",
        "director of communications",
    ),
    ("lawyer", "attorney", "counsel", "barrister", "solicitor"),
    ("chief executive", "ceo", "chief executive officer"),
    ("judge", "justice", "magistrate"),
    ("moderator", "host", "anchor"),
    ("congressman", "congresswoman", "representative", "lawmaker"),
    ("coach", "manager"),
)
"""Nouns and titles for one calling, of which an article uses now this and now that."""
UNTELLING = ("house", "state")
"""Last words of names that do not tell what the body is ("the White House" is no "house")."""
LOCATIVES = ("in", "near", "outside", "across", "around")
"""Prepositions behind which a name is a place and no body."""
BODY_REACH = 6
"""How many sentences back "the company" looks for the body that it takes up."""
TOPIC_REACH = 3
"""How many sentences back "the mogul" looks for the person that the text is about."""


@dataclass(frozen=True, slots=True)
class Said:
    """A noun that the article says of an entity, at a token; `owners` are the names that it says it with."""

    entity: Entity
    noun: str
    token: int
    owners: frozenset[str]


def what_is_said(reading: Reading, cast: Cast) -> dict[str, list[Said]]:
    """Return what an article says that its people and bodies are, by noun: titles, appositions, predicates, words of a name."""
    found: dict[str, list[Said]] = defaultdict(list)
    for mention, entity in cast.mentions:
        last = reading.at(mention.span.end - 1)
        inside = set(reading.between(mention.span.start, mention.span.end))
        if entity.kind == "organization" and reading.tokens[last].lemma.lower() not in UNTELLING:
            found[reading.tokens[last].lemma.lower()].append(Said(entity, reading.lemmas[last], last, frozenset()))
        beside = _beside(reading, last, inside) if entity.kind == "person" else reading.under(last, "appos")
        for i in (*beside, *_be(reading, last)):
            found[calling_of(reading.lemmas[i])].append(Said(entity, reading.lemmas[i], i, _capitals(reading, i)))
    for entity in {entity.id: entity for _, entity in cast.mentions}.values():
        for role in entity.roles:
            title = without_remit(role.title)
            named = frozenset(word for word in title.split()[:-1] if word[:1].isupper()) - SIDES
            found[calling_of(title.lower())].append(Said(entity, title.lower().split()[-1], -1, named))
    return found


def _beside(reading: Reading, last: int, inside: set[int]) -> Iterator[int]:
    """Yield the nouns in apposition to a name, and those right before it ("the lawyer Ann Bell")."""
    token = reading.tokens[last]
    yield from (i for i in reading.under(last, "appos") if reading.tokens[i].pos == "NOUN")
    yield from (i for i in reading.under(last, "compound", "nmod") if i not in inside)
    if token.dep == "appos" and reading.tokens[token.head].pos in ("NOUN", "PROPN") and token.head not in inside:
        yield token.head


def _be(reading: Reading, last: int) -> Iterator[int]:
    """Yield what a name is said to be ("Hale is a lawyer")."""
    token = reading.tokens[last]
    if token.dep == "nsubj" and reading.tokens[token.head].lemma in ("be", "become"):
        yield from (i for i in reading.under(token.head, "attr") if reading.tokens[i].pos == "NOUN")


def _capitals(reading: Reading, noun: int) -> frozenset[str]:
    owners = [
        j for i in reading.under(noun, "poss", "compound", "nmod", "prep", "amod") for j in reading.parse.subtree(i)
    ]
    return (
        frozenset(
            reading.tokens[i].text
            for i in owners
            if reading.tokens[i].text[:1].isupper() and reading.tokens[i].pos in ("PROPN", "ADJ")
        )
        - SIDES
    )


def calling_of(title: str) -> str:
    """Return the noun of a title, or the first of those that tell of one calling ("communications director": "spokesman")."""
    noun = title.rsplit(maxsplit=1)[-1]
    return next((group[0] for group in CALLINGS if title in group or noun in group), noun)


def entity_described(reading: Reading, cast: Cast, said: dict[str, list[Said]], phrase: Phrase) -> Entity | None:
    """Return the entity of the article that a phrase describes ("the senator", "her husband", "the group"), or None.

    An indefinite one ("a spokesman for the port") describes the only one who is said to speak for the same.
    """
    if phrase.is_part or is_plural(reading.tokens[phrase.noun]):
        return None
    meaning = meaning_of(reading, phrase.noun)
    of_kind = [
        one
        for one in said.get(calling_of(reading.lemmas[phrase.noun]), ())
        if (one.entity.kind == "person") == (meaning != "body")
        and {sex_of_noun(one.noun), sex_of_noun(reading.lemmas[phrase.noun])} != {"he", "she"}
    ]
    fitting = [one for one in of_kind if _owners_agree(reading, phrase, one)]
    if not phrase.definite:
        asked = _capitals(reading, phrase.noun)
        sharing = {one.entity.id: one.entity for one in fitting if asked & one.owners}
        return next(iter(sharing.values())) if meaning in ("agent", "role") and len(sharing) == 1 else None
    if fitting:
        return _nearest(reading, cast, phrase.noun, [one.entity for one in fitting])
    return _topic(reading, cast, phrase) if meaning == "epithet" else None


def _owners_agree(reading: Reading, phrase: Phrase, one: Said) -> bool:
    """Say whether whom a phrase belongs to may be whom the description beside the name belongs to."""
    asked = _capitals(reading, phrase.noun)
    if reading.under(phrase.noun, "poss") and not asked:
        return bool(one.token < 0 or reading.under(one.token, "poss") or not one.owners) and one.token >= 0
    return not asked or not asked.isdisjoint(one.owners)


def _nearest(reading: Reading, cast: Cast, index: int, entities: Sequence[Entity]) -> Entity | None:
    """Return the one of some entities that was mentioned last before a token, else first after it; itself is no mention."""
    here, wanted = reading.tokens[index].start, {entity.id for entity in entities}
    places = [(m.span.start, e) for m, e in cast.mentions if e.id in wanted and not m.span.start <= here < m.span.end]
    before = [e for start, e in places if start < here]
    return before[-1] if before else places[0][1] if places else None


def is_general(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase takes up a body that was named before by no more than "the company"."""
    noun = reading.tokens[phrase.noun].lemma.lower()
    alone = phrase.definite and not phrase.owners and not phrase.is_part and not is_plural(reading.tokens[phrase.noun])
    return alone and noun in (*GENERAL, *PRESS)


def may_be_called(noun: str, name: str) -> bool:
    """Say whether a noun can take up a body of this name: a department is no company."""
    return noun not in FIRMS or PUBLIC.isdisjoint(name.lower().split())


def body_before(reading: Reading, cast: Cast, index: int) -> Entity | None:
    """Return the body, or the outlet, named in the sentences before: one that the article often names before one just named."""
    here = reading.tokens[index]
    press = here.lemma.lower() in PRESS
    start = reading.parse.sentences[max(0, here.sentence - BODY_REACH)].span.start
    near = cast.mentions[bisect_left(cast.starts, start) : bisect_left(cast.starts, here.start)]
    bodies = [
        (
            (outlet_of(entity.name, reading.outlets) is not None) == press,
            cast.often[entity.id] * FADING ** (here.sentence - reading.tokens[reading.at(m.span.start)].sentence),
            m.span,
            entity,
        )
        for m, entity in near
        if entity.kind == "organization"
        and may_be_called(here.lemma.lower(), entity.name)
        and not _is_place_here(reading, m.span.start)
    ]
    last = max(bodies, key=lambda item: item[:3], default=None)
    is_firm = here.lemma.lower() in FIRMS and last is not None and last[3].name != reading.article.outlet
    return last[3] if last is not None and (last[0] or is_firm) else None  # a firm's own page is one of the pile too


def _is_place_here(reading: Reading, start: int) -> bool:
    """Say whether a name stands where a place does ("its brewery in Ostrow")."""
    before = reading.at(start) - 1
    return before >= 0 and reading.lowered[before] in LOCATIVES


def _topic(reading: Reading, cast: Cast, phrase: Phrase) -> Entity | None:
    """Return the person that the sentences before are about, whom "the mogul" goes on to tell of under another description."""
    token = reading.tokens[phrase.noun]
    if reading.under(phrase.noun, "relcl"):
        return None
    sex = sex_of_noun(token.lemma.lower())
    first = reading.parse.sentences[max(0, token.sentence - TOPIC_REACH)].span.start
    near = [
        (m, e)
        for m, e in cast.mentions[bisect_left(cast.starts, first) : bisect_left(cast.starts, token.start)]
        if e.kind == "person" and (sex is None or cast.gender.get(e.id, sex) == sex)
    ]
    subjects = [
        e for m, e in near if reading.tokens[reading.at(m.span.end - 1)].dep in ("nsubj", "nsubjpass", "poss", "ROOT")
    ]
    return subjects[-1] if subjects else near[-1][1] if near else None
