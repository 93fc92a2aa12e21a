"""What `verify` answers: whether a quotation stands in the pile, and which passages of a text came from which pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from copydesk.records import First, Span

Label = Literal["exact", "altered", "absent"]
Voice = Literal["quoted", "partly quoted", "reported", "prose"]
"""Between quotation marks, only some of it so, in indirect speech, or in the article's own words, which nobody says."""
DifferenceKind = Literal["changed", "added", "dropped", "left out", "capitals", "letters"]
"""`left out` is what dots stand for; `capitals` and `letters` are words that read the same but are written with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words of the page (`before`, at `span`) and what the given wording has for them (`after`, at `given`).

    `note` says what a reader cannot see: which letter of another script stands in a word.
    """

    kind: DifferenceKind
    before: str
    after: str
    span: Span
    given: Span
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the words stand: `span` from first to last, `parts` without the reporting clauses between them.

    `whole` is the quotation that holds them, where they are a part of it. `attribution` says who says them, with the
    words that name the `source` and the `cue`; `quotation` is the record of the utterance.
    """

    label: Literal["exact", "altered"]
    article: str
    page: str
    outlet: str | None
    title: str | None
    date: str | None
    date_is_inferred: bool
    span: Span
    parts: tuple[Span, ...]
    text: str
    differences: tuple[Difference, ...]
    voice: Voice
    speaker: str | None
    source: str | None
    cue: str | None
    attribution: str | None
    whole: str | None
    quotation: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWording:
    """Another wording of the same utterance (the record `quotation`), and the articles that carry it."""

    quotation: str
    text: str
    carried_by: tuple[First, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationAnswer:
    """Whether a quotation stands in the pile. `places` come best first, then by date; `more` counts those not listed.

    `articles` counts those with the best wording (the words themselves, or the fewest changed), `undated` those of them
    without a date; `first` is the earliest of the others.
    """

    quote: str
    label: Label
    places: tuple[Place, ...]
    more: int
    articles: int
    first: First | None
    undated: int
    others: tuple[OtherWording, ...]

    @property
    def is_exact(self) -> bool:
        return self.label == "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage of a text that stands in the pile, `exact` or `edited`, with its places, the best first."""

    span: Span
    kind: Literal["exact", "edited"]
    text: str
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedQuotation:
    """A quotation inside a text, and whether it stands in the pile."""

    span: Span
    answer: QuotationAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAnswer:
    """What of a text stands in the pile: its passages, the quotations in it, the share of its words that were found."""

    name: str
    passages: tuple[FoundPassage, ...]
    quotations: tuple[CheckedQuotation, ...]
    words: int
    words_found: int

    @property
    def is_exact(self) -> bool:
        """Tell whether something of the text was found, and nothing in other words."""
        answers = [one.answer.is_exact for one in self.quotations]
        return bool(self.passages) and all([*(one.kind == "exact" for one in self.passages), *answers])
