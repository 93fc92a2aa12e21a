"""What somebody told an outlet, told by the order of words where the parse lost it ("told Klarin, whose editor …, that it rained"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.speakers import speaker_of
from copydesk.stages.attribution.tails import TAIL, head_noun, is_noun_phrase

LEAD = 5
"""How many words may stand between "told" and the outlet's name ("the medical news site")."""
ASIDE = 12
"""The most words between the commas behind an outlet that is told something."""
OPENS = ("ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN")
"""What a clause without "that" starts with."""
INSIDE = ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "PART", "X")


def find_told_outlets(reading: Reading, found: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield a finding for each "told" before an outlet that has none in `found`, or one with another content or speaker behind it."""
    for token in (reading.tokens[i] for i in reading.of_text("told", "tells")):
        if reading.quoted[token.i] >= 0:
            continue
        sentence = reading.sentence_tokens(token.i)
        told = _outlet_behind(reading, token.i, sentence.stop)
        source = _source_before(reading, token.i, sentence.start)
        if told is None or not source:
            continue
        last, name = told
        before = found.get(token.i)
        content = _content(reading, last, sentence)
        if before is None and not content and source[0] - 1 > sentence.start:
            content = list(range(sentence.start, source[0] - 1)) if reading.tokens[source[0] - 1].text == "," else []
        said = content[1:2] if content and reading.tokens[content[0]].text == "that" else content[:1]
        torn = before is not None and last in before.content  # "told [the German news agency] [dpa that it rained]"
        if content and (before is None or not before.content or torn or not set(said) <= set(before.content)):
            one, speaker = Cue(token.i, (token.i,), "tell", SAYS), speaker_of(reading, token.i) if torn else None
            source = source if speaker is None else []  # the parse has it whole
            speaker = head_noun(reading, source) if speaker is None else speaker
            yield Finding(cue=one, rule="clause", content=content, speaker=speaker, source=source, via=[name])


def find_let_slip(reading: Reading, found: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield a finding for each "to Klarin that …" behind a verb that is no cue with a content ("let slip to Klarin that …")."""
    for i in reading.of_text("to", "in"):
        sentence, verb = reading.sentence_tokens(i), reading.tokens[i].head
        told = _outlet_behind(reading, i, sentence.stop) if reading.quoted[i] < 0 else None
        if told is None or reading.tokens[verb].pos != "VERB" or i - verb > LEAD:
            continue
        content = _content(reading, told[0], sentence)
        speaker = speaker_of(reading, verb)
        known = any(head in (verb, reading.tokens[verb].head) and f.content for head, f in found.items())
        if not content or speaker is None or known or outlets_among(reading, [speaker]):
            continue
        one = Cue(verb, (verb,), reading.lemmas[verb], SAYS)
        yield Finding(cue=one, rule="clause", content=content, speaker=speaker)


def _outlet_behind(reading: Reading, cue: int, end: int) -> tuple[int, str] | None:
    """Return the last word and the name of the outlet that is told something, or None where none is."""
    names = outlets_among(reading, range(cue + 1, min(cue + LEAD + 7, end)))
    if not names:
        return None
    last, name = names[0]
    lead = range(cue + 1, last + 1 - len(name.split()))
    plain = all(
        reading.tokens[i].pos == "ADJ" or (reading.tokens[i].text.islower() and reading.tokens[i].pos in INSIDE)
        for i in lead
    )
    return (last, name) if plain and len(lead) <= LEAD else None


def _source_before(reading: Reading, cue: int, start: int) -> list[int]:
    """Return the noun phrase in front of a "told", with the name of an apposition between two commas."""
    end = cue
    while end > start and reading.tokens[end - 1].pos in ("AUX", "ADV"):
        end -= 1
    if end > start and reading.tokens[end - 1].text == ",":
        end -= 1
        first = _first_of_phrase(reading, end, start)
        name = list(range(first, end))
        wider = (
            _first_of_phrase(reading, first - 1, start)
            if first > start and reading.tokens[first - 1].text == ","
            else first
        )
        return list(range(wider, end)) if name and wider < first and _speaks(reading, wider, first - 1) else []
    first = _first_of_phrase(reading, end, start)
    return list(range(first, end)) if _speaks(reading, first, end) else []


def _speaks(reading: Reading, first: int, end: int) -> bool:
    return first < end and is_noun_phrase(reading, first, end)


def _first_of_phrase(reading: Reading, end: int, start: int) -> int:
    back = takewhile(
        lambda i: reading.tokens[i].pos in INSIDE or reading.tokens[i].text in ("of", "-"),
        range(end - 1, start - 1, -1),
    )
    words = list(back)[:TAIL]
    return words[-1] if words else end


def _content(reading: Reading, last: int, sentence: range) -> list[int]:
    """Return the clause of a "that" right behind an outlet, or behind what two commas set off there."""
    behind = range(last + 1, sentence.stop)
    if not behind:
        return []
    first = behind[0]
    if reading.tokens[first].text == ",":
        commas = [i for i in behind[1 : ASIDE + 2] if reading.tokens[i].text == ","]
        first = next((i + 1 for i in commas if i + 1 < sentence.stop and reading.tokens[i + 1].text == "that"), -1)
    elif reading.tokens[first].pos in OPENS and reading.tokens[-1].text not in '.?!”"':
        return list(range(first, sentence.stop))  # a headline: "Minister tells Klarin port will be shut"
    elif reading.tokens[first].pos == "ADP":  # "in an interview that …"
        plain = takewhile(
            lambda i: reading.tokens[i].pos in (*INSIDE, "ADP") and reading.tokens[i].text != "that", behind
        )
        first = max(list(plain)[: LEAD + 2], default=first) + 1
    if not 0 <= first < sentence.stop or reading.tokens[first].text != "that":
        return []
    content = [i for i in range(first, sentence.stop) if i < sentence.stop - 1 or reading.is_word[i]]
    passed = outlets_among(reading, content[1:5])
    return [] if passed and passed[0][0] >= content[-1] - 1 else content  # "in an interview that the Echo reprinted"
