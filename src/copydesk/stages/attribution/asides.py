"""Cues set into a sentence or torn from their content, told by the order of words ("Now, says Bell, it rains"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.citing import CITING
from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.tails import SHOWN, closing_sense, head_noun, is_noun_phrase, is_speech

FINITE = ("MD", "VBD", "VBP", "VBZ")
PHRASES = ("IN", "TO", "VBG", "VBN")
"""What a phrase without a subject opens with."""
WIDEST = 30
"""Within how many words behind a cue its "that" stands."""
APPOSITION = 5
"""The most words of a name that stands behind what a speaker is ("said the vet, Jane Doe")."""


def find_torn(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each cue whose "that" stands behind where it was said ("wrote in a letter seen by the Echo that …")."""
    for token in reading.tokens:
        perfect = token.tag == "VBN" and reading.under(token.i, "aux") and not reading.under(token.i, "auxpass")
        finite = perfect or token.tag in ("VBD", "VBZ", "VBP")
        if not finite or token.text.lower() == "found" or token.lemma in SHOWN:
            continue
        sense = closing_sense(reading, token.i)
        if sense is None or not reading.under(token.i, "nsubj") or reading.quoted[token.i] >= 0:
            continue
        end = min(reading.sentence_tokens(token.i).stop, token.i + WIDEST)
        that = next((i for i in range(token.i + 2, end) if reading.tokens[i].text == "that"), None)
        between = _without_aside(reading, range(token.i + 1, that or token.i + 1))
        behind = reading.tokens[min(token.i + 1, len(reading.tokens) - 1)]
        opens = that is not None and (behind.pos == "ADP" or behind.dep == "npadvmod" or token.lemma == "tell")
        if that is None or not opens or reading.tokens[that].tag == "DT":
            continue
        if any(
            reading.tokens[i].text in (",", ";", ":") or reading.tokens[i].tag in ("VBD", "VBZ", "VBP") for i in between
        ):
            continue
        one = Cue(token.i, (token.i,), token.lemma.lower(), sense)
        yield Finding(cue=one, rule="clause", content=list(range(that, reading.sentence_tokens(token.i).stop)))


def _without_aside(reading: Reading, between: range) -> list[int]:
    """Return the words from a cue to its "that" without a phrase between two commas, or what tells there who reported it.

    ", the Echo reported, that"; ", picked up by Sky News, that"; but not ", citing police, that", which names another source.
    """
    commas = [i for i in between if reading.tokens[i].text == ","]
    if len(commas) != 2 or commas[1] != between[-1] or not (inside := range(commas[0] + 1, commas[1])):
        return list(between)
    opens, finite = reading.tokens[inside[0]], any(reading.tokens[i].tag in FINITE for i in inside[1:])
    passive = opens.tag == "VBD" and any(reading.lowered[i] in ("by", "in", "on") for i in inside[1:3])
    phrase = (passive or opens.tag in PHRASES) and not finite and opens.text not in CITING
    told = opens.text == "according" or is_speech(reading, inside[-1]) or phrase
    return [i for i in between if i < commas[0]] if told else list(between)


def find_so_told(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence that says who said the one before it ("So two clerks told the Echo.")."""
    for sentence in reading.parse.sentences[1:]:
        if reading.tokens[sentence.first].text not in ("So", "Thus"):
            continue
        cue = next((i for i in range(sentence.first + 1, sentence.last) if is_speech(reading, i)), None)
        before = reading.parse.sentences[reading.tokens[sentence.first].sentence - 1]
        subjects = [] if cue is None else reading.under(cue, "nsubj")
        if cue is None or not subjects or reading.under(cue, "ccomp") or before.block != sentence.block:
            continue
        one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), SAYS)
        yield Finding(cue=one, rule="around", content=list(range(before.first, before.last)), speaker=subjects[-1])


def find_asides(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each inverted cue between commas ("Now, says Jane Doe, it rains"), or at the end of a sentence."""
    for token in reading.tokens:
        if token.tag not in ("VBD", "VBZ") or not (
            token.lemma.lower() in load_lexicon("speech_verbs") or is_speech(reading, token.i)
        ):
            continue
        sentence = reading.sentence_tokens(token.i)
        opens = token.i > sentence.start and reading.tokens[token.i - 1].text == "," and reading.quoted[token.i] < 0
        particles = reading.under(token.i, "prt")
        behind = particles[-1] + 1 if particles and particles[-1] == token.i + 1 else token.i + 1
        end = _end_of_phrase(reading, behind)
        if end == behind < len(reading.tokens) and reading.quoted[token.i] < 0 and reading.tokens[end].text == ",":
            yield from _set_in(reading, token.i, behind)
        if not opens or not is_noun_phrase(reading, token.i + 1, end) or any(reading.quoted[i] >= 0 for i in sentence):
            continue
        head = head_noun(reading, list(range(token.i + 1, end)))
        second = _end_of_phrase(reading, end + 1)
        if second - end <= APPOSITION and any(reading.tokens[i].pos == "PROPN" for i in range(end + 1, second)):
            end = second if is_noun_phrase(reading, end + 1, second) else end
        goes_on = end + 1 < sentence.stop and reading.tokens[end + 1].tag not in ("WP", "WDT", "VBG")
        content = [*range(sentence.start, token.i - 1), *(range(end + 1, sentence.stop) if goes_on else ())]
        one = Cue(token.i, (token.i,), token.lemma.lower(), SAYS)
        source = list(range(token.i + 1, end))
        yield Finding(cue=one, rule="aside", content=content, speaker=head, source=source)


def _set_in(reading: Reading, cue: int, behind: int) -> Iterator[Finding]:
    """Yield the finding of a cue between two commas behind its speaker ("It rains, the office said, …")."""
    sentence = reading.sentence_tokens(cue)
    commas = [i for i in range(sentence.start, cue) if reading.tokens[i].text == ","]
    if not commas or not is_noun_phrase(reading, commas[-1] + 1, cue) or any(reading.quoted[i] >= 0 for i in sentence):
        return
    rest = [i for i in range(behind + 1, sentence.stop) if reading.is_word[i]]
    said_too = any(is_speech(reading, i) and reading.under(i, "nsubj") for i in rest)
    source, content = list(range(commas[-1] + 1, cue)), list(range(sentence.start, commas[-1]))
    one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), SAYS)
    yield Finding(
        cue=one,
        rule="aside",
        content=content if said_too else [*content, *rest],
        speaker=head_noun(reading, source),
        source=source,
    )


def _end_of_phrase(reading: Reading, first: int) -> int:
    """Return the first mark at or behind a word that ends a phrase, or the end of the sentence."""
    end = reading.sentence_tokens(min(first, len(reading.tokens) - 1)).stop
    return next((i for i in range(first, end) if reading.tokens[i].text in ",.;:"), end)
