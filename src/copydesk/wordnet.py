"""What words may mean, out of WordNet: which share a sense, which are opposites, which are kinds of others.

The table is a part of WordNet 3.0 (Fellbaum 1998; `models/wordnet/MODEL_CARD.md` says which). Forms are lemmas in lower case, of
one word or two ("call off"); `part` is n, v, a or r, for noun, verb, adjective and adverb. A form that the table lacks has no
senses, so every question about it is answered with no.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class _Table(NamedTuple):
    senses: dict[tuple[str, str], tuple[int, ...]]
    above: dict[int, tuple[int, ...]]
    similar: dict[int, tuple[int, ...]]
    opposite: dict[str, frozenset[str]]
    derived: dict[str, frozenset[str]]


def senses(form: str, part: str) -> tuple[int, ...]:
    """Return the numbers of the first senses of a form, the most frequent first."""
    return _table().senses.get((form, part), ())


def share_sense(one: str, two: str, part: str, *, first: int = 3) -> bool:
    """Tell whether two forms mean the same in one of the `first` senses of each, or adjectives nearly the same."""
    mine, yours = set(senses(one, part)[:first]), set(senses(two, part)[:first])
    return not mine.isdisjoint(yours) or any(not yours.isdisjoint(_table().similar.get(sense, ())) for sense in mine)


def are_close(one: str, two: str, part: str, *, first: int = 3) -> bool:
    """Tell whether two forms share one of the `first` senses of each, or mean in one of them a kind of what the other means."""
    mine, yours = (set(senses(form, part)[:first]) for form in (one, two))
    return (
        not mine.isdisjoint(yours)
        or any(
            not b.isdisjoint(_table().above.get(sense, ())) for a, b in ((mine, yours), (yours, mine)) for sense in a
        )
        or _heads(mine).intersection(_heads(yours)) != set()
    )


def _heads(found: Collection[int]) -> set[int]:
    """Return senses of adjectives with those that they are similar to."""
    return {head for sense in found for head in (sense, *_table().similar.get(sense, ()))} if found else set()


def are_derived(one: str, two: str) -> bool:
    """Tell whether two forms are derived from one another ("decide", "decision")."""
    return two in _table().derived.get(one, ())


def are_opposite(one: str, two: str) -> bool:
    """Tell whether two forms are opposites in any of their senses ("accept", "reject")."""
    return two in _table().opposite.get(one, ())


def is_kind(form: str, of: str, part: str = "n", *, first: int = 1) -> bool:
    """Tell whether a form means, in one of its `first` senses, a kind of what `of` means in its first ("nurse" of "person")."""
    return not kinds(form, part, first=first).isdisjoint(senses(of, part)[:1])


@cache
def kinds(form: str, part: str = "n", *, first: int = 1) -> frozenset[int]:
    """Return the numbers of the `first` senses of a form and of all senses above them."""
    return frozenset(_closed(senses(form, part)[:first]))


def _closed(found: Collection[int]) -> set[int]:
    known, todo = set(found), list(found)
    while todo:
        for above in _table().above.get(todo.pop(), ()):
            if above not in known:
                known.add(above)
                todo.append(above)
    return known


@cache
def _table() -> _Table:
    path = files("copydesk") / "models" / "wordnet" / "words.tsv.gz"
    table = _Table({}, {}, {}, {}, {})
    pairs: dict[str, dict[str, set[str]]] = {"opposite": defaultdict(set), "derived": defaultdict(set)}
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        kind, part, key, value = line.split("\t")
        if kind == "form":
            table.senses[key, part] = tuple(map(int, value.split()))
        elif kind in pairs:
            pairs[kind][key].add(value)
            pairs[kind][value].add(key)
        else:
            (table.above if kind == "above" else table.similar)[int(key)] = tuple(map(int, value.split()))
    table.opposite.update({form: frozenset(others) for form, others in pairs["opposite"].items()})
    table.derived.update({form: frozenset(others) for form, others in pairs["derived"].items()})
    return table
