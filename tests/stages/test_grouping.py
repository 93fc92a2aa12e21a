from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.stages import grouping
from copydesk.stages.grouping import EVENT, group_articles
from tests.build import article

FERRY = [
    "The ferry Halden will stay in Orrin harbour until spring because its hull has cracked, Minister Edda Falk said.",
    "Minister Edda Falk offered to resign over the cracked hull of the ferry Halden, two people in Orrin said.",
    "Islanders off Orrin wait for a ship: the ferry Halden and its cracked hull divide Edda Falk and the council.",
]
GOATS = [
    "Two goats ate the second prize at the flower show in Lower Wick and slept under the parish piano.",
    "The flower show of Lower Wick will repeat its dahlia prize after goats ate it in the parish hall.",
]


def members(groups):
    return sorted(len(group.articles) for group in groups)


def made():
    return [article(text, str(i), title=text.split()[1]) for i, text in enumerate([*FERRY, *GOATS])]


def test_stories_are_told_apart_and_titled_by_their_central_article():
    groups = group_articles(made())
    assert members(groups) == [2, 3]
    assert {group.title for group in groups} <= {text.split()[1] for text in [*FERRY, *GOATS]}


def test_a_pile_of_one_story_is_one_group():
    assert members(group_articles(made()[:3])) == [3]
    assert members(group_articles(made()[:1])) == [1]
    assert group_articles([]) == ()


def test_days_apart_tell_events_apart():
    near = [article(FERRY[0], "a", date="2019-03-04"), article(FERRY[0] + " Again.", "b", date="2019-03-05")]
    far = [near[0], article(FERRY[0] + " Again.", "b", date="2021-03-05")]
    assert members(group_articles(near, EVENT)) == [2]
    assert members(group_articles(far, EVENT)) == [1, 1]


@pytest.mark.parametrize("date", ["2019", "2019-03", "2019-03-04/2019-03-06", "2019-03-04T10:00:00"])
def test_partial_dates_are_read(date):
    assert members(group_articles([article(FERRY[0], "a", date=date), article(FERRY[0], "b", date=date)])) == [2]


def test_a_large_pile_is_read_in_one_pass(monkeypatch):
    monkeypatch.setattr(grouping, "_TOGETHER", 0)
    monkeypatch.setattr(grouping, "_EXACT", 0)
    groups = group_articles(made())
    assert sorted(one for group in groups for one in group.articles) == sorted(one.id for one in made())
    assert members(groups) == [2, 3]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from([*FERRY, *GOATS, "", "É"]), max_size=8), st.randoms())
def test_every_article_is_in_one_group_and_order_does_not_matter(texts, rng):
    articles = [replace(article(text, str(i)), title=None) for i, text in enumerate(texts)]
    groups = group_articles(articles)
    assert sorted(one for group in groups for one in group.articles) == sorted(one.id for one in articles)
    rng.shuffle(articles)
    assert group_articles(articles) == groups
