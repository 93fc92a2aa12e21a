"""Each view by itself, in the report and live."""

import re
from dataclasses import replace

import pytest

from copydesk.records import Ref, Span
from copydesk.web.leaf import Leaf, Shown
from copydesk.web.links import Addresses, Fragments
from copydesk.web.views import VIEWS, render_view
from tests.web.example import CLAIMS, COPY, HERALD, LANTERN, STORY
from tests.web.large import make_story


def live(records=STORY, **fields) -> Leaf:
    story = Shown(records=records, title="Harbour")
    return Leaf(story=story, links=Addresses(story.index, story), **fields)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_drawn_by_itself_under_its_heading(name):
    assert f'id="{name}-heading"' in render_view(name, live())


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_no_script_or_style_of_its_own(name):
    view = render_view(name, live())
    assert "<script" not in view and "<style" not in view and " style=" not in view


def test_links_within_the_report_are_fragments_of_what_is_shown():
    links = Fragments(live().story.index, {"c-offer"})
    assert (links.record("c-offer"), links.record("c-none"), links.record(None)) == ("#c-offer", None, None)
    assert links.place(Ref(article=LANTERN.id, span=Span(3, 9))) == f"#{LANTERN.id}-3"
    assert links.place(Ref(article="a-other", span=Span(3, 9))) == "#articles"
    assert links.view("timeline", choice={"kind": "planned"}) == "#timeline?kind=planned"


def test_live_links_are_addresses():
    links = live().links
    assert links.record("c-offer") == "/claims#c-offer"
    assert links.record(LANTERN.id) == f"/articles/{LANTERN.id}"
    assert links.record("nobody") is None
    assert links.place(Ref(article=LANTERN.id, span=Span(3, 9))) == f"/articles/{LANTERN.id}?to=9#{LANTERN.id}-3"
    assert links.view("timeline", number=2, choice={"kind": "planned"}) == "/timeline?kind=planned&page=2"
    assert links.saved(LANTERN) == f"/pages/{LANTERN.page}"


def test_a_record_of_a_long_list_is_linked_to_on_its_page():
    leaf = live(make_story(10, family=4))
    claim = leaf.story.rows("claims")[35]
    assert leaf.links.record(claim.id) == f"/claims?page=2#{claim.id}"
    assert f'id="{claim.id}"' not in render_view("claims", leaf)
    assert f'id="{claim.id}"' in render_view("claims", Leaf(story=leaf.story, links=leaf.links, number=2))


def test_an_overview_of_nothing_but_denials_shows_the_claims_that_weigh_most():
    denied = replace(CLAIMS[1], assertions=tuple(replace(one, stance="denies") for one in CLAIMS[1].assertions))
    view = render_view("overview", live(replace(STORY, claims=(denied,))))
    assert "Mira Tolland did not offer to resign" in view and "No claims" not in view


def test_live_a_choice_filters_the_timeline_and_stays_chosen():
    view = render_view("timeline", live(choice={"kind": "planned"}))
    assert 'id="ev-3"' in view and 'id="ev-1"' not in view
    assert '<option value="planned" selected>' in view and "1 of 3 events" in view
    assert "No event fits what is chosen." in render_view("timeline", live(choice={"person": "nobody"}))


def test_live_an_article_is_read_by_itself():
    view = render_view("articles", live(article=LANTERN.id))
    assert f'id="{LANTERN.id}"' in view and view.count("<article") == 1
    assert f'href="/pages/{LANTERN.page}"' in view


def test_descriptions_and_pronouns_lead_to_whom_they_mean():
    view = render_view("articles", live(article=LANTERN.id))
    assert re.findall(r'<a [^>]*href="/cast#e-tolland"([^>]*)>([^<]*)</a>', view) == [
        (' title="Mira Tolland"', "Port director"),
        ("", "Mira Tolland"),
        (' title="Mira Tolland"', "I"),
        (' title="Mira Tolland"', "Ms. Tolland"),
    ]


def test_the_report_says_whom_words_mean_where_its_cast_has_no_room_for_them():
    story = Shown(records=STORY, title="Harbour")
    leaf = Leaf(story=story, links=Fragments(story.index, {"e-tolland"}), listed={})
    assert re.findall(r"<a [^>]*>I</a>", render_view("articles", leaf)) == ['<a class="say" href="#e-tolland">I</a>']
    leaf = Leaf(story=story, links=Fragments(story.index, set()), listed={})
    assert re.findall(r"<a [^>]*>I</a>", render_view("articles", leaf)) == ['<a class="say" title="Mira Tolland">I</a>']


@pytest.mark.parametrize(("places", "folded"), [(2, 0), (3, 0), (4, 2)])
def test_a_single_item_is_not_worth_unfolding(places, folded):
    claim = replace(CLAIMS[1], assertions=CLAIMS[1].assertions * places)
    view = render_view("claims", live(replace(STORY, claims=(claim,))))
    assert re.findall(r"(\d+) more places where it stands", view) == ([str(folded)] if folded else [])


def test_two_texts_of_one_outlet_are_told_apart_by_their_dates():
    herald = replace(HERALD, outlet=LANTERN.outlet)
    words = live(replace(STORY, articles=(herald, LANTERN))).story.words
    assert words.direction(COPY) == "Evening Lantern, 7 June 2031 (inferred) copied from Evening Lantern, 6 June 2031"
    same = live(replace(STORY, articles=(replace(herald, published=LANTERN.published), LANTERN))).story.words
    assert same.direction(COPY) == "the second copied from the first text of Evening Lantern, 6 June 2031"


def test_live_the_next_page_of_a_list_keeps_what_is_chosen():
    view = render_view("claims", live(make_story(10, family=4), choice={"told": "x y"}))
    assert 'rel="next" href="/claims?told=x+y&amp;page=2"' in view
