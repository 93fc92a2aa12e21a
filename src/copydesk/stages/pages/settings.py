"""The limits that the page readers keep to, and what they may do. -> PageSettings."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """The most bytes that a page may have, what standard input held, and whether web addresses may be fetched.

    `local_server` ("127.0.0.1:8080") is the one address of this machine that fetching may reach; it is there for tests.
    """

    max_page: int = 20_000_000
    stdin: bytes | None = field(default=None, repr=False)
    fetch: bool = False
    local_server: str | None = None
