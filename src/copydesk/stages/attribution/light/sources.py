"""Who could be the source of what a cue says, and what speaks for each. Table, cue -> candidates and their features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.content_features import overlap
from copydesk.stages.attribution.light.contents import Pieces, runs
from copydesk.stages.attribution.light.cues import bucket, listed
from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.table import Table

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")
WITHIN = ("compound", "nmod", "nummod", "punct", "det", "predet", "quantmod", "npadvmod")
"""Labels of nouns and the like that are parts of another noun's phrase."""
LOOSE = ("relcl", "acl", "appos", "conj", "prep")
"""Labels of what a long phrase is cut before."""
LONGEST = 12
"""Words of the longest phrase that is taken whole."""
DEPTH = 5
"""How many steps up the parse are looked at from either side."""


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


def source_features(
    table: Table, cues: Indices, candidates: Sequence[Candidate], contents: Sequence[Pieces]
) -> NDArray[np.int32]:
    """Return the places of each candidate's features; `cues` and `contents` name the cue and the chosen content of each."""
    return places(_columns(table, cues, candidates, contents), len(cues))


def _path(table: Table, cue: int, head: int) -> str:
    """Return the labels on the way from a cue up the parse and down to a noun."""
    if head < 0:
        return "nobody"
    labels, heads = table.reading.tokens, table.heads
    ups = [cue]
    while len(ups) <= DEPTH and heads[ups[-1]] != ups[-1]:
        ups.append(heads[ups[-1]])
    down: list[str] = []
    current = head
    for _ in range(DEPTH):
        if current in ups:
            up = [labels[i].dep for i in ups[: ups.index(current)]]
            return f"{'^'.join(up)}/{'_'.join(reversed(down))}"
        down.append(labels[current].dep)
        current = heads[current]
    return "far"


def _columns(table: Table, cues: Indices, candidates: Sequence[Candidate], contents: Sequence[Pieces]) -> list[Codes]:
    heads = np.array([candidate.head for candidate in candidates], dtype=np.int64)
    listing = cues.tolist()
    path = np.array(
        [code(_path(table, cue, one.head)) for cue, one in zip(listing, candidates, strict=True)], dtype=np.uint64
    )
    inside = np.array(
        [
            0 if one.head < 0 else 1 + min(2, overlap(table, one.pieces, content))
            for one, content in zip(candidates, contents, strict=True)
        ],
        dtype=np.uint64,
    )
    content_first = np.array([content[0][0] if content else -1 for content in contents], dtype=np.int64)
    content_end = np.array([content[-1][1] if content else -1 for content in contents], dtype=np.int64)
    agreed = np.array([_agrees(table, cue, one) for cue, one in zip(listing, candidates, strict=True)], dtype=np.uint64)
    first = np.array([one.pieces[0][0] if one.pieces else -1 for one in candidates], dtype=np.int64)
    end = np.array([one.pieces[-1][1] if one.pieces else 0 for one in candidates], dtype=np.int64)
    before = np.where(first > 0, first - 1, -1)
    after = np.where((first >= 0) & (end < len(table)), end, -1)
    lemma, pos, dep, tag = (column[cues] for column in (table.lemma, table.pos, table.dep, table.tag))
    ruled, sense = listed(table)[cues], table.sense[cues]
    nobody = heads < 0
    passive = (table.under("auxpass")[cues] >= 0).astype(np.uint64)
    own = (table.under("nsubj")[cues] >= 0).astype(np.uint64)
    side = np.where(nobody, 0, np.where(heads < cues, 1, 2)).astype(np.uint64)
    distance = bucket(np.where(nobody, -1, np.abs(heads - cues)))
    placed = np.where(nobody, 0, np.where(heads < content_first, 1, np.where(heads >= content_end, 2, 3))).astype(
        np.uint64
    )
    cue_placed = np.where(cues < content_first, 1, np.where(cues >= content_end, 2, 3)).astype(np.uint64)
    order = combine(placed, cue_placed, side)
    quoted = combine(table.quoted[heads] >= 0, table.quoted[cues] >= 0)
    same_quote = combine(table.quoted[heads] == table.quoted[cues], quoted)
    kind = combine(table.pos[heads], table.name[heads])
    rank = np.array(_ranks(listing, heads.tolist()), dtype=np.uint64)
    return [
        path,
        combine(path, lemma),
        combine(path, pos, tag),
        combine(path, passive, own),
        combine(path, ruled),
        combine(path, kind),
        combine(path, table.lemma[heads]),
        combine(path, inside),
        combine(path, sense),
        combine(path, agreed),
        combine(path, order),
        table.lemma[heads],
        combine(table.lemma[heads], pos, side),
        combine(table.text[heads], quoted),
        combine(lemma, table.lemma[heads]),
        combine(lemma, kind),
        combine(lemma, nobody),
        combine(lemma, dep, nobody),
        combine(lemma, passive, nobody),
        combine(lemma, inside),
        combine(lemma, agreed),
        agreed,
        combine(agreed, ruled),
        combine(agreed, kind, pos),
        combine(agreed, inside),
        combine(agreed, dep, pos),
        combine(kind, side, distance),
        combine(kind, table.dep[heads], pos),
        combine(kind, order),
        combine(kind, inside),
        combine(kind, rank, side),
        combine(table.tag[heads], table.dep[heads], dep),
        combine(table.dep[heads], dep, pos, side),
        combine(inside, order),
        combine(distance, side, pos),
        combine(rank, side, pos),
        combine(same_quote, kind),
        combine(same_quote, pos, nobody),
        combine(table.text[before], side, kind),
        combine(table.text[after], side, kind),
        combine(table.text[before], pos, placed),
        combine(table.lemma[table.under("poss")[heads]], pos),
        combine(table.lemma[table.under("det")[heads]], kind, side),
        combine(nobody, pos, dep, own),
        combine(nobody, ruled, own, passive),
        combine(nobody, tag, own, order),
        combine(nobody, table.text[cues]),
        combine(order, table.text[cues]),
    ]


def _agrees(table: Table, cue: int, one: Candidate) -> int:
    """Return how a candidate stands to the source by the rules: 0 they say nothing, 1 another, 2 the same."""
    finding = table.findings.get(cue)
    if finding is None:
        return 0
    speaker = finding.relative if finding.relative is not None else finding.speaker
    return 2 + (one.head < 0) if one.head == (-1 if speaker is None else speaker) else 1


def _ranks(cues: list[int], heads: list[int]) -> list[int]:
    """Return the number of each candidate among those of its cue on the same side, counted from the cue."""
    seen: dict[tuple[int, bool], int] = {}
    found = [0] * len(cues)
    for at in sorted(range(len(cues)), key=lambda at: (cues[at], abs(heads[at] - cues[at]), at)):
        key = cues[at], heads[at] < cues[at]
        seen[key] = seen.get(key, 0) + 1
        found[at] = min(seen[key], 6)
    return found
