"""Which names are outlets: by the list, by their last word, or by how the pages of a pile use them. Articles -> names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Entity
from copydesk.stages.articles.values.outlets import outlet_names

ARTICLES = ("the", "a", "an")
FIRST_WORDS = (
    *("Channel", "Corriere", "Courrier", "Diario", "Diário", "Gazeta", "Gazzetta", "Giornale", "Jornal", "Kanal"),
    *("Radio", "Rádio", "Televisión"),
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
AGENCIES = ("dpa", "epa")
"""Outlets that print their names in small letters."""
INSTITUTIONS = {"agency", "bureau", "committee", "congress", "council", "court", "department", "government"}
INSTITUTIONS |= {
    "assembly",
    "association",
    "bank",
    "board",
    "campaign",
    "cabinet",
    "chamber",
    "church",
    "club",
    "college",
    "commission",
    "county",
    "federation",
    "force",
    "foundation",
    "fund",
    "group",
    "hospital",
    "institute",
    "league",
    "mps",
    "nations",
    "navy",
    "parliament",
    "party",
    "prosecutors",
    "republicans",
    "democrats",
    "school",
    "security",
    "service",
    "society",
    "tribunal",
    "trust",
    "union",
    "army",
    "house",
    "ministry",
    "office",
    "police",
    "senate",
    "university",
}
"""Words in the names of bodies that publish pages but are no press."""
COMPANY_FORMS = {"ab", "ag", "bv", "co", "corp", "gmbh", "inc", "llc", "ltd", "nv", "plc", "sa", "se", "spa"}
"""What closes the name of a company; one that publishes its own statements is no press."""
OPENING = 400
"""A name in brackets before a dash is a dateline's within so many characters of an article's start."""
_NAME = r"[A-ZÀ-Þ][\w&’'-]*(?: (?:(?:of|da|de|dell[ao]|del|di|do|du|la) )?[A-ZÀ-Þ][\w&’'-]*){0,4}"
_CITES = r"(?:cit|quot|credit)(?:es?|ed|s|ing)"
_TELLING = r"(?:tells?|told|telling|spoke to|speaking to|(?:interviews?|investigation|report) (?:by|with)|(?:seen|obtained|reviewed) by|leaked to)"


def _compile(*ways: str) -> tuple[re.Pattern[str], ...]:
    """Return the ways as patterns; NAME stands for the outlet's name, OTHER for that of one beside it."""
    name, other = f"(?P<name>{_NAME})", rf"(?P<other>{_NAME}(?: \d+)?)"
    return tuple(re.compile(way.replace("NAME", name).replace("OTHER", other)) for way in ways)


_USES = _compile(
    r"\b(?:told|according to|reported by|interview(?:ed)? (?:with|by|for)|(?:obtained|reviewed|seen) by) The NAME",
    r"\b(?:first reported|as (?:quoted|reported|cited)|(?:comments|interview|remarks) (?:carried|published|broadcast|aired)) by (?:the |The )?NAME",
    r"[,”\"] (?:the |The )?NAME reports?(?:ed)?[.]",
    r"\bNAME (?:also )?reports? (?:that|on)\b",
    r"\b[Tt]he NAME (?:has )?quoted \S+(?: \S+){0,8} as\b",
    r"\b(?:tells?|told|telling) (?:the )?NAME",
    r"\b(?:confirmed|disclosed|confided|dished|leaked|admitted|revealed|complained) to (?:the )?NAME",
    r"\b(?:[Ss]peaking|[Ss]poke|spoken|[Tt]alking|[Aa]ppearing|[Ww]riting) (?:to|on|for|in|with) (?:the )?NAME",
    r"\b(?:interview|appearance|op-ed|column|essay|exclusive|podcast|segment|comments|remarks|Q&A) "
    r"(?:given |published |aired |broadcast |carried )?(?:to|with|for|in|on|by) (?:the )?NAME",
    r"\b(?:report|story|article|piece|profile|investigation|documentary|dispatch|scoop)s? (?:published |aired |broadcast |carried )?in (?:the )?NAME",
    r"\b(?:obtained|reviewed|seen|viewed|heard|published|aired|broadcast|leaked|cited|quoted|first reported|broken) (?:by|to|in|on) (?:the )?NAME",
    r"\bas saying (?:by|in|on) (?:the )?NAME",
    rf"\b{_CITES} (?:the )?NAME, which (?:also |in turn )?{_CITES}\b",
    r"\bNAME(?:, [^.,;:“”]{1,60},)? (?:has |had )?(?:quoted|quotes|cited|cites) [^.,;:“”]{1,80} as (?:saying|telling|quoting)\b",
    r"\b(?:quoted|quotes|cited|cites|citing|quoting) (?:the )?NAME as (?:saying|quoting|reporting) that (?:an?|two|the) [\w ]{1,30} (?:told|said)\b",
    r"\b(?:comments|interview|remarks|statement|story|report) (?:that (?:was|were) )?(?:carried|quoted|cited|relayed) by (?:the )?NAME",
)
"""Ways in which hardly anything but an outlet is named; only an outlet keeps a capital "The" inside a sentence."""
_SURE = _compile(
    r"\bNAME(?:[’']s)? (?:reporter|correspondent|journalist|columnist|anchor|stringer|camera crew|newsroom|website|podcast|newsletter|interview)\b",
    r"\bNAME, citing (?:people|sources|officials|documents|unnamed|unidentified|anonymous|two|three|four|a|an|its)\b",
    r"\bNAME (?:broke the (?:news|story)|was (?:the )?first to report|, which (?:first reported|broke))",
    r"\bNAME, (?:a|an|the) (?:[\w-]+ ){0,4}(?:newspaper|daily|weekly|broadcaster|tabloid|magazine|newsroom|newswire|news (?:site|agency|outlet|website|channel))\b",
    r"\b(?:daily|weekly|agency|station|network|channel|outlet|news portal|site|website|wire|podcast) NAME",
    r"\b(?:newspaper|paper|broadcaster|news agency|news site|news website|tabloid|magazine|radio station|TV channel|[Tt]he blog) NAME",
    r"\bNAME (?:newspaper|radio|television|news agency|news site|magazine)\b",
    r"\bNAME (?:first|exclusively) reported\b",
    rf"\b{_CITES} (?P<name>(?:Das|Der|Die|Het|Il|Les) {_NAME})",
)
"""Ways in which nothing but an outlet is named, even where the name looks like a person's ("the daily Klarin")."""
_SEEN = _compile(
    r"\b(?:obtained|reviewed|seen|viewed) by (?:the )?NAME",
    r"\bleak(?:s|ed) to (?:the )?NAME",
    r"\b(?:[Ii]nterviewed|(?:re)?printed|relayed|republished|picked up(?: from there)?) by (?:the )?NAME",
    r"\bNAME (?:re)?print(?:s|ed) (?:an?|the) (?:excerpt|interview|letter|memo|transcript|statement)",
    r"\bNAME (?:has|had) (?:learned|learnt|(?:heard|obtained|reviewed|seen) (?:an?|the) (?:[\w-]+ ){0,2}"
    r"(?:document|draft|e-?mail|file|footage|letter|memo|message|recording|report|transcript|video)s?)\b",
)
"""Ways in which an outlet comes to a document or passes one on, and hardly a place does, whatever a recogniser of names makes of an unknown word."""
_PAIRS = _compile(
    rf"\bNAME,? (?:which (?:in turn )?|who )?{_CITES} (?:an? |the |The )?OTHER",
    rf"\b{_TELLING} (?:the )?OTHER(?:, [A-ZÀ-Þ][^,.;:]{{0,40}})? and (?:the )?NAME",
    rf"\b{_TELLING} (?:the )?NAME and (?:the )?OTHER",
    r"\btold (?:the )?OTHER, according to (?:the )?NAME",
    rf"\b{_TELLING} (?:the )?OTHER, NAME(?:, [A-ZÀ-Þ][^,.;:]{{0,40}})?,? and\b",
)
"""An outlet named with another that is known: the one that cites it, those told with it ("told the Echo, Klarin and …")."""
_SHAPED = re.compile(
    r"\b(?!Com|Sup|Unim)(?P<name>[A-ZÀ-Þ]\w{2,}(?<!ex)(?:avisen|bladet|posten|press|tidende|tidningen|zeitung))\b"
)
"""Single words that end as names of newspapers and agencies do ("Bergavisen")."""
_FOREIGN = re.compile(r"(?:Das|Der|Die|Het|Il|Les) [A-ZÀ-Þ]|(?:El|La|Le|O) [A-ZÀ-Þ]\w+ (?:da|de|del|di|do|du) ")
"""How foreign newspapers' names begin and people's do not, even where a recogniser of names takes them for people's."""
ROUNDS = 3
"""So many times are outlets found beside those found before ("A, citing B, which cited C")."""
_DATELINE = re.compile(rf"\((?P<name>{_NAME})\) ?[-–—]")
_OF_A_PEOPLE = re.compile(r"(?:ians?|cans?|ish|ese|eli|aqi|stani|ench|erman|utch|lims?|reek|ssian|-\w+)$")
"""How words for a country's people and language end, which stand before "newspaper" too."""
_GLUED = re.compile(r"[,;/|\n]|(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])| and ")


def find_pile_outlets(articles: Sequence[Article], entities: Sequence[Entity]) -> dict[str, str]:
    """Return the names that a pile uses as outlets', by their form in small letters without "the".

    That are the outlets of its articles, names in datelines and lists of sources, and names used as only an outlet's
    are ("…, the Lantern reports"). Names of people and places are left out.
    """
    people = {word for entity in entities if entity.kind == "person" for word in entity.name.casefold().split()}
    people.update(name.casefold() for entity in entities if entity.kind == "person" for name in entity.aliases)
    people.update(
        form.casefold() for name in ("places", "media_of_speech", "months", "weekdays") for form in load_lexicon(name)
    )
    others = people | {entity.name.casefold() for entity in entities if entity.kind == "place"}
    texts = [article.text for article in articles]
    named = [(name, others) for article in articles for name in _named(article)]
    named += [(name, people) for text in texts for pattern in _SEEN for name in _uses(pattern, text)]
    used = {name for name, no in named if _FOREIGN.match(name) or not no.intersection(_words_of(name))}
    used |= {name for text in texts for pattern in (*_SURE, _SHAPED) for name in _uses(pattern, text)}
    used = {name for name in used if _is_name(name)}
    pairs = {(hit["name"], hit["other"]) for text in texts for pattern in _PAIRS for hit in pattern.finditer(text)}
    for _ in range(ROUNDS):
        known = {outlet_key(name): name for name in sorted(used)}
        used |= {
            name
            for name in _beside(pairs, known)
            if _is_name(name) and (_FOREIGN.match(name) or not people.intersection(_words_of(name)))
        }
    own = {article.outlet for article in articles if article.outlet and "." not in article.outlet}
    parts = [entity.name.casefold().split() for entity in entities if entity.kind == "organization"]
    firms = {" ".join(words[:-1]) for words in parts if len(words) > 1 and words[-1].strip(".") in COMPANY_FORMS}
    own = {name for name in own if outlet_key(name) not in firms}
    return {
        key: name
        for name in sorted(used | own)
        if not INSTITUTIONS.intersection((key := outlet_key(name)).split()) and key not in load_lexicon("told_bodies")
    }


def _is_name(name: str) -> bool:
    """Say whether what stands like an outlet's name can be one: no letter, no "On" or "British", no word for a paper by itself."""
    lists = ("function_words", "media_of_speech", "person_nouns", "press_nouns", "places", "source_nouns")
    forms = (name.casefold(), name.casefold().removesuffix("s"))
    plain = " " not in name and any(form in load_lexicon(one) for one in lists for form in forms)
    return len(name) > 1 and not plain and not (" " not in name and _OF_A_PEOPLE.search(name))


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
    if not words or not (not words[0].islower() or words[0] in AGENCIES):
        return None
    key = " ".join(words).casefold()
    if key in outlet_names():
        return outlet_names()[key]
    named = len(words) > 1 and (words[-1] in load_lexicon("outlet_words") or words[0] in FIRST_WORDS)
    named = named or (len(words) > 2 and words[-1] == "Agency" and words[-2] in ("News", "Press"))
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
        opens = hit[0].split()[0].lower() in load_lexicon("prepositions")  # "On Telegram"
        if " " in hit[0] and not opens and last in load_lexicon("outlet_words") and (name := outlet_of(hit[0], known)):
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


def _beside(pairs: Iterable[tuple[str, str]], known: Mapping[str, str]) -> Iterator[str]:
    """Yield the names that stand with a known outlet's as only another outlet's does."""
    for name, other in pairs:
        if outlet_of(other, known) and not outlet_of(name, known):
            yield name.removeprefix("The ")


def _uses(pattern: re.Pattern[str], text: str) -> Iterable[str]:
    return (hit["name"].removeprefix("The ") for hit in pattern.finditer(text))
