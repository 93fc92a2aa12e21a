"""Articles out of text pages: what is headline, byline, body, comment, furniture; one page may hold several stories."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Article, Problem, SavedPage
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from copydesk.stages.pages import PageSettings, read_pages
from tests.build import shared

PLAIN = """\
The Alder Post
News | Sport | Weather | Opinion

Harbour ferry to run again after two-year gap

By Ida Moor and Sam Ode, Staff Writers
Posted on 4 March 2021 at 10:15 am | Updated 5 March 2021

ALDER, Norland (Reuters) - The ferry between Alder and Brine will run again from Monday, the harbour office said on Thursday, two years after a storm broke the old pier.

“We are ready,” said Lena Fisk, the harbour master.

Read more: Why the pier fell

The first boat leaves at 7 a.m. and carries 120 passengers. (RELATED: Fares go up in May)

Passengers wait for the ferry at the old pier in Alder. (Photo: Jon Bell/The Alder Post)

What will it cost?

A ticket costs four crowns. Children ride for free, the office said.

Additional reporting by Kim Dahl in Brine; editing by Ruth Olsen

© 2021 The Alder Post. All rights reserved.

Most read
Mayor resigns after dam report
2 Comments
Good news at last, I have waited for this since the storm took the pier away.
"""

THREAD = """\
Water cuts in Kisale: what we know

mwanahamisi
New Member
Joined: Jan 3, 2015
Messages: 12
Reaction score: 3

Guys have you seen this?

Kisale water board to cut supply for three days
BY PETER ONDIEKI
Tuesday, May 14, 2019

The Kisale water board will cut supply to the eastern districts for three days from Thursday to repair a burst main, it said in a statement.

Director Amina Salehe said tankers would serve hospitals and schools. "Nobody will go without water for long," she told reporters on Tuesday.

The main was laid in 1974 and has burst four times this year, according to board records. Repairs will cost 40 million shillings, of which half has been paid.

Tumechoka na ahadi zao kila mwaka, maji hayapatikani kabisa mtaani kwetu hadi leo hii jamani.

The broken main near the market.NEEMA JUMA/THE NEW YORK TIMES
By GRACE ATIENO
May 15, 2019

KISALE — Tankers reached the eastern districts of Kisale on Wednesday, a day after the water board said that it would cut the supply, and people queued from dawn with cans and buckets at four places in the town.

“We came at three in the morning,” said Halima Abdi, who runs a tea shop by the market and had shut it for the week because she had no water.

The board said that the work was going well and that water would be back on Saturday night, or on Sunday at the latest.

Get the day's news from the coast in our newsletter.

juma88
Senior Member
Joined: Feb 7, 2011
Messages: 1,412

Same thing every year. They never say when the tankers come.

You must log in or register to reply here.
"""


def saved(text: str | bytes, **settings: object) -> SavedPage:
    content = text.encode() if isinstance(text, str) else text
    page = next(iter(read_pages(["-"], PageSettings(stdin=content))))
    assert isinstance(page, SavedPage), page
    return page


def read(text: str | bytes) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    return find_articles(saved(text))


def one(text: str) -> Article:
    articles, problems = read(text)
    assert len(articles) == 1 and problems == ()
    return articles[0]


def lines_of(article: Article, role: str) -> list[str]:
    return [article.words_of(block.span) for block in article.blocks if block.role == role]


def test_a_news_page_is_told_apart() -> None:
    article = one(PLAIN)
    assert article.title == "Harbour ferry to run again after two-year gap"
    assert article.byline == ("Ida Moor", "Sam Ode")
    assert article.outlet == "The Alder Post"
    assert article.published is not None and article.published.value == "2021-03-04"
    assert article.published.basis == "stated" and "4 March 2021" in article.published.why
    assert article.modified == "2021-03-05"
    assert (article.form, article.language) == ("article", "en")
    assert lines_of(article, "body") == [
        "The ferry between Alder and Brine will run again from Monday, the harbour office said on Thursday, two years "
        "after a storm broke the old pier.",
        "“We are ready,” said Lena Fisk, the harbour master.",
        "The first boat leaves at 7 a.m. and carries 120 passengers.",
        "A ticket costs four crowns. Children ride for free, the office said.",
    ]
    assert lines_of(article, "dateline") == ["ALDER, Norland (Reuters) -"]
    assert lines_of(article, "caption") == ["Passengers wait for the ferry at the old pier in Alder."]
    assert lines_of(article, "related") == ["Read more: Why the pier fell", "(RELATED: Fares go up in May)"]
    assert lines_of(article, "headline") == [article.title, "What will it cost?"]
    assert lines_of(article, "comment") == [PLAIN.splitlines()[-1]]
    assert "What will it cost?" in body_text(article)


def test_a_thread_with_two_pasted_stories_is_two_articles() -> None:
    articles, _ = read(THREAD)
    assert [(a.title, a.byline, a.outlet, a.published and a.published.value, a.form) for a in articles] == [
        ("Kisale water board to cut supply for three days", ("Peter Ondieki",), None, "2019-05-14", "post"),
        (None, ("Grace Atieno",), "The New York Times", "2019-05-15", "post"),
    ]
    assert lines_of(articles[0], "comment") == [
        "Tumechoka na ahadi zao kila mwaka, maji hayapatikani kabisa mtaani kwetu hadi leo hii jamani."
    ]
    assert [b.language for b in articles[0].blocks if b.role == "comment"] == ["sw"]
    assert lines_of(articles[1], "caption") == ["The broken main near the market."]
    assert lines_of(articles[1], "credit") == ["NEEMA JUMA/THE NEW YORK TIMES"]
    assert lines_of(articles[1], "comment") == ["Same thing every year. They never say when the tankers come."]
    furniture = [line for a in articles for line in lines_of(a, "boilerplate")]
    assert {"mwanahamisi", "Joined: Jan 3, 2015", "juma88", "Messages: 1,412"} <= set(furniture)


def test_a_story_pasted_twice_is_two_articles() -> None:
    story = THREAD[THREAD.index("Kisale water board") : THREAD.index("Tumechoka")]
    articles, _ = read(THREAD[: THREAD.index("Kisale water board")] + story + "\nasante sana\n\n" + story)
    assert len(articles) == 2
    assert body_text(articles[0]) == body_text(articles[1])


def test_two_stories_on_one_page_of_a_news_site_share_its_name() -> None:
    page = """\
Norland Evening Courier

Two held after museum theft

By Tove Lind
12 January 2018

OSTBY - Police arrested two people on Friday over the theft of three paintings from the Ostby museum, a spokeswoman said, adding that the works were found unharmed in a garage near the harbour.

The museum's director, Karl Nygaard, thanked the police and said the paintings would hang again within a week, after a restorer had looked at the frames and the varnish.

Snow closes the northern road

By Erik Sund
13 January 2018

FJELLMO - Heavy snow closed the northern road between Fjellmo and Kalvik on Friday, the road office said, and it may stay closed until Sunday because ploughs cannot reach the upper pass safely.

About forty lorries were waiting in Fjellmo by noon, and the town opened its sports hall to the drivers, who were given soup and blankets by volunteers of the local rescue team.
"""
    articles, _ = read(page)
    assert [(a.title, a.byline, a.outlet, a.published and a.published.value) for a in articles] == [
        ("Two held after museum theft", ("Tove Lind",), "Norland Evening Courier", "2018-01-12"),
        ("Snow closes the northern road", ("Erik Sund",), "Norland Evening Courier", "2018-01-13"),
    ]


def test_what_merely_looks_like_a_sign_of_another_story_splits_nothing() -> None:
    page = """\
By the sea, an old quarrel returns

A row over who may fish in the bay has come back, thirty years after it was settled, as boats from both towns meet at the same banks, and neither side shows a sign of giving way before the season ends.

“They came by night,” said one skipper, who asked not to be named for fear of trouble. His boat, the Marta, was the last to come home on Tuesday, and he had nothing to show for two days at sea but a torn net.

By nightfall

Jon Bell contributed to the fund that pays for the patrol boat, its books show, and so did eleven others in the town whose names stand on a board in the hall where the fishermen meet in winter.

OSLO — that is where the matter will be settled, people say here, and they do not say it with much hope, for the ministry has had the papers for a year and has answered none of their letters about the banks.
"""
    article = one(page)
    assert article.title == "By the sea, an old quarrel returns"
    assert article.byline == ()
    assert len(article.body()) == 4
    assert any("contributed to the fund" in line for line in lines_of(article, "body"))


def test_a_site_name_printed_twice_is_the_outlet_and_not_the_headline() -> None:
    article = one(
        "The Two Larks\nThe Two Larks\n\nBridge over the Selby closed for repairs\n\n"
        "Bridge over the Selby closed for repairs\n\nThe old bridge was shut on Monday, the council said.\n\n"
        "Bridge over the Selby closed for repairs\n\nIt will open again in May.\n"
    )
    assert (article.title, article.outlet) == ("Bridge over the Selby closed for repairs", "The Two Larks")
    assert len(article.body()) == 2


def test_a_headline_printed_twice_is_no_outlet() -> None:
    article = one("Bridge closed\nBridge closed\n\nThe old bridge was shut on Monday, the council said.\n")
    assert (article.title, article.outlet) == ("Bridge closed", None)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Source: CNN", "CNN"),
        ("Source: https://www.reuters.com/world/bridge", "Reuters"),
        ("https://www.nytimes.com/world/bridge", "The New York Times"),
        ("https://selby.example/bridge", None),
        ("Sources: CNN, Reuters", None),
        ("CNN's Jon Bell contributed to this report.", "CNN"),
        ("Jon Bell contributed to this report.", None),
    ],
)
def test_a_line_may_give_the_source_of_a_text(line: str, outlet: str | None) -> None:
    article = one(f"Bridge over the Selby closed\n\nThe old bridge was shut on Monday, the council said.\n\n{line}\n")
    assert article.outlet == outlet


def test_a_section_name_is_no_outlet() -> None:
    article = one(
        "World News\n\nBridge over the Selby closed\n\nThe old bridge was shut on Monday, the council said.\n"
    )
    assert (article.title, article.outlet) == ("Bridge over the Selby closed", None)


def test_a_date_that_is_not_the_storys_is_not_taken() -> None:
    article = one(
        "Bridge over the Selby closed\n\n"
        "Mayor Ada Holm during a visit to the bridge on March 27, 2017.\n"
        "Mayor Ada Holm during a visit to the bridge on March 27, 2017.\n\n"
        "The old bridge was shut on Monday, the council said. It was opened on May 2, 1931.\n\n"
        "Copyright 2019 Selby Council\n"
    )
    assert article.published is None
    assert lines_of(article, "caption") == ["Mayor Ada Holm during a visit to the bridge on March 27, 2017."] * 2


def test_an_aggregators_list_of_sources_and_furniture_are_left_out() -> None:
    article = one(
        "Skip to main content\n\nMayor 'may quit' over bridge\n\nMayor 'may quit' over bridge Promo Image\n\n"
        "Mayor Ada Holm may leave her office over the bridge, a friend told the Selby Echo.\n\n"
        'Image placeholder title\n\n"She is tired of it," the friend said.\n\n'
        "Sources: Selby Echo, Norland Radio (2) / Photo Credit: Jon Bell/Flickr\n\nPopular Video\n"
    )
    assert article.title == "Mayor 'may quit' over bridge"
    assert len(article.body()) == 2
    assert lines_of(article, "sources") == ["Sources: Selby Echo, Norland Radio (2) / Photo Credit: Jon Bell/Flickr"]


def test_text_cut_to_a_width_is_put_together_again() -> None:
    article = one("""\
A roof for St. Bride's

The committee met on the second of May and talked at length about the roof,
which has been leaking since the winter before last and which nobody has been
able to repair for want of money. The chair, Mrs. Adele Brook, said that the
work could not wait for another year, and that she would write to the bishop.

Nobody was against it. A second estimate had come in from a builder in Selby
who asked for less than half of the sum that the first had named, though he
would not start before the autumn.
""")
    assert [line.count(" ") for line in lines_of(article, "body")] == [58, 36]


def test_a_live_page_is_told() -> None:
    assert (
        one("Vote count in Kalvik - live updates\n\nElection officers began to count votes on Sunday.\n").form == "live"
    )


def test_a_page_without_prose_is_a_problem() -> None:
    articles, problems = read("Home\nAbout\nContact\nLog in\nPrivacy Policy\n")
    assert articles == ()
    assert [(p.stage, p.kind) for p in problems] == [("articles", "set_aside")]


def test_markdown_loses_its_marks() -> None:
    text = (
        "---\ntitle: Council votes to keep library open\nauthor: Nora Vik\ndate: 2020-09-14\n---\n"
        "# Council votes to keep library open\n\n*By [Nora Vik](https://x.example/nora)*\n\n![Front](lib.jpg)\n\n"
        "The council voted **nine to four** to keep the [Elm Street library](https://x.example/lib) open.\n\n"
        "## A long fight\n\n- The library opened in 1911.\n"
    )
    page = saved(text)
    articles, _ = find_articles(
        SavedPage(
            page=page.page.__class__(id="p-1", uri="a.md", media_type="text/markdown", sha256=""), content=page.content
        )
    )
    article = articles[0]
    assert (article.title, article.byline) == ("Council votes to keep library open", ("Nora Vik",))
    assert article.published is not None and article.published.value == "2020-09-14"
    assert lines_of(article, "body") == [
        "The council voted nine to four to keep the Elm Street library open.",
        "The library opened in 1911.",
    ]


def test_a_clipped_page_says_where_it_comes_from_and_who_wrote_it() -> None:
    text = (
        '---\ntitle: "Council votes to keep library open"\nsource: "https://www.elmpost.example/2020/library"\nauthor:\n'
        '  - "[[Nora Vik]]"\n  - "[[Per Dahl]]"\npublished: 2020-09-14\ntags:\n  - clippings\n---\n'
        "The council voted nine to four to keep the library open.\n\nThe library opened in 1911, its keeper said.\n"
    )
    page = saved(text)
    markdown = page.page.__class__(id="p-1", uri="a.md", media_type="text/markdown", sha256="")
    (article,), _ = find_articles(SavedPage(page=markdown, content=page.content))
    assert article.byline == ("Nora Vik", "Per Dahl") and article.outlet != "https"
    assert article.canonical == "https://www.elmpost.example/2020/library"


def test_a_whole_page_holds_posts_and_replies_but_no_furniture() -> None:
    whole = read_whole_page(saved(THREAD))
    assert whole is not None
    text = body_text(whole)
    assert "three days from Thursday" in text and "Tumechoka" in text and "when the tankers come" in text
    assert "New Member" not in text and "log in" not in text


def test_a_broken_byte_is_told_and_the_rest_is_read() -> None:
    articles, problems = read(PLAIN.encode().replace(b"Lena Fisk", b"Lena F\xc3sk"))
    assert len(articles) == 1
    assert [(p.kind, p.stage) for p in problems] == [("repaired", "articles")]
    assert all(block.page_span is None for block in articles[0].blocks)


WORDS = st.sampled_from(
    [
        *PLAIN.splitlines(),
        *THREAD.splitlines(),
        "",
        "",
        "“Ærø” – naïve café.",
        "By",
        "(CNN)",
        "— ",
        "12/03/2019",
        "¶",
        "\u2028x",
        "\r",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map("\n".join))
def test_blocks_lie_in_order_and_lead_back_to_the_saved_bytes(text: str) -> None:
    content = text.encode()
    if not content.strip():
        return
    for article in read(content)[0]:
        end = 0
        for block in article.blocks:
            assert end <= block.span.start < block.span.end <= len(article.text)
            end = block.span.end
            assert block.page_span is not None
            assert content[slice(*block.page_span)].decode() == article.words_of(block.span)
        assert article.text in text


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300).filter(str.strip))
def test_no_text_raises(text: str) -> None:
    for read_one in read_pages(["-"], PageSettings(stdin=text.encode("utf-8", "replace"))):
        if isinstance(read_one, SavedPage):
            _, problems = find_articles(read_one)
            assert not any("taken apart" in problem.reason for problem in problems)
            read_whole_page(read_one)


def test_the_seeds_hold_the_articles_that_they_should() -> None:
    counts = {}
    for page in read_pages([shared("seeds")]):
        assert isinstance(page, SavedPage)
        articles, problems = find_articles(page)
        assert problems == ()
        counts[page.page.uri[:3]] = len(articles)
        for article in articles:
            for block in article.blocks:
                assert page.content[slice(*(block.page_span or ()))].decode() == article.words_of(block.span)
    assert counts == {"000": 1, "001": 3, "002": 1, "003": 1, "004": 1}
