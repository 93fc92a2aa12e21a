"""Rules for years alone: "1990", "nineteen ninety-six", "1915-17", "493 BC". Match -> Reading"""

from __future__ import annotations

import re

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.words import A_DIGIT, EDGE, LEFT, TWO_DIGITS, YEAR, read_modifier, read_number

_PREVIOUS_WORD = re.compile(r"(?:^|\W)([A-Za-z]+)[\s-]*$")
PATTERNS = {
    "first_before_christ": r"(?<![\w.,])(?P<number>\d{1,4})(?=\s*(?:[-–]|to|and|or)\s*\d{1,4}\s+B\.?C)",
    "before_christ": rf"{LEFT}(?P<number>\d{{1,4}})\s+(?:B\.C\.(?:E\.)?|BCE?\b)",
    "year": rf"(?:(?<![\w$€£#@/.,])|(?<=[a-z]-)){EDGE}(?P<lead>(?i:the\s+year\s+|fiscal\s+(?:year\s+)?))?{YEAR}(?![-–]?[A-Za-z])",
    "spelled_year": rf"(?i:{LEFT}(?:the\s+year\s+)?(?:(?P<century>eighteen|nineteen|twenty)[-\s](?P<rest>{TWO_DIGITS})|two\s+thousand(?:\s+(?:and\s+)?"
    rf"(?P<since>one|two|three|four|five|six|seven|eight|nine))?(?!\s+(?:\w+\s+)?(?:people|years|troops|dollars|men)))(?![\w-]))",
    "second_year": r"(?<=\d\d\d\d[-–/])(?P<short>\d\d)(?![\w%]|[-–/.,]\d)",
    "short_year": r"(?<!\w)['’](?P<short>\d\d)(?![\w'’])",
}


NEEDS = {
    **dict.fromkeys(("first_before_christ", "before_christ", "year", "second_year", "short_year"), A_DIGIT),
    "spelled_year": frozenset(("eighteen", "nineteen", "twenty", "two")),
}


def read_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read a year in figures, unless it counts something ("1500 troops")."""
    year = int(match["year"])
    following = re.match(r"\s+(\w+)", context.text[match.end() : match.end() + 40])
    if following and following[1].lower() in load_lexicon("counted_nouns") and not match["lead"]:
        return None
    before = context.text[max(0, match.start() - 30) : match.start()]
    word = _PREVIOUS_WORD.search(before)
    has_cue = bool(match["lead"] or match["edge"] or re.search(r"[(–-]\s*$", before)) or (
        word is not None and word[1].lower() in load_lexicon("year_cues")
    )
    if not has_cue and (year < 1500 or year > 2060 or (year < 1900 and not context.is_narrative)):
        return None
    if year < 1500 and word and word[1].lower() in ("about", "around", "than", "for", "to", "of", "with", "the"):
        return None
    return Reading("DATE", match["year"], read_modifier(match))


def read_spelled_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "nineteen ninety-six" and "the year two thousand"."""
    if match["century"]:
        rest = int(read_number(match["rest"]) or 0)
        return Reading("DATE", str(int(read_number(match["century"]) or 0) * 100 + rest)) if rest >= 10 else None
    if not match[0].lower().startswith("the year") and not match["since"]:
        return None
    return Reading("DATE", str(2000 + int(read_number(match["since"] or "") or 0)))


def read_second_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "17" of "1915-17"."""
    first = match.string[match.start() - 5 : match.start() - 1]
    if not "1500" <= first <= "2100" or first[2:] >= match["short"]:
        return None
    return Reading("DATE", first[:2] + match["short"])


def read_short_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "'98": the nearest such year that is not to come."""
    base = context.parts()
    if base is None:
        return None
    year = base.year // 100 * 100 + int(match["short"])
    return Reading("DATE", str(year if year <= base.year + 5 else year - 100))


def read_before_christ(match: re.Match[str], context: Context) -> Reading | None:
    """Read "493 BC"."""
    return Reading("DATE", f"BC{int(match['number']):04d}")


READERS = {
    "first_before_christ": read_before_christ,
    "before_christ": read_before_christ,
    "year": read_year,
    "spelled_year": read_spelled_year,
    "second_year": read_second_year,
    "short_year": read_short_year,
}
