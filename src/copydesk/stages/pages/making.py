"""How the page readers make a page, and a problem. Bytes -> SavedPage."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from copydesk.records import Page, Problem, SavedPage, identify

STAGE = "pages"
Read = SavedPage | Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is known of a page beside its bytes."""

    address: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    fields: tuple[tuple[str, str], ...] = ()


def make_page(uri: str, content: bytes, media_type: str, *, origin: Origin | None = None) -> SavedPage:
    """Return the page of these bytes; its id depends on the name and the bytes only."""
    known = origin or Origin()
    digest = hashlib.sha256(content).hexdigest()
    page = Page(id=identify("p", uri, digest), uri=uri, media_type=media_type, sha256=digest, retrieved=known.retrieved)
    return SavedPage(page=page, content=content, address=known.address, charset=known.charset, fields=known.fields)


def set_aside(uri: str, reason: str) -> Problem:
    """Return the problem of an input that is no page of the story."""
    return Problem(uri=uri, stage=STAGE, reason=reason)


def needs_extra(uri: str, what: str, extra: str) -> Problem:
    """Return the problem of an input whose reader is not installed."""
    return set_aside(uri, f"{what}, whose reader is not installed; run pip install 'copydesk[{extra}]'")


def told(error: BaseException) -> str:
    """Return an error's words in one line."""
    return " ".join(str(getattr(error, "strerror", None) or error or type(error).__name__).split())
