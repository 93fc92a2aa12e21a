"""The texts that are to be verified, out of files: plain text as it is, the article of a web page or a PDF. Paths -> texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from copydesk.errors import UnreadableInput
from copydesk.records import SavedPage
from copydesk.stages.articles import read_whole_page
from copydesk.stages.articles.source.decoding import decode
from copydesk.stages.pages import PageSettings, read_pages


def read_texts(pages: Sequence[str | Path], settings: PageSettings) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page; raise `UnreadableInput` for what cannot be read."""
    for item in read_pages(pages, settings):
        if not isinstance(item, SavedPage):
            raise UnreadableInput(f"{item.uri}: {item.reason}; give a text, a web page or a PDF")
        yield item.page.uri, _text(item)


def _text(saved: SavedPage) -> str:
    if saved.page.media_type == "text/plain":
        return decode(saved).text
    article = read_whole_page(saved)
    if article is None:
        raise UnreadableInput(f"{saved.page.uri}: no text found on the page; paste it into a text file")
    return article.text
