"""Entities: who is named where, across pages."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Article, Entity, Span
from copydesk.stages.entities import resolve_entities
from copydesk.stages.entities.candidates import Candidate
from copydesk.stages.entities.kinds import decide_kinds
from copydesk.stages.entities.scan import Found
from copydesk.stages.entities.things import resolve_things
from tests.build import article, parse

GAZETTE = (
    "Trade Minister Olga Brandt met the harbour workers on Monday. Mr. Velasco, their lawyer, was there too.\n"
    "Brandt told reporters that the talks went well. Michael Velasco declined to comment.\n"
    "“We will not move,” Mike Velasco said later. The trade minister left before noon."
)


def resolve(*texts: str, date: str | None = None) -> tuple[tuple[Entity, ...], dict[str, str]]:
    articles = [article(text, f"page{i}", date=date) for i, text in enumerate(texts)]
    return resolve_all(articles), {one.id: one.text for one in articles}


def resolve_all(articles: list[Article]) -> tuple[Entity, ...]:
    return resolve_entities(articles, {one.id: parse(one) for one in articles})


def person(entities: tuple[Entity, ...], name: str) -> Entity:
    found = [e for e in entities if e.kind == "person" and name in (e.name, *e.aliases)]
    assert len(found) == 1, [(e.name, e.aliases) for e in entities]
    return found[0]


def printed(entity: Entity, texts: dict[str, str]) -> list[str]:
    return [texts[m.article][m.span.start : m.span.end] for m in entity.mentions]


def names(entities: tuple[Entity, ...], kind: str = "person") -> list[str]:
    return sorted(entity.name for entity in entities if entity.kind == kind)


def test_names_titles_and_nicknames_are_one_person() -> None:
    entities, texts = resolve(GAZETTE)
    brandt, velasco = person(entities, "Olga Brandt"), person(entities, "Michael Velasco")
    assert printed(brandt, texts) == ["Olga Brandt", "Brandt", "The trade minister"]
    assert [m.form for m in brandt.mentions] == ["name", "name", "title"]
    assert "Mike Velasco" in velasco.aliases and "Mr. Velasco" in velasco.aliases
    assert [role.title for role in brandt.roles] == ["trade minister"]


def test_the_order_of_the_pages_does_not_matter() -> None:
    texts = [GAZETTE, "Velasco lost.\nBrandt won.", "Olga Brandt sang.", "Olga Brant, the trade minister, slept."]
    articles = [article(text, f"page{i}") for i, text in enumerate(texts)]
    wanted = resolve_all(articles)
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert resolve_all(articles) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Rain.",
        "On Monday it rained for 12 hours.",
        "Prices rose 3 percent in May.",
        "A spokesman for the ministry declined to comment.",
        "The president of the club left early, and the mayor stayed.",
    ],
)
def test_days_quantities_and_lone_titles_are_nobody(text: str) -> None:
    assert resolve(text)[0] == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # father and son, husband and wife, two of one surname
        ("Walter Dunmore opened the bridge. His son, Walter Dunmore Jr., cut the ribbon.", ["Walter Dunmore", "Walter Dunmore Jr."]),
        ("Hanna Lowell and Peter Lowell both ran for mayor. Hanna Lowell won.", ["Hanna Lowell", "Peter Lowell"]),
        # a title is no part of the name, and a name that is a title too is no title
        ("Attorney General Ruth Calloway spoke. Charlie King, a farmer, and Ann Sloane listened.", ["Ann Sloane", "Charlie King", "Ruth Calloway"]),
        # particles, hyphens, accents
        ("Piet van der Hoeven resigned. Van der Hoeven had been ill. Mr. van der Hoeven left.", ["Piet van der Hoeven"]),
        ("José Quintanilla spoke in Lima. Jose Quintanilla had flown in. Quintanilla left.", ["José Quintanilla"]),
        # streets, funds and firms named for somebody are nobody
        ("Ruth Calloway lives in Calloway Street and runs the Calloway Foundation.", ["Ruth Calloway"]),
        ("Jean-Luc Marchetti and Ann Sloane signed. Ms. Sloane left.", ["Ann Sloane", "Jean-Luc Marchetti"]),
        ("Robert “Birdie” Cole spoke on Monday. Cole was tired.", ["Robert “Birdie” Cole"]),
        # the family name first
        ("Kim Seo-yun met Zhao Wen in Lima. Mr. Zhao smiled. Kim left.", ["Kim Seo-yun", "Zhao Wen"]),
        ("Sir Peter Finch met Ann Sloane in Lima. Sir Peter left.", ["Ann Sloane", "Peter Finch"]),
        # initials
        ("Walter B. Dunmore spoke first. Walter Dunmore was tired. W. Dunmore signed.", ["Walter Dunmore"]),
    ],
)  # fmt: skip
def test_who_is_told_apart_and_who_is_not(text: str, expected: list[str]) -> None:
    found = names(resolve(text)[0])
    assert found == expected or [name.replace(" B.", "") for name in found] == expected


def test_a_family_name_is_found_everywhere_and_not_inside_other_names() -> None:
    entities, texts = resolve(
        "Ruth Calloway spoke on Monday.\nCritics said Calloway’s plan was late. Port Calloway is far away.",
        "Voters trust Calloway. The callow youth, they said, do not.",
    )
    assert printed(person(entities, "Ruth Calloway"), texts).count("Calloway") == 2


def test_a_family_name_tagged_as_a_word_counts_in_front_of_a_verb() -> None:
    entities, texts = resolve("Sen. Ann Sloane spoke. Sloane left.")
    assert printed(person(entities, "Ann Sloane"), texts) == ["Ann Sloane", "Sloane"]
    entities, texts = resolve("Sen. Ann Price spoke. The price of oil and the price of gas fell. Price rises hurt.")
    assert printed(person(entities, "Ann Price"), texts) == ["Ann Price"]


def test_courtesy_titles_part_a_couple() -> None:
    entities, texts = resolve(
        "Dora Whitlock and her husband, Simon Whitlock, arrived on Friday. Mrs. Whitlock spoke. Mr. Whitlock did not."
    )
    assert printed(person(entities, "Dora Whitlock"), texts) == ["Dora Whitlock", "Whitlock"]
    assert printed(person(entities, "Simon Whitlock"), texts) == ["Simon Whitlock", "Whitlock"]


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ("Council chief Tomas Kowalczyk won. Kowalczyk thanked his staff. Kowalczik then left.", True),
        ("Council chief Tomas Kowalczyk won. Tomas Kowalczyk cheered. Kowalski then left.", False),
        ("Council chief Tomas Kowalczyk won. Kowalczik then left. Mr. Kowalczik and Jan Kowalczik were angry.", False),
    ],
)
def test_a_slip_of_the_keyboard_is_joined(text: str, is_joined: bool) -> None:
    kowalczyk = person(resolve(text)[0], "Tomas Kowalczyk")
    assert ("Kowalczik" in kowalczyk.aliases) is is_joined
    assert (kowalczyk.rule == "entities.misspelt") is is_joined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ruth Calloway spoke. The president looked tired.", ["The president"]),
        ("President Ruth Calloway spoke. The president of the rowing club looked tired.", []),
        ("President Ruth Calloway spoke. The vice president looked tired.", []),
        ("President Ruth Calloway spoke. President Peter Finch did not. The president looked tired.", []),
        ("President Ruth Calloway met former President Peter Finch. The president looked tired.", ["The president"]),
        ("Former Mayor Ruth Calloway spoke. The former mayor looked tired.", ["The former mayor"]),
    ],
)
def test_a_title_stands_for_its_one_holder(text: str, expected: list[str]) -> None:
    entities, texts = resolve(text)
    calloway = person(entities, "Ruth Calloway")
    assert [texts[m.article][m.span.start : m.span.end] for m in calloway.mentions if m.form == "title"] == expected


def test_organisations_and_places_under_their_forms() -> None:
    entities, _ = resolve(
        "The Department of Justice sued in the U.S. on Friday.\nThe Justice Department won. The United States lost.\n"
        "The North Harbour Trade Council met in Chicago. NHTC members cheered the NHTC.",
    )
    justice = next(e for e in entities if "Department of Justice" in (e.name, *e.aliases))
    assert "Justice Department" in (justice.name, *justice.aliases) and justice.kind == "organization"
    states = next(e for e in entities if e.name == "United States")
    assert states.kind == "place" and "U.S." in states.aliases


KINDS = [
    # the word in front tells
    ("Ann Sloane works at the firm Marsh Bellamy in Lima.", "Marsh Bellamy", "organization"),
    ("The Harlow Courant reported the sale. The Harlow Courant had it first.", "Harlow Courant", "organization"),
    ("She keeps cows near Alder Mowbray.", "Alder Mowbray", "place"),
    # the words behind tell
    ("They sued Havenlink, which owns the port. They like Havenlink. Havenlink paid.", "Havenlink", "organization"),
    ("Karvane Dell, which owns the port, was sued.", "Karvane Dell", "organization"),
    ("The strike could end on Monday, Ravinesh Prasad, the general secretary of the Mill and Cane Workers’ Union, said.", "Ravinesh Prasad", "person"),
    ("The strike will end on Monday, Ravinesh Prasad, the union's general secretary, told the Courier.", "Ravinesh Prasad", "person"),
    # a body keeps its kind behind a title and where a country's name is a first name too
    ("Ann Sloane, the leader of the opposition Harbour Party, spoke. The Harbour Party lost.", "Harbour Party", "organization"),
    ("He joined the Kenya Navy in 1989. The Kenya Navy sent two boats.", "Kenya Navy", "organization"),
    # a title that goes on behind the name is no part of it; a word is no name
    ("Transport Cabinet Secretary Ann Sloane spoke.", "Transport Cabinet", None),
    ("Farmers were paid. The farmers and other farmers said so. Farmers cheered.", "Farmers", None),
    # a ship is nobody
    ("The MV Calloway sank on Monday. The MV Calloway was old.", "MV Calloway", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_a_name_names(text: str, name: str, kind: str | None) -> None:
    found = {form: entity.kind for entity in resolve(text)[0] for form in (entity.name, *entity.aliases)}
    assert found.get(name) == kind


def test_the_first_word_of_a_firms_name_is_the_firm() -> None:
    seen = [
        (("Orbel", "Dairies"), "organization"),
        (("Orbel",), "person"),
        (("Lowe", "Farms"), "place"),
        (("Lowe",), "person"),
    ]
    forms = decide_kinds(Candidate(0, 1, words, kind, None, 1.0) for words, kind in [*seen, *seen])
    assert forms.kind_of(("Orbel",)) == "organization" and forms.kind_of(("Lowe",)) == "person"


def test_a_dateline_names_a_place() -> None:
    text = "DUNMARSH —\nThe yard at Dunmarsh closed. Dunmarsh wept."
    one = article(text)
    dateline = replace(one.blocks[0], role="dateline")
    entities = resolve_all([replace(one, blocks=(dateline, *one.blocks[1:]))])
    assert names(entities, "place") == ["Dunmarsh"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Council chief Tomas Kowalczyk won. Kowalczyk was glad. Kowalczik then left.", "Kowalczik: one letter from Kowalczyk"),
        ("Michael Velasco spoke. “No,” Mike Velasco said. Mr. Velasco left.", "Mike Velasco: Mike and Michael are one name"),
        ("Walter Dunmore spoke first. Dunmore was tired. W. Dunmore signed.", "W. Dunmore: an initial for the first name"),
        ("Walter Dunmore spoke. Mr. Dunmore left.", None),
    ],
)  # fmt: skip
def test_a_name_spelt_otherwise_comes_with_its_reason(text: str, reason: str | None) -> None:
    assert [why for entity in resolve(text)[0] for why in entity.joined] == ([reason] if reason else [])


def test_a_junior_is_joined_by_his_office_and_not_by_his_name() -> None:
    first = "Vice President Walter Dunmore Jr. left Lima on Monday. Dunmore was tired."
    assert names(resolve(first, "Vice President Walter Dunmore laughed.")[0]) == ["Walter Dunmore Jr."]
    assert len(names(resolve(first, "Walter Dunmore, a farmer, laughed.")[0])) == 2


def test_a_platform_behind_a_word_is_nobodys_family_name() -> None:
    text = "Wilam Twitter said that she was gone. He posted it on Twitter."
    entities, _ = resolve(text)
    assert not [one.name for one in entities if one.kind == "person"]


def test_a_place_with_a_first_name_stays_a_place() -> None:
    entities, _ = resolve("Protests in Charlotte went on.\nThe mayor of Charlotte, N.C., left Charlotte on Friday.")
    assert names(entities, "place").count("Charlotte") == 1 and names(entities) == []


def test_a_firm_and_its_short_name_are_one() -> None:
    def found(start: int, *words: str) -> Found:
        span = Span(start, start + len(" ".join(words)))
        return Found("a", start, start + len(words), span, words, " ".join(words), "organization", None, start, False)

    things = resolve_things([found(0, "Orbel", "Group"), found(20, "Orbel"), found(40, "Orbelin")])
    assert sorted(sorted(thing.names) for thing in things) == [["Orbel", "Orbel Group"], ["Orbelin"]]
    things = resolve_things([found(0, "Harbour", "Paper", "NV"), found(20, "Harbour", "Paper"), found(40, "NV")])
    assert sorted(sorted(thing.names) for thing in things) == [["Harbour Paper", "Harbour Paper NV"], ["NV"]]


SENTENCES = st.sampled_from(
    [
        "Trade Minister Olga Brandt met Mr. Velasco.",
        "Brandt’s aide, Peter Finch, left.",
        "“No,” Finch said.",
        "The trade minister, 44, laughed",
        "VELASCO WINS AGAIN",
        "é – Jr.",
        "Peter Finch Jr. is the mayor of Lima.",
        "Ms. Brandt/Reuters",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=4), st.lists(SENTENCES, max_size=2))
def test_every_span_holds_a_name_and_every_reference_an_entity(first: list[str], second: list[str]) -> None:
    entities, texts = resolve("\n".join(first), "\n".join(second) or "Rain.")
    ids = {entity.id for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        assert entity.mentions and entity.mentions == tuple(
            sorted(set(entity.mentions), key=lambda m: (m.article, m.span))
        )
        for mention in entity.mentions:
            text = texts[mention.article][mention.span.start : mention.span.end]
            assert text and text == text.strip()
            assert mention.form == "title" or " ".join(text.split()).casefold() in {
                name.casefold() for name in (entity.name, *entity.aliases)
            }
        for part in (*entity.roles, *entity.relations):
            assert part.evidence
        assert {relation.entity for relation in entity.relations} <= ids - {entity.id}
