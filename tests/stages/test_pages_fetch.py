"""Pages fetched from a server of our own, and the hosts that may not be asked."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from copydesk.errors import UnreadableInput
from copydesk.records import Problem, SavedPage
from copydesk.stages.pages import PageSettings, addresses, fetch, fetch_pages, read_pages
from copydesk.stages.pages.addresses import find_target, is_open
from tests.stages.test_pages import PAGE, STORY

DATE = "Thu, 04 Mar 2021 05:06:07 GMT"


class Site(ThreadingHTTPServer):
    """A server on this machine; `pages` maps a path to (status, headers, body), `asked` holds what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        self.host = f"127.0.0.1:{self.server_address[1]}"
        self.address = f"http://{self.host}"

    def fetch(self, *paths: str, **limits: object) -> tuple[list[SavedPage], list[Problem]]:
        settings = PageSettings(fetch=True, local_server=self.host, **limits)  # type: ignore[arg-type]
        found = list(fetch_pages([self.address + path for path in paths], settings))
        return [x for x in found if isinstance(x, SavedPage)], [x for x in found if isinstance(x, Problem)]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Site)
        self.server.asked.append(self.path)
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response_only(status)
        for name, value in {"Date": DATE, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_is_fetched_with_what_its_server_says(site: Site) -> None:
    site.pages["/ferry?a=b%20c"] = (200, HTML, PAGE.encode())
    [page], problems = site.fetch("/ferry?a=b%20c#part")
    assert problems == []
    assert page.page.uri == f"{site.address}/ferry?a=b%20c#part"
    assert page.address == f"{site.address}/ferry?a=b%20c"
    assert (page.charset, page.page.media_type, page.page.retrieved) == ("utf-8", "text/html", "2021-03-04T05:06:07Z")
    assert page.content == PAGE.encode()
    assert site.asked == ["/robots.txt", "/ferry?a=b%20c"]


def test_whatever_can_be_read_from_a_file_can_be_fetched(site: Site) -> None:
    feed = f"<rss><channel><item><title>Ferry</title><description>{STORY * 5}</description></item></channel></rss>"
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed.encode())
    site.pages["/packed"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    site.pages["/untyped"] = (200, {}, STORY.encode())
    site.pages["/picture"] = (200, {"Content-Type": "image/png"}, b"\x89PNG" + bytes(99))
    pages, problems = site.fetch("/feed", "/packed", "/untyped", "/picture")
    assert [(p.page.uri.removeprefix(site.address), p.page.media_type) for p in pages] == [
        ("/feed#1", "text/html"),
        ("/packed", "text/html"),
        ("/untyped", "text/plain"),
    ]
    assert ["PNG picture" in p.reason for p in problems] == [True]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((404, {}, b""), "answered 404 Not Found"),
        ((200, HTML, b"a" * 6000), "an answer of more than 5,000 bytes"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"a" * 3_000_000)), "more than 5,000 bytes"),
        ((200, {**HTML, "Content-Encoding": "br"}, b"a"), "packed as br"),
        ((200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip"), "cannot be fetched"),
        ((200, {**HTML, "Content-Length": "900"}, b"<p>cut"), "cut short"),
        ((200, HTML, b""), "an empty file"),
        ((302, {}, b""), "does not say where"),
        ((302, {"Location": "/page"}, b""), "more than 5 redirects"),
        ((302, {"Location": "file:///etc/hosts"}, b""), "only http and https"),
        ((302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""), "no address of the open web"),
        ((302, {"Location": "http://[::ffff:127.0.0.1]/"}, b""), "no address of the open web"),
        ((302, {"Location": "http://localhost:1/"}, b""), "no address of the open web"),
    ],
)
def test_what_cannot_be_fetched_is_told_and_the_rest_goes_on(
    site: Site, answer: tuple[int, dict[str, str], bytes], told: str
) -> None:
    site.pages["/page"] = answer
    site.pages["/good"] = (200, HTML, PAGE.encode())
    pages, problems = site.fetch("/page", "/good", max_page=5000)
    assert [p.page.uri for p in pages] == [f"{site.address}/good"]
    assert [(p.uri, told in p.reason) for p in problems] == [(f"{site.address}/page", True)], problems


def test_a_redirect_is_followed(site: Site) -> None:
    site.pages["/old"] = (301, {"Location": "/new"}, b"")
    site.pages["/new"] = (200, HTML, PAGE.encode())
    [page], _ = site.fetch("/old")
    assert (page.page.uri, page.address) == (f"{site.address}/old", f"{site.address}/new")


@pytest.mark.parametrize(
    ("robots", "fetched"),
    [
        ((404, {}, b""), ["/open", "/closed/a"]),
        ((200, {}, b"User-agent: *\nDisallow: /closed/"), ["/open"]),
        ((200, {}, b"User-agent: copydesk\nDisallow: /open\n\nUser-agent: *\nDisallow: /closed/"), ["/closed/a"]),
        ((403, {}, b""), []),
        ((500, {}, b""), []),
        ((302, {"Location": "/robots.txt"}, b""), []),
    ],
)
def test_robots_txt_is_heeded(site: Site, robots: tuple[int, dict[str, str], bytes], fetched: list[str]) -> None:
    site.pages = {"/robots.txt": robots, "/open": (200, HTML, PAGE.encode()), "/closed/a": (200, HTML, PAGE.encode())}
    pages, problems = site.fetch("/open", "/closed/a")
    assert [p.page.uri.removeprefix(site.address) for p in pages] == fetched
    assert all("robots.txt" in p.reason for p in problems)
    assert [path for path in site.asked if path != "/robots.txt"] == fetched


def test_a_redirect_to_a_page_that_robots_txt_forbids_is_not_followed(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed/")
    site.pages["/open"] = (302, {"Location": "/closed/a"}, b"")
    assert "robots.txt" in site.fetch("/open")[1][0].reason
    assert "/closed/a" not in site.asked


def test_a_server_that_dawdles_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TIMEOUT", 0.5)
    done = threading.Event()

    def dawdle(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            while not done.wait(0.1):
                try:
                    connection.sendall(b"H")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=dawdle, args=(server,))
        thread.start()
        host = f"127.0.0.1:{server.getsockname()[1]}"
        [problem] = fetch_pages([f"http://{host}/"], PageSettings(fetch=True, local_server=host))
        done.set()
        thread.join()
    assert isinstance(problem, Problem) and "no full answer in" in problem.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0.0.0.0",
        "10.0.0.7",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:10.0.0.7]",
        "[::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "[ff02::1]",
        "localhost",
        "LOCALHOST",
        "①②⑦.0.0.1",
    ],
)
def test_only_the_open_web_is_asked(host: str) -> None:
    [problem] = fetch_pages([f"http://{host}/"], PageSettings(fetch=True))
    assert isinstance(problem, Problem) and "no address of the open web" in problem.reason


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_a_public_address_is_open(ip: str) -> None:
    assert is_open(ip)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://user:word@alder.example/", "user name"),
        ("http://alder.example:99999/", "cannot be fetched"),
        ("http:///page", "without a host"),
        ("http://[::1/", "cannot be fetched"),
        (f"http://{'a' * 70}.example/", "cannot be fetched"),
    ],
)
def test_an_address_that_makes_no_sense_is_told(address: str, told: str) -> None:
    [problem] = fetch_pages([address], PageSettings(fetch=True))
    assert isinstance(problem, Problem) and told in problem.reason


def test_a_name_with_one_closed_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.7")]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", resolve)
    with pytest.raises(ValueError, match=r"10\.0\.0\.7"):
        find_target("http://alder.example/")


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to another address the second time gains nothing."""
    site.pages["/page"] = (200, HTML, PAGE.encode())
    port = site.server_address[1]
    monkeypatch.setattr(addresses, "is_open", lambda ip: True)
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("127.0.0.1", port))])
    target = find_target(f"http://alder.example:{port}/page")
    monkeypatch.undo()
    assert fetch._ask(target, 5000).body == PAGE.encode()


def test_no_network_without_being_asked_for() -> None:
    with pytest.raises(UnreadableInput, match="add --fetch"):
        next(read_pages(["http://alder.example/"]))


def test_addresses_and_files_are_read_together_each_once(site: Site) -> None:
    site.pages["/b"] = site.pages["/a"] = (200, HTML, PAGE.encode())
    inputs = [f"{site.address}/b", "-", f"{site.address}/a", f"{site.address}/b"]
    settings = PageSettings(fetch=True, local_server=site.host, stdin=STORY.encode())
    found = [read.page.uri for read in read_pages(inputs, settings) if isinstance(read, SavedPage)]
    assert found == ["stdin", f"{site.address}/a", f"{site.address}/b"]
