"""What the lists of places and organisations say of a form. Words -> kind."""

from __future__ import annotations

from functools import cache
from typing import Literal

from copydesk.lexicon import load_entries
from copydesk.records import EntityKind

Words = tuple[str, ...]
WordKind = EntityKind | Literal["other"]
_PLACES_IN_FRONT = frozenset({"mount", "lake", "cape", "port", "fort", "isle"})
_VESSELS_IN_FRONT = frozenset({"space", "spacecraft", "mv", "hms", "uss", "rms", "hmcs"})
_BODIES_IN_FRONT = frozenset({"university", "ministry", "department", "bank", "court", "house"})


def listed_name(words: Words) -> tuple[EntityKind, str] | None:
    """Return what the lists of places and organisations know a form as, and its usual name."""
    return _listed().get(" ".join(word for word in words if word != ","))


def kind_word(words: Words) -> WordKind | None:
    """Return what the last or first word of a form makes of it ("Foundation", "River"), or None."""
    found = _kind_words().get(words[-1].casefold().rstrip("."))
    front = words[0].casefold()
    if len(words) > 1 and front in _VESSELS_IN_FRONT:
        return "other"
    if found is None and len(words) > 1:
        return "place" if front in _PLACES_IN_FRONT else "organization" if front in _BODIES_IN_FRONT else None
    return found


def is_outlet_word(word: str) -> bool:
    """Return whether `word` ends the names of newspapers and broadcasters ("Gazette")."""
    return word.casefold() in _outlet_words()


def is_calendar_word(word: str, *, strictly: bool = False) -> bool:
    """Return whether `word` is a day, month or season; strictly: one that is no first name or family name too ("May")."""
    note = _calendar().get(word.casefold().rstrip("."))
    return note is not None and not (strictly and note)


def is_never_a_name(word: str, *, strictly: bool = False) -> bool:
    """Return whether `word` is no name: a pronoun, a little word, a word of a page's furniture; strictly: no family name either."""
    is_initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    note = _never().get(word.casefold().rstrip("."))
    return note is not None and not is_initial and not (strictly and note)


@cache
def _calendar() -> dict[str, str]:
    return {row.form: row.note for row in load_entries("not_names") if row.meaning == "calendar"}


@cache
def _never() -> dict[str, str]:
    return {row.form: row.note for row in load_entries("not_names") if row.meaning == "word"}


@cache
def dropped_names() -> frozenset[str]:
    """Return the forms that name nothing that the cast should hold ("Christmas", "Republicans")."""
    return frozenset(row.form for row in load_entries("organization_words") if row.note == "name" and not row.meaning)


@cache
def _listed() -> dict[str, tuple[EntityKind, str]]:
    found: dict[str, tuple[EntityKind, str]] = {}
    for row in load_entries("places"):
        found[row.form] = ("place", row.meaning)
    for row in load_entries("organization_words"):
        if row.note == "name" and row.meaning:
            found[row.form] = ("organization", row.meaning)
    return found


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row.form.casefold() for row in load_entries("outlet_words"))


@cache
def _kind_words() -> dict[str, WordKind]:
    kinds: dict[str, WordKind] = {"place": "place", "organization": "organization", "other": "other"}
    found: dict[str, WordKind] = dict.fromkeys(_outlet_words(), "organization")
    return found | {
        row.form.rstrip("."): kinds[row.meaning] for row in load_entries("organization_words") if row.note == "word"
    }
