"""Where the stories of a text page begin and end: a forum thread may hold several. Marks -> Segment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import read_sign_off
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.profiles import MEMBER_NAME, POST_HEAD

_TALK = re.compile(r"\b(?:says|said|wrote|writes):?$|\bago$|^(?:log in to )?reply\b", re.I)
STORY_WORDS = 60
"""Fewer words of prose make no story of their own."""
_TALK_SIGNS, _LEAST_HEADS = 2, 2
_HEADER_LINES = 20
"""Lines above the sign of a story in which the rest of its header is looked for."""
_RULE = re.compile(r"^[-–—=_*~]{8,}$")
_RULED = 8
_PROFILE = {"member", "number", "date", "short", "furniture"}
_HEADER = {"caption", "credit", "byline", "date", "short", "highlights", "bullet", "sources"}


class Segment(NamedTuple):
    """The lines `[first, last)` of one story; the story itself lies in `[head, end)`, the rest is talk around it."""

    first: int
    head: int
    end: int
    last: int


class Counts(NamedTuple):
    """What stands before each line, and in all: words of prose, and lines as readers' comments have them."""

    prose: Sequence[int]
    talk: Sequence[int]


def mark_members(marks: Sequence[Mark]) -> tuple[list[Mark], bool]:
    """Return the marks with the lines of posters' profiles as such, and whether the page is a thread: it has one, or heads of posts.

    A profile is a run of short lines with two or more of: a member's title or a forum's word, a bare number. A date in
    such a run is the day on which the poster joined, or of the post; a name opens it.
    """
    found = list(marks)
    is_thread = sum(mark.rule == POST_HEAD for mark in found) >= _LEAST_HEADS
    at = 0
    while at < len(found):
        last = at
        while last < len(found) and _is_profile(found[last]):
            last += 1
        first, end = _profile(found[at:last])
        for i in range(at + first, at + end):
            found[i] = found[i]._replace(kind="member", rule="articles.member", date=None)
        is_thread = is_thread or end > 0
        at = max(last, at + 1)
    for i, mark in enumerate(found):
        if mark.kind == "date" and (
            _is_label(found, i - 1) or (_is_label(found, i + 1) and not _is_dated(found, i + 2))
        ):
            found[i] = mark._replace(
                kind="member", rule="articles.member", date=None
            )  # the day on which a poster joined
    return found, is_thread


def _is_label(marks: Sequence[Mark], i: int) -> bool:
    return 0 <= i < len(marks) and marks[i].rule == "articles.member_label"


def _is_dated(marks: Sequence[Mark], i: int) -> bool:
    return i < len(marks) and marks[i].date is not None


def _is_profile(mark: Mark) -> bool:
    """Return whether a line can stand in a poster's profile: "Joined: Sun Apr 12, 2009 3:20 pm" may be long."""
    return mark.kind in _PROFILE and mark.line.words <= (12 if mark.kind == "member" else 6)


def _profile(run: Sequence[Mark]) -> tuple[int, int]:
    """Return the lines of a run that are a poster's profile, none if `[0, 0)`: the name and what is told of its owner."""
    anchors = [i for i, mark in enumerate(run) if mark.kind in ("member", "number")]
    if len(anchors) < 2 or not any(mark.kind == "member" for mark in run):
        return 0, 0
    value = run[anchors[-1]].rule == "articles.member_label"  # "Location" stands above the place
    end = anchors[-1] + 1 + value
    end += end < len(run) and run[end].kind == "date"  # the day of the post
    first = anchors[0] if run[anchors[0]].rule == MEMBER_NAME else max(0, anchors[0] - 2)
    return first, min(len(run), end)


def split_stories(marks: Sequence[Mark], *, is_thread: bool) -> list[Segment]:
    """Return the stories of a page in order; together they hold every line. A page without a sure sign is one story."""
    sums = prose_sums(marks)
    counts = Counts(sums, [0, *accumulate(map(_is_talk, marks))])
    heads = _story_heads(marks, sums, is_thread=is_thread)
    firsts = [0, *heads[1:]] if heads else [0]
    segments = []
    for position, first in enumerate(firsts):
        last = firsts[position + 1] if position + 1 < len(firsts) else len(marks)
        head = heads[position] if heads else first
        if not is_thread or sums[head] - sums[first] > STORY_WORDS:
            head = first
        segments.append(_with_end(marks, Segment(first, head, last, last), counts, is_thread=is_thread))
    return segments


def _story_heads(marks: Sequence[Mark], sums: Sequence[int], *, is_thread: bool) -> list[int]:
    cores = [
        i
        for i, mark in enumerate(marks)
        if is_story_sign(mark)
        or (not is_thread and _is_dated_head(marks, i) and _is_ruled(marks, i))
        or (is_thread and (_is_dated_head(marks, i) or _opens_post(marks, i)))
    ]
    before_core = [sums[core] for core in cores]
    starts = _header_starts(marks)
    heads: list[int] = []
    for core in cores:
        head = starts[core]
        before = sums[head] - sums[heads[-1] if heads else 0]
        if heads and before < STORY_WORDS:
            continue  # one header may hold several signs
        place = bisect_right(before_core, sums[core])
        following = cores[place] if place < len(cores) else len(marks)
        if sums[min(following + 3, len(marks))] - sums[core] < STORY_WORDS:
            continue
        is_headed = _is_full_header(marks[max(head, core - _HEADER_LINES) : core + 2]) or _is_ruled(marks, core)
        if heads and not is_thread and not is_headed:
            continue
        heads.append(head)
    return heads


def is_story_sign(mark: Mark) -> bool:
    """Return whether a line is one that opens a news story: a byline, a box of highlights, a dateline."""
    return mark.kind in ("byline", "highlights") or (mark.kind == "prose" and read_dateline(mark.line.text) is not None)


def _is_ruled(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a line of dashes or the like stands a few lines above, which parts the stories of one file."""
    return any(_RULE.match(mark.line.text) for mark in marks[max(0, i - _RULED) : i])


def _is_dated_head(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a line is the date between a headline and its text."""
    date = marks[i].date
    above = any(mark.kind == "short" and mark.line.words >= 5 for mark in marks[max(0, i - 3) : i])
    below = any(mark.kind == "prose" for mark in marks[i + 1 : i + 3])
    return bool(date and date.value) and above and below


def _opens_post(marks: Sequence[Mark], i: int) -> bool:
    """Return whether a line is a headline at the top of a post, with a story's length of text under it."""
    text = marks[i].line.text
    if marks[i].kind != "short" or marks[i].line.words < 5 or not text[:1].isupper() or text[-1] in "?!:…,":
        return False
    at_top = any(mark.kind in ("member", "number") for mark in marks[max(0, i - 2) : i])
    end = next((j for j in range(i, len(marks)) if marks[j].kind in ("member", "comments")), len(marks))
    return at_top and marks[i + 1 : i + 2] != [] and prose_words(marks[i:end]) >= 1.5 * STORY_WORDS


def _is_full_header(marks: Sequence[Mark]) -> bool:
    """Return whether a header has two signs of another story: a byline, a date line, a dateline."""
    kinds = {
        "dateline" if mark.kind == "prose" else mark.kind
        for mark in marks
        if mark.kind != "prose" or is_story_sign(mark)
    }
    is_wire = any(
        one.kind == "short" and one.line.words >= 4 and two.kind == "prose" and is_story_sign(two)
        for one, two in pairwise(marks)
    )
    return is_wire or (len(kinds & {"byline", "date", "dateline", "highlights"}) >= 2 and "short" in kinds)


def _header_starts(marks: Sequence[Mark]) -> list[int]:
    """Return for each line where the run of a header's lines above it begins."""
    starts: list[int] = []
    for i in range(len(marks)):
        above = marks[i - 1] if i > 0 else None
        goes_on = above is not None and (above.kind in _HEADER or above.rule == "articles.address")
        goes_on = goes_on and above is not None and not read_sign_off(above.line.text)
        starts.append(starts[i - 1] if goes_on else i)
    return starts


def _with_end(marks: Sequence[Mark], story: Segment, counts: Counts, *, is_thread: bool) -> Segment:
    """Return the story with the line after its last: where it is signed off, or where a thread goes on with another post.

    A sign-off in the first half of a text is no end.
    """
    sums, talk = counts
    last = story.last
    for i in range(story.head, last):
        before, after = sums[i] - sums[story.head], sums[last] - sums[i + 1]
        if marks[i].kind == "comments" and before >= STORY_WORDS and talk[last] - talk[i + 1] >= _TALK_SIGNS:
            return story._replace(end=i)
        if before <= after or before == 0:
            continue
        if marks[i].kind in ("contributed", "newsletter"):
            end = i + 1
            while end < last and marks[end].kind in ("contributed", "newsletter", "credit"):
                end += 1
            return story._replace(end=end)
        if marks[i].kind in ("comments", "tail") or (is_thread and marks[i].kind == "member"):
            return story._replace(end=i)
    return story


def _is_talk(mark: Mark) -> bool:
    """Return whether a line is one of readers' comments: a name with "says", a time, a button to reply."""
    return mark.kind in ("date", "member") or bool(_TALK.search(mark.line.text))


def prose_sums(marks: Sequence[Mark]) -> list[int]:
    """Return how many words of prose stand before each line, and in all."""
    return [0, *accumulate(mark.line.words if mark.kind == "prose" else 0 for mark in marks)]


def prose_words(marks: Sequence[Mark]) -> int:
    """Return how many words of prose some lines hold."""
    return sum(mark.line.words for mark in marks if mark.kind == "prose")
