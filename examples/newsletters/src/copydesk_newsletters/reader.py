"""A saved e-mail as a page. (name, bytes) -> SavedPage"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from copydesk.records import Problem, SavedPage
from copydesk.stages.pages import Origin, make_page, set_aside


def read_letter(uri: str, content: bytes) -> Iterator[SavedPage | Problem]:
    """Yield the letter's HTML, or else its plain text; the sender is the outlet, the subject the title."""
    letter = message_from_bytes(content, policy=default)
    body = letter.get_body(("html", "plain"))
    if body is None:
        yield set_aside(uri, "a letter without text; expected an HTML or plain-text part")
        return
    origin = Origin(charset="utf-8", fields=tuple(_fields(letter)))
    yield make_page(uri, body.get_content().encode(), body.get_content_type(), origin=origin)


def _fields(letter: EmailMessage) -> Iterator[tuple[str, str]]:
    if letter["subject"]:
        yield "title", str(letter["subject"])
    if letter["from"] and (name := letter["from"].addresses[0].display_name):
        yield "outlet", name
    if letter["date"] and (sent := letter["date"].datetime):
        yield "date", sent.date().isoformat()
