"""A claim's backing in plain words. Corroboration -> verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from copydesk.records import ClaimRelation, Corroboration

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
    """What a verdict is written from. `words` pairs a newsroom with how those it has it from are called."""

    corroboration: Corroboration
    words: tuple[tuple[str | None, tuple[str, ...]], ...]
    copies: int
    circular: tuple[str, ...]
    doubts: tuple[str, ...]
    denied_by: tuple[str, ...]
    silent: tuple[str, ...]
    no_comment: tuple[str, ...]
    relations: tuple[ClaimRelation, ...]
    asserted: bool
    slips: tuple[str, ...] = ()
    """Outlets that changed what they copied, or credit a newsroom that says otherwise."""
    figures: tuple[str, ...] = ()
    """Claims that give another number."""


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
    if not reasons.asserted:
        return "No article here asserts it, in its own words or on anybody's; whether it is so cannot be told."
    rooms = reasons.corroboration.newsrooms
    if reasons.circular and not rooms:
        return f"{_circle(reasons.circular)}: no original report can be found, and whether it is so cannot be told."
    if not rooms:
        names = dict(reasons.words).get(None, ())
        words = f"; it stands {_on_the_word(names)}" if names else ", and no source is given"
        return f"No newsroom can be named that reported it itself{words}. {_bounds(reasons)}".strip()
    told = [f"{room}, {_on_the_word(words)}" for room, words in reasons.words if room is not None]
    if len(rooms) == 1:
        return f"Reported by one newsroom: {told[0]}. {_bounds(reasons)}".strip()
    return f"Reported by {spell(len(rooms), 'newsroom')}: {'; '.join(told[:-1])}; and {told[-1]}. {_bounds(reasons)}".strip()


def _on_the_word(names: Sequence[str]) -> str:
    if not names:
        return "without saying from whom"
    return f"on the word of {join_names(names[:3])}{' and others' if len(names) > 3 else ''}"


def _circle(outlets: Sequence[str]) -> str:
    if len(outlets) > 1:
        return f"{join_names(outlets)} cite only each other"
    return f"The credit to {outlets[0]} leads round in a circle"


def _bounds(reasons: Reasons) -> str:
    """Return how many original sources there are, where it is not plain from their names."""
    least, most = reasons.corroboration.at_least, reasons.corroboration.at_most
    sources = len(reasons.corroboration.sources)
    if most is None:
        if least == 0:
            return ""
        return f"That is at least {spell(least, 'person', 'people')}; how many more cannot be told."
    if sources < 2:
        return ""
    if least == most:
        return f"That is {spell(least, 'original source')}."
    low, high = (NUMBERS[n] if n < len(NUMBERS) else str(n) for n in (least, most))
    return f"That is between {low} and {high} original sources."


def _copies(reasons: Reasons) -> str:
    total = reasons.corroboration.articles
    if reasons.copies == 0 or total < 2:
        return ""
    count = NUMBERS[reasons.copies] if reasons.copies < len(NUMBERS) else str(reasons.copies)
    return f"{capital(count)} of the {spell(total, 'article')} that carry it {'is a copy' if reasons.copies == 1 else 'are copies'}."


def _doubts(reasons: Reasons) -> str:
    parts = []
    if reasons.doubts:
        parts.append(f"{join_names(reasons.doubts)} could not confirm it.")
    if reasons.slips:
        parts.append(f"{join_names(reasons.slips[:3])} changed what was taken from elsewhere; that adds nothing.")
    if reasons.circular and reasons.corroboration.newsrooms:
        have = "has" if len(reasons.circular) == 1 else "have"
        parts.append(f"What {join_names(reasons.circular)} {have} adds nothing: it leads round in a circle.")
    return " ".join(parts)


def _answers(reasons: Reasons) -> str:
    parts = []
    if reasons.denied_by:
        parts.append(f"Denied by {join_names(reasons.denied_by[:3])}.")
    if reasons.silent:
        parts.append(f"{capital(join_names(reasons.silent[:3]))} would not say.")
    if reasons.no_comment:
        parts.append(f"{capital(join_names(reasons.no_comment[:3]))} declined to comment.")
    return " ".join(parts)


def _versions(reasons: Reasons) -> str:
    differs = sorted({relation.differs for relation in reasons.relations})
    if not differs:
        return ""
    numbers = f" (“{'”, “'.join(reasons.figures[:2])}”)" if reasons.figures else ""
    said = [DIFFERENCES[one] + (numbers if one == "number" else "") for one in differs]
    return f"Elsewhere the pages have {join_names(said)}."
