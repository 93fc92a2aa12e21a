"""Saved pages out of files, folders, datasets and archives; what cannot be read is told. Paths -> SavedPage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from copydesk.records import Problem, SavedPage
from copydesk.stages.pages.fetch import fetch_pages
from copydesk.stages.pages.files import read_file, read_standard_input
from copydesk.stages.pages.inputs import list_addresses, list_files
from copydesk.stages.pages.making import Origin, make_page, set_aside
from copydesk.stages.pages.settings import PageSettings

__all__ = ["Origin", "PageSettings", "fetch_pages", "make_page", "read_pages", "set_aside"]

_DEFAULTS = PageSettings()


def read_pages(inputs: Sequence[str | Path], settings: PageSettings = _DEFAULTS) -> Iterator[SavedPage | Problem]:
    """Yield the pages of all inputs, sorted by name, each once, and a problem for whatever is no page.

    An input that does not exist raises `UnreadableInput`, and so does a web address unless `settings.fetch` is set.
    Hidden files are left out. The order of inputs, and giving one of them twice, makes no difference.
    """
    addresses = list_addresses(inputs, settings)
    files, wants_stdin = list_files(inputs)
    if wants_stdin:
        yield from read_standard_input(settings)
    for _, found in groupby(files, key=itemgetter(0)):
        same = list(found)
        reads = chain.from_iterable(read_file(uri, path, settings) for uri, path in same)
        yield from _new(reads) if len(same) > 1 else reads
    yield from _new(fetch_pages(addresses, settings))


def _new(reads: Iterator[SavedPage | Problem]) -> Iterator[SavedPage | Problem]:
    """Yield what is read, less a page with the name and the bytes of one that came before.

    One file names no two pages alike, so of an archive nothing is remembered, however many pages it holds.
    """
    seen: set[str] = set()
    for read in reads:
        if isinstance(read, SavedPage):
            if read.page.id in seen:
                continue
            seen.add(read.page.id)
        yield read
