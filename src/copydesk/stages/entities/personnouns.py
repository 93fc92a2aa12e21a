"""Nouns for persons: what they call somebody, and of which sex and number. Word -> PersonNoun."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_entries
from copydesk.stages.entities.reading import titles
from copydesk.text.names import Sex
from copydesk.wordnet import is_kind

_TITLE_CLASSES = frozenset({"office", "military", "clergy", "job"})
_WIDER = {
    "child": ("daughter", "son", "girl", "boy"),
    "parent": ("mother", "father"),
    "star": ("actor", "singer", "player"),
    "criminal": ("killer", "abuser", "hacker", "attacker", "fugitive"),  # and what WordNet calls a kind of criminal
    "prisoner": ("fugitive",),
    "worker": ("member",),
    "jury": ("juror",),
    "expert": ("scientist", "biologist", "physicist", "economist"),
    "customer": ("user",),
}
"""A role -> those that are kinds of it."""
_CHILDREN, _PARENTS = frozenset({"son", "daughter", "child"}), frozenset({"father", "mother", "parent"})
_GRANDCHILDREN = frozenset({"grandson", "granddaughter", "grandchild"})
_OPPOSITES = {
    "client": frozenset({"lawyer", "spokesman", "agent"}),
    "lawyer": frozenset({"client"}),
    "husband": frozenset({"wife"}),
    "wife": frozenset({"husband"}),
    "father": _CHILDREN,
    "mother": _CHILDREN,
    "son": _PARENTS,
    "daughter": _PARENTS,
    "grandfather": _GRANDCHILDREN,
    "grandmother": _GRANDCHILDREN,
}
_NOBODY = frozenset({"nobody", "server", "subsidiary"})
"""Nouns whose first sense is a person, and which mean none in news."""
VAGUE = frozenset({"man", "woman", "person", "people", "others"})
"""Roles that say nothing of who is meant."""
_SOURCES = {"role": "", "agent": "", "post": "", "epithet": "epithet"}


class PersonNoun(NamedTuple):
    """What a noun calls somebody: `role` is one word for all that mean the same ("robber": thief).

    `marks` hold `anyone` (may take up whomever the text brought in: the man, the suspect), `epithet` (with "the" it often stands
    for somebody named: the actress), `kin`, `many` (stands for several in the singular), `beside` (a person only beside a name or behind
    "is": back, figure).
    """

    role: str
    sex: Sex | None
    marks: frozenset[str]


def _plain_forms(*forms: str) -> list[str]:
    plain = [form.casefold().rstrip("'’") for form in forms]
    return [*plain, *(form[:-1] for form in plain if form.endswith("s"))]


@cache
def person_noun(*forms: str) -> PersonNoun | None:
    """Return what the first form that is known calls a person, or None where none does."""
    nouns = _nouns()
    return next((nouns[form] for form in _plain_forms(*forms) if form in nouns), None)


@cache
def ends_pair(lemma: str) -> bool:
    """Tell whether a noun of two words may end in this one ("bus driver")."""
    return not _pair_ends().isdisjoint(_plain_forms(lemma))


@cache
def other_person_noun(lemma: str) -> PersonNoun | None:
    """Return a noun that the lists lack and that means a person in its first sense ("villager")."""
    is_person = lemma.isalpha() and lemma not in _NOBODY and is_kind(lemma, "person")
    return PersonNoun(lemma, _sex(lemma), frozenset()) if is_person else None


@cache
def wider_roles(role: str) -> frozenset[str]:
    """Return a role with what it is a kind of (daughter: child)."""
    wide = {wider for wider, kinds in _WIDER.items() if role in kinds}
    return frozenset({role} | wide | ({"criminal"} if is_kind(role, "criminal") else set()))


def opposites(role: str) -> frozenset[str]:
    """Return what somebody is to one who is this to him: "his client" is the one whose lawyer he is."""
    return _OPPOSITES.get(role, frozenset())


def role_of(title: str) -> str | None:
    """Return the role that the last word of a title tells ("chief executive": executive)."""
    found = _nouns().get(title.casefold().split()[-1]) if title else None
    return found.role if found else None


@cache
def _pair_ends() -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _nouns() if " " in form)


@cache
def _nouns() -> dict[str, PersonNoun]:
    found = {
        form: PersonNoun(meaning.split()[-1], _sex(form), frozenset())
        for form, (meaning, note) in titles().items()
        if note in _TITLE_CLASSES and form.isalpha()
    }
    for row in load_entries("source_nouns"):
        if row.meaning in _SOURCES and row.form not in found:
            found[row.form] = PersonNoun(row.form, _sex(row.form), frozenset(_SOURCES[row.meaning].split()))
    for row in load_entries("person_nouns"):
        marks = frozenset(row.note.split())
        sex: Sex | None = "male" if "male" in marks else "female" if "female" in marks else _sex(row.form)
        found[row.form] = PersonNoun(row.meaning, sex, marks - {"male", "female"})
    return found


def _sex(form: str) -> Sex | None:
    return (
        "female" if form.endswith(("woman", "lady")) else "male" if form.endswith("man") and form != "human" else None
    )
