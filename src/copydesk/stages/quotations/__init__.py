"""One record for each utterance, with the wordings in which pages carry it. Draft -> Quotation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from copydesk.records import Article, Attribution, Draft, Quotation, Source, Span, Variant, identify
from copydesk.stages.quotations.alike import GAPS, LEAST_WORDS, LONG, is_nearly_same, is_part, is_same_utterance, level
from copydesk.text.quotes import find_quotes

DAYS = 3
"""One speaker's wordings that differ in a word are one utterance in articles no more than so many days apart."""
STRANGERS = 6
"""So many equal words make one utterance of two that carry different or unnamed speakers' labels."""
TURN = "attribution.speaker_line"
"""The rule of attributions that hold a whole turn of a transcript, in which a reporter tells what others told."""
CROWD = 200
"""A run of words in more quotations than this is a common phrase and brings no two together."""


@dataclass(slots=True)
class Wording:
    """One quoted run of an attribution: its parts, which a cue may divide, its words levelled, and who is said to have said it.

    `copies` are the articles that share prose with its own; `published` and `said_on` are days, where they are known.
    """

    attribution: str
    article: str
    place: int
    parts: tuple[str, ...]
    words: tuple[str, ...]
    speaker: str | None
    named: bool
    unnamed: bool
    known: bool
    copies: frozenset[str]
    published: date | None
    said_on: date | None


@dataclass(slots=True)
class Utterance:
    """Wordings that are one utterance, the longest first."""

    wordings: list[Wording] = field(default_factory=list)


def group_quotations(draft: Draft) -> tuple[Quotation, ...]:
    """Return each utterance with its variants; indirect speech and quoted expressions of a few words are left out.

    Two wordings are one utterance when one stands whole in the other, when they differ in no more than slips and
    fillers, when a long one keeps nearly all its words (most, where one page copies the other), or when one speaker's
    differ in one word in articles of the same days. Two that merely look alike stay two: a short sentence with a word
    changed, two in one article, where the reporter tells them apart, or short ones that the pages date to two days.
    """
    wordings = sorted(_wordings(draft), key=lambda w: (-len(w.words), w.parts, w.article, w.place))
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    utterances: list[Utterance] = []
    for wording in wordings:
        home = _home(wording, utterances, index)
        if home is None:
            home = len(utterances)
            utterances.append(Utterance())
        utterances[home].wordings.append(wording)
        for run in _runs(wording.words):
            if not index[run] or index[run][-1] != home:
                index[run].append(home)
    return tuple(sorted(map(_record, utterances), key=lambda q: (q.text.casefold(), q.id)))


def _wordings(draft: Draft) -> Iterator[Wording]:
    articles = {article.id: article for article in draft.articles}
    sources = {source.id: source for source in draft.sources}
    copies: dict[str, set[str]] = defaultdict(set)
    for copy in draft.copies:
        copies[copy.a].add(copy.b)
        copies[copy.b].add(copy.a)
    inner: dict[str, list[Span]] = defaultdict(list)
    for one in draft.attributions:
        if one.within and one.kind == "direct":
            inner[one.within] += one.content_spans
    for one in draft.attributions:
        if one.kind == "indirect" or one.article not in articles:
            continue
        source = sources.get(one.source or "")
        for place, parts in _quoted(articles[one.article], one, inner.get(one.id, ())):
            words = level(" ".join(parts))
            if len(words) - sum(word in GAPS for word in words) >= LEAST_WORDS:
                yield Wording(
                    attribution=one.id,
                    article=one.article,
                    place=place,
                    parts=parts,
                    words=words,
                    speaker=_speaker(source),
                    named=_is_named(source),
                    unnamed=source is not None and source.identification == "anonymous",
                    known=source is not None and source.identification == "named",
                    copies=frozenset(copies.get(one.article, ())),
                    published=_day(published.value if (published := articles[one.article].published) else None),
                    said_on=_day(one.said_on),
                )


def _quoted(article: Article, one: Attribution, inner: Sequence[Span]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Return the quoted runs of a content as they stand on the page, each with its place.

    A quotation that its cue cuts in two ("…," she said. "…") is one run of two parts; of a mixed content only the marked parts count.
    What somebody else says in it (`inner`) is left out of a turn in a transcript.
    """
    if one.kind == "direct" and one.content_spans:
        spans = (
            [part for span in one.content_spans for part in _without(span, inner)]
            if one.rule == TURN
            else one.content_spans
        )
        parts = tuple(article.words_of(span).strip(" ,:;“”\"'‘’") for span in spans)
        yield one.content_spans[0].start, tuple(filter(None, parts))
        return
    for span in one.content_spans:
        before = max(0, span.start - 1)
        for quote in find_quotes(article.text, before, min(len(article.text), span.end + 1)):
            start, end = max(quote.inner.start, span.start), min(quote.inner.end, span.end)
            yield start, (article.text[start:end].strip(" ,;"),)


def _without(span: Span, inner: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of a span without the spans inside it."""
    at = span.start
    for held in sorted(one for one in inner if span.contains(one)):
        yield Span(at, max(at, held.start))
        at = max(at, held.end)
    yield Span(at, span.end)


def _day(text: str | None) -> date | None:
    """Return a day that is known as such; a month, a year or an interval is none."""
    return date.fromisoformat(text[:10]) if text and re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", text) else None


def _speaker(source: Source | None) -> str | None:
    return None if source is None else source.entity or source.id


def _is_named(source: Source | None) -> bool:
    """Say whether a source is a person by name; the words of a body may stand under its spokesman's name elsewhere."""
    return source is not None and source.identification == "named" and source.kind == "person"


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return sorted({tuple(words[i : i + LEAST_WORDS]) for i in range(len(words) - LEAST_WORDS + 1)})


def _home(wording: Wording, utterances: list[Utterance], index: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return the utterance that a wording belongs to: the one that shares most runs with it among those it matches."""
    shared: Counter[int] = Counter()
    for run in _runs(wording.words):
        if len(index.get(run, ())) <= CROWD:
            shared.update(index.get(run, ()))
    for number in sorted(shared, key=lambda n: (-shared[n], n)):
        if _belongs(wording, utterances[number]):
            return number
    return None


def _belongs(wording: Wording, utterance: Utterance) -> bool:
    for other in utterance.wordings:
        stands_in = is_part(wording.words, other.words)
        if other.article == wording.article and not stands_in:
            return False
        if wording.named and other.named and wording.speaker != other.speaker:
            return False
        strangers = wording.speaker != other.speaker
        if strangers and not (_is_whisper(wording, other) or (stands_in and len(wording.words) >= STRANGERS)):
            return False
        if _on_other_day(wording, other) and len(wording.words) < LONG:
            return False
    return any(
        is_same_utterance(wording.words, other.words, copied=other.article in wording.copies)
        or (_is_near(wording, other) and is_nearly_same(wording.words, other.words))
        for other in utterance.wordings
    )


def _on_other_day(a: Wording, b: Wording) -> bool:
    """Say whether the pages tell different days on which the words were said; of long ones nobody says the same twice."""
    return a.said_on is not None and b.said_on is not None and a.said_on != b.said_on


def _is_whisper(a: Wording, b: Wording) -> bool:
    """Say whether two wordings are of people whom their pages do not name, and differ in no more than a word."""
    return a.unnamed and b.unnamed and is_nearly_same(a.words, b.words)


def _is_near(a: Wording, b: Wording) -> bool:
    """Say whether two wordings are one named speaker's, or of two who are not named, in articles of the same days."""
    if not (a.unnamed and b.unnamed) and (not a.named or a.speaker != b.speaker):
        return False
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= DAYS


def _record(utterance: Utterance) -> Quotation:
    by_text: dict[str, list[Wording]] = defaultdict(list)
    for wording in utterance.wordings:
        longest = max(wording.parts, key=lambda part: len(level(part)))
        for part in wording.parts:
            if part == longest or len(level(part)) >= LEAST_WORDS:
                by_text[part].append(wording)
    variants = tuple(
        Variant(text=text, attributions=tuple(sorted({w.attribution for w in by_text[text]})))
        for text in sorted(by_text, key=lambda t: (-len(level(t)), -len(by_text[t]), t))
    )
    speaker = _chief(utterance)
    return Quotation(
        id=identify("q", speaker, level(variants[0].text), variants[0].attributions[0]),
        speaker=speaker,
        text=variants[0].text,
        variants=variants,
        rule="quotations.verbatim" if len(variants) == 1 else "quotations.aligned",
    )


def _chief(utterance: Utterance) -> str | None:
    """Return who most wordings name as the speaker; a name goes before a description."""
    votes = Counter((w.named, w.known, w.speaker) for w in utterance.wordings if w.speaker is not None)
    best = max(votes, key=lambda key: (*key[:2], votes[key], key[2]), default=(False, False, None))
    return best[2]
