"""Text pages that are saved e-mails: what the fields above the text say of it, and the signature below. Line -> Mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from copydesk.records import Article, MetadataField, Metadatum, Published
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.bylines import read_lone_names, title_case
from copydesk.stages.articles.values.dates import find_date
from copydesk.stages.articles.values.lines import Line, level
from copydesk.stages.articles.values.outlets import is_press_name, know_outlet
from copydesk.stages.articles.values.stated import Place, rank_stated, state

_FIELD = re.compile(
    r"(?P<name>From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Received|Message-ID|Content-Type|MIME-Version|(?:List|X)-[\w-]{2,30}"
    r"|Von|An|Gesendet|Datum|Betreff|De|À|Envoyé|Objet|Para|Enviado|Fecha|Asunto|Assunto|Da|A|Data|Oggetto|Aan|Onderwerp)"
    r"\s?:(?=\s|$)\s*(?P<value>.*)$",
    re.I,
)
_SENDER = {"from", "von", "de", "da"}
_SUBJECT = {"subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp"}
_DAY = {"date", "sent", "gesendet", "datum", "envoyé", "enviado", "fecha", "data"}
_ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s?:\s*|\[[^\]\n]{1,40}\]\s*)+", re.I)
_ADDRESS = re.compile(r"[<(\[]?[\w.+-]+@(?P<host>[\w-]+)(?:\.[\w-]+)+[>)\]]?")
_CUT = re.compile(r"(?<!\s)(?:\s+[|–—:-]|:)\s+")
_SIGNATURE, _SIGNED = "--", 12
"""The line above a signature, which has no more lines than this."""
_TOP = 4
_LONGEST_NAME = 6
_LEAST_FIELDS = 3
_LEAST_IN_HOST = 4
_PLACE = Place("metadata.mail", "The head of the mail gives it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The number of lines that are a mail's fields, where its signature begins, and what its fields say."""

    head: int
    end: int
    title: str | None = None
    outlet: str | None = None
    date: str | None = None


def read_mail(lines: Sequence[Line]) -> Mail | None:
    """Return what the fields above a text say, or None where it does not begin with a sender, a subject and a third one."""
    found = list(takewhile(bool, (_FIELD.match(line.text) for line in lines)))
    fields = {field["name"].casefold(): field["value"].strip() for field in reversed(found) if field}
    sender, subject, day = (
        next((fields[n] for n in sorted(names & fields.keys())), "") for names in (_SENDER, _SUBJECT, _DAY)
    )
    if len(found) < _LEAST_FIELDS or not sender or not subject:
        return None
    subject = _ANSWER.sub("", subject)
    outlet, title = _outlet_of(sender, subject, [line.text for line in lines[len(found) : len(found) + _TOP]])
    date = find_date(day)
    last = max(len(found) + 1, len(lines) - _SIGNED)
    ends = (i for i, line in enumerate(lines[last:], last) if line.text == _SIGNATURE)
    return Mail(
        head=len(found), end=next(ends, len(lines)), title=title, outlet=outlet, date=date.value if date else None
    )


def mark_mail(marks: Sequence[Mark], mail: Mail) -> list[Mark]:
    """Return the marks with a mail's fields and signature as no part of its text."""
    return [
        mark
        if mail.head <= i < mail.end
        else mark._replace(kind="furniture", rule="articles.mail", byline=None, date=None)
        for i, mark in enumerate(marks)
    ]


def with_mail(article: Article, mail: Mail, *, is_only: bool) -> Article:
    """Return an article with what the mail's fields say: the day and the newsletter, of a mail's only text its title, too."""
    said: list[Metadatum] = []
    fields: tuple[tuple[MetadataField, str | None], ...] = (
        ("title", mail.title if is_only else None), ("outlet", mail.outlet), ("published", mail.date),
    )  # fmt: skip
    said += [state(field, value, _PLACE) for field, value in fields if value]
    day = Published(value=mail.date, basis="stated", why=_PLACE.why) if mail.date else article.published
    title = mail.title if is_only and mail.title else article.title
    filled = replace(article, title=title, outlet=mail.outlet or article.outlet, published=day)
    return replace(filled, metadata=rank_stated(filled, (*said, *article.metadata)))


def _outlet_of(sender: str, subject: str, top: Sequence[str]) -> tuple[str | None, str]:
    """Return the newsletter that a mail is from, and the subject without its name.

    Its name stands at the top of the text, in the subject or beside the address, whose host spells it; or it is a paper's.
    """
    address = _ADDRESS.search(sender)
    host = address["host"].replace("-", "").casefold() if address else ""
    shown = _ADDRESS.sub("", sender).strip(" \"'")
    head, _, rest = _split(subject)
    names = [line for line in (*top, head, shown) if len(line.split()) <= _LONGEST_NAME]
    spelt = next((name for line in names if (name := _spelt(line, host))), None)
    printed = next((line for line in top if rest and level(line) == level(head)), None)
    paper = shown if is_press_name(shown) and not read_lone_names(shown) else None
    outlet = printed or spelt or paper
    known = know_outlet(outlet or "")
    is_prefix = (
        bool(rest) and outlet is not None and level(outlet).removeprefix("the ") == level(head).removeprefix("the ")
    )
    return known.name if known else outlet and title_case(outlet), rest if is_prefix else subject


def _split(subject: str) -> tuple[str, str, str]:
    cut = _CUT.search(subject)
    return (subject[: cut.start()], cut[0], subject[cut.end() :]) if cut else (subject, "", "")


def _spelt(line: str, host: str) -> str | None:
    """Return the words at the start of a line that spell a host: "Selby Lamp" for selbylamp.example."""
    words = line.split()
    for size in range(1, len(words) + 1) if len(host) >= _LEAST_IN_HOST else ():
        joined = "".join(level(" ".join(words[:size])).split())
        if host in (joined, joined.removeprefix("the")):
            return " ".join(words[:size])
    return None
