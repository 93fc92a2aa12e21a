"""What stands around a person's name and tells who is meant by it. Reading -> signs.

`past`: "former" before the title. `kin`: named as somebody's wife, son, widow. `dead`: late, died, was killed.
`and`: joined to what stands in front. `speaks`: subject of a verb of saying. `male`, `female`: the speaker's own pronoun ("Lowe said she would").
"""

from __future__ import annotations

import re

from copydesk.stages.entities.reading import FORMER, Reading, class_of_title, plain_title, title_at, title_before

_SAYING = frozenset(
    {
        "say",
        "tell",
        "ask",
        "add",
        "argue",
        "claim",
        "explain",
        "insist",
        "recall",
        "reply",
        "tweet",
        "testify",
        "note",
        "write",
    }
)
_DYING = frozenset({"die", "drown", "perish"})
_KILLING = frozenset({"kill", "murder", "bury", "slay"})
_PRONOUNS = {"he": "male", "she": "female"}
_SPOUSES = frozenset({"first lady", "first gentleman"})
_REACH = 5
_YEARS_OLD = re.compile(r"\b(\d{1,3})[ -]{1,3}years?[ -]{1,3}old$", re.IGNORECASE)


def signs_at(reading: Reading, first: int, last: int, title_first: int) -> frozenset[str]:
    """Return the signs around the name at tokens `[first, last)`, whose titles begin at `title_first`."""
    start, end = reading.bounds(first)
    found = set[str]()
    before = reading.tokens[title_first - 1].text.casefold() if title_first > start else ""
    if before == "and":
        found.add("and")
    if before in FORMER:
        found.add("dead" if before == "late" else "past")
    if _is_kin(reading, (first, last), (start, end)):
        found.add("kin")
    return frozenset(found | _told_behind(reading, last, end) | _told_in_front(reading, title_first, start))


def age_at(reading: Reading, first: int, last: int) -> int | None:
    """Return the age that stands with the name at tokens `[first, last)` (Ann Lowe, 41, …; 41-year-old Ann Lowe)."""
    start, _ = reading.bounds(first)
    if first > start and (found := _YEARS_OLD.search(reading.text(max(start, first - 5), first))) is not None:
        return int(found[1])
    words = [token.text for token in reading.tokens[last : last + 3]]
    is_age = (
        len(words) == 3 and words[0] in (",", "(") and words[1].isdigit() and words[2] in (",", ".", ")", "was", "is")
    )
    return int(words[1]) if is_age and int(words[1]) < 120 else None


def _is_kin(reading: Reading, name: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Tell whether a name stands beside a kinship: "his wife, Ann Lowe", "Ann Lowe, the mayor's widow"."""
    first, (start, end) = name[0], sentence
    comma = first - 1 if first > start and reading.tokens[first - 1].text == "," else first
    before = title_before(reading, comma)
    if before is not None and before >= start and _names_kin(reading, before, comma):
        return True
    i = name[1]
    if i + 1 >= end or reading.tokens[i].text != ",":
        return False
    for j in range(i + 1, min(end, i + 1 + _REACH)):
        close = title_at(reading, j, end)
        if close is not None and _names_kin(reading, j, close):
            return True
        if reading.tokens[j].text == "," or reading.tokens[j].pos in ("VERB", "AUX"):
            return False
    return False


def _names_kin(reading: Reading, first: int, last: int) -> bool:
    title = reading.text(first, last)
    return class_of_title(title) == "kin" or plain_title(title) in _SPOUSES


def _told_behind(reading: Reading, last: int, end: int) -> set[str]:
    """Read the verb right behind a name."""
    tokens, i = reading.tokens, last
    while i < min(end, last + 3) and tokens[i].pos in ("AUX", "ADV"):
        i += 1
    if i >= end:
        return set()
    passive = any(token.lemma == "be" for token in tokens[last:i])
    if tokens[i].lemma in _DYING or (passive and tokens[i].lemma in _KILLING):
        return {"dead"}
    if tokens[i].lemma not in _SAYING:
        return set()
    sexes = {_PRONOUNS[t.text] for t in tokens[i + 1 : min(end, i + 4)] if t.text in _PRONOUNS}
    return {"speaks"} | (sexes if len(sexes) == 1 else set())


def _told_in_front(reading: Reading, first: int, start: int) -> set[str]:
    """Read "said" in front of a name."""
    return {"speaks"} if first > start and reading.tokens[first - 1].lemma in _SAYING else set()
