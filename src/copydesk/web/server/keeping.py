"""Pages as they were drawn, kept until the story, its notes or its stars change. Request -> Response"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from copydesk.web.server.desk import Desk

Draw = Callable[[Request], Response]
ROOM = 48_000_000
"""The most bytes of pages that are kept; those asked for longest ago make room."""


class DrawnPages:
    """Draws each page once for each edition of the story, however many readers ask for it at the same time.

    A browser that shows a page's tag is told that the page is still the same. While a correction is under way every page
    says how far that is, and none is kept.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk, self._pages = desk, OrderedDict[str, tuple[str, bytes]]()
        self._edition, self._size = -1, 0
        self._drawing, self._keeping = Lock(), Lock()

    def answers(self, draw: Draw) -> Draw:
        """Return what answers as `draw` does, with the page that is kept where there is one."""

        def answer(request: Request) -> Response:
            if self._desk.is_busy:
                return draw(request)
            address = f"{request.url.path}?{request.url.query}"
            edition = self._desk.edition
            if found := self._find(edition, address):
                return _answer(request, *found)
            with self._drawing:
                if found := self._find(edition, address):
                    return _answer(request, *found)
                made = draw(request)
                if made.status_code != 200 or self._desk.is_busy or self._desk.edition != edition:
                    return made
                return _answer(request, *self._keep(edition, address, bytes(made.body)))

        return answer

    def _find(self, edition: int, address: str) -> tuple[str, bytes] | None:
        with self._keeping:
            if edition != self._edition or address not in self._pages:
                return None
            self._pages.move_to_end(address)
            return self._pages[address]

    def _keep(self, edition: int, address: str, body: bytes) -> tuple[str, bytes]:
        page = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"', body
        with self._keeping:
            if edition > self._edition:
                self._pages.clear()
                self._edition, self._size = edition, 0
            if edition == self._edition and address not in self._pages and len(body) <= ROOM:
                self._pages[address] = page
                self._size += len(body)
            while self._size > ROOM:
                self._size -= len(self._pages.popitem(last=False)[1][1])
        return page


def _answer(request: Request, tag: str, body: bytes) -> Response:
    """Return the page, or where the browser has it already, only that it is the same."""
    known = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers={"etag": tag})
    return HTMLResponse(body, headers={"etag": tag})
