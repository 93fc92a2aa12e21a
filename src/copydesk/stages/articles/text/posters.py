"""The outlet that a poster names before a pasted story. Lines -> Vote"""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.stages.articles.text.notices import NAME, Vote
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name

_SEEN_IN = re.compile(rf"\b(?:in|from|on|via|by|per|at) (?:the |today[’']s |this morning[’']s )?{NAME}")
_QUIETLY = re.compile(r"\b(?:in|from|on|via|by|per|at) (?:the |todays? |this mornings? )?")
_NAMES = re.compile(rf"(?<![\w’'-]){NAME}")
_OPENING = 500
"""Characters of a line in which a poster tells where the story was."""


def of_poster(talk: Sequence[Mark], prose: str, *, is_own: bool) -> list[Vote]:
    """Return the outlet that a poster names: "This was in the Selby Echo this morning.".

    In small letters ("from todays selby echo") it is one that the story itself names. Where no post was told from the story
    (`is_own` is false), only a line that begins in small letters is a poster's.
    """
    said = [mark for mark in talk if mark.kind in ("prose", "short") and (is_own or mark.line.text[:1].islower())]
    names = (name for mark in reversed(said[-2:]) for name in _names_in(mark.line.text[:_OPENING], prose))
    return [Vote(name, "a poster names it") for name in [next(filter(is_press_name, names), None)] if name]


def _names_in(said: str, prose: str) -> list[str]:
    levelled = level(said)
    behind = tuple(f"{levelled[found.end() :]} " for found in _QUIETLY.finditer(levelled))
    loud = [found["name"] for found in _SEEN_IN.finditer(said)]
    told = (found["name"] for found in _NAMES.finditer(prose)) if behind else ()
    return [*loud, *(name for name in told if _stands_first(name, behind))]


def _stands_first(name: str, texts: Sequence[str]) -> bool:
    key = level(name).removeprefix("the ")
    return any(text.startswith(f"{key} ") for text in texts)
