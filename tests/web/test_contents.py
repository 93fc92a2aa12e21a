"""What each view shows, before it is drawn."""

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from copydesk.index import index_records
from copydesk.records import ClaimRelation, Published, Quotation, Span, Variant
from copydesk.web.contents.articles import Shared, find_notes, read_paragraphs
from copydesk.web.contents.claims import DIFFERS, RELATIONS, find_versions
from copydesk.web.contents.copies import find_rest
from copydesk.web.contents.overview import heaviest
from copydesk.web.contents.quotes import wordings
from copydesk.web.contents.sources import find_chains
from copydesk.web.contents.timeline import find_filters, fits
from tests.web.example import CLAIMS, EVENTS, HERALD, LANTERN, QUOTATION, RAW, STORY, place
from tests.web.test_views import live

INDEX = index_records(STORY)
EVENING_ALL = Span(0, len(LANTERN.text))


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({}, ["ev-1", "ev-2", "ev-3"]),
        ({"person": ""}, ["ev-1", "ev-2", "ev-3"]),
        ({"person": "e-tolland"}, ["ev-2"]),
        ({"outlet": "Evening Lantern", "kind": "planned"}, ["ev-3"]),
        ({"outlet": "Bay Herald"}, ["ev-2"]),
        ({"outlet": "nobody"}, []),
        ({"page": "7"}, ["ev-1", "ev-2", "ev-3"]),
    ],
)
def test_events_are_filtered_by_person_outlet_and_kind(choice, found):
    assert [event.id for event in EVENTS if fits(event, choice, INDEX)] == found


def test_what_can_be_chosen_has_the_commonest_first():
    person, outlet, kind = find_filters(EVENTS, INDEX)
    assert person.options == (("e-tolland", "Mira Tolland"),)
    assert [value for value, _ in outlet.options] == ["Evening Lantern", "Bay Herald"]
    assert [value for value, _ in kind.options] == ["happened", "planned"]


def test_the_overview_has_one_event_a_date_in_order():
    again = replace(EVENTS[1], id="ev-4", salience=0.95)
    assert [event.id for event in heaviest([*EVENTS, again])] == ["ev-1", "ev-4", "ev-3"]


def test_another_version_of_a_claim_is_held_against_it():
    (version,) = find_versions(CLAIMS[0], INDEX)
    assert version.other.id == "c-none"
    assert any("not" in piece.text for piece in version.pieces if piece.op == "new")


def test_who_changed_a_quotation_first():
    first, second = wordings(QUOTATION, INDEX)
    assert (first.note, first.since) == ("earliest in these pages", "2031-06-06")
    assert (second.note, second.since) == ("changed first here", "2031-06-07")


def test_on_one_day_only_copying_tells_who_changed_the_words():
    herald = replace(HERALD, published=replace(LANTERN.published))
    index = index_records(replace(STORY, articles=(herald, LANTERN, RAW)))
    assert [one.note for one in wordings(QUOTATION, index)] == ["", "changed in copying"]
    apart = index_records(replace(STORY, articles=(herald, LANTERN, RAW), copies=()))
    assert [one.note for one in wordings(QUOTATION, apart)] == ["", ""]


def test_a_month_is_no_day_to_put_wordings_in_order_by():
    herald = replace(HERALD, published=Published(value="2031-05", basis="stated", why="t"))
    index = index_records(replace(STORY, articles=(herald, LANTERN, RAW), copies=()))
    assert [(one.note, one.since) for one in wordings(QUOTATION, index)] == [("", "2031-06-06"), ("", "2031-05")]


def test_a_wording_that_keeps_next_to_nothing_is_not_struck_through():
    other = Variant(text="Fish, fish and ever more fish", attributions=("at-4",))
    quotation = Quotation(id="q", speaker=None, text="x", variants=(QUOTATION.variants[0], other), rule="t")
    wording = wordings(quotation, INDEX)[1]
    assert [piece.op for piece in wording.pieces] == ["same"]
    assert (wording.note, wording.since, wording.is_change) == ("other words", None, False)


def test_only_a_changed_wording_is_called_a_change():
    assert [one.is_change for one in wordings(QUOTATION, INDEX)] == [False, True]


@pytest.mark.parametrize(("field", "words"), [("kind", RELATIONS), ("differs", DIFFERS)])
def test_however_claims_stand_to_each_other_there_are_words_for_it(field, words):
    assert set(words) == set(get_args(get_type_hints(ClaimRelation)[field]))


def test_a_chain_runs_from_the_source_through_outlets():
    (chain,) = find_chains(INDEX)
    assert (chain.source.id, chain.via, chain.outlet) == ("s-officials", ("s-lantern",), "Bay Herald")


def test_the_margin_says_where_a_paragraph_is_from_and_where_it_goes():
    notes = {
        article.outlet: [[(note.words, note.article) for note in one.notes] for one in read_paragraphs(article, live())]
        for article in (HERALD, LANTERN)
    }
    assert notes["Bay Herald"] == [[("from", LANTERN.id)], [("from", LANTERN.id)], []]
    assert [some for some in notes["Evening Lantern"] if some] == [[("goes on to", HERALD.id)]] * 2


@pytest.mark.parametrize(
    ("span", "changed", "noted"),
    [
        (Span(0, 29), (), False),
        (Span(0, 30), (), True),
        (Span(200, 300), (), False),
        (Span(0, 100), (Span(0, 40), Span(60, 90)), True),
        (Span(0, 100), (Span(0, 90),), False),
    ],
)
def test_a_passage_is_noted_where_its_words_take_up_enough_of_a_paragraph(span, changed, noted):
    shared = Shared(STORY.copies[0], "from", span, changed, place(LANTERN, "The crane"))
    assert bool(find_notes(Span(0, 100), [shared])) is noted


@pytest.mark.parametrize(
    ("shared", "rest"),
    [
        ([], ["Port director", "“I have had", "The crane"]),
        ([EVENING_ALL], []),
        ([place(LANTERN, "Port director Mira Tolland").span], ["offered to", "“I have had", "The crane"]),
        ([place(LANTERN, "offered to resign on Tuesday").span], ["“I have had", "The crane"]),
        (
            [place(LANTERN, "The crane at Pier 9 collapsed in May").span],
            ["Port director", "“I have had", "and repairs"],
        ),
    ],
)
def test_what_stands_in_one_text_only(shared, rest):
    found = [LANTERN.words_of(ref.span) for ref in find_rest(LANTERN, shared)]
    assert len(found) == len(rest) and all(words.startswith(start) for words, start in zip(found, rest, strict=True))
