"""What speaks for a stretch of text being what a cue says. Table, candidates -> features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.contents import Pieces, runs
from copydesk.stages.attribution.light.cues import bucket
from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.table import Table

FEATURES = (
    *("way", "way lemma", "way lemma dep", "way pos dep", "way tag auxpass", "way sense", "way ruled"),
    *("way quoting cue_quoted", "way length", "way after_pos", "way first", "relation lemma", "shape lemma"),
    *("shape pos dep", "shape sense", "shape mark", "relation top pos", "lemma first", "lemma side share"),
    *("lemma top_dep side to_end", "lemma agreed", "agreed", "agreed ruled", "agreed ruled share"),
    *("agreed after_pos side", "agreed cue_quoted pos", "agreed closing", "before first", "before side pos"),
    *("before_pos first_pos side", "after side pos", "edge to_end", "after_pos after2_pos last_pos"),
    *("last after_pos", "closing", "closing lemma", "part_dep comma length share", "quoting before after"),
    *("quoting side gap", "quoting ruled side", "quoting lemma", "side gap pos", "side gap own share"),
    *("side to_end sentences share", "side from_start pos own", "sentences share own several"),
    *("holds_subject holds_cue pos", "length pos share", "length to_end shape", "pieces way share"),
    *("to_end from_start own side pos",),
)
"""Each names the columns that it combines; their order is part of the weights."""


def content_features(
    table: Table, cues: Indices, candidates: Sequence[Pieces], ways: Sequence[str]
) -> NDArray[np.int32]:
    """Return the places of each candidate's features among the weights; `cues` names the cue of each."""
    return places(_columns(table, cues, candidates, ways), FEATURES, len(cues))


def overlap(table: Table, one: Pieces, other: Pieces) -> int:
    """Return how many words two stretches share."""
    counts, total = table.word_counts, 0
    for a, b in one:
        for c, d in other:
            first, end = (a if a > c else c), (b if b < d else d)
            if first < end:
                total += counts[end] - counts[first]
    return total


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


class _Spans(NamedTuple):
    """Where each candidate begins and ends, and how many runs and words it has; `runs` are those of all, `opens` where each one's begin."""

    pieces: Sequence[Pieces]
    first: Indices
    end: Indices
    parts: Indices
    runs: Indices
    opens: Indices
    words: Indices

    def sums(self, before: Indices) -> Indices:
        """Return for each candidate what a count has grown by in its runs, where `before` is the count in front of each token."""
        return np.add.reduceat(before[self.runs[:, 1]] - before[self.runs[:, 0]], self.opens)


def _spans(table: Table, candidates: Sequence[Pieces]) -> _Spans:
    count = np.array([len(one) for one in candidates], dtype=np.int64)
    all_runs = np.array([run for one in candidates for run in one], dtype=np.int64).reshape(-1, 2)
    opens = np.cumsum(count) - count
    first, end = all_runs[opens, 0], all_runs[opens + count - 1, 1]
    spans = _Spans(candidates, first, end, count, all_runs, opens, count)
    return spans._replace(words=spans.sums(table.words_before))


def _columns(table: Table, cues: Indices, candidates: Sequence[Pieces], ways: Sequence[str]) -> dict[str, Codes]:
    """Return by name what the features are made of."""
    spans = _spans(table, candidates)
    known = {
        "way": np.array([code(name) for name in ways], dtype=np.uint64),
        "agreed": _agreement(table, cues, spans),
    }
    return (
        known
        | _cue(table, cues)
        | _edges(table, spans)
        | _quoting(table, spans)
        | _place(table, cues, spans)
        | _make(table, cues, spans)
    )


def _cue(table: Table, cues: Indices) -> dict[str, Codes]:
    return {
        "lemma": table.lemma[cues],
        "pos": table.pos[cues],
        "dep": table.dep[cues],
        "tag": table.tag[cues],
        "sense": table.sense[cues],
        "ruled": table.listed[cues],
        "auxpass": table.lemma[table.under("auxpass")[cues]],
        "cue_quoted": (table.quoted[cues] >= 0).astype(np.uint64),
    }


def _edges(table: Table, spans: _Spans) -> dict[str, Codes]:
    """Return the words on both sides of a candidate's two ends."""
    before, after = spans.first - 1, np.where(spans.end < len(table), spans.end, -1)
    after2 = np.where(spans.end + 1 < len(table), spans.end + 1, -1)
    return {
        "before": table.text[before],
        "before_pos": table.pos[before],
        "first": table.text[spans.first],
        "first_pos": table.pos[spans.first],
        "last": table.text[spans.end - 1],
        "last_pos": table.pos[spans.end - 1],
        "after": table.text[after],
        "after_pos": table.pos[after],
        "after2_pos": table.pos[after2],
        "edge": combine(table.text[after], table.text[after2]),
    }


def _quoting(table: Table, spans: _Spans) -> dict[str, Codes]:
    """Return how much of a candidate is quoted, and whether its ends are those of quotations."""
    quoted = spans.sums(table.quoted_before)
    share = np.where(quoted == 0, 0, np.where(quoted == spans.words, 2, 1)).astype(np.uint64)
    first, last = table.quoted[spans.first], table.quoted[spans.end - 1]
    before = table.quoted[spans.first - 1]
    after = table.quoted[np.where(spans.end < len(table), spans.end, -1)]
    opens, torn = (first >= 0) & (before != first), (first >= 0) & (before == first)
    torn_behind = (last >= 0) & (after == last)
    return {"share": share, "quoting": combine(share, opens, torn, torn_behind)}


def _place(table: Table, cues: Indices, spans: _Spans) -> dict[str, Codes]:
    """Return where a candidate stands to its cue and in its sentences."""
    first, end, sentences = spans.first, spans.end, table.reading.parse.sentences
    last = end - 1
    starts = np.array([s.first for s in sentences], dtype=np.int64)[table.sentence[first]]
    stops = np.array([s.last for s in sentences], dtype=np.int64)[table.sentence[last]]
    subject = np.where(table.under("nsubj")[cues] >= 0, table.under("nsubj")[cues], table.under("nsubjpass")[cues])
    return {
        "side": np.where(end <= cues, 1, np.where(first > cues, 2, 3)).astype(np.uint64),
        "gap": bucket(np.where(first > cues, first - cues, cues - end)),
        "own": (table.sentence[first] == table.sentence[cues]).astype(np.uint64),
        "sentences": bucket(table.sentence[last] - table.sentence[first]),
        "to_end": (table.words_before[stops] == table.words_before[end]).astype(np.uint64),
        "from_start": (table.words_before[starts] == table.words_before[first]).astype(np.uint64),
        "holds_subject": ((subject >= first) & (subject < end) & (spans.parts == 1)).astype(np.uint64),
        "holds_cue": ((cues >= first) & (cues < end) & (spans.parts == 1)).astype(np.uint64),
        "pieces": bucket(spans.parts),
        "several": (spans.parts > 1).astype(np.uint64),
    }


def _make(table: Table, cues: Indices, spans: _Spans) -> dict[str, Codes]:
    """Return what a candidate is made of: the word above the others, and what it closes with."""
    top = np.array([_top(table, *one[0]) for one in spans.pieces], dtype=np.int64)
    part = np.array([_last_part(table, *one[-1]) for one in spans.pieces], dtype=np.int64)
    part_start = np.where(part >= 0, table.first[part], -1)
    comma = (table.text[np.maximum(part_start - 1, -1)] == _COMMA).astype(np.uint64)
    relation = combine(table.dep[top], table.head[top] == cues)
    return {
        "top": table.lemma[top],
        "top_dep": table.dep[top],
        "relation": relation,
        "shape": combine(relation, table.tag[top]),
        "mark": table.text[table.under("mark")[top]],
        "length": bucket(spans.words),
        "part_dep": table.dep[part],
        "comma": comma,
        "closing": combine(table.dep[part], comma, table.text[part_start]),
    }


_COMMA = np.uint64(code(","))


def _agreement(table: Table, cues: Indices, spans: _Spans) -> Codes:
    """Return how well each candidate agrees with the content by the rules: 0 without one, 1 for nothing, 6 for the same."""
    found = np.zeros(len(cues), dtype=np.int64)
    for cue in np.unique(cues).tolist():
        if finding := table.findings.get(cue):
            ruled = np.zeros(len(table) + 1, dtype=np.int64)
            for first, end in runs(finding.content):
                ruled[first + 1 : end + 1] += table.is_word[first:end]
            shared = spans.sums(np.cumsum(ruled))
            part = shared / np.maximum(ruled.sum() + spans.words - shared, 1)
            found = np.where(cues == cue, np.where(part > 0.999, 6, 1 + (part * 5).astype(np.int64)), found)
    return found.astype(np.uint64)
