"""Attributions told by the order of words where the parse does not show them. Reading -> findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.records import Block
from copydesk.stages.attribution.cues import SAYS, Cue, Sense, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among

SPEAKER_LINE = re.compile(r"((?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][\w.’'-]+):[ ]+(?=\S)")
QUOTING_LINE = re.compile(r"([^:“\"‘'.?!\n]{2,50}):[ ]+(?=[“\"‘'])")
ACCORDING = (("according", "to"), ("as", "per"))
APPOSITION = 5
"""The most words of a name that stands behind what a speaker is ("said the vet, Jane Doe")."""
SHOWN = ("show", "indicate", "reveal", "suggest", "find")
TAIL = 9
"""The most words of a speaker, or behind the cue, in a tail ("…, two officials told the Gazette on Monday")."""


def find_according_to(reading: Reading) -> list[Finding]:
    """Return a finding for each "according to" and "as per": its content is the sentence around it, or the clause that it stands in."""
    found = []
    tokens = reading.tokens
    for token in tokens:
        if token.i + 2 >= len(tokens):
            continue
        per = _is_per(reading, token.i)
        if not per and (token.text.lower(), tokens[token.i + 1].text) not in ACCORDING:
            continue
        heads = [] if per else reading.under(token.i + 1, "pobj")
        heads = heads or reading.under(token.i, "pobj")
        head = heads[0] if heads else token.i + (1 if per else 2)
        phrase = {token.i, token.i + (0 if per else 1), *full_range(reading, head)}
        content = _passed_on(reading, token.i, phrase) or _sentence_without(reading, token.i, phrase)
        cue = Cue(token.i, (token.i,) if per else (token.i, token.i + 1), "according to", SAYS)
        found.append(Finding(cue=cue, rule="according_to", content=content, speaker=head))
    return found


def _is_per(reading: Reading, index: int) -> bool:
    """Say whether a "per" tells a source: at the start of a sentence or behind a comma, before a name ("Per CNN, …")."""
    opens = index == reading.sentence_tokens(index).start or reading.tokens[index - 1].text == ","
    after = range(index + 1, min(index + 4, reading.sentence_tokens(index).stop))
    named = any(reading.tokens[i].pos == "PROPN" and reading.tokens[i].text[:1].isupper() for i in after)
    return reading.tokens[index].text.lower() == "per" and opens and named


def _passed_on(reading: Reading, index: int, phrase: set[int]) -> list[int]:
    """Return what an outlet reports on the word of others ("NDR wrote that, according to police, …"), or nothing."""
    tokens, head = reading.tokens, reading.tokens[index].head
    reports = [i for i in (head, tokens[head].head) if reading.under(i, "ccomp") and reading.under(i, "nsubj")]
    for verb in reports:
        subjects = [j for i in reading.under(verb, "nsubj") for j in reading.parse.subtree(i)]
        clause = reading.under(verb, "ccomp")[0]
        if clause > verb and index > verb and outlets_among(reading, subjects):
            return [i for i in full_range(reading, clause) if i not in phrase and tokens[i].text != "that"]
    return []


def find_tails(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence that ends ", a port official told the Gazette", whatever the parser made of it."""
    for sentence in reading.parse.sentences:
        words = [i for i in range(sentence.first, sentence.last) if reading.words([i])]
        commas = [i for i in words[3:] if reading.tokens[i - 1].text in (",", "”", '"')]
        if len(commas) > 1 and reading.tokens[commas[-1]].text == "citing":
            end = commas.pop()
            words = [i for i in words if i < end]
        if not commas or reading.quoted[commas[-1]] >= 0 or reading.tokens[sentence.last - 1].text not in '.”"':
            continue
        tail = range(commas[-1], words[-1] + 1)
        cue = next((i for i in tail[1:] if _closing_sense(reading, i)), None)
        if cue is None or words[-1] - cue > TAIL or not _is_noun_phrase(reading, tail[0], cue):
            continue
        if reading.tokens[cue].lemma.lower() in SHOWN and cue != words[-1]:
            continue
        if not _is_addressed(reading, cue, range(cue + 1, tail.stop)):
            continue
        one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), _closing_sense(reading, cue) or SAYS)
        source, content = list(range(tail[0], cue)), list(range(sentence.first, tail[0] - 1))
        yield Finding(cue=one, rule="tail", content=content, speaker=_head_noun(reading, source), source=source)


def find_torn(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each cue whose "that" stands behind where it was said ("wrote in a letter seen by the Echo that …")."""
    for token in reading.tokens:
        subjects = reading.under(token.i, "nsubj")
        if not _is_speech(reading, token.i) or not subjects or reading.quoted[token.i] >= 0:
            continue
        end = min(reading.sentence_tokens(token.i).stop, token.i + TAIL + 4)
        that = next((i for i in range(token.i + 2, end) if reading.tokens[i].text == "that"), None)
        between = range(token.i + 1, that or token.i + 1)
        opens = reading.tokens[token.i + 1].pos == "ADP" or token.lemma == "tell" if that else False
        if that is None or not opens or reading.tokens[that].tag == "DT":
            continue
        if any(
            reading.tokens[i].text in (",", ";", ":") or reading.tokens[i].tag in ("VBD", "VBZ", "VBP") for i in between
        ):
            continue
        one = Cue(token.i, (token.i,), token.lemma.lower(), SAYS)
        yield Finding(cue=one, rule="clause", content=list(range(that, reading.sentence_tokens(token.i).stop)))


def find_so_told(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence that says who said the one before it ("So two clerks told the Echo.")."""
    for sentence in reading.parse.sentences[1:]:
        if reading.tokens[sentence.first].text not in ("So", "Thus"):
            continue
        cue = next((i for i in range(sentence.first + 1, sentence.last) if _is_speech(reading, i)), None)
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
            token.lemma.lower() in load_lexicon("speech_verbs") or _is_speech(reading, token.i)
        ):
            continue
        sentence = reading.sentence_tokens(token.i)
        opens = token.i > sentence.start and reading.tokens[token.i - 1].text == "," and reading.quoted[token.i] < 0
        end = _end_of_phrase(reading, token.i + 1)
        if end == token.i + 1 < len(reading.tokens) and reading.quoted[token.i] < 0 and reading.tokens[end].text == ",":
            yield from _set_in(reading, token.i)
        if not opens or not _is_noun_phrase(reading, token.i + 1, end) or any(reading.quoted[i] >= 0 for i in sentence):
            continue
        head = _head_noun(reading, list(range(token.i + 1, end)))
        second = _end_of_phrase(reading, end + 1)
        if second - end <= APPOSITION and any(reading.tokens[i].pos == "PROPN" for i in range(end + 1, second)):
            end = second if _is_noun_phrase(reading, end + 1, second) else end
        goes_on = end + 1 < sentence.stop and reading.tokens[end + 1].tag not in ("WP", "WDT", "VBG")
        content = [*range(sentence.start, token.i - 1), *(range(end + 1, sentence.stop) if goes_on else ())]
        one = Cue(token.i, (token.i,), token.lemma.lower(), SAYS)
        source = list(range(token.i + 1, end))
        yield Finding(cue=one, rule="aside", content=content, speaker=head, source=source)


def _set_in(reading: Reading, cue: int) -> Iterator[Finding]:
    """Yield the finding of a cue between two commas behind its speaker ("It rains, the office said, …")."""
    sentence = reading.sentence_tokens(cue)
    commas = [i for i in range(sentence.start, cue) if reading.tokens[i].text == ","]
    if not commas or not _is_noun_phrase(reading, commas[-1] + 1, cue) or any(reading.quoted[i] >= 0 for i in sentence):
        return
    rest = [i for i in range(cue + 2, sentence.stop) if reading.words([i])]
    said_too = any(_is_speech(reading, i) and reading.under(i, "nsubj") for i in rest)
    source, content = list(range(commas[-1] + 1, cue)), list(range(sentence.start, commas[-1]))
    one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), SAYS)
    yield Finding(
        cue=one,
        rule="aside",
        content=content if said_too else [*content, *rest],
        speaker=_head_noun(reading, source),
        source=source,
    )


def _end_of_phrase(reading: Reading, first: int) -> int:
    """Return the first mark at or behind a word that ends a phrase, or the end of the sentence."""
    end = reading.sentence_tokens(min(first, len(reading.tokens) - 1)).stop
    return next((i for i in range(first, end) if reading.tokens[i].text in ",.;:"), end)


def _is_speech(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    sense = load_senses("cues").get(token.lemma.lower())
    return (
        token.tag in ("VBD", "VBZ", "VBP", "NNS")
        and sense is not None
        and sense.meaning == "says"
        and sense.frames[0] == "clause"
    )


def _closing_sense(reading: Reading, index: int) -> Sense | None:
    """Return the sense of a verb that can close a sentence behind its content ("…, the office conceded"), or None."""
    token = reading.tokens[index]
    sense = load_senses("cues").get(token.lemma.lower())
    if token.text.lower() == "found":
        return SAYS
    if token.lemma.lower() in SHOWN and token.tag[:2] in ("VB", "NN"):
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


def _is_noun_phrase(reading: Reading, first: int, end: int) -> bool:
    """Say whether tokens look like the name of a speaker: short, with a noun, and with nothing that makes a clause."""
    allowed = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADP", "PART", "PUNCT")
    parts = [reading.tokens[i].pos for i in range(first, end)]
    return (
        0 < len(parts) <= TAIL
        and parts[0] != "ADP"
        and set(parts) <= set(allowed)
        and not {"NOUN", "PROPN"}.isdisjoint(parts)
    )


def _head_noun(reading: Reading, source: list[int]) -> int:
    """Return the last noun before a preposition ("officials" of "two officials at the port")."""
    nouns: list[int] = []
    for i in source:
        if reading.tokens[i].pos == "ADP" and nouns:
            break
        if reading.tokens[i].pos in ("NOUN", "PROPN"):
            nouns.append(i)
    return nouns[-1]


def _sentence_without(reading: Reading, index: int, phrase: set[int]) -> list[int]:
    tokens, sentence = reading.tokens, reading.sentence_tokens(index)
    rest = [i for i in sentence if i not in phrase and reading.words([i])]
    if 0 < len(rest) <= 2 and tokens[rest[0]].text.lower() in ("that", "this", "it", "all"):
        before = sentence.start - 1
        return list(reading.sentence_tokens(before)) if before >= 0 else rest
    opens = index == sentence.start or tokens[index - 1].text in (",", "—", "–", "-", "”", '"', "’", ")")
    at_end = not any(i > max(phrase) for i in rest)
    sentence = range(sentence.start, max(rest, default=sentence.start) + 1) if rest else sentence
    if not opens and not at_end:
        head = tokens[index].head
        clause = [i for i in full_range(reading, head) if i not in phrase]
        return clause if reading.words(clause) > 2 else [i for i in sentence if i not in phrase]
    return [i for i in sentence if i not in phrase]


def _opening(reading: Reading, block: Block) -> re.Match[str] | None:
    text, (start, end) = reading.article.text, block.span
    if block.role == "headline" and (quoting := QUOTING_LINE.match(text, start, end)):
        return quoting
    return SPEAKER_LINE.match(text, start, end) if block.role in ("body", "headline") else None


def find_speaker_lines(reading: Reading, findings: dict[int, Finding]) -> list[Finding]:
    """Return a finding for each line "SMITH: …" of a transcript and each headline "Smith: …".

    A line's opening counts as a speaker when it is in capitals and opens another line too; a headline's when it holds
    a name of a person, or when nothing but a quotation follows.
    """
    matches = [(block, match) for block in reading.article.blocks if (match := _opening(reading, block))]
    capitals = [match[1] for _, match in matches if match[1].isupper()]
    people = {
        word
        for name in reading.parse.names
        if name.label == "PERSON"
        for word in reading.text(name.span).split()
        if len(word) > 2
    }
    found = []
    for block, match in matches:
        named = block.role == "headline" and (match.re is QUOTING_LINE or match[1].split()[-1] in people)
        if not named and capitals.count(match[1]) < 2:
            continue
        source = list(reading.between(*match.span(1)))
        content = list(reading.between(match.end(), block.span.end))
        held = {i for f in findings.values() if f.speaker is not None for i in f.source}
        if source and content and not held & set(source):
            colon = source[-1] + 1
            cue = Cue(colon, (colon,), ":", SAYS)
            found.append(Finding(cue=cue, rule="speaker_line", content=content, speaker=source[-1], source=source))
    return found
