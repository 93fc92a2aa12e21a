"""A story file is as it was written, or it is told in one line that it is not; nobody's story is lost or half written."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from copydesk.errors import CopydeskError, UnreadableStory
from copydesk.records import StoryRecords
from copydesk.store.sqlite import SqliteStore
from copydesk.story import Story

FLIPS = 30


@pytest.fixture
def copy(example_file, tmp_path):
    path = tmp_path / "story.db"
    shutil.copy(example_file, path)
    return path


def read_all(path) -> tuple[StoryRecords, list[bytes]] | None:
    """Everything a story file gives, or None where it says that it cannot."""
    try:
        store = SqliteStore(path)
        store.kept(), store.road(), store.find("harbour")
        return store.get(), [page.content for page in store.pages()]
    except CopydeskError as error:
        assert "\n" not in str(error) and str(path) in str(error)
        return None


def test_a_flipped_bit_is_told_or_changes_nothing(copy):
    whole, content = read_all(copy), copy.read_bytes()
    draw = random.Random(5)
    told = 0
    for _ in range(FLIPS):
        damaged = bytearray(content)
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        copy.write_bytes(damaged)
        found = read_all(copy)
        told += found is None
        assert found in (None, whole)
    assert told


def test_a_word_changed_by_hand_is_told(copy):
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE articles SET outlet = 'The Other Courant' WHERE outlet IS NOT NULL")
    with pytest.raises(UnreadableStory, match=r"damaged .*articles"):
        Story.open(copy)


def test_a_text_that_is_no_text_is_told(copy):
    whole = copy.read_bytes()
    at = whole.index(b"schema", whole.index(b"copydesk/story") - 40)
    copy.write_bytes(whole[:at] + b"\x9e" + whole[at + 1 :])
    with pytest.raises(CopydeskError):
        Story.open(copy)


@pytest.mark.parametrize("part", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_told(copy, part):
    os.truncate(copy, int(copy.stat().st_size * part))
    assert read_all(copy) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE story SET value = 'copydesk/story/9' WHERE key = 'schema'",
        "UPDATE story SET value = 'shape-9' WHERE key = 'shape'",
    ],
)
def test_a_file_of_a_newer_version_is_told(copy, statement):
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(statement)
    with pytest.raises(UnreadableStory, match="another version"):
        Story.open(copy)


def test_the_second_of_two_writers_is_told_and_the_first_keeps_its_story(copy):
    first, second = Story.open(copy), Story.open(copy)
    note = first.note(first.records.claims[0].id, "Ask the mayor.")
    with pytest.raises(UnreadableStory, match="written by another program meanwhile"):
        second.star(second.records.claims[1].id)
    records, saved = second.records, tuple(second._store.pages())
    with pytest.raises(UnreadableStory, match="written by another program meanwhile"):
        second._store.put(records, saved)
    assert Story.open(copy).records.notes == (note,)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_two_builds_of_one_name_do_not_write_over_each_other(copy, tmp_path):
    records = Story.open(copy).records
    first, second = SqliteStore(tmp_path / "new.db"), SqliteStore(tmp_path / "new.db")
    first.check(), second.check()
    first.put(records, ())
    with pytest.raises(UnreadableStory, match="another program"):
        second.put(StoryRecords(), ())
    assert SqliteStore(tmp_path / "new.db").get() == records


def test_what_a_killed_process_left_is_cleared_away(copy):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = copy.with_name(f".{copy.name}.{int(gone.stdout)}.tmp")
    left.write_bytes(b"half a story")
    kept = copy.with_name(f".{copy.name}.{os.getppid()}.tmp")
    kept.write_bytes(b"of a process that runs")
    store = SqliteStore(copy)
    store.put(store.get(), tuple(store.pages()))
    assert not left.exists() and kept.exists()


KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE articles SET text = text || hex(randomblob(9000))")
os.kill(os.getpid(), 9)
"""


def test_a_note_half_written_is_rolled_back(copy):
    whole = read_all(copy)
    subprocess.run([sys.executable, "-c", KILLED, copy], check=False)
    assert copy.with_name(f"{copy.name}-journal").exists()
    assert read_all(copy) == whole


FULL = """
import resource, signal, sys
from copydesk.errors import UnreadableStory
from copydesk.store.sqlite import SqliteStore
store = SqliteStore(__import__("pathlib").Path(sys.argv[1]))
records, saved = store.get(), tuple(store.pages())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.put(records, saved)
except UnreadableStory as error:
    print(error)
"""


def test_a_disk_that_takes_no_more_leaves_the_old_story(copy):
    whole = read_all(copy)
    told = subprocess.run([sys.executable, "-c", FULL, copy], capture_output=True, text=True, check=True).stdout
    assert "cannot be written" in told and told.count("\n") == 1
    assert read_all(copy) == whole and [path.name for path in copy.parent.iterdir()] == [copy.name]
