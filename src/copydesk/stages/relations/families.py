"""Articles that are copies of one original. Copies -> Families."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from copydesk.records import Copy, Family, Span, identify
from copydesk.stages.relations.origins import Standing, is_paste, most_named
from copydesk.stages.relations.readings import Prose

Links = dict[str, dict[str, Copy]]


def find_families(
    copies: Sequence[Copy], prose: Mapping[str, Prose], standings: Mapping[str, Standing]
) -> tuple[Family, ...]:
    """Return the families, sorted; each is a core article and those that share a good part of the core's text.

    A chain of copies, in which the last shares nothing with the first, falls into several families; an excerpt joins
    none.
    """
    links: Links = defaultdict(dict)
    for copy in copies:
        if copy.kind != "excerpt":
            links[copy.a][copy.b] = links[copy.b][copy.a] = copy
    left, families = set(links), []
    while left:
        core = min(left, key=lambda one: (-_weight(one, links, left), one))
        members = [core, *_around(core, links, left, prose)]
        left -= set(members)
        if len(members) > 1:
            families.append(_family(sorted(members), links, prose, standings))
    return tuple(sorted(families, key=lambda family: family.articles))


def _weight(one: str, links: Links, left: set[str]) -> float:
    return round(sum(max(copy.a_coverage, copy.b_coverage) for other, copy in links[one].items() if other in left), 6)


def _around(core: str, links: Links, left: set[str], prose: Mapping[str, Prose]) -> list[str]:
    """Return the articles whose share of the core's words is most of it, or lies mostly in what the others share."""
    covers = {
        other: prose[core].cover([_side(p.a_span, p.b_span, first=copy.a == core) for p in copy.passages])
        for other, copy in links[core].items()
        if other in left
    }
    members: list[str] = []
    held = np.zeros(len(prose[core].counts), dtype=np.bool_)
    for other in sorted(covers, key=lambda one: (-int(covers[one].sum()), one)):
        words = int(covers[other].sum())
        if not members or 2 * words >= prose[core].size or 2 * int((covers[other] & held).sum()) >= words:
            members.append(other)
            held |= covers[other]
    return members


def _side(a_span: Span, b_span: Span, *, first: bool) -> Span:
    return a_span if first else b_span


def _family(members: list[str], links: Links, prose: Mapping[str, Prose], standings: Mapping[str, Standing]) -> Family:
    pastes = frozenset(member for member in members if is_paste(prose[member].article))
    original = _original([member for member in members if member not in pastes], members, links, standings)
    outlet = standings[original].house if original else None
    return Family(
        id=identify("family", *members),
        articles=tuple(members),
        original=original,
        origin_outlet=outlet or most_named([standings[member].origin for member in members]),
        rule="relations.family",
    )


def _original(
    pages: Sequence[str], members: Sequence[str], links: Links, standings: Mapping[str, Standing]
) -> str | None:
    """Return the one page that the others copied: it has copies, copied from none, and carries nobody else's text."""
    given: dict[str, int] = {}
    for page in pages:
        ways = [_way(page, copy) for other, copy in links[page].items() if other in members]
        if standings[page].origin is None and "out" in ways and "in" not in ways:
            given[page] = ways.count("out")
    best = [page for page in sorted(given) if given[page] == max(given.values())]
    return best[0] if len(best) == 1 else None


def _way(member: str, copy: Copy) -> str:
    value = copy.direction.value
    if value in ("common_origin", "undecided"):
        return value
    return "out" if (value == "a_to_b") == (member == copy.a) else "in"
