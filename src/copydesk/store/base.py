"""What a story is kept in: its records, and the pages as they were saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from copydesk.records import Note, Ref, Road, SavedPage, StoryRecords

NOTHING: Mapping[str, bytes] = MappingProxyType({})


class Hit(NamedTuple):
    """A place where the words of a search stand; `snippet` marks them with `[` and `]`."""

    ref: Ref
    title: str | None
    snippet: str


class Store(Protocol):
    """Keeps one story."""

    @property
    def name(self) -> str:
        """What the story is called where it is kept: a file's name without its ending."""

    def check(self) -> None:
        """Raise `UnreadableStory` where a story could not be put, before any work is done for it."""

    def put(
        self,
        records: StoryRecords,
        saved: tuple[SavedPage, ...],
        road: Road = "light",
        kept: Mapping[str, bytes] = NOTHING,
    ) -> None:
        """Keep a story in the place of whatever was kept before, wholly or not at all.

        `road` is what it was made by, `kept` the results of single stages that the next build may take over.
        """

    def kept(self) -> Mapping[str, bytes]:
        """Return the results that the last build left for the next; none where there is no story yet."""

    def keep_notes(self, notes: tuple[Note, ...]) -> None:
        """Keep these notes in the place of those kept before, and leave all else as it is."""

    def get(self) -> StoryRecords:
        """Return all records of the story."""

    def road(self) -> Road:
        """Return how the story's attributions were found."""

    def pages(self) -> Iterator[SavedPage]:
        """Yield the pages as they were saved, in the order of the story's pages."""

    def saved(self, page: str) -> bytes | None:
        """Return the bytes of the page with this id, as it was saved; None where there is no such page."""

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        """Return at most `limit` paragraphs that hold all the words, the best first."""

    def close(self) -> None:
        """Let go of files."""
