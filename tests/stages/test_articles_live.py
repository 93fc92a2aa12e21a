"""Live blogs and tickers: which pages are split into updates, and what each update says of itself."""

from __future__ import annotations

import json

import pytest

from copydesk.records import Article
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from tests.stages.test_articles_html import PARAGRAPHS, saved

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


def entry(clock: str, heading: str, words: str) -> str:
    stamp = f"<time datetime='2021-03-04T{clock}'>{clock}</time>"
    return (
        f"<article class='entry'>{stamp}<h3>{heading}</h3><p>{words}</p><div class='share'>Share this</div></article>"
    )


def ticker(title: str = "LIVE: flood in Selby", inner: str | None = None, head: str = "", after: str = "") -> str:
    entries = inner or "".join(entry(*update) for update in UPDATES)
    return (
        f"<html lang='en'><head><title>{title}</title><meta property='og:site_name' content='Selby Lamp'>{head}</head><body>"
        f"<h1>{title}</h1><div class='live-ticker'>{entries}</div>{after}</body></html>"
    )


def articles_of(html: str) -> tuple[Article, ...]:
    return find_articles(saved(html))[0]


def test_each_entry_of_a_ticker_is_an_article() -> None:
    found = articles_of(ticker())
    assert [(a.title, body_text(a)) for a in found] == [(heading, words) for _, heading, words in UPDATES]
    assert {(a.form, a.rule, a.outlet) for a in found} == {("live", "articles.live_update", "Selby Lamp")}
    assert {a.published and a.published.value for a in found} == {"2021-03-04"}
    assert all(block.page_span for a in found for block in a.body())


def test_json_ld_gives_an_update_its_writer_and_stands_for_one_that_has_no_element() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": heading, "articleBody": words, "datePublished": f"2021-03-0{n}T10:00",
         "author": {"@type": "Person", "name": "Ida Moor"}}
        for n, (_, heading, words) in enumerate(UPDATES, 1)
    ]  # fmt: skip
    blog = json.dumps({"@type": "LiveBlogPosting", "headline": "Flood in Selby", "liveBlogUpdate": updates})
    head = f"<script type='application/ld+json'>{blog}</script>"
    for html in (ticker(head=head), ticker(head=head, inner="<p>Loading.</p>")):
        found = articles_of(html)
        assert [a.title for a in found] == [heading for _, heading, _ in UPDATES]
        assert {a.byline for a in found} == {("Ida Moor",)}
    assert [a.published and a.published.value for a in found] == ["2021-03-01", "2021-03-02", "2021-03-03"]


STORY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
CARDS = "".join(
    f"<article class='entry'><time datetime='2021-03-04'>4 March</time><h3><a href='/{n}.html'>{heading}</a></h3><p>{words}</p></article>"
    for n, (_, heading, words) in enumerate(UPDATES)
)
KEY_POINTS = (
    "<ul class='live'>" + "".join(f"<li><time>{c}</time> <a href='#b'>{h}</a></li>" for c, h, _ in UPDATES) + "</ul>"
)


@pytest.mark.parametrize(
    "html",
    [
        ticker(title="Flood in Selby", inner=STORY),
        ticker(inner=STORY + KEY_POINTS),
        ticker(title="Flood in Selby").replace("live-ticker", "timeline"),
        ticker(inner=f"<div>{STORY * 2}</div><div class='side'>{''.join(entry(*update) for update in UPDATES)}</div>"),
    ],
    ids=["a story", "a story with key points", "a page that is not live", "a ticker beside a story"],
)
def test_what_is_no_live_blog_stays_one_article(html: str) -> None:
    assert [a.rule for a in articles_of(html)] == ["articles.markup"]


def test_teasers_are_no_updates() -> None:
    assert all(a.rule != "articles.live_update" for a in articles_of(ticker(inner=CARDS)))


def test_a_live_page_as_a_whole_is_one_text_in_its_order() -> None:
    whole = read_whole_page(saved(ticker()))
    text = body_text(whole) if whole else ""
    places = [text.find(words) for _, _, words in UPDATES]
    assert min(places) >= 0 and places == sorted(places)
