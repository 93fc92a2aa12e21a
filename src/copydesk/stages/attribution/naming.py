"""How a source without a proper name is identified: by a name in its phrase, by role, or not at all. Reading, Phrase -> nature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from copydesk.records import Entity, Token
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.identified import Kind
from copydesk.stages.attribution.noun_phrases import Phrase
from copydesk.stages.attribution.nouns import OFFICES, meaning_of

Identification = Literal["named", "role", "anonymous"]
INDEFINITE = ("a", "an", "another", "some", "any", "no", "many", "several", "few", "each", "every")
ISSUED = (
    "conduct",
    "commission",
    "release",
    "publish",
    "issue",
    "file",
    "write",
    "sponsor",
    "produce",
    "compile",
    "prepare",
    "sign",
    "post",
    "pay",
)
ISSUERS = ("by", "from", "for")
OWNED = (
    "administration", "campaign", "company", "department", "foundation", "government", "ministry", "office", "party", "police", "team", "court",
    "council", "committee", "congress", "parliament", "legislature", "senate", "pac", "operation", "organization", "house", "state", "magazine",
    "newspaper", "city", "town", "county", "village", "province", "region", "army", "military", "authority", "agency", "board", "commission", "union", "university", "school", "network", "group",
)  # fmt: skip
"""Bodies that the name of their owner or place names ("the Hale campaign", "Dunmore police")."""


class Nature(NamedTuple):
    """What a source is and how far it is identified."""

    kind: Kind
    identification: Identification


def nature_of(reading: Reading, phrase: Phrase, owner_of: Callable[[int], Entity | None]) -> Nature:
    """Return what a phrase stands for by its noun, its article, its number and its owners; `owner_of` tells whom "his" means."""
    noun = reading.tokens[phrase.noun]
    meaning = meaning_of(reading, phrase.noun) or "anonymous"
    if meaning == "document":
        return Nature("document", "named" if _has_issuer(reading, phrase, owner_of) else "role")
    if meaning == "body":
        return Nature("organization", _body(reading, phrase, owner_of))
    if _is_quantified(reading, phrase) and noun.lemma.lower() not in OFFICES:
        return Nature("person", "anonymous")
    return Nature("person", "role" if _singles_out(reading, phrase, meaning) else "anonymous")


def _singles_out(reading: Reading, phrase: Phrase, meaning: str) -> bool:
    """Say whether a noun of people stands for one post, or for those who speak for somebody."""
    owned = bool(phrase.owners) and any(_owns(reading, phrase, i) for i in phrase.owners)
    bare = not phrase.plural and not reading.under(phrase.head, "det", "nummod")
    match meaning:
        case "role":
            return True
        case "agent":
            return owned or (phrase.definite and not phrase.plural)
        case "post":
            return phrase.definite or bare
        case "epithet":
            return (phrase.definite or bare) and not phrase.plural
        case "kin":
            return bool(reading.under(phrase.noun, "poss")) or (owned and not phrase.plural)
    return False


def _owns(reading: Reading, phrase: Phrase, index: int) -> bool:
    """Say whether an owner is one whom the noun can speak for, and no mere kind ("trial lawyers") or place."""
    token = reading.tokens[index]
    return token.dep == "poss" or token.pos == "PROPN" or reading.tokens[token.head].text.lower() == "for"


def _is_quantified(reading: Reading, phrase: Phrase) -> bool:
    """Say whether a phrase picks some out of many ("one of", "several", "10 percent of")."""
    words = [reading.tokens[i].text.lower() for i in reading.under(phrase.head, "det", "amod", "nummod")]
    many = any(
        word in ("some", "any", "many", "several", "few", "most", "other", "more", "another", "no") for word in words
    )
    return phrase.is_part or many


def _body(reading: Reading, phrase: Phrase, owner_of: Callable[[int], Entity | None]) -> Identification:
    noun = reading.tokens[phrase.noun]
    lemma = noun.lemma.lower()
    determiners = [reading.tokens[i].text.lower() for i in reading.under(phrase.head, "det", "predet")]
    indefinite = any(word in INDEFINITE for word in determiners)
    if noun.tag == "NNP" and noun.text[:1].isupper() and phrase.definite:
        return "named"
    owned = not indefinite and not phrase.is_part and (lemma in OWNED or lemma in OFFICES)
    if owned and any(_is_named_owner(reading, i, owner_of) for i in phrase.owners):
        return "named"
    many = phrase.plural and noun.tag in ("NNS", "NNPS") and not {"a", "an"} & set(determiners)
    if (many or phrase.is_part) and lemma not in OFFICES and not (phrase.definite and not phrase.is_part):
        return "anonymous"
    return "role"


def _is_named_owner(reading: Reading, index: int, owner_of: Callable[[int], Entity | None]) -> bool:
    token = reading.tokens[index]
    if token.pos == "PRON":
        return owner_of(index) is not None
    if token.dep == "pobj" and reading.tokens[token.head].text.lower() not in ("of", "for"):
        return False
    return token.pos == "PROPN" and not _is_side(reading, token)


def _is_side(reading: Reading, token: Token) -> bool:
    """Say whether a capitalised word names a nation, a faith or a party's people and no body ("a Republican group")."""
    return any(name.label == "NORP" and name.span.start <= token.start < name.span.end for name in reading.parse.names)


def _has_issuer(reading: Reading, phrase: Phrase, owner_of: Callable[[int], Entity | None]) -> bool:
    """Say whether a document stands with its title, or with whose it is ("a Hale poll", "his letter", "a report by Hale")."""
    noun = reading.tokens[phrase.noun]
    if phrase.is_part and any(reading.tokens[i].text.lower() in INDEFINITE for i in reading.under(phrase.noun, "det")):
        return False
    of = [j for i in reading.under(noun.i, "prep") if reading.tokens[i].text == "of" for j in reading.under(i, "pobj")]
    documents = [noun.i, *(i for i in of if meaning_of(reading, i) == "document")]
    for i in (i for one in documents for i in reading.under(one, "poss", "compound", "nmod")):
        token = reading.tokens[i]
        if token.pos == "PRON" and owner_of(i) is not None:
            return True
        names = [reading.tokens[j] for j in reading.parse.subtree(i)]
        if any(name.pos == "PROPN" and not _is_side(reading, name) for name in names) and not _is_place(reading, token):
            return True
    return any(
        reading.tokens[k].pos == "PROPN" and not _is_place(reading, reading.tokens[k])
        for one in documents
        for preposition in _ways(reading, one)
        for j in reading.under(preposition, "pobj")
        for k in (j, *reading.under(j, "appos", "conj", "compound"))
    )


def _ways(reading: Reading, noun: int) -> list[int]:
    """Return the prepositions that may lead from a document to whoever issued it."""
    own = [i for i in reading.under(noun, "prep", "agent") if reading.tokens[i].text.lower() in ISSUERS]
    for clause in reading.under(noun, "acl", "relcl"):
        if reading.tokens[clause].lemma.lower() in ISSUED:
            own += reading.under(clause, "agent", "prep")
    return [i for i in own if reading.tokens[i].text.lower() in ("by", "from", "for")]


def _is_place(reading: Reading, token: Token) -> bool:
    if token.dep == "poss":
        return False
    return any(
        name.label in ("GPE", "LOC", "DATE") and name.span.start <= token.start < name.span.end
        for name in reading.parse.names
    )
