"""Outlets that stand in the phrase of a source: those that saw, got or met it ("a memo obtained by the Echo"). Reading, noun -> names."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.outlet_paths import PASSES_ON, STAGES, way_up


def phrase_of(reading: Reading, heads: Iterable[int]) -> list[int]:
    return sorted({j for i in heads for j in reading.parse.subtree(i)})


def outlets_behind_source(reading: Reading, noun: int) -> list[str]:
    """Return the outlets by which a source was seen, got or quoted, and whose source it is ("papers obtained by …")."""
    first, here, later = [], [], []  # type: list[str], list[str], list[str]
    for last, name in outlets_among(reading, reading.parse.subtree(noun)):
        way = way_up(reading, last, [noun, *reading.under(noun, "appos")])
        talk = way and way[-2] != reading.tokens[way[0]].head and reading.lowered[way[-2]] in STAGES
        if way and (talk or any(reading.tokens[i].pos in VERBAL for i in way)):
            passed_on = any(reading.lemmas[i] in PASSES_ON for i in way)
            credited = reading.tokens[way[0]].dep == "dobj"  # "quoted in the Echo, which credits Sky News"
            (first if credited and passed_on else later if passed_on else here).append(name)
    return list(dict.fromkeys([*first, *reversed(here), *later, *_owners(reading, noun)]))


def _owners(reading: Reading, noun: int) -> list[str]:
    """Return the outlets whose source somebody is ("Sky News’s sources", "Sky News, whose sources said …")."""
    if reading.lemmas[noun] != "source":
        return []
    found = [name for _, name in outlets_among(reading, phrase_of(reading, reading.under(noun, "poss")))]
    clause = reading.tokens[reading.tokens[noun].head]
    if clause.dep == "relcl" and any(reading.tokens[i].tag == "WP$" for i in reading.under(noun, "poss")):
        before = range(reading.sentence_tokens(noun).start, noun)
        found += [name for last, name in outlets_among(reading, before) if last >= noun - 4]
    return found
