"""A token as it counts where two wordings are compared: its kind, and the text that must not differ. Token -> Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from copydesk import wordnet
from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.figures import CURRENCIES
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import (
    bound_of,
    grade_of,
    group_of,
    is_negator,
    modality_of,
    names_office,
    negating_phrases,
    ordinals,
)

CONDITIONS = {"if": "condition", "whether": "condition", "unless": "unless"}
PARTS = {"NOUN": "n", "VERB": "v", "ADJ": "a", "ADV": "r"}
FRACTIONS = {"half": "50%", "third": "33%", "quarter": "25%", "fifth": "20%", "tenth": "10%"}
MOST_PARTS = 10
"""Of so many parts at most a share is told in words ("nine in ten")."""
FACTORS = {
    "percent": "percent",
    "per cent": "percent",
    "%": "percent",
    "half": "half",
    "each": "each",
    "every": "each",
    "apiece": "each",
}
"""Words that make another number of the one beside them, though nothing stands in their place ("90 percent of", "90 of")."""
QUANTIFIERS = frozenset(
    {
        "all", "few", "many", "most", "several", "some", "once", "twice", "thrice",
        "double", "triple", "quadruple", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    }
)  # fmt: skip
AMOUNTS = {
    "bulk": "most",
    "couple": "couple",
    "fraction": "fraction",
    "handful": "few",
    "majority": "most",
    "minority": "minority",
}
NEARLY = frozenset({"almost", "nearly", "practically", "virtually"})
"""Before anything but a number: what follows was not reached ("almost lost")."""
ATTRIBUTED = frozenset(
    {"allege", "believe", "claim", "report", "rumor", "rumour", "say", "suspect", "think", "understand"}
)
"""Verbs that, with an infinitive, leave what follows to others ("is said to have left")."""
SIDES = {
    "before": "before",
    "until": "before",
    "till": "before",
    "after": "after",
    "since": "after",
    "starting": "after",
    "through": "before",
    "ahead of": "before",
    "during": "during",
    "following": "after",
    "in advance of": "before",
    "in the wake of": "after",
    "prior to": "before",
}
"""On which side of a time a preposition puts what happened."""
NO_DENIALS = ("no doubt", "no wonder", "nothing but", "none other than", "no matter")
"""Phrases that deny nothing, whatever their words."""
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
SEXES = (
    {"he": "he", "him": "he", "his": "he", "himself": "he"}
    | dict.fromkeys(("she", "her", "hers", "herself"), "she")
    | dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they")
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


class Phrase(NamedTuple):
    """Words that count as one, and how many they are."""

    word: Word
    size: int


def phrase_at(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Return the phrase of several words that begins at a token and bounds a number or says on which side of a time."""
    for size, forms in _phrases().get(tokens[at].lemma.lower(), _phrases().get(tokens[at].text.lower(), ())):
        found = tuple(token.text.lower() for token in tokens[at : at + size])
        if (word := forms.get(found) or forms.get((tokens[at].lemma.lower(), *found[1:]))) is None:
            continue
        if word.kind in ("side", "factor", "negation", "") or _bounds(tokens, at, size):
            return Phrase(word, size)
        if found[0] in ("no", "not") and found[-1] == "than":  # "no more than a fraction"
            return Phrase(Word("", "only"), size)
    return None


def _bounds(tokens: Sequence[Token], at: int, size: int) -> bool:
    """Tell whether a number follows a phrase, or goes before it ("or more")."""
    if tokens[at].text.lower() == "or":
        return at > 0 and tokens[at - 1].tag == "CD"
    return _begins_number(tokens[at + size : at + size + 2])


@cache
def _phrases() -> dict[str, list[tuple[int, dict[tuple[str, ...], Word]]]]:
    """Return the phrases by their first word, the longest first."""
    lists = {
        "bound": load_lexicon("number_bounds"),
        "side": SIDES,
        "factor": FACTORS,
        "negation": dict.fromkeys(negating_phrases(), "not"),
        "": {form: form for form in NO_DENIALS},
    }
    known = [(kind, *pair) for kind, forms in lists.items() for pair in forms.items()]
    found: dict[str, dict[int, dict[tuple[str, ...], Word]]] = {}
    for kind, form, meaning in known:
        words = tuple(form.split())
        if len(words) > 1:
            found.setdefault(words[0], {}).setdefault(len(words), {})[words] = Word(kind, meaning)
    return {first: sorted(sizes.items(), reverse=True) for first, sizes in found.items()}


def shares(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return a wording with its shares of a whole as one word each ("60 percent", "three in five")."""
    found: list[Word] = []
    for word in words:
        found.append(word)
        if (
            [one.kind for one in found[-2:]] == ["factor", "number"]
            and found[-2].text == "half"
            and word.text.isdigit()
        ):
            found[-2:] = [Word("number", f"{int(word.text) / 2:.10g}")]  # "half a dozen"
        elif [one.kind for one in found[-2:]] == ["number", "factor"] and word.text == "percent":
            found[-2:] = [Word("number", f"{found[-2].text}%")]
        elif [one.text for one in found[-2:]] == ["10", "year"]:
            found[-2:] = [Word("date", "decade")]
        elif word.kind == "number" and (share := _share(found[-4:])) is not None:
            found[-share.size :] = [share.word]
    return tuple(found)


def _share(words: Sequence[Word]) -> Phrase | None:
    """Return the share of a whole that the last of some words end ("two out of three"); of greater numbers it is none."""
    between = [word.text for word in words[-3:-1]]
    first = words[-4:-3] if between == ["out", "of"] else words[-3:-2]
    if not (between == ["out", "of"] or between[1:] in (["in"], ["of"])) or [one.kind for one in first] != ["number"]:
        return None
    part, whole = (int(one.text) if one.text.isdigit() else 0 for one in (first[0], words[-1]))
    if not 0 < part < whole <= MOST_PARTS or first[0].lemma in ordinals():
        return None
    return Phrase(Word("number", f"{round(100 * part / whole)}%"), 4 if between[0] == "out" else 3)


def word_of(token: Token, following: Sequence[Token], dated: bool, entity: str | None) -> Word:
    """Return a token as it counts in a comparison: its kind, and the text that must not differ."""
    low = token.text.lower()
    mood = _mood_of(token, following)
    counted = any(after.tag == "CD" or after.text.lower() in FRACTIONS for after in following)
    number = _number_of(token, following, counted)
    put_off = low == "yet" and following[:1] and following[0].text == "to"  # "has yet to resign"
    if is_negator(token) or put_off or (mood is not None and mood[1]):
        return Word("negation", "not")
    if dated and (part := _part_of_date(_unit_of(token) or low)):
        return Word("date", part)
    if number is not None:
        return number
    if side := _side_of(low, following):
        return Word("side", side)
    if (unit := _unit_of(token)) is not None:
        return Word("date", unit)
    if entity is not None or (token.pos in ("PROPN", "ADJ") and token.text[:1].isupper() and not names_office(low)):
        return Word("name", entity or group_of(low), low)
    if low in SEXES:
        return Word("sex", SEXES[low])
    lemma, part = token.lemma.lower(), PARTS.get(token.pos, "")
    if part == "v" and following and wordnet.senses(pair := f"{lemma} {following[0].lemma.lower()}", "v"):
        lemma = pair  # "take up"
    if mood is not None and mood[0] != "actual":
        return Word("modality", mood[0], lemma, part)
    return Word("", low if _may_be_name(token) else group_of(lemma), lemma, part)


def _number_of(token: Token, following: Sequence[Token], counted: bool) -> Word | None:
    """Return a word of number, of its bound, of the step that it is, or of its currency."""
    low = token.text.lower()
    if low in FRACTIONS and following[:1] and following[0].text.lower() == "of":
        return Word("number", FRACTIONS[low])
    if low in FACTORS:
        return Word("factor", FACTORS[low])
    if low in STEPS and _begins_number(following):
        return Word("step", low)
    if counted and (bound := bound_of(low)):
        return Word("bound", bound)
    if low in CURRENCIES:
        return Word("currency", CURRENCIES[low])
    if token.lemma.lower() in CURRENCIES.values():
        return Word("currency", token.lemma.lower())
    if low == "both":
        return Word("number", "2")
    if low in ("last", "final") and token.pos == "ADJ":
        return Word("number", "last")
    if low in QUANTIFIERS or low in AMOUNTS:
        return Word("quantity", AMOUNTS.get(low, low))
    if token.tag == "CD" or low in load_lexicon("number_words"):
        return Word("number", load_lexicon("number_words").get(low, low.replace(",", "")), low)
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
        return SIDES.get(word, word) if following and _is_time(following[0]) else None
    return SIDES.get(word)


def _begins_number(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens begin with a number that is no date, or with its currency or bound."""
    low = tokens[0].text.lower() if tokens else ""
    if low in CURRENCIES or bound_of(low) is not None:
        return any(token.tag == "CD" for token in tokens[1:])
    return bool(tokens) and tokens[0].tag == "CD" and not _is_time(tokens[0])


def _is_time(token: Token) -> bool:
    """Tell whether a token names a time by itself: a month, a weekday, a year, a span of time."""
    name = token.text.rstrip(".").capitalize()
    known = any(name in load_lexicon(names) for names in ("months", "weekdays"))
    return known or _YEAR.fullmatch(token.text) is not None or _unit_of(token) is not None


def _unit_of(token: Token) -> str | None:
    lemma = token.lemma.lower()
    return lemma if lemma in load_lexicon("time_units") else None


def _part_of_date(word: str) -> str | None:
    """Return what a word adds to a date, months and days by their number; `None` for "on" and the like."""
    for name in ("months", "weekdays"):
        if (number := load_lexicon(name).get(word.rstrip(".").capitalize())) is not None:
            return f"{name} {number}"
    if word in load_lexicon("number_words"):
        return load_lexicon("number_words")[word]
    return None if word in load_lexicon("function_words") and word != "this" else {"past": "last"}.get(word, word)
