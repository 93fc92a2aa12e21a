"""Where an article says that something happened on a day: a date and the verb that it dates. Article, Parse, Timex -> Telling"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, EventStatus, Parse, Ref, Span, Timex, Token
from copydesk.stages.time.telling import content_words
from copydesk.stages.time.tense import tense_of
from copydesk.text.dates import first_day, last_day, read_parts

_LONG_SENTENCE = 320
_CLIMB = 10
_BETWEEN = re.compile(r",?\s*(?:to|until|till|through|and|[-–—])\s*(?:the\s+)?")
_DASH = re.compile(r"\s?[-–—]\s?")
_OPENS_INTERVAL = re.compile(r"\b(?:from|between)\s+$", re.I)
_BOUND = re.compile(
    r"\b(since|until|till|before|after|by|through|from|prior\s+to|ahead\s+of|following)\s+(?:the\s+)?$", re.I
)
_IN = re.compile(r"\b(?:in|back\s+in)\s+(?:the\s+year\s+)?$", re.I)
_WHEN = re.compile(r",?\s+when\b")
_PICTURE = re.compile(r"\W*(?:FILE\b|(?:\d+\s*(?:of|/)\s*\d+)\b)")
"""How a caption opens that stands among the prose."""
_MODALS = frozenset({"would", "could", "might", "may", "should"})
_OF_A_NOUN = frozenset({"compound", "poss", "nummod", "amod", "nmod", "relcl", "acl", "appos"})
_DENIALS = frozenset({"deny", "dispute", "refute", "reject"})
_TALKERS = frozenset({"i", "we"})
_FINITE_HELPERS = frozenset({"has", "have", "had", "was", "were", "did"})
_STATES = frozenset({"be", "have", "live", "remain", "stay", "seem", "stand", "belong"})


class Telling(NamedTuple):
    """One place that tells of a happening: when, how sure, in which words."""

    ref: Ref
    date: str
    modifier: str | None
    status: EventStatus
    text: Span
    verb: str
    subject: str | None
    words: frozenset[str]
    names: frozenset[str]
    place: int
    rule: str


def find_tellings(article: Article, parse: Parse, timexes: Sequence[Timex]) -> list[Telling]:
    """Return what the article's body and captions tell of a day, a month or an interval.

    A year alone counts where somebody named does something in it. Left out: dates that hang on a noun ("the 6 June
    meeting"), bounds ("since Friday") unless they set a date for what is to come, and what a picture shows.
    """
    starts = [token.start for token in parse.tokens]
    found: dict[tuple[int, int, str], Telling] = {}
    for timex, until in _dated_spans(article, timexes):
        value = event_date(timex.value, until.value if until else None)
        index = bisect_right(starts, timex.span.start) - 1
        if index < 0:
            continue
        last = until or timex
        verb = dated_verb(parse, index, last.span)
        if verb and value and _tells(article, parse, timex, verb=verb, value=value):
            found.setdefault((verb.sentence, verb.i, value), _tell(article, parse, timex, verb=verb, value=value))
        verb, value = _verb_of_when(article, parse, last), event_date(last.value)
        if verb and value:
            found.setdefault((verb.sentence, verb.i, value), _tell(article, parse, last, verb=verb, value=value))
    return list(found.values())


def _tells(article: Article, parse: Parse, timex: Timex, *, verb: Token, value: str) -> bool:
    """Tell whether a verb with its date is a happening: no bound, no description of a picture, no talk of "we"."""
    block = article.blocks[parse.sentences[verb.sentence].block]
    if block.role not in ("body", "caption") or _shows_a_picture(parse, verb):
        return False
    if (block.role == "caption" or _PICTURE.match(article.text, block.span.start)) and not _is_told(parse, verb):
        return False
    published = article.published.value if article.published else None
    status = status_of(parse, verb, value, published)
    if status in ("denied", "hypothetical") and _subject(parse, verb) in _TALKERS:
        return False  # "We will not start today": talk, and nothing that happens
    before = article.text[max(0, timex.span.start - 20) : timex.span.start]
    if len(value) == 4:
        return _IN.search(before) is not None and _is_deed(parse, verb)
    bound = None if "/" in value else _BOUND.search(before)
    return bound is None or (bound[1].lower() in ("by", "from") and status == "planned")


def _is_told(parse: Parse, verb: Token) -> bool:
    """Tell whether a caption's verb tells in the past tense, rather than says what its picture shows."""
    if verb.lemma in load_lexicon("pictures"):
        return False
    return verb.tag == "VBD" or any(parse.tokens[i].text.lower() in _FINITE_HELPERS for i in parse.children[verb.i])


def _is_deed(parse: Parse, verb: Token) -> bool:
    """Tell whether somebody or something named does, or undergoes, what a verb in the past tense says."""
    helpers = [parse.tokens[i] for i in parse.children[verb.i] if parse.tokens[i].dep in ("aux", "auxpass", "neg")]
    if verb.lemma in _STATES or any(helper.tag != "VBD" for helper in helpers):
        return False
    if verb.dep == "acl" and verb.tag == "VBN":
        return parse.tokens[verb.head].pos == "PROPN"
    subject = _subject_of(parse, verb)
    is_past = verb.tag == "VBD" or bool(helpers)
    return is_past and subject is not None and (subject.pos == "PROPN" or subject.text.lower() in ("he", "she"))


def _verb_of_when(article: Article, parse: Parse, timex: Timex) -> Token | None:
    """Return the verb behind a date and "when": "until March 20, when she resigned"."""
    found = _WHEN.match(article.text, timex.span.end)
    if found is None or not read_parts(timex.value):
        return None
    when = next((token for token in parse.tokens_in(Span(found.start(), found.end())) if token.pos != "PUNCT"), None)
    verb = parse.tokens[when.head] if when else None
    is_own = verb is not None and verb.dep in ("relcl", "advcl") and verb.start > found.end() and verb.tag == "VBD"
    return verb if is_own else None


def event_date(value: str, until: str | None = None) -> str | None:
    """Return the date of an event as the export writes it: a day, month, year or interval; None for anything vaguer."""
    if until is not None:
        first, last = read_parts(value), read_parts(until)
        is_span = first and last and first.month and last.month and value < until
        return f"{value[:10]}/{until[:10]}" if is_span else None
    if "-W" in value or "/" in value:
        start, end = first_day(value), last_day(value)
        return f"{start}/{end}" if start and end else None
    return value.partition("T")[0] if read_parts(value) else None


def dated_verb(parse: Parse, index: int, timex: Span) -> Token | None:
    """Return the verb that a time expression dates, or None where it belongs to a noun instead ("Friday's vote").

    Parsers hang "on Tuesday" on the noun before it more often than news means it so; up to two nouns are passed over.
    """
    token, nouns = parse.tokens[index], 0
    for _ in range(_CLIMB):
        if token.pos in ("VERB", "AUX") and not timex.start <= token.start < timex.end:
            return _main_verb(parse, token)
        head = parse.tokens[token.head]
        if head.i == token.i or head.sentence != token.sentence:
            return None
        is_outside = not timex.start <= head.start < timex.end and head.lemma.lower() not in load_lexicon(
            "parts_of_day"
        )
        if is_outside and head.pos not in ("VERB", "AUX", "ADP", "SCONJ", "ADV", "PART", "ADJ"):
            nouns += 1
            is_its_own = (
                nouns == 1 and token.pos == "ADP" and token.lemma.lower() in ("of", "for")
            )  # "the vote of 6 June"
            if nouns > 2 or token.dep in _OF_A_NOUN or is_its_own:
                return None
        token = head
    return None


def status_of(parse: Parse, verb: Token, value: str, published: str | None) -> EventStatus:
    """Return whether the verb tells what happened, what is to come, what is denied or what is only thought of."""
    children = [parse.tokens[i] for i in parse.children[verb.i]]
    helpers = {child.text.lower() for child in children if child.dep in ("aux", "auxpass")}
    head = parse.tokens[verb.head]
    if any(child.dep == "neg" for child in children) or (verb.dep == "ccomp" and head.lemma in _DENIALS):
        return "denied"
    is_report = head.tag == "VBD" and verb.dep == "ccomp" and head.lemma in load_lexicon("speech_verbs")
    if is_report and "would" in helpers and "have" not in helpers and _subject(parse, verb) not in _TALKERS:
        return "planned"
    if helpers & _MODALS or any(child.dep == "mark" and child.lemma.lower() in ("if", "unless") for child in children):
        return "hypothetical"
    start, today = first_day(value), last_day(published)
    if tense_of(parse, verb) == "future" or (start and today and start > today):
        return "planned"
    if verb.lemma in ("expect", *load_lexicon("planning_verbs")) and start and today and start >= today:
        return "planned"
    return "happened"


def _main_verb(parse: Parse, token: Token) -> Token:
    if token.dep in ("aux", "auxpass") and parse.tokens[token.head].pos in ("VERB", "AUX"):
        return parse.tokens[token.head]
    return token


def _dated_spans(article: Article, timexes: Sequence[Timex]) -> Iterator[tuple[Timex, Timex | None]]:
    dated = [timex for timex in timexes if timex.type in ("DATE", "TIME")]
    skip = False
    for timex, following in zip_longest(dated, dated[1:]):
        if skip:
            skip = False
            continue
        opens = _OPENS_INTERVAL.search(article.text[max(0, timex.span.start - 12) : timex.span.start])
        between = article.text[timex.span.end : following.span.start] if following else ""
        if following and (_DASH.fullmatch(between) or (opens and _BETWEEN.fullmatch(between))):
            skip = True
            yield timex, following
        else:
            yield timex, None


def _tell(article: Article, parse: Parse, timex: Timex, *, verb: Token, value: str) -> Telling:
    sentence = parse.sentences[verb.sentence]
    words, _, names = content_words(parse, verb.sentence, timex.span)
    published = article.published.value if article.published else None
    caption = article.blocks[sentence.block].role == "caption"
    return Telling(
        ref=Ref(article=article.id, span=sentence.span),
        date=value,
        modifier=timex.modifier,
        status=status_of(parse, verb, value, published),
        text=_best_words(article, parse, verb),
        verb=verb.lemma.lower(),
        subject=_subject(parse, verb),
        words=words,
        names=names,
        place=verb.sentence,
        rule="events.caption" if caption else "events.interval" if "/" in value else "events.dated_verb",
    )


def _shows_a_picture(parse: Parse, verb: Token) -> bool:
    """Tell whether the verb says when a picture was taken: that is no news."""
    head = parse.tokens[verb.head]
    named = head.lemma.lower() if verb.dep == "acl" else _subject(parse, verb) or ""
    return named in load_lexicon("pictures")


def _subject(parse: Parse, verb: Token) -> str | None:
    subject = _subject_of(parse, verb)
    return subject.lemma.lower() if subject else None


def _subject_of(parse: Parse, verb: Token) -> Token | None:
    """Return the head word of the verb's subject; a verb that shares its subject with another takes that one's."""
    for _ in range(3):
        for child in parse.children[verb.i]:
            if parse.tokens[child].dep in ("nsubj", "nsubjpass"):
                is_relative = verb.dep == "relcl" and parse.tokens[child].tag in ("WP", "WDT")
                return parse.tokens[verb.head if is_relative else child]
        if verb.dep not in ("conj", "xcomp") or verb.head == verb.i:
            return None
        verb = parse.tokens[verb.head]
    return None


def _best_words(article: Article, parse: Parse, verb: Token) -> Span:
    """Return the sentence, or the verb's clause where the sentence is long."""
    sentence = _without_bullet(article.text, parse.sentences[verb.sentence].span)
    if sentence.end - sentence.start <= _LONG_SENTENCE:
        return sentence
    clause = [parse.tokens[i] for i in parse.subtree(verb.i)]
    span = Span(min(token.start for token in clause), max(token.end for token in clause))
    return span if sentence.contains(span) and span.end - span.start >= 40 else sentence


def _without_bullet(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end - 1 and (text[start].isspace() or text[start] in "•*·–—-▪●"):
        start += 1
    return Span(start, span.end)


def is_speech(verb: str) -> bool:
    """Tell whether a verb merely reports that somebody spoke."""
    return verb in load_lexicon("speech_verbs")
