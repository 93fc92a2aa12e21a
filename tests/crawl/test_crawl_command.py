"""The command tells what a crawl would cost and what it found, and builds a group of it."""

import pytest
from typer.testing import CliRunner

from copydesk.cli import app
from copydesk.cli.crawl import _rates
from copydesk.errors import CopydeskError
from tests.crawl.conftest import rows_of


def run(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


def test_a_dry_run_says_what_it_would_cost_and_writes_nothing(pile, tmp_path):
    done = run("crawl", pile, "-o", tmp_path / "out", "--dry-run", "--processes", 2)
    assert done.exit_code == 0
    assert "10 files, 0.0 MB, about 10 pages in 1 shards" in done.output
    assert "in 2 processes" in done.output
    assert not (tmp_path / "out").exists()


def test_a_finished_crawl_is_told_with_its_largest_groups(pile, crawled):
    done = run("crawl", pile, "-o", crawled)
    assert done.exit_code == 0
    assert "9 pages, 9 articles" in done.output
    assert "3 articles  Quay to close" in done.output


def test_a_group_is_built(crawled, tmp_path):
    group = next(row for row in rows_of(crawled, "groups") if row["title"] == "Library opens")
    done = run("build", crawled, "--group", group["id"], "-o", tmp_path / "story.db", "--rules-only")
    assert done.exit_code == 0
    assert "1 page, 1 article" in done.output
    assert run("build", crawled, crawled, "--group", "x", "-o", tmp_path / "story.db").exit_code == 2


def test_an_unknown_layer_or_engine_is_told(pile, tmp_path):
    assert run("crawl", pile, "-o", tmp_path / "out", "--engine", "steam").exit_code == 2
    done = run("crawl", pile, "-o", tmp_path / "out", "--layers", "weather")
    assert isinstance(done.exception, CopydeskError)
    assert "weather: no such layer; choose of attribution" in str(done.exception)
    assert not (tmp_path / "out").exists()


def test_progress_tells_the_rate_and_what_remains(capsys, monkeypatch):
    clock = iter([0.0, 100.0, 110.0])
    monkeypatch.setattr("copydesk.cli.crawl.time.monotonic", lambda: next(clock))
    with _rates() as tell:
        tell("pages read", 0, 0)
        tell("pages read", 500, 2000)
    assert capsys.readouterr().err == "pages read 500 of about 2,000, 5.0 a second, 5 min left\n"


@pytest.mark.parametrize(("seconds", "said"), [(3, "3 s"), (600, "10 min"), (36000, "10.0 h")])
def test_times_are_said_as_people_do(seconds, said):
    from copydesk.crawl.plan import tell_time

    assert tell_time(seconds) == said
