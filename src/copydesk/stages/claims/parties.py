"""Outlets of pages that are no newsrooms but those the story is about: a company's or a court's own page. Draft -> keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from copydesk.lexicon import load_lexicon
from copydesk.records import Attribution, Draft

PRESS = frozenset(
    {"anchor", "columnist", "correspondent", "editor", "editor-in-chief", "journalist", "reporter", "writer"}
)
"""Whoever is one of these at an outlet does not make it a party."""
ANSWERING = ("denies", "declines")


def find_parties(draft: Draft, known: Iterable[str], key_of: Callable[[str], str]) -> dict[str, str]:
    """Return the keys of the outlets that others speak for, or that announce or are asked and deny, and that nobody credits,
    each under its own key and what it is called for short.

    `known` are the keys of newsrooms that the list of outlets has; they stay newsrooms whoever speaks for them.
    """
    outlets = {key_of(article.outlet) for article in draft.articles if article.outlet} - set(known)
    if not outlets:
        return {}
    full = {short: key for key in sorted(outlets) for short in (*_short_names(key), key)}
    home = {article.id: key_of(article.outlet or "") for article in draft.articles}
    keys = {source.id: key_of(source.name) for source in draft.sources if source.name}
    names = {source: full.get(key, key) for source, key in keys.items()}
    entities = {entity.id: entity for entity in draft.entities}
    texts = {article.id: article.text for article in draft.articles}
    answering = {
        names.get(one.source or "")
        for one in draft.attributions
        if (one.stance in ANSWERING or _announces(one, texts)) and not one.via
        if home[one.article] != names.get(one.source or "")
    }
    led = {r.entity for entity in draft.entities for r in entity.relations if not PRESS & set(r.kind.lower().split())}
    led |= {source.speaks_for for source in draft.sources if source.speaks_for}
    spoken_for = {
        full.get(key_of(name), "")
        for one in sorted(led)
        if one in entities
        for name in (entities[one].name, *entities[one].aliases)
    }
    credited = {names.get(via) for one in draft.attributions for via in one.via if home[one.article] != names.get(via)}
    named = {full[short] for short in _spoken_for(draft, full)}
    parties = outlets & ((answering - credited) | spoken_for | named)
    return {short: key for short, key in full.items() if key in parties}


def _short_names(key: str) -> Iterator[str]:
    """Yield what a firm is called for short ("luzvida", "luzvida pharma": "luzvida pharma corporation")."""
    words = key.split()
    while len(words) > 1 and words[-1].strip(".") in load_lexicon("company_suffixes"):
        words = words[:-1]
        yield " ".join(words)
    is_firm = len(words) > 1 and load_lexicon("organization_words").get(words[-1]) == "organization"
    if is_firm and words[-1].capitalize() not in load_lexicon(
        "outlet_words"
    ):  # "the MP for Selby" speaks for no Selby Lamp
        yield words[0]


def _announces(one: Attribution, texts: Mapping[str, str]) -> bool:
    """Tell whether an attribution is what bodies do and newsrooms report ("the league announced")."""
    return one.cue_span is not None and texts[one.article][one.cue_span.start :].startswith("announc")


def _spoken_for(draft: Draft, outlets: Iterable[str]) -> set[str]:
    """Return the names that have a spokesman or put out a statement, by the words around them."""
    names = "|".join(re.escape(outlet) for outlet in sorted(outlets))
    before = rf"spokes\w{{2,10}} (?:for|of|at) (?:the )?(?P<before>{names})\b"
    after = rf"\b(?P<after>{names})(?:['’]s)? (?:spokes\w{{2,10}}|said in a statement|customers|employees|shares)\b"
    pattern = re.compile(f"{before}|{after}")
    return {
        hit["before"] or hit["after"] for article in draft.articles for hit in pattern.finditer(article.text.casefold())
    }
