"""What of an article stands between quotation marks, and the reporting clauses that part one speech. text -> Speech."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Span
from copydesk.text.names import title_class
from copydesk.text.quotes import Quote, find_quotes
from copydesk.verify.answers import Voice
from copydesk.verify.words import Words

_MOST, _MOST_LEADING = 30, 8
"""A reporting clause of more words tells something of its own, the more so where it leads up to the next part ("He added:")."""
_SENTENCE_END = re.compile(r"([^\s.]*)[.!?]\s+(?=[A-ZÀ-Þ])")
_IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "went": "go", "spoke": "speak", "read": "read"}
_WORDS = re.compile(r"\w+")
_VOWEL = re.compile(r"[aeiouyà-ü]", re.I)
"""A word without any is an abbreviation."""


class Said(NamedTuple):
    """A piece of an attribution's content, whose it is, and where its cue stands."""

    span: Span
    speaker: str | None
    cue: Span | None
    is_direct: bool


class Speech(NamedTuple):
    """The quotations of a text without their marks, and the clauses that stand between parts of one speech."""

    quotes: tuple[Span, ...]
    clauses: tuple[Span, ...]


@lru_cache(maxsize=512)
def read_speech(text: str, said: tuple[Said, ...]) -> Speech:
    """Return what a text quotes: what stands between marks, and what is attributed word for word without them."""
    marked = find_quotes(text)
    inner = [quote.inner for quote in marked]
    unmarked = [one.span for one in said if one.is_direct and not any(one.span.overlaps(span) for span in inner)]
    clauses = [clause for one, other in pairwise(marked) if (clause := _clause(text, one, other, said))]
    return Speech(tuple(sorted([*inner, *unmarked])), tuple(clauses))


def _clause(text: str, one: Quote, other: Quote, said: Sequence[Said]) -> Span | None:
    """Return what stands between two quotations, if it is one reporting clause and the same person goes on."""
    gap = Span(one.outer.end, other.outer.start)
    between = text[gap.start : gap.end]
    first, second = (_speakers(quote.inner, said) for quote in (one, other))
    if not one.closed or len(_WORDS.findall(between)) > (_MOST_LEADING if ":" in between else _MOST):
        return None
    same = bool(first & second)
    if (first and second and not same) or ("\n" in between and not same):
        return None
    if any(one.span.overlaps(gap) and not one.is_direct for one in said if one.span != gap):
        return None
    return gap if _is_one_sentence(between) and _has_cue(between, gap, said) else None


def _speakers(span: Span, said: Sequence[Said]) -> set[str]:
    return {one.speaker for one in said if one.is_direct and one.speaker and one.span.overlaps(span)}


def _is_one_sentence(between: str) -> bool:
    ends = [m[1] for m in _SENTENCE_END.finditer(between) if m[1]]
    return all(len(word) == 1 or title_class(f"{word}.") or not _VOWEL.search(word) for word in ends)


def _has_cue(between: str, gap: Span, said: Sequence[Said]) -> bool:
    if any(one.cue and gap.contains(one.cue) for one in said):
        return True
    verbs = load_lexicon("speech_verbs")
    return any(form in verbs for word in _WORDS.findall(between.casefold()) for form in _lemmas(word))


def _lemmas(word: str) -> Iterator[str]:
    yield _IRREGULAR.get(word, word)
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending):
            yield word.removesuffix(ending)
    yield word.removesuffix("ing") + "e"
    yield word.removesuffix("ied") + "y"


def without_clauses(words: Words, clauses: Sequence[Span]) -> Words:
    """Return the words that stand in no reporting clause."""
    kept = [n for n, span in enumerate(words.spans) if not any(clause.contains(span) for clause in clauses)]
    return words.choose(kept)


def voice_of(spans: Sequence[Span], speech: Speech, said: Sequence[Said]) -> Voice:
    """Return in whose voice words stand: between marks, in indirect speech, or in the article's own."""
    quoted = [any(quote.contains(span) for quote in speech.quotes) for span in spans]
    if all(quoted):
        return "quoted"
    if any(quoted):
        return "partly quoted"
    is_reported = all(any(one.span.contains(span) for one in said) for span in spans)
    return "reported" if is_reported else "prose"
