"""`Story`, the Python API: build, add pages, ask, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from html import escape
from io import StringIO
from pathlib import Path
from threading import Lock
from typing import Any

from copydesk.brief import write_brief
from copydesk.building import Given, build_records, part_given, read_given
from copydesk.changes import Change, compare
from copydesk.engines.base import Progress
from copydesk.engines.kept import Kept
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.export import EVERYTHING, FOLDERS, Limits, find_text, limit_records
from copydesk.frames import Frame, frame_of
from copydesk.index import find_entity, find_record, index_records
from copydesk.notes import anchor_notes, make_note
from copydesk.records import Article, Entity, Judgement, Note, Problem, Road, SavedPage, StoryRecords
from copydesk.redact import require_pages
from copydesk.stages.judgements import judge_link, judge_merge, judge_rename, judge_split, link_entities, read_authority
from copydesk.stages.pages import PageSettings
from copydesk.store.base import Hit, Store
from copydesk.store.memory import MemoryStore
from copydesk.store.sqlite import SqliteStore
from copydesk.verify import Pile, QuotationAnswer, TextAnswer, make_pile, verify_quotation, verify_text


class Story:
    """A story: its records, and the pages that they were read from.

    >>> story = Story.build(["saved-pages/"], out="story.db")
    >>> len(story.brief()) <= 15
    True
    >>> claim = story.records.claims[0]
    >>> story.why(claim.id[:10]) == claim
    True
    >>> story.verify(story.records.quotations[0].text).label
    'exact'
    """

    def __init__(self, store: Store, records: StoryRecords | None = None) -> None:
        self._store = store
        self._writing = Lock()
        self.progress: Progress | None = None
        """Told how far a rebuild is, where the call that began it names nobody else."""
        self.records = store.get() if records is None else records
        self._pile: Pile | None = None

    @classmethod
    def build(
        cls,
        pages: Sequence[Given],
        *,
        out: str | Path | None = None,
        settings: PageSettings | None = None,
        road: Road = "light",
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> Story:
        """Return the story of `pages` (files, folders, archives, `-`, those of `pages_of_group`), kept at `out` if given.

        The same pages give the same story in any order and with any number of `processes` (by default as many as pay).
        `road` is how attributions are found; raise `MissingExtra` where its packages are not installed.
        What cannot be read is listed in `records.problems`; raise `UnreadableInput` where nothing can.
        """
        found = read_given(pages, settings or PageSettings())
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
        saved, problems = part_given(found)
        kept = Kept(store.kept())
        records = build_records(saved, problems, road=road, processes=processes, progress=progress, kept=kept)
        store.put(records, saved, road, kept.rows)
        return cls(store, records)

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
            for item in read_given(pages, settings or PageSettings())
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
        places = {find_record(article, texts.values()).id for article in articles}
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
        gone = find_record(judgement, self.records.judgements)
        return self._rebuild(self._given(), [one for one in self.records.judgements if one.id != gone.id])

    def note(self, record: str, text: str) -> Note:
        """Write a note beside a record, told by its id or the beginning of it, and return it.

        As a star, it is kept in the story and found again after `add` or a rebuild by the words that the record rests on.
        """
        return self._keep(make_note(self.why(record), text, index_records(self.records)))

    def star(self, record: str) -> Note:
        """Pick a record out with a star, told by its id or the beginning of it, and return the star."""
        return self._keep(make_note(self.why(record), None, index_records(self.records)))

    def forget(self, note: str) -> None:
        """Take a note or a star back, told by its id or the beginning of it."""
        gone = find_record(note, self.records.notes)
        with self._writing:
            self._write_notes(tuple(one for one in self.records.notes if one.id != gone.id))

    def _keep(self, note: Note) -> Note:
        with self._writing:
            self._write_notes((*(one for one in self.records.notes if one.id != note.id), note))
        return note

    def _write_notes(self, notes: tuple[Note, ...]) -> None:
        self._store.keep_notes(notes)
        self.records = replace(self.records, notes=notes)

    def entity(self, told: str) -> Entity:
        """Return the entity with this name, or this id or the beginning of it; raise `UnknownRecord` where not just one has."""
        return find_entity(told, self.records.entities)

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
        problems = require_pages(self.records).problems
        return [*self._store.pages(), *(problem for problem in problems if problem.stage == "pages")]

    def _rebuild(
        self,
        given: Iterable[SavedPage | Problem],
        judgements: Sequence[Judgement],
        *,
        processes: int | None = None,
        progress: Progress | None = None,
    ) -> tuple[Change, ...]:
        saved, problems = part_given(given)
        before, road, tell = self.records, self._store.road(), progress or self.progress
        kept = Kept(self._store.kept())
        records = build_records(
            saved, problems, judgements=judgements, road=road, processes=processes, progress=tell, kept=kept
        )
        with self._writing:  # a note may have been written while the stages ran
            records = replace(records, notes=anchor_notes(self.records.notes, index_records(records)))
            self._store.put(records, saved, road, kept.rows)
            self.records, self._pile = records, None
        return compare(before, self.records)

    def brief(self) -> tuple[str, ...]:
        """Return the story in at most 15 lines, the answer first."""
        return write_brief(self.records)

    def why(self, record_id: str) -> Any:
        """Return the record with this id, or the only one whose id begins so; raise `UnknownRecord` otherwise."""
        return find_record(record_id, self._identified())

    def saved(self, page: str) -> bytes | None:
        """Return the bytes of the page with this id, as it was saved; None where there is no such page."""
        return self._store.saved(page)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return at most `limit` paragraphs that hold all of `words`, the best first."""
        require_pages(self.records)
        return self._store.find(words, limit)

    def verify(self, quote: str) -> QuotationAnswer:
        """Return whether a quotation stands in the pile: exact, altered (with the differences) or absent, and where."""
        return verify_quotation(quote, self._words())

    def verify_text(self, text: str, *, name: str = "text") -> TextAnswer:
        """Return which passages of a text, and which of the quotations in it, stand in the pile."""
        return verify_text(text, self._words(), name=name)

    def _words(self) -> Pile:
        if self._pile is None or self._pile.index.records is not self.records:
            self._pile = make_pile(require_pages(self.records))
        return self._pile

    def report(self) -> str:
        """Return the story as one self-contained HTML page."""
        from copydesk.web.report import render_report

        title = self.records.groups[0].title if self.records.groups else "Story"
        return render_report(self.records, title)

    def table(self, kind: str) -> Frame:
        """Return the records of one kind ("claims") as a table for a notebook, with `to_pandas`, `to_polars` and `to_arrow`."""
        return frame_of(self.records, kind)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(chr(10).join(self.brief()))}</pre>"

    def export(self, format: str = "json", limits: Limits = EVERYTHING) -> str:
        """Return the story, or the part within the limits, in an export format of one text.

        Raise `UnreadableInput` for a format that does not exist, `UnknownRecord` for a limit that names nothing.
        """
        out = StringIO()
        find_text(format, self._store.name)(limit_records(self.records, limits), out)
        return out.getvalue()

    def export_tables(self, format: str, folder: str | Path, limits: Limits = EVERYTHING) -> None:
        """Write the story as a folder of tables (`csv`, `parquet`), one for each kind of record."""
        if format not in FOLDERS:
            raise UnreadableInput(f"{format}: no format of tables; choose one of {', '.join(FOLDERS)}")
        FOLDERS[format](limit_records(self.records, limits), Path(folder))

    def _identified(self) -> Iterator[Any]:
        for field in fields(self.records):
            yield from (record for record in getattr(self.records, field.name) if hasattr(record, "id"))
