"""What each printed form is across the pile: person, organisation or place, by votes, titles and lists. Candidate -> Forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from copydesk.records import EntityKind
from copydesk.stages.entities.candidates import Candidate
from copydesk.stages.entities.wordlists import (
    Words,
    dropped_names,
    is_calendar_word,
    is_never_a_name,
    kind_word,
    listed_name,
)
from copydesk.text.names import fold, is_first_name, is_particle, read_person_name
from copydesk.text.same_names import looks_misspelt

_TITLE_WEIGHT = 3.0
_LONGEST = 9
_INSIDE = frozenset({"of", "the", "and", "for", "in", "on", "to", "at", "as", "'s", "’s", "a", "with"})
_MARKS = frozenset({'"', "“", "”", "‘", "’", "'", "`", "``", "''"})
_NATIONAL = ("ian", "ish", "ese")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms that count as names, as tuples of printed words.

    `persons` are full names, `surnames` the family names in them, `first_names` their first words; `singles` are names of
    one word that stand for a person by title or by the model's majority; `common` are words printed mostly in lower case.
    """

    persons: frozenset[Words]
    surnames: frozenset[Words]
    first_names: frozenset[str]
    singles: frozenset[Words]
    organizations: frozenset[Words]
    places: frozenset[Words]
    common: Set[str]

    def kind_of(self, words: Words) -> EntityKind | None:
        if words in self.persons or words in self.surnames or words in self.singles:
            return "person"
        return "organization" if words in self.organizations else "place" if words in self.places else None


@dataclass(slots=True)
class _Votes:
    """How often the model took a form for what, a headline's votes weighed less, and how often a title stood before it."""

    person: float = 0.0
    organization: float = 0.0
    place: float = 0.0
    group: float = 0.0
    other: float = 0.0
    titled: float = 0.0

    def add(self, candidate: Candidate) -> None:
        setattr(self, candidate.kind, getattr(self, candidate.kind) + candidate.weight)
        self.titled += _TITLE_WEIGHT if candidate.title is not None else 0.0

    @property
    def things(self) -> float:
        return self.organization + self.group + self.other


def decide_kinds(candidates: Iterable[Candidate], common: Set[str] = frozenset()) -> Forms:
    """Return the forms that name something, with what they name; quantities, days, furniture and lone guesses are left out.

    `common` holds the words that the pile prints mostly in lower case: a capitalised one is a weak sign of a name.
    """
    counts: dict[Words, _Votes] = defaultdict(_Votes)
    for candidate in candidates:
        counts[candidate.words].add(candidate)
    votes = _with_short_firms(counts)
    persons = _full_persons(votes, common)
    surnames = frozenset(tail for words in persons for tail in _family_tails(words) if not _is_noise(tail))
    rest = {words: count for words, count in votes.items() if words not in persons and words not in surnames}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for tail in surnames:
        if len(tail) == 1:
            by_letter[fold(tail[0])[:1]].append(tail[0])
    singles = frozenset(
        w
        for w in rest
        if (_is_single_person(w, rest[w]) and not (_holds_common(w, common) and not (len(w) == 1 and rest[w].titled)))
        or _is_slip(w, rest[w], by_letter)
    )
    known = (word for words in persons for word in (words[0], *marked_nicknames(words)))
    firsts = frozenset(word for word in known if not _is_noise((word,)))
    kinds = {
        words: _kind_of_thing(words, count, surnames, firsts)
        for words, count in votes.items()
        if words not in persons and words not in singles and not _is_noise(words) and not _is_word(words, common)
    }
    return Forms(
        persons=persons,
        surnames=surnames,
        first_names=firsts,
        singles=singles,
        organizations=frozenset(words for words, kind in kinds.items() if kind == "organization"),
        places=frozenset(words for words, kind in kinds.items() if kind == "place"),
        common=common,
    )


def marked_nicknames(words: Words) -> Words:
    """Return the word of a full name that stands in quotation marks (Robert “Birdie” Cole)."""
    plain = [word for word in words if word not in ("The", "the")]
    return tuple(b for a, b, c in zip(plain, plain[1:], plain[2:], strict=False) if a in _MARKS and c in _MARKS)


def _full_persons(votes: Mapping[Words, _Votes], common: Set[str]) -> frozenset[Words]:
    found = {
        words
        for words, count in votes.items()
        if _is_full_person(words, count)
        and (is_first_name(words[0]) or not _holds_common(words[-1 if count.titled else 0 :], common))
    }
    found = {words for words in found if not _has_word_in_front(words, votes, found)}
    parts = {part for words in found if votes[words].person >= 1 for part in (words[0], words[-1])}
    found = {words for words in found if not _is_headline(words, votes[words], parts)}
    found = {words for words in found if words[:-1] not in found or not _holds_common(words[-1:], common)}
    tails = {tail for words in found if len(words) > 2 for tail in _family_tails(words)}
    return frozenset(words for words in found if words not in tails or is_first_name(words[0]))


def _is_headline(words: Words, votes: _Votes, parts: Set[str]) -> bool:
    """Tell whether a form, seen in headlines only, begins with a known person's name and ends in none ("Lowe Wins")."""
    only_loud = votes.person + votes.things + votes.place < 1 and not votes.titled
    return only_loud and words[0] in parts and words[-1] not in parts


def _holds_common(words: Words, common: Set[str]) -> bool:
    return any(word.casefold() in common and not is_particle(word) for word in words)


def _is_word(words: Words, common: Set[str]) -> bool:
    """Tell whether a form is one word of the language that the lists do not know as a name ("Farmers")."""
    return len(words) == 1 and not words[0].isupper() and words[0].casefold() in common and listed_name(words) is None


def _has_word_in_front(words: Words, votes: Mapping[Words, _Votes], found: set[Words]) -> bool:
    """Tell whether a form is a known full name behind a word that is no first name ("Embattled Ann Lowe")."""
    rests = [words[i:] for i in range(1, len(words) - 1) if words[i:] in found]
    if not rests or is_first_name(words[0]):
        return False
    return any(is_first_name(rest[0]) or votes[rest].person > 2 * votes[words].person for rest in rests)


def _is_full_person(printed: Words, votes: _Votes) -> bool:
    words = tuple(word for word in printed if word not in ("The", "the")) if marked_nicknames(printed) else printed
    if not 2 <= len(words) <= 7 or _is_noise(words) or listed_name(words) is not None or not _has_shape(words):
        return False
    if any(is_never_a_name(word, strictly=True) or is_calendar_word(word, strictly=True) for word in words):
        return False
    known, word = is_first_name(words[0]), kind_word(words)
    last = listed_name(words[-1:])
    if last is not None and last[0] == "organization" and not known and not votes.titled:
        return False  # "Wilam Twitter"
    person = votes.person + votes.titled
    if person + votes.things < 0.5 and not known:  # seen in one headline only
        return False
    if word is not None and (not votes.titled or word == "organization"):
        return known and word != "other" and votes.person > 2 * (votes.things + votes.place)
    if known and listed_name(words[:1]) is None:
        return person + votes.things > votes.place
    return person > votes.things + votes.place


def _has_shape(words: Words) -> bool:
    name = read_person_name(" ".join(words))
    shouted = [word for word in words if sum(c.isupper() for c in word) > 3 and word.isupper()]
    if shouted and any(word.istitle() and len(word) > 3 for word in words):
        return False
    if not name.first or len(fold(name.last).replace(" ", "")) < 2 or (" ".join(words).isupper() and len(words) > 4):
        return False
    return all(
        word[0].isupper() or is_particle(word) or word[:2] in ("d'", "al", "el") or word in "-,.'\"“”‘" or before == "-"
        for before, word in zip(("", *words), words, strict=False)
    )


def _family_tails(words: Words) -> set[Words]:
    """Return the ends of a full name that can stand for it ("Vance", "Hale Vance", "van der Berg", "Berg")."""
    family = fold(read_person_name(" ".join(words)).last).split()[-1]
    body = words
    while len(body) > 2 and fold(body[-1]).split()[-1:] != [family]:
        body = body[:-1]
    tails = {body[i:] for i in range(1, len(body))}
    whole = {tail for tail in tails if sum(word in _MARKS for word in tail) % 2 == 0}
    return {tail for tail in whole if fold(tail[-1]).split()[-1:] == [family] and len(fold(tail[0])) > 1}


def _is_single_person(words: Words, votes: _Votes) -> bool:
    core = [word for word in words if not is_particle(word)]
    if len(core) > 2 or _is_noise(words) or listed_name(words) is not None or kind_word(words) is not None:
        return False
    things = votes.things + votes.place
    if votes.titled:
        if any(len(word.rstrip(".")) < 2 for word in words):
            return False
        return votes.person + votes.titled > things
    if len(words) > 1 or words[0].isupper():
        return False
    return votes.person > things and (votes.person >= 2 or is_first_name(words[0]))


def _is_slip(words: Words, votes: _Votes, by_letter: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a rare word is a known family name with a slip in it; resolution then looks for its bearer."""
    rare = votes.person + votes.things + votes.place <= 2
    if len(words) > 1 or not rare or _is_noise(words) or listed_name(words) or kind_word(words):
        return False
    return any(looks_misspelt(words[0], name) for name in by_letter.get(fold(words[0])[:1], ()))


def _kind_of_thing(
    words: Words, votes: _Votes, surnames: frozenset[Words], firsts: frozenset[str]
) -> EntityKind | None:
    listed, word = listed_name(words), kind_word(words)
    if listed is not None:
        return listed[0] if words not in surnames or votes.place > votes.person else None
    if len(words) == 1 and (words[0] in firsts or is_first_name(words[0])) and votes.place < max(2.0, 2 * votes.person):
        return None
    if words in surnames or " ".join(words) in dropped_names() or word == "other":
        return None
    if len(words) > 1 and (words[-1:] in surnames and listed_name(words[:-1]) is not None):
        return None  # an outlet and a name that run together in a headline
    if len(words) > 1 and word is not None:
        return word if votes.things + votes.place + votes.person >= 1 else None
    if len(words) > 1 and all(word.isupper() for word in words) and max(map(len, words)) > 4:
        return None  # a line in capitals
    best = max(votes.organization, votes.place)
    if best < 1 or best < votes.person + votes.titled or best < votes.group:
        return None
    if votes.organization < votes.place:
        return None if len(words) == 1 and words[0].endswith(_NATIONAL) else "place"
    if len(words) > 4 and not _INSIDE & set(words):
        return None  # a headline taken for a name
    is_short_name = 2 <= len(words[0].replace(".", "")) <= 6 and words[0].isupper()
    return "organization" if len(words) > 1 or is_short_name or votes.organization >= 2 else None


def _with_short_firms(votes: Mapping[Words, _Votes]) -> Mapping[Words, _Votes]:
    """Return the votes, those of a firm's full name counted for its first word too ("Orbel Group", "Orbel").

    What is a firm by its last word outweighs what the model takes the first one for ("Lumora Foods", "Lumora").
    """
    firms: dict[Words, float] = defaultdict(float)
    sure = set[Words]()
    for words, count in votes.items():
        is_firm = kind_word(words) == "organization"
        voted = count.organization > count.person + count.place
        if 2 <= len(words) <= 3 and (is_firm or voted) and not is_first_name(words[0]):
            firms[words[:1]] += max(2.0, count.organization) if is_firm else count.organization
            sure |= {words[:1]} if is_firm else set()
    return {
        words: replace(
            count, organization=count.organization + max(firms[words], count.person if words in sure else 0.0)
        )
        if words in firms and not count.titled and count.place <= count.organization + count.person
        else count
        for words, count in votes.items()
    }


def _is_noise(words: Words) -> bool:
    for before, word in zip(("", *words), words, strict=False):
        if (word[0].islower() and word not in _INSIDE and not is_particle(word) and before != "-") or word in ":;":
            return True
    if not any(len(word.rstrip(".")) > 1 or word.isupper() for word in words) or len(words) > _LONGEST:
        return True
    if len(words) > 1:
        return is_calendar_word(words[0], strictly=True) or all(
            is_never_a_name(w) or is_calendar_word(w) for w in words
        )
    only = words[0]
    return (
        is_never_a_name(only)
        or is_calendar_word(only)
        or not only[0].isupper()
        or len(only) < 2
        or only in dropped_names()
    )
