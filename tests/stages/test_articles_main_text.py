"""Which part of a page is its main text: an element that holds the story and nothing else, or an extraction, completed."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from copydesk.records import Page, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.articles.html.completing import complete_lines
from copydesk.stages.articles.html.fullest import Fullest, read_fullest
from copydesk.stages.articles.values.lines import place_lines

LONG = (
    "The ferry across the Alder runs again from Monday, and the council of Selby has set the fares for the summer, "
    "which are half of what the old company asked of those who have to cross the river twice on each day of the week."
)
PARAGRAPHS = [f"{LONG} That is what paragraph {number} of the story tells." for number in range(1, 7)]
TALK = [
    f"“It is about time,” said neighbour {number}, “and the quay is full of people who waited for it.”"
    for number in (1, 2)
]


def fullest(*inner: str, around: str = "") -> Fullest:
    story = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    found = read_fullest(LexborHTMLParser(f"<body>{around}<div>{story}{''.join(inner)}</div></body>").body)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<h2>What it costs</h2>", ("head", "What it costs")),
        ("<ul><li>Bicycles go<br>free</li></ul>", ("item", "Bicycles go")),
        ("<blockquote>We are <b>all</b> glad.</blockquote>", ("quote", "We are all glad.")),
        ("<blockquote><p>We are glad.</p></blockquote>", ("p", "We are glad.")),
        ("Loose words", ("", "Loose words")),
        ("<table><tr><td>Fare</td></tr></table>", ("", "Fare")),
    ],
)
def test_the_fullest_element_gives_its_paragraphs_with_their_tags(html: str, line: tuple[str, str]) -> None:
    paragraphs = fullest(html).paragraphs
    assert line in paragraphs and [text for tag, text in paragraphs if tag == "p"][:6] == PARAGRAPHS


@pytest.mark.parametrize(
    ("inner", "around", "is_story"),
    [
        ("", "", True),
        ("<h2>Fares</h2><ul><li>Bicycles go free</li></ul>", "<p>Short words of the site.</p>", True),
        ("<div>A box beside the text that tells of other things and of who sells what to whom</div>", "", False),
        ("<table><tr><td>Monday</td><td>Tuesday</td><td>Friday and Sunday, at noon, at six, from either quay</td></tr></table>", "", False),
        ("<ul>" + "<li><a href='/'>More of the ferry and its quay</a></li>" * 6 + "</ul>", "", False),
        ("", "".join(f"<section><div><div><p>{words}</p></div></div></section>" for words in PARAGRAPHS[:3]), False),
    ],
)  # fmt: skip
def test_an_element_is_the_story_if_it_holds_little_else_and_most_paragraphs(
    inner: str, around: str, is_story: bool
) -> None:
    assert fullest(inner, around=around).is_story is is_story


def test_a_page_without_paragraphs_has_no_fullest_element() -> None:
    assert read_fullest(LexborHTMLParser("<body><div>Closed.</div></body>").body) is None


def test_main_text_is_found_where_most_long_paragraphs_stand() -> None:
    texts = [*PARAGRAPHS, *TALK]
    story = "".join(f"<div class='card'><h3>Stop {i}</h3><p>{words}</p></div>" for i, words in enumerate(texts))
    tree = LexborHTMLParser(f"<body><div class='intro'><p>All stops.</p></div><div class='list'>{story}</div></body>")
    lines = complete_lines(place_lines([("p", "All stops.")]), tree.body, None)
    assert lines is not None and [words for _, words in lines if words in texts] == texts
    index = "".join(f"<div><p><a href='/{i}'>{words}</a></p></div>" for i, words in enumerate(texts))
    assert (
        complete_lines(place_lines([("p", "All stops.")]), LexborHTMLParser(f"<body>{index}</body>").body, None) is None
    )


@pytest.mark.parametrize("damage", ["\x01", "\x0b", "&#1;", "&#x0B;", "\x00", "\ufffe", "&#xFFFE;"])
def test_control_characters_cost_a_page_nothing(damage: str) -> None:
    boxes = "".join(f"<div>Box {number} beside the text, which is no part of the story.</div>" for number in range(20))
    story = "".join(f"<p>{words[:30]}{damage}{words[30:]}</p>" for words in PARAGRAPHS)
    html = f"<html><head><title>Ferry runs again</title></head><body><article>{story}{boxes}</article></body></html>"
    page = Page(id="p-1", uri="a.html", media_type="text/html", sha256="0")
    (article,) = find_articles(SavedPage(page=page, content=html.encode()))[0]
    assert sum("from Monday, and the council" in text for text in article.text.split("\n")) == len(PARAGRAPHS)


def test_a_label_between_paragraphs_is_no_text() -> None:
    label, sentence = "Sponsored: nine tricks", "The band plays at noon."
    story = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    html = f"<html><head><title>Ferry runs again</title></head><body><article>{story}<div>{label}</div><div>{sentence}</div></article></body></html>"
    page = Page(id="p-1", uri="a.html", media_type="text/html", sha256="0")
    (article,) = find_articles(SavedPage(page=page, content=html.encode()))[0]
    assert sentence in article.text and label not in article.text
