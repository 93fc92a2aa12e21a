"""What a page says of its story at its foot and in odd places: days, writers, captions, the site's name."""

from __future__ import annotations

import pytest

from copydesk.records import Article, Page, SavedPage
from copydesk.stages.articles import body_text, find_articles

TITLE = "Ferry runs again after two years of waiting"
PARAGRAPHS = [
    "The ferry across the Alder runs again from Monday, the harbour office said on Thursday, with fares that are half of the old.",
    "“We are ready,” said Lena Fisk, the harbour master, who has painted the boats with her own hands since the winter ended.",
    "The council of Selby paid for the new pier, which stands on steel and cost more than the old one and its two repairs did.",
    "Nobody knows yet how many will cross the river on the first day, when the band of the brewery is going to play at noon.",
]
BODY = "\n\n".join(PARAGRAPHS)


def find(text: str, media_type: str = "text/plain") -> tuple[Article, ...]:
    page = Page(id="p-1", uri="a.txt", media_type=media_type, sha256="0")
    return find_articles(SavedPage(page=page, content=text.encode()))[0]


def one(text: str, media_type: str = "text/plain") -> Article:
    (article,) = find(text, media_type)
    return article


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("This column appeared in the print edition of Sunday, 9 February 2025.", "2025-02-09"),
        ("Have your say\nFirst published in The Selby Echo on Monday, 4 September 2017", "2017-09-04"),
        ("This article appears in the November 2016 issue of Pier & Quay.", "2016-11"),
        ("This article first appeared in our winter issue.\nPosted online 22 December 2021", "2021-12-22"),
        ("Related\nBakery saved\nPublished on 9 September 2021", None),
        ("This bridge appeared in a film of 4 September 2017, which nobody in the town has seen since.", None),
    ],
)
def test_the_foot_of_a_page_may_give_the_day(foot: str, day: str | None) -> None:
    published = one(f"{TITLE}\n\n{BODY}\n\n{foot}\n").published
    assert (published.value if published else None) == day


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("– Ida Moor", ("Ida Moor",)),
        ("— Fionnuala Keane", ("Fionnuala Keane",)),
        ("Reported and written by Ida Moor", ("Ida Moor",)),
        ("— Selby Council", ()),
        ("– The bridge opens at noon", ()),
    ],
)
def test_a_writer_signs_below_the_text(line: str, names: tuple[str, ...]) -> None:
    article = one(f"{TITLE}\n\n4 May 2021\n\n{BODY}\n\n{line}\n\nRelated\n")
    assert article.byline == names
    assert body_text(article).split("\n")[-1] == PARAGRAPHS[-1] or not names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von: Katrin Osterloh", ("Katrin Osterloh",)),
        ("Ida Moor - Quayside News", ("Ida Moor",)),
        ("By Ida MoorLocal Democracy Reporter", ("Ida Moor",)),
        ("By Ida McMoor Reporter", ("Ida McMoor",)),
        ("By Ida Moor, Local Democracy Reporter", ("Ida Moor",)),
        ("Ida Moor (now) and Tom Reed (earlier)", ("Ida Moor", "Tom Reed")),
    ],
)
def test_bylines_come_in_many_forms(line: str, names: tuple[str, ...]) -> None:
    assert one(f"{TITLE}\n{line}\n4 May 2021\n\n{BODY}\n").byline == names


def test_a_lone_day_in_figures_is_a_date() -> None:
    published = one(f"{TITLE}\nBy Ida Moor\n2023-11-28\n\n{BODY}\n").published
    assert published is not None and published.value == "2023-11-28"


@pytest.mark.parametrize(
    "lines",
    [
        ["The new pier on Thursday, seen from the quay. PHOTO BY IDA MOOR"],
        ["The new pier stands in the river. (Ida Moor/Quayside News)"],
        ["The new pier stands in the river.", "The new pier stands in the river. © swa / Ida Moor"],
    ],
)
def test_captions_come_in_many_forms(lines: list[str]) -> None:
    article = one(f"{TITLE}\nBy Ida Moor\n4 May 2021\n\n" + "\n".join(lines) + f"\n\n{BODY}\n")
    assert body_text(article) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("last", "is_body"),
    [
        ("Ida Moor grew up by the river and has never learned to swim.", False),
        ("This story has been corrected to show that the pier stands on steel.", False),
        ("Tom Reed grew up by the river and has never learned to swim.", True),
    ],
)
def test_what_is_said_of_the_writer_and_the_story_is_no_part_of_it(last: str, is_body: bool) -> None:
    article = one(f"{TITLE}\nBy Ida Moor\n4 May 2021\n\n{BODY}\n\n{last}\n")
    assert (last in body_text(article)) is is_body


@pytest.mark.parametrize(
    ("head", "foot", "outlet"),
    [
        ("", "Quayside Kurier – Impressum – Datenschutz – AGB", "Quayside Kurier"),
        ("", "Related\nBakery saved\nThe Quayside Coast Messenger", "The Quayside Coast Messenger"),
        ("", "Follow QuaysideLive\nFacebook Twitter", "QuaysideLive"),
        ("", "Follow YouTube\nFacebook Twitter", None),
        ("", "Bakery saved – Contact – Our summer on the quay", None),
        ("Published on Quayside Gazette (http://quayside.example)\n", "", "Quayside Gazette"),
        ("Subscribe to Quayside County Leader\n", "", "Quayside County Leader"),
        ("The Daily Quay - Internet Edition\n", "© The Quay Group of Newspapers, 2004", "The Daily Quay"),
    ],
)
def test_the_site_names_itself_in_its_first_and_last_lines(head: str, foot: str, outlet: str | None) -> None:
    article = one(f"{head}{TITLE}\nBy Ida Moor\n4 May 2021\n\n{BODY}\n\n{foot}\n")
    assert (article.title, article.outlet) == (TITLE, outlet)


def test_the_only_heading_of_a_markdown_page_is_its_headline() -> None:
    heading = "The loons came back to the pond. So did the lead."
    text = f"Bridges\n\nWater\n\nBirds of the coast and the quay\n\n# **{heading}**\n\nBy Ida Moor\n\n*August 30, 2023*\n\n{BODY}\n"
    article = one(text, "text/markdown")
    assert article.title == heading and article.published is not None and article.published.value == "2023-08-30"


@pytest.mark.parametrize(("writers", "count"), [("By Ida Moor and Tom Reed", 1), ("Quayside Lamp", 3)])
def test_a_live_page_as_text_that_names_its_writers_is_one_article(writers: str, count: int) -> None:
    updates = "\n\n".join(
        f"{clock}\n\n{words}" for clock, words in zip(("17:30", "16:10", "12:05"), PARAGRAPHS, strict=False)
    )
    found = find(f"Ferry runs again: live updates\n{writers}\n4 March 2021\n\n{updates}\n")
    assert len(found) == count and {article.form for article in found} == {"live"}


@pytest.mark.parametrize(
    ("byline", "credits"),
    [
        ("By Ida Moor, Associated Press", ["By Ida Moor, Associated Press"]),
        ("By IDA MOOR</p><p>Associated Press", ["Associated Press"]),
        ("By Reuters", ["By Reuters"]),
        ("AAP", ["AAP"]),
        ("By Ida Moor", []),
        ("By Ida Moor, Selby Lamp", []),
        ("Selby Lamp", []),
    ],
)
def test_an_html_page_keeps_the_byline_that_names_an_agency(byline: str, credits: list[str]) -> None:
    story = "".join(f"<p>{words}</p>" for words in PARAGRAPHS * 2)
    html = f"<body><h1>{TITLE}</h1><header><p>{byline}</p><p>May 4, 2021</p></header><article>{story}</article></body>"
    article = one(f"<html><head><title>{TITLE}</title></head>{html}</html>", "text/html")
    blocks = [block for block in article.blocks if block.role == "byline"]
    assert [article.words_of(block.span) for block in blocks if block.rule == "articles.byline"] == credits
    assert all(block.page_span for block in blocks) and article.words_of(article.blocks[0].span) == TITLE


@pytest.mark.parametrize(("between", "count"), [("-" * 40, 2), ("", 1)])
def test_a_line_of_dashes_parts_the_stories_of_one_file(between: str, count: int) -> None:
    second = "Bakery saved by its customers\n\nJuly 27, 2018 · 6:30 AM\nSunniva Park\n\n" + "\n\n".join(
        PARAGRAPHS[::-1]
    )
    found = find(f"{TITLE}\n\nBy Ida Moor\n\n19 July 2018\n\n{BODY}\n\n{between}\n\n{second}\n")
    days = [article.published.value for article in found if article.published]
    assert days == ["2018-07-19", "2018-07-27"][:count]
