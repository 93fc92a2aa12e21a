"""The timeline for TimelineJS (its JSON format, version 3). StoryRecords -> JSON"""

from __future__ import annotations

import json
from html import escape
from typing import IO, Any

from copydesk.index import Index, index_records
from copydesk.records import Event, StoryRecords
from copydesk.text.dates import read_parts
from copydesk.web.wording import UNSURE, say_date

HEADLINE = 90
"""Characters of an event's words that stand in its headline."""


def write(records: StoryRecords, out: IO[str]) -> None:
    """Write the events in order of date; an uncertain one shows it in its date, a planned or denied one as its group."""
    index = index_records(records)
    events = [made for event in records.events if (made := _slide(event, index))]
    title = records.groups[0].title if records.groups else "Story"
    made = {"title": {"text": {"headline": escape(title)}}, "events": events, "scale": "human"}
    json.dump(made, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _slide(event: Event, index: Index) -> dict[str, Any] | None:
    first, _, last = event.date.partition("/")
    start, end = _date(first), _date(last)
    if start is None:
        return None
    words = " ".join(event.text.split())
    headline = words if len(words) <= HEADLINE else words[:HEADLINE].rsplit(" ", 1)[0] + " …"
    sources = "; ".join(dict.fromkeys(index.dated(ref.article) for ref in event.evidence))
    said = UNSURE.get(event.modifier or "", "") + say_date(event.date)
    slide = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": said if event.status == "happened" else f"{said} ({event.status})",
        "text": {"headline": escape(headline), "text": f"<p>{escape(words)}</p><p>{escape(sources)}</p>"},
        "group": event.status,
    }
    return slide | ({"end_date": end} if end else {})


def _date(value: str) -> dict[str, int] | None:
    parts = read_parts(value)
    named = zip(("year", "month", "day"), parts or (), strict=False)
    return {name: part for name, part in named if part} or None
