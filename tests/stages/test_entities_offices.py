"""Offices of persons with their time, and the relations between persons."""

from __future__ import annotations

import pytest

from copydesk.stages.entities.dated import Term, read_day_in, read_term
from tests.stages.test_entities import person, resolve

ROLES = [
    ("The vice-chancellor, Ann Lowe, left.", "Ann Lowe", ("vice-chancellor", None, None)),
    ("Harbour Board chief Ann Sloane resigned.", "Ann Sloane", ("Harbour Board chief", None, None)),
    ("Sen. Ann Sloane voted no.", "Ann Sloane", ("senator", None, None)),
    ("AG Ann Sloane voted no.", "Ann Sloane", ("attorney general", None, None)),
    ("Former Harbour Minister Ann Sloane voted no.", "Ann Sloane", ("harbour minister", None, None)),
    ("Ann Sloane, the palace press secretary, told reporters to wait.", "Ann Sloane", ("palace press secretary", None, None)),
    ("Ann Sloane, a Justice Department spokeswoman, declined to comment.", "Ann Sloane", ("Justice Department spokeswoman", None, None)),
    ("The letter came from the campaign’s chief operating officer, Ann Sloane, on Monday.", "Ann Sloane", ("chief operating officer", None, None)),
    ("He met the Peruvian ambassador to Canada, Ann Sloane.", "Ann Sloane", ("Peruvian ambassador", None, None)),
    ("The governor decided to appoint Ann Sloane as special counsel.", "Ann Sloane", ("special counsel", None, None)),
    ("Ann Sloane was appointed chief justice in March 2015.", "Ann Sloane", ("chief justice", "2015-03", None)),
    ("Ann Sloane served as a senator from Jan. 3, 1997, to Feb. 8, 2017.", "Ann Sloane", ("senator", "1997-01-03", "2017-02-08")),
    ("Ann Sloane has been mayor since 4 May 2011.", "Ann Sloane", ("mayor", "2011-05-04", None)),
    ("Ann Sloane ran for office. She then accepted a job as the mayor and resigned from the post on Nov. 7, 2018.", "Ann Sloane", ("mayor", None, "2018-11-07")),
    ("Ann Sloane is now the governor’s chief of staff.", "Ann Sloane", ("chief of staff", None, None)),
    # what an office is held over
    ("Peter Finch, the Minister for Health, declined to comment.", "Peter Finch", ("minister for health", None, None)),
    ("Ann Sloane, the group's head of IT, turned off the alarms.", "Ann Sloane", ("head of IT", None, None)),
    ("The Minister for Justice, Ann Sloane, said the bill would pass.", "Ann Sloane", ("minister for justice", None, None)),
    ("Minister for Finance Peter Finch denied it.", "Peter Finch", ("minister for finance", None, None)),
    ("Ann Sloane, head of the port authority, said the pier was closed.", "Ann Sloane", ("head", None, None)),
    ("Ann Sloane, registrar of the court, signed the order.", "Ann Sloane", ("registrar", None, None)),
    # dates in running text
    ("Ann Sloane was mayor of Lima from 4 June 2012 to 31 December 2018.", "Ann Sloane", ("mayor", "2012-06-04", "2018-12-31")),
    ("Ann Sloane, a senator from 2001 to 2013, wrote the law.", "Ann Sloane", ("senator", "2001", "2013")),
    ("Ann Sloane, president of the union (2012-2018), spoke.", "Ann Sloane", ("president", "2012", "2018")),
    ("Peter Finch was finance minister until his resignation in March 2020.", "Peter Finch", ("finance minister", None, "2020-03")),
    ("Ann Sloane ran for office. Before that she was mayor from 2010 to 2012.", "Ann Sloane", ("mayor", "2010", "2012")),
    ("Ann Sloane, the museum director since 2014, said prices had risen since May 2020.", "Ann Sloane", ("museum director", "2014", None)),
    ("Ann Sloane became envoy on 3 May 2011, a year before she left.", "Ann Sloane", ("envoy", "2011-05-03", None)),
    # a date without its year, by the article's
    ("Ann Sloane took over as health minister on March 21.", "Ann Sloane", ("health minister", "2023-03-21", None)),
    ("Ann Sloane has been acting director since last October.", "Ann Sloane", ("director", "2022-10", None)),
    ("Ann Sloane was named head coach on Tuesday.", "Ann Sloane", ("head coach", "2023-05-16", None)),
    ("The board appointed Ann Sloane as chair on 3 March.", "Ann Sloane", ("chair", "2023-03-03", None)),
    ("Ann Sloane, who was fired as police chief last month, sued.", "Ann Sloane", ("police chief", None, "2023-04")),
    ("Ann Sloane, 32, a teacher from Lima, left.", "Ann Sloane", ("teacher", None, None)),
    # the office stands elsewhere than the date
    ("Police chief Peter Finch resigned on Monday.", "Peter Finch", ("police chief", None, "2023-05-15")),
    ("Police Chief Peter Finch spoke. Finch, who was sacked on Monday, was angry.", "Peter Finch", ("police chief", None, "2023-05-15")),
    ("Ann Sloane, envoy since 15 January 2018, resigned on 4 October 2021.", "Ann Sloane", ("envoy", "2018-01-15", "2021-10-04")),
    ("Ann Sloane became envoy in 2018. Mayor Peter Finch suspended her in March, and she resigned on 4 May.", "Ann Sloane", ("envoy", "2018", "2023-05-04")),
    ("Health Minister Ann Sloane took office on March 21.", "Ann Sloane", ("health minister", "2023-03-21", None)),
    ("Peter Finch has led the Harbour Board since June 2019.", "Peter Finch", ("leader", "2019-06", None)),
    ("Peter Finch, the chief executive, who has led the company since 2019, left.", "Peter Finch", ("chief executive", "2019", None)),
    ("Ann Sloane succeeded Peter Finch as chief executive in 2020.", "Ann Sloane", ("chief executive", "2020", None)),
    ("Ann Sloane succeeded Peter Finch as chief executive in 2020.", "Peter Finch", ("chief executive", None, None)),
    # said of somebody who stays
    ("Governor Ann Sloane would resign on Monday if asked.", "Ann Sloane", ("governor", None, None)),
    ("Governor Ann Sloane did not resign on Monday.", "Ann Sloane", ("governor", None, None)),
    ("Governor Ann Sloane left the city on Monday.", "Ann Sloane", ("governor", None, None)),
    ("Governor Ann Sloane spoke. “She resigned on Monday,” Peter Finch said.", "Ann Sloane", ("governor", None, None)),
    # a title in plain words
    ("Ann Sloane, a 41-year-old union steward, spoke.", "Ann Sloane", ("union steward", None, None)),
    ("Ex-harbour boss Ann Sloane voted no.", "Ann Sloane", ("harbour boss", None, None)),
    ("Harbour Board chief Ann Sloane spoke. The chief, Ann Sloane, left.", "Ann Sloane", ("Harbour Board chief", None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_offices_with_their_time(text: str, name: str, role: tuple[str, str | None, str | None]) -> None:
    found = person(resolve(text, date="2023-05-17")[0], name).roles  # a Wednesday
    assert [(r.title.casefold(), r.since, r.until) for r in found] == [(role[0].casefold(), *role[1:])]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Sloane met the mayor on Monday.",
        "Ann Sloane’s mayor lost.",
        "The mayor, Ann Sloane said, was late.",
        "Ann Sloane is not home. The chief justice was.",
        "“Ann Sloane was a terrific coach,” Peter Finch said.",
        "Ann Sloane leads the race by two points.",
    ],
)
def test_an_office_near_a_name_is_not_yet_hers(text: str) -> None:
    assert person(resolve(text)[0], "Ann Sloane").roles == ()


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Mayor Ruth Calloway left. Former Calloway spokesman Peter Finch stayed.", "spokesman", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. Peter Finch, a lawyer for Calloway, stayed.", "lawyer", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. Mayor Calloway’s son, Peter Finch, stayed.", "son", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. She spoke with the mayor’s son-in-law and adviser, Peter Finch.", "son-in-law", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. Her spokesman, Peter Finch, stayed.", "spokesman", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. It rained. Peter Finch, her lawyer, stayed.", "lawyer", "Ruth Calloway"),
        ("Mayor Ruth Calloway left. Peter Finch is now Calloway’s chief of staff.", "chief of staff", "Ruth Calloway"),
    ],
)  # fmt: skip
def test_relations_between_persons(text: str, kind: str, other: str) -> None:
    entities, _ = resolve(text)
    known = {entity.id: entity.name for entity in entities}
    found = [(relation.kind, known[relation.entity]) for relation in person(entities, "Peter Finch").relations]
    assert (kind, other) in found


def test_his_is_not_hers() -> None:
    finch = person(resolve("Ruth Calloway met Walter Dunmore. His lawyer, Peter Finch, left.")[0], "Peter Finch")
    assert len(finch.relations) <= 1


@pytest.mark.parametrize(
    ("clause", "published", "term"),
    [
        ("from April to May 2019", None, ("2019-04", "2019-05")),
        ("since 4 May", None, (None, None)),
        ("since 4 May", "2020-01-02", ("2019-05-04", None)),
        ("since Monday", "2023-05-17", ("2023-05-15", None)),
        ("since 31 June 2019", None, (None, None)),
        ("who may since have left", "2023-05-17", (None, None)),
    ],
)
def test_the_term_of_a_clause(clause: str, published: str | None, term: tuple[str | None, str | None]) -> None:
    assert read_term(clause, published) == Term(*term)


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("resigned on October 4", "2023-10-04"),
        ("left in 2011", "2011"),
        ("quit Thursday", "2023-05-11"),
        ("he may go", None),
    ],
)
def test_the_day_of_a_clause(clause: str, day: str | None) -> None:
    assert read_day_in(clause, "2023-05-17") == day
