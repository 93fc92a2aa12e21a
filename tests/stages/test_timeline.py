from itertools import permutations

import pytest

from copydesk.records import Span
from copydesk.stages.events import make_timeline
from copydesk.stages.events.timeline import split_sentences
from tests.build import article

NEWS = [
    article(
        "The granite mole of Varn broke in the storm on Monday.\nShips fled to the open sea.", "1", date="2019-03-11"
    ),
    article("The broken mole of Varn will cost six million crowns to mend.", "2", date="2019-03-12"),
    article("A goat won the fair of Lower Holm for the third time.", "3", date="2019-03-20"),
    article("The mole of Varn, which broke in the storm on March 11, is whole again.", "4", date="2019-05-02"),
]


def test_the_day_that_is_still_told_later_comes_first():
    found = make_timeline(NEWS, start="2019-03-01", end="2019-06-01", days=1, sentences=1)
    assert list(found) == ["2019-03-11"]
    assert "mole of Varn" in found["2019-03-11"][0]


def test_days_keep_inside_the_bounds_and_sentences_stand_in_the_articles():
    found = make_timeline(NEWS, start="2019-03-12", end="2019-03-31", days=9, sentences=3)
    assert list(found) == ["2019-03-12", "2019-03-20"]
    assert all(any(text in one.text for one in NEWS) for texts in found.values() for text in texts)


def test_the_order_of_articles_does_not_matter():
    made = [
        make_timeline(list(order), start="2019-01-01", end="2019-12-31", days=3, sentences=2)
        for order in permutations(NEWS)
    ]
    assert all(one == made[0] for one in made)


def test_nothing_gives_an_empty_timeline():
    assert make_timeline([], start="2019-01-01", end="2019-12-31", days=3, sentences=2) == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mr. Holm left. He ran.", 2),
        ('It was 3.5 miles. "Run!" she said.\nThen night fell', 3),
        ("The U.S. Navy left.", 1),
    ],
)
def test_sentences_end_at_end_marks_but_not_after_abbreviations(text, count):
    found = split_sentences(text, Span(0, len(text)))
    assert len(found) == count
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "").replace("\n", "")
