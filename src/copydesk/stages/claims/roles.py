"""Who plays which part in what is told, and whether two tellings have them change their parts. Page -> Part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from copydesk.records import Parse, Part, Token
from copydesk.stages.claims.arguments import is_passive
from copydesk.stages.claims.clauses import PARTITIVES, SUBJECTS
from copydesk.stages.claims.governed import UNDER, read_governors
from copydesk.stages.claims.page import Page
from copydesk.stages.claims.wordings import SEXES
from copydesk.stages.claims.words import group_of, is_light, marks_of
from copydesk.wordnet import is_kind

WHO = "who "
"""Before what is a name or a word for a person: they alone are missed where another fills their part."""
UNDERGOING = frozenset({"undergoer", "to"})
OWNING = frozenset({"of", "by", "from"})
"""Prepositions that join to a noun whoever has or does it, as a possessive does ("the suit of", "by")."""
OPEN = frozenset({"xcomp", "advcl", "acl", "relcl", "conj", "pcomp"})
"""Labels of verbs that may leave their subject to the words above them."""
JOINED = frozenset({"conj", "appos"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
UPWARDS = 4
"""Steps from a verb to the words above it that its subject is sought in."""

SPOKEN_OF = ("", "")
"""Under which all stand that a telling speaks of, whatever their part."""


def read_parts(page: Page, indices: Sequence[int]) -> tuple[Part, ...]:
    """Return who and what fills the parts of the deeds that some words of a sentence tell of, and of the things somebody has."""
    tokens = [page.parse.tokens[index] for index in indices]
    found = {Part(*SPOKEN_OF, filler) for token in tokens for filler in _own_fillers(page, token.i)}
    for token in tokens:
        for role, index in _parts_of(page.parse, token):
            found.update(Part(deed, role, filler) for deed in _deeds(page, token) for filler in _fillers(page, index))
    return tuple(sorted(found.union(read_governors(page.parse, indices))))


def have_other_parts(one: Sequence[Part], two: Sequence[Part], *, worded_alike: bool) -> bool:
    """Tell whether somebody plays another's part in the second of two tellings.

    Two have changed parts where each has come to fill a part that was the other's. By itself it tells that a person
    fills another's part and both are spoken of by both tellings, or that whoever did it undergoes it; of things the
    latter is only told by tellings in nearly the same words, as "failed" and "was failed" may be one to the parser.
    """
    mine, yours = _by_part(one), _by_part(two)
    known = mine.get(SPOKEN_OF, set()) & yours.get(SPOKEN_OF, set())
    moved = {
        (here, there)
        for part in mine.keys() & yours.keys()
        if part[1] != UNDER and mine[part].isdisjoint(yours[part])
        for here in mine[part] & known
        for there in yours[part] & known
    }
    return any((there, here) in moved or _are_persons(here, there) for here, there in moved) or _is_turned(
        one, two, "" if worded_alike else WHO
    )


def _by_part(parts: Sequence[Part]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for deed, role, filler in parts:
        found.setdefault((deed, role), set()).add(filler)
    return found


def _are_persons(one: str, two: str) -> bool:
    return one.startswith(WHO) and two.startswith(WHO)


def _is_turned(one: Sequence[Part], two: Sequence[Part], marked: str) -> bool:
    """Tell whether somebody who does something in one telling only undergoes it in the other."""
    sides = [
        [
            part
            for part in side
            if part.filler.startswith(marked) and not is_light(part.deed.removeprefix("to "), "saying")
        ]
        for side in (one, two)
    ]
    doing = [{(deed, who) for deed, role, who in side if role == "agent"} for side in sides]
    undergoing = [{(deed, who) for deed, role, who in side if role in UNDERGOING} for side in sides]
    return any((doing[i] - undergoing[i]) & (undergoing[1 - i] - doing[1 - i]) for i in (0, 1))


def _deeds(page: Page, token: Token) -> list[str]:
    """Return by what the parts of a word are known: a verb, or a thing with its number or name."""
    return [f"to {token.lemma.lower()}"] if token.pos in ("VERB", "AUX") else sorted(_own_fillers(page, token.i))


def _parts_of(parse: Parse, token: Token) -> Iterator[tuple[str, int]]:
    if token.pos == "VERB" or token.lemma == "be":
        yield from _parts_of_verb(parse, token)
    elif token.pos in ("NOUN", "PROPN", "NUM"):
        yield from _parts_of_noun(parse, token)


def _parts_of_verb(parse: Parse, verb: Token) -> Iterator[tuple[str, int]]:
    passive = is_passive(parse, verb.i)
    subject = _subject(parse, verb.i)
    if subject is not None:
        yield "undergoer" if passive or "undergoer" in marks_of(verb.lemma) else "agent", subject
    for child in parse.children[verb.i]:
        token = parse.tokens[child]
        if token.dep == "dobj":
            yield "undergoer", child
        elif token.dep == "dative" and token.pos != "ADP":
            yield "to", child
        elif token.dep in ("prep", "agent", "dative"):
            by = token.dep == "agent" or (passive and token.text.lower() == "by")
            yield from (("agent" if by else token.text.lower(), below) for below in _joined_by(parse, child))
        elif token.dep == "npadvmod":
            yield "time", child
    if verb.dep == "relcl" and not passive and _lacks_object(parse, verb):
        yield "undergoer", verb.head


def _lacks_object(parse: Parse, verb: Token) -> bool:
    """Tell whether a relative clause has the word above it for its object ("whom she taught", "he read")."""
    below = [parse.tokens[i] for i in parse.children[verb.i]]
    labels = {one.dep for one in below}
    led = any(one.dep in SUBJECTS and one.tag in RELATIVE_TAGS for one in below)
    return "dobj" not in labels and not labels.isdisjoint(SUBJECTS) and not led


def _parts_of_noun(parse: Parse, noun: Token) -> Iterator[tuple[str, int]]:
    for child in parse.children[noun.i]:
        token = parse.tokens[child]
        is_name = token.dep in ("compound", "nmod") and token.tag in ("NNP", "NNPS") and noun.pos == "NOUN"
        if token.dep == "poss" or is_name:
            yield "owner", child
        elif token.dep in ("prep", "agent"):
            role = "owner" if token.text.lower() in OWNING else token.text.lower()
            yield from ((role, below) for below in _joined_by(parse, child))


def _joined_by(parse: Parse, preposition: int) -> list[int]:
    return [i for i in parse.children[preposition] if parse.tokens[i].dep == "pobj"]


def _subject(parse: Parse, index: int) -> int | None:
    """Return who does, or in the passive undergoes, what a verb says; an open verb leaves it to the words above."""
    for _ in range(UPWARDS):
        for child in parse.children[index]:
            if parse.tokens[child].dep in SUBJECTS:
                return child
        token = parse.tokens[index]
        if token.dep not in OPEN or token.head == index:
            return None
        if token.dep in ("acl", "relcl"):
            return token.head
        if token.dep == "xcomp":
            for child in parse.children[token.head]:
                if parse.tokens[child].dep in ("dobj", "dative"):
                    return child
        index = parse.tokens[token.head].head if token.dep == "pcomp" else token.head
    return None


def _fillers(page: Page, index: int) -> set[str]:
    """Return what a word stands for: itself, what a relative pronoun points to, other names, those joined by "and"."""
    parse, token = page.parse, page.parse.tokens[index]
    if token.tag in RELATIVE_TAGS:
        above = _relative_above(parse, index)
        return _fillers(page, above) if above is not None else set()
    found = _own_fillers(page, index)
    for child in parse.children[index]:
        if parse.tokens[child].dep in JOINED:
            found |= _fillers(page, child)
        elif token.lemma.lower() in PARTITIVES or token.tag == "DT":  # "some of the ferries"
            for below in _joined_by(parse, child):
                found |= _own_fillers(page, below)
    return found


def _relative_above(parse: Parse, index: int) -> int | None:
    """Return the word that a relative clause around a pronoun hangs on."""
    for _ in range(UPWARDS):
        token = parse.tokens[index]
        if token.dep == "relcl":
            return token.head if token.head != index else None
        index = token.head
    return None


def _own_fillers(page: Page, index: int) -> set[str]:
    """Return what one word stands for: a date's words, the number of what is counted, an entity, a name or a noun."""
    parse, token = page.parse, page.parse.tokens[index]
    if token.pos not in NAMING:
        return set()
    if index in page.numerals.dated:
        return {parse.tokens[i].text.lower() for i in parse.subtree(index) if i in page.numerals.dated}
    if numbers := [i for i in parse.children[index] if parse.tokens[i].dep == "nummod"]:
        return {parse.tokens[i].text.lower() for i in numbers}
    if (entity := page.people.entity_at(index)) is not None:
        return {WHO + entity}
    if token.pos == "PRON":
        sex = SEXES.get(token.text.lower())
        return {sex} if sex else set()
    if token.pos == "PROPN":
        return {WHO + group_of(token.text)}
    return {_named(token.lemma)}


@cache
def _named(lemma: str) -> str:
    return (WHO if is_kind(lemma.lower(), "person") else "") + group_of(lemma)
