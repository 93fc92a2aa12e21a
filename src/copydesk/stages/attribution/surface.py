"""Attributions told by the order of words where the parse does not show them. Reading -> findings."""

from __future__ import annotations

import re
from collections import Counter

from copydesk.lexicon import load_lexicon
from copydesk.records import Block
from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among

SPEAKER_LINE = re.compile(r"((?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][\w.’'-]+):[ ]+(?=\S)")
TRANSCRIPT_LINE = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][A-ZÀ-Þ’'-]+)(?:[ ]\([^()\n]{2,60}\))?:[ ]+(?=\S)"
)
"""Who speaks in a line of a transcript: a surname in capitals, with an office in brackets or without."""
QUOTING_LINE = re.compile(r"([^:“\"‘'.?!\n]{2,50}):[ ]+(?=[“\"‘'])")
ACCORDING = (("according", "to"), ("as", "per"))


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
        if not per and _is_manner(reading, token.i, head):
            continue
        content = _passed_on(reading, token.i, phrase) or _sentence_without(reading, token.i, phrase)
        cue = Cue(token.i, (token.i,) if per else (token.i, token.i + 1), "according to", SAYS)
        found.append(Finding(cue=cue, rule="according_to", content=content, speaker=head))
    return found


def _is_manner(reading: Reading, index: int, head: int) -> bool:
    """Say whether an "according to" tells how something is done ("inspected according to the rules") and not who says so."""
    plain = not reading.under(head, "acl", "relcl", "poss", "prep")
    behind = index > reading.sentence_tokens(index).start and reading.is_word[index - 1]
    return behind and plain and reading.lemmas[head] in load_lexicon("measure_nouns")


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
