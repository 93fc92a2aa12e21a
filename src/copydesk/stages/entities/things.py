"""Organisations and places across the pile: articles, abbreviations and usual names brought together. Found -> Thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.lexicon import load_lexicon
from copydesk.records import EntityKind
from copydesk.stages.entities.scan import Found
from copydesk.stages.entities.wordlists import is_outlet_word, listed_name
from copydesk.text.names import fold

_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "de", "la", "&"})


@dataclass(eq=False)
class Thing:
    """An organisation or place in the making: its printed forms and where it is named."""

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)
    usual: str | None = None
    short: set[str] = field(default_factory=set)
    rule: str = "entities.name"

    def absorb(self, short: Thing) -> None:
        """Take over the places of a shorter name that proves to be this one's."""
        self.names += short.names
        self.short |= set(short.names)
        self.found += short.found


def resolve_things(found: Sequence[Found]) -> list[Thing]:
    """Return the organisations and places that the found names belong to.

    Forms are one where they differ by "the", by case, by "U.S." in front, by the suffix of a company ("Orbel NV"), by "Department of X" for "X Department", where one is the
    other's initials, or where the lists know them as one. Nothing else is joined.
    """
    things: dict[tuple[str, str], Thing] = {}
    for one in sorted(found):
        text = one.text
        listed = listed_name(one.words)
        usual = listed[1] if listed is not None and listed[0] == one.kind else None
        thing = things.setdefault((one.kind, _key(usual or text, one.kind)), Thing(one.kind))
        thing.usual = thing.usual or usual
        thing.names[text] += 1
        thing.found.append(one)
    return _join_initials(_join_short(things))


def _key(text: str, kind: EntityKind) -> str:
    """Return what printed forms of one organisation have in common: "Department of Trade" and "Trade Department"."""
    words = fold(text).replace(",", " ").split()
    while kind == "organization" and len(words) > 1 and words[-1] in load_lexicon("company_suffixes"):
        words = words[:-1]
    while len(words) > 1 and words[0] in ("the", "us"):
        words = words[1:]
    if len(words) > 2 and words[:2] == ["u", "s"]:
        words = words[2:]
    if len(words) > 2 and words[0] in ("department", "ministry") and words[1] in ("of", "for"):
        rest = words[2:] if words[2] != "the" else words[3:]
        words = [*rest, words[0]]
    return " ".join(words)


def _join_short(things: dict[tuple[str, str], Thing]) -> dict[tuple[str, str], Thing]:
    """Join an organisation's name of one word to the one full form that begins with it ("Orbel", "Orbel Group")."""
    owners: dict[str, list[Thing]] = defaultdict(list)
    for kind, key in sorted(things):
        words = key.split()
        if kind == "organization" and 2 <= len(words) <= 3 and not is_outlet_word(words[-1]):
            owners[words[0]].append(things[kind, key])
    kept: dict[tuple[str, str], Thing] = {}
    for (kind, key), thing in sorted(things.items(), key=lambda item: item[0]):
        longer = owners.get(key, [])
        if kind == "organization" and thing.usual is None and len(longer) == 1:
            longer[0].absorb(thing)
        else:
            kept[kind, key] = thing
    return kept


def _join_initials(things: dict[tuple[str, str], Thing]) -> list[Thing]:
    long: dict[str, list[Thing]] = defaultdict(list)
    for key in sorted(things):
        thing = things[key]
        for name in sorted(thing.names):
            for initials in _initials(name):
                if thing.kind == "organization" and thing not in long[initials]:
                    long[initials].append(thing)
    joined: set[tuple[str, str]] = set()
    for key in sorted(things):
        thing = things[key]
        short = re.sub(r"[.\s]", "", max(thing.names, key=lambda n: (thing.names[n], n)))
        owners = [o for o in long.get(short, []) if o is not thing]
        if thing.usual is None and short.isupper() and 2 < len(short) <= 6 and len(owners) == 1:
            owners[0].absorb(thing)
            joined.add(key)
    return [things[key] for key in sorted(things) if key not in joined]


def _initials(name: str) -> set[str]:
    words = [w for w in re.split(r"[\s-]+", name) if w]
    if len(words) < 2:
        return set()
    main = "".join(w[0].upper() for w in words if w.casefold() not in _SMALL)
    every = "".join(w[0].upper() for w in words if w.casefold() != "the")
    return {main, every}
