"""Whether two statements say the same thing, and in what they differ if not. (Statement, Statement) -> Likeness."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.stages.claims.changes import telling_change
from copydesk.stages.claims.edits import have_same_words, is_nearly
from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.governed import have_other_governors
from copydesk.stages.claims.harmless import is_explained
from copydesk.stages.claims.meanings import Meanings
from copydesk.stages.claims.model import WHOLE, Difference, Likeness, Statement
from copydesk.stages.claims.naming import are_same_names, have_other_names, names_of
from copydesk.stages.claims.roles import have_other_parts
from copydesk.stages.claims.words import are_opposite
from copydesk.text.dates import first_day, last_day

COMPATIBLE = frozenset(
    map(
        frozenset,
        (
            ("progressive", "plan"),
            ("progressive", "actual"),
            ("possible", "conditional"),
            ("agree", "plan"),
            ("wish", "plan"),
            ("attempt", "wish"),
        ),
    )
)
"""Moods in which two pages may tell the same: "is to resign", "is resigning"."""
SAME = 0.5
"""Least share of weighed words in common for two statements to be the same."""
SAME_WHOLE = 0.42
"""The same for two whole sentences, each of which tells all that it has to tell."""
LINKED = 0.45
"""The same for two that differ in one point."""
COUNTED = 0.3
"""The same where both count the same thing, or name the same thing done on another day."""
ANSWERED = 0.75
"""Least share of the shorter one's words in common for an opposite in few words."""
FEW = 3
"""A statement of no more words must share more than one to be the same as another."""
LEAST_TOPIC = 0.15
"""The same for two sums of money of one kind."""
OTHER_NAME = 0.6
"""The same, names apart, for what is told of somebody else."""
UNRELATED = Likeness(False, None, 0.0, apart=True)


def compare(one: Statement, two: Statement, meanings: Meanings) -> Likeness:
    """Return whether two statements are the same, differ in one telling point, or have nothing to do with each other."""
    differs = difference(one, two, strict=True)
    if differs is None:
        if is_figure(one.predicate) and not one.numbers.isdisjoint(two.numbers):
            return Likeness(True, None, max(meanings.closeness(one, two), SAME))
        score = meanings.closeness(one, two)
        needed = SAME_WHOLE if one.depth == two.depth == WHOLE else SAME
        same = score >= needed and _is_told(one, two)
        if same and one.wording != two.wording and have_other_parts(one.parts, two.parts, worded_alike=False):
            return Likeness(False, "role", score, apart=True)
        return Likeness(same, None, score)
    left_out, needed = _left_out(one, two, differs), _needed(one, two, differs)
    if differs == "negation" and _is_answered(one, two, meanings):
        needed = 0.0
    score = meanings.closeness(one, two, left_out)
    return Likeness(False, differs, score, apart=True) if score >= needed else UNRELATED


def may_tell(one: Statement, two: Statement, meanings: Meanings, reach: frozenset[str]) -> bool:
    """Tell, for little cost, whether `compare` may find two statements the same or different in one point.

    `reach` is that of the second. Three in four of the pairs that share a rare word are told apart so.
    """
    if is_figure(one.predicate) or is_figure(two.predicate):
        return True
    if one.predicate == two.predicate and one.negated != two.negated:
        return True
    total, uncounted, unnamed = meanings.bound(one, two, reach)
    if total > SAME_WHOLE or (unnamed > OTHER_NAME and one.names and two.names):
        return True
    return uncounted > COUNTED and bool(one.numbers or two.numbers)


def _is_told(one: Statement, two: Statement) -> bool:
    """Tell whether two statements, one of which has few words, have more than one of them in common ("we build boats")."""
    few = min(len(one.words), len(two.words)) <= FEW
    common = len(one.words & two.words) + len(one.numbers & two.numbers) + len(one.days & two.days)
    return not few or common > 1 or one.words == two.words


def _is_answered(one: Statement, two: Statement, meanings: Meanings) -> bool:
    """Tell whether a short statement is the opposite of a long one's deed ("she has not been suspended")."""
    return one.predicate == two.predicate and meanings.contained(one, two) >= ANSWERED


def _needed(one: Statement, two: Statement, differs: Difference) -> float:
    if differs == "name":
        return OTHER_NAME
    if differs == "number" and one.predicate == two.predicate and is_figure(one.predicate):
        return 0.0 if one.predicate.endswith(" people") else LEAST_TOPIC
    counted = {slot for slot, _ in one.numbers} & {slot for slot, _ in two.numbers}
    return COUNTED if differs == "number" and counted else LINKED


def _left_out(one: Statement, two: Statement, differs: Difference | None) -> set[str]:
    """Return the words that make a difference, which is told apart from the words in common."""
    if differs == "number":
        return {value for _, value in one.numbers | two.numbers}
    if differs == "name":
        return {name for pair in _names_apart(one, two) for name in pair}
    return set()


def difference(one: Statement, two: Statement, *, strict: bool = False) -> Difference | None:
    """Return the first telling point in which two statements differ; `strict` counts each exchange of words that nothing explains."""
    if have_same_words(one.bare, two.bare):
        is_other = list(map(tuple, one.wording)) != list(map(tuple, two.wording))  # with names as they are printed
        change = telling_change(one.wording, two.wording) if is_other else None
        if change != "negation" or one.negated != two.negated or one.depth == two.depth == WHOLE:
            return change or _apart_otherwise(one, two, strict and is_nearly(one.bare, two.bare))
    if _is_negated(one, two):
        return "negation"
    whole = one.depth == two.depth == WHOLE
    if _names_apart(one, two) or (whole and have_other_names(one.wording, two.wording, worded_alike=False)):
        return "name"
    if numbers_differ(one.numbers, two.numbers):
        return "number"
    if days_differ(one.days, two.days):
        return "date"
    if one.modality != two.modality and frozenset({one.modality, two.modality}) not in COMPATIBLE:
        return "modality"
    return None


def _apart_otherwise(one: Statement, two: Statement, strict: bool) -> Difference | None:
    if one.parts != two.parts and have_other_parts(one.parts, two.parts, worded_alike=True):
        return "role"
    if days_differ(one.days, two.days):
        return "date"
    explained = is_explained(one.wording, two.wording, printed=(one.text, two.text), strict=strict)
    return None if explained and not have_other_governors(one, two) else "modality"


def _is_negated(one: Statement, two: Statement) -> bool:
    """Tell whether one of two statements says the opposite of the other, by "not" or by an opposite word."""
    opposed = are_opposite(one.predicate, two.predicate)
    return (one.negated != two.negated) != opposed


def _names_apart(one: Statement, two: Statement) -> list[tuple[str, str]]:
    """Return the names of one kind that stand in only one of two statements, in pairs."""
    if not (one.names and two.names):
        return []
    mine = {name: kind for name, kind in one.names.items() if name not in two.words}
    yours = {name: kind for name, kind in two.names.items() if name not in one.words}
    return [
        (a, b)
        for a, kind in sorted(mine.items())
        for b, other in sorted(yours.items())
        if kind == other and not are_same_names(names_of(one.wording, a)[:1], names_of(two.wording, b)[:1])
    ]


def numbers_differ(one: Iterable[tuple[str, str]], two: Iterable[tuple[str, str]]) -> bool:
    """Tell whether two statements count the same thing differently, or each has a number that the other lacks."""
    mine, yours = _by_slot(one), _by_slot(two)
    if not (mine and yours):
        return False
    if any(not mine[slot] & yours[slot] for slot in sorted(mine.keys() & yours.keys())):
        return True
    values = [{value for found in side.values() for value in found} for side in (mine, yours)]
    return bool(values[0] - values[1] and values[1] - values[0])


def _by_slot(numbers: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for slot, value in numbers:
        found.setdefault(slot, set()).add(value)
    return found


def days_differ(one: Iterable[str], two: Iterable[str]) -> bool:
    """Tell whether two statements are dated, and no day of one may be a day of the other."""
    mine, yours = list(one), list(two)
    return bool(mine and yours) and not any(_may_be(a, b) for a in mine for b in yours)


def _may_be(one: str, two: str) -> bool:
    """Tell whether two dates may be one: a day and its week, "Friday" and a day of no known week."""
    edges = first_day(one), last_day(one), first_day(two), last_day(two)
    if None not in edges:
        return edges[0] <= edges[3] and edges[2] <= edges[1]  # type: ignore[operator]
    if "W" in one + two:
        return one == two or "W" not in one or "W" not in two
    return all(a == b or "X" in a + b for a, b in zip(one.split("-"), two.split("-"), strict=False))
