"""Which passages of a text stand in the pile, exact or edited, and the quotations in it. text, Pile -> TextAnswer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from copydesk.documents import find_paragraphs
from copydesk.errors import UnreadableInput
from copydesk.records import Span
from copydesk.text.quotes import find_quotes
from copydesk.verify.answers import CheckedQuotation, FoundPassage, TextAnswer
from copydesk.verify.chains import Chain, find_chains
from copydesk.verify.pile import Pile
from copydesk.verify.places import Match, make_place
from copydesk.verify.quotation import LONGEST, match_stretch, rank_match, verify_quotation
from copydesk.verify.stretches import Stretch
from copydesk.verify.words import GAP, Words, read_words

_LEAST = 4
"""Fewer words between quotation marks are an expression and are not looked up."""
_SHORT = 6
"""A passage with fewer words in common is a common phrase."""
_COVERED = 0.5
"""The share of a sentence's words that an article must have in runs of three or more."""
_EDITED, _BESIDE = 0.6, 1.0
"""So many changed words to one that is kept are still an edited copy; of a sentence beside one, so many."""
_MARGIN = 12
"""Words of the page beside a passage that are compared too."""
_PLACES = 5
"""Places of a passage that an answer lists."""
_ALTERNATIVES = 40
"""Articles with the same passage that are compared with it."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…:]+[)\]]*(?=\s|$)|$)", re.DOTALL)


class Unit(NamedTuple):
    """A sentence or a quotation of the text: its words `[first, last)` and its characters."""

    first: int
    last: int
    span: Span


class Piece(NamedTuple):
    """Units of one paragraph that follow each other, as an article has them."""

    units: tuple[Unit, ...]
    chain: Chain

    @property
    def words(self) -> tuple[int, int]:
        return self.units[0].first, self.units[-1].last

    @property
    def weight(self) -> int:
        return self.chain.covered(*self.words)


class Passage(NamedTuple):
    """A run of the text with all its matches, the best first."""

    span: Span
    words: int
    matches: tuple[Match, ...]

    @property
    def is_edited(self) -> bool:
        return bool(self.matches[0].differences)


def verify_text(text: str, pile: Pile, *, name: str = "text", most: int = _PLACES) -> TextAnswer:
    """Return the passages of a text that stand in the pile, with at most `most` places each, and its quotations.

    Passages begin and end with a sentence or a quotation. Raise `UnreadableInput` for a text without words.
    """
    words = read_words(text)
    if not any(key != GAP for key in words.keys):
        raise UnreadableInput(f"{name}: no words to look for; give a text with some")
    paragraphs = [_units(words, span) for span in find_paragraphs(text)]
    passages = _merge(_passages(paragraphs, words, pile), text)
    return TextAnswer(
        name=name,
        passages=tuple(_found(passage, text, pile, most) for passage in passages),
        quotations=tuple(_quotations(text, pile)),
        words=len(words),
        words_found=sum(passage.words for passage in passages),
    )


def _found(passage: Passage, text: str, pile: Pile, most: int) -> FoundPassage:
    return FoundPassage(
        span=passage.span,
        kind="edited" if passage.is_edited else "exact",
        text=text[passage.span.start : passage.span.end],
        places=tuple(make_place(pile, match) for match in passage.matches[:most]),
        more=max(0, len(passage.matches) - most),
    )


def _quotations(text: str, pile: Pile) -> Iterator[CheckedQuotation]:
    """Yield each quotation of the text with its answer; expressions of a few words are left out."""
    for quote in find_quotes(text):
        said = text[quote.inner.start : quote.inner.end]
        if _LEAST <= len(read_words(said)) <= LONGEST:
            yield CheckedQuotation(span=quote.outer, answer=verify_quotation(said, pile))


def _units(words: Words, paragraph: Span) -> list[Unit]:
    """Return the sentences and quotations of a paragraph, those with words."""
    spans: list[Span] = []
    at = paragraph.start
    for quote in find_quotes(words.text, *paragraph):
        spans += [*_sentences(words.text, at, quote.outer.start), quote.outer]
        at = quote.outer.end
    spans += _sentences(words.text, at, paragraph.end)
    units = (Unit(words.first_from(span.start), words.first_from(span.end), span) for span in spans)
    return [unit for unit in units if unit.first < unit.last]


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    return (Span(*match.span()) for match in _SENTENCE.finditer(text, start, end))


def _passages(paragraphs: Sequence[Sequence[Unit]], words: Words, pile: Pile) -> Iterator[Passage]:
    starts = [units[0].first if units else len(words) for units in paragraphs]
    chains: dict[int, list[Chain]] = defaultdict(list)
    for chain in find_chains(words, pile):
        begin, end = chain.runs[0].first, chain.runs[-1].last
        for number in range(max(0, bisect_left(starts, begin + 1) - 1), bisect_left(starts, end)):
            chains[number].append(chain)
    for number in sorted(chains):
        pieces = [piece for chain in chains[number] for piece in _pieces(paragraphs[number], chain, words, pile)]
        yield from sorted(_choose(pieces, words, pile))


def _pieces(units: Sequence[Unit], chain: Chain, words: Words, pile: Pile) -> Iterator[Piece]:
    """Yield the runs of units most of whose words an article has, short ones between them and likenesses beside them."""
    has = [chain.covered(unit.first, unit.last) >= _COVERED * (unit.last - unit.first) for unit in units]
    for n, unit in enumerate(units):
        if not has[n] and 0 < n < len(units) - 1 and has[n - 1] and has[n + 1] and unit.last - unit.first <= _SHORT:
            has[n] = True
    for is_held, group in groupby(range(len(units)), lambda n: has[n]):
        run = list(group)
        piece = Piece(tuple(units[run[0] : run[-1] + 1]), chain)
        if is_held and piece.weight >= _SHORT:
            yield _widen(piece, units, words, pile)


def _widen(piece: Piece, units: Sequence[Unit], words: Words, pile: Pile) -> Piece:
    """Take in the unit before and the one behind where the article has its like beside the passage."""
    begin, end = units.index(piece.units[0]), units.index(piece.units[-1]) + 1
    start, stop = piece.chain.reach(*piece.words)
    if begin and _is_beside(units[begin - 1], -1, start, piece.chain.article, words, pile):
        begin -= 1
    if end < len(units) and _is_beside(units[end], 1, stop, piece.chain.article, words, pile):
        end += 1
    return Piece(tuple(units[begin:end]), piece.chain)


def _is_beside(unit: Unit, side: int, at: int, article: int, words: Words, pile: Pile) -> bool:
    room = unit.last - unit.first + _MARGIN
    first, last = (at - room, at) if side < 0 else (at, at + room)
    return bool(
        match_stretch(
            words.cut(unit.first, unit.last), _within(article, first, last, pile), pile, share=_BESIDE, most=1
        )
    )


def _within(article: int, first: int, last: int, pile: Pile) -> Stretch:
    size = int(pile.ends[article] - pile.starts[article])
    return Stretch(article, min(max(0, first), size), max(0, min(size, last)))


def _choose(pieces: list[Piece], words: Words, pile: Pile) -> Iterator[Passage]:
    """Yield passages that do not overlap, those with the most words in common first, with all articles that have them."""
    while pieces:
        ranked = sorted(pieces, key=lambda piece: (-piece.weight, piece.words, piece.chain.article))
        best = ranked[0]
        first, last = best.words
        rivals = [piece for piece in ranked if piece.chain.covered(first, last) >= _COVERED * best.weight]
        found = [match for piece in rivals[:_ALTERNATIVES] if (match := _match(best, piece.chain, words, pile))]
        if found:
            span = Span(best.units[0].span.start, best.units[-1].span.end)
            yield Passage(span, last - first, tuple(sorted(found, key=rank_match)))
        pieces = [left for piece in pieces for left in _without(piece, first, last)]


def _without(piece: Piece, first: int, last: int) -> Iterator[Piece]:
    """Yield what is left of a piece outside the words of a passage."""
    for side in ([u for u in piece.units if u.last <= first], [u for u in piece.units if u.first >= last]):
        if side and (left := Piece(tuple(side), piece.chain)).weight >= _SHORT:
            yield left


def _match(piece: Piece, chain: Chain, words: Words, pile: Pile) -> Match | None:
    """Return how an article has the words of a piece, compared a few hundred words at a time."""
    parts: list[Match] = []
    for units in _portions(piece.units):
        first, last = units[0].first, units[-1].last
        if not chain.covered(first, last):
            return None
        start, stop = chain.reach(first, last)
        stretch = _within(chain.article, start - _MARGIN, stop + _MARGIN, pile)
        if not (found := match_stretch(words.cut(first, last), stretch, pile, share=_EDITED, most=1)):
            return None
        parts.append(found[0])
    return _sum(parts)


def _portions(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    portion: list[Unit] = []
    for unit in units:
        if portion and unit.last - portion[0].first > LONGEST:
            yield portion
            portion = []
        portion.append(unit)
    yield portion


def _sum(parts: Sequence[Match]) -> Match:
    return Match(
        article=parts[0].article,
        spans=tuple(span for part in parts for span in part.spans),
        differences=tuple(one for part in parts for one in part.differences),
        changed=sum(part.changed for part in parts),
    )


def _merge(passages: Iterator[Passage], text: str) -> list[Passage]:
    """Return the passages with those made one that go on in the next paragraph, in the same article and as faithfully."""
    merged: list[Passage] = []
    for passage in passages:
        if merged and (whole := _joined(merged[-1], passage, text)):
            merged[-1] = whole
        else:
            merged.append(passage)
    return merged


def _joined(one: Passage, other: Passage, text: str) -> Passage | None:
    if one.is_edited != other.is_edited or text[one.span.end : other.span.start].strip():
        return None
    going_on = {match.article.id: match for match in other.matches if bool(match.differences) == other.is_edited}
    matches = []
    for match in one.matches:
        following = going_on.get(match.article.id)
        if bool(match.differences) == one.is_edited and following and match.span.end <= following.span.start:
            matches.append(_sum([match, following]))
    if not matches:
        return None
    whole = {match.article.id for match in matches}
    rest = [match._replace(note="a part of the passage") for match in (*one.matches, *other.matches)]
    others = sorted((match for match in rest if match.article.id not in whole), key=rank_match)
    span = Span(one.span.start, other.span.end)
    return Passage(span, one.words + other.words, (*sorted(matches, key=rank_match), *others))
