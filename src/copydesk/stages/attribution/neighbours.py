"""Where the content of one attribution ends because the next one begins. Findings -> findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.tails import parts_of


def part_neighbours(reading: Reading, found: Sequence[Finding]) -> None:
    """End a content where the source of the next attribution begins, and before the "according to" that holds it."""
    spoken = _by_place((other.speaker, other) for other in found if other.source)
    according = _by_place((other.cue.head, other) for other in found if other.rule == "according_to")
    for one in found:
        inside = set(one.content)
        for _, other in sorted((pair for i in inside for pair in spoken.get(i, ())), key=itemgetter(0)):
            if other is one or other.source[0] <= one.cue.head or other.speaker not in inside:
                continue
            if other.cue.head not in inside and other.cue.head > one.content[-1]:
                one.content = without_loose_end(reading, [i for i in one.content if i < other.source[0]])
                inside = set(one.content)
        for _, other in sorted((pair for i in inside for pair in according.get(i, ())), key=itemgetter(0)):
            if other.cue.head in one.content and one.cue.head in other.content:
                one.content = [i for i in one.content if i < other.cue.head]


def part_at_semicolons(reading: Reading, found: list[Finding]) -> None:
    """End a content at a semicolon behind which somebody else speaks ("…, the union says; police say 300")."""
    cues: dict[int, list[int]] = {}
    for one in found:
        cues.setdefault(reading.tokens[one.cue.head].sentence, []).append(one.cue.head)
    for number, heads in cues.items():
        parts = list(parts_of(reading, reading.parse.sentences[number])) if len(heads) > 1 else []
        held = [[head for head in heads if first <= head < last] for first, last in parts]
        if sum(map(bool, held)) < 2:
            continue
        for one in (f for f in found if f.cue.head in heads and not f.quotes):
            first, last = next(part for part in parts if part[0] <= one.cue.head < part[1])
            own = [i for i in one.content if first <= i < last]
            one.content = own or [i for i in range(one.cue.head + 1, last) if reading.is_word[i]]


def is_parted(reading: Reading, cue: int, content: Sequence[int]) -> bool:
    """Tell whether a semicolon outside quotations stands between a cue and the most of what it is taken to bring."""
    first, last = min((cue, *content)), max((cue, *content))
    return any(reading.tokens[i].text == ";" and reading.quoted[i] < 0 for i in range(first, last))


def _by_place(found: Iterable[tuple[int | None, Finding]]) -> dict[int, list[tuple[int, Finding]]]:
    """Return findings with their numbers by a token of each."""
    by_place: dict[int, list[tuple[int, Finding]]] = {}
    for number, (place, finding) in enumerate(found):
        if place is not None:
            by_place.setdefault(place, []).append((number, finding))
    return by_place


def without_loose_end(reading: Reading, content: list[int]) -> list[int]:
    """Return the content without the conjunctions and commas that its cut left at the end."""
    while content and reading.tokens[content[-1]].pos in ("CCONJ", "PUNCT", "SCONJ"):
        content.pop()
    return content
