"""An office as the rules find it, with the dates that stand behind it in its clause. RolePhrase -> Office."""

from __future__ import annotations

from typing import NamedTuple

from copydesk.records import Ref
from copydesk.stages.entities.cast import Named
from copydesk.stages.entities.dated import Term, read_day_in, read_term
from copydesk.stages.entities.reading import Reading, class_of_title
from copydesk.stages.entities.rolephrases import RolePhrase


class Office(NamedTuple):
    """A role that an article gives to the entity `key`, with the names that it is held for and the time, if stated."""

    key: str
    role: RolePhrase
    since: str | None
    until: str | None
    ref: Ref
    rule: str


def make_office(reading: Reading, named: Named, role: RolePhrase, rule: str, *, clause_to: int | None = None) -> Office:
    """Return the office that `role` is for `named`; its dates are looked for as far as token `clause_to`."""
    last = max(role.last, named.found.last)
    term = Term()
    if clause_to is not None:
        end = clause_end(reading, role.last, clause_to)
        term = term_between(reading, role.last, end)
        last = end if term != Term() else last
    first = min(role.first, named.found.first)
    if reading.tokens[first].sentence != reading.tokens[last - 1].sentence:
        first, last = role.first, max(role.last, last if last > role.last else role.last)
    return Office(named.key, role, term.since, term.until, ref_between(reading, first, last), rule)


def ref_between(reading: Reading, first: int, last: int) -> Ref:
    return Ref(article=reading.article.id, span=reading.span(first, last))


def clause_end(reading: Reading, first: int, limit: int) -> int:
    """Return where the next clause begins: at a verb other than those of an event that dates are given by."""
    return next((i for i in range(first, limit) if reading.tokens[i].pos in ("VERB", "AUX")), limit)


def term_between(reading: Reading, first: int, last: int) -> Term:
    """Return the "from … to …" of tokens `[first, last)`."""
    return read_term(reading.text(first, last), _published(reading)) if first < last else Term()


def day_between(reading: Reading, first: int, last: int) -> str | None:
    """Return the first date in tokens `[first, last)`."""
    return read_day_in(reading.text(first, last), _published(reading)) if first < last else None


def _published(reading: Reading) -> str | None:
    return reading.article.published.value if reading.article.published else None


def is_office(role: RolePhrase) -> bool:
    """Return whether a role is more than a form of address or a kinship."""
    return class_of_title(role.head) not in {"male", "female", "courtesy", "kin", "tie"}


def fold_title(title: str) -> str:
    """Return the form in which titles compare ("Director-General", "director general")."""
    return title.casefold().replace("-", " ")
