"""Whether two names can be one person's. PersonName, PersonName -> Comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from copydesk.lexicon import load_entries
from copydesk.text.names import PersonName, fold, is_first_name, is_particle, sex_of, title_class

Verdict = Literal["same", "unclear", "different"]
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_SOUNDS = (
    (r"^ye(?=[vlf])", "e"),
    (r"(?:iy|ii|ij|ei|ey|y)$", "i"),
    (r"ou|oo", "u"),
    (r"^abd[aeiu]l", "abdul"),
    (r"ks", "x"),
    (r"y", "i"),
    (r"(.)\1", r"\1"),
)
"""Spellings of one sound in names carried over from other scripts, applied in order."""


class Comparison(NamedTuple):
    """Whether two names can be one person's, and why."""

    verdict: Verdict
    reason: str


def compare_names(a: PersonName, b: PersonName) -> Comparison:
    """Return whether two names can be one person's.

    `unclear` means that the names alone do not tell: a surname alone, a mere initial, or a spelling that is off by a
    letter or two. A father and a son are told apart by the suffix, which is never passed over.
    """
    if a.suffix != b.suffix:
        return Comparison("different", "suffix")
    if not _sexes_agree(a, b):
        return Comparison("different", "courtesy title")
    if not a.first or not b.first:
        return _compare_with_surname(a, b)
    if _words(a) == _words(b):
        return Comparison("same", "equal")
    first = _compare_first(a, b)
    if first == "different":
        return Comparison("different", "first name")
    if not _middles_agree(a, b):
        return Comparison("different", "middle name")
    if first == "order":
        return Comparison("same", first)
    if same_family_name(a.last, b.last):
        return Comparison("unclear", "initial") if first == "initial" else Comparison("same", first)
    if _is_longer_family_name(a, b):
        return Comparison("unclear", "added family name")
    if first != "initial" and looks_misspelt(a.last, b.last):
        return Comparison("unclear", "misspelt")
    return Comparison("different", "family name")


def same_first_name(a: str, b: str) -> bool:
    """Return whether two first names are one name: equal, or a nickname and the name that it stands for."""
    first, second = spellings(a), spellings(b)
    return bool(first & second) or bool(_readings(fold(a)) & _readings(fold(b)))


def first_name_key(name: str) -> str:
    """Return what all forms of a first name have in common ("Muhammad": mohammed), the first by letter where it stands for several."""
    return min(_nicknames().get(fold(name), {fold(name)}))


def same_family_name(a: str, b: str) -> bool:
    """Return whether two family names are one, particles and Arabic articles aside ("al-Sabri", "el Sabri")."""
    return bool(spellings(a) & spellings(b)) or bare_family_name(a) == bare_family_name(b)


@cache
def spellings(name: str) -> frozenset[str]:
    """Return the folded forms of a name: without its accents, and with the umlauts spelt out ("Böhm": bohm, boehm)."""
    return frozenset({fold(name), fold(unicodedata.normalize("NFC", name).lower().translate(_SPELT_OUT))})


@cache
def bare_family_name(name: str) -> str:
    """Return a folded family name without its particles."""
    words = fold(name).replace("-", " ").split()
    return " ".join([word for word in words if not is_particle(word)] or words)


def looks_misspelt(a: str, b: str) -> bool:
    """Return whether two family names differ as a slip of the keyboard does: one letter, or two in a long name."""
    first, second = fold(a).replace(" ", ""), fold(b).replace(" ", "")
    shorter = min(len(first), len(second))
    allowed = 2 if shorter >= 8 else 1 if shorter >= 5 else 0
    if not allowed or first[:1] != second[:1] or abs(len(first) - len(second)) > allowed:
        return False
    is_plural = shorter < 8 and (first == second + "s" or second == first + "s")
    return not is_plural and 0 < OSA.distance(first, second, score_cutoff=allowed) <= allowed


def _sexes_agree(a: PersonName, b: PersonName) -> bool:
    sexes = {title_class(title) for name in (a, b) for title in name.titles} & {"male", "female"}
    known = [sex for sex in (sex_of(a), sex_of(b)) if sex]
    return len(sexes) < 2 and (not sexes or len(set(known)) < 2)


def _compare_with_surname(a: PersonName, b: PersonName) -> Comparison:
    if same_family_name(a.last, b.last):
        return Comparison("unclear", "family name alone")
    for short, full in ((a, b), (b, a)):
        if not short.first and full.first and fold(full.last).endswith(" " + fold(short.last)):
            return Comparison("unclear", "part of the family name")
    if looks_misspelt(a.last, b.last):
        return Comparison("unclear", "misspelt")
    return Comparison("different", "family name")


def _compare_first(
    a: PersonName, b: PersonName
) -> Literal["equal", "nickname", "transliteration", "order", "initial", "different"]:
    first, second = fold(a.first), fold(b.first)
    if first == second or _joined_given(a) == _joined_given(b):
        return "equal"
    if same_first_name(a.first, b.first) or _is_nicknamed(a, b) or _is_nicknamed(b, a):
        return "nickname"
    if _is_turned(a, b):
        return "order"
    if same_family_name(a.last, b.last) and _sounds_alike(a.first, b.first):
        return "transliteration"
    if _goes_by_middle_name(a, b) or _goes_by_middle_name(b, a):
        return "equal"
    if _is_initial(first, second) or _is_initial(second, first):
        return "initial"
    return "different"


def _is_nicknamed(a: PersonName, b: PersonName) -> bool:
    return bool(a.nickname) and fold(a.nickname) == fold(b.first) and not b.middle


def _is_turned(a: PersonName, b: PersonName) -> bool:
    """Tell whether two names are one in either order ("Zhou Yifan", "Yifan Zhou"), where both words are not first names."""
    if a.middle or b.middle or (is_first_name(a.first) and is_first_name(a.last)):
        return False
    return fold(a.first) == fold(b.last) and fold(a.last) == fold(b.first)


def _sounds_alike(a: str, b: str) -> bool:
    """Tell whether two first names are spellings of one from another script ("Andrei", "Andrey")."""
    return len(min(a, b, key=len)) >= 5 and _sound(fold(a)) == _sound(fold(b))


@cache
def _sound(folded: str) -> str:
    for pattern, plain in _SOUNDS:
        folded = re.sub(pattern, plain, folded)
    return folded


def _goes_by_middle_name(a: PersonName, b: PersonName) -> bool:
    """Tell whether `a` has an initial in front of the name that `b` goes by ("W. Reid Falconer", "Reid Falconer")."""
    if len(a.first.replace(".", "")) > 1 or not a.middle or b.middle:
        return False
    return len(a.middle[0]) > 2 and fold(a.middle[0]) == fold(b.first)


def _joined_given(name: PersonName) -> str:
    return fold("".join(name.given)).replace("-", "").replace(" ", "")


def _is_initial(short: str, long: str) -> bool:
    letters = short.replace(" ", "")
    return bool(letters) and len(letters) <= 2 and letters[0] == long[:1] and (len(letters) == 1 or " " in short)


def _middles_agree(a: PersonName, b: PersonName) -> bool:
    if not a.middle or not b.middle or _joined_given(a) == _joined_given(b):
        return True
    first, second = ([part for word in name.middle for part in fold(word).split()] for name in (a, b))
    if len(first) == len(second):
        return all(x == y or (x[0] == y[0] and 1 in (len(x), len(y))) for x, y in zip(first, second, strict=True))
    return set(first) <= set(second) or set(second) <= set(first)


def _is_longer_family_name(a: PersonName, b: PersonName) -> bool:
    """Tell whether one name is the other with a family name added: married, or a mother's family name left out."""
    first, second = _words(a), _words(b)
    short, long = sorted((first, second), key=len)
    return 2 <= len(short) < len(long) and long[: len(short)] == short


def _words(name: PersonName) -> list[str]:
    return fold(" ".join((*name.given, name.last))).replace("-", " ").split()


@cache
def _readings(first: str) -> frozenset[str]:
    return frozenset({first}) | _nicknames().get(first, frozenset())


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    return {fold(row.form): frozenset(map(fold, row.meaning.split("|"))) for row in load_entries("nicknames")}
