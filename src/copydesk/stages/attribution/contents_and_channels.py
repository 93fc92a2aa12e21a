"""Outlets that the parser took for a part of what was said in them. Reading, finding -> the content without them, names."""

from __future__ import annotations

from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.outlet_mentions import LONGEST, holds, outlets_among

SAID_IN = (
    "appearance", "column", "comment", "email", "e-mail", "essay", "interview", "message", "op-ed", "piece", "podcast", "remark", "segment", "statement",
)  # fmt: skip
"""What ends a content without a comma before it ("… would close in comments to the Echo")."""


def take_out_medium(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlets of a talk that the parser took for the end of what was said, and take it out of the content.

    That is ", in a video posted by the Echo" and "in comments to the Echo".
    """
    inside = set(finding.content)
    for i in finding.content:
        if reading.lowered[i] not in ("in", "on", "during") or reading.quoted[i] >= 0 or i - 1 not in inside:
            continue
        phrase = reading.parse.subtree(i)
        nouns = [j for j in reading.under(i, "pobj") if holds(reading, j)]
        apart = reading.tokens[i - 1].text == ","
        if not nouns or phrase[-1] < max(k for k in inside if reading.is_word[k]):
            continue
        linked = any(reading.lowered[j] in ("to", "with", "by", "for", "in", "on") for j in phrase[1:])
        if linked and (apart or reading.lemmas[nouns[0]] in SAID_IN):
            names = [name for _, name in outlets_among(reading, phrase)]
            finding.content = [j for j in finding.content if j < i] if names else finding.content
            return names
    return []


def part_from_channel(reading: Reading, finding: Finding) -> None:
    """Take out of a content what the parser hung on it and tells where it was said.

    That is the outlet right behind "to" ("confirmed to the Echo it had closed"), and what is told of the talk or document
    behind a quotation and its cue ("“…,” she wrote in a letter that the Echo has seen").
    """
    behind = [i for i in finding.content if i > finding.cue.head and reading.quoted[i] < 0]
    if not behind:
        return
    first, before = behind[0], reading.lowered[behind[0] - 1]
    if before in ("to", "with") and reading.quoted[finding.cue.head] < 0 and len(behind) > 1:
        names = outlets_among(reading, behind)
        if names and names[0][0] + 1 - len(names[0][1].split()) <= first + 1 and names[0][0] != behind[-1]:
            finding.content = [i for i in finding.content if i > names[0][0] or i < first]
            return
    quoted = any(reading.quoted[i] >= 0 for i in finding.content if i < finding.cue.head)
    if (
        quoted
        and any(holds(reading, i) for i in range(finding.cue.head + 1, behind[-1]))
        and _is_channel(reading, first - 1)
    ):
        finding.content = [i for i in finding.content if i not in behind]


def _is_channel(reading: Reading, index: int) -> bool:
    """Say whether a word is a talk or document, or the last of an outlet's name ("an interview with the Echo that Sky was the first to …")."""
    before = range(max(0, index - LONGEST + 1), index + 1)
    return holds(reading, index) or any(last == index for last, _ in outlets_among(reading, before))


def told_behind(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlet that the parser hung on a speaker behind the cue, and take it out of the source ("says Ann Bell in the Echo")."""
    speaker, cue = finding.speaker, finding.cue.head
    if speaker is None or speaker < cue or reading.tokens[cue].pos not in VERBAL or holds(reading, speaker):
        return []
    for i in (j for head in (speaker, *reading.under(speaker, "appos")) for j in reading.under(head, "prep")):
        behind = [j for j in finding.source if j >= i][: LONGEST + 1]
        names = outlets_among(reading, behind)
        if names and behind[0] == i and reading.lowered[i] in ("in", "on", "to"):
            finding.source = [j for j in finding.source if j < i]
            return [name for _, name in names]
    return []
