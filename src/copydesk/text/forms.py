"""Patterns of word lists. Forms -> regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def any_of(forms: Iterable[str]) -> str:
    """Return a pattern for the longest of the forms, told apart letter by letter, so that a long list is searched for about as fast as a short one."""
    tree: dict[str, Any] = {}
    for form in forms:
        node = tree
        for letter in form:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _any_below(tree) or "(?!)"


def _any_below(tree: dict[str, Any]) -> str:
    ways = [re.escape(letter) + _any_below(tree[letter]) for letter in sorted(tree) if letter]
    if not ways:
        return ""
    return f"(?:{'|'.join(ways)}){'?' if '' in tree else ''}" if len(ways) > 1 or "" in tree else ways[0]
