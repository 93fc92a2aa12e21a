"""Outlets that stand in the phrase of a source: those that saw, got or met it ("a memo obtained by the Echo"). Reading, noun -> names."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlet_mentions import is_press, outlets_among

COPIES = ("copy", "draft", "excerpt", "extract", "minute", "part", "recording", "text", "transcript", "version")
"""Nouns behind which "of" names the document that an outlet saw."""


def phrase_of(reading: Reading, heads: Iterable[int]) -> list[int]:
    return sorted({j for i in heads for j in reading.parse.subtree(i)})


def outlets_behind_source(reading: Reading, noun: int) -> list[str]:
    """Return the outlets by which a source was seen, got or quoted, and whose source it is ("papers obtained by …")."""
    below = [j for i in reading.under(noun, "prep") if reading.tokens[i].text == "of" for j in reading.under(i, "pobj")]
    part = reading.tokens[noun].pos in ("NUM", "PRON", "DET") or reading.lemmas[noun] in COPIES
    of_which = below if part else []
    found = [
        name
        for first in (j for i in (noun, *of_which) for j in reading.under(i, "acl", "relcl"))
        for clause in (first, *reading.under(first, "conj"))
        if reading.tokens[clause].tag == "VBN" and reading.tokens[clause].lemma not in ("speak", "talk", "interview")
        for agent in reading.under(clause, "agent", "prep")
        if reading.tokens[agent].text.lower() in ("by", "with", "in", "to")
        for _, name in outlets_among(reading, reading.parse.subtree(agent))
    ]
    found += [
        name
        for clause in reading.under(noun, "relcl", "acl")
        if reading.tokens[clause].lemma in ("speak", "talk", "interview")
        for i in reading.under(clause, "prep", "agent")
        if reading.tokens[i].text.lower() in ("to", "with", "by", "on")
        for _, name in outlets_among(reading, phrase_of(reading, reading.under(i, "pobj")))
        if name not in found
    ]
    found += [
        name
        for clause in reading.under(noun, "relcl")
        if reading.lemmas[clause] in ("see", "obtain", "review", "view", "read", "publish")
        for _, name in outlets_among(reading, phrase_of(reading, reading.under(clause, "nsubj")))
        if name not in found
    ]
    for i in reading.under(noun, "prep"):
        talks = [j for j in reading.under(i, "pobj") if is_press(reading, j) and reading.under(j, "prep", "acl")]
        if reading.tokens[i].text.lower() in ("in", "on", "during") and talks:
            found += [name for _, name in outlets_among(reading, reading.parse.subtree(talks[0])) if name not in found]
    found += [
        name for i in reading.under(noun, "appos") for name in outlets_behind_source(reading, i) if name not in found
    ]
    if reading.tokens[noun].lemma.lower() == "source":
        found += [name for _, name in outlets_among(reading, phrase_of(reading, reading.under(noun, "poss")))]
        clause = reading.tokens[reading.tokens[noun].head]
        if clause.dep == "relcl" and any(reading.tokens[i].tag == "WP$" for i in reading.under(noun, "poss")):
            before = range(reading.sentence_tokens(noun).start, noun)
            found += [name for last, name in outlets_among(reading, before) if last >= noun - 4]
    return found
