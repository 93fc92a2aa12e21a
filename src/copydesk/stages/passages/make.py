"""Passages out of stretches: widened, aligned, trimmed, judged and described. Two readings, stretch -> Passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from copydesk.records import Article, Edit, Passage, Span
from copydesk.stages.passages.chains import Places, Seed, Stretch, bound, find_seeds, split_at_gaps
from copydesk.text.align import Change, align_words, count_kept, mark_moves, trim_changes
from copydesk.text.quotes import find_quotes
from copydesk.text.shingles import Positions, Shingles, Words, find_shingles, read_words

_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*;?(?=\s|$)")
_TITLE_DOT = re.compile(r"\.(?=\s+[^\W\d_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageSettings:
    """What counts as a shared passage.

    `gap` is the most words that may differ between two fingerprints, `least` the fewest words kept, `similarity` the
    least share of words kept, `seeds` the fewest fingerprints; `prose` is how many fingerprints outside quotation marks make a passage more than a
    shared quotation.
    """

    gap: int = 30
    least: int = 11
    similarity: float = 0.45
    margin: int = 8
    seeds: int = 2
    prose: int = 8


class Reading:
    """An article's body as words, fingerprints and quotation marks; what is not asked for is not computed."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.words: Words = read_words(article.text, [block.span for block in article.body()])

    @cached_property
    def shingles(self) -> Shingles:
        return find_shingles(self.words)

    @cached_property
    def hashes(self) -> list[int]:
        return [int(one) for one in self.words.hashes.tolist()]

    @cached_property
    def _paragraphs(self) -> Positions:
        """The first word of each paragraph, and the number of words."""
        starts = np.searchsorted(self.words.starts, [block.span.start for block in self.article.body()])
        return np.append(starts, len(self.words))

    def paragraph_at(self, word: int) -> tuple[int, int]:
        """Return the words `[first, last)` of the paragraph that holds a word."""
        at = int(np.searchsorted(self._paragraphs, word, side="right"))
        return int(self._paragraphs[at - 1]), int(self._paragraphs[at])

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ranges of words, all words in order; one of less than three words goes with the next."""
        found: list[tuple[int, int]] = []
        for block in self.article.body():
            ends = [match.end() for match in _SENTENCE_END.finditer(self.article.text, *block.span)]
            first, *lasts = np.searchsorted(self.words.starts, [block.span.start, *ends, block.span.end]).tolist()
            for last in lasts:
                if last - first >= 3 or (last == lasts[-1] and last > first):
                    found.append((first, last))
                    first = last
        return found

    @cached_property
    def places(self) -> Places:
        return Places(self.shingles)

    @cached_property
    def quoted(self) -> npt.NDArray[np.bool_]:
        """Whether each word stands between quotation marks."""
        inside = np.zeros(len(self.words), dtype=np.bool_)
        for block in self.article.body():
            for quote in find_quotes(self.article.text, block.span.start, block.span.end):
                first, last = np.searchsorted(self.words.starts, [quote.inner.start, quote.inner.end])
                inside[first:last] = True
        return inside


def align_articles(a: Reading, b: Reading, settings: PassageSettings) -> list[list[Change]]:
    """Return the alignments of the passages that two articles share, in the order of `a`."""
    seeds = find_seeds(a.places, b.places)
    groups = [group for group in split_at_gaps(seeds, settings.gap) if len(group) >= settings.seeds]
    made = [found for group in groups for found in _settle(a, b, group, settings)]
    return _without_overlap(made)


def describe(
    a: Reading, b: Reading, changes: Sequence[Change], settings: PassageSettings, *, rule: str = "passages.aligned"
) -> Passage:
    """Return the passage that an alignment describes, with its edits."""
    first, last = changes[0], changes[-1]
    a_words, b_words = last.a_last - first.a_first, last.b_last - first.b_first
    marked = mark_moves(changes, a.hashes, b.hashes)
    return Passage(
        a=a.article.id,
        b=b.article.id,
        a_span=a.words.span(first.a_first, last.a_last),
        b_span=b.words.span(first.b_first, last.b_last),
        similarity=round(min(1.0, count_kept(marked) / max(a_words, b_words)), 4),
        edits=tuple(_edit(a, b, change) for change in marked if change.op != "equal"),
        evidence="quotation" if _is_quotation(a, b, changes, settings) else "prose",
        rule=rule,
    )


def span_words(changes: Sequence[Change]) -> Stretch:
    """Return the words from the first change to the last."""
    return Stretch(changes[0].a_first, changes[-1].a_last, changes[0].b_first, changes[-1].b_last)


def align_stretch(a: Reading, b: Reading, stretch: Stretch, margin: int) -> list[Change]:
    """Return the alignment of a stretch, followed outwards as far as the words agree, its loose ends cut off."""
    wide = _widen(a.hashes, b.hashes, stretch, margin)
    ours, theirs = a.hashes[wide.a_first : wide.a_last], b.hashes[wide.b_first : wide.b_last]
    changes = trim_changes(align_words(ours, theirs))
    return [change.shift(wide.a_first, wide.b_first) for change in changes]


def _settle(a: Reading, b: Reading, seeds: Sequence[Seed], settings: PassageSettings) -> list[list[Change]]:
    """Align a group of seeds; where too little was kept, take it apart at narrower gaps."""
    settled: list[list[Change]] = []
    open_ = [(list(seeds), settings.gap)]
    while open_:
        group, gap = open_.pop()
        if len(group) < settings.seeds:
            continue
        changes = align_stretch(a, b, bound(group), settings.margin)
        if holds(changes, settings):
            settled.append(changes)
            rest = _outside(group, changes)
            open_ += [(part, gap) for part in split_at_gaps(rest, gap)] if len(rest) < len(group) else []
        else:
            open_ += _narrower(group, gap)
    return settled


def _narrower(group: list[Seed], gap: int) -> list[tuple[list[Seed], int]]:
    """Return the parts into which a group falls at the widest gap that takes it apart."""
    while (gap := gap // 2) >= 1:
        if len(parts := split_at_gaps(group, gap)) > 1:
            return [(part, gap) for part in parts]
    return []


def _outside(seeds: Sequence[Seed], changes: Sequence[Change]) -> list[Seed]:
    """Return the seeds that an alignment leaves out: sentences that stand in another order."""
    a_first, b_first, a_last, b_last = changes[0].a_first, changes[0].b_first, changes[-1].a_last, changes[-1].b_last
    return [s for s in seeds if not (a_first <= s[0] and s[1] <= a_last and b_first <= s[2] and s[3] <= b_last)]


def holds(changes: Sequence[Change], settings: PassageSettings) -> bool:
    """Tell whether an alignment keeps enough words to be a passage."""
    if not changes:
        return False
    longer = max(changes[-1].a_last - changes[0].a_first, changes[-1].b_last - changes[0].b_first)
    kept = count_kept(changes)
    return kept >= settings.least and kept >= settings.similarity * longer


def _without_overlap(made: Sequence[list[Change]]) -> list[list[Change]]:
    """Drop an alignment where a longer one already covers half of its words on either side."""
    kept: list[list[Change]] = []
    for changes in sorted(made, key=lambda c: (-count_kept(c), c[0].a_first, c[0].b_first)):
        if not any(_covers(other, changes) for other in kept):
            kept.append(changes)
    return sorted(kept, key=lambda c: (c[0].a_first, c[0].b_first))


def _covers(one: Sequence[Change], other: Sequence[Change]) -> bool:
    """Tell whether the words that `one` kept are more than half of those of `other` on either side."""
    a = b = 0
    for change in one:
        if change.op == "equal":
            a += max(0, min(change.a_last, other[-1].a_last) - max(change.a_first, other[0].a_first))
            b += max(0, min(change.b_last, other[-1].b_last) - max(change.b_first, other[0].b_first))
    return 2 * a > other[-1].a_last - other[0].a_first or 2 * b > other[-1].b_last - other[0].b_first


def _widen(a: Sequence[int], b: Sequence[int], stretch: Stretch, margin: int) -> Stretch:
    a_first, b_first, a_last, b_last = stretch.a_first, stretch.b_first, stretch.a_last, stretch.b_last
    while a_first and b_first and a[a_first - 1] == b[b_first - 1]:
        a_first, b_first = a_first - 1, b_first - 1
    while a_last < len(a) and b_last < len(b) and a[a_last] == b[b_last]:
        a_last, b_last = a_last + 1, b_last + 1
    return Stretch(
        max(0, a_first - margin),
        min(len(a), a_last + margin),
        max(0, b_first - margin),
        min(len(b), b_last + margin),
    )


def _is_quotation(a: Reading, b: Reading, changes: Sequence[Change], settings: PassageSettings) -> bool:
    """Tell whether both sides merely quote the same words, with little shared prose around them."""
    both: list[bool] = []
    for change in changes:
        if change.op == "equal":
            ours, theirs = a.quoted[change.a_first : change.a_last], b.quoted[change.b_first : change.b_last]
            both += (ours & theirs).tolist()
    outside = np.flatnonzero(~np.array(both, dtype=np.bool_))
    return sum(both) * 2 > len(both) and len(outside) < 2 * settings.prose


def _edit(a: Reading, b: Reading, change: Change) -> Edit:
    a_span = _span(a, change.a_first, change.a_last)
    b_span = _span(b, change.b_first, change.b_last)
    before, after = a.article.words_of(a_span), b.article.words_of(b_span)
    assert change.op != "equal"
    return Edit(op=change.op, a_span=a_span, b_span=b_span, before=before, after=after)


def _span(reading: Reading, first: int, last: int) -> Span:
    """Return the characters of some words; of none, the place before the next word. A title keeps its dot."""
    if first == last:
        at = int(reading.words.starts[first]) if first < len(reading.words) else int(reading.words.ends[-1])
        return Span(at, at)
    span, text = reading.words.span(first, last), reading.article.text
    is_short = int(reading.words.ends[last - 1] - reading.words.starts[last - 1]) <= 4
    if is_short and text[int(reading.words.starts[last - 1])].isupper() and _TITLE_DOT.match(text, span.end):
        return Span(span.start, span.end + 1)
    return span
