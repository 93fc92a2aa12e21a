"""Quotations held against invented articles: exact, altered, absent."""

import pytest

from copydesk.errors import UnreadableInput
from copydesk.records import Attribution, Quotation, Source, Span, StoryRecords, Variant
from copydesk.verify import make_pile, verify_quotation
from tests.build import article

FERRY = article(
    "Harbour shuts\n\n"
    "The council met on Monday. “We will not sell the harbour, and we never sailed with fewer than six hands,” Ann Bell "
    "said. “It costs us $540,000 a year.”\n\n"
    "“That was in March,” said Tom Reed, the mayor of St. Ives. “It was −5 degrees. Was the gate shut?”\n\n"
    "“I warned them in time,” said Tom Reed. He paused. “Nobody came at all that night.”\n\n"
    "“We are ready,” said Ann Bell. “We are not,” said Tom Reed.\n\n"
    "He called it “a disgrace to this town”. The U.S. team knew the log book by heart … and so on.",
    name="ferry",
    date="2024-03-05",
    outlet="The Selby Courant",
)
COPY = article(
    'Ann Bell said: "We will not sell the harbor, and we never sailed with fewer than five hands."',
    name="copy",
    date="2024-03-04",
)
OTHER = article("我们没有卖掉港口。\n\nहम बंदरगाह नहीं बेचेंगे।\n\nThe har-\nbour master kept the ﬁles.", name="other")


def said(of, who, cue, *contents, kind="direct"):
    """Return an attribution whose parts are found by their words."""
    spans = tuple(Span(at := of.text.index(words), at + len(words)) for words in contents)
    at = of.text.index(cue)
    return Attribution(
        id=f"at-{who}-{spans[0].start}",
        article=of.id,
        source=f"s-{who}",
        source_span=None,
        cue_span=Span(at, at + len(cue)),
        content_spans=spans,
        kind=kind,
        stance="says",
        rule="test",
    )


SAID = (
    said(FERRY, "bell", "said", "We will not sell the harbour, and we never sailed", "It costs us"),
    said(FERRY, "bell", "said Ann Bell", "We are ready,"),
    said(FERRY, "reed", "said Tom Reed", "We are not,"),
    said(FERRY, "reed", "said Tom Reed", "I warned them in time,", "Nobody came at all"),
    said(COPY, "bell", "said", "We will not sell the harbor, and we never sailed with fewer than five hands"),
)
SOURCES = tuple(
    Source(id=f"s-{who}", kind="person", identification="named", name=name, description=None, rule="test")
    for who, name in (("bell", "Ann Bell"), ("reed", "Tom Reed"))
)
QUOTATION = Quotation(
    id="q-1",
    speaker="s-bell",
    text="We will not sell the harbour",
    variants=(Variant(text="It costs us some 600,000 in a year", attributions=(SAID[4].id,)),
              Variant(text="It costs us", attributions=(SAID[0].id,))),
    rule="test",
)  # fmt: skip
PILE = make_pile(
    StoryRecords(articles=(FERRY, COPY, OTHER), attributions=SAID, sources=SOURCES, quotations=(QUOTATION,))
)


def answer(quote):
    return verify_quotation(quote, PILE)


def differences(quote):
    return [(one.kind, one.before, one.after) for one in answer(quote).places[0].differences]


@pytest.mark.parametrize(
    "quote",
    [
        "We will not sell the harbour",
        "“We will not sell the harbour.”",
        "we will not sell the harbour and we never sailed",
        "…we never sailed with fewer than six hands…",
        "We  will not\nsell the\u00a0harbour",
        "We will not sell the harbour — and we never sailed",
        "[W]e will not sell the harbour",
        "We will not sell [sic] the harbour",
        "WE WILL NOT SELL THE HARBOUR",
        "We wi\u200bll not sell the har\u00adbour",
        "We will not sell the harbour, and we never sailed with fewer than six hands. It costs us $540,000 a year.",
        "fewer than six hands … It costs us",
        "It costs us $540000 a year",
        "That was in March. It was -5 degrees.",
        "Was the gate shut",
        "said Tom Reed, the mayor of St Ives",
        "The US team knew the log-book by heart",
        "我们没有卖掉",
        "港口",
        "हम बंदरगाह नहीं बेचेंगे",
        "The harbour master kept the files",
        "disgrace",
    ],
)
def test_exact_but_for_how_it_is_printed(quote):
    assert answer(quote).label == "exact"


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("We will sell the harbour", ("dropped", "not", "")),
        ("We will not now sell the harbour", ("added", "", "now")),
        ("We will not close the harbour", ("changed", "sell", "close")),
        ("We will not sell the h\u0430rbour", ("letters", "harbour", "h\u0430rbour")),
        ("We will not … the harbour", ("left out", "sell", "…")),
        ("We will not [ever] sell the harbour", ("added", "", "[ever]")),
        ("We Will not sell the harbour", ("capitals", "will", "Will")),
        ("It costs us $450,000 a year", ("changed", "540,000", "450,000")),
        ("It costs us €540,000 a year", ("changed", "$", "€")),
        ("It was 5 degrees. Was the gate shut?", ("changed", "−5", "5")),
        ("It costs us $540,000 a year?", ("added", "", "?")),
        ("The us team knew the log book by heart", ("capitals", "U.S.", "us")),
        ("The US team knew the logbook by heart", ("changed", "log book", "logbook")),
        ("knew the log book by heart and so on", ("dropped", "…", "")),
        ("He called it a disgrace for this town", ("changed", "to", "for")),
        ("हम बंदरगाह नही बेचेंगे", ("changed", "नहीं", "नही")),
        ("我们沒有卖掉港口", ("changed", "没", "沒")),
        ("I warned them in time … Nobody came at all", ("left out", "said Tom Reed. He paused", "…")),
        ("I warned them in time. Nobody came at all that night", ("left out", "said Tom Reed. He paused", "")),
        ("We will not sell the harbour today", ("added", "", "today")),
        ("Today the council met on Monday", ("added", "", "Today")),
    ],
)
def test_altered_with_the_difference(quote, expected):
    assert answer(quote).label == "altered"
    assert differences(quote) == [expected]


@pytest.mark.parametrize(
    "quote",
    [
        "Sell the harbour we will not",
        "harbour the sell not will We",
        "We shall never part with our port",
        "The council closed the school",
        "zebra",
        "sell harbour",
        "We are ready. We are not ready for that",
    ],
)
def test_absent(quote):
    assert answer(quote).label == "absent"


def test_two_speakers_side_by_side_are_not_one_speech():
    assert answer("We are ready. We are not").label != "exact"


@pytest.mark.parametrize("quote", ["", "   ", "“”", "…", "—, .", "\u200b", "word " * 700])
def test_a_quotation_without_words_or_as_long_as_a_text_is_refused(quote):
    with pytest.raises(UnreadableInput):
        answer(quote)


def test_who_says_it_where_and_as_part_of_what():
    place = answer("We will not sell the harbour").places[0]
    assert (place.speaker, place.voice, place.cue, place.outlet) == ("Ann Bell", "quoted", "said", "The Selby Courant")
    assert place.whole == "We will not sell the harbour, and we never sailed with fewer than six hands,"
    assert FERRY.words_of(place.span) == place.text == "We will not sell the harbour"


def test_parts_are_told_without_the_reporting_clause():
    place = answer("fewer than six hands. It costs us").places[0]
    assert [FERRY.words_of(part) for part in place.parts] == ["fewer than six hands", "It costs us"]


def test_words_of_two_speakers_put_together_are_told():
    place = answer("We are ready. We are not").places[0]
    assert place.notes == ("the words of several speakers: Ann Bell, Tom Reed",)


def test_sentences_that_stand_apart_are_altered_and_their_parts_told():
    found = answer("I warned them in time. Nobody came at all that night")
    assert (found.label, found.places[0].voice) == ("altered", "quoted")
    parts = [FERRY.words_of(part) for part in found.places[0].parts]
    assert parts == ["I warned them in time", "Nobody came at all that night"]
    assert answer("Nobody came at all that night. I warned them in time").label == "absent"


def test_prose_is_nobodys_quotation():
    place = answer("The council met on Monday").places[0]
    assert (place.voice, place.speaker) == ("prose", None)


def test_the_first_appearance_is_that_of_the_exact_words():
    assert answer("We will not sell the harbour").first.date == "2024-03-05"
    assert answer("and we never sailed with fewer than").first.date == "2024-03-04"


def test_other_wordings_of_the_utterance_are_told():
    assert [one.text for one in answer("It costs us $540,000 a year").others] == ["It costs us some 600,000 in a year"]
    assert answer("costs us").others == ()


def test_places_beyond_the_limit_are_counted():
    found = verify_quotation("we never sailed", PILE, most=1)
    assert (len(found.places), found.more, found.articles) == (1, 1, 2)
