"""Articles out of HTML: what the mark-up states, the main text, and the posts of forum threads."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Article, Page, SavedPage
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from copydesk.stages.articles.html.completing import without_second_printing
from copydesk.stages.articles.values.lines import place_lines

PARAGRAPHS = [
    "The ferry between Alder and Brine will run again from Monday, the harbour office said on Thursday, two years after "
    "a storm broke the old pier and the town lost its only link to the mainland.",
    "“We are ready,” said Lena Fisk, the harbour master. “The boats are painted, the crews are hired, and the first of "
    "them will leave at seven in the morning with 120 passengers on board.”",
    "A ticket costs four crowns. Children ride for free, the office said, and so do all who can show that they live in "
    "one of the two towns or that they work there for at least three days a week.",
    "The pier was built in 1931 and had been repaired four times before the storm. The new one stands on steel and cost "
    "the county nine million crowns, of which the state paid two thirds.",
]
TALK = [
    "Has anybody been on the new ferry yet? I would like to take my bike with me and wonder whether there is room for it on board.",
    "Yes, I was on it on Tuesday. There is a rack for twelve bikes next to the ramp, but it fills up early in the morning.",
    "Thanks, good to know. Then I will take the second boat, which is never as full as the first, or so they say at work.",
]


def saved(html: str | bytes, address: str | None = None, **fields: str) -> SavedPage:
    content = html.encode() if isinstance(html, str) else html
    page = Page(id="p-1", uri="a.html", media_type="text/html", sha256="0")
    return SavedPage(page=page, content=content, address=address, fields=tuple(sorted(fields.items())))


def news(head: str = "", body: str = "", text: list[str] | None = None) -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in text or PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en'><head>{head}</head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>Ferry runs again</h1>{body}{inner}</article><footer>© 2020 Alder Post</footer></body></html>"
    )


def one(html: str | bytes, address: str | None = None, **fields: str) -> Article:
    articles, problems = find_articles(saved(html, address, **fields))
    assert len(articles) == 1 and problems == ()
    return articles[0]


def linked(**data: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def test_json_ld_is_read_first() -> None:
    article = one(
        news(
            linked(
                **{
                    "@type": "NewsArticle",
                    "headline": "Ferry runs again",
                    "datePublished": "2021-03-04T23:30:00-05:00",
                },
                dateModified="2021-03-06T08:00:00Z",
                author=[
                    {"@type": "Person", "name": "By IDA MOOR"},
                    {"@type": "Organization", "name": "Alder Post Staff"},
                ],
                publisher={"@type": "Organization", "name": "Alder Post"},
            )
            + "<link rel='canonical' href='https://alderpost.example/ferry'>"
            + "<meta property='article:published_time' content='2020-01-02'>"
        )
    )
    assert (article.title, article.byline, article.outlet) == ("Ferry runs again", ("Ida Moor",), "Alder Post")
    assert article.published is not None and article.published.value == "2021-03-04"
    assert "JSON-LD" in article.published.why
    assert (article.modified, article.canonical) == ("2021-03-06", "https://alderpost.example/ferry")
    assert article.language == "en"
    assert [article.words_of(b.span) for b in article.body()] == PARAGRAPHS


@pytest.mark.parametrize(
    ("head", "body", "address", "expected"),
    [
        ("<meta property='article:published_time' content='2021-03-04T10:00'>", "", None, "2021-03-04"),
        ("<meta name='pubdate' content='20210304'>", "", None, "2021-03-04"),
        ("", "<time datetime='2021-03-04' pubdate>Thursday</time>", None, "2021-03-04"),
        ("", "<span itemprop='datePublished' content='2021-03-04'></span>", None, "2021-03-04"),
        ("", "", "https://alderpost.example/2021/03/04/ferry.html", "2021-03-04"),
        ("", "", "https://alderpost.example/news/2021/mar/04/ferry", "2021-03-04"),
        ("<meta name='last-modified' content='2021-03-04'>", "", None, "2021-03-04"),
        ("", "", "https://alderpost.example/99/ferry", None),
    ],
)
def test_a_stated_date_is_found(head: str, body: str, address: str | None, expected: str | None) -> None:
    published = one(news(head, body), address).published
    assert (published.value if published else None) == expected


def test_the_object_of_another_page_is_not_taken_for_this_ones() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Snow on the pass",
        "datePublished": "2019-01-01",
        "url": "https://a.example/snow",
    }
    own = {
        "@type": "NewsArticle",
        "headline": "Ferry runs again",
        "datePublished": "2021-03-04",
        "url": "https://a.example/ferry",
    }
    article = one(news(linked(**{"@graph": [other, own]}) + "<link rel='canonical' href='https://a.example/ferry'>"))
    assert (article.title, article.published and article.published.value) == ("Ferry runs again", "2021-03-04")


@pytest.mark.parametrize(
    ("title", "expected", "outlet"),
    [
        ("Ferry runs again | Alder Post", "Ferry runs again", "Alder Post"),
        ("Ferry runs again - BBC News", "Ferry runs again", "BBC News"),
        ("Alder - Brine: ferry runs again", "Alder - Brine: ferry runs again", "Alder Post"),  # by its notice of rights
    ],
)
def test_a_title_loses_the_sites_name(title: str, expected: str, outlet: str | None) -> None:
    article = one(news(f"<title>{title}</title>").replace("<h1>Ferry runs again</h1>", ""))
    assert (article.title, article.outlet) == (expected, outlet)


def test_captions_credits_and_links_in_the_text_are_no_body() -> None:
    text = [
        *PARAGRAPHS[:2],
        "The old pier in May. (Photo: Jon Bell/Alder Post)",
        "Read more: Why the pier fell",
        *PARAGRAPHS[2:],
    ]
    article = one(news(text=text))
    assert [article.words_of(b.span) for b in article.body()] == PARAGRAPHS


def test_a_datasets_columns_fill_what_the_page_leaves_open() -> None:
    article = one(news(), title="Ferry!", date="2021-03-04", outlet="nytimes.com", byline="Ida Moor; Sam Ode")
    assert (article.title, article.outlet, article.byline) == ("Ferry!", "The New York Times", ("Ida Moor", "Sam Ode"))
    assert article.published is not None and article.published.value == "2021-03-04"


@pytest.mark.parametrize(
    "post",
    [
        "<article class='message message--post'><div class='message-body'><div class='bbWrapper'>{}</div></div></article>",
        "<div class='post'><div class='postbody'><div class='content'>{}</div></div></div>",
        "<div id='post_message_{n}'>{}</div>",
        "<div class='topic-body crawler-post'><div class='post' itemprop='text'><p>{}</p></div></div>",
        "<article class='cPost'><div data-role='commentContent'><p>{}</p></div></article>",
        "<div class='post_wrapper'><div class='post'><div class='inner'>{}</div></div></div>",
        "<li><div component='post/content'><p>{}</p></div></li>",
    ],
)
def test_posts_of_known_forum_programs_are_told_apart(post: str) -> None:
    posts = "".join(post.replace("{n}", str(n)).replace("{}", words) for n, words in enumerate(TALK))
    page = f"<html><head><title>New ferry</title></head><body><div class='bar'>Log in</div>{posts}</body></html>"
    article = one(page)
    assert article.form == "post"
    assert [article.words_of(b.span) for b in article.blocks if b.role == "comment"] == TALK[1:]
    assert body_text(article) == TALK[0]
    whole = read_whole_page(saved(page))
    assert whole is not None and body_text(whole).split("\n") == TALK


def test_a_pasted_story_in_a_later_post_is_an_article_of_its_own() -> None:
    story = "<br>".join(["By IDA MOOR", "March 4, 2021", "", f"ALDER (Reuters) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:]])
    posts = [TALK[0], story, TALK[1]]
    page = "".join(
        f"<article class='message'><time datetime='2022-05-0{n}'></time><div class='message-body'>"
        f"<div class='bbWrapper'>{words}</div></div></article>"
        for n, words in enumerate(posts, 1)
    )
    articles, _ = find_articles(saved(f"<html><title>New ferry</title><body>{page}</body></html>"))
    assert [(a.title, a.byline, a.outlet, a.published and a.published.value) for a in articles] == [
        (None, ("Ida Moor",), "Reuters", "2021-03-04")
    ]
    assert [articles[0].words_of(b.span) for b in articles[0].blocks if b.role == "comment"] == TALK[:2]


def test_quoted_posts_and_signatures_are_left_out() -> None:
    quote = f"<blockquote class='bbCodeBlock bbCodeBlock--quote'>{TALK[0]}</blockquote>"
    page = "".join(
        f"<article class='message'><div class='message-body'><div class='bbWrapper'>{words}</div></div>"
        "<aside class='message-signature'><div class='bbWrapper'>Life is a ferry, and then it sinks.</div></aside></article>"
        for words in (TALK[0], quote + TALK[1])
    )
    whole = read_whole_page(saved(f"<html><body>{page}</body></html>"))
    assert whole is not None and body_text(whole).split("\n") == TALK[:2]


def test_a_news_storys_comments_make_it_no_thread() -> None:
    comments = "".join(
        f"<div itemtype='https://schema.org/Comment'><p itemprop='text'>{words}</p></div>" for words in TALK
    )
    html = news().replace("</article>", f"</article><section id='comments'>{comments}</section>")
    article = one(html)
    assert (article.form, len(article.body())) == ("article", 4)


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (news(text=[f"{p} Café Ærø – dør." for p in PARAGRAPHS]).encode(), None),
        (news("<meta charset='iso-8859-1'>", text=[f"{p} Café Ærø – dør." for p in PARAGRAPHS]).encode("cp1252"), None),
        (news(text=[f"{p} Café Ærø – dør." for p in PARAGRAPHS]).encode("cp1252"), None),
        (news(text=[f"{p} Café Ærø – dør." for p in PARAGRAPHS]).encode("utf-16"), None),
        (news("<meta charset='utf-8'>", text=[f"{p} Café Ærø – dør." for p in PARAGRAPHS]).encode(), "iso-8859-1"),
    ],
)
def test_encodings_are_told(content: bytes, charset: str | None) -> None:
    page = saved(content)
    article = find_articles(SavedPage(page=page.page, content=page.content, charset=charset))[0][0]
    assert "Café Ærø – dør." in article.text


def test_one_broken_byte_is_repaired_and_told() -> None:
    content = news("<meta charset='utf-8'>").encode().replace(b"Lena", b"L\xffna")
    articles, problems = find_articles(saved(content))
    assert len(articles) == 1
    assert [(p.kind, "1 broken place" in p.reason) for p in problems] == [("repaired", True)]


def test_a_page_without_text_is_a_problem() -> None:
    articles, problems = find_articles(saved("<html><body><div id='app'></div></body></html>"))
    assert articles == () and [p.kind for p in problems] == ["set_aside"]


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class='post'>", "</div>", "<article", ">", "<table><tr><td>", "</table>", "<!--", "-->", "<br>", "&amp;",
     "<script type='application/ld+json'>{\"@type\": [", "</script>", "<time datetime='x'>", "text ", PARAGRAPHS[0], "\x00", "<blockquote>"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(TAGS, max_size=25).map("".join))
def test_no_mark_up_raises(html: str) -> None:
    page = saved(html or " ")
    articles, problems = find_articles(page)
    assert not any("taken apart" in problem.reason for problem in problems), problems
    read_whole_page(page)
    for article in articles:
        assert all(0 <= b.span.start < b.span.end <= len(article.text) for b in article.blocks)


def test_the_headline_stands_in_the_text() -> None:
    article = one(news("<meta property='og:title' content='A ferry at last'>"))
    assert next(article.words_of(b.span) for b in article.blocks if b.role == "headline") == "A ferry at last"


def test_half_a_character_in_json_ld_is_no_text() -> None:
    page = news(linked(**{"@type": "NewsArticle", "headline": "Ferry runs again \ud83d"}))
    article = one(page.replace("<h1>Ferry runs again</h1>", ""))
    assert article.title == "Ferry runs again ?"


def test_a_part_printed_twice_is_read_once() -> None:
    once = [*PARAGRAPHS[:2], "Fares", PARAGRAPHS[2]]
    twice = [*once, *once, PARAGRAPHS[3], "Fares"]
    lines = place_lines(("p", words) for words in twice)
    kept = [line.text for line in without_second_printing(lines)]
    assert kept == [*once, PARAGRAPHS[3], "Fares"]


@pytest.mark.parametrize(("shown", "is_whole"), [(1, True), (3, False)])
def test_the_text_in_json_ld_stands_for_a_page_that_shows_its_beginning(shown: int, is_whole: bool) -> None:
    data = {"@type": "NewsArticle", "headline": "Ferry runs again", "articleBody": "\n\n".join(PARAGRAPHS)}
    article = one(news(linked(**data), text=PARAGRAPHS[:shown]))
    assert (PARAGRAPHS[3] in article.text) is is_whole


@pytest.mark.parametrize("line", ["lena.fisk@alderpost.example", "Our best reading, every Saturday. Sign up here."])
def test_an_address_and_a_call_to_sign_up_are_no_body(line: str) -> None:
    article = one(news(text=[*PARAGRAPHS, line]))
    assert [article.words_of(block.span) for block in article.body()] == PARAGRAPHS


def test_a_front_page_holds_no_article_of_its_own() -> None:
    front = news("<link rel='canonical' href='https://alderpost.example/'>")
    assert find_articles(saved(front))[0] == () and one(news(linked(**{"@type": "NewsArticle"}))).title
