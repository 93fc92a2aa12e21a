"""Utterances and their wordings, on invented quotations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Attribution, Source, Span
from copydesk.stages.attribution import find_attributions
from copydesk.stages.quotations import group_quotations, is_same_utterance, level
from tests.build import article, draft, parse


def grouped(*texts):
    """Return the variants of each utterance of articles, read by the attribution stage."""
    articles = [article(text, name=f"{number}") for number, text in enumerate(texts)]
    return [{v.text for v in q.variants} for q in group_quotations(drafted(articles))]


def drafted(articles):
    sources, attributions = {}, []
    for one in articles:
        made, found = find_attributions(one, parse(one), ())
        sources.update({source.id: source for source in made})
        attributions += found
    return draft(*articles, sources=tuple(sources.values()), attributions=tuple(attributions))


def test_a_quotation_that_its_cue_divides_is_one_of_two_parts():
    text = "“We will not close the harbour,” Ann Bell said. “We will open a second one.”"
    assert grouped(text) == [{"We will not close the harbour", "We will open a second one."}]


def test_a_turn_of_a_transcript_holds_what_others_quote_of_it():
    turns = "DOE: Who was it?\nBELL: I do not know him. We ate venison at the lodge. That is all.\nDOE: All?"
    quoted = "“We ate venison at the lodge,” Bell said."
    assert grouped(turns, quoted)[0] == {
        "I do not know him. We ate venison at the lodge. That is all.",
        "We ate venison at the lodge",
    }


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will not close the harbour", "We will not close the harbour"),
        ("We will not close the harbour", "we won’t close the harbour"),
        ("the harbour is ours for good", "They know that the harbour is ours for good and always was"),
        ("We will not … the harbour this year", "We will not close or sell the harbour this year"),
        ("Well, we will not close the harbour", "We will not close the harbour"),
        ("The comittee never saw the ledger", "The committee never saw the ledger"),
        (
            "We have looked after this harbour for forty years and nobody ever thanked us for it",
            "We have looked after this port for forty years and nobody ever thanked us for it",
        ),
    ],
)
def test_one_utterance_under_small_differences(a, b):
    assert is_same_utterance(level(a), level(b))
    assert is_same_utterance(level(b), level(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("I have not seen that letter from him", "I have not seen a letter from him about it"),
        ("We will close the harbour in May", "We will not close the harbour in May"),
        ("We paid them 40 million for it", "We paid them 45 million for it"),
        ("The harbour is ours for good", "The harbour was never any good"),
        ("I trust the mayor on this matter", "I trust the major on this matter"),
    ],
)
def test_two_utterances_that_look_alike(a, b):
    assert not is_same_utterance(level(a), level(b))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (
            "We do not talk about stolen plans, and will not start",
            "We do not talk about stolen papers, and will not begin",
            True,
        ),
        (
            "We do not talk about stolen plans, and will not start",
            "We do not talk about the old plans of my uncle at all",
            False,
        ),
        ("I trust the mayor on this", "I trust the major on this", False),
    ],
)
def test_copies_may_put_other_words(a, b, same):
    assert is_same_utterance(level(a), level(b), copied=True) is same
    assert not is_same_utterance(level(a), level(b))


def test_a_part_is_joined_to_the_whole_across_articles():
    assert grouped(
        "“We will not close the harbour, and that is final,” Ann Bell said.",
        "Ann Bell insisted: “We will not close the harbour.”",
    ) == [{"We will not close the harbour, and that is final", "We will not close the harbour."}]


def test_two_answers_in_one_article_stay_two():
    text = "“I have not seen that letter,” Ann Bell said. Asked again, she added: “I have not seen a letter about it.”"
    assert len(grouped(text)) == 2


def test_expressions_and_indirect_speech_are_no_quotations():
    assert grouped("Ann Bell called it “a disgrace”. She said that the harbour would never close.") == []


def test_the_same_words_of_two_named_people_are_two_utterances():
    texts = "“The harbour must never close,” Ann Bell said.", "“The harbour must never close,” Tom Reed said."
    assert len(grouped(*texts)) == 2


TEXTS = st.lists(
    st.sampled_from(
        [
            "“We will not close the harbour,” Ann Bell said.",
            "Ann Bell said: “We won’t close the harbour, ever.”",
            "“We will close the harbour in May,” Tom Reed said.",
            "“We will not close the harbour in May,” Tom Reed said.",
        ]
    ),
    max_size=5,
)


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.randoms())
def test_the_order_of_articles_changes_nothing_and_every_variant_stands_in_a_content(texts, random):
    made = drafted([article(text, name=f"{number}") for number, text in enumerate(texts)])
    shuffled = list(made.attributions)
    random.shuffle(shuffled)
    found = group_quotations(made)
    again = group_quotations(
        draft(*reversed(made.articles), sources=tuple(reversed(made.sources)), attributions=tuple(shuffled))
    )
    assert found == again
    words = {a.id: " ".join(_content(made, a)) for a in made.attributions}
    for quotation in found:
        for variant in quotation.variants:
            assert all(variant.text in words[a] for a in variant.attributions)


def _content(made, attribution):
    texts = {one.id: one.text for one in made.articles}
    return [texts[attribution.article][span.start : span.end] for span in attribution.content_spans]


def test_unnamed_speakers_of_the_same_long_words_are_one():
    one, two = (
        article("x “The harbour will never ever close again” y", "1"),
        article("“The harbour will never ever close again”", "2"),
    )

    def said(where, who):
        start = where.text.index("The")
        span = Span(start, where.text.index("again") + 5)
        return Attribution(
            id=f"at-{who}",
            article=where.id,
            source=who,
            source_span=None,
            cue_span=None,
            content_spans=(span,),
            kind="direct",
            stance="says",
            rule="test",
        )

    sources = tuple(
        Source(id=i, kind="person", identification="anonymous", name=None, description=i, rule="test")
        for i in ("s1", "s2")
    )
    (quotation,) = group_quotations(draft(one, two, sources=sources, attributions=(said(one, "s1"), said(two, "s2"))))
    assert quotation.variants[0].attributions == ("at-s1", "at-s2")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("There was no meeting at all, so there were no minutes", 1),
        ("There was no meeting at all, and the minutes were burnt", 2),
    ],
)
def test_unnamed_speakers_of_the_same_days_may_differ_in_a_word(words, count):
    pages = (
        article("“There was no meeting at all, so there are no minutes,” one official said.", "1", date="2021-03-03"),
        article(f"“{words},” a former official said.", "2", date="2021-03-04"),
    )
    assert len(group_quotations(drafted(pages))) == count
