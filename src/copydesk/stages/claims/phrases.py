"""Phrases of several words that count as one where two wordings are compared, and what begins a number or a time. Token -> Word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Token
from copydesk.stages.claims.figures import CURRENCIES
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import bound_of, negating_phrases, ordinals

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
NEAR_DEEDS = (
    "on course to",
    "on track to",
    "in line to",
    "on brink of",
    "on verge of",
    "on cusp of",
    "on way to",
    "about to",
)
"""Phrases before a deed that is still to come."""
NO_DENIALS = ("no doubt", "no wonder", "nothing but", "none other than", "no matter")
"""Phrases that deny nothing, whatever their words."""
PARTS = {"33%": 100 / 3, "25%": 25, "20%": 20, "10%": 10}
"""Fractions of which several may be told ("two-thirds"), in hundredths."""
SPANS: dict[tuple[str, ...], str] = {
    ("10", "year"): "decade",
    ("100", "year"): "century",
    ("2", "week"): "fortnight",
    ("14", "day"): "fortnight",
}
"""Spans of time that have a word of their own."""
SOON = {"not long": "shortly"}
"""Phrases for how soon, by the word that they are compared by."""
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
        if word.kind in ("side", "factor", "negation", "modality", "") or _bounds(tokens, at, size):
            return Phrase(word, size)
        if found[0] in ("no", "not") and found[-1] == "than":  # "no more than a fraction"
            return Phrase(Word("", "only"), size)
    return None


def _bounds(tokens: Sequence[Token], at: int, size: int) -> bool:
    """Tell whether a number follows a phrase, or goes before it ("or more")."""
    if tokens[at].text.lower() == "or":
        return at > 0 and tokens[at - 1].tag == "CD"
    return begins_number(tokens[at + size : at + size + 2])


@cache
def _phrases() -> dict[str, list[tuple[int, dict[tuple[str, ...], Word]]]]:
    """Return the phrases by their first word, the longest first."""
    lists = {
        "bound": load_lexicon("number_bounds"),
        "side": SIDES,
        "factor": FACTORS,
        "negation": dict.fromkeys(negating_phrases(), "not"),
        "modality": dict.fromkeys(NEAR_DEEDS, "plan"),
        "": {form: form for form in NO_DENIALS} | SOON,
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
        elif (
            [one.kind for one in found[-2:]] == ["number", "number"] and word.text in PARTS and found[-2].text in "234"
        ):
            found[-2:] = [Word("number", f"{round(int(found[-2].text) * PARTS[word.text])}%")]  # "three-quarters"
        elif span := SPANS.get(tuple(one.text for one in found[-2:])):
            found[-2:] = [Word("date", span)]
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


def begins_number(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens begin with a number that is no date, or with its currency or bound."""
    low = tokens[0].text.lower() if tokens else ""
    if low in CURRENCIES or bound_of(low) is not None:
        return any(token.tag == "CD" for token in tokens[1:])
    return bool(tokens) and tokens[0].tag == "CD" and not is_time(tokens[0])


def is_time(token: Token) -> bool:
    """Tell whether a token names a time by itself: a month, a weekday, a year, a span of time."""
    name = token.text.rstrip(".").capitalize()
    known = any(name in load_lexicon(names) for names in ("months", "weekdays"))
    return known or _YEAR.fullmatch(token.text) is not None or unit_of(token) is not None


def unit_of(token: Token) -> str | None:
    """Return the span of time that a token names ("weeks")."""
    lemma = token.lemma.lower()
    return lemma if lemma in load_lexicon("time_units") else None
