"""What a clause says, reduced to what can be compared: predicate, modality, negation, numbers."""

from __future__ import annotations

import pytest

from copydesk.records import Passage, Span
from copydesk.stages.claims.bounds import count_people
from copydesk.stages.claims.clauses import find_clauses
from copydesk.stages.claims.copying import to_b
from copydesk.stages.claims.names import outlet_key
from copydesk.stages.claims.numbers import read_numbers, read_numerals
from copydesk.stages.claims.outlets import told_outlet
from copydesk.stages.claims.people import People, Speaker, mentions_by_article, read_known
from copydesk.stages.claims.verdicts import join_names, spell
from copydesk.stages.claims.words import group_of
from copydesk.stages.entities import resolve_entities
from tests.build import article, draft, parse
from tests.stages.test_claims import unnamed


def clauses(text):
    parsed = parse(article(text))
    return parsed, [clause for sentence in parsed.sentences for clause in find_clauses(parsed, sentence)]


@pytest.mark.parametrize(
    ("text", "predicate", "modality", "negated"),
    [
        ("The mayor resigned.", "resign", "actual", False),
        ("The mayor offered to step down.", "resign", "offer", False),
        ("The mayor has threatened to quit.", "resign", "threat", False),
        ("The mayor would be willing to resign.", "resign", "conditional", False),
        ("The mayor might resign.", "resign", "possible", False),
        ("The mayor is not going to resign.", "resign", "plan", True),
        ("The mayor has no intention of stepping down.", "resign", "plan", True),
        ("The mayor is not stepping down.", "resign", "progressive", True),
        ("The mayor refused to resign.", "resign", "actual", True),
        ("The mayor not only resigned in March.", "resign", "actual", False),
        ("No minister resigned.", "resign", "actual", True),
        ("Neither of the ministers resigned.", "resign", "actual", True),
        ("Most of the ministers resigned.", "resign", "actual", False),
        ("There is no letter.", "exist", "actual", True),
        ("The mayor has offered nobody a job.", "job", "offer", True),
        ("The mayor proposed her resignation.", "resign", "offer", False),
        ("The ferry company is in talks to buy a rival.", "buy", "talks", False),
        ("The harbour is not for sale.", "sell", "actual", True),
        ("The mayor is to resign on Monday.", "resign", "plan", False),
        ("The mayor is not to resign.", "resign", "plan", True),
        ("The mayor took the clerk into custody.", "arrest", "actual", False),
        ("The mayor was frustrated with the council.", "anger", "actual", False),
        ("The mayor has confidence in the clerk.", "confidence", "actual", False),
    ],
)
def test_a_clause_is_read_down_to_what_is_done(text, predicate, modality, negated):
    _, found = clauses(text)
    assert [(one.predicate, one.modality, one.negated) for one in found] == [(predicate, modality, negated)]


@pytest.mark.parametrize(
    ("text", "subject", "object_"),
    [
        ("The mayor fired the clerk.", "mayor", "clerk"),
        ("The clerk was fired by the mayor.", "mayor", "clerk"),
        ("The clerk was fired.", None, "clerk"),
        ("The blast killed twelve miners.", "blast", "miners"),
        ("Twelve miners died in the blast.", None, "miners"),
        ("Mayor arrested on suspicion of fraud.", None, "Mayor"),
    ],
)
def test_who_does_it_and_to_whom(text, subject, object_):
    parsed, found = clauses(text)
    words = [[parsed.tokens[i].text if i is not None else None for i in (one.subject, one.object)] for one in found]
    assert words == [[subject, object_]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 12 miners.", {("object", "12")}),
        ("Thirty-four people died.", {("object", "34")}),
        ("Two clerks resigned.", {("subject", "2")}),
        ("The firm paid $4.2bn for the harbour.", {("object", "4200000000")}),
        ("The firm sold 3 million tickets.", {("object", "3000000")}),
        ("The 59-year-old clerk resigned.", set()),
    ],
)
def test_numbers_say_what_they_count(text, expected):
    parsed, found = clauses(text)
    assert read_numbers(read_numerals(parsed, ()), parsed.tokens, found[0]) == expected


def test_synonyms_share_a_group_and_other_words_are_their_own():
    assert group_of("quit") == group_of("step down") == group_of("resignation")
    assert group_of("Lighthouse") == "lighthouse"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("The Harbour Gazette", "harbour gazette", True),
        ("Gazette.com", "the Gazette", True),
        ("XYZ News", "XYZ", True),
        ("Radio Orrin 98.1 FM", "Radio Orrin", True),
        ("Channel 24", "Channel", False),
        ("Harbour Gazette", "Valley Gazette", False),
        ("Sky Blue News", "Sky Blue", False),
    ],
)
def test_names_of_outlets_are_levelled(one, two, same):
    assert (outlet_key(one) == outlet_key(two)) == same


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She will go, a clerk told The Dunbar Lantern on Monday.", "Dunbar Lantern"),
        ("She will go, a clerk told the Valley Herald.", "Valley Herald"),
        ("She will go, a clerk told Boris Kell.", None),
        ("She will go, a clerk told the council.", None),
    ],
)
def test_the_outlet_that_somebody_told(sentence, expected):
    assert told_outlet(sentence, frozenset({"valley herald"})) == expected


@pytest.mark.parametrize(
    ("description", "count", "expected"),
    [
        ("two people close to the mayor", 2, (2, 2)),
        ("a person familiar with the talks", None, (1, 1)),
        ("one of the officials", None, (1, 1)),
        ("officials", None, (1, None)),
        ("prosecutors", None, (1, None)),
        ("officials briefed on the talks", None, (2, None)),
        ("several of the mayor's allies", None, (2, None)),
        ("people in the room", None, (2, None)),
    ],
)
def test_how_many_people_an_unnamed_source_is(description, count, expected):
    assert count_people(unnamed(description, count)) == expected


def test_a_place_is_carried_over_through_the_edits_of_a_copy():
    from copydesk.records import Edit

    edit = Edit(op="replace", a_span=Span(4, 7), b_span=Span(14, 20), before="one", after="eleven")
    passage = Passage(a="a", b="b", a_span=Span(0, 20), b_span=Span(10, 33), similarity=0.9, edits=(edit,), rule="test")
    assert [to_b(passage, at) for at in (0, 4, 7, 20)] == [10, 14, 20, 33]


def test_sentences_of_a_verdict_read_well():
    assert [spell(1, "newsroom"), spell(3, "person", "people")] == ["one newsroom", "three people"]
    assert join_names(["A", "B", "C"]) == "A, B and C"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ms. Ada Finch spoke first. Mr. Owen Brandt answered. She left the meeting early.", "Ada Finch"),
        ("Mr. Owen Brandt spoke first. Ms. Ada Finch answered. He left the meeting early.", "Owen Brandt"),
        ("Mr. Owen Brandt met the council. She left the meeting early.", None),
    ],
)
def test_a_pronoun_never_stands_for_a_person_of_the_other_sex(text, person):
    one = article(text)
    parsed = parse(one)
    pile = draft(one, entities=resolve_entities((one,), {one.id: parsed}))
    people = People(parsed, mentions_by_article(pile)[one.id], read_known(pile))
    for sentence in parsed.sentences[:-1]:
        people.close(sentence)
    (clause,) = find_clauses(parsed, parsed.sentences[-1])
    names = {entity.id: entity.name for entity in pile.entities}
    assert names.get(people.arguments(clause, Speaker(None, False)).subject or "") == person


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("The council ordered the bridge closed on Friday.", "bridge"),
        ("The mayor wants the dam emptied.", "dam"),
        ("The mayor knows the dam leaked.", None),
    ],
)
def test_what_is_to_become_of_a_thing_is_part_of_the_clause(text, object_):
    parsed, found = clauses(text)
    objects = [parsed.tokens[clause.object].text if clause.object is not None else None for clause in found]
    assert objects[0] == object_
    assert (len(found) == 1) == (object_ is not None)
