"""An article as the entity rules read it: its tokens, and which titles stand where. Article, Parse -> Reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import attrgetter

from copydesk.lexicon import load_entries
from copydesk.records import Article, Parse, Span, Token
from copydesk.text.names import is_first_name
from copydesk.text.quotes import find_quotes

LONGEST_TITLE = 7
FORMER = frozenset({"former", "ex", "then", "onetime", "one-time", "late", "erstwhile", "past", "retired"})
_PASSING = frozenset({"outgoing", "current", "now", "new", "longtime", "incoming", "fellow", "sitting", "veteran"})
_TITLE_CASE = 0.7
_TITLE_CASE_CLOSED = 0.8
"""The same for a sentence that ends in a full stop, as headlines rarely do: long titles make many capitals."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its parse; `loud` holds the sentences in which every word is capitalised, as in headlines.

    `quoted` holds the tokens that stand in a quotation, `title_ends` those that may be a title's last word, `places` those of
    each word in lower case.
    """

    article: Article
    parse: Parse
    tokens: tuple[Token, ...]
    loud: frozenset[int]
    labels: Mapping[int, str]
    quotes: tuple[Span, ...]
    quoted: frozenset[int]
    title_ends: frozenset[int]
    places: Mapping[str, Sequence[int]]

    def text(self, first: int, last: int) -> str:
        """Return the printed words of tokens `[first, last)`, with single spaces."""
        return " ".join(self.article.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def bounds(self, index: int) -> tuple[int, int]:
        """Return the token range of the sentence that holds a token."""
        sentence = self.parse.sentences[self.tokens[index].sentence]
        return sentence.first, sentence.last

    def all_of(self, words: Iterable[str]) -> list[int]:
        """Return the tokens that are one of `words`, which are in lower case, in order."""
        return sorted(i for word in words for i in self.places.get(word, ()))

    def is_quoted(self, index: int) -> bool:
        """Tell whether a token stands in a quotation."""
        return index in self.quoted

    def is_loud(self, index: int) -> bool:
        return self.tokens[index].sentence in self.loud


def printed_words(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """Return the words of tokens `[first, last)`, every apostrophe alike, as forms are compared."""
    return tuple([token.text.replace("’", "'") for token in reading.tokens[first:last]])


def read_article(article: Article, parse: Parse) -> Reading:
    """Return the reading of an article."""
    labels = _labels(parse)
    loud = frozenset(i for i, s in enumerate(parse.sentences) if _is_title_case(parse.tokens[s.first : s.last], labels))
    quotes = tuple(quote.outer for quote in find_quotes(article.text))
    places = _places(parse.tokens)
    ends = (parse.tokens[i] for word in places.keys() & _title_ends() for i in places[word])
    title_ends = frozenset(token.i for token in ends if token.pos not in ("VERB", "AUX") or token.text[0].isupper())
    return Reading(article, parse, parse.tokens, loud, labels, quotes, _quoted(parse, quotes), title_ends, places)


def tokens_within(tokens: Sequence[Token], span: Span) -> range:
    """Return the indices of the tokens that stand in a span, in whole or in part."""
    first = bisect_right(tokens, span.start, key=attrgetter("end"))
    return range(first, bisect_left(tokens, span.end, lo=first, key=attrgetter("start")))


def _places(tokens: Sequence[Token]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, _, _, text, *_ in tokens:
        places[text.casefold()].append(i)
    return dict(places)


def _quoted(parse: Parse, quotes: Sequence[Span]) -> frozenset[int]:
    begin = partial(bisect_left, parse.tokens, key=attrgetter("start"))
    return frozenset(i for quote in quotes for i in range(begin(quote.start), begin(quote.end)))


def title_before(reading: Reading, index: int) -> int | None:
    """Return the first token of the longest title that ends right before token `index`, or None."""
    if index - 1 not in reading.title_ends or index >= len(reading.tokens):
        return None
    start, _ = reading.bounds(index)
    for first in range(max(start, index - LONGEST_TITLE), index):
        if _is_title(reading, first, index):
            return first
    return None


def title_at(reading: Reading, first: int, limit: int) -> int | None:
    """Return the end of the longest title that starts at token `first` and ends at `limit` or earlier, or None."""
    for last in range(min(limit, first + LONGEST_TITLE), first, -1):
        if last - 1 in reading.title_ends and _is_title(reading, first, last):
            return last
    return None


def plain_title(text: str) -> str:
    """Return a title in full and in lower case ("A.G." -> "attorney general")."""
    words = text.casefold().replace("’", "'")
    return titles()[words][0] if words in titles() else words


def class_of_title(text: str) -> str | None:
    """Return the class of a title in the list of titles, or None."""
    row = titles().get(text.casefold().replace("’", "'"))
    return row[1] if row else None


def drop_time_words(words: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return the words without "former", "then", "current" … in front, and whether they told of the past."""
    rest, former = [word for word in words if word], False
    if rest and (ex := re.match(r"ex-(?=\w)", rest[0], re.IGNORECASE)):
        rest, former = [rest[0][ex.end() :], *rest[1:]], True
    if len(rest) > 1 and rest[0].casefold() in ("ex-", "then-"):
        rest, former = rest[1:], True
    while len(rest) > 1 and (rest[0].casefold() in FORMER | _PASSING or rest[0] in "-–"):
        former = former or rest[0].casefold() in FORMER
        rest.pop(0)
    return tuple(rest), former


@cache
def titles() -> Mapping[str, tuple[str, str]]:
    """Return the list of titles: form -> the title in full, its class."""
    return {row.form: (row.meaning, row.note) for row in load_entries("titles")}


@cache
def _title_ends() -> frozenset[str]:
    return frozenset(re.split(r"[\s-]", form)[-1] for form in titles())


def _is_title(reading: Reading, first: int, last: int) -> bool:
    """Tell whether words that end in one of the `title_ends` are a title."""
    text = reading.text(first, last)
    return class_of_title(text) is not None and not (last - first == 1 and is_first_name(text))


def _is_title_case(tokens: Sequence[Token], labels: Mapping[int, str]) -> bool:
    """Tell whether a sentence is printed as a headline: names of persons aside, its longer words are capitalised."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3 and labels.get(t.i) != "PERSON"]
    capital = sum(word[0].isupper() for word in words)
    if len(words) >= 5:
        return capital >= (_TITLE_CASE_CLOSED if tokens[-1].text == "." else _TITLE_CASE) * len(words)
    is_open = bool(tokens) and tokens[-1].text != "."
    return is_open and len(words) >= 2 and capital == len(words)


def _labels(parse: Parse) -> dict[int, str]:
    return {i: name.label for name in sorted(parse.names) for i in tokens_within(parse.tokens, name.span)}
