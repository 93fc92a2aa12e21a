"""The lines of a page's text, each a paragraph. Text -> Line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from copydesk.records import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_EDGE = " \t\u00a0\u200b\ufeff\u2002\u2003\u2009\u202f"
_WORD = re.compile(r"\w++(?>(?:[’'.-]\w++)*)")
_SENTENCE_END = re.compile(r"[.!?…。！？][”’\"')\]»]*$")


_BREAK = re.compile(r"\n(?:[^\w\n]*+\n)+")
"""What parts paragraphs: lines with nothing in them, or with nothing but a rule ("-----")."""
_PARTED = re.compile(r"[a-zà-ÿ]-$")
_PARTED_WORDS = 3
"""Words parted at the ends of lines that show by themselves that a page's lines were cut."""
_GAP = "   "
_COLUMN = 45
"""Below this width lines are those of a newspaper's column: headlines run over several, too."""
_NARROWEST, _WIDEST = 20, 100


@dataclass(frozen=True)
class Line:
    """A line without the white space around it; `tag` is what a page's mark-up said of it ("" for plain text).

    Its words are counted and levelled once, however many rules ask for them.
    """

    span: Span
    text: str
    tag: str = ""

    @cached_property
    def words(self) -> int:
        return count_words(self.text)

    @cached_property
    def key(self) -> str:
        """The line's words, levelled so that two printings of one line are the same."""
        return level(self.text)

    def moved(self, by: int) -> Line:
        """Return the line at another place; what was counted of it stays known."""
        line = object.__new__(Line)
        line.__dict__.update(self.__dict__, span=Span(self.span.start + by, self.span.end + by))
        return line


def place_lines(paragraphs: Iterable[tuple[str, str]]) -> list[Line]:
    """Return paragraphs as lines of one text, joined by line breaks."""
    lines, at = [], 0
    for tag, words in paragraphs:
        lines.append(Line(Span(at, at + len(words)), words, tag))
        at += len(words) + 1
    return lines


def split_lines(text: str) -> list[Line]:
    """Return the lines that hold something, in order."""
    lines = []
    for found in _LINE.finditer(text):
        kept = found[0].strip(_EDGE)
        if kept:
            start = found.start() + found[0].index(kept)
            lines.append(Line(Span(start, start + len(kept)), kept))
    return lines


def unwrap(text: str) -> str:
    """Return the text with a space for each line break inside a paragraph, if its lines were cut to a fixed width.

    No character is added or lost, so that every offset stays good.
    """
    if not _is_wrapped(text):
        return text
    lines = text.split("\n")
    lengths = sorted(len(one) for one, after in pairwise(lines) if one.strip() and after.strip())
    width = lengths[len(lengths) // 2]
    cuts = (" " if _is_cut(one, after, width) else "\n" for one, after in pairwise(lines))
    return lines[0] + "".join(cut + after for cut, after in zip(cuts, lines[1:], strict=True))


def _is_cut(line: str, after: str, width: int) -> bool:
    """Return whether a line goes on in the next: it has words, and the next one's first word had no room in it."""
    if not after[:1].strip(" \t-*•>#") or not line[-1:].strip() or not any(map(str.isalnum, line)):
        return False
    if _GAP in line.strip() or _GAP in after.strip():  # a page's head: "SELBY QUARTERLY      17"
        return False
    if width < _COLUMN:
        goes_on = not ends_sentence(line) and after[0].islower() | after[0].isdigit()
        if goes_on or len(line) > 1.3 * width or line.isupper() or after.partition(" ")[0].isupper():
            return goes_on and len(line) <= 1.3 * width
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _is_wrapped(text: str) -> bool:
    """Return whether most paragraphs run over several lines of nearly one length that stop in mid-sentence."""
    paragraphs = [paragraph.strip("\n").split("\n") for paragraph in _BREAK.split(text)]
    inner = [line for lines in paragraphs for line in lines[:-1]]
    following = [line.strip() for lines in paragraphs for line in lines[1:]]
    if len(inner) < 4 or "\r" in text:
        return False
    if _fills(inner, following, max(map(len, inner))):
        return True
    full = sum(_NARROWEST <= len(line) <= _WIDEST and not ends_sentence(line.rstrip()) for line in inner)
    goes_on = sum(line[:1].islower() for line in following)  # a list of headlines has capitals here
    parted = sum(bool(_PARTED.search(one)) and two[:1].islower() for one, two in zip(inner, following, strict=True))
    if parted >= _PARTED_WORDS:
        return full > 0.4 * len(inner)
    return full > 0.6 * len(inner) and goes_on > 0.5 * len(following)


def _fills(inner: Sequence[str], following: Sequence[str], width: int) -> bool:
    """Return whether most lines break off in mid-sentence where the next one's first word had no room in the widest line."""
    if not _COLUMN <= width <= _WIDEST:
        return False
    cut = [
        two
        for one, two in zip(inner, following, strict=True)
        if len(one.rstrip()) + 1 + len(two.partition(" ")[0]) > width and not ends_sentence(one.rstrip())
    ]
    goes_on = sum(two[:1].islower() for two in cut)  # headlines of nearly one length have capitals
    return len(cut) > 0.7 * len(inner) and goes_on > 0.2 * len(cut)


def count_words(text: str) -> int:
    return len(_WORD.findall(text))


def level(text: str) -> str:
    return " ".join(_WORD.findall(text.replace("’", "'").casefold()))


def ends_sentence(text: str) -> bool:
    """Return whether a line closes as a sentence does."""
    return bool(_SENTENCE_END.search(text))
