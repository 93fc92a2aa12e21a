"""Exports: each is read by a reader of its own format, or held against its rules."""

import csv
import json
from dataclasses import replace
from io import StringIO
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.codec import field_types
from copydesk.errors import UnknownRecord, UnreadableInput
from copydesk.export import EVERYTHING, Limits, formats, gexf, limit_records, memo, parquet
from copydesk.export.csv import FORMULA
from copydesk.export.csv import write as write_csv
from copydesk.records import Event, Published, Span, StoryRecords, Timex
from copydesk.story import Story
from tests.readers import (
    READERS,
    read_annotations,
    read_ftm,
    read_gexf,
    read_json,
    read_jsonl,
    read_memo,
    read_schema_org,
)


def written(write, records):
    out = StringIO()
    write(records, out)
    return out.getvalue()


def test_every_format_of_text_has_a_reader():
    assert set(READERS) == set(formats.TEXTS)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_the_format_takes_the_whole_story(example_story, name):
    assert READERS[name](example_story.export(name))


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_the_format_takes_a_story_of_nothing(name):
    READERS[name](written(formats.find_text(name), StoryRecords()))


@pytest.mark.parametrize("part", ["only", "time", "person", "selected"])
@pytest.mark.parametrize("name", [name for name in READERS if name not in ("json", "jsonl")])
def test_a_reader_of_the_format_takes_a_part(parts, name, part):
    READERS[name](written(formats.find_text(name), parts[part]))


@pytest.fixture
def parts(example_story):
    """The example story within limits that leave references without their records."""
    records = example_story.records
    person = max((one for one in records.entities if one.kind == "person"), key=lambda one: len(one.mentions))
    limits = {
        "only": Limits(only=("attributions", "claims", "copies", "entities", "events", "sources", "timexes")),
        "time": Limits(first="2024-03-13", last="2024-03-13"),
        "person": Limits(person=person.id),
        "selected": Limits(selected=(records.claims[0].id, records.copies[0].id)),
    }
    return {name: limit_records(records, limit) for name, limit in limits.items()}


# --- what each format keeps -------------------------------------------------------------------------


def test_the_contract_and_json_lines_give_the_same_records_back(example_story):
    assert read_json(example_story.export("json")) == example_story.records
    assert read_jsonl(example_story.export("jsonl")) == example_story.records


def test_the_schema_refuses_what_the_contract_does_not_allow(example_story):
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema holds JSON against the contract")
    made = json.loads(example_story.export("json"))
    made["articles"][0]["blocks"][0]["span"] = [0]
    with pytest.raises(jsonschema.ValidationError, match=r"too short|enough"):
        read_json(json.dumps(made))


def test_parquet_tables_give_the_same_records_back(example_story, tmp_path):
    example_story.export_tables("parquet", tmp_path / "whole")
    assert parquet.read(tmp_path / "whole") == example_story.records
    parquet.write(StoryRecords(), tmp_path / "empty")
    assert parquet.read(tmp_path / "empty") == StoryRecords()


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_parquet_tables_open_in_data_frames(example_story, tmp_path, name):
    frames = pytest.importorskip(name, reason=f"{name} reads Parquet; it comes with copydesk[dev]")
    example_story.export_tables("parquet", tmp_path, Limits(only=("claims", "events"), first="2024-03-12"))
    kept = limit_records(example_story.records, Limits(only=("claims", "events"), first="2024-03-12"))
    assert kept.claims and kept.events
    for kind in ("claims", "events", "articles"):
        frame = frames.read_parquet(tmp_path / f"{kind}.parquet")
        assert list(frame["id"]) == [one.id for one in getattr(kept, kind)]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_table_starts_a_formula(example_story, tmp_path, start):
    first = example_story.records.articles[0]
    odd = replace(first, title=f'{start}HYPERLINK("http://x.example")', byline=(f"{start}1",))
    write_csv(StoryRecords(articles=(odd,)), tmp_path)
    (row,) = rows_of(tmp_path / "articles.csv")
    assert row["title"] == "'" + odd.title and row["text"] == odd.text
    assert json.loads(row["byline"]) == list(odd.byline)


def test_csv_tables_hold_every_record_and_no_formula(example_story, tmp_path):
    example_story.export_tables("csv", tmp_path)
    for name in field_types(StoryRecords):
        rows, records = rows_of(tmp_path / f"{name}.csv"), getattr(example_story.records, name)
        assert len(rows) == len(records)
        assert not any(FORMULA.match(cell) for row in rows for cell in row.values())
        if records and hasattr(records[0], "id"):
            assert [row["id"] for row in rows] == [one.id for one in records]


def test_csv_tables_are_limited_as_the_rest(example_story, tmp_path):
    example_story.export_tables("csv", tmp_path, Limits(only=("claims",)))
    assert len(rows_of(tmp_path / "claims.csv")) == len(example_story.records.claims)
    assert not rows_of(tmp_path / "articles.csv")


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_timeline_shows_uncertain_dates_as_such():
    event = Event(
        id="ev-1", date="2017-06", modifier="START", status="planned", text="It <opens>.", participants=(), evidence=(),
        salience=1.0, rule="test",
    )  # fmt: skip
    undated = replace(event, id="ev-2", date="BC0490")
    (slide,) = json.loads(written(formats.TEXTS["timelinejs"], StoryRecords(events=(event, undated))))["events"]
    assert slide["start_date"] == {"year": 2017, "month": 6} and slide["display_date"] == "early June 2017 (planned)"
    assert slide["text"]["headline"] == "It &lt;opens&gt;."


def test_the_graph_points_from_the_original_to_its_copy(example_story):
    records = example_story.records
    graph = read_gexf(example_story.export("gexf"))
    assert graph.number_of_nodes() == len(records.articles) + len(records.sources)
    for copy in records.copies:
        ends = (copy.b, copy.a) if copy.direction.value == "b_to_a" else (copy.a, copy.b)
        assert graph.edges[ends]["direction"] == copy.direction.value
    told = [(one.source, name) for one in records.attributions for name in one.via if one.source]
    assert told and all(pair in graph.edges for pair in told)
    hardly = [replace(copy, a_coverage=0.0, b_coverage=0.00001) for copy in records.copies]
    read_gexf(written(gexf.write, replace(records, copies=tuple(hardly))))
    odd = replace(records.articles[0], title="a\x00b\ud800\ufffe")
    assert 'label="ab"' in written(gexf.write, replace(records, articles=(odd,)))


def test_followthemoney_has_each_kind_of_entity_and_dates_as_it_knows_them(example_story):
    names = {entity.schema.name for entity in read_ftm(example_story.export("ftm"))}
    assert {"Article", "Person", "Organization", "Position", "Occupancy", "Event", "Mention", "UnknownLink"} <= names
    for value, kept in DATES:
        records = with_date(example_story.records, value)
        (article,) = read_ftm(written(formats.TEXTS["ftm"], records))
        assert article.get("publishedAt") == ([kept[:10]] if kept else [])


DATES = [
    ("2024-03-12", "2024-03-12"),
    ("2024-03", "2024-03"),
    ("2024-03-12T08:30:00+01:00", "2024-03-12T08:30:00+01:00"),
    ("2024-03-12/2024-03-14", None),
]


def with_date(records, value):
    published = Published(value=value, basis="stated", why="test")
    return StoryRecords(articles=(replace(records.articles[0], published=published),))


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


def test_a_page_with_an_odd_name_is_told_by_an_address(example_story):
    page = replace(example_story.records.pages[0], uri="a b/ü #1.html")
    article = replace(example_story.records.articles[0], canonical=None, page=page.id)
    timex = Timex(article=article.id, span=Span(0, 4), type="DATE", value="2024", rule="test")
    records = StoryRecords(pages=(page,), articles=(article,), timexes=(timex,))
    (made,) = read_annotations(written(formats.TEXTS["annotations"], records))
    (told,) = read_schema_org(written(formats.TEXTS["schema.org"], records))
    assert made["target"]["source"] == told["isBasedOn"] == "a%20b/%C3%BC%20%231.html"


def test_claims_bear_no_rating_and_articles_no_date_that_is_none(example_story):
    graph = read_schema_org(example_story.export("schema.org"))
    reviews = [one for one in graph if one["@type"] == "ClaimReview"]
    assert len(reviews) == len(example_story.records.claims)
    assert all("reviewRating" not in review and review["reviewBody"] for review in reviews)
    assert any("appearance" in review["itemReviewed"] for review in reviews)
    for value, kept in DATES:
        (article,) = read_schema_org(written(formats.TEXTS["schema.org"], with_date(example_story.records, value)))
        assert article.get("datePublished") == kept


def test_every_footnote_of_the_memo_is_written_once(example_story):
    assert len(read_memo(example_story.export("memo"))) > 20
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
