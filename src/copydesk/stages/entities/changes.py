"""Which office somebody took or left on a day, where the clause does not say it. Office, Change -> Office."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from copydesk.records import EntityKind
from copydesk.stages.entities.clauses import Change
from copydesk.stages.entities.office import Office, fold_title
from copydesk.stages.entities.reading import class_of_title

Owners = Mapping[tuple[str, int], tuple[str, EntityKind]]
"""Article and token of what an office is held for -> the entity that is meant, and its kind."""
_LASTING = frozenset({"office", "military", "clergy", "job"})


def settle_changes(changes: Sequence[Change], offices: Sequence[Office], owners: Owners) -> list[Office]:
    """Return an office with its date for each change: of the same sentence, of the same article, or the one named most.

    An office of another organisation than the one that the clause names is passed over, and so is one whose date is known.
    """
    held: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        if class_of_title(office.role.head) in _LASTING:
            held[office.key].append(office)
    settled = (_settle(change, held[change.key], owners) for change in changes)
    return [office for office in settled if office is not None]


def _settle(change: Change, held: Sequence[Office], owners: Owners) -> Office | None:
    wanted = _bodies(owners, change.ref.article, change.owners)
    dated = {fold_title(office.role.title) for office in held if getattr(office, change.side) is not None}
    counts = Counter(fold_title(office.role.title) for office in held)

    def rank(office: Office) -> tuple[bool, bool, bool, int, str]:
        here = office.ref.article == change.ref.article
        near = here and change.sentence.span.contains(office.ref.span)
        other = office.until if change.side == "since" else office.since
        title = fold_title(office.role.title)
        return (near, other is not None, here, counts[title], title)

    fits = [
        o
        for o in held
        if fold_title(o.role.title) not in dated and _belongs(o, wanted, owners) and _in_order(o, change)
    ]
    best = max(fits, key=lambda o: (*rank(o), o.ref.article, o.ref.span), default=None)
    if best is None:
        return None
    since, until = (change.day, None) if change.side == "since" else (None, change.day)
    return Office(best.key, best.role, since, until, change.ref, change.rule)


def _belongs(office: Office, wanted: set[str], owners: Owners) -> bool:
    bodies = _bodies(owners, office.ref.article, office.role.owners)
    return not wanted or not bodies or bool(wanted & bodies)


def _bodies(owners: Owners, article: str, tokens: Sequence[int]) -> set[str]:
    known = (owners.get((article, i)) for i in tokens)
    return {one[0] for one in known if one is not None and one[1] == "organization"}


def _in_order(office: Office, change: Change) -> bool:
    """Tell whether nobody would leave before coming."""
    if change.side == "until":
        return office.since is None or office.since <= change.day
    return office.until is None or change.day <= office.until
