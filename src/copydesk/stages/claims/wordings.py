"""A token as it counts where two wordings are compared: its kind, and the text that must not differ. Token -> Word."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.figures import CURRENCIES
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import bound_of, grade_of, group_of, is_negator, modality_of, names_office

CONDITIONS = frozenset({"if", "unless", "whether"})
SO_MANY = {"much": "<", "many": "<", "few": ">", "little": ">"}
"""What "as much as" says of the number after it."""
FRACTIONS = frozenset({"half", "third", "quarter", "fifth", "tenth"})
FACTORS = {"percent": "percent", "%": "percent", "half": "half", "each": "each", "every": "each", "apiece": "each"}
"""Words that make another number of the one beside them, though nothing stands in their place ("90 percent of", "90 of")."""
QUANTIFIERS = frozenset(
    {
        "all", "both", "few", "many", "most", "several", "some", "once", "twice", "thrice",
        "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    }
)  # fmt: skip
SIDES = {
    "before": "before",
    "until": "before",
    "till": "before",
    "after": "after",
    "since": "after",
    "starting": "after",
}
"""On which side of a time a preposition puts what happened."""
STEPS = frozenset({"to", "by"})
"""Before a number: what something came to, and by how much it changed."""
SEXES = {"he": "he", "him": "he", "his": "he", "himself": "he"} | dict.fromkeys(
    ("she", "her", "hers", "herself"), "she"
)


def word_of(token: Token, following: Sequence[Token], dated: bool, entity: str | None) -> Word:
    """Return a token as it counts in a comparison: its kind, and the text that must not differ."""
    low = token.text.lower()
    mood = _mood_of(token, following)
    counted = any(after.tag == "CD" or after.text.lower() in FRACTIONS for after in following)
    number = _number_of(token, following, counted)
    put_off = low == "yet" and following[:1] and following[0].tag == "TO"  # "has yet to resign"
    if is_negator(token) or put_off or (mood is not None and mood[1]):
        return Word("negation", "not")
    if dated and (part := _part_of_date(low)):
        return Word("date", part)
    if number is not None:
        return number
    if side := SIDES.get(low):
        return Word("side", side)
    if token.lemma.lower() in load_lexicon("time_units"):
        return Word("date", token.lemma.lower())
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or low)
    if low in SEXES:
        return Word("sex", SEXES[low])
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0])
    return Word("", low if _may_be_name(token) else group_of(token.lemma))


def _number_of(token: Token, following: Sequence[Token], counted: bool) -> Word | None:
    """Return a word of number, of its bound, of the step that it is, or of its currency."""
    low = token.text.lower()
    if counted and low in SO_MANY and following[0].text.lower() == "as":
        return Word("bound", SO_MANY[low])
    if low in FACTORS:
        return Word("factor", FACTORS[low])
    if low in FRACTIONS and following[:1] and following[0].text.lower() == "of":
        return Word("number", low)
    if low in STEPS and counted:
        return Word("step", low)
    if counted and (bound := bound_of(low)):
        return Word("bound", bound)
    if low in CURRENCIES:
        return Word("", CURRENCIES[low])
    if low in QUANTIFIERS:
        return Word("quantity", low)
    if token.tag == "CD" or low in load_lexicon("number_words"):
        return Word("number", load_lexicon("number_words").get(low, low.replace(",", "")))
    return None


def _may_be_name(token: Token) -> bool:
    """Tell whether a capital letter may be a name's, where the parser saw a noun: such a word is left as it stands."""
    return token.pos == "NOUN" and token.text.istitle() and group_of(token.lemma) == token.lemma.lower()


def _mood_of(token: Token, following: Sequence[Token]) -> tuple[str, bool] | None:
    """Return the grade of certainty that a word gives to what follows; "considered" gives one to a verb alone, and whatever
    governs a verb one of its own ("was asked to").
    """
    low = token.text.lower()
    if low in CONDITIONS:
        return "condition", False
    if token.tag == "MD" and token.lemma.lower() == "can":
        return "possible", False
    mood = modality_of(token.lemma) or modality_of(low)
    if mood is None and token.pos in ("VERB", "ADJ") and _governs_next(following):
        return group_of(token.lemma), False
    if mood is None or (mood[0] == "possible" and token.pos == "VERB" and not any(map(_is_governed, following))):
        return None
    return grade_of(token.lemma) or grade_of(low) or mood[0], mood[1]


def _governs_next(following: Sequence[Token]) -> bool:
    """Tell whether an infinitive follows, or "to" and a participle ("close to signing")."""
    tags = [token.tag for token in following[:2]]
    return tags[:1] == ["TO"] or (tags[1:] == ["VBG"] and following[0].text == "to")


def _is_governed(token: Token) -> bool:
    return token.tag in ("TO", "VB", "VBG")


def _part_of_date(word: str) -> str | None:
    """Return what a word adds to a date, months and days by their number; `None` for "on" and the like."""
    for name in ("months", "weekdays"):
        if (number := load_lexicon(name).get(word.rstrip(".").capitalize())) is not None:
            return f"{name} {number}"
    return None if word in load_lexicon("function_words") and word != "this" else word
