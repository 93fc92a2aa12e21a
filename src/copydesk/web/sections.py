"""What each section of the report shows, and in which order. Index -> records, grouped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from copydesk.index import Index
from copydesk.records import (
    Article,
    Attribution,
    Copy,
    Event,
    Passage,
    Quotation,
    Ref,
    Source,
    Span,
    Variant,
)
from copydesk.web.differences import Piece, differences
from copydesk.web.mark_up import Mark, mark_up

IDENTIFICATIONS = {
    "named": ("Named", "people and documents that are called by their names"),
    "role": ("By role", "known by office only, such as a spokesman"),
    "anonymous": ("Anonymous", "not named, not known by office"),
}
SIGNS = (
    ("Set aside", "problems"),
    ("Copies:", "copies"),
    ("passages", "copies"),
    ("claim", "claims"),
    ("", "articles"),
)
"""Words of a line of the summary -> the section that it is about; the first that fits counts."""
PASSAGE_BUDGET = 120_000
"""The most characters of passages that a report sets side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A line of the summary, the claim that it is about, if any, and the section; `detail` says how a claim is backed."""

    text: str
    detail: str = ""
    claim: str | None = None
    section: str = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Whoever is quoted, and their quotations."""

    who: str | None
    speaker: str | None
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One variant of a quotation: its differences from the first one, and where it stands."""

    pieces: tuple[Piece, ...]
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A passage as it stands in both articles, with what differs marked."""

    passage: Passage
    alike: bool
    a: Markup
    b: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A copy with as many of its passages as the report has room for."""

    copy: Copy
    shown: tuple[SideBySide, ...]
    left_out: int


def brief_lines(brief: Iterable[str], index: Index) -> list[BriefLine]:
    """Return the summary without the line breaks that fit it to a terminal.

    A line with a bullet names a claim; one that begins with white space or in lower case goes on with the line before.
    """
    joined: list[list[str]] = []
    for line in brief:
        if joined and (line[:1].isspace() or line[:1].islower()):
            joined[-1].append(line.strip())
        else:
            joined.append([line.strip()])
    claims = {claim.text: claim.id for claim in index.records.claims}
    return [_claim_line(parts, claims) if parts[0].startswith("•") else _plain_line(parts, claims) for parts in joined]


def _claim_line(parts: list[str], claims: Mapping[str, str]) -> BriefLine:
    """Return the line of a claim, whose words may take more than one of the terminal's lines or be cut short."""
    parts = [parts[0].removeprefix("•").strip(), *parts[1:]]
    for size in range(len(parts), 0, -1):
        text = " ".join(parts[:size])
        for words, name in claims.items():
            if words == text or (text.endswith(" …") and words.startswith(text.removesuffix(" …"))):
                return BriefLine(text=text, detail=" ".join(parts[size:]), claim=name)
    return BriefLine(text=parts[0], detail=" ".join(parts[1:]))


def _plain_line(parts: list[str], claims: Mapping[str, str]) -> BriefLine:
    text = " ".join(parts)
    if text.startswith("Cannot be told"):
        return BriefLine(
            text=text, claim=next((claims[words] for words in claims if words.lower() in text.lower()), None)
        )
    return BriefLine(text=text, section=next(section for sign, section in SIGNS if sign in text))


def days(events: Iterable[Event]) -> list[tuple[str, tuple[Event, ...]]]:
    """Return events that come in order of their dates by date, the weightiest of a day first."""
    return [(date, tuple(found)) for date, found in groupby(events, key=lambda event: event.date)]


def speakers(quotations: Iterable[Quotation], index: Index) -> list[Said]:
    """Return the quotations by speaker; who is quoted most comes first, who is not known last."""
    found: dict[str | None, list[Quotation]] = {}
    for quotation in quotations:
        found.setdefault(quotation.speaker, []).append(quotation)
    said = [Said(who=index.who(name), speaker=name, quotations=tuple(some)) for name, some in found.items()]
    return sorted(said, key=lambda one: (one.who is None, -len(one.quotations), one.who or "", one.speaker or ""))


def wordings(quotation: Quotation, index: Index) -> list[Wording]:
    """Return the variants of a quotation, each held against the first one."""
    first = quotation.variants[0].text if quotation.variants else quotation.text
    return [
        Wording(pieces=differences(first, variant.text), refs=tuple(_places(variant, index)))
        for variant in quotation.variants
    ]


def _places(variant: Variant, index: Index) -> Iterator[Ref]:
    for name in variant.attributions:
        attribution = index.get(Attribution, name)
        if attribution and attribution.content_spans:
            yield Ref(article=attribution.article, span=attribution.content_spans[0])


def sources(found: Sequence[Source]) -> list[tuple[str, str, tuple[Source, ...]]]:
    """Return the sources by how they are identified: heading, explanation, and the sources."""
    return [
        (*words, tuple(source for source in found if source.identification == name))
        for name, words in IDENTIFICATIONS.items()
    ]


def pairs(copies: Iterable[Copy], index: Index) -> list[Pair]:
    """Return the copies with their passages side by side, until the budget is spent: links to an original first."""
    originals = {family.original for family in index.records.families}
    room, found = PASSAGE_BUDGET, []
    for copy in sorted(copies, key=lambda copy: not {copy.a, copy.b} & originals):
        shown, room = _within(copy.passages, room)
        side_by_side = tuple(_side_by_side(passage, index) for passage in shown)
        found.append(Pair(copy=copy, shown=side_by_side, left_out=len(copy.passages) - len(shown)))
    return found


def _within(passages: Iterable[Passage], room: int) -> tuple[list[Passage], int]:
    shown = []
    for passage in passages:
        size = sum(span.end - span.start for span in (passage.a_span, passage.b_span))
        if size <= room:
            shown.append(passage)
            room -= size
    return shown, room


def _side_by_side(passage: Passage, index: Index) -> SideBySide:
    a, b = Ref(article=passage.a, span=passage.a_span), Ref(article=passage.b, span=passage.b_span)
    gone = _differences(((edit.op, edit.a_span) for edit in passage.edits), "gone", index.get(Article, passage.a))
    new = _differences(((edit.op, edit.b_span) for edit in passage.edits), "new", index.get(Article, passage.b))
    return SideBySide(
        passage=passage,
        alike=index.words(a) == index.words(b),
        a=mark_up(index.words(a), gone, start=passage.a_span.start),
        b=mark_up(index.words(b), new, start=passage.b_span.start),
    )


def _differences(spans: Iterable[tuple[str, Span]], kind: str, article: Article | None) -> list[Mark]:
    return [Mark(_trim(span, article), "moved" if op == "move" else kind) for op, span in spans if article]


def _trim(span: Span, article: Article) -> Span:
    """Return the span without the white space at its edges, so that no blank is struck through."""
    words = article.words_of(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
