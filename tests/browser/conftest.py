"""A real browser, and the example story served to it.

Without one the tests of this folder are skipped; with COPYDESK_REQUIRE_BROWSER=1 they fail. COPYDESK_BROWSER names
another browser than Debian's chromium, COPYDESK_ARTEFACTS the folder that the pictures of the views are kept in.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from copydesk.story import Story
from copydesk.web.server.running import Server

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
SMALL = {
    "one": "Harbour master Edda Lind resigned on Monday. Lind gave no reason. Her brother Tomas Lind spoke for the family.",
    "two": "The council thanked E. M. Lindqvist for her work. Lindqvist had led the port for nine years, officials said.",
}


def absent(reason: str) -> None:
    if os.environ.get("COPYDESK_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser; the fixture ends with its file, as it keeps an event loop running that other tests cannot have."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("needs playwright: pip install 'copydesk[test]'")
    path = os.environ.get("COPYDESK_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        absent(f"needs a browser ({', '.join(NAMES)}): apt-get install chromium, or name one in COPYDESK_BROWSER")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


@contextmanager
def serving(path: Path) -> Iterator[Server]:
    server = Server(path)
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join(10)


@pytest.fixture(scope="module")
def served(browser: Any, example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The example story, to be read and starred."""
    path = tmp_path_factory.mktemp("served") / "story.db"
    shutil.copy(example_file, path)
    with serving(path) as server:
        yield server


@pytest.fixture
def small(browser: Any, tmp_path: Path) -> Iterator[Server]:
    """A story of two short pages, to be corrected: it is built again in a second."""
    for name, text in SMALL.items():
        (tmp_path / f"{name}.txt").write_text(f"News of {name}\n\n{text}\n")
    Story.build([tmp_path / f"{name}.txt" for name in SMALL], out=tmp_path / "story.db")
    with serving(tmp_path / "story.db") as server:
        yield server


@pytest.fixture(scope="module")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that pictures are kept in."""
    named = os.environ.get("COPYDESK_ARTEFACTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Visitor:
    """Somebody with a window of the browser, who notes what went wrong: errors, and requests to anywhere else."""

    def __init__(self, browser: Any, address: str, **settings: Any) -> None:
        self.address = address.rstrip("/")
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | settings)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.page.on(
            "console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._note_request)

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith(self.address):
            self.wrong.append(f"asked {request.url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path, wait_until="load")
        return self.page


@pytest.fixture
def visit(browser: Any) -> Iterator[Any]:
    """Return what opens a window on a server; every window is looked over and closed at the end of the test."""
    visitors: list[Visitor] = []

    def begin(server: Server, **settings: Any) -> Visitor:
        visitors.append(Visitor(browser, server.address, **settings))
        return visitors[-1]

    yield begin
    wrong = [said for visitor in visitors for said in visitor.wrong]
    for visitor in visitors:
        visitor.context.close()
    assert not wrong
