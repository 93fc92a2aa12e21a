"""A page's title is parted by what the page prints; the column of a story is told from those beside it."""

import pytest

from copydesk.records import Article, Page, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.articles.html.columns import story_column
from copydesk.stages.articles.html.parting import Parted, Prints, part_title

LINES = (
    "The ferry to Alder came in backwards on Monday, and nobody aboard noticed until the pier was on the wrong side.",
    "The captain, Ida Moor, said that the wheel had been put in the wrong way round after the winter.",
    "The company has promised to look at its other boat, which has been going in circles since the spring.",
)


def prints(*lines: str, owners: tuple[str, ...] = (), host: str = "") -> Prints:
    return Prints(frozenset(lines), owners, host)


@pytest.mark.parametrize(
    ("title", "told", "printed", "expected"),
    [
        ("Ferry comes in backwards | Alder Post", ("ferry comes in backwards",), prints(), ("Ferry comes in backwards", "Alder Post")),
        ("PierTalk - Ferry comes in backwards", (), prints("ferry comes in backwards", "piertalk"), ("Ferry comes in backwards", "PierTalk")),
        ("Pier Talk: Ferry: in backwards again", ("ferry in backwards again",), prints("pier talk"), ("Ferry: in backwards again", "Pier Talk")),
        ("Radio Alder 91.3 | News | Ferry comes in backwards", (), prints("ferry comes in backwards", "radio alder"), ("Ferry comes in backwards", "Radio Alder 91.3")),
        ("Ferry comes in backwards - News - Alder Forum", (), prints("ferry comes in backwards"), ("Ferry comes in backwards", "Alder Forum")),
        ("Ferry comes in backwards - Alder Bay Pilots", (), prints("alder bay pilots", host="alderbaypilots"), None),
        ("RADIO ALDER 91.3 :: NEWS", (), prints("radio alder"), (None, "RADIO ALDER 91.3")),
        ("Print - Ferry comes in backwards", (), prints("ferry comes in backwards", "print"), ("Ferry comes in backwards", None)),
        ("Exclusive: Ferry comes in backwards", (), prints("ferry comes in backwards"), ("Ferry comes in backwards", None)),
        ("ADX - SMH - Ferry comes in backwards", (), prints("ferry comes in backwards"), ("Ferry comes in backwards", None)),
        ("Ferry comes in backwards - page 3", (), prints("something else"), None),
        ("Ferry comes in backwards", ("ferry comes in backwards",), prints(), None),
    ],
)  # fmt: skip
def test_a_title_is_parted_where_the_page_has_a_part_by_itself(
    title: str, told: tuple[str, ...], printed: Prints, expected: tuple[str | None, str | None] | None
) -> None:
    assert part_title(title, frozenset(told), printed) == (Parted(*expected) if expected else None)


def read(text: str, kind: str = "text/html") -> Article:
    page = Page(id="p", uri="alder", media_type=kind, sha256="")
    return find_articles(SavedPage(page=page, content=text.encode()))[0][0]


def page(head: str, body: str) -> str:
    return f"<html><head>{head}</head><body>{body}{''.join(f'<p>{line}</p>' for line in LINES)}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "title", "outlet"),
    [
        ("<title>Pier Talk: Ferry: in backwards</title><meta property='og:title' content='Ferry: in backwards'>",
         "<h1>Pier Talk</h1><h3>Ferry: in backwards</h3>", "Ferry: in backwards", "Pier Talk"),
        ("<title>Ferry comes in backwards</title>",
         "<h1>Ferry comes in backwards</h1><img alt='Alder Echo'><p>&copy; 2020 Alder Echo Ltd</p>",
         "Ferry comes in backwards", "Alder Echo"),
        ("<title>Ferry comes in backwards</title><link rel=canonical href='https://www.piertalk.example/1'>",
         "<h1>Ferry comes in backwards</h1><p>&copy; 2020 Grand Holdings</p>", "Ferry comes in backwards", "piertalk.example"),
    ],
)  # fmt: skip
def test_the_site_is_read_beside_the_headline_or_from_its_rights(head: str, body: str, title: str, outlet: str) -> None:
    article = read(page(head, body))
    assert (article.title, article.outlet) == (title, outlet)


def test_a_row_beside_the_headline_gives_the_day_and_the_writer() -> None:
    row = "News desk / Jon-jon Tulle / Friday, March 5, 2021, 12:10 noon"
    article = read(
        page(
            "<title>RADIO ALDER 91.3 :: NEWS</title>",
            f"<b>Radio Alder</b><br><b>Ferry comes in backwards</b><br><i>{row}</i>",
        )
    )
    assert article.title == "Ferry comes in backwards"
    assert (article.byline, article.published and article.published.value) == (("Jon-jon Tulle",), "2021-03-05")


TABLE = (
    "<table><tr><td>Home<br>Tides</td><td><font size=5>Ferry comes in backwards</font><br>By Ida Moor - 5 March 2021<br><br>"
    + "<br><br>".join(LINES)
    + "</td><td>Lost: a brown dog. It answers to its name. Its name is Captain.</td></tr></table>"
)


def test_the_columns_beside_a_story_are_no_part_of_it() -> None:
    article = read(f"<html><title>Ferry comes in backwards</title><body>{TABLE}</body></html>")
    assert [article.words_of(block.span) for block in article.body()] == list(LINES)
    assert article.byline == ("Ida Moor",)


@pytest.mark.parametrize(
    "table",
    [
        "<table>"
        + "".join(f"<tr><td>{line}</td><td>{line}</td></tr>" for line in LINES)
        + "</table>",  # figures in a story
        "<table><tr><td>"
        + "".join(f"<p>{line}</p>" for line in LINES)
        + "</td></tr></table>",  # one column: a newsletter
    ],
)
def test_a_table_without_a_column_that_holds_most_is_a_table(table: str) -> None:
    from selectolax.lexbor import LexborHTMLParser

    assert story_column(LexborHTMLParser(f"<body>{table}</body>").body) is None


def test_the_stamp_at_an_agency_storys_end_gives_its_day() -> None:
    text = (
        "Ferry comes in backwards\nBy IDA MOOR\nAssociated Press\n\nALDER (AP) — "
        + "\n\n".join(LINES)
        + "\n\n05/04/21 16:22 EDT\n"
    )
    article = read(text, "text/plain")
    assert article.published and article.published.value == "2021-05-04"


@pytest.mark.parametrize(
    ("words", "names"), [("Written by <span>AFP</span>", ()), ("Written By Author Ida Moor", ("Ida Moor",))]
)
def test_an_author_tag_that_names_an_agency_names_no_person(words: str, names: tuple[str, ...]) -> None:
    article = read(page("<title>Ferry</title>", f"<h1>Ferry comes in</h1><p itemprop=author>{words}</p>"))
    assert article.byline == names
