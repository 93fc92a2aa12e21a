"""A claim's text, and how a source is called. Cluster -> text."""

from __future__ import annotations

import re
from collections.abc import Container

from copydesk.records import Attribution, Source
from copydesk.stages.claims.backing import Pile
from copydesk.stages.claims.figures import is_figure
from copydesk.stages.claims.model import Cluster, Place, Statement
from copydesk.stages.claims.verdicts import capital

_OPENING = re.compile(r"^(?:that|whether|if|when|and|but|where|who|which|well,|so|now,|yes,|no,)\s+", re.I)
_PRONOUN = re.compile(r"^(?:he|she)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_DANGLING = re.compile(r"\b(?:ever since|since then|at the time|too|either|as well|instead|also)$", re.I)
_CALLED_FOR = re.compile(r"^(\S+(?: \S+){0,3}?) to (?=[a-z])")
_WISHES = re.compile(
    r"\b(?:ask|expect|hop|intend|lik|need|plan|prefer|seek|want|wish)(?:e|s|es|ed|ped|red)?$|\bsought$", re.I
)
"""A verb of wishing before its own "to" ("it hoped to change …")."""
_IF = re.compile(r",? (?:(?:but )?only )?(?:if|provided|unless) [^,;.“”\"]{3,80}")
_FIRST_IF = re.compile(r"(?:^|[“\"])\s*((?:If|Unless) [^,;.“”\"]{3,80}), *$")
_VAGUE = re.compile(r"^(?:it|who|which|he|she|I|they|you|your|this|that|these|those|there|their|we)\b", re.I)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms)\.?\s")
_ARTICLES = ("a ", "an ", "the ", "one ", "two ", "three ", "another ", "several ", "some ", "his ", "her ", "their ")
_SAME = re.compile(r"^(?:the|this|that) same (?=\w+$)", re.I)
_POINTING = frozenset(
    {
        "another",
        "both",
        "either",
        "neither",
        "nobody",
        "one",
        "others",
        "the other",
        "the others",
        "they",
        "this",
        "those",
    }
)
"""What a page calls somebody who cannot be told without the words before."""
LONG_TITLE = 40
BEST_LENGTH = (30, 120)


def wording(cluster: Cluster, pile: Pile, copied: Container[Place]) -> str:
    """Return the words of the clause that tells the claim best: whole, not too long, and no copy's."""
    texts = [(_text_of(one, pile), one) for one in cluster.members]
    text, one = min(
        texts, key=lambda pair: (_faults(*pair) + 2 * (pair[1].place in copied), len(pair[0]), pair[1].place)
    )
    about = pile.entities.get(one.subject or one.object or "")
    text = _HONORIFIC.sub("", _PRONOUN.sub(about.name, text) if about is not None else text)
    speaker = pile.sources.get(pile.attributions[one.chain[0]].source or "") if one.chain else None
    if _FIRST_PERSON.search(text) and speaker is not None:
        return f"{capital(speaker_name(speaker, pile))}: “{capital(text)}”"
    return capital(text)


def short_wording(cluster: Cluster, pile: Pile, copied: Container[Place]) -> str:
    """Return a claim's words to be quoted in another's verdict: of a long sentence the words round its figure."""
    text, one = wording(cluster, pile, copied), cluster.leader
    clause = clause_text(pile.articles[one.article].words_of(one.clause))
    return clause if len(text) > BEST_LENGTH[1] // 2 and is_figure(one.predicate) and len(clause) < len(text) else text


def _text_of(one: Statement, pile: Pile) -> str:
    """Return the words of a statement: its clause with its subject, or what is said or written round a mere figure."""
    return f"{_plain_text(one, pile)}{_condition(one, pile)}"


def _condition(one: Statement, pile: Pile) -> str:
    """Return the condition under which a statement stands ("if his appeal fails"), which its clause leaves out."""
    article = pile.articles[one.article]
    if one.lead == one.sentence or one.clause == one.sentence:
        return ""
    said = [span for told in one.chain[:1] for span in pile.attributions[told].content_spans]
    end = next((span.end for span in said if span.start <= one.core_at < span.end), one.sentence.end)
    behind = _IF.match(article.text, one.clause.end, max(end, one.clause.end))
    if behind:
        return f" {behind[0].lstrip(', ')}"
    before = _FIRST_IF.search(article.text[one.sentence.start : one.clause.start])
    return f" {before[1][:1].lower()}{before[1][1:]}" if before else ""


def _plain_text(one: Statement, pile: Pile) -> str:
    """Return the words of a statement's clause with its subject."""
    article = pile.articles[one.article]
    if is_figure(one.predicate) and one.lead is not None:
        spans = [span for told in one.chain[:1] for span in pile.attributions[told].content_spans]
        return clause_text(article.words_of(next((s for s in spans if s.start <= one.core_at < s.end), one.sentence)))
    text = clause_text(article.words_of(one.sentence if one.lead == one.sentence else one.clause))
    if one.lead == one.sentence:
        return text
    called = _CALLED_FOR.match(text) if one.modality == "wish" else None
    if called and not _WISHES.search(called[1]):  # "called for the mayor to resign"
        said = clause_text(article.words_of(one.sentence))
        text = _CALLED_FOR.sub(r"\1 should ", text) if one.chain else said
    if one.lead is None:
        return text
    subject, about = article.words_of(one.lead), pile.entities.get(one.subject or "")
    if about is not None and (about.kind == "person" or _VAGUE.match(subject)):
        subject = about.name
    return f"{subject} {text[:1].lower()}{text[1:]}"


def clause_text(text: str) -> str:
    """Return a clause without the words that join it to its sentence and without loose quotation marks."""
    text = _OPENING.sub("", re.sub(r"\s+", " ", text).strip(" ,;:.—–-"))
    for opening, closing in ("“”", '""'):
        if text.count(opening) != text.count(closing) or (opening == closing and text.count(opening) % 2):
            text = text.replace(opening, "").replace(closing, "")
    return text.strip(" ,;:.—–-") or "?"


def speaker_name(source: Source | None, pile: Pile) -> str:
    """Return how a source is called in a sentence: an entity's full name, or the page's description."""
    if source is None:
        return "somebody the page does not name"
    entity = pile.entities.get(source.entity or "")
    if source.identification == "named" and entity is not None and entity.kind == "person":
        return entity.name
    name = source.name or _SAME.sub("a ", source.description or "an unnamed source")
    if source.kind == "document" and source.name is None and not name.lower().startswith(_ARTICLES):
        name = f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
    if source.kind == "organization" and name[:1].islower() and not name.startswith(_ARTICLES) and name[-1:] != "s":
        return f"the {name}"
    if source.identification != "named":
        name = _HONORIFIC.sub("", name)
        return name[:1].lower() + name[1:] if name.lower().startswith(_ARTICLES) else name
    return name


def answerer_name(attribution: Attribution, pile: Pile) -> str | None:
    """Return how the source of an attribution is called there, with "the" where the page has it."""
    source = pile.sources.get(attribution.source or "")
    if source is None or (source.name or source.description or "").lower() in _POINTING:
        return None
    name, span = speaker_name(source, pile), attribution.source_span
    if span is not None and source.identification != "named" and source.speaks_for is None:
        titled = [
            entity for at, entity in pile.named_at.get(attribution.article, ()) if span == at or span.end == at.end
        ]
        if titled and pile.entities[titled[0]].kind == "person" and span.end - span.start < LONG_TITLE:
            return pile.entities[titled[0]].name  # "the minister"
    if source.kind == "organization" and span is not None:
        said = pile.articles[attribution.article].text[max(0, span.start - 4) : span.start + 4].lower()
        if "the " in said and not name.lower().startswith("the "):
            return f"the {name}"
    return name


def _faults(text: str, one: Statement) -> int:
    short, long = BEST_LENGTH
    return (
        2 * (one.lead is not None or bool(_PRONOUN.match(text)))
        + 3 * bool(_VAGUE.match(text))
        + bool(_DANGLING.search(text))
        + (len(text) > long)
        + (len(text) < short)
        + one.depth
    )
