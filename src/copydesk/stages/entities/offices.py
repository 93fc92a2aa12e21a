"""The titles and offices of persons, beside their names and in what the text says of them. Reading, Cast -> Office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk.stages.entities.cast import Cast, Named
from copydesk.stages.entities.clauses import APPOINTING, Clause, find_clauses
from copydesk.stages.entities.office import Office, clause_end, day_between, make_office
from copydesk.stages.entities.reading import Reading
from copydesk.stages.entities.rolephrases import role_at, role_before

_STOPS = frozenset(
    {",", ".", ";", ":", ")", "—", "–", "”", '"', "'s", "’s", "is", "was", "and", "who", "has", "had", "will"}
)
_JOINTS = frozenset({"of", "for", "to", "at", "in", "with", "from", "since", "until", "under", "on"})


def find_offices(reading: Reading, cast: Cast, clauses: Sequence[Clause]) -> list[Office]:
    """Return the offices that an article gives to its persons, beside their names and in their clauses, in order.

    A place gives one role once.
    """
    found: dict[tuple[str, int, int], Office] = {}
    for named in cast.starting():
        if named.kind == "person":
            for office in _beside(reading, cast, named):
                found.setdefault((office.key, office.role.first, office.role.last), office)
    for office in find_clauses(reading, cast, clauses, list(found.values())):
        found.setdefault((office.key, office.role.first, office.role.last), office)
    return [found[key] for key in sorted(found, key=lambda k: (k[1], k))]


def _beside(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    for role in role_before(reading, cast, named.found.first):
        yield make_office(reading, named, role, "entities.title_before_name")
    yield from _apposition_before(reading, cast, named)
    yield from _apposition_after(reading, cast, named)
    yield from _appointed(reading, cast, named)
    yield from _as_what(reading, cast, named)


def _apposition_before(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read "the harbour board's chief, Ann Lowe," and "the envoy to the islands, Ann Lowe,"."""
    first = named.found.title_first
    start, end = reading.bounds(first)
    after = reading.tokens[named.found.last].text if named.found.last < end else "."
    if first - 2 < start or reading.tokens[first - 1].text != "," or named.found.last - named.found.first < 2:
        return
    if after not in _STOPS:
        return
    comma = first - 1
    for last in range(comma, max(start, comma - 7), -1):
        if last < comma and reading.tokens[last].text not in ("of", "for", "to", "at", "in"):
            continue
        for role in role_before(reading, cast, last):
            if _opens_phrase(reading, role.first, start):
                owners = role.owners
                if last < comma:
                    owners += tuple(i for i in range(last, comma) if i in cast.at)[:1]
                yield make_office(reading, named, role._replace(owners=owners), "entities.title_comma_name")
        if last < comma:
            return


def _opens_phrase(reading: Reading, first: int, start: int) -> bool:
    if first == start:
        return True
    before = reading.tokens[first - 1]
    return (
        before.pos in ("DET", "PRON")
        or before.tag in ("POS", "PRP$")
        or before.text in ("and", "former")
        or first in reading.labels
    )


def _apposition_after(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read "Ann Lowe, the harbour board's chief,"."""
    _, end = reading.bounds(named.found.first)
    i = _behind_age(reading, named.found.last, end)
    if i + 1 >= end or reading.tokens[i].text not in (",", "(", "—", "–"):
        return
    for role in role_at(reading, cast, i + 1, end):
        after = reading.tokens[role.last].text if role.last < end else "."
        if cast.person_at(role.last) and role.last < end:
            return
        is_dated = after[:4].isdigit()
        if after in _STOPS | _JOINTS or is_dated or reading.tokens[i + 1].text.casefold() in ("the", "a", "an"):
            inner = _behind_apposition(reading, named.found.last, end) - 1
            is_closed = role.last <= inner and reading.tokens[min(inner + 1, end - 1)].text == "as"
            until = inner if is_closed else end  # behind "as" another office begins, with dates of its own
            yield make_office(reading, named, role, "entities.name_comma_title", clause_to=until)


def _behind_age(reading: Reading, i: int, end: int) -> int:
    """Return the comma behind an age (Ann Lowe, 41, a nurse), or `i`."""
    marks = [token.text for token in reading.tokens[i : min(end, i + 3)]]
    return i + 2 if len(marks) == 3 and marks[0] == marks[2] == "," and marks[1].isdigit() else i


def _behind_apposition(reading: Reading, i: int, end: int) -> int:
    """Return where the sentence goes on behind a short apposition (Ann Lowe, "its finance chief," as chair)."""
    if i >= end or reading.tokens[i].text != ",":
        return i
    return next((j + 1 for j in range(i + 1, min(end, i + 8)) if reading.tokens[j].text == ","), i)


def _as_what(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read "As mayor, Ann Lowe"."""
    first = named.found.title_first
    start, _ = reading.bounds(first)
    if reading.tokens[start].text == "As" and start + 1 < first - 1 and reading.tokens[first - 1].text == ",":
        for role in role_at(reading, cast, start + 1, first - 1):
            if role.last == first - 1 or role.owners:
                yield make_office(reading, named, role, "entities.as_title")


def _appointed(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read "appoint Ann Lowe as envoy" and "the naming of Ann Lowe as envoy"."""
    start, end = reading.bounds(named.found.first)
    i = _behind_apposition(reading, named.found.last, end)
    if i + 1 >= end or not any(t.lemma in APPOINTING for t in reading.tokens[max(start, named.found.first - 9) : i]):
        return
    if reading.tokens[i].text.casefold() == "as":
        i += 1
    elif reading.tokens[i].text == "to" and reading.tokens[i + 1].lemma in ("be", "serve", "become"):
        i += 3 if i + 2 < end and reading.tokens[i + 2].text == "as" else 2
    else:
        return
    for role in role_at(reading, cast, i, end):
        made = make_office(reading, named, role, "entities.appointed", clause_to=end)
        day = day_between(reading, role.last, clause_end(reading, role.last, end))
        yield made if made.since else made._replace(since=day)
