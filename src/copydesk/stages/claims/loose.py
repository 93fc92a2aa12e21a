"""Statements that stand in no clause: figures, whole sentences, what somebody said where the parse lost it. Page -> Statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from copydesk.records import Sentence, Span, Token
from copydesk.stages.claims.clauses import CONDITIONS, SUBJECTS
from copydesk.stages.claims.edits import bare
from copydesk.stages.claims.figures import Figure, is_denied
from copydesk.stages.claims.model import WHOLE, Statement
from copydesk.stages.claims.numbers import counts
from copydesk.stages.claims.page import Page, content_words, days_of, plain_words, stance_of, wording_of
from copydesk.stages.claims.roles import read_parts
from copydesk.stages.claims.words import group_of, is_negator

TELLING = 3
"""Words that what names nobody has at least."""
ASKING = frozenset({"what", "how", "why", "whose"})


def as_figure(page: Page, figure: Figure) -> dict[str, Any]:
    """Return what makes a statement one of a figure: whoever does it and in what mood, the number is what it tells."""
    denied: dict[str, Any] = {"stance": "denies"} if is_denied(page.parse, figure.at) else {}
    return denied | {
        "predicate": figure.key,
        "form": figure.key,
        "numbers": frozenset({(figure.key, figure.value)}),
    }


def read_figure(page: Page, sentence: Sentence, figure: Figure) -> Statement:
    """Return the statement of a figure that stands in no clause of its own ("the disappearance of £3m", "killing 23")."""
    governor = page.parse.subtree(figure.word)
    given = _read_tokens(page, sentence, range(sentence.first, sentence.last), figure.at)
    clause = Span(page.parse.tokens[governor[0]].start, page.parse.tokens[governor[-1]].end)
    return replace(
        given, clause=clause, negated=False, days=frozenset(), lead=sentence.span, depth=1, **as_figure(page, figure)
    )


def read_lost(page: Page, sentence: Sentence, read: Sequence[Statement]) -> Iterator[Statement]:
    """Yield what somebody is said to have said where the word above all others stands in no clause that was read: the parse lost it."""
    for attribution in page.said_in.get(page.parse.tokens[sentence.first].sentence, ()):
        indices, tops = page.content_in(sentence, attribution)
        left = [i for i in indices if not any(_holds(one.clause, page.parse.tokens[i]) for one in read)]
        if attribution.stance == "declines" or not left or tops[0] not in left:
            continue
        if page.parse.tokens[left[0]].text.lower() in ASKING | CONDITIONS or any(i in page.cues for i in left):
            continue
        given = _read_tokens(page, sentence, left, tops[0])
        if len(given.words) >= TELLING and (given.names or given.numbers or len(given.words) > TELLING):
            is_clause = any(page.parse.tokens[i].dep in SUBJECTS for i in left)
            yield given if is_clause else replace(given, lead=sentence.span)


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.start < span.end


def _read_tokens(page: Page, sentence: Sentence, indices: Sequence[int], top: int) -> Statement:
    """Return words of a sentence as one statement of what `top` tells, with all their names, numbers and dates."""
    tokens = [page.parse.tokens[i] for i in indices]
    chain = page.chain_at(top)
    wording = wording_of(page, tokens)
    return Statement(
        article=page.article.id,
        sentence=sentence.span,
        clause=Span(tokens[0].start, tokens[-1].end),
        core_at=page.parse.tokens[top].start,
        predicate=group_of(page.parse.tokens[top].lemma),
        form=page.parse.tokens[top].lemma,
        modality="actual",
        negated=sum(map(is_negator, tokens)) % 2 == 1,
        subject=None,
        object=None,
        others=frozenset(),
        names=page.people.named_in(tokens),
        numbers=frozenset(
            (f"{group_of(page.parse.tokens[last.head].lemma)}", value) for last, value in counts(page.numerals, tokens)
        ),
        days=days_of(page, tokens),
        words=content_words(page, tokens, ()),
        text=plain_words(page, tokens),
        wording=wording,
        bare=bare(wording),
        parts=read_parts(page, indices),
        chain=tuple(attribution.id for attribution in chain),
        told=True,
        lead=None,
        stance=stance_of(page, chain),
        depth=0,
    )


def read_whole(page: Page) -> Statement:
    """Return all of a text as one statement of what its first sentence tells, wherever the parse parted it."""
    tokens = page.parse.tokens
    sentence = page.parse.sentences[0]._replace(span=Span(tokens[0].start, tokens[-1].end), first=0, last=len(tokens))
    root = next((token for token in tokens if token.head == token.i), tokens[0])
    given = _read_tokens(page, sentence, range(len(tokens)), root.i)
    return replace(given, clause=sentence.span, negated=False, depth=WHOLE)
