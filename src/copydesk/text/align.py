"""Two lists of words side by side: what was kept, replaced, inserted, deleted or moved. Words, words -> Changes."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

LARGEST = 3000
"""Longer lists are cut at words that stand once in both, so that the time stays in proportion to the length."""
LEAST_MOVED = 4
"""Fewer words than this in another place are an insertion and a deletion, not a move."""

Op = Literal["equal", "replace", "insert", "delete", "move"]


class Change(NamedTuple):
    """Words `[a_first, a_last)` of one list stand against `[b_first, b_last)` of the other."""

    op: Op
    a_first: int
    a_last: int
    b_first: int
    b_last: int

    def shift(self, a: int, b: int) -> Change:
        return Change(self.op, self.a_first + a, self.a_last + a, self.b_first + b, self.b_last + b)


def align_words(a: Sequence[int], b: Sequence[int]) -> list[Change]:
    """Return what turns the words `a` into `b`, equal runs included; adjacent changed words form one change."""
    changes: list[Change] = []
    a_from = b_from = 0
    for a_to, b_to in [*_cuts(a, b), (len(a), len(b))]:
        piece = _align_piece(a[a_from:a_to], b[b_from:b_to])
        changes += [change.shift(a_from, b_from) for change in piece]
        a_from, b_from = a_to, b_to
    return merge_changes(changes)


def merge_changes(changes: Sequence[Change]) -> list[Change]:
    """Join neighbours: equal with equal, changed with changed."""
    merged: list[Change] = []
    for change in changes:
        last = merged[-1] if merged else None
        if last is not None and (last.op == "equal") == (change.op == "equal"):
            merged[-1] = _name(last.a_first, change.a_last, last.b_first, change.b_last, equal=change.op == "equal")
        else:
            merged.append(change)
    return merged


def trim_changes(changes: Sequence[Change], least: int = 3) -> list[Change]:
    """Cut both ends back to an equal run that is long enough to outweigh the change that it stands behind."""
    kept = list(changes)
    while kept and _is_loose(kept, 0, 1, least):
        kept.pop(0)
    while kept and _is_loose(kept, -1, -2, least):
        kept.pop()
    return kept


def mark_moves(changes: Sequence[Change], a: Sequence[int], b: Sequence[int]) -> list[Change]:
    """Turn words that were taken out in one place and put in at another into a move; it stands where they stood in `a`."""
    changed = [change for change in changes if change.op != "equal"]
    moves = _find_moves(changed, a, b)
    ours, theirs = (
        [(move.a_first, move.a_last) for move in moves],
        sorted((move.b_first, move.b_last) for move in moves),
    )
    rest = [part for change in changed for part in _without(change, ours, theirs)]
    equal = [change for change in changes if change.op == "equal"]
    return sorted([*equal, *rest, *moves], key=lambda change: (change.a_first, change.a_last, change.b_first))


def _find_moves(changed: Sequence[Change], a: Sequence[int], b: Sequence[int]) -> list[Change]:
    """Return the runs of words that one change takes out and another puts in, each word once."""
    put_in: dict[tuple[int, ...], tuple[int, Change]] = {}
    for change in changed:
        for at in range(change.b_first, change.b_last - LEAST_MOVED + 1):
            put_in.setdefault(tuple(b[at : at + LEAST_MOVED]), (at, change))
    moves: list[Change] = []
    used: set[int] = set()
    for change in changed:
        at = change.a_first
        while at + LEAST_MOVED <= change.a_last:
            to, other = put_in.get(tuple(a[at : at + LEAST_MOVED]), (0, change))
            size = 0
            if other is not change:
                room = min(change.a_last - at, other.b_last - to)
                same = (i for i in range(room) if a[at + i] != b[to + i] or to + i in used)
                size = next(same, room)
            if size >= LEAST_MOVED:
                moves.append(Change("move", at, at + size, to, to + size))
                used.update(range(to, to + size))
            at += max(1, size)
    return moves


def _without(change: Change, ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> list[Change]:
    """Return what is left of a change when its moved words are taken out, paired in order."""
    a_parts, b_parts = _gaps(change.a_first, change.a_last, ours), _gaps(change.b_first, change.b_last, theirs)
    return [
        _name(*(mine or (change.a_last,) * 2), *(other or (change.b_last,) * 2), equal=False)
        for mine, other in zip_longest(a_parts, b_parts)
    ]


def _gaps(first: int, last: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the parts of `[first, last)` between the ranges taken, which are sorted."""
    inside = taken[bisect_left(taken, (first, 0)) : bisect_left(taken, (last, 0))]
    edges = [first, *(edge for pair in inside for edge in pair), last]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def count_kept(changes: Sequence[Change]) -> int:
    """Return how many words stand on both sides, moved ones included."""
    return sum(change.a_last - change.a_first for change in changes if change.op in ("equal", "move"))


def _is_loose(changes: Sequence[Change], end: int, beside: int, least: int) -> bool:
    if changes[end].op != "equal":
        return True
    if len(changes) < 2:
        return False
    kept, change = changes[end].a_last - changes[end].a_first, changes[beside]
    changed = max(change.a_last - change.a_first, change.b_last - change.b_first)
    return kept < least or kept < changed


def _align_piece(a: Sequence[int], b: Sequence[int]) -> list[Change]:
    if len(a) > 2 * LARGEST and len(b) > 2 * LARGEST and a != b:
        return _align_coarsely(a, b)
    operations = Levenshtein.opcodes(a, b)
    return [Change(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in operations]  # type: ignore[arg-type]


def _align_coarsely(a: Sequence[int], b: Sequence[int]) -> list[Change]:
    """Keep the equal words at both ends and call the rest replaced: no word in it stands once to hold on to."""
    shorter = min(len(a), len(b))
    head = next((i for i in range(shorter) if a[i] != b[i]), shorter)
    tail = next((i for i in range(shorter - head) if a[-1 - i] != b[-1 - i]), shorter - head)
    parts = [
        Change("equal", 0, head, 0, head),
        _name(head, len(a) - tail, head, len(b) - tail, equal=False),
        Change("equal", len(a) - tail, len(a), len(b) - tail, len(b)),
    ]
    return [part for part in parts if part.a_last > part.a_first or part.b_last > part.b_first]


def _cuts(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Return places, about `LARGEST` words apart, where a run of four words that stands once in both begins."""
    if max(len(a), len(b)) <= LARGEST:
        return []
    ours, theirs = _unique_runs(a), _unique_runs(b)
    pairs = sorted((ours[run], theirs[run]) for run in ours.keys() & theirs.keys())
    cuts: list[tuple[int, int]] = []
    for a_at, b_at in _longest_rise(pairs):
        last = cuts[-1] if cuts else (0, 0)
        if a_at - last[0] >= LARGEST // 4 or b_at - last[1] >= LARGEST // 4:
            cuts.append((a_at, b_at))
    return cuts


def _unique_runs(words: Sequence[int], size: int = 4) -> dict[tuple[int, ...], int]:
    runs = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
    counts = Counter(runs)
    return {run: i for i, run in enumerate(runs) if counts[run] == 1}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises on both sides; the first side is sorted and distinct."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for i, (_, b_at) in enumerate(pairs):
        place = bisect_left(ends, b_at)
        before.append(at[place - 1] if place else -1)
        ends[place : place + 1] = [b_at]
        at[place : place + 1] = [i]
    chain, i = [], at[-1] if at else -1
    while i >= 0:
        chain.append(pairs[i])
        i = before[i]
    return chain[::-1]


def _name(a_first: int, a_last: int, b_first: int, b_last: int, *, equal: bool) -> Change:
    op: Op = "replace"
    if equal:
        op = "equal"
    elif a_first == a_last:
        op = "insert"
    elif b_first == b_last:
        op = "delete"
    return Change(op, a_first, a_last, b_first, b_last)
