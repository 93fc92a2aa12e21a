"""What a sentence tells of a day: its content words beside its time expressions. Article, Parse -> DatedSentence"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Parse, Span, Timex
from copydesk.stages.time.tense import Tense, TenseReader

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


class DatedSentence(NamedTuple):
    """A sentence with one of its time expressions; `verbs` and `names` are among its `words`."""

    article: str
    span: Span
    timex: Timex
    tense: Tense | None
    words: frozenset[str]
    verbs: frozenset[str]
    names: frozenset[str]


def find_dated_sentences(article: Article, parse: Parse, timexes: Sequence[Timex]) -> list[DatedSentence]:
    """Return each body sentence once for each date or time in it; captions are left out, as theirs is another day."""
    starts = [sentence.span.start for sentence in parse.sentences]
    tenses = TenseReader(article.text, parse)
    found = []
    for timex in timexes:
        place = bisect_right(starts, timex.span.start) - 1
        if place < 0 or timex.type not in ("DATE", "TIME"):
            continue
        sentence = parse.sentences[place]
        if article.blocks[sentence.block].role != "body" or timex.span.end > sentence.span.end:
            continue
        words, verbs, names = content_words(parse, place, timex.span)
        tense = tenses.at(timex.span.start)
        found.append(DatedSentence(article.id, sentence.span, timex, tense, words, verbs, names))
    return found


def content_words(
    parse: Parse, place: int, without: Span | None = None
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the content lemmas of a sentence, and those among them that are verbs and names; common words are left out."""
    stop = load_lexicon("event_stop")
    sentence = parse.sentences[place]
    words, verbs, names = set(), set(), set()
    for token in parse.tokens[sentence.first : sentence.last]:
        word = token.lemma.lower()
        if token.pos not in _CONTENT or word in stop or not word[0].isalnum():
            continue
        if without is not None and without.start <= token.start < without.end:
            continue
        words.add(word)
        if token.pos == "VERB":
            verbs.add(word)
        if token.pos == "PROPN":
            names.add(word)
    return frozenset(words), frozenset(verbs), frozenset(names)
