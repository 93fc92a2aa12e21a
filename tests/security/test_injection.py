"""What pages say never runs: not in the report, not on the live page, not in an export, not in a terminal."""

import csv
import io
import json
import re
import unicodedata
from html import unescape
from typing import get_args
from urllib.parse import quote
from xml.etree import ElementTree as Xml

import pytest
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.cli.stories import View
from copydesk.export import TEXTS
from copydesk.story import Story
from copydesk.web.links import web_address
from copydesk.web.report import render_report
from copydesk.web.server.drawing import ASSETS
from copydesk.web.views import VIEWS
from tests.security.conftest import WRITABLE
from tests.security.markup import find_strange
from tests.security.payloads import FAMILIES, PAYLOADS
from tests.security.poison import Poison
from tests.test_server import client_of

STEP = 40
"""Each field goes through the payloads; the suite begins at every 40th of them, `scripts/check_injection.py` at each."""
LOADED = tuple(f"/static/{name}" for name in ASSETS)


def strange_of(page: str) -> list[str]:
    """What a live page holds that it should not; it loads our own four files, told with a digest of what is in them."""
    own = tuple(
        found for found in re.findall(r'(?:src|href)="(/static/[^"]*)"', page) if found.partition("?")[0] in LOADED
    )
    return find_strange(page, scripts=own)


def test_there_are_three_hundred_payloads_of_every_family():
    assert len(PAYLOADS) >= 300 and all(FAMILIES.values())


def test_the_check_finds_what_it_looks_for():
    bad = "<p onclick=x><script src=//a></script><a href=javascript:x rel=x><img src=x><a href='//a' rel=x><meta http-equiv=refresh>"
    assert len(find_strange(bad)) == 7


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), STEP))
def test_the_report_holds_nothing_but_our_own_elements(example_story: Story, first: int):
    poison = Poison(example_story.records, PAYLOADS, first=first)
    report = render_report(poison.records(example_story.records), PAYLOADS[first])
    assert find_strange(report) == []
    assert report.count("<script>") == report.count("<style>") == 1
    [policy] = map(unescape, re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', report))
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy


@pytest.fixture(scope="module")
def live(poisoned_file):
    return client_of(poisoned_file)


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in VIEWS), "/notes", "/corrections", "/export", "/help"])
def test_a_live_page_holds_nothing_but_our_own_elements(live, path):
    for number in (1, 2):
        assert strange_of(live.get(f"{path}?page={number}").text) == []


def test_each_live_record_and_article_holds_nothing_but_our_own_elements(live, poisoned_story):
    records = poisoned_story.records
    for part in (records.claims, records.events, records.quotations, records.sources, records.entities, records.copies):
        for one in part[:8]:
            assert strange_of(live.get(f"/records/{one.id}").text) == []
    for one in records.articles[:8]:
        assert strange_of(live.get(f"/articles/{one.id}").text) == []


def test_a_saved_page_is_sent_as_plain_text_that_may_run_nothing(live, poisoned_story):
    for page in poisoned_story.records.pages[:4]:
        answer = live.get(f"/pages/{page.id}")
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]


REFLECTING = ("/search?q={0}", "/claims?{0}={0}", "/export?kind={0}", "/records/{0}", "/{0}")


def test_what_an_address_says_never_becomes_markup(live):
    for number, payload in enumerate(WRITABLE[::4]):
        answer = live.get(REFLECTING[number % len(REFLECTING)].format(quote(payload, safe="")))
        assert answer.headers["content-type"].startswith(("text/html", "text/plain"))
        assert "html" not in answer.headers["content-type"] or strange_of(answer.text) == [], payload


@pytest.mark.parametrize(
    "address",
    [
        *FAMILIES["schemes"],
        "http://a@trap.invalid/",
        "http://trap.invalid\\@b/",
        "http://a\tb/",
        "http://a/\x01",
        "https:///x",
        "http:x",
    ],
)
def test_only_a_plain_web_address_becomes_a_link(address):
    linked = web_address(address)
    assert linked is None or re.fullmatch(r"https?://[^\s@/\\\x00-\x20]+(/[^\s\\\x00-\x20]*)?", linked)


# --- exports -----------------------------------------------------------------------------------------


BLANK = r"^[\s\0-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"


def test_no_cell_of_a_table_can_begin_a_formula(steering_file, tmp_path):
    """Spreadsheets pass over blanks and invisible characters, and some read full-width signs as the plain ones."""
    Story.open(steering_file).export_tables("csv", tmp_path)
    cells = [
        value
        for table in tmp_path.glob("*.csv")
        for row in csv.reader(io.StringIO(table.read_bytes().decode("utf-8-sig"), newline=""))
        for value in row
    ]
    assert len(cells) > 1000
    for value in cells:
        seen = unicodedata.normalize("NFKC", re.sub(BLANK, "", value))
        assert not seen.startswith(("=", "+", "-", "@")), value


def test_every_text_format_is_still_what_it_says(poisoned_story):
    for name in TEXTS:
        text = poisoned_story.export(name)
        if name in ("json", "timelinejs", "annotations", "schema.org", "datasette"):
            json.loads(text)
        elif name in ("jsonl", "ftm"):
            assert [json.loads(line) for line in text.split("\n") if line]
        elif name == "gexf":
            Xml.fromstring(text)
        else:
            assert name == "memo"


def test_a_timeline_runs_nothing(poisoned_story):
    for slide in json.loads(poisoned_story.export("timelinejs"))["events"]:
        assert find_strange(slide["text"]["headline"] + slide["text"]["text"]) == []


def test_a_memo_becomes_no_markup_of_a_page(example_story):
    for first in range(0, len(PAYLOADS), STEP):
        poisoned = Poison(example_story.records, WRITABLE, first=first).records(example_story.records)
        out = io.StringIO()
        TEXTS["memo"](poisoned, out)
        made = MarkdownIt("commonmark", {"html": True}).render(out.getvalue())
        assert find_strange(made) == []


# --- terminal ----------------------------------------------------------------------------------------

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
VIEWS_SHOWN = get_args(View)


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})


@pytest.mark.parametrize("view", VIEWS_SHOWN)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_view_steers_no_terminal(steering_file, view, form):
    shown = run("show", str(steering_file), view, *form)
    assert shown.exit_code == 0, shown.exception
    assert STEERING.search(shown.output) is None, repr(shown.output[STEERING.search(shown.output).start() - 40 :][:80])


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_answer_steers_a_terminal(steering_file, form):
    records = Story.open(steering_file).records
    for part in ("claims", "events", "quotations", "sources", "entities", "copies", "articles", "attributions"):
        one = getattr(records, part)[0]
        shown = run("why", str(steering_file), one.id, *form)
        assert shown.exit_code == 0, shown.exception
        assert STEERING.search(shown.output) is None, (part, shown.output)
    for words in ("red", "hidden", "7919"):
        assert STEERING.search(run("search", str(steering_file), words, *form).output) is None
    for asked in ("7919*7907", "\x1b[31mnobody said this\x1b[0m"):
        assert STEERING.search(run("verify", str(steering_file), "--quote", asked, *form).output) is None


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_export_to_a_terminal_steers_it_no_more_than_a_view(steering_file, name, monkeypatch):
    monkeypatch.setattr("copydesk.cli.terminal.is_terminal", lambda: True)
    assert STEERING.search(run("export", str(steering_file), "--format", name).output) is None
