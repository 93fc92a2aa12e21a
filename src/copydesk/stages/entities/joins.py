"""Why a person's other names are taken for theirs, in plain words. Name, aliases -> reasons."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from copydesk.text.names import PersonName, fold, read_person_name
from copydesk.text.same_names import compare_names, looks_misspelt, same_first_name

_COUNT = {1: "one letter", 2: "two letters"}


def explain_joins(name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return a reason for each alias that is a nickname, an initial, a misspelling or another form of the name.

    Parts of the name as it stands, with or without a title, need none.
    """
    main = read_person_name(name)
    reasons = ((alias, _reason(main, read_person_name(alias))) for alias in sorted(aliases))
    return tuple(f"{alias}: {reason}" for alias, reason in reasons if reason is not None)


def _reason(main: PersonName, other: PersonName) -> str | None:
    if not other.first:
        return _reason_alone(main, other.last)
    if main.suffix != other.suffix:
        return f"{other.suffix} added" if other.suffix else f"without {main.suffix}"
    verdict = compare_names(main, other).reason
    if verdict == "nickname":
        return f"{other.first} and {main.first} are one name"
    if verdict == "transliteration":
        return f"{other.first} and {main.first} are spellings of one name"
    if verdict == "order":
        return "the family name in another place"
    if verdict == "initial":
        return "an initial for the first name"
    if verdict == "added family name":
        return "a family name more or less"
    if verdict == "misspelt":
        return _distance(other.last, main.last)
    return _distance(other.first, main.first) if looks_misspelt(other.first, main.first) else None


def _reason_alone(main: PersonName, word: str) -> str | None:
    """Return the reason for a name of one word: a family name with a slip, or a nickname alone."""
    if fold(word) in map(fold, (*main.given, *main.last.split(), main.last)):
        return None
    if looks_misspelt(word, main.last):
        return _distance(word, main.last)
    return f"{word} and {main.first} are one name" if main.first and same_first_name(word, main.first) else None


def _distance(word: str, known: str) -> str:
    count = OSA.distance(fold(word), fold(known))
    return f"{_COUNT.get(count, f'{count} letters')} from {known}"
