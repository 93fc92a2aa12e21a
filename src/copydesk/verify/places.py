"""Who says the words at a place, on which page, and when. Pile, Match -> Place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from copydesk.index import Index
from copydesk.records import Article, Attribution, Source, Span
from copydesk.verify.answers import Difference, Place
from copydesk.verify.pile import Pile
from copydesk.verify.speech import Said, read_speech, voice_of
from copydesk.verify.words import read_words

_ROLES = {"related": "links to other stories", "sources": "list of sources", "comment": "comments"}


class Match(NamedTuple):
    """Words of an article that a quotation is, or comes near to; `note` says what else there is to know of the place."""

    article: Article
    spans: tuple[Span, ...]
    differences: tuple[Difference, ...]
    changed: int
    note: str | None = None

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


def make_place(pile: Pile, match: Match) -> Place:
    """Return what the story knows of a match."""
    article, index = match.article, pile.index
    said = said_in(pile, article)
    speech = read_speech(article.text, said)
    voice = voice_of(match.spans, speech, said)
    attribution = _attribution(match, pile.said.get(article.id, ()), is_quoted=voice != "reported")
    if voice == "prose":
        attribution = None
    quotes = [quote for quote in speech.quotes if any(quote.contains(span) for span in match.spans)]
    quotation = pile.quotation_of.get(attribution.id) if attribution else None
    published = article.published
    return Place(
        label="altered" if match.differences else "exact",
        article=article.id,
        page=index.page_name(article),
        outlet=article.outlet,
        title=article.title,
        date=published.value if published else None,
        date_is_inferred=bool(published and published.basis == "inferred"),
        span=match.span,
        parts=tuple(_parts(match.spans, article.text)),
        text=article.words_of(match.span),
        differences=match.differences,
        voice=voice,
        speaker=index.who(attribution.source) if attribution else None,
        source=_words(article, attribution.source_span if attribution else None),
        cue=_words(article, attribution.cue_span if attribution else None),
        attribution=attribution.id if attribution else None,
        whole=_whole(match.spans, quotes, article.text),
        quotation=quotation.id if quotation else None,
        notes=(*_several_speakers(match, said, index), *_notes(match, article)),
    )


def said_in(pile: Pile, article: Article) -> tuple[Said, ...]:
    """Return what an article attributes to whom, piece by piece."""
    return tuple(
        Said(span, _speaker(one, pile.index), one.cue_span, one.kind == "direct")
        for one in pile.said.get(article.id, ())
        for span in one.content_spans
    )


def _speaker(one: Attribution, index: Index) -> str | None:
    source = index.get(Source, one.source)
    return source.entity or source.id if source else None


def _attribution(match: Match, said: Sequence[Attribution], *, is_quoted: bool) -> Attribution | None:
    """Return the attribution that holds most of the words, word for word where they are quoted; the narrowest of several."""
    ranked = []
    for one in said:
        held = sum(any(span.overlaps(content) for content in one.content_spans) for span in match.spans)
        width = sum(content.end - content.start for content in one.content_spans)
        if held:
            ranked.append(((one.kind != "indirect") == is_quoted, held, -width, one.id, one))
    return max(ranked, key=lambda row: row[:4])[-1] if ranked else None


def _parts(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Yield the runs of words with no other word between them."""
    words = read_words(text)
    start = spans[0].start
    for one, other in pairwise(spans):
        if words.spans[words.first_from(one.start) + 1] != other:
            yield Span(start, one.end)
            start = other.start
    yield Span(start, spans[-1].end)


def _words(article: Article, span: Span | None) -> str | None:
    return article.words_of(span) if span else None


def _whole(spans: Sequence[Span], quotes: Sequence[Span], text: str) -> str | None:
    """Return the quotations that the words are a part of; none where they are all of them."""
    held = set(spans)
    words = [span for quote in quotes for span in _spans_in(text, quote)]
    if not quotes or all(word in held for word in words):
        return None
    return " … ".join(text[quote.start : quote.end].strip() for quote in quotes)


def _spans_in(text: str, quote: Span) -> tuple[Span, ...]:
    words = read_words(text)
    return words.spans[words.first_from(quote.start) : words.first_from(quote.end)]


def _several_speakers(match: Match, said: Sequence[Said], index: Index) -> Iterator[str]:
    held = [one for one in said if one.is_direct and any(one.span.overlaps(span) for span in match.spans)]
    speakers = dict.fromkeys(one.speaker for one in held if one.speaker)
    if len(speakers) > 1:
        names = ", ".join(index.who(name) or "somebody not known" for name in speakers)
        yield f"the words of several speakers: {names}"


def _notes(match: Match, article: Article) -> Iterator[str]:
    if match.note:
        yield match.note
    roles = {block.role for block in article.blocks if block.span.overlaps(match.span)} - {"body"}
    for role in sorted(roles):
        yield f"in the page's {_ROLES.get(role, role)}"
    rest = article.text[match.span.end : match.span.end + 4].lstrip("”\"’' ")
    if rest[:1] in ("?", "？", "؟"):
        yield "the page has a question mark behind it"
