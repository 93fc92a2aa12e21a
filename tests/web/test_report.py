import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from copydesk.records import StoryRecords
from copydesk.web.links import web_address
from copydesk.web.report import render_report
from copydesk.web.views import VIEWS
from tests.web.example import STORY
from tests.web.large import make_story


class Reader(HTMLParser):
    """The elements of a page, with what is inside script and style elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "br", "circle", "rect", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.inside[self.open[-1]] = self.inside.get(self.open[-1], "") + data

    def all(self, name: str) -> list[str]:
        return [str(attributes[name]) for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(STORY, "Harbour <chief>")


@pytest.fixture(scope="module")
def reader(page) -> Reader:
    return Reader(page)


def test_every_link_leads_to_a_place_on_the_page_or_to_the_web(reader):
    names = set(reader.all("id"))
    for address in reader.all("href"):
        assert address.startswith(("https://", "http://")) or address.removeprefix("#") in names, address


def test_no_id_is_given_twice(reader):
    names = reader.all("id")
    assert len(names) == len(set(names))


def test_every_assertion_links_to_the_first_character_of_its_words(page):
    for claim in STORY.claims:
        for one in claim.assertions:
            assert f'href="#{one.ref.article}-{one.ref.span.start}" data-end="{one.ref.span.end}"' in page
            assert f'id="{one.ref.article}-{one.ref.span.start}"' in page


def test_the_policy_names_the_script_and_the_style_and_nothing_else(reader):
    policy = next(one["content"] for tag, one in reader.elements if one.get("http-equiv") == "Content-Security-Policy")
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(reader.inside[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_nothing_is_loaded_and_nothing_runs_but_the_one_script(reader):
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "link", "iframe", "object", "embed", "base", "audio", "video"} & set(tags)
    assert not [
        name
        for _, one in reader.elements
        for name in one
        if name.startswith("on") or name in ("src", "style", "srcset")
    ]
    assert not [one for tag, one in reader.elements if tag == "form" and "action" in one]
    assert "url(" not in reader.inside["style"] and "@import" not in reader.inside["style"]


def test_what_pages_say_is_text_and_never_markup(page):
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript' not in page
    assert "broken.&lt;i&gt;pdf&lt;/i&gt;" in page


def test_nothing_turns_the_writing_direction_or_hides_what_stands_beside_it(page):
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    assert "No resignation\ufffd at all" in page


def test_headings_do_not_skip_a_level(reader):
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert not [(before, after) for before, after in pairwise(levels) if after > before + 1]


def test_every_view_is_on_the_page_and_has_a_tab(reader):
    assert [one["id"] for tag, one in reader.elements if tag == "section"] == list(VIEWS)
    assert {f"#{name}" for name in VIEWS} <= set(reader.all("href"))


def test_what_is_not_known_says_so(page):
    assert "Outlet not known" in page
    assert "date not known" in page
    assert "how many at most cannot be told" in page
    assert "None" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def test_a_variant_shows_what_it_leaves_out(page):
    assert "I <del>have had</del> <ins>had</ins>" in page or "I <del>have</del> had" in page


def test_the_page_is_laid_out_for_a_screen_reader(reader):
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("h1") == tags.count("main") == 1
    assert reader.elements[next(i for i, (tag, _) in enumerate(reader.elements) if tag == "a")][1]["href"] == "#main"
    for tag, attributes in reader.elements:
        if tag == "section":
            assert attributes["aria-labelledby"] in reader.all("id")


def test_an_empty_story_makes_a_page():
    assert "No claims were found." in render_report(StoryRecords(), "Nothing")


def test_a_lone_surrogate_does_not_break_the_page():
    problem = replace(STORY.problems[0], reason="broken \ud800 character")
    render_report(replace(STORY, problems=(problem,)), "x").encode("utf-8")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://news.example/a?b=1", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("//news.example/a", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address, safe):
    assert (web_address(address) is not None) is safe


def test_the_same_story_gives_the_same_page(page):
    assert render_report(STORY, "Harbour <chief>") == page


@pytest.fixture(scope="module")
def large() -> str:
    return render_report(make_story(100), "Large")


def test_a_hundred_articles_stay_below_two_megabytes(large):
    assert len(large.encode()) < 2_000_000


def test_the_texts_have_anchors_only_where_a_link_leads(large):
    read = Reader(large)
    led_to = {address.removeprefix("#") for address in read.all("href")}
    marks = [
        one["id"]
        for tag, one in read.elements
        if tag in ("span", "a") and one.get("class") != "b" and re.fullmatch(r"a-\w+-\d+", one.get("id") or "")
    ]
    assert marks and not set(marks) - led_to


def test_what_is_left_out_is_counted_and_no_link_leads_to_it(large):
    assert re.search(r"\d{3} more claims of less weight not shown here", large)
    read = Reader(large)
    names = set(read.all("id"))
    assert len(read.all("id")) == len(names)
    assert not [address for address in read.all("href") if address.removeprefix("#") not in names]


@pytest.mark.parametrize(
    "kind", ["pages", "articles", "copies", "families", "entities", "sources", "attributions", "claims"]
)
def test_records_that_point_at_nothing_do_not_break_the_page(kind):
    reader = Reader(render_report(replace(STORY, **{kind: ()}), "Harbour"))
    names = set(reader.all("id"))
    broken = [one for one in reader.all("href") if one.startswith("#") and one.removeprefix("#") not in names]
    assert not broken
