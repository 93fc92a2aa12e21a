"""The places of an article that mean a person: names, descriptions ("the actress"), pronouns. Reading, Cast -> Point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Literal, NamedTuple

from copydesk.stages.entities.cast import Cast
from copydesk.stages.entities.personnouns import PersonNoun, ends_pair, other_person_noun, person_noun
from copydesk.stages.entities.reading import Reading
from copydesk.text.names import Sex

Lead = Literal["the", "a", "whose", "bare"]
_MALE, _FEMALE = ("he", "him", "his", "himself"), ("she", "her", "hers", "herself")
_MANY, _OWN, _OURS = ("they", "them", "their", "theirs", "themselves"), ("i", "me", "my", "mine", "myself"), ("we", "us", "our", "ours", "ourselves")  # fmt: skip
PRONOUNS: Mapping[str, str] = {
    word: words[0] for words in (_MALE, _FEMALE, _MANY, _OWN, _OURS, ("who", "whom", "whose")) for word in words
}
"""Pronoun -> the form under which it is read."""
_SEXES: Mapping[str, Sex] = {"he": "male", "she": "female"}
_THE = frozenset({"the", "this", "that", "these", "those"})
_OTHER = frozenset({"another", "other", "next", "fellow", "every", "each", "any", "no"})
_ANYBODY = PersonNoun("person", None, frozenset({"anyone"}))
_SUBJECTS = ("nsubj", "nsubjpass", "dobj")
_TELLING = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "PRON", "NUM", "DET", "X", "INTJ"})
"""Parts of speech that a place which means a person can have."""
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})
_REMAINS = frozenset({"body", "corpse", "remains"})
_FINDING = frozenset({"find", "recover", "discover", "retrieve", "identify", "bury", "locate", "cremate", "exhume"})
_BODY = PersonNoun("body", None, frozenset({"beside", "body"}))
_HARMING = frozenset({"kill", "injure", "wound", "hurt", "shoot", "stab", "murder", "slay", "rescue", "arrest"})
_DYING = frozenset({"die", "perish", "drown"})
_ROUND = frozenset({"dozens", "scores", "hundreds", "thousands"})
_HARMED = frozenset({"dead", "killed", "injured", "hurt", "wounded", "missing"})
_BUILT_IN = frozenset({"det", "amod", "compound", "nummod", "nmod", "punct", "npadvmod", "advmod", "quantmod", "appos"})


class Point(NamedTuple):
    """A place that means a person: its head at token `head`, its words at `[first, last)`.

    `word` is the role that a description gives or the pronoun's plain form; `lead` how a description begins; `owner` the head of
    the phrase in front of "'s", or "his". `key` is the entity that a name names. `proper` holds the names that stand inside a
    description ("the Harbour Board chief").
    """

    head: int
    first: int
    last: int
    form: Literal["name", "description", "pronoun"]
    word: str
    sex: Sex | None
    many: bool
    lead: Lead = "bare"
    owner: int | None = None
    other: bool = False
    marks: frozenset[str] = frozenset()
    key: str | None = None
    proper: frozenset[str] = frozenset()
    age: int | None = None
    number: int | None = None


def find_points(reading: Reading, cast: Cast, given: Set[int] = frozenset()) -> list[Point]:
    """Return the points of an article in the order of their heads; the nouns `given` count whatever they are."""
    named = {one.found.first: one for one in cast.starting() if one.kind == "person"}
    words = frozenset(reading.all_of(PRONOUNS.keys() | _ROUND))
    points: list[Point] = []
    for token in reading.tokens:
        if token.i in named:
            one = named[token.i]
            last = one.found.last
            points.append(
                Point(
                    last - 1,
                    token.i,
                    last,
                    "name",
                    one.found.text,
                    one.sex,
                    False,
                    key=one.key,
                    age=one.found.age,
                )
            )
        elif token.i in cast.at:
            continue
        elif token.i in given or (
            token.pos in _TELLING and (token.pos in _NOUNS or token.tag == "CD" or token.i in words)
        ):
            points += _point_at(reading, cast, token.i, given)
    return sorted(points)


def _point_at(reading: Reading, cast: Cast, i: int, given: Set[int]) -> Iterator[Point]:
    token = reading.tokens[i]
    word = PRONOUNS.get(token.text.casefold())
    if word is not None and token.text not in ("US", "IT"):
        yield Point(i, i, i + 1, "pronoun", word, _SEXES.get(word), word in ("they", "we"))
        return
    if (token.tag == "CD" or token.text.casefold() in _ROUND) and _is_count_of_harmed(reading, i):
        one = token.text.casefold() in ("1", "one")
        yield Point(
            i,
            i,
            i + 1,
            "description",
            "person",
            None,
            not one,
            "a",
            marks=frozenset({"anyone"}),
            number=_number(token.text),
        )
        return
    noun = _noun_at(reading, cast, i) if token.pos in _NOUNS else None
    if noun is None and i in given:
        noun = person_noun(token.lemma, token.text) or PersonNoun(token.lemma.casefold(), None, frozenset())
    if noun is not None:
        yield _description(reading, cast, i, noun)


def _is_count_of_harmed(reading: Reading, i: int) -> bool:
    """Tell whether a bare number counts people who were harmed ("kills 1, injures two", "3 dead")."""
    tokens, token = reading.tokens, reading.tokens[i]
    verb = tokens[token.head]
    if token.dep in ("dobj", "nsubjpass") and verb.lemma in _HARMING:
        return True
    if token.dep == "nsubj" and verb.lemma in _DYING:
        return True
    _, end = reading.bounds(i)
    return i + 1 < end and tokens[i + 1].text.casefold() in _HARMED and token.dep != "compound"


def _noun_at(reading: Reading, cast: Cast, i: int) -> PersonNoun | None:
    """Return what the head of a phrase calls a person; a noun inside a longer phrase counts in front of a name only."""
    tokens, token = reading.tokens, reading.tokens[i]
    start, end = reading.bounds(i)
    after = tokens[i + 1] if i + 1 < end else None
    is_age = token.text in ("old", "olds") and any(t.text in ("year", "month") for t in tokens[max(start, i - 2) : i])
    if is_age or token.text.casefold().endswith("-year-old"):
        return None if after is not None and after.pos in ("NOUN", "PROPN", "ADJ") else _ANYBODY
    if token.text.casefold() in _REMAINS:
        return _BODY if _is_of_somebody(reading, i) else None
    if reading.labels.get(i) == "NORP" and _is_one_of_people(reading, i):
        return PersonNoun("person", None, frozenset({"anyone"}))
    noun = person_noun(f"{tokens[i - 1].text} {token.lemma}") if i > start and ends_pair(token.lemma) else None
    if noun is None and (token.pos not in ("ADJ", "ADV") or token.dep in _SUBJECTS):
        noun = person_noun(token.lemma, token.text)
    if noun is None and token.tag in ("NN", "NNS"):
        noun = other_person_noun(token.lemma.casefold())
    if noun is None and token.pos == "NOUN" and token.tag == "NN" and _is_beside_name(reading, cast, i):
        noun = PersonNoun(token.lemma.casefold(), None, frozenset({"beside"}))
    if noun is None or (after is not None and cast.person_at(after.i)):
        return noun
    return None if _is_inside_phrase(reading, cast, i) or (after is not None and after.text == "-") else noun


def _is_of_somebody(reading: Reading, i: int) -> bool:
    """Tell whether a body is somebody's and was found or buried, so that it means the dead ("his body was recovered")."""
    tokens, token = reading.tokens, reading.tokens[i]
    is_owned = any(tokens[child].dep == "poss" or tokens[child].text == "of" for child in reading.parse.children[i])
    return is_owned and token.dep in ("nsubjpass", "dobj") and tokens[token.head].lemma in _FINDING


def _is_one_of_people(reading: Reading, i: int) -> bool:
    """Tell whether the name of a people means one of it ("one Australian", "a Briton")."""
    tokens, token = reading.tokens, reading.tokens[i]
    start, end = reading.bounds(i)
    after = tokens[i + 1] if i + 1 < end else None
    is_head = token.dep in _SUBJECTS or (token.tag in ("NN", "NNP") and token.dep not in ("amod", "compound"))
    is_counted = any(tokens[j].dep in ("det", "nummod") for j in reading.parse.children[i] if j >= start)
    goes_on = after is not None and (after.pos in ("NOUN", "PROPN", "ADJ") or after.text == "-")
    return is_head and is_counted and not goes_on


def _is_beside_name(reading: Reading, cast: Cast, i: int) -> bool:
    """Tell whether a noun is the apposition of a person's name or has one, so that it is a person whatever it means ("a homeopath")."""
    token, children = reading.tokens[i], reading.parse.children[i]
    if not any(reading.tokens[child].dep == "det" for child in children):
        return False
    beside = [token.head] if token.dep == "appos" else []
    return any(cast.person_at(j) for j in (*beside, *(j for j in children if reading.tokens[j].dep == "appos")))


def _is_inside_phrase(reading: Reading, cast: Cast, i: int) -> bool:
    """Tell whether a noun only tells of what kind the next one is ("police car")."""
    token = reading.tokens[i]
    if token.dep not in ("compound", "nmod", "amod") or token.head <= i or token.head in cast.at:
        return False
    between = reading.tokens[i + 1 : token.head + 1]
    return all(t.pos in ("NOUN", "PROPN", "ADJ") and reading.labels.get(t.i) != "DATE" for t in between)


def _description(reading: Reading, cast: Cast, i: int, noun: PersonNoun) -> Point:
    tokens = reading.tokens
    children = [tokens[child] for child in reading.parse.children[i] if child < i]
    first, start = i, reading.bounds(i)[0]
    while first > start and _is_built_in(reading, cast, first - 1, i):
        first -= 1
    words = {child.text.casefold() for child in children}
    owner = next((child.i for child in children if child.dep == "poss"), None)
    numbered = any(child.dep == "nummod" for child in children)
    lead: Lead = (
        "the"
        if words & _THE
        else "whose"
        if owner is not None
        else "a"
        if words & {"a", "an", "some"} or numbered
        else "bare"
    )
    many = "many" in noun.marks or tokens[i].tag in ("NNS", "NNPS")
    proper = frozenset(t.text for t in children if t.pos == "PROPN")
    return Point(
        i,
        first,
        i + 1,
        "description",
        noun.role,
        noun.sex,
        many,
        lead,
        owner,
        bool(words & _OTHER),
        noun.marks,
        None,
        proper,
        _age_in(reading, first, i + 1),
        next((_number(child.text) for child in children if child.dep == "nummod"), None) if many else None,
    )


_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _number(text: str) -> int | None:
    word = text.casefold()
    return int(word) if word.isascii() and word.isdigit() else _NUMBERS.index(word) if word in _NUMBERS else None


def _is_built_in(reading: Reading, cast: Cast, j: int, head: int) -> bool:
    token = reading.tokens[j]
    if j in cast.at or token.text in (",", "(", ")") or token.text in ('"', "“", "”", "‘", "’", "``", "''"):
        return False
    return token.dep in _BUILT_IN and (token.head == head or j < token.head <= head)


def _age_in(reading: Reading, first: int, last: int) -> int | None:
    """Return the age in a description ("the 41-year-old actress")."""
    for i in range(first, last):
        text, behind = reading.tokens[i].text, [token.text for token in reading.tokens[i + 1 : i + 3]]
        if "year" in behind and text.isdigit():
            return int(text)
        if (found := re.match(r"(\d{1,3})-year", text)) is not None:
            return int(found[1])
    return None
