"""When something was said, where the words around its cue name the day. Attribution, Timex -> Attribution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from copydesk.records import Article, Attribution, Parse, Span, Timex, Token
from copydesk.stages.attribution.cues import load_senses

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLIMB = 12  # steps from a time expression to its verb; a parse can be deeper only where it is wrong
_JOINS = 3  # steps from a cue to the verb that it continues
_ASKED = ("reach", "contact", "interview")
_OTHER_CLAUSE = {"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp"}


def date_attributions(
    article: Article, parse: Parse, attributions: Sequence[Attribution], timexes: Sequence[Timex]
) -> tuple[Attribution, ...]:
    """Return the attributions with `said_on` filled where a day hangs on the cue, outside what was said.

    A day inside the content, or in another clause of the sentence, is no day of the saying. What the same source goes on
    to say in the same paragraph was said on the same day, unless its sentence names another time.
    """
    days = [(timex, token) for timex in timexes for token in _tokens_in(parse, timex.span)[:1]]
    dated = [replace(one, said_on=one.said_on or _day_of(parse, one, days)) for one in attributions]
    order = sorted((i for i, one in enumerate(dated) if one.cue_span), key=lambda i: dated[i].cue_span or Span(0, 0))
    for before, after in pairwise(order):
        if dated[after].said_on is None and _goes_on(parse, dated[before], dated[after], days):
            dated[after] = replace(dated[after], said_on=dated[before].said_on)
    return tuple(dated)


def _day_of(parse: Parse, one: Attribution, days: Sequence[tuple[Timex, Token]]) -> str | None:
    if one.cue_span is None:
        return None
    cue = _said_in(parse, {token.i for token in _tokens_in(parse, one.cue_span)})
    for timex, token in days:
        if _DAY.match(timex.value) and not _inside(one, timex) and _hangs_on(parse, token, cue):
            return timex.value[:10]
    return None


def _said_in(parse: Parse, cue: set[int]) -> set[int]:
    """Return a cue with the verbs that it continues ("was quoted as saying", "met reporters and said")."""
    for token in [parse.tokens[i] for i in sorted(cue)]:
        for _ in range(_JOINS):
            if token.dep not in ("xcomp", "pcomp", "prep", "conj"):
                break
            token = parse.tokens[token.head]
            cue = cue | {token.i}
    return cue


def _goes_on(parse: Parse, before: Attribution, after: Attribution, days: Sequence[tuple[Timex, Token]]) -> bool:
    """Whether one goes on in the paragraph of the other, of the same source, in a sentence that names no other time."""
    if before.said_on is None or before.source is None or before.source != after.source:
        return False
    places = [_tokens_in(parse, one.cue_span)[0].sentence for one in (before, after) if one.cue_span]
    if len(places) < 2 or parse.sentences[places[0]].block != parse.sentences[places[1]].block:
        return False
    return not any(token.sentence == places[1] and not _inside(after, timex) for timex, token in days)


def _inside(one: Attribution, timex: Timex) -> bool:
    return any(span.overlaps(timex.span) for span in one.content_spans)


def _hangs_on(parse: Parse, token: Token, cue: set[int]) -> bool:
    """Whether the token's way up the tree meets the cue before it leaves the clause ("speaking on Monday, she said" stays)."""
    for _ in range(_CLIMB):
        if token.i in cue:
            return True
        asked = token.lemma.lower() in load_senses("cues") or token.lemma.lower() in _ASKED
        speaking = token.dep == "advcl" and token.tag in ("VBG", "VBN") and asked
        if token.head == token.i or (token.dep in _OTHER_CLAUSE and not speaking):
            return False
        token = parse.tokens[token.head]
    return False


def _tokens_in(parse: Parse, span: Span) -> Sequence[Token]:
    first = bisect_left(parse.tokens, span.start, key=lambda token: token.start)
    last = bisect_left(parse.tokens, span.end, key=lambda token: token.start)
    return parse.tokens[first:last]
