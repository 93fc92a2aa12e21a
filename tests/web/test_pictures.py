"""The pictures: what they draw, where they lead, and that long piles do not burst them."""

import re
from dataclasses import replace
from datetime import date

import pytest

from copydesk.index import index_records
from copydesk.records import Family
from copydesk.tables import rows
from copydesk.tables.stats import Figures
from copydesk.web.contents.sources import find_reliances
from copydesk.web.links import Fragments
from copydesk.web.pictures.band import MOST_BARS, draw_band
from copydesk.web.pictures.bars import draw_shares, say_shares
from copydesk.web.pictures.drawing import spread
from copydesk.web.pictures.family import MOST, draw_family
from copydesk.web.pictures.reliance import draw_reliance
from copydesk.web.pictures.strips import draw_strips
from tests.web.example import COPY, EVENTS, HERALD, LANTERN, STORY
from tests.web.large import make_story

INDEX = index_records(STORY)
LINKS = Fragments(INDEX, {"ev-1", "ev-2", "cp-1", LANTERN.id, HERALD.id})


def test_days_keep_their_order_and_long_gaps_take_less_room():
    days = [date(2031, 1, 1), date(2031, 1, 2), date(2032, 1, 2)]
    first, second, third = spread(days[::-1], 0, 100).values()
    assert (first, round(third)) == (0, 100) and 10 < second < 50
    assert list(spread(days[:1], 7, 100).values()) == [7]
    assert spread([], 0, 1) == {}


def test_a_bar_leads_to_the_first_event_of_its_date_that_is_shown():
    band = draw_band(EVENTS, LINKS)
    assert re.findall(r'href="([^"]*)"', band) == ["#ev-1", "#ev-2"]
    assert 'class="planned"' in band and "1 July 2031: 1 event" in band
    assert "May 2031" in band and "1 May 2031" not in band


def test_many_dates_are_drawn_by_month():
    events = [replace(EVENTS[0], id=f"ev-{i}", date=f"2031-{i % 12 + 1:02}-{i % 28 + 1:02}") for i in range(300)]
    band = draw_band(events, LINKS)
    assert 1 < band.count("<title>") <= MOST_BARS and "January 2031" in band


def test_events_without_a_day_have_no_band():
    assert draw_band([replace(EVENTS[0], date="XXXX")], LINKS) == "" == draw_band([], LINKS)


def test_a_family_has_an_arrow_from_the_original_to_its_copy():
    drawn = draw_family(STORY.families[0], INDEX, LINKS)
    assert drawn.pairs == (COPY,) and drawn.left_out == 0
    assert drawn.drawn.count('class="own"') == drawn.drawn.count('class="copy"') == 1
    assert 'href="#cp-1"' in drawn.drawn and 'class="step edited"' in drawn.drawn


def test_copies_of_an_absent_original_hang_on_a_hollow_dot():
    family = Family(id="f-2", articles=(LANTERN.id, HERALD.id), original=None, origin_outlet="<Wire>", rule="t")
    drawn = draw_family(family, index_records(replace(STORY, copies=())), LINKS).drawn
    assert 'class="absent"' in drawn and drawn.count("step unseen") == 2
    assert "&lt;Wire&gt;: in no page here" in drawn


def test_copies_of_one_origin_are_listed_without_an_arrow_between_them():
    siblings = replace(COPY, direction=replace(COPY.direction, value="common_origin"))
    family = replace(STORY.families[0], original=None, origin_outlet="Wire")
    drawn = draw_family(family, index_records(replace(STORY, copies=(siblings,))), LINKS)
    assert drawn.pairs == (siblings,) and 'class="step edited"' not in drawn.drawn


def test_a_large_family_is_cut_and_says_so():
    story = make_story(50, family=50)
    index = index_records(story)
    drawn = draw_family(story.families[0], index, Fragments(index, set()))
    assert drawn.left_out == 50 - MOST and drawn.drawn.count("<circle") == MOST


def test_strips_tie_each_passage_to_its_copy():
    strips = draw_strips(COPY, INDEX)
    assert (strips.count('class="edited"'), strips.count('class="same"')) == (1, 1)


def test_who_relies_on_whom():
    (one,) = find_reliances(INDEX)
    assert (one.who, one.on, len(one.credits), one.copies) == ("Bay Herald", "Evening Lantern", 1, (COPY,))
    assert 'href="#reliance-0"' in draw_reliance([one]) and 'class="credits"' in draw_reliance([one])


@pytest.mark.parametrize("whole", [None, 100])
def test_a_bar_of_shares_says_what_it_draws(whole):
    figures = next(one for one in rows("stats", STORY) if isinstance(one, Figures) and one.name == "Bay Herald")
    bar = draw_shares(figures, whole)
    assert bar.count("<rect") == sum(map(bool, (figures.own_words, figures.quoted_words, figures.copied_words)))
    assert "copied" in say_shares(figures)
    assert say_shares(replace(figures, words=0)) == "no words"
