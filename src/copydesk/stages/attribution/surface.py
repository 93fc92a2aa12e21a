"""Attributions told by the order of words where the parse does not show them. Reading -> findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from copydesk.lexicon import load_lexicon
from copydesk.records import Block, Sentence
from copydesk.stages.attribution.cues import SAYS, Cue, Sense, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among

SPEAKER_LINE = re.compile(r"((?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][\w.’'-]+):[ ]+(?=\S)")
TRANSCRIPT_LINE = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][A-ZÀ-Þ’'-]+)(?:[ ]\([^()\n]{2,60}\))?:[ ]+(?=\S)"
)
"""Who speaks in a line of a transcript: a surname in capitals, with an office in brackets or without."""
QUOTING_LINE = re.compile(r"([^:“\"‘'.?!\n]{2,50}):[ ]+(?=[“\"‘'])")
ACCORDING = (("according", "to"), ("as", "per"))
SHOWN = ("show", "indicate", "reveal", "suggest", "find")
TAIL = 9
"""The most words of a speaker, or behind the cue, in a tail ("…, two officials told the Gazette on Monday")."""


def find_according_to(reading: Reading) -> list[Finding]:
    """Return a finding for each "according to" and "as per": its content is the sentence around it, or the clause that it stands in."""
    found = []
    tokens = reading.tokens
    for i in reading.of_text("according", "as", "per"):
        token = tokens[i]
        if i + 2 >= len(tokens):
            continue
        per = _is_per(reading, i)
        if not per and (reading.lowered[i], tokens[i + 1].text) not in ACCORDING:
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
    """Say whether a token is a "per" that tells a source: at the start of a sentence or behind a comma, before a name ("Per CNN, …")."""
    if reading.lowered[index] != "per":
        return False
    opens = index == reading.sentence_tokens(index).start or reading.tokens[index - 1].text == ","
    after = [reading.tokens[i] for i in range(index + 1, min(index + 5, reading.sentence_tokens(index).stop))]
    named = any(t.pos == "PROPN" and t.text[:1].isupper() for t in after[:3])
    named = named or any(t.lemma.lower() in load_lexicon("source_nouns") for t in after if t.pos == "NOUN")
    return opens and named


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
        words = [i for i in range(sentence.first, sentence.last) if reading.is_word[i]]
        commas = [i for i in words[3:] if reading.tokens[i - 1].text in (",", "”", '"')]
        if len(commas) > 1 and reading.tokens[commas[-1]].text == "citing":
            end = commas.pop()
            words = [i for i in words if i < end]
        alone = len(reading.parse.sentences) == 1 or _is_alone(reading, sentence)
        ends = reading.tokens[sentence.last - 1].text in '.”"' or (
            alone and reading.tokens[sentence.last - 1].text not in "?!"
        )
        if not commas or reading.quoted[commas[-1]] >= 0 or not ends:
            continue
        first = _opening_of_tail(reading, commas)
        tail = range(first, words[-1] + 1)
        cue = next((i for i in tail[1:] if closing_sense(reading, i)), None)
        if cue is None or words[-1] - cue > TAIL or not is_noun_phrase(reading, tail[0], cue):
            continue
        if reading.tokens[cue].lemma.lower() in SHOWN and cue != words[-1]:
            continue
        if not _is_addressed(reading, cue, range(cue + 1, tail.stop)):
            continue
        one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), closing_sense(reading, cue) or SAYS)
        source, content = list(range(tail[0], cue)), list(range(sentence.first, tail[0] - 1))
        yield Finding(cue=one, rule="tail", content=content, speaker=head_noun(reading, source), source=source)


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
        and set(parts) <= set(allowed)
        and not {"NOUN", "PROPN"}.isdisjoint(parts)
    )


def head_noun(reading: Reading, source: list[int]) -> int:
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
    rest = [i for i in sentence if i not in phrase and reading.is_word[i]]
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

    A page is a transcript where surnames in capitals open its lines, one of them more than one. A headline's opening counts
    as a speaker when it holds a name of a person, or when nothing but a quotation follows.
    """
    turns = _turns(reading)
    matches = [(block, match) for block in reading.article.blocks if (match := _opening(reading, block))]
    people = {
        word
        for name in reading.parse.names
        if name.label == "PERSON"
        for word in reading.text(name.span).split()
        if len(word) > 2
    }
    named = [
        (block, match.span(1), match.end())
        for block, match in matches
        if block.role == "headline" and (match.re is QUOTING_LINE or match[1].split()[-1] in people)
    ]
    starts, found = {name[0] for _, name, _ in turns}, []
    for block, name, end in sorted({*named, *turns}, key=lambda line: line[1]):
        source = list(reading.between(*name))
        content = list(reading.between(end, block.span.end))
        held = {i for f in findings.values() if f.speaker is not None for i in f.source}
        if source and content and (name[0] in starts or not held & set(source)):
            colon = reading.at(end - 1)
            while not reading.tokens[colon].text.endswith(":") and colon > source[-1]:  # "):" is one token
                colon -= 1
            cue = Cue(colon, (colon,), ":", SAYS)
            found.append(Finding(cue=cue, rule="speaker_line", content=content, speaker=source[-1], source=source))
    return found


def _turns(reading: Reading) -> list[tuple[Block, tuple[int, int], int]]:
    """Return the lines of a transcript: the block, where its speaker's name stands, where the words begin."""
    text = reading.article.text
    lines = [(b, m) for b in reading.article.body() if (m := TRANSCRIPT_LINE.match(text, *b.span))]
    last = Counter(match["name"].split()[-1] for _, match in lines)
    return (
        [(block, match.span("name"), match.end()) for block, match in lines]
        if max(last.values(), default=0) > 1
        else []
    )
