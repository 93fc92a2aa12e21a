"""Who is meant at which token, for the rules that read titles around names. Found -> Cast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copydesk.records import EntityKind
from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.scan import Found
from copydesk.text.names import Sex

_SEX_OF: Mapping[str, Sex] = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name in an article and the entity that it names; `key` is the entity's id."""

    found: Found
    key: str
    kind: EntityKind
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one article by each token that they cover, and whom "he", "her" … mean where that can be told."""

    at: Mapping[int, Named]
    pronouns: Mapping[int, Named]

    def starting(self) -> list[Named]:
        """Return the names in reading order."""
        return [named for index, named in sorted(self.at.items()) if index == named.found.first]

    def person_at(self, index: int) -> bool:
        return index in self.at and self.at[index].kind == "person"


def cast_of(reading: Reading, named: Sequence[Named]) -> Cast:
    """Return the cast of an article."""
    at = {i: one for one in named for i in range(one.found.first, one.found.last)}
    return Cast(at, _pronouns(reading, at))


def _pronouns(reading: Reading, at: Mapping[int, Named]) -> dict[int, Named]:
    """Return whom the pronouns outside quotations mean: the subject in front of them, or else whom the sentence before is about.

    That is the person who opens it or is its subject, or the one person in it. One of the other sex is passed over; a headline
    and a caption neither take nor give anybody.
    """
    meant: dict[int, Named] = {}
    topic: Named | None = None
    before: Sequence[Named] = ()
    places = sorted({*at, *reading.all_of(_SEX_OF)}, reverse=True)
    for sentence in reading.parse.sentences:
        if reading.article.blocks[sentence.block].role != "body":
            continue
        subjects, named = list[Named](), dict[str, Named]()
        while places and places[-1] < sentence.first:
            places.pop()
        while places and places[-1] < sentence.last:
            token = reading.tokens[i := places.pop()]
            one, sex = at.get(i), _SEX_OF.get(token.text.casefold())
            if sex is not None and not reading.is_quoted(i):
                near = subjects[-1:] if not _describes(reading, i, subjects) else []
                one = next((o for o in (*near, topic) if o is not None and o.sex in (None, sex)), None)
                if one is not None:
                    meant[i] = _surer(one, before if one is topic else (), sex)
            if one is None or one.kind != "person" or reading.is_quoted(i):
                continue
            named.setdefault(one.key, one)
            if token.dep in _SUBJECTS or one.found.title_first <= sentence.first + 1:
                subjects.append(one)
        about = subjects or (list(named.values()) if len(named) == 1 else [])
        topic, before = about[0] if about else topic, list(named.values())
    return meant


def _surer(one: Named, before: Sequence[Named], sex: Sex) -> Named:
    """Return the one person of the sentence before who is known to be of a sex, where `one` is not known to be."""
    known = [other for other in before if other.sex == sex] if one.sex is None else []
    return known[0] if len(known) == 1 else one


def _describes(reading: Reading, i: int, subjects: Sequence[Named]) -> bool:
    """Tell whether a pronoun opens the apposition of the subject itself (Ann Lowe, "his" deputy)."""
    return bool(subjects) and reading.tokens[i - 1].text == "," and subjects[-1].found.last == i - 1
