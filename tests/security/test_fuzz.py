"""Inputs that fuzzing found worth keeping are read again; `fuzz/run.py` looks for more."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from fuzz.targets import ROOT, TARGETS, attribution, extraction, readers, splitting, time

CORPUS = sorted((ROOT / "fuzz" / "corpus").glob("*/*"))
PIECES = st.sampled_from(["The mayor said ", "“", "”", "\n\n", "By Ida Moor", "on Monday", "é", "𝒜", "\u2028", "\u202e", "According to ", "March 4, 2021", " ", ".", "<p>", "&amp;", "\ud7ff", "1990s"])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "replace"))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_that_was_kept_breaks_nothing(path: Path):
    TARGETS[path.parent.name](path.read_bytes())


@given(TEXTS | st.binary(max_size=400))
@settings(max_examples=40, deadline=None)
def test_every_span_lies_inside_its_text(data: bytes):
    for target in (readers, extraction, splitting, time, attribution):
        target(data)
