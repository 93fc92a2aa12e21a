"""Threads in HTML: posts of forums that no list knows, who wrote what, quoted stories; and what is no thread."""

from __future__ import annotations

import json

import pytest

from copydesk.records import Article
from copydesk.stages.articles import body_text, find_articles, read_whole_page
from tests.stages.test_articles_html import PARAGRAPHS, TALK, saved

REPORT = " ".join(PARAGRAPHS[:3])
STORY = [
    "<b>Ferry to Brine runs again</b>",
    "By Ida Moor, Alder Post",
    f"ALDER, March 4 (Reuters) - {PARAGRAPHS[0]}",
    *PARAGRAPHS[1:],
]


def articles_of(html: str) -> tuple[Article, ...]:
    return find_articles(saved(html))[0]


def roles(article: Article) -> dict[str, str]:
    return {article.words_of(block.span): block.rule for block in article.blocks if block.role == "comment"}


def xenforo(*posts: tuple[str, str, str]) -> str:
    inner = "".join(
        f"<article class='message'><a class='username'>{name}</a><span>Joined Jun 3, 2008</span><time datetime='{day}'>{day}</time>"
        f"<div class='message-body'><div class='bbWrapper'>{words}</div></div></article>"
        for name, day, words in posts
    )
    return f"<html><head><title>New ferry</title></head><body>{inner}</body></html>"


def quote(words: str) -> str:
    return f"<blockquote class='bbCodeBlock--quote'><div>Tam said:</div>{words}</blockquote>"


def test_the_opening_post_is_its_posters_own() -> None:
    (article,) = articles_of(xenforo(("Hob", "2022-05-01", REPORT), ("Tam", "2022-05-02", TALK[0])))
    assert (article.form, article.rule, article.byline, article.title) == (
        "post",
        "articles.post",
        ("Hob",),
        "New ferry",
    )
    assert article.published and (article.published.value, article.published.basis) == ("2022-05-01", "stated")
    assert roles(article) == {TALK[0]: "articles.reply"}


def test_a_pasted_story_keeps_its_own_head_and_takes_the_year_alone_from_the_post() -> None:
    html = xenforo(("Hob", "2022-01-02", "Look at this.<br>" + "<br>".join(STORY)), ("Tam", "2022-01-03", TALK[0]))
    (article,) = articles_of(html)
    assert (article.rule, article.title, article.byline) == (
        "articles.pasted",
        "Ferry to Brine runs again",
        ("Ida Moor",),
    )
    assert article.published and (article.published.value, article.published.basis) == ("2021-03-04", "inferred")
    assert "Look at this" not in body_text(article)


def test_a_paste_without_any_day_has_no_date() -> None:
    words = "<br>".join(STORY).replace(", March 4", "")
    (article,) = articles_of(xenforo(("Hob", "2022-01-02", words), ("Tam", "2022-01-03", TALK[0])))
    assert article.rule == "articles.pasted" and article.published is None


def test_a_quoted_whole_story_is_an_article_and_a_quoted_post_is_none() -> None:
    whole = quote("<br>".join(STORY)) + TALK[2]
    html = xenforo(
        ("Hob", "2022-05-01", TALK[0]), ("Tam", "2022-05-02", whole), ("Ann", "2022-05-03", quote(TALK[2]) + TALK[1])
    )
    (article,) = articles_of(html)
    assert (article.form, article.rule, article.title) == (
        "quoted",
        "articles.quoted_post",
        "Ferry to Brine runs again",
    )
    assert PARAGRAPHS[3] in body_text(article) and all(words not in body_text(article) for words in TALK)
    assert TALK[1] in roles(article)


def test_a_quotation_of_a_story_in_the_thread_is_no_second_one() -> None:
    words = "<br>".join(STORY)
    html = xenforo(("Hob", "2022-05-01", words), ("Tam", "2022-05-02", quote(words) + TALK[1]))
    (article,) = articles_of(html)
    assert article.rule == "articles.pasted" and body_text(article).count(PARAGRAPHS[1]) == 1


def homemade(texts: list[str], *, inner: str = "<p>{}</p>", before: str = "") -> str:
    posts = "".join(
        f"<div class='x1'><b>Poster {n}</b><i class='d'>{n} May 2022, 10:0{n}</i><div class='w'>{inner.replace('{}', words)}</div></div>"
        for n, words in enumerate(texts, 1)
    )
    return f"<html><head><title>New ferry</title></head><body>{before}<div id='all'>{posts}</div></body></html>"


def test_posts_of_an_unknown_forum_are_told_by_what_they_repeat() -> None:
    (article,) = articles_of(homemade([REPORT, *TALK]))
    assert (article.rule, article.byline, article.published and article.published.value) == (
        "articles.post",
        ("Poster 1",),
        "2022-05-01",
    )
    assert body_text(article) == REPORT and set(roles(article)) == set(TALK)


@pytest.mark.parametrize(
    "html",
    [
        homemade(TALK, before="".join(f"<p>{words}</p>" for words in PARAGRAPHS)),
        homemade([REPORT, *TALK], inner="<h3><a href='/a.html'>Ferry</a></h3><p>{}</p>"),
        homemade(TALK).replace("id='all'", "id='comments'"),
    ],
    ids=["a story with comments", "teasers", "comments alone"],
)
def test_what_repeats_is_not_always_a_thread(html: str) -> None:
    assert all(article.form == "article" for article in articles_of(html))


def test_json_ld_gives_a_thread_its_posts() -> None:
    comments = [{"@type": "Comment", "text": words, "author": {"name": "Tam"}} for words in TALK]
    node = {
        "@type": "DiscussionForumPosting", "headline": "New ferry", "text": REPORT.replace(". ", ".\n"),
        "datePublished": "2022-05-01T10:00", "author": {"@type": "Person", "name": "Hob Lane"}, "comment": comments,
    }  # fmt: skip
    page = "".join(f"<div><p>{words}</p></div>" for words in (REPORT, *TALK))
    html = (
        f"<html><head><script type='application/ld+json'>{json.dumps(node)}</script></head><body>{page}</body></html>"
    )
    (article,) = articles_of(html)
    assert (article.form, article.byline, article.title) == ("post", ("Hob Lane",), "New ferry")
    assert all(words not in body_text(article) for words in TALK) and "ready" in body_text(article)


def test_a_thread_as_a_whole_repeats_no_quotation_and_keeps_what_it_holds_only_as_one() -> None:
    html = xenforo(
        ("Hob", "2022-05-01", TALK[0]), ("Tam", "2022-05-02", quote(TALK[0]) + TALK[1] + quote(PARAGRAPHS[0]))
    )
    whole = read_whole_page(saved(html))
    assert whole and body_text(whole).split("\n") == [TALK[0], TALK[1], PARAGRAPHS[0]]
