"""One body of tests, run on every store."""

import sqlite3

import pytest

from copydesk.errors import UnreadableStory
from copydesk.records import (
    Attribution,
    Copy,
    Direction,
    Edit,
    Page,
    Passage,
    Problem,
    SavedPage,
    Source,
    Span,
    StoryRecords,
)
from copydesk.store.memory import MemoryStore
from copydesk.store.sqlite import SqliteStore
from tests.build import article

ONE = article("The ferry sank at dawn.\nThe minister “regrets” it.", "one", title="Ferry sinks", date="2024-03-14")
TWO = article("The ferry sank at noon, it is said.", "two", byline=("Ada Example",))
PAGES = tuple(
    Page(id=one.page, uri=f"{n}.txt", media_type="text/plain", sha256="0" * 64) for n, one in enumerate((ONE, TWO))
)
EDIT = Edit(op="replace", a_span=Span(18, 22), b_span=Span(18, 22), before="dawn", after="noon")
PASSAGE = Passage(
    a=ONE.id, b=TWO.id, a_span=Span(0, 22), b_span=Span(0, 22), similarity=0.8, edits=(EDIT,), rule="test"
)
RECORDS = StoryRecords(
    pages=PAGES,
    articles=(ONE, TWO),
    copies=(
        Copy(
            id="c-1",
            a=ONE.id,
            b=TWO.id,
            kind="excerpt",
            a_coverage=0.5,
            b_coverage=1.0,
            direction=Direction(value="undecided", confidence=0.0, reasons=("nothing tells",)),
            passages=(PASSAGE,),
            rule="test",
        ),
    ),
    sources=(
        Source(
            id="s-1", kind="person", identification="role", name=None, description="the minister", count=1, rule="test"
        ),
    ),
    attributions=(
        Attribution(
            id="t-1",
            article=ONE.id,
            source="s-1",
            source_span=Span(24, 36),
            cue_span=None,
            content_spans=(Span(37, 46),),
            kind="direct",
            stance="says",
            rule="test",
        ),
    ),
    problems=(Problem(uri="x.bin", stage="pages", reason="not text"),),
)
SAVED = tuple(SavedPage(page=page, content=b"\x00\xffbytes as saved", fields=(("title", "T"),)) for page in PAGES)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "story.db")
    made.put(RECORDS, SAVED)
    yield made
    made.close()


def test_a_store_gives_back_what_was_put(store):
    assert store.get() == RECORDS
    assert tuple(store.pages()) == SAVED


def test_putting_again_replaces_the_story(store):
    store.put(StoryRecords(), ())
    assert store.get() == StoryRecords()
    assert tuple(store.pages()) == ()


def test_a_store_keeps_results_for_the_next_build(store):
    assert store.kept() == {}
    store.put(RECORDS, SAVED, kept={"key": b"result"})
    assert store.kept() == {"key": b"result"}
    store.put(RECORDS, SAVED)
    assert store.kept() == {}


def test_a_store_knows_the_road_of_its_story(store):
    assert store.road() == "light"
    store.put(RECORDS, SAVED, "rules")
    assert store.road() == "rules"


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("ferry", {ONE.id, TWO.id}),
        ("FERRY noon", {TWO.id}),
        ("ferry absent", set()),
        ("ferr* noon", {TWO.id}),
        ("ferr", set()),
        ("", set()),
        ('" OR "', set()),
    ],
)
def test_search_finds_the_paragraphs_that_hold_all_words(store, words, articles):
    hits = store.find(words)
    assert {hit.ref.article for hit in hits} == articles
    for hit in hits:
        assert "[" in hit.snippet


def test_search_is_limited(store):
    assert len(store.find("the", limit=1)) == 1


class TestStoryFile:
    def test_a_missing_file_is_told(self, tmp_path):
        with pytest.raises(UnreadableStory, match="no such story file"):
            SqliteStore(tmp_path / "none.db").get()

    def test_a_file_that_is_no_story_is_neither_read_nor_replaced(self, tmp_path):
        path = tmp_path / "notes.db"
        path.write_text("my notes")
        for attempt in (SqliteStore(path).get, lambda: SqliteStore(path).put(RECORDS, SAVED)):
            with pytest.raises(UnreadableStory, match="not a story file"):
                attempt()
        assert path.read_text() == "my notes"

    def test_another_database_is_no_story(self, tmp_path):
        path = tmp_path / "other.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE story (key TEXT, value TEXT)")
        with pytest.raises(UnreadableStory, match="another version"):
            SqliteStore(path).get()

    @pytest.mark.parametrize("name", ["", "no folder/story.db"])
    def test_a_place_that_cannot_be_written_is_told_before_any_work(self, tmp_path, name):
        with pytest.raises(UnreadableStory, match="cannot be written"):
            SqliteStore(tmp_path / name).check()

    def test_a_story_of_other_columns_is_told_and_may_be_replaced(self, tmp_path):
        path = tmp_path / "story.db"
        SqliteStore(path).put(RECORDS, SAVED)
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE story SET value = 'older' WHERE key = 'shape'")
        with pytest.raises(UnreadableStory, match="build it again"):
            SqliteStore(path).get()
        SqliteStore(path).put(RECORDS, SAVED)
        assert SqliteStore(path).get() == RECORDS

    def test_a_story_that_cannot_be_written_leaves_the_old_one(self, tmp_path):
        path = tmp_path / "story.db"
        SqliteStore(path).put(RECORDS, SAVED)
        broken = StoryRecords(pages=(Page(id=object(), uri="", media_type="", sha256=""),))  # type: ignore[arg-type]
        with pytest.raises((UnreadableStory, TypeError, sqlite3.Error)):
            SqliteStore(path).put(broken, ())
        assert SqliteStore(path).get() == RECORDS
        assert [p.name for p in tmp_path.iterdir()] == ["story.db"]
