"""What of an article counts when two are compared: its own prose, without stock phrases and agency lines. Article -> Prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Span
from copydesk.stages.passages.make import Reading

Mask = npt.NDArray[np.bool_]

LONGEST_STOCK = 25
"""A longer sentence says more than the stock phrase that it holds."""
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?![\s”\"’')\]]|$)[^\n.!?]*)*[.!?]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """An article's body words and which of them count as its own prose."""

    reading: Reading
    counts: Mask

    @property
    def article(self) -> Article:
        return self.reading.article

    @property
    def size(self) -> int:
        return int(self.counts.sum())

    def cover(self, spans: list[Span]) -> Mask:
        """Return which of the counted words lie in the spans."""
        covered = np.zeros(len(self.counts), dtype=np.bool_)
        for span in spans:
            first, last = self.word_range(span)
            covered[first:last] = True
        return covered & self.counts

    def word_range(self, span: Span) -> tuple[int, int]:
        first, last = np.searchsorted(self.reading.words.starts, [span.start, span.end]).tolist()
        return int(first), int(last)

    def is_edge(self, span: Span) -> bool:
        """Tell whether the span lies in the first or the last two paragraphs of the body, of six or more."""
        body = self.article.body()
        edges = (*body[:1], *body[-2:]) if len(body) >= 6 else ()
        return any(block.span.start <= span.start < block.span.end for block in edges)

    def own_words(self, span: Span) -> int:
        """Return how many counted words of the span stand outside quotation marks."""
        first, last = self.word_range(span)
        return int((self.counts[first:last] & ~self.reading.quoted[first:last]).sum())


def read_prose(reading: Reading) -> Prose:
    """Return the prose of an article; sentences of stock phrases and of agency lines do not count."""
    article = reading.article
    counts = np.ones(len(reading.words), dtype=np.bool_)
    for block in article.body():
        for sentence in _SENTENCE.finditer(article.text, block.span.start, block.span.end):
            first, last = np.searchsorted(reading.words.starts, sentence.span())
            if last - first <= LONGEST_STOCK and _stock().search(sentence[0].replace("’", "'")):
                counts[first:last] = False
    return Prose(reading=reading, counts=counts)


@cache
def _stock() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, load_lexicon("agency_boilerplate")), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})", re.IGNORECASE)
