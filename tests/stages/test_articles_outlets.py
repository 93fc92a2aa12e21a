"""Whose page it is, by what stands around the text: the page's foot, addresses, credits, sign-offs; and who wrote it."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.text.captions import picture_kind
from copydesk.stages.articles.values.bylines import read_byline
from copydesk.stages.articles.values.dates import read_date_line
from copydesk.stages.articles.values.lines import Line, split_lines, unwrap
from tests.stages.test_articles_headers import BODY, LONG, TITLE, one

PAGE = f"{TITLE}\n\nBy Karen Holt\n\n{LONG}"


@pytest.mark.parametrize(
    ("foot", "outlet"),
    [
        ("Comments\n\nMore from The Selby Advertiser\nA walk by the river", "Selby Advertiser"),
        ("Comments\n\nAbout us\n\nOur newsletter", None),
        ("Comments\n\nhttp://www.theselbylamp.example/a7.ece\n© The Selby Lamp", "The Selby Lamp"),
        ("Comments\n\n© A Walk By The River", None),
        ("Suscríbete a El Correo de Selby por 4,99 euros al mes", "El Correo de Selby"),
        ("For Selby Radio, I'm Karen Holt on the bridge.", "Selby Radio"),
        ("For Tom, I'm the last hope.", None),
    ],
)
def test_the_foot_of_a_page_names_the_site(foot: str, outlet: str | None) -> None:
    assert one(f"{PAGE}\n\n{foot}\n").outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Got a story? holt@selbylamp.example", "Selby Lamp"),
        ("Got a story? holt@mailbox.example", None),
    ],
)
def test_an_address_is_of_the_name_that_it_spells(line: str, outlet: str | None) -> None:
    assert one(f"{PAGE}\n\nThe council told the Selby Lamp that the mailbox was full.\n\n{line}\n").outlet == outlet


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("KAREN HOLT and TOM REED / kholt@selbylamp.example, Staff writers", ("Karen Holt", "Tom Reed")),
        ("By Karen Holt & Tom Reed, SELBY-MARLOW", ("Karen Holt", "Tom Reed")),
        ("By Karen Holt, Tom Reed", ("Karen Holt", "Tom Reed")),
        ("Interview by Karen Holt. Portrait by Sam Ode", ("Karen Holt",)),
        ("WORDS Karen Holt   PHOTOGRAPHS Sam Ode", ("Karen Holt",)),
    ],
)
def test_a_byline_without_addresses_places_and_photographers(line: str, names: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert found is not None and found.names == names


def test_a_word_in_small_letters_opens_no_byline() -> None:
    assert read_byline("Words fail the council") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [("KAREN HOLT / SELBY\n19.09.2012 | 02:15", ("Karen Holt",)), ("Marlow / Selby\n19.09.2012 | 02:15", ())],
)
def test_a_name_may_share_its_line_with_the_place(line: str, names: tuple[str, ...]) -> None:
    assert one(f"{TITLE}\n\n{line}\n\n{BODY}").byline == names


def test_the_first_publication_goes_before_the_change_on_one_line() -> None:
    both = read_date_line("Updated March 3 2014 - 8:12am, first published March 2 2014 - 9:00pm")
    assert both is not None and (both.value, both.changed) == ("2014-03-02", "2014-03-03")
    change = read_date_line("Updated March 3 2014 - 8:12am")
    assert change is not None and (change.value, change.changed) == (None, "2014-03-03")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("THE SELBY LAMP FILE PHOTO Water stands below the bridge in April.", "caption"),
        ("THE PHOTO Of The Year", None),
    ],
)
def test_a_credit_in_capitals_opens_a_caption(text: str, kind: str | None) -> None:
    (line,) = split_lines(text)
    assert isinstance(line, Line) and picture_kind(line) == kind


def test_a_sentence_alone_below_a_credit_is_a_caption() -> None:
    article = one(f"{PAGE}\n\nSHARE\n\nPHOTO BY SAM ODE\n\nThe bridge on Monday.\n\nADVERTISEMENT\n")
    assert "The bridge on Monday" not in "".join(article.words_of(b.span) for b in article.blocks if b.role == "body")
    story = one(f"{PAGE}\n\nSHARE\n\nPHOTO BY SAM ODE\n\nThe mayor left on Monday.\n\n{BODY}\n")
    assert "The mayor left" in "".join(story.words_of(b.span) for b in story.blocks if b.role == "body")


@pytest.mark.parametrize(
    ("row", "outlet"),
    [
        ("6 | THE SELBY & MARLOW RECORD | Week of June 22–28, 2011", "The Selby & Marlow Record"),
        ("SELBY QUARTERLY                17", "Selby Quarterly"),
        ("Old Bridges | New Bridges | 17 more stories", None),
    ],
)
def test_the_head_of_a_printed_page_names_the_outlet(row: str, outlet: str | None) -> None:
    assert one(f"{row}\n\n{PAGE}\n").outlet == outlet


def test_the_lines_of_a_column_are_joined() -> None:
    column = (
        "NEWS\nBridge over the Selby shut\nfor a week; crack found\nBY KAREN HOLT\nThe old bridge was shut on Mon-\n"
        "day after an engineer found a\ncrack in its middle arch, the coun-\ncil said. Lorries have to go by\n"
        "way of Marlow until the end of\nthe week, when the arch will be in-\nspected again by two engineers.\n"
    )
    assert one(column).title == "Bridge over the Selby shut for a week; crack found"
    assert unwrap(column.replace("-\n", "\n")).splitlines()[0] == "NEWS"
    menu = "News\nSport this week\nBridges of the town\nCulture and more\nBooks - new\nWeather\n"
    assert unwrap(menu) == menu
