"""Personal names and their parts. Text -> PersonName."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from copydesk.lexicon import load_entries

Sex = Literal["male", "female"]
_GLUED = re.compile(r"\b([^\W\d_]\.)(?=[^\W\d_]\.)")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "ʼ": "'", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)
_MARKED_NICKNAME = re.compile(r"[\"“‘'(] ?(?:[Tt]he )?([^\W\d_][\w.-]+) ?[\"”’')]")


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
    if marked:
        words = " ".join(words).replace(marked[0], " ").split() or words
    words = [word for word in words if word[0] not in "\"“'‘("] or words
    start = _family_start(words)
    given = words[:start]
    last = " ".join(words[start:])
    return PersonName(
        tuple(titles), given[0] if given else "", tuple(given[1:]), last, suffix, marked[1] if marked else ""
    )


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
