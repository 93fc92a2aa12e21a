"""What is fuzzed: each target takes any bytes, and raises where the program breaks a promise. name -> function of bytes

Promises: nothing raises but our own errors, and every span of every record lies inside its article's text.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import types
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from copydesk.documents import Document, to_article
from copydesk.errors import CopydeskError
from copydesk.records import Article, Problem, SavedPage, Span, StoryRecords
from copydesk.stages.articles import find_articles, read_whole_page
from copydesk.stages.attribution import find_attributions
from copydesk.stages.entities import resolve_entities
from copydesk.stages.language import parse_articles
from copydesk.stages.pages import PageSettings
from copydesk.stages.pages.files import read_stream
from copydesk.stages.pages.making import make_page
from copydesk.stages.time import find_timexes
from copydesk.store.sqlite import SqliteStore
from copydesk.text.align import align_words

ROOT = Path(__file__).resolve().parents[1]
ENDINGS = (
    "html",
    "txt",
    "md",
    "mhtml",
    "pdf",
    "rss",
    "jsonl",
    "csv",
    "warc",
    "zip",
    "gz",
    "parquet",
    "bin",
    "html.gz",
    "wacz",
)
MOST_WORDS = 3_000
"""Characters of text that the slower targets read."""
Target = Callable[[bytes], None]


def check_spans(found: Any, texts: dict[str, str], article: str | None = None) -> None:
    """Raise where a span of a record, or of a record inside it, is not inside its article's text."""
    if isinstance(found, Span):
        assert article is None or 0 <= found.start <= found.end <= len(texts[article]), (found, article)
    elif isinstance(found, tuple) and not hasattr(found, "_fields"):
        for one in found:
            check_spans(one, texts, article)
    elif is_dataclass(found):
        own = found.id if isinstance(found, Article) else found.article if hasattr(found, "article") else article
        for field in fields(found):
            if field.name not in ("page_span", "a_span", "b_span"):
                check_spans(getattr(found, field.name), texts, own if own in texts else None)


def check_articles(articles: tuple[Article, ...]) -> None:
    texts = {article.id: article.text for article in articles}
    check_spans(articles, texts)
    for article in articles:
        article.text.encode("utf-8")
        reached = 0
        for block in article.blocks:
            assert reached <= block.span.start <= block.span.end, (block, reached)
            reached = block.span.end


def readers(data: bytes) -> None:
    """Any file, of any kind: the first byte chooses its name's ending."""
    if data:
        name = f"page.{ENDINGS[data[0] % len(ENDINGS)]}"
        for read in read_stream(name, io.BytesIO(data[1:]), PageSettings(max_page=200_000)):
            assert isinstance(read, Problem | SavedPage)


def extraction(data: bytes) -> None:
    """A page of mark-up."""
    articles, _ = find_articles(make_page("page.html", data[:50_000], "text/html"))
    check_articles(articles)


def splitting(data: bytes) -> None:
    """A thread, a live page or pasted stories: posts between which anything stands."""
    parts = data[:20_000].split(b"\0")
    posts = b"".join(
        b'<article class="message post"><div class="author">Ida</div><div class="postbody">%s</div></article>' % part
        for part in parts
    )
    page = make_page("thread.html", b"<html><body>" + posts + b"</body></html>", "text/html")
    check_articles(find_articles(page)[0])
    read_whole_page(page)
    check_articles(find_articles(make_page("paste.txt", data[:20_000], "text/plain"))[0])


def _article(data: bytes) -> Article:
    text = data[:MOST_WORDS].decode("utf-8", "replace").replace("\r", "\n")
    return to_article(Document(doc="fuzzed", text=text, date="2021-03-04"))


def time(data: bytes) -> None:
    article = _article(data)
    parse = parse_articles([article])[article.id]
    check_spans(find_timexes(article, parse), {article.id: article.text})


def attribution(data: bytes) -> None:
    article = _article(data)
    parses = parse_articles([article])
    entities = resolve_entities((article,), parses)
    sources, attributions = find_attributions(article, parses[article.id], entities)
    check_spans((entities, sources, attributions), {article.id: article.text})


def alignment(data: bytes) -> None:
    """Two texts of small words, cut at the first NUL: changes cover both sides, in order, and equal parts are equal."""
    a, _, b = data[:4_000].partition(b"\0")
    changes = align_words(list(a), list(b))
    reached = [0, 0]
    for change in changes:
        a_first, a_last, b_first, b_last = (part for part in change if isinstance(part, int))
        assert [a_first, b_first] == reached or "move" in str(change), change
        reached = [a_last, b_last]
        if "equal" in str(change):
            assert a[a_first:a_last] == b[b_first:b_last]


@cache
def _checker() -> types.ModuleType:
    sys.path.insert(0, str(ROOT / "evals" / "facts"))
    import check  # type: ignore[import-not-found]

    return check


def facts(data: bytes) -> None:
    """The checker of facts, on a list of facts and a small export: it counts a fact as failed, or says that the list is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        story, listed = Path(folder) / "story.json", Path(folder) / "facts.toml"
        story.write_text(
            json.dumps({field.name: [] for field in fields(StoryRecords)} | {"schema": "copydesk/story/1"})
        )
        listed.write_bytes(data)
        given, sys.argv = sys.argv, ["check.py", str(story), str(listed)]
        try:
            with redirect_stdout(io.StringIO()), suppress(SystemExit, ValueError, KeyError):
                _checker().main()
        finally:
            sys.argv = given


def story_file(data: bytes) -> None:
    """A story file whose bytes are changed: pairs of a place and a byte, or the bytes as they are."""
    whole = bytearray(_story())
    for at in range(0, len(data) - 3, 4):
        whole[int.from_bytes(data[at : at + 3], "big") % len(whole)] = data[at + 3]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        for content in (bytes(whole), data):
            path.write_bytes(content)
            with suppress(CopydeskError):
                store = SqliteStore(path)
                store.kept(), store.road(), store.find("pier"), list(store.pages())
                assert store.get() == _records()


@cache
def _story() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        SqliteStore(path).put(_records(), ())
        return path.read_bytes()


@cache
def _records() -> StoryRecords:
    page = make_page("pier.txt", b"Pier shut\n\nThe pier at Selby shut on Monday, the mayor said.\n", "text/plain")
    return StoryRecords(pages=(page.page,), articles=find_articles(page)[0])


TARGETS: dict[str, Target] = {
    "readers": readers,
    "extraction": extraction,
    "splitting": splitting,
    "time": time,
    "attribution": attribution,
    "alignment": alignment,
    "facts": facts,
    "story_file": story_file,
}
