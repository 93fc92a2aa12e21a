"""What somebody was asked, where the answer leaves it out ("Asked whether …, she had no comment"). Reading -> tokens."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.stages.attribution.cues import ATTITUDES
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.stance import forms, is_reply, levelled, stance_of

ASKED = (
    "ask",
    "press",
    "question",
    "quiz",
    "challenge",
    "query",
    "grill",
    "prod",
    "probe",
    "confront",
    "tackle",
    "pump",
    "needle",
)
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
)
DROPPED = ("about", "on", "over", "regarding", "of", "to", "confirm", "comment", "say", "if", "reply", "respond")
TAKING_UP = ("it", "that", "this", "them", "so", "the", "these", "those", "such")
"""Words that take up what was told before: the first five by themselves, the others with a noun."""
QUESTION_WORDS = ("who", "what", "when", "where", "why", "how", "which")
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


def add_asked(reading: Reading, found: Sequence[Finding]) -> None:
    """Add what was asked to the contents that are a bare answer to it ("No comment", "It may have"), and to silences."""
    for finding in found:
        if is_reply(reading, finding) or _is_short_of_verb(reading, finding) or stance_of(reading, finding) != "says":
            own = {*finding.source, *finding.cue.tokens}
            asked = asked_before(reading, finding.cue.head)
            if _only_points(reading, finding) and not asked:
                asked = _told_before(reading, finding, found)
            finding.content = sorted({*finding.content, *(set(asked) - own)})


def _only_points(reading: Reading, finding: Finding) -> bool:
    """Say whether a content only takes up what was told before ("denied it", "dismissed the claims")."""
    words = [i for i in finding.content if reading.is_word[i]]
    if any(reading.quoted[i] >= 0 for i in words):
        return False
    if words and levelled(reading, words[-1]) in TAKING_UP[:5]:
        return len(words) == 1
    named = len(words) == 2 and levelled(reading, words[0]) in TAKING_UP
    return named and levelled(reading, words[1]) in forms("proposition")


def _told_before(reading: Reading, finding: Finding, found: Sequence[Finding]) -> list[int]:
    """Return what was told last before a finding in its paragraph: a content of the sentence before, or earlier in its own."""
    cue, block = finding.cue.head, reading.block_of(finding.cue.head)
    number = reading.tokens[cue].sentence
    told = [
        (one.cue.head, one.content)
        for one in found
        if one is not finding
        and one.content
        and max(one.content) < cue
        and one.cue.head < cue
        and reading.tokens[one.cue.head].sentence >= number - 1
        and reading.block_of(one.cue.head) == block
    ]
    return max(told)[1] if told else []


def _is_short_of_verb(reading: Reading, finding: Finding) -> bool:
    """Say whether a content is a pronoun with auxiliaries that leave their verb to the question ("they might have been")."""
    words = [i for i in finding.content if reading.is_word[i]]
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
    return (
        told_asking(reading, cue)
        or _topic(reading, cue)
        or _in_front(reading, cue)
        or question_before(reading, reading.tokens[cue].sentence)
    )


def _in_front(reading: Reading, cue: int) -> list[int]:
    """Return the question in front of its own sentence ("Whether it will reopen, the owner declined to say")."""
    first = reading.sentence_tokens(cue).start
    own = [reading.first_of(i) for i in reading.under(cue, "nsubj")]
    comma = next((i for i in range(cue - 1, first, -1) if reading.tokens[i].text == ","), own[0] if own else first)
    asks = levelled(reading, first) in (*QUESTION_WORDS, "whether") and reading.quoted[first] < 0
    return list(range(first, comma)) if asks else []


def told_asking(reading: Reading, cue: int) -> list[int]:
    """Return what the sentence of a cue says was asked ("Asked whether …", "when a fan asked if …")."""
    sentence = reading.sentence_tokens(cue)
    for i in sentence:
        if reading.quoted[i] >= 0 or not (_is_asked(reading, i) or _is_question(reading, i)):
            continue
        opener = next(
            (
                j
                for j in range(i + 1, min(i + 12, sentence.stop))
                if reading.tokens[j].text.lower() in (*OPENERS, *(("of",) if j == i + 1 else ()))
            ),
            None,
        )
        if opener is not None:
            return _up_to_clause(reading, opener, cue)
    return []


def _is_asked(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    labels = ("advcl", "ROOT", "acl", "amod", "csubj", "conj", "ccomp")
    bare = token.tag == "VBD" and token.dep == "advcl" and not reading.under(index, "nsubj")
    by_others = token.tag in ("VBD", "VBZ") and token.dep in ("advcl", "relcl") and _is_when(reading, index)
    if by_others and token.lemma.lower() in ASKED:
        return True
    return token.lemma.lower() in ASKED and (token.tag == "VBN" or bare) and token.dep in labels


def _is_when(reading: Reading, verb: int) -> bool:
    return any(reading.tokens[i].text.lower() in ("when", "after", "as", "once") for i in reading.parse.children[verb])


def _is_question(reading: Reading, index: int) -> bool:
    """Say whether a noun is a question that is answered ("said to a question about …", "in reply to a query on …")."""
    token, above = reading.tokens[index], reading.tokens[reading.tokens[index].head]
    answered = above.text.lower() in ("to", "by", "with", "of") and token.dep == "pobj"
    return answered and token.lemma.lower() in ("question", "query", "inquiry", "enquiry")


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
    return [i for i in range(first, last or end) if i < end - 1 or reading.is_word[i]]


def _topic(reading: Reading, cue: int) -> list[int]:
    """Return what hangs on a cue or its speaker by "about" or "of" behind it ("“No comment,” she said of the deal")."""
    for i in range(cue + 1, reading.sentence_tokens(cue).stop):
        token = reading.tokens[i]
        if reading.quoted[i] >= 0 or token.text in (",", ";"):
            break
        of_speech = token.text.lower() == "of" and is_topic(reading, i, cue)
        if token.text.lower() in ("about", "regarding", "over") or of_speech:
            return _up_to_clause(reading, i, cue)
    return []


def is_topic(reading: Reading, preposition: int, cue: int) -> bool:
    """Say whether an "of" behind a cue tells what was spoken of, at it or at the name of who spoke ("said Jane Doe of the deal")."""
    token, things = reading.tokens[preposition], reading.under(preposition, "pobj")
    above = reading.tokens[token.head]
    named = above.pos == "PROPN" and above.i > cue and above.head == cue
    plain = (
        bool(things) and reading.tokens[things[0]].pos in ("NOUN", "PRON") and bool(reading.parse.children[things[0]])
    )
    return token.head == cue or (named and plain and preposition > cue)


def question_before(reading: Reading, number: int) -> list[int]:
    """Return the words of the question before a sentence in its paragraph, past the words by which it was asked."""
    block = reading.parse.sentences[number].block
    for before in range(number - 1, max(-1, number - 3), -1):
        sentence = reading.parse.sentences[before]
        words = range(sentence.first, sentence.last)
        mark = next((i for i in words if reading.tokens[i].text == "?"), None)
        if sentence.block != block:
            return []
        if mark is not None:
            return list(range(sentence.first, mark)) if mark - sentence.first < LONGEST else []
        if not any(reading.tokens[i].lemma.lower() in (*ASKED, "want", "inquire", "wonder") for i in words):
            return []
    return []
