"""Damaged and hostile pages end nothing: whatever a page holds is read, or told as the problem that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.records import Problem, SavedPage
from copydesk.stages.articles import find_articles, read_whole_page
from copydesk.stages.articles.source.taming import shorten, tame
from copydesk.stages.pages import read_pages
from tests.mutations import CHEAP, MUTATIONS, good_pages, make_mutants

GIVEN_UP = "could not be taken apart"
"""What the stage says where an error was caught: that may hide a fault of ours, so no mutant may come to it."""
MUTANTS = [mutant for mutant in make_mutants(good_pages(), range(0, 180)) if mutant.mutation in CHEAP]


@pytest.mark.parametrize("mutation", sorted(CHEAP))
def test_no_mutant_is_given_up(tmp_path: Path, mutation: str) -> None:
    for mutant in (mutant for mutant in MUTANTS if mutant.mutation == mutation):
        path = tmp_path / mutant.name
        path.write_bytes(mutant.content)
        for read in read_pages([path]):
            problems = (read,) if isinstance(read, Problem) else find_articles(read)[1]
            assert not [problem.reason for problem in problems if GIVEN_UP in problem.reason], mutant.name
            if isinstance(read, SavedPage):
                read_whole_page(read)


def test_a_mutant_is_the_same_in_any_run() -> None:
    pages = good_pages()
    assert next(make_mutants(pages, range(7, 8))) == list(make_mutants(pages, range(0, 8)))[7]
    assert set(MUTATIONS) > CHEAP


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("<div>" * 190 + "The pier shut." + "</div>" * 190 + "<p>So it was." * 5_000, None),
        ("<div><p>The pier shut.</div>" * 4_000, None),
        ("<img src='data:" + "x" * 50_000 + "'><p>The pier shut.", None),
        ("<div data='" + "a 1 " * 9_000 + "'><p>The pier shut.", None),
        ("<b>" * 5_000 + "The pier shut.", "4,500 tags that stand more than 500 deep in others of their name"),
        ("<i>a</i>" * 50_000 + "The pier shut.", "what follows the first 20,000 tags"),
        ("<div " + "ab=c " * 9_000 + "><p>The pier shut.", "the attributes of 1 tags of more than 20,000 characters"),
        ("<script>" + "a" * 50_000 + "</script><p>The pier shut.", None),
        ("<p>" + "桟橋が閉鎖された" * 2_000, None),
        ("<p>The pier " + "“" * 50_000 + " shut.", "1 words of more than 10,000 characters"),
        ("7" * 50_000 + "<p>The pier shut.", "1 words of more than 10,000 characters"),
        ("<p>" + "The pier shut. " * 20_000, "the end of 1 lines of more than 200,000 characters"),
    ],
)
def test_only_monstrous_markup_is_cut(source: str, left_out: str | None) -> None:
    tamed, told = tame(source)
    assert told == left_out
    assert (tamed == source) == (left_out is None)
    assert len(tamed) <= len(source)


@pytest.mark.parametrize(
    ("text", "shortened", "left_out"),
    [
        ("The pier shut.\n" * 14_000, "The pier shut.\n" * 14_000, None),
        ("桟橋が閉鎖された" * 2_000, "桟橋が閉鎖された" * 2_000, None),
        ("It " + "-" * 50_000 + " shut.", "It \ufffd shut.", "1 words of more than 10,000 characters"),
        ("It shut.\n" * 15_002, ("It shut.\n" * 15_000)[:-1], "what follows the first 15,000 lines"),
        (
            "It is " * 40_000,
            ("It is " * 33_334)[:200_000] + "\ufffd",
            "the end of 1 lines of more than 200,000 characters",
        ),
    ],
)
def test_only_monstrous_text_is_cut(text: str, shortened: str, left_out: str | None) -> None:
    assert shorten(text) == (shortened, left_out)
