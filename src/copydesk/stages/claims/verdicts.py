"""A claim's backing in plain words. Corroboration -> verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.records import ClaimRelation, Corroboration, Source

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DIFFERENCES = {
    "number": "another number",
    "date": "another date",
    "name": "another name",
    "negation": "the opposite",
    "modality": "a weaker or stronger version",
    "role": "another role",
}


class Reasons(NamedTuple):
    """What a verdict is written from."""

    corroboration: Corroboration
    named: tuple[str, ...]
    unnamed: tuple[Source, ...]
    copies: int
    circular: tuple[str, ...]
    doubts: tuple[str, ...]
    denied_by: tuple[str, ...]
    declined_by: tuple[str, ...]
    relations: tuple[ClaimRelation, ...]
    asserted: bool


def write_verdict(reasons: Reasons) -> str:
    """Return the verdict: who reported it, on whose word, how many pages are copies, who denied it or would not say."""
    parts = [_backing(reasons), _copies(reasons), _doubts(reasons), _answers(reasons), _versions(reasons)]
    return " ".join(part for part in parts if part)


def spell(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun in the right form: "one article", "12 articles"."""
    word = NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def join_names(names: Sequence[str]) -> str:
    """Return names as a sentence has them: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _backing(reasons: Reasons) -> str:
    found = reasons.corroboration
    if not reasons.asserted:
        return "No article here says so in its own words or on anyone's word; whether it is so cannot be told."
    if reasons.circular and not found.newsrooms:
        return (
            f"{join_names(reasons.circular)} cite only each other"
            if len(reasons.circular) > 1
            else f"The credit to {reasons.circular[0]} leads round in a circle"
        ) + ", so no original report can be found and whether it is so cannot be told."
    if not found.newsrooms:
        return f"No newsroom can be named that reported it itself; {_word(reasons)}."
    rooms = spell(len(found.newsrooms), "newsroom")
    return f"Reported by {rooms} ({join_names(found.newsrooms)}), {_word(reasons)}."


def _word(reasons: Reasons) -> str:
    """Return on whose word a claim rests."""
    found, named = reasons.corroboration, reasons.named
    if not named and not reasons.unnamed:
        return "which does not say from whom" if len(found.newsrooms) == 1 else "no source is given"
    if named and not reasons.unnamed:
        return f"on the word of {join_names(named[:4])}{' and others' if len(named) > 4 else ''}"
    people = _bounds(found.at_least, found.at_most)
    if named:
        return f"on the word of {join_names(named[:4])} and of unnamed sources, {people} in all"
    return f"on the word of unnamed sources only: {people}"


def _bounds(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {spell(least, 'person', 'people')}, how many more cannot be told"
    if least == most:
        return spell(least, "person", "people")
    return f"between {spell(least, 'person', 'people').split()[0]} and {spell(most, 'person', 'people')}"


def _copies(reasons: Reasons) -> str:
    total = reasons.corroboration.articles
    if reasons.copies == 0 or total < 2:
        return ""
    count = capital(spell(reasons.copies, "").strip())
    return f"{count} of the {spell(total, 'article')} that carry it {'is a copy' if reasons.copies == 1 else 'are copies'}."


def _doubts(reasons: Reasons) -> str:
    parts = []
    if reasons.doubts:
        parts.append(f"{join_names(reasons.doubts)} could not confirm it.")
    if reasons.circular and reasons.corroboration.newsrooms:
        parts.append(f"What {join_names(reasons.circular)} have adds nothing: it leads round in a circle.")
    return " ".join(parts)


def _answers(reasons: Reasons) -> str:
    denied = f"Denied by {join_names(reasons.denied_by[:3])}" if reasons.denied_by else ""
    declined = f"{capital(join_names(reasons.declined_by[:3]))} would not say" if reasons.declined_by else ""
    if denied and declined:
        return f"{denied}. {declined}."
    if denied or declined:
        return f"{denied or declined}."
    return ""


def _versions(reasons: Reasons) -> str:
    differs = sorted({relation.differs for relation in reasons.relations})
    if not differs:
        return ""
    return f"Elsewhere the pages have {join_names([DIFFERENCES[one] for one in differs])}."
