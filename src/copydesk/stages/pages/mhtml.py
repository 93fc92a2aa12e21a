"""A page saved with its pictures in one file, as browsers do. MHTML -> SavedPage."""

from __future__ import annotations

import re
from datetime import UTC
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from copydesk.stages.pages.kinds import why_no_page
from copydesk.stages.pages.making import Origin, Read, make_page, set_aside
from copydesk.stages.pages.settings import PageSettings

_MOST_NESTED = 20
"""Parts in parts that are read; each level costs another look at every line."""
_NESTED = re.compile(rb"(?im)^content-type:\s*(?:multipart|message)/")
_HEAD = re.compile(rb"(?:\A|\n--[^\n]*+\n)((?>(?:[\w-]++:[^\n]*+\n|[ \t][^\n]*+\n)+))")
"""The headers of the file and of each part."""
_LONGEST_HEAD = 50_000
"""Bytes of headers: the mail library takes time that grows with their square."""
_HTML = ("text/html", "application/xhtml+xml")


def read_mhtml(uri: str, content: bytes, settings: PageSettings) -> Read:
    """Return the main HTML part of a saved page; pictures, styles and frames are left out."""
    if len(_NESTED.findall(content)) > _MOST_NESTED:
        return set_aside(uri, "parts nested too deep; save it again as “Web page, complete”")
    if any(len(head) > _LONGEST_HEAD for head in _HEAD.findall(content)):
        return set_aside(uri, f"headers of more than {_LONGEST_HEAD:,} bytes; save it again as “Web page, complete”")
    message = message_from_bytes(content)
    parts = [part for part in message.walk() if not part.is_multipart()]
    main = _main_part(message, parts)
    if main is None:
        found = ", ".join(sorted({part.get_content_type() for part in parts})[:6])
        return set_aside(uri, f"no HTML part (found {found}); save it again as “Web page, complete”")
    payload = main.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    charset = main.get_content_charset()
    if why := why_no_page(body, settings.max_page, charset=charset):
        return set_aside(uri, why)
    origin = Origin(address=_address(message, main), charset=charset, retrieved=date_of_header(message.get("Date")))
    return make_page(uri, body, "text/html", origin=origin)


def _main_part(message: Message, parts: list[Message]) -> Message | None:
    """Return the HTML part that the file calls its start or whose address is the file's own, or else the first."""
    pages = [part for part in parts if part.get_content_type() in _HTML]
    start, address = message.get_param("start"), message.get("Snapshot-Content-Location")
    named = [
        part
        for part in pages
        if (start and part.get("Content-ID") == start) or (address and part.get("Content-Location") == address)
    ]
    return next(iter(named or pages), None)


def _address(message: Message, main: Message) -> str | None:
    given = (main.get("Content-Location"), message.get("Snapshot-Content-Location"), message.get("Content-Location"))
    tidy = ("".join(str(address).split()) for address in given if address)  # a long header is folded
    return next((address for address in tidy if address.lower().startswith(("http://", "https://"))), None)


def date_of_header(value: object) -> str | None:
    """Return the moment that a mail or web header names, in ISO form and world time, or None."""
    try:
        moment = parsedate_to_datetime(str(value))
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, OverflowError):
        return None
