"""Statements: the clauses of body prose with who, what, how many, when, and who is said to have said it. Draft -> Statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from copydesk.records import Attribution, Draft, Parse, Sentence, Span
from copydesk.stages.claims.arguments import noun_phrase
from copydesk.stages.claims.basis import Basis, list_bases
from copydesk.stages.claims.clauses import CONDITIONS, Clause, clause_tokens, find_clauses
from copydesk.stages.claims.edits import bare
from copydesk.stages.claims.figures import Figure
from copydesk.stages.claims.loose import ASKING, TELLING, as_figure, read_figure, read_lost
from copydesk.stages.claims.model import Statement
from copydesk.stages.claims.numbers import read_numbers
from copydesk.stages.claims.page import (
    Page,
    content_words,
    days_of,
    of_this_story,
    plain_words,
    stance_of,
    wording_of,
)
from copydesk.stages.claims.people import Speaker
from copydesk.stages.claims.roles import read_parts
from copydesk.stages.claims.words import is_light, marks_of, modality_of

ASIDES = frozenset({"after", "before", "as", "since"})
EMPTY = frozenset({"do", "have"})
"""Verbs that tell nothing without an object."""
MOST_WORDS = 90
"""A longer sentence is a list or a page's debris, and no clause of it is read."""


def find_statements(draft: Draft) -> list[Statement]:
    """Return the statements of every article's body, in the order of time and place.

    Left out are conditions, questions, frames such as "she said", and clauses that name nobody and count nothing, unless
    somebody is said to have said them.
    """
    return in_order(draft, [one for basis in list_bases(draft) for one in read_statements(basis)])


def in_order(draft: Draft, statements: Iterable[Statement]) -> list[Statement]:
    """Return statements in the order of time and place."""
    dates = {article.id: article.published.value if article.published else "9999" for article in draft.articles}
    return sorted(statements, key=lambda statement: (dates[statement.article], *statement.place))


def read_statements(basis: Basis) -> tuple[Statement, ...]:
    """Return the statements of one article's body, in reading order."""
    return tuple(_statements_of(basis.page()))


def _statements_of(page: Page) -> Iterator[Statement]:
    for sentence in page.parse.sentences:
        if page.article.blocks[sentence.block].role != "body" or sentence.last - sentence.first > MOST_WORDS:
            continue
        if any(token.text == "?" for token in page.parse.tokens[sentence.last - 2 : sentence.last]):
            page.people.close(sentence)
            continue
        counted = [f for f in page.figures if sentence.first <= f.at < sentence.last and f.at not in page.unnamed]
        figures = of_this_story(page, sentence, counted)
        read = []
        for clause in find_clauses(page.parse, sentence):
            statement = _read_statement(page, sentence, clause)
            told = next((f for f in figures if _tells_figure(page.parse, clause, f)), None)
            if statement is not None and told is not None:
                figures.remove(told)
                lead = sentence.span if is_light(clause.form, "reporting") else statement.lead
                statement = replace(statement, **as_figure(page, told), lead=lead)
            read += [statement] if statement is not None else []
        yield from read
        yield from (read_figure(page, sentence, figure) for figure in figures)
        yield from read_lost(page, sentence, read)
        page.people.close(sentence)


def _tells_figure(parse: Parse, clause: Clause, figure: Figure) -> bool:
    """Tell whether a figure is what a clause says: of its subject or object, or by its verb."""
    if not {clause.subject, clause.object}.isdisjoint((figure.at, parse.tokens[figure.at].head)):
        return True
    says = figure.word in (clause.core, clause.subject) or is_light(clause.form, "reporting")
    return says and figure.at in clause_tokens(parse, clause)


def _chain_of(page: Page, clause: Clause) -> tuple[list[Attribution], bool]:
    """Return whose words a clause is, the innermost first, and whether it is itself the cue that brings them."""
    chain = page.chain_at(clause.head if clause.head in page.cues else clause.core)
    if chain or clause.head not in page.cues:
        return chain, False
    # "the Gazette reported that she offered to resign": the offer is hers, the report the Gazette's
    start = page.parse.tokens[clause.head].start
    return [a for a in page.attributions if a.via and a.cue_span and a.cue_span.start <= start < a.cue_span.end], True


def _states_nothing(page: Page, clause: Clause, inner: Attribution | None) -> bool:
    """Tell whether a clause is no statement: a bare modal, a question, a condition, a mere frame of what is said."""
    return (
        page.parse.tokens[clause.core].tag == "MD"
        or len(clause.form) < 3
        or "falsehood" in marks_of(clause.form)
        or clause.head in page.unnamed
        or _is_frame(page, clause)
        or (clause.mark in CONDITIONS and not _is_asked(clause, inner))
    )


def _read_statement(page: Page, sentence: Sentence, clause: Clause) -> Statement | None:
    chain, own_cue = _chain_of(page, clause)
    inner = chain[0] if chain else None
    indices = _without_speakers(page, clause_tokens(page.parse, clause), chain)
    if page.parse.tokens[indices[0]].text.lower() in ASKING or _states_nothing(page, clause, inner):
        return None
    speaker = page.people.speaker(inner) if inner else None
    quoted = inner is not None and inner.kind != "indirect"
    subject, object_, others = page.people.arguments(clause, Speaker(speaker, quoted))
    tokens = [page.parse.tokens[i] for i in indices]
    joined = frozenset(key for _, key in others)
    names = page.people.named_in(tokens)
    words = content_words(page, tokens, [clause.predicate, subject, object_, *joined])
    if clause.form in EMPTY and not (_is_told(object_) or joined):
        return None  # "He has not."
    least = TELLING - 1 if inner is not None and subject == "?" else TELLING
    if not (_is_told(subject) or _is_told(object_) or len(words) >= least):
        return None
    numbers = read_numbers(page.numerals, tokens, clause)
    return Statement(
        article=page.article.id,
        sentence=sentence.span,
        clause=Span(tokens[0].start, tokens[-1].end),
        core_at=page.parse.tokens[clause.core].start,
        predicate=clause.predicate,
        form=clause.form,
        modality="plan" if inner is not None and _is_reported_future(page.parse, clause) else clause.modality,
        negated=clause.negated,
        subject=subject,
        object=object_,
        others=others,
        names=names,
        numbers=numbers,
        days=days_of(page, tokens),
        words=words,
        text=plain_words(page, tokens),
        wording=(wording := wording_of(page, tokens)),
        bare=bare(wording),
        parts=read_parts(page, indices),
        chain=tuple(attribution.id for attribution in chain),
        told=not own_cue,
        lead=None if clause.about in {token.i for token in tokens} else noun_phrase(page.parse, clause.about),
        stance=stance_of(page, chain),
        depth=_depth(page.parse, clause.head, chain),
    )


def _without_speakers(page: Page, indices: list[int], chain: Sequence[Attribution]) -> list[int]:
    """Return the words of a clause without those who say it, whom the parser may hang on its last noun ("… its dam, an engineer")."""
    spans = [span for one in chain for span in (one.source_span, one.cue_span) if span is not None]
    if not spans:
        return indices
    kept = [i for i in indices if not any(span.start <= page.parse.tokens[i].start < span.end for span in spans)]
    while len(kept) > 1 and not page.parse.tokens[kept[-1]].text[:1].isalnum() and kept[-1] != indices[-1]:
        kept.pop()
    return kept or indices


def _is_told(key: str | None) -> bool:
    return key is not None and key != "?"


def _is_frame(page: Page, clause: Clause) -> bool:
    """Tell whether a clause only says that somebody said something; what somebody "was told to do" is news."""
    if _is_ordered(page.parse, clause):
        return False
    if clause.head in page.governing and not is_light(
        page.parse.tokens[clause.head].lemma, "reporting"
    ):  # "granted the company a stay"
        return False
    if clause.core in page.cues:
        return True
    if clause.head in page.cues:  # "offered to resign" is itself the news, "said to have resigned" is not
        governs = clause.core != clause.head and modality_of(page.parse.tokens[clause.head].lemma) is not None
        return not governs or is_light(clause.form, "reporting")
    below = {page.parse.tokens[i].dep for i in page.parse.children[clause.core]}
    if clause.object is None and clause.subject is not None and "ccomp" in below and clause.core == clause.head:
        return True  # "the auditors found that …"
    others = [page.parse.tokens[i].lemma for _, i in clause.others]
    if is_light(clause.form, "reporting") and clause.object is None and all(is_light(one, "noun") for one in others):
        return clause.subject is not None
    if is_light(clause.form, "reporting") and clause.mark in ASIDES:  # "a day after the Gazette reported it"
        return True
    if not is_light(clause.form, "reporting") or clause.subject is None:  # "she was warned that …" is news of her
        return False
    hung = [page.parse.tokens[i] for i in page.parse.children[clause.core]]
    return any(one.dep == "ccomp" or (one.dep == "parataxis" and one.i not in page.cues) for one in hung)


def _is_ordered(parse: Parse, clause: Clause) -> bool:
    below = [parse.tokens[i] for i in parse.children[clause.core]]
    ordered = [token for token in below if token.dep == "xcomp" and token.tag == "VB"]
    return bool(ordered) and any(token.dep == "nsubjpass" for token in below)


def _is_asked(clause: Clause, inner: Attribution | None) -> bool:
    return clause.mark == "whether" or (clause.mark == "if" and inner is not None and inner.stance == "declines")


def _is_reported_future(parse: Parse, clause: Clause) -> bool:
    """Tell whether "would" is the "will" of indirect speech: nothing else weakens the verb, and no condition hangs on it."""
    if clause.modality != "conditional" or clause.core != clause.head:
        return False
    below = [parse.tokens[i] for i in parse.children[clause.head]]
    conditions = {parse.tokens[i].text.lower() for token in below for i in parse.children[token.i]} & CONDITIONS
    return any(token.lemma in ("would", "will") and token.dep == "aux" for token in below) and not conditions


def _depth(parse: Parse, head: int, chain: Sequence[Attribution]) -> int:
    """Return 0 for the main clause of a sentence or of what somebody said, more for what hangs on it."""
    depth, token = 0, parse.tokens[head]
    while token.head != token.i and depth < 4:
        if token.dep in ("advcl", "relcl", "acl", "pcomp"):
            depth += 1
        token = parse.tokens[token.head]
    return depth if not chain else max(0, depth - 1)
