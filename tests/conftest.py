"""The example story, built once for all tests that look at a whole story."""

from pathlib import Path

import pytest

from copydesk.story import Story

EXAMPLE = Path(__file__).resolve().parents[1] / "src" / "copydesk" / "example"


@pytest.fixture(scope="session")
def example_pages() -> Path:
    return EXAMPLE / "pages"


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory, example_pages: Path) -> Path:
    path = tmp_path_factory.mktemp("example") / "story.db"
    Story.build([example_pages], out=path, processes=1)
    return path


@pytest.fixture
def example_story(example_file: Path) -> Story:
    return Story.open(example_file)
