"""Notes and stars of the user's, and the records that they stand beside. Note, Index -> Note"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from copydesk.index import Index, Record, evidence_of
from copydesk.records import Article, Copy, Family, Note, Ref, Span, TextQuote, identify
from copydesk.stages.judgements.anchors import find_place, quote_place

PLACES = 5
"""Places that are kept of a record: it is found again where most of them are."""
_LONGEST = 300
"""Characters of a place or of a title that are kept at most."""


def make_note(record: Record, text: str | None, index: Index) -> Note:
    """Return a note beside a record, or a star where there is no text; twice the same has one id."""
    kind = "note" if text else "star"
    places = tuple(_quotes(evidence_of(record, index)[:PLACES], index))
    return Note(
        id=identify("n", kind, record.id, text),
        kind=kind,  # type: ignore[arg-type]
        record=record.id,
        about=title_of(record, index),
        text=text,
        places=places,
    )


def anchor_notes(notes: Sequence[Note], index: Index) -> tuple[Note, ...]:
    """Return the notes beside the records of a new build.

    A note stays with the id of its record. Where no record bears that any more, it goes to the record of the same kind that
    rests on most of its places, the first of equals; where there is none, it is lost, and kept.
    """
    return tuple(_anchor(note, index) for note in notes)


def title_of(record: Any, index: Index) -> str:
    """Return in a few words what a record is."""
    if isinstance(record, Copy):
        text = f"{index.outlet(record.a)} and {index.outlet(record.b)}"
    elif isinstance(record, Family):
        text = f"copies of {index.outlet(record.original) if record.original else record.origin_outlet or 'a lost original'}"
    elif isinstance(record, Article):
        text = record.title or index.page_name(record)
    else:
        named = (getattr(record, name, None) for name in ("name", "text", "title", "description", "uri"))
        text = next((value for value in named if value), None) or next(
            (index.words(ref) for ref in evidence_of(record, index)), record.id
        )
    return " ".join(text.split())[:_LONGEST]


def _anchor(note: Note, index: Index) -> Note:
    if note.record in index.by_id:
        return replace(note, standing="applied", why="")
    found = [place for quote in note.places if (place := find_place(quote, index.records.articles))]
    votes = Counter(_resting_on(found, note.record, index))
    if votes:
        return replace(note, record=votes.most_common(1)[0][0], standing="applied", why="")
    return replace(note, standing="lost", why=f"“{note.about}” is not found again")


def _resting_on(places: Iterable[Ref], lost: str, index: Index) -> Iterator[str]:
    """Yield for each place every record of the lost one's kind that rests on it; the kind stands before an id's digest."""
    kind = lost.rpartition("-")[0]
    alike = [record for name, record in index.by_id.items() if name.rpartition("-")[0] == kind]
    resting = [(record.id, evidence_of(record, index)) for record in alike]
    for place in places:
        for name, evidence in resting:
            if any(ref.article == place.article and ref.span.overlaps(place.span) for ref in evidence):
                yield name


def _quotes(places: Iterable[Ref], index: Index) -> Iterator[TextQuote]:
    for place in places:
        if article := index.get(Article, place.article):
            start, end = place.span
            yield quote_place(article, Span(start, min(end, start + _LONGEST)))
