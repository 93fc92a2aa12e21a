"""Each view used as a person would."""

import json
import re

import pytest

from copydesk.web.views import VIEWS

FERRY = "ferr*"


def test_who_said_a_quotation_first_is_found_and_its_evidence_opened(visit, served):
    records = served.desk.state.records
    quotation = max(records.quotations, key=lambda one: len(one.variants))
    page = visit(served).open("/")
    page.get_by_role("searchbox", name="Search").fill(" ".join(quotation.text.split()[:4]).rstrip(",."))
    page.get_by_role("searchbox", name="Search").press("Enter")
    page.locator("#search .evidence a[href^='/quotes']").first.click()
    entry = page.locator(f"#{quotation.id}")
    assert entry.is_visible()
    place = entry.locator("a[data-end]").first
    where = place.text_content()
    place.click()
    page.wait_for_url(re.compile(r"/articles/.*\?to=\d+#"))
    target = page.locator(":target")
    assert target.is_visible() and where
    box = target.bounding_box()
    assert 0 <= box["y"] < page.viewport_size["height"]


def test_the_address_of_a_place_can_be_shared_and_opens_at_the_same_place(visit, served):
    event = served.desk.state.records.events[-1]
    first = visit(served)
    first.open(served.desk.state.links.record(event.id))
    address, place = first.page.url, first.page.locator(f"#{event.id}").bounding_box()
    again = visit(served)
    again.page.goto(address)
    there = again.page.locator(f"#{event.id}").bounding_box()
    assert abs(there["y"] - place["y"]) < 2 and 0 <= there["y"] < 900


def test_two_copies_are_compared(visit, served):
    page = visit(served).open("/copies")
    pair = page.locator("li.pair").first
    fold = pair.locator("details").first
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").first.click()
    assert pair.locator(".sides").first.is_visible()
    assert pair.locator(".gone, .new").count() or pair.locator(".alike").count()


def test_search_is_narrowed_down_and_a_hit_opens_at_its_words(visit, served):
    page = visit(served).open(f"/search?q={FERRY}")
    options = page.locator("#by-outlet option")
    name = options.nth(1).get_attribute("value")
    page.get_by_label("Outlet").select_option(name)
    page.get_by_role("button", name="Narrow down").click()
    assert f"outlet={name.split()[0]}" in page.url
    assert {text.split(",")[0] for text in page.locator("#search .entries .where").all_text_contents()} == {name}
    page.locator("#search .entries a").first.click()
    assert page.locator(":target").is_visible()


def test_a_list_is_narrowed_down_and_what_it_shows_exported(visit, served):
    page = visit(served, accept_downloads=True).open("/claims")
    page.get_by_label("Told in").select_option(index=1)
    page.get_by_role("button", name="Narrow down").click()
    count, of, every = page.locator("main output").first.text_content().split()
    assert of == "of" and int(count) < int(every) == len(served.desk.state.records.claims)
    assert page.locator("#claims .tools").count() == min(int(count), 30)
    page.get_by_role("link", name="Export these").click()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Write the file").click()
    assert len(json.loads(begun.value.path().read_text())["claims"]) == int(count)


def test_the_timeline_is_filtered(visit, served):
    page = visit(served).open("/timeline")
    before = page.locator("#timeline .tools").count()
    page.get_by_label("Kind").select_option("denied")
    page.get_by_role("button", name="Filter").click()
    assert "kind=denied" in page.url
    assert 0 < page.locator("#timeline .tools").count() < before
    assert page.locator("#timeline .tag.denied").count() == page.locator("#timeline .tools").count()


def test_what_is_selected_on_two_views_is_exported(visit, served):
    visitor = visit(served, accept_downloads=True)
    records = served.desk.state.records
    page = visitor.open("/claims")
    claim = page.locator("#claims .tools input").first
    claim.check()
    page = visitor.open("/cast")
    person = page.locator("#cast .tools input").first
    person.check()
    assert page.locator("#count").text_content() == "2 selected"
    page.get_by_role("button", name="Export selected").click()
    assert page.locator("#export .evidence > li").count() == 2
    page.get_by_label("Format").select_option("json")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Write the file").click()
    written = json.loads(begun.value.path().read_text())
    assert len(written["claims"]) == 1 and len(written["entities"]) < len(records.entities)


def test_a_record_is_starred_and_noted(visit, served):
    from playwright.sync_api import expect  # where there is none the test is skipped before

    visitor = visit(served)
    page = visitor.open("/timeline")
    star = page.locator("#timeline .tools button").first
    star.click()
    page.get_by_text("Starred.").wait_for(state="attached")
    page = visitor.open("/timeline")
    assert page.locator("#timeline .tools button").first.get_attribute("aria-pressed") == "true"
    page.locator("#timeline .tools a").first.click()
    page.get_by_label("A new note").fill("Check with the harbour office")
    page.get_by_role("button", name="Keep this note").click()
    page.get_by_text("Check with the harbour office").wait_for()
    page = visitor.open("/notes")
    entries = page.locator("#notes .entries > li")
    for left in reversed(range(entries.count())):
        page.locator("#notes .entries button").first.click()
        expect(entries).to_have_count(left, timeout=30_000)
    page.get_by_text("No notes and no stars yet.").wait_for()


def test_a_person_is_corrected_and_the_correction_taken_back(visit, small):
    page = visit(small).open("/cast")
    page.get_by_role("link", name="Note, why: Edda Lind").click()
    page.get_by_label("Edda Lind is also").select_option(label="E. M. Lindqvist (2)")
    page.get_by_role("button", name="Merge").click()
    outcome = page.locator(".outcome")
    outcome.wait_for(timeout=30_000)
    assert "E. M. Lindqvist is Edda Lind (applied)" in outcome.text_content()
    page.get_by_role("link", name="Cast").click()
    assert (
        "E. M. Lindqvist"
        in page.locator("li", has=page.get_by_role("link", name="Note, why: Edda Lind")).text_content()
    )
    page.get_by_role("link", name="Corrections").click()
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("No corrections yet.").wait_for(timeout=30_000)
    page.get_by_role("link", name="Cast").click()
    page.get_by_role("link", name="Note, why: Edda Lind").click()
    page.get_by_label("The name is").fill("Edda M. Lind")
    page.get_by_role("button", name="Rename").click()
    outcome.wait_for(timeout=30_000)
    page.get_by_role("link", name="Cast").click()
    page.get_by_role("link", name="Note, why: Edda M. Lind").click()
    page.get_by_label("Some mentions mean somebody else, called").fill("Agnes Lind")
    page.get_by_label("Lind 1", exact=True).check()
    page.get_by_role("button", name="Split").click()
    page.locator(".outcome", has_text="Agnes Lind").wait_for(timeout=30_000)
    page.get_by_role("link", name="Cast").click()
    assert page.locator("li.person", has_text="Agnes Lind").first.is_visible()


def test_everything_works_without_a_script(visit, small):
    page = visit(small, java_script_enabled=False).open("/cast")
    page.locator("li.person .tools button").first.click()
    assert page.locator("li.person .tools button").first.get_attribute("aria-pressed") == "true"
    page.locator("li.person .tools input").first.check()
    page.get_by_role("button", name="Export selected").click()
    assert page.locator("#export .evidence > li").count() == 1
    page.get_by_role("searchbox", name="Search").fill("resigned")
    page.get_by_role("button", name="Search").click()
    page.locator("#search .entries a").first.click()
    assert "resigned" in page.locator("main").text_content()


def test_it_is_used_by_keyboard_alone(visit, served):
    page = visit(served).open("/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    first = page.locator("#claims .tools").first
    assert page.evaluate("document.activeElement.value") == first.get_attribute("data-record")
    page.keyboard.press("x")
    assert first.locator("input").is_checked()
    page.keyboard.press("x")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("j/s")
    assert page.locator("#find").input_value() == "j/s"
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press(str([*VIEWS].index("timeline") + 1))
    page.wait_for_url(re.compile("/timeline$"))
    page.keyboard.press("?")
    page.wait_for_url(re.compile("/help$"))
    page.get_by_label("Use single keys").uncheck()
    page.locator("#main").focus()
    page.keyboard.press("1")
    page.wait_for_timeout(100)
    assert page.url.endswith("/help")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_colours_that_the_reader_wants(visit, served, scheme):
    page = visit(served, color_scheme=scheme).open("/")
    red, green, blue = map(
        int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    )
    assert (red + green + blue > 380) == (scheme == "light")
