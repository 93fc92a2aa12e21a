"""The claims: who stands behind each and against it, and its other versions. Leaf -> what its template prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.index import Index
from copydesk.records import Attribution, Claim, ClaimRelation
from copydesk.tables.stances import find_stances
from copydesk.web.differences import Piece, differences
from copydesk.web.leaf import Leaf
from copydesk.web.pictures.backing import draw_backing

RELATIONS = {
    "contradicts": "Contradicts this one",
    "alters": "An altered version",
    "denies": "Denies this one",
    "updates": "A later state",
}
DIFFERS = {
    "number": "another number",
    "date": "another date",
    "name": "another name",
    "negation": "the opposite",
    "modality": "weaker or stronger",
    "role": "other people in the same roles",
}
"""What two claims differ in -> what a reader is told of the other one."""
VERSIONS = 5
"""How many other versions of a claim are held against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Another claim held against one: how the two stand, and the words that differ."""

    relation: ClaimRelation
    other: Claim
    pieces: tuple[Piece, ...]


def fill(leaf: Leaf) -> Mapping[str, object]:
    """Return the claims of this page with what draws each one's backing, stances and versions."""
    index = leaf.story.index
    return {
        "claims": leaf.part("claims"),
        "pages": leaf.pages("claims"),
        "draw_backing": lambda claim: draw_backing(claim, index),
        "stances": lambda claim: find_stances(claim, index),
        "versions": lambda claim: find_versions(claim, index),
        "teller": lambda name: _teller(name, index),
        "relations": RELATIONS,
        "differs": DIFFERS,
    }


def find_versions(claim: Claim, index: Index) -> tuple[Version, ...]:
    """Return the first other versions of a claim, each with its differences from the claim's words."""
    found = ((relation, index.get(Claim, relation.claim)) for relation in claim.relations[:VERSIONS])
    return tuple(
        Version(relation=relation, other=other, pieces=differences(claim.text, other.text))
        for relation, other in found
        if other
    )


def _teller(attribution: str | None, index: Index) -> str:
    found = index.get(Attribution, attribution)
    return (index.who(found.source) if found else None) or "someone not known"
