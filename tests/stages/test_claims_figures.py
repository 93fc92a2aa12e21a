"""Figures, denials and agencies: numbers compared whatever the verb, what answers a claim, whose reporting a page prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.stages.claims import find_claims
from copydesk.stages.claims.figures import find_figures, is_long_before
from copydesk.stages.claims.numbers import read_numerals
from copydesk.stages.claims.outlets import find_desks, read_press
from tests.build import article, parse
from tests.stages.test_claims import CONTENT, OFFICIALS, named, only, said, story, unnamed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 31 miners at Orrin.", [("dead", "people", "31")]),
        ("A barge sank off Orrin, killing at least 31 people.", [("dead", "people", "31")]),
        ("The death toll from the blast rose to 31 on Monday.", [("dead", "people", "31")]),
        ("More than 140 people were on board the barge.", [("aboard", "people", "140")]),
        ("The police examine the disappearance of £2.6m from the fund.", [("missing", "pound", "2600000")]),
        ("The auditors could not account for 2.6 million pounds.", [("missing", "pound", "2600000")]),
        ("The council paid 17 million florins for the bridge.", [("paid", "florin", "17000000")]),
        ("The 40 pilgrims at a hospital in Orrin were infected.", [("infected", "people", "40")]),
        ("Forty pilgrims of Saint Luke Hospital were infected.", [("infected", "people", "40")]),
        ("Forty pilgrims are in hospital.", [("injured", "people", "40")]),
        ("Three of the 13 have died.", []),
        ("The infected hospital bought 60 bottles.", []),
        ("Divers recovered 12 more bodies.", []),
        ("The barge is licensed to carry 60 passengers.", []),
        ("Ada Brandt, 54, visited survivors in hospital.", []),
        ("The 59-year-old mayor was arrested.", []),
        ("The council met three times in Orrin.", []),
    ],
)
def test_a_figure_is_told_by_the_words_round_the_number(text, expected):
    parsed = parse(article(text))
    found = [f for sentence in parsed.sentences for f in find_figures(read_numerals(parsed, ()), sentence)]
    assert [(f.kind, f.unit, f.value) for f in found] == expected


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        ("A barge sank off Orrin, killing at least 31 people.", "The death toll rose to 44.", "updates"),
        ("The death toll rose to 44.", "A barge sank off Orrin, killing at least 31 people.", "contradicts"),
        ("More than 140 people were on board.", "The barge was carrying around 90 people.", "contradicts"),
        (
            "The council paid 17 million florins for the bridge.",
            "Northwind received 9 million florins for the bridge.",
            "contradicts",
        ),
    ],
)
def test_other_figures_for_the_same_thing_are_linked(one, two, kind):
    claims, _ = find_claims(story(article(one, "one", date="2031-05-01"), article(two, "two", date="2031-05-03")))
    relations = {(r.kind, r.differs) for claim in claims for r in claim.relations}
    assert relations == {(kind, "number")}


@pytest.mark.parametrize(
    ("one", "two", "linked"),
    [
        ("Up to 60 stores of Northwind could close.", "No more than 25 stores of Northwind could close.", True),
        ("Up to 60 stores of Northwind could close.", "The shares of Northwind closed 14% higher.", False),
        ("Northwind sold 60 barges to Kell.", "Northwind sold 14 horses to Kell.", False),
    ],
)
def test_numbers_of_other_things_do_not_contradict(one, two, linked):
    claims, _ = find_claims(story(article(one), article(two, "two")))
    assert any(claim.relations for claim in claims) == linked


def test_the_words_round_a_figure_are_quoted_of_a_long_sentence():
    lines = (
        "The old ferry sank off Orrin in a storm on Monday night, killing at least 31 people of the town.",
        "In Orrin 44 people died.",
    )
    claims, _ = find_claims(story(article(lines[0]), article(lines[1], "two")))
    assert "another number (“killing at least 31 people" in only(claims, "44").verdict


def test_a_figure_keeps_its_own_kind_where_another_has_the_same_number():
    claims, _ = find_claims(story(article("Forty miners died."), article("Forty pilgrims were infected.", "two")))
    assert {claim.text: len(claim.assertions) for claim in claims} == {
        "Forty miners died": 1,
        "Forty pilgrims were infected": 1,
    }


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("£2.6m was missing from the fund.", "The police examine the disappearance of £2.6 million."),
        ("Northwind paid 17 million florins.", "The Gazette has put the sum at 17 million florins."),
    ],
)
def test_the_same_figure_is_one_claim(one, two):
    claims, _ = find_claims(story(article(one, "one"), article(two, "two")))
    assert max(len({a.ref.article for a in claim.assertions}) for claim in claims) == 2


@pytest.mark.parametrize(
    ("day", "first", "expected"),
    [
        ("2018-09-20", "2021-09-12", True),
        ("2021-08-30", "2021-09-12", False),
        ("2020", "2021-09-12", True),
        ("2021", "2021-09-12", False),
        ("2021-W36", "2021-09-12", False),
        ("2018-09-20", "", False),
    ],
)
def test_what_lies_long_before_the_story_is_background(day, first, expected):
    assert is_long_before(day, first) is expected


def test_a_denial_in_other_words_answers_the_claim_before_it():
    page = article(
        "Northwind is weighing a sale of its barges, two officials who were briefed on the matter said.\n"
        "A spokesman for Northwind denied that a sale was planned.\n"
        '"There is no buyer," the spokesman said.'
    )
    spokesman = unnamed("a spokesman for Northwind", 1)
    given = (
        said(page, "Northwind is weighing a sale of its barges", OFFICIALS),
        said(page, "that a sale was planned", spokesman, cue="denied", stance="denies"),
        said(page, "There is no buyer", spokesman),
    )
    claims, attributions = find_claims(story(page, sources=(OFFICIALS, spokesman), attributions=given))
    claim = only(claims, "weighing a sale")
    assert {relation.kind for relation in claim.relations} == {"denies"}
    assert len(claim.relations) == 2
    assert attributions[1].answers == claim.id
    assert "Denied by a spokesman for Northwind." in claim.verdict


def test_a_negated_remark_alone_denies_nothing():
    page = article(
        f"{CONTENT}, two officials who were briefed on the matter said.\n"
        'Boris Kell met reporters. "There is no letter in my office," Kell said.'
    )
    kell = named("Boris Kell")
    given = (said(page, CONTENT, OFFICIALS), said(page, "There is no letter in my office", kell))
    claims, _ = find_claims(story(page, sources=(OFFICIALS, kell), attributions=given))
    assert not any(claim.relations for claim in claims)


@pytest.mark.parametrize(
    ("line", "role", "expected"),
    [
        ("ORRIN (AFP) –", "dateline", "Agence France-Presse"),
        ("By Jo Vey, PA", "byline", "Press Association"),
        ("Sources: AFP, Valley Herald", "sources", None),
        ("By Jo Vey", "byline", None),
    ],
)
def test_a_page_that_prints_an_agency_carries_its_reporting(line, role, expected):
    page = article(f"{line}\nAda Brandt resigned.", outlet="Orrin Evening Crier")
    blocks = (replace(page.blocks[0], role=role), *page.blocks[1:])
    pile = story(replace(page, blocks=blocks))
    desk = find_desks(pile, read_press(pile))[page.id]
    assert (desk.outlet if desk.reports and desk.outlet != page.outlet else None) == expected
