"""How much two articles share and of what kind it is. Passages of two articles -> Shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.records import CopyKind, Edit, Passage, Span
from copydesk.stages.relations.origins import same_outlet
from copydesk.stages.relations.readings import Prose
from copydesk.stages.relations.widening import is_within, join_reworded

_LONGEST_LINE = 60
"""A longer passage is no line that a site puts under its articles."""
_SENTENCE = 8
"""So many words left out are a sentence rather than an edit."""
_ALL_BUT_A_LINE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSettings:
    """When shared prose makes a copy, and which kind.

    A pair needs one passage of `single` own words (outside quotations and stock phrases), or `total` in all; where less
    than `close` of the words was kept, the same facts may be told twice, and only `long` words in one place, or
    `scattered` in all, or `run` of which none was touched, count; `total` will do if, joined over what lies
    between, they come to the whole of a side.
    `whole` is the coverage of one side that makes more than an excerpt; a paste of fewer than
    `scrap` words of something several times its length is an excerpt all the same. In a `verbatim` copy of a whole no larger
    share of the words was touched; what was left out, a sentence or more, leaves `shortened` of the longer side. `spun` is how many
    short replacements for each word kept. Articles of a site that share less than `weak` words with `template` others
    share a template.
    """

    single: int = 18
    total: int = 36
    close: float = 0.72
    long: int = 45
    scattered: int = 70
    run: int = 24
    whole: float = 0.5
    scrap: int = 80
    sliver: float = 0.15
    verbatim: float = 0.015
    shortened: float = 0.75
    spun: float = 0.09
    loose: float = 0.62
    template: int = 5
    weak: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two articles share: the passages that count, the share of each side's prose, the kind of copy."""

    a: Prose
    b: Prose
    passages: tuple[Passage, ...]
    own_words: int
    a_coverage: float
    b_coverage: float
    kind: CopyKind

    @property
    def is_whole(self) -> bool:
        """Whether the copy joins the two in a family."""
        return self.kind != "excerpt"

    def side(self, article: str) -> Prose:
        return self.a if self.a.article.id == article else self.b


def weigh_pair(a: Prose, b: Prose, passages: Sequence[Passage], settings: RelationSettings) -> Shared | None:
    """Return what two articles share, or None where it is too little to call one a copy."""
    prose = [passage for passage in passages if passage.evidence == "prose"]
    own = _own_words(a, b, prose)
    is_enough = _is_enough(prose, own, settings) or any(_longest_run(a, p) >= settings.run for p in prose)
    if _is_reworded(prose, settings) if is_enough else sum(own) >= settings.single:
        prose = join_reworded(a.reading, b.reading, prose)
        own = _own_words(a, b, prose)
    if not is_enough and (sum(own) < settings.total or max(_shares(a, b, prose)) < settings.whole):
        return None
    counted = [passage for passage, words in zip(prose, own, strict=True) if words > 0]
    shares = _shares(a, b, counted)
    if max(shares) >= settings.whole:  # where the whole is copied, so are the quotations in it
        counted += [p for p in passages if p.evidence == "quotation" and not is_within(p, counted)]
        counted.sort(key=lambda passage: (passage.a_span, passage.b_span))
        shares = _shares(a, b, counted)
    return Shared(
        a=a,
        b=b,
        passages=tuple(counted),
        own_words=round(sum(own)),
        a_coverage=shares[0],
        b_coverage=shares[1],
        kind=_kind(counted, shares, sum(own), settings),
    )


def _is_enough(passages: Sequence[Passage], own: Sequence[float], settings: RelationSettings) -> bool:
    """Tell whether the passages by themselves, with so many own words each, make a copy."""
    firm = [n for n, p in zip(own, passages, strict=True) if p.similarity >= settings.close or n >= settings.long]
    is_firm = bool(firm) and (max(firm) >= settings.single or sum(firm) >= settings.total)
    return is_firm or sum(own) >= settings.scattered


def _longest_run(a: Prose, passage: Passage) -> int:
    """Return how many own words the longest stretch of a passage has that nobody touched."""
    edits = sorted(edit.a_span for edit in passage.edits)
    starts = [passage.a_span.start, *(span.end for span in edits)]
    ends = [*(span.start for span in edits), passage.a_span.end]
    return max((a.own_words(Span(*run)) for run in zip(starts, ends, strict=True) if run[0] < run[1]), default=0)


def _own_words(a: Prose, b: Prose, passages: Sequence[Passage]) -> list[float]:
    """Return for each passage how many of its words are the articles' own; a line that is repeated counts once."""
    own: list[float] = []
    seen: set[str] = set()
    for passage in passages:
        words = min(a.own_words(passage.a_span), b.own_words(passage.b_span)) * passage.similarity
        line = " ".join(a.article.words_of(passage.a_span).casefold().split())
        is_site_line = same_outlet(a.article.outlet, b.article.outlet) and _stands_at_edge(a, b, passage)
        own.append(0.0 if line in seen or is_site_line else words)
        seen.add(line)
    return own


def _stands_at_edge(a: Prose, b: Prose, passage: Passage) -> bool:
    """Tell whether the passage is a line at the top or foot of both articles, as sites put beneath all of theirs."""
    return all(
        one.is_edge(span) and words < _LONGEST_LINE
        for one, span in ((a, passage.a_span), (b, passage.b_span))
        for words in [one.word_range(span)[1] - one.word_range(span)[0]]
    )


def _shares(a: Prose, b: Prose, passages: Sequence[Passage]) -> tuple[float, float]:
    a_words = int(a.cover([passage.a_span for passage in passages]).sum())
    b_words = int(b.cover([passage.b_span for passage in passages]).sum())
    return round(a_words / max(1, a.size), 4), round(b_words / max(1, b.size), 4)


def _kind(
    passages: Sequence[Passage], shares: tuple[float, float], own_words: float, settings: RelationSettings
) -> CopyKind:
    if max(shares) < settings.whole:
        return "excerpt"
    if min(shares) < settings.sliver and own_words < settings.scrap:
        return "excerpt"
    edits = [edit for passage in passages for edit in passage.edits]
    if _is_verbatim(edits, shares, sum(_words(passages)), settings):
        return "verbatim"
    return "spun" if _is_reworded(passages, settings) else "edited"


def _is_reworded(passages: Sequence[Passage], settings: RelationSettings) -> bool:
    """Tell whether words were put for others everywhere, or little was kept."""
    words = _words(passages)
    similarity = sum(p.similarity * n for p, n in zip(passages, words, strict=True)) / max(1, sum(words))
    swaps = sum(_is_swap(edit) for passage in passages for edit in passage.edits)
    return similarity < settings.loose or swaps > settings.spun * sum(words)


def _words(passages: Sequence[Passage]) -> list[int]:
    """Return about how many words each passage has."""
    return [max(1, (p.a_span.end - p.a_span.start + p.b_span.end - p.b_span.start) // 12) for p in passages]


def _is_verbatim(edits: Sequence[Edit], shares: tuple[float, float], words: int, settings: RelationSettings) -> bool:
    """Tell whether one side stands in the other as it is, apart from a typing error and sentences left out, or shares nothing
    that was touched: paragraphs pasted beside words of one's own.
    """
    sizes = [(max(len(edit.before.split()), len(edit.after.split())), edit.op) for edit in edits]
    cut = sum(size for size, op in sizes if op in ("insert", "delete") and size >= _SENTENCE)
    touched = sum(size for size, _ in sizes) - cut
    is_whole = max(shares) >= _ALL_BUT_A_LINE and min(shares) - cut / words >= settings.shortened
    return touched == 0 or (is_whole and touched <= settings.verbatim * words)


def _is_swap(edit: Edit) -> bool:
    """Tell whether one to three words were put for as many others: what a spinner does everywhere."""
    return edit.op == "replace" and max(len(edit.before.split()), len(edit.after.split())) <= 3


def spans_in(shared: Shared, article: str) -> list[Span]:
    """Return the spans of the shared passages on the side of `article`."""
    return [p.a_span if article == p.a else p.b_span for p in shared.passages]
