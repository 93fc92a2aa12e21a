"""What stands between the network and the story: who may ask, what a request may hold, and what an answer tells a browser."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache, private",
}
"""Set on every answer, where the answer does not set them more strictly itself."""
READS = ("GET", "HEAD")


@dataclass(frozen=True, kw_only=True)
class Guard:
    """Who may ask: `names` are the hosts a request may be addressed to, besides this machine's own loopback.

    With `needs_token`, nobody is answered who has not shown `token` once; the browser then holds `session` as a cookie.
    `form_token` stands in every form, so that no other site's page can write.
    """

    names: frozenset[str] = frozenset()
    any_address: bool = False
    needs_token: bool = False
    token: str = field(default_factory=token_urlsafe, repr=False)
    session: str = field(default_factory=token_urlsafe, repr=False)
    form_token: str = field(default_factory=token_urlsafe, repr=False)
    largest_body: int = 1_000_000
    longest_body: float = 10.0
    longest: float = 60.0

    def knows(self, host: str) -> bool:
        """Whether a request may be addressed to this host; else another site's name was turned to this machine."""
        name = _name_of(host)
        if name in ("localhost", "127.0.0.1", "::1") or name in self.names:
            return True
        return self.any_address and _is_address(name)

    def admits(self, request: Request) -> bool:
        """Whether the request's cookie is the one that was given for the token."""
        return not self.needs_token or same_secret(request.cookies.get(_cookie(request), ""), self.session)

    def comes_from_here(self, headers: Headers) -> bool:
        """Whether a browser says that a page of ours sent this.

        Our pages name no referrer, so that some browsers call their origin "null"; the token of the form then decides alone.
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None:
            return site == "same-origin" and (origin in (None, "null") or _is_host(origin, headers))
        return origin is not None and (origin == "null" or _is_host(origin, headers))


class Guarded:
    """An application behind a guard."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            async with asyncio.timeout(self._guard.longest):
                answer = await self._answer(scope, receive)
                await answer(scope, receive, sending)
        except TimeoutError:
            if not begun:
                await PlainTextResponse("This took too long.\n", 503)(scope, receive, sending)

    async def _answer(self, scope: Scope, receive: Receive) -> ASGIApp:
        """Return what answers: the application, or a refusal."""
        request, guard = Request(scope), self._guard
        if not guard.knows(request.headers.get("host", "")):
            return _refusal(400, "This address is not one that the story is served at.")
        if guard.needs_token and same_secret(request.query_params.get("token", ""), guard.token):
            return _let_in(request, guard.session)
        if not guard.admits(request):
            return _refusal(401, "Open the address that `copydesk serve` printed, with its token.")
        if request.method in READS:
            return self._app
        if request.method != "POST":
            return _refusal(405, "Only GET, HEAD and POST are answered.")
        if not guard.comes_from_here(request.headers):
            return _refusal(403, "Another site sent this; only the story's own pages may write.")
        body = await _read_body(request, receive, guard)
        if not isinstance(body, bytes):
            return body
        return _with_body(self._app, body)


async def _read_body(request: Request, receive: Receive, guard: Guard) -> bytes | Response:
    """Return the body, or the refusal of one that is too large or comes too slowly."""
    too_large = _refusal(413, f"More than {guard.largest_body} bytes are not read.")
    told = request.headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > guard.largest_body:
        return too_large
    body = bytearray()
    try:
        async with asyncio.timeout(guard.longest_body):
            more = True
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return _refusal(400, "The request ended before its body did.")
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > guard.largest_body:
                    return too_large
    except TimeoutError:
        return _refusal(408, "The request came too slowly.")
    return bytes(body)


def _with_body(app: ASGIApp, body: bytes) -> ASGIApp:
    """Return the application with a body that has been read already."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        read = False

        async def receive_once() -> Message:
            nonlocal read
            if read:
                return await receive()
            read = True
            return {"type": "http.request", "body": body, "more_body": False}

        await app(scope, receive_once, send)

    return answer


def _let_in(request: Request, session: str) -> Response:
    """Return the way to the same address without the token, with the cookie that stands for it from now on."""
    query = [(name, value) for name, value in parse_qsl(request.url.query, keep_blank_values=True) if name != "token"]
    path = "/" + request.url.path.lstrip("/")
    answer = RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), 303)
    answer.set_cookie(_cookie(request), session, httponly=True, samesite="strict")
    return answer


def _cookie(request: Request) -> str:
    """Return the cookie's name; a browser sends the cookies of all ports of a host."""
    server = request.scope.get("server") or ("", 0)
    return f"copydesk-{server[1]}"


def _refusal(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status, headers={"connection": "close"} if status in (408, 413) else None)


def _name_of(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_host(origin: str, headers: Headers) -> bool:
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == headers.get("host")


def same_secret(one: str, other: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how far they are."""
    return compare_digest(one.encode(), other.encode())
