"""Pairs of invented pages: one utterance in two wordings, or two that look alike."""

from dataclasses import replace

import pytest

from copydesk.stages.quotations import group_quotations
from tests.build import article
from tests.stages.test_quotations import drafted


def count(*texts, dates=(None, None)):
    pages = [article(text, name=str(n), date=date) for n, (text, date) in enumerate(zip(texts, dates, strict=False))]
    return len(group_quotations(drafted(pages)))


def bell(words):
    return f"“{words},” Ann Bell said."


def reed(words):
    return f"“{words},” Tom Reed said."


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will close the harbour in May", "We will close the harbour in May"),
        ("We will close the harbour in May, and nobody will go", "We will close the harbor in May, and nobody will go"),
        ("I found nothing wrong in the ledger since last January", "I found something wrong in the ledger since last January"),
        ("We never sailed with fewer than six hands on this route", "We never sailed with fewer than five hands on this route"),
        ("They told us to wait and nobody came back for us", "They told us to wait, and nobody ever came back for us"),
        ("The ferry is safe and it has always been safe", "The ferry was safe and it has always been safe"),
        ("I was on the bridge from the first minute to the last", "I was on the bridge from the first minute to last"),
        ("There is no safe amount of lead in a child", "There is no safe level of lead in a child"),
        ("We heard a bang, and then the whole deck tilted", "We heard a loud bang, and then the whole deck tilted"),
        ("The harbour is ours … and it always was", "The harbour is ours, as all of us know, and it always was"),
        ("I will not resign over this", "I will not resign over this or over anything else"),
        ("We closed the taps", "We acted at once. We closed the taps, we called the parents and we told the state"),
        ("I don't know what happened there", "I do not know what happened there"),
        ("Well, I, uh, think we did the right thing", "I think we did the right thing"),
        ("[The council] knew about it for years", "They knew about it for years"),
        ("We have [already] told the police everything we know", "We have told the police everything we know"),
        ("[W]e will close the harbour in May", "We will close the harbour in May"),
    ],
)  # fmt: skip
def test_one_utterance_of_one_speaker(a, b):
    assert count(bell(a), bell(b)) == 1
    assert count(bell(b), bell(a)) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will close the harbour in May", "We will close the harbour in June"),
        ("We will close the harbour in May", "We will not close the harbour in May"),
        ("We paid 40 million crowns for it", "We paid 45 million crowns for it"),
        ("We are looking into it at once", "We are looking into the matter now"),
        ("Thank you very much for coming today", "Thank you very much for coming tonight"),
        ("The harbour will never close again", "The school will never close again"),
        ("I have nothing to add", "I have nothing to hide"),
        ("We will not sell the harbour to anybody", "The harbour will not be sold to anybody by us"),
        ("They knew it and we were told in March by letter", "They knew it and you were told by phone in May"),
        ("[The mayor] was told about it in the spring", "[The council] has paid for all of it this year"),
    ],
)
def test_two_utterances_of_one_speaker(a, b):
    assert count(bell(a), bell(b)) == 2


ALIKE = "We are proud of this town and we will go on", "We are proud of this port and we will go on"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2024-03-04", "2024-03-05"), 1),
        (("2024-03-04", "2024-03-07"), 1),
        (("2024-03-04", None), 1),
        (("2024-03-04", "2024-04-04"), 2),
        (("2024-03-04", "2025-03-04"), 2),
    ],
)
def test_a_word_changed_is_the_same_utterance_within_days(dates, expected):
    assert count(*map(bell, ALIKE), dates=dates) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (bell("We will fight this in every court"), reed("We will fight this in every court"), 2),
        (bell(ALIKE[0]), reed(ALIKE[1]), 2),
        (bell("We will let the courts decide this matter"), "“We will let the courts decide this matter,” an aide said.", 1),
        (bell(ALIKE[0]), f"“{ALIKE[1]},” an aide said.", 2),
        (bell("We will wait for it"), "“We will wait for it,” an aide said.", 2),
    ],
)  # fmt: skip
def test_who_speaks_counts(a, b, expected):
    assert count(a, b) == expected


def test_two_speakers_in_one_article_are_two_utterances():
    words = "We will fight this in every court"
    assert count(f"{bell(words)} Later {reed(words)}") == 2


def test_short_words_that_pages_date_to_two_days_are_two_utterances():
    said = "I have done nothing wrong at all"
    pages = [article(bell(said), name=day, date=day) for day in ("2024-03-04", "2024-03-09")]
    made = drafted(pages)
    assert len(group_quotations(made)) == 1
    days = {page.id: page.published.value for page in pages}
    dated = tuple(replace(one, said_on=days[one.article]) for one in made.attributions)
    assert len(group_quotations(replace(made, attributions=dated))) == 2
