"""The one-file report in a real browser, opened from disk: nothing is asked of anybody, and it is read view by view."""

import re
from types import SimpleNamespace

import pytest

from copydesk.web.report import render_report
from copydesk.web.views import VIEWS
from tests.browser.test_views import ASKED, SCREENS, SHIFTS
from tests.web.example import LANTERN, STORY

IN_SIGHT = "[...document.querySelectorAll('main > section')].filter((one) => one.offsetHeight).map((one) => one.id)"
ARTICLES = "[...document.querySelectorAll('article')].filter((one) => one.offsetHeight).map((one) => one.id)"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(render_report(STORY, "Harbour"), encoding="utf-8")
    return SimpleNamespace(address=file.as_uri())


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", [*VIEWS, LANTERN.id])
def test_a_view_can_be_used_by_everybody(visit, report, name, screen):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(report, bypass_csp=True, **SCREENS[screen]).open(f"#{name}")
    assert page.evaluate(SHIFTS) < 0.005, "a shift of 0.1 is what web vitals call good"
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "wider than the screen"
    found = Axe().run(page, options={"runOnly": ASKED[screen], "resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in found] == []


def test_one_view_is_in_sight_and_its_tab_says_so(visit, report):
    page = visit(report).open("")
    assert page.evaluate(IN_SIGHT) == ["overview"]
    page.click('.tabs a[href="#claims"]')
    page.wait_for_function("document.title.startsWith('Claims')")
    assert page.evaluate(IN_SIGHT) == ["claims"]
    assert page.get_attribute('.tabs a[aria-current="page"]', "href") == "#claims"
    assert page.evaluate("document.activeElement.id") == "claims-heading"
    page.go_back()
    page.wait_for_function("document.title.startsWith('Overview')")


def test_evidence_opens_the_article_with_all_its_words_lit(visit, report):
    page = visit(report).open("#c-offer")
    assert page.evaluate(IN_SIGHT) == ["claims"]
    page.evaluate("document.querySelector('#c-offer .cite').click()")
    page.wait_for_function("CSS.highlights.size > 0")
    assert page.evaluate(ARTICLES) == [LANTERN.id]
    lit = page.evaluate("[...CSS.highlights.get('lit')].join('')")
    assert lit == "Port director Mira Tolland offered to resign on Tuesday"


def test_a_pronoun_says_whom_it_means_and_leads_there(visit, report):
    page = visit(report).open(f"#{LANTERN.id}")
    pronoun = page.locator(f"#{LANTERN.id} .b a", has_text=re.compile("^I$"))
    assert pronoun.get_attribute("title") == "Mira Tolland"
    pronoun.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Mira Tolland"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "I"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#e-tolland'")
    assert page.evaluate(IN_SIGHT) == ["cast"]


def test_who_is_meant_can_be_left_unmarked(visit, report):
    page = visit(report).open(f"#{LANTERN.id}")
    link = page.locator(f"#{LANTERN.id} .b a").first
    assert "underline" in link.evaluate("one => getComputedStyle(one).textDecorationLine")
    page.locator("#show-who").uncheck()
    assert "none" in link.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert link.evaluate("one => one.tabIndex") == -1


def test_a_filtered_timeline_can_be_passed_on(visit, report):
    page = visit(report).open("#timeline")
    page.select_option("#timeline-kind", "planned")
    page.wait_for_function("location.hash === '#timeline?kind=planned'")
    again = visit(report).open("#timeline?kind=planned")
    for one in (page, again):
        one.wait_for_function("document.querySelector('#timeline output').textContent === '1 of 3 events'")
        assert one.is_visible("#ev-3") and not one.is_visible("#ev-1")


def test_a_step_between_copies_opens_the_two_texts(visit, report):
    page = visit(report).open("#f-1")
    page.evaluate(
        "document.querySelector('.family a[href=\"#cp-1\"]').dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    )
    page.wait_for_function("document.querySelector('#cp-1 details.compare').open")
    assert page.is_visible("#cp-1 .sides")


def test_words_are_found_in_the_view_that_is_read(visit, report):
    page = visit(report).open("#claims")
    page.fill("#find", "did not offer")
    page.wait_for_function(
        "document.getElementById('found').textContent === '2 of 2' || document.getElementById('found').textContent === '1 of 2'"
    )


def test_without_a_script_all_views_are_in_sight(visit, report):
    page = visit(report, java_script_enabled=False).open("")
    for name in VIEWS:
        assert page.locator(f"#{name}").bounding_box()["height"] > 0
    assert not page.is_visible("#finder")


@pytest.mark.parametrize("fragment", ["#%", "#nowhere", "#timeline?kind=%", "#timeline?person=nobody", "#constructor"])
def test_an_address_that_means_nothing_opens_the_report(visit, report, fragment):
    page = visit(report).open(fragment)
    assert len(page.evaluate(IN_SIGHT)) == 1
