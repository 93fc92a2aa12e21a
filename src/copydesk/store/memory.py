"""A store without a file, for tests and for stories that are not saved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from copydesk.records import Note, Ref, Road, SavedPage, StoryRecords
from copydesk.store.base import NOTHING, Hit


class MemoryStore:
    """Keeps one story in memory."""

    name = "story"

    def __init__(self) -> None:
        self._records = StoryRecords()
        self._saved: tuple[SavedPage, ...] = ()
        self._road: Road = "light"
        self._kept = NOTHING

    def check(self) -> None:
        pass

    def put(
        self,
        records: StoryRecords,
        saved: tuple[SavedPage, ...],
        road: Road = "light",
        kept: Mapping[str, bytes] = NOTHING,
    ) -> None:
        self._records, self._saved, self._road, self._kept = records, saved, road, kept

    def kept(self) -> Mapping[str, bytes]:
        return self._kept

    def keep_notes(self, notes: tuple[Note, ...]) -> None:
        self._records = replace(self._records, notes=notes)

    def get(self) -> StoryRecords:
        return self._records

    def road(self) -> Road:
        return self._road

    def pages(self) -> Iterator[SavedPage]:
        yield from self._saved

    def saved(self, page: str) -> bytes | None:
        return next((one.content for one in self._saved if one.page.id == page), None)

    def find(self, words: str, limit: int = 20) -> list[Hit]:
        wanted = [_pattern(word) for word in re.findall(r"\w+\*?", words)]
        hits = []
        for article in self._records.articles:
            for block in article.blocks:
                text = article.words_of(block.span)
                if wanted and all(pattern.search(text) for pattern in wanted):
                    for pattern in wanted:
                        text = pattern.sub(r"[\g<0>]", text)
                    hits.append(Hit(Ref(article=article.id, span=block.span), article.title, text))
        return hits[:limit]

    def close(self) -> None:
        pass


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds a word, or with a star after it every word that begins so."""
    end = r"\w*" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(word.rstrip('*'))}{end}", re.IGNORECASE)
