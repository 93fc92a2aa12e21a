import pytest

from copydesk.stages.attribution import find_attributions
from copydesk.stages.attribution.said_on import date_attributions
from copydesk.stages.time import find_timexes
from tests.build import article, parse


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on Tuesday that the bridge was safe.", "2024-03-12"),
        ("“The bridge is safe,” the mayor told reporters on Tuesday.", "2024-03-12"),
        ("On March 11, the mayor said that the bridge was safe.", "2024-03-11"),
        ("The mayor said that the bridge was closed on Tuesday.", None),
        ("The mayor, who was elected on Tuesday, said that the bridge was safe.", None),
        ("The mayor said that the bridge was safe.", None),
        ("Speaking to reporters on Tuesday, the mayor said that the bridge was safe.", "2024-03-12"),
        ("Elected on Tuesday, the mayor said that the bridge was safe.", None),
        ("The mayor met reporters on Tuesday and said that the bridge was safe.", "2024-03-12"),
        ("In an interview on Tuesday, the mayor said that the bridge was safe.", "2024-03-12"),
    ],
)
def test_the_day_of_the_saying_is_told_from_days_of_other_things(text, day):
    one = article(text, date="2024-03-13")
    parsed = parse(one)
    _, found = find_attributions(one, parsed, ())
    dated = date_attributions(one, parsed, found, find_timexes(one, parsed))
    assert [attribution.said_on for attribution in dated] == [day]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The mayor said on Tuesday that it rained. “It was wet,” the mayor said.", ["2024-03-12", "2024-03-12"]),
        ("The mayor said on Tuesday that it rained.\n“It was wet,” the mayor said.", ["2024-03-12", None]),
        ("The mayor said on Tuesday that it rained. “It was wet,” a sailor said.", ["2024-03-12", None]),
        ("The mayor said on Tuesday that it rained. “It was wet,” the mayor said in May.", ["2024-03-12", None]),
    ],
)
def test_a_speaker_goes_on_on_the_same_day(text, days):
    one = article(text, date="2024-03-13")
    parsed = parse(one)
    _, found = find_attributions(one, parsed, ())
    assert [a.said_on for a in date_attributions(one, parsed, found, find_timexes(one, parsed))] == days
