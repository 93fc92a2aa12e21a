"""What a rebuild of a story added and dropped. StoryRecords, StoryRecords -> Changes."""

from __future__ import annotations

from dataclasses import dataclass, fields

from copydesk.records import StoryRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many records of one kind a rebuild added, dropped and kept, told apart by their ids."""

    kind: str
    added: int
    dropped: int
    kept: int


def compare(before: StoryRecords, after: StoryRecords) -> tuple[Change, ...]:
    """Return how the records of two states of a story differ, kind by kind."""
    changes = []
    for field in fields(StoryRecords):
        old, new = (
            {getattr(record, "id", record) for record in getattr(state, field.name)} for state in (before, after)
        )
        changes.append(Change(kind=field.name, added=len(new - old), dropped=len(old - new), kept=len(old & new)))
    return tuple(changes)
