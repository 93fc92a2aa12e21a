"""What each printed form is across the pile: person, organisation or place, by votes, titles and word lists. Candidate -> Forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copydesk.records import EntityKind
from copydesk.stages.entities.candidates import Candidate
from copydesk.stages.entities.wordlists import dropped_names, kind_word, listed_name
from copydesk.text.names import fold, is_first_name, is_particle, looks_misspelt, read_person_name

Words = tuple[str, ...]
_TITLE_WEIGHT = 3.0
_CALENDAR = frozenset(
    {
        "afternoon",
        "apr",
        "april",
        "aug",
        "august",
        "autumn",
        "dec",
        "december",
        "evening",
        "feb",
        "february",
        "fri",
        "friday",
        "jan",
        "january",
        "jul",
        "july",
        "jun",
        "june",
        "mar",
        "march",
        "may",
        "mon",
        "monday",
        "morning",
        "nov",
        "november",
        "oct",
        "october",
        "sat",
        "saturday",
        "sep",
        "sept",
        "september",
        "spring",
        "summer",
        "sun",
        "sunday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "today",
        "tomorrow",
        "tonight",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "winter",
        "yesterday",
    }
)
_NO_NAMES = frozenset(
    {
        "a",
        "advertisement",
        "al",
        "am",
        "an",
        "and",
        "as",
        "at",
        "breaking",
        "but",
        "by",
        "click",
        "comment",
        "comments",
        "credit",
        "dr",
        "editor",
        "editors",
        "edt",
        "est",
        "et",
        "exclusive",
        "for",
        "from",
        "getty",
        "gmt",
        "god",
        "he",
        "her",
        "his",
        "home",
        "how",
        "i",
        "if",
        "image",
        "images",
        "in",
        "it",
        "its",
        "latest",
        "lord",
        "more",
        "mr",
        "mrs",
        "ms",
        "my",
        "news",
        "of",
        "on",
        "or",
        "our",
        "page",
        "photo",
        "photos",
        "pm",
        "popular",
        "pst",
        "read",
        "related",
        "reply",
        "section",
        "share",
        "she",
        "sir",
        "source",
        "sources",
        "story",
        "subscribe",
        "that",
        "the",
        "their",
        "these",
        "they",
        "this",
        "those",
        "to",
        "update",
        "updated",
        "utc",
        "video",
        "we",
        "what",
        "when",
        "where",
        "who",
        "why",
        "with",
        "you",
        "your",
    }
)

_INSIDE = frozenset({"of", "the", "and", "for", "in", "on", "to", "at", "as", "'s", "’s", "a", "with"})


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms that count as names, as tuples of printed words.

    `persons` are full names; `surnames` the family names in them, `first_names` their first words; `singles` are names of one word
    that stand for a person by title or by the model's majority.
    """

    persons: frozenset[Words]
    surnames: frozenset[Words]
    first_names: frozenset[str]
    singles: frozenset[Words]
    organizations: frozenset[Words]
    places: frozenset[Words]

    def kind_of(self, words: Words) -> EntityKind | None:
        if words in self.persons or words in self.surnames or words in self.singles:
            return "person"
        return "organization" if words in self.organizations else "place" if words in self.places else None


def decide_kinds(candidates: Iterable[Candidate]) -> Forms:
    """Return the forms that name something, with what they name; quantities, days, furniture and lone guesses are left out."""
    votes: dict[Words, Counter[str]] = defaultdict(Counter)
    for candidate in candidates:
        votes[candidate.words][candidate.kind] += candidate.weight  # type: ignore[assignment]
        if candidate.title is not None:
            votes[candidate.words]["titled"] += _TITLE_WEIGHT  # type: ignore[assignment]
    persons = frozenset(words for words in votes if _is_full_person(words, votes[words]))
    tails = frozenset(tail for words in persons for tail in _family_tails(words))
    surnames = frozenset(tail for tail in tails if not _is_noise(tail))
    firsts = frozenset(words[0] for words in persons if not _is_noise(words[:1]))
    rest = {words: count for words, count in votes.items() if words not in persons and words not in surnames}
    singles = frozenset(w for w in rest if _is_single_person(w, rest[w], firsts) or _is_slip(w, rest[w], surnames))
    organizations, places = set(), set()
    for words, count in votes.items():
        if words in persons or words in singles or _is_noise(words):
            continue
        kind = _kind_of_thing(words, count, is_surname=words in surnames)
        if kind == "organization":
            organizations.add(words)
        elif kind == "place":
            places.add(words)
    return Forms(persons, surnames, firsts, singles, frozenset(organizations), frozenset(places))


def _is_full_person(words: Words, votes: Mapping[str, float]) -> bool:
    if not 2 <= len(words) <= 7 or _is_noise(words) or listed_name(words) is not None or not _has_shape(words):
        return False
    if any(
        fold(w) in _CALENDAR - {"may", "april", "june", "august", "summer", "autumn", "jan", "tues"}
        or fold(w) in _NO_NAMES
        for w in words
    ):
        return False
    person = votes.get("person", 0.0) + votes.get("titled", 0.0)
    thing = votes.get("organization", 0.0) + votes.get("other", 0.0) + votes.get("group", 0.0)
    place = votes.get("place", 0.0)
    if is_first_name(words[0]) and kind_word(words) is None:
        return person + thing > place
    if kind_word(words) is not None and votes.get("titled", 0.0) == 0:
        return person > 2 * (thing + place) and kind_word(words) == "place" and is_first_name(words[0])
    return person > thing + place


def _has_shape(words: Words) -> bool:
    name = read_person_name(" ".join(words))
    if not name.first or not name.last or len(fold(name.last).replace(" ", "")) < 2:
        return False
    return all(
        w[0].isupper() or is_particle(w) or w[:2] in ("d'", "d’", "al", "el") or w in "-,.'’" for w in words
    ) and not (" ".join(words).isupper() and len(words) > 4)


def _family_tails(words: Words) -> set[Words]:
    """Return the ends of a full name that can stand for it ("Vance", "Hale Vance", "van der Berg", "Berg")."""
    name = read_person_name(" ".join(words))
    body = words
    while len(body) > 2 and fold(body[-1]) not in fold(name.last).split()[-1:] and body[-1] != name.last.split()[-1]:
        body = body[:-1]
    tails = {body[i:] for i in range(1, len(body))}
    return {
        tail
        for tail in tails
        if fold(tail[-1]) == fold(name.last.split()[-1]) and len(fold(tail[0])) > 1 and tail[0] not in "-,'’"
    }


def _is_single_person(words: Words, votes: Mapping[str, float], firsts: frozenset[str]) -> bool:
    if len(words) > 2 or _is_noise(words) or listed_name(words) is not None or kind_word(words) is not None:
        return False
    if len(words) == 2 and not votes.get("titled"):
        return False
    person = votes.get("person", 0.0)
    thing = votes.get("organization", 0.0) + votes.get("place", 0.0) + votes.get("other", 0.0) + votes.get("group", 0.0)
    if votes.get("titled", 0.0):
        return person + votes["titled"] > thing
    if words[0].isupper():
        return False
    return person > thing and (person >= 2 or is_first_name(words[0]))


def _is_slip(words: Words, votes: Mapping[str, float], surnames: frozenset[Words]) -> bool:
    """Tell whether a rare word is a known family name with a slip in it; resolution then looks for its bearer."""
    if len(words) > 1 or sum(votes.values()) > 2 or _is_noise(words) or listed_name(words) or kind_word(words):
        return False
    return any(len(tail) == 1 and looks_misspelt(words[0], tail[0]) for tail in surnames)


def _kind_of_thing(words: Words, votes: Mapping[str, float], *, is_surname: bool) -> EntityKind | None:
    listed = listed_name(words)
    if listed is not None:
        return listed[0] if not is_surname or votes.get("place", 0) > votes.get("person", 0) else None
    if is_surname or (" ".join(words)) in dropped_names():
        return None
    word = kind_word(words)
    organization, place = votes.get("organization", 0.0), votes.get("place", 0.0)
    if (
        len(words) > 1
        and word is not None
        and organization + place + votes.get("person", 0.0) + votes.get("other", 0.0) >= 1
    ):
        return word
    best = max(organization, place)
    if best < 1 or best < votes.get("person", 0.0) + votes.get("titled", 0.0) or best < votes.get("group", 0.0):
        return None
    return "organization" if organization >= place else "place"


def _is_noise(words: Words) -> bool:
    if any(word[0].islower() and word not in _INSIDE and not is_particle(word) for word in words):
        return True
    if not any(len(word.rstrip(".")) > 1 or word.isupper() for word in words) or len(words) > 9:
        return True
    if len(words) == 1:
        return (
            fold(words[0]) in _CALENDAR | _NO_NAMES
            or not words[0][0].isupper()
            or len(words[0]) < 2
            or " ".join(words) in dropped_names()
        )
    return fold(words[0]) in _CALENDAR - {"may", "april", "june", "august", "summer", "autumn"} or all(
        fold(w) in _NO_NAMES | _CALENDAR for w in words
    )
