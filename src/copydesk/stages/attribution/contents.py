"""What a cue says: the constructions in which a content can stand to it. Reading, cue -> tokens by frame."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range


def contents_of(reading: Reading, cue: int) -> Iterator[tuple[str, list[int]]]:
    """Return each construction that hangs on a cue, by name, with the tokens of its content.

    `clause` (said that …), `infinitive` (plans to …), `gerund`, `object` (praised …), a preposition's own word (spoke
    about …), `passive` (… was reported by), `complement` (called him …), an object and what follows it as one
    (`object of`: accused him of …) and, for a noun or an adjective, `clause` and `infinitive` too (the claim that …).
    """
    found = list(_below(reading, cue))
    yield from found
    objects = [tokens for frame, tokens in found if frame == "object"]
    if objects:
        for frame, tokens in found:
            if frame != "object" and tokens and tokens[0] > objects[0][-1]:
                yield f"object {frame}", list(range(objects[0][0], tokens[-1] + 1))


def _below(reading: Reading, cue: int) -> Iterator[tuple[str, list[int]]]:
    tokens = reading.tokens
    for i in reading.parse.children[cue]:
        label = tokens[i].dep
        if label == "ccomp":
            yield "clause", clause_range(reading, i, cue)
        elif label == "xcomp":
            yield _verbal_frame(reading, i), clause_range(reading, i, cue)
        elif label == "dobj" and tokens[cue].pos in VERBAL:
            yield "object", full_range(reading, i)
        elif label == "oprd":
            yield "complement", full_range(reading, i)
        elif label == "nsubjpass":
            yield "passive", full_range(reading, i)
        elif label == "acl" and tokens[cue].pos == "NOUN" and i > cue:
            yield _verbal_frame(reading, i), clause_range(reading, i, cue)
        elif label == "prep" and i > cue:
            yield tokens[i].text.lower(), [j for j in full_range(reading, i) if j != i]


def _verbal_frame(reading: Reading, index: int) -> str:
    if any(
        reading.tokens[j].text.lower() == "to" and reading.tokens[j].dep == "aux" for j in reading.parse.children[index]
    ):
        return "infinitive"
    return "gerund" if reading.tokens[index].tag == "VBG" else "clause"


def clause_range(reading: Reading, head: int, cue: int) -> list[int]:
    """Return the tokens of a content clause, without the cue's own words where they stand in its midst."""
    tokens = full_range(reading, head)
    own = {cue}
    for i in reading.parse.children[cue]:
        if i != head and tokens[0] < i < tokens[-1]:
            own.update(reading.parse.subtree(i))
    return [i for i in tokens if i not in own]
