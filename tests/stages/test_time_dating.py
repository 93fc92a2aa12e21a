from dataclasses import replace

import pytest

from copydesk.records import Passage, Span
from copydesk.stages.time import date_articles, find_timexes
from tests.build import article, parse

COURT = "On Tuesday, the harbour board of Varn declined to name the tanker that ran aground, clerk Ida Holm announced."
SAME = "The harbour board of Varn declined Tuesday to name the tanker that ran aground off the mole."
FILLER = "Nobody was hurt. The mole was built of granite. Ships wait outside when the wind blows hard from the north."


def date(*articles, passages=()):
    parses = {one.id: parse(one) for one in articles}
    timexes = [timex for one in articles for timex in find_timexes(one, parses[one.id])]
    dated, read = date_articles(articles, parses, passages, timexes)
    assert read == tuple(timex for one in dated for timex in find_timexes(one, parses[one.id]))
    return {one.page: one.published for one in dated}, [one.page for one in articles]


def test_a_copy_takes_the_date_of_what_it_copies():
    one, other = article(FILLER, "one", date="2019-03-14"), article(FILLER, "two")
    whole = Span(0, len(FILLER))
    passage = Passage(a=one.id, b=other.id, a_span=whole, b_span=whole, similarity=1.0, edits=(), rule="test")
    found, pages = date(one, other, passages=[passage])
    assert found[pages[1]].value == "2019-03-14" and found[pages[1]].basis == "inferred"
    assert "100%" in found[pages[1]].why


def test_a_quotation_in_common_gives_no_date():
    one, other = article(FILLER, "one", date="2019-03-14"), article(FILLER, "two")
    whole = Span(0, len(FILLER))
    passage = Passage(
        a=one.id, b=other.id, a_span=whole, b_span=whole, similarity=1.0, edits=(), evidence="quotation", rule="test"
    )
    found, pages = date(one, other, passages=[passage])
    assert found[pages[1]] is None


def test_a_weekday_with_the_same_happening_settles_the_date():
    found, pages = date(article(COURT, "one", date="2019-03-12"), article(f"{SAME} {FILLER}", "two"))
    assert found[pages[1]].value == "2019-03-12" and "Tuesday" in found[pages[1]].why


def test_a_weekday_that_both_look_back_on_settles_the_month_at_most():
    found, pages = date(article(COURT, "one", date="2019-03-14"), article(f"{SAME} {FILLER}", "two"))
    assert found[pages[1]].value == "2019-03"


def test_one_month_without_a_year_settles_nothing():
    dated = article("Mayor Olga Berg resigned in June after the flood inquiry.", "one", date="2019-06-30")
    found, pages = date(dated, article("Olga Berg resigned in June over the flood inquiry. She paints now.", "two"))
    assert found[pages[1]] is None


def test_a_weekday_alone_settles_nothing():
    found, pages = date(article(COURT, "one", date="2019-03-12"), article("A goat won the fair on Tuesday.", "two"))
    assert found[pages[1]] is None


def test_another_weekday_is_another_day():
    found, pages = date(article(COURT, "one", date="2019-03-12"), article(SAME.replace("Tuesday", "Friday"), "two"))
    assert found[pages[1]] is None


def test_a_month_and_day_take_their_year_from_an_article_that_tells_the_same():
    dated = article("Mayor Olga Berg resigned in March after the flood inquiry.", "one", date="2019-06-06")
    bare = article(
        "On March 2, Berg resigned amid the flood inquiry. On July 25, Berg sued. Also on July 25, she moved.", "two"
    )
    found, pages = date(dated, bare)
    assert found[pages[1]].value == "2019-07"


def test_no_date_goes_back_behind_what_the_article_tells():
    one, other = article(FILLER, "one", date="2019-03-14"), article(FILLER + "\nThe mole fell on May 2, 2020.", "two")
    a_span, b_span = Span(0, len(FILLER)), Span(0, len(FILLER))
    passage = Passage(a=one.id, b=other.id, a_span=a_span, b_span=b_span, similarity=1.0, edits=(), rule="test")
    found, pages = date(one, other, passages=[passage])
    assert found[pages[1]] is None


def with_head(line, role="boilerplate"):
    one = article(f"{line}\nMole falls\n{FILLER}", "two")
    roles = (role, "headline", "body")
    return replace(one, blocks=tuple(replace(b, role=r) for b, r in zip(one.blocks, roles, strict=True)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Wednesday 13 March", "2019-03-13"),
        ("WEDNESDAY, MARCH 13 · 7:15 PM", "2019-03-13"),
        ("Posted on Wed, 13 March", "2019-03-13"),
        ("Friday 13 March", None),
        ("Wednesday 31 June", None),
        ("March 20", "2019-03-20"),
        ("September 20", None),  # half a year from all that the pile tells
        ("Wednesday 13 March is the day of the fair", None),
    ],
)
def test_a_day_by_the_headline_takes_the_year_of_the_pile_that_fits_its_weekday(line, expected):
    found, pages = date(article(COURT, "one", date="2019-03-12"), with_head(line))
    assert (found[pages[1]] and found[pages[1]].value) == expected


def test_a_day_by_the_headline_that_fits_two_years_settles_nothing():
    pile = [article(COURT, "one", date="2019-03-12"), article(FILLER, "three", date="2013-03-12")]
    found, pages = date(*pile, with_head("Wednesday 13 March"))
    assert found[pages[2]] is None


def test_a_stated_date_stays_and_the_order_of_the_pile_does_not_matter():
    articles = [article(COURT, "one", date="2019-03-12"), article(SAME, "two"), article(FILLER, "three", date="2018")]
    forth, _ = date(*articles)
    back, _ = date(*reversed(articles))
    assert forth == back
    assert forth[articles[2].page].value == "2018" and forth[articles[2].page].basis == "stated"
