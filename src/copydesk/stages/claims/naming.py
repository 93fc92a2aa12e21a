"""Whether two wordings name somebody or something else, by the words of the names. (Wording, Wording) -> bool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from copydesk.stages.claims.model import Word
from copydesk.stages.claims.words import common_start, group_of

Name = tuple[str, ...]
"""The words of a name as they are printed, in lower case."""
STEM = 4
"""Of shorter words all letters stand in what they are short for ("Vt.")."""
ENDINGS = frozenset(
    {"an", "ans", "er", "ers", "es", "ese", "i", "ian", "ians", "ic", "is", "ism", "ist", "ists", "ity", "n", "ns", "s"}
)
ROOTS = frozenset({"a", "o", "y"})
"""How names and what is derived from them end ("Germans", "Germany")."""
COMPASS = frozenset({"central", "east", "eastern", "new", "north", "northern", "south", "southern", "west", "western"})
_INITIAL = re.compile(r"(?:[a-z]\.)+")


def have_other_names(one: Sequence[Word], two: Sequence[Word], *, worded_alike: bool) -> bool:
    """Tell whether each of two wordings has a name in whose place the other may have its own, or one person's initials differ."""
    mine, yours = _mentions(one), _mentions(two)
    if mine == yours:
        return False
    counts = [Counter(text for text, _ in side) for side in (mine, yours)]
    known = [{word.lemma for word in side if word.kind != "name"} for side in (one, two)]
    lost, gained = (
        [name for text, name in side if text in left and not known[other].issuperset(name)]
        for side, left, other in ((mine, counts[0] - counts[1], 1), (yours, counts[1] - counts[0], 0))
    )
    return not are_same_names(lost, gained, worded_alike=worded_alike) or _have_other_initials(mine, yours)


def are_same_names(lost: Sequence[Name], gained: Sequence[Name], *, worded_alike: bool = True) -> bool:
    """Tell whether each name of either side is a form of one of the other's, or the other has none at all.

    Where the same is told in other words, a side may have names beside those that the other has in another form.
    """
    fewer, more = sorted((lost, gained), key=len)
    if not fewer or (len(fewer) == 1 and _is_short_for(fewer[0], [word for name in more for word in name])):
        return True
    asked = ((fewer, more), (more, fewer)) if worded_alike else ((fewer, more),)
    return all(any(_is_form_of(name, other) for other in others) for names, others in asked for name in names)


def names_of(words: Iterable[Word], entity: str) -> list[Name]:
    """Return how an entity is called in a wording."""
    return [name for text, name in _mentions(words) if text == entity]


def _mentions(words: Iterable[Word]) -> list[tuple[str, Name]]:
    """Return the names of a wording: what they stand for, and their words."""
    found: list[tuple[str, Name]] = []
    for (kind, text), run in groupby(words, key=lambda word: (word.kind, word.text)):
        if kind == "name":
            before = found.pop()[1] if found and COMPASS.issuperset(found[-1][1]) else ()  # "South" before "Korean"
            found.append((" ".join((*before, text)), (*before, *(word.lemma for word in run))))
    return found


def _is_form_of(one: Name, two: Name) -> bool:
    """Tell whether a name is another in part, in its first letters, shortened or derived ("Vt.", "American", "New York")."""
    short, long = sorted((one, two), key=lambda name: (len(name), len("".join(name))))
    if _is_short_for(short, long):
        return True
    if not all(any(_is_form_of_word(word, other) for other in long) for word in short):
        return False
    return len(short) == len(long) or COMPASS.isdisjoint(set(long) - set(short))  # no "West Virginia" for "Virginia"


def _is_form_of_word(one: str, two: str) -> bool:
    """Tell whether two words of names are one, shortened or derived ("Vt.", "Germans" of "Germany")."""
    short, long = sorted((group_of(one).rstrip("."), group_of(two).rstrip(".")), key=len)
    if len(short) < STEM:
        letters = iter(long)
        return short == long or (short[:1] == long[:1] and len(long) > STEM and all(one in letters for one in short))
    same = common_start(short, long)
    rests = {short[same:], long[same:]}
    return same >= STEM and rests <= ENDINGS | ({""} if same == len(short) else ROOTS)


def _is_short_for(short: Name, words: Sequence[str]) -> bool:
    """Tell whether a name of one word is the first letters of others ("AP", "S.C.", "IT")."""
    letters = "".join(short).replace(".", "")
    first = "".join(word[:1] for word in words)
    return len(short) == 1 and len(words) > 1 and len(letters) > 1 and first.startswith(letters)


def _have_other_initials(*sides: Sequence[tuple[str, Name]]) -> bool:
    """Tell whether one person has other initials in another wording ("George W.", "George H.W.")."""
    mine, yours = ({(text, word) for text, name in side for word in name if _INITIAL.fullmatch(word)} for side in sides)
    return any(text == other for text, _ in mine - yours for other, _ in yours - mine)
