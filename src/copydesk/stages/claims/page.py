"""One article made ready to be asked clause by clause: its attributions, dates, figures and people. Article -> Page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.lexicon import load_lexicon
from copydesk.records import Article, Attribution, Sentence, Span, Stance, Token
from copydesk.stages.claims.clauses import SUBJECTS
from copydesk.stages.claims.figures import CURRENCIES, Figure, is_long_before, is_running
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.numbers import SCALES, Numerals, values_at
from copydesk.stages.claims.people import People
from copydesk.stages.claims.phrases import phrase_at, shares
from copydesk.stages.claims.wordings import word_of
from copydesk.stages.claims.words import CONTENT_TAGS, group_of, is_idle, is_light, is_negator

SIGNS = frozenset({"%", *CURRENCIES})
_DATED = re.compile(r"(?:\d{4}|XXXX-)")


_CORRECTS = re.compile(
    r"^corrections?\b|\b(?:we|is|are) (?:regret|apologi[sz]e|regretted)\b|\bthis was (?:wrong|incorrect|an error)\b"
    r"|\b(?:regret|correct)s? (?:the|its|this) (?:error|slip|mistake)s?\b|\bshould have (?:said|read|been)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What a page says that takes something back."""
_OWN_WORDS = re.compile(
    r"\b(?:(?:earlier|first|original|previous|prior|initial) (?:version|edition|report|article|story|post|headline)"
    r"|version of (?:this|our)|(?:this|our) (?:article|headline|piece|post|report|story|update))\b",
    re.IGNORECASE,
)
"""How a correction calls what its page said before."""
ANSWERING = frozenset({"confirms", "denies", "declines", "doubts"})
"""Stances of whoever answers what others say."""


class Marks(NamedTuple):
    """What earlier stages marked in one article."""

    attributions: Sequence[Attribution]
    numerals: Numerals
    figures: Sequence[Figure]
    first_day: str


class Page:
    """What is known of one article, made ready to be asked clause by clause."""

    def __init__(self, article: Article, people: People, marks: Marks) -> None:
        self.article = article
        self.parse = parse = people.parse
        self.people = people
        self.attributions = marks.attributions
        self.numerals = marks.numerals
        self.figures = marks.figures
        self.first_day = marks.first_day
        self.corrects = _CORRECTS.search(f"{article.title or ''}\n{article.text}") is not None
        self.starts = [token.start for token in parse.tokens]
        cues = (attribution.cue_span for attribution in marks.attributions if attribution.cue_span)
        self.cues = {token.i for span in cues for token in self._starting_in(span)}
        self.unnamed = {token.i for one in marks.attributions for token in self._of_unnamed(one)}
        """Words of who said something and is not named: what they tell describes him and is no news."""
        self.chains = self._chains()
        self.said_in = self._said_in()
        self.governing = {
            token.i
            for one in marks.attributions
            if one.cue_span and one.kind == "indirect" and one.stance in ("says", "confirms") and not self._is_told(one)
            for token in self._starting_in(one.cue_span)
        }
        """Cues of what is no clause of its own: whoever does that is himself the news ("granted a stay", "asked her to go")."""

    def _is_told(self, attribution: Attribution) -> bool:
        """Tell whether the content of an attribution is a clause: a word that no other one of it governs has a subject."""
        tokens = [token for span in attribution.content_spans for token in self._starting_in(span)]
        below = [self.parse.tokens[i] for top in _tops(tokens) for i in self.parse.children[top]]
        return not tokens or any(token.dep in SUBJECTS or token.dep == "expl" for token in below)

    def _of_unnamed(self, attribution: Attribution) -> Sequence[Token]:
        source = self.people.known.sources.get(attribution.source or "")
        is_unnamed = source is not None and source.name is None and source.kind == "person"
        return self._starting_in(attribution.source_span) if is_unnamed and attribution.source_span else ()

    def content_in(self, sentence: Sentence, attribution: Attribution) -> tuple[list[int], list[int]]:
        """Return the words of a sentence that an attribution has for its content, and those that no other of them governs."""
        inside = (span for span in attribution.content_spans if span.overlaps(sentence.span))
        found = [token for span in inside for token in self._starting_in(span) if token.text[:1].isalnum()]
        tokens = [token for token in found if sentence.first <= token.i < sentence.last]
        return [token.i for token in tokens], _tops(tokens)

    def _starting_in(self, span: Span) -> Sequence[Token]:
        return self.parse.tokens[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def _chains(self) -> dict[int, list[Attribution]]:
        """Return for each token the attributions whose content holds it, the innermost first.

        Who answers in a later sentence what an earlier one tells ("The firm denied this") does not say what it tells.
        """
        found: dict[int, list[Attribution]] = {}
        for one in sorted(self.attributions, key=lambda one: (one.length, one.id)):
            own = (s for s in one.content_spans if not self._is_answered(one, s))
            inside = (token for s in own for token in self._starting_in(s) if token.end <= s.end)
            for at in sorted({token.i for token in inside}):
                found.setdefault(at, []).append(one)
        return found

    def _is_answered(self, one: Attribution, span: Span) -> bool:
        """Tell whether a part of a content is what an answer in a later sentence takes up."""
        if one.stance not in ANSWERING or one.via or one.cue_span is None or span is one.content_spans[-1]:
            return False
        places = [
            self.parse.tokens[i].sentence
            for s in (span, one.cue_span)
            if (i := bisect_left(self.starts, s.start)) < len(self.starts)
        ]
        return len(places) > 1 and places[0] < places[1]

    def _said_in(self) -> dict[int, list[Attribution]]:
        """Return for each sentence, by its number, the attributions that have some of it for their content."""
        found: dict[int, list[Attribution]] = {}
        for one in self.attributions:
            inside = {token.sentence for span in one.content_spans for token in self._starting_in(span)}
            for sentence in sorted(inside):
                found.setdefault(sentence, []).append(one)
        return found

    def chain_at(self, index: int) -> list[Attribution]:
        """Return the attributions whose content holds a token, the innermost first."""
        return self.chains.get(index, [])


def _tops(tokens: Sequence[Token]) -> list[int]:
    """Return those of some tokens that none of the others governs."""
    inside = {token.i for token in tokens}
    return [token.i for token in tokens if token.head not in inside or token.head == token.i]


def stance_of(page: Page, chain: Sequence[Attribution]) -> Stance:
    """Return the first stance in the chain that is more than saying; what an outlet corrects of its own it denies."""
    if chain and page.corrects and _is_own(page, chain[0]):
        return "denies"
    return next((one.stance for one in chain if one.stance != "says"), "says")


def _is_own(page: Page, attribution: Attribution) -> bool:
    """Tell whether an attribution is to the page's own outlet, or to what it said before ("an earlier version of this post")."""
    called = page.article.words_of(attribution.source_span) if attribution.source_span else ""
    return page.people.is_outlet(attribution, page.article.outlet) or _OWN_WORDS.search(called) is not None


def of_this_story(page: Page, sentence: Sentence, figures: Sequence[Figure]) -> list[Figure]:
    """Return the figures of a sentence; dated well before the pile's first article, they are another story's.

    A year alone dates a count that only grows ("14,000 died last year"), and no sum ("paid 21 million for it in 2019").
    """
    days = days_of(page, page.parse.tokens[sentence.first : sentence.last]) if figures else ()
    before = [day for day in days if "/" not in day and is_long_before(day, page.first_day)]
    if any(len(day) == 10 for day in before):
        return []
    return [figure for figure in figures if not before or not is_running(figure.key)]


def days_of(page: Page, tokens: Sequence[Token]) -> frozenset[str]:
    timexes = (timex for token in tokens for timex in page.numerals.dated.get(token.i, ()))
    return frozenset(
        timex.value.partition("T")[0]
        for timex in timexes
        if timex.type in ("DATE", "TIME") and _DATED.match(timex.value)
    )


def wording_of(page: Page, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Return the words of a clause as they count in a comparison, without marks and articles."""
    values = values_at(page.numerals, tokens)
    dated = page.numerals.dated
    kept = [token for token in tokens if is_negator(token) or (_is_word(token) and not _is_idle(page, token))]
    words, at = list[Word](), 0
    while at < len(kept):
        token, after = (
            (kept[0]._replace(text=kept[0].text.lower()) if at == 0 and kept[0].pos in ("ADJ", "NOUN") else kept[at]),
            at + 1,
        )
        if (phrase := phrase_at(kept, at)) is not None:
            words.append(phrase.word)
            after = at + phrase.size
        elif token.i not in values:
            words.append(word_of(token, kept[at + 1 : at + 4], token.i in dated, page.people.entity_at(token.i)))
        elif (value := values[token.i]) is not None:
            words.append(Word("number", value))
        at = after
    return shares(words)


def _is_idle(page: Page, token: Token) -> bool:
    """Tell whether a word adds nothing to a clause: an article, a form of address, the legal form of a company ("Inc.")."""
    is_form = token.text.strip(".,").lower() in load_lexicon("company_suffixes")
    return is_idle(token) or (is_form and page.people.entity_at(token.i) is not None)


def _is_word(token: Token) -> bool:
    return token.text[:1].isalnum() or token.text in SIGNS


def plain_words(page: Page, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a clause for its sense, without what only describes a name."""
    return tuple(token.text for token in tokens if token.text[:1].isalnum() and not page.people.describes(token))


def content_words(page: Page, tokens: Sequence[Token], given: Iterable[str | None]) -> frozenset[str]:
    """Return the groups of the content words, with entities in place of their names and dates left out."""
    found = {key.removeprefix("word:") for key in given if key is not None and key != "?"}
    for token in tokens:
        entity = page.people.entity_at(token.i)
        if entity is not None:
            found.add(entity)
        elif _tells(token) and token.i not in page.numerals.dated and not page.people.describes(token):
            found.add(group_of(token.lemma))
    return frozenset(found)


def _tells(token: Token) -> bool:
    if token.tag == "CD" or token.pos not in CONTENT_TAGS or is_idle(token) or token.text.lower() in SCALES:
        return False
    return token.text[:1].isalnum() and not is_light(token.lemma, "reporting")
