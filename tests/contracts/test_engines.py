"""One body of tests, run on every engine."""

import pytest

from copydesk.engines.base import run_stages
from copydesk.engines.local import LocalEngine
from copydesk.pipeline import Stage
from copydesk.records import Draft, Problem


@pytest.fixture(params=[1, 2], scope="module")
def engine(request):
    with LocalEngine(request.param) as made:
        yield made


def double(number: int) -> int:
    return number * 2


def set_aside(number: int) -> tuple[Problem, ...]:
    return (Problem(stage="test", reason=str(number)),)


def test_map_keeps_the_order(engine):
    assert list(engine.map(double, range(100))) == [2 * n for n in range(100)]


def test_map_of_nothing_is_nothing(engine):
    assert list(engine.map(double, [])) == []


def test_group_keeps_the_order_of_keys_and_items(engine):
    assert list(engine.group([3, 1, 2, 5, 4], lambda n: n % 2).items()) == [(1, [3, 1, 5]), (0, [2, 4])]


def test_stages_run_in_order_and_tell_how_far_they_are(engine):
    told = []
    stage = Stage("test", 1, "int", set_aside, lambda draft: [(1,), (2,), (3,)], ("problems",))
    before = Draft(problems=(Problem(stage="pages", reason="0"),))
    after = run_stages([stage, stage], before, engine, progress=lambda *call: told.append(call))
    assert [problem.reason for problem in after.problems] == ["0", "1", "2", "3", "1", "2", "3"]
    assert told[0] == ("test", 0, 3)
    assert told[-1] == ("test", 3, 3)
