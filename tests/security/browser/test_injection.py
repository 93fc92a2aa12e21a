"""In a real browser nothing of a page runs: neither with the policy of our pages nor without it."""

from pathlib import Path

import pytest

from copydesk.store.sqlite import SqliteStore
from copydesk.story import Story
from copydesk.web.report import render_report
from copydesk.web.views import VIEWS
from tests.browser.conftest import browser, serving  # noqa: F401
from tests.security.payloads import PAYLOADS
from tests.security.pile import write_pile
from tests.security.poison import Poison
from tests.security.watching import watch

ROWS = range(0, len(PAYLOADS), 50)


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story of a small hostile pile, built as a user would."""
    folder = tmp_path_factory.mktemp("hostile")
    write_pile(folder / "pages", ROWS)
    Story.build([folder / "pages"], out=folder / "story.db", processes=1)
    return folder / "story.db"


@pytest.mark.parametrize("bypass", [True, False], ids=["escaping alone", "with the policy"])
def test_no_payload_runs_in_a_report(browser, example_file, hostile_file, tmp_path, bypass):  # noqa: F811
    records = SqliteStore(example_file).get()
    reports = {"hostile": Story.open(hostile_file).report()}
    for first in (0, 131):
        reports[str(first)] = render_report(Poison(records, PAYLOADS, first=first).records(records), PAYLOADS[first])
    for name, report in reports.items():
        path = tmp_path / f"{name}.html"
        path.write_text(report, encoding="utf-8")
        assert watch(browser, path.as_uri(), own=path.as_uri(), bypass=bypass) == []


def test_the_browser_would_tell(browser, tmp_path):  # noqa: F811
    for payload in (
        "<script>window.ran=1</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:1'>x</a>",
        "<iframe></iframe>",
    ):
        path = tmp_path / "bad.html"
        path.write_text(f"<!doctype html><p>{payload}</p>", encoding="utf-8")
        assert watch(browser, path.as_uri(), own=path.as_uri(), bypass=True)


def test_no_payload_runs_on_the_live_page(browser, poisoned_file, hostile_file):  # noqa: F811
    article = f"articles/{SqliteStore(hostile_file).get().articles[0].id}"
    views = {
        poisoned_file: [*VIEWS][::2],
        hostile_file: [*[*VIEWS][1::2], article, "search?q=%3Cscript%3Ewindow.ran=1%3C/script%3E"],
    }
    for path, names in views.items():
        with serving(path) as server:
            for number, name in enumerate(names):
                assert watch(browser, server.address + name, own=server.address, bypass=bool(number % 2)) == []
