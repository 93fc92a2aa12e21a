"""Rules for quarters, seasons, decades and centuries. Match -> Reading"""

from __future__ import annotations

import re

from copydesk.lexicon import load_lexicon
from copydesk.stages.time.context import Context, Reading
from copydesk.stages.time.relative import year_before
from copydesk.stages.time.words import (
    A_DIGIT,
    EDGE,
    LEFT,
    ORDINAL,
    ORDINALS,
    SEASON,
    YEAR,
    level,
    read_modifier,
    read_ordinal,
    words_of,
)
from copydesk.text.dates import read_day, shift_date

_YEAR_WORD = r"(?P<deictic>last|this|next|the\s+(?:previous|current|coming))\s+(?:fiscal\s+)?year"
_PLAIN_SEASONS = ("winter", "summer", "autumn")
"""Seasons whose names are nothing else; with a capital they are often part of a name ("Winter Games")."""
_QUARTER = r"(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)"
PATTERNS = {
    "quarter": rf"(?i:{LEFT}{EDGE}(?:the\s+)?(?:fiscal\s+)?{_QUARTER}(?:\s+fiscal)?\s+quarter(?![\w-])"
    rf"(?:\s+of\s+(?:(?:fiscal\s+)?{YEAR}|{_YEAR_WORD}))?)",
    "quarter_adjective": rf"(?i:{LEFT}(?:fiscal\s+)?{_QUARTER}-quarter(?:\s+{YEAR})?)",
    "year_quarter": rf"(?i:{LEFT}(?:the\s+)?(?:(?:fiscal\s+)?{YEAR}(?:['’]s)?|{_YEAR_WORD}['’]s)\s+(?:fiscal\s+)?{_QUARTER}[-\s]quarter)",
    "short_quarter": r"(?<!\w)(?:Q(?P<nth>[1-4])(?:\s+(?P<year>20\d\d|19\d\d))?)(?!\w)",
    "the_quarter": rf"(?i:{LEFT}(?:the\s+|this\s+)(?P<which>latest|current|recent|most\s+recent|next|last|previous)?\s*(?P<what>quarter|period)(?![\w-])(?!\s+of\b))",
    "quarter_before": rf"(?i:{LEFT}(?:the\s+|a\s+)?(?:year-(?:ago|earlier)|previous\s+year['’]s)\s+(?:quarter|period)"
    r"|\b(?:the\s+)?(?:same|corresponding|comparable)\s+(?:quarter|period)\s+(?:of\s+)?last\s+year)",
    "period_of_year": rf"(?i:{LEFT}the\s+{YEAR}\s+(?:quarter|period))",
    "half_year": rf"(?i:{LEFT}(?:the\s+)?(?P<which>first|second|last|latter)\s+half\s+of\s+(?:{YEAR}|{_YEAR_WORD}|the\s+year\b))",
    "season": rf"{LEFT}{EDGE}(?i:(?:the\s+)?(?:(?P<which>last|this\s+past|this\s+coming|this|next|that\s+same|the\s+same|that|previous|following|each|every)\s+)?)"
    rf"{SEASON}(?:\s+(?:of\s+)?(?:{YEAR}))?(?!\w)",
    "decade": rf"(?:(?<![\w$€£#])|(?<=[a-z]-)){EDGE}(?i:the\s+)?(?:(?P<year>1\d\d0|20\d0)['’]?s|['’](?P<short>\d0)s|"
    rf"(?i:the\s+{EDGE.replace('?P<edge>', '')})(?P<word>{'|'.join(load_lexicon('decades'))}))(?!\w)",
    "century": rf"(?i:{LEFT}{EDGE}(?:the\s+)?{ORDINAL}(?:\s+|-)century)",
}


NEEDS = {
    "quarter": frozenset(("quarter",)),
    **dict.fromkeys(("quarter_adjective", "year_quarter", "century"), ORDINALS),
    "short_quarter": frozenset("q"),
    "the_quarter": frozenset(("the", "this")),
    "quarter_before": frozenset(("year", "same", "corresponding", "comparable")),
    "period_of_year": A_DIGIT,
    "half_year": frozenset(("half",)),
    "season": words_of(load_lexicon("seasons")),
    "decade": A_DIGIT | words_of(load_lexicon("decades")),
}


def read_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Read "third-quarter": of the year named, else the latest such quarter that has begun."""
    groups = match.groupdict()
    number, base = read_ordinal(groups["nth"]), context.parts()
    if groups.get("year"):
        year = int(groups["year"])
    elif base is None:
        return Reading("DATE", f"XXXX-Q{number}")
    elif groups.get("deictic"):
        which = level(groups["deictic"]).removeprefix("the ").split()[0]
        year = base.year + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    else:
        current = ((base.month or 12) + 2) // 3
        year = base.year if number <= current or context.tense_at(match.start()) == "future" else base.year - 1
    return Reading("DATE", f"{year:04d}-Q{number}", read_modifier(match), context.base())


def read_the_quarter(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the quarter", "the latest period": the quarter last told, else the last one that is over."""
    if match["what"].lower() == "period" and (not context.is_earnings or not context.quarter):
        return None
    which, day = level(match["which"] or ""), read_day(context.published)
    if which in ("current", "next", "last", "previous") or match[0].lower().startswith("this"):
        steps = {"next": 1, "last": -1, "previous": -1}.get(which, 0)
        value = shift_date(day.isoformat(), steps, "Q") if day else None
    else:
        value = context.quarter or (shift_date(day.isoformat(), -1, "Q") if day and context.is_earnings else None)
    return Reading("DATE", value, None, context.base()) if value else None


def read_quarter_before(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the year-ago quarter"."""
    day = read_day(context.published)
    quarter = context.quarter or (shift_date(day.isoformat(), -1, "Q") if day else None)
    return Reading("DATE", year_before(quarter), None, context.base()) if quarter else None


def read_period_of_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 1988 period": the quarter last told, in that year."""
    value = match["year"] + (context.quarter[4:] if context.quarter else "")
    return Reading("DATE", value, None, context.base())


def read_half_year(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the second half of 1989"."""
    base = context.parts()
    if match["year"]:
        year = int(match["year"])
    elif base is None:
        return None
    else:
        word = level(match["deictic"] or "this").removeprefix("the ").split()[0]
        year = base.year + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(word, 0)
    number = 1 if match["which"].lower() == "first" else 2
    return Reading("DATE", f"{year:04d}-H{number}", None, context.base())


def read_season(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the summer of 1916", "last fall"; a bare "fall" or "spring" is left out, as both are also verbs."""
    code, which = load_lexicon("seasons")[level(match["season"])], level(match["which"] or "")
    if match["year"]:
        return Reading("DATE", f"{match['year']}-{code}", read_modifier(match))
    if which in ("each", "every"):
        return Reading("SET", f"XXXX-{code}")
    if not (which or match["edge"]) and not _stands_for_season(match):
        return Reading("DATE", f"XXXX-{code}") if match["season"] in _PLAIN_SEASONS else None
    base = context.parts()
    if base is None:
        return Reading("DATE", f"XXXX-{code}", read_modifier(match))
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    here = base.month or 12
    year = base.year
    if context.is_narrative:
        pass
    elif which in ("last", "this past", "previous") or (not which and context.tense_at(match.start()) != "future"):
        year -= 1 if start + (2 if which else 0) > here or (which == "last" and start <= here <= start + 1) else 0
    elif which in ("next", "following"):
        year += 1 if start <= here else 0
    return Reading("DATE", f"{year:04d}-{code}", read_modifier(match), context.base())


def _stands_for_season(match: re.Match[str]) -> bool:
    before, after = (
        match.string[max(0, match.start() - 12) : match.start()],
        match.string[match.end() : match.end() + 8],
    )
    name = match["season"].lower()
    if match[0].lower().startswith("the "):
        return name not in ("fall", "spring") or (
            bool(re.search(r"\b(?:in|during|by|until|since|throughout|over|through|for|all)\s+$", before))
            and " of" not in after
        )
    return bool(re.search(r"\b(?:in|during|since|until|by|and|or)\s+$", before))


def read_decade(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the late 1960s", "the '90s", "the nineties"."""
    if match["year"]:
        return Reading("DATE", match["year"][:3], read_modifier(match))
    digit = match["short"][0] if match["short"] else load_lexicon("decades")[match["word"].lower()]
    base = context.parts()
    century = "19" if base is None or base.year >= 1950 else str(base.year // 100)
    return Reading("DATE", f"{century}{digit}", read_modifier(match))


def read_century(match: re.Match[str], context: Context) -> Reading | None:
    """Read "the 19th century"."""
    number = read_ordinal(match["ordinal"])
    return Reading("DATE", f"{number - 1:02d}", read_modifier(match)) if 1 < number <= 30 else None


READERS = {
    "quarter": read_quarter,
    "quarter_adjective": read_quarter,
    "year_quarter": read_quarter,
    "short_quarter": read_quarter,
    "the_quarter": read_the_quarter,
    "quarter_before": read_quarter_before,
    "period_of_year": read_period_of_year,
    "half_year": read_half_year,
    "season": read_season,
    "decade": read_decade,
    "century": read_century,
}
