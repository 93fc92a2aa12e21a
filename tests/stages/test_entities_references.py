"""Whom descriptions and pronouns mean: within an article, in quotations, and across articles of one group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Article, Span
from copydesk.stages.entities import Person, resolve_people
from copydesk.stages.entities.fates import fate_of
from tests.build import article, parse
from tests.stages.test_entities import person, resolve


def meant(text: str, name: str) -> list[str]:
    """Return the descriptions and pronouns that mean somebody in a text."""
    entities, texts = resolve(text)
    return [texts[one.article][slice(*one.span)] for one in person(entities, name).references]


def people(*texts: str, given: dict[str, list[Span]] | None = None) -> tuple[list[Article], tuple[Person, ...]]:
    """Return articles of one group and their persons."""
    articles = [replace(article(text), id=f"a-{i}", group="g") for i, text in enumerate(texts)]
    return articles, resolve_people(articles, {one.id: parse(one) for one in articles}, given)


def words(articles: list[Article], found: Person) -> list[str]:
    texts = {one.id: one.text for one in articles}
    return [texts[m.article][slice(*m.span)] for m in found.mentions]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # the grammar ties them
        ("Ann Lowe, a retired nurse, won the race.", "Ann Lowe", ["a retired nurse"]),
        ("Ann Lowe was a singer. The prize was a car.", "Ann Lowe", ["a singer"]),
        ("The club picked Ann Lowe as the host.", "Ann Lowe", []),
        ("Ann Lowe, who won the race, went home.", "Ann Lowe", ["who"]),
        ("Ann Lowe taught herself Greek.", "Ann Lowe", ["herself"]),
        # by sex, by number
        ("Ann Lowe met Peter Finch on Monday. He went home.", "Ann Lowe", []),
        ("Ann Lowe met Peter Finch on Monday. He went home.", "Peter Finch", ["He"]),
        ("Ann Lowe won the race. They cheered.", "Ann Lowe", []),
        # subjects first; nobody beside the pronoun in its own clause
        ("Peter Finch called Paul Marsh on Monday. He was angry.", "Peter Finch", ["He"]),
        ("Peter Finch was ill. Paul Marsh visited him.", "Peter Finch", ["him"]),
        # a clause in front of its subject
        ("Because he was ill, Peter Finch went home.", "Peter Finch", ["he"]),
        # descriptions: by role, by who stands near, by whom the article is about
        ("Ann Lowe, a popular singer, met the mayor in Leeds. The star was ill.", "Ann Lowe", ["a popular singer", "The star"]),
        ("Ann Lowe sang. Lowe was ill. Lowe went home. The actress is 41.", "Ann Lowe", ["The actress"]),
        ("Peter Finch sang. Finch was ill. Finch went home. The actress is 41.", "Peter Finch", []),
        ("Ann Lowe won the race. The judge was late.", "Ann Lowe", []),
        ("Ann Lowe, 41, won the race. The 19-year-old went home.", "Ann Lowe", []),
        ("Ann Lowe, a singer, won. Another singer was late.", "Ann Lowe", ["a singer"]),
        # a grandmother is a woman, whatever the list of first names says
        ("Raj Ostby, a grandmother, met Ann Lowe on Monday. Ostby said she was tired.", "Raj Ostby", ["a grandmother", "she"]),
        # a noun that no list holds, but that means a person
        ("Ann Lowe, a villager, won the race on Monday. The villager was late.", "Ann Lowe", ["a villager", "The villager"]),
        # whoever does it is not who undergoes it; a name that opens the next sentence is no apposition
        ("Ann Lowe met a driver. Lowe was killed by a driver.", "Ann Lowe", []),
        ("Grandmother is killed by drunk driver\nAnn Lowe, 59, was hit on Monday.", "Ann Lowe", []),
        # whose they are
        ("Ann Lowe is Peter Finch's daughter. Her father was late.", "Peter Finch", ["father"]),
        ("Peter Finch was late. His wife went home.", "Peter Finch", ["His"]),
    ],
)  # fmt: skip
def test_whom_a_description_or_a_pronoun_means(text: str, name: str, expected: list[str]) -> None:
    assert meant(text, name) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("“I was ill,” said Ann Lowe.", "Ann Lowe", ["I"]),
        ("Ann Lowe told reporters: “My car broke down.”", "Ann Lowe", ["My"]),
        ("Peter Finch was late. “He is my friend,” Ann Lowe said.", "Ann Lowe", ["my"]),
        ("Ann Lowe won. “I was ill,” she said.", "Ann Lowe", ["I", "she"]),
        ("“I was ill,” said Ann Lowe. “I went home.”", "Ann Lowe", ["I", "I"]),
        ("I was ill. Ann Lowe went home.", "Ann Lowe", []),
        # a quotation that one paragraph opens and the next closes
        ('"I am glad to be back.\nThank you all, " said Ann Lowe.', "Ann Lowe", ["I"]),
    ],
)  # fmt: skip
def test_i_is_the_one_who_speaks(text: str, name: str, expected: list[str]) -> None:
    assert [word for word in meant(text, name) if word in ("I", "My", "my", "she")] == expected


def test_we_and_the_producers_are_two_whom_and_joins() -> None:
    articles, found = people("“We are glad,” said producers Ann Lowe and Max Hale. The producers went home.")
    assert ["We", "producers", "The producers"] in [words(articles, one) for one in found]


def test_a_description_means_whom_another_article_of_the_group_calls_so() -> None:
    first = "Ann Lowe, the driver of the van, was arrested in Leeds on Monday. Lowe is 41."
    second = "The driver was arrested on Monday. She is in prison."
    articles, found = people(first, second)
    lowe = next(one for one in found if one.name == "Ann Lowe")
    assert [w for m, w in zip(lowe.mentions, words(articles, lowe), strict=True) if m.article == "a-1"] == [
        "The driver",
        "She",
    ]


def test_those_whom_nobody_names_are_one_by_what_they_are_called_within_their_group_only() -> None:
    texts = ("Two robbers fled on Monday. They were armed.", "Police look for the thieves.")
    articles, found = people(*texts)
    assert ["Two robbers", "They", "the thieves"] in [words(articles, one) for one in found]
    assert [one.name for one in found if one.named] == []
    apart = [replace(one, group=one.id) for one in articles]
    found = resolve_people(apart, {one.id: parse(one) for one in apart})
    assert ["Two robbers", "They"] in [words(apart, one) for one in found]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        # nobody who looks into the deed, reports it or was harmed by it is taken for the one accused
        ("Ann Lowe was charged. Sheriff Max Hale spoke. The suspect was calm.", "Max Hale", []),
        ("Ann Lowe was charged. Max Hale said it was loud. The suspect was calm.", "Max Hale", []),
        ("Inspector Max Hale said the man fell.", "Max Hale", []),
        # a body that was found is the dead, any other is not
        ("Ann Lowe went missing. Her body was found on Monday.", "Ann Lowe", ["Her", "body"]),
        ("Ann Lowe went missing. The body of rules was found wanting.", "Ann Lowe", []),
    ],
)
def test_on_which_side_of_a_deed_somebody_stands(text: str, name: str, expected: list[str]) -> None:
    assert [word for word in meant(text, name) if word not in ("Sheriff", "Inspector")] == expected


def test_a_bare_number_or_the_name_of_a_people_can_mean_persons() -> None:
    articles, found = people(
        "The blast killed two. One Australian has fallen to his death. It sold 3 cars. It cost two."
    )
    assert [words(articles, one) for one in found] == [["two"], ["One Australian", "his"]]


def test_the_same_is_told_of_those_whom_articles_call_otherwise() -> None:
    articles, found = people(
        "Two armed men robbed the bank in Harlow and fled.",
        "The two thieves robbed the bank and fled in a van.",
        "Three visitors admired the bank.",
    )
    assert ["Two armed men", "The two thieves"] in [words(articles, one) for one in found]


def test_a_verb_in_the_plural_tells_that_two_stand_before_it() -> None:
    articles, found = people("A guard and bank cashier were hurt.")
    assert [words(articles, one) for one in found] == [["A guard"], ["bank cashier"]]
    articles, found = people("A singer and actress was hurt.")
    assert [words(articles, one) for one in found] == [["A singer", "actress"]]


def test_the_dead_and_the_hurt_of_an_event_are_told_by_what_became_of_them() -> None:
    articles, found = people(
        "Ten people were killed in Harlow and 80 were injured.",
        "The quake in Harlow killed 12 people. A fire wounded at least 70 people.",
        "Four people died. Three people were injured. In 1990 a quake killed 600 people.",
    )
    told = [words(articles, one) for one in found]
    assert ["Ten people", "12 people", "Four people"] in told
    assert ["80", "at least 70 people", "Three people"] in told
    assert ["600 people"] in told
    articles, found = people("Ten died on Monday. Dozens were hurt.")
    assert [words(articles, one) for one in found] == [["Ten"], ["Dozens"]]


@pytest.mark.parametrize(
    ("deeds", "fate"),
    [
        ({"kill undergoes"}, "dead"),
        ({"injure undergoes", "die does"}, "dead"),
        ({"stab undergoes", "person"}, "hurt"),
        ({"kill does", "in harmed"}, None),
        (set(), None),
    ],
)
def test_what_became_of_somebody(deeds: set[str], fate: str | None) -> None:
    assert fate_of(deeds) == fate


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("Harold Pym III, 38, was arrested.", "Harold Pym, 38, drove a bus.", True),
        ("Harold Pym III was arrested.", "Harold Pym drove a bus.", False),
        ("Harold Pym III, 38, was arrested.", "Harold Pym, 71, drove a bus.", False),
        ("Police named 38-year-old Harold Pym III on Monday.", "Harold Pym, 38, drove a bus.", True),
        ("Harold Keene was arrested on Monday.", "Harold Keen drove a bus on Monday.", True),
        ("Harold Keene, 20, was arrested on Monday.", "Harold Keen, 50, drove a bus on Monday.", False),
        ("Harold Pyle was arrested on Monday.", "Harold Pym drove a bus on Monday.", False),
    ],
)
def test_full_names_of_one_age_or_event_that_all_but_agree(first: str, second: str, together: bool) -> None:
    _, found = people(first, second)
    assert (len([one for one in found if one.named]) == 1) == together


def test_phrases_that_are_given_count_whatever_they_are() -> None:
    text = "The engine lost. He went home."
    articles, found = people(text)
    assert ["The engine", "He"] not in [words(articles, one) for one in found]
    _, found = people(text, given={"a-0": [Span(0, 10)]})
    assert ["The engine", "He"] in [words(articles, one) for one in found]


SENTENCES = st.sampled_from(
    ["Ann Lowe, a nurse, spoke.", "He left.", "“I fell,” she said.", "The man and his wife ran.", "Max Hale and Ann Lowe won."]
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_a_place_means_one_person_and_stands_in_the_text(sentences: list[str]) -> None:
    articles, found = people(" ".join(sentences))
    places = [mention.span for one in found for mention in one.mentions]
    assert len(places) == len(set(places))
    assert all(0 <= span.start < span.end <= len(articles[0].text) for span in places)
