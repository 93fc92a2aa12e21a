"""What the lines around a text say of whose page it is: rights, notices, credits, addresses, sign-offs. Marks -> Vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from copydesk.stages.articles.text.captions import credit_owner
from copydesk.stages.articles.text.navigation import is_label, is_name_like, navigation_rule, running_head
from copydesk.stages.articles.text.signals import Mark
from copydesk.stages.articles.values.outlets import find_outlet, is_press_name, know_outlet, outlet_of_address

_WORD = r"[A-ZÀ-Þ0-9][\w&’'-]*(?:\.\w+)*"
NAME = rf"(?P<name>(?:The )?{_WORD}(?: (?:(?:of|and|the|for|&|de|del|di|da|do|du) )?{_WORD}){{0,4}})"
_RIGHTS = re.compile(r"©|\([cC]\) ?(?=\d|[A-Z])|\b(?:[Cc]opyright|COPYRIGHT)\b")
_RIGHTS_START = re.compile(
    r"^(?:[\s©,:.–-]|\([cC]\)|\d|\b[Cc]opyright\b|\bCOPYRIGHT\b|\b[Bb]y\b|\bThe (?=Rector)|\bto\b|\bpresent\b)+"
)
_RIGHTS_END = re.compile(
    r"\s*(?:[|•·/\\(]|\s[–—-]\s|\ball (?:\$ )?rights\b|\bpowered by\b|\bdesigned by\b|\b(?:privacy|terms|cookie)\b|[.!]\s|[.,;]?$|\bregistered\b|\b(?:or|and) its\b|\S{1,60}@|,\s(?!Inc|LLC|Ltd|Limited))",
    re.I,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b(?:\s?[–—-]\s?(?:(?:19|20)\d\d|present)\b)?", re.I)
_OWNER = re.compile(r"[\w][\w&’'.,®™+-]*(?: (?:[\w&’'.,®™+-]+))*$")
_OWNER_WORDS = 6
SELF = re.compile(
    rf"(?i:\b(?:subscribed? to|unsubscribe from|sign up (?:for|to)|subscribers? (?:of|to)|read(?:ers|er) of|more from|support|enjoying|"
    rf"welcome to|advertise (?:in|on|with)|download|follow|work for|the best of|suscr[ií]bete a|abonnez-vous (?:à|au)|abonnieren sie|"
    rf"assine [oa])) (?:(?i:the) )?{NAME}(?= (?i:app|newsletter|por|für|pour)\b|[.,|!?]|$)"
    rf"|^(?:The )?(?P<self>{_WORD}(?: {_WORD}){{0,4}}) is not responsible for"
)
_READERS = re.compile(rf"\b(?:for|to|all|our) (?:the )?{NAME} (?:subscribers|members|readers)\b")
_PUBLISHED = re.compile(rf"^[Pp]ublished (?:in|on) (?:the )?{NAME}(?:,|$| on\b| \(https?:)")
"""Where a page tells at its foot in which paper it stood: "Published in the Selby Lamp, May 4th, 2021"."""
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
_WE_AT = re.compile(rf"(?:^|[.!?:] )(?:Here a|A)t {NAME},? (?:we|our)\b")
_QUOTED = re.compile(r"[“”\"]")
_DISCLAIMER = re.compile(
    rf"\b(?:reflect|represent)[^.]{{0,60}}?\b(?:views?|opinions?|positions?|polic(?:y|ies))\b[^.]{{0,30}}? of (?:the )?{NAME}(?: newspapers?)?"
)
"""Whose opinion a comment or column is not: "do not reflect the views of the Selby Lamp"."""
_ON_AIR = re.compile(rf"\b[Ff]or {NAME},? I[’']m [A-ZÀ-Þ]")
ABOUT = re.compile(rf"^About (?:the )?{NAME}$")
LEAST_IN_HOST = 5
_OPENING = re.compile(r"^(?:When|As|While|After|But|And) ")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@(?P<host>[\w-]+(?:\.[\w-]+)+)")
_ANY_HOST = re.compile(r"(?:@|\bhttps?://(?:www\.)?|\bwww\.)(?P<label>[\w-]{4,40})\.[a-z]{2,}")
_MOST_HOSTS = 8
_FOOT_WORDS = 20
_RIGHTS_WORDS = 40
_JOINED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
"""Two words as one name: "SelbyLive"."""
_CELLS = re.compile(r"[|•·]|\s[–—-]\s")
_LEGAL = re.compile(
    r"^(?:contact(?: us)?|kontakt|contacto?|impressum|imprint|datenschutz|privacy(?: policy)?|terms(?: of (?:use|service))?|agb|about(?: us)?|"
    r"aviso legal|mentions légales|note legali|publicidad|publicité|pubblicità|advertis(?:e|ing)|cookies?(?: policy)?|corrections|"
    r"política de \w+|house rules|newsroom|jobs|subscribe)$",
    re.I,
)
"""Labels of the row that ends a page, behind the site's name."""
_NOTICE_WORDS = 12
"""Words of the longest sentence that may be the site's own notice: "Transcript provided by Selby Radio."."""
_SOURCE = re.compile(
    r"(?i:^(?:from|source|via|by way of|courtesy of|quote from)\b:?) ?(?i:the )?(?P<name>[^:]{2,40}?)\s*:?$"
)


TITLE_END = "the page's title ends with it"
TITLE_MAY_END = "the page's title may end with it"


class Vote(NamedTuple):
    """A name that a place gives, and what this is a sign of."""

    name: str
    sign: str


def of_foot(after: Sequence[Mark]) -> Iterator[Vote]:
    """Yield what the foot of the page, below the story and its readers' comments, says of the site."""
    for mark in after:
        text = mark.line.text
        if mark.line.words <= _FOOT_WORDS or (mark.line.words <= _RIGHTS_WORDS and _RIGHTS.match(text)):
            yield from _about_itself(text)


def of_last_lines(lines: Sequence[Mark]) -> Iterator[Vote]:
    """Yield a newspaper's name that stands alone below the last prose: "The Selby Lamp"."""
    last = next((i for i in reversed(range(len(lines))) if lines[i].kind == "prose"), -1)
    names = (mark.line.text for mark in lines[last + 1 :] if mark.kind == "short" and mark.line.text.startswith("The "))
    yield from (Vote(name, "stands alone below the text") for name in names if is_press_name(name))


def of_close(marks: Sequence[Mark]) -> Iterator[Vote]:
    """Yield the agency in the last words of the text, and whom a reporter signs off for on the air."""
    last = next((mark.line.text for mark in reversed(marks) if mark.kind == "prose"), "")
    found = _CLOSING.search(last)
    known = know_outlet(found["agency"] or found["after"]) if found else None
    yield from [Vote(known.name, "the text ends with it")] if known else []
    for mark in marks:
        yield from _of_prose(mark.line.text) if mark.kind == "prose" else ()


def _of_prose(text: str) -> Iterator[Vote]:
    """Yield what a paragraph says of the newspaper's own work, and the company that speaks in it."""
    for found in _AT_WORK.finditer(text):
        outlet = know_outlet(_OPENING.sub("", found["name"] or found["by"]))
        if outlet and "agency" not in outlet.kind:
            yield Vote(outlet.name, "the text tells of its work" if found["name"] else "somebody told it")
    signed = _ON_AIR.search(text)
    yield from [Vote(find_outlet(signed["name"]) or signed["name"], "a reporter signs off for it")] if signed else []
    ours = None if _QUOTED.search(text) else _WE_AT.search(text)
    yield from [Vote(ours["name"], "the text speaks for it")] if ours else []
    said = _DISCLAIMER.search(text)
    yield from [Vote(_without_kind(said["name"]), "a disclaimer names it")] if said else []


def of_addresses(marks: Sequence[Mark]) -> Iterator[Vote]:
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
        sign = "addresses spell its words" if found and " " in found[0] else "addresses spell it"
        yield from [Vote(found[0], sign)] if found else []


def of_any_line(mark: Mark) -> Iterator[Vote]:
    """Yield what a line that is no prose says of the site, wherever it stands."""
    text = mark.line.text
    if mark.kind == "contributed":
        found = _COLLEAGUE.match(text)
        known = know_outlet(found["outlet"]) if found else None
        yield from [Vote(known.name, "its reporter helped")] if known else []
    elif mark.kind == "sources" or mark.rule == "articles.address":
        given = _given_source(text)
        yield from [Vote(given, "a source line gives it")] if given else []
        yield from _of_notice(text) if mark.rule == "articles.address" else ()
    elif mark.kind in ("caption", "credit"):
        owner, told = credit_owner(text), _FOR_OUTLET.search(text) or _OWN_PICTURE.search(text)
        yield from [Vote(owner, "a picture is its own")] if owner else []
        yield from [Vote(told["name"], "a picture is its own")] if told else []
    elif mark.line.words <= (_NOTICE_WORDS if mark.kind == "prose" else 40):
        yield from _about_itself(text)


def _about_itself(text: str) -> Iterator[Vote]:
    head = running_head(text)
    yield from [Vote(head, "heads a printed page")] if head else []
    cells = [cell.strip() for cell in _CELLS.split(text) if cell.strip()]
    if len(cells) > 2 and sum(bool(_LEGAL.match(cell)) for cell in cells[1:]) >= 2 and _is_site_name(cells[0]):
        yield Vote(cells[0], "begins the last row of the page")
    owner = read_rights(text)
    yield from [Vote(owner, "its rights are reserved")] if owner else []
    yield from _of_notice(text)
    given = _SOURCE.search(text)
    name = find_outlet(given["name"]) or (given["name"] if is_press_name(given["name"]) else None) if given else None
    yield from [Vote(name, "a source line gives it")] if name else []
    about = next((found for cell in (text, *cells) if (found := ABOUT.search(cell))), None)
    yield from [Vote(about["name"], "a heading tells about it")] if about else []
    said = _DISCLAIMER.search(text)
    yield from [Vote(_without_kind(said["name"]), "a disclaimer names it")] if said else []
    mail = _MAIL.search(text)
    host = outlet_of_address(f"//{mail['host']}") if mail else None
    yield from [Vote(host, "the site's mail goes to it")] if host and know_outlet(host) else []


def _of_notice(text: str) -> Iterator[Vote]:
    """Yield whom a notice asks readers to follow or support; one word needs to be a known outlet or to follow "the"."""
    told = _PUBLISHED.match(text)
    yield from [Vote(told["name"], "the story was published in it")] if told else []
    readers = _READERS.search(text)
    yield from [Vote(readers["name"], "a notice of the site names it")] if readers else []
    found = SELF.search(text)
    name = (found["name"] or found["self"]) if found else None
    known = find_outlet(name, whole=True) if name else None
    if name and (known or len(name.split()) > 1 or (_JOINED.search(name) and not navigation_rule(f"{name} {name}"))):
        yield Vote(known or name.rstrip("."), "a notice of the site names it")
    elif (
        name and f"the {name}".casefold() in text.casefold()
    ):  # "Support the Standard-Bearer", yet not "Support Norland"
        yield Vote(name.rstrip("."), "a notice of the site may name it")


def _is_site_name(text: str) -> bool:
    return is_name_like(text) and " " in text and not is_label(text) and not _RIGHTS.search(text)


def read_rights(text: str) -> str | None:
    """Return the name in a copyright line: "© 2019 Selby Lamp. All rights reserved", "Selby Lamp © 2019"."""
    found = _RIGHTS.search(text)
    if not found:
        return None
    after = _RIGHTS_END.split(_RIGHTS_START.sub("", text[found.end() :]))[0]
    before = re.split(r"\s[|•·–—-]\s", text[: found.start()])[-1]
    for part in (after, before):
        name = _YEARS.sub("", part).strip(" ,.-–—:;®™©&")
        if 0 < len(name.split()) <= _OWNER_WORDS and _OWNER.match(name) and not name.islower():
            return name
    return None


def _without_kind(name: str) -> str:
    """Return a name without what it is: "Selby Lamp newspapers"."""
    return re.sub(r" (?:[Nn]ewspapers?|[Ww]ebsite|[Mm]agazine)$", "", name)


def _given_source(text: str) -> str | None:
    """Return the one known outlet that a line gives as the source: "Source: CNN", or the address of its page."""
    named = text.rpartition(": ")[2].strip()
    if re.match(r"https?://|www\.", named):
        host = outlet_of_address(named if "//" in named else f"//{named}")
        return host if host and know_outlet(host) else None
    known = know_outlet(named)
    return known.name if known else None
