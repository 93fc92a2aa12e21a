"""The dateline that opens a news story: place and agency before the first words. Text -> Dateline."""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.stages.articles.values.dates import find_date
from copydesk.stages.articles.values.outlets import is_agency, know_outlet

_WORD = r"[A-ZÀ-Þ][\w.’'/-]*"
_PLACE = rf"{_WORD}(?: (?:{_WORD}|de|da|del|la|al|of|the|and)){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,3}}){{0,2}}"
_DAY = r"(?:,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
_AGENCY = re.compile(
    rf"^(?:{_PLACE}{_DAY},? ?)?\((?P<agency>[A-Z][\w.’' /&-]{{1,40}})\)\s*(?P<dash>[-–—]{{1,2}}\s*|:\s+)?"
)
_BARE = re.compile(
    rf"^{_PLACE}{_DAY},? (?P<agency>[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*){{0,2}}) ?(?:—|–|--| -|―)\s*(?=[“\"‘'A-ZÀ-Þ0-9])"
)
"""An agency without brackets: "SYDNEY, March 4 AAP - "."""
_DASH = re.compile(rf"^(?P<place>{_PLACE}){_DAY}\s?(?:—|–| --| -|―)\s*(?=[“\"‘'A-ZÀ-Þ0-9])")

_BEFORE_DATE = re.compile(rf"^{_PLACE}(?:,|\s[-–—])?\s\(?$")
_AFTER_DATE = re.compile(r"\)?\.?\s?(?:/[^/]{2,40}/|\([^()]{2,40}\))?\s?(?:[-–—]{1,2}|:)\s*(?=[“\"‘'A-ZÀ-Þ0-9])")
_LONGEST = 120


class Dateline(NamedTuple):
    """How long the dateline is, the outlet or agency in it, and the full date if it gives one."""

    length: int
    outlet: str | None
    date: str | None


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline that a paragraph opens with: "LIMA, Peru (Reuters) - ", "Kisumu (CNN)", "OSLO — "."""
    agency = _AGENCY.match(text)
    if agency and _is_agency(agency, text):
        outlet = know_outlet(agency["agency"])
        name = outlet.name if outlet else agency["agency"] if agency["dash"] else None
        date = find_date(agency[0])
        return Dateline(agency.end(), name, date.value if date else None)
    dated = _read_dated(text)
    if dated:
        return dated
    bare = _BARE.match(text)
    if bare and is_agency(bare["agency"]) and (outlet := know_outlet(bare["agency"])):
        return Dateline(bare.end(), outlet.name, None)
    dash = _DASH.match(text)
    if dash and _is_capital_place(dash["place"]):
        date = find_date(dash[0])
        return Dateline(dash.end(), None, date.value if date else None)
    return None


def _read_dated(text: str) -> Dateline | None:
    """Return a dateline that gives the full date; its place need not be in capitals: "Selby, 4 March 2021 – "."""
    found = find_date(text[:_LONGEST])
    if found is None or not _BEFORE_DATE.match(text[: found.start]):
        return None
    end = _AFTER_DATE.match(text, found.end)
    return Dateline(end.end(), None, found.value) if end else None


def _is_agency(found: re.Match[str], text: str) -> bool:
    """Return whether the brackets hold an outlet, and what follows is the first sentence of a story."""
    follows = text[found.end() : found.end() + 1]
    known = know_outlet(found["agency"]) is not None
    opens = follows.isupper() or follows in '“"‘'
    if not found["dash"]:
        return known and opens
    place = found[0][: max(0, found.start("agency") - 2)].strip()
    return bool(follows) and (
        known or (bool(place) and found["agency"].isupper()) or (opens and _is_capital_place(place))
    )


def _is_capital_place(place: str) -> bool:
    """Return whether a place is printed in capitals, as a dateline's city is ("WASHINGTON", "ST. LOUIS, Mo.")."""
    city = place.partition(",")[0]
    letters = re.sub(r"[^\w]", "", city)
    return len(letters) > 2 and city == city.upper() and not letters.isdigit()
