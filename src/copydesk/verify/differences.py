"""What a quotation changes of a wording: words changed, added, dropped, left out. Wording -> Differences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from copydesk.records import Span
from copydesk.verify.answers import Difference, DifferenceKind
from copydesk.verify.compare import Pair, Wording
from copydesk.verify.words import GAP, Words

_TURN = re.compile(r"[^\s,‐-]|\n[ \t]*\n")
"""Between two words, something behind which a small letter and a capital are the same."""
_LINE_END = re.compile(r"[-‐]\s*\n")
_WORD = re.compile(r"\w")


def list_differences(wording: Wording, quote: Words, page: Words) -> tuple[Difference, ...]:
    """Return every difference between a quotation and the wording, in order; none means that it is exact.

    The first letter may be small or capital where a sentence or a speech begins on either side, every letter where one
    side is printed in capitals throughout. A word that a line's end divides is one word.
    """
    in_capitals = _is_capitals(quote.shapes) or _is_capitals(page.shapes[wording.first : wording.last])
    found: list[Difference] = []
    for is_equal, run in groupby(wording.pairs, lambda pair: pair.is_equal):
        pairs = list(run)
        if is_equal and not in_capitals:
            found += (_describe([pair], wording, quote, page) for pair in pairs if _differs_in_case(pair, quote, page))
        elif not is_equal and not _is_divided_word(pairs, quote, page):
            found.append(_describe(pairs, wording, quote, page))
    return tuple(one for one in found if one.before or one.after)


def _is_capitals(shapes: Sequence[str]) -> bool:
    written = [shape for shape in shapes if shape.lower() != shape.upper()]
    return len(written) > 1 and all(shape == shape.upper() for shape in written) and any(len(s) > 3 for s in written)


def _differs_in_case(pair: Pair, quote: Words, page: Words) -> bool:
    ours, theirs = _places(pair)
    one, other = quote.shapes[ours], page.shapes[theirs]
    if one == other:
        return False
    is_free = ours == 0 or bool(_TURN.search(quote.before(ours)) or _TURN.search(page.before(theirs)))
    return not (is_free and one[1:] == other[1:])


def _places(pair: Pair) -> tuple[int, int]:
    assert pair.ours is not None and pair.theirs is not None
    return pair.ours, pair.theirs


def _is_divided_word(pairs: Sequence[Pair], quote: Words, page: Words) -> bool:
    ours, theirs = _ours(pairs), _theirs(pairs)
    if not ours or not theirs or "".join(quote.keys[i] for i in ours) != "".join(page.keys[j] for j in theirs):
        return False
    between = [quote.before(i) for i in ours[1:]] + [page.before(j) for j in theirs[1:]]
    return bool(between) and all(map(_LINE_END.search, between))


def _ours(pairs: Sequence[Pair]) -> list[int]:
    return [pair.ours for pair in pairs if pair.ours is not None]


def _theirs(pairs: Sequence[Pair]) -> list[int]:
    return [pair.theirs for pair in pairs if pair.theirs is not None]


def _describe(pairs: Sequence[Pair], wording: Wording, quote: Words, page: Words) -> Difference:
    ours, theirs = _ours(pairs), _theirs(pairs)
    done = wording.pairs[: wording.pairs.index(pairs[0])]
    span = _span(theirs, _theirs(done), page, wording.first)
    given = _with_brackets(_span(ours, _ours(done), quote), quote.text)
    kind = _kind(pairs, quote, page)
    return Difference(
        kind=kind,
        before=_printed(theirs, page),
        after=quote.text[given.start : given.end] if ours and not _stands_for_nothing(pairs, quote) else "",
        span=span,
        given=given,
        note=_strange_letters(ours, theirs, quote, page) if kind == "letters" else None,
    )


def _stands_for_nothing(pairs: Sequence[Pair], quote: Words) -> bool:
    """Tell whether dots leave nothing out."""
    return not _theirs(pairs) and all(quote.keys[i] == GAP for i in _ours(pairs))


def _span(places: Sequence[int], before: Sequence[int], words: Words, first: int = 0) -> Span:
    """Return the characters of words, or the empty place behind those before them, of none before the `first`."""
    if places:
        return Span(words.spans[places[0]].start, words.spans[places[-1]].end)
    at = words.spans[before[-1]].end if before else words.spans[first].start
    return Span(at, at)


def _with_brackets(span: Span, text: str) -> Span:
    start, end = span
    if start == end:
        return span
    opened, closed = text[start - 1 : start] == "[", text[end : end + 1] == "]"
    return Span(start - opened, end + closed)


def _printed(places: Sequence[int], words: Words) -> str:
    """Return words as they are printed; those that a reporting clause parts are joined by a blank."""
    pieces: list[str] = []
    for n, place in enumerate(places):
        between = words.before(place) if n else ""
        pieces += [" " if _WORD.search(between) else between, words.text[slice(*words.spans[place])]]
    return "".join(pieces)


def _kind(pairs: Sequence[Pair], quote: Words, page: Words) -> DifferenceKind:
    ours, theirs = _ours(pairs), _theirs(pairs)
    if all(pair.is_equal for pair in pairs):
        return "capitals"
    if not theirs:
        return "added"
    if any(quote.keys[i] == GAP for i in ours):
        return "left out"
    if not ours:
        return "dropped"
    return "letters" if any(_strange(ours, theirs, quote, page)) else "changed"


def _strange(ours: Sequence[int], theirs: Sequence[int], quote: Words, page: Words) -> Iterator[str]:
    """Yield the letters of one side that stand for letters of another script in an otherwise equal word."""
    for i, j in zip(ours, theirs, strict=False):
        one, other = quote.keys[i], page.keys[j]
        pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
        is_strange = all(a.isalpha() and b.isalpha() and _script(a) != _script(b) for a, b in pairs)
        if pairs and is_strange and len(one) == len(other):
            yield from (a if _script(a) != "LATIN" else b for a, b in pairs)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]


def _strange_letters(ours: Sequence[int], theirs: Sequence[int], quote: Words, page: Words) -> str:
    names = dict.fromkeys(
        f"{letter} is {unicodedata.name(letter, 'unnamed').lower()}" for letter in _strange(ours, theirs, quote, page)
    )
    return ", ".join(names)
