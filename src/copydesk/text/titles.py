"""Titles of office with what they are held over: "minister for health", "head of IT". str -> str."""

from __future__ import annotations

import re

KEEPERS = (
    "chair", "chief", "commissioner", "director", "head", "manager", "minister", "secretary", "undersecretary", "vice president",
)  # fmt: skip
"""Titles that say too little without what they are held over."""
_WHOLE = re.compile(r"\b(?:chief of (?:defen[cs]e staff|staff)|secretary of state)\b", re.I)
_OVER = re.compile(rf"(?P<title>.*\b(?:{'|'.join(KEEPERS)})) (?:for|of) .+", re.I)


def without_remit(title: str) -> str:
    """Return a title without what it is held over ("minister for health": "minister"); "chief of staff" is whole."""
    whole = _WHOLE.search(title)
    if whole:
        return title[: whole.end()]
    hit = _OVER.fullmatch(title)
    return hit["title"] if hit else title
