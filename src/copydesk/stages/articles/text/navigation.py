"""Rows of labels that lead elsewhere: menus, breadcrumbs, section lines, buttons to share. Text -> rule."""

from __future__ import annotations

import re

from copydesk.lexicon import load_entries, load_lexicon
from copydesk.stages.articles.values.lines import ends_sentence

NAVIGATION = "articles.navigation"
_SEPARATOR = re.compile(r"\s*[|•·»>›→←‹<]\s*|(?:^|\s)[/\\](?=\s)|\s{2,}")
RELEASE = re.compile(
    r"^(?:for )?(?:immediate|embargoed|media) (?:release|publication)\b|\b(?:press|news|media) (?:releases?|statements?)\W*(?:(?:19|20)\d\d)?$"
    r"|^(?:press|news|media) (?:release|statement) (?:by (?:the )?\w|(?:no\.?|nr\.?|number)? ?[A-Z]{0,4}[\d/.-]{1,20}[A-Za-z]{0,4}$)"
    r"|^(?:(?:public|official|joint) )?statement$"
    r"|^(?:ad[- ]hoc|company|market|regulatory|stock exchange) (?:announcement|disclosure|news|notice|release)s?$"
    r"|^(?:press|media) (?:advisory|communiqu[eé]|notice)$|^(?:(?:official|joint|final) )?communiqu[eé]$"
    r"|^(?:public )?notice to (?:the )?[a-z]+(?: and [a-z]+)?$",
    re.I,
)
"""What stands at the top of a press release."""
RADIO = re.compile(r"^(?=.{0,40}[A-Za-z]{3}).{2,40}\b(?:\d{2,3}\.\d{1,2}(?: ?(?:FM|MHz))?|\d{3,4} ?(?:AM|kHz))$")
"""A radio station's name with where it is heard ("RADIO OLTENA 97.4 FM")."""
_PARTING = re.compile(r"[|•·»>›→←‹<]|\s[/\\]|^[/\\]|\s\s")
"""A quick look that spares most lines the pattern above."""
_ARROW = re.compile(r"^[←⟵⇐◀◄]|[→⟶⇒▶►]$")
_GLUED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
_PREFIX = re.compile(r"\b(?:Ma?c|De|La|Le|Van)(?=[A-Z])")
_NO_ROW = re.compile(r"(?:19|20)\d\d|^(?:\w+ )?by\b|@|://|[“”\"]", re.I)
_INSIDE_NAMES = {
    "of",
    "and",
    "the",
    "&",
    "in",
    "de",
    "del",
    "della",
    "di",
    "da",
    "do",
    "du",
    "des",
    "la",
    "le",
    "der",
    "und",
    "y",
    "et",
    "e",
}
_JOINING = {"&", "and", "the", "your", "our", "+", "-", "on", "in", "to", "with", "via", "this", "us"}
_NUMBERED = re.compile(r"\d+(?:\.\d+)?[^\W\d_]*$")
_CELLS = re.compile(r"\s*\|\s*|\s{3,}")
_PAGE_NUMBER = re.compile(r"(?:page )?[A-Z]?\d{1,3}", re.I)
_LONGEST_ROW = 400
_LONGEST_LABEL = 4
_LONGEST_POINTER = 14
"""Words of a line with an arrow, which leads to another page: "← The bridge is open again"."""
_LEAST_SHARE = 0.6


def navigation_rule(text: str) -> str | None:
    """Return the rule that tells a line for a row of labels, or None; a sentence or a line with a year is none."""
    if len(text) > _LONGEST_ROW or ends_sentence(text) or _NO_ROW.search(text):
        return None
    parts = [part.strip() for part in _SEPARATOR.split(text)] if _PARTING.search(text) else [text]
    if (
        (_ARROW.search(text) and len(text.split()) <= _LONGEST_POINTER)
        or _is_row(parts)
        or (len(_GLUED.findall(text)) >= 3 and len(_GLUED.findall(_PREFIX.sub("", text))) >= 3)
    ):
        return NAVIGATION
    return _rule_of_words(text)


def running_head(text: str) -> str | None:
    """Return the name beside a printed page's number: "6 | THE SELBY ECHO | June 22, 2011"."""
    cells = _CELLS.split(text)
    if not 1 < len(cells) <= 4 or not any(_PAGE_NUMBER.fullmatch(cell) for cell in (cells[0], cells[-1])):
        return None
    return next((cell for cell in cells if " " in cell and is_name_like(cell) and not re.search(r"\d", cell)), None)


def is_label(text: str) -> bool:
    """Return whether a line is one bare label of a menu that is printed label by label."""
    return len(text.split()) <= 2 and not text.startswith("The ") and _share(text, "label") == 1


def is_section(text: str) -> bool:
    """Return whether a text is the usual name of a section of a newspaper."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known = {entry.form for entry in load_entries("section_labels") if entry.note.startswith("section")}
    return (
        0 < len(words) <= _LONGEST_LABEL
        and len(words) == len(text.replace("&", "").split())
        and known.issuperset(words)
    )


def _is_row(parts: list[str]) -> bool:
    """Return whether separators part a line into short labels: three and more, or two of which one is a section's."""
    full = [part for part in parts if part]
    if len(parts) < 2 or any(len(part.split()) > _LONGEST_LABEL or not part[:1].isupper() for part in full):
        return len(full) >= 3 and all(len(part.split()) <= _LONGEST_LABEL for part in full)
    return len(parts) >= 3 or any(_share(part, "label") == 1 for part in full)


def _rule_of_words(text: str) -> str | None:
    """Return the rule for a line whose capitalised words are mostly labels, without a separator between them."""
    words = [word for word in _words(text) if word.casefold() not in _JOINING]
    if len(words) < 2 or not all(word[:1].isupper() or word[:1].isdigit() or _is(word, "share") for word in words[1:]):
        return None
    least = _LEAST_SHARE if len(words) > 3 else 1.0
    if _share(text, "share") > 0.5:
        return "articles.share_row"
    return NAVIGATION if _share(text, "label") + _share(text, "share") >= least else None


def _share(text: str, meaning: str) -> float:
    words = [word for word in _words(text) if word.casefold() not in _JOINING]
    return sum(_is(word, meaning) for word in words) / len(words) if words else 0.0


def _is(word: str, meaning: str) -> bool:
    return load_lexicon("section_labels").get(word.casefold()) == meaning


def _words(text: str) -> list[str]:
    return re.findall(r"[\w’']+|&", text)


def is_name_like(text: str, most: int = 5) -> bool:
    """Return whether a line can be a name: a few capitalised words; with a comma it is rather a place."""
    words = text.split()
    fits = all(word[:1].isupper() or _NUMBERED.match(word) or word in _INSIDE_NAMES for word in words)
    return (
        1 <= len(words) <= most
        and not text[:1].islower()
        and fits
        and not ends_sentence(text)
        and "," not in text
        and not text.isdigit()
    )


def without_form(name: str) -> str:
    """Return a company's name without its legal form, which its own text leaves out: "SELBY LAMPS CORPORATION"."""
    words = name.split()
    forms = load_lexicon("company_suffixes")
    return " ".join(words[:-1]) if len(words) > 2 and words[-1].strip(".,").casefold() in forms else name
