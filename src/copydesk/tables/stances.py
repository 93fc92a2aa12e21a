"""How people stand to a claim. Claim -> stance -> names."""

from __future__ import annotations

from copydesk.index import Index
from copydesk.records import Attribution, Claim


def find_stances(claim: Claim, index: Index) -> dict[str, list[str]]:
    """Return how people stand to a claim, and who: whoever is quoted, or the outlet that says so itself."""
    found: dict[str, list[str]] = {}
    for one in claim.assertions:
        attribution = index.get(Attribution, one.attribution)
        who = index.who(attribution.source) if attribution else None
        found.setdefault(one.stance, []).append(who or index.outlet(one.ref.article))
    for answer in index.answering.get(claim.id, ()):
        found.setdefault(answer.stance, []).append(index.who(answer.source) or "someone not known")
    return {stance: list(dict.fromkeys(names)) for stance, names in found.items()}
