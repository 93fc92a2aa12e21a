"""Which names are outlets: by the list, by their last word, or by how the pages of a pile use them. Articles -> names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Entity
from copydesk.stages.articles.values.outlets import outlet_names

ARTICLES = ("the", "a", "an")
CHANNELS = ("Radio", "Channel")
"""First words of broadcasters' names ("Radio Nine")."""
NOT_OF = (
    "Globe",
    "Guardian",
    "Journal",
    "Magazine",
    "Mirror",
    "News",
    "Observer",
    "Post",
    "Register",
    "Television",
    "Times",
)
"""Last words of names behind which "of" and a name tell of something else ("the Journal of …", "Times of …" are listed)."""
AGENCIES = ("dpa", "epa")
"""Outlets that print their names in small letters."""
INSTITUTIONS = {"agency", "bureau", "committee", "congress", "council", "court", "department", "government"}
INSTITUTIONS |= {"house", "ministry", "office", "police", "senate", "university"}
"""Words in the names of bodies that publish pages but are no press."""
COMPANY_FORMS = {"ab", "ag", "bv", "co", "corp", "gmbh", "inc", "llc", "ltd", "nv", "plc", "sa", "se", "spa"}
"""What closes the name of a company; one that publishes its own statements is no press."""
OPENING = 400
"""A name in brackets before a dash is a dateline's within so many characters of an article's start."""
_NAME = r"[A-ZÀ-Þ][\w&’'-]*(?: (?:of |de |la )?[A-ZÀ-Þ][\w&’'-]*){0,4}"
_USES = tuple(
    re.compile(pattern.replace("NAME", f"(?P<name>{_NAME})"))
    for pattern in (
        r"\b(?:told|according to|reported by|interview(?:ed)? (?:with|by|for)|(?:obtained|reviewed|seen) by) The NAME",
        r"\bNAME (?:first|exclusively) reported\b",
        r"\b(?:first reported|as (?:quoted|reported|cited)|(?:comments|interview|remarks) (?:carried|published|broadcast|aired)) by (?:the |The )?NAME",
        r"[,”\"] (?:the |The )?NAME reports?(?:ed)?[.]",
        r"\bNAME (?:also )?reports? (?:that|on)\b",
        r"\b[Tt]he NAME (?:has )?quoted \S+(?: \S+){0,8} as\b",
        r"\b(?:newspaper|paper|broadcaster|news agency|news site|news website|tabloid|magazine|radio station|TV channel|[Tt]he blog) NAME",
        r"\bNAME (?:newspaper|radio|television|news agency|news site|magazine)\b",
    )
)
"""Ways in which hardly anything but an outlet is named; only an outlet keeps a capital "The" inside a sentence."""
_DATELINE = re.compile(rf"\((?P<name>{_NAME})\) ?[-–—]")
_GLUED = re.compile(r"[,;/|\n]|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])| and ")


def find_pile_outlets(articles: Sequence[Article], entities: Sequence[Entity]) -> dict[str, str]:
    """Return the names that a pile uses as outlets', by their form in small letters without "the".

    That are the outlets of its articles, names in datelines and lists of sources, and names used as only an outlet's
    are ("…, the Lantern reports"). Names of people and places are left out.
    """
    others = {word for entity in entities if entity.kind == "person" for word in entity.name.casefold().split()}
    others.update(name.casefold() for entity in entities if entity.kind == "person" for name in entity.aliases)
    others.update(form.casefold() for name in ("places", "media_of_speech") for form in load_lexicon(name))
    used = {name for article in articles for name in _named(article) if not others.intersection(_words_of(name))}
    own = {article.outlet for article in articles if article.outlet and "." not in article.outlet}
    parts = [entity.name.casefold().split() for entity in entities if entity.kind == "organization"]
    firms = {" ".join(words[:-1]) for words in parts if len(words) > 1 and words[-1].strip(".") in COMPANY_FORMS}
    own = {name for name in own if outlet_key(name) not in firms}
    return {
        key: name for name in sorted(used | own) if not INSTITUTIONS.intersection((key := outlet_key(name)).split())
    }


def _words_of(name: str) -> set[str]:
    """Return the name's key and the last word of it, by which a person goes."""
    key = outlet_key(name)
    return {key, key.split()[-1]} if key else set()


def outlet_key(name: str) -> str:
    """Return a name in small letters, without "the" and a genitive's ending."""
    words = re.sub(r"[’']s\b", "", name).strip(" ,.:'’").split()
    return " ".join(words[1:] if words and words[0].lower() in ARTICLES else words).casefold()


def outlet_of(text: str, known: Mapping[str, str]) -> str | None:
    """Return the outlet that a name stands for ("the Harbour Gazette’s" -> "Harbour Gazette"), or None.

    `known` are the outlets of the pile, beside those of the list.
    """
    words = re.sub(r"[’']s\b", "", text).strip(" ,.'’").split()
    words = words[1:] if words and words[0].lower() in ARTICLES else words
    if not words or not (words[0][:1].isupper() or words[0] in AGENCIES):
        return None
    key = " ".join(words).casefold()
    if key in outlet_names():
        return outlet_names()[key]
    named = len(words) > 1 and (words[-1] in load_lexicon("outlet_words") or words[0] in CHANNELS)
    last = named and all(w[:1].isupper() or w.isdigit() for w in words)
    of_place = (
        len(words) > 2 and words[0] in load_lexicon("outlet_words") and words[1] == "of" and words[2][:1].isupper()
    )
    return known.get(key) or (" ".join(words) if last or (of_place and words[0] not in NOT_OF) else None)


def short_names(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the last words that stand for outlets named in full in a text ("the Post"), where only one ends so."""
    full: dict[str, set[str]] = {}
    for hit in re.finditer(_NAME, text):
        last = hit[0].split()[-1]
        if " " in hit[0] and last in load_lexicon("outlet_words") and (name := outlet_of(hit[0], known)):
            full.setdefault(last.casefold(), set()).add(name)
    return {last: min(names) for last, names in sorted(full.items()) if len(names) == 1}


def _named(article: Article) -> Iterator[str]:
    for pattern in _USES:
        yield from _uses(pattern, article.text)
    yield from _uses(_DATELINE, article.text[:OPENING])
    for block in article.blocks:
        if block.role == "sources":
            parts = _GLUED.split(article.words_of(block.span).rpartition(":")[2])
            yield from (name for part in parts if re.fullmatch(_NAME, name := part.strip(" .").removeprefix("The ")))


def _uses(pattern: re.Pattern[str], text: str) -> Iterable[str]:
    return (hit["name"].removeprefix("The ") for hit in pattern.finditer(text))
