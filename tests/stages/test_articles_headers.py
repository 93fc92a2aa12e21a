"""What the top of a text page says of its story: headline, outlet, dates, names; menus and threads told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import Article, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.articles.text.navigation import navigation_rule
from copydesk.stages.articles.text.titles import split_title
from copydesk.stages.articles.values.bylines import read_byline, read_lone_names
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import day_without_year, read_date_line
from copydesk.stages.pages import PageSettings, read_pages

BODY = """\
The old bridge over the Selby was shut on Monday after divers found a crack in its second pier, the town council said.

“It will take a year to mend,” said Ada Holm, the mayor, who asked drivers to go by way of Marlow until then.
"""
LONG = f"""{BODY}
About nine thousand cars cross the bridge on a working day, according to a count that the council made in the spring, and the ferry that once ran beside it was sold two winters ago to a firm in the north.

The council will meet on Thursday to hear what the repairs will cost and who is to pay for them.
"""
TITLE = "Bridge over the Selby closed after crack is found"


def read(text: str) -> tuple[Article, ...]:
    page = next(iter(read_pages(["-"], PageSettings(stdin=text.encode()))))
    assert isinstance(page, SavedPage)
    return find_articles(page)[0]


def one(text: str) -> Article:
    articles = read(text)
    assert len(articles) == 1
    return articles[0]


@pytest.mark.parametrize(
    "line",
    [
        "News Sport Business Culture Weather",
        "World  Markets  Shipping  Pictures  Sign in",
        "NEWS / BUSINESS NEWS / INTERNATIONAL NEWS",
        "/ Norland / Selby",
        "News | Norland",
        "NewsSportWhat's OnIn Your AreaJobs",
        "Home News Selby News",
        "Forums > Bridges > Old Bridges",
        "Share on Facebook Share on Twitter",
        "Facebook Twitter WhatsApp Email Link",
    ],
)
def test_a_row_of_labels_is_a_menu(line: str) -> None:
    assert navigation_rule(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "World Sports Body Bans Selby Rowers",
        "Mayor Ada Holm | March 4, 2021",
        "By Ida Moor | Business | Selby",
        "Bridge closed",
        "Opinion is divided on the bridge.",
        "“News” and “Sport”",
    ],
)
def test_a_headline_is_no_menu(line: str) -> None:
    assert navigation_rule(line) is None


@pytest.mark.parametrize(
    "top",
    [
        f"News Sport Business Culture Weather\n{TITLE}",
        f"Skip links Skip to Content\nShow navigation menu\nNews | Bridges\n{TITLE}\nNo date is set for its reopening",
        f"The Selby Lantern\nThe midweek letter for people by the river\nMenu Archive About Subscribe\n{TITLE}",
        f"Selby Talk - the Selby Forum\n{TITLE}",
        f"National\nCourts\nOld bridge\n{TITLE}\nBy Ida Moor",
        f"Monday 3 June\n{TITLE}",
        f"{TITLE}\nThe mayor of the town asks drivers to go by way of Marlow\nBy Ida Moor",
    ],
)
def test_the_best_line_above_the_text_is_the_headline(top: str) -> None:
    assert one(f"{top}\n\n{BODY}").title == TITLE


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (f"Selby Lamp\nHome News Sport Jobs\n{TITLE}\n\n{BODY}", "Selby Lamp"),
        (f"Selby Lamp\nNews\nSport\n{TITLE}\n\n{BODY}", "Selby Lamp"),
        (f"THE VOICE OF THE VALLEY SINCE 1902\nSELBY LAMP\nNews | Sport | Jobs\n{TITLE}\n\n{BODY}", "Selby Lamp"),
        (f"{TITLE} - The Selby Lamp\n\n{BODY}", "The Selby Lamp"),
        (f"{TITLE}\nBy Ida Moor\nThe Selby Lamp\nJune 3, 2019\n\n{BODY}", "The Selby Lamp"),
        (f"{TITLE}\nSelby Lamp | June 3, 2019\n\n{BODY}", "Selby Lamp"),
        (f"{TITLE}\n\nSELBY (Selbywire) - {BODY}", "Selbywire"),
        (f"{TITLE}\n\n{BODY}\nSubscribe to the Selby Lamp\n", "Selby Lamp"),
        (f"{TITLE}\n\n{BODY}\nSelby Lamp is not responsible for the content of other sites\n", "Selby Lamp"),
        (f"{TITLE}\nBy Ida Moor, Selby Lamp\n\n{BODY}\n© 2019 Selby Lamp. All rights reserved.\n", "Selby Lamp"),
        (f"ABC News\nSport Business Culture\n{TITLE}\nBy Ida Moor Associated Press\n\nSELBY (AP) — {BODY}", "ABC News"),
        (f"Selby, Norland\n{TITLE}\n\n{BODY}", None),
        (f"National\n{TITLE}\n\n{BODY}", None),
        (f"Support Norland\n{TITLE}\n\n{BODY}", None),
        (f"{TITLE}\n\n{BODY}\nA version of this article first appeared in The Selby Lamp.\n", None),
    ],
)
def test_places_that_name_the_outlet_are_weighed(page: str, outlet: str | None) -> None:
    assert one(page).outlet == outlet


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Originally published September 12, 2021 at 4:31 am Updated September 12, 2021 at 11:06 am", "2021-09-12"),
        ("Issued on: 12/09/2021 - 10:47", "2021-09-12"),
        ("Thursday 12/09/2021 3:14 pm", "2021-12-09"),
        ("Sunday 12/09/2021 3:14 pm", "2021-09-12"),
        ("Mon, February 20, 2023 at 10:12 AM GMT+1 · 2 min read", "2023-02-20"),
        ("Posted: Jun 4, 2019 / 05:31 PM EDT", "2019-06-04"),
        ("Wednesday 9 March", None),
    ],
)
def test_a_date_line_may_be_long_or_numeric(line: str, value: str | None) -> None:
    found = read_date_line(line)
    assert (found.value if found else None) == value


def test_a_day_without_a_year_takes_the_year_of_its_weekday() -> None:
    assert day_without_year("Wednesday 9 March", 2021) == "2022-03-09"
    assert day_without_year("Wednesday 9 March", 2019) is None
    assert day_without_year("9 March", 2021) is None
    article = one(f"Wednesday 9 March\n{TITLE}\n\n{BODY}\n© 2022 Selby Lamp\n")
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2022-03-09", "inferred")


def test_a_date_of_another_story_is_not_taken() -> None:
    assert one(f"{TITLE}\n\n{BODY}\nRelated\nFerry sold\nPublished On 9 Sep 2021\n").published is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By IDA MOOR Associated Press", ("Ida Moor",)),
        ("By IDA MOOR Selby Lamp", ("Ida Moor",)),
        ("Ida Moor Banking editor", ("Ida Moor",)),
    ],
)
def test_an_outlet_after_a_name_is_no_name(text: str, names: tuple[str, ...]) -> None:
    found = read_byline(text)
    assert found is not None and found.names == names


def test_bylines_under_each_other_are_read_together() -> None:
    article = one(f"{TITLE}\nBy Ida Moor\nSelby Lamp\nBy Sam Ode\nReporter\nJune 3, 2019\n\n{BODY}")
    assert (article.byline, article.outlet) == (("Ida Moor", "Sam Ode"), "Selby Lamp")


def test_a_name_beside_the_date_or_in_the_sign_off_is_the_byline() -> None:
    assert read_lone_names("Zbyndra Oslik") == ()
    assert read_lone_names("Zbyndra Oslik", at_date=True) == ("Zbyndra Oslik",)
    assert read_lone_names("World News", at_date=True) == ()
    assert one(f"{TITLE}\nZbyndra Oslik\nJune 3, 2019\n\n{BODY}").byline == ("Zbyndra Oslik",)
    assert one(f"{TITLE}\n\n{BODY}\nReporting by Zbyndra Oslik; editing by Sam Ode\n").byline == ("Zbyndra Oslik",)


def test_an_unknown_agency_is_read_after_a_place_in_capitals() -> None:
    found = read_dateline("SELBY (Selbywire) - The bridge")
    assert found is not None and found.outlet == "Selbywire"
    assert read_dateline("Ada Holm (Labour) - The bridge") is None


def test_a_title_keeps_what_the_text_speaks_of() -> None:
    assert split_title("Ferries stop for a week - The Selby Lamp", "The ferries stop.") == (
        "Ferries stop for a week",
        "The Selby Lamp",
    )
    title = "Ferries stop for a week - Norland Lines"
    assert split_title(title, "Norland Lines said so.") == (title, None)


def test_captions_by_what_stands_beside_them() -> None:
    page = f"{TITLE}\nImage caption,\nThe bridge in May.\nThe pier seen from a boat on Sunday.\nPhoto credit: Jon Bell\n\n{BODY}"
    article = one(page)
    captions = [article.words_of(b.span) for b in article.blocks if b.role == "caption"]
    assert captions == ["The bridge in May.", "The pier seen from a boat on Sunday."]


THREAD = f"""\
Bridges Board
Board index ‹ Roads ‹ Bridges
Old bridge, what now?

riverman
Member
Joined
Nov 3, 2011
Messages
4,187
Location
Upper Selby
This was in the Selby Observer today.

{TITLE}
Zbyndra Oslik
Mon 3 Jun 2019 17.04 GMT

{LONG}
ducksoup
Member
Joined: Sun Apr 12, 2009 3:20 pm
Messages
212

never trusted that pier

riverman
Member
Joined
Nov 3, 2011
Messages
4,188
https://www.reuters.com/world/2019/06/04/selby-bridge
Selby council to sell town hall to pay for bridge repairs

{LONG}
You must log in or register to reply here.
"""


def test_a_thread_without_known_bylines_is_split_by_its_posts() -> None:
    first, second = read(THREAD)
    assert (first.title, first.byline, first.outlet) == (TITLE, ("Zbyndra Oslik",), "Selby Observer")
    assert first.published is not None and first.published.value == "2019-06-03"
    assert (second.title, second.outlet) == ("Selby council to sell town hall to pay for bridge repairs", "Reuters")
    assert second.published is not None and second.published.value == "2019-06-04"


def test_the_day_on_which_a_poster_joined_dates_nothing() -> None:
    page = THREAD.replace("Mon 3 Jun 2019 17.04 GMT\n", "").replace("/2019/06/04", "")
    assert [article.published for article in read(page)] == [None] * len(read(page))


PIECES = st.sampled_from(
    [*THREAD.splitlines(), TITLE, "News | Sport", "Selby Lamp", "© 2022 Selby Lamp", "Friday 9 March"]
)


@given(st.lists(PIECES, max_size=30).map("\n".join).filter(str.strip))
def test_no_poster_s_day_is_ever_a_date_of_publication(text: str) -> None:
    for article in read(text):
        assert article.published is None or article.published.value not in ("2009-04-12",)
        assert article.title is None or article.title in text


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (f"GorseTalk — gadgets, gossip, odds and ends\n\n{TITLE}\n\nby Tom Reed\nJune 12\n\n{BODY}", "GorseTalk"),
        (f"RoadGossip Hub\nYour daily dose of detours\n\n{TITLE}\n22 Jan 2022\n\n{BODY}", "RoadGossip Hub"),
        (f"{TITLE}\n\nby Tom Reed\nJune 12\n\n{BODY}", None),
        (f"marlow board » Roads and bridges » The Selby?\n\n{BODY}", None),
        (
            f"from todays selby echo, their site is down\n\n{BODY}\nThe council did not answer the Selby Echo.\n",
            "Selby Echo",
        ),
    ],
)
def test_a_slogan_or_a_poster_tells_the_outlet_and_a_day_does_not(page: str, outlet: str | None) -> None:
    assert one(page).outlet == outlet
