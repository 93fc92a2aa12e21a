"""Threads and chats that were saved as text: what stands around a post is no part of it."""

from __future__ import annotations

import pytest

from copydesk.records import Article
from copydesk.stages.articles.values.dates import read_date_line
from copydesk.stages.articles.values.profiles import POST_HEAD, profile_rule
from tests.stages.test_articles_headers import BODY, one

PASTED = "\n\n".join(BODY.split("\n\n")[:3])


def said(article: Article, role: str) -> str:
    return " ".join(article.words_of(block.span) for block in article.blocks if block.role == role)


@pytest.mark.parametrize(
    ("opening", "stamp"),
    [
        ("", "[03/06/2021, 07:4{}:09] "),
        (
            "03/06/2021, 07:39 - Messages and calls are end-to-end encrypted. Nobody else can read them.\n",
            "03/06/2021, 07:4{} - ",
        ),
        ("", "6/3/21, 7:4{} PM - "),
    ],
)
def test_a_story_pasted_in_a_chat_is_told_from_the_messages(opening: str, stamp: str) -> None:
    first, second, third = (stamp.format(n) for n in (1, 2, 3))
    text = f"{opening}{first}Pier Rat: From the Selby Echo:\n\n{PASTED}\n{second}~ Otis: is that the old one or the new one?\n{third}Pier Rat: <Media omitted>\n"
    article = one(text)
    assert (article.outlet, article.form) == ("Selby Echo", "post")
    body = said(article, "body")
    assert body.startswith(PASTED.split("\n", maxsplit=1)[0][:40])
    assert not any(words in body for words in ("encrypted", "07:4", "7:4", "Pier Rat", "omitted", "the old one"))


def test_a_text_with_two_stamps_is_no_chat() -> None:
    article = one(
        f"The pier, hour by hour\n\n[03/06/2021, 07:41] It creaks.\n\n[03/06/2021, 07:42] It falls.\n\n{BODY}"
    )
    assert article.form == "article"


def test_a_thread_saved_as_text_gives_the_post_and_its_day() -> None:
    article = one(
        "s/selby: the town and its pier\n\nDoes anyone know what is going on at the pier\nsubmitted 4 Mar 2021 by pier_rat\n"
        f"41 comments   share   save   hide   report\n\n{PASTED}\n\n[-] mrs_lamp  18 points\nSame with my old uncle.\n\n"
        "    [-] pier_rat [S]  9 points\nAs I said.\n\nload more comments (36 replies)\n"
    )
    assert (article.title, article.form) == ("Does anyone know what is going on at the pier", "post")
    assert article.published and article.published.value == "2021-03-04"
    assert "uncle" in said(article, "comment") and "uncle" not in said(article, "body")


@pytest.mark.parametrize(
    ("line", "is_head"),
    [
        ("[-] mrs_lamp [S]  -9 points  3 hours ago", True),
        ("mrs_lamp 18 points 3 hours ago", True),
        ("18 points by mrs_lamp 3 hours ago | hide | 41 comments", True),
        ("by mrs_lamp » Tue Mar 02, 2021 11:22 am", True),
        ("« Reply #1 on: March 02, 2021, 07:02:51 PM »", True),
        ("Selby 18 points clear of Wick", False),
        ("by Karen Holt in Selby", False),
        ("18 points by half-time were enough for Selby.", False),
    ],
)  # fmt: skip
def test_the_line_above_a_post_is_known(line: str, is_head: bool) -> None:
    assert (profile_rule(line) == POST_HEAD) == is_head


def test_who_submitted_a_post_stands_behind_its_day() -> None:
    found = read_date_line("submitted 4 Mar 2021 by pier_rat_of_old_selby")
    assert found and (found.value, found.labelled) == ("2021-03-04", True)
    assert read_date_line("The pier was closed on 4 March 2021 by the new harbour office") is None
