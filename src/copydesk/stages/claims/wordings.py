"""A token as it counts where two wordings are compared: its kind, and the text that must not differ. Token -> Word."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk import wordnet
from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.figures import CURRENCIES
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.phrases import FACTORS, SIDES, begins_number, is_time, unit_of
from copydesk.stages.claims.words import (
    bound_of,
    grade_of,
    group_of,
    is_negator,
    modality_of,
    names_office,
    ordinals,
)

CONDITIONS = {"if": "condition", "whether": "condition", "unless": "unless"}
PARTS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
FRACTIONS = {"half": "50%", "third": "33%", "quarter": "25%", "fifth": "20%", "tenth": "10%"}
QUANTIFIERS = frozenset(
    {
        "all", "few", "many", "most", "several", "some", "once", "twice", "thrice",
        "double", "triple", "quadruple", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    }
)  # fmt: skip
AMOUNTS = {
    "bulk": "most", "couple": "couple", "fraction": "fraction", "handful": "few", "majority": "most", "minority": "minority",
    "everybody": "all", "everyone": "all", "everything": "all", "somebody": "some", "someone": "some", "something": "some",
    "always": "always", "often": "often", "frequently": "often", "regularly": "often", "sometimes": "sometimes",
    "occasionally": "sometimes", "usually": "usually", "normally": "usually", "typically": "usually",
}  # fmt: skip
"""Words for how many or how often, by the word that they are compared by."""
NEARLY = frozenset({"almost", "nearly", "practically", "virtually"})
"""Before anything but a number: what follows was not reached ("almost lost")."""
ATTRIBUTED = frozenset(
    {"allege", "believe", "claim", "report", "rumor", "rumour", "say", "suspect", "think", "understand"}
)
"""Verbs that, with an infinitive, leave what follows to others ("is said to have left")."""
NO_MOOD = {
    "like": ("ADP", "SCONJ"),
    "long": ("ADJ", "ADV"),
    "mean": ("ADJ", "NOUN"),
    "open": ("ADJ", "VERB"),
    "set": ("NOUN",),
}
"""Parts of speech in which a word that may give a grade of certainty gives none ("long before", "like that")."""
STEPS = frozenset({"to", "by", "from"})
"""Before a number: what something came to, and by how much it changed."""
SAME_DATES = {"final": "last", "past": "last", "previous": "last", "recently": "recent"}
"""Words of a date by the word that they are compared by."""
COMING = frozenset({"coming", "final", "first", "following", "last", "next", "past"})
"""Between a preposition and a span of time, which it does not bound."""
SEXES = (
    {"he": "he", "him": "he", "his": "he", "himself": "he"}
    | dict.fromkeys(("she", "her", "hers", "herself"), "she")
    | dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they")
)


def word_of(token: Token, following: Sequence[Token], dated: bool, entity: str | None) -> Word:
    """Return a token as it counts in a comparison: its kind, and the text that must not differ."""
    low = token.text.lower()
    mood = _mood_of(token, following)
    counted = any(after.tag == "CD" or after.text.lower() in FRACTIONS for after in following)
    number = _number_of(token, following, counted)
    put_off = low == "yet" and following[:1] and following[0].text == "to"  # "has yet to resign"
    if is_negator(token) or put_off or (mood is not None and mood[1]):
        return Word("negation", "not")
    if dated and (part := _part_of_date(unit_of(token) or low)):
        return Word("date", part)
    if number is not None:
        return number
    if side := _side_of(low, following):
        return Word("side", side)
    if (unit := unit_of(token)) is not None:
        return Word("date", unit)
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or group_of(low), low)
    if low in SEXES:
        return Word("sex", SEXES[low], low if token.tag == "PRP" else "")
    lemma, part = token.lemma.lower(), PARTS.get(token.pos, "")
    if part == "v" and following and wordnet.senses(pair := f"{lemma} {following[0].lemma.lower()}", "v"):
        lemma = pair  # "take up"
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0], lemma, part)
    if _may_be_name(token):
        return Word("name", low, low)
    return Word("", group_of(lemma), lemma, part)


def _number_of(token: Token, following: Sequence[Token], counted: bool) -> Word | None:
    """Return a word of number, of its bound, of the step that it is, or of its currency."""
    low = token.text.lower()
    fraction = FRACTIONS.get(token.lemma.lower()) if following[:1] and following[0].text.lower() == "of" else None
    if fraction is not None:
        return Word("number", fraction)
    if low == "one" and [after.text.lower() for after in following[1:2]] == ["of"] and following[0].lemma in FRACTIONS:
        return Word("", low)  # "one-third of", "a third of"
    if low in FACTORS and not (low == "each" and following[:1] and following[0].text == "other"):
        return Word("factor", FACTORS[low])
    if low in STEPS and begins_number(following):
        return Word("step", low)
    if counted and (bound := bound_of(low)) and following[0].text.lower() not in COMING:  # "over the next two years"
        return Word("bound", bound)
    if low in CURRENCIES:
        return Word("currency", CURRENCIES[low])
    if token.lemma.lower() in CURRENCIES.values():
        return Word("currency", token.lemma.lower())
    if low == "both":
        return Word("number", "2")
    if low in ("last", "final") and token.pos == "ADJ":
        return Word("date", "last")
    if low in QUANTIFIERS or low in AMOUNTS:
        return Word("quantity", AMOUNTS.get(low, low))
    if token.tag == "CD" or low in load_lexicon("number_words"):
        value = load_lexicon("number_words").get(low, low.replace(",", ""))
        return Word("number", f"{value}th" if low in ordinals() and value != "1" else value, low)
    return None


def _may_be_name(token: Token) -> bool:
    """Tell whether a capital letter may be a name's, where the parser saw a noun: such a word is left as it stands."""
    return token.pos == "NOUN" and token.text.istitle() and group_of(token.lemma) == token.lemma.lower()


def _mood_of(token: Token, following: Sequence[Token]) -> tuple[str, bool] | None:
    """Return the grade of certainty that a word gives to what follows; "considered" gives one to a verb alone, and whatever
    governs a verb one of its own ("was asked to").
    """
    low = token.text.lower()
    if low in NEARLY:
        return "nearly", False
    if low in CONDITIONS:
        return CONDITIONS[low], False
    if token.tag == "MD" and token.lemma.lower() == "can":
        return "possible", False
    mood = modality_of(token.lemma) or modality_of(low)
    if mood is None and token.pos in ("VERB", "ADJ") and _governs_next(following):
        return "possible" if token.lemma.lower() in ATTRIBUTED else group_of(token.lemma), False
    if mood is None or token.pos in NO_MOOD.get(token.lemma.lower(), ()):
        return None
    if mood[0] in ("possible", "talks", "duty") and token.pos == "VERB" and not any(map(_is_governed, following)):
        return None
    if low == "going" and following[:1] and following[0].tag == "IN":
        return None
    return grade_of(token.lemma) or grade_of(low) or mood[0], mood[1]


def _governs_next(following: Sequence[Token]) -> bool:
    """Tell whether an infinitive follows, or "to" and a participle ("close to signing")."""
    tags = [token.tag for token in following[:2]]
    return tags[:1] == ["TO"] or (tags[1:] == ["VBG"] and following[0].text == "to")


def _is_governed(token: Token) -> bool:
    return token.tag in ("TO", "VB", "VBG")


def _side_of(word: str, following: Sequence[Token]) -> str | None:
    """Return on which side of a time a preposition puts what happened; some speak of times only beside one."""
    if word in ("by", "through"):
        return SIDES.get(word, word) if following and is_time(following[0]) else None
    return SIDES.get(word)


def _part_of_date(word: str) -> str | None:
    """Return what a word adds to a date, months and days by their number; `None` for "on" and the like."""
    for name in ("months", "weekdays"):
        if (number := load_lexicon(name).get(word.rstrip(".").capitalize())) is not None:
            return f"{name} {number}"
    if word in load_lexicon("number_words"):
        return load_lexicon("number_words")[word]
    return None if word in load_lexicon("function_words") and word != "this" else SAME_DATES.get(word, word)
