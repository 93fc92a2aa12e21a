"""Why a source is not named, in the page's words. Reading, findings -> reason of each source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Source
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.nouns import is_plural
from copydesk.stages.attribution.reference import PRONOUNS, SUBJECTS
from copydesk.text.forms import any_of

_END = re.compile(r"[,;.](?:\s|[”\"’]|$)|\s[—–-]\s|\n")
_GOES_ON = re.compile(r", (?:because|as|since|citing|for fear|out of)\b")
REACH = 2
"""How many sentences before and behind the one with the reason its source may stand."""
Spoken = Sequence[tuple[Finding, Source]]


class Reason(NamedTuple):
    """The words of a reason, at a token."""

    words: str
    at: int


def find_reasons(reading: Reading, findings: Sequence[Finding], made: Sequence[Source | None]) -> dict[str, str]:
    """Return why unnamed sources are not named, by the source's id.

    A reason is the unnamed source's in whose sentence it stands, the nearest before it; in a sentence that lets nobody unnamed speak
    ("They asked not to be named because …") it is that of the source before, or else behind. What somebody is said to have
    said is no reason of his own.
    """
    spoken = [(f, s) for f, s in zip(findings, made, strict=True) if s and s.name is None and f.speaker is not None]
    reasons: dict[str, str] = {}
    for reason in _all(reading, findings):
        for source in _owners(reading, spoken, reason):
            reasons.setdefault(source.id, reason.words)
    return reasons


def _all(reading: Reading, findings: Sequence[Finding]) -> Iterator[Reason]:
    for sentence in reading.parse.sentences:
        start = sentence.span.start
        while found := _phrases().search(reading.article.text, start, sentence.span.end):
            at = reading.at(found.start())
            phrases = [reading.tokens[f.source[-1]].end for f in findings if at in f.source]
            end = _end(reading, found.end(), max(found.end(), min([*phrases, sentence.span.end])))
            if reading.quoted[at] < 0 and not any(at in f.content and at not in f.source for f in findings):
                yield Reason(reading.article.text[found.start() : end].strip(" .,;"), at)
            start = max(end, found.end())


def _end(reading: Reading, start: int, limit: int) -> int:
    """Return where a reason ends: at the next comma or full stop, unless a "because" follows the comma."""
    text = reading.article.text
    while end := _END.search(text, start, limit):
        if not _GOES_ON.match(text, end.start(), limit):
            return end.start()
        start = end.end()
    return limit


def _owners(reading: Reading, spoken: Spoken, reason: Reason) -> list[Source]:
    """Return the sources that a reason is given for."""
    sentence = reading.tokens[reason.at].sentence
    places = [(reading.tokens[f.speaker or 0].sentence, f.speaker or 0, f, s) for f, s in spoken]
    here = [(place, f, s) for at, place, f, s in places if at == sentence]
    inside = [s for _, f, s in here if reason.at in f.source]
    if inside:
        return inside[:1]
    if here:
        before = [s for place, _, s in here if place < reason.at]
        return [before[-1] if before else here[0][2]]
    if not _speaks_of_unnamed(reading, reason.at):
        return []
    many = _is_many(reading, reason.at)
    near = [(at, s) for at, _, _, s in places if sentence - REACH <= at < sentence and _agrees(s, many)]
    if near:
        last = [s for at, s in near if at == near[-1][0]] if _says_both(reading, reason.at) else [near[-1][1]]
        return list(dict.fromkeys(last))
    behind = [s for at, _, _, s in places if sentence < at <= sentence + 1 and _agrees(s, many)]
    return behind[:1]


def _subject(reading: Reading, at: int) -> int | None:
    """Return the subject in front of a reason in its sentence."""
    first = reading.sentence_tokens(at).start
    subjects = [i for i in range(first, at) if reading.tokens[i].dep in SUBJECTS]
    return subjects[-1] if subjects else None


def _speaks_of_unnamed(reading: Reading, at: int) -> bool:
    """Say whether the sentence of a reason is about a pronoun or a noun, and not about somebody by name."""
    subject = _subject(reading, at)
    return subject is None or reading.tokens[subject].pos != "PROPN"


def _is_many(reading: Reading, at: int) -> bool | None:
    subject = _subject(reading, at)
    if subject is None or reading.tokens[subject].tag in ("WP", "WDT"):
        return None
    word = reading.tokens[subject].text.lower()
    if word in PRONOUNS:
        return None if PRONOUNS[word] == "they" else False
    return is_plural(reading.tokens[subject])


def _agrees(source: Source, many: bool | None) -> bool:
    return many is None or many == (source.count != 1)


def _says_both(reading: Reading, at: int) -> bool:
    first = reading.sentence_tokens(at).start
    return any(reading.tokens[i].text.lower() in ("both", "all") for i in range(first, at))


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(map(str.lower, load_lexicon('anonymity_reasons')))}\b", re.I)
