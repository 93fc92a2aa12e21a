"""The saved pages of a group of a crawl, read again from where they lie. Group -> SavedPage"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from copydesk.crawl.inputs import Piece, open_piece
from copydesk.crawl.tables import list_table, require_arrow
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.records import Problem, SavedPage
from copydesk.stages.pages import PageSettings, set_aside
from copydesk.stages.pages.files import read_stream


def pages_of_group(folder: str | Path, group: str, settings: PageSettings | None = None) -> list[SavedPage | Problem]:
    """Return the pages that hold the articles of a group, told by its id or the beginning of it.

    A page that no longer stands where the crawl found it, or that has changed since, is a problem.
    """
    crawled = _check_crawl(Path(folder))
    wanted = _pages_of(crawled, _articles_of(crawled, group))
    found: list[SavedPage | Problem] = []
    for piece, ids in sorted(wanted.items(), key=lambda item: (item[0].name, item[0].start)):
        found += _read_again(piece, ids, settings or PageSettings())
    return found


def _articles_of(folder: Path, group: str) -> set[str]:
    from pyarrow import compute, parquet  # type: ignore[import-untyped]

    found: dict[str, set[str]] = {}
    for path in list_table(folder, "groups"):
        table = parquet.read_table(path, columns=["id", "articles"])
        for row in table.filter(compute.starts_with(table["id"], group)).to_pylist():
            found[row["id"]] = set(row["articles"])
    if group in found:
        return found[group]
    if len(found) != 1:
        what = f"{len(found)} groups begin so" if found else "no group of the crawl has this id"
        raise UnknownRecord(f"{group}: {what}; `copydesk crawl` prints the largest, and {folder}/groups lists all")
    return next(iter(found.values()))


def _pages_of(folder: Path, articles: set[str]) -> dict[Piece, set[str]]:
    """Return the pieces that hold the pages of the articles, each with the ids of these pages."""
    from pyarrow import array, compute, parquet

    wanted: defaultdict[Piece, set[str]] = defaultdict(set)
    ids = array(sorted(articles))
    for path in list_table(folder, "articles"):
        held = parquet.read_table(path, columns=["id", "page"])
        pages = held.filter(compute.is_in(held["id"], ids))["page"].combine_chunks()
        if not len(pages):
            continue
        table = parquet.read_table(folder / "pages" / path.name)
        for row in table.filter(compute.is_in(table["id"], pages)).to_pylist():
            place = {name: row[f"file_{name}"] for name in ("name", "address", "start", "end")}
            wanted[Piece(**place)].add(row["id"])
    return wanted


def _read_again(piece: Piece, ids: set[str], settings: PageSettings) -> Iterator[SavedPage | Problem]:
    left = set(ids)
    try:
        with open_piece(piece) as stream:
            for read in read_stream(piece.uri, stream, settings, name=piece.name):
                if isinstance(read, SavedPage) and read.page.id in left:
                    left.remove(read.page.id)
                    yield read
                if not left:
                    return
    except OSError:
        pass
    yield set_aside(
        piece.uri, f"{len(left)} of its pages are no longer there as the crawl read them in {piece.address}"
    )


def _check_crawl(folder: Path) -> Path:
    require_arrow()
    if not (folder / "crawl.json").is_file():
        raise UnreadableInput(f"{folder}: no finished crawl; `copydesk crawl INPUTS -o {folder}` makes or finishes one")
    return folder
