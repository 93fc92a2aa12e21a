"""Who could be the source of what a cue says. Table, cue -> candidates."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.stages.attribution.light.contents import Pieces, runs
from copydesk.stages.attribution.light.table import Table

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")
WITHIN = ("compound", "nmod", "nummod", "punct", "det", "predet", "quantmod", "npadvmod")
"""Labels of nouns and the like that are parts of another noun's phrase."""
LOOSE = ("relcl", "acl", "appos", "conj", "prep")
"""Labels of what a long phrase is cut before."""
LONGEST = 12
"""Words of the longest phrase that is taken whole."""


class Candidate(NamedTuple):
    """A possible source: its head (-1 for no source at all) and its tokens."""

    head: int
    pieces: Pieces


NOBODY = Candidate(-1, ())


def possible_sources(table: Table, cue: int, limit: int = 14) -> list[Candidate]:
    """Return no source at all, the one by the rules, and the nouns and pronouns of the sentence that are nearest to the cue."""
    tokens = table.reading.tokens
    found = {-1: NOBODY}
    by_rules = table.findings.get(cue)
    if by_rules and by_rules.speaker is not None and by_rules.source:
        found[by_rules.speaker] = Candidate(by_rules.speaker, runs(by_rules.source))
    sentence = table.reading.sentence_tokens(cue)
    near = [i for i in sentence if i != cue and table.words_list[i] and _is_nominal(table, i, cue)]
    near.sort(key=lambda i: (abs(i - cue), i))
    for i in near[:limit]:
        if i not in found:
            found[i] = Candidate(i, _phrase(table, i, cue))
    if tokens[cue].pos == "PUNCT":
        found.update({at: Candidate(at, pieces) for at, pieces in _beside_mark(table, cue) if pieces})
    return [candidate for candidate in found.values() if candidate.pieces or candidate.head < 0]


def _is_nominal(table: Table, index: int, cue: int) -> bool:
    token = table.reading.tokens[index]
    if token.dep in ("nsubj", "nsubjpass", "csubj"):
        return True
    return token.pos in NOMINAL and (token.dep not in WITHIN or (token.pos == "PROPN" and index == cue - 1))


def _beside_mark(table: Table, cue: int) -> list[tuple[int, Pieces]]:
    """Return what stands on the two sides of a colon or dash, if it is short, under numbers that no token bears."""
    sentence = table.reading.sentence_tokens(cue)
    sides = ((cue - 1, sentence.start, cue), (sentence.stop - 1, cue + 1, sentence.stop))
    return [(head, ((first, end),)) for head, first, end in sides if 0 < table.words(first, end) <= LONGEST // 2]


def _phrase(table: Table, head: int, cue: int) -> Pieces:
    """Return a noun's phrase, cut before whatever holds the cue or makes it long."""
    first, end = table.firsts[head], table.lasts[head] + 1
    if first <= cue < head:
        first = cue + 1
    for i in table.reading.parse.children[head]:
        holds_cue = table.firsts[i] <= cue <= table.lasts[i]
        is_loose = table.reading.tokens[i].dep in LOOSE and table.words(first, end) > LONGEST
        if i > head and (holds_cue or is_loose):
            end = min(end, max(table.firsts[i], head + 1))
    words = table.words_list
    while end > head + 1 and not words[end - 1]:
        end -= 1
    while first < head and not words[first]:
        first += 1
    return ((first, end),)
