"""Which line is the headline: the best of those above the text, weighed by what they look like. Marks -> line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.text.navigation import NAVIGATION, RELEASE, is_label, is_name_like
from copydesk.stages.articles.text.signals import Mark, repeated_keys
from copydesk.stages.articles.values.bylines import read_lone_names
from copydesk.stages.articles.values.lines import level
from copydesk.stages.articles.values.outlets import is_press_name

LONGEST_OFFICE = 8
"""Words of an office's name, as at the top of its press release."""
_LONGEST = 30
_MARGIN = 2.5
"""How much less than the best an earlier line may score: a deck often shares more words with the text than its headline."""
_LENGTH = {1: -3.0, 2: -1.5, 3: 0.0, 4: 1.0}
_BODY_WORDS = 250
_HEAD_LINES = 1000
"""Lines at the top among which the headline is looked for."""
_NEAR = 50  # lines below a headline among which its byline is looked for
_SITE = re.compile(r"\b(?:forums?|newsletter|mailing list|message board|discussion board)\b", re.I)
LIVE = re.compile(r"\blive (?:updates?|blog|coverage|report)\b|\bas it happened\b|\bminute by minute\b", re.I)
"""How a page that grows by the hour calls itself."""
_CONTACT = re.compile(r"\d{3}[-. ]\d{4}\b|\S@\S|^(?:media |press )?(?:contacts?|enquir(?:y|ies)|inquiries):", re.I)
_STEP = re.compile(r"\s+[»›>/|-]\s+")
_NAME_LOSS = 4.0
_HEADED = 1.5
_ASIDE = {":": -3.0, "…": -3.0, "?": -1.0, "!": -1.0, ",": -2.0}


def find_headline(head: Sequence[Mark], marks: Sequence[Mark], headed: int | None = None) -> int | None:
    """Return the place of the headline among the lines above the text, or None where there is none.

    The earliest of the good lines is it: what follows is a deck or a caption. Lines from `headed` on stand just above a
    byline or a date.
    """
    again = repeated_keys([mark.line for mark in marks])
    prose = " ".join(m.line.text for m in marks[len(head) :] if m.kind == "prose")
    body = _stems(prose.split()[:_BODY_WORDS])
    menu = _last_menu(head)
    fit = [i for i, m in enumerate(head[:_HEAD_LINES]) if m.kind == "short" and m.line.words <= _LONGEST]
    scores = {
        i: _look(head[i]) + _place(head, i, menu) + _shared(head[i], body) + (head[i].line.key in again) for i in fit
    }
    if headed is not None:
        scores = {i: score + _HEADED * (i >= headed) for i, score in scores.items()}
    keys = {mark.line.key for mark in head if mark.line.words >= 3}
    scores = {i: score - _NAME_LOSS * _is_trail(head[i].line.text, keys) for i, score in scores.items()}
    scores = {i: score - _NAME_LOSS * is_name_in(head[i].line.text, prose) for i, score in scores.items()}
    best = max(scores.values(), default=0.0)
    return next((i for i in fit if scores[i] >= best - _MARGIN), None)


def is_name_in(text: str, prose: str) -> bool:
    """Return whether a line is a name that the text has in the same capitals, as a company's or an office's."""
    case = re.I if text.isupper() else re.NOFLAG
    return is_name_like(text, LONGEST_OFFICE) and bool(re.search(rf"\b{re.escape(text)}\b", prose, case))


def _is_trail(text: str, keys: set[str]) -> bool:
    """Return whether a line leads through the site to a headline that stands by itself: "Home » Bridges » The bridge is open"."""
    parts = _STEP.split(text)
    return any(level(" ".join(parts[i:])) in keys for i in range(1, len(parts)))


def _look(mark: Mark) -> float:
    """Return how much a line by itself looks like a headline."""
    text = mark.line.text
    score = _LENGTH.get(mark.line.words, 2.0) + _ASIDE.get(text[-1], 0.0)
    small = any(word[:1].islower() for word in text.split()[1:])
    score += 1.0 * small + 4.0 * bool(LIVE.search(text))
    score -= 2.0 if text[:1].islower() else 0.0
    score -= 4.0 if _CONTACT.search(text) else 0.0
    score -= 4.0 if is_press_name(text) or _SITE.search(text) else 0.0
    return score - (3.0 if read_lone_names(text) else 0.0)


def _last_menu(head: Sequence[Mark]) -> int:
    places = (
        i
        for i, mark in enumerate(head)
        if mark.rule == NAVIGATION or is_label(mark.line.text) or RELEASE.search(mark.line.text)
    )
    return max(places, default=-1)


def _place(head: Sequence[Mark], i: int, last_menu: int) -> float:
    """Return what stands around a line: byline, date or text below speak for it, a menu below against it."""
    rest = (mark for mark in islice(head, i + 1, i + 1 + _NEAR) if mark.kind not in ("caption", "credit", "furniture"))
    below = list(islice(rest, 3))
    follows = next((mark.kind for mark in below if mark.kind != "short"), "prose" if len(below) < 3 else "")
    score = 1.0 if follows in ("byline", "date", "prose", "highlights") else 0.0
    return score - (3.0 if i < last_menu else 0.0)


def _shared(mark: Mark, body: set[str]) -> float:
    """Return up to four points for the share of a line's words that the text's opening takes up."""
    stems = _stems(mark.line.text.split())
    return 4.0 * len(stems & body) / max(4, len(stems))


def _stems(words: Sequence[str]) -> set[str]:
    common = load_lexicon("function_words")
    return {word[:5] for word in level(" ".join(words)).split() if len(word) > 2 and word not in common}
