"""Words of a text as quotations are compared: everything counts but quotation marks, dashes, commas, points and blanks.

text -> Words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from copydesk.records import Span

GAP = "…"
"""The key of dots that stand for something left out."""
_SYMBOLS = "%‰&@#§†‡/\\؉؊٪"
"""Punctuation that carries meaning; every other mark only parts words."""
_LIGATURES = {ord(char): unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}
_APOSTROPHES = {ord(char): "'" for char in "’‘ʼ´`′＇"}
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts that are written without blanks: each of their characters is a word."""
_SPACED_DOTS = re.compile(r"\.(?:[ \u00a0]\.){2,}")
_SENTENCE_END = re.compile(r"[.!;。！]")
_FORM = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of `text` in order: `keys` in small letters, `shapes` as printed (marks that cannot be seen taken out)."""

    text: str
    keys: tuple[str, ...]
    shapes: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def cut(self, first: int, last: int) -> Words:
        return Words(
            text=self.text, keys=self.keys[first:last], shapes=self.shapes[first:last], spans=self.spans[first:last]
        )

    def with_gaps(self) -> Words:
        """Return the words with a gap, of no width, wherever a sentence ends."""
        keys, shapes, spans = list[str](), list[str](), list[Span]()
        for place, span in enumerate(self.spans):
            if place and _SENTENCE_END.search(self.before(place)):
                keys.append(GAP)
                shapes.append(GAP)
                spans.append(Span(spans[-1].end, spans[-1].end))
            keys.append(self.keys[place])
            shapes.append(self.shapes[place])
            spans.append(span)
        return Words(text=self.text, keys=tuple(keys), shapes=tuple(shapes), spans=tuple(spans))

    def choose(self, places: Sequence[int]) -> Words:
        """Return the words at these places."""
        return Words(
            text=self.text,
            keys=tuple(self.keys[n] for n in places),
            shapes=tuple(self.shapes[n] for n in places),
            spans=tuple(self.spans[n] for n in places),
        )

    def first_from(self, at: int) -> int:
        """Return the place of the first word that begins at a character or behind it."""
        return bisect_left(self.spans, at, key=lambda span: span.start)

    def before(self, place: int) -> str:
        """Return what stands between a word and the one before it."""
        return self.text[self.spans[place - 1].end if place else 0 : self.spans[place].start]


@lru_cache(maxsize=512)
def read_words(text: str) -> Words:
    """Return the words of a text; a question mark and dots that leave something out count as words."""
    keys, shapes, spans = [], [], []
    for form in _FORM.finditer(level_dots(text)):
        for key, shape, start, end in read_form(form[0]):
            keys.append(key)
            shapes.append(shape)
            spans.append(Span(form.start() + start, form.start() + end))
    return Words(text=text, keys=tuple(keys), shapes=tuple(shapes), spans=tuple(spans))


def level_dots(text: str) -> str:
    """Return the text with dots that blanks part (". . .") as one sign, at the same length."""
    return _SPACED_DOTS.sub(lambda m: GAP.ljust(len(m[0])), text) if ". ." in text or ".\u00a0." in text else text


@lru_cache(maxsize=1 << 18)
def read_form(form: str) -> tuple[tuple[str, str, int, int], ...]:
    """Return key, shape, start and end of each word in a run of characters without blanks."""
    if form.isascii() and form.isalpha():
        return ((form.lower(), form, 0, len(form)),)
    found = []
    for match in _pattern().finditer(form):
        shape = _shape(match)
        if shape:
            found.append((_key(shape), shape, *match.span()))
    return tuple(found)


def _shape(match: re.Match[str]) -> str:
    if match.lastgroup == "sic":
        return ""
    if match.lastgroup == "gap":
        return GAP
    if match.lastgroup == "question":
        return "?"
    shape = match[0].translate(_LIGATURES | _APOSTROPHES).translate(_unseen())
    if match.lastgroup == "initials":
        return shape.replace(".", "")
    if match.lastgroup == "number":
        return re.sub(r",(?=\d{3}(?!\d))", "", shape.replace("−", "-"))
    return unicodedata.normalize("NFC", shape.replace("[", "").replace("]", ""))


def _key(shape: str) -> str:
    return unicodedata.normalize("NFC", shape.casefold())


@cache
def _unseen() -> dict[int, None]:
    """Return the characters that take no room: joiners, soft hyphens, marks of direction, variation selectors, controls."""
    return {
        code: None
        for code in (*range(0x10000), *range(0xE0000, 0xE0200))
        if unicodedata.category(chr(code)) in ("Cf", "Cc") or 0xFE00 <= code <= 0xFE0F
    }


@cache
def _pattern() -> re.Pattern[str]:
    kinds: dict[str, list[str]] = {"P": ["`", "´"], "S": []}
    for char in map(chr, range(0x10000)):
        kind = unicodedata.category(char)[0]
        if kind in kinds and char not in "`´":
            kinds[kind].append(char)
    marks, symbols = (re.escape("".join(kinds[kind])) for kind in ("P", "S"))
    symbols += "\U0001f000-\U0001faff"
    letter = f"[^{marks}{symbols}]"  # of a form without blanks; a class without \\s is looked up at once
    return re.compile(
        rf"(?P<sic>[\[(]sic[\])])|(?P<gap>…+|\.{{3,}}|\*{{3,}})|(?P<question>[?？؟]+)"
        rf"|(?P<number>(?:(?<![^(\[“\"'‘«$€£¥])[-−])?\d+(?:[.,:]\d+)*(?:{letter}+)?)"
        rf"|(?P<initials>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!{letter}))?)"
        rf"|(?P<unspaced>[{_UNSPACED}])"
        rf"|(?P<word>(?:\[{letter}\])?{letter}+(?:['’ʼ＇]{letter}+)*)"
        rf"|(?P<symbol>[{re.escape(_SYMBOLS)}{symbols}])"
    )
