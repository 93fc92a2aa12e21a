"""Text of a page made safe and short for a terminal. text -> Text."""

from __future__ import annotations

import re

from rich.text import Text

_INVISIBLE = re.compile("[\x80-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def squeeze(text: str) -> str:
    """Return `text` in one line, control characters made visible and marks that turn the writing direction taken out."""
    line = _INVISIBLE.sub("", re.sub(r"\s+", " ", text))
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 0x20 else "␡" if c == "\x7f" else c for c in line)


def clean(text: str) -> str:
    """Return `text` squeezed, without white space at its ends."""
    return squeeze(text).strip()


def cell(text: str | None, style: str = "", *, limit: int = 400, missing: str = "not known") -> Text:
    """Return `text` as it stands, never read as markup; `missing` in grey where there is none."""
    line = clean(text or "")
    if not line:
        return Text(missing, style="dim italic")
    return Text(line if len(line) <= limit else line[: limit - 1].rstrip() + "…", style=style)


def join(*parts: Text | str, between: str = " ") -> Text:
    """Return the parts that are not empty, joined."""
    return Text(between).join([part if isinstance(part, Text) else Text(clean(part)) for part in parts if part])
