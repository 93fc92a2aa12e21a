"""The day that a page's head names without a year: "Wednesday, October 20 · 7:15 PM". Article -> date"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article
from copydesk.stages.time.words import DAY, MONTH, month_number, one_of
from copydesk.text.dates import write_date

_LONGEST, _NEAR = 60, 2
_CLOCK = r"(?:[\s,|·•-]*(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?"
_MARKED = r"\W*(?:(?:published|posted|updated)(?:\s+on)?:?\s+)?"
_WEEKDAYS = {form.rstrip("."): int(number) for form, number in load_lexicon("weekdays").items()}
_WEEKDAY = rf"(?:(?P<weekday>{one_of(_WEEKDAYS)})\b\.?,?\s+)?"
_SAME_TIME = 45
"""Days from a dated page of the pile within which a day without a weekday can be of the same year."""
_LINES = tuple(
    re.compile(rf"(?i:{_MARKED}{_WEEKDAY}(?:the\s+)?{day}{_CLOCK}\W*)")
    for day in (rf"{MONTH}\s+{DAY}", rf"{DAY}\s+(?:of\s+)?{MONTH}")
)


class HeadDay(NamedTuple):
    """A day in the head of a page, with the words that name it, and whether a weekday stands there."""

    day: date
    words: str
    has_weekday: bool

    @property
    def why(self) -> str:
        year = self.day.year
        known = f"of the pile's years, {year} has that weekday on that day"
        return (
            f"Its head says “{self.words}”; {known if self.has_weekday else f'pages of {year} are of the same weeks'}."
        )


def read_head_day(article: Article, years: Collection[int], days: Collection[date] = ()) -> HeadDay | None:
    """Return the day of a line by the headline, in the one of the pile's `years` whose weekday is right.

    Without a weekday it is in the year that brings it near one of the pile's `days`.

    None where the line stands elsewhere (the head of a site names the day of the visit), two lines disagree, or no year
    or several would do.
    """
    found = []
    for place, block in enumerate(article.blocks):
        if block.role == "body":
            break
        words = article.words_of(block.span)
        near = article.blocks[max(0, place - _NEAR) : place + _NEAR + 1]
        is_by_headline = any(other.role in ("headline", "byline", "body") for other in near if other is not block)
        for line in _LINES if is_by_headline and len(words) <= _LONGEST else ():
            if match := line.fullmatch(words):
                found += [
                    HeadDay(day, " ".join(words.split()), bool(match["weekday"])) for day in _days(match, years, days)
                ]
    return found[0] if len({one.day for one in found}) == 1 else None


def _days(match: re.Match[str], years: Collection[int], days: Collection[date]) -> list[date]:
    month, day = month_number(match["month"]), int(match["day"])
    fit = [date(year, month, day) for year in sorted(years) if write_date(year, month, day)]
    if match["weekday"]:
        return [one for one in fit if one.weekday() == _WEEKDAYS[match["weekday"].capitalize()]]
    return [one for one in fit if any(abs((one - other).days) <= _SAME_TIME for other in days)]
