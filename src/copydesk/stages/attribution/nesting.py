"""Which attribution stands in the content of which. Attributions -> the same, with `within`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Attribution


def nested(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions with the smallest one that holds each other's cue named in `within`."""
    sizes = {one.id: (one.length, one.id) for one in attributions}
    found = []
    for inner in attributions:
        holders = [
            sizes[outer.id]
            for outer in attributions
            if inner.cue_span
            and any(s.contains(inner.cue_span) for s in outer.content_spans)
            and outer.source not in inner.via  # a link of its chain
        ]
        larger = [size for size in holders if size > sizes[inner.id]]  # so that no two ever hold each other
        found.append(replace(inner, within=min(larger)[1] if larger else None))
    return tuple(found)
