"""On which side of a deed somebody stands: accused of it, harmed by it, looking into it. Role, deed -> camp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from copydesk.lexicon import load_lexicon

KEEPING = "in keeping"
SIDES = ("in accused", "in harmed", KEEPING)
"""The camps, as signs beside roles and deeds."""


def camp_of(roles: Set[str], deeds: Set[str]) -> str | None:
    """Return one of the `SIDES`, where roles or, failing that, most deeds tell."""
    camps = load_lexicon("camps")
    told = {camps[role] for role in roles if role in camps}
    first = next((side for side in (KEEPING, *SIDES) if side.split()[1] in told), None)
    counts = Counter(camps[deed] for deed in deeds if deed in camps)
    if first is not None or counts["accused"] == counts["harmed"]:
        return first
    return "in accused" if counts["accused"] > counts["harmed"] else "in harmed"


def is_accusing(role: str) -> bool:
    """Tell whether a role is that of somebody accused of a deed."""
    return load_lexicon("camps").get(role) == "accused"


def may_be(roles: Set[str], role: str) -> bool:
    """Tell whether somebody of these roles may be called "the man" or "the suspect": nobody who looks into the deed, nor a victim the latter."""
    camps = load_lexicon("camps")
    told = {camps[one] for one in roles if one in camps}
    if camps.get(role) == "keeping" or "accused" in told:
        return True
    return "keeping" not in told and not (is_accusing(role) and "harmed" in told)
