"""Very many short texts at once give what single pairs give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import layers
from copydesk.documents import Document
from copydesk.engines.local import LocalEngine
from copydesk.stages.passages import find_passages
from copydesk.stages.passages.blocks import align_codes, find_stretches
from copydesk.stages.passages.bulk import BulkSettings, reuse_of_texts
from copydesk.stages.passages.candidates import CandidateSettings, list_candidates
from copydesk.stages.passages.tokens import locate_words, print_texts, read_tokens
from copydesk.text.shingles import find_shingles, read_words
from tests.build import article

FERRY = (
    "Harbour Minister Edda Falk told Mr. Brann on Monday that the ferry Halden would not sail again before the spring, "
    "because its hull had cracked in two places and the yard in Orrin had no room for it."
)
GOATS = (
    "Two goats wandered into the parish hall of Lower Wick during the flower show, ate the second prize and fell asleep "
    "under the piano, where the organist found them in the evening."
)
SHIP = (
    "President Tamsin Rook has promised the islanders a second ship since 2019, but the contract was never signed, "
    "according to three people who have read it."
)
TEXTS = st.lists(
    st.text(st.sampled_from("abé'’.,19 \n\t\x1c\u2028\u3000U-“\U0001f600"), max_size=40)
    | st.sampled_from(["U.S.-led", "1,200.5", "the owner’s ships", "", " ", FERRY]),
    max_size=6,
)


def shared(*texts, **settings):
    found = reuse_of_texts(texts, BulkSettings(**settings))
    return [
        (a, b, texts[a][slice(*ours)], texts[b][slice(*theirs)])
        for a, b, ours, theirs in zip(
            found.a.tolist(), found.b.tolist(), found.a_spans.tolist(), found.b_spans.tolist(), strict=True
        )
    ]


@given(TEXTS)
def test_words_and_fingerprints_are_those_of_single_texts(texts):
    tokens, prints = read_tokens(texts), print_texts(texts)
    starts, ends = locate_words(texts, tokens)
    words = [read_words(text) for text in texts]
    assert tokens.counts.tolist() == [len(one) for one in words]
    assert starts.tolist() == [at for one in words for at in one.starts.tolist()]
    assert ends.tolist() == [at for one in words for at in one.ends.tolist()]
    assert tokens.stems.tolist() == [stem for one in words for stem in one.stems.tolist()]
    assert prints.hashes.tolist() == [one for each in words for one in find_shingles(each).hashes.tolist()]
    assert prints.prints.tolist() == [len(find_shingles(one)) for one in words]
    assert tokens.codes.tolist() == [one % 2**32 for each in words for one in each.hashes.tolist()]
    assert prints.starts.tolist() == starts.tolist()


@pytest.mark.parametrize(
    ("copy", "similarity"),
    [
        (FERRY, 1.0),
        (FERRY.replace("in two places", "in several spots"), 0.8),
        ("OSLO - " + FERRY.removeprefix("Harbour Minister "), 0.8),
        (GOATS + " " + FERRY, 1.0),
        (FERRY.replace("again before the spring, because", "again because"), 0.8),
    ],
)
def test_a_copy_is_found_as_among_single_pairs(copy, similarity):
    (passage,) = find_passages([article(FERRY, name="one"), article(copy, name="two")])[0]
    ((a, b, ours, theirs),) = shared(FERRY, SHIP, copy)
    assert (a, b) == (0, 2)
    spans = {FERRY: passage.a_span, copy: passage.b_span}
    if passage.a != article(FERRY, name="one").id:
        spans = {FERRY: passage.b_span, copy: passage.a_span}
    assert (ours, theirs) == (FERRY[slice(*spans[FERRY])], copy[slice(*spans[copy])])
    assert reuse_of_texts([FERRY, copy]).similarity[0] == pytest.approx(passage.similarity)
    assert passage.similarity >= similarity


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("",),
        (FERRY,),
        (FERRY, GOATS, SHIP),
        (FERRY, "Harbour Minister Edda Falk told Mr. Brann nothing."),
        (GOATS, " ".join(reversed(GOATS.split()))),
    ],
)
def test_what_is_not_shared_is_not_found(texts):
    assert shared(*texts) == []


def test_two_sentences_around_another_are_two_passages():
    found = shared(f"{FERRY} {SHIP} {GOATS}", f"{FERRY} {' '.join(f'word{i}' for i in range(30))}. {GOATS}")
    assert [ours for _, _, ours, _ in found] == [FERRY.rstrip("."), GOATS.rstrip(".")]


def test_a_long_text_is_read_in_pieces():
    filler = " ".join(f"word{i}" for i in range(300))
    ((_, _, ours, theirs),) = shared(f"{filler} {FERRY}", FERRY, longest=300)
    assert theirs.startswith(ours[:20]) or ours in FERRY
    assert len(ours) > len(FERRY) / 2


def test_the_same_in_one_process_or_more_and_in_any_piles():
    texts = [f"{one} {number}" for number in range(40) for one in (FERRY, GOATS, SHIP)]
    here = reuse_of_texts(texts)
    with LocalEngine(2) as engine:
        there = reuse_of_texts(texts, spread=engine.map)
    for name in ("a", "b", "a_spans", "b_spans", "similarity"):
        assert np.array_equal(getattr(here, name), getattr(there, name))


def test_a_common_phrase_joins_each_text_with_the_foremost_only():
    texts = [FERRY] * 50
    found = reuse_of_texts(texts, BulkSettings(common=10, hubs=2, meetings=1000))
    assert sorted(set(found.a.tolist())) == [0, 1]
    assert len(found.a) == 49 + 48
    assert (found.common, found.texts_of_capped, found.kept_share) == (10, 50, 1.0)
    assert found.capped == len(find_shingles(read_words(FERRY)))


def test_where_texts_meet_too_many_others_the_limit_is_lowered_and_told():
    found = reuse_of_texts([f"{FERRY} {i}" for i in range(60)], BulkSettings(common=60, hubs=2, meetings=4))
    assert found.common == 2
    assert found.kept_share < 1
    assert set(found.b.tolist()) == set(range(1, 60))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), max_size=8))
def test_candidates_are_those_of_a_slow_count(rows):
    prints = [np.array([ord(one) << 40 for one in row], dtype=np.uint64) for row in rows]
    found = list_candidates(prints, CandidateSettings(shared=2, common=100))
    pairs = [(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows))]
    assert list(found.pairs) == [(i, j) for i, j in pairs if len(set(rows[i]) & set(rows[j])) >= 2]


WORDS = st.text(st.sampled_from("abcdefghijklmnop"), max_size=60)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), max_size=5))
def test_stretches_keep_what_they_say(parts):
    pairs = [(one + same, other + same + last) for one, same, other, last in parts]
    found = find_stretches(align_codes(pairs), least=11, similarity=0.45)
    for i, pair in enumerate(found.pair.tolist()):
        a, b = pairs[pair]
        assert 0 <= found.a_first[i] < found.a_last[i] <= len(a)
        assert 0 <= found.b_first[i] < found.b_last[i] <= len(b)
        assert 11 <= found.kept[i] <= min(found.a_last[i] - found.a_first[i], found.b_last[i] - found.b_first[i])
    whole = {pair for pair, (a, b) in enumerate(pairs) if a == b and len(a) >= 11}
    assert whole <= set(found.pair.tolist())


def test_a_large_pile_of_documents_is_compared_so(monkeypatch):
    documents = [
        Document(doc="late", text=FERRY.replace("in two places", "in several spots"), date="2020-01-02"),
        Document(doc="none", text=SHIP),
        Document(doc="early", text=FERRY, date="2020-01-01"),
        Document(doc="whole", text=f"{SHIP.replace(' ', ' so ')} {GOATS.replace(' ', ' not ')} {FERRY}"),
    ]
    monkeypatch.setattr(layers, "MANY", 4)
    rows = list(layers.reuse(documents))
    assert [(row["a"], row["b"], row["kind"]) for row in rows] == [
        ("early", "late", "edited"),
        ("early", "whole", "verbatim"),
        ("late", "whole", "edited"),
    ]
    assert FERRY[slice(*rows[0]["a_span"])] == FERRY.rstrip(".")


def test_limits_are_told():
    (problem,) = reuse_of_texts([FERRY] * 30, BulkSettings(common=4)).problems()
    assert "more than 4 texts" in problem.reason
    assert reuse_of_texts([FERRY, SHIP]).problems() == ()
