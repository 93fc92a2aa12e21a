"""The scorer of people: the gold answer scores 1, an empty one 0, a cruder and a finer one less."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "evals" / "people"))
from marked_persons import GoldDocument, GoldMention, half_of
from score_marked import Spans, end_to_end, gold_spans, score

TEXT = "Ann Lowe left. Lowe sang. Bo Lowe wept. She smiled."
DOCUMENT = GoldDocument(
    "one",
    TEXT,
    half_of("one"),
    (
        GoldMention((0, 8), (4, 8), "ann", "name"),
        GoldMention((15, 19), (15, 19), "ann", "name"),
        GoldMention((26, 33), (29, 33), "bo", "name"),
        GoldMention((40, 43), (40, 43), "ann", "pronoun"),
    ),
)


def figure(spans: Spans, name: str = "given names") -> float:
    return score("gum-news", [DOCUMENT], spans, spans)[name]["F1"]


def test_the_gold_scores_one_and_no_answer_little() -> None:
    names = gold_spans([DOCUMENT], ("name",))
    assert figure(names) == figure(names, "end to end") == 1
    assert figure(gold_spans([DOCUMENT], ("name", "pronoun")), "all wordings") == 1
    assert figure({}, "end to end") == 0
    assert figure({}) == pytest.approx(0.8)  # three persons of their own: precision 1, recall 2/3
    assert figure(names, "all wordings") < 1


def test_joining_two_and_tearing_one_both_cost() -> None:
    joined: Spans = {"one": [((0, 8), "x"), ((15, 19), "x"), ((26, 33), "x")]}
    torn: Spans = {"one": [((0, 8), "x"), ((15, 19), "y"), ((26, 33), "z")]}
    assert figure(joined) == pytest.approx(5 / 7)
    assert figure(torn) == pytest.approx(0.8)


def test_what_the_gold_lacks_and_what_is_no_name() -> None:
    spans: Spans = {"one": [*gold_spans([DOCUMENT], ("name",))["one"], ((9, 13), "left"), ((20, 24), "Sang")]}
    assert len(end_to_end([DOCUMENT], spans)) == 3  # "left" and "sang" begin in lower case
    shouted = DOCUMENT._replace(text=TEXT.replace("left", "Left"))
    assert score("gum-news", [shouted], spans, spans)["end to end"]["P"] == pytest.approx(3 / 4)
