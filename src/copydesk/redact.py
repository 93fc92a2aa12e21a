"""A copy of a story without the words of its pages, to be passed on. StoryRecords -> StoryRecords

What is counted, dated, named and related stays, with every span and digest; whoever holds the pages finds the words again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import fields, is_dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from copydesk.errors import UnreadableInput, UnreadableStory
from copydesk.records import Article, Metadatum, Problem, SavedPage, StoryRecords, TextQuote
from copydesk.store.sqlite import SqliteStore

RUN = 5
"""Words in a row that no text of the copy shares with a page."""
WITHHELD = frozenset(
    {
        "Article.title",
        "Claim.text",
        "Edit.before",
        "Edit.after",
        "Event.text",
        "Group.title",
        "Note.about",
        "Quotation.text",
        "Source.description",
        "Source.reason",
        "TextQuote.exact",
        "TextQuote.prefix",
        "TextQuote.suffix",
        "Variant.text",
    }
)
"""Fields that hold a page's own wording, withheld however short; another is where it shares a run of words with a page."""
KEPT = frozenset({"Page.uri", "Article.canonical", "Problem.uri"})
"""Fields that say where a page is found, though its address may spell its headline."""
_SHADE = "░░░░░░░ "
"""What stands for the words of an article: as long as they are, and no more telling."""
_Runs = Set[tuple[str, ...]]


def redact(records: StoryRecords, saved: Iterable[SavedPage] = ()) -> StoryRecords:
    """Return the records without the pages' words: shades of the same length, or how many words there were and their digest.

    Names, dates, addresses and what Copydesk says in its own words stay. Notes and stars are left out. A `Problem` of the
    stage `redact` tells what the copy is.
    """
    texts = [text for article in records.articles for text in (article.text, article.title or "")]
    pages = (page.content.decode("utf-8", "replace") for page in saved)
    runs = {run for text in chain(texts, pages) for run in _runs(text)}
    kept = replace(records, notes=())
    parts = {part.name: tuple(_redact(one, runs) for one in getattr(kept, part.name)) for part in fields(kept)}
    told = Problem(
        stage="redact",
        kind="limited",
        reason=f"the words of {len(records.pages)} pages are withheld; this is a copy for passing on",
    )
    return StoryRecords(**parts | {"problems": (*parts["problems"], told)})


def write_redacted(story: Path, out: Path) -> StoryRecords:
    """Write the copy of a story file without the pages and their words to `out`, and return its records."""
    if out.exists() and out.samefile(story):
        raise UnreadableInput(f"{out}: the story itself, which would lose its pages; name another file")
    source = SqliteStore(story)
    made = redact(source.get(), source.pages())
    SqliteStore(out).put(made, (), source.road())
    return made


def require_pages(records: StoryRecords) -> StoryRecords:
    """Return the records of a story that has its pages; raise `UnreadableStory` for a copy without."""
    if any(problem.stage == "redact" for problem in records.problems):
        raise UnreadableStory(
            "a copy without the pages and their words; ask whoever made it, or build a story from pages"
        )
    return records


def _redact(record: Any, runs: _Runs) -> Any:
    if isinstance(record, Metadatum) and record.field == "title":
        record = replace(record, value=_mark(record.value))
    kind = type(record).__name__
    made = {field.name: _value(f"{kind}.{field.name}", getattr(record, field.name), runs) for field in fields(record)}
    if isinstance(record, Article):
        made["text"] = _shade(record.text)
    return replace(record, **made)


def _value(field: str, value: Any, runs: _Runs) -> Any:
    if isinstance(value, TextQuote):
        return replace(value, exact=_mark(value.exact), prefix="", suffix="")
    if is_dataclass(value):
        return _redact(value, runs)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_value(field, one, runs) for one in value)
    if not isinstance(value, str) or field in KEPT or field == "Article.text":
        return value
    return _mark(value) if field in WITHHELD or not runs.isdisjoint(_runs(value)) else value


def _mark(text: str) -> str:
    """Return what stands for a text: how many words it has, and a digest by which someone who has it may know it."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return f"[{len(text.split())} words withheld, SHA-256 {digest}]" if text else text


def _shade(text: str) -> str:
    """Return shades as long as the text, in the same lines, so that every span stays what it is."""
    return "\n".join((_SHADE * (len(line) // len(_SHADE) + 1))[: len(line)] for line in text.split("\n"))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return zip(*(words[start:] for start in range(RUN)), strict=False)
