"""What speaks for a phrase being the source of what a cue says. Table, candidates -> features."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.stages.attribution.light.content_features import overlap
from copydesk.stages.attribution.light.contents import Pieces
from copydesk.stages.attribution.light.cues import bucket
from copydesk.stages.attribution.light.hashing import Codes, Indices, code, combine, places
from copydesk.stages.attribution.light.sources import Candidate
from copydesk.stages.attribution.light.table import Table

DEPTH = 5
"""How many steps up the parse are looked at from either side."""
FEATURES = (
    *("path", "path lemma", "path pos tag", "path passive own", "path ruled", "path kind", "path head"),
    *("path inside", "path sense", "path agreed", "path order", "head", "head pos side", "head_text quoted"),
    *("lemma head", "lemma kind", "lemma nobody", "lemma dep nobody", "lemma passive nobody", "lemma inside"),
    *("lemma agreed", "agreed", "agreed ruled", "agreed kind pos", "agreed inside", "agreed dep pos"),
    *("kind side distance", "kind head_dep pos", "kind order", "kind inside", "kind rank side"),
    *("head_tag head_dep dep", "head_dep dep pos side", "inside order", "distance side pos", "rank side pos"),
    *("same_quote kind", "same_quote pos nobody", "before side kind", "after side kind", "before pos placed"),
    *("poss pos", "det kind side", "nobody pos dep own", "nobody ruled own passive", "nobody tag own order"),
    *("nobody text", "order text"),
)
"""Each names the columns that it combines; their order is part of the weights."""


def source_features(
    table: Table, cues: Indices, candidates: Sequence[Candidate], contents: Sequence[Pieces]
) -> NDArray[np.int32]:
    """Return the places of each candidate's features; `cues` and `contents` name the cue and the chosen content of each."""
    return places(_columns(table, cues, candidates, contents), FEATURES, len(cues))


def _ups(table: Table, cue: int) -> list[int]:
    """Return a cue and what stands above it in the parse."""
    ups, heads = [cue], table.heads
    while len(ups) <= DEPTH and heads[ups[-1]] != ups[-1]:
        ups.append(heads[ups[-1]])
    return ups


def _path(table: Table, ups: list[int], head: int) -> str:
    """Return the labels on the way from a cue up the parse and down to a noun."""
    if head < 0:
        return "nobody"
    labels, heads = table.reading.tokens, table.heads
    down: list[str] = []
    current = head
    for _ in range(DEPTH):
        if current in ups:
            up = [labels[i].dep for i in ups[: ups.index(current)]]
            return f"{'^'.join(up)}/{'_'.join(reversed(down))}"
        down.append(labels[current].dep)
        current = heads[current]
    return "far"


def _columns(
    table: Table, cues: Indices, candidates: Sequence[Candidate], contents: Sequence[Pieces]
) -> dict[str, Codes]:
    """Return by name what the features are made of."""
    heads = np.array([candidate.head for candidate in candidates], dtype=np.int64)
    return (
        _cue(table, cues)
        | _head(table, heads, candidates)
        | _place(table, cues, heads, contents)
        | _relation(table, cues, candidates, contents)
    )


def _cue(table: Table, cues: Indices) -> dict[str, Codes]:
    return {
        "lemma": table.lemma[cues],
        "text": table.text[cues],
        "pos": table.pos[cues],
        "dep": table.dep[cues],
        "tag": table.tag[cues],
        "sense": table.sense[cues],
        "ruled": table.listed[cues],
        "passive": (table.under("auxpass")[cues] >= 0).astype(np.uint64),
        "own": (table.under("nsubj")[cues] >= 0).astype(np.uint64),
    }


def _head(table: Table, heads: Indices, candidates: Sequence[Candidate]) -> dict[str, Codes]:
    """Return the word that heads a candidate, and what stands around it."""
    first = np.array([one.pieces[0][0] if one.pieces else -1 for one in candidates], dtype=np.int64)
    end = np.array([one.pieces[-1][1] if one.pieces else 0 for one in candidates], dtype=np.int64)
    return {
        "head": table.lemma[heads],
        "head_text": table.text[heads],
        "head_dep": table.dep[heads],
        "head_tag": table.tag[heads],
        "kind": combine(table.pos[heads], table.name[heads]),
        "nobody": (heads < 0).astype(np.uint64),
        "before": table.text[np.where(first > 0, first - 1, -1)],
        "after": table.text[np.where((first >= 0) & (end < len(table)), end, -1)],
        "poss": table.lemma[table.under("poss")[heads]],
        "det": table.lemma[table.under("det")[heads]],
    }


def _place(table: Table, cues: Indices, heads: Indices, contents: Sequence[Pieces]) -> dict[str, Codes]:
    """Return where a candidate stands to its cue and to the content."""
    start = np.array([content[0][0] if content else -1 for content in contents], dtype=np.int64)
    stop = np.array([content[-1][1] if content else -1 for content in contents], dtype=np.int64)
    nobody = heads < 0
    side = np.where(nobody, 0, np.where(heads < cues, 1, 2)).astype(np.uint64)
    placed = np.where(nobody, 0, np.where(heads < start, 1, np.where(heads >= stop, 2, 3))).astype(np.uint64)
    cue_placed = np.where(cues < start, 1, np.where(cues >= stop, 2, 3)).astype(np.uint64)
    quoted = combine(table.quoted[heads] >= 0, table.quoted[cues] >= 0)
    return {
        "side": side,
        "placed": placed,
        "order": combine(placed, cue_placed, side),
        "distance": bucket(np.where(nobody, -1, np.abs(heads - cues))),
        "rank": np.array(_ranks(cues.tolist(), heads.tolist()), dtype=np.uint64),
        "quoted": quoted,
        "same_quote": combine(table.quoted[heads] == table.quoted[cues], quoted),
    }


def _relation(
    table: Table, cues: Indices, candidates: Sequence[Candidate], contents: Sequence[Pieces]
) -> dict[str, Codes]:
    """Return the way through the parse, what the rules say, and whether the content holds the candidate."""
    pairs = list(zip(cues.tolist(), candidates, strict=True))
    ups = {cue: _ups(table, cue) for cue in dict.fromkeys(cues.tolist())}
    inside = [
        0 if one.head < 0 else 1 + min(2, overlap(table, one.pieces, content))
        for one, content in zip(candidates, contents, strict=True)
    ]
    return {
        "path": np.array([code(_path(table, ups[cue], one.head)) for cue, one in pairs], dtype=np.uint64),
        "agreed": np.array([_agrees(table, cue, one) for cue, one in pairs], dtype=np.uint64),
        "inside": np.array(inside, dtype=np.uint64),
    }


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
