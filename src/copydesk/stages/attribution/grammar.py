"""Small questions to a parse, and an article with its quotations beside its tokens. Article, Parse -> Reading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Parse, Span, Token
from copydesk.text.quotes import Quote, find_quotes

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
CLAUSES = ("relcl", "acl", "advcl", "ccomp")
VERBAL = ("VERB", "AUX")
DECLINE = "decline"
"""The verb of silence: joined to what somebody said, it tells of the one who said it ("said that … and declined to …")."""
SMALL_NAMES = ("dpa", "epa")
"""Outlets that print their names in small letters."""
MARKS = "\"'“”‘’„«»`,;:—–- \n\t"
"""Characters that a content neither starts nor ends with."""


@dataclass(frozen=True)
class Reading:
    """An article as the rules see it; `quoted` names for each token the quotation it stands in, or -1; `outlets` are the pile's.

    What every rule asks for is worked out once and kept.
    """

    article: Article
    parse: Parse
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]
    starts: tuple[int, ...]
    outlets: Mapping[str, str]

    def with_outlets(self, more: Mapping[str, str]) -> Reading:
        """Return the same with more names of outlets, with what was worked out so far but for where outlets are named."""
        wider = replace(self, outlets={**more, **self.outlets})
        vars(wider).update((name, known) for name, known in vars(self).items() if name not in ("outlets", "names_at"))
        return wider

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @cached_property
    def is_word(self) -> tuple[bool, ...]:
        """Whether each token is a word, and no mark."""
        return tuple(token.text.isalnum() or any(map(str.isalnum, token.text)) for token in self.tokens)

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The tokens in small letters."""
        return tuple(token.text.lower() for token in self.tokens)

    @cached_property
    def levelled(self) -> tuple[str, ...]:
        """The tokens in small letters, short forms written out ("n't" -> "not", "’m" -> "am")."""
        clipped = load_lexicon("clipped_words")
        levelled = (text.replace("’", "'") for text in self.lowered)
        return tuple(clipped.get(text, text) for text in levelled)

    @cached_property
    def has_capital(self) -> tuple[bool, ...]:
        """Whether each token starts with a capital, or holds one ("talkSPORT")."""
        texts = (token.text for token in self.tokens)
        return tuple(text[:1].isupper() or (not text.islower() and text.isalpha()) for text in texts)

    @cached_property
    def opens_name(self) -> tuple[bool, ...]:
        """Whether a name of an outlet may start at each token: with a capital, and no preposition."""
        small = load_lexicon("prepositions")
        return tuple(
            token.text in SMALL_NAMES
            or (
                capital
                and token.pos not in ("ADP", "SCONJ")
                and (token.text.lower() not in small or token.pos == "PROPN")
            )
            for token, capital in zip(self.tokens, self.has_capital, strict=True)
        )

    @cached_property
    def names_at(self) -> dict[tuple[int, int], str | None]:
        """The outlet that each stretch of tokens looked at names, or None, kept for the next time."""
        return {}

    @cached_property
    def spoken(self) -> tuple[str, ...]:
        """The levelled tokens, with nothing in the place of marks but those that part clauses."""
        return tuple(text if text[:1].isalnum() or text in (*",;:.?!",) else "" for text in self.levelled)

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """The tokens' lemmas in small letters."""
        return tuple(token.lemma.lower() for token in self.tokens)

    @cached_property
    def wordings(self) -> tuple[frozenset[str], ...]:
        """All words of each sentence, levelled and as lemmas: what is not among them cannot be found in it."""
        return tuple(
            frozenset((*self.levelled[s.first : s.last], *self.lemmas[s.first : s.last])) for s in self.parse.sentences
        )

    @cached_property
    def ends(self) -> tuple[list[int], list[int]]:
        """The first and the last token of each one's subtree."""
        heads = [token.head for token in self.tokens]
        first, last = list(range(len(heads))), list(range(len(heads)))
        for i in range(len(heads)):
            above = i
            while heads[above] != above:
                above = heads[above]
                if i < first[above]:
                    first[above] = i
                elif i > last[above]:
                    last[above] = i
                else:
                    break
        return first, last

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        return self.parse.children

    @cached_property
    def _sentences(self) -> tuple[range, ...]:
        return tuple(range(sentence.first, sentence.last) for sentence in self.parse.sentences)

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(token.dep for token in self.tokens)

    @cached_property
    def _by_lemma(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, lemma in enumerate(self.lemmas):
            found.setdefault(lemma, []).append(i)
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, text in enumerate(self.lowered):
            found.setdefault(text, []).append(i)
        return found

    def of_lemma(self, *lemmas: str) -> list[int]:
        """Return the tokens with one of the lemmas, in order."""
        return sorted(i for lemma in lemmas for i in self._by_lemma.get(lemma, ()))

    def of_text(self, *texts: str) -> list[int]:
        """Return the tokens that are one of the texts in small letters, in order."""
        return sorted(i for text in texts for i in self._by_text.get(text, ()))

    def first_of(self, index: int) -> int:
        """Return the first token of a token's subtree."""
        return self.ends[0][index]

    def last_of(self, index: int) -> int:
        return self.ends[1][index]

    def under(self, index: int, *labels: str) -> list[int]:
        """Return the children of a token with one of the labels, in order."""
        below = self._children[index]
        return [i for i in below if self._labels[i] in labels] if below else []

    def block_of(self, index: int) -> int:
        """Return the index of the block that a token stands in."""
        return self.parse.sentences[self.tokens[index].sentence].block

    def sentence_tokens(self, index: int) -> range:
        """Return the indices of the tokens of a token's sentence."""
        return self._sentences[self.tokens[index].sentence]

    def between(self, start: int, end: int) -> range:
        """Return the indices of the tokens that start inside `[start, end)`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def at(self, offset: int) -> int:
        """Return the index of the last token that starts at or before `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def says(self, indices: Iterable[int]) -> bool:
        """Say whether one of the tokens is a word."""
        return any(map(self.is_word.__getitem__, indices))

    def words(self, indices: Iterable[int]) -> int:
        """Return how many of the tokens are words."""
        return sum(map(self.is_word.__getitem__, indices))

    def text(self, span: Span) -> str:
        return self.article.text[span.start : span.end]


def read(article: Article, parse: Parse, outlets: Mapping[str, str]) -> Reading:
    """Return the article with its quotations found and its tokens told quoted or not."""
    quotes = tuple(find_quotes(article.text))
    starts = tuple(token.start for token in parse.tokens)
    quoted = [-1] * len(starts)
    for number, quote in enumerate(quotes):
        for i in range(bisect_left(starts, quote.inner.start), bisect_left(starts, quote.inner.end)):
            quoted[i] = number
    return Reading(article, parse, quotes, tuple(quoted), starts, outlets)


def spans_of(reading: Reading, indices: Iterable[int]) -> list[Span]:
    """Return the runs of neighbouring tokens as spans, with marks cut off both ends; runs without a word are left out."""
    spans, run = [], []  # type: list[Span], list[int]
    for i in [*sorted(set(indices)), -9]:
        if run and i != run[-1] + 1:
            spans.append(trimmed(reading, Span(reading.tokens[run[0]].start, reading.tokens[run[-1]].end)))
            run = []
        run.append(i)
    return [span for span in spans if any(map(str.isalnum, reading.text(span)))]


def trimmed(reading: Reading, span: Span) -> Span:
    """Return the span without the marks at either end; one that closes a quotation opened inside is kept."""
    start, end, text = span.start, span.end, reading.article.text
    while start < end and text[start] in MARKS:
        start += 1
    while start < end and text[end - 1] in MARKS:
        end -= 1
    inside = text[start:end]
    if inside.count("“") > inside.count("”") or inside.count('"') % 2:
        closing = re.compile(r"[,.?!]?[”\"]").match(text, end)
        end = closing.end() if closing else end
    return Span(start, end)


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return the spans sorted, and merged where they overlap or only blanks stand between."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end : span.start].strip(" ")):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def full_range(reading: Reading, index: int, without: Sequence[int] = ()) -> list[int]:
    """Return all tokens from the first to the last of a token's subtree, without the subtrees of `without`."""
    if not without:
        return list(range(reading.first_of(index), reading.last_of(index) + 1))
    cut = {j for i in without for j in reading.parse.subtree(i)}
    kept = [i for i in reading.parse.subtree(index) if i not in cut]
    return [i for i in range(kept[0], kept[-1] + 1) if i not in cut] if kept else []


def noun_phrase(reading: Reading, head: int, longest: int = 12) -> list[int]:
    """Return the tokens of a noun phrase: its subtree, cut before a clause or a dash that makes it long."""
    subtree = full_range(reading, head)
    if reading.words(subtree) <= longest:
        return subtree
    loose = [
        i for i in reading.parse.children[head] if reading.tokens[i].dep in ("relcl", "acl", "appos", "conj", "prep")
    ]
    while loose and reading.words(subtree) > longest:
        last = loose.pop()
        if last > head:
            subtree = [i for i in subtree if i < reading.first_of(last)]
    while subtree and reading.tokens[subtree[-1]].pos in ("PUNCT", "CCONJ"):
        subtree.pop()
    return subtree or [head]


def without_time(reading: Reading, phrase: list[int], head: int) -> list[int]:
    """Return a noun phrase without the time that the parser hung on it ("the campaign on Tuesday" -> "the campaign")."""
    times = [name.span for name in reading.parse.names if name.label in ("DATE", "TIME")]
    end = len(phrase)
    while end and phrase[end - 1] > head and _stands_in(reading, phrase[end - 1], times):
        end -= 1
    cut = end < len(phrase)
    if cut and end and phrase[end - 1] > head and reading.tokens[phrase[end - 1]].pos in ("ADP", "SCONJ"):
        end -= 1
    return phrase[:end] if cut else phrase


def _stands_in(reading: Reading, index: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= reading.tokens[index].start < span.end for span in spans)


def antecedent(reading: Reading, index: int) -> int:
    """Return what a relative pronoun stands for: the noun that its clause hangs on; else the token itself."""
    if reading.tokens[index].tag not in ("WP", "WDT"):
        return index
    verb = reading.tokens[index].head
    while reading.tokens[verb].dep in ("conj", "xcomp", "ccomp") and reading.tokens[verb].head != verb:
        verb = reading.tokens[verb].head
    return reading.tokens[verb].head if reading.tokens[verb].dep == "relcl" else index
