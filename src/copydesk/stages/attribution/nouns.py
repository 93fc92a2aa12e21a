"""What the nouns of unnamed sources mean: people, posts, bodies, documents. Reading -> meaning."""

from __future__ import annotations

from functools import cache, lru_cache

from copydesk.lexicon import load_entries, load_lexicon
from copydesk.records import Token
from copydesk.stages.attribution.grammar import Reading
from copydesk.text.names import title_class
from copydesk.wordnet import is_kind

PLURALS = ("NNS", "NNPS")
_BY_TITLE = {
    "office": "post", "job": "post", "military": "post", "clergy": "post",
    "kin": "kin", "male": "post", "female": "post", "tie": "anonymous",
}  # fmt: skip
_MEN = (
    "boy",
    "brother",
    "father",
    "grandfather",
    "grandson",
    "husband",
    "king",
    "man",
    "nephew",
    "prince",
    "son",
    "uncle",
)
_WOMEN = (
    "actress", "aunt", "daughter", "girl", "grandmother", "lady", "mother", "niece", "queen", "sister", "widow", "wife", "woman",
)  # fmt: skip


@cache
def _noted(note: str) -> frozenset[str]:
    return frozenset(row.form for row in load_entries("source_nouns") if note in row.note.split())


COLLECTIVES = _noted("many")
"""Nouns in the singular that stand for many people ("family", "majority")."""
OFFICES = _noted("office")
"""Bodies that stand for an office even in the plural or without an article ("police", "courts")."""
HANDLERS = _noted("rival")
"""People who speak against whom their phrase names ("a critic of Hale"), not for him."""


def meaning_of(reading: Reading, index: int) -> str | None:
    """Return what a noun stands for by the list: `anonymous`, `role`, `agent`, `post`, `epithet`, `kin`, `body`, `document`; or None."""
    token = reading.tokens[index]
    return meaning_of_word(token.lemma.lower(), token.text.lower())


@lru_cache(50_000)
def meaning_of_word(*forms: str) -> str | None:
    """Return what the first form that stands in the list means; a plural that the parser left as it is counts as its singular."""
    known = load_lexicon("source_nouns")
    for form in forms:
        for word in (form, *_singulars(form)):
            if word in known:
                return known[word]
    for form in forms:
        for word in (form, *_singulars(form)):
            if (told := title_class(word)) in _BY_TITLE:
                return _BY_TITLE[told]
    return None


def _singulars(word: str) -> tuple[str, ...]:
    if word.endswith("ies"):
        return word[:-3] + "y", word[:-1]
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],) if word.endswith("s") else ()


def is_plural(token: Token) -> bool:
    """Say whether a noun stands in the plural; a number of people ("people", "police") does."""
    return token.tag in PLURALS or token.text.lower() in (
        "people",
        "police",
        "both",
        "many",
        "several",
        "some",
        "others",
    )


def sex_of_noun(lemma: str) -> str | None:
    """Return "he" or "she" where a noun tells the sex ("spokeswoman"), else None."""
    if lemma in _WOMEN or lemma.endswith("woman"):
        return "she"
    return "he" if lemma in _MEN or lemma.endswith("man") else None


def is_person_noun(lemma: str) -> bool:
    """Say whether a noun means a person."""
    return lemma in load_lexicon("person_nouns") or is_kind(lemma, "person")
