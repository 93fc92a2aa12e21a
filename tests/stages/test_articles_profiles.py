"""Posters' profiles and the dates in them, which date no story; stated dates that the text shows to be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.records import SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.articles.values.dates import find_post_date, read_date_line
from copydesk.stages.articles.values.profiles import profile_rule
from copydesk.stages.pages import PageSettings, read_pages
from tests.stages.test_articles_headers import LONG, TITLE, one, read


@pytest.mark.parametrize(
    "line",
    [
        "u/bridge_fan",
        "r/selby",
        "Redditor since Jun 3, 2012",
        "Member since 2014",
        "Active member since 4 March 2011",
        "Joined: Nov 19, 2016 09:33",
        "Registered: 03/04/2011",
        "Cake day March 3",
        "Mar 3, 2014 Cake day",
        "18,204 post karma",
        "Reputation: 12",
    ],
)
def test_a_line_of_a_profile_is_told(line: str) -> None:
    assert profile_rule(line) is not None
    assert read_date_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "Registered nurses strike in Selby",
        "Bridge prices at their highest since May 2012",
        "Members joined the mayor on 3 May 2012 at the bridge",
        "Posted by Ida Moor on May 3, 2012",
        "u/bridge_fan said so",
    ],
)
def test_a_headline_is_no_profile(line: str) -> None:
    assert profile_rule(line) is None


@pytest.mark.parametrize(
    "profile",
    [
        "u/fan\nRedditor since Nov 19, 2016",
        "fan\nMember since Nov 19, 2016",
        "fan\nSenior Member\nJoined: Nov 19, 2016\nPosts: 3,212",
        "fan\nSenior Member\nJoined\nNov 19, 2016\nMessages\n33",
        "u/fan\nNov 19, 2016\nCake day\n1,234\nKarma",
        "fan\nRegistered: 19/11/2016\nPosts: 12",
        "u/fan\n1,200 karma\nNov 19, 2016",
        "u/fan\nRedditor since Jun 3, 2012\nBuilder\nNov 19, 2016",
    ],
)
def test_the_day_on_which_a_poster_joined_dates_no_story(profile: str) -> None:
    assert one(f"{profile}\n{TITLE}\n\nSELBY, Norland (AP) — {LONG}").published is None
    told = one(f"{profile}\n{TITLE}\nBy Tom Reed\nOctober 12, 2021 at 6:00 a.m. EDT\n\n{LONG}")
    assert (told.title, told.byline) == (TITLE, ("Tom Reed",))
    assert told.published and told.published.value == "2021-10-12"


def test_a_thread_title_is_not_the_title_of_the_pasted_story() -> None:
    thread = "r/selby\n\nThe bridge over the Selby is closed (full text inside)\n\nu/fan\nRedditor since Jun 3, 2012\n1,204 post karma\n"
    assert one(f"{thread}{TITLE}\n\nBy Tom Reed\nSelby Echo\nOctober 12, 2021\n\n{LONG}").title == TITLE


def test_a_post_is_not_dated_by_the_joining_of_its_writer() -> None:
    assert find_post_date("fan Joined: Mar 3, 2011 Posts: 12 #3 May 4, 2020 8:15 am") == "2020-05-04"
    assert find_post_date("fan Member since 3 March 2011") is None


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("On 4 May 2020 the council shut the bridge for good.", False),
        ("The council closed it on 4 May 2020 after a storm.", False),
        ("On 4 May 2020 the council will open a new bridge.", True),
        ("The opening was moved and is planned on 4 May 2020 now.", True),
        ("The permit runs to 4 May 2020, said the council.", True),
        ("On 4 January 2012 the council shut the bridge.", True),
    ],
)
def test_a_date_that_the_text_contradicts_is_dropped_with_a_reason(sentence: str, kept: bool) -> None:
    page = next(
        iter(read_pages(["-"], PageSettings(stdin=f"{TITLE}\nJanuary 3, 2012\n\n{sentence}\n\n{LONG}".encode())))
    )
    assert isinstance(page, SavedPage)
    (article,), problems = find_articles(page)
    assert (article.published is not None) == kept
    assert [("2012-01-03 was dropped" in problem.reason, problem.kind) for problem in problems] == (
        [] if kept else [(True, "repaired")]
    )


@pytest.mark.parametrize(("writer", "date"), [("", None), ("By Ida Moor\n", "2012-01-02")])
def test_in_a_thread_a_story_years_older_than_the_others_needs_a_writer(writer: str, date: str | None) -> None:
    second = f"u/two\n1,300 karma\nSecond bridge closed over the Selby today\nBy Tom Reed\nMay 3, 2021\n\n{LONG}"
    first, other = read(f"u/one\n1,200 karma\n{TITLE}\n{writer}January 2, 2012\n\n{LONG}\n{second}")
    assert (first.published and first.published.value) == date
    assert other.published and other.published.value == "2021-05-03"


@given(st.text(alphabet="u/ since19Nov,0:.-joined mbr\n", max_size=120))
def test_no_line_breaks_the_profile_rules(text: str) -> None:
    assert profile_rule(text) in (None, "articles.member", "articles.member_name")
    assert find_post_date(text) is None or len(str(find_post_date(text))) == 10


def test_a_time_tag_of_the_poster_dates_no_post() -> None:
    from selectolax.lexbor import LexborHTMLParser

    from copydesk.stages.articles.several.forums import _is_of_poster

    html = '<dl>Joined <dd><time datetime="2011-03-03">Mar 3</time></dd></dl><p><time datetime="2020-05-04"></time> by fan</p>'
    tags = LexborHTMLParser(html).css("time")
    assert [_is_of_poster(tag) for tag in tags] == [True, False]
