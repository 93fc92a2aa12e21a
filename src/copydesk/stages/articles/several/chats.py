"""Exports of chats: each message's stamp and sender are parted from its words. Lines -> Lines"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from copydesk.records import Span
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.lines import Line
from copydesk.stages.articles.values.profiles import POST_HEAD

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f]?[ap]\.?m\.?)?"
_STAMP = re.compile(rf"\u200e?(?:\[{_DAY},? {_CLOCK}\]|{_DAY},? {_CLOCK} [-–])\s+(?P<who>~?\s?[^:\n]{{1,40}}: )?", re.I)
"""How WhatsApp and its like begin a message: "[03/06/2021, 07:41:09] Ida: …", "03/06/2021, 07:41 - Ida: …"."""
_NOTICE = re.compile(
    r"\u200e?<?(?:(?:media|image|video|audio|sticker|GIF|document|contact card) omitted>?$|this message was (?:deleted|edited)|"
    r"messages and calls are end-to-end encrypted|missed (?:voice|video) call|null$)",
    re.I,
)
_LEAST_STAMPS = 3
_HEAD = "message"


def split_chat(lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines with each message's stamp and sender on a line of their own, or None for what is no chat."""
    stamps = [_STAMP.match(line.text) for line in lines]
    return list(_parted(lines, stamps)) if sum(map(bool, stamps)) >= _LEAST_STAMPS else None


def _parted(lines: Sequence[Line], stamps: Sequence[re.Match[str] | None]) -> Iterator[Line]:
    for line, stamp in zip(lines, stamps, strict=True):
        size = stamp.end() if stamp else 0
        words = line.text[size:]
        if stamp and stamp["who"] is None:  # the program's own line: who came and went
            size, words = len(line.text), ""
        if size:
            head = line.text[:size].rstrip()
            yield Line(Span(line.span.start, line.span.start + len(head)), head, _HEAD)
        if words:
            yield Line(Span(line.span.start + size, line.span.end), words, _HEAD if _NOTICE.match(words) else line.tag)


def mark_chat(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with the stamps and the program's notices as what stands around posts."""
    return [
        mark._replace(kind="member", rule=POST_HEAD, byline=None, date=None) if mark.line.tag == _HEAD else mark
        for mark in marks
    ]
