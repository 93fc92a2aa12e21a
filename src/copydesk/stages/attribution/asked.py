"""What somebody was asked, where the answer leaves it out ("Asked whether …, she had no comment"). Reading -> tokens."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.stages.attribution.cues import ATTITUDES
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.stance import is_reply, stance_of

ASKED = ("ask", "press", "question", "quiz", "challenge", "query", "grill", "prod", "probe")
OPENERS = (
    "about",
    "whether",
    "if",
    "on",
    "over",
    "to",
    "why",
    "how",
    "when",
    "who",
    "what",
    "where",
    "which",
    "regarding",
    "of",
)
DROPPED = ("about", "on", "over", "regarding", "of", "to", "confirm", "comment", "say", "if", "reply", "respond")
LONGEST = 30
"""The most words of a question that stands before its answer."""
ELLIPSIS = 5
"""The most words of an answer that leaves its verb to the question."""
AUXILIARIES = (
    "be",
    "can",
    "could",
    "do",
    "have",
    "may",
    "might",
    "must",
    "not",
    "n't",
    "should",
    "well",
    "will",
    "would",
    "so",
)


def add_asked(reading: Reading, found: Iterable[Finding]) -> None:
    """Add what was asked to the contents that are a bare answer to it ("No comment", "It may have"), and to silences."""
    for finding in found:
        if (
            is_reply(reading, finding)
            or _is_short_of_verb(reading, finding)
            or stance_of(reading, finding) == "declines"
        ):
            own = {*finding.source, *finding.cue.tokens}
            finding.content = sorted({*finding.content, *(set(asked_before(reading, finding.cue.head)) - own)})


def _is_short_of_verb(reading: Reading, finding: Finding) -> bool:
    """Say whether a content is a pronoun with auxiliaries that leave their verb to the question ("they might have been")."""
    words = [i for i in finding.content if reading.words([i])]
    if not 1 < len(words) <= ELLIPSIS or finding.cue.sense.meaning in ATTITUDES[1:]:
        return False
    return reading.tokens[words[0]].pos == "PRON" and all(
        reading.tokens[i].lemma.lower() in AUXILIARIES for i in words[1:]
    )


def asked_before(reading: Reading, cue: int) -> list[int]:
    """Return what was asked of the one who speaks at a cue, or nothing where no question is told of.

    That is what follows "asked about", "pressed on" or "when asked whether" in the cue's sentence, what follows "about" or "on"
    right behind the speaker, or a question that stands as the sentence before.
    """
    return _told_asking(reading, cue) or _topic(reading, cue) or question_before(reading, reading.tokens[cue].sentence)


def _told_asking(reading: Reading, cue: int) -> list[int]:
    sentence = reading.sentence_tokens(cue)
    for i in sentence:
        token = reading.tokens[i]
        if (
            token.lemma.lower() not in ASKED
            or token.tag != "VBN"
            or reading.quoted[i] >= 0
            or token.dep not in ("advcl", "ROOT", "acl", "amod", "csubj", "conj", "ccomp")
        ):
            continue
        opener = next(
            (j for j in range(i + 1, min(i + 12, sentence.stop)) if reading.tokens[j].text.lower() in OPENERS), None
        )
        if opener is not None:
            return _up_to_clause(reading, opener, cue)
    return []


def _up_to_clause(reading: Reading, first: int, cue: int) -> list[int]:
    """Return the words from an opener to the comma before the cue's own clause, or to the end of the sentence."""
    end = reading.sentence_tokens(cue).stop
    stops = [
        i
        for i in range(first, end)
        if reading.tokens[i].text == "," or (reading.quoted[i] >= 0) != (reading.quoted[first] >= 0)
    ]
    last = next((i for i in reversed(stops) if i < cue), None) if first < cue else next(iter(stops), end)
    while first < (last or end) and reading.tokens[first].text.lower() in DROPPED:
        first += 1
    return [i for i in range(first, last or end) if i < end - 1 or reading.words([i])]


def _topic(reading: Reading, cue: int) -> list[int]:
    """Return what hangs on a cue or its speaker by "about" or "of" behind it ("“No comment,” she said of the deal")."""
    for i in range(cue + 1, reading.sentence_tokens(cue).stop):
        token = reading.tokens[i]
        if reading.quoted[i] >= 0 or token.text in (",", ";"):
            break
        if token.text.lower() in ("about", "regarding", "over") or (token.text.lower() == "of" and token.head == cue):
            return _up_to_clause(reading, i, cue)
    return []


def question_before(reading: Reading, number: int) -> list[int]:
    """Return the words of the sentence before, where it is a question in the same paragraph."""
    sentence, before = reading.parse.sentences[number], reading.parse.sentences[max(0, number - 1)]
    asks = reading.tokens[before.last - 1].text == "?" and before.block == sentence.block and before is not sentence
    return list(range(before.first, before.last - 1)) if asks and before.last - before.first <= LONGEST else []
