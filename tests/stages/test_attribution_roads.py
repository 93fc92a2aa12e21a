"""The roads behind one interface, and what a marking becomes."""

import sys

import pytest

from copydesk.errors import MissingExtra
from copydesk.stages.attribution import check_road, find_attributions
from copydesk.stages.attribution.findings import collect
from copydesk.stages.attribution.grammar import read
from copydesk.stages.attribution.marking import Marking, finding_of
from tests.build import article, parse


def reading_of(text):
    one = article(text)
    return read(one, parse(one), {})


def tokens(reading, words):
    """Return the indices of the first place where `words` stand."""
    start = reading.article.text.index(words) if words else 0
    return tuple(reading.between(start, start + len(words)))


def made(text, cue, source, content):
    reading = reading_of(text)
    marking = Marking(tokens(reading, cue), tokens(reading, source), tokens(reading, content), 0.9)
    return reading, finding_of(reading, marking, collect(reading), "light")


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        (
            "Mayor Ann Bell denied that the bridge was shut.",
            ("denied", "Mayor Ann Bell", "that the bridge was shut"),
            ("clause", "denies", "Bell"),
        ),
        ("Ann Bell mooed over the bridge.", ("mooed", "Ann Bell", "over the bridge"), ("light", "unlisted", "Bell")),
        ("Ann Bell’s denial of theft was long.", ("denial", "Ann Bell’s", "of theft"), ("of", "denies", "Bell")),
        ("The bridge is shut for good.", ("", "", "The bridge is shut"), ("light", "says", None)),
        ("Ann Bell, who mooed over it, left.", ("mooed", "who", "over it"), ("light", "unlisted", "Bell")),
    ],
)
def test_a_marking_becomes_a_finding(text, parts, expected):
    reading, finding = made(text, *parts)
    speaker = None if finding.speaker is None else reading.tokens[finding.speaker].text
    assert (finding.rule, finding.cue.sense.meaning, speaker) == expected


def test_a_quotation_that_fills_the_content_is_named():
    _, whole = made("Ann Bell said: “It is shut.”", "said", "Ann Bell", "It is shut.")
    _, half = made("Ann Bell said: “It is shut.”", "said", "Ann Bell", "It is")
    assert (whole.quotes, half.quotes) == ([0], [])


@pytest.mark.parametrize("road", ["rules", "light"])
def test_a_road_finds_what_is_said_plainly(road):
    one = article("Ann Bell said that the bridge would close.")
    _, found = find_attributions(one, parse(one), (), thorough=True, road=road)
    assert [one.words_of(f.content_spans[0]) for f in found] == ["that the bridge would close"]


def test_a_road_whose_packages_are_missing_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "copydesk.stages.attribution.accurate", None)
    with pytest.raises(MissingExtra, match=r"pip install 'copydesk\[accurate\]'"):
        check_road("accurate")
