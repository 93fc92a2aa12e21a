"""Which names are outlets: by the list, by their last word, or by how the pages of a pile use them. Articles -> names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from copydesk.lexicon import load_entries, load_lexicon
from copydesk.records import Article, Entity, OutletUse, OutletUses
from copydesk.stages.articles.values.outlets import outlet_names
from copydesk.stages.attribution.grammar import SMALL_NAMES
from copydesk.stages.attribution.outlet_ways import (
    MAY,
    MOSTLY,
    NAME,
    bare,
    on_air,
    pairs_in,
    shown_otherwise,
    uses_in,
)
from copydesk.text.names import read_person_name, sex_of, title_class
from copydesk.text.titles import without_remit

ARTICLES = ("the", "a", "an")
FIRST_WORDS = (
    *("Channel", "Corriere", "Courrier", "Diario", "Diário", "Gazeta", "Gazzetta", "Giornale", "Jornal", "Kanal"),
    *("Raadio", "Radio", "Radyo", "Rádio", "Ràdio", "Rádió", "Televisión", "Televizija", "Telewizja", "Télévision"),
)
"""First words of outlets' names ("Radio Nine"), which some languages put in front of the place."""
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
SURNAMES = ("Ledger", "Mercury", "Post")
"""Last words of outlets' names that people have behind a first name, too ("Emily Post")."""
PUBLIC = frozenset((
    "agency", "army", "assembly", "authority", "bureau", "cabinet", "commission", "committee", "congress", "council",
    "county", "court", "department", "government", "hospital", "ministry", "navy", "office", "parliament", "party",
    "police", "school", "senate", "tribunal", "union", "university",
))  # fmt: skip
"""Words in the names of bodies that nobody calls a company."""
INSTITUTIONS = PUBLIC | frozenset((
    "association", "bank", "board", "campaign", "chamber", "church", "club", "college", "conference", "congregation",
    "democrats", "federation", "force", "forum", "foundation", "fund", "group", "hearing", "house", "inquest", "inquiry",
    "institute", "league", "mps", "nations", "panel", "prosecutors", "republicans", "security", "service", "society",
    "summit", "trust",
))  # fmt: skip
"""Words in the names of bodies that publish pages but are no press."""
SERVICES = tuple(
    f" {kind} service" for kind in ("broadcasting", "news", "press", "radio", "reporting", "wire", "world")
)
"""How names of agencies and broadcasters end that are called a service."""
COMPANY_FORMS = {"ab", "ag", "bv", "co", "corp", "gmbh", "inc", "llc", "ltd", "nv", "plc", "sa", "se", "spa"}
"""What closes the name of a company; one that publishes its own statements is no press."""
SHORTEST = 2
"""The fewest letters of a name."""
OPENING = 400
"""A name in brackets before a dash is a dateline's within so many characters of an article's start."""
_FOREIGN = re.compile(r"(?:Das|Der|Die|Het|Il|Les) [A-ZÀ-Þ]|(?:El|La|Le|O) [A-ZÀ-Þ]\w+ (?:da|de|del|di|do|du) ")
"""How foreign newspapers' names begin and people's do not, even where a recogniser of names takes them for people's."""
ROUNDS = 3
"""So many times are outlets found beside those found before ("A, citing B, which cited C")."""
_DATELINE = re.compile(rf"\((?P<name>{NAME})\) ?[-–—]")
_OF_A_PEOPLE = re.compile(
    r"(?:ians?|[cdkxy]ans?|[klr]eans?|ghans?|ish|ese|eli|aqi|stani|emeni|mani|waiti|irati|atari|audi|raini|epali|omali|zech|wiss|ench|erman|utch|lims?|reek|ssian|-[a-zà-ÿ]\w*)$"
)
"""How words for a country's people and language end, which stand before "newspaper" too."""
_GLUED = re.compile(r"[,;/|\n]|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])| and ")


class Others(NamedTuple):
    """What a pile names beside outlets, in small letters.

    `known` are words of the names of people of whom the pile tells more than a name; `people` and `places` what a recogniser of names takes for one, which is often wrong where a word is unknown; `shown` what
    the text calls something else.
    """

    known: Collection[str]
    people: Collection[str]
    places: Collection[str]
    shown: Collection[str]

    def bar(self, use: OutletUse) -> bool:
        """Say whether a name is no outlet's for all the way in which it is used."""
        words, last = _words_of(use.name), outlet_key(use.name).rpartition(" ")[2].capitalize()
        if _FOREIGN.match(use.name):
            return False
        if outlet_key(use.name) in _never() or not words.isdisjoint(self.known):
            return True
        hinted = last in load_lexicon("outlet_words") or last in load_lexicon("outlet_hints") or _is_service(use.name)
        if use.weight > MAY or hinted:
            return False
        doubtful = (self.shown,) if use.definite else (self.shown, self.people, self.places)
        return last.lower() in _body_words() or not all(words.isdisjoint(names) for names in doubtful)

    def bar_in_context(self, name: str) -> bool:
        """Say whether a name is no outlet's though it stands in a sentence as one's does, whatever stands around it."""
        key = outlet_key(name)
        if is_never(key) or _is_institution(key) or len(key) < SHORTEST:
            return True
        words = _words_of(name)
        last = key.rpartition(" ")[2]
        body = last in _body_words() and not _is_service(key)
        named = not words.isdisjoint(self.known) or not words.isdisjoint(self.shown)
        return body or named or title_class(key) is not None


def read_outlet_uses(article: Article) -> tuple[OutletUses, ...]:
    """Return how an article's text uses names as outlets' are."""
    text = article.text
    return (
        OutletUses(
            article=article.id,
            uses=tuple(sorted(set(_named(article)))),
            pairs=tuple(sorted(set(pairs_in(text)))),
            on_air=tuple(sorted(set(on_air(text)))),
            otherwise=tuple(sorted(set(shown_otherwise(text)))),
        ),
    )


def find_pile_outlets(
    articles: Sequence[Article], entities: Sequence[Entity], told: Sequence[OutletUses] | None = None
) -> dict[str, str]:
    """Return the names that a pile uses as outlets', by their form in small letters without "the".

    That are the outlets of its articles, names in datelines and lists of sources, and names used as only an outlet's
    are ("…, the Lantern reports"). Names of people and places are left out. `told` is what each article's text tells, where
    it was read before.
    """
    told = [uses for article in articles for uses in read_outlet_uses(article)] if told is None else told
    others = _others(entities, {outlet_key(name) for one in told for name in one.otherwise})
    bodies = {entity.name.casefold() for entity in entities if entity.kind == "organization"}
    used = {use.name for one in told for use in one.uses if not others.bar(use)}
    used |= {name for one in told for name in one.on_air if outlet_key(name) in bodies}
    used = {name for name in used if is_name(name)}
    pairs = {pair for one in told for pair in one.pairs}
    for _ in range(ROUNDS):
        known = {outlet_key(name): name for name in sorted(used)}
        beside = (OutletUse(name, MOSTLY, definite=False) for name in _beside(pairs, known) if is_name(name))
        used |= {use.name for use in beside if not others.bar(use)}
    own = {article.outlet for article in articles if article.outlet and "." not in article.outlet}
    parts = [entity.name.casefold().split() for entity in entities if entity.kind == "organization"]
    firms = {" ".join(words[:-1]) for words in parts if len(words) > 1 and words[-1].strip(".") in COMPANY_FORMS}
    own = {name for name in own if outlet_key(name) not in firms}
    return {
        key: name
        for name in sorted(used | own)
        if not _is_institution(key := outlet_key(name)) and key not in load_lexicon("told_bodies")
    }


def _is_institution(key: str) -> bool:
    """Say whether a name is that of a body by its first word or by that before its end or an "of" ("Ministry of Ports")."""
    words = key.partition(" of ")[0].split()
    return bool(words) and not INSTITUTIONS.isdisjoint((words[0], words[-1])) and not _is_service(key)


def _is_service(name: str) -> bool:
    """Say whether a name is an agency's or a broadcaster's by its last two words ("Local Democracy Reporting Service")."""
    return name.casefold().endswith(SERVICES)


def others_in(text: str, entities: Sequence[Entity]) -> Others:
    """Return what a text and its cast name beside outlets."""
    return _others(entities, {outlet_key(name) for name in shown_otherwise(text)})


def _others(entities: Sequence[Entity], shown: Collection[str]) -> Others:
    persons = [entity for entity in entities if entity.kind == "person"]
    people = {word for entity in persons for word in entity.name.casefold().split()}
    people.update(name.casefold() for entity in persons for name in entity.aliases)
    return Others(
        known={word for entity in persons if is_known(entity) for word in entity.name.casefold().split()},
        people=people,
        places={entity.name.casefold() for entity in entities if entity.kind == "place"},
        shown=shown,
    )


def is_known(person: Entity) -> bool:
    """Say whether more than a recogniser of names shows a person: an office, a listed first name, names of two lengths."""
    first, *others = person.name.split()
    lengths = {len(name.split()) for name in (person.name, *person.aliases)}
    roles = [
        role
        for role in person.roles
        if others or without_remit(role.title).split()[-1].lower() not in load_lexicon("press_nouns")
    ]
    return bool(roles or (others and first in load_lexicon("nicknames")) or len(lengths) > 1)  # "the broadcaster IRIB"


def is_never(key: str) -> bool:
    """Say whether a name's key is that of a known place, day, medium or body."""
    return key in _never() or key in load_lexicon("told_bodies")


@cache
def _never() -> frozenset[str]:
    """Return known places, days and media."""
    lists = ("places", "media_of_speech", "months", "weekdays")
    return frozenset(form.casefold() for name in lists for form in load_lexicon(name))


@cache
def _body_words() -> frozenset[str]:
    """Return the last words of names of companies, clubs and places."""
    return frozenset(row.form for row in load_entries("organization_words") if row.note == "word")


def is_name(name: str) -> bool:
    """Say whether what stands like an outlet's name can be one: no letter, no "On" or "British", no word for a paper by itself."""
    lists = ("function_words", "media_of_speech", "person_nouns", "press_nouns", "places", "source_nouns")
    forms = (name.casefold(), name.casefold().removesuffix("s"))
    plain = " " not in name and any(form in load_lexicon(one) for one in lists for form in forms)
    return len(name) > 1 and not plain and not (" " not in name and _OF_A_PEOPLE.search(name))


def _words_of(name: str) -> set[str]:
    """Return the name's key and the last word of it, by which a person goes."""
    key = outlet_key(name)
    return {key, key.split()[-1]} if key else set()


@lru_cache(50_000)
def outlet_key(name: str) -> str:
    """Return a name in small letters, without "the" and a genitive's ending."""
    words = re.sub(r"[’']s\b", "", name).strip(" ,.:'’").split()
    return " ".join(words[1:] if words and words[0].lower() in ARTICLES else words).casefold()


@lru_cache(50_000)
def _words_in(text: str) -> tuple[str, ...]:
    """Return the words of a name as printed, without an article before it and genitives' endings."""
    words = re.sub(r"[’']s\b", "", text).strip(" ,.'’").split()
    return tuple(words[1:] if words and words[0].lower() in ARTICLES else words)


def outlet_of(text: str, known: Mapping[str, str]) -> str | None:
    """Return the outlet that a name stands for ("the Harbour Gazette’s" -> "Harbour Gazette"), or None.

    `known` are the outlets of the pile, beside those of the list.
    """
    words = _words_in(text)
    if not words or not (not words[0].islower() or words[0] in SMALL_NAMES):
        return None
    key = " ".join(words).casefold()
    if key in outlet_names():
        return outlet_names()[key]
    named = len(words) > 1 and (words[-1] in load_lexicon("outlet_words") or words[0] in FIRST_WORDS)
    if named and words[-1] in SURNAMES and sex_of(read_person_name(" ".join(words))):
        return known.get(key)
    named = named or (len(words) > 2 and words[-1] == "Agency" and words[-2] in ("News", "Press"))
    last = named and all(w[:1].isupper() or w.isdigit() for w in words)
    of_place = (
        len(words) > 2 and words[0] in load_lexicon("outlet_words") and words[1] == "of" and words[2][:1].isupper()
    )
    return known.get(key) or (" ".join(words) if last or (of_place and words[0] not in NOT_OF) else None)


def short_names(text: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the last words that stand for outlets named in full in a text ("the Post"), where only one ends so."""
    full: dict[str, set[str]] = {}
    for hit in re.finditer(NAME, text):
        last = hit[0].split()[-1]
        opens = hit[0].split()[0].lower() in load_lexicon("prepositions")  # "On Telegram"
        if " " in hit[0] and not opens and last in load_lexicon("outlet_words") and (name := outlet_of(hit[0], known)):
            full.setdefault(last.casefold(), set()).add(name)
    return {last: min(names) for last, names in sorted(full.items()) if len(names) == 1}


def _named(article: Article) -> Iterator[OutletUse]:
    yield from uses_in(article.text)
    yield from (OutletUse(bare(hit["name"]), MAY, definite=False) for hit in _DATELINE.finditer(article.text[:OPENING]))
    for block in article.blocks:
        if block.role == "sources":
            parts = (part.strip(" .") for part in _GLUED.split(article.words_of(block.span).rpartition(":")[2]))
            yield from (OutletUse(bare(part), MAY, definite=False) for part in parts if re.fullmatch(NAME, part))


def _beside(pairs: Iterable[tuple[str, str]], known: Mapping[str, str]) -> Iterator[str]:
    """Yield the names that stand with a known outlet's as only another outlet's does."""
    for name, other in pairs:
        if outlet_of(other, known) and not outlet_of(name, known):
            yield name.removeprefix("The ")
