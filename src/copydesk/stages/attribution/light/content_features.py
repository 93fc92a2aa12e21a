"""What speaks for a stretch of text being what a cue says. Table, candidates -> features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.contents import Pieces, runs
from copydesk.stages.attribution.light.cues import bucket, listed
from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.table import Table


def content_features(
    table: Table, cues: Indices, candidates: Sequence[Pieces], ways: Sequence[str]
) -> NDArray[np.int32]:
    """Return the places of each candidate's features among the weights; `cues` names the cue of each."""
    return places(_columns(table, cues, candidates, ways), len(cues))


def overlap(table: Table, one: Pieces, other: Pieces) -> int:
    """Return how many words two stretches share."""
    return sum(table.words(max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) < min(b, d))


def size(table: Table, pieces: Pieces) -> int:
    return sum(table.words(first, end) for first, end in pieces)


def _top(table: Table, first: int, end: int) -> int:
    """Return the word above a stretch's first one that still lies inside it."""
    heads, current = table.heads, first
    while first <= heads[current] < end and heads[current] != current:
        current = heads[current]
    return current


def _last_part(table: Table, first: int, end: int) -> int:
    """Return the head of the largest constituent that ends a stretch without being all of it, or -1."""
    heads, current = table.heads, end - 1
    while table.lasts[heads[current]] == end - 1 and first < table.firsts[heads[current]] and heads[current] != current:
        current = heads[current]
    return current if table.firsts[current] > first else -1


def _columns(table: Table, cues: Indices, candidates: Sequence[Pieces], ways: Sequence[str]) -> list[Codes]:
    spans = [(pieces[0][0], pieces[-1][1]) for pieces in candidates]
    first = np.array([span[0] for span in spans], dtype=np.int64)
    end = np.array([span[1] for span in spans], dtype=np.int64)
    count = np.array([len(pieces) for pieces in candidates], dtype=np.int64)
    top = np.array([_top(table, *pieces[0]) for pieces in candidates], dtype=np.int64)
    part = np.array([_last_part(table, *pieces[-1]) for pieces in candidates], dtype=np.int64)
    words = np.array([size(table, pieces) for pieces in candidates], dtype=np.int64)
    quoted = np.array([sum(table.quoted_words(*run) for run in pieces) for pieces in candidates], dtype=np.int64)
    agreed = np.array(_agreement(table, cues.tolist(), candidates), dtype=np.uint64)
    way = np.array([code(name) for name in ways], dtype=np.uint64)
    lemma, pos, dep, tag = (column[cues] for column in (table.lemma, table.pos, table.dep, table.tag))
    ruled, sense = listed(table)[cues], table.sense[cues]
    before = np.where(first > 0, first - 1, -1)
    after = np.where(end < len(table), end, -1)
    after2 = np.where(end + 1 < len(table), end + 1, -1)
    last = end - 1
    share = np.where(quoted == 0, 0, np.where(quoted == words, 2, 1)).astype(np.uint64)
    opens = ((table.quoted[first] >= 0) & (table.quoted[before] != table.quoted[first])).astype(np.uint64)
    torn = ((table.quoted[first] >= 0) & (table.quoted[before] == table.quoted[first])).astype(np.uint64)
    torn_behind = ((table.quoted[last] >= 0) & (table.quoted[after] == table.quoted[last])).astype(np.uint64)
    quoting = combine(share, opens, torn, torn_behind)
    cue_quoted = (table.quoted[cues] >= 0).astype(np.uint64)
    side = np.where(end <= cues, 1, np.where(first > cues, 2, 3)).astype(np.uint64)
    gap = bucket(np.where(first > cues, first - cues, cues - end))
    sentences = bucket(table.sentence[last] - table.sentence[first])
    own = (table.sentence[first] == table.sentence[cues]).astype(np.uint64)
    stops = np.array([s.last for s in table.reading.parse.sentences], dtype=np.int64)[table.sentence[last]]
    to_end = (table.words_before[stops] == table.words_before[end]).astype(np.uint64)
    starts = np.array([s.first for s in table.reading.parse.sentences], dtype=np.int64)[table.sentence[first]]
    from_start = (table.words_before[starts] == table.words_before[first]).astype(np.uint64)
    subject = np.where(table.under("nsubj")[cues] >= 0, table.under("nsubj")[cues], table.under("nsubjpass")[cues])
    holds_subject = ((subject >= first) & (subject < end) & (count == 1)).astype(np.uint64)
    holds_cue = ((cues >= first) & (cues < end) & (count == 1)).astype(np.uint64)
    relation = combine(table.dep[top], (table.head[top] == cues).astype(np.uint64))
    shape = combine(relation, table.tag[top])
    length = bucket(words)
    part_start = np.where(part >= 0, table.first[part], -1)
    comma = (table.text[np.maximum(part_start - 1, -1)] == _COMMA).astype(np.uint64)
    closing = combine(table.dep[part], comma, table.text[part_start])
    edge = combine(table.text[after], table.text[after2])
    auxiliary = table.lemma[table.under("auxpass")[cues]]
    mark = table.text[table.under("mark")[top]]
    return [
        way,
        combine(way, lemma),
        combine(way, lemma, dep),
        combine(way, pos, dep),
        combine(way, tag, auxiliary),
        combine(way, sense),
        combine(way, ruled),
        combine(way, quoting, cue_quoted),
        combine(way, length),
        combine(way, table.pos[after]),
        combine(way, table.text[first]),
        combine(relation, lemma),
        combine(shape, lemma),
        combine(shape, pos, dep),
        combine(shape, sense),
        combine(shape, mark),
        combine(relation, table.lemma[top], pos),
        combine(lemma, table.text[first]),
        combine(lemma, side, share),
        combine(lemma, table.dep[top], side, to_end),
        combine(lemma, agreed),
        agreed,
        combine(agreed, ruled),
        combine(agreed, ruled, share),
        combine(agreed, table.pos[after], side),
        combine(agreed, cue_quoted, pos),
        combine(agreed, closing),
        combine(table.text[before], table.text[first]),
        combine(table.text[before], side, pos),
        combine(table.pos[before], table.pos[first], side),
        combine(table.text[after], side, pos),
        combine(edge, to_end),
        combine(table.pos[after], table.pos[after2], table.pos[last]),
        combine(table.text[last], table.pos[after]),
        closing,
        combine(closing, lemma),
        combine(table.dep[part], comma, length, share),
        combine(quoting, table.text[before], table.text[after]),
        combine(quoting, side, gap),
        combine(quoting, ruled, side),
        combine(quoting, lemma),
        combine(side, gap, pos),
        combine(side, gap, own, share),
        combine(side, to_end, sentences, share),
        combine(side, from_start, pos, own),
        combine(sentences, share, own, count > 1),
        combine(holds_subject, holds_cue, pos),
        combine(length, pos, share),
        combine(length, to_end, shape),
        combine(bucket(count), way, share),
        combine(to_end, from_start, own, side, pos),
    ]


_COMMA = np.uint64(code(","))


def _agreement(table: Table, cues: list[int], candidates: Sequence[Pieces]) -> list[int]:
    """Return how well each candidate agrees with the content by the rules: 0 without one, 1 for nothing, 6 for the same."""
    ruled: dict[int, tuple[Pieces, int]] = {}
    found = []
    for cue, pieces in zip(cues, candidates, strict=True):
        finding = table.findings.get(cue)
        if finding is None:
            found.append(0)
            continue
        if cue not in ruled:
            content = runs(finding.content)
            ruled[cue] = content, size(table, content)
        content, total = ruled[cue]
        shared = overlap(table, pieces, content)
        union = total + size(table, pieces) - shared
        part = shared / union if union else 0.0
        found.append(6 if part > 0.999 else 1 + int(part * 5))
    return found
