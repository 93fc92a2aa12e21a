import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Span
from copydesk.stages.passages import find_passages, name_kind
from tests.build import article

LEDE = (
    "Harbour Minister Edda Falk told Mr. Brann on Monday that the ferry Halden would not sail again before the spring, "
    "because its hull had cracked in two places and the yard in Orrin had no room for it."
)
SECOND = (
    "President Tamsin Rook has promised the islanders a second ship since 2019, but the contract was never signed, "
    "according to three people who have read it."
)
OTHER = (
    "Two goats wandered into the parish hall of Lower Wick during the flower show, ate the second prize and fell asleep "
    "under the piano, where the organist found them in the evening."
)
SPEECH = "“We shall not close this harbour, not this year and not in any year while I hold this office and have a vote”"


def found(*texts):
    articles = [article(text, name=str(i)) for i, text in enumerate(texts)]
    passages, problems = find_passages(articles)
    return {one.id: one for one in articles}, passages, problems


def edits(passage):
    return {(edit.op, edit.before, edit.after) for edit in passage.edits}


def swapped(passage):
    turned = {"insert": "delete", "delete": "insert"}
    return {(turned.get(edit.op, edit.op), edit.after, edit.before) for edit in passage.edits}


def test_edits_read_as_a_diff():
    copy = LEDE.replace("Mr. ", "").replace("in two places", "in several spots") + "\n"
    copy += SECOND.replace("President Tamsin Rook", "President Rook")
    articles, passages, _ = found(LEDE + "\n" + SECOND, copy)
    (passage,) = passages
    expected = {("delete", "Mr.", ""), ("replace", "two places", "several spots"), ("delete", "Tamsin", "")}
    assert expected in (edits(passage), swapped(passage))
    for edit in passage.edits:
        assert articles[passage.a].words_of(edit.a_span) == edit.before
        assert articles[passage.b].words_of(edit.b_span) == edit.after
    assert passage.evidence == "prose"


def test_a_copy_is_verbatim_and_whole():
    _, (passage,), _ = found(LEDE, LEDE.replace("Edda", "Edda").replace("’", "'") + "\nAnd more.")
    assert passage.similarity == 1.0
    assert name_kind(passage) == "verbatim"
    assert passage.a_span.start == passage.b_span.start == 0


def test_stitched_sentences_are_found_apart():
    page = OTHER + "\n" + LEDE + "\nNobody answered.\n" + SECOND
    _, passages, _ = found(LEDE, SECOND, page, OTHER.upper())
    assert len(passages) == 3


def test_exchanged_sentences_are_found():
    _, passages, _ = found(LEDE + "\n" + SECOND, SECOND + "\n" + LEDE)
    assert sum(p.a_span.end - p.a_span.start for p in passages) >= len(LEDE) + len(SECOND) - 10


def test_a_spun_text_is_found():
    rng = random.Random(4)
    words = (LEDE + " " + SECOND + " " + OTHER).split()
    spun = " ".join(word if rng.random() > 0.4 else f"blurb{i}" for i, word in enumerate(words))
    _, passages, _ = found(" ".join(words), spun)
    assert passages
    assert "verbatim" not in map(name_kind, passages)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (LEDE, OTHER),
        ("Mr. Brann declined to comment on the ferry.", "The yard in Orrin declined to comment on the ferry."),
        ("", LEDE),
    ],
)
def test_what_is_not_shared_is_not_found(a, b):
    assert found(a or " ", b)[1] == ()


def test_the_same_speech_quoted_twice_is_a_quotation():
    a = f"{SPEECH}, the minister told the Harbour Post.\n{OTHER}"
    b = f"In a crowded hall she was cheered. {SPEECH}, said Falk.\nThe evening ended early."
    _, (passage,), _ = found(a, b)
    assert passage.evidence == "quotation"


def test_a_quotation_within_shared_prose_is_prose():
    text = f"{LEDE} {SPEECH}, she said. {SECOND}"
    assert [passage.evidence for passage in found(text, text + " More.")[1]] == ["prose"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("Harbour Minister Edda Falk", "Minister Falk"), ("Harbour Minister Edda Falk", "Yesterday Edda Falk")],
)
def test_a_changed_opening_belongs_to_the_passage(before, after):
    articles, (passage,), _ = found(LEDE, OTHER + "\n" + LEDE.replace(before, after))
    spans = {articles[passage.a].words_of(passage.a_span)[:8], articles[passage.b].words_of(passage.b_span)[:8]}
    assert spans == {before[:8], after[:8]}


def test_a_sentence_put_in_the_place_of_another_ends_a_passage():
    other = "Nobody in the parish had ever seen a bowl of dahlias that large, said the organist on Friday evening. "
    mine = "Cracked plates were stacked along the quay while a crowd of fishermen argued about prices until dark. "
    _, passages, _ = found(f"{LEDE} {other}{SECOND}", f"{LEDE} {mine}{SECOND}")
    assert [passage.similarity for passage in passages] == [1.0, 1.0]


def test_pairs_limit_the_comparison():
    articles = [article(LEDE, name=str(i)) for i in range(4)]
    passages, _ = find_passages(articles, pairs=[(articles[2].id, articles[0].id)])
    assert {frozenset((p.a, p.b)) for p in passages} == {frozenset((articles[0].id, articles[2].id))}


def test_a_reworded_text_is_found_among_listed_pairs():
    retold = (
        "On Monday the minister of harbours, Edda Falk, let Brann know the Halden ferry was not to sail until spring, its "
        "cracked hull having found no room at the Orrin yard.\nThe islanders were promised a second ship in 2019 by Tamsin "
        "Rook, the president; three people who read the contract said nobody signed it."
    )
    articles = [article(LEDE + "\n" + SECOND, "a"), article(retold, "b"), article(OTHER, "c")]
    assert find_passages(articles)[0] == ()
    passages, _ = find_passages(articles, pairs=[(x.id, y.id) for x in articles for y in articles])
    assert {frozenset((p.a, p.b)) for p in passages} == {frozenset((articles[0].id, articles[1].id))}
    assert {p.rule for p in passages} == {"passages.reworded"}


def test_equal_articles_in_great_number_are_capped_and_counted():
    _, passages, problems = found(*[LEDE + " " + SECOND] * 150)
    assert {passage.similarity for passage in passages} == {1.0}
    assert len(passages) < 150 * 10
    assert [problem.kind for problem in problems] == ["limited"]
    assert len({p.a for p in passages} | {p.b for p in passages}) == 150


def test_a_huge_text_of_one_sentence_takes_bounded_time():
    start = time.perf_counter()
    huge = "The ferry Halden sank off Orrin in heavy weather. " * 20_000
    _, passages, problems = found(huge, huge[50:], LEDE)
    assert passages[0].similarity > 0.9
    assert [problem.kind for problem in problems] == ["limited"]
    assert time.perf_counter() - start < 20


SENTENCES = st.lists(st.sampled_from([LEDE, SECOND, OTHER, SPEECH, "So it goes.", "É — “ ”"]), min_size=1, max_size=5)


@settings(deadline=None, max_examples=40)
@given(st.lists(SENTENCES.map("\n".join), min_size=2, max_size=4), st.randoms())
def test_order_does_not_matter_and_spans_lie_in_the_text(texts, rng):
    articles = [article(text, name=str(i)) for i, text in enumerate(texts)]
    by_id = {one.id: one for one in articles}
    passages, _ = find_passages(articles)
    for passage in passages:
        assert passage.a < passage.b
        for name, span in ((passage.a, passage.a_span), (passage.b, passage.b_span)):
            assert 0 <= span.start < span.end <= len(by_id[name].text)
            assert Span(*span) == span
    rng.shuffle(articles)
    assert find_passages(articles)[0] == passages
