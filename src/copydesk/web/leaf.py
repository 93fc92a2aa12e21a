"""A story ready to be shown, and the part of it that one view shows. StoryRecords -> Leaf."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from copydesk.brief import BriefLine, brief_lines
from copydesk.index import Index, index_records
from copydesk.records import StoryRecords
from copydesk.tables.stats import Figures
from copydesk.tables.views import rows
from copydesk.web.links import NO_CHOICE, Links
from copydesk.web.mark_up import Mark
from copydesk.web.marks import find_marks
from copydesk.web.words import Words

PAGE_SIZES = {"claims": 30, "timeline": 120, "quotes": 60, "sources": 60, "copies": 25, "cast": 80, "articles": 100}
"""The name of a view -> how many of its records stand on one page of the live story; a view not named has one page."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A story with what its views need, worked out when it is first asked for and then kept."""

    records: StoryRecords
    title: str
    _rows: dict[str, Sequence[Any]] = field(default_factory=dict, repr=False)
    _numbers: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> Index:
        """Every record by its id."""
        return index_records(self.records)

    @cached_property
    def marks(self) -> dict[str, tuple[Mark, ...]]:
        """The marks of each article by its id."""
        return find_marks(self.index)

    @cached_property
    def brief(self) -> tuple[BriefLine, ...]:
        """The summary that the story opens with."""
        return brief_lines(self.records)

    @cached_property
    def words(self) -> Words:
        """What the templates say of records."""
        return Words(self.index)

    @cached_property
    def pile(self) -> Figures | None:
        """The figures of the whole pile; none for a story without articles."""
        return next((one for one in self.rows("stats") if isinstance(one, Figures) and one.by == "pile"), None)

    def rows(self, view: str) -> Sequence[Any]:
        """Return all records of a view, in the view's order."""
        if view not in self._rows:
            self._rows[view] = rows(view, self.records)
        return self._rows[view]

    def number_of(self, view: str, record_id: str) -> int | None:
        """Return on which page of its view's list a record stands; families and revisions stand on the first."""
        if view not in self._numbers:
            size = PAGE_SIZES.get(view)
            found = {one.id: place // size + 1 if size else 1 for place, one in enumerate(self.rows(view))}
            if view == "copies":
                others: Sequence[Any] = (*self.records.families, *self.records.revisions)
                found |= {one.id: 1 for one in others}
            self._numbers[view] = found
        return self._numbers[view].get(record_id)


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """What one view is drawn from: the story, how its links are made, and the part of its list that is asked for.

    `listed` holds the records of each view that the report has room for, `left_out` how many it leaves out; live, where
    `listed` is None, the page `number` of the whole list is shown. `choice` filters it, `article` is the one to be read.
    `tools` gives what can be done with a record, by its id, to stand at the end of its entry, `above` stands under the heading.
    """

    story: Shown
    links: Links
    number: int = 1
    choice: Mapping[str, str] = field(default_factory=lambda: NO_CHOICE)
    article: str | None = None
    listed: Mapping[str, Sequence[Any]] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    tools: Callable[[str], Markup] = field(default=lambda record_id: Markup())
    above: Markup = field(default_factory=Markup)

    def part(self, view: str, found: Sequence[Any] | None = None) -> Sequence[Any]:
        """Return the records that this leaf shows of a view, out of `found` where they are filtered."""
        if self.listed is not None:
            return self.listed.get(view, self.story.rows(view))
        every = self.story.rows(view) if found is None else found
        size = PAGE_SIZES.get(view)
        return every[(self.number - 1) * size : self.number * size] if size else every

    def pages(self, view: str, found: Sequence[Any] | None = None) -> int:
        """Return how many pages the list of a view takes."""
        size = PAGE_SIZES.get(view)
        if self.listed is not None or size is None:
            return 1
        return max(1, -(-len(self.story.rows(view) if found is None else found) // size))
