import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.records import Span
from copydesk.stages.time import find_timexes, read_timexes
from copydesk.stages.time.find import RULES
from copydesk.stages.time.words import words_in
from tests.build import article, parse

DATE = "2019-03-14"  # a Thursday


def read(text, published=DATE):
    found = read_timexes(text, [Span(0, len(text))], article="a", published=published, parse=None)
    return [(text[t.span.start : t.span.end], t.value) for t in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened on May 6, 2017.", [("May 6, 2017", "2017-05-06")]),
        ("It opened on Saturday, 6 May 2017.", [("Saturday, 6 May 2017", "2017-05-06")]),
        ("Filed 2017-05-06 at court.", [("2017-05-06", "2017-05-06")]),
        ("Filed 5/30/2017 at court.", [("5/30/2017", "2017-05-30")]),
        ("The bridge closed in early February.", [("early February", "2019-02")]),
        ("The bridge closed in November.", [("November", "2018-11")]),
        ("The bridge closed on Dec. 24.", [("Dec. 24", "2018-12-24")]),
        ("The mill burned in 1911.", [("1911", "1911")]),
        ("Prices fell in the late 1960s.", [("the late 1960s", "196")]),
        ("From 26 June to 4 August 1952 it rained.", [("26 June", "1952-06-26"), ("4 August 1952", "1952-08-04")]),
        ("They met June 5-7, 2017, in Varn.", [("June 5", "2017-06-05"), ("7, 2017", "2017-06-07")]),
        ("The fort held (22-25 April 1951).", [("22", "1951-04-22"), ("25 April 1951", "1951-04-25")]),
        ("It raged throughout 1915-17.", [("1915", "1915"), ("17", "1917")]),
        ("It burned on the night of April 18, 1975.", [("the night of April 18, 1975", "1975-04-18TNI")]),
        ("It opened in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
        ("She died on 25 June , 2009 at home.", [("25 June , 2009", "2009-06-25")]),
        ("Sales rose since his death on June 25.", [("June 25", "2018-06-25")]),
        ("The fair will open on May 2.", [("May 2", "2019-05-02")]),
        ("He was told to pay by Nov. 20 after he lost.", [("Nov. 20", "2018-11-20")]),
        ("The wall fell in 493 BC.", [("493 BC", "BC0493")]),
        ("They met on Christmas Eve.", [("Christmas Eve", "2018-12-24")]),
        ("Turnout rose in the fall of 2015.", [("the fall of 2015", "2015-FA")]),
        ("Sales fell in the second half of 1989.", [("the second half of 1989", "1989-H2")]),
        ("The bridge is expected to open by December.", [("December", "2019-12")]),
        ("Sales doubled in the third quarter of 2018.", [("the third quarter of 2018", "2018-Q3")]),
    ],
)
def test_dates_that_name_a_month_or_year(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor resigned Tuesday.", [("Tuesday", "2019-03-12")]),
        ("The mayor resigned Thursday.", [("Thursday", "2019-03-14")]),
        ("The mayor resigned last Thursday.", [("last Thursday", "2019-03-07")]),
        ("She was seen Wednesday night.", [("Wednesday night", "2019-03-13TNI")]),
        ("She left yesterday and returned today.", [("yesterday", "2019-03-13"), ("today", "2019-03-14")]),
        ("It snowed last week.", [("last week", "2019-W10")]),
        ("It snowed last month.", [("last month", "2019-02")]),
        ("Earlier this year it snowed.", [("Earlier this year", "2019")]),
        ("It opened three days ago.", [("three days ago", "2019-03-11")]),
        ("It opened two years ago.", [("two years ago", "2017")]),
        (
            "He fled on May 6, 2017. Two days later he was caught.",
            [("May 6, 2017", "2017-05-06"), ("Two days later", "2017-05-08")],
        ),
        (
            "He fled on May 6, 2017. That same day he was caught.",
            [("May 6, 2017", "2017-05-06"), ("That same day", "2017-05-06")],
        ),
        ("It may come as early as Friday.", [("Friday", "2019-03-15")]),
        ("It snowed over the weekend.", [("the weekend", "2019-W10-WE")]),
        ("The doors opened at 9 p.m. Tuesday.", [("9 p.m. Tuesday", "2019-03-12T21:00")]),
    ],
)
def test_dates_that_lean_on_another(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He waited two weeks.", [("two weeks", "P2W")]),
        ("He waited a couple of hours.", [("a couple of hours", "PT2H")]),
        ("He waited two and a half years.", [("two and a half years", "P2Y6M")]),
        ("Over the past several months it grew.", [("the past several months", "PXM")]),
        ("A 23-year term ended.", [("23-year", "P23Y")]),
        ("The pump runs every other day.", [("every other day", "P2D")]),
        ("The bus runs daily.", [("daily", "P1D")]),
        ("It is closed now.", [("now", "PRESENT_REF")]),
    ],
)
def test_durations_sets_and_references(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She may resign if they march on.",
        "Mr. March and Ms. April declined.",
        "The Sun reported a second fire.",
        "He came second in the race.",
        "They will fall if prices spring back.",
        "About 1500 troops and 2000 people arrived.",
        "It cost $1999 and weighed 1,950 kg.",
        "The score was 10-12 and the ratio 3/4.",
        "A 23-year-old driver fled.",
        "About three-quarters of the votes are in.",
        "Room 1984a is in block B1990.",
    ],
)
def test_words_that_only_look_like_times(text):
    assert read(text) == []


def test_a_decade_is_not_a_year():
    assert read("In the 1990s it closed.") == [("the 1990s", "199")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on July 25.", [("July 25", "XXXX-07-25")]),
        ("He left in July.", [("July", "XXXX-07")]),
        ("He left Tuesday.", [("Tuesday", "XXXX-WXX-2")]),
        ("He left yesterday, not last year.", [("yesterday", "PAST_REF"), ("last year", "PAST_REF")]),
    ],
)
def test_without_a_publication_date_no_year_is_made_up(text, expected):
    assert read(text, published=None) == expected


def test_stray_years_of_an_undated_text_make_no_history_of_it():
    text = "The mill of 1950, not of 1951, burned in 1955 and 1958. It fell in 1960. The fair opened in November."
    assert read(text, published=None)[-1] == ("November", "XXXX-11")


@pytest.mark.parametrize(
    ("published", "value"), [("2017", "2017-07-25"), ("2017-07", "2017-07-25"), ("2018-01", "2017-07-25")]
)
def test_a_partial_publication_date_gives_the_year(published, value):
    assert read("He left on July 25.", published) == [("July 25", value)]


def test_a_history_goes_on_from_the_date_last_told():
    text = (
        "The war began in June 1861. In July the fort fell. A truce held through 1862. In November 1863 it broke; in January the "
        "siege began. Peace came in 1864, a treaty in 1865."
    )
    values = [value for _, value in read(text, "2009-12-19")]
    assert values == ["1861-06", "1861-07", "1862", "1863-11", "1864-01", "1864", "1865"]


def test_the_tense_of_the_verb_turns_a_weekday_to_the_future():
    text = (
        "The judge ruled Monday. The driver will testify Monday. A clerk is set to speak Friday. He was gone by Monday."
    )
    one = article(text, date=DATE)
    assert [t.value for t in find_timexes(one, parse(one))] == ["2019-03-11", "2019-03-18", "2019-03-15", "2019-03-11"]


def test_the_present_tense_turns_a_day_without_year_to_the_future():
    one = article("Her resignation takes effect Oct. 29. She quit Oct. 28.", date=DATE)
    assert [t.value for t in find_timexes(one, parse(one))] == ["2019-10-29", "2018-10-28"]


def test_every_rule_names_itself_and_its_anchor():
    one = article("The judge ruled Monday.", date=DATE)
    (found,) = find_timexes(one, parse(one))
    assert (found.rule, found.anchor, found.type) == ("time.weekday", DATE, "DATE")


WORDS = st.lists(
    st.sampled_from(
        [
            "in",
            "May",
            "6",
            ",",
            "2017",
            "last",
            "two",
            "years",
            "ago",
            "the",
            "Tuesday",
            "night",
            "early",
            "1990s",
            "a",
            "quarter",
            "of",
            "next",
            "9",
            "p.m.",
            "to",
            "-",
            "12/5/2020",
            "'98",
            "é",
            "\n",
        ]
    ),
    max_size=30,
)


@given(WORDS.map(" ".join), st.sampled_from([None, "2019", "2019-03", DATE]))
@settings(max_examples=150)
def test_spans_lie_in_the_text_in_order_and_never_overlap(text, published):
    found = read_timexes(text, [Span(0, len(text))], article="a", published=published, parse=None)
    for timex in found:
        assert 0 <= timex.span.start < timex.span.end <= len(text)
        assert timex.value and timex.rule.startswith("time.")
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))


HISTORY = [
    "Founding: 1931-1935",
    "The dam was begun in March 1932 and named after a law of 1928.",
    "In May, workers laid down their tools for money promised until 1938.",
    "Flooding: 1951-1953",
    "The valley was cleared of its last families by a decree of 1950 and of 1948.",
    "In May the gates were shut.",
    "Power was sold abroad from 1955, from 1961 and from 1970.",
]


def test_a_heading_with_years_keeps_a_history_in_its_course():
    text = "\n\n".join(HISTORY)
    spans = [Span(text.index(line), text.index(line) + len(line)) for line in HISTORY]
    found = read_timexes(text, spans, article="a", published="2019-03-14", parse=None)
    assert [t.value for t in found if text[t.span.start : t.span.end] == "May"] == ["1932-05", "1951-05"]


@pytest.mark.parametrize(
    ("text", "address", "value"),
    [
        ("It was signed on 6/7/2017.", None, "2017-06-07"),
        ("It was signed on 6/7/2017.", "https://www.courant.co.uk/news/1", "2017-07-06"),
        ("It was signed on 6/7/2017.", "https://www.courant.com/news/uk", "2017-06-07"),
        ("It was signed on 6/7/2017 and sealed on 25/7/2017.", None, "2017-07-06"),
        ("It was signed on 6/7/2017 and sealed on 6/25/2017.", "https://courant.co.uk", "2017-06-07"),
        ("It was signed on 6/7/2017, after a vote of 4 May 2016.", None, "2017-07-06"),
        ("It was signed on 6/7/2017, after a vote of May 4, 2016.", None, "2017-06-07"),
    ],
)
def test_the_article_and_its_address_decide_the_order_of_day_and_month(text, address, value):
    assert find_timexes(article(text, date=DATE, canonical=address), None)[0].value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm lost money in the year ended March 31.", "P1Y"),
        ("The firm lost money in the year that ended badly.", None),
        ("The strike began in March 1977 and ended on July 25 of that year.", "1977-07-25"),
        ("The fleet was sunk in June 479 BC.", "BC0479-06"),
        ("It was a year-long strike.", "P1Y"),
        ("The bridge is closed at night.", "XXXX-XX-XXTNI"),
        ("They tried again at this time of year.", None),
        ("The club rents its summer house.", "XXXX-SU"),
        ("The Summer Games were held there.", None),
    ],
)
def test_further_expressions(text, expected):
    values = [value for _, value in read(text)]
    assert expected in values if expected else not values


def test_no_expression_reaches_across_a_gap():
    assert read(f"It opened in May{' ' * 9}2017.") == [(f"May{' ' * 9}2017", "2017-05")]
    assert read(f"It opened in May{' ' * 90}2017.")[0][0] == "May"


EXAMPLES = {
    "iso": ["2017-06-06"],
    "numeric": ["6/7/2017", "30.6.2017"],
    "month_day_year": ["Jan. 6, 2017", "the night of APRIL 18, 1975"],
    "day_month_year": ["6th of june 2017"],
    "first_day": ["5-7 May"],
    "second_day": ["5-7", "June 5–7, 2017"],
    "month_day": ["Sept. 6", "Fri., May 6"],
    "day_month": ["6 May", "the morning of the 6th of May"],
    "day_of_that_year": ["July 25 of that year", "the 6th of May of this year"],
    "month_before_christ": ["mid-June 479 BC"],
    "month_year": ["early June, 1990", "May last year"],
    "month": ["early-March", "every Nov."],
    "holiday": ["New Year’s Day 2017", "next Christmas", "St. Patrick's Day", "Fourth of July"],
    "first_before_christ": ["493 to 480 BC"],
    "before_christ": ["493 B.C."],
    "year": ["1990", "the year 2004", "mid-1990"],
    "spelled_year": ["nineteen ninety-six", "the year two thousand and four"],
    "second_year": ["1915-17"],
    "short_year": ["’96"],
    "clock": ["9pm", "9.30 a.m. Tuesday"],
    "clock_of_day": ["15:11 GMT"],
    "oclock": ["9 o’clocks"],
    "noon": ["Noon Thursday"],
    "weekday": ["Tuesday", "last Thurs.", "early Friday morning"],
    "day_word": ["late today", "Tomorrow night"],
    "part_of_day": ["late this mid-afternoon", "last NIGHT"],
    "part_before_day": ["evening yesterday"],
    "day_before": ["the day before yesterday"],
    "unit": ["last week", "the previous fiscal year"],
    "the_unit": ["the full weekend"],
    "edge_of_unit": ["end of the month", "year-endweek", "Year end"],
    "ago": ["two weeks agonising", "a year or so ago"],
    "later": ["two-and-forty days laterally", "a month from now"],
    "year_earlier": ["year-ago"],
    "quarter": ["third quarter of 2018"],
    "quarter_adjective": ["1st-quarterback", "fourth-quarter 1990"],
    "year_quarter": ["2018's final-quarterback"],
    "short_quarter": ["Q3 2018"],
    "the_quarter": ["the lastquarter", "this period"],
    "quarter_before": ["year-ago quarters", "the same period last yearly"],
    "period_of_year": ["the 1988 periods"],
    "half_year": ["second half of the year"],
    "season": ["last fall", "mid-summer 1916", "wintertime"],
    "decade": ["1960s", "the '90s", "the late nineties"],
    "century": ["21st-centuryish", "the late twentieth century"],
    "duration": ["two weeks", "the past five years", "a half-dozen yrs"],
    "duration_of_one": ["another quarter-century", "about a day and a half"],
    "half": ["half an hourly"],
    "vague_duration": ["recent months"],
    "for_units": ["for decades"],
    "units_ago": ["centuries ago"],
    "set": ["every other day", "per hour"],
    "set_part": ["each morning"],
    "daily": ["Nightly"],
    "long": ["year-long"],
    "then": ["at this point", "for the time being", "during that period"],
    "at_night": ["at night"],
    "reference": ["right now", "the near future", "these days"],
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_needs_no_more_than_stands_in_what_it_matches(rule):
    for text in EXAMPLES[rule.name.removeprefix("time.")]:
        assert rule.pattern.search(f"It was {text}."), text
        assert not rule.needs.isdisjoint(words_in(f"It was {text}.")), text
