"""No regular expression of ours runs away on text made to slow it down; `scripts/check_patterns.py` looks for squares too."""

import re

import pytest

from tests.security.patterns import find_patterns, find_runaways, find_slow

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
