"""Rules for durations, sets and vague references: "two weeks", "the past five years", "every day", "now". Match -> Reading"""

from __future__ import annotations

import re

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.words import (
    ABOUT,
    COUNT,
    LEFT,
    PART_OF_DAY,
    PLURAL,
    UNIT,
    UNITS,
    level,
    one_of,
    read_modifier,
    read_number,
    unit_size,
    words_of,
)  # fmt: skip

_WHICH = r"(?:(?:the\s+)?(?:last|past|next|first|final|coming|previous|following|preceding|subsequent|opening|initial)\s+|the\s+(?=(?:\w+)\s+(?:months|weeks|years|quarters)\b))?"
_KIND = r"(?:[-\s](?:more|trading|business|working|calendar|consecutive|straight|full|fiscal|additional|long))?"
PATTERNS = {
    "duration": rf"(?i:{LEFT}(?:{ABOUT}(?!the\s|last\s|past\s|next\s)|(?=the\s|last\s|past\s|next\s|first\s|final\s)){_WHICH}{COUNT}{_KIND}(?:-|\s+){UNIT}(?:-long)?(?!-old|\s+old\b))",
    "duration_of_one": rf"(?i:{LEFT}(?:{ABOUT}(?!the\s)|(?=the\s))(?:an?|another|an\s+additional|a\s+full|an\s+entire|one\s+full|the\s+past|the\s+last|the\s+next)\s+"
    r"(?P<unit>minute|hour|day|week|month|year|decade|century|fortnight|quarter-century)(?P<half>\s+and\s+a\s+half)?(?![\w-]))",
    "half": rf"(?i:{LEFT}{ABOUT}half\s+an?\s+(?P<unit>hour|century|year|decade|day))",
    "vague_duration": rf"(?i:{LEFT}(?:the\s+)?(?P<which>recent|coming|past|future)\s+{PLURAL})",
    "for_units": rf"(?i:(?:(?<=\bfor\s)|(?<=\bfor\smany\s)|(?<=\bin\s)|(?<=\bover\s)){PLURAL})",
    "units_ago": rf"(?i:{LEFT}{PLURAL}\s+ago\b)",
    "set": rf"(?i:{LEFT}(?P<each>every|each|per)\s+(?:(?P<skip>other|second)\s+)?(?:{COUNT}\s+)?(?P<unit>minute|hour|day|week|"
    r"weekend|month|quarter|year|days|weeks|months|years|hours|minutes)(?!\w))",
    "set_part": rf"(?i:{LEFT}(?:every|each)\s+{PART_OF_DAY})",
    "daily": rf"(?i:{LEFT}(?P<word>daily|hourly|weekly|monthly|yearly|nightly)(?![\w-]))",
    "long": r"(?i:(?<![\w-])(?P<unit>day|week|month|year|decade)-long\b)",
    "then": r"(?i:\b(?:(?P<now>at\s+this\s+(?:time|point)|for\s+(?P<being>the\s+time\s+being))|(?:at|around)\s+(?:that|the)\s+time|"
    r"(?:during|by|in|throughout)\s+(?:this|that)\s+(?:time|period))\b(?!\s+(?:of|when|that|to|the)\b))",
    "at_night": r"(?i:(?<=\bat\s)night\b)",
    "reference": rf"(?i:{LEFT}(?P<word>{one_of(load_lexicon('time_references'))})(?![\w-]|\s+of\b))",
}
_EACH = frozenset(("every", "each", "per"))
NEEDS = {
    **dict.fromkeys(("duration", "duration_of_one", "vague_duration", "for_units", "units_ago"), UNITS),
    "half": frozenset(("half",)),
    **dict.fromkeys(("set", "set_part"), _EACH),
    "daily": frozenset(("daily", "hourly", "weekly", "monthly", "yearly", "nightly")),
    "long": frozenset(("long",)),
    "then": frozenset(("time", "point", "period")),
    "at_night": frozenset(("night",)),
    "reference": words_of(load_lexicon("time_references")),
}
_FREQUENCY = {
    "daily": "P1D", "hourly": "PT1H", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
    "nightly": "XXXX-XX-XXTNI",
}  # fmt: skip


def write_duration(count: float | None, unit: str) -> str:
    """Return the ISO form of so many units ("P3M", "PT2H", "PXY"); halves of a year, month or hour as the next smaller unit."""
    size, code = unit_size(unit)
    prefix, letter = ("PT", code[1]) if code.startswith("T") else ("P", code)
    if letter == "Q":
        size, letter = 3, "M"
    if count is None:
        return f"{prefix}X{letter if size == 1 or letter == 'M' else 'E' if size == 10 else 'C'}"
    total = count * size
    whole, rest = int(total), total - int(total)
    smaller = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S") if prefix == "PT" else (30, "D")}.get(letter)
    if not rest or smaller is None:
        return f"{prefix}{total:g}{letter}"
    return prefix + (f"{whole}{letter}" if whole else "") + f"{round(rest * smaller[0])}{smaller[1]}"


def read_duration(match: re.Match[str], context: Context) -> Reading | None:
    """Read "two weeks", "the past five years", "23-year-old"."""
    count, unit = read_number(match["count"]), level(match["unit"])
    if unit == "second" or (unit in ("min", "sec") and count is None):
        return None
    if unit in ("quarter", "quarters") and match["count"].lower() in ("first", "second"):
        return None
    is_compact = "-" in match[0][match.end("count") - match.start() : match.end("unit") - match.start()]
    if (
        count not in (None, 1.0)
        and not unit.endswith("s")
        and unit not in ("centuries", "millennia")
        and not is_compact
    ):
        following = re.match(r"\s+(?:old\b|[a-z])", context.text[match.end() : match.end() + 6])
        if following is None:  # "the 14 year," is broken text; "a five year low" is not
            return None
    if unit.startswith("quarter") and (is_compact or re.match(r"\s+of\b", context.text[match.end() : match.end() + 5])):
        return None  # "three-quarters of the votes"
    if unit in ("quarter", "century") and count == 1.0:
        return None
    if count is not None and count >= 1000 and not unit.endswith("s"):
        return None
    return Reading("DURATION", write_duration(count, unit), read_modifier(match))


def read_duration_of_one(match: re.Match[str], context: Context) -> Reading | None:
    """Read "a year", "another week", "the past month"; after a number or a price it tells how often ("$5 a day")."""
    before = context.text[max(0, match.start() - 24) : match.start()]
    unit = match["unit"]
    if level(unit) == "quarter-century":
        return Reading("DURATION", "P25Y", read_modifier(match))
    count = 1.5 if match["half"] else 1.0
    value = write_duration(count, unit)
    is_rate = re.match(r"an?\s", match[0], re.I) and re.search(
        r"(?:\d[\d,.]*|times|once|twice|percent|%|million|billion|cents|hours|days|dollars)\s+$", before
    )
    return Reading("SET" if is_rate else "DURATION", value, read_modifier(match))


def read_half(match: re.Match[str], context: Context) -> Reading | None:
    """Read "half an hour"."""
    return Reading("DURATION", write_duration(0.5, match["unit"]), read_modifier(match))


def read_vague_duration(match: re.Match[str], context: Context) -> Reading | None:
    """Read "recent years", "for months"."""
    which = level(match.groupdict().get("which") or "")
    if which == "coming":
        return Reading("DATE", "FUTURE_REF")
    return Reading("DURATION", write_duration(None, match["unit"]))


def read_units_ago(match: re.Match[str], context: Context) -> Reading | None:
    """Read "years ago"."""
    return Reading("DATE", "PAST_REF")


def read_long(match: re.Match[str], context: Context) -> Reading | None:
    """Read "year-long"."""
    return Reading("DURATION", write_duration(1.0, match["unit"]))


def read_then(match: re.Match[str], context: Context) -> Reading | None:
    """Read "at that time" and "during this period" of a narrative as the date last told, "at this time" as the present."""
    if not context.is_narrative:
        return None
    return Reading("DATE", "PRESENT_REF" if match["now"] else context.told or "PAST_REF", None, context.told)


def read_at_night(match: re.Match[str], context: Context) -> Reading | None:
    """Read the "night" of "at night"."""
    return Reading("SET", "XXXX-XX-XXTNI")


def read_set(match: re.Match[str], context: Context) -> Reading | None:
    """Read "every day", "every other week", "every three months"."""
    count = read_number(match["count"]) if match["count"] else 1.0
    if count is None:
        return None
    unit = level(match["unit"])
    if unit == "weekend":
        return Reading("SET", "XXXX-WXX-WE")
    return Reading("SET", write_duration(count * (2 if match["skip"] else 1), unit))


def read_set_part(match: re.Match[str], context: Context) -> Reading | None:
    """Read "every morning"."""
    return Reading("SET", f"XXXX-XX-XXT{load_lexicon('parts_of_day')[level(match['part'])]}")


def read_daily(match: re.Match[str], context: Context) -> Reading | None:
    """Read "daily"; a newspaper's name ("the Daily …") is no time."""
    if match[0][0].isupper():
        return None
    return Reading("SET", _FREQUENCY[match["word"].lower()])


def read_reference(match: re.Match[str], context: Context) -> Reading | None:
    """Read "now", "recently", "the future"."""
    word = level(match["word"])
    after = context.text[match.end() : match.end() + 24]
    if word == "the past" and re.match(
        r"\s+(?:\w+\s+){0,2}(?:years?|months?|weeks?|days?|decades?|season|century)", after
    ):
        return None
    return Reading("DATE", load_lexicon("time_references")[word])


READERS = {
    "duration": read_duration,
    "duration_of_one": read_duration_of_one,
    "half": read_half,
    "vague_duration": read_vague_duration,
    "for_units": read_vague_duration,
    "units_ago": read_units_ago,
    "set": read_set,
    "set_part": read_set_part,
    "daily": read_daily,
    "long": read_long,
    "then": read_then,
    "at_night": read_at_night,
    "reference": read_reference,
}
