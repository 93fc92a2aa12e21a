"""Phrases that say what somebody is: "the White House press secretary", "Trade Ministry spokeswoman". Reading -> RolePhrase."""

from __future__ import annotations

import re
from typing import NamedTuple

from copydesk.stages.entities.cast import Cast
from copydesk.stages.entities.reading import (
    FORMER,
    Reading,
    class_of_title,
    drop_time_words,
    plain_title,
    title_at,
    title_before,
)
from copydesk.text.titles import KEEPERS

_LEADS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our", "my"})
_OPENINGS = frozenset({"now", "currently", "also", "then", "still", "once", "later", "formerly", "previously"})
_PREPOSITIONS = frozenset({"of", "for", "to", "at", "with", "in"})
_RANKING = frozenset({"first", "second", "third", "only", "last", "own", "favourite", "favorite"})
_HYPHEN = re.compile(r"(?<=\w)- ")
_AGE = re.compile(r"\d+-year-old\b", re.IGNORECASE)
_FILLING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X"})
_LONGEST = 10


class RolePhrase(NamedTuple):
    """A role: tokens `[first, last)`, its title in plain words, its head noun, and the tokens of those it is held for."""

    first: int
    last: int
    title: str
    head: str
    former: bool
    owners: tuple[int, ...]
    remit: str | None = None
    """What the office is held over, with its preposition ("for health")."""


_RANKS = frozenset(
    {
        "deputy",
        "assistant",
        "associate",
        "vice",
        "chief",
        "senior",
        "lieutenant",
        "principal",
        "head",
        "lead",
        "executive",
        "team",
    }
    | {"student", "army", "police", "detective", "special", "private", "fellow", "trainee", "cabinet", "state"}
)
"""Words that are titles themselves and yet only rank the title behind them ("deputy fire chief")."""


def role_before(reading: Reading, cast: Cast, index: int) -> list[RolePhrase]:
    """Return the roles of the phrase that ends right before token `index`: "former Harbour Board chief" Ann Lowe."""
    start = title_before(reading, index)
    if start is None and (joint := _joint_before(reading, cast, index)) is not None:
        return [
            role._replace(last=index) for role in role_before(reading, cast, joint)
        ]  # "Minister for Finance Ann Lowe"
    if start is None or any(cast.person_at(i) for i in range(start, index)):
        return []
    head_first = start
    sentence, _ = reading.bounds(index)
    owners: list[int] = []
    if not reading.is_loud(index):
        start, owners = _extend_left(reading, cast, start, sentence)
    phrase = _phrase(reading, (start, head_first, index), owners)
    phrase = phrase._replace(remit=_remit(reading, cast, phrase.head, index))
    if not owners and start > sentence and title_before(reading, start) is not None:
        return [phrase, *role_before(reading, cast, start)]
    return [phrase, *_joined_before(reading, cast, start, sentence)]


def role_at(reading: Reading, cast: Cast, index: int, limit: int) -> list[RolePhrase]:
    """Return the roles of the phrase that starts at token `index`: Ann Lowe, "the Harbour Board's chief and a pilot"."""
    tokens, first = reading.tokens, index
    past = False
    while first < limit and tokens[first].text.casefold() in _LEADS | _OPENINGS:
        past = past or tokens[first].text.casefold() in ("once", "then", "formerly", "previously")
        first += 1
    owners = [i for i in range(index, first) if i in cast.pronouns]
    start, head, end, i = first, None, first, first
    while i < min(limit, first + _LONGEST):
        found = title_at(reading, i, limit)
        if found is not None and not _goes_on(reading, found, limit):
            head, end = (i, found), found
            break
        if tokens[i].text in ("'s", "’s", "'", "’"):
            owners.append(i - 1)
            start = i + 1
        elif tokens[i].pos not in _FILLING and tokens[i].text not in ("-", "&") and not tokens[i].text[0].isupper():
            break
        elif cast.person_at(i):
            owners.append(i)
            start = i + 1
        elif i in cast.at:
            owners.append(i)
        i += 1
    if head is None:
        return []
    owners += _owners_after(reading, cast, end, limit)
    made = _phrase(reading, (start, head[0], end), owners)
    made = made._replace(former=made.former or past, remit=_remit(reading, cast, made.head, end))
    if end + 1 < limit and tokens[end].text == "and":
        return [made, *role_at(reading, cast, end + 1, limit)]
    return [made]


def _joint_before(reading: Reading, cast: Cast, index: int) -> int | None:
    """Return the "for" or "of" of a title with a remit that stands right before a name."""
    for i in range(index - 1, max(reading.bounds(index)[0], index - 5), -1):
        token = reading.tokens[i]
        if token.text in ("for", "of"):
            start = title_before(reading, i) if i < index - 1 else None
            is_keeper = start is not None and plain_title(reading.text(start, i)) in KEEPERS
            return i if is_keeper and not any(cast.person_at(j) for j in range(i, index)) else None
        if not (token.text[:1].isupper() or token.text == "and") or token.pos == "PUNCT":
            return None
    return None


def _remit(reading: Reading, cast: Cast, head: str, joint: int) -> str | None:
    """Return what an office is held over, where no body, place or person is named and no article stands ("for health")."""
    _, end = reading.bounds(joint) if joint < len(reading.tokens) else (0, 0)
    if head not in KEEPERS or joint + 1 >= end or reading.tokens[joint].text not in ("for", "of"):
        return None
    last = joint + 1
    while last < min(end, joint + 6) and (
        reading.tokens[last].pos in ("NOUN", "PROPN", "ADJ") or reading.tokens[last].text in ("and", "&")
    ):
        if cast.person_at(last):
            break
        if reading.labels.get(last) in ("PERSON", "GPE", "LOC", "NORP"):
            return None
        last += 1
    words = reading.tokens[joint + 1 : last]
    if not words or words[-1].text in ("and", "&") or words[0].text == "state":
        return None
    is_office = head in ("minister", "secretary", "undersecretary")
    if not is_office and words[0].text[:1].isupper() and not words[0].text.isupper():
        return None  # "director of Northern Cane"
    told = " ".join(word.text if len(word.text) < 4 and word.text.isupper() else word.text.lower() for word in words)
    return f"{reading.tokens[joint].text} {told}"


def _phrase(reading: Reading, edges: tuple[int, int, int], owners: list[int]) -> RolePhrase:
    start, head, end = edges
    before = reading.text(start, head).split() if head > start else []
    words, former = drop_time_words([*before, "|"])
    title = plain_title(reading.text(head, end))
    kept = [w for w in words if w not in ("’s", "'s", "|") and w.casefold() not in _RANKING and not _AGE.match(w)]
    named = _HYPHEN.sub("-", " ".join([*kept, title]))
    return RolePhrase(start, end, named, title, former, tuple(owners))


def _extend_left(reading: Reading, cast: Cast, start: int, sentence: int) -> tuple[int, list[int]]:
    tokens, owners, first = reading.tokens, list[int](), start
    while first > sentence and start - first < 7:
        token = tokens[first - 1]
        if first - 2 >= sentence and token.text == "-" and tokens[first - 2].text.casefold() in FORMER:
            first -= 2  # "then-mayor"
            break
        if title_before(reading, first) is not None and token.text.casefold() not in _RANKS:
            break
        if token.text in ("'s", "’s", "'", "’") and token.tag == "POS":
            owners.append(first - 2)
            break
        if cast.person_at(token.i) or token.i in cast.pronouns:
            owners.append(token.i)
            break
        if (token.pos not in _FILLING and token.text not in ("-", "&")) or not (
            token.text[0].isalnum() or token.text in "-&"
        ):
            break
        if token.text == "-" and (token.end != tokens[first].start or token.start != tokens[first - 2].end):
            break
        if reading.labels.get(token.i) in ("DATE", "TIME", "CARDINAL"):
            break
        if token.i in cast.at:
            owners.append(token.i)
        first -= 1
        if token.text.casefold() in FORMER:
            break
    return first, owners


def _joined_before(reading: Reading, cast: Cast, first: int, sentence: int) -> list[RolePhrase]:
    """Return the role in front of "and": "son-in-law and" adviser."""
    if first - 1 > sentence and reading.tokens[first - 1].text == "and":
        return role_before(reading, cast, first - 1)
    return []


def _goes_on(reading: Reading, end: int, limit: int) -> bool:
    """Tell whether the noun phrase runs on past a title, so that its head is another word ("police chief spokesman")."""
    if end >= limit:
        return False
    after = reading.tokens[end]
    if after.text in ("'s", "’s", "'", "’"):
        return after.tag == "POS"
    if after.text == "-" or after.text in ("'", "’"):
        return True
    return (
        after.pos in ("NOUN", "PROPN")
        and class_of_title(after.text) is None
        and reading.labels.get(after.i) not in ("DATE", "TIME")
    ) or (title_at(reading, end, limit) is not None)


def _owners_after(reading: Reading, cast: Cast, end: int, limit: int) -> list[int]:
    """Return the names that a preposition ties to the role: spokesman "for" the mayor, envoy "to" the north."""
    if end >= limit or reading.tokens[end].text.casefold() not in _PREPOSITIONS:
        return []
    for i in range(end + 1, min(limit, end + 5)):
        if i in cast.at or title_at(reading, i, limit) is not None:
            return [i]
        if reading.tokens[i].pos not in ("DET", "ADJ", "PROPN", "NOUN"):
            break
    return []
