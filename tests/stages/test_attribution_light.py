"""The light road: candidates, features and what is kept, on invented news."""

import json
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.stages.attribution import find_attributions
from copydesk.stages.attribution.findings import collect
from copydesk.stages.attribution.grammar import read, spans_of
from copydesk.stages.attribution.light import mark
from copydesk.stages.attribution.light.contents import possible_contents
from copydesk.stages.attribution.light.hashing import BITS, code, combine, places
from copydesk.stages.attribution.light.model import Trees, load_model
from copydesk.stages.attribution.light.sources import possible_sources
from copydesk.stages.attribution.light.table import tabulate
from tests.build import article, parse

SENTENCES = [
    "Mayor Ann Bell said that the bridge would close on Monday.",
    "“The bridge is shut,” Ann Bell said. “It is not safe.”",
    "Residents who oppose the plan have threatened to sue the port.",
    "BELL: The bridge is shut.",
    "According to two officials, the bolts were never tested.",
    "Her refusal to discuss the bolts angered the council",
    "said",
    "“",
    "The engineer went on to describe how the bolts had failed — twice, he believes, in one winter.",
]


def table_of(text):
    one = article(text)
    reading = read(one, parse(one), {})
    return tabulate(reading, [f for f in collect(reading) if spans_of(reading, f.content)])


def index_of(table, word):
    return next(token.i for token in table.reading.tokens if token.text == word)


def said(text):
    """Return (source, cue, content) of each attribution that the road marks."""
    one = article(text)
    _, found = find_attributions(one, parse(one), (), thorough=True)
    return [
        (
            one.words_of(a.source_span) if a.source_span else None,
            one.words_of(a.cue_span) if a.cue_span else None,
            " / ".join(one.words_of(span) for span in a.content_spans),
        )
        for a in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ann Bell said that the bridge would close on Monday.",
            [("Mayor Ann Bell", "said", "that the bridge would close on Monday")],
        ),
        ("“The bridge is shut,” Ann Bell said.", [("Ann Bell", "said", "The bridge is shut,")]),
        ("The bridge was built in 1911 and painted green last year.", []),
        ("Voters support the plan.", [("Voters", "support", "the plan")]),
    ],
)
def test_the_road_marks_what_is_said(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "wanted"),
    [
        ("Ann Bell said that the bridge would close.", "said", "that the bridge would close"),
        ("Ann Bell went on to describe the bolts.", "went", "the bolts"),
        ("Ann Bell spoke about the bolts on Monday.", "spoke", "the bolts"),
        ("The claims that Ann Bell made were false.", "made", "The claims"),
        ("It is shut, Ann Bell said.", "said", "It is shut"),
        ("“It is shut,” Ann Bell said. “For good.”", "said", "It is shut / For good"),
        ("Ann Bell: The bridge is shut.\nThe end.", ":", "The bridge is shut"),
    ],
)
def test_a_content_is_among_the_candidates(text, cue, wanted):
    table = table_of(text)
    found = possible_contents(table, index_of(table, cue))
    tokens = table.reading.tokens
    texts = [" / ".join(text[tokens[a].start : tokens[b - 1].end] for a, b in pieces) for pieces in found]
    assert wanted in texts


@pytest.mark.parametrize(
    ("text", "cue", "wanted"),
    [
        ("Ann Bell said that the bridge would close.", "said", "Ann Bell"),
        ("The officials, who said it was shut, left.", "said", "who"),
        ("It was reported by two newspapers.", "reported", "two newspapers"),
        ("Ann Bell: The bridge is shut.", ":", "Ann Bell"),
        ("It is said that the bridge is shut.", "said", None),
    ],
)
def test_a_source_is_among_the_candidates(text, cue, wanted):
    table = table_of(text)
    tokens = table.reading.tokens
    found = [
        " / ".join(text[tokens[a].start : tokens[b - 1].end] for a, b in one.pieces) if one.pieces else None
        for one in possible_sources(table, index_of(table, cue))
    ]
    assert wanted in found


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_markings_are_in_range_in_order_and_the_same_again(sentences):
    one = article("\n".join(sentences))
    reading = read(one, parse(one), {})
    findings = [f for f in collect(reading) if spans_of(reading, f.content)]
    found = mark(reading, findings)
    assert found == mark(reading, findings)
    for marking in found:
        for part in (marking.cue, marking.source, marking.content):
            assert list(part) == sorted(set(part))
            assert all(0 <= i < len(reading.tokens) for i in part)
        assert marking.content
        assert load_model().least <= marking.score <= 1


def test_an_article_of_no_words_has_no_markings():
    one = article("…\n—")
    reading = read(one, parse(one), {})
    assert mark(reading, []) == []


def test_other_words_of_an_article_do_not_hang_on_its_neighbours_offsets():
    """What is marked in a paragraph moves with it."""
    alone, behind = said(SENTENCES[0]), said(f"It rained.\n{SENTENCES[0]}")
    assert alone == behind


def test_another_process_marks_the_same():
    text = "\n".join(SENTENCES)
    script = (
        "import json, sys; sys.path.insert(0, '.'); from tests.stages.test_attribution_light import said; "
        f"print(json.dumps(said({text!r})))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == [list(one) for one in said(text)]


def test_numbers_of_words_are_fixed():
    """They are baked into the weights: a change of these needs new weights."""
    assert code("said") == 4013622487
    mixed = combine(np.array([code("said")], dtype=np.uint64), 3)
    assert mixed.tolist() == [18214212088271285548]
    assert places({"word": mixed}, ("word",), 1).tolist() == [[339513]]
    assert places({"word": mixed}, ("word", "word word"), 1).max() < 1 << BITS


def test_trees_walk_to_the_leaf_of_each_row():
    trees = Trees(
        feature=np.array([[0, -1, 1, -1, -1]], dtype=np.int16),
        threshold=np.array([[0.5, 0, 2.0, 0, 0]], dtype=np.float32),
        left=np.array([[1, 0, 3, 0, 0]], dtype=np.int16),
        right=np.array([[2, 0, 4, 0, 0]], dtype=np.int16),
        value=np.array([[0, -2.0, 0, 0.0, 2.0]], dtype=np.float32),
        start=0.0,
    )
    assert trees.score(np.array([[0.0, 9.0], [1.0, 2.0], [1.0, 3.0]])).tolist() == [0.1192, 0.5, 0.8808]
