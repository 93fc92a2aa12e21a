"""What `copydesk.wordnet` answers about words."""

from __future__ import annotations

import pytest

from copydesk import wordnet


@pytest.mark.parametrize(
    ("one", "two", "part", "same"),
    [
        ("start", "begin", "v", True),
        ("call off", "cancel", "v", True),
        ("buy", "purchase", "v", True),
        ("buy", "sell", "v", False),
        ("attorney", "lawyer", "n", True),
        ("attorney", "judge", "n", False),
        ("big", "large", "a", True),
        ("start", "no such word", "v", False),
    ],
)
def test_share_sense(one: str, two: str, part: str, same: bool) -> None:
    assert wordnet.share_sense(one, two, part) is same
    assert wordnet.share_sense(two, one, part) is same


def test_opposites_and_derived_forms_go_both_ways() -> None:
    assert wordnet.are_opposite("accept", "reject") and wordnet.are_opposite("reject", "accept")
    assert not wordnet.are_opposite("accept", "take")
    assert wordnet.are_derived("decide", "decision") and wordnet.are_derived("decision", "decide")
    assert not wordnet.are_derived("decide", "provision")


def test_kinds() -> None:
    assert wordnet.is_kind("nurse", "person")
    assert wordnet.is_kind("senator", "politician")
    assert not wordnet.is_kind("politician", "senator")
    assert not wordnet.is_kind("harbour", "person")
    assert wordnet.kinds("no such word") == frozenset()
