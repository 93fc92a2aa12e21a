"""Whose story an article is, and whether its outlet did reporting of its own. Article -> Desk."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Attribution, Copy, Draft, Family, Source
from copydesk.stages.articles.values.outlets import know_outlet
from copydesk.stages.claims.names import find_outlets, is_home, known_newsrooms, outlet_key
from copydesk.stages.claims.parties import find_parties
from copydesk.stages.claims.words import credit_phrases
from copydesk.stages.relations.origins import read_standing

OPENING = 300
"""An agency's name in brackets counts as a credit within so many characters of an article's start."""
LEAST_TAKEN = 0.15
POSTED = "articles.post"
"""The rule of articles that are what a poster says himself, and no story that he pasted."""
_TOLD = re.compile(
    r"\b(?:told|confirmed to|said to|speaking to|interview with) (?P<the>[Tt]he )?(?P<name>(?:[A-Z][\w&'’]{0,20} ?){1,5})"
)
_TO_US = re.compile(r"\b(?:told|spoken to|spoke to|showed|shown to|seen by) (?:us|me)\b")
_QUOTED = re.compile(r"“[^”]{0,600}”|\"[^\"]{0,600}\"")


NOTHING: Mapping[str, str] = MappingProxyType({})


class Desk(NamedTuple):
    """Whose words an article carries: `outlet` where it is known, and whether that outlet reported them itself.

    `key` stands for the outlet, or for the family of copies where no outlet is known.
    """

    key: str
    outlet: str | None
    reports: bool


class Press(NamedTuple):
    """The outlets that a pile names by their keys, the keys of those the story is about, and its sources by id."""

    outlets: Mapping[str, str]
    parties: Mapping[str, str]
    sources: Mapping[str, Source]


def read_press(draft: Draft) -> Press:
    """Return what a pile tells of outlets; an organisation that is an outlet elsewhere in it is one among its sources too."""
    outlets, parties = find_outlets(draft), find_party_keys(draft)
    known = outlets.keys() - parties.keys()
    sources = {
        source.id: replace(source, kind="outlet" if outlet_key(source.name) in known else "organization")
        if source.kind in ("organization", "document", "outlet") and source.name
        else source
        for source in draft.sources
    }
    return Press(outlets, parties, sources)


def find_party_keys(draft: Draft) -> dict[str, str]:
    """Return the keys of the outlets that the story is about, and that report nothing, by all that they are called."""
    return find_parties(draft, known_newsrooms(), outlet_key)


def told_outlet(sentence: str, known: Container[str]) -> str | None:
    """Return the outlet that somebody "told" something: one the pile knows, one with a newspaper's last word ("…
    Courier"), or a name with a capital "The" inside a sentence.
    """
    for hit in _TOLD.finditer(sentence):
        words = hit["name"].split()
        if hit["the"] == "The ":  # hardly anything but a newspaper keeps its capital there
            return " ".join(words)
        for end in range(len(words), 0, -1):
            name = " ".join(words[:end])
            if outlet_key(name) in known or (end > 1 and words[end - 1] in load_lexicon("outlet_words")):
                return name
    return None


def is_outlet(source: Source | None) -> bool:
    return source is not None and source.kind == "outlet"


def name_outlet(source: Source | None) -> str | None:
    return (source.name or source.description) if source else None


def find_desks(draft: Draft, press: Press) -> dict[str, Desk]:
    """Return for each article whose reporting it carries.

    A family whose outlet of origin is known is that outlet's. An article alone is its outlet's own where it bears a
    byline, says "told the Gazette" or is that of a known newsroom, where it copied from nobody, and where it does not
    mostly pass on what other outlets have. Of a forum's posts, only one that carries an outlet's story is.
    """
    family_of = {article: family for family in draft.families for article in family.articles}
    articles = {article.id: article for article in draft.articles}
    spoken: dict[str, list[Attribution]] = {}
    for attribution in draft.attributions:
        spoken.setdefault(attribution.article, []).append(attribution)
    takers, known = _takers(draft.copies), press.outlets
    desks = {}
    for article in draft.articles:
        family = family_of.get(article.id)
        origin = _origin_outlet(family, articles)
        origin = known.get(outlet_key(origin), origin) if origin else None
        if family is not None:
            desks[article.id] = Desk(outlet_key(origin) if origin else family.id, origin, origin is not None)
            continue
        if (agency := _printed_from(article)) is not None:
            agency = known.get(outlet_key(agency), agency)
            desks[article.id] = Desk(outlet_key(agency), agency, True)
            continue
        own = (
            article.outlet is not None and article.id not in takers and outlet_key(article.outlet) not in press.parties
        )
        own = (
            own
            and _shows_own_work(article, known)
            and not _passes_on(article, spoken.get(article.id, []), press.sources, known)
        )
        key = outlet_key(article.outlet) if article.outlet else article.id
        desks[article.id] = Desk(key, article.outlet, own)
    return desks


def _printed_from(article: Article) -> str | None:
    """Return the outlet whose text an article prints, by its byline or dateline ("Nairobi (AFP) –", "PTI / 8 March")."""
    origin = read_standing(article).origin
    if origin is None:
        return None
    lines = [article.words_of(block.span) for block in article.blocks if block.role in ("byline", "dateline")]
    pieces = [piece.strip() for line in lines for piece in re.split(r"[,/()|–—\n-]|\b[Bb]y\b", line)]
    named = [outlet.name for piece in pieces if piece and (outlet := know_outlet(piece)) is not None]
    return origin if outlet_key(origin) in map(outlet_key, named) else None


def find_generic(draft: Draft, sources: Mapping[str, Source]) -> dict[str, str]:
    """Return for each attribution to "the newspaper" and the like the outlet last named before it in its article."""
    ordered = sorted(draft.attributions, key=lambda one: (one.article, _place(one), one.id))
    articles = {article.id: article for article in draft.articles}
    found: dict[str, str] = {}
    last: dict[str, str] = {}
    for attribution in ordered:
        names = [name_outlet(sources.get(one)) for one in (attribution.source or "", *attribution.via)]
        if attribution.source_span is not None:
            names.append(articles[attribution.article].words_of(attribution.source_span))
        if any(name and _is_generic(name) for name in names) or _tells_outlet(attribution, articles):
            if attribution.article in last:
                found[attribution.id] = last[attribution.article]
            continue
        named = [one for one in (attribution.source or "", *attribution.via) if is_outlet(sources.get(one))]
        if named and (name := name_outlet(sources[named[-1]])):
            last[attribution.article] = name
    return found


def _place(attribution: Attribution) -> int:
    spans = [span for span in (attribution.cue_span, attribution.source_span, *attribution.content_spans) if span]
    return min((span.start for span in spans), default=0)


def _tells_outlet(attribution: Attribution, articles: Mapping[str, Article]) -> bool:
    """Tell whether somebody is said to have told "the newspaper" something."""
    cue, text = attribution.cue_span, articles[attribution.article].text
    if cue is None or text[cue.start : cue.end].lower() != "told":
        return False
    following = text[cue.end : cue.end + 40].split()
    return len(following) > 1 and following[0] == "the" and _is_generic(following[1].strip('.,;:”"'))


def _is_generic(name: str) -> bool:
    return name.casefold().removeprefix("the ").removeprefix("news ") in credit_phrases("outlet")


def credited(
    attribution: Attribution, sources: Mapping[str, Source], home: str, generic: Mapping[str, str] = NOTHING
) -> str | None:
    """Return the outlet that an attribution names as having got it: the one nearest to the speaker that is not `home`,
    or `home` itself where an outlet speaks of its own reporting.
    """
    source = sources.get(attribution.source or "")
    if attribution.id in generic:
        return generic[attribution.id]
    through = [outlet for one in attribution.via if is_outlet(outlet := sources.get(one))]
    outlets = [source] if is_outlet(source) and not through else through
    if is_outlet(source) and through:
        outlets = [source, *through]
    names = [name for one in outlets if (name := name_outlet(one))]
    return next((name for name in names if not is_home(name, home)), names[0] if names else None)


def _origin_outlet(family: Family | None, articles: Mapping[str, Article]) -> str | None:
    if family is None:
        return None
    original = articles.get(family.original or "")
    return family.origin_outlet or (original.outlet if original else None)


def _takers(copies: Iterable[Copy]) -> set[str]:
    """Return the articles that took prose from others: those a relation says so of, or whose larger share is shared."""
    found = set()
    for copy in copies:
        way = copy.direction.value
        if way == "a_to_b":
            found.add(copy.b)
        elif way == "b_to_a":
            found.add(copy.a)
        elif max(copy.a_coverage, copy.b_coverage) >= LEAST_TAKEN:
            found.add(copy.a if copy.a_coverage > copy.b_coverage else copy.b)
    return found


def _shows_own_work(article: Article, known: Mapping[str, str]) -> bool:
    """Tell whether a page bears a byline or its outlet's name as an agency's, or says that its outlet was told."""
    if article.rule == POSTED:
        return False
    if article.outlet and outlet_key(article.outlet) in known_newsrooms():
        return True
    if article.byline and article.form != "post":
        return True
    plain = re.sub(r"^the\s+", "", article.outlet or "", flags=re.I)
    called = (key for key, name in known.items() if name == article.outlet and len(key) > 1)
    outlet = f"(?:{'|'.join(map(re.escape, sorted({plain, *called}, reverse=True)))})"
    text = " ".join(article.words_of(block.span) for block in article.blocks if block.role != "comment")
    if re.search(rf"\((?:the )?{outlet}\)", text[:OPENING], re.I):
        return True
    phrases = "|".join(map(re.escape, credit_phrases("own")))
    if _TO_US.search(_QUOTED.sub("", text)):
        return True
    by_outlet = rf"\btold (?:the )?{outlet}\b|\b{outlet}(?:'s|’s)?\b[^.\n]{{0,40}}?\b(?:{phrases})\b"
    return re.search(by_outlet, text, re.I) is not None


def _passes_on(
    article: Article, spoken: Sequence[Attribution], sources: Mapping[str, Source], known: Mapping[str, str]
) -> bool:
    """Tell whether an article mostly passes on what other outlets have."""
    home = outlet_key(article.outlet or "")
    outlets = [credited(attribution, sources, home) for attribution in spoken]
    keys = [outlet_key(known.get(outlet_key(outlet), outlet)) for outlet in outlets if outlet is not None]
    others = sum(key != home for key in keys)
    return others * 2 > len(spoken) and others > 0
