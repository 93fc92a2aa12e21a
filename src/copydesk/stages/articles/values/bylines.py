"""Whose names a byline gives, without roles, outlets and dates. Text -> names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.values.dates import find_date
from copydesk.stages.articles.values.offices import bare_word, is_beat, role_start, role_words, without_beat
from copydesk.stages.articles.values.outlets import find_outlet, is_press_name, know_outlet
from copydesk.text.names import is_first_name

_OPENING = re.compile(
    r"^(?:(?:an? |guest )?(?:(?:written|reported|told|photographed) and )?(?:written|reported|reporting|story|posted|words|text|compiled|submitted|contributed|article|analysis|"
    r"opinion|interview|essay|review|column|comment|feature|report)\s+)?by\b\s*:?\s*(?=\S)"
    r"|^(?:from (?:our|a) (?:\w+ )?(?:correspondent|reporter)|staff (?:writer|reporter|correspondent))s?,?:?\s+(?=[A-ZÀ-Þ][a-zà-ÿ])"
    r"|^(?-i:WORDS|TEXT|STORY)\s+(?=[A-ZÀ-Þ][a-zà-ÿ])"
    r"|^(?:authors?|reporters?|written by|byline|words|text|story|report)\s*:\s*|^(?:por|par|von|door|da|oleh|na)\s*(?::\s*|\s)(?=[A-ZÀ-Þ])|^(?:autore?|autora|autorin|auteure?)\s*:\s*(?=[A-ZÀ-Þ])",
    re.I,
)
_PICTURES = re.compile(
    r"[\s.,;|/]+(?:photo(?:graph|s|graph[sy])?|pictures?|images?|portraits?|illustrations?|video|graphics?)(?:\s+by\b|\s*:|(?-i:(?<=[A-Z])\s+(?=[A-ZÀ-Þ][a-zà-ÿ]))).*$",
    re.I,
)
"""Whose the pictures are, behind the writer: "Words by Ida Moor. Portrait by Tom Reed"."""
_PICTURE = re.compile(r"[ploivg](?:hoto|icture|ortrait|mage|llustration|ideo|raphic)", re.I)
_SEAM = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]")
"""Quick looks that spare most lines the patterns beside them."""
_ADDRESS = re.compile(
    r"(?:(?<!\s)\s++(?:[/|,(-]\s*+)?|(?:[/|,(]|-(?=\s)|(?<![\w.+-])-)\s*+|(?<![\w.+-]))[\w.+-]++@[\w.-]+\w\)?"
)
_POSTED = re.compile(r"^(?:posted|published|updated)\b.{0,60}?\bby\s+(?=[A-ZÀ-Þ])", re.I)
_BY = re.compile(r"(?<=\s)by\s+(?=[A-ZÀ-Þ])", re.I)
_GLUED = re.compile(
    r"(?<=^By)(?=[A-ZÀ-Þ][a-zà-ÿ])|(?<=[a-zà-ÿ])(?=(?:Published|Updated|Posted|Medically|Reviewed|Edited|Fact-?[Cc]hecked|Last [Uu]pdated|(?<!Mc)(?<!Mac)(?:[A-Z][a-z]+ ){1,2}(?:Reporter|Correspondent|Editor|Writer)\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d))"
)
"""Where what stood side by side on the page was joined: "ByIda MoorPublished: May 4, 2021"."""
_WEEKDAY_LENGTH = 12
_LONGEST_NAMES = 80
_MOST_NAMES = 4
_CUT = re.compile(
    r"\s*(?:[|•·/<>]|\s[–—-]\s|\bfor\b|\bat\b|\bfrom\b|\bin\b|\bupdated\b|\bpublished\b|\bposted\b|\S+@\S+|\b\d+ comments?\b|\b(?:\d+|an?) \w+ ago\b|\b(?:medically |expert |fact[- ])?(?:reviewed|edited|checked|verified)\b|\bleave a\b|@\w+|\(|\bon\b).*$",
    re.I,
)
_FOR = re.compile(r"\b(?i:for (?:the )?)(?P<outlet>[A-ZÀ-Þ][\w.’'&-]*(?: [A-ZÀ-Þ][\w.’'&-]*){0,3})$")
_PARTS = re.compile(r"\s*[,|]\s*|\s+(?:for|of|at)\s+(?=[A-ZÀ-Þ])")
_PLACE = re.compile(
    r"\s+(?:reporting\s+)?(?:in|from)\s+[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,3}(?:,\s[A-ZÀ-Þ][\w.’'-]*)?"
    r"(?=\s*(?:,?\s+and\b|;|&|,|$))"
)
"""Where a reporter was: "Ida Moor in Lima, Peru, and Tom Reed in Oslo"."""
_SHIFT = re.compile(r"\s*\((?:now|earlier|(?:from|until) [^()]{1,20})\)", re.I)
"""When a writer of a live page wrote: "Ida Moor (now) and Tom Reed (earlier)"."""
_BETWEEN = re.compile(r"\s*(?:,|;|&|\band\b|\bwith\b|\by\b|\bet\b|\bund\b|\bdan\b)\s*", re.I)
_TOKEN = re.compile(r"(?:[A-ZÀ-ÞŁŠŽĀ-ſ][\w’'.-]*|[a-zà-ÿ]{1,3}['’][A-ZÀ-Þ]\w*)$")
_NO_PERSON = re.compile(
    r"\b(?:Staff|Desk|Agenc(?:y|ies)|Newsroom|Team|Editors|Reporters|Admin|Administrator|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|Newsdesk|Bureau|Contributor|Contributors|Network|Press|Service|Services|Wire|Board)\b", re.I
)  # fmt: skip
_PARTICLES = {
    "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "ibn", "ben", "dos",
    "das", "do", "du", "ten", "ter", "y", "e", "af", "av",
}  # fmt: skip
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|phd|md|esq)\.?$", re.I)
_DEGREES = re.compile(
    r"(?<=[a-zà-ÿ])(?:,\s(?:Ph\.?D|M\.?D|[A-Z][A-Z]{1,4}(?:-[A-Z]{1,4})?(?: \d{3})?)[.®™]?(?=\s*(?:[,;|&•]|$)|\s+(?:[–—-]|and\b)))+"
)
"""Letters of study or rank behind a name: "Ida Moor, MS, RD"."""


_SIGN_OFF = re.compile(r"^[–—-]{1,2} ?(?P<names>[A-ZÀ-Þ][^.!?]{3,60})$")


class Byline(NamedTuple):
    """The names of a byline, and the outlet or agency that stands in it."""

    names: tuple[str, ...]
    outlet: str | None


def read_byline(text: str) -> Byline | None:
    """Return who a line says wrote the article: "By A and B", "Posted … by A", "A, Staff Writer", "A Science Editor"."""
    if len(text) > 160:
        return None
    text = _GLUED.sub(" ", text) if _SEAM.search(text) else text
    text = _PICTURES.sub("", text) if _PICTURE.search(text) else text
    opening = _OPENING.match(text) or _POSTED.match(text) or _after_date(text)
    if opening is None:
        return _read_name_and_role(_ADDRESS.sub("", text) if "@" in text else text)
    rest = text[opening.end() :]
    if rest[:1].islower() and rest.split()[0] not in _PARTICLES:  # "By using our site"
        return None
    told = _FOR.search(rest)
    outlet = (
        find_outlet(rest)
        or (told["outlet"] if told else None)
        or next((part for part in _PARTS.split(rest) if _is_outlet(part)), None)
    )
    names = clean_names(rest)
    return Byline(names, outlet) if names or (outlet and len(rest.split()) <= 8) else None


def _is_outlet(text: str) -> bool:
    return is_press_name(text) or (text.startswith("The ") and _is_name(text))


def _after_date(text: str) -> re.Match[str] | None:
    """Return the "by" that follows the date a line begins with: "May 4, 2021 by Ida Moor"."""
    date = find_date(text) if re.search(r"\bby\b", text, re.I) else None
    return _BY.search(text, date.end) if date and date.start <= _WEEKDAY_LENGTH else None


def clean_names(text: str) -> tuple[str, ...]:
    """Return the names of persons in a list of authors; roles, outlets, dates and addresses are left out."""
    text = re.sub(
        r"https?://\S+|\b(?:(?i:written|reported|posted|compiled|submitted|words|text|story)\s+)?[Bb][Yy]\s+(?=[A-Z])",
        "",
        text,
    ).strip()
    text = text.removeprefix("Author ")
    date = find_date(text)
    if date:
        text = text[: date.start]
    names = list(_names_in(_CUT.sub("", _PLACE.sub("", _DEGREES.sub("", text)))))
    if len(names) > 1 and _is_lone_place(text, names):
        names.pop()
    return tuple(dict.fromkeys(names))


def _names_in(text: str) -> Iterator[str]:
    """Yield the names in a list; what follows somebody's office after a comma is the employer: "Ida Moor, head of piers, Holmwerk"."""
    in_office, at = False, 0
    for found in (*_BETWEEN.finditer(text), None):
        part = text[at : found.start() if found else len(text)]
        names = [name for name in _name_of(part) if not in_office or is_first_name(name.split()[0])]
        yield from names
        joins = found is not None and found[0].strip() not in (",", "")
        in_office = not joins and (in_office or (bool(part.strip()) and not names))
        at = found.end() if found else at


def _is_lone_place(text: str, names: list[str]) -> bool:
    """Return whether one word after the last comma is where the others were: "Ida Moor and Tom Reed, SELBY"."""
    last = text.rpartition(",")[2].strip(" .")
    is_single = (
        len(last.split()) == 1 and last.casefold() == names[-1].casefold() and not is_first_name(title_case(last))
    )
    return is_single and all(len(name.split()) > 1 for name in names[:-1])


def _name_of(part: str) -> Iterator[str]:
    part = part.strip(" .,:;*_")
    if _SUFFIX.match(part) or find_outlet(part, whole=True):
        return
    role = role_start(part)
    name = _shortened(_without_newsroom((part if role is None else part[:role]).strip(" ,")))
    if _is_name(name) and not is_press_name(name) and not _NO_PERSON.search(name) and not _is_house(name):
        yield title_case(name)


def _is_house(name: str) -> bool:
    """Return whether a name is a firm's or an office's: "The Quay", "Marlow Van Council"."""
    words = name.split()
    kind = load_lexicon("organization_words").get(words[-1].casefold())
    return words[0] == "The" or (len(words) > 2 and kind == "organization" and not is_first_name(title_case(words[0])))


def _shortened(name: str) -> str:
    """Return a name without what its bearer is, where more than four words are in capitals."""
    words = name.split()
    return " ".join(words[:2]) if sum(word[:1].isupper() for word in words) > _MOST_NAMES else name


def _without_newsroom(name: str) -> str:
    """Return a name without the outlet printed after it: a known one, one by its look, or what follows a name in capitals."""
    words = name.split()
    is_person = bool(words) and is_first_name(title_case(words[0]))
    for first in range(2, len(words)):
        bearer, rest = words[:first], words[first:]
        in_capitals = all(map(str.isupper, bearer)) and any(len(word.strip(".")) > 1 for word in bearer)
        if (
            know_outlet(" ".join(rest))
            or (is_person and len(rest) > 1 and is_press_name(" ".join(rest).removesuffix(" Staff")))
            or (in_capitals and not any(map(str.isupper, rest)))
        ):
            return " ".join(bearer)
    return name


def read_lone_names(text: str, *, at_date: bool = False) -> tuple[str, ...]:
    """Return the names that a line consists of, each told by a known first name: "Ida Moor", "IDA MOOR and TOM REED"."""
    bare = _PLACE.sub("", _DEGREES.sub("", _SHIFT.sub("", text))) if len(text) <= _LONGEST_NAMES else ""
    parts = _BETWEEN.split(bare) if bare else []
    names = [_lone_name(part, at_date=at_date) for part in parts]
    return tuple(name for name in names if name) if all(names) else ()


def read_sign_off(text: str) -> tuple[str, ...]:
    """Return the writer below a text, behind a dash: "— Ida Moor"."""
    dashed = _SIGN_OFF.match(text)
    return read_lone_names(dashed["names"], at_date=True) if dashed else ()


def _lone_name(text: str, *, at_date: bool) -> str | None:
    """Return a name; beside a date (`at_date`) any two or three words will do that name no place, newspaper or section."""
    if not 2 <= len(text.split()) <= 4 or not _is_name(text) or find_outlet(text, whole=True):
        return None
    name = title_case(text)
    told = is_first_name(title_case(text.upper()).split()[0]) or (at_date and _can_be_person(name))
    return name if told and role_start(text) is None else None


def _can_be_person(name: str) -> bool:
    """Return whether two or three words name no newspaper, place, section or office; a surname may be a country's ("Holland")."""
    words = name.split()
    others = set(load_lexicon("section_labels")) | set(load_lexicon("organization_words"))
    is_other = not others.isdisjoint({name, *words, *name.casefold().split()})
    places = load_lexicon("places")
    return (
        len(words) <= 3 and not is_press_name(name) and not is_other and name not in places and words[0] not in places
    )


def _read_name_and_role(text: str) -> Byline | None:
    """Return the name before a role that ends the line, as in "Mara Okoth Senior Health Correspondent in Oslo"."""
    text = _PLACE.sub("", text)
    if len(text) > 90 or re.search(r"[.!?:;“”\"]$", text) or text.count(",") > 3:
        return None
    role = role_start(text)
    if role is None or role == 0:
        return None
    before = without_beat(text[:role].strip(" ,|-–—/"))
    parts = (
        [before] if _is_name(before) else [part for part in _BETWEEN.split(before) if not find_outlet(part, whole=True)]
    )
    if (
        len(parts) > 1
        and "," in before
        and (len(parts[-1].split()) == 1 or bare_word(parts[-1].split()[0]) in role_words())
    ):
        parts.pop()  # "Ida Moor, Selbywire staff writer", "Ida Moor, Senior Bridges Writer"
    if not parts or not all(_is_name(part) and len(part.split()) > 1 and not is_beat(part) for part in parts):
        return None
    return Byline(tuple(map(title_case, parts)), find_outlet(text[role:]) or find_outlet(before))


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 5 or any(character.isdigit() for character in text):
        return False
    fit = [bool(_TOKEN.match(word)) for word in words]
    return fit[0] and fit[-1] and all(ok or word.casefold() in _PARTICLES for ok, word in zip(fit, words, strict=True))


def title_case(name: str) -> str:
    """Return a name printed in capitals as it is usually written; other names stay as they are."""
    letters = [character for character in name if character.isalpha()]
    small = sum(character.islower() for character in letters)
    if small > len(letters) * 0.2 or not any(len(word.strip(".")) > 2 for word in name.split()):
        return name
    return " ".join(map(_title_word, name.split()))


def _title_word(word: str) -> str:
    if re.fullmatch(r"(?:[^\W\d_]\.?){1,2}|(?:[^\W\d_]\.){2,4}|I{2,3}|IV", word) and (
        "." in word or word in ("II", "III", "IV")
    ):
        return word
    if word.casefold() in _PARTICLES:
        return word.casefold()
    if re.match(r"Ma?c[A-Z]", word):
        return re.sub(r"(?<=[A-Z])[A-Z]+", lambda part: part[0].lower(), word)
    lowered = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"^(Mc|Mac(?=[A-Z]))([a-z])", lambda part: part[1] + part[2].upper(), lowered)
