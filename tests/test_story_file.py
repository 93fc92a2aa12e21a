"""The story file in other programs: plain SQLite, and Datasette with the metadata that the export writes."""

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from urllib.parse import urlencode

import pytest

from copydesk.codec import field_types
from copydesk.export import Limits
from copydesk.export.datasette import QUESTIONS, TABLES, VIEWS
from copydesk.records import StoryRecords
from copydesk.store.layout import REFERENCES, SEARCHED, create_indexes, create_tables
from copydesk.store.memory import MemoryStore
from copydesk.story import Story

MADE = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"


@pytest.fixture
def connection(example_file):
    with closing(sqlite3.connect(f"{example_file.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


# --- plain SQLite -------------------------------------------------------------------------------------


def test_every_reference_leads_to_a_row(connection):
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table, columns in REFERENCES.items():
        declared = {row[3]: row[2] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
        assert declared == columns
    assert set(REFERENCES) <= {*field_types(StoryRecords), "saved_pages", "paragraphs"}


def test_every_source_has_something_to_be_called_by(connection, example_story):
    called = dict(connection.execute("SELECT id, called FROM sources"))
    assert called == {one.id: one.name or one.description for one in example_story.records.sources}


@pytest.mark.parametrize("table", SEARCHED)
def test_full_text_is_found_as_sqlite_tools_look_for_it(connection, table):
    index = f"SELECT name FROM sqlite_master WHERE sql LIKE '%VIRTUAL TABLE%USING FTS%content=\"{table}\"%'"
    assert connection.execute(index).fetchall() == [(f"{table}_fts",)]
    place, text = connection.execute(f'SELECT rowid, text FROM "{table}" LIMIT 1').fetchone()
    word = max(re.findall(r"\w+", text), key=len)
    found = connection.execute(f'SELECT rowid FROM "{table}_fts" WHERE "{table}_fts" MATCH ?', [f'"{word}"']).fetchall()
    rows = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
    assert (place,) in found and len(found) < rows


def test_views_say_what_the_records_say(connection, example_story):
    records = example_story.records
    articles = {one.id: one for one in records.articles}
    words = {
        one.id: " … ".join(articles[one.article].words_of(span) for span in one.content_spans)
        for one in records.attributions
    }
    shown = dict(connection.execute("SELECT attribution_id, coalesce(words, '') FROM quotes"))
    assert shown == words
    backing = connection.execute("SELECT claim_id, at_least, at_most, newsrooms FROM claims_with_backing").fetchall()
    assert sorted(backing, key=str) == sorted(
        (
            (one.id, c.at_least, c.at_most, ", ".join(c.newsrooms) or None)
            for one in records.claims
            for c in [one.corroboration]
        ),
        key=str,
    )
    way = {one.id: (one.direction.value, one.a, one.b) for one in records.copies}
    for copy, told, original, taker in connection.execute(
        "SELECT copy_id, direction, original_id, taker_id FROM who_copied_whom"
    ):
        value, a, b = way.pop(copy)
        assert (original, taker) == ((b, a) if value == "b_to_a" else (a, b))
        assert (told == "copied") == (value in ("a_to_b", "b_to_a"))
    assert not way


def test_days_are_counted_between_days_alone():
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(create_tables() + create_indexes())
        dates = ["2024-03-12", "2024-03-14T10:00:00Z", "2024-03", "2024", "2024-03-12/2024-03-14", None]
        for name, date in enumerate(dates):
            value = json.dumps({"value": date}) if date else None
            opened.execute("INSERT INTO articles (id, published) VALUES (?, ?)", [str(name), value])
            opened.execute(
                "INSERT INTO copies (id, a, b, kind, a_coverage, b_coverage, direction) VALUES (?, '0', ?, 'edited', 1, 1, ?)",
                [str(name), str(name), json.dumps({"value": "a_to_b", "confidence": 1})],
            )
        days = opened.execute("SELECT days_later FROM who_copied_whom ORDER BY copy_id").fetchall()
    assert [day for (day,) in days] == [0, 2, None, None, None, None]


# --- Datasette ----------------------------------------------------------------------------------------


def test_each_view_is_described(connection):
    made = dict(connection.execute(MADE))
    views = {name for name, kind in made.items() if kind == "view"}
    assert views == {*VIEWS, "dated_articles"} and set(TABLES) <= set(made)
    bare = {name for name in made if "_fts" not in name} - {*VIEWS, *TABLES, *field_types(StoryRecords)}
    assert not bare, "a table that Datasette is told nothing of"
    for name, told in VIEWS.items():
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        named = [*told.get("columns", ()), *told.get("facets", ()), *told.get("units", ()), told.get("sort_desc")]
        assert {one for one in named if one} <= columns, name


def test_datasette_opens_it_with_the_metadata_of_the_export(example_file, example_story):
    app = pytest.importorskip("datasette.app", reason="Datasette comes with copydesk[test]")
    metadata = json.loads(example_story.export("datasette"))
    (name,) = metadata["databases"]
    assert name == example_file.stem
    unnamed = next(one for one in example_story.records.sources if one.description == "A senior treasury official")
    served = app.Datasette([str(example_file)], metadata=metadata)
    filled = {"words": "crowns ferries", "name": "Vantreight", "first": "2024-03-11", "last": "2024-03-12"}
    pages = [
        f"/{name}",
        *(f"/{name}/{one}" for one in [*VIEWS, "attributions", "sources", "claims"]),
        *(f"/{name}/{one}?{urlencode(filled)}" for one in QUESTIONS),
        f"/{name}/find_words",
        f"/{name}/attributions?source={unnamed.id}",
        f"/{name}/find_words.json?words=crowns+ferries&_shape=array",
        f"/{name}/paragraphs.json?_search=ferries&_shape=objects",
    ]

    async def ask():
        return [await served.client.get(page) for page in pages]

    answers = dict(zip(pages, asyncio.run(ask()), strict=True))
    assert {page: one.status_code for page, one in answers.items()} == dict.fromkeys(pages, 200)
    assert all("0 results" not in answers[page].text for page in pages if "?words=" in page)
    assert all("[" in one["words"] for one in json.loads(answers[pages[-2]].text)), "found by its article's title only"
    found = json.loads(answers[pages[-1]].text)
    assert 0 < found["filtered_table_rows_count"] < sum(len(one.blocks) for one in example_story.records.articles)
    assert all("ferries" in f"{row['title']} {row['text']}".lower() for row in found["rows"])
    assert (
        f'<a href="/{name}/sources/{unnamed.id}">{unnamed.description}</a>'
        in answers[f"/{name}/attributions?source={unnamed.id}"].text
    )
    assert VIEWS["quotes"]["description"] in answers[f"/{name}/quotes"].text
    assert example_story.brief()[0] in answers[f"/{name}"].text


def test_the_metadata_bears_the_name_of_the_file_and_hides_what_a_limit_leaves_out(example_story):
    (told,) = json.loads(example_story.export("datasette", Limits(only=("claims",))))["databases"].values()
    assert told["tables"]["sources"]["hidden"] and "hidden" not in told["tables"]["claims"]
    assert list(json.loads(Story(MemoryStore()).export("datasette"))["databases"]) == ["story"]
