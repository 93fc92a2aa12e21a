"""Cue by cue, what is said and by whom. Reading -> findings."""

from __future__ import annotations

import re
from itertools import pairwise

from copydesk.records import Block
from copydesk.stages.attribution.contents import contents_of
from copydesk.stages.attribution.cues import Cue, Sense, find_cues
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, full_range, noun_phrase
from copydesk.stages.attribution.outlets import outlet_of
from copydesk.stages.attribution.quoting import attach_quotes, inner_of
from copydesk.stages.attribution.speakers import relative_of, speaker_of

SPEAKER_LINE = re.compile(r"((?:[A-ZÀ-Þ][\w.’'-]*[ ]){0,4}[A-ZÀ-Þ][\w.’'-]+):[ ]+(?=\S)")
QUOTING_LINE = re.compile(r"([^:“\"‘'.?!\n]{2,50}):[ ]+(?=[“\"‘'])")
SAYS = Sense("says", ())
TAIL_VERBS = ("reports", "reported", "writes", "wrote", "says", "said")


def collect(reading: Reading) -> list[Finding]:
    """Return all attributions of an article in the making, in the order of their cues."""
    cues = list(find_cues(reading))
    findings = {cue.head: finding for cue in cues if (finding := _by_grammar(reading, cue))}
    findings.update({f.cue.head: f for f in _according_to(reading)})
    findings.update({f.cue.head: f for f in _outlet_tails(reading) if f.cue.head not in findings})
    attach_quotes(reading, cues, findings)
    for finding in findings.values():
        _add_speaker(reading, finding)
        for number in finding.quotes:
            inner = inner_of(reading, number)
            finding.content = _closed_up(reading, finding, {*finding.content, *reading.between(inner.start, inner.end)})
    found = [*findings.values(), *_speaker_lines(reading, findings)]
    _part_neighbours(reading, found)
    return sorted(found, key=lambda f: (min(f.cue.tokens, default=f.cue.head), f.rule))


def _closed_up(reading: Reading, finding: Finding, content: set[int]) -> list[int]:
    """Return a content with the few words between its parts in one sentence ("the claims as “gossip”")."""
    tokens, own = sorted(content), {*finding.cue.tokens, *finding.source}
    for one, two in pairwise(tokens):
        gap = set(range(one + 1, two))
        if (
            0 < reading.words(gap) <= 2
            and not gap & own
            and reading.tokens[one].sentence == reading.tokens[two].sentence
        ):
            content |= gap
    return sorted(content)


def _part_neighbours(reading: Reading, found: list[Finding]) -> None:
    """End a content where the source of the next attribution begins, and before the "according to" that holds it."""
    for one in found:
        for other in found:
            if other is one or not other.source or other.cue.head in one.content:
                continue
            if other.speaker in one.content and other.source[0] > one.cue.head and other.cue.head > one.content[-1]:
                one.content = _without_loose_end(reading, [i for i in one.content if i < other.source[0]])
        for other in found:
            if other.rule == "according_to" and other.cue.head in one.content and one.cue.head in other.content:
                one.content = [i for i in one.content if i < other.cue.head]


def _without_loose_end(reading: Reading, content: list[int]) -> list[int]:
    """Return the content without the conjunctions and commas that its cut left at the end."""
    while content and reading.tokens[content[-1]].pos in ("CCONJ", "PUNCT", "SCONJ"):
        content.pop()
    return content


def _by_grammar(reading: Reading, cue: Cue) -> Finding | None:
    """Return the finding of the likeliest construction that the cue takes and that stands here."""
    frames = dict(reversed(list(contents_of(reading, cue.head))))
    for frame in (*cue.sense.frames, *(("around",) if "clause" in cue.sense.frames else ())):
        if frame in frames and reading.words(frames[frame]):
            return Finding(cue=cue, rule=frame.replace(" ", "_"), content=frames[frame])
    return None


def _add_speaker(reading: Reading, finding: Finding) -> None:
    if finding.speaker is None:
        finding.speaker = speaker_of(reading, finding.cue.head)
    if finding.speaker is not None and not finding.source:
        finding.relative = relative_of(reading, finding.cue.head)
        inside = {*finding.cue.tokens, *(finding.content if finding.speaker not in finding.content else ())}
        finding.source = [i for i in noun_phrase(reading, finding.speaker) if i not in inside]
    if finding.speaker is not None and finding.speaker in finding.content:
        finding.content = [i for i in finding.content if i not in finding.source]


def _according_to(reading: Reading) -> list[Finding]:
    """Return a finding for each "according to": its content is the sentence around it, or the clause that it stands in."""
    found = []
    tokens = reading.tokens
    for token in tokens:
        if token.text.lower() != "according" or token.i + 2 >= len(tokens) or tokens[token.i + 1].text != "to":
            continue
        heads = reading.under(token.i + 1, "pobj") or reading.under(token.i, "pobj")
        head = heads[0] if heads else token.i + 2
        phrase = {token.i, token.i + 1, *full_range(reading, head)}
        content = _sentence_without(reading, token.i, phrase)
        cue = Cue(token.i, (token.i, token.i + 1), "according to", SAYS)
        found.append(Finding(cue=cue, rule="according_to", content=content, speaker=head))
    return found


def _outlet_tails(reading: Reading) -> list[Finding]:
    """Return a finding for each sentence that ends ", the Harbour Gazette reports", whatever the parser made of it."""
    found = []
    for sentence in reading.parse.sentences:
        words = [i for i in range(sentence.first, sentence.last) if reading.words([i])]
        if len(words) < 4 or reading.tokens[words[-1]].text not in TAIL_VERBS:
            continue
        cue = words[-1]
        comma = next((i for i in range(cue - 1, sentence.first, -1) if reading.tokens[i].text in (",", "”", '"')), None)
        if comma is None or not 1 <= cue - comma - 1 <= 6:
            continue
        name = reading.article.text[reading.tokens[comma + 1].start : reading.tokens[cue - 1].end]
        if outlet_of(name, reading.outlets):
            source, content = list(range(comma + 1, cue)), list(range(sentence.first, comma))
            one = Cue(cue, (cue,), reading.tokens[cue].text, SAYS)
            found.append(Finding(cue=one, rule="outlet_tail", content=content, speaker=cue - 1, source=source))
    return found


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


def _speaker_lines(reading: Reading, findings: dict[int, Finding]) -> list[Finding]:
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
