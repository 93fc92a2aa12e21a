"""The word lists of this stage, and what a token means by them. Token -> group of meaning."""

from __future__ import annotations

from functools import cache

from copydesk import wordnet
from copydesk.lexicon import load_entries, load_lexicon
from copydesk.records import Parse, Token

CONTENT_TAGS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})

ARTICLES = frozenset({"a", "an", "the"})
UNDOING = ("un", "dis", "non", "non-", "ir", "il", "im")
GRADES = frozenset({"expected", "intent", "likely"})
SHORT = 3
"""Before shorter words these letters are seldom a prefix ("der", "under")."""


def group_of(lemma: str) -> str:
    """Return the group of words that `lemma` belongs to: itself, where the list of synonyms lacks it."""
    lemma = lemma.lower()
    return load_lexicon("synonyms").get(lemma, lemma)


@cache
def marks_of(form: str) -> frozenset[str]:
    """Return what the list of synonyms notes of a form: verb, noun, adjective, undergoer, state."""
    return _notes("synonyms").get(form.lower(), frozenset())


@cache
def modality_of(form: str) -> tuple[str, bool] | None:
    """Return the modality that a word gives to what hangs on it, and whether it negates it; `None` for other words."""
    form = form.lower()
    modality = load_lexicon("claim_modality").get(form)
    notes = _notes("claim_modality").get(form, frozenset())
    return None if modality is None or "negator" in notes else (modality, "negates" in notes)


def grade_of(form: str) -> str | None:
    """Return how certain a word makes what hangs on it, where its modality alone does not say: one of `GRADES`."""
    return next(iter(_notes("claim_modality").get(form.lower(), frozenset()) & GRADES), None)


def is_negator(token: Token) -> bool:
    """Tell whether a token negates what it hangs on; "not only" is left to whoever sees the next word."""
    return token.dep == "neg" or token.text.lower().replace("’", "'") in _negators()


@cache
def _negators() -> frozenset[str]:
    return frozenset(form for form, notes in _notes("claim_modality").items() if "negator" in notes)


@cache
def negating_phrases() -> tuple[str, ...]:
    """Return the phrases of several words that negate what they govern ("decide against")."""
    negates = {"negates", "negator"}
    return tuple(form for form, notes in _notes("claim_modality").items() if " " in form and notes & negates)


def is_idle(token: Token) -> bool:
    """Tell whether a token adds nothing to what is said: an article, a form of address."""
    low = token.text.lower()
    return low in ARTICLES or load_lexicon("titles").get(low, "").endswith(".")


def names_office(word: str) -> bool:
    """Tell whether a word stands before a name to say what somebody is ("Minister")."""
    return word in load_lexicon("titles")


def is_light(lemma: str, kind: str) -> bool:
    """Tell whether a word says too little to stand for a statement: a light `verb`, a general `noun`, `reporting`, or `saying` what cannot be a person."""
    return lemma.lower() in light_words(kind)


@cache
def light_words(kind: str) -> frozenset[str]:
    return frozenset(form for form, kinds in load_lexicon("light_words").items() if kind in kinds.split())


@cache
def edit_words(kind: str) -> frozenset[str]:
    """Return the words of one kind that matter where only one of two nearly equal sentences has them."""
    return frozenset(form for form, kinds in load_lexicon("edit_words").items() if kind in kinds.split())


@cache
def prepositions() -> frozenset[str]:
    return frozenset(load_lexicon("relation_kinds"))


@cache
def turning_prepositions() -> frozenset[str]:
    """Return the prepositions of which none may stand for another."""
    return frozenset(form for form, notes in _notes("relation_kinds").items() if notes)


def are_one_relation(one: str, two: str) -> bool:
    """Tell whether a preposition may stand for another."""
    known = load_lexicon("relation_kinds")
    return not set(known[one].split()).isdisjoint(known[two].split())


@cache
def credit_phrases(kind: str) -> tuple[str, ...]:
    """Return the phrases of one kind of credit (first, own, confirms, unconfirmed, story), the longest first."""
    forms = [entry.form for entry in load_entries("reporting_credit") if entry.meaning == kind]
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def verb_form(parse: Parse, index: int) -> str:
    """Return a verb's lemma with its particle ("step down"), where the list of synonyms knows the two together."""
    token = parse.tokens[index]
    for child in parse.children[index]:
        particle = parse.tokens[child]
        if particle.i == index + 1 or particle.dep == "prt":
            pair = f"{token.lemma} {particle.text}".lower()
            if particle.dep == "prt" or pair in load_lexicon("synonyms"):
                return pair
        if particle.dep == "prep":  # "took them into custody"
            for noun in parse.children[child]:
                phrase = f"{token.lemma} {particle.text} {parse.tokens[noun].lemma}".lower()
                if phrase in load_lexicon("synonyms"):
                    return phrase
    return token.lemma.lower()


@cache
def _notes(name: str) -> dict[str, frozenset[str]]:
    return {entry.form: frozenset(entry.note.split()) for entry in load_entries(name)}


def are_opposite(one: str, two: str) -> bool:
    """Tell whether two words say the opposite of one another ("accept", "reject")."""
    return (
        two in _opposites().get(one, ())
        or wordnet.are_opposite(one, two)
        or _is_undone(one, two)
        or _is_undone(two, one)
    )


def _is_undone(one: str, two: str) -> bool:
    """Tell whether one word is the other with a prefix that turns it round ("unsafe", "disloyal")."""
    return len(one) > SHORT and two.endswith(one) and two[: -len(one)] in UNDOING


def common_start(one: str, two: str) -> int:
    """Return with how many letters alike two words begin."""
    return next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def kinds_of(verb: str) -> frozenset[str]:
    """Return the kinds of deed that a verb may tell of (ask, get, deny); none for a verb that the list lacks."""
    known = load_lexicon("deed_kinds")
    return frozenset(known.get(verb, known.get(group_of(verb), "")).split())


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in load_entries("opposites"):
        one, two = group_of(entry.form), group_of(entry.meaning)
        found.setdefault(one, set()).add(two)
        found.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def ordinals() -> frozenset[str]:
    return frozenset(entry.form for entry in load_entries("number_words") if entry.note == "ordinal")


def bound_of(word: str) -> str | None:
    """Return whether a word before a number makes it a lower or an upper bound, or a rough number ("least", "most", "about")."""
    return load_lexicon("number_bounds").get(word)
