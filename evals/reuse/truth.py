"""What is true of a planted pile: which pages are kin, how much they share, and what tells which was first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from edits import Body
from house_style import TITLES
from markup import Page
from originals import DATELINE, words_of
from pile import Kind, Pile, Relation


def siblings(pile: Pile) -> Iterator[Relation]:
    """Yield the pairs of pages that hold the same paragraphs of an original without one being made of the other."""
    known = {frozenset((one.a, one.b)) for one in pile.relations}
    keys = sorted(pile.pages)
    held = {key: frozenset().union(*(part.origins for part in pile.pages[key].body)) for key in keys}
    for at, a in enumerate(keys):
        for b in keys[at + 1 :]:
            if held[a] & held[b] and frozenset((a, b)) not in known:
                kind: Kind = "excerpt" if "stitched" in a + b or "lifted" in a + b else "edited"
                yield Relation(a=a, b=b, kind=kind, link="sibling", direction="common_origin")


def coverage(one: Body, other: Body) -> float:
    """Return the share of the words of `one` that stand in paragraphs which `other` holds too."""
    theirs = frozenset[str]().union(*(part.origins for part in other))
    words = [(len(words_of(part.text)), bool(part.origins & theirs)) for part in one]
    return round(sum(n for n, shared in words if shared) / max(1, sum(n for n, _ in words)), 3)


def shared_parts(one: Body, other: Body) -> list[tuple[int, int]]:
    return [(n, m) for n, a in enumerate(one) for m, b in enumerate(other) if a.origins & b.origins]


def evidence(pile: Pile, relation: Relation) -> list[str]:
    """Return what a careful reader of both pages could tell the direction from."""
    a, b = pile.pages[relation.a], pile.pages[relation.b]
    missing_in = [_missing(a.body, b.body), _missing(b.body, a.body)]
    if relation.direction == "common_origin":
        absent = pile.absent.get(a.key, "an outlet unknown")
        found = {"credit": absent in credited(a) and absent in credited(b), "lost_paragraphs": all(missing_in)}
        return [name for name, there in found.items() if there]
    stitched = len(pile.roots[b.key]) > 1 and relation.kind == "excerpt" and b.key.startswith("stitched")
    found = {
        "dates": _later(a, b),
        "credit": a.names_outlet and a.outlet in credited(b),
        "lost_paragraphs": missing_in[0] and relation.kind != "excerpt",
        "lost_titles": relation.kind == "edited" and bool(_titles(a)) and not _titles(b),
        "slip": len(b.misspelt) > len(a.misspelt),
        "inherited_error": bool(a.misspelt) and a.misspelt[0] in " ".join(part.text for part in b.body),
        "spinning": relation.kind == "spun",
        "stitched": stitched,
    }
    return [name for name, there in found.items() if there]


def credited(page: Page) -> str:
    """Return the outlets that a page names as the home of its text, in a credit or in its dateline."""
    top = " ".join(page.paragraphs()[:2])[:200]
    return " ".join([str(page.credit), *(name for mark, name in DATELINE.items() if f"({mark})" in top)])


def _titles(page: Page) -> list[str]:
    return [hit for part in page.body for hit in TITLES.findall(part.text)]


def _missing(one: Body, other: Body) -> bool:
    """Say whether `one` holds paragraphs of an original that `other` lacks."""
    theirs = frozenset[str]().union(*(part.origins for part in other))
    return any(part.origins and not part.origins & theirs for part in one)


def _later(a: Page, b: Page) -> bool:
    if "nothing" in (a.shows, b.shows):
        return False
    return a.published < b.published if a.shows == b.shows == "time" else a.published.date() < b.published.date()


def names(pile: Pile, seed: int) -> dict[str, str]:
    """Return page -> its file; the names tell nothing."""
    keys = sorted(pile.pages)
    random.Random(seed).shuffle(keys)
    return {key: f"p{number:04}.{pile.pages[key].form}" for number, key in enumerate(keys)}


def nobody_is_sure(page: Page) -> list[str]:
    """Return what else may be said where the original names an agency and not itself: it looks like one more copy."""
    return ["common_origin"] if not page.names_outlet and page.outlet in credited(page) else []


def rows(pile: Pile, seed: int) -> Iterator[dict[str, Any]]:
    file = names(pile, seed)
    for key in sorted(pile.pages, key=file.__getitem__):
        yield {
            "row": "page",
            "id": file[key],
            "made": key,
            "roots": sorted(pile.roots[key]),
            "topics": sorted(pile.topics[key]),
            "published": pile.pages[key].published.isoformat() if pile.pages[key].shows != "nothing" else None,
            "outlet": pile.pages[key].outlet if pile.pages[key].names_outlet else None,
            "chain": next((number for number, chain in enumerate(pile.chains) if key in chain), None),
            "paragraphs": len(pile.pages[key].body),
        }
    for one in [*pile.relations, *siblings(pile)]:
        a, b = pile.pages[one.a].body, pile.pages[one.b].body
        yield {
            "row": "relation",
            "a": file[one.a],
            "b": file[one.b],
            "kind": one.kind,
            "link": one.link,
            "direction": one.direction,
            "accepted": [one.direction, *one.accepted, *nobody_is_sure(pile.pages[one.a])],
            "evidence": evidence(pile, one),
            "a_coverage": coverage(a, b),
            "b_coverage": coverage(b, a),
            "shared": shared_parts(a, b),
        }
    for first, second, why in pile.apart:
        yield {"row": "apart", "a": file[first], "b": file[second], "why": why}
