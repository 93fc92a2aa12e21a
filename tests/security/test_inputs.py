"""One hostile file is one line among the problems, or a page: it writes nothing, reads nothing else, and the rest goes on."""

import http.client
import socket
import threading
from pathlib import Path

import pytest

from copydesk.records import Problem, SavedPage
from copydesk.stages.articles import find_articles
from copydesk.stages.pages import PageSettings, addresses, fetch_pages, read_pages
from copydesk.stages.pages.addresses import is_open
from tests.security.hostile import MADE, PAGE
from tests.stages.test_pages_fetch import Site, site  # noqa: F401

QUICK = [name for name in MADE if name.rpartition(".")[2] in ("zip", "gz", "warc", "pdf", "rss", "jsonl", "mhtml")]
"""The suite reads archives and other packings; `scripts/check_inputs.py` all, and measures time and memory."""


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_file_is_told_and_the_rest_goes_on(tmp_path: Path, name: str):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / name).write_bytes(MADE[name]())
    (folder / "zz_good.html").write_bytes(PAGE)
    found = list(read_pages([folder], PageSettings(max_page=1_000_000)))
    assert [one.page.uri for one in found if isinstance(one, SavedPage)][-1] == "zz_good.html"
    assert len(found) > 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["pages", name, "zz_good.html"])
    for one in found:
        assert b"root:" not in (one.content if isinstance(one, SavedPage) else one.reason.encode())


def test_a_page_that_declares_entities_gives_no_endless_text(tmp_path: Path):
    (tmp_path / "laughs.html").write_bytes(MADE["laughs.html"]())
    [page] = read_pages([tmp_path])
    assert isinstance(page, SavedPage)
    articles, _ = find_articles(page)
    assert sum(len(article.text) for article in articles) < 10_000


# --- fetching ----------------------------------------------------------------------------------------

CLOSED = """
127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. localhost localhost. LOCALHOST
0 0.0.0.0 10.1.2.3 172.31.255.255 192.168.0.1 169.254.169.254 0xa9fea9fe 2852039166 100.100.100.200 192.0.0.192 198.18.0.1
240.0.0.1 255.255.255.255 224.0.0.251 [::] [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:a9fe:a9fe]
[::ffff:0:127.0.0.1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fc00::1]
[fd00:ec2::254] [ff02::1] [2001:db8::1] ⓛⓞⓒⓐⓛⓗⓞⓢⓣ １２７.0.0.1 127。0。0。1 ①②⑦.⓪.⓪.①
""".split()  # noqa: SIM905
NAMES = {
    "127.0.0.1.nip.example": "127.0.0.1",
    "metadata.google.internal": "169.254.169.254",
    "rebind.example": "10.0.0.7",
    "six.example": "::ffff:192.168.0.1",
    "xn--pier-example": "172.16.0.9",
}


@pytest.mark.parametrize("host", CLOSED)
def test_no_spelling_of_a_closed_address_is_asked(host: str):
    for scheme in ("http", "https"):
        [problem] = fetch_pages([f"{scheme}://{host}/"], PageSettings(fetch=True))
        assert isinstance(problem, Problem) and "cannot be fetched" in problem.reason


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_judged_by_where_it_leads(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (NAMES[name], 80))])
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was made"))
    [problem] = fetch_pages([f"http://{name}/"], PageSettings(fetch=True))
    assert isinstance(problem, Problem) and "no address of the open web" in problem.reason


def test_no_redirect_leads_to_a_closed_address(site: Site):  # noqa: F811
    for number, host in enumerate(CLOSED):
        location = f"http://{host}/".encode().decode("latin-1")
        site.pages[f"/{number}"] = (302, {"Location": location}, b"")
    pages, problems = site.fetch(*(f"/{number}" for number in range(len(CLOSED))))
    assert pages == [] and len(problems) == len(CLOSED)
    assert set(site.asked) == {"/robots.txt", *(f"/{number}" for number in range(len(CLOSED)))}


@pytest.mark.parametrize(
    "scheme",
    [
        "file:///etc/passwd",
        "ftp://a.example/",
        "gopher://a.example/",
        "data:text/html,x",
        "javascript:x",
        "ws://a.example/",
    ],
)
def test_no_other_scheme_is_followed(site: Site, scheme: str):  # noqa: F811
    site.pages["/page"] = (302, {"Location": scheme}, b"")
    [problem] = site.fetch("/page")[1]
    assert "only http and https" in problem.reason


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1@alder.example/",
        "http://alder.example@127.0.0.1/",
        "http://alder.example:80@127.0.0.1/",
        "http://a\\@127.0.0.1/",
    ],
)
def test_a_user_name_hides_no_host(address: str):
    [problem] = fetch_pages([address], PageSettings(fetch=True))
    assert isinstance(problem, Problem) and "cannot be fetched" in problem.reason


@pytest.mark.parametrize("ip", ["64:ff9b:1::7f00:1", "::ffff:0:7f00:1", "192.88.99.1", "2001:db8::1", "fec0::1"])
def test_an_address_inside_another_is_not_open(ip: str):
    assert not is_open(ip)


def test_a_body_without_end_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    """A server that sends chunk after chunk is cut off at the limit of one page."""
    done = threading.Event()

    def serve(listener: socket.socket) -> None:
        while not done.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65536)
                if b"robots" in asked:
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                    continue
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
                try:
                    while not done.is_set():
                        connection.sendall(b"2710\r\n" + b"a" * 10_000 + b"\r\n")
                except OSError:
                    continue

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        [problem] = fetch_pages([f"http://{host}/"], PageSettings(fetch=True, local_server=host, max_page=50_000))
        done.set()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert isinstance(problem, Problem) and "more than 50,000 bytes" in problem.reason


def test_a_flood_of_headers_is_given_up(site: Site):  # noqa: F811
    site.pages["/page"] = (200, {f"X-{n}": "a" for n in range(2 * http.client._MAXHEADERS)}, b"<p>a")  # type: ignore[attr-defined]
    [problem] = site.fetch("/page")[1]
    assert "cannot be fetched" in problem.reason
