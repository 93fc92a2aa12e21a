"""Text pages of other makers: e-mails, statements of offices and firms, printed pages' heads, short texts cut to a width."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.values.lines import unwrap
from tests.stages.test_articles_headers import LONG, one

MAIL = "From: {sender}\nTo: all\nDate: Thu, 4 Mar 2021 07:02:00 +0800\nSubject: {subject}\n\n{top}\n\n" + LONG


@pytest.mark.parametrize(
    ("sender", "subject", "top", "title", "outlet"),
    [
        ("Ida Moor <hi@harbourlamp.example>", "The Harbour Lamp: rain and three boats", "THE HARBOUR LAMP",
         "rain and three boats", "The Harbour Lamp"),
        ("Desk <desk@piertalk.example>", "Fwd: [all] PierTalk review, 4 March", "Good morning", "PierTalk review, 4 March", "PierTalk"),
        ("The Harbour Echo <x@mailer.example>", "Rain again", "Good morning", "Rain again", "The Harbour Echo"),
        ("Ida Moor <ida@mailer.example>", "Re: Rain again", "Good morning", "Rain again", None),
    ],
)  # fmt: skip
def test_the_fields_of_a_mail_say_what_it_is(
    sender: str, subject: str, top: str, title: str, outlet: str | None
) -> None:
    article = one(MAIL.format(sender=sender, subject=subject, top=top) + "\n\n-- \nTo leave this list, write to us.\n")
    assert (article.title, article.outlet) == (title, outlet)
    assert article.published and article.published.value == "2021-03-04"
    body = " ".join(article.words_of(block.span) for block in article.body())
    assert "To leave" not in body and "mailer" not in body


def test_a_text_that_begins_with_one_such_field_is_no_mail() -> None:
    article = one(f"Subject: the pier is closed again\n\nBy Karen Holt\n\n{LONG}")
    assert not any(block.rule == "articles.mail" for block in article.blocks)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("MINISTRY OF PIERS\n\nPRESS STATEMENT\n\n4 March 2021\n\nState of the old pier\n\nThe Ministry of this land was told.", "Ministry Of Piers"),
        ("SELBY LAMPS CORPORATION\nPier Road 1\n\nSTATEMENT\n4 March 2021\n\nOn lamps of type 4\n\nSelby Lamps was told.", "Selby Lamps"),
        ("SELBY LAMPS PLC          GRAND PIERS INC.\n\nJOINT NEWS RELEASE\n\nTWO FIRMS JOIN HANDS FOR THE PIER\n\n4 March 2021\n\nSelby Lamps Plc was told.", "Selby Lamps"),
        ("INFORMATION OFFICE\nPress release PR220861en\n\nPRESS RELEASE BY THE POLICE\n\nAccident at the old pier\n\nDate: March 4, 2021\n\nThe Police were told.", "Police"),
        ("The Selby Standard            PRINT ARCHIVE\nThursday, 4 March 2021 | Page 4 | Nation\n\nPIER: FIRM FACES QUESTIONS", "The Selby Standard"),
        ("Thursday, 4 March 2021 | Page 4 | Nation\n\nPIER: FIRM FACES QUESTIONS", None),
        ("THE PIER BRIEF\nYour five minutes\n4 March 2021\n\nBy Karen Holt", None),
    ],
)  # fmt: skip
def test_whose_a_page_is_stands_at_its_head(head: str, outlet: str | None) -> None:
    assert one(f"{head}\n\n{LONG}\n").outlet == outlet


def test_a_letter_goes_by_the_name_of_its_house() -> None:
    text = f"THE PIER BRIEF\nYour five minutes\n4 March 2021\n\nBy Karen Holt\n\n{LONG}\n\nCopyright (C) 2021 The Pier Brief. All rights reserved.\n"
    assert one(text).outlet == "The Pier Brief"


SHORT = (
    "The Office wishes to inform the public that divers looked at the\n"
    "Old pier on 8 and 9 June and found that the crack in its third leg\n"
    "does not reach the core.\n\n"
    "The level of the water was lowered by two hands on Monday, and\n"
    "Lamps will be kept burning until the end of the rains.\n\n"
    "The two divers who had been sent home on 2 June will come back on\n"
    "14 June."
)


RULED = (
    "View this letter in your browser (https://pier.example/letters/212/print-it)\n\n"
    "------------------------------------------------------------\n"
    "** The pier\n"
    "------------------------------------------------------------\n\n"
    "The keeper of the old pier says that two people who have read the\n"
    "draft told him that the divers were sent home. He says that he did\n"
    "not know of it.\n\n"
    "Eighteen of you wrote in about the lamps and seventeen of you were\n"
    "rude, so here is what we know.\n\n"
    "============================================================\n"
    "You get this letter because you asked for it. It is free, and so are\n"
    "you."
)


def test_rules_between_paragraphs_hide_no_width() -> None:
    assert "people who have read the draft told him" in unwrap(RULED)
    assert "\n** The pier\n---" in unwrap(RULED)


def test_a_short_text_cut_to_a_width_is_joined() -> None:
    assert [len(part.split("\n")) for part in unwrap(SHORT).split("\n\n")] == [1, 1, 1]
    headlines = "\n".join(f"Mayor {name} speaks of the old pier" for name in ("Ann", "Bob", "Cid", "Dot", "Eve", "Fay"))
    assert unwrap(headlines) == headlines
