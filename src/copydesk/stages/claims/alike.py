"""Whether two statements say the same thing, and in what they differ if not. (Statement, Statement) -> Likeness."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.model import Difference, Likeness, Statement
from copydesk.stages.claims.words import is_light

COMPATIBLE = frozenset({frozenset({"progressive", "plan"}), frozenset({"progressive", "actual"})})
FULL_MATCH = 0.25
"""Least share of weighed words in common where doer and object, or doer of a deed without object, agree."""
HALF_MATCH = 0.45
LEAST_TOPIC = 0.15
"""The same for two sums of money that differ."""
LIGHT_MATCH = 0.6
"""The same for a verb that says little, and where one object is a name and the other a noun."""
OTHER_PERSON = 0.7
"""Least share in common, the name apart, at which the same deed of somebody else counts as the same words."""
UNRELATED = Likeness(False, None, 0.0)


def compare(one: Statement, two: Statement, weights: Mapping[str, float]) -> Likeness:
    """Return whether two statements are the same, differ in one telling point, or have nothing to do with each other."""
    if one.predicate != two.predicate:
        return UNRELATED
    if is_figure(one.predicate):
        return _compare_figures(one, two, weights)
    subject = _agree_on_subject(one.subject, two.subject)
    object_ = _agree_on_object(one, two)
    if object_ is True and one.object == two.object and _is_general(one.object or "") and not _both_count(one, two):
        object_ = None
    score = share(*_words_compared(one, two), weights)
    if subject is False or object_ is False:
        return _same_words_of_another(one, two, weights)
    if not (subject or object_):
        return UNRELATED
    named = object_ is True and one.object == two.object and one.object in one.names
    full = subject is True and (object_ is True or one.object == two.object is None)
    apart = object_ is None and _is_known(one.object) and _is_known(two.object)
    if score < (LIGHT_MATCH if apart else _needed(one, two, full or named)):
        return UNRELATED
    differs = difference(one, two)
    if differs is not None and not (full or object_ is True):
        return UNRELATED
    return Likeness(differs is None, differs, score)


def _compare_figures(one: Statement, two: Statement, weights: Mapping[str, float]) -> Likeness:
    """Return whether two figures of one kind are the same; money that differs must at least be about one thing."""
    if one.object != two.object:
        return UNRELATED
    score = share(*_words_compared(one, two), weights)
    differs = difference(one, two)
    if differs == "number" and not one.predicate.endswith(" people") and score < LEAST_TOPIC:
        return UNRELATED
    return Likeness(differs is None, differs, 1.0 if differs is None else score)


def _words_compared(one: Statement, two: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of two statements, without numbers where these differ: that is told as a difference."""
    if not _numbers_differ(one.numbers, two.numbers):
        return one.words, two.words
    numbers = {value for _, value in one.numbers | two.numbers}
    return one.words - numbers, two.words - numbers


def _both_count(one: Statement, two: Statement) -> bool:
    return all("object" in {slot for slot, _ in statement.numbers} for statement in (one, two))


def conflicts(one: Statement, two: Statement) -> bool:
    """Tell whether two statements cannot be the same because they name different people or things."""
    return _agree_on_subject(one.subject, two.subject) is False or _agree_on_object(one, two) is False


def difference(one: Statement, two: Statement) -> Difference | None:
    """Return the first telling point in which two statements of the same deed differ."""
    if one.negated != two.negated:
        return "negation"
    if not _same_modality(one, two):
        return "modality"
    if _numbers_differ(one.numbers, two.numbers):
        return "number"
    if _days_differ(one.days, two.days):
        return "date"
    return None


def share(one: Iterable[str], two: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return what share of the shorter statement's words, weighed, stands in the other too."""
    one, two = frozenset(one), frozenset(two)
    least = min(_weight(one, weights), _weight(two, weights))
    return _weight(one & two, weights) / least if least else 0.0


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 1.0) for word in sorted(words))


def _agree(one: str | None, two: str | None) -> bool | None:
    """Return whether two arguments are the same; `None` where one of them is missing or too general to tell, or where
    one is a name and the other a noun ("Brandt", "the mayor").
    """
    if one is None or two is None or "?" in (one, two):
        return None
    if one == two:
        return True
    if _is_general(one) or _is_general(two) or _is_noun(one) != _is_noun(two):
        return None
    return False


def _agree_on_subject(one: str | None, two: str | None) -> bool | None:
    """Return the same of two subjects; of two nouns that differ nothing can be told ("the blast", "the bomb")."""
    agree = _agree(one, two)
    return None if agree is False and _is_noun(one or "") and _is_noun(two or "") else agree


def _is_noun(key: str) -> bool:
    return key.startswith("word:")


def _is_known(key: str | None) -> bool:
    return key is not None and key != "?" and not _is_general(key)


def _is_general(key: str) -> bool:
    return key.startswith("word:") and is_light(key.removeprefix("word:"), "noun")


def _agree_on_object(one: Statement, two: Statement) -> bool | None:
    """Return whether two statements are about the same object, which may be joined to the verb by a preposition."""
    agree = _agree(one.object, two.object)
    mine, yours = ({key for _, key in statement.others} for statement in (one, two))
    if agree is not True and (one.object in yours or two.object in mine):
        return True
    if agree is None and _joined_differ(one, two):
        return False
    if agree is None and (one.names - {one.subject}) & (two.names - {two.subject}):
        return True
    return agree


def _joined_differ(one: Statement, two: Statement) -> bool:
    """Tell whether the same preposition joins different entities ("confidence in Ada", "confidence in Boris")."""
    mine, yours = (_names_by_joint(statement) for statement in (one, two))
    return any(not mine[joint] & yours[joint] for joint in mine.keys() & yours.keys())


def _names_by_joint(statement: Statement) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for joint, key in statement.others:
        if key in statement.names:
            found.setdefault(joint, set()).add(key)
    return found


def _needed(one: Statement, two: Statement, full: bool | None) -> float:
    if is_light(one.form, "verb") or is_light(two.form, "verb"):
        return LIGHT_MATCH
    return FULL_MATCH if full else HALF_MATCH


def _same_words_of_another(one: Statement, two: Statement, weights: Mapping[str, float]) -> Likeness:
    """Return "name" where only one of the two arguments differs and nearly all other words are the same."""
    pairs = [(one.subject, two.subject), (one.object, two.object)]
    unlike = [pair for pair in pairs if _agree(*pair) is False]
    if len(unlike) != 1 or not all(key in one.names | two.names for key in unlike[0]):
        return UNRELATED
    if not one.others & two.others and not any(a is not None and a == b for a, b in pairs):
        return UNRELATED
    apart = frozenset(key for key in unlike[0] if key)
    score = share(one.words - apart - {one.predicate}, two.words - apart - {two.predicate}, weights)
    enough = score >= OTHER_PERSON and min(len(one.words), len(two.words)) >= 4
    return Likeness(False, "name", score) if enough else UNRELATED


def _same_modality(one: Statement, two: Statement) -> bool:
    pair = frozenset({one.modality, two.modality})
    return len(pair) == 1 or pair in COMPATIBLE


def _numbers_differ(one: Iterable[tuple[str, str]], two: Iterable[tuple[str, str]]) -> bool:
    mine, yours = _by_slot(one), _by_slot(two)
    return any(not mine[slot] & yours[slot] for slot in sorted(mine.keys() & yours.keys()))


def _by_slot(numbers: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for slot, value in numbers:
        found.setdefault(slot, set()).add(value)
    return found


def _days_differ(one: Iterable[str], two: Iterable[str]) -> bool:
    mine, yours = sorted(one), sorted(two)
    if not mine or not yours:
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in mine for b in yours)
