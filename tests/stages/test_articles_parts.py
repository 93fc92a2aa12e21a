"""The rules that articles are read with, one by one: bylines, dates, datelines, outlets, lines, encodings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.lexicon import load_entries
from copydesk.records import Page, SavedPage, Span
from copydesk.stages.articles.source.decoding import byte_places, decode
from copydesk.stages.articles.text.captions import split_credit
from copydesk.stages.articles.text.signals import mark_line
from copydesk.stages.articles.text.titles import split_title
from copydesk.stages.articles.values.bylines import clean_names, read_byline, read_lone_names, title_case
from copydesk.stages.articles.values.datelines import read_dateline
from copydesk.stages.articles.values.dates import date_of_address, day_of_stamp, find_date, order_of, read_date_line
from copydesk.stages.articles.values.lines import Line, unwrap
from copydesk.stages.articles.values.outlets import find_outlet, is_press_name, know_outlet, outlet_of_address


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By IDA MOOR and SAM ODE", ("Ida Moor", "Sam Ode")),
        ("By Ida Moor, Sam Ode and J.K. Holm", ("Ida Moor", "Sam Ode", "J.K. Holm")),
        ("by Ida Moor | Alder Post", ("Ida Moor",)),
        ("By Ida Moor, Science Editor", ("Ida Moor",)),
        ("By Ida Moor for the Alder Post", ("Ida Moor",)),
        ("By Ida Moor, Associated Press", ("Ida Moor",)),
        ("By The Associated Press", ()),
        ("Written by: Ida Moor", ("Ida Moor",)),
        ("Posted on March 4, 2021 by Ida Moor", ("Ida Moor",)),
        ("Ida Moor Senior Health Correspondent", ("Ida Moor",)),
        ("Ida Moor, Staff Writer", ("Ida Moor",)),
        ("Por Lucía Peña", ("Lucía Peña",)),
        ("By Anna van der Berg", ("Anna van der Berg",)),
        ("By Ngũgĩ Otieno", ("Ngũgĩ Otieno",)),
    ],
)
def test_a_byline_gives_names_only(text: str, names: tuple[str, ...]) -> None:
    found = read_byline(text)
    assert found is not None and found.names == names


@pytest.mark.parametrize(
    "text",
    [
        "By the sea, an old quarrel returns",
        "By nightfall",
        "By 2030",
        "The editor",
        "Senior Health Correspondent",
        "Ida Moor was named chief reporter of the year.",
        "Bymore Road closed",
        "",
    ],
)
def test_what_is_no_byline_gives_none(text: str) -> None:
    found = read_byline(text)
    assert found is None or found.names == ()


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("IDA MOOR", "Ida Moor"),
        ("SEAN O'NEIL", "Sean O'Neil"),
        ("JOHN McKAY-REED", "John McKay-Reed"),
        ("J.K. HOLM III", "J.K. Holm III"),
        ("ÅSA LÖV", "Åsa Löv"),
        ("Ida MacMoor", "Ida MacMoor"),
    ],
)
def test_names_in_capitals_are_written_as_usual(printed: str, name: str) -> None:
    assert title_case(printed) == name


def test_a_list_of_authors_is_cleaned() -> None:
    assert clean_names("By Ida Moor; Sam Ode, Alder Post Staff Writer, https://x.example/ida") == (
        "Ida Moor",
        "Sam Ode",
    )
    assert read_lone_names("MARY HOLM") == ("Mary Holm",)
    assert read_lone_names("World News") == ()


@pytest.mark.parametrize(
    ("text", "value", "changed"),
    [
        ("date 2020-04-02 Politics", "2020-04-02", None),
        ("June 6, 2017", "2017-06-06", None),
        ("Tuesday, 6th June 2017, 10:15 am GMT", "2017-06-06", None),
        ("Posted on 4 March 2021 | Updated 5 March 2021", "2021-03-04", "2021-03-05"),
        ("Last updated: 5 March 2021", None, "2021-03-05"),
        ("Publicado el 4 de marzo de 2021", "2021-03-04", None),
        ("Published: 28/03/2022 18:30", "2022-03-28", None),
        ("Published 5 hours ago", None, None),
    ],
)
def test_a_date_line_states_a_date(text: str, value: str | None, changed: str | None) -> None:
    found = read_date_line(text)
    assert found is not None and (found.value, found.changed) == (value, changed)


@pytest.mark.parametrize(
    "text",
    [
        "© 2021 Alder Post, March 4, 2021",
        "Joined: Feb 11, 2007",
        "Member since March 4, 2021",
        "Mayor Ada Holm visits the new bridge on March 27, 2017.",
        "The bridge opened on May 2, 1931, and was shut in 2020.",
        "Published: 03/04/2022",
        "June 31, 2017",
        "June 2017",
        "May 5",
    ],
)
def test_what_merely_holds_a_date_is_no_date_line(text: str) -> None:
    assert read_date_line(text) is None


def test_the_order_of_numeric_dates_is_told_by_the_page() -> None:
    assert order_of("03/04/2022 and 28/03/2022") == "day_first"
    assert order_of("03/04/2022 and 03/28/2022") == "month_first"
    assert order_of("03/04/2022") is None
    assert order_of("28/03/2022 and 03/28/2022") is None
    found = find_date("Published: 03/04/2022", "day_first")
    assert found is not None and found.value == "2022-04-03"
    assert day_of_stamp("20210304T101500Z") == "2021-03-04"
    assert day_of_stamp("Thu, 04 Mar 2021 10:15:00 GMT") == "2021-03-04"
    assert day_of_stamp("soon") is None


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2021/03/04/ferry", "2021-03-04"),
        ("https://a.example/2021-03-04-ferry.html", "2021-03-04"),
        ("https://a.example/story_20210304.html", "2021-03-04"),
        ("https://a.example/2021/13/04/ferry", None),
        ("https://a.example/ferry-2021", None),
        ("https://a.example/99999999", None),
        (None, None),
    ],
)
def test_an_address_may_hold_a_date(address: str | None, day: str | None) -> None:
    assert date_of_address(address) == day


@pytest.mark.parametrize(
    ("text", "dateline", "outlet"),
    [
        ("ALDER, Norland (Reuters) - The ferry", "ALDER, Norland (Reuters) - ", "Reuters"),
        ("Kisumu (CNN)The ferry", "Kisumu (CNN)", "CNN"),
        ("Kisumu (CNN) The ferry", "Kisumu (CNN) ", "CNN"),
        ("(Reuters) - The ferry", "(Reuters) - ", "Reuters"),
        ("ALDER — The ferry", "ALDER — ", None),
        ("ST. LOUIS, Mo. – “We are ready”", "ST. LOUIS, Mo. – ", None),
        ("LONDON, June 6 (Reuters) - The ferry", "LONDON, June 6 (Reuters) - ", "Reuters"),
        ("SELBY, June 6 AAP - The ferry", "SELBY, June 6 AAP - ", "Australian Associated Press"),
        ("SELBY Reuters - The ferry", "SELBY Reuters - ", "Reuters"),
    ],
)
def test_a_dateline_opens_a_story(text: str, dateline: str, outlet: str | None) -> None:
    found = read_dateline(text)
    assert found is not None and (text[: found.length], found.outlet) == (dateline, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "The channel (CNN) said that the ferry runs",
        "Alder — the town by the sea — has a ferry",
        "Mayor Ada Holm (Labour) said so",
        "WHO — the agency — said so",
        "Nobody knows.",
        "2021 — The year",
    ],
)
def test_a_dash_or_a_bracket_alone_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_outlets_are_known_by_their_printed_forms() -> None:
    known = know_outlet("THE NEW YORK TIMES")
    assert known is not None and known.name == "The New York Times"
    assert find_outlet("Jon Bell, A.P.") == "Associated Press"
    assert find_outlet("It was the best of times, and time went by") is None
    assert outlet_of_address("https://www.bbc.co.uk/news/1") == "BBC News"
    assert outlet_of_address("https://www.alderpost.example/1") == "alderpost.example"
    assert outlet_of_address("nonsense") is None
    assert is_press_name("The Selby Gazette") and is_press_name("Daily Selby")
    assert not is_press_name("World News") and not is_press_name("Ferry Runs Again")
    assert split_title("Ferry runs - slowly") == ("Ferry runs - slowly", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Skip to main content", "furniture"),
        ("SUBSCRIBE NOW", "furniture"),
        ("Subscribe to our newsletter for more stories like this.", "newsletter"),
        ("Subscribers to the paper fell by a third last year, its owner said on Monday.", "prose"),
        ("Leave a Reply", "comments"),
        ("3 Comments", "comments"),
        ("You may also like", "tail"),
        ("Related: Why the pier fell", "related"),
        ("Related costs rose to nine million crowns, the county said on Friday.", "prose"),
        ("Sources: Selby Echo, Norland Radio", "sources"),
        ("Sources say that the mayor will go before the summer, though nobody would be named.", "prose"),
        ("Photo credit should read JON BELL/AFP", "credit"),
        ("Photographs of the pier were shown to the court on Monday.", "prose"),
        ("The pier in May. (Photo by Jon Bell/Getty Images)", "caption"),
        ("COMBO-NORLAND-PIER-STORM", "caption"),
        ("Alder Post's Jon Bell contributed to this report.", "contributed"),
        ("Ida Moor contributed four crowns to the fund in May.", "prose"),
        ("Senior Member", "member"),
        ("124,790", "number"),
        ("Home | News | Sport | Weather", "furniture"),
        ("A long fight", "short"),
        ("“No,” he said.", "prose"),
    ],
)
def test_a_line_is_told_by_its_words(text: str, kind: str) -> None:
    assert mark_line(Line(Span(0, len(text)), text)).kind == kind


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("The pier in May.JON BELL/THE NEW YORK TIMES", "The pier in May."),
        ("The pier in May. (AP Photo/Jon Bell)", "The pier in May. "),
        ("The pier in May", None),
        ("The price is 4 crowns a day and/or 20 a week", None),
    ],
)
def test_a_credit_is_cut_from_its_caption(text: str, caption: str | None) -> None:
    cut = split_credit(text)
    assert (text[:cut] if cut else None) == caption


def test_only_text_cut_to_a_width_is_unwrapped() -> None:
    headlines = "\n".join(f"Mayor {name} resigns after the report about the old dam" for name in "ABCDEFGHIJ")
    assert unwrap(headlines) == headlines


@given(st.text(alphabet="aé€😀\n\r “”", max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_every_character_leads_back_to_its_bytes(text: str, encoding: str) -> None:
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:
        return
    page = Page(id="p-1", uri="a.txt", media_type="text/plain", sha256="")
    decoded = decode(SavedPage(page=page, content=content, charset="cp1252" if encoding == "cp1252" else None))
    assert decoded.broken == 0
    spans = [Span(i, i + 1) for i in range(len(decoded.text))]
    for span, place in zip(spans, byte_places(decoded, spans), strict=True):
        assert place is not None
        assert content[slice(*place)].decode(decoded.encoding) == decoded.text[span.start]


@pytest.mark.parametrize(
    "name", ["byline_roles", "section_labels", "dataset_columns", "forum_marks", "furniture", "month_names", "outlets"]
)
def test_lexicons_are_sorted_and_told_where_they_come_from(name: str) -> None:
    entries = load_entries(name)
    assert [e.form for e in entries] == sorted(e.form for e in entries)
    assert all(e.form and e.meaning and e.language and e.source for e in entries)
    if name != "furniture":  # a phrase may count both as a whole line and as the start of one
        assert len({e.form for e in entries}) == len(entries)
    if name == "outlets":
        assert len(entries) > 250 and all(re.match(r"[a-z ]+(?:, [A-Z]{2})?$", e.note) for e in entries)
