"""Figures: how many dead, how much money is gone, whatever the verb around the number. Sentence -> Figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_entries, load_lexicon
from copydesk.records import Parse, Sentence, Token
from copydesk.stages.claims.numbers import SCALES, Numerals, counts
from copydesk.stages.claims.words import marks_of
from copydesk.wordnet import is_kind

CURRENCIES = {"£": "pound", "$": "dollar", "€": "euro", "₹": "rupee", "rs": "rupee", "eur": "euro", "usd": "dollar"}
LEAST_SUM = 10_000
"""The least amount, where no sign or scale says so, that is taken for money."""
UPWARDS = 5
"""Steps from a number to the words above it; below each of them, the nearest words that tell the kind are sought."""
NOT_KINDS = frozenset({"limit", "part"})
"""A number allowed, or one of a larger whole, is not the figure that others give."""
LEAST_CROWD = 20
"""A number of people from which on it is told by the number alone, where another sentence says what of them."""
CLAUSES = frozenset({"advcl", "relcl", "ccomp", "parataxis", "conj", "acl", "xcomp", "pcomp"})
REACHING = frozenset({"reach", "hit", "pass", "exceed", "top", "near", "approach"})
_MONTH = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)|$)")
LONG_BEFORE = 2
"""A sentence dated more than so many months before the pile's first article tells of something else."""
MORE = frozenset({"another", "additional", "further", "more", "other"})


class Figure(NamedTuple):
    """A number that tells the size of something: `kind` is "dead", "paid" …, `None` where the
    sentence does not say, and `word` the token that says so.
    """

    at: int
    word: int
    kind: str | None
    unit: str
    value: str

    @property
    def key(self) -> str:
        return f"figure: {self.kind} {self.unit}"


def find_figures(numerals: Numerals, sentence: Sentence) -> Iterator[Figure]:
    """Yield the figures of a sentence; additions ("18 more bodies"), limits and parts of a whole are left out."""
    parse = numerals.parse
    for last, value in counts(numerals, parse.tokens[sentence.first : sentence.last]):
        unit = _currency(parse, last.i, value)
        if not unit and last.head <= last.i > sentence.first and parse.tokens[last.i - 1].pos == "PROPN":
            continue  # "Channel 6", "Flight 93"
        noun = parse.tokens[last.head] if last.dep == "nummod" else last
        beside = {parse.tokens[i].text.lower() for i in (last.i + 1, *parse.children[noun.i]) if i < sentence.last}
        word, kind = _kind(parse, last.i, "money" if unit else "people")
        kind = None if beside & MORE else kind
        if not unit and noun is not last and is_kind(noun.lemma.lower(), "artifact"):
            continue  # "the hospital bought 60 bottles", "the four hospitals"
        if kind in NOT_KINDS or float(value) < 2 or _is_limit(parse, last.i):
            continue
        if noun is last and not (unit or last.dep == "pobj" or parse.tokens[last.head].lemma in REACHING):
            continue
        if last.dep == "pobj" and parse.tokens[parse.tokens[last.head].head].tag == "CD":  # "three of the thirteen"
            continue
        if unit or kind or (float(value) >= LEAST_CROWD and noun.lemma in ("people", "person")):
            yield Figure(last.i, word, kind, unit or "people", value)


def read_figures(numerals: Mapping[str, Numerals]) -> dict[str, list[Figure]]:
    """Return each article's figures; a sum whose kind its sentence does not say has that of the same sum elsewhere."""
    found = {
        article: [f for sentence in one.parse.sentences for f in find_figures(one, sentence)]
        for article, one in sorted(numerals.items())
    }
    known = {(f.unit, f.value): f.kind for figures in found.values() for f in figures if f.kind}
    return {
        article: [f._replace(kind=f.kind or known[f.unit, f.value]) for f in figures if (f.unit, f.value) in known]
        for article, figures in found.items()
    }


def is_figure(predicate: str) -> bool:
    return predicate.startswith("figure: ")


def is_running(key: str) -> bool:
    """Tell whether a figure only grows while a story lasts, such as a death toll."""
    return any(
        key.startswith(f"figure: {entry.meaning} people")
        for entry in load_entries("figure_kinds")
        if "running" in entry.note
    )


def is_long_before(day: str, first: str) -> bool:
    """Tell whether a day lies well before another; both may be partial ("2024-03")."""
    dates = [_MONTH.match(one) for one in (day, first)]
    if dates[0] is None or dates[1] is None:
        return False
    month, months = (
        12 * int(one["year"]) + int(one["month"] or last) for one, last in zip(dates, (12, 1), strict=True) if one
    )
    return months - month > LONG_BEFORE


def is_denied(parse: Parse, index: int) -> bool:
    """Tell whether what holds a number is called false ("the figure of 47 is false", "calls reports of 47 false")."""
    token = parse.tokens[index]
    while token.head != token.i:
        token = parse.tokens[token.head]
        below = [parse.tokens[i] for i in parse.children[token.i]]
        if any("falsehood" in marks_of(one.lemma) for one in below if one.dep not in CLAUSES or one.dep == "ccomp"):
            return True
        if token.dep in ("ccomp", "advcl", "relcl", "parataxis"):
            break
    return False


def _is_limit(parse: Parse, index: int) -> bool:
    """Tell whether a number is what something is licensed for or can hold, by the words above it in its clause."""
    token = parse.tokens[index]
    while token.head != token.i and token.dep not in ("ccomp", "relcl", "conj", "parataxis"):
        if token.dep == "advcl" and all(parse.tokens[i].tag != "TO" for i in parse.children[token.i]):
            return False
        token = parse.tokens[token.head]
        if _meaning(token.lemma) == "limit":
            return True
    return False


def _currency(parse: Parse, index: int, value: str) -> str | None:
    """Return the currency of a number, or the noun that a large sum counts ("21 million crowns")."""
    for before in parse.tokens[max(0, index - 3) : index]:
        if before.text.lower() in CURRENCIES:
            return CURRENCIES[before.text.lower()]
    token = parse.tokens[index]
    head = parse.tokens[token.head]
    is_scale = token.text.lower() in SCALES or float(value) >= LEAST_SUM
    if is_scale and token.dep == "nummod" and head.tag == "NNS" and head.i == index + 1 and not _meaning(head.lemma):
        return head.lemma.lower()
    return None


def _kind(parse: Parse, index: int, noted: str) -> tuple[int, str | None]:
    """Return the nearest word, above a number or below one of those above it, that has a kind, and the kind."""
    current = index
    for _ in range(UPWARDS):
        token = parse.tokens[current]
        for i in _near(parse, current):
            if _is_board(parse, i):
                continue
            kind = _meaning(parse.tokens[i].lemma, noted) or _meaning(parse.tokens[i].text, noted)
            if kind is not None:
                return i, kind
        if token.pos in ("VERB", "AUX"):
            break
        current = token.head
    return index, None


def _is_board(parse: Parse, index: int) -> bool:
    """Tell whether a word is the board of a company ("two members of the board") and not "on board"."""
    token = parse.tokens[index]
    return token.lemma == "board" and token.pos == "NOUN" and parse.tokens[max(0, index - 1)].text.lower() != "on"


def _near(parse: Parse, index: int) -> Iterator[int]:
    """Yield a token and those that hang on it, the nearest first, clauses of their own left out."""
    level = [index]
    for _ in range(5):
        yield from level
        below = [parse.tokens[i] for above in level for i in parse.children[above]]
        level = [token.i for token in below if token.dep not in CLAUSES and not _is_site(parse, token)]


def _is_site(parse: Parse, token: Token) -> bool:
    """Tell whether a word only names a place where something was ("at a hospital", "of St Clare Hospital"): "in hospital" says more."""
    if token.pos == "PROPN":
        return True
    return token.dep == "prep" and token.text.lower() == "at" and parse.tokens[token.head].pos == "NOUN"


def _meaning(word: str, noted: str = "") -> str | None:
    kind = load_lexicon("figure_kinds").get(word.lower())
    return kind if kind is not None and noted in _notes()[word.lower()] else None


@cache
def _notes() -> dict[str, str]:
    return {entry.form: entry.note for entry in load_entries("figure_kinds")}
