"""A story that is served: what its pages are drawn from, and the one correction that may be under way. file -> Desk"""

from __future__ import annotations

import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, TypeVar

from copydesk.changes import Change
from copydesk.errors import CopydeskError
from copydesk.notes import title_of
from copydesk.records import Note, Ref, Span
from copydesk.story import Story
from copydesk.web.leaf import Shown
from copydesk.web.links import VIEW_OF, Addresses

Kept = TypeVar("Kept")
ORDER = ("cast", "quotes", "claims", "timeline", "sources", "articles", "copies")
"""The views in the order in which a search lists their records."""
Deed = Callable[[Story], Sequence[Change]]


@dataclass(frozen=True, kw_only=True)
class State(Shown):
    """One state of the story, with what the live pages need besides the views; a correction makes a new one."""

    _kept: dict[str, Any] = field(default_factory=dict, repr=False)

    def keep(self, what: str, make: Callable[[], Kept]) -> Kept:
        """Return what `make` gives, worked out when it is first asked for."""
        if what not in self._kept:
            self._kept[what] = make()
        found: Kept = self._kept[what]
        return found

    @cached_property
    def links(self) -> Addresses:
        """How the pages link to each other."""
        return Addresses(self.index, self)

    @cached_property
    def named(self) -> Mapping[Ref, frozenset[str]]:
        """The entities that each paragraph names, by the paragraph's place."""
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for entity in self.records.entities:
            for mention in entity.mentions:
                found[mention.article].append((mention.span, entity.id))
        return {
            Ref(article=article.id, span=block.span): frozenset(
                entity for span, entity in found[article.id] if span.overlaps(block.span)
            )
            for article in self.records.articles
            for block in article.blocks
        }

    @cached_property
    def titles(self) -> tuple[tuple[str, str, str], ...]:
        """The id, the words and the folded words of every record that a view shows, in the order of a search's answer."""
        told = [(name, title_of(one, self.index)) for name, one in self.index.by_id.items() if type(one) in VIEW_OF]
        told.sort(key=lambda one: ORDER.index(VIEW_OF[type(self.index.by_id[one[0]])]))
        return tuple((name, words, words.casefold()) for name, words in told)


@dataclass(slots=True)
class Work:
    """A correction under way or done: what it does, how far it is, and what came of it."""

    what: str
    stage: str = "reading"
    done: int = 0
    total: int = 0
    ended: bool = False
    error: str | None = None
    outcome: str = ""
    changes: Sequence[Change] = field(default_factory=tuple)


class Desk:
    """The story in the file at `path`, to be read by many threads at once and corrected by one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.story = Story.open(path)
        self._lock = Lock()
        self._seen = self._stamp()
        self._state = self._make_state()
        self._edition = 0
        self.work: Work | None = None

    @property
    def state(self) -> State:
        """The story as it is now; another program may have changed the file."""
        self._look()
        return self._state

    @property
    def edition(self) -> int:
        """A number that grows once the story, a note or a star is another one than before."""
        self._look()
        return self._edition

    @property
    def is_busy(self) -> bool:
        """Whether a correction is under way."""
        return self.work is not None and not self.work.ended

    def notes_of(self, record: str) -> tuple[Note, ...]:
        """Return the notes and the star beside a record."""
        return tuple(one for one in self.story.records.notes if one.record == record and one.standing != "lost")

    def starred(self) -> frozenset[str]:
        """Return the ids of the records that a star picks out."""
        notes = self.story.records.notes
        return frozenset(one.record for one in notes if one.kind == "star" and one.standing != "lost")

    def write(self, deed: Callable[[Story], object]) -> None:
        """Write a note or a star, also while a correction is under way."""
        with self._lock:
            self._read_again()
            deed(self.story)
            self._seen, self._edition = self._stamp(), self._edition + 1

    def begin(self, what: str, deed: Deed) -> bool:
        """Carry out a correction on a thread of its own; return whether none was under way."""
        with self._lock:
            if self.is_busy:
                return False
            work = self.work = Work(what)
        Thread(target=self._carry_out, args=(work, deed), daemon=True).start()
        return True

    def _carry_out(self, work: Work, deed: Deed) -> None:
        def tell(stage: str, done: int, total: int) -> None:
            work.stage, work.done, work.total = stage, done, total

        story = self.story
        story.progress = tell
        known = {one.id for one in story.records.judgements}
        try:
            work.changes = deed(story)
            work.outcome = "; ".join(
                f"{one.why} ({one.standing})" for one in story.records.judgements if one.id not in known
            )
            work.stage, work.done, work.total = "drawing", 0, 0
            state = self._make_state()
            with self._lock:
                self._seen, self._state, self._edition = self._stamp(), state, self._edition + 1
        except CopydeskError as error:
            work.error = str(error)
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            work.error = f"this failed ({error}); the story is as it was"
        finally:
            story.progress = None
            work.ended = True

    def _look(self) -> None:
        if self._stamp() != self._seen and not self.is_busy:
            with self._lock:
                self._read_again()

    def _read_again(self) -> None:
        """Read the file again where another program changed it, unless a correction is about to write it."""
        if self._stamp() != self._seen and not self.is_busy:
            self._seen, self.story = self._stamp(), Story.open(self.path)
            self._state = self._make_state()
            self._edition += 1

    def _make_state(self) -> State:
        records = self.story.records
        title = records.groups[0].title if records.groups else "Story"
        state = State(records=records, title=title)
        assert None not in (state.links, state.marks, state.titles, state.named)  # worked out before anybody asks
        return state

    def _stamp(self) -> tuple[int, int, int]:
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0, 0)
        return found.st_ino, found.st_mtime_ns, found.st_size
