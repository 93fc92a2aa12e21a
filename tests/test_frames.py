"""Tables for notebooks and data frames."""

import pytest

from copydesk import frames
from copydesk.codec import encode
from copydesk.errors import MissingExtra, UnknownRecord
from copydesk.frames import Frame
from tests.build import article


def test_a_table_has_the_records_and_their_fields(example_story):
    table = example_story.table("claims")
    assert list(table) == list(example_story.records.claims) and table[0].id == table.records[0].id
    arrow = table.to_arrow()
    assert arrow.column_names == table.columns() and arrow.to_pylist() == [encode(one) for one in table]
    with pytest.raises(UnknownRecord, match="quotes: no such kind of record; choose one of pages"):
        example_story.table("quotes")


def test_a_notebook_shows_a_table_that_no_page_can_break():
    shown = Frame(
        "articles", tuple(article("<script>alert(1)</script>", name) for name in map(str, range(21)))
    )._repr_html_()
    assert "&lt;script&gt;" in shown and "<script>" not in shown
    assert "<caption>21 articles</caption>" in shown and "<p>1 more</p>" in shown


def test_a_story_shows_its_brief(example_story):
    assert example_story.brief()[0][:20] in example_story._repr_html_()


def test_a_missing_package_is_named(example_story, monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", absent)
    with pytest.raises(MissingExtra, match="pip install polars"):
        example_story.table("claims").to_polars()


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_frames_hold_every_row(example_story, name):
    pytest.importorskip(name, reason=f"{name} is the user's own")
    table = example_story.table("attributions")
    frame = getattr(table, f"to_{name}")()
    assert list(frame.columns) == table.columns() and len(frame) == len(table)
