"""The live story: who is answered, what may be written, and what is never given away."""

import asyncio
import io
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPConnection
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlencode

import pytest

from copydesk.errors import UnreadableInput
from copydesk.export import FOLDERS, TEXTS
from copydesk.story import Story
from copydesk.web.server.application import make_application
from copydesk.web.server.desk import Desk
from copydesk.web.server.guard import Guard, Guarded
from copydesk.web.server.reading import USES
from copydesk.web.server.running import Server
from copydesk.web.views import VIEWS

HERE = {"host": "localhost", "sec-fetch-site": "same-origin"}
FIRST = "Harbour master Edda Lind resigned on Monday. Lind gave no reason. Her brother Tomas Lind spoke for the family."


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """Asks an application without a network, as `http.client` would."""

    def __init__(self, app, guard):
        self.app, self.guard = app, guard

    def get(self, path, **headers):
        return self.ask("GET", path, {"host": "localhost"} | headers)

    def post(self, path, fields, headers=HERE, **more):
        body = urlencode({"form": self.guard.form_token} | fields | more, doseq=True).encode()
        return self.ask("POST", path, {"content-type": "application/x-www-form-urlencoded"} | headers, [body])

    def ask(self, method, path, headers, parts=(b"",), pause=0.0):
        return asyncio.run(self._ask(method, path, headers, list(parts), pause))

    async def _ask(self, method, path, headers, parts, pause):
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
            "server": ("127.0.0.1", 8017),
            "scheme": "http",
            "http_version": "1.1",
            "root_path": "",
        }
        sent = []

        async def receive():
            await asyncio.sleep(pause)
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], told, b"".join(part.get("body", b"") for part in sent[1:]))


def client_of(path, **settings):
    guard = Guard(**settings)
    return Client(make_application(Desk(path), guard), guard)


@pytest.fixture(scope="module")
def example(example_file):
    return client_of(example_file)


@pytest.fixture
def small(tmp_path):
    (tmp_path / "one.txt").write_text(f"News of one\n\n{FIRST}\n")
    Story.build([tmp_path / "one.txt"], out=tmp_path / "story.db")
    return client_of(tmp_path / "story.db")


def desk_of(client) -> Desk:
    """The desk of a client's application, by way of its story file's path."""
    return client.app._app.state.desk


# --- what is answered --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", *(f"/{name}" for name in VIEWS), "/notes", "/corrections", "/export", "/help"])
def test_every_page_is_answered_and_runs_nothing_inline(example, path):
    answer = example.get(path)
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "'unsafe" not in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    tags = re.findall(r"<[a-z][^>]*>", answer.text)
    assert not [tag for tag in tags if re.search(r"\s(style|on\w+)\s*=", tag)]
    assert all("src=" in tag for tag in tags if tag.startswith("<script"))
    assert not [tag for tag in tags if tag.startswith("<style")]


@pytest.mark.parametrize("name", VIEWS)
def test_the_links_of_a_view_lead_to_places_that_exist(example, name):
    found = re.findall(r'(?:href|src)="(/[^"]*)', example.get(f"/{name}").text)
    links = sorted({unescape(link) for link in found})
    for link in links[:: max(1, len(links) // 25)]:
        path, _, place = link.partition("#")
        answer = example.get(path)
        assert answer.status == 200, link
        assert not place or f'id="{place}"' in answer.text, link


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/articles/a-000000000000",
        "/records/x",
        "/pages/p-000000000000",
        "/pages/../story.db",
        "/pages//etc/passwd",
        "/static/../desk.py",
        "/static/..%2f..%2fdesk.py",
        "/static/desk.py",
        "/static//etc/passwd",
        "/records/../../etc/passwd",
        "/stars",
    ],
)
def test_what_is_not_of_the_story_is_not_there(example, path):
    answer = example.get(path)
    assert answer.status == 404
    assert "root:" not in answer.text and "import" not in answer.text


@pytest.mark.parametrize("page", ["0", "-1", "999999999999", "x", "²"])
def test_an_odd_page_number_does_no_harm(example, page):
    assert example.get(f"/claims?page={page}".encode().decode("latin-1")).status == 200
    assert example.get(f"/search?q=the&page={page}".encode().decode("latin-1")).status == 200


def test_a_page_as_it_was_saved_is_text_and_never_runs(example, example_pages):
    page = next(one for one in desk_of(example).state.records.pages if one.uri.endswith(".html"))
    answer = example.get(f"/pages/{page.id}")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.body.decode() == (example_pages / page.uri).read_text()


# --- who is answered ---------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["localhost", "localhost:8017", "LOCALHOST:1", "127.0.0.1:8017", "[::1]:8017"])
def test_this_machine_is_answered_by_its_own_names(example, host):
    assert example.get("/", host=host).status == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.7:8017", "[::2]", "["]
)
def test_another_name_is_not_answered(example, host):
    """A name of another site that was turned to this machine (DNS rebinding) comes as the host."""
    assert example.get("/", host=host).status == 400


def test_a_server_for_other_machines_asks_for_its_token(example_file):
    client = client_of(example_file, needs_token=True, any_address=True, names=frozenset({"desk.example"}))
    lan = {"host": "10.0.0.7:8017"}
    assert client.get("/", **lan).status == 401
    assert client.get("/static/desk.js", **lan).status == 401
    assert client.get("/?token=wrong", **lan).status == 401
    assert client.get("/", host="evil.example").status == 400
    let_in = client.get(f"/claims?page=1&token={client.guard.token}", host="desk.example:8017")
    assert let_in.status == 303 and let_in.headers["location"] == "/claims?page=1"
    cookie = let_in.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and client.guard.token not in cookie
    assert client.get("/", **lan, cookie=cookie.partition(";")[0]).status == 200
    assert client.post("/stars", {"record": "c-1"}, HERE | lan).status == 401
    assert client.post("/stars", {"record": "c-1"}, {**lan, "origin": "http://10.0.0.7:8017"}).status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:1"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
        {},
    ],
)
def test_a_form_from_elsewhere_is_refused(example, headers):
    record = desk_of(example).state.records.claims[0].id
    assert example.post("/stars", {"record": record}, {"host": "localhost", **headers}).status == 403
    assert not desk_of(example).story.records.notes


@pytest.mark.parametrize("token", ["", "wrong", "ü"])
def test_a_form_without_this_servers_token_is_refused(example, token):
    record = desk_of(example).state.records.claims[0].id
    assert example.post("/stars", {"record": record}, form=token).status == 403


def test_only_forms_are_read(example):
    fields = json.dumps({"form": example.guard.form_token, "record": "c-1"}).encode()
    assert example.ask("POST", "/stars", HERE | {"content-type": "text/plain"}, [fields]).status == 403
    assert example.ask("PUT", "/stars", HERE, [fields]).status == 405
    assert example.ask("DELETE", "/notes", HERE, [fields]).status == 405


def test_a_large_or_slow_body_is_cut_off(example_file):
    client = client_of(example_file, largest_body=1000, longest_body=0.05)
    form = HERE | {"content-type": "application/x-www-form-urlencoded"}
    assert client.ask("POST", "/notes", form | {"content-length": "1001"}, [b"x"]).status == 413
    assert client.ask("POST", "/notes", form, [b"x" * 600, b"x" * 600, b""]).status == 413
    assert client.ask("POST", "/notes", form, [b"x", b"y"], pause=1).status == 408


def test_an_answer_that_takes_too_long_is_given_up():
    async def slow(scope, receive, send):
        await asyncio.sleep(5)

    guard = Guard(longest=0.05)
    assert Client(Guarded(slow, guard), guard).get("/").status == 503


# --- what is written ---------------------------------------------------------------------------------


def test_notes_and_stars_are_kept_and_taken_back(small, tmp_path):
    lind = desk_of(small).story.entity("Edda Lind").id
    assert small.post("/stars", {"record": lind, "back": "/cast?page=1"}).headers["location"] == "/cast?page=1"
    assert small.post("/notes", {"record": lind, "text": "<b>ask</b> her"}).status == 303
    assert "&lt;b&gt;ask&lt;/b&gt; her" in small.get(f"/records/{lind}").text
    assert 'aria-pressed="true"' in small.get("/cast").text
    kept = Story.open(tmp_path / "story.db").records.notes
    assert [one.kind for one in kept] == ["star", "note"]
    assert small.post("/stars", {"record": lind}).status == 303
    assert small.post("/notes/forget", {"note": kept[1].id}).status == 303
    assert not Story.open(tmp_path / "story.db").records.notes
    assert small.post("/notes", {"record": lind, "text": "  "}).status == 400
    assert small.post("/notes", {"record": "e-none", "text": "x"}).status == 400
    assert small.post("/notes/forget", {"note": "n-none"}).status == 400


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "http://evil.example", "/a\r\nb: c", ""])
def test_a_form_leads_back_to_this_server_only(small, back):
    lind = desk_of(small).story.entity("Edda Lind").id
    assert small.post("/stars", {"record": lind, "back": back}).headers["location"] == f"/records/{lind}"


def wait_for(desk: Desk) -> None:
    deadline = time.monotonic() + 60
    while desk.is_busy:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_people_are_corrected_and_the_correction_taken_back(small):
    desk = desk_of(small)
    lind, tomas = desk.story.entity("Edda Lind").id, desk.story.entity("Tomas Lind").id
    assert small.post("/rename", {"entity": lind, "name": " "}).status == 400
    assert small.post("/rename", {"entity": "Edda Lind", "name": "x"}).status == 400
    assert small.post("/merge", {"entity": lind, "other": lind}).status == 400
    assert small.post("/split", {"entity": lind, "name": "x"}).status == 400
    assert small.post("/rename", {"entity": lind, "name": "Edda M. Lind", "note": "told"}).status == 303
    assert desk.is_busy and json.loads(small.get("/work").text)["ended"] is False
    assert small.post("/merge", {"entity": lind, "other": tomas}).status == 409
    assert "being built again" in small.get("/cast").text
    wait_for(desk)
    assert "Edda M. Lind" in small.get("/cast").text and "is called Edda M. Lind" in small.get("/corrections").text
    assert small.post("/undo", {"judgement": desk.story.records.judgements[0].id}).status == 303
    wait_for(desk)
    assert "Edda M. Lind" not in small.get("/cast").text
    assert small.post("/split", {"entity": lind, "name": "Agnes Lind", "printed": ["Lind"]}).status == 303
    wait_for(desk)
    assert "Agnes Lind" in small.get("/cast").text
    assert small.post("/split", {"entity": lind, "name": "Ada Lind", "printed": ["Nobody"]}).status == 303
    wait_for(desk)
    assert "no mention fits" in small.get("/corrections").text


def test_a_note_written_during_a_correction_is_kept(small, tmp_path):
    desk = desk_of(small)
    lind = desk.story.entity("Edda Lind").id
    small.post("/rename", {"entity": lind, "name": "Edda M. Lind"})
    assert desk.is_busy and small.post("/notes", {"record": lind, "text": "meanwhile"}).status == 303
    wait_for(desk)
    again = Story.open(tmp_path / "story.db")
    assert [one.text for one in again.records.notes] == ["meanwhile"] and again.entity("Edda M. Lind")


def test_a_story_that_another_program_changed_is_shown_as_it_is_now(small, tmp_path):
    assert "Edda M. Lind" not in small.get("/cast").text
    lind = desk_of(small).story.entity("Edda Lind").id
    other = Story.open(tmp_path / "story.db")
    other.note(lind, "written elsewhere")
    assert small.post("/notes", {"record": lind, "text": "written here"}).status == 303
    assert [one.text for one in Story.open(tmp_path / "story.db").records.notes] == [
        "written elsewhere",
        "written here",
    ]
    Story.open(tmp_path / "story.db").rename("Edda Lind", "Edda M. Lind")
    assert "Edda M. Lind" in small.get("/cast").text


# --- search and exports ------------------------------------------------------------------------------


def test_a_search_is_narrowed_down_by_its_facets(example):
    everywhere = example.get("/search?q=ferr*").text
    outlet = re.search(r'<option value="([^"]+)">[^<]*\((\d+)\)', everywhere.partition('name="outlet"')[2])
    narrow = example.get("/search?" + urlencode({"q": "ferr*", "outlet": outlet[1]})).text
    hits = re.search(r'In the pages <span class="number">(\d+)', narrow)
    assert hits[1] == outlet[2]
    assert "No paragraph holds" in example.get("/search?q=ferr*&outlet=nobody").text
    assert "<script>alert" not in example.get("/search?q=" + "<script>alert(1)</script>").text


@pytest.mark.parametrize("words", ['"', "* OR", "NEAR(", "a:b", "()", "'; DROP TABLE notes; --", "\0"])
def test_a_search_never_breaks_the_query(example, words):
    assert example.get("/search?" + urlencode({"q": words})).status == 200


def test_a_search_without_hits_says_what_to_try(example):
    nothing = example.get("/search?q=zebra").text
    assert "Try fewer of them" in nothing and "Narrow down" not in nothing
    narrowed = example.get("/search?q=ferries&outlet=Nobody").text
    assert "fits what is chosen" in narrowed and "Narrow down" in narrowed


def test_every_format_says_what_it_is_for(example):
    assert set(USES) == {*TEXTS, *FOLDERS}
    assert all(f">{name}: {what}</option>" in example.get("/export").text for name, what in USES.items())


def test_what_is_selected_or_starred_is_exported(small):
    records = desk_of(small).story.records
    lind = desk_of(small).story.entity("Edda Lind").id
    chosen = json.loads(small.get(f"/export/file?what=selected&id={lind}&format=json").text)
    assert [one["name"] for one in chosen["entities"]] == ["Edda Lind"] and len(records.entities) > 1
    assert small.get("/export/file?what=starred&format=json").status == 400
    small.post("/stars", {"record": lind})
    starred = small.get("/export/file?what=starred&format=json")
    assert json.loads(starred.text)["entities"] == chosen["entities"]
    assert "attachment" in starred.headers["content-disposition"]
    tables = zipfile.ZipFile(io.BytesIO(small.get("/export/file?format=csv").body))
    assert "entities.csv" in tables.namelist()
    assert small.get("/export/file?format=nothing").status == 400
    assert small.get("/export/file?what=selected&id=e-none").status == 400
    assert small.get("/export/file?concerns=nobody").status == 400


# --- the program -------------------------------------------------------------------------------------


def test_sixty_four_clients_at_once_are_all_answered(example_file, tmp_path):
    shutil.copy(example_file, tmp_path / "story.db")
    server = Server(tmp_path / "story.db")
    thread = Thread(target=server.run)
    thread.start()
    port = int(server.address.rstrip("/").rpartition(":")[2])
    records = server.desk.state.records
    paths = [*(f"/{name}" for name in VIEWS), "/search?q=ferr*", f"/records/{records.claims[0].id}", "/export"]

    def browse(number):
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        statuses = []
        for step in range(3):
            connection.request("GET", paths[(number + step) % len(paths)])
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
        if number % 8 == 0:
            body = urlencode({"form": server.form_token, "record": records.claims[number // 8].id, "text": "seen"})
            headers = {"origin": f"http://127.0.0.1:{port}", "content-type": "application/x-www-form-urlencoded"}
            connection.request("POST", "/notes", body, headers)
            statuses.append(connection.getresponse().status)
        return statuses

    try:
        with ThreadPoolExecutor(64) as pool:
            answered = [status for statuses in pool.map(browse, range(64)) for status in statuses]
    finally:
        server.stop()
        thread.join(10)
    assert set(answered) == {200, 303}
    assert len(Story.open(tmp_path / "story.db").records.notes) == 8


def test_the_command_prints_its_address_and_ends_at_ctrl_c(example_file):
    command = [sys.executable, "-m", "copydesk.cli", "serve", str(example_file), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        address = program.stdout.readline().strip()
        port = int(address.removeprefix("http://127.0.0.1:").removesuffix("/"))
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        program.send_signal(signal.SIGINT)
        _, told = program.communicate(timeout=30)
        assert program.returncode == 0 and "Traceback" not in told


def test_a_port_in_use_is_said(example_file):
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UnreadableInput, match="choose another --port"):
        Server(example_file, port=taken.getsockname()[1])
