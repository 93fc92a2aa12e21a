"""Outlets of pages that are no newsrooms but those the story is about: a company's or a court's own page. Draft -> keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from copydesk.records import Draft

PRESS = frozenset(
    {"anchor", "columnist", "correspondent", "editor", "editor-in-chief", "journalist", "reporter", "writer"}
)
"""Whoever is one of these at an outlet does not make it a party."""
ANSWERING = ("denies", "declines")


def find_parties(draft: Draft, known: Iterable[str], key_of: Callable[[str], str]) -> frozenset[str]:
    """Return the keys of the outlets that others speak for, or that are asked and deny, and that nobody credits.

    `known` are the keys of newsrooms that the list of outlets has; they stay newsrooms whoever speaks for them.
    """
    outlets = {key_of(article.outlet) for article in draft.articles if article.outlet} - set(known)
    if not outlets:
        return frozenset()
    home = {article.id: key_of(article.outlet or "") for article in draft.articles}
    names = {source.id: key_of(source.name) for source in draft.sources if source.name}
    entities = {entity.id: entity for entity in draft.entities}
    answering = {
        names.get(one.source or "")
        for one in draft.attributions
        if one.stance in ANSWERING and not one.via and home[one.article] != names.get(one.source or "")
    }
    led = {r.entity for entity in draft.entities for r in entity.relations if not PRESS & set(r.kind.lower().split())}
    led |= {source.speaks_for for source in draft.sources if source.speaks_for}
    spoken_for = {
        key_of(name) for one in sorted(led) if one in entities for name in (entities[one].name, *entities[one].aliases)
    }
    credited = {names.get(via) for one in draft.attributions for via in one.via if home[one.article] != names.get(via)}
    named = _spoken_for(draft, outlets)
    return frozenset(outlets & ((answering - credited) | spoken_for | named))


def _spoken_for(draft: Draft, outlets: Iterable[str]) -> set[str]:
    """Return the outlets that have a spokesman or put out a statement, by the words around their names."""
    names = "|".join(re.escape(outlet) for outlet in sorted(outlets))
    before = rf"spokes\w{{2,10}} (?:for|of|at) (?:the )?(?P<before>{names})\b"
    after = rf"\b(?P<after>{names})(?:['’]s)? (?:spokes\w{{2,10}}|said in a statement|customers|employees|shares)\b"
    pattern = re.compile(f"{before}|{after}")
    return {
        hit["before"] or hit["after"] for article in draft.articles for hit in pattern.finditer(article.text.casefold())
    }
