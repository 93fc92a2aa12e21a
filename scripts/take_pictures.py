#!/usr/bin/env python3
"""Make the README's pictures from the example story. Needs playwright and chromium; usage: take_pictures.py [CHROMIUM]"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from copydesk.records import Copy, StoryRecords
from copydesk.story import Story

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
WIDTH = 1180


def main() -> None:
    chromium = shutil.which(sys.argv[1] if len(sys.argv) > 1 else "chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = [sys.executable, "-m", "copydesk.cli", "demo", "-o", folder]
        subprocess.run(demo, check=True, stdout=subprocess.DEVNULL)
        story = Story.open(Path(folder) / "story.db")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, reduced_motion="reduce")
        for name, fragment, height in shots(story.records):
            take(page, f"{(Path(folder) / 'report.html').as_uri()}#{fragment}", PICTURES / f"{name}.png", height=height)
        browser.close()


def shots(records: StoryRecords) -> Iterable[tuple[str, str, int]]:
    """Return each picture's name, the fragment of the report that it shows, and its height."""
    edited = [copy for copy in records.copies if copy.direction.value == "a_to_b" and copy.kind in ("edited", "spun")]
    pair: Copy = max(edited, key=lambda copy: (copy.b_coverage, copy.id))
    return (
        ("overview", "overview", 1060),
        ("claims", records.claims[0].id, 780),
        ("timeline", "timeline", 620),
        ("copies", pair.id, 900),
        ("sources", "sources", 820),
        ("article", pair.b, 900),
    )


def take(page: Page, address: str, out: Path, *, height: int) -> None:
    """Write a picture of the page as a reader sees it who comes by this address."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_timeout(300)
    if address.endswith("#overview"):
        page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=out)


if __name__ == "__main__":
    main()
