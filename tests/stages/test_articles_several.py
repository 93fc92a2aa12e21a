"""Pages that tell several things in turn: tickers and digests as text and as HTML; and stories that stay whole."""

from __future__ import annotations

import pytest

from copydesk.records import Article, Page, SavedPage
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from tests.stages.test_articles_html import saved

ITEMS = [
    (
        "Dockers accept the offer",
        "The strike at the docks is over after nine days. Most of the men voted for four per cent and a new canteen.",
    ),
    (
        "Court spares the plane trees",
        "The judge, Honora Pell, has stopped the felling of 58 plane trees until she can hear the residents in May.",
    ),
    (
        "Violin found in tram",
        "A schoolboy has handed in the violin that a soloist left on the number 6 on Monday. He had been playing it.",
    ),
    (
        "Bank puts off its figures",
        "Shares in Harbour Savings fell by a third after it put off its yearly figures for the second time since spring.",
    ),
]
UPDATES = [
    (
        "16:20",
        "Pumps arrive from the coast",
        "Four pumps have come from the coast and are being set up behind the town hall.",
    ),
    (
        "14:05",
        "School becomes a shelter",
        "The school in Mill Lane takes in whoever has water in the house, the mayor has said.",
    ),
    (
        "11:40",
        "River over the wall",
        "The Selb has come over the wall at the old brewery, and the lower town is being cleared.",
    ),
]
LEAD = "Flood in Selby: live updates\n\nSelby Lamp\n\n4 March 2021\n\n"


def text_page(text: str) -> SavedPage:
    return SavedPage(page=Page(id="p-1", uri="a.txt", media_type="text/plain", sha256="0"), content=text.encode())


def articles_of(text: str) -> tuple[Article, ...]:
    return find_articles(text_page(text))[0]


def digest(lead: str, items: list[tuple[str, str]] = ITEMS) -> str:
    return lead + "\n\n".join(f"{heading}\n\n{words}" for heading, words in items)


def html_digest(lead: str, items: list[tuple[str, str]] = ITEMS) -> str:
    inner = "".join(f"<h2>{heading}</h2><p>{words}</p>" for heading, words in items)
    return f"<html><head><title>{lead}</title></head><body><main><h1>{lead}</h1><p>Good morning, all.</p>{inner}</main></body></html>"


@pytest.mark.parametrize(
    "update",
    ["{clock}\n{heading}\n{words}", "{heading}\n{clock} GMT\n{words}", "{clock} – {heading}\n{words}"],
    ids=["time, heading", "heading, time", "time beside heading"],
)
def test_a_ticker_as_text_is_split_at_its_times(update: str) -> None:
    text = "\n\n".join(update.format(clock=c, heading=h, words=w) for c, h, w in UPDATES)
    found = articles_of(LEAD + text)
    assert [body_text(a) for a in found] == [words for _, _, words in UPDATES]
    assert all(heading in (a.title or "") for a, (_, heading, _) in zip(found, UPDATES, strict=True))
    assert {(a.form, a.rule) for a in found} == {("live", "articles.live_update")}
    assert {a.published and a.published.value for a in found} == {"2021-03-04"}
    assert all(block.page_span for a in found for block in a.blocks)


def test_times_may_be_told_from_now() -> None:
    text = "".join(f"{n} hours ago\n\n{words}\n\n" for n, (_, _, words) in enumerate(UPDATES, 1))
    assert [body_text(a) for a in articles_of(LEAD + text)] == [words for _, _, words in UPDATES]
    assert {a.title for a in articles_of(LEAD + text)} == {"Flood in Selby: live updates"}


def test_a_line_with_a_day_dates_the_updates_below_it() -> None:
    text = "\n\n".join(f"{clock}\n\n{words}" for clock, _, words in UPDATES)
    found = articles_of(f"Flood in Selby: live updates\n\n5 March 2021\n\n{text}\n\n4 March 2021\n\n{text}")
    assert [a.published and a.published.value for a in found] == ["2021-03-05"] * 3 + ["2021-03-04"] * 3


STORY = (
    "The Selb rose all day on Thursday and by night the lower town of Selby stood in water, as it had not since the war. "
    * 3
)


@pytest.mark.parametrize(
    "text",
    [
        "How Selby drowned\n\n" + "\n\n".join(f"{c}\n\n{w}" for c, _, w in UPDATES),
        LEAD + STORY + "\n\n" + STORY + "\n\n" + "\n\n".join(f"{c}\n\n{w}" for c, _, w in UPDATES[:1]),
        LEAD + STORY + "\n\n10:00 Opening\n10:30 Coffee\n11:00 Closing\n\n" + STORY,
    ],
    ids=["a page that is not live", "one time", "a programme"],
)
def test_times_alone_make_no_ticker(text: str) -> None:
    assert len(articles_of(text)) == 1


def test_a_digest_is_split_into_its_items() -> None:
    found = articles_of(digest("The Selby Evening Bulletin\n\nA digest of the day\n\nThursday 4 March 2021\n\n"))
    assert [(a.title, body_text(a)) for a in found] == ITEMS
    assert {(a.rule, a.form, a.outlet) for a in found} == {
        ("articles.digest_item", "article", "The Selby Evening Bulletin")
    }
    assert {a.published and a.published.value for a in found} == {"2021-03-04"}


def test_an_html_digest_is_split_and_is_one_text_as_a_whole() -> None:
    html = html_digest("Selby morning briefing")
    found, _ = find_articles(saved(html))
    assert [(a.title, body_text(a)) for a in found] == ITEMS
    assert {a.rule for a in found} == {"articles.digest_item"}
    assert all(block.page_span for a in found for block in a.body())
    whole = read_whole_page(saved(html))
    assert whole and all(words in body_text(whole) for _, words in ITEMS)


def test_a_text_digest_as_a_whole_is_one_text_with_its_headings() -> None:
    whole = read_whole_page(text_page(digest("A digest of the day\n\nThursday 4 March 2021\n\n")))
    assert whole and body_text(whole).split("\n") == [line for item in ITEMS for line in item]


ABOUT_ONE = [(heading, f"At the Harlow works {words[0].lower()}{words[1:]}") for heading, words in ITEMS]
QUESTIONS = [(f"Why did it happen {n}?", words) for n, (_, words) in enumerate(ITEMS)]
LONG = [(heading, " ".join([words] * 12)) for heading, words in ITEMS]


@pytest.mark.parametrize(
    ("lead", "items"),
    [
        ("The summer that changed the harbour", ITEMS),
        ("Harlow works: what you need to know", ABOUT_ONE),
        ("The strike: five things to know", QUESTIONS),
        ("Weekly briefing from the harbour", LONG),
        ("Morning briefing", ITEMS[:2]),
    ],
    ids=["a feature with subheads", "a list about one thing", "questions and answers", "long parts", "two parts"],
)
def test_a_story_with_subheads_stays_one_article(lead: str, items: list[tuple[str, str]]) -> None:
    assert len(articles_of(digest(f"{lead}\n\nBy Ida Moor\n\n", items))) == 1
    assert len(find_articles(saved(html_digest(lead, items)))[0]) == 1


WIRE = "{title}\n\n{place} ({agency}) - {words}\n\n{words}\n\n“It is what it is,” said the mayor, who had not been told of any of it before.\n\n"


def test_two_wire_stories_in_one_file_are_two_articles() -> None:
    words = "The salt works that gave the town its name will shut at the end of the summer, its owners said, putting 220 people out of work."
    one = WIRE.format(title="Salt works in Hask to shut after 190 years", place="HASK", agency="Reuters", words=words)
    two = WIRE.format(
        title="Minister quits over shares of his brother",
        place="LIMA, Peru",
        agency="AP",
        words=words[::-1].capitalize(),
    )
    found = articles_of(one + "\n\n" + two)
    assert [a.title for a in found] == [
        "Salt works in Hask to shut after 190 years",
        "Minister quits over shares of his brother",
    ]


def test_a_dateline_inside_a_story_begins_no_other() -> None:
    words = "The salt works that gave the town its name will shut at the end of the summer, its owners said, putting 220 people out of work."
    story = WIRE.format(title="Salt works in Hask to shut after 190 years", place="HASK", agency="Reuters", words=words)
    assert len(articles_of(f"{story}{words}\n\n(Reuters) - {words}\n\n{words}\n\n{words}")) == 1
