"""Each page in a real browser: nothing moves, nothing fails, nothing is out of reach, on a screen and on a phone."""

import pytest

from copydesk.web.views import VIEWS

WIDE = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True, "is_mobile": True}
SCREENS = {"wide-light": WIDE, "phone-dark": PHONE}
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
ASKED = {
    "wide-light": {"type": "tag", "values": LEVELS},
    "phone-dark": {
        "type": "rule",
        "values": ["color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"],
    },
}
"""What axe looks at: all of the levels A and AA once, and what another screen or other colours can change."""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done(sum), 60));
})"""


def addresses(server):
    records = server.desk.state.records
    person = next(one for one in records.entities if one.kind == "person")
    own = {
        "article": f"/articles/{records.articles[0].id}",
        "record": f"/records/{records.claims[0].id}",
        "person": f"/records/{person.id}",
        "search": "/search?q=ferr*",
        "notes": "/notes",
        "corrections": "/corrections",
        "export": f"/export?what=selected&id={records.claims[0].id}",
        "keys": "/help",
        "missing": "/nowhere",
    }
    return {name: f"/{name}" for name in VIEWS} | own


NAMES = [*VIEWS, "article", "record", "person", "search", "notes", "corrections", "export", "keys", "missing"]


@pytest.mark.parametrize("screen", ["wide-light", "phone-dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_used_by_everybody(visit, served, artefacts, name, screen):
    from axe_playwright_python.sync_playwright import Axe

    visitor = visit(served, **SCREENS[screen])
    page = visitor.open(addresses(served)[name])
    if name == "missing":
        visitor.wrong.clear()  # the browser says that it was not found
    assert page.evaluate(SHIFTS) < 0.005, "a shift of 0.1 is what web vitals call good"
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "wider than the screen"
    page.screenshot(path=artefacts / f"{name}-{screen}.png")
    found = Axe().run(page, options={"runOnly": ASKED[screen], "resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], [node["html"][:150] for node in one["nodes"]][:3]) for one in found] == []
