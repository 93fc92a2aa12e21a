"""The example story with every text poisoned, as a file and as records."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from copydesk.records import StoryRecords
from copydesk.store.sqlite import SqliteStore
from copydesk.story import Story
from tests.security.payloads import CONTROLS, FORMULAS, PAYLOADS
from tests.security.poison import Poison

WRITABLE = tuple(one for one in PAYLOADS if one.isascii() or one == one.encode("utf-8", "ignore").decode())
"""Payloads that a file of UTF-8 can hold; what is read of pages never holds half a character."""


def poison_file(example: Path, path: Path, payloads: Sequence[str] = WRITABLE, *, first: int = 0) -> StoryRecords:
    """Write the example story with payloads for texts to `path`, and return its records."""
    store = SqliteStore(example)
    records = store.get()
    poisoned = Poison(records, payloads, first=first).records(records)
    SqliteStore(path).put(poisoned, Poison.saved(tuple(store.pages()), poisoned))
    return poisoned


@pytest.fixture(scope="session")
def poisoned_file(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Path:
    path = tmp_path_factory.mktemp("poisoned") / "story.db"
    poison_file(example_file, path)
    return path


@pytest.fixture(scope="session")
def steering_file(tmp_path_factory: pytest.TempPathFactory, example_file: Path) -> Path:
    """A story whose every text would steer a terminal or start a formula."""
    path = tmp_path_factory.mktemp("steering") / "story.db"
    poison_file(example_file, path, (*CONTROLS, *FORMULAS))
    return path


@pytest.fixture
def poisoned_story(poisoned_file: Path) -> Story:
    return Story.open(poisoned_file)
