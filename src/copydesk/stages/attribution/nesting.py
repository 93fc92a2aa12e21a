"""Which attribution stands in the content of which. Attributions -> the same, with `within`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from copydesk.records import Attribution, Span


def nested(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions with the smallest one that holds each other's cue named in `within`."""
    sizes = [(one.length, one.id) for one in attributions]
    within: dict[int, str] = {}
    for number, holders in _held(attributions):
        larger = [
            sizes[outer]
            for outer in holders
            if sizes[outer] > sizes[number]  # so that no two ever hold each other
            and attributions[outer].source not in attributions[number].via  # a link of its chain
        ]
        if larger:
            within[number] = min(larger)[1]
    return tuple(replace(one, within=within.get(number)) for number, one in enumerate(attributions))


def _held(attributions: Sequence[Attribution]) -> Iterator[tuple[int, list[int]]]:
    """Yield each attribution with a cue and those in whose content the cue stands, by their numbers."""
    spans = sorted((span, number) for number, one in enumerate(attributions) for span in one.content_spans)
    cues = sorted((one.cue_span, number) for number, one in enumerate(attributions) if one.cue_span)
    open_: list[tuple[Span, int]] = []
    at = 0
    for cue, number in cues:
        while at < len(spans) and spans[at][0].start <= cue.start:
            open_.append(spans[at])
            at += 1
        open_ = [pair for pair in open_ if pair[0].end >= cue.start]
        yield number, [outer for span, outer in open_ if span.contains(cue)]
