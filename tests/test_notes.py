"""Notes and stars: kept in the story file, found again after a rebuild, listed where they are not."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.errors import UnknownRecord
from copydesk.export import Limits
from copydesk.index import index_records
from copydesk.notes import anchor_notes, make_note
from copydesk.story import Story
from tests.web.example import CLAIMS, STORY

FIRST = "Harbour master Edda Lind resigned on Monday, two officials said. “We will not sell the pier,” Lind said."
SECOND = "The council thanked Edda Lind for her work on Tuesday."


@pytest.fixture
def story(tmp_path):
    for name, text in (("one", FIRST), ("two", SECOND)):
        (tmp_path / f"{name}.txt").write_text(f"News of {name}\n\n{text}\n")
    return Story.build([tmp_path / "one.txt"], out=tmp_path / "story.db")


def test_notes_outlive_a_rebuild_and_more_pages(story, tmp_path):
    lind = story.entity("Edda Lind").id
    story.note(lind, "ask her brother")
    story.star(story.records.quotations[0].id)
    story.star(story.records.quotations[0].id)
    story.add([tmp_path / "two.txt"])
    again = Story.open(tmp_path / "story.db")
    assert [(one.kind, one.text, one.standing) for one in again.records.notes] == [
        ("note", "ask her brother", "applied"),
        ("star", None, "applied"),
    ]
    assert again.records.notes[0].record == again.entity("Edda Lind").id
    again.forget(again.records.notes[0].id)
    assert [one.kind for one in Story.open(tmp_path / "story.db").records.notes] == ["star"]


def test_a_note_moves_to_the_record_that_rests_on_its_places():
    note = make_note(CLAIMS[0], "check", index_records(STORY))
    renamed = replace(CLAIMS[0], id="c-another")
    moved = replace(STORY, claims=(*STORY.claims[1:], renamed))
    assert anchor_notes([note], index_records(moved))[0].record == "c-another"


def test_a_note_whose_places_are_gone_is_kept_as_lost(story):
    index = index_records(STORY)
    note = make_note(CLAIMS[0], "check", index)
    (lost,) = anchor_notes([note], index_records(story.records))
    assert lost.standing == "lost" and lost.record == CLAIMS[0].id and CLAIMS[0].text in lost.why
    assert anchor_notes([lost], index)[0] == note


def test_notes_are_listed_and_exported_with_what_they_stand_beside(story, tmp_path):
    quotation = story.records.quotations[0]
    story.note(quotation.id, "said on the record?")
    shown = CliRunner().invoke(app, ["show", str(tmp_path / "story.db"), "notes"])
    assert "said on the record?" in shown.output
    chosen = json.loads(story.export("json", Limits(selected=(quotation.id,))))
    assert [one["text"] for one in chosen["notes"]] == ["said on the record?"]
    assert json.loads(story.export("json", Limits(selected=(story.entity("Edda Lind").id,))))["notes"] == []


def test_a_note_needs_a_record(story):
    with pytest.raises(UnknownRecord):
        story.note("c-0000", "nowhere")
    with pytest.raises(UnknownRecord):
        story.forget("n-0000")
