"""The articles of a story as a bibliography. StoryRecords -> BibTeX"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from copydesk.records import Article, StoryRecords

_SPECIAL = re.compile(r"[&%$#_{}]")


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write an `@online` entry for each article; a date that was inferred is marked in `note`."""
    for article in records.articles:
        fields = "".join(f"  {name} = {{{_plain(value)}}},\n" for name, value in _fields(article))
        out.write(f"@online{{{article.id},\n{fields}}}\n\n")


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    if article.title:
        yield "title", article.title
    if article.byline:
        yield "author", " and ".join(article.byline)
    if article.outlet:
        yield "organization", article.outlet
    if article.canonical:
        yield "url", article.canonical
    if article.published:
        yield "date", article.published.value
        if article.published.basis == "inferred":
            yield "note", f"Date inferred: {article.published.why}"


def _plain(text: str) -> str:
    """Return text in one line, less backslashes and with the marks of TeX escaped."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.replace("\\", "").split()))
