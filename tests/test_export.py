"""Exports: each is read by a reader of its own format, or held against its rules."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.export import EVERYTHING, Limits, formats, gexf, jsonl, limit_records, memo, parquet
from copydesk.export.csv import write as write_csv
from copydesk.records import Event, StoryRecords
from copydesk.story import Story


def written(write, records):
    out = StringIO()
    write(records, out)
    return out.getvalue()


def test_json_lines_give_the_same_records_back(example_story):
    assert jsonl.read(example_story.export("jsonl").splitlines()) == example_story.records


def test_parquet_tables_give_the_same_records_back(example_story, tmp_path):
    example_story.export_tables("parquet", tmp_path)
    assert parquet.read(tmp_path) == example_story.records


def test_csv_tables_hold_every_record_and_no_formula(example_story, tmp_path):
    first = example_story.records.articles[0]
    odd = replace(first, title='=HYPERLINK("http://x.example")', section="+1", outlet="\t@x", byline=("=1",))
    write_csv(replace(example_story.records, articles=(odd,)), tmp_path)
    with (tmp_path / "articles.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["title"].startswith("'=") and row["section"] == "'+1" and row["outlet"].startswith("'\t")
    assert json.loads(row["byline"]) == ["=1"] and row["text"] == odd.text
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == len(example_story.records.claims) + 1


def test_the_timeline_shows_uncertain_dates_as_such():
    event = Event(
        id="ev-1", date="2017-06", modifier="START", status="planned", text="It <opens>.", participants=(), evidence=(),
        salience=1.0, rule="test",
    )  # fmt: skip
    undated = replace(event, id="ev-2", date="BC0490")
    (slide,) = json.loads(written(formats.TEXTS["timelinejs"], StoryRecords(events=(event, undated))))["events"]
    assert slide["start_date"] == {"year": 2017, "month": 6} and slide["display_date"] == "early June 2017 (planned)"
    assert slide["text"]["headline"] == "It &lt;opens&gt;."


def test_the_graph_is_read_with_its_nodes_and_edges(example_story):
    networkx = pytest.importorskip("networkx", reason="networkx reads the graph; it comes with copydesk[dev]")
    records = example_story.records
    graph = networkx.read_gexf(StringIO(example_story.export("gexf")))
    assert graph.number_of_nodes() == len(records.articles) + len(records.sources)
    for copy in records.copies:
        ends = (copy.b, copy.a) if copy.direction.value == "b_to_a" else (copy.a, copy.b)
        assert graph.edges[ends]["direction"] == copy.direction.value
    odd = replace(records.articles[0], title="a\x00b\ud800\ufffe")
    assert 'label="ab"' in written(gexf.write, replace(records, articles=(odd,)))


def test_followthemoney_takes_every_entity_and_every_value(example_story):
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney checks its own format; it comes with copydesk[dev]"
    )
    names = set()
    for row in map(json.loads, example_story.export("ftm").splitlines()):
        entity = ftm.model.get_proxy(row, cleaned=False)
        entity.schema.validate(row)
        assert all(entity.has(name) for name in entity.schema.required), row
        for name, values in row["properties"].items():
            assert sorted(entity.get(name)) == sorted(values), (row["schema"], name)
        names.add(entity.schema.name)
    assert {"Article", "Person", "Organization", "Position", "Occupancy", "Event", "Mention", "UnknownLink"} <= names


def test_annotations_are_told_by_words_and_by_place(example_story):
    made = json.loads(example_story.export("annotations"))
    texts = {article.canonical: article.text for article in example_story.records.articles}
    targets = [one["target"] for one in made["items"]]
    flat = [one for target in targets for one in (target if isinstance(target, list) else [target])]
    checked = 0
    for target in flat:
        quote, position = target["selector"]
        if (text := texts.get(target["source"])) is not None:
            checked += 1
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert checked > 100 and len({one["id"] for one in made["items"]}) == len(made["items"])


def test_claims_point_at_articles_of_the_same_graph_and_bear_no_rating(example_story):
    graph = json.loads(example_story.export("schema.org"))["@graph"]
    known = {one["@id"] for one in graph}
    reviews = [one for one in graph if one["@type"] == "ClaimReview"]
    assert len(reviews) == len(example_story.records.claims)
    for review in reviews:
        assert {one["@id"] for one in review["itemReviewed"].get("appearance", ())} <= known
        assert "reviewRating" not in review and review["reviewBody"]


def test_every_footnote_of_the_memo_is_written_once(example_story):
    text = example_story.export("memo")
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.M)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert used == set(defined) and len(defined) == len(set(defined)) > 20
    odd = Event(
        id="ev-1", date="2017", modifier=None, status="happened", text="# *x* <b>\n[y](z)", participants=(),
        evidence=(), salience=1.0, rule="test",
    )  # fmt: skip
    assert r"\# \*x\* \<b\> \[y\](z)" in written(memo.write, StoryRecords(events=(odd,)))


# --- limits -----------------------------------------------------------------------------------------


def test_only_some_kinds_of_record(example_story):
    kept = limit_records(example_story.records, Limits(only=("claims", "events")))
    assert kept.claims == example_story.records.claims and kept.events and not kept.articles
    assert limit_records(example_story.records, EVERYTHING) == example_story.records
    with pytest.raises(UnknownRecord, match="quotes: no such kind of record; choose among pages"):
        limit_records(example_story.records, Limits(only=("quotes",)))


def test_a_time_keeps_what_was_published_and_happened_then(example_story):
    records = example_story.records
    kept = limit_records(records, Limits(first="2024-03-12", last="2024-03-13"))
    days = {one.published.value[:10] for one in kept.articles if one.published}
    assert days and days <= {"2024-03", "2024-03-12", "2024-03-13"}
    assert len(kept.articles) < len(records.articles) and len(kept.pages) < len(records.pages)
    ids = {one.id for one in kept.articles}
    assert {one.article for one in kept.attributions} <= ids
    assert all({one.a, one.b} <= ids for one in kept.copies)
    assert all(one.date.split("/")[-1] >= "2024-03-12" for one in kept.events if len(one.date) == 10)


def test_a_person_keeps_what_names_quotes_or_involves_them(example_story):
    person = max((one for one in example_story.records.entities if one.kind == "person"), key=lambda e: len(e.mentions))
    kept = limit_records(example_story.records, Limits(person=person.id))
    assert person in kept.entities and kept.quotations and kept.events
    assert all(person.id in one.participants for one in kept.events)
    assert {one.article for one in kept.attributions} <= {one.id for one in kept.articles}
    assert {one.source for one in kept.attributions} - {None} <= {one.id for one in kept.sources}


def test_what_is_selected_is_kept_with_what_it_points_at(example_story):
    claim = example_story.records.claims[0]
    kept = limit_records(example_story.records, Limits(selected=(claim.id,)))
    assert kept.claims == (claim,) and not kept.events
    assert {one.ref.article for one in claim.assertions} == {one.id for one in kept.articles}


# --- formats ----------------------------------------------------------------------------------------


def test_a_format_that_does_not_exist_is_refused(example_story):
    with pytest.raises(UnreadableInput, match="docx: no such export format; choose one of json, jsonl"):
        example_story.export("docx")
    with pytest.raises(UnreadableInput, match="json: no format of tables; choose one of csv, parquet"):
        example_story.export_tables("json", "nowhere")


def test_a_package_adds_a_format_by_an_entry_point(example_story, monkeypatch):
    def count(records, out):
        out.write(str(len(records.articles)))

    points = [SimpleNamespace(name="count", load=lambda: count)]
    monkeypatch.setattr(formats, "entry_points", lambda group: points if group == "copydesk.exports" else [])
    assert example_story.export("count") == str(len(example_story.records.articles))


def test_the_command_writes_files_folders_and_parts(example_pages, tmp_path):
    file = str(tmp_path / "s.db")
    Story.build([sorted(example_pages.iterdir())[0]], out=file)
    run = CliRunner()
    assert run.invoke(app, ["export", file, "--format", "csv", "-o", str(tmp_path / "tables")]).exit_code == 0
    assert (tmp_path / "tables" / "articles.csv").is_file()
    lines = run.invoke(app, ["export", file, "--format", "jsonl", "--only", "pages"]).stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["schema", "pages"]
    missing = run.invoke(app, ["export", file, "--format", "parquet"])
    assert isinstance(missing.exception, UnreadableInput)
