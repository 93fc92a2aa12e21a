"""A chain leads to the page of the pile on which the reporting stands, or says that there is none."""

import io

import pytest
from rich.console import Console

from copydesk.index import index_records
from copydesk.records import StoryRecords
from copydesk.reported import reported_in
from copydesk.stages.attribution import find_attributions
from copydesk.tables.why import render_why
from tests.build import article, parse

REPORT = "The verger of Tarn told Sky News that the great bell had cracked during the Easter service."
PASSED_ON = "The great bell had cracked during the Easter service, the verger told Sky News."


def records(*others: tuple[str, str]) -> StoryRecords:
    """Return a story of the Tarn Weekly's page and of other outlets' pages, with what the first one attributes."""
    home = article(PASSED_ON, "home", outlet="Tarn Weekly")
    pages = [article(text, outlet, outlet=outlet) for outlet, text in others]
    sources, attributions = find_attributions(home, parse(home), (), road="rules")
    return StoryRecords(articles=(home, *pages), sources=sources, attributions=attributions)


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ((("Sky News", REPORT),), "Sky News"),
        ((("Sky News", "The verger of Tarn told us about gardening."),), None),  # another story of the same outlet
        ((("Radio Nine", REPORT),), None),  # the same words at another outlet
        ((), None),
    ],
)
def test_the_report_is_the_outlets_own_page_that_holds_the_words(others, found):
    story = records(*others)
    page = reported_in(story.attributions[0], index_records(story))
    assert (page.outlet if page else None) == found


@pytest.mark.parametrize(
    ("others", "told"), [((("Sky News", REPORT),), "Sky News · a-"), ((), "no page of Sky News here")]
)
def test_why_names_the_page_or_says_that_the_pile_has_none(others, told):
    story, out = records(*others), io.StringIO()
    Console(file=out, width=200).print(render_why(story.attributions[0].id, story))
    assert told in out.getvalue()
