"""Outlets by the forms in which they are printed. Text -> outlet."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from copydesk.lexicon import load_entries

_PRESS_WORD = re.compile(
    r"^(?:The )?(?:[A-ZÀ-Þ][\w.'’&-]*,? ){1,4}(?:Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|Observer|Courier|Mirror|"
    r"Telegraph|Guardian|Globe|Examiner|Inquirer|Dispatch|Sentinel|Bulletin|Echo|Argus|Advertiser|Daily|Express|Mail|Star|"
    r"Standard|Monitor|Beacon|Ledger|Mercury|Messenger|Register|Bugle|Clarion|Intelligencer|Picayune|Newswire|Newspaper|"
    r"Broadcasting|Radio|TV)$|^(?:The )?(?:Daily|Evening|Morning|Sunday) [A-ZÀ-Þ]\w+$|"
    r"^(?:[A-ZÀ-Þ][\w.'’&-]* ){1,3}(?:Daily|Evening|Morning|Sunday|Weekly|City|County) (?:News|Press|Record|Review)$"
)
"""A name that looks like an outlet's; a section's name ("World News", "Sport Today") does not."""


class Outlet(NamedTuple):
    """An outlet's name and what it is ("newspaper", "agency", "photo agency" …)."""

    name: str
    kind: str


@cache
def _outlets() -> dict[str, Outlet]:
    return {entry.form: Outlet(entry.meaning, entry.note.partition(",")[0]) for entry in load_entries("outlets")}


@cache
def _folded() -> dict[str, Outlet]:
    """Outlets by form in small letters, for text in capitals; forms of one short word are left out."""
    return {form.casefold(): outlet for form, outlet in _outlets().items() if " " in form or "." in form}


@cache
def outlet_names() -> dict[str, str]:
    """Return each outlet's name by its forms in small letters, without "the"."""
    return {form.casefold().removeprefix("the "): outlet.name for form, outlet in _outlets().items()}


@cache
def newsrooms() -> frozenset[str]:
    """Return the names of the outlets that report themselves, and do not merely carry what others have."""
    return frozenset(outlet.name for outlet in _outlets().values() if outlet.kind not in ("aggregator", "forum"))


@cache
def _longest() -> int:
    return max(len(form.split()) for form in _outlets())


def know_outlet(text: str) -> Outlet | None:
    """Return the outlet whose printed form a text is."""
    bare = text.strip(" \t.,:;()[]|–—-")
    known = _outlets()
    found = known.get(bare) or known.get(text.strip()) or known.get("The " + bare)
    if found is None and (bare.isupper() or bare.islower()):
        found = _folded().get(bare.casefold()) or _folded().get("the " + bare.casefold())
    return found


def is_agency(text: str | None) -> bool:
    """Return whether a text is the name of an agency, whose stories others print."""
    known = know_outlet(text) if text else None
    return known is not None and known.kind == "agency"


def find_outlet(text: str, *, whole: bool = False) -> str | None:
    """Return the outlet that a text names: the longest form in it, or the text itself (`whole`)."""
    found = know_outlet(text)
    if found or whole:
        return found.name if found else None
    words = re.findall(r"\S+", text)[:40]
    for size in range(min(_longest(), len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            run = re.sub(r"[’']s$", "", " ".join(words[first : first + size]).strip("(),;:|"))
            found = next((_outlets()[form] for form in (run, run.rstrip(".")) if _is_told(form)), None)
            if found:
                return found.name
    return None


_COMMON = {
    "time", "metro", "nation", "mint", "vice", "wired", "fortune", "vanguard", "inquirer", "abc", "star", "stuff",
    "punch", "sun", "pa", "dr", "rt", "tt", "sz", "nan", "semana", "tempo", "welt", "bild", "expresso", "insider",
    "mirror",
}  # fmt: skip
"""Forms that are ordinary words, or too short to be told in running text."""


def _is_told(form: str) -> bool:
    return form in _outlets() and form.lower() not in _COMMON


def is_common_word(text: str) -> bool:
    """Return whether the form of an outlet is an ordinary word as it is written: "Nation", "Star"."""
    return text.istitle() and text.lower() in _COMMON


def is_press_name(text: str) -> bool:
    """Return whether a short line is the name of an outlet, known or by the look of it."""
    return know_outlet(text) is not None or bool(_PRESS_WORD.match(text.title() if text.isupper() else text))


_LONGEST_HOST = 253


def outlet_of_address(address: str | None) -> str | None:
    """Return the outlet of a web address: its known name, or the host without "www."."""
    try:
        host = (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:  # "http://["
        return None
    if not host or len(host) > _LONGEST_HOST:
        return None
    parts = host.split(".")
    for first in range(len(parts) - 1):
        known = _outlets().get(".".join(parts[first:]))
        if known:
            return known.name
    return host
