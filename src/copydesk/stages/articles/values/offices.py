"""What somebody is, as a byline prints it beside a name: "staff writer", "North of England correspondent". Text -> place."""

from __future__ import annotations

import re
from functools import cache

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.values.outlets import find_outlet
from copydesk.text.names import is_first_name

_QUARTERS = {
    "North",
    "South",
    "East",
    "West",
    "Northern",
    "Southern",
    "Eastern",
    "Western",
    "Central",
    "Middle",
    "Europe",
}


def is_beat(words: str) -> bool:
    """Return whether words before a role are what it covers: "National Biotech Reporter"."""
    first = words.split(maxsplit=1)[0]
    return first.casefold() in load_lexicon("section_labels") and not is_first_name(first)


def without_beat(before: str) -> str:
    """Return a name without the part of the world that its bearer reports from: "Ida Moor North of England correspondent"."""
    words = before.split()
    beat = next(
        (i for i in range(2, len(words)) if words[i] in _QUARTERS or " ".join(words[i:]) in load_lexicon("places")), 0
    )
    return " ".join(words[:beat]) if beat and not re.search(r"[,;&]|\band\b", before) else before


def role_start(text: str) -> int | None:
    """Return where the role begins that ends a text, or None. The role's words stand in the lexicon."""
    words = list(re.finditer(r"[^\s,|/]+", text))
    roles = load_lexicon("byline_roles")
    if not words:
        return None
    at = len(words) - 1
    while at >= 0 and find_outlet(text[words[at].start() :], whole=True):  # "Staff Writer, Daily Planet"
        at -= 1
    if at < 0 or roles.get(bare_word(words[at][0])) != "role":
        return None
    while at > 0 and bare_word(words[at - 1][0]) in role_words():
        at -= 1
    return words[at].start()


def bare_word(word: str) -> str:
    """Return a word as the lexicon has it: in small letters, in the singular."""
    bare = word.casefold().strip(".,")
    return bare if bare in load_lexicon("byline_roles") else bare.removesuffix("s")


@cache
def role_words() -> frozenset[str]:
    return frozenset(word for form in load_lexicon("byline_roles") for word in (form, *form.split()))
