"""One body of tests, run on every engine."""

import os

import pytest

from copydesk.engines import kept as kept_results
from copydesk.engines.base import key_of_rows, run_stages
from copydesk.engines.kept import Kept, key_of
from copydesk.engines.local import LocalEngine
from copydesk.errors import WorkerDied
from copydesk.pipeline import Stage
from copydesk.records import Draft, Problem
from tests.engines import crawl_engine


@pytest.fixture(params=["here", "pool", "daft", "ray"], scope="module")
def engine(request):
    if request.param in ("daft", "ray"):
        yield crawl_engine(request.param)
        return
    processes = 1 if request.param == "here" else 2
    with LocalEngine(processes, apart=processes > 1) as made:
        yield made


def double(number: int) -> int:
    return number * 2


def set_aside(number: int) -> tuple[Problem, ...]:
    return (Problem(stage="test", reason=str(number)),)


def test_map_keeps_the_order(engine):
    assert list(engine.map(double, range(100))) == [2 * n for n in range(100)]


def test_map_of_nothing_is_nothing(engine):
    assert list(engine.map(double, [])) == []


def test_group_brings_the_rows_of_all_files_together_key_by_key(engine, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    files = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    tables = [{"key": [2, 0, 2], "word": ["a", "b", "c"]}, {"key": [7, 0], "word": ["d", "e"]}]
    for file, table in zip(files, tables, strict=True):
        parquet.write_table(pyarrow_table(table), file)
    assert list(engine.group(words_of, files, "key")) == [(0, ["b", "e"]), (2, ["a", "c"]), (7, ["d"])]


def pyarrow_table(columns: dict[str, list]):
    import pyarrow

    return pyarrow.table(columns)


def words_of(rows) -> tuple[int, list[str]]:
    return key_of_rows(rows, "key"), sorted(rows["word"].to_pylist())


def test_a_worker_that_dies_is_told(engine):
    if not engine.apart:
        pytest.skip("this one works in the process that asks")
    with pytest.raises(WorkerDied):
        list(engine.map(die_over, [1, 2, 3]))
    assert list(engine.map(double, [1, 2])) == [2, 4], "and the engine goes on"


def die_over(number: int) -> int:
    if number == 2:
        os._exit(1)
    return number


def test_stages_run_in_order_and_tell_how_far_they_are(engine):
    told = []
    stage = Stage("test", 1, "int", set_aside, lambda draft: [(1,), (2,), (3,)], ("problems",))
    before = Draft(problems=(Problem(stage="pages", reason="0"),))
    after = run_stages([stage, stage], before, engine, progress=lambda *call: told.append(call))
    assert [problem.reason for problem in after.problems] == ["0", "1", "2", "3", "1", "2", "3"]
    assert told[0] == ("test", 0, 3)
    assert told[-1] == ("test", 3, 3)


def test_what_is_kept_is_not_computed_again(engine):
    def work(*numbers: int) -> list[tuple[int]]:
        return [(number,) for number in numbers]

    def stage(function, *numbers: int, batch: int = 1) -> Stage:
        return Stage("test", 1, "int", function, lambda draft: work(*numbers), ("problems",), lambda n: n, batch)

    first = Kept()
    run_stages([stage(set_aside, 1, 2)], Draft(), engine, kept=first)
    told, second = [], Kept(first.rows)
    after = run_stages([stage(set_aside, 2, 3)], Draft(), engine, progress=lambda *call: told.append(call), kept=second)
    assert [problem.reason for problem in after.problems] == ["2", "3"]
    assert told == [("test", 1, 2), ("test", 2, 2)]
    assert run_stages([stage(fail, 3, 2)], Draft(), engine, kept=Kept(second.rows)).problems == after.problems[::-1]
    assert run_stages([stage(fail, 2)], Draft(), engine, kept=Kept(second.rows)).problems == after.problems[:1]
    assert len(second.rows) == 2, "what this build had no use for is not kept on"
    with pytest.raises(AssertionError):
        run_stages([stage(fail, 1)], Draft(), engine, kept=Kept(second.rows))


def fail(number: int) -> tuple[Problem, ...]:
    raise AssertionError(number)


def test_a_batch_is_run_at_once_and_its_results_kept_one_by_one(engine):
    def stage(*numbers: int) -> Stage:
        split = [(number,) for number in numbers]
        return Stage("test", 1, "int", set_all_aside, lambda draft: split, ("problems",), lambda n: n, batch=2)

    kept = Kept()
    run_stages([stage(1, 2, 3)], Draft(), engine, kept=kept)
    after = run_stages([stage(3, 4, 1)], Draft(), engine, kept=Kept(kept.rows))
    assert [problem.reason for problem in after.problems] == ["3", "4", "1"]


def set_all_aside(numbers: list[int]) -> list[Problem]:
    return [Problem(stage="test", reason=str(number)) for number in numbers]


def test_a_result_of_another_version_of_the_program_is_not_taken(monkeypatch):
    stage = Stage("test", 1, "int", set_aside, lambda draft: [(1,)], ("problems",), lambda n: n)
    before = key_of(stage, (1,))
    assert before == key_of(stage, (1,)) != key_of(stage, (2,))
    monkeypatch.setattr(kept_results, "digest_program", lambda: b"another")
    assert key_of(stage, (1,)) != before
