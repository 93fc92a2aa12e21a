"""One person under many names, two of one name: what the text around a name decides."""

from __future__ import annotations

import pytest

from tests.stages.test_entities import names, person, printed, resolve


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names that the parser cuts short or takes for something else
        ("Sgt. Anneke Lake spoke to reporters on Monday.", ["Anneke Lake"]),
        ("Amelia Knox-Ridley spoke. “No,” Knox-Ridley said.", ["Amelia Knox-Ridley"]),
        ("A. J. Corbin spoke to reporters on Monday.", ["A. J. Corbin"]),
        ("Park Joon-seo met the mayor. Park smiled.", ["Park Joon-seo"]),
        ("Don Weir met Dean Hollis in Leeds. Weir left.", ["Dean Hollis", "Don Weir"]),
        # no persons: a street, a church, a firm, a team
        ("The parade went down Ivy Lane and past Grace Lutheran Church.", []),
        ("Woman Killed in Harlow Hit-Run, Driver Charged\nThe driver was held on Monday.\nWoman Dies in Harlow, Driver Charged", []),
        ("Voters in Virginia Beach went home. Space Shuttle Columbia was lost.", []),
        # other names that the text gives
        ("Ines Belmonte, née Costa, was born in Lima. As Ines Costa she sang there.", ["Ines Belmonte"]),
        ("Joan Tilley, formerly Joan Farr, runs the school. Joan Farr was born here.", ["Joan Farr"]),
        ("Joan Tilley met Joan Farr, who runs the school.", ["Joan Farr", "Joan Tilley"]),
        ("Darren “Moose” Tully won the race. Moose thanked his mother.", ["Darren “Moose” Tully"]),
        ("Darren “The Moose” Tully won the race. Darren Tully thanked his mother.", ["Darren “The Moose” Tully"]),
        # named beside each other, two persons however alike
        ("Chris Marlow brought his wife, Christine Marlow.", ["Chris Marlow", "Christine Marlow"]),
        ("Frank Ruiz and his brother, Francis Ruiz, own the bar.", ["Francis Ruiz", "Frank Ruiz"]),
        ("Mr. Hall came early. Mrs. Hall came late.", ["Mr. Hall", "Mrs. Hall"]),
    ],
)  # fmt: skip
def test_who_is_a_person_and_who_are_two(text: str, expected: list[str]) -> None:
    assert names(resolve(text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # the relative in full, the other by office
        ("President Tabor spoke. Lena Tabor, his wife, smiled. President Tabor left.", "Lena Tabor", ["Lena Tabor"]),
        ("Lena Tabor, the mayor, spoke. Mayor Tabor left.", "Lena Tabor", ["Lena Tabor", "the mayor", "Tabor"]),
        ("President Ruth Krol met her uncle, former President Adam Krol. President Krol left.", "Ruth Krol", ["Ruth Krol", "Krol"]),
        # who can have said it
        ("Carl Denning drowned in 2011. Paula Denning wept. Denning said she would sail.", "Paula Denning", ["Paula Denning", "Denning"]),
        ("Carl Denning sang. Paula Denning wept. Denning said he would sail.", "Carl Denning", ["Carl Denning", "Denning"]),
        # a husband's full name with "Mrs."
        ("Nora Hall and her husband, Edwin Hall, left. The buyer wrote to Mrs. Edwin Hall.", "Nora Hall", ["Nora Hall", "Edwin Hall"]),
        # a family name that is a city, and the city
        ("Valerie Paris was born here. Paris claims that she left.", "Valerie Paris", ["Valerie Paris", "Paris"]),
        ("Valerie Paris was born in Paris. Paris claims that it won.", "Valerie Paris", ["Valerie Paris"]),
    ],
)  # fmt: skip
def test_whom_a_family_name_means(text: str, name: str, expected: list[str]) -> None:
    entities, texts = resolve(text)
    assert printed(person(entities, name), texts) == expected


def test_a_family_name_goes_to_whom_the_others_of_the_article_are_named_with() -> None:
    entities, texts = resolve(
        "Adam Brock, the governor, met Olga Brandt. Adam Brock left. Adam Brock slept. Adam Brock sang.",
        "Rudy Brock scored twice for coach Hugo Lindqvist.",
        "Hugo Lindqvist praised the striker. Brock was happy.",
    )
    assert "Brock" in printed(person(entities, "Rudy Brock"), texts)


@pytest.mark.parametrize(
    ("text", "is_past"),
    [
        ("Former mayor Ann Sloane voted no.", True),
        ("Then-candidate Ann Sloane voted no.", True),
        ("Ann Sloane, a retired judge, voted no.", True),
        ("Ann Sloane, once the mayor of Lund, voted no.", True),
        ("As mayor, Ann Sloane voted no.", False),
        ("Outgoing mayor Ann Sloane voted no.", False),
        ("Ann Sloane, mayor since 2019, voted no.", False),
    ],
)
def test_an_office_that_a_page_calls_former(text: str, is_past: bool) -> None:
    roles = person(resolve(text)[0], "Ann Sloane").roles
    assert [role.past for role in roles] == [is_past]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Sloane works for Harlow Bank.", "works for"),
        ("Ann Sloane was employed by Harlow Bank.", "works for"),
        ("Ann Sloane, who owns Harlow Bank, left.", "owner"),
        ("Ann Sloane founded Harlow Bank in 1998.", "founder"),
        ("Ann Sloane never worked for Harlow Bank.", None),
        ("Ann Sloane wants to work for Harlow Bank.", None),
        ("Ann Sloane would own Harlow Bank.", None),
        ("“Ann Sloane owns Harlow Bank,” he said.", None),
        ("Ann Sloane founded a club near Harlow Bank.", None),
    ],
)
def test_what_a_verb_says_that_somebody_is_to_a_body(text: str, kind: str | None) -> None:
    entities, texts = resolve(text)
    found = person(entities, "Ann Sloane").relations
    assert [relation.kind for relation in found] == ([kind] if kind else [])
    for relation in found:
        ref = relation.evidence[0]
        assert "Harlow Bank" in texts[ref.article][ref.span.start : ref.span.end]
