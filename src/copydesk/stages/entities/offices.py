"""The titles and offices of persons, where the text puts them beside a name or says that they were held. Reading, Cast -> Office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from copydesk.records import Ref, Span
from copydesk.stages.entities.cast import Cast, Named
from copydesk.stages.entities.dated import read_day_in, read_term
from copydesk.stages.entities.reading import Reading, class_of_title, title_before
from copydesk.stages.entities.rolephrases import RolePhrase, role_at, role_before

_BEING = frozenset({"be", "become", "remain"})
_SERVING = frozenset({"serve", "work", "act", "continue", "return", "retire", "resign", "quit", "step"})
_APPOINTING = frozenset(
    {
        "appoint",
        "appointment",
        "choose",
        "confirm",
        "designate",
        "elect",
        "election",
        "hire",
        "hiring",
        "install",
        "name",
        "naming",
        "nominate",
        "nomination",
        "pick",
        "promote",
        "promotion",
        "reappoint",
        "reelect",
        "select",
        "selection",
        "tap",
    }
)
_TAKING = frozenset({"accept", "assume", "get", "hold", "land", "leave", "lose", "take", "win"})
_POSTS = frozenset({"job", "office", "position", "post", "role", "seat", "title"})
_LEAVING = frozenset({"resign", "quit", "leave", "retire", "step", "oust", "fire", "dismiss", "remove", "sack"})
_PRONOUNS = frozenset({"he", "she"})
_STOPS = frozenset(
    {",", ".", ";", ":", ")", "—", "–", "”", '"', "'s", "’s", "is", "was", "and", "who", "has", "had", "will"}
)
_UNTITLED = frozenset({"male", "female", "courtesy", None})


class Office(NamedTuple):
    """A role that an article gives to the entity `key`, with the names that it is held for and the time, if stated."""

    key: str
    role: RolePhrase
    since: str | None
    until: str | None
    ref: Ref
    rule: str


def find_offices(reading: Reading, cast: Cast) -> list[Office]:
    """Return the offices that an article gives to its persons, in order, a place giving one role once."""
    found: dict[tuple[str, int, int], Office] = {}
    for named in cast.starting():
        if named.kind != "person":
            continue
        for office in _offices_of(reading, cast, named):
            found.setdefault((office.key, office.role.first, office.role.last), office)
    return [found[key] for key in sorted(found, key=lambda k: (k[1], k))]


def _offices_of(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    yield from _in_front(reading, cast, named)
    yield from _apposition_before(reading, cast, named)
    yield from _apposition_after(reading, cast, named)
    yield from _appointed(reading, cast, named)
    yield from _predicates(reading, cast, named)


def _in_front(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    for role in role_before(reading, cast, named.found.first):
        yield _office(reading, named, role, "entities.title_before_name")


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
                yield _office(reading, named, role._replace(owners=owners), "entities.title_comma_name")
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
    i = named.found.last
    if i + 1 >= end or reading.tokens[i].text not in (",", "(", "—", "–"):
        return
    for role in role_at(reading, cast, i + 1, end):
        after = reading.tokens[role.last].text if role.last < end else "."
        if role.last < end and (role.last in cast.at and cast.at[role.last].kind == "person"):
            return
        lead = reading.tokens[i + 1].text.casefold()
        if (
            after in _STOPS
            or after in ("of", "for", "to", "at", "in", "with", "from", "since", "until", "under", "on")
            or lead in ("the", "a", "an")
        ):
            yield _office(reading, named, role, "entities.name_comma_title", clause_to=end)


def _appointed(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read "appoint Ann Lowe as envoy" and "the naming of Ann Lowe as envoy"."""
    start, end = reading.bounds(named.found.first)
    i = named.found.last
    if i + 1 >= end or not any(t.lemma in _APPOINTING for t in reading.tokens[max(start, named.found.first - 9) : i]):
        return
    if reading.tokens[i].text.casefold() == "as":
        i += 1
    elif reading.tokens[i].text == "to" and reading.tokens[i + 1].lemma in ("be", "serve", "become"):
        i += 3 if i + 2 < end and reading.tokens[i + 2].text == "as" else 2
    else:
        return
    for role in role_at(reading, cast, i, end):
        yield _office(reading, named, role, "entities.appointed", clause_to=end)


def _predicates(reading: Reading, cast: Cast, named: Named) -> Iterator[Office]:
    """Read what a sentence, or the one after it with "He" or "She" in front, says that its subject is, was or became."""
    start, end = reading.bounds(named.found.first)
    for first in sorted(_after_subject(reading, named.found.last, end)):
        yield from _verbs_after(reading, cast, named, (first, end))
    sentence = reading.tokens[named.found.first].sentence + 1
    if named.found.title_first - start > 1 or sentence >= len(reading.parse.sentences):
        return
    following = reading.parse.sentences[sentence]
    if (
        following.block == reading.parse.sentences[sentence - 1].block
        and not reading.is_quoted(following.first)
        and reading.tokens[following.first].lemma.casefold() in _PRONOUNS
    ):
        yield from _verbs_after(reading, cast, named, (following.first + 1, following.last))


def _after_subject(reading: Reading, i: int, end: int) -> set[int]:
    """Return where the verb of a subject may stand: behind it, behind the comma that closes an apposition or opens a clause."""
    if i >= end or reading.tokens[i].text != ",":
        return {i}
    closing = next((j for j in range(i + 1, min(end, i + 18)) if reading.tokens[j].text == ","), i)
    return {i + 1, closing + 1} & set(range(i, end))


def _verbs_after(reading: Reading, cast: Cast, named: Named, bounds: tuple[int, int]) -> Iterator[Office]:
    first, end = bounds
    office: Office | None = None
    tokens = reading.tokens
    i = first
    while (
        i < min(end, first + 4)
        and (tokens[i].pos in ("ADV", "AUX") or tokens[i].text == "who")
        and tokens[i].lemma not in _BEING
    ):
        i += 1
    for verb in (
        i,
        *(
            j
            for j in range(i + 1, end)
            if tokens[j].dep == "conj" and tokens[j].head == i and not _has_subject(reading, j)
        ),
    ):
        if verb >= end or tokens[verb].pos not in ("VERB", "AUX"):
            continue
        for made in _verb(reading, cast, named, (verb, end)):
            office = made
            yield made
        left = _left(reading, named, office, (verb, end))
        if left is not None:
            yield left


def _has_subject(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[child].dep in ("nsubj", "nsubjpass") for child in reading.parse.children[verb])


def _verb(reading: Reading, cast: Cast, named: Named, bounds: tuple[int, int]) -> Iterator[Office]:
    verb, end = bounds
    tokens, lemma, i = reading.tokens, reading.tokens[verb].lemma, verb + 1
    rule = "entities.predicate"
    if lemma == "be" and i < end and tokens[i].lemma in _APPOINTING | {"swear"} and tokens[i].pos == "VERB":
        i += 2 if i + 1 < end and tokens[i + 1].text in ("as", "in") else 1
        i += 1 if i < end and tokens[i].text == "as" else 0
        rule = "entities.appointed"
    elif lemma in _SERVING:
        while i < end and tokens[i].text in ("down", "in", "on", "to", "work", "serve"):
            i += 1
        if i >= end or tokens[i].text != "as":
            return
        i += 1
    elif lemma in _TAKING:
        posts = [j for j in range(i, min(end, i + 4)) if tokens[j].text in _POSTS or tokens[j].text == "over"]
        if not posts or posts[0] + 1 >= end or tokens[posts[0] + 1].text not in ("as", "of"):
            return
        i = posts[0] + 2
    elif lemma not in _BEING:
        return
    for role in role_at(reading, cast, i, end):
        clause = reading.text(verb, end)
        term = read_term(reading.text(role.last, end)) if role.last < end else read_term("")
        made = _office(reading, named, role, rule, clause_to=end)
        if rule == "entities.appointed" and term.since is None and role.last < end:
            made = made._replace(since=read_day_in(clause))
        if lemma in ("resign", "quit", "step", "retire", "leave"):
            made = made._replace(since=None, until=read_day_in(clause))
        yield made


def _left(reading: Reading, named: Named, office: Office | None, bounds: tuple[int, int]) -> Office | None:
    """Read "and resigned from the post on 3 May 2011" behind an office."""
    verb, end = bounds
    if office is None or reading.tokens[verb].lemma not in _LEAVING or verb <= office.role.last - 1:
        return None
    day = read_day_in(reading.text(verb, end))
    if day is None:
        return None
    ref = Ref(article=office.ref.article, span=Span(office.ref.span.start, reading.tokens[end - 1].end))
    # one place more, so that the date has its own evidence
    role = office.role._replace(last=end)
    return office._replace(role=role, until=day, ref=ref, rule="entities.resigned")


def _office(reading: Reading, named: Named, role: RolePhrase, rule: str, *, clause_to: int | None = None) -> Office:
    term = read_term(reading.text(role.last, clause_to)) if clause_to and role.last < clause_to else read_term("")
    first, last = min(role.first, named.found.first), max(role.last, named.found.last)
    if reading.tokens[first].sentence != reading.tokens[last - 1].sentence:
        first, last = role.first, role.last
    if (term.since or term.until) and clause_to:
        last = max(last, clause_to)
    ref = Ref(article=reading.article.id, span=reading.span(first, last))
    return Office(named.key, role, term.since, term.until, ref, rule)


def is_office(role: RolePhrase) -> bool:
    """Return whether a role is more than a form of address or a kinship."""
    return class_of_title(role.head) not in {"male", "female", "courtesy", "kin", "tie"}


def has_title(reading: Reading, index: int) -> bool:
    """Return whether a title ends right before a token."""
    return title_before(reading, index) is not None
