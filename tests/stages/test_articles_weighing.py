"""How headline and outlet of a text page are weighed: each sign by itself, with what speaks against it."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.text import notices
from copydesk.stages.articles.text.headlines import find_headline
from copydesk.stages.articles.text.notices import read_rights
from copydesk.stages.articles.text.signals import mark_lines
from copydesk.stages.articles.text.titles import first_titles
from copydesk.stages.articles.values.bylines import read_byline, read_lone_names
from copydesk.stages.articles.values.lines import split_lines
from tests.security.patterns import find_slow
from tests.stages.test_articles_headers import BODY, LONG, TITLE, one

MENU = "Guides\nTools\nPlans and prices\nOur boats\nTickets for the old ferry\nRentals\nWinter moorings\nGift cards\nMap of piers\n"


@pytest.mark.parametrize(
    "page",
    [
        f"{TITLE} - Quayside\n{MENU}{TITLE}\n{LONG}",
        f"{TITLE}\n{MENU}How the crack was found\nThe bridge over the Selby\n{TITLE}\n{LONG}",
        f"Quayside - {TITLE}\n{MENU}Sign in to read on, or ask us for a free month of the paper.\n{TITLE}\n{LONG}",
        f"Bridge shut after crack\n{MENU}\nWe use cookies.\n{TITLE}\nShare\nPrint\nBy Ida Moor\nMarch 4, 2021\n{LONG}",
        f"{MENU}{TITLE}\nDivers find a crack in the second pier, town council says\n{LONG}",
        f"The Selby Boys\nThe Selby Boys\n{TITLE}\n{LONG}",
    ],
)
def test_the_page_s_title_and_what_stands_below_tell_the_headline_from_a_menu(page: str) -> None:
    assert one(page).title == TITLE


def test_a_title_that_is_a_long_question_is_no_prose() -> None:
    title = "Who will pay for the old bridge over the Selby, and who ought to have seen the crack?"
    article = one(f"{title} | Quayside\n{MENU}{title}\nBy Ida Moor\n{LONG}")
    assert (article.title, article.byline, article.outlet) == (title, ("Ida Moor",), "Quayside")
    assert article.text[article.body()[0].span.start :].startswith("The old bridge over the Selby was shut")


def test_a_headline_names_its_signs() -> None:
    found = find_headline(mark_lines(split_lines(f"{MENU}{TITLE}\nBy Ida Moor\n{LONG}")))
    assert found is not None and found.line == 9
    assert "a byline or a date follows closely" in found.why
    assert find_headline(mark_lines(split_lines(BODY))) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("© 2019 Selby Lamp. All rights reserved.", "Selby Lamp"),
        ("Copyright © 2004–2019 selbyLAMP LLC", "selbyLAMP LLC"),
        ("Selby Lamp © 2019", "Selby Lamp"),
        ("2019 © Selby Lamp | Privacy | Terms", "Selby Lamp"),
        ("Made in Marlow © Selby Lamp 2019 - All Rights Reserved", "Selby Lamp"),
        ("© The Lamp Group of Newspapers, 2019", "The Lamp Group of Newspapers"),
        ("© 2019. All rights reserved.", None),
        ("Copyright", None),
        ("© 2019 whatever a very long sentence without any name in it may say", None),
    ],
)
def test_a_copyright_line_names_an_owner(line: str, name: str | None) -> None:
    assert read_rights(line) == name


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (f"{TITLE} - Quayside\n{MENU}{TITLE}\n{LONG}", "Quayside"),
        (f"{TITLE} – Quayside Notes – Read what the river says.\n{MENU}{TITLE}\n{LONG}", "Quayside Notes"),
        (f"Quayside - {TITLE}\n{MENU}{TITLE}\n{LONG}", "Quayside"),
        (f"{TITLE} - Quayside Notes\n{MENU}{LONG}\nNew to Quayside Notes?\n", "Quayside Notes"),
        (f"{MENU}{TITLE}\n{LONG}\nGet the latest Quayside news\n© 2019 Quayside Inc.\n", "Quayside"),
        (f"{MENU}{TITLE}\n{LONG}\n© 2019 Holmwerk Publishing\n", None),
        (
            f"{TITLE}\n{LONG}\nThe views expressed here do not reflect those or the opinions of Quayside Notes.\n",
            "Quayside Notes",
        ),
        (f"{TITLE}\n{LONG}\nAt Quayside, we write about old bridges.\n© Quayside 2019\n", "Quayside"),
        (f"{TITLE}\n{LONG}\n“At Quayside, we mend old bridges,” said the firm.\n", None),
        (f"{TITLE}\nBy Ida Moor\nThe Selby Lamp\nMarch 4, 2021\n{LONG}\nDownload the Lamp app\n", "The Selby Lamp"),
        (f"Home\nSubscribe\nThe Harbinger\nNews\n{TITLE}\n{LONG}\nSupport The Harbinger\n", "The Harbinger"),
        (
            f"Bridges\nThe Harbinger\n{TITLE}\n{LONG}\n© 2019 Harbinger News & Media Ltd or its affiliates.\n",
            "The Harbinger",
        ),
        (f"{TITLE}\nBy Ida Moor\nSpecial to the Marsh Lamp\n{LONG}", "Marsh Lamp"),
        (f"{TITLE}\nTeku Raimo\nFollow\nMarch 4, 2021\n{LONG}\nMore from Teku Raimo\n", None),
        (f"{TITLE}\n{LONG}\nPublished in Daybreak, May 7th, 2021\n", "Daybreak"),
        (f"{TITLE}\n{LONG}\nQuayside\nAbout us\n© Quayside Media 2021\n", "Quayside"),
        (f"{TITLE}\n{LONG}\nFollow Karen Holt\n© 2019 Karen Holt\n", None),
    ],
)
def test_an_outlet_is_told_by_what_the_page_says_of_itself(page: str, outlet: str | None) -> None:
    assert one(page).outlet == outlet


def test_an_outlet_names_its_signs() -> None:
    article = one(f"Selby Lamp\nHome News Sport Jobs\n{TITLE}\n\n{BODY}")
    (stated,) = (datum for datum in article.metadata if datum.field == "outlet")
    assert stated.why.endswith("signs: stands at the top, stands above a menu.")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ida Moor, MS, RD", ("Ida Moor",)),
        ("By Ida Moor, VP of Bridges, Holmwerk", ("Ida Moor",)),
        ("Written by Ida Moor Medically reviewed by Tom Reed", ("Ida Moor",)),
        ("By Karen Holt Certified Personal Bridge Trainer", ("Karen Holt",)),
        ("By Ida Moor 2 hours ago", ("Ida Moor",)),
        ("By I. K. Moor", ("I. K. Moor",)),
        ("By Karen Holt Selby Gazette Staff", ("Karen Holt",)),
        ("Story: Ida Moor", ("Ida Moor",)),
        ("Guest column by Ida Moor", ("Ida Moor",)),
        ("From our correspondent Ida Moor", ("Ida Moor",)),
        ("Ida Moor Transport correspondent in Selby", ("Ida Moor",)),
        ("Ida Moor, Senior Bridges Writer", ("Ida Moor",)),
    ],
)
def test_more_ways_to_print_a_byline(line: str, names: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert found is not None and found.names == names


@pytest.mark.parametrize("line", ["By using our site, you agree to our Privacy Policy", "National Bridges Reporter"])
def test_what_only_looks_like_a_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_surname_may_be_that_of_a_country() -> None:
    assert read_lone_names("Teku Holland", at_date=True) == ("Teku Holland",)
    assert read_lone_names("New Zealand", at_date=True) == ()


@pytest.mark.parametrize(
    ("page", "byline"),
    [
        (f"{TITLE}\nKaren Holt • March 4, 2021 • 3 min read\n{LONG}", ("Karen Holt",)),
        (f"Karen Holt\nMarch 4, 2021\n{TITLE}\n{LONG}", ("Karen Holt",)),
        (f"By Role\nBy Industry\n{MENU}{TITLE}\nKaren Holt\n3 min read\n{LONG}", ("Karen Holt",)),
        (f"{TITLE}\nBy Old Bridge\n{LONG}\nAn old bridge is a bridge.\n", ()),
        (f"{TITLE}\n{LONG}\nBy Ida Moor\n", ("Ida Moor",)),
        (f"{TITLE}\n{LONG}\nKaren Holt\nKaren has swum below old bridges for years.\n", ("Karen Holt",)),
        (f"{TITLE}\n{LONG}\nKaren Holt\nThe mayor will speak on Friday at the new pier.\n", ()),
        (f"{TITLE}\n{LONG}\nOld piers\nBy Ann Lis\nFerries\nBy Tom Reed\nBoats\nBy Sam Ode\nOars\nBy Jon Bell\n", ()),
    ],
)
def test_where_else_a_writer_stands(page: str, byline: tuple[str, ...]) -> None:
    assert one(page).byline == byline


def test_a_title_of_nothing_but_bars_is_cut_at_a_few_of_them():
    marks = mark_lines(split_lines("The bridge over the Selby " + "| " * 100_000 + "\n" + LONG))
    assert len(first_titles(marks)) <= 10


def test_the_cells_of_a_row_are_told_in_time_that_grows_with_it() -> None:
    assert find_slow({notices._CELLS: "cells"}) == []
