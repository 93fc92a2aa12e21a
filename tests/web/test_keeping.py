"""Live pages that are kept: each is drawn once for an edition of the story, and none is shown that is out of date."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from time import sleep
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from copydesk.story import Story
from copydesk.web.server import keeping
from copydesk.web.server.keeping import DrawnPages
from tests.test_server import client_of, desk_of, wait_for

TEXT = "Harbour master Edda Lind resigned on Monday. Her brother Tomas Lind spoke for the family."


def asked(path="/", **headers):
    path, _, query = path.partition("?")
    told = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "path": path, "query_string": query.encode(), "headers": told})


@pytest.fixture
def desk():
    return SimpleNamespace(is_busy=False, edition=0)


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def answer(desk, drawn):
    def draw(request):
        sleep(0.01)
        drawn.append(str(request.url))
        return HTMLResponse(f"{desk.edition} {request.url.query}", 404 if request.url.path == "/none" else 200)

    return DrawnPages(desk).answers(draw)


def test_a_page_is_drawn_once_for_many_readers(answer, drawn):
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(answer, [asked()] * 64))
    assert len(drawn) == 1 and {one.body for one in answers} == {b"0 "}


def test_a_browser_that_has_the_page_is_not_sent_it_again(answer, desk):
    tag = answer(asked()).headers["etag"]
    for told in (tag, f'W/{tag}, "other"', f'"other",{tag}'):
        again = answer(asked(if_none_match=told))
        assert (again.status_code, again.body, again.headers["etag"]) == (304, b"", tag)
    assert answer(asked(if_none_match='"other"')).status_code == 200
    desk.edition = 1
    assert answer(asked(if_none_match=tag)).body == b"1 "


def test_another_address_is_another_page(answer, drawn):
    assert [answer(asked(path)).body for path in ("/?a=1", "/?a=2", "/?a=1")] == [b"0 a=1", b"0 a=2", b"0 a=1"]
    assert len(drawn) == 2


def test_what_is_not_found_and_what_a_correction_changes_is_not_kept(answer, desk, drawn):
    assert [answer(asked("/none")).status_code for _ in "ab"] == [404, 404]
    desk.is_busy = True
    assert "etag" not in answer(asked()).headers and answer(asked())
    assert len(drawn) == 4


def test_a_page_that_was_overtaken_while_it_was_drawn_is_not_kept(desk, drawn):
    def draw(request):
        drawn.append(request)
        desk.edition += len(drawn) == 1
        return HTMLResponse(str(desk.edition))

    answer = DrawnPages(desk).answers(draw)
    assert "etag" not in answer(asked()).headers
    assert "etag" in answer(asked()).headers and len(drawn) == 2


def test_the_pages_asked_for_longest_ago_make_room(answer, drawn, monkeypatch):
    monkeypatch.setattr(keeping, "ROOM", 10)
    for path in ("/?a", "/?b", "/?a", "/?c", "/?d", "/?a"):
        answer(asked(path))
    assert [one.partition("?")[2] for one in drawn] == ["a", "b", "c", "d"]
    answer(asked("/?b"))
    assert len(drawn) == 5


def test_whatever_changes_the_story_is_on_the_next_page(tmp_path):
    """A star, a note, one of another program, pages added by another program, a correction: never an old page."""
    for name, words in (("one", TEXT), ("two", TEXT.replace("Edda", "Ada"))):
        (tmp_path / f"{name}.txt").write_text(f"News of {name}\n\n{words}\n")
    path = tmp_path / "story.db"
    Story.build([tmp_path / "one.txt"], out=path)
    client = client_of(path)
    desk = desk_of(client)
    lind = desk.story.entity("Edda Lind").id
    pages = ("/cast", f"/records/{lind}", "/search?q=Lind")

    def tags():
        return [client.get(page).headers["etag"] for page in pages]

    seen = [tags()]
    assert seen[0] == tags()
    for change in (
        lambda: client.post("/stars", {"record": lind}),
        lambda: client.post("/notes", {"record": lind, "text": "ask her"}),
        lambda: Story.open(path).note(lind, "from elsewhere"),
        lambda: Story.open(path).add([tmp_path / "two.txt"]),
        lambda: client.post("/rename", {"entity": lind, "name": "Edda M. Lind"}),
    ):
        change()
        wait_for(desk)
        seen.append(tags())
    for before, after in pairwise(seen):
        assert not set(before) & set(after)
    assert "Edda M. Lind" in client.get("/cast").text and "Ada Lind" in client.get("/cast").text
    assert "from elsewhere" in client.get(f"/records/{lind}").text and 'aria-pressed="true"' in client.get("/cast").text
