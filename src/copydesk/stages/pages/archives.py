"""Records of a web archive: the pages among its responses. WARC -> SavedPage."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from copydesk.stages.pages.kinds import charset_of, looks_like_html, why_no_page
from copydesk.stages.pages.making import Origin, Read, make_page, set_aside, told
from copydesk.stages.pages.settings import PageSettings

PAGE_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}


def read_archive(name: str, stream: IO[bytes], settings: PageSettings) -> Iterator[Read]:
    """Yield a page for each HTML or text response; pictures, styles and the like are passed over without a word."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    kinds = WarcRecordType.response | WarcRecordType.resource
    try:
        for record in ArchiveIterator(stream, record_types=kinds, parse_http=False):
            number += 1
            read = _read_record(f"{name}#{number}", record, settings)
            if read is not None:
                yield read
    except (OSError, EOFError, ValueError) as error:
        yield set_aside(name, f"broken after record {number} ({told(error)}); the records before it are kept")
    else:
        if number == 0:
            yield set_aside(name, "no web response in it; expected a WARC with response records")


def _read_record(uri: str, record: Any, settings: PageSettings) -> Read | None:
    """Return what a record holds, or None if it is no page. A record shorter than it says is a broken archive."""
    said = int(record.headers.get("Content-Length") or 0)
    if said > settings.max_page:
        return set_aside(uri, f"{said:,} bytes, over the limit of {settings.max_page:,}; raise `--max-page` to read it")
    record.freeze()
    if not said or len(record.reader.read()) != said:
        raise OSError("a record is cut short")
    record.reader.seek(0)
    content_type = _open_payload(record)
    media_type = PAGE_TYPES.get((content_type or "").partition(";")[0].strip().lower())
    if content_type and not media_type:
        return None
    if record.http_headers is not None and (record.http_headers.status_code or 200) >= 300:
        return None
    body = record.reader.read(settings.max_page + 1)
    return _read_body(uri, body, Served(media_type, _origin(record, content_type)), settings)


class Served(NamedTuple):
    """What a response's headers say of its body."""

    media_type: str | None
    origin: Origin


def _read_body(uri: str, body: bytes, served: Served, settings: PageSettings) -> Read | None:
    media_type = served.media_type or ("text/html" if looks_like_html(body) else None)
    if media_type is None:
        return None
    if why := why_no_page(body, settings.max_page, charset=served.origin.charset):
        return set_aside(uri, why)
    return make_page(uri, body, media_type, origin=served.origin)


def _open_payload(record: Any) -> str | None:
    """Move the reader to the body, unpacked, and return its content type."""
    if record.headers.get("WARC-Type") != "response":
        content_type: str | None = record.headers.get("Content-Type")
        return content_type
    record.parse_http(auto_decode="all")
    if record.http_headers is None:
        raise OSError("a response without HTTP headers")
    found: str | None = record.http_headers.get("Content-Type")
    return found


def _origin(record: Any, content_type: str | None) -> Origin:
    return Origin(
        address=(record.headers.get("WARC-Target-URI") or "").strip("<>") or None,
        charset=charset_of(content_type),
        retrieved=record.headers.get("WARC-Date"),
    )
