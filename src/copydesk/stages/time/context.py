"""What a time expression is read against: the article's date, the last date told, the tense. Article, Parse -> Context"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from copydesk.records import Timex
from copydesk.stages.time.tense import Tense, TenseReader
from copydesk.text.dates import Parts, read_day, read_parts

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


class Reading(NamedTuple):
    """What a rule makes of the words it matched."""

    type: TimexType
    value: str
    modifier: str | None = None
    anchor: str | None = None


@dataclass(slots=True)
class Context:
    """The state of one article's reading, kept in step with the text by `find_timexes`.

    `published` may be partial. `told` is the last calendar date that the text gave; in a narrative (a history, or a text
    with no useful date of its own) it is what later dates lean on.
    """

    text: str
    published: str | None
    is_narrative: bool
    tenses: TenseReader
    told: str | None = None
    section: tuple[int, int] | None = None
    """The first and the last year that the heading of this part of a narrative names."""
    quarter: str | None = None
    is_earnings: bool = False
    is_day_first: bool = False

    def base(self) -> str | None:
        """Return the date that "last week" or a month without a year is counted from."""
        if self.is_narrative:
            return self.told
        return self.published

    def day(self) -> date | None:
        """Return the base as a full day, if it is one."""
        return read_day(self.base())

    def parts(self) -> Parts | None:
        """Return the parts of the base that are known."""
        return read_parts(self.base())

    def previous(self) -> str | None:
        """Return what "two days later" and "the same day" point back to: the date last told, else the article's."""
        return self.told or self.base()

    def tense_at(self, start: int, *, is_direct: bool = False) -> Tense | None:
        """Return the tense of the verb that governs the words at `start`."""
        return self.tenses.at(start, is_direct=is_direct)

    def note(self, found: Timex) -> None:
        """Remember a date that later expressions may lean on."""
        parts = read_parts(found.value) if found.type in ("DATE", "TIME") else None
        is_compared = not self.is_narrative and found.rule in ("time.ago", "time.later", "time.unit")
        if parts and (parts.month or not is_compared):  # "from $5 million a year earlier" moves nothing on
            self.told = found.value.partition("T")[0]
        if found.rule in ("time.quarter", "time.quarter_adjective", "time.year_quarter"):
            self.quarter = (
                found.value if read_day(self.published) is None or found.value[:4] != "XXXX" else self.quarter
            )
