"""What the lines around a text say of whose page it is: rights, notices, credits, addresses, sign-offs. Marks -> Vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.stages.articles.text.captions import credit_owner
from copydesk.stages.articles.text.navigation import running_head
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.outlets import find_outlet, is_press_name, know_outlet, outlet_of_address

_WORD = r"[A-ZÀ-Þ0-9][\w&’'-]*(?:\.\w+)*"
NAME = rf"(?P<name>(?:The )?{_WORD}(?: (?:(?:of|and|the|for|&|de|del|di|da|do|du) )?{_WORD}){{0,4}})"
_RIGHTS = re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)[\s©,:\d–-]*(?:[Bb]y )?{NAME}")
SELF = re.compile(
    rf"(?i:\b(?:subscribed? to|unsubscribe from|sign up (?:for|to)|subscribers? (?:of|to)|read(?:ers|er) of|more from|support|"
    rf"welcome to|advertise (?:in|on|with)|download|follow|work for|the best of|suscr[ií]bete a|abonnez-vous (?:à|au)|abonnieren sie|"
    rf"assine [oa])) (?:(?i:the) )?{NAME}(?= (?i:app|newsletter|por|für|pour)\b|[.,|!]|$)"
    rf"|^(?:The )?(?P<self>{_WORD}(?: {_WORD}){{0,4}}) is not responsible for"
)
_FOR_OUTLET = re.compile(rf"(?:\bfor|\|) {NAME}\.?$")
_COLLEAGUE = re.compile(
    r"^\(?(?P<outlet>[A-Z][\w.& ]{1,40}?)(?:[’']s?| (?:staff )?(?:reporter|writer|correspondent)s?) [A-ZÀ-Þ]"
)
"""Whose reporter helped: "Echo reporter Ida Moor contributed"."""
_OWN_PICTURE = re.compile(
    r"(?:^|\()(?P<name>[A-ZÀ-Þ][\w&’'-]*(?: [A-ZÀ-Þ][\w&’'-]*){0,3}?) (?:(?:file )?photos? by|FILE PHOTO|PHOTO/)"
)
_CLOSING = re.compile(r"(?:\((?P<agency>[A-Z][\w &.-]{1,30})\)|\s[–—-]{1,2}\s?(?P<after>[A-Z][\w &.-]{1,30}))$")
"""The agency that ends a story's last paragraph: "… on Monday. (SWA)", "… on Monday. — SWA"."""
_AT_WORK = re.compile(
    rf"{NAME} (?:visited|learn(?:ed|t)|gathered|observed|understands|can reveal|has learn(?:ed|t)|contacted|reports that)\b"
    rf"|\btold (?P<by>(?:The )?{_WORD}(?: {_WORD}){{0,3}})"
)
"""A newspaper that tells of its own work: "when the Echo visited the pier", "he told the Echo"."""
_ON_AIR = re.compile(rf"\b[Ff]or {NAME},? I[’']m [A-ZÀ-Þ]")
ABOUT = re.compile(rf"^About (?:the )?{NAME}$")
LEAST_IN_HOST = 5
_OPENING = re.compile(r"^(?:When|As|While|After|But|And) ")
_MAIL = re.compile(r"[\w.+-]+@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_ANY_HOST = re.compile(r"(?:@|\bhttps?://(?:www\.)?|\bwww\.)(?P<label>[\w-]{4,40})\.[a-z]{2,}")
_MOST_HOSTS = 8
_FOOT_WORDS = 20
_NOTICE_WORDS = 12
"""Words of the longest sentence that may be the site's own notice: "Transcript provided by Selby Radio."."""
_SOURCE = re.compile(
    r"(?i:^(?:from|source|via|by way of|courtesy of|quote from)\b:?) ?(?i:the )?(?P<name>[^:]{2,40}?)\s*:?$"
)


class Vote(NamedTuple):
    """A name that a line gives, and how sure it is to be the outlet's."""

    name: str
    weight: float


def votes_around(tail: str | None, marks: Sequence[Mark], after: Sequence[Mark]) -> list[Vote]:
    """Return the votes of what surrounds a story: its title's tail, the foot of the page, and all of its addresses."""
    foot = [vote for mark in after if mark.line.words <= _FOOT_WORDS for vote in _about_itself(mark.line.text)]
    return [*([Vote(tail, 3.0)] if tail else []), *foot, *_of_addresses([*marks, *after])]


def of_close(marks: Sequence[Mark]) -> Iterator[Vote]:
    """Yield the agency in the last words of the text, and whom a reporter signs off for on the air."""
    last = next((mark.line.text for mark in reversed(marks) if mark.kind == "prose"), "")
    found = _CLOSING.search(last)
    known = know_outlet(found["agency"] or found["after"]) if found else None
    yield from [Vote(known.name, 1.5)] if known else []
    prose = " ".join(mark.line.text for mark in marks if mark.kind == "prose")
    told = {(f["name"] or f["by"], 1.0 if f["name"] else 0.5): None for f in _AT_WORK.finditer(prose)}  # in order
    for name, weight in told:
        outlet = know_outlet(_OPENING.sub("", name))
        yield from [Vote(outlet.name, weight)] if outlet and "agency" not in outlet.kind else []
    for mark in marks:
        signed = _ON_AIR.search(mark.line.text) if mark.kind == "prose" else None
        yield from [Vote(find_outlet(signed["name"]) or signed["name"], 2.0)] if signed else []


def _of_addresses(marks: Sequence[Mark]) -> Iterator[Vote]:
    """Yield the names that the page spells as the hosts of its addresses: "moor@selbyecho.example" is of the Selby Echo."""
    text = "\n".join(mark.line.text for mark in marks)
    hosts = dict.fromkeys(
        found["label"].replace("-", "").casefold()
        for mark in marks
        if mark.kind != "prose"
        for found in _ANY_HOST.finditer(mark.line.text)
    )
    for host in list(hosts)[:_MOST_HOSTS]:
        label = host.removeprefix("the")
        spelt = r"[ ’'-]?".join(map(re.escape, label)) if len(label) >= LEAST_IN_HOST else "(?!)"
        found = next((f for f in re.finditer(rf"(?<![@./\w]){spelt}(?![\w.@])", text, re.I) if f[0][0].isupper()), None)
        yield from [Vote(found[0], 1.5 if " " in found[0] else 0.75)] if found else []


def of_any_line(mark: Mark) -> Iterator[Vote]:
    """Yield what a line that is no prose says of the site, wherever it stands."""
    text = mark.line.text
    if mark.kind == "contributed":
        found = _COLLEAGUE.match(text)
        known = know_outlet(found["outlet"]) if found else None
        yield from [Vote(known.name, 1.5)] if known else []
    elif mark.kind == "sources" or mark.rule == "articles.address":
        given = _given_source(text)
        yield from [Vote(given, 2.0)] if given else []
    elif mark.kind in ("caption", "credit"):
        owner, told = credit_owner(text), _FOR_OUTLET.search(text) or _OWN_PICTURE.search(text)
        yield from [Vote(owner, 1.5)] if owner else []
        yield from [Vote(told["name"], 1.5 if is_press_name(told["name"]) else 0.75)] if told else []
    elif mark.line.words <= (_NOTICE_WORDS if mark.kind == "prose" else 40):
        yield from _about_itself(text)


def _about_itself(text: str) -> Iterator[Vote]:
    head = running_head(text)
    yield from [Vote(head, 1.5)] if head else []
    for pattern, weight in ((_RIGHTS, 1.0), (SELF, 1.5), (_SOURCE, 2.5), (ABOUT, 1.0)):
        found = pattern.search(text)
        name = (found["name"] or found.groupdict().get("self")) if found else None
        if name and pattern is _SOURCE:
            name = find_outlet(name) or (name if is_press_name(name) else None)
        known = find_outlet(name, whole=True) if name else None
        if not name:
            continue
        is_sure = known or pattern is not SELF or len(name.split()) > 1
        if pattern is _RIGHTS and is_press_name(name):
            weight = 1.5
        if is_sure or f"the {name}" in text:  # "Support the Standard-Bearer", yet not "Support Norland"
            yield Vote(known or name.rstrip("."), weight if is_sure else 1.0)
    mail = _MAIL.search(text)
    host = outlet_of_address(f"//{mail['host']}") if mail else None
    if host and know_outlet(host):
        yield Vote(host, 1.0)


def _given_source(text: str) -> str | None:
    """Return the one known outlet that a line gives as the source: "Source: CNN", or the address of its page."""
    named = text.rpartition(": ")[2].strip()
    if re.match(r"https?://|www\.", named):
        host = outlet_of_address(named if "//" in named else f"//{named}")
        return host if host and know_outlet(host) else None
    known = know_outlet(named)
    return known.name if known else None
