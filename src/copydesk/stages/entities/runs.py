"""Names of persons that the language model missed or cut short, by first names, marks and the words around. Reading -> Run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from copydesk.records import Token
from copydesk.stages.entities.reading import Reading, class_of_title, printed_words, title_at
from copydesk.stages.entities.wordlists import is_calendar_word, is_never_a_name, kind_word, listed_name
from copydesk.text.names import is_first_name, is_particle

_LONGEST = 5
_SURE, _INITIALLED, _NAMED = 3.0, 2.0, 1.5
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_ALONG = frozenset({"down", "along", "in", "on", "at", "near", "past", "up", "off", "across", "into"})
_PREFIXES = frozenset(
    ["anti", "co", "ex", "half", "mid", "non", "pan", "post", "pre", "pro", "re", "self", "semi", "sub", "then", "vice"]
)
_AGE = re.compile(r"\d{1,2}|1[01]\d")
_OPENING, _CLOSING = frozenset("\"“‘'``"), frozenset("\"”’'''")
_LIVING = frozenset({"die", "weep", "smile", "testify", "laugh", "marry", "divorce", "sob", "drown", "speak"})


class Run(NamedTuple):
    """Tokens `[first, last)` that are probably a person's full name, and how much that weighs."""

    first: int
    last: int
    weight: float


def find_runs(reading: Reading) -> Iterator[Run]:
    """Yield runs of two to four capitalised names that open with a first name, are half marked as a person, or live.

    To live is to be born, to die, to have an age or a "who". Headlines, titles and runs that hold a listed place or the word
    of an organisation are left out.
    """
    for first, last in _capitalised(reading):
        while (end := title_at(reading, first, last)) is not None:
            first = end
        if not 2 <= last - first <= _LONGEST or _is_thing(reading, first, last):
            continue
        if is_told_personal(reading, first, last):
            yield Run(first, last, _SURE)
        elif reading.tokens[last - 1].tag == "NNPS":
            continue
        elif _INITIALS.fullmatch(reading.tokens[first].text) or _holds_particle(reading, first, last):
            yield Run(first, last, _INITIALLED)
        elif is_first_name(reading.tokens[first].text) or _is_half_marked(reading, first, last):
            yield Run(first, last, _NAMED)
    yield from _nicknamed(reading)
    yield from _hyphened(reading)


def is_told_personal(reading: Reading, first: int, last: int) -> bool:
    """Tell whether what stands behind a name is said of persons only: an age, "who", "was born", "died", "'s wife"."""
    _, end = reading.bounds(first)
    after = reading.tokens[last : min(end, last + 3)]
    if not after:
        return False
    words = [token.text for token in after]
    if words[0] == "," and len(words) == 3:
        return words[1] in ("who", "whose") or (words[2] in (",", ".") and _AGE.fullmatch(words[1]) is not None)
    if words[0] in ("'s", "’s") and len(words) > 1:
        return class_of_title(words[1]) == "kin"
    return after[0].lemma in _LIVING or (after[0].lemma == "be" and "born" in words)


def _capitalised(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the runs of adjacent capitalised names of each sentence that is no headline."""
    tokens = (t for t in reading.tokens if t.pos in ("PROPN", "X") or t.tag in ("NNP", "NNPS"))
    named = (t.i for t in tokens if (_is_part(t) or _is_inner(t)) and not reading.is_loud(t.i))
    for _, group in groupby(enumerate(named), key=lambda pair: (pair[1] - pair[0], reading.tokens[pair[1]].sentence)):
        run = [index for _, index in group]
        while run and _is_inner(reading.tokens[run[-1]]):
            run.pop()
        while run and _is_inner(reading.tokens[run[0]]):
            run.pop(0)
        if not run:
            continue
        first, last = run[0], run[-1] + 1
        if not _is_cut(reading, first):
            yield first, last + 2 * _is_hyphen(reading, last)


def _is_cut(reading: Reading, first: int) -> bool:
    """Tell whether a run begins inside a name: behind an initial or a hyphen."""
    start, _ = reading.bounds(first)
    if first == start:
        return False
    before = reading.tokens[first - 1]
    return _INITIALS.fullmatch(before.text) is not None or (
        before.text == "-" and before.end == reading.tokens[first].start
    )


def _is_hyphen(reading: Reading, i: int) -> bool:
    """Tell whether a hyphen at token `i` joins two capitalised words ("Knox-Ridley")."""
    if i + 1 >= len(reading.tokens) or reading.tokens[i].text != "-":
        return False
    before, mark, after = reading.tokens[i - 1 : i + 2]
    return before.end == mark.start and mark.end == after.start and after.text.istitle()


def _is_inner(token: Token) -> bool:
    """Tell whether a token is a particle inside a name ("van der")."""
    return token.text.islower() and token.pos in ("PROPN", "X") and is_particle(token.text)


def _is_part(token: Token) -> bool:
    return (
        token.tag in ("NNP", "NNPS")
        and token.text[0].isupper()
        and token.text.replace(".", "").replace("'", "").isalpha()
    )


def _is_thing(reading: Reading, first: int, last: int) -> bool:
    words = printed_words(reading, first, last)
    is_marked = reading.labels.get(last - 1) == "PERSON" and is_first_name(words[0])
    is_listed = listed_name(words) is not None or (listed_name(words[:1]) is not None and not is_marked)
    is_listed = is_listed and not is_told_personal(reading, first, last)
    odd = any(is_never_a_name(word, strictly=True) or is_calendar_word(word, strictly=True) for word in words)
    is_along = first > reading.bounds(first)[0] and reading.tokens[first - 1].text in _ALONG
    held = kind_word(words) is not None and (is_along or not is_marked) and not is_told_personal(reading, first, last)
    return is_listed or odd or held or sum(len(word) > 2 for word in words) == 0


def _holds_particle(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a run that is partly marked as a person has a particle inside ("Piet van der Berg")."""
    is_marked = any(reading.labels.get(i) == "PERSON" for i in range(first, last))
    return is_marked and any(_is_inner(reading.tokens[i]) for i in range(first + 1, last))


def _is_half_marked(reading: Reading, first: int, last: int) -> bool:
    labels = [reading.labels.get(i) for i in range(first, last)]
    return last - first == 2 and labels.count("PERSON") == 1 and labels.count(None) == 1


def _nicknamed(reading: Reading) -> Iterator[Run]:
    """Yield names around one word in quotation marks (Darren “Moose” Tully, Darren “The Moose” Tully)."""
    tokens = reading.tokens
    closings = (i - 1 for i in reading.all_of(_CLOSING) if 2 < i < len(tokens) - 1)
    for i in closings:
        opens = i - 2 if tokens[i - 1].text in ("The", "the") and i > 2 else i - 1
        if (
            tokens[opens].text in _OPENING
            and tokens[i].text[0].isupper()
            and tokens[opens - 1].sentence == tokens[i + 2].sentence
        ):
            outer = tokens[opens - 1].text, tokens[i + 2].text
            if (
                all(word.istitle() and word.isalpha() for word in outer)
                and tokens[opens].end == tokens[opens + 1].start
            ):
                yield Run(opens - 1, i + 3, 1.0)


def _hyphened(reading: Reading) -> Iterator[Run]:
    """Yield names with a given name of two syllables in front ("Eun-ji Song")."""
    tokens = reading.tokens
    for i in reading.places.get("-", ()):
        if not 0 < i < len(tokens) - 2 or tokens[i + 2].tag != "NNP" or not tokens[i + 2].text.istitle():
            continue
        front, behind = tokens[i - 1], tokens[i + 1]
        is_glued = front.end == tokens[i].start and tokens[i].end == behind.start
        is_short = len(front.text) <= 5 and behind.text.isalpha() and behind.text.islower() and len(behind.text) <= 5
        if is_glued and is_short and front.text.istitle() and front.text.casefold() not in _PREFIXES:
            yield Run(i - 1, i + 3, 1.0)
