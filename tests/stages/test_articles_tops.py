"""Other tops of pages: arrows, press releases, decks, several reporters, menus label by label, dated datelines."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.text.navigation import navigation_rule
from copydesk.stages.articles.values.bylines import read_byline, read_lone_names
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import read_date_line
from tests.stages.test_articles_headers import BODY, LONG, TITLE, one


@pytest.mark.parametrize(
    "line", ["← Older post    Newer post →", "← A walk by the river", "‹ Prev    Next ›", "Read on →"]
)
def test_a_line_with_an_arrow_leads_elsewhere(line: str) -> None:
    assert navigation_rule(line) is not None
    assert one(
        f"Selby Notes\n{line}\n\nA crack in the bridge\nOctober 12, 2021 by Tom Reed 12 Comments\n\n{BODY}"
    ).title == ("A crack in the bridge")


@pytest.mark.parametrize(
    ("text", "title", "outlet"),
    [
        (
            "Norland.example\nDepartment of Old Bridges\nNews Releases > 2021\n\nFOR IMMEDIATE RELEASE\nOct. 13, 2021\n"
            f"Media contact: Tom Reed, 555-0142\n\nBridge chief placed on leave\n\nThe Department of Old Bridges said so. {BODY}",
            "Bridge chief placed on leave",
            "Department of Old Bridges",
        ),
        (
            "Holmwerk | Investors | Press releases\n\n13 October 2021\n\nHolmwerk announces change of chief executive\n\n"
            f"Holmwerk NV today announces a change. {BODY}\nAbout Holmwerk\nHolmwerk makes bridges.\n",
            "Holmwerk announces change of chief executive",
            "Holmwerk",
        ),
        (
            "HOLMWERK HOLDINGS\n\nMARKET ANNOUNCEMENT\n\nSettlement at the old bridge\n\nSelby, 13 October 2021\n\n"
            f"Holmwerk Holdings informs the market of a settlement. {BODY}",
            "Settlement at the old bridge",
            "Holmwerk Holdings",
        ),
        (
            "COURT OF APPEAL OF SELBY\nCommuniqué\n\nJudgment in the case of the bridge\n\nSelby, 13 October 2021\n\n"
            f"The Court of Appeal of Selby has dismissed the appeal. {BODY}",
            "Judgment in the case of the bridge",
            "Court Of Appeal Of Selby",
        ),
        (
            f"RADIO SELBY 97.4 FM\n\nTHE EARLY SHIFT\nWednesday 13 October 2021, ten past seven\n\n{BODY}",
            "THE EARLY SHIFT",
            "Radio Selby",
        ),
    ],
)
def test_a_press_release_is_of_the_company_or_office_and_a_programme_of_its_station(
    text: str, title: str, outlet: str
) -> None:
    article = one(text)
    assert (article.title, article.outlet) == (title, outlet)
    assert article.published and article.published.value == "2021-10-13"


def test_a_deck_above_the_byline_hides_no_header() -> None:
    deck = "The mayor's deputy denies that he knew of the crack."
    article = one(
        f"{TITLE}\n\n{deck}\n\nA bridge. | Jim Holt/AP Photo\n\nBy TOM REED\n10/14/2021 06:42 PM EDT\n\n{LONG}"
    )
    assert (article.title, article.byline) == (TITLE, ("Tom Reed",))
    assert article.published and article.published.value == "2021-10-14"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Karen Holt in Lima, Peru, and Tom Reed in Oslo", ("Karen Holt", "Tom Reed")),
        ("By Karen Holt in Selby, Tom Reed in Marlow and Sam Ode", ("Karen Holt", "Tom Reed", "Sam Ode")),
        ("KAREN HOLT and TOM REED, Selbywire staff writers", ("Karen Holt", "Tom Reed")),
        ("October 12, 2021 by Tom Reed 12 Comments", ("Tom Reed",)),
    ],
)
def test_a_byline_of_several_reporters_gives_each(line: str, names: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert found is not None and found.names == names


def test_names_alone_under_the_headline_are_the_byline() -> None:
    assert read_lone_names("Karen Holt in Selby and Tom Reed in Marlow") == ("Karen Holt", "Tom Reed")
    assert read_lone_names("Health and Science") == ()


def test_a_label_amid_a_menu_is_no_outlet() -> None:
    menu = "World\nBusiness\nLegal\nMarkets\n3 minute read\n"
    assert one(f"{menu}{TITLE}\nBy Tom Reed\nMay 10, 2023\n\nSELBY, May 10 (Reuters) - {LONG}").outlet == "Reuters"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Selby, 4 March 2021 – Holmwerk today said so.", "2021-03-04"),
        ("SELBY, Norland, March 4, 2021 /Newsline/ -- Holmwerk said so.", "2021-03-04"),
        ("On 4 March 2021 – a Thursday – it rained.", None),
    ],
)
def test_a_dateline_with_the_full_date_needs_no_capitals(text: str, date: str | None) -> None:
    found = read_dateline(text)
    assert (found.date if found else None) == date


def test_a_clock_and_its_zone_tell_the_order_of_a_date() -> None:
    american, british = read_date_line("10/11/2021 06:42 p.m. ET"), read_date_line("10/11/2021 06:42 GMT")
    assert american and british and (american.value, british.value) == ("2021-10-11", "2021-11-10")


BANNERS = """\
{title} | Selby Lamp
News
Jobs
We use cookies so that our pages load faster and our readers see fewer advertisements.
Sign in
{title}
By Ida Moor
March 4, 2021
{body}
"""


def test_banners_with_whole_sentences_stand_before_the_head() -> None:
    article = one(BANNERS.format(title=TITLE, body=LONG))
    assert (article.title, article.byline, article.published and article.published.value) == (
        TITLE,
        ("Ida Moor",),
        "2021-03-04",
    )
    assert not any("cookies" in article.words_of(block.span) for block in article.body())


def test_a_story_set_into_the_text_is_no_head() -> None:
    first, _, rest = LONG.partition("\n\n")
    inset = "How the ferry to Marlow was lost\nBy Tom Reed\nMay 3, 2019"
    article = one(f"{TITLE}\nBy Ida Moor\nMarch 4, 2021\n{first}\n{inset}\n{rest}")
    assert (article.title, article.byline) == (TITLE, ("Ida Moor",))
    assert article.published and article.published.value == "2021-03-04"
