"""An attribution in the making. Rules fill it in; `assemble` freezes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from copydesk.stages.attribution.cues import Cue


@dataclass(slots=True)
class Finding:
    """A cue with what was found for it: tokens of its content, quotations, the source's head and tokens, outlets.

    `speaker` is the token that heads the source; `source` all its tokens; `relative` the "who" that stands for it, `via` the
    outlets that it came through, nearest first; `passed` those whose reports hold it, likewise.
    """

    cue: Cue
    rule: str
    content: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    speaker: int | None = None
    source: list[int] = field(default_factory=list)
    relative: int | None = None
    via: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    addressee: str | None = None
    medium: str | None = None
