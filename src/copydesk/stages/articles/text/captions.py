"""What stands under a picture: its caption, whose picture it is, and where the one ends. Text -> credit."""

from __future__ import annotations

import re
from typing import Literal

from copydesk.stages.articles.values.lines import Line
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet

_CREDIT_TAIL = re.compile(
    r"\((?:photo(?:graph)?s?|image|picture|credit|file|via|ap |afp|reuters|getty|illustration|courtesy)[^()]{0,120}\)\s*$"
    r"|\((?:[A-Z][\w.'-]*[ /,]+){1,6}(?:via )?(?:AP|AFP|Reuters|Getty Images|Getty|Bloomberg|EPA|Xinhua|TASS|Anadolu)[^()]{0,40}\)\s*$",
    re.I,
)
_CREDIT_LABEL = re.compile(
    r"(?:(?<=[.!?”\"] )|(?<=[.!?”\"]))(?:PHOTOS?|PICTURES?|Photo(?:graph)?s?|Pictures?|Images?|PIC|Pic)(?:(?: credit| by| courtesy of)?\s?[|:/]\s?|\s(?:by|BY|courtesy of|COURTESY OF)\s)[A-ZÀ-Þ][^.!?]{1,80}\.?$"
)
"""A credit with its label after a caption's sentence: "The pier on Monday. PHOTO | IDA MOOR | SELBY LAMP"."""
_PARTED = re.compile(r"[|/:]|\b(?:by|BY|courtesy of|COURTESY OF)\b")
_CREDIT_BRACKETS = re.compile(
    r"\((?:[A-ZÀ-Þ][\w.’'-]* ){1,3}[A-ZÀ-Þ][\w.’'-]*\s?/\s?(?P<owner>[A-ZÀ-Þ][\w&.’' -]{1,40})\)\.?$"
)
"""A photographer and whose picture it is, in brackets at the end: "(Ida Moor/Quayside News)"."""
_CREDIT_SLASH = re.compile(
    r"(?P<credit>(?:[A-ZÀ-Þ][\w.’'-]{0,40}\.? ){0,3}[A-ZÀ-Þ][\w.’'-]{0,40}\s?/\s?(?P<owner>[A-Z][\w.&’' ]{1,40}))\)?\.?$"
)
_CREDIT_AGENCY = re.compile(
    r"(?P<owner>REUTERS|AFP|AP|EPA|TASS|Getty(?: Images)?|Bloomberg|Xinhua|ANI|PTI|dpa|CP|AAP)\s?[/|]\s?[A-ZÀ-Þ][\w.’'-]*+(?:[ ,/]++[A-ZÀ-Þ][\w.’'-]*+){0,5}[ ,/]*+\.?$"
)
_FILE_PHOTO = re.compile(
    r"^\(?(?:FILE|File)(?: PHOTO| photo| picture| image)?\s?[-–—:]\s?|^In this (?:[\w.,]+ ){1,8}(?:file )?(?:photo|image|picture|frame)\b"
)
_POSITION = re.compile(r"\((?:L|R|C|left|right|center|centre|top|bottom|from left|2nd [LR]|above|below)\)", re.I)
_POSED = re.compile(
    r"^(?:[A-ZÀ-Þ][\w.’'-]*,? ){1,8}(?:speaks|walks|arrives|looks|listens|gestures|waves|poses|attends|stands|sits|smiles|testifies|shakes|answers|leaves|holds|during|is seen|are seen|is pictured|are pictured|pictured|seen)\b[^.!?]{0,220}\b(?:on|in) [^.!?]{0,40}(?:19|20)\d\d[^.!?]{0,60}\.?$"
)
_OWN_PHOTO = re.compile(r"^(?:[A-ZÀ-Þ&’'-]+ ){1,5}(?:FILE )?PHOTO (?=[A-ZÀ-Þ][a-zà-ÿ].*\.$)")
"""Whose picture it is, in capitals before the caption's words: "THE SELBY ECHO FILE PHOTO The pier on Monday."."""
_FULL_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST = 90


def picture_kind(line: Line) -> Literal["caption", "credit"] | None:
    """Return whether a line is a picture's caption, or its credit alone; a long one is neither."""
    text, words = line.text, line.words
    if words > _LONGEST:
        return None
    slash = _search_slash(text)
    if slash and _owner_of(slash):
        return "credit" if slash.start() == 0 else "caption"
    if slash and _CREDIT_BRACKETS.search(text):
        return "caption"
    agency = _search_agency(text)
    if agency:
        return "credit" if agency.start() == 0 else "caption"
    if _FILE_PHOTO.match(text) or _OWN_PHOTO.match(text):
        return "caption"
    if _search_label(text):
        return "caption"
    if _search_tail(text):
        return "caption" if words > 8 else "credit"
    if (
        words <= 60
        and text.count(". ") <= 1
        and _FULL_DATE.search(text)
        and (_POSITION.search(text) or _POSED.match(text))
    ):
        return "caption"
    return None


def split_credit(text: str) -> int | None:
    """Return where the credit begins that is glued to a caption's end ("… in him.NAME/AGENCY"), or None."""
    slash = _search_slash(text)
    if slash and slash.start() > 0 and _owner_of(slash):
        if slash[0].rstrip(".").endswith(")"):
            return text.rfind("(", 0, slash.end()) if "(" in text else slash.start()
        glued = re.search(r"[.!?”\"]\s*(?=[A-ZÀ-Þ][^.!?]*/[^/]*$)|[.!?]\s*(?=[A-ZÀ-Þ][A-ZÀ-Þ .’'-]*/)", text)
        return glued.end() if glued else slash.start()
    agency = _search_agency(text)
    if agency and agency.start() > 0:
        return agency.start()
    found = _search_label(text) or _search_tail(text)
    return found.start() if found and found.start() > 0 else None


def credit_owner(text: str) -> str | None:
    """Return the newspaper or broadcaster whose picture it is; an agency's picture says nothing of the article."""
    found = _search_slash(text)
    bracketed = _CREDIT_BRACKETS.search(text) if found else None
    name = _owner_of(found) if found else None
    name = name or (bracketed["owner"] if bracketed else None)
    if name is None:
        cells = re.split(r"\s*[|/:(]\s*", text.rstrip(" .)"))
        name = cells[-1] if len(cells) > 1 and is_press_name(cells[-1]) else None
    outlet = know_outlet(name) if name else None
    return (None if "agency" in outlet.kind else outlet.name) if outlet else name


def _owner_of(slash: re.Match[str]) -> str | None:
    """Return the outlet after a credit's stroke: a known one, or a name that looks like one's ("AP Photo" is AP's)."""
    name = re.sub(r" (?:File )?(?:Photos?|Images?|Pool|Handout)$", "", slash["owner"].rstrip(" ."))
    return next((owner for owner in (slash["owner"], name) if is_press_name(owner)), None)


def _search_slash(text: str) -> re.Match[str] | None:
    """Return the credit with a stroke at a text's end; here as below a quick look spares most texts the pattern."""
    return _CREDIT_SLASH.search(text) if "/" in text else None


def _search_label(text: str) -> re.Match[str] | None:
    return _CREDIT_LABEL.search(text) if _PARTED.search(text) else None


def _search_agency(text: str) -> re.Match[str] | None:
    return _CREDIT_AGENCY.search(text) if "/" in text or "|" in text else None


def _search_tail(text: str) -> re.Match[str] | None:
    return _CREDIT_TAIL.search(text) if text.rstrip().endswith(")") else None
