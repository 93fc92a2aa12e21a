"""A small pile of invented pages, and what a crawl of it in this process gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow", reason="a crawl writes Parquet: pip install 'copydesk[parquet]'")

from copydesk.crawl import CrawlSettings, CrawlSummary, crawl
from copydesk.crawl.tables import list_table
from copydesk.engines.local import LocalEngine

PORT = (
    "The harbour board of Ellmouth voted on Tuesday to close the eastern quay for repairs that will last two winters.",
    "Engineers had found cracks in eleven of the forty piles that carry the quay, said harbour master Edda Lind.",
    "Fishing crews will unload at the northern pier until the work is finished, and pay no berthing fees there.",
    "The board expects the repairs to cost nine million crowns, a third of which the county has promised to bear.",
)
SCHOOL = (
    "A village school in Tarnwick will open its library to all readers from September, its governors announced.",
    "Volunteers catalogued four thousand books over the summer, among them a donated collection of old atlases.",
    "Head teacher Omar Quill told parents that the reading room would stay open until eight on three evenings.",
)


def write_pages(folder: Path) -> Path:
    """Write ten pages: a story, copies of it, another story, and pages that share nothing."""
    folder.mkdir()
    (folder / "a.txt").write_text("Quay to close\n\n" + "\n\n".join(PORT), encoding="utf-8")
    (folder / "b.txt").write_text("Quay to close\n\n" + "\n\n".join(PORT), encoding="utf-8")
    (folder / "c.txt").write_text("Harbour works\n\n" + "\n\n".join(PORT[1:]), encoding="utf-8")
    (folder / "d.txt").write_text("Library opens\n\n" + "\n\n".join(SCHOOL), encoding="utf-8")
    for number, animal in enumerate(("otters", "lynxes", "storks", "newts", "moles")):
        text = f"Notes on {animal}\n\nThe {animal} near brook {number} were counted {number + 3} times by night this spring."
        (folder / f"n{number}.txt").write_text(text, encoding="utf-8")
    (folder / "z.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    return folder


@pytest.fixture(scope="session")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("pile") / "pages")


def run_here(inputs: list[Any], out: Path, **settings: Any) -> CrawlSummary:
    """Crawl in this process."""
    return crawl(inputs, out, settings=CrawlSettings(**settings), engine=LocalEngine(1))


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    return [row for path in list_table(folder, table) for row in parquet.read_table(path).to_pylist()]


def tables_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    return {path.name: rows_of(folder, path.name) for path in sorted(folder.iterdir()) if path.is_dir()}


@pytest.fixture(scope="session")
def crawled(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("crawled") / "out"
    run_here([pile], out)
    return out


Crawled = Callable[..., CrawlSummary]
