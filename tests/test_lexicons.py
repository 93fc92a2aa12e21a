"""Every word list loads, is sorted, says nothing twice, and is described."""

from importlib.resources import files

import pytest

from copydesk.lexicon import load_entries

FOLDER = files("copydesk") / "lexicons"
NAMES = sorted(path.name.removesuffix(".tsv") for path in FOLDER.iterdir() if path.name.endswith(".tsv"))


@pytest.mark.parametrize("name", NAMES)
def test_a_word_list_is_sorted_whole_and_says_nothing_twice(name):
    entries = load_entries(name)
    assert entries
    assert [entry.form for entry in entries] == sorted(entry.form for entry in entries)
    assert len({entry[:4] for entry in entries}) == len(entries)
    assert all(entry.form and entry.language and entry.source for entry in entries)


@pytest.mark.parametrize("name", NAMES)
def test_a_word_list_is_described(name):
    assert f"\n## {name}\n" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_every_file_is_a_word_list():
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.tsv" for name in NAMES} | {"README.md"}
