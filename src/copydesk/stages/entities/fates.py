"""Whether a deed left somebody dead or hurt, by which "ten people" of one page are "the dead" of another. Deeds -> fate."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from typing import Literal

from copydesk.wordnet import is_kind

Fate = Literal["dead", "hurt"]
_DYING = frozenset({"drown", "suffocate", "succumb"})
_KILLING = frozenset({"slay", "assassinate"})
_HURTING = frozenset({"maim", "burn", "crush"})


def fate_of(deeds: Set[str]) -> Fate | None:
    """Return what became of one who does and undergoes these ("kill undergoes", "die does"); to be dead outweighs to be hurt."""
    found = {_fate(deed) for deed in deeds}
    return "dead" if "dead" in found else "hurt" if "hurt" in found else None


@cache
def _fate(deed: str) -> Fate | None:
    verb, _, role = deed.rpartition(" ")
    if role not in ("does", "undergoes"):
        return None
    if role == "does":
        return "dead" if verb in _DYING or is_kind(verb, "die", "v") else None
    if verb in _KILLING or is_kind(verb, "kill", "v"):
        return "dead"
    hurts = verb in _HURTING or is_kind(verb, "injure", "v") or is_kind(verb, "hurt", "v")
    return "hurt" if hurts else None
