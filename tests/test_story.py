"""The whole path: pages in, a checked story out."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.story import Story, compare
from tests.build import shared

ROOT = Path(__file__).resolve().parents[1]
CHECK = ROOT / "evals" / "facts" / "check.py"
FULLY = {"evidence", "articles", "no_copy", "no_event", "no_alias", "no_same_quote", "at_most"}
"""Kinds of fact that must hold without exception."""


def facts_that_hold(export: Path, facts: Path) -> dict[str, tuple[int, int]]:
    done = subprocess.run([sys.executable, CHECK, export, facts], capture_output=True, text=True)
    rows = (line.split() for line in done.stdout.splitlines())
    return {
        row[0]: tuple(map(int, row[1].split("/")))
        for row in rows
        if len(row) == 2 and row[1].replace("/", "").isdigit()
    }


def share(held: dict[str, tuple[int, int]]) -> float:
    return sum(good for good, _ in held.values()) / sum(asked for _, asked in held.values())


def test_the_example_story_says_what_a_careful_reader_finds(example_story, example_pages, tmp_path):
    (tmp_path / "story.json").write_text(example_story.export("json"))
    held = facts_that_hold(tmp_path / "story.json", example_pages.parent / "facts.toml")
    assert share(held) >= 0.60
    assert {kind: held[kind] for kind in FULLY & set(held)} == {
        kind: (held[kind][1],) * 2 for kind in FULLY & set(held)
    }


def test_the_seed_story_says_what_a_careful_reader_finds(tmp_path):
    story = Story.build([shared("seeds")])
    (tmp_path / "story.json").write_text(story.export("json"))
    held = facts_that_hold(tmp_path / "story.json", shared("golden/seeds.toml"))
    assert share(held) >= 0.60
    assert {kind: held[kind] for kind in FULLY} == {kind: (held[kind][1],) * 2 for kind in FULLY}


def test_the_checker_is_the_one_beside_the_project():
    assert CHECK.read_text() == shared("golden/check.py").read_text()


def test_the_order_of_pages_and_the_number_of_processes_change_nothing(example_story, example_pages):
    one_by_one = sorted(example_pages.iterdir(), reverse=True)
    again = Story.build([*one_by_one, example_pages], processes=2)
    assert again.export("json") == example_story.export("json")


def test_adding_pages_gives_the_story_of_one_build(example_story, example_pages, tmp_path):
    first, *rest = sorted(example_pages.iterdir())
    grown = Story.build(rest, out=tmp_path / "story.db")
    before = grown.records
    changes = grown.add([first])
    assert grown.export("json") == example_story.export("json")
    assert changes == compare(before, grown.records)
    assert next(change for change in changes if change.kind == "pages").added == 1
    assert all(change.added == change.dropped == 0 for change in grown.add([first]))


def test_bad_pages_leave_the_story_as_it_is_and_are_listed(example_story, example_pages, tmp_path):
    pile = tmp_path / "pile"
    shutil.copytree(example_pages, pile)
    (pile / "empty.txt").write_bytes(b"")
    (pile / "random.txt").write_bytes(bytes(range(256)) * 40)
    (pile / "cut.html.gz").write_bytes(gzip.compress(b"<html><p>Rain again.</p></html>" * 200)[:-40])
    (pile / "huge.txt").write_bytes(b"The ferry sank. " * 1_300_000)
    story = Story.build([pile])
    kept = json.loads(example_story.export("json")) | {"problems": []}
    assert json.loads(story.export("json")) | {"problems": []} == kept
    known = set(example_story.records.problems)
    told = {problem.uri: problem.reason for problem in story.records.problems if problem not in known}
    assert set(told) == {"empty.txt", "random.txt", "cut.html.gz", "huge.txt"}
    assert all(told.values())


def test_a_page_with_a_broken_byte_is_read_and_the_repair_noted(tmp_path):
    text = "By Ada Example\nMarch 14, 2024\n\n" + "The harbour master said that the ferry would sail on Monday. " * 8
    (tmp_path / "page.txt").write_bytes(
        text.encode() + b"\n\nThe caf\xc3\xa9 was \xff closed. " + b"Nobody was hurt. " * 6
    )
    story = Story.build([tmp_path])
    assert [problem.kind for problem in story.records.problems] == ["repaired"]
    assert "Nobody was hurt" in story.records.articles[0].text
    assert "café" in story.records.articles[0].text


@pytest.mark.parametrize("pages", [["no such folder"], []])
def test_no_pages_at_all_is_an_error(pages):
    with pytest.raises(UnreadableInput):
        Story.build(pages)


def test_every_record_can_be_asked_why(example_story):
    for claim in example_story.records.claims[:3]:
        assert example_story.why(claim.id) == claim
    assert example_story.why(example_story.records.claims[0].id[:8]).id.startswith(
        example_story.records.claims[0].id[:8]
    )
    with pytest.raises(UnknownRecord):
        example_story.why("x-nothing")


def test_an_unknown_format_is_told(example_story):
    with pytest.raises(UnreadableInput, match="json"):
        example_story.export("docx")


def test_ids_are_unique_and_references_lead_somewhere(example_story):
    records = example_story.records
    ids = [record.id for record in example_story._identified()]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for one in records.attributions:
        assert {one.article, *one.via} | {i for i in (one.source, one.within, one.answers) if i} <= known
    for copy in records.copies:
        assert {copy.a, copy.b} <= known
    for claim in records.claims:
        assert {a.ref.article for a in claim.assertions} | {r.claim for r in claim.relations} <= known
        assert set(claim.corroboration.sources) <= known
    for event in records.events:
        assert set(event.participants) <= known


def test_the_brief_is_short_and_says_how_much_is_original(example_story):
    brief = example_story.brief()
    assert 3 <= len(brief) <= 15
    assert "pages" in brief[0]
