"""When something was said, where the words around its cue name the day. Attribution, Timex -> Attribution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from copydesk.records import Article, Attribution, Parse, Span, Timex, Token

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLIMB = 12  # steps from a time expression to its verb; a parse can be deeper only where it is wrong
_OTHER_CLAUSE = {"relcl", "acl", "advcl", "ccomp", "csubj", "pcomp"}


def date_attributions(
    article: Article, parse: Parse, attributions: Sequence[Attribution], timexes: Sequence[Timex]
) -> tuple[Attribution, ...]:
    """Return the attributions with `said_on` filled where a day hangs on the cue, outside what was said.

    A day inside the content, or in another clause of the sentence, is no day of the saying.
    """
    days = [(timex, token) for timex in timexes if _DAY.match(timex.value) for token in _first_token(parse, timex.span)]
    return tuple(replace(one, said_on=one.said_on or _day_of(parse, one, days)) for one in attributions)


def _day_of(parse: Parse, one: Attribution, days: Sequence[tuple[Timex, Token]]) -> str | None:
    if one.cue_span is None:
        return None
    cue = {token.i for token in _tokens_in(parse, one.cue_span)}
    for timex, token in days:
        inside = any(span.overlaps(timex.span) for span in one.content_spans)
        if not inside and _hangs_on(parse, token, cue):
            return timex.value[:10]
    return None


def _hangs_on(parse: Parse, token: Token, cue: set[int]) -> bool:
    """Whether the token's way up the tree meets the cue before it leaves the clause."""
    for _ in range(_CLIMB):
        if token.i in cue:
            return True
        if token.head == token.i or token.dep in _OTHER_CLAUSE:
            return False
        token = parse.tokens[token.head]
    return False


def _first_token(parse: Parse, span: Span) -> Sequence[Token]:
    return _tokens_in(parse, span)[:1]


def _tokens_in(parse: Parse, span: Span) -> Sequence[Token]:
    first = bisect_left(parse.tokens, span.start, key=lambda token: token.start)
    last = bisect_left(parse.tokens, span.end, key=lambda token: token.start)
    return parse.tokens[first:last]
