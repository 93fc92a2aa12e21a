"""Who speaks a quotation, read from the words around it: for "I" and "my". Reading, Point -> token."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from copydesk.lexicon import load_entries
from copydesk.records import Token
from copydesk.stages.entities.points import Point
from copydesk.stages.entities.reading import Reading

_REACH = 14
_FAR = 40
"""How many words behind an unclosed quotation its speaker is looked for."""
_STOPS = frozenset({".", "!", "?", ";"})
_MARKS = frozenset({'"', "“", "”", "``", "''", "„", "«"})
_SUBJECTS = ("nsubj", "nsubjpass")


class Speeches:
    """The quotations of an article, those that a page leaves open too, and who speaks them."""

    def __init__(self, reading: Reading, points: Mapping[int, Point]) -> None:
        self.reading = reading
        self.points = points
        self.inside = _inside(reading)
        self.edges: list[tuple[int, int]] = []
        self._leave_open()
        self.speakers = self._find()

    def speaker_at(self, i: int) -> int | None:
        """Return the head of the one who speaks the quotation around a token, or None."""
        return self.speakers.get(self.inside.get(i, -1))

    def _leave_open(self) -> None:
        """Take for a quotation, too, what stands between marks in two lines, and what follows a lone mark in its line."""
        number = len(self.reading.quotes)
        for i in self.reading.all_of(_MARKS):
            if i not in self.inside and not _closes(self.reading, i):
                number += 1
                self.inside |= dict.fromkeys(range(i, self._end_of_open(i)), number)
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for i, found in sorted(self.inside.items()):
            first.setdefault(found, i)
            last[found] = i
        self.edges = sorted((first[found], last[found]) for found in first)

    def _end_of_open(self, i: int) -> int:
        """Return where a quotation ends that opens at token `i`: behind the next closing mark, else with the line."""
        tokens, line = self.reading.tokens, None
        for j in range(i + 1, min(len(tokens), i + _FAR * 2)):
            line = j if line is None and _breaks(self.reading, j - 1, j) else line
            if j in self.inside or (tokens[j].text in _MARKS and not _closes(self.reading, j)):
                return line if line is not None else j
            if tokens[j].text in _MARKS:
                return j + 1
        return line if line is not None else min(len(tokens), i + _FAR * 2)

    def _find(self) -> dict[int, int]:
        """Return who speaks each quotation: looked for behind it, in front of it, then with the quotation before or after it."""
        found: dict[int, int] = {}
        for first, last in self.edges:
            number = self.inside[first]
            told = self._behind(last + 1, is_open=self.reading.tokens[last].text not in _MARKS)
            told = told if told is not None else self._in_front(first - 1)
            if told is not None:
                found[number] = told
        for edges in (self.edges, self.edges[::-1]):
            for before, after in pairwise(edges):
                number, other = self.inside[after[0]], self.inside[before[0]]
                if number not in found and other in found and self._is_near(min(before, after), max(before, after)):
                    found[number] = found[other]
        return found

    def _is_near(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        between = self.reading.article.text[self.reading.tokens[a[1]].end : self.reading.tokens[b[0]].start]
        return between.count("\n") <= 1 and len(between) < 160

    def _behind(self, i: int, *, is_open: bool) -> int | None:
        """Return who speaks in `," said Ann Lowe` and `," Lowe told reporters`."""
        tokens, nearest = self.reading.tokens, None
        for j in range(i, min(len(tokens), i + (_FAR if is_open else _REACH))):
            token = tokens[j]
            if j in self.inside or (not is_open and (token.text in _STOPS or _breaks(self.reading, j - 1, j))):
                return None
            if is_saying(token):
                subject = self._subject(j)
                return subject if subject is not None else nearest if nearest is not None else self._next_point(j)
            if token.text in _STOPS or token.text in _MARKS:
                nearest = None
            elif j in self.points and (self.points[j].form != "pronoun" or token.dep in _SUBJECTS):
                nearest = j
        return None

    def _in_front(self, i: int) -> int | None:
        """Return who speaks in `Ann Lowe said: "` and `Lowe told reporters on Monday that "`."""
        tokens = self.reading.tokens
        for j in range(i, max(-1, i - _REACH), -1):
            if j in self.inside or (tokens[j].text in _STOPS and j < i) or _breaks(self.reading, j, i + 1):
                return None
            if is_saying(tokens[j]):
                subject = self._subject(j)
                start, _ = self.reading.bounds(j)
                before = (k for k in range(j - 1, start - 1, -1) if k in self.points and k not in self.inside)
                return subject if subject is not None else next(before, None)
        return None

    def _subject(self, verb: int) -> int | None:
        children = (j for j in self.reading.parse.children[verb] if self.reading.tokens[j].dep in _SUBJECTS)
        return next((j for j in children if j in self.points and j not in self.inside), None)

    def _next_point(self, verb: int) -> int | None:
        tokens, (_, end) = self.reading.tokens, self.reading.bounds(verb)
        found = next((j for j in range(verb + 1, min(end, verb + 10)) if j in self.points), None)
        if (
            found is None
            or self.points[found].form != "description"
            or found + 1 >= end
            or tokens[found + 1].text not in (",", "'s", "’s")
        ):
            return found
        return next(
            (j for j in range(found + 1, min(end, found + 5)) if j in self.points and self.points[j].form == "name"),
            found,
        )


def _inside(reading: Reading) -> dict[int, int]:
    """Return for each token inside a closed quotation the quotation's number, from 1."""
    inside: dict[int, int] = {}
    position = 0
    for number, quote in enumerate(reading.quotes, start=1):
        while position < len(reading.tokens) and reading.tokens[position].start < quote.start:
            position += 1
        while position < len(reading.tokens) and reading.tokens[position].start < quote.end:
            inside[position] = number
            position += 1
    return inside


def _closes(reading: Reading, i: int) -> bool:
    """Tell whether a mark stands at the end of words, with a space or nothing behind it."""
    token, text = reading.tokens[i], reading.article.text
    if token.text in ("“", "„", "«", "``"):
        return False
    return token.end >= len(text) or text[token.end].isspace() or token.text in ("”", "''")


def _breaks(reading: Reading, a: int, b: int) -> bool:
    return (
        0 <= a < b < len(reading.tokens)
        and "\n" in reading.article.text[reading.tokens[a].end : reading.tokens[b].start]
    )


def is_saying(token: Token) -> bool:
    return token.pos in ("VERB", "AUX", "NOUN") and token.tag != "VBG" and token.lemma.casefold() in _saying()


@cache
def _saying() -> frozenset[str]:
    told = {row.form for row in load_entries("cues") if row.meaning in ("says", "confirms", "denies", "speculates")}
    return frozenset(told | {"write", "tweet", "post", "joke", "quip"})
