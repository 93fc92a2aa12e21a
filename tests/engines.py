"""Engines of extras, for the tests that run on each.

Where their packages are absent these tests are skipped; with COPYDESK_REQUIRE_ENGINES=1 they fail. Daft has one runner in
a process: tests on Ray run with COPYDESK_DAFT_RUNNER=ray, those on Daft alone without it.
"""

from __future__ import annotations

import os

import pytest

from copydesk.engines.base import Engine
from copydesk.errors import MissingExtra


def absent(reason: str) -> None:
    if os.environ.get("COPYDESK_REQUIRE_ENGINES") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def crawl_engine(name: str) -> Engine:
    """Return the engine, or skip the test that asks for it."""
    from copydesk.engines.daft import DaftEngine

    runner = {"daft": "native", "ray": "ray"}[name]
    if os.environ.get("COPYDESK_DAFT_RUNNER", "native") != runner:
        pytest.skip(f"in a process of its own: COPYDESK_DAFT_RUNNER={runner} pytest tests/contracts tests/crawl")
    try:
        return DaftEngine(2, runner=runner)
    except MissingExtra as error:
        absent(str(error))
        raise
