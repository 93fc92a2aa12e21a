"""`Story`, the Python API: build, add pages, ask, and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from io import StringIO
from pathlib import Path
from typing import IO, Any

from copydesk.brief import write_brief
from copydesk.changes import Change, compare
from copydesk.engines.base import Progress, run_stages
from copydesk.engines.local import LocalEngine
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.export import json as json_format
from copydesk.pipeline import STAGES
from copydesk.records import Article, Draft, Entity, Judgement, Problem, Road, SavedPage, StoryRecords
from copydesk.stages.attribution import check_road
from copydesk.stages.judgements import judge_link, judge_merge, judge_rename, judge_split, link_entities, read_authority
from copydesk.stages.pages import PageSettings, read_pages
from copydesk.store.base import Hit, Store
from copydesk.store.memory import MemoryStore
from copydesk.store.sqlite import SqliteStore
from copydesk.verify import Pile, QuotationAnswer, TextAnswer, make_pile, verify_quotation, verify_text

FORMATS: dict[str, Callable[[StoryRecords, IO[str]], None]] = {"json": json_format.write}
"""Export format -> what writes it."""
POOL_FROM = 2_000_000
"""Bytes of saved pages from which a pool of processes pays for its start."""


class Story:
    """A story: its records, and the pages that they were read from.

    >>> story = Story.build(["pages/"])          # doctest: +SKIP
    >>> print("\\n".join(story.brief()))          # doctest: +SKIP
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.records = store.get()
        self._pile: Pile | None = None

    @classmethod
    def build(
        cls,
        pages: Sequence[str | Path],
        *,
        out: str | Path | None = None,
        settings: PageSettings | None = None,
        road: Road = "light",
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> Story:
        """Return the story of `pages` (files, folders, archives, `-` for `settings.stdin`), kept at `out` if given.

        The same pages give the same story in any order and with any number of `processes` (by default as many as pay).
        `road` is how attributions are found; raise `MissingExtra` where its packages are not installed.
        What cannot be read is listed in `records.problems`; raise `UnreadableInput` where nothing can.
        """
        found = _read(pages, settings or PageSettings())
        return cls._build(found, out=out, road=road, processes=processes, progress=progress)

    @classmethod
    def _build(
        cls,
        found: Iterable[SavedPage | Problem],
        *,
        out: str | Path | None,
        road: Road,
        processes: int | None,
        progress: Progress | None,
    ) -> Story:
        store: Store = SqliteStore(Path(out)) if out else MemoryStore()
        store.check()
        saved, problems = _parted(found)
        store.put(build_records(saved, problems, road=road, processes=processes, progress=progress), saved, road)
        return cls(store)

    @classmethod
    def open(cls, path: str | Path) -> Story:
        """Return the story kept in the file at `path`; raise `UnreadableStory` where it is none."""
        return cls(SqliteStore(Path(path)))

    def add(
        self,
        pages: Sequence[str | Path],
        *,
        settings: PageSettings | None = None,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        """Take more pages into the story and return what changed. It is the story that one build of all pages gives, by the same road."""
        given = self._given()
        seen = {item.page.id for item in given if isinstance(item, SavedPage)}
        new = [
            item
            for item in _read(pages, settings or PageSettings())
            if isinstance(item, Problem) or item.page.id not in seen
        ]
        return self._rebuild([*given, *new], self.records.judgements, processes=processes, progress=progress)

    def merge(self, kept: str, other: str, *, note: str | None = None) -> tuple[Change, ...]:
        """Take two entities, told by id or name, for one that keeps the first one's name; return what changed.

        As `split` and `rename`, this is kept in the story as a judgement, told by words of the pages and not by ids, so
        that it outlives `add`, a rebuild and a better extraction; `undo` takes it back.
        """
        entities = self.entity(kept), self.entity(other)
        if entities[0].id == entities[1].id:
            raise UnknownRecord(f"{kept} and {other} are one already: {entities[0].name}")
        return self._judge(judge_merge(*entities, self._articles(), note))

    def split(
        self,
        entity: str,
        name: str,
        *,
        forms: Sequence[str] = (),
        articles: Sequence[str] = (),
        note: str | None = None,
    ) -> tuple[Change, ...]:
        """Take some mentions of an entity for another, called `name`: those printed as one of `forms`, in these articles.

        Where only `forms` or only `articles` (ids) are given, the other is not asked for. Return what changed; raise
        `UnknownRecord` where no mention fits, or every one.
        """
        meant, texts = self.entity(entity), self._articles()
        places = {self._one(article, texts.values()).id for article in articles}
        parted = [
            mention
            for mention in meant.mentions
            if (not places or mention.article in places)
            and (not forms or texts[mention.article].words_of(mention.span) in forms)
        ]
        if not parted or len(parted) == len(meant.mentions):
            what = "no mention fits" if not parted else "every mention fits: `rename` gives it another name"
            raise UnknownRecord(f"{meant.name}: {what}; `copydesk why STORY {meant.id}` lists its mentions")
        return self._judge(judge_split(meant, parted, texts, name, note))

    def rename(self, entity: str, name: str, *, note: str | None = None) -> tuple[Change, ...]:
        """Give an entity, told by id or name, another name; return what changed."""
        return self._judge(judge_rename(self.entity(entity), self._articles(), name, note))

    def link(self, authority: str | Path) -> tuple[tuple[Change, ...], tuple[str, ...]]:
        """Link entities to the rows of an authority file (CSV: name, identifier; aliases, kind) that know them.

        Return what changed, and in plain words what could not be settled. Each link is a judgement. Raise
        `UnreadableInput` where the file is none.
        """
        texts, links = self._articles(), link_entities(self.records.entities, read_authority(Path(authority)))
        made = [judge_link(entity, texts, known.name, known.identifier) for entity, known in links.found]
        seen = {one.id for one in self.records.judgements}
        new = [one for one in made if one.id not in seen]
        return (self._rebuild(self._given(), [*self.records.judgements, *new]) if new else ()), links.open

    def undo(self, judgement: str) -> tuple[Change, ...]:
        """Take a judgement back, told by its id or the beginning of it; return what changed."""
        gone = self._one(judgement, self.records.judgements)
        return self._rebuild(self._given(), [one for one in self.records.judgements if one.id != gone.id])

    def entity(self, told: str) -> Entity:
        """Return the entity with this name, or this id or the beginning of it; raise `UnknownRecord` where not just one has."""
        named = [one for one in self.records.entities if told == one.name]
        named = named or [one for one in self.records.entities if told in one.aliases]
        found: Entity = self._one(told, named or self.records.entities, known=bool(named))
        return found

    def _one(self, told: str, records: Iterable[Any], *, known: bool = False) -> Any:
        found = [record for record in records if known or (told and record.id.startswith(told))]
        if len(found) != 1:
            ids = ", ".join(record.id for record in found[:3])
            raise UnknownRecord(f"{told}: {f'it may mean {ids}; give an id' if found else 'not found'}")
        return found[0]

    def _judge(self, judgement: Judgement) -> tuple[Change, ...]:
        if any(one.id == judgement.id for one in self.records.judgements):
            raise UnknownRecord(
                f"{judgement.id}: judged so already; `copydesk undo STORY {judgement.id}` takes it back"
            )
        return self._rebuild(self._given(), [*self.records.judgements, judgement])

    def _articles(self) -> dict[str, Article]:
        return {article.id: article for article in self.records.articles}

    def _given(self) -> list[SavedPage | Problem]:
        """Return the pages of the story, and the problems met in reading them."""
        return [*self._store.pages(), *(problem for problem in self.records.problems if problem.stage == "pages")]

    def _rebuild(
        self,
        given: Iterable[SavedPage | Problem],
        judgements: Sequence[Judgement],
        *,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        saved, problems = _parted(given)
        before, road = self.records, self._store.road()
        records = build_records(
            saved, problems, judgements=judgements, road=road, processes=processes, progress=progress
        )
        self._store.put(records, saved, road)
        self.records = self._store.get()
        return compare(before, self.records)

    def brief(self) -> tuple[str, ...]:
        """Return the story in at most 15 lines, the answer first."""
        return write_brief(self.records)

    def why(self, record_id: str) -> Any:
        """Return the record with this id, or the only one whose id begins so; raise `UnknownRecord` otherwise."""
        found = [record for record in self._identified() if record_id and record.id.startswith(record_id)]
        exact = [record for record in found if record.id == record_id] or found
        if len(exact) != 1:
            what = "no record bears that id" if not exact else f"{len(exact)} ids begin so"
            raise UnknownRecord(f"{record_id}: {what}; `copydesk show STORY claims` and its sisters list ids")
        return exact[0]

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return at most `limit` paragraphs that hold all of `words`, the best first."""
        return self._store.find(words, limit)

    def verify(self, quote: str) -> QuotationAnswer:
        """Return whether a quotation stands in the pile: exact, altered (with the differences) or absent, and where."""
        return verify_quotation(quote, self._words())

    def verify_text(self, text: str, *, name: str = "text") -> TextAnswer:
        """Return which passages of a text, and which of the quotations in it, stand in the pile."""
        return verify_text(text, self._words(), name=name)

    def _words(self) -> Pile:
        if self._pile is None or self._pile.index.records is not self.records:
            self._pile = make_pile(self.records)
        return self._pile

    def report(self) -> str:
        """Return the story as one self-contained HTML page."""
        from copydesk.web.report import render_report

        title = self.records.groups[0].title if self.records.groups else "Story"
        return render_report(self.records, title, brief=self.brief())

    def export(self, format: str = "json") -> str:
        """Return the story in an export format; raise `UnreadableInput` for one that does not exist."""
        if format not in FORMATS:
            raise UnreadableInput(f"{format}: no such export format; choose one of {', '.join(FORMATS)}")
        out = StringIO()
        FORMATS[format](self.records, out)
        return out.getvalue()

    def _identified(self) -> Iterator[Any]:
        for field in fields(self.records):
            yield from (record for record in getattr(self.records, field.name) if hasattr(record, "id"))


def build_records(
    saved: Sequence[SavedPage],
    problems: Sequence[Problem] = (),
    *,
    judgements: Sequence[Judgement] = (),
    road: Road = "light",
    processes: int | None = None,
    progress: Progress | None = None,
) -> StoryRecords:
    """Return every record of the story that `saved` tells, by the user's `judgements`; `problems` are those met in reading it."""
    check_road(road)
    if processes is None:
        processes = (os.cpu_count() or 1) if sum(len(page.content) for page in saved) >= POOL_FROM else 1
    draft = Draft(road=road, saved=tuple(saved), problems=tuple(problems), judgements=tuple(judgements))
    with LocalEngine(processes) as engine:
        draft = run_stages(STAGES, draft, engine, progress)
    kept = {field.name for field in fields(StoryRecords)} - {"pages"}
    return StoryRecords(pages=tuple(page.page for page in saved), **{name: getattr(draft, name) for name in kept})


def _read(pages: Sequence[str | Path], settings: PageSettings) -> list[SavedPage | Problem]:
    found = list(read_pages(pages, settings))
    if not any(isinstance(item, SavedPage) for item in found):
        reasons = "; ".join(f"{item.uri}: {item.reason}" for item in found[:3] if isinstance(item, Problem))
        given = ", ".join(map(str, pages)) or "nothing"
        raise UnreadableInput(
            f"{given}: no page to read{f' ({reasons})' if reasons else ''}; name a folder or file that holds some"
        )
    return found


def _parted(found: Iterable[SavedPage | Problem]) -> tuple[tuple[SavedPage, ...], tuple[Problem, ...]]:
    """Return the pages, each once, and the problems, both in an order that does not depend on that of the input."""
    items = list(found)
    pages = {item.page.id: item for item in items if isinstance(item, SavedPage)}
    problems = {item for item in items if isinstance(item, Problem)}
    return (
        tuple(sorted(pages.values(), key=lambda page: (page.page.uri, page.page.sha256))),
        tuple(sorted(problems, key=lambda problem: (problem.uri or "", problem.page or "", problem.reason))),
    )
