"""What an HTML page states of its story: headline, names, section and dates, each with its place."""

from __future__ import annotations

import pytest

from copydesk.stages.articles.html.dating import ADDRESS, ANY, LABELLED, LINE, MARKED, Stamp, choose_published
from copydesk.stages.articles.values.dates import DateLine, order_of_language, read_date_line
from tests.stages.test_articles_html import linked, news, one


def stamp(value: str, rank: int, field: str = "published", *, is_utc: bool = False) -> Stamp:
    return Stamp(field, value, f"place {rank}", "metadata.json_ld", rank, is_utc)  # type: ignore[arg-type]


MARK = stamp("2021-03-04", MARKED)


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        ([], None),
        ([MARK], "2021-03-04"),
        ([MARK, stamp("2021-03-01", LINE, "date")], "2021-03-04"),
        ([MARK, stamp("2021-03-01", LINE, "date"), stamp("2021-03-04", MARKED, "modified")], "2021-03-01"),
        ([MARK, stamp("2019-03-01", ADDRESS, "date"), stamp("2021-03-02", MARKED, "modified")], "2019-03-01"),
        ([MARK, stamp("2021-03-09", LINE, "date"), stamp("2021-03-04", MARKED, "modified")], "2021-03-04"),
        ([MARK, stamp("2021-03-01", LINE, "date"), stamp("2021-03-08", MARKED, "modified")], "2021-03-04"),
        ([stamp("2021-03-04", MARKED, is_utc=True), stamp("2021-03-03", LINE, "date")], "2021-03-03"),
        ([stamp("2021-03-04", MARKED, is_utc=True), stamp("2021-03-01", LINE, "date")], "2021-03-04"),
        ([MARK, stamp("2021-03-03", LINE, "date")], "2021-03-04"),
        ([stamp("2021-03-04", ANY, "date"), stamp("2021-03-01", LABELLED)], "2021-03-01"),
        ([stamp("2021-03-04", LINE, "modified")], None),
    ],
)
def test_the_surest_date_counts_unless_others_show_it_to_be_another_days(
    stamps: list[Stamp], expected: str | None
) -> None:
    published = choose_published(stamps)
    assert (published.value if published else None) == expected


@pytest.mark.parametrize(
    ("body", "published", "modified"),
    [
        ("<p>March 4, 2021</p>", "2021-03-04", None),
        ("<p>Published <b>March 4, 2021</b></p><p>Updated <b>March 6, 2021</b></p>", "2021-03-04", "2021-03-06"),
        ("<div>By <a>Ida Moor</a></div><div>Posted on</div><div>4 March 2021</div>", "2021-03-04", None),
        ("<p>Mis à jour le 6 mars 2021</p>", "2021-03-06", "2021-03-06"),
        ("<nav>[ March 4, 2021 ]</nav>", None, None),
        ("<p>The pier was built by the county and opened with a feast on March 4, 1931</p>", None, None),
    ],
)
def test_dates_are_read_beside_the_headline(body: str, published: str | None, modified: str | None) -> None:
    article = one(news(body=body))
    assert (article.published.value if article.published else None, article.modified) == (published, modified)


def test_a_line_elsewhere_dates_a_page_that_has_no_other_date() -> None:
    foot = "<footer><p>Page last modified</p><p>Jan. 17, 2021</p></footer>"
    article = one(news().replace("<footer>", f"{foot}<footer>"))
    assert article.published is not None and article.published.value == "2021-01-17"
    two = foot + foot.replace("17", "18")
    assert one(news().replace("<footer>", f"{two}<footer>")).published is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4. března 2021", DateLine("2021-03-04", None, False)),
        ("2021年3月4日", DateLine("2021-03-04", None, False)),
        ("2021. március 4.", DateLine("2021-03-04", None, False)),
        ("Опубликовано 4 марта 2021", DateLine("2021-03-04", None, True)),
        ("Zuletzt aktualisiert: 4. März 2021, 10:00 Uhr", DateLine(None, "2021-03-04", True)),
        ("2021年は3月から4日間です", None),
    ],
)
def test_dates_in_other_languages(line: str, expected: DateLine | None) -> None:
    assert read_date_line(line) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("de", "day_first"), ("en-US", "month_first"), ("en_GB", "day_first"), ("en", None), ("ja", None), (None, None)],
)
def test_a_language_tells_the_order_of_a_numeric_date(tag: str | None, expected: str | None) -> None:
    assert order_of_language(tag) == expected


@pytest.mark.parametrize(
    ("head", "heading", "expected"),
    [
        ("<meta property='og:title' content='Five facts on the Alder ferry'>", "Alder ferry: the facts", "Alder ferry: the facts"),
        ("<meta property='og:title' content='The Alder ferry runs again'>", "Opinion The Alder ferry runs again", "The Alder ferry runs again"),
        ("<meta property='og:title' content='The Alder ferry runs…'>", "The Alder ferry runs again", "The Alder ferry runs again"),
        ("<meta property='og:title' content='The Alder ferry runs again'>", "Menu", "The Alder ferry runs again"),
        ("<title>The Alder ferry runs again • Alderpost</title><link rel='canonical' href='https://alderpost.example/a'>", "", "The Alder ferry runs again"),
        ("<title>Alderpost | The Alder ferry runs again</title><link rel='canonical' href='https://alderpost.example/a'>", "", "The Alder ferry runs again"),
    ],
)  # fmt: skip
def test_the_headline_is_what_readers_see_without_the_sites_name(head: str, heading: str, expected: str) -> None:
    assert one(news(head).replace("Ferry runs again", heading)).title == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta name='author' content='Ida Moor, MD'>", "", ("Ida Moor",)),
        ("<meta name='author' content='Alder Post'><meta property='og:site_name' content='Alder Post'>", "", ()),
        ("<meta name='author' content='Center for Bridges and Ferries'>", "", ()),
        ("<meta name='author' content='Lena &amp; Ida'>", "", ("Lena", "Ida")),
        ("<meta name='author' content='Dr. Ida Moor'>", "", ("Ida Moor",)),
        ("<meta name='author' content='ليلى الحداد'>", "", ("ليلى الحداد",)),
        ("<meta name='author' content='Ida Moor'>", "<p>Written by Ida Moor, <a>Tom Reed</a> and <a>Sam Ode</a></p>", ("Ida Moor", "Tom Reed", "Sam Ode")),
        ("<meta name='author' content='Ida Moor'>", "<p>By Tom Reed</p>", ("Ida Moor",)),
        ("", "<div class='story-author'>Author Mary Moor</div>", ("Mary Moor",)),
        ("", "<div class='story-author'>Full Bio</div>", ()),
        ("", "<nav>BY COMPANY TYPE</nav>", ()),
    ],
)  # fmt: skip
def test_a_byline_names_persons_alone(head: str, body: str, expected: tuple[str, ...]) -> None:
    assert one(news(head, body)).byline == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta property='article:section' content='County'>", "", "County"),
        (linked(**{"@type": "NewsArticle", "articleSection": "news/local"}), "", "local"),
        ("", "<div class='breadcrumbs'><a>Home</a> <a>County</a></div>", "County"),
        ("", "<div class='breadcrumbs'><a>Home</a></div>", None),
    ],
)
def test_a_section_is_read(head: str, body: str, expected: str | None) -> None:
    assert one(news(head, body)).section == expected


@pytest.mark.parametrize(("others", "expected"), [("", ("Ida Moor",)), ("<p>Written by Tom Reed</p>", ())])
def test_a_line_elsewhere_signs_a_page_that_has_no_other_byline(others: str, expected: tuple[str, ...]) -> None:
    foot = f"<footer><p>Written by</p><p>Ida Moor</p>{others}</footer>"
    assert one(news().replace("<footer>", f"{foot}<footer>")).byline == expected


def test_all_that_a_page_states_is_kept_with_its_place() -> None:
    data = {"@type": "NewsArticle", "headline": "Ferry runs again", "datePublished": "2021-03-04"}
    page = news(linked(**data, dateModified="2021-03-04"), "<p>March 1, 2021</p><p>By Ida Moor</p>")
    article = one(page, "https://alderpost.example/ferry")
    read = [(datum.field, datum.value, datum.rule) for datum in article.metadata]
    assert ("published", "2021-03-01", "metadata.text") in read
    assert read.index(("published", "2021-03-01", "metadata.text")) < read.index(
        ("published", "2021-03-04", "metadata.json_ld")
    )
    assert ("byline", "Ida Moor", "metadata.text") in read and ("modified", "2021-03-04", "metadata.json_ld") in read
    why = next(datum.why for datum in article.metadata if datum.field == "published")
    assert "“March 1, 2021”" in why and "Elsewhere the page gives “2021-03-04”" in why
    assert {datum.basis for datum in article.metadata} == {"stated"}


def test_a_datasets_row_is_a_place_too() -> None:
    rules = {datum.field: datum.rule for datum in reversed(one(news(), date="2021-03-04", title="Ferry!").metadata)}
    assert (rules["title"], rules["published"]) == ("metadata.dataset", "metadata.dataset")
