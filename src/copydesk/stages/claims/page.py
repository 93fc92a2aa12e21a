"""One article made ready to be asked clause by clause: its attributions, dates, figures and people. Article -> Page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from copydesk.records import Article, Attribution, Parse, Sentence, Stance, Timex, Token
from copydesk.stages.claims.edits import word_of
from copydesk.stages.claims.figures import Figure, is_long_before
from copydesk.stages.claims.model import Word
from copydesk.stages.claims.numbers import SCALES, values_at
from copydesk.stages.claims.people import People
from copydesk.stages.claims.words import CONTENT_TAGS, group_of, is_idle, is_light, is_negator

_DATED = re.compile(r"(?:\d{4}|XXXX-)")


_CORRECTS = re.compile(
    r"^corrections?\b|\b(?:we|is|are) (?:regret|apologi[sz]e|regretted)\b|\bthis was (?:wrong|incorrect|an error)\b"
    r"|\b(?:regret|correct)s? (?:the|its|this) (?:error|slip|mistake)s?\b|\bshould have (?:said|read|been)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""What a page says that takes something back."""


class Marks(NamedTuple):
    """What earlier stages marked in one article."""

    attributions: Sequence[Attribution]
    timexes: Sequence[Timex]
    figures: Sequence[Figure]
    first_day: str


class Page:
    """What is known of one article, made ready to be asked clause by clause."""

    def __init__(self, article: Article, parse: Parse, people: People, marks: Marks) -> None:
        self.article = article
        self.parse = parse
        self.people = people
        self.attributions = marks.attributions
        self.timexes = marks.timexes
        self.figures = marks.figures
        self.first_day = marks.first_day
        self.corrects = _CORRECTS.search(f"{article.title or ''}\n{article.text}") is not None
        starts = {token.start: token.i for token in parse.tokens}
        cues = [attribution.cue_span for attribution in marks.attributions if attribution.cue_span]
        self.cues = {starts[at] for span in cues for at in range(span.start, span.end) if at in starts}


def find_chain(attributions: Sequence[Attribution], token: Token) -> list[Attribution]:
    """Return the attributions whose content holds `token`, the innermost first."""
    holding = [
        attribution
        for attribution in attributions
        if any(span.start <= token.start and token.end <= span.end for span in attribution.content_spans)
    ]
    return sorted(holding, key=lambda one: (sum(s.end - s.start for s in one.content_spans), one.id))


def stance_of(page: Page, chain: Sequence[Attribution]) -> Stance:
    """Return the first stance in the chain that is more than saying; what an outlet corrects of its own it denies."""
    if chain and page.corrects and page.people.is_outlet(chain[0], page.article.outlet):
        return "denies"
    return next((one.stance for one in chain if one.stance != "says"), "says")


def tells_of_before(page: Page, sentence: Sentence) -> bool:
    """Tell whether a sentence is dated well before the pile's first article: its figures are another story's."""
    days = days_of(page.parse.tokens[sentence.first : sentence.last], page.timexes)
    return any(len(day) == 10 and is_long_before(day, page.first_day) for day in days)


def days_of(tokens: Sequence[Token], timexes: Sequence[Timex]) -> frozenset[str]:
    return frozenset(
        timex.value.partition("T")[0]
        for timex in timexes
        if timex.type in ("DATE", "TIME")
        and _DATED.match(timex.value)
        and any(timex.span.start <= token.start < timex.span.end for token in tokens)
    )


def wording_of(page: Page, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Return the words of a clause as they count in a comparison, without marks and articles."""
    values = values_at(page.parse, tokens, page.timexes)
    kept = [token for token in tokens if is_negator(token) or (_is_word(token) and not is_idle(token))]
    words = []
    for at, token in enumerate(kept):
        if token.i not in values:
            words.append(word_of(token, kept[at + 1 : at + 4], page.timexes, page.people.entity_at(token.i)))
        elif (value := values[token.i]) is not None:
            words.append(Word("number", value))
    return tuple(words)


def _is_word(token: Token) -> bool:
    return token.text == "%" or token.text[:1].isalnum()


def plain_words(page: Page, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a clause for its sense, without what only describes a name."""
    return tuple(token.text for token in tokens if token.text[:1].isalnum() and not page.people.describes(token))


def content_words(page: Page, tokens: Sequence[Token], given: Iterable[str | None]) -> frozenset[str]:
    """Return the groups of the content words, with entities in place of their names and dates left out."""
    found = {key.removeprefix("word:") for key in given if key is not None and key != "?"}
    dated = [timex.span for timex in page.timexes]
    for token in tokens:
        entity = page.people.entity_at(token.i)
        if entity is not None:
            found.add(entity)
        elif (
            _tells(token)
            and not page.people.describes(token)
            and not any(span.start <= token.start < span.end for span in dated)
        ):
            found.add(group_of(token.lemma))
    return frozenset(found)


def _tells(token: Token) -> bool:
    if token.tag == "CD" or token.pos not in CONTENT_TAGS or is_idle(token) or token.text.lower() in SCALES:
        return False
    return token.text[:1].isalnum() and not is_light(token.lemma, "reporting")
