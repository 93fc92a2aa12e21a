"""The role of each line in its story. Marks -> Block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.records import Role, Span
from copydesk.stages.articles.several.threads import prose_sums
from copydesk.stages.articles.text.captions import split_credit
from copydesk.stages.articles.text.headers import Header
from copydesk.stages.articles.text.signals import BRACKETED_LINK, Mark, repeated_keys
from copydesk.stages.articles.values.bylines import read_lone_names, read_sign_off
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.idiom import other_language
from copydesk.stages.articles.values.lines import count_words, level

_SIMPLE: dict[str, Role] = {
    "byline": "byline",
    "date": "byline",
    "caption": "caption",
    "credit": "credit",
    "contributed": "credit",
    "newsletter": "boilerplate",
    "related": "related",
    "sources": "sources",
    "highlights": "boilerplate",
    "comments": "boilerplate",
    "tail": "boilerplate",
    "furniture": "boilerplate",
    "member": "boilerplate",
    "number": "boilerplate",
    "quoted": "comment",
}


_NOTE = re.compile(
    r"(?:,[^,]{3,60},)? (?:is|was|covers|writes|reports|has|joined|works|can be|contributes|specialises|specializes)\b"
)
_NOTE_WORDS = 70
_MOST_AFTER = 0.25
_CALL_WORDS = 45
_CALL = re.compile(
    r"^(?:please |also |to |why not |for more )?(?:join|get|send|follow|subscribe|sign|download|click|watch|listen|visit|support|share|tell|e-?mail|register|receive|stay|like|"
    r"log|check|contact|write|donate|thanks?|want|do you|have you|got|are you|by (?:signing|subscribing|entering)|if you|news|become|read|call|text)\b",
    re.I,
)
_DISCLAIMER = re.compile(
    r"\b(?:do|does) not (?:\w+ )?(?:reflect|represent)\b.{1,60}\b(?:views?|opinions?|positions?|polic(?:y|ies))\b|"
    r"\b(?:views|opinions|comments)\b.{1,60}\b(?:do|does) not (?:\w+ )?(?:reflect|represent)\b",
    re.I,
)
_TO_READERS = re.compile(
    r"\b(?:you|your|yours|us|our)\b|\b(?:newsletter|podcast|channel|app|Facebook|Twitter|Instagram|Telegram|WhatsApp|YouTube)\b|[@#]\w|\bwww\.",
    re.I,
)


class Piece(NamedTuple):
    """A run of characters of the page with its role and the rule that gave it."""

    span: Span
    role: Role
    rule: str


class Zone(NamedTuple):
    """Where in a story a line stands."""

    body_first: int
    body_last: int
    end: int
    is_thread: bool
    language: str | None


def find_roles(marks: Sequence[Mark], header: Header, zone: Zone) -> list[Piece]:
    """Return the pieces of a story's lines with their roles, in order; every line has at least one."""
    again = repeated_keys([mark.line for mark in marks])
    pieces: list[Piece] = []
    last = zone.end if zone.is_thread else _text_end(marks, zone, header.outlet)
    section = None  # a heading such as "Most read" or "Leave a reply" rules what follows it
    for i, mark in enumerate(marks):
        if i >= zone.end and mark.kind in ("comments", "tail"):
            section = mark.kind
        role, rule = _role(marks, i, header, zone)
        if role == "body" and i >= last:
            role, rule = "boilerplate", "articles.after_text"
        if role == "headline" and rule != "articles.headline" and mark.line.key in again and not mark.line.tag:
            role, rule = "boilerplate", "articles.repeated_line"
        inset = role == "headline" and rule == "articles.subhead" and _after_label(marks, i)
        if inset or (section == "tail" and role in ("comment", "headline", "body")):
            role, rule = "related", "articles.after_tail"
        pieces += _cut(mark, role, rule)
    return pieces


def _text_end(marks: Sequence[Mark], zone: Zone, outlet: str | None) -> int:
    """Return the line after a story's last: where its rights or its owner are told, less what then asks something of readers."""
    sums = prose_sums(marks[: zone.end])
    about = {f"about {level(outlet)}", f"about the {level(outlet)}"} if outlet else set()
    owned = (
        i
        for i, mark in enumerate(marks[: zone.end])
        if (mark.rule == "articles.rights" or mark.line.key in about) and sums[-1] - sums[i] <= _MOST_AFTER * sums[i]
    )
    end = next(owned, zone.end)
    while end > zone.body_first + 1 and (
        marks[end - 1].kind not in ("prose", "bullet") or is_call(marks[end - 1].line.text)
    ):
        end -= 1
    return end


def is_call(text: str) -> bool:
    """Return whether a line asks its readers to do something for the site: "Join our channel"; or disclaims an opinion."""
    is_call = bool(_CALL.match(text)) and bool(_TO_READERS.search(text))
    return count_words(text) <= _CALL_WORDS and (is_call or bool(_DISCLAIMER.search(text)))


def _after_label(marks: Sequence[Mark], i: int) -> bool:
    """Return whether only short lines stand between a line and a label such as "Related articles" above it."""
    above = i - 1
    while above > 0 and marks[above].kind == "short":
        above -= 1
    return above >= 0 and marks[above].kind == "tail"


def _role(marks: Sequence[Mark], i: int, header: Header, zone: Zone) -> tuple[Role, str]:
    mark = marks[i]
    if i == header.title_line:
        return "headline", "articles.headline"
    if mark.kind == "short" and mark.line.key in _titles(marks, header):
        return "boilerplate", "articles.repeated_headline"
    if header.site_line is not None and mark.line.key == marks[header.site_line].line.key:
        return "boilerplate", "articles.site_name"
    if i >= zone.end and mark.kind in ("date", "byline"):
        return "boilerplate", "articles.after_text"
    if (
        mark.kind == "bullet" and mark.rule == "articles.highlights" and not zone.is_thread
    ):  # pasted, a box is part of the post
        return "boilerplate", mark.rule
    if mark.kind in _SIMPLE:
        return _SIMPLE[mark.kind], mark.rule
    if i >= zone.end:
        return _role_after(mark, zone)
    if mark.kind == "prose" and i > zone.body_first and _is_about_author(mark, header, is_late=i >= zone.body_last - 1):
        return "boilerplate", "articles.author_note"
    if mark.kind == "prose" and i < header.first_line:
        return "boilerplate", "articles.banner"
    if mark.kind == "prose":
        return _role_of_prose(mark, i, zone)
    if mark.kind in ("bullet", "short") and i > zone.body_first and _is_sign_off(mark, header):
        return "byline", "articles.sign_off"
    if mark.kind == "bullet" and i >= header.first_line:
        return "body", mark.rule
    if i < zone.body_first:
        names = read_lone_names(mark.line.text, at_date=True)
        if names and set(names) <= set(header.byline):
            return "byline", "articles.lone_name"
        is_deck = header.title_line is not None and i > header.title_line and mark.line.words >= 4
        return ("headline", "articles.deck") if is_deck else ("boilerplate", "articles.before_text")
    return ("headline", "articles.subhead") if i < zone.body_last else ("boilerplate", "articles.after_text")


def _is_sign_off(mark: Mark, header: Header) -> bool:
    """Return whether a line below the text is the writer's name behind a dash: "— Ida Moor"."""
    return bool(header.byline) and set(read_sign_off(mark.line.text)) == set(header.byline)


def _is_about_author(mark: Mark, header: Header, *, is_late: bool) -> bool:
    """Return whether a paragraph tells of the writer: "Ida Moor covers bridges and ferries."; one of the last two need but begin
    with the writer's whole name."""
    name = next((name for name in header.byline if mark.line.text.startswith((f"{name} ", f"{name},"))), None)
    if name is None or mark.line.words > _NOTE_WORDS:
        return False
    return (is_late and " " in name) or bool(_NOTE.match(mark.line.text, len(name)))


def _titles(marks: Sequence[Mark], header: Header) -> set[str]:
    """Return the levelled headline: as it was read, and as it is printed."""
    printed = {marks[header.title_line].line.key} if header.title_line is not None else set()
    return {level(header.title or ""), *printed}


def _role_of_prose(mark: Mark, i: int, zone: Zone) -> tuple[Role, str]:
    if i < zone.body_first and zone.is_thread:
        return "comment", "articles.poster"
    if zone.is_thread and other_language(mark.line.text, zone.language):
        return "comment", "articles.other_language"
    return "body", "articles.prose"


def _role_after(mark: Mark, zone: Zone) -> tuple[Role, str]:
    """Return the role of a line after the story's end: in a thread it is somebody's reply."""
    if (zone.is_thread and mark.line.words >= 3) or mark.kind == "prose":
        return "comment", "articles.reply"
    return "boilerplate", "articles.after_text"


def _cut(mark: Mark, role: Role, rule: str) -> Iterator[Piece]:
    """Yield a line in its parts: a dateline before the words, a credit after a caption, a link set in brackets."""
    span, text = mark.line.span, mark.line.text
    if role == "caption":
        credit = split_credit(text)
        if credit:
            yield from _split(mark, credit, Piece(span, role, rule), Piece(span, "credit", "articles.glued_credit"))
            return
    if role != "body":
        yield Piece(span, role, rule)
        return
    start = span.start + (2 if mark.kind == "bullet" else 0)
    dateline = read_dateline(text)
    if dateline and len(text) > dateline.length:
        yield _trimmed(text, span, 0, dateline.length, ("dateline", "articles.dateline"))
        start += dateline.length
    for insert in BRACKETED_LINK.finditer(text, start - span.start):
        if text[start - span.start : insert.start()].strip():
            yield _trimmed(text, span, start - span.start, insert.start(), (role, rule))
        yield Piece(Span(span.start + insert.start(), span.start + insert.end()), "related", "articles.bracketed_link")
        start = span.start + insert.end()
    if text[start - span.start :].strip():
        yield _trimmed(text, span, start - span.start, len(text), (role, rule))


def _split(mark: Mark, at: int, first: Piece, second: Piece) -> Iterator[Piece]:
    text, span = mark.line.text, mark.line.span
    yield _trimmed(text, span, 0, at, (first.role, first.rule))
    yield _trimmed(text, span, at, len(text), (second.role, second.rule))


def _trimmed(text: str, span: Span, start: int, end: int, label: tuple[Role, str]) -> Piece:
    """Return the characters `[start, end)` of a line as a piece, without white space at its edges."""
    cut = text[start:end]
    left = len(cut) - len(cut.lstrip())
    return Piece(Span(span.start + start + left, span.start + start + len(cut.rstrip())), *label)
