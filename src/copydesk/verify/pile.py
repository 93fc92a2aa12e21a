"""Every word of a story as numbers, and where to look for those of a quotation. StoryRecords -> Pile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.index import Index, index_records
from copydesk.records import Article, Attribution, Quotation, StoryRecords
from copydesk.verify.words import level_dots, read_form

Codes = npt.NDArray[np.int64]
_UNKNOWN = -2
_BETWEEN = -1
PATTERNS = {"words": (0,), "pairs": (0, 1), "pairs apart": (0, 2), "threes": (0, 1, 2)}
"""What is looked up: words by themselves, and words that stand so many places apart."""
FOR_QUOTATIONS = ("words", "pairs", "pairs apart")
"""What every pile is sorted by; by threes only for a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """The places of each pattern of words: `places[i]` has the pattern `keys[i]`; the keys are sorted."""

    keys: Codes
    places: Codes

    def find(self, keys: Codes) -> tuple[Codes, Codes]:
        """Return where the places of each pattern begin and end."""
        return np.searchsorted(self.keys, keys), np.searchsorted(self.keys, keys, side="right")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """The words of all articles one after the other; article `i` has `[starts[i], ends[i])` of `codes`.

    `said` lists the attributions of an article, `quotation_of` tells the utterance that an attribution carries.
    """

    index: Index
    said: Mapping[str, tuple[Attribution, ...]]
    quotation_of: Mapping[str, Quotation]
    articles: tuple[Article, ...]
    rows: Mapping[str, int]
    codes: Codes
    starts: Codes
    ends: Codes
    postings: Mapping[str, Postings]

    def code(self, words: Iterable[str]) -> Codes:
        """Return the numbers of words; one that no article has gets a number that stands nowhere."""
        return np.array([self.rows.get(word, _UNKNOWN) for word in words], dtype=np.int64)

    def patterns(self, codes: Codes, name: str) -> Codes:
        """Return the pattern that begins at each word, -1 where one of its words is not in the pile."""
        return _patterns(codes, PATTERNS[name], len(self.rows))

    def sort(self, name: str) -> Postings:
        """Return the places of every pattern."""
        return _sort(self.patterns(self.codes, name))

    def article_at(self, place: int) -> int:
        """Return the number of the article that holds a place."""
        return int(np.searchsorted(self.starts, place, side="right")) - 1


def make_pile(records: StoryRecords) -> Pile:
    """Return the words of all blocks of a story, furniture too, with what is known of who says what."""
    printed = [level_dots(article.text).split() for article in records.articles]
    rows: dict[str, int] = {}
    forms = {
        form: [rows.setdefault(key, len(rows)) for key, *_ in read_form(form)]
        for form in sorted(set(chain.from_iterable(printed)))
    }
    coded = [np.fromiter(chain.from_iterable(map(forms.__getitem__, part)), dtype=np.int64) for part in printed]
    sizes = np.array([len(part) for part in coded], dtype=np.int64)
    starts = np.cumsum(np.concatenate([[0], sizes + 1]))[:-1]
    codes = np.concatenate([*(np.append(part, _BETWEEN) for part in coded), np.zeros(0, dtype=np.int64)])
    return Pile(
        index=index_records(records),
        said=_by_article(records.attributions),
        quotation_of={
            name: one for one in records.quotations for variant in one.variants for name in variant.attributions
        },
        articles=records.articles,
        rows=rows,
        codes=codes,
        starts=starts,
        ends=starts + sizes,
        postings={name: _sort(_patterns(codes, PATTERNS[name], len(rows))) for name in FOR_QUOTATIONS},
    )


def find_unbroken(pile: Pile, codes: Codes) -> Codes:
    """Return every place where these words stand side by side, in order."""
    if not len(codes) or (codes < 0).any():
        return np.zeros(0, dtype=np.int64)
    postings = pile.postings["words"]
    starts, ends = postings.find(codes)
    rarest = int(np.argmin(ends - starts))
    found: Codes = np.sort(postings.places[starts[rarest] : ends[rarest]]) - rarest
    found = found[(found >= 0) & (found + len(codes) <= len(pile.codes))]
    for place, code in enumerate(codes):
        found = found[pile.codes[found + place] == code]
    return found


def _by_article(attributions: Sequence[Attribution]) -> dict[str, tuple[Attribution, ...]]:
    found: dict[str, list[Attribution]] = defaultdict(list)
    for one in attributions:
        found[one.article].append(one)
    return {name: tuple(said) for name, said in found.items()}


def _patterns(codes: Codes, places: Sequence[int], size: int) -> Codes:
    """Return the words at these places behind each word as one number."""
    count = max(0, len(codes) - places[-1])
    found, known = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.bool_)
    for place in places:
        part = codes[place : place + count]
        found, known = found * size + part, known & (part >= 0)
    kept: Codes = np.where(known, found, -1)
    return kept


def _sort(patterns: Codes) -> Postings:
    order = np.argsort(patterns)
    order = order[int(np.searchsorted(patterns[order], 0)) :]
    return Postings(keys=patterns[order], places=order)
