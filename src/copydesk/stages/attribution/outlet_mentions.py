"""Where outlets are named among the words of an article. Reading, tokens -> names."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.articles.values.outlets import outlet_names
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlets import outlet_key, outlet_of

LONGEST = 6
"""The most words of an outlet's name."""
INSIDE = (
    "of",
    "&",
    "-",
    "–",
    "and",
    "the",
    "al",
    "de",
    "del",
    "della",
    "dello",
    "di",
    "da",
    "do",
    "la",
    "le",
    "el",
    "du",
    "des",
    ",",
    ".",
    "'s",
    "’s",
)
"""Words and marks in small letters inside a name; between two names they part them."""
WORKS = frozenset((
    "account", "appearance", "article", "copy", "coverage", "draft", "edition", "episode", "excerpt", "extract", "guest", "issue", "minute", "page", "part", "piece",
    "answer", "recording", "remark", "reply", "response", "segment", "slot", "spot", "story", "text", "transcript", "version",
))  # fmt: skip
"""Nouns beside talks and documents that words are passed on in, or that an outlet is named behind."""
PAPERS = (
    "agency", "broadcaster", "channel", "daily", "magazine", "newspaper", "outlet", "paper", "publication", "site", "station", "tabloid", "website",
)  # fmt: skip
"""Outlets without a name: "citing the newspaper" repeats a link that is named before."""
HOUSES = (
    *PAPERS,
    "monthly",
    "network",
    "news",
    "newswire",
    "portal",
    "radio",
    "service",
    "television",
    "tv",
    "weekly",
    "wire",
)
"""What an outlet is called behind its name ("the Interfax news agency")."""
REACH = 3
"""How many sentences back the outlet is named that "the paper" takes up."""
NOT_ALONE = ("Broadcasting", "Magazine", "News", "Newspaper", "Newswire", "Radio", "TV", "Telegram", "Television")
"""Last words of names that do not stand for an outlet by themselves ("the Courier" does)."""


def outlets_among(reading: Reading, indices: Sequence[int]) -> list[tuple[int, str]]:
    """Return the outlets named among the tokens, with the last token of each name; the longest name at a place wins."""
    starts = [i for i in indices if reading.opens_name[i]]
    if not starts:
        return []
    inside, found, after, end = set(indices), [], -1, max(indices) + 1  # type: set[int], list[tuple[int, str]], int, int
    for start in sorted(set(starts)):
        if start < after:
            continue
        longest = start
        while longest + 1 < min(start + LONGEST, end) and longest + 1 in inside and _goes_on(reading, longest + 1):
            longest += 1
        for last in range(longest, start - 1, -1):
            if name := _name_at(reading, start, last):
                found.append((last, name))
                after = last + 1
                break
    return _by_owner(reading, found, inside)


def _by_owner(reading: Reading, found: list[tuple[int, str]], inside: set[int]) -> list[tuple[int, str]]:
    """Return the outlets, one whose programme is named in the place of the programme ("on ITV’s Good Morning Britain")."""
    shows: dict[int, tuple[int, str]] = {}
    for last, name in found:
        if last + 2 in inside and (head := _programme_of(reading, last)) is not None and head in inside:
            shows[last] = head, name
    if not shows:
        return found
    kept = [(last, name) for last, name in found if not any(own < last <= head for own, (head, _) in shows.items())]
    return [shows.get(last, (last, name)) for last, name in kept]


def _programme_of(reading: Reading, last: int) -> int | None:
    """Return the last word of a programme that an outlet owns, or None where it owns nothing or somebody works for it."""
    tokens, end = reading.tokens, reading.sentence_tokens(last).stop
    head = last + 2 if last + 2 < end and reading.is_word[last + 2] else last + 3
    if head >= end or tokens[last + 1].tag != "POS" or not reading.has_capital[head]:
        return None
    while head + 1 < end and (reading.has_capital[head + 1] or tokens[head + 1].pos == "NUM"):
        head += 1
    above = tokens[head].head if tokens[head].dep in ("compound", "nmod", "amod", "poss") else head
    within = above > head and not holds(reading, above)  # "the BBC’s Moscow office", but "RTÉ’s Liveline programme"
    people = any(
        name.label == "PERSON" and name.span.start <= tokens[head].start < name.span.end for name in reading.parse.names
    )
    return None if within or people or tokens[head].pos not in ("PROPN", "NUM") else head


def _name_at(reading: Reading, start: int, last: int) -> str | None:
    kept = reading.names_at
    if (start, last) not in kept:
        name = _named(reading, start, last)
        kept[start, last] = None if name and _is_part_of_a_name(reading, start, last) else name
    return kept[start, last]


def _goes_on(reading: Reading, index: int) -> bool:
    text = reading.tokens[index].text
    return text[:1].isupper() or text[:1].isdigit() or text in INSIDE


def _named(reading: Reading, start: int, last: int) -> str | None:
    tokens = reading.tokens
    if not (tokens[last].text[:1].isupper() or reading.opens_name[last] or tokens[last].text[:1].isdigit()):
        return None
    text = reading.article.text[tokens[start].start : tokens[last].end]
    form = text.casefold().replace("’", "'")
    if "," in text and outlet_key(text) not in outlet_names():
        return None
    if form in outlet_names():
        return outlet_names()[form]
    if "'s " in form:
        return None  # "Reuters’s Moscow office"; "Lloyd’s List" is listed
    if name := outlet_of(text, reading.outlets):
        return name
    definite = start == last and start > 0 and tokens[start - 1].text.lower() == "the" and "." not in text
    return text if definite and text in load_lexicon("outlet_words") and text not in NOT_ALONE else None


def _is_part_of_a_name(reading: Reading, start: int, last: int) -> bool:
    """Say whether a name of an outlet is only a piece of what is named ("The New York Times Company", "Times Square")."""
    token = reading.tokens[last]
    first, end = reading.tokens[max(0, start - 1)].start, token.end
    if 0 < start == last and any(
        n.label == "PERSON" and n.span.start <= first and end <= n.span.end for n in reading.parse.names
    ):
        return True  # a family name
    if last + 1 < len(reading.tokens):
        after, then = reading.tokens[last + 1], reading.tokens[min(last + 2, len(reading.tokens) - 1)]
        named_on = after.text == "of" and start == last and then.text[:1].isupper()
        if after.text in load_lexicon("company_words") or named_on:
            return True  # the name "The Herald of Malby" is longer and found first
    head = reading.tokens[token.head]
    quotes = last + 1 < head.i and reading.lemmas[last + 1] in ("cite", "quote")  # "The Hindu quoted officials as …"
    if token.dep in ("compound", "nmod", "amod") and not quotes and head.i > last and not holds(reading, head.i):
        return start == last or head.pos != "PROPN"
    return False


def head_of_name(reading: Reading, last: int) -> int:
    """Return the word of an outlet's name that hangs on what stands around it ("Trust" of "Press Trust of India")."""
    above = reading.tokens[reading.tokens[last].head]
    if reading.tokens[last].dep == "nummod" and above.i == last - 1:
        return above.i  # "Channel 8"
    inside = above.text in ("of", "de", "di", "da", "do", "du", "-", "–") and reading.tokens[above.head].pos == "PROPN"
    return above.head if inside and above.head < last else last


def is_press(reading: Reading, index: int) -> bool:
    """Say whether a noun is what an outlet speaks through: a reporter, a report, an interview, its pages."""
    lemma = reading.tokens[index].lemma.lower()
    if index > 1 and reading.tokens[index - 1].text == "-":
        lemma = f"{reading.tokens[index - 2].text.lower()}-{lemma}"
    return lemma in load_lexicon("press_nouns") or lemma in load_lexicon("media_of_speech")


def is_own(reading: Reading, name: str) -> bool:
    """Say whether an outlet is the one whose page this is ("the Courant" in the Harle Courant); a paste stands on another's."""
    if reading.article.form in ("post", "quoted"):
        return False
    own, key = outlet_key(reading.article.outlet or ""), outlet_key(name)
    known = outlet_names().get(own)  # "AFP": Agence France-Presse
    return bool(own) and (
        own == key
        or (known is not None and outlet_key(known) == key)
        or own.endswith(f" {key}")
        or key.endswith(f" {own}")
    )


def holds(reading: Reading, noun: int) -> bool:
    """Say whether a noun is one in which words are passed on: a talk, a report, a document or a copy of one."""
    lemma = reading.lemmas[noun]
    return is_press(reading, noun) or lemma in WORKS or load_lexicon("source_nouns").get(lemma) == "document"


def mentions(reading: Reading, indices: Sequence[int]) -> list[tuple[int, str]]:
    """Return the outlets among the tokens, by name or taken up by "the paper", with the last token of each."""
    found = outlets_among(reading, indices)
    for i in (i for i in indices if reading.lemmas[i] in PAPERS and reading.lowered[i - 1] == "the"):
        first = reading.parse.sentences[max(0, reading.tokens[i].sentence - REACH)].first
        before = outlets_among(reading, range(first, i))
        if before and reading.tokens[i].dep not in ("compound", "appos") and not reading.under(i, "appos"):
            found.append((i, before[-1][1]))
    return sorted(found)
