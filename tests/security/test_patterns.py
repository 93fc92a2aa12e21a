"""No regular expression of ours runs away on text made to slow it down; `scripts/check_patterns.py` looks for squares too."""

import re
from typing import Any

import pytest

from tests.security.patterns import find_patterns, find_runaways, find_slow, parser

RUNAWAYS = [r"(a+)+b", r"(\w|\d)*:", r"(?:[A-Z]\w*[ ,]*){1,6}\.$"]
SLOW = [r"\s+$", r"\S+@\w"]
LINEAR = [r"\bthe \w+", r"(?<!\s)\s++$", r"^\s*+x", r"(?m)^[^\n]++$", r"(?:ab|cd){1,9}e"]


@pytest.mark.parametrize("slow", [*RUNAWAYS, *SLOW])
def test_the_search_finds_slow_patterns(slow):
    assert find_slow({re.compile(slow): "test"})


@pytest.mark.parametrize("linear", LINEAR)
def test_the_search_leaves_linear_patterns_alone(linear):
    assert find_slow({re.compile(linear): "test"}) == []


def test_no_pattern_of_ours_runs_away():
    patterns = find_patterns()
    assert len(patterns) > 400
    assert find_runaways(patterns) == []


def _possessive_groups(parsed: Any) -> list[Any]:
    """Return what a parsed pattern repeats possessively though it is more than one character."""
    found = []
    for operation, value in parsed:
        parts = [part for part in _parts(value) if isinstance(part, parser.SubPattern)]
        if str(operation) == "POSSESSIVE_REPEAT" and (
            len(parts[0]) != 1 or str(parts[0][0][0]) in ("SUBPATTERN", "BRANCH")
        ):
            found.append(parts[0])
        found += [one for part in parts for one in _possessive_groups(part)]
    return found


def _parts(value: Any) -> list[Any]:
    return [one for part in value for one in _parts(part)] if isinstance(value, (tuple, list)) else [value]


def test_possessive_groups_are_seen():
    assert all(
        _possessive_groups(parser.parse(one)) for one in (r"(?:ab|b)*+c", r"x(?:(?:ab)++|y)?", r"(?>(?:\w\s)++)")
    )
    assert not any(_possessive_groups(parser.parse(one)) for one in (r"\w++[ab]*+", r"(?>(?:a|b)*)c", r"(\w++)+"))


def test_groups_are_repeated_atomically():
    # Python before 3.11.5 repeats a possessive group wrongly.
    assert [pattern.pattern for pattern in find_patterns() if _possessive_groups(parser.parse(pattern.pattern))] == []
