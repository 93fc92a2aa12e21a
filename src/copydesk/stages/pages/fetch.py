"""Pages fetched from web addresses, where the user asks for it; robots.txt is heeded. Addresses -> SavedPage."""

from __future__ import annotations

import gzip
import http.client
import io
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from urllib.parse import urldefrag, urljoin
from urllib.robotparser import RobotFileParser

from copydesk.records import SavedPage
from copydesk.stages.pages.addresses import Target, find_target
from copydesk.stages.pages.files import read_stream
from copydesk.stages.pages.kinds import ENDINGS_OF_TYPES, charset_of
from copydesk.stages.pages.making import Read, set_aside, told
from copydesk.stages.pages.mhtml import date_of_header
from copydesk.stages.pages.settings import PageSettings

AGENT = "copydesk"
"""The name under which sites may address us in robots.txt."""
TIMEOUT = 20.0
"""Seconds that one request may take from start to end."""
MOST_REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_MOST_ROBOTS = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent, unpacked; `address` is where the redirects ended."""

    address: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes = field(repr=False)


def fetch_pages(addresses: Sequence[str], settings: PageSettings) -> Iterator[Read]:
    """Yield the pages at these addresses, in their order, and a problem for each that cannot or may not be fetched.

    Only public hosts are asked, at the network address that was checked, and nothing that robots.txt forbids.
    """
    robots: dict[str, RobotFileParser] = {}
    for address in addresses:
        try:
            answer = _fetch(urldefrag(address).url, settings, robots)
        except (ValueError, OSError, EOFError, zlib.error, http.client.HTTPException) as error:
            yield set_aside(address, f"cannot be fetched: {told(error)}")
            continue
        yield from _read_answer(address, answer, settings)


def _read_answer(address: str, answer: Answer, settings: PageSettings) -> Iterator[Read]:
    content_type = answer.headers.get("Content-Type", "")
    ending = ENDINGS_OF_TYPES.get(content_type.partition(";")[0].strip().lower(), "")
    for read in read_stream(address, io.BytesIO(answer.body), settings, name=f"fetched{ending}"):
        if isinstance(read, SavedPage):
            page = replace(read.page, retrieved=read.page.retrieved or date_of_header(answer.headers.get("Date")))
            charset = read.charset or charset_of(content_type)
            yield replace(read, page=page, address=read.address or answer.address, charset=charset)
        else:
            yield read


def _fetch(address: str, settings: PageSettings, robots: dict[str, RobotFileParser]) -> Answer:
    for _ in range(MOST_REDIRECTS + 1):
        target = find_target(address, local_server=settings.local_server)
        if target.origin not in robots:
            robots[target.origin] = _read_robots(target, settings)
        if not robots[target.origin].can_fetch(AGENT, target.origin + target.path):
            raise ValueError("the site's robots.txt forbids it, or cannot be read; save the page in a browser")
        answer = _ask(target, settings.max_page)
        if answer.status not in _MOVED:
            if answer.status != 200:
                raise ValueError(f"the server answered {answer.status} {http.client.responses.get(answer.status, '')}")
            return answer
        address = _moved_to(answer)
    raise ValueError(f"more than {MOST_REDIRECTS} redirects")


def _moved_to(answer: Answer) -> str:
    where = answer.headers.get("Location")
    if not where:
        raise ValueError("a redirect that does not say where to")
    return urldefrag(urljoin(answer.address, where)).url


def _read_robots(target: Target, settings: PageSettings) -> RobotFileParser:
    """Return what a site allows: all where it has no robots.txt, nothing where that cannot be read."""
    rules = RobotFileParser()
    address = f"{target.origin}/robots.txt"
    for _ in range(MOST_REDIRECTS + 1):
        answer = _ask(find_target(address, local_server=settings.local_server), _MOST_ROBOTS)
        if answer.status not in _MOVED:
            break
        address = _moved_to(answer)
    lines = answer.body.decode("utf-8-sig", errors="replace").splitlines() if answer.status == 200 else []
    is_closed = answer.status in (401, 403) or answer.status >= 500 or answer.status in _MOVED
    rules.parse(["User-agent: *", "Disallow: /"] if is_closed else lines)
    return rules


class _Connection(http.client.HTTPConnection):
    """A connection to the network address that was checked, whatever the name resolves to by now."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=TIMEOUT)
        self.target = target
        self.is_late = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.ip, self.target.port), self.timeout)
        if self.target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.target.host)

    def cut(self) -> None:
        """Wake up whoever waits for this server."""
        self.is_late = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _ask(target: Target, most: int) -> Answer:
    """Return the answer to one request; a server that takes longer than `TIMEOUT` in all is cut off."""
    connection = _Connection(target)
    clock = threading.Timer(TIMEOUT, connection.cut)
    clock.start()
    try:
        answer = _exchange(connection, most)
    except (OSError, EOFError, http.client.HTTPException):
        if not connection.is_late:
            raise
    finally:
        clock.cancel()
        connection.close()
    if connection.is_late:
        raise TimeoutError(f"no full answer in {TIMEOUT:.0f} seconds")
    return answer


def _exchange(connection: _Connection, most: int) -> Answer:
    target = connection.target
    headers = {
        "Host": target.origin.partition("//")[2],
        "User-Agent": AGENT,
        "Accept-Encoding": "gzip",
        "Accept": "*/*",
    }
    connection.request("GET", target.path, headers=headers)
    response = connection.getresponse()
    body = _body(response, most) if response.status == 200 else b""
    return Answer(address=target.origin + target.path, status=response.status, headers=response.headers, body=body)


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise ValueError(f"an answer packed as {packing}, which was not asked for")
    body = response.read(most + 1)
    if response.length and len(body) <= most:
        raise ValueError(f"an answer cut short, {response.length:,} bytes before its end")
    if len(body) <= most and packing != "identity":
        body = gzip.GzipFile(fileobj=io.BytesIO(body)).read(most + 1)
    if len(body) > most:
        raise ValueError(f"an answer of more than {most:,} bytes; raise `--max-page` to read it")
    return body
