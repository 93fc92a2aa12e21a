"""Numbers of a clause with what they count. Token -> (what is counted, value)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_entries
from copydesk.records import Parse, Timex, Token
from copydesk.stages.claims.clauses import Clause
from copydesk.stages.claims.words import group_of

SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
HYPHENS = ("-", "‑")
_SUM = re.compile(r"[A-Z]{1,3}\$?(?P<number>\d[\d,]{0,14}(?:\.\d{1,4})?)(?P<scale>m|mn|bn|tn)?")
"""A currency's letters and a number in one word ("N4.5", "Rs500m")."""
_SHORT = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)(k|mn?|bn?|tn)")
SCALES = {
    "lakh": 10**5,
    "lakhs": 10**5,
    "crore": 10**7,
    "crores": 10**7,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
}


class Numerals(NamedTuple):
    """The tokens of one article that are numbers, and those that stand in a time expression, with what it is."""

    parse: Parse
    numbers: frozenset[int]
    dated: Mapping[int, Sequence[Timex]]


def read_numerals(parse: Parse, timexes: Sequence[Timex]) -> Numerals:
    starts = [token.start for token in parse.tokens]
    dated: dict[int, list[Timex]] = {}
    for timex in timexes:
        for at in range(bisect_left(starts, timex.span.start), bisect_left(starts, timex.span.end)):
            dated.setdefault(at, []).append(timex)
    numbers = [t for t in parse.tokens if _is_number(parse, t) and t.i not in dated]
    return Numerals(parse, frozenset(t.i for t in numbers if not _is_conversion(parse, t)), dated)


def _is_conversion(parse: Parse, number: Token) -> bool:
    """Tell whether a sum stands in brackets behind another one, of which it is the worth in other money ("38 million kroner ($5.3 million)")."""
    before = parse.tokens[max(0, number.i - 4) : number.i]
    bracket = next((token.i for token in before if token.text == "("), None)
    if bracket is None or not any(
        token.tag == "$" or token.text in "$£€¥" for token in parse.tokens[bracket : number.i]
    ):
        return False
    return any(token.tag == "CD" for token in parse.tokens[max(0, bracket - 4) : bracket])


def read_numbers(numerals: Numerals, tokens: Sequence[Token], clause: Clause) -> frozenset[tuple[str, str]]:
    """Return the numbers among `tokens`: ("subject" | "object" | group of the noun counted, value); dates are left out."""
    return frozenset((_slot(numerals.parse, last, clause), value) for last, value in counts(numerals, tokens))


def counts(numerals: Numerals, tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Yield the last token and the value of each number among `tokens` that is no date and nobody's age."""
    for run in _runs(numerals, tokens):
        value = _value_of(run)
        if value is not None and not _is_age(numerals.parse, run[-1]):
            yield run[-1], value


def values_at(numerals: Numerals, tokens: Sequence[Token]) -> dict[int, str | None]:
    """Return the value of each number at its last token, and `None` at the tokens before."""
    found: dict[int, str | None] = {}
    for run in _runs(numerals, tokens):
        found |= {token.i: None for token in run} | {run[-1].i: _value_of(run)}
    return found


def _runs(numerals: Numerals, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of each number, hyphens left out."""
    if numerals.numbers.isdisjoint([token.i for token in tokens]):
        return
    run: list[Token] = []
    for token in tokens:
        if token.text in HYPHENS or token.i in numerals.dated:
            continue
        joined = bool(run) and token.i == run[-1].i + 1 and (token.start == run[-1].end or len(token.text) > 2)
        is_scale = joined and token.text.lower() in SCALES
        is_number = token.i in numerals.numbers
        if is_scale or (is_number and (not run or _follows(numerals.parse, run[-1], token))):
            run.append(token)  # "m" in "£3.4m" is a noun to the parser
            continue
        if run:
            yield run
        run = [token] if is_number else []
    if run:
        yield run


def _is_number(parse: Parse, token: Token) -> bool:
    """Tell whether a token is a number, or a sum with its currency's letters ("N45 billion", but no "G20")."""
    if token.tag == "CD" or (token.dep == "nummod" and token.text.lower() in _cardinals()):
        return True
    if (hit := _SUM.fullmatch(token.text)) is None:
        return False
    following = [after.text.lower() for after in parse.tokens[token.i + 1 : token.i + 2]]
    return "." in hit["number"] or hit["scale"] is not None or not SCALES.keys().isdisjoint(following)


@cache
def _cardinals() -> frozenset[str]:
    return frozenset(entry.form for entry in load_entries("number_words") if entry.note == "cardinal")


def _follows(parse: Parse, one: Token, two: Token) -> bool:
    """Tell whether two number words belong together: side by side, or joined by a hyphen ("thirty-four", but no "4-to-3")."""
    if two.text.startswith("to-"):
        return False
    return two.i == one.i + 1 or (two.i == one.i + 2 and parse.tokens[one.i + 1].text in HYPHENS)


def _value_of(run: Sequence[Token]) -> str | None:
    value, last = 1.0, 1.0
    for token in run:
        given = _SUM.fullmatch(token.text)
        text = f"{given['number']}{given['scale'] or ''}" if given else token.text
        number = _number(text.lower().replace(",", ""))
        if number is None:
            return None
        tens = last in range(20, 100, 10) and number < 10
        value, last = (value / last * (last + number) if tens else value * number), number
    return f"{value:.10g}"


def _number(text: str) -> float | None:
    if text in SCALES:
        return float(SCALES[text])
    if text in _words():
        return _words()[text]
    if (short := _SHORT.fullmatch(text)) is not None:
        return float(short[1]) * SHORT_SCALES[short[2]]
    try:
        return float(text)
    except ValueError:
        return None


@cache
def _words() -> dict[str, float]:
    return {
        entry.form: float(entry.meaning)
        for entry in load_entries("number_words")
        if entry.note in ("cardinal", "scale") and entry.meaning.isdigit()
    }


def _slot(parse: Parse, token: Token, clause: Clause) -> str:
    parts = {clause.subject: "subject", clause.object: "object"}
    if token.i not in parts and (whole := _whole_of(parse, token.i)) is not None:
        token = parse.tokens[whole]  # "the figures of 21 of the 40 cows" are of 21 cows
    elif any(_whole_of(parse, i) == token.i for i in range(max(0, token.i - 3), token.i)):
        return "all"
    governor = parse.tokens[token.head]
    while governor.tag == "CD" and governor.head != governor.i:
        governor = parse.tokens[governor.head]
    named = (parts[i] for i in (governor.i, token.i) if i in parts)
    return next(named, None) or group_of(governor.lemma)


def _whole_of(parse: Parse, number: int) -> int | None:
    """Return the number of all of which a number counts some ("21 of the 40 cows"), or None."""
    behind = parse.tokens[number + 1 : number + 4]
    if parse.tokens[number].tag != "CD" or not behind or behind[0].text.lower() != "of":
        return None
    return (
        next((token.i for token in behind[1:] if token.tag == "CD"), None)
        if all(token.tag in ("CD", "DT", "PRP$", "PDT") or token.i == number + 1 for token in behind[:2])
        else None
    )


def _is_age(parse: Parse, last: Token) -> bool:
    """Tell whether a number is somebody's age ("a 59-year-old", "Ada Brandt, 54,"), which is a description and no count."""
    following = [token.text.lower() for token in parse.tokens[last.i + 1 : last.i + 6]]
    before = parse.tokens[max(0, last.i - 2) : last.i]
    if [token.text for token in before[1:]] == [","] and before[0].pos == "PROPN" and following[:1] in ([","], ["."]):
        return True  # "Ada Brandt, 54, said"
    return "old" in following and following[:1] in (["year"], ["years"], ["-"])
