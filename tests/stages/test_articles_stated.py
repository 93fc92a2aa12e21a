"""What stands around a text page's story and says whose it is and when it came out: labels, credits, offices, hosts."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.text.captions import split_credit
from copydesk.stages.articles.text.signals import mark_lines
from copydesk.stages.articles.values.bylines import read_byline
from copydesk.stages.articles.values.lines import split_lines
from tests.stages.test_articles_headers import BODY, LONG, TITLE, one


@pytest.mark.parametrize(
    ("lines", "byline", "published", "modified"),
    [
        ("By\nIda Moor\nMarch 4, 2021", ("Ida Moor",), "2021-03-04", None),
        ("Written by\nIda Moor\nLast updated on:\nMarch 6, 2021", ("Ida Moor",), "2021-03-06", "2021-03-06"),
        ("Author\nIda Moor\nPublished\nMarch 4, 2021\nUpdated at\nMarch 6, 2021", ("Ida Moor",), "2021-03-04", "2021-03-06"),
        ("By Ida Moor\nReporter\nSelby Media Group\nMarch 4, 2021", ("Ida Moor",), "2021-03-04", None),
        ("ByIda MoorPublished: March 4, 2021", ("Ida Moor",), "2021-03-04", None),
        ("Reporter: Ida Moor\nBroadcast: 04/03/2021 18:40", ("Ida Moor",), "2021-03-04", None),
    ],
)  # fmt: skip
def test_a_label_belongs_to_the_line_below_it(
    lines: str, byline: tuple[str, ...], published: str, modified: str | None
) -> None:
    article = one(f"{TITLE}\n{lines}\n{BODY}")
    assert (article.title, article.byline, article.modified) == (TITLE, byline, modified)
    assert article.published and article.published.value == published


@pytest.mark.parametrize("line", ["Bypass Shut", "Reporter", "By the River", "Words Matter"])
def test_what_begins_like_a_label_is_no_byline(line: str) -> None:
    assert read_byline(line) is None


def test_a_menu_of_those_who_are_served_gives_no_names() -> None:
    menu = "By Role\nBy Industry\nPricing\nCareers\nNews\nBridges and Tunnels\n"
    assert one(f"{menu}{TITLE}\nMarch 4, 2021\nBy Ida Moor\n{BODY}").byline == ("Ida Moor",)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The pier on Monday. PHOTO | JON BELL | SELBY COUNTY GAZETTE", "Selby County Gazette"),
        ("Divers at the second pier on Monday morning (Image: Selby Gazette)", "Selby Gazette"),
        ("Divers at the second pier on Monday morning. (Jon Bell/The Selby Sentinel)", "The Selby Sentinel"),
        ("Divers at the second pier on Monday morning (Image: Handout)", None),
    ],
)
def test_a_credit_names_the_outlet(line: str, outlet: str | None) -> None:
    assert one(f"{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{line}\n{BODY}").outlet == outlet


def test_the_weather_at_the_top_is_no_outlet() -> None:
    assert one(f"Currently 41° Cloudy\nNews Sport Weather\n{TITLE}\nMarch 4, 2021\n{BODY}").outlet is None


def test_an_address_and_a_name_that_it_is_made_of_are_one_outlet() -> None:
    page = f"{TITLE} (selbylamp.example)\nBy Ida Moor | The Selby Lamp\nMarch 4, 2021\n{BODY}"
    assert (one(page).title, one(page).outlet) == (TITLE, "The Selby Lamp")


def test_an_office_in_capitals_heads_its_release_and_is_no_headline() -> None:
    top = "MINISTRY OF BRIDGES AND INLAND WATERS\nHome > Press Releases\nFOR IMMEDIATE RELEASE\nDate: 2021/03/04\n"
    text = f"SELBY – The Ministry of Bridges and Inland Waters has shut the old bridge.\n{BODY}"
    article = one(f"{top}{TITLE}\n{text}")
    assert (article.title, article.outlet) == (TITLE, "Ministry of Bridges and Inland Waters")


def test_the_way_through_the_site_is_no_headline() -> None:
    assert one(f"Home » Bridges » {TITLE}\n{TITLE}\nMarch 4, 2021\n{LONG}").title == TITLE


def test_a_page_that_grows_is_told_by_its_headline() -> None:
    lines = "Selby bridge inquiry: day one, as it happened\nDivers speak of a crack\nInquiry opens into the crack in the pier"
    article = one(f"Live\n{lines}\nMarch 4, 2021\n{LONG}")
    assert (article.title, article.form) == ("Selby bridge inquiry: day one, as it happened", "live")


def test_a_headline_may_end_in_initials() -> None:
    assert [mark.kind for mark in mark_lines(split_lines("The oldest bridges in the U.S.\nHe lives in the U.S."))] == [
        "short",
        "short",
    ]


def test_a_labelled_credit_is_cut_from_its_caption() -> None:
    text = "The pier on Monday. PHOTO | JON BELL | SELBY LAMP"
    assert split_credit(text) == text.index("PHOTO")


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        ("March 4, 2021\nTeku Raimo", ("Teku Raimo",)),
        ("Teku Raimo\nCity desk\nMarch 4, 2021", ("Teku Raimo",)),
        ("March 4, 2021\nTeku Raimo, Selby", ("Teku Raimo",)),
        ("Teku Raimo\nSELBY - The ferry is running again from the old pier, said the owner.", ("Teku Raimo",)),
        ("March 4, 2021\nOld Pier", ()),
        ("Teku Raimo", ()),
    ],
)
def test_a_name_that_nobody_knows_needs_a_sign_beside_it(lines: str, byline: tuple[str, ...]) -> None:
    text = f"{BODY}\nBoats leave from the old pier every hour.\n"
    assert one(f"{TITLE}\n{lines}\n{text}").byline == byline


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Source: Selbywire |  2021-03-04 21:14:35 |  Editor: moor", "2021-03-04"),
        ("11:58 04Mar21 SLBY-Old bridge over the Selby shut", "2021-03-04"),
        ("Source: Selbywire | Route 04March", None),
    ],
)
def test_a_date_in_a_row_or_a_stamp(line: str, published: str | None) -> None:
    article = one(f"{TITLE}\n{line}\n{BODY}")
    assert (article.published and article.published.value) == published


@pytest.mark.parametrize(
    ("line", "is_body"),
    [
        ("Ida Moor covers bridges and ferries for the county.", False),
        ("Ida Moor, who lives in Selby, is a writer on bridges.", False),
        ("Reach her at imoor@selby.example or 555-0142.", False),
        ("(This story has not been edited by our staff and comes from a wire.)", False),
        ("Do you have a comment or a story idea? Write to the desk.", False),
        ("Ida Moore covers the costs of the repair.", True),
        ("Police can be reached at 555-0142, the mayor said.", True),
    ],
)
def test_what_a_site_says_below_its_story_is_no_body(line: str, is_body: bool) -> None:
    article = one(f"{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{LONG}\n{line}\n")
    assert any(article.words_of(block.span) == line for block in article.body()) == is_body


def test_a_summary_above_the_text_is_no_body() -> None:
    article = one(f"{TITLE}\nBy Ida Moor\nIn Summary\n• Bridge shut on Monday\n• Repairs take a year\n{LONG}")
    assert not any("Repairs" in article.words_of(block.span) for block in article.body())


def test_notes_below_the_end_of_a_release_are_no_body() -> None:
    article = one(
        f"{TITLE}\nMarch 4, 2021\n{LONG}\nENDS\nNotes to editors\nThe old bridge was built in 1931 by two brothers.\n"
    )
    assert not any("1931" in article.words_of(block.span) for block in article.body())


@pytest.mark.parametrize(
    ("top", "section"),
    [
        (f"Home » Politics » {TITLE}\n{TITLE}", "Politics"),
        (f"Selby Lamp\nLOCAL\n{TITLE}", "Local"),
        (f"Home\nSport\nLocal\n{TITLE}", None),
        (f"Selby\n{TITLE}", None),
        (f"{TITLE}\ndate 2021-03-04 Politics", "Politics"),
        (f"{TITLE}\nCategories: -News-", "News"),
        (f"{TITLE}\nPosted in: the rain, the mud and the wind", None),
    ],
)
def test_a_section_is_stated_in_few_ways(top: str, section: str | None) -> None:
    assert one(f"{top}\nBy Ida Moor\n{BODY}").section == section


STATED = f"""\
The Selby Lamp
LOCAL
{TITLE}
By Ida Moor and Tom Reed
Published March 4, 2021
Updated March 6, 2021
{BODY}
Subscribe to the Selby Lamp
"""


def test_all_that_a_page_states_stands_at_its_place() -> None:
    article = one(STATED)
    said = {(datum.field, datum.value): datum for datum in article.metadata}
    assert {
        ("title", TITLE): TITLE,
        ("byline", "Ida Moor"): "Ida Moor",
        ("byline", "Tom Reed"): "Tom Reed",
        ("section", "Local"): "LOCAL",
        ("published", "2021-03-04"): "Published March 4, 2021",
        ("modified", "2021-03-06"): "Updated March 6, 2021",
    }.items() <= {key: article.words_of(d.span) for key, d in said.items() if d.span}.items()
    assert article.modified == "2021-03-06"


def test_another_day_above_the_text_keeps_its_line() -> None:
    article = one(f"Friday, March 12, 2021\nNews\n{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{BODY}")
    assert article.published and article.published.value == "2021-03-04"
    assert [(d.value, d.field) for d in article.metadata if d.field == "date"] == [("2021-03-12", "date")]


def test_a_doubtful_date_is_told_as_any_other_day() -> None:
    text = BODY + "On May 4, 2021 the council met again and thanked the divers.\n"
    article = one(f"{TITLE}\nMarch 4, 2021\n{text}")
    assert article.published is None
    assert [datum.field for datum in article.metadata if datum.value == "2021-03-04"] == ["date"]


@pytest.mark.parametrize(
    ("tail", "words", "is_body"),
    [
        ("Follow us for more. Send your ideas to desk@selby.example.", "Send your ideas", False),
        ("Join our channel and get the news of Selby.\nMore on this topic", "Join our channel", False),
        ("Copyright 2021 Selby Media. All rights reserved.\nWatch this page, it may change soon.", "may change", False),
        ("Filed under: Bridges\nThe unofficial guide to the county comes every morning.", "unofficial guide", False),
        ("Get out of the water, the divers shouted, before the beam fell.", "Get out", True),
        ("“Join us on the ferry,” he said.", "Join us", True),
        ("About the Old Bridge\nThe bridge was built by two brothers from Selby.", "two brothers", True),
        ("About forty boats were moored there.\nThe owner said that he would wait.", "he would wait", True),
    ],
)
def test_the_text_ends_where_the_site_speaks(tail: str, words: str, is_body: bool) -> None:
    article = one(f"{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{LONG}\n{tail}\n")
    assert any(words in article.words_of(block.span) for block in article.body()) == is_body


def test_what_a_company_tells_of_itself_below_its_release_is_no_body() -> None:
    below = "About Selby Harbour Authority\nThe authority runs the port and its three ferries.\n"
    text = f"SELBY, March 4, 2021 – The Selby Harbour Authority has shut the old bridge.\n{LONG}"
    article = one(f"Selby Harbour Authority\nPress release\n{TITLE}\n{text}\n{below}")
    assert article.outlet == "Selby Harbour Authority"
    assert not any("runs the port" in article.words_of(block.span) for block in article.body())


def test_what_a_site_asks_in_the_middle_of_a_guide_stays() -> None:
    article = one(f"{TITLE}\nBy Ida Moor\n{LONG}\nCheck your brakes before the bridge.\n{LONG}")
    assert any("Check your brakes" in article.words_of(block.span) for block in article.body())


@pytest.mark.parametrize(
    ("lines", "byline", "outlet"),
    [
        ("By\nIda Moor\n,\nTom Reed\nand\nAnn Lis", ("Ida Moor", "Tom Reed", "Ann Lis"), None),
        ("By Ida Moor For Selbyonline", ("Ida Moor",), "Selbyonline"),
        ("Ida Moor North of England correspondent", ("Ida Moor",), None),
        ("Written by Ida Moor | Selby |", ("Ida Moor",), None),
        ("Teku Raimo\n4 min read\nPublished in\nQuayside Notes", ("Teku Raimo",), "Quayside Notes"),
        ("By Ida Moor\nCredit...Jon Bell for The Selby Times", ("Ida Moor",), "The Selby Times"),
    ],
)
def test_other_ways_to_name_writer_and_outlet(lines: str, byline: tuple[str, ...], outlet: str | None) -> None:
    article = one(f"{TITLE}\n{lines}\nMarch 4, 2021\n{BODY}")
    assert (article.byline, article.outlet) == (byline, outlet)


def test_a_clock_may_follow_a_year_at_once() -> None:
    article = one(f"{TITLE}\nBy Ida Moor\nMarch 4, 20215:01 AM ET\n{BODY}")
    assert article.published and article.published.value == "2021-03-04"


MENU = "Guides\nTools\nPlans and Prices\nOur Boats\nOur Crew\nTickets\nRentals\nWinter Moorings\nGift Cards\nMap of Piers\n"


def test_a_long_menu_begins_with_any_label() -> None:
    page = f"{MENU}{MENU}{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{BODY}"
    assert one(page).outlet is None
    assert one(f"{TITLE} - Selby Lamp\nSelby Lamp\n{page}").outlet == "Selby Lamp"


def test_a_word_of_the_text_is_no_outlet() -> None:
    text = f"{BODY}\nThe council has called for platforms and expertise.\n"
    assert one(f"Expertise\nExpertise\n{TITLE}\nMarch 4, 2021\n{text}").outlet is None
    assert one(f"Selbyite\nSelbyite\n{TITLE}\nMarch 4, 2021\n{text}").outlet == "Selbyite"


def test_the_last_label_of_a_menu_is_no_outlet() -> None:
    assert one(f"Home  |  News  |  Africa  |  Video\n{TITLE}\nMarch 4, 2021\n{BODY}").outlet is None
