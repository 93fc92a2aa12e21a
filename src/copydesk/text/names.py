"""Personal names: their parts, and whether two of them can belong to one person. Text -> PersonName."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from copydesk.lexicon import load_entries

Sex = Literal["male", "female"]
Verdict = Literal["same", "unclear", "different"]
_GLUED = re.compile(r"\b([^\W\d_]\.)(?=[^\W\d_]\.)")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_MARKED_NICKNAME = re.compile(r"[\"“‘'(]([^\W\d_][\w.-]+)[\"”’')]")
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


class PersonName(NamedTuple):
    """A name's parts as printed: titles in front, given names, family name with its particles, suffix ("Jr."), nickname in marks."""

    titles: tuple[str, ...]
    first: str
    middle: tuple[str, ...]
    last: str
    suffix: str
    nickname: str = ""

    @property
    def given(self) -> tuple[str, ...]:
        return (self.first, *self.middle) if self.first else ()


class Comparison(NamedTuple):
    """Whether two names can be one person's, and why."""

    verdict: Verdict
    reason: str


@cache
def fold(text: str) -> str:
    """Return `text` in lower case, without accents and points, every apostrophe alike: the form in which names compare."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_PLAIN)) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace(".", " ").split())


@cache
def read_person_name(text: str) -> PersonName:
    """Return the parts of a person's name; a name of one word is a family name."""
    words = _without_possessive(text).replace(",", " ").split() or [text.strip() or "?"]
    titles, words = _split_titles(words)
    suffix, marked = "", _MARKED_NICKNAME.search(" ".join(words[1:-1]))
    while len(words) > 1 and fold_suffix(words[-1]) is not None:
        suffix = fold_suffix(words.pop()) or suffix
    words = [part for word in words for part in _GLUED.sub(r"\1 ", word).split()]
    words = [word for word in words if word[0] not in "\"“'‘("] or words
    start = _family_start(words)
    given = words[:start]
    last = " ".join(words[start:])
    return PersonName(tuple(titles), given[0] if given else "", tuple(given[1:]), last, suffix, marked[1] if marked else "")


def sex_of(name: PersonName) -> Sex | None:
    """Return the sex that the titles or else the first name tell; None where they do not."""
    for title in name.titles:
        kind = title_class(title)
        if kind in ("male", "female"):
            return "male" if kind == "male" else "female"
    known = _first_names().get(name.first, "either")
    return "male" if known == "male" else "female" if known == "female" else None


def is_first_name(word: str) -> bool:
    """Return whether `word` stands in the list of common first names and nicknames."""
    return word in _first_names()


def title_class(title: str) -> str | None:
    """Return the class of a title ("male", "office", "military" …) in the list of titles, or None."""
    return _titles().get(title.casefold())


def is_courtesy(title: str) -> bool:
    """Return whether `title` is a mere form of address ("Mr.", "Dr.")."""
    return title_class(title) in ("male", "female", "courtesy")


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


def bare_family_name(name: str) -> str:
    """Return a folded family name without its particles."""
    words = fold(name).replace("-", " ").split()
    return " ".join([word for word in words if word not in _particles()] or words)


def looks_misspelt(a: str, b: str) -> bool:
    """Return whether two family names differ as a slip of the keyboard does: one letter, or two in a long name."""
    first, second = fold(a).replace(" ", ""), fold(b).replace(" ", "")
    shorter = min(len(first), len(second))
    is_plural = shorter < 8 and bool({first + "s", second + "s"} & {first, second})
    if first == second or first[:1] != second[:1] or is_plural:
        return False
    allowed = 2 if shorter >= 8 else 1 if shorter >= 5 else 0
    return 0 < OSA.distance(first, second, score_cutoff=allowed) <= allowed


def fold_suffix(word: str) -> str | None:
    """Return the suffix that `word` is, "" for letters of rank or study ("M.D."), None where it is none."""
    return _suffixes().get(word.casefold().rstrip(","))


def is_particle(word: str) -> bool:
    """Return whether `word` is a particle of family names ("van", "de la", "al")."""
    return word.casefold() in _particles()


def _without_possessive(text: str) -> str:
    plain = " ".join(text.split())
    for ending in ("'s", "’s"):
        plain = plain.removesuffix(ending)
    return plain.rstrip("'’,;:")


def _split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    titles: list[str] = []
    while len(words) > 1:
        for size in range(min(5, len(words) - 1), 0, -1):
            if title_class(phrase := " ".join(words[:size])) is not None and not _opens_name(words, size):
                titles, words = [*titles, phrase], words[size:]
                break
        else:
            break
    return titles, words


def _opens_name(words: list[str], size: int) -> bool:
    """Tell whether a word that is a title too is the first name here ("Don Weir", and not "Dean Robert Weir")."""
    return size == 1 and words[0].istitle() and is_first_name(words[0]) and not (words[2:] and is_first_name(words[1]))


def _family_start(words: list[str]) -> int:
    is_led = len(words) > 2 and is_particle(words[1]) and words[1][0].islower()  # "De la Torre"
    if is_particle(words[0]) and (words[0][0].islower() or is_led):
        return 0
    for i in range(1, len(words) - 1):
        if is_particle(words[i]):
            return i
    return len(words) - 1


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


@cache
def _first_names() -> dict[str, str]:
    return {row.form: row.note for row in load_entries("nicknames")}


@cache
def _titles() -> dict[str, str]:
    return {row.form: row.note for row in load_entries("titles")}


@cache
def _particles() -> frozenset[str]:
    return frozenset(row.form for row in load_entries("name_particles") if row.meaning == "particle")


@cache
def _suffixes() -> dict[str, str]:
    return {row.form: row.meaning for row in load_entries("name_particles") if row.note == "suffix"}
