"""A redacted copy holds none of the pages' words, and is still a story."""

import json
import re
import sqlite3
from dataclasses import fields, replace

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.errors import UnreadableInput, UnreadableStory
from copydesk.redact import RUN, redact, write_redacted
from copydesk.store.sqlite import SqliteStore
from copydesk.story import Story


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def strings(cell: object) -> list[str]:
    """Return the texts of a cell, those inside its JSON one by one."""
    if isinstance(cell, bytes):
        return [cell.decode("utf-8", "replace")]
    if isinstance(cell, str) and cell[:1] in ("[", "{"):
        try:
            return strings_in(json.loads(cell))
        except ValueError:
            pass
    return [str(cell)]


def strings_in(value: object) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    return [one for part in value for one in strings_in(part)] if isinstance(value, list) else [str(value)]


@pytest.fixture(scope="module")
def redacted_file(example_file, tmp_path_factory):
    path = tmp_path_factory.mktemp("redacted") / "copy.db"
    shown = CliRunner().invoke(app, ["redact", str(example_file), "-o", str(path)])
    assert shown.exit_code == 0 and "without their words" in shown.output, shown.output
    return path


def test_no_five_words_of_a_page_are_left_in_the_file(example_file, redacted_file):
    whole = SqliteStore(example_file)
    records = whole.get()
    texts = [*(article.text for article in records.articles), *(page.content.decode("utf-8") for page in whole.pages())]
    addresses = " | ".join(
        filter(None, [*(page.uri for page in records.pages), *(one.canonical for one in records.articles)])
    )
    words_of_pages = set().union(*map(runs, texts))
    meeting = set()
    with sqlite3.connect(redacted_file) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                held = [one for cell in row for one in strings(cell)]
                assert set().union(*map(runs, held)) & words_of_pages - runs(addresses) == set(), table
                meeting |= runs(" ".join(held))  # names in neighbouring cells, which no page says in a row
    left = redacted_file.read_bytes()
    for encoding in ("utf-8", "latin-1"):
        assert runs(left.decode(encoding, "replace")) & words_of_pages - runs(addresses) - meeting == set()
    assert runs(example_file.read_bytes().decode("utf-8", "replace")) & words_of_pages  # the test would see them


def test_every_table_that_holds_words_is_empty_of_them(redacted_file):
    with sqlite3.connect(redacted_file) as connection:
        assert connection.execute("SELECT count(*) FROM saved_pages").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM kept_results").fetchone() == (0,)
        assert set("".join(row[0] for row in connection.execute("SELECT text FROM paragraphs"))) <= set("░ \n")
        assert connection.execute(
            "SELECT count(*) FROM paragraphs_fts WHERE paragraphs_fts MATCH 'the'"
        ).fetchone() == (0,)


def test_what_is_counted_dated_and_named_stays(example_story, redacted_file):
    before, after = example_story.records, Story.open(redacted_file).records
    for part in fields(before):
        given, kept = getattr(before, part.name), getattr(after, part.name)
        assert [getattr(one, "id", None) for one in given] == [getattr(one, "id", None) for one in kept][: len(given)]
    assert [page.sha256 for page in after.pages] == [page.sha256 for page in before.pages]
    assert [entity.name for entity in after.entities] == [entity.name for entity in before.entities]
    assert [claim.corroboration for claim in after.claims] == [claim.corroboration for claim in before.claims]
    for given, kept in zip(before.articles, after.articles, strict=True):
        assert (kept.published and kept.published.value) == (given.published and given.published.value)
        assert [block.span for block in kept.blocks] == [block.span for block in given.blocks]
        assert len(kept.text) == len(given.text)


def test_a_note_stays_behind(example_story):
    noted = replace(
        example_story.records, notes=(example_story.note(example_story.records.claims[0].id, "Ask the mayor."),)
    )
    assert redact(noted).notes == ()
    example_story.forget(noted.notes[0].id)


def test_it_can_be_shown_and_exported_but_not_searched_or_added_to(redacted_file, tmp_path):
    story = Story.open(redacted_file)
    assert "words withheld" in story.report() and story.brief() and story.export("memo") and story.export("json")
    (tmp_path / "new.txt").write_text("The pier shut on Monday, the mayor said.")
    for asked in (
        lambda: story.search("pier"),
        lambda: story.verify("the pier"),
        lambda: story.add([tmp_path / "new.txt"]),
    ):
        with pytest.raises(UnreadableStory, match="copy without the pages"):
            asked()


def test_the_story_itself_is_not_written_over(example_file):
    before = example_file.read_bytes()
    with pytest.raises(UnreadableInput, match="name another file"):
        write_redacted(example_file, example_file)
    assert example_file.read_bytes() == before
