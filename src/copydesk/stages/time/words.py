"""The pieces that patterns of time are made of, and what their words mean. Lexicons -> patterns, numbers"""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.lexicon import load_entries, load_lexicon


def one_of(forms: Iterable[str]) -> str:
    """Return a pattern for any of the forms, longest first; a space stands for any white space."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in ordered)


def _forms(lexicon: str, note: str) -> list[str]:
    return [entry.form for entry in load_entries(lexicon) if entry.note == note]


def words_of(forms: Iterable[str]) -> frozenset[str]:
    """Return the longest word of each form, in small letters: where none of them stands, no form does."""
    return frozenset(max(_WORD.findall(form.lower()), key=len) for form in forms)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, and "0" where there is a digit."""
    return frozenset(_WORD.findall(text.lower())) | (A_DIGIT if _DIGIT.search(text) else frozenset())


_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
A_DIGIT = frozenset("0")
MONTHS = words_of(load_lexicon("months"))
WEEKDAYS = words_of(load_lexicon("weekdays"))
PARTS_OF_DAY = words_of(load_lexicon("parts_of_day"))
UNITS = words_of(load_lexicon("time_units"))
ORDINALS = words_of(_forms("number_words", "ordinal")) | {"final", "last", "st", "nd", "rd", "th"}
_FULL_MONTHS = one_of(_forms("months", "full"))
_SHORT_MONTHS = one_of(_forms("months", "short"))
MONTH = rf"(?P<month>(?:{_FULL_MONTHS})\b|(?:{_SHORT_MONTHS})\b\.?)"
"""A month's name, capitalised: "may" is a verb."""
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|\s*percent)"
YEAR = r"(?P<year>1\d\d\d|20\d\d)(?![\d%]|[,.]\d)"
WEEKDAY = rf"(?P<weekday>(?:{one_of(_forms('weekdays', 'full'))})\b|(?:{one_of(_forms('weekdays', 'short'))}))"
PART_OF_DAY = rf"(?P<part>{one_of(load_lexicon('parts_of_day'))})\b"
SEASON = rf"(?P<season>{one_of(load_lexicon('seasons'))})\b"
HOLIDAY = rf"(?P<holiday>{one_of(load_lexicon('holidays'))})\b"
UNIT = rf"(?P<unit>{one_of(load_lexicon('time_units'))})\b"
SINGULAR = rf"(?P<unit>{one_of(_forms('time_units', 'singular'))})\b"
PLURAL = rf"(?P<unit>{one_of(_forms('time_units', 'plural'))})\b"
_CARDINAL = one_of(_forms("number_words", "cardinal"))
_SCALE = one_of(_forms("number_words", "scale"))
_VAGUE = one_of(_forms("number_words", "vague"))
ORDINAL = rf"(?P<ordinal>{one_of([*_forms('number_words', 'ordinal'), 'final', 'last'])}|\d{{1,2}}(?:st|nd|rd|th))"
TWO_DIGITS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|\w{3,5}teen"
WORD_NUMBER = rf"(?:{_CARDINAL})(?:[-\s](?:{_CARDINAL}|{_SCALE})){{0,4}}|an?\s+(?:{_SCALE})"
DIGITS = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?(?:[-\s]\d/\d)?"
HALF = r"(?:\s+and\s+a\s+(?:half|quarter))?"
COUNT = (
    rf"(?P<count>(?:{DIGITS}|{WORD_NUMBER}|a\s+couple(?:\s+of)?|a\s+half[-\s]dozen|half\s+an?|"
    rf"(?:a\s+(?:good\s+)?|the\s+)?(?:{_VAGUE})){HALF})"
)
ABOUT = (
    r"(?i:(?P<about>nearly|almost|about|around|approximately|roughly|some|more\s+than|less\s+than|fewer\s+than|at\s+least|"
    r"at\s+most|up\s+to|over|under|no\s+more\s+than|no\s+less\s+than|just\s+over|just\s+under)\s+)?"
)
EDGE = (
    r"(?i:(?P<edge>(?:the\s+)?(?:early|mid|late)(?:-|\s+)(?:in\s+)?|the\s+(?:very\s+)?(?:beginning|start|middle|end)\s+of\s+|"
    r"(?:earlier|later)\s+(?:in\s+)?)(?:the\s+)?)?"
)
LEFT = r"(?<![\w$€£#@/.])"
"""What must not stand before a time expression that begins with a number or a word."""
_EDGES = {
    "early": "START", "beginning": "START", "start": "START", "earlier": "START",
    "mid": "MID", "middle": "MID",
    "late": "END", "later": "END", "end": "END",
}  # fmt: skip
_ABOUTS = {
    "less": "LESS_THAN", "fewer": "LESS_THAN", "nearly": "LESS_THAN", "almost": "LESS_THAN", "under": "LESS_THAN",
    "more": "MORE_THAN", "over": "MORE_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS", "up": "EQUAL_OR_LESS",
}  # fmt: skip


def level(text: str) -> str:
    """Return words in small letters with single spaces and straight apostrophes, as the lexicons hold them."""
    return re.sub(r"\s+", " ", text.replace("’", "'")).strip().lower()


def read_modifier(match: re.Match[str]) -> str | None:
    """Return the TIMEX3 modifier that the words before a time expression give ("early", "more than")."""
    groups = match.groupdict()
    for name, table, fallback in (("edge", _EDGES, None), ("about", _ABOUTS, "APPROX")):
        if groups.get(name):
            words = re.findall(r"[a-z]+", groups[name].lower())
            return next((table[word] for word in words if word in table), fallback)
    return None


def month_number(form: str) -> int:
    """Return 1 to 12 for a month's name, short or full."""
    return int(load_lexicon("months")[form.rstrip(".").capitalize()])


def weekday_number(form: str) -> int:
    """Return 0 to 6 for a weekday's name, Monday first."""
    return int(load_lexicon("weekdays")[form.capitalize()])


def unit_code(form: str) -> str:
    """Return the code of a unit of time: Y, M, W, D, Q, TH, TM, TS, or a multiple ("10Y" for a decade)."""
    return load_lexicon("time_units")[level(form)]


def unit_size(form: str) -> tuple[int, str]:
    """Return how many of which plain unit a unit of time is: a decade is (10, "Y")."""
    code = unit_code(form)
    digits = re.match(r"\d*", code)[0]  # type: ignore[index]
    return int(digits or 1), code[len(digits) :]


def read_number(text: str) -> float | None:
    """Return the number that words or digits name; None for a vague one ("a few", "several")."""
    words = level(text).replace(",", "")
    half = 0.0
    if found := re.search(r" and a (half|quarter)$", words):
        half, words = (0.5 if found[1] == "half" else 0.25), words[: found.start()]
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)(?:[- ](\d)/(\d))?", words):
        part = int(found[2]) / int(found[3]) if found[2] and int(found[3]) else 0.0
        return float(found[1]) + part + half
    if words.startswith("half a"):
        return 0.5
    if words.startswith("a couple"):
        return 2.0
    if words.startswith("a half"):
        return 6.0
    value = _read_words(re.split(r"[-\s]", words))
    return None if value is None else value + half


def _read_words(words: list[str]) -> float | None:
    lexicon, scales = load_lexicon("number_words"), set(_forms("number_words", "scale"))
    total, current = 0, 0
    for word in words:
        meaning = lexicon.get(word, "1" if word in ("a", "an") else "X")
        if meaning == "X":
            return None
        if word not in scales:
            current += int(meaning)
        else:
            current = max(current, 1) * int(meaning)
            if int(meaning) >= 1000:
                total, current = total + current, 0
    return float(total + current)


def read_ordinal(text: str) -> int:
    """Return the number of an ordinal, in words or digits; "last" and "final" count as the fourth of four quarters."""
    words = level(text)
    if digits := re.match(r"\d+", words):
        return int(digits[0])
    return int(load_lexicon("number_words").get("final" if words == "last" else words, "1"))
