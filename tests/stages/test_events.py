from dataclasses import replace

import pytest

from copydesk.records import Draft, Entity, Mention, Passage, Span
from copydesk.stages.events import find_events
from copydesk.stages.time import find_timexes
from tests.build import article, parse

DATE = "2019-03-14"  # a Thursday


def draft(*articles, **fields):
    parses = {one.id: parse(one) for one in articles}
    timexes = tuple(t for one in articles for t in find_timexes(one, parses[one.id]))
    return Draft(articles=articles, parses=parses, timexes=timexes, **fields)


def events(*texts):
    return [
        (e.date, e.status)
        for e in find_events(draft(*(article(text, str(i), date=DATE) for i, text in enumerate(texts))))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor of Varn resigned on Tuesday.", [("2019-03-12", "happened")]),
        ("The mayor's office on Tuesday sent a letter to Ida Holm.", [("2019-03-12", "happened")]),
        ("The firm filed a notice of appeal on 5 March and has asked for time.", [("2019-03-05", "happened")]),
        ("Tom Reed, 34, died on Monday night of burns over most of his body.", [("2019-03-11", "happened")]),
        ("Ida Holm is set to testify Friday.", [("2019-03-15", "planned")]),
        ("Ida Holm will testify on Friday.", [("2019-03-15", "planned")]),
        ("Ida Holm did not testify on Monday.", [("2019-03-11", "denied")]),
        ("Ida Holm might testify on Monday.", [("2019-03-11", "hypothetical")]),
        ("More details are expected later on Thursday.", [("2019-03-14", "planned")]),
        ("A hearing has been scheduled for May 23.", [("2019-05-23", "planned")]),
        ("Ida Holm opened the bridge in February.", [("2019-02", "happened")]),
        ("The fair took place June 5-7, 2017, in Varn.", [("2017-06-05/2017-06-07", "happened")]),
        ("She served as mayor from Jan. 3, 1997, to Feb. 8, 2017.", [("1997-01-03/2017-02-08", "happened")]),
        (
            "She served as mayor from Jan. 3, 1997, to Feb. 8, 2017, when she resigned.",
            [("1997-01-03/2017-02-08", "happened"), ("2017-02-08", "happened")],
        ),
        ("Olga Berg joined the harbour board in 1989.", [("1989", "happened")]),
        ("Berg Dairies, which was founded in 1931, owns the mill.", [("1931", "happened")]),
        ("Spare pumps will be shipped from 5 June.", [("2019-06-05", "planned")]),
        ("The lawyers are to report their findings by Dec. 1.", [("2019-12-01", "planned")]),
        ("Her resignation takes effect April 29.", [("2019-04-29", "planned")]),
        ("Ida Holm will meet the captains on Saturday.", [("2019-03-16", "planned")]),
        ("Judge Ida Holm will hear the request for an order to keep records on April 27.", [("2019-04-27", "planned")]),
        (
            "The board said on Monday that the trial would begin on May 6.",
            [("2019-03-11", "happened"), ("2019-05-06", "planned")],
        ),
    ],
)
def test_a_dated_verb_tells_an_event(text, expected):
    assert events(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The mayor has been silent since Tuesday.",
        "Friday's vote was close.",
        "The mill closed in 1911.",
        "The 12 March meeting was a mess.",
        "Joined Feb. 11, 2007",
        "This photo was taken on Tuesday in Varn.",
        "She may resign.",
        "“We will not sail today,” the captain said.",
        "“I would sail again tomorrow,” the captain said.",
        "Olga Berg was the mayor in 1989.",
        "Olga Berg has not sailed since 1989.",
        "The mill was sold by March 1.",
        "FILE - Mayor Olga Berg speaks at a news conference in Varn on Jan. 14, 2018.",
        "[1/2] A logo of Berg Dairies is seen at the mill in Varn, February 2, 2017.",
    ],
)
def test_what_dates_no_verb_is_no_event(text):
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mayor Olga Berg speaks in Varn on Jan. 14, 2018.", 0),
        ("Mayor Olga Berg during a news conference in Varn on Jan. 14, 2018.", 0),
        ("Mayor Olga Berg was photographed in Varn on Jan. 14, 2018.", 0),
        ("The ferry rammed the mole of Varn on Jan. 14, 2018.", 1),
    ],
)
def test_a_caption_tells_a_happening_in_the_past_tense_alone(text, count):
    one = article(text, date=DATE)
    caption = replace(one, blocks=tuple(replace(block, role="caption") for block in one.blocks))
    assert len(find_events(draft(caption))) == count


def test_one_happening_told_twice_is_one_event_with_both_places():
    one = "Ferry captain Olga Berg rammed the granite mole of Varn on Tuesday."
    other = "On Tuesday, Berg rammed the mole with her ferry."
    (event,) = find_events(draft(article(one, "1", date=DATE), article(other, "2", date=DATE)))
    assert len(event.evidence) == 2 and event.date == "2019-03-12"
    assert event.text in (one, other)


def test_the_same_thing_doing_the_same_under_another_verb_is_one_event():
    assert len(events("The 7.0 quake struck near Varn on Tuesday.", "The 7.0 quake hit the island on Tuesday.")) == 1


def test_what_is_to_come_is_no_telling_of_what_the_same_people_did_that_day():
    plan = "Bern Ferries chief executive Ida Holm will meet officials of the harbour office on Tuesday."
    deed = "Bern Ferries chief executive Ida Holm on Tuesday denied that officials of the harbour office knew."
    made = draft(article(plan, "one", date="2019-03-11"), article(deed, "two", date="2019-03-12"))
    assert sorted(event.status for event in find_events(made)) == ["happened", "planned"]


def test_two_happenings_of_one_day_stay_two():
    assert len(events("Olga Berg rammed the mole on Tuesday.", "Olga Berg married a piano tuner on Tuesday.")) == 2


def test_a_month_joins_the_day_that_it_covers():
    found = events(
        "Olga Berg resigned from the harbour board in March.", "Olga Berg resigned from the board on March 2."
    )
    assert found == [("2019-03-02", "happened")]


def test_a_week_joins_the_day_that_it_covers():
    found = events(
        "Olga Berg resigned from the harbour board last week.", "Olga Berg resigned from the board on March 5."
    )
    assert found == [("2019-03-05", "happened")]


def test_a_copy_adds_less_weight_than_a_second_telling():
    text = "Ferry captain Olga Berg rammed the granite mole of Varn on Tuesday."
    one, copy = article(text, "1", date=DATE), article(text, "2", date=DATE)
    whole = Span(0, len(text))
    passage = Passage(a=one.id, b=copy.id, a_span=whole, b_span=whole, similarity=1.0, edits=(), rule="test")
    (copied,) = find_events(draft(one, copy, passages=(passage,)))
    (told_twice,) = find_events(draft(one, copy))
    assert copied.salience < told_twice.salience


def test_participants_are_the_entities_that_the_sentence_names():
    one = article("Olga Berg rammed the mole on Tuesday. Ida Holm slept.", date=DATE)
    people = [
        Entity(
            id=name, kind="person", name=name, aliases=(), roles=(), relations=(), rule="test",
            mentions=(Mention(article=one.id, span=Span(one.text.index(name), one.text.index(name) + len(name))),),
        )
        for name in ("Ida Holm", "Olga Berg")
    ]  # fmt: skip
    (event,) = find_events(draft(one, entities=tuple(people)))
    assert event.participants == ("Olga Berg",)


def test_the_order_of_articles_does_not_matter_and_text_stands_in_the_page():
    articles = [article(f"The {word} of Varn burned on Tuesday.", word, date=DATE) for word in ("mill", "mole", "fair")]
    forth, back = find_events(draft(*articles)), find_events(draft(*reversed(articles)))
    assert forth == back
    texts = {one.id: one.text for one in articles}
    for event in forth:
        ref = event.evidence[0]
        assert event.text in texts[ref.article] and 0 <= ref.span.start < ref.span.end <= len(texts[ref.article])
