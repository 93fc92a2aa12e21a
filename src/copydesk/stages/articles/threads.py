"""Where the stories of a text page begin and end: a forum thread may hold several. Marks -> Segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.stages.articles.datelines import read_dateline
from copydesk.stages.articles.signals import Mark

_TALK = re.compile(r"\b(?:says|said|wrote|writes):?$|\bago$|^(?:log in to )?reply\b", re.I)
STORY_WORDS = 60
"""Fewer words of prose make no story of their own."""
_HEADER = {"caption", "credit", "byline", "date", "short", "highlights", "bullet"}


class Segment(NamedTuple):
    """The lines `[first, last)` of one story; the story itself lies in `[head, end)`, the rest is talk around it."""

    first: int
    head: int
    end: int
    last: int


def mark_members(marks: Sequence[Mark]) -> tuple[list[Mark], bool]:
    """Return the marks with the lines of posters' profiles as such, and whether the page is a thread.

    A profile is a run of short lines with two or more of: a member's title or a forum's word, a bare number. A date in
    such a run is the day on which the poster joined, or of the post; a name opens it.
    """
    found = list(marks)
    is_thread = False
    at = 0
    while at < len(found):
        last = at
        while (
            last < len(found)
            and found[last].kind in ("member", "number", "date", "short")
            and found[last].line.words <= 6
        ):
            last += 1
        run = found[at:last]
        anchors = [i for i, mark in enumerate(run) if mark.kind in ("member", "number")]
        if len(anchors) >= 2 and any(mark.kind == "member" for mark in run):
            is_thread = True
            first = max(0, anchors[0] - 2)
            if at == 0 and first == 0 and anchors[0] > 0:
                first = min(1, anchors[0])
            for i in range(at + first, at + anchors[-1] + 1):
                found[i] = found[i]._replace(kind="member", rule="articles.member")
        at = max(last, at + 1)
    return found, is_thread


def split_stories(marks: Sequence[Mark], *, is_thread: bool) -> list[Segment]:
    """Return the stories of a page in order; together they hold every line. A page without a sure sign is one story."""
    heads = _story_heads(marks, is_thread=is_thread)
    firsts = [0, *heads[1:]] if heads else [0]
    segments = []
    for position, first in enumerate(firsts):
        last = firsts[position + 1] if position + 1 < len(firsts) else len(marks)
        head = heads[position] if heads else first
        if not is_thread or prose_words(marks[first:head]) > STORY_WORDS:
            head = first
        segments.append(Segment(first, head, _story_end(marks, head, last, is_thread=is_thread), last))
    return segments


def _story_heads(marks: Sequence[Mark], *, is_thread: bool) -> list[int]:
    cores = [i for i, mark in enumerate(marks) if is_story_sign(mark)]
    heads: list[int] = []
    for core in cores:
        head = _walk_back(marks, core)
        before = prose_words(marks[(heads[-1] if heads else 0) : head])
        if heads and before < STORY_WORDS:
            continue  # one header may hold several signs
        following = next((c for c in cores if c > core and prose_words(marks[core:c]) > 0), len(marks))
        if prose_words(marks[core:following]) + prose_words(marks[following : following + 3]) < STORY_WORDS:
            continue
        if heads and not is_thread and not _is_full_header(marks[head : core + 2]):
            continue
        heads.append(head)
    return heads


def is_story_sign(mark: Mark) -> bool:
    """Return whether a line is one that opens a news story: a byline, a box of highlights, a dateline."""
    return mark.kind in ("byline", "highlights") or (mark.kind == "prose" and read_dateline(mark.line.text) is not None)


def _is_full_header(marks: Sequence[Mark]) -> bool:
    """Return whether a header has two signs of another story: a byline, a date line, a dateline."""
    kinds = {
        "dateline" if mark.kind == "prose" else mark.kind
        for mark in marks
        if mark.kind != "prose" or is_story_sign(mark)
    }
    return len(kinds & {"byline", "date", "dateline", "highlights"}) >= 2 and "short" in kinds


def _walk_back(marks: Sequence[Mark], core: int) -> int:
    head = core
    while head > 0 and marks[head - 1].kind in _HEADER:
        head -= 1
    return head


def _story_end(marks: Sequence[Mark], head: int, last: int, *, is_thread: bool) -> int:
    """Return the line after the story's last: where it is signed off, or where a thread goes on with another post.

    A sign-off in the first half of a text is no end.
    """
    for i in range(head, last):
        before, after = prose_words(marks[head:i]), prose_words(marks[i + 1 : last])
        if marks[i].kind == "comments" and before >= STORY_WORDS and _is_talk(marks[i + 1 : last]):
            return i
        if before <= after or before == 0:
            continue
        if marks[i].kind in ("contributed", "newsletter"):
            end = i + 1
            while end < last and marks[end].kind in ("contributed", "newsletter", "credit"):
                end += 1
            return end
        if marks[i].kind in ("comments", "tail") or (is_thread and marks[i].kind == "member"):
            return i
    return last


def _is_talk(marks: Sequence[Mark]) -> bool:
    """Return whether lines are readers' comments: names with "says", times, buttons to reply."""
    signs = sum(mark.kind in ("date", "member") or bool(_TALK.search(mark.line.text)) for mark in marks)
    return signs >= 2


def prose_words(marks: Sequence[Mark]) -> int:
    """Return how many words of prose some lines hold."""
    return sum(mark.line.words for mark in marks if mark.kind == "prose")
