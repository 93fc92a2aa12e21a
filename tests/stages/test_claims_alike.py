"""When two sentences are one claim, in other words too, and what a change between nearly equal wordings tells."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations

import pytest

from copydesk.records import Draft, Source
from copydesk.stages.claims import compare_sentences
from copydesk.stages.claims.alike import compare, days_differ, may_tell, numbers_differ
from copydesk.stages.claims.bounds import count_sources
from copydesk.stages.claims.changes import telling_change
from copydesk.stages.claims.edits import is_nearly
from copydesk.stages.claims.meanings import read_meanings
from copydesk.stages.claims.model import Origin, Word
from copydesk.stages.claims.outlets import find_party_keys
from copydesk.stages.claims.statements import find_statements
from tests.build import article, draft


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The harbour master resigned on Friday over the loans.",
            "On Friday the harbour master stepped down over loans.",
        ),
        (
            "Norvane knew about the faulty brakes since March.",
            "Since March, Norvane had been aware of the defective brakes.",
        ),
        (
            "Police arrested Daniel Moss at his home in Leeds.",
            "Daniel Moss was taken into custody at his house in Leeds.",
        ),
        ("Tessa Grant won with 54 percent of the vote.", "With 54 percent of votes, Tessa Grant was elected."),
        ("The storm cut power to 80,000 homes.", "Some 80,000 households were left without power by the storm."),
        ("Ada Hart beat Omar Diaz in the May vote.", "Omar Diaz was beaten by Ada Hart in the May vote."),
        ("In the end two boats won, according to Hart.", "According to Hart, two boats won in the end."),
        ("The guild said it would leave on Monday.", "The guild said it will leave on Monday."),
        ("The play will be staged in Riga in May.", "The play is to be staged in Riga in May."),
        ("The guild asked fans to stay away.", "The guild urged fans to stay away."),
        ("The guild ended the march on Monday.", "The guild finished the march on Monday."),
        ("The vessel carried 40 tonnes of fertiliser.", "The ship carried 40 tonnes of fertilizer."),
        ("He was considered the favourite for the job.", "He was seen as the favourite for the job."),
    ],
)
def test_the_same_in_other_words_is_the_same(one, two):
    assert compare_sentences(one, two) == "same"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ellen Ruiz sued Daniel Moss over the wall.", "Daniel Moss sued Ellen Ruiz over the wall."),
        ("Ellen Ruiz sued Daniel Moss over the wall.", "Ellen Ruiz sued Daniel Hale over the wall."),
        ("The plant will close in June.", "The plant will close in July."),
        ("The plant will close in June.", "The plant may close in June."),
        ("The plant has closed for good.", "The plant has not closed for good."),
        ("The board accepted the offer of the miners.", "The board rejected the offer of the miners."),
        ("At least 12 miners were hurt in the fire.", "At most 12 miners were hurt in the fire."),
        ("The miners waited nine years for the ruling.", "The miners waited seven years for the ruling."),
        ("The file held the records of 3.2 lakh patients.", "The file held the records of 32 lakh patients."),
        ("The plant will close in June.", "The plant is expected to close in June."),
        ("The board hopes to raise $3 million this year.", "The board raised $3 million this year."),
        ("The guild called for a march on Monday.", "The guild carried out a march on Monday."),
        ("The guild gave as much as $3 million.", "The guild gave at least $3 million."),
        ("The yard cut its debt to $3 million last year.", "The yard cut its debt by $3 million last year."),
        ("The guild guards 90 percent of the harbour's cranes.", "The guild guards 90 of the harbour's cranes."),
        ("The guild guards 90% of the harbour's cranes.", "The guild guards 90 of the harbour's cranes."),
        ("Ruiz ran the harbour office until the strike.", "Ruiz ran the harbour office since the strike."),
        ("Hart's lawyer said that Diaz forged it.", "Diaz's lawyer said that Hart forged it."),
        (
            "On Monday Sen. Ada Hart won over Omar Diaz in the May vote.",
            "On Monday Omar Diaz won over Ada Hart in the May vote.",
        ),
        ("The papers were sent by Ada Hart to Omar Diaz.", "The papers were sent by Omar Diaz to Ada Hart."),
        ("He allegedly took money from the mine.", "He took money from the mine."),
        ("The mayor was asked to explain the closure.", "The mayor explained the closure."),
        ("The guild was disloyal to the board in May.", "The guild was loyal to the board in May."),
        ("Nearly a third of the crew fell ill.", "More than a third of the crew fell ill."),
        ("The yard lost a quarter of its boats.", "The yard lost a third of its boats."),
        ("The guild gave Ruiz £2,000 for the boat.", "The guild gave Ruiz $2,000 for the boat."),
        ("The guild got $90 from two boats in May.", "The guild got $90 from each of two boats in May."),
        ("Many miners have joined the guild.", "Some miners have joined the guild."),
        ("A dozen miners were held near the harbour.", "Dozens of miners were held near the harbour."),
        ("Rents in Leeds rose 6 percent in May.", "Rents in Leeds rose to 6 percent in May."),
        ("The plant will close early this year.", "The plant will close early next year."),
        ("Officials learned of the leak in July.", "Officials learned of the leak last July."),
        ("The mayor said that he would go to Riga.", "The mayor said that she would go to Riga."),
        ("The mayor's wife owned the two boats.", "The mayor's brother owned the two boats."),
        ("The guild has refunded all the miners.", "The guild has yet to refund all the miners."),
        ("The mayor was praised by the miners in May.", "The mayor praised the miners in May."),
        ("The clerk who reported the mayor left town.", "The clerk whom the mayor reported left town."),
        ("Only two of the nine boats were safe.", "All but two of the nine boats were safe."),
        ("The deputy mayor closed the two boatyards.", "The mayor closed the two boatyards."),
        ("The board can order the guild to pay.", "The board ordered the guild to pay."),
        ("The yard is close to signing the two cooks.", "The yard has signed the two cooks."),
        ("The guild paid a fine for the two boats.", "The guild fought a fine for the two boats."),
    ],
)
def test_one_telling_change_makes_another_claim(one, two):
    assert compare_sentences(one, two) in ("altered", "contradicts", "denies")


def test_a_sign_and_its_word_are_one_number():
    one, two = (f"Turnout in Leeds was 34{sign} of all voters." for sign in ("%", " percent"))
    assert compare_sentences(one, two) == "same"


def test_two_things_said_of_one_person_are_two_claims():
    assert compare_sentences("Ellen Ruiz opened the new bridge.", "Ellen Ruiz owns a boat in Leeds.") == "other"


def words(text: str, **kinds: str) -> list[Word]:
    return [Word(kinds.get(word, ""), word, word, "" if word in kinds else "v") for word in text.split()]


@pytest.mark.parametrize(
    ("one", "two", "differs"),
    [
        ("ada sue boris over wall", "boris sue ada over wall", "role"),
        ("today ada sue boris over wall", "ada sue boris over wall today", None),
        ("board accept offer of miner", "board reject offer of miner", "negation"),
        ("ada lose to boris in vote", "ada be defeat by boris in vote", None),
        ("ada sue carla over wall", "ada sue boris over wall", "name"),
    ],
)
def test_what_a_word_by_word_change_tells(one, two, differs):
    kinds = dict.fromkeys(("ada", "boris", "carla"), "name")
    assert telling_change(words(one, **kinds), words(two, **kinds)) == differs


def test_nearly_the_same_needs_most_words_in_order():
    assert is_nearly(words("the old pier has burnt down"), words("the old pier burnt down"))
    assert not is_nearly(words("the old pier has burnt down"), words("a fire took it"))


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ({("dead", "12")}, {("dead", "12")}, False),
        ({("dead", "12")}, {("dead", "14")}, True),
        ({("dead", "12")}, {("ship", "2"), ("dead", "12")}, False),
        ({("dead", "12")}, {("person", "14")}, True),
        ({("dead", "12")}, set(), False),
    ],
)
def test_numbers_differ_where_each_side_has_one_that_the_other_lacks(one, two, differ):
    assert numbers_differ(one, two) is differ


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ({"2031-05-02"}, {"2031-05"}, False),
        ({"2031-05-02"}, {"2031-W18"}, False),
        ({"2031-05-02"}, {"2031-05-03"}, True),
        ({"XXXX-WXX-5"}, {"XXXX-WXX-4"}, True),
        ({"XXXX-WXX-5"}, {"2031-05-02"}, False),
        ({"XXXX-05-02"}, {"2031-05-02"}, False),
        ({"2031-05-02"}, set(), False),
    ],
)
def test_days_differ_where_none_may_be_the_same(one, two, differ):
    assert days_differ(one, two) is differ


def source(name: str, *, named: bool = False, **fields: object) -> Source:
    given = {"kind": "person", "name": name if named else None, "description": None if named else name, "rule": "test"}
    return Source(id=name, identification="named" if named else "anonymous", **{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "bounds"),
    [
        ([("gazette", "a clerk"), ("herald", "a nurse")], (1, 2)),
        ([("gazette", "a clerk"), ("gazette", "the person")], (1, 1)),
        ([("gazette", "a clerk"), ("herald", None)], (1, None)),
        ([("gazette", "Ada"), ("gazette", "Northwind")], (1, 1)),
        ([("gazette", "Ada"), ("gazette", "a clerk")], (2, 2)),
    ],
)
def test_bounds_of_the_people_behind_a_claim(told, bounds):
    known = [
        source("a clerk", count=1),
        source("a nurse", count=1),
        source("the person", count=1),
        source("Ada", named=True, speaks_for="e-northwind"),
        source("Northwind", named=True, kind="organization", entity="e-northwind"),
    ]
    origins = [Origin(room, room, one, False) for room, one in told]
    assert count_sources(origins, {one.id: one for one in known})[:2] == bounds


@pytest.mark.parametrize(
    ("text", "is_party"),
    [
        ("A spokeswoman for Northwind declined to talk.", True),
        ("Northwind's customers were not told.", True),
        ("The Northwind reported on Monday that the pier had burnt down.", False),
    ],
)
def test_whoever_is_spoken_for_is_no_newsroom(text, is_party):
    pile = draft(
        article("The pier is safe.", "one", outlet="Northwind"), article(text, "two", outlet="Harbour Gazette")
    )
    assert ("northwind" in find_party_keys(pile)) is is_party


def test_what_the_quick_bound_puts_apart_would_never_be_told(example_story):
    records = example_story.records
    names = {field.name for field in fields(records)} & {field.name for field in fields(Draft)} - {"articles"}
    statements = find_statements(draft(*records.articles, **{name: getattr(records, name) for name in names}))[:300]
    meanings = read_meanings(statements)
    told = missed = apart = 0
    for one, two in combinations(statements, 2):
        likeness, may = compare(one, two, meanings), may_tell(one, two, meanings, meanings.reach(two))
        told += likeness.same or likeness.differs is not None
        missed += not may and (likeness.same or likeness.differs is not None)
        apart += not may
    assert missed == 0
    assert told > 50
    assert apart > len(statements) * 20
