"""Silences that no verb of refusal tells: calls that were not returned, "was all she would say", a shrug for an answer. Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.stages.attribution.asked import asked_before, told_asking
from copydesk.stages.attribution.cues import Cue, Sense
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, antecedent, full_range
from copydesk.stages.attribution.speakers import may_speak
from copydesk.stages.attribution.stance import levelled, words_of

SILENCE = Sense("declines", ("phrase",))
ANSWERED = ("answer", "return", "acknowledge", "heed", "grant", "accept", "meet", "follow")
"""Verbs that tell of an answer; with "not" in front there was none."""
GIVEN = ("forthcoming", "available", "give", "offer", "provide", "issue", "release", "supply", "come", "hear")
UNANSWERED = ("ring", "decline", "disregard", "ignore", "rebuff", "refuse", "reject", "spurn", "fail", "deny")
LEFT_OPEN = (
    "unanswered",
    "unreturned",
    "unacknowledged",
    "unheeded",
    "unsuccessful",
    "ignored",
    "fruitless",
    "futile",
    "nowhere",
)
ATTEMPTS = ("attempt", "effort", "bid")
REACHES = ("reach", "contact", "interview", "get", "obtain", "speak")
TOWARDS = ("to", "with", "at", "for", "from")
REACH = 12
"""The most words between "all" and "would say"."""
REPLIES = (
    "say",
    "offer",
    "manage",
    "reveal",
    "disclose",
    "add",
    "venture",
    "volunteer",
    "concede",
    "divulge",
    "confirm",
)


def find_evasions(reading: Reading, taken: set[int]) -> Iterator[Finding]:
    """Yield a finding for each silence; a sentence with a cue in it (`taken`) holds no mere gesture."""
    for token in reading.tokens:
        known = token.pos in VERBAL or reading.lowered[token.i] == "all" or reading.lemmas[token.i] in GIVEN
        if not known or reading.quoted[token.i] >= 0:
            continue
        found = _unanswered(reading, token.i) or _all_said(reading, token.i) or _none_given(reading, token.i)
        found = found or _withholding(reading, token.i, taken) or _gesture(reading, token.i, taken)
        if found is not None:
            yield found


def _made(head: int, tokens: list[int], speaker: int, content: list[int], reading: Reading) -> Finding:
    cue = Cue(head, tuple(sorted({head, *tokens})), reading.tokens[head].lemma.lower(), SILENCE)
    return Finding(
        cue=cue, rule="phrase", content=[i for i in content if i not in cue.tokens or content == [i]], speaker=speaker
    )


def _unanswered(reading: Reading, verb: int) -> Finding | None:
    """Return the silence of whoever did not answer ("Calls to the port went unanswered", "Attempts to reach him failed")."""
    token = reading.tokens[verb]
    if token.pos not in VERBAL:
        return None
    subjects = [i for i in reading.under(verb, "nsubj", "nsubjpass") if reading.tokens[i].pos == "NOUN"]
    if not subjects or not _is_inquiry(reading, subjects[-1]):
        return None
    negated = bool(reading.under(verb, "neg")) or levelled(reading, subjects[-1]) == "no"
    complement = [levelled(reading, i) for i in reading.parse.children[verb]]
    silent = (negated and token.lemma.lower() in ANSWERED) or (not negated and token.lemma.lower() in UNANSWERED)
    if not silent and not set(complement) & set(LEFT_OPEN):
        return None
    speaker = _called(reading, subjects[-1])
    if speaker is None:
        return None
    topic = _about(reading, subjects[-1]) or asked_before(reading, verb)
    return _made(verb, [], speaker, topic or full_range(reading, subjects[-1]), reading)


def _withholding(reading: Reading, verb: int, taken: set[int]) -> Finding | None:
    """Return the silence in a verb of answering that is held back by what governs it ("in no mood to discuss …", "without answering …")."""
    token = reading.tokens[verb]
    if (
        token.pos != "VERB"
        or token.lemma.lower() not in words_of("UTTER")
        or token.dep not in ("xcomp", "acl", "pcomp", "advcl")
    ):
        return None
    above = reading.tokens[token.head]
    without = (
        token.dep == "pcomp"
        and above.text.lower() in ("without", "before", "than", "of")
        and above.text.lower() == "without"
    )
    negated = bool(reading.under(above.i, "neg")) or any(
        reading.tokens[i].text.lower() in ("no", "too", "little")
        for i in reading.under(above.i, "det", "advmod", "amod")
    )
    to = any(reading.tokens[i].text.lower() == "to" for i in reading.under(verb, "aux"))
    if not without and not (to and negated):
        return None
    if taken.intersection((verb, above.i)):
        return None
    speaker = subject_above(reading, above.i)
    content = [j for i in reading.under(verb, "dobj", "ccomp", "prep") for j in full_range(reading, i)]
    topic = _about(reading, verb)
    if speaker is None or not may_speak(reading, speaker):
        return None
    return _made(verb, [], speaker, topic or content or asked_before(reading, verb) or [verb], reading)


def subject_above(reading: Reading, index: int) -> int | None:
    """Return the subject of the first verb that has one, from a word upwards."""
    for _ in range(6):
        if subjects := reading.under(index, "nsubj", "nsubjpass"):
            return antecedent(reading, subjects[-1])
        if reading.tokens[index].head == index:
            return None
        index = reading.tokens[index].head
    return None


def _is_inquiry(reading: Reading, noun: int) -> bool:
    return reading.lemmas[noun] in ATTEMPTS or reading.lemmas[noun] in words_of("INQUIRY")


def _called(reading: Reading, noun: int) -> int | None:
    """Return to whom a call or a message went, below it or below a verb in its phrase ("messages left with …")."""
    inside = reading.parse.subtree(noun)
    for i in inside:
        token = reading.tokens[i]
        objects = reading.under(i, "pobj") if token.text.lower() in TOWARDS else []
        objects = objects or (reading.under(i, "dobj") if token.lemma.lower() in REACHES else [])
        for j in objects:
            if may_speak(reading, j):
                return j
    return None


def _about(reading: Reading, noun: int) -> list[int]:
    for i in reading.parse.subtree(noun):
        if _is_day(reading, i):
            continue
        if reading.tokens[i].text.lower() in ("about", "on", "over", "regarding", "concerning") and reading.under(
            i, "pobj", "pcomp"
        ):
            return [j for j in full_range(reading, i) if j != i]
    return []


def _is_day(reading: Reading, preposition: int) -> bool:
    """Say whether a preposition only tells when ("on Wednesday")."""
    days = [name.span for name in reading.parse.names if name.label in ("DATE", "TIME")]
    words = [reading.tokens[i].start for i in reading.under(preposition, "pobj")]
    return any(day.start <= word < day.end for day in days for word in words)


def _all_said(reading: Reading, index: int) -> Finding | None:
    """Return the silence of one who would say no more ("… was all that he would say of the deal")."""
    if reading.lowered[index] != "all":
        return None
    sentence = reading.sentence_tokens(index)
    for verb in range(index + 2, min(index + REACH, sentence.stop)):
        modal = levelled(reading, verb - 1) in ("would", "could", "will", "can")
        if modal and reading.tokens[verb].lemma.lower() in REPLIES:
            who = [i for i in range(index + 1, verb - 1) if reading.tokens[i].pos in ("PROPN", "PRON", "NOUN")]
            who = [i for i in who if reading.tokens[i].text.lower() not in ("that", "which")]
            if not who:
                return None
            behind = [i for i in range(verb + 1, sentence.stop) if reading.is_word[i]]
            opened = behind and levelled(reading, behind[0]) in ("about", "of", "on", "regarding", "when", "to")
            content = asked_before(reading, verb) or (behind[1:] if opened else [])
            quoted = [i for i in sentence if reading.quoted[i] >= 0]
            return _made(verb, [index], who[-1], content or quoted or [verb], reading)
    return None


def _gesture(reading: Reading, verb: int, taken: set[int]) -> Finding | None:
    """Return the silence of one who was asked and did something else ("Asked about the leak, Bell cut the call short")."""
    token = reading.tokens[verb]
    if token.dep != "ROOT" or token.pos != "VERB" or token.tag not in ("VBD", "VBZ"):
        return None
    sentence = reading.sentence_tokens(verb)
    subjects = [i for i in reading.under(verb, "nsubj") if reading.tokens[i].pos in ("PROPN", "PRON")]
    if not subjects or any(reading.quoted[i] >= 0 for i in sentence):
        return None
    if verb in taken and token.lemma not in ("talk", "speak", "joke"):
        return None
    asked = told_asking(reading, verb)
    if not asked or taken.intersection(set(sentence) - set(asked) - set(range(asked[0] - 6, asked[0]))):
        return None
    head = any(reading.tokens[i].lemma == "head" for i in reading.under(verb, "dobj"))
    made = _made(verb, [], subjects[-1], asked, reading)
    answer = {"nod": "confirms", "shake": "denies" if head else "declines"}.get(token.lemma.lower(), "declines")
    made.cue = made.cue._replace(sense=Sense(answer, ("phrase",)))
    return made


def _none_given(reading: Reading, index: int) -> Finding | None:
    """Return the silence of one from whom nothing came ("No dates were forthcoming from the union")."""
    token = reading.tokens[index]
    if reading.lemmas[index] not in GIVEN:
        return None
    subjects = reading.under(token.i if token.pos == "VERB" else token.head, "nsubj", "nsubjpass")
    if not subjects or not any(
        reading.tokens[i].text.lower() in ("no", "few", "little") for i in reading.under(subjects[-1], "det", "amod")
    ):
        return None
    for i in (*reading.under(index, "prep", "agent"), *reading.under(token.head, "prep", "agent")):
        if reading.tokens[i].text.lower() in ("from", "by"):
            for j in reading.under(i, "pobj"):
                return _made(index, [], j, full_range(reading, subjects[-1]), reading)
    return None
