"""The unnamed source that a phrase takes up again: "the official", "the two people", "one of them". Reading, Phrase -> Source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Source, identify
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.noun_phrases import OTHERS, Phrase

ONE_OF = "one of "
COMPANIONS = ("man", "people", "person", "two", "woman")
"""Nouns by which several unnamed people are taken up again ("the men", "the two")."""
THEM = ("them", "these", "those", "whom")
POINTERS = ("the", "that", "those", "these", "this", "both")
Spoken = Sequence[tuple[int, Source]]
"""The heads of the sources so far, in order, with what they are."""


def taken_up(reading: Reading, phrase: Phrase, count: int | None, spoken: Spoken) -> Source | None:
    """Return the unnamed source that a phrase takes up again, or None where it tells of another.

    "The person" who is none of the sources so far is one of "the people" before; "both" are two of a kind.
    """
    head = reading.tokens[phrase.head]
    if head.text.lower() == "one":
        group = _group_of(reading, reading.under(head.i, "prep"), spoken)
        return _one_of(group) if group is not None else None
    if reading.lowered[head.i] == "both" and head.tag in ("DT", "CC", "PDT"):
        return _last_several(spoken, 2)
    words = [reading.tokens[i].text.lower() for i in reading.under(head.i, "det", "predet", "amod", "nummod")]
    if not set(words) & set(POINTERS) or set(words) & set(OTHERS):
        return None
    if (
        head.lemma.lower() in COMPANIONS
        and head.tag == "NNS"
        and not set(reading.parse.children[head.i]) - _outside(reading, head.i)
        and (several := _last_several(spoken, count)) is not None
    ):
        return several
    told = {t for i in reading.under(head.i, "amod", "compound", "poss", "nmod") for t in _lemmas(reading, i)}
    for place, source in reversed(spoken):
        if source.name is None and source.description and _same_noun(reading, head.i, place, source):
            if count is not None and source.count != count:
                return None if phrase.plural else _last_group(reading, head.lemma.lower(), spoken, count)
            if told <= _words(source.description):
                return source
    return _last_group(reading, "people" if head.lemma.lower() == "person" else head.lemma.lower(), spoken, count)


def _outside(reading: Reading, head: int) -> set[int]:
    """Return what hangs on a noun and tells nothing of it: its article, marks, a clause between commas."""
    below = [reading.tokens[i] for i in reading.parse.children[head]]
    loose = ("det", "punct", "relcl", "nummod", "predet")
    return {token.i for token in below if token.dep in loose}


def _last_several(spoken: Spoken, count: int | None) -> Source | None:
    """Return the last unnamed source of several people that spoke, where no other person spoke behind it."""
    for _, source in reversed(spoken):
        if source.kind == "person":
            several = source.name is None and source.count is not None and source.count > 1
            return source if several and count in (None, source.count) else None
    return None


def _one_of(group: Source) -> Source:
    """Return one person of a group of unnamed ones."""
    words = group.description or ""
    lower = words if words[1:2].isupper() else words[:1].lower() + words[1:]
    return replace(group, id=identify("s", "one of", group.id), description=f"{ONE_OF}{lower}", count=1)


def _lemmas(reading: Reading, index: int) -> list[str]:
    return [reading.tokens[i].text.lower() for i in reading.parse.subtree(index) if reading.is_word[i]]


def _words(description: str) -> set[str]:
    return set(description.lower().replace(",", " ").replace("’s", " ’s").replace("'s", " 's").split())


def _same_noun(reading: Reading, head: int, place: int, source: Source) -> bool:
    token = reading.tokens[head]
    return token.text.lower() in _words(source.description or "") or token.lemma == reading.tokens[place].lemma


def _group_of(reading: Reading, prepositions: Sequence[int], spoken: Spoken) -> Source | None:
    """Return the group that "of them" or "of the people" takes up again."""
    for i in (j for k in prepositions for j in reading.under(k, "pobj")):
        if reading.tokens[i].text.lower() in THEM:
            return _last_group(reading, None, spoken, 1)
        if reading.under(i, "det") and not reading.under(i, "amod", "acl", "relcl", "prep", "poss", "compound"):
            return _last_group(reading, reading.tokens[i].lemma.lower(), spoken, 1)
    return None


def _last_group(reading: Reading, noun: str | None, spoken: Spoken, count: int | None) -> Source | None:
    """Return the last unnamed source of several people that spoke, under a noun or any, of which one takes the word."""
    if count != 1:
        return None
    for place, source in reversed(spoken):
        same = reading.tokens[place].lemma.lower() == noun
        if source.name is None and source.kind == "person" and source.count != 1 and (noun is None or same):
            return source
    return None
