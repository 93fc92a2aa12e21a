"""Who said a sentence at its end, told by the order of words ("…, a port official told the Gazette"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.records import Sentence
from copydesk.stages.attribution.cues import SAYS, Cue, Sense, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.speakers import may_speak

SHOWN = ("show", "indicate", "reveal", "suggest", "find")
TAIL = 9
"""The most words of a speaker, or behind the cue, in a tail ("…, two officials told the Gazette on Monday")."""
LONG_TAIL = 24
"""The most words of a speaker of whom a clause tells more ("a clerk who had kept the book until May")."""
NOMINATIVES = ("he", "i", "she", "they", "we", "who")
"""Words right before a verb that are its subject."""


def find_tails(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence that ends ", a port official told the Gazette", whatever the parser made of it."""
    for sentence in reading.parse.sentences:
        alone = len(reading.parse.sentences) == 1 or _is_alone(reading, sentence)
        for first, last in parts_of(reading, sentence):
            closes = reading.tokens[last - 1].text
            found = (
                _tail_in(reading, range(first, last))
                if closes in '.”"' or last < sentence.last or (alone and closes not in "?!")
                else None
            )
            if found is not None:
                yield found


def parts_of(reading: Reading, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence between semicolons that stand in no quotation ("…, the owner says; …, police say")."""
    first = sentence.first
    for i in range(sentence.first, sentence.last):
        if reading.tokens[i].text == ";" and reading.quoted[i] < 0:
            if i > first:
                yield first, i
            first = i + 1
    if first < sentence.last:
        yield first, sentence.last


def _tail_in(reading: Reading, part: range) -> Finding | None:
    """Return the finding of a sentence, or of a part of one, that ends with who said it."""
    words = [i for i in part if reading.is_word[i]]
    commas = [i for i in words[3:] if reading.tokens[i - 1].text in (",", "”", '"')]
    if len(commas) > 1 and reading.tokens[commas[-1]].text == "citing":
        end = commas.pop()
        words = [i for i in words if i < end]
    if not commas or reading.quoted[commas[-1]] >= 0:
        return None
    if (told := _long_tail(reading, words, commas)) is not None:
        return told
    first = _opening_of_tail(reading, commas)
    tail = range(first, words[-1] + 1)
    cue = next((i for i in tail[1:] if closing_sense(reading, i)), None)
    if cue is None or words[-1] - cue > TAIL or not is_noun_phrase(reading, tail[0], cue):
        return None
    if reading.tokens[cue].lemma.lower() in SHOWN and cue != words[-1]:
        return None
    if not _is_addressed(reading, cue, range(cue + 1, tail.stop)):
        return None
    one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), closing_sense(reading, cue) or SAYS)
    source, content = list(range(tail[0], cue)), list(range(part.start, tail[0] - 1))
    return Finding(cue=one, rule="tail", content=content, speaker=head_noun(reading, source), source=source)


def _long_tail(reading: Reading, words: list[int], commas: list[int]) -> Finding | None:
    """Return the finding of a tail whose speaker is told of in a clause ("…, a clerk who had kept the book told the Gazette")."""
    cues = [i for i in words[-TAIL:] if closing_sense(reading, i) and reading.lemmas[i] not in SHOWN]
    if (
        not cues
        or reading.quoted[cues[-1]] >= 0
        or not _is_addressed(reading, cues[-1], range(cues[-1] + 1, words[-1] + 1))
    ):
        return None
    cue = cues[-1]
    for first in (i for i in reversed(commas) if cue - LONG_TAIL <= i < cue and reading.tokens[i - 1].text == ","):
        said = range(words[0], first - 1)
        if _is_described_speaker(reading, first, cue) and any(reading.tokens[i].pos in VERBAL for i in said):
            who = next(i for i in range(first, cue) if _opens_description(reading, i))
            head = head_noun(reading, list(range(first, who)))
            source = list(range(first, cue - (reading.tokens[cue - 1].text == ",")))
            sense = closing_sense(reading, cue) or SAYS
            return Finding(
                cue=Cue(cue, (cue,), reading.lemmas[cue], sense),
                rule="tail",
                content=list(said),
                speaker=head,
                source=source,
            )
    return None


def _opens_description(reading: Reading, index: int) -> bool:
    """Say whether a word opens what is told of the noun before it: "who", or behind a comma a participle ("speaking on …")."""
    is_set_off = reading.tokens[index - 1].text == "," and reading.tokens[index].tag in ("VBG", "VBN")
    return reading.lowered[index] in ("who", "whose") or is_set_off


def _is_described_speaker(reading: Reading, first: int, cue: int) -> bool:
    """Say whether the words from `first` to a cue are a noun for people with a clause of its own, and the cue stands outside that clause."""
    who = next((i for i in range(first + 1, cue) if _opens_description(reading, i)), None)
    if who is None or reading.tokens[cue - 1].pos == "CCONJ" or reading.lowered[cue - 1] in NOMINATIVES:
        return False
    is_set_off = reading.tokens[who - 1].text == ","
    end = who - is_set_off
    if is_set_off != (reading.tokens[cue - 1].text == ",") or not is_noun_phrase(reading, first, end):
        return False
    head = head_noun(reading, list(range(first, end)))
    described = range(who, cue - is_set_off)
    told = any(reading.tokens[i].pos in VERBAL for i in described)
    return may_speak(reading, head) and told and not any(reading.tokens[i].text == "," for i in described)


def is_speech(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    sense = load_senses("cues").get(token.lemma.lower())
    return (
        token.tag in ("VBD", "VBZ", "VBP", "NNS")
        and sense is not None
        and sense.meaning == "says"
        and "clause" in sense.frames[:2]
    )


def _is_alone(reading: Reading, sentence: Sentence) -> bool:
    """Say whether a sentence fills its block, as a headline does."""
    block = reading.article.blocks[sentence.block].span
    return (
        reading.tokens[sentence.first].start <= block.start + 1
        and reading.tokens[sentence.last - 1].end >= block.end - 1
    )


def _opening_of_tail(reading: Reading, commas: list[int]) -> int:
    """Return where the speaker of a tail begins: behind the last comma, or before a name between two ("his lawyer, Jane Doe, said")."""
    last = commas[-1]
    if len(commas) < 3 or not closing_sense(reading, last):
        return last
    name, before = range(commas[-2], last - 1), range(commas[-3], commas[-2] - 1)
    name = range(name.start, next((i for i in name if reading.tokens[i].text == "who"), name.stop))
    named = any(reading.tokens[i].pos == "PROPN" for part in (name, before) for i in part)
    whole = is_noun_phrase(reading, name.start, name.stop) and is_noun_phrase(reading, before.start, before.stop)
    return commas[-3] if named and whole else last


def closing_sense(reading: Reading, index: int) -> Sense | None:
    """Return the sense of a verb that can close a sentence behind its content ("…, the office conceded"), or None."""
    token, lemma = reading.tokens[index], reading.lemmas[index]
    sense = load_senses("cues").get(lemma)
    if reading.lowered[index] == "found":
        return SAYS
    if lemma in SHOWN and token.tag[:2] in ("VB", "NN"):
        return SAYS  # the parser often takes "figures show" for two nouns
    finite = token.tag in ("VBD", "VBZ", "VBP", "VBN") or (
        token.tag == "NNS" and sense is not None and sense.meaning == "says"
    )
    clausal = sense is not None and sense.meaning != "attitude" and {"clause", "that"}.intersection(sense.frames[:2])
    return sense if finite and clausal else None


def _is_addressed(reading: Reading, cue: int, rest: range) -> bool:
    """Say whether what stands behind a cue tells to whom, where or when something was said, and not what."""
    if any(reading.tokens[i].pos in (*VERBAL, "SCONJ", "CCONJ", "ADJ") for i in rest):
        return False
    return not rest or reading.tokens[cue].lemma == "tell" or reading.tokens[rest[0]].pos in ("ADP", "PROPN", "ADV")


def is_noun_phrase(reading: Reading, first: int, end: int) -> bool:
    """Say whether tokens look like the name of a speaker: short, with a noun, and with nothing that makes a clause.

    A participle between a noun and a preposition describes it ("a person briefed on the inquiry").
    """
    allowed = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADP", "PART", "PUNCT")
    parts = [reading.tokens[i].pos for i in range(first, end)]
    for at in range(1, len(parts) - 1):
        if reading.tokens[first + at].tag == "VBN" and parts[at - 1] == "NOUN" and parts[at + 1] == "ADP":
            parts[at] = "ADJ"
    return (
        0 < len(parts) <= TAIL
        and parts[0] != "ADP"
        and reading.tokens[end - 1].tag not in ("WP", "WDT")
        and set(parts) <= set(allowed)
        and not {"NOUN", "PROPN"}.isdisjoint(parts)
    )


def head_noun(reading: Reading, source: list[int]) -> int:
    """Return the last noun before a preposition ("officials" of "two officials at the port")."""
    if len(source) > 2 and reading.tokens[source[0]].pos == "NUM" and reading.tokens[source[1]].text == "of":
        return source[0]  # "one of the officials"
    nouns: list[int] = []
    for i in source:
        if reading.tokens[i].pos == "ADP" and nouns:
            break
        if reading.tokens[i].pos in ("NOUN", "PROPN"):
            nouns.append(i)
    return nouns[-1]
