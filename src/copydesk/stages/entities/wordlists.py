"""What the lists of places and organisations say of a form. Words -> kind."""

from __future__ import annotations

from functools import cache

from copydesk.lexicon import load_entries
from copydesk.records import EntityKind

Words = tuple[str, ...]
_PLACES_IN_FRONT = frozenset({"mount", "lake", "cape", "port", "fort", "isle"})
_BODIES_IN_FRONT = frozenset({"university", "ministry", "department", "bank", "court", "house"})


def listed_name(words: Words) -> tuple[EntityKind, str] | None:
    """Return what the lists of places and organisations know a form as, and its usual name."""
    return _listed().get(" ".join(word for word in words if word != ","))


def kind_word(words: Words) -> EntityKind | None:
    """Return what the last or first word of a form makes of it ("Foundation", "River"), or None."""
    found = _kind_words().get(words[-1].casefold().rstrip("."))
    front = words[0].casefold()
    if found is None and len(words) > 1:
        return "place" if front in _PLACES_IN_FRONT else "organization" if front in _BODIES_IN_FRONT else None
    return found


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
def _kind_words() -> dict[str, EntityKind]:
    return {
        row.form.rstrip("."): "place" if row.meaning == "place" else "organization"
        for row in load_entries("organization_words")
        if row.note == "word"
    }
