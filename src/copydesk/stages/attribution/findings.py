"""Cue by cue, what is said and by whom. Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, takewhile

from copydesk.stages.attribution.asides import find_asides, find_so_told, find_torn
from copydesk.stages.attribution.asked import add_asked, is_topic
from copydesk.stages.attribution.by_frame import find_by_frame, find_what_was_said
from copydesk.stages.attribution.contents import contents_of
from copydesk.stages.attribution.cues import Cue, find_cues, load_senses
from copydesk.stages.attribution.evasions import find_evasions
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range, noun_phrase
from copydesk.stages.attribution.headlines import find_headlines
from copydesk.stages.attribution.neighbours import is_parted, part_at_semicolons, part_neighbours, without_loose_end
from copydesk.stages.attribution.nominal import find_said_in_nouns
from copydesk.stages.attribution.outlet_reports import (
    find_as_told,
    find_cited_reports,
    find_credited_last,
    find_learned,
    find_learned_last,
    find_quoted_as,
    find_retold,
)
from copydesk.stages.attribution.phrases import add_phrases
from copydesk.stages.attribution.published import find_published
from copydesk.stages.attribution.quoting import attach_quotes, inner_of
from copydesk.stages.attribution.signed import find_signed
from copydesk.stages.attribution.speakers import is_quoted, quoted_by, relative_of, speaker_of
from copydesk.stages.attribution.surface import find_according_to, find_speaker_lines
from copydesk.stages.attribution.tails import find_tails
from copydesk.stages.attribution.told_outlets import find_let_slip, find_told_outlets
from copydesk.stages.attribution.viewpoints import find_viewpoints

ORDERS = (
    *(
        "advise",
        "ask",
        "beg",
        "command",
        "direct",
        "exhort",
        "forbid",
        "implore",
        "instruct",
        "order",
        "remind",
        "tell",
    ),
    *("urge", "warn"),
)
"""Verbs by which somebody is told to do something, who is then the addressee and no part of the content."""

CALLS = (
    *("brand", "call", "characterise", "characterize", "compare", "condemn", "decry", "denounce", "deride", "describe"),
    *("dismiss", "dub", "hail", "label", "liken", "mock", "portray", "praise", "pronounce", "slam", "tout"),
)
"""Verbs by which somebody says what something is ("called the plan a gamble")."""
PARTED = ("AUX", "CCONJ", "VERB")
LONGEST_NAME = 10
"""The most words by which a thing is named that is called something."""


def collect(reading: Reading, *, widely: bool = False) -> list[Finding]:
    """Return all attributions of an article in the making, in the order of their cues.

    `widely` adds the ways of telling that a story's reader counts and the PolNeAR scheme does not mark.
    """
    cues = list(find_cues(reading))
    findings = {cue.head: finding for cue in cues if (finding := _by_grammar(reading, cue))}
    _put(findings, (*find_according_to(reading), *find_as_told(reading)))
    tails = [f for f in find_tails(reading) if not _has_teller(reading, findings.get(f.cue.head), f)]
    _put(findings, tails)
    for tail in tails:
        for head in [i for i in tail.content if i in findings and tail.cue.head in findings[i].content]:
            del findings[
                head
            ]  # "Hjort was told of it in 2019, an aide told the Echo": the parser hung the aide on the first
    _put(findings, (f for f in find_torn(reading) if f.cue.head not in findings))
    _put(findings, (f for f in find_asides(reading) if _goes_before(f, findings.get(f.cue.head))))
    _put(findings, (f for f in find_headlines(reading) if f.via or f.cue.head not in findings))
    _put(findings, (*find_learned(reading), *find_learned_last(reading), *find_retold(reading), *find_so_told(reading)))
    _put(findings, find_told_outlets(reading, findings))
    _put(findings, find_let_slip(reading, findings))
    _put(findings, (f for f in find_cited_reports(reading) if f.cue.head not in findings))
    _put(findings, (*find_credited_last(reading, findings), *find_quoted_as(reading)))
    if widely:
        _put(findings, (*find_said_in_nouns(reading), *find_viewpoints(reading)))
        _put(findings, find_published(reading, findings))
        _put(findings, (*find_by_frame(reading, findings), *find_what_was_said(reading)))
        _put(findings, find_evasions(reading, {i for f in findings.values() for i in f.cue.tokens}))
    add_phrases(reading, findings)
    _put(findings, find_signed(reading))
    attach_quotes(reading, cues, findings, widely=widely)
    for finding in findings.values():
        _add_speaker(reading, finding)
        for number in finding.quotes:
            inner = inner_of(reading, number)
            finding.content = _closed_up(reading, finding, {*finding.content, *reading.between(inner.start, inner.end)})
        _take_in_called(reading, finding)
    found = [*findings.values(), *find_speaker_lines(reading, findings)]
    for finding in found:
        while len(finding.source) > 1 and _is_loose(reading, finding):
            finding.source.pop()  # "the Courier earlier reported"
        _take_in_front(reading, finding)
        _take_behind(reading, finding)
        if widely and finding.rule == "object_infinitive" and finding.cue.form in ORDERS:
            told = reading.under(finding.cue.head, "xcomp", "ccomp")
            finding.content, finding.rule = full_range(reading, told[-1]) if told else finding.content, "infinitive"
    part_neighbours(reading, found)
    part_at_semicolons(reading, found)
    add_asked(reading, found)
    return sorted(found, key=lambda f: (min(f.cue.tokens, default=f.cue.head), f.rule))


def _is_loose(reading: Reading, finding: Finding) -> bool:
    """Say whether a source closes with an adverb that is not of a clause within it ("the people who work there")."""
    last = reading.tokens[finding.source[-1]]
    inside = last.head in finding.source and reading.tokens[last.head].pos in VERBAL
    return last.tag in ("RB", "RBR") and not inside


def _take_in_called(reading: Reading, finding: Finding) -> None:
    """Add to quoted words by which somebody calls a thing something the name of the thing ("called the recall “theatre”")."""
    if finding.rule != "quote" or finding.cue.form not in CALLS or not finding.content:
        return
    gap = range(finding.cue.head + 1, min(finding.content))
    nouns = [i for i in gap if reading.tokens[i].pos in ("NOUN", "PROPN", "PRON", "ADJ")]
    parted = any(reading.tokens[i].pos in PARTED or reading.lowered[i] in ",;:–—(" for i in gap)
    if len(gap) <= LONGEST_NAME and nouns and not parted:
        finding.content = [*gap, *finding.content]


def _put(findings: dict[int, Finding], more: Iterable[Finding]) -> None:
    """Put findings in the place of those at the same cues; all are found before the first is put."""
    findings.update({finding.cue.head: finding for finding in more})


def _has_teller(reading: Reading, finding: Finding | None, tail: Finding) -> bool:
    """Tell whether an attribution stands beside one told by the order of words.

    One does not whose content holds the speaker of the other, nor "told" whose speaker the parser hung elsewhere.
    """
    if finding is None or not set(tail.source).isdisjoint(finding.content):
        return False
    if is_parted(reading, tail.cue.head, finding.content):
        return False
    speaker = speaker_of(reading, finding.cue.head)
    if speaker in tail.source and speaker != tail.speaker:
        return False
    return reading.tokens[finding.cue.head].lemma != "tell" or (speaker is not None and speaker < finding.cue.head)


def _goes_before(aside: Finding, finding: Finding | None) -> bool:
    """Tell whether a cue set between two commas stands amid its content ("He owes a million, she said, to be paid in May")."""
    return finding is None or (finding.rule == "infinitive" and set(finding.content) < set(aside.content))


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


def _take_in_front(reading: Reading, finding: Finding) -> None:
    """Put what a cue between two commas interrupts at the head of its content ("It is doubtful, she said, that …")."""
    if finding.rule != "clause" or not finding.source or finding.source[0] > finding.cue.head or not finding.content:
        return
    comma, first = finding.source[0] - 1, reading.sentence_tokens(finding.cue.head).start
    resumed = min(finding.content) > finding.cue.head and reading.tokens[finding.cue.head + 1].text == ","
    said = range(first, max(first, comma))
    is_clause = any(reading.tokens[i].tag in ("VBZ", "VBP", "VBD", "MD") for i in said)
    opens = said and reading.tokens[first].tag not in ("IN", "WRB", "VBN", "VBG")
    if resumed and is_clause and opens and reading.tokens[comma].text == ",":
        finding.content = [*said, *finding.content]


def _take_behind(reading: Reading, finding: Finding) -> None:
    """Add to a content that breaks off before its cue what goes on behind it ("The rumours were, she said, premature")."""
    if finding.rule not in ("clause", "around", "aside") or not finding.content or not finding.source:
        return
    last, cue, end = max(finding.content), finding.cue.head, reading.sentence_tokens(finding.cue.head).stop
    words = [i for i in finding.content if reading.is_word[i]]
    comma = next((i for i in range(cue + 1, end) if reading.tokens[i].text == ","), None)
    open_ = words and reading.tokens[words[-1]].pos in ("AUX", "ADP") and last < finding.source[0] < cue
    if open_ and comma is not None and not any(reading.under(i, "nsubj") for i in range(comma, end)):
        finding.content = [*finding.content, *range(comma + 1, end)]


def _by_grammar(reading: Reading, cue: Cue) -> Finding | None:
    """Return the finding of the likeliest construction that the cue takes and that stands here."""
    frames = dict(reversed(list(contents_of(reading, cue.head))))
    said = [i for j in reading.under(cue.head, "prep") for i in reading.under(j, "pcomp")]
    if said and cue.form in ("quote", "cite", "report") and quoted_by(reading, said[0]) is not None:
        if _cue_of_speech(reading, said[0]):
            return None
        if "as" not in frames:
            return None
        speaks = reading.tokens[said[0]].lemma.lower() in load_senses("cues")
        told = frames.get("clause") or frames.get("around")
        quoted = told if speaks and told else frames["as"]
        if told and all(reading.quoted[i] >= 0 for i in told if reading.is_word[i]):
            return None  # the quotation is held by "saying"
        return Finding(cue=cue, rule="quoted_as", content=quoted, speaker=is_quoted(reading, cue.head))
    for frame in (*cue.sense.frames, *(("around",) if {"clause", "that"}.intersection(cue.sense.frames) else ())):
        if frame in frames and reading.words(frames[frame]):
            content = frames[frame]
            if any(reading.tokens[i].pos == "CCONJ" for i in content[-2:]):
                content = without_loose_end(reading, content)
            return Finding(cue=cue, rule=frame.replace("that", "clause").replace(" ", "_"), content=content)
    return None


def _cue_of_speech(reading: Reading, verb: int) -> bool:
    sense = load_senses("cues").get(reading.tokens[verb].lemma.lower())
    return sense is not None and bool(reading.under(verb, "ccomp"))


def _add_speaker(reading: Reading, finding: Finding) -> None:
    if finding.speaker is None:
        quoted = _quoted_one(reading, finding)
        found = speaker_of(reading, finding.cue.head) if quoted is None else quoted
        finding.speaker = _behind_dateline(reading, found, finding.cue.head)
    lost = finding.speaker is None or (reading.quoted[finding.speaker] >= 0 and reading.quoted[finding.cue.head] < 0)
    if lost and finding.rule == "quote":
        finding.speaker = _beside_cue(reading, finding)
    if finding.speaker is not None and not finding.source:
        finding.relative = relative_of(reading, finding.cue.head)
        inside = {*finding.cue.tokens, *(finding.content if finding.speaker not in finding.content else ())}
        inside.update(i for i in noun_phrase(reading, finding.speaker) if _is_quoted_apart(reading, i, finding.speaker))
        inside.update(
            j
            for i in reading.under(finding.speaker, "prep")
            if reading.tokens[i].text == "of" and is_topic(reading, i, finding.cue.head)
            for j in reading.parse.subtree(i)
        )
        end = finding.relative if finding.relative and finding.relative > finding.speaker else finding.cue.head
        told = (lambda i: i < end) if finding.relative else (lambda i: True)
        finding.source = [i for i in noun_phrase(reading, finding.speaker) if i not in inside and told(i)]
    if finding.speaker is not None and finding.speaker in finding.content:
        finding.content = [i for i in finding.content if i not in finding.source]


def _quoted_one(reading: Reading, finding: Finding) -> int | None:
    """Return whom an outlet quotes with the words of a content ("The Echo quoted Ann Bell: “…”"), or None."""
    if finding.cue.form not in ("quote", "cite") or finding.rule == "quoted_as" or not finding.content:
        return None
    people = [i for i in reading.under(finding.cue.head, "dobj") if i not in finding.content and reading.quoted[i] < 0]
    return people[0] if people and any(reading.quoted[i] >= 0 for i in finding.content) else None


def _beside_cue(reading: Reading, finding: Finding) -> int | None:
    """Return the name between a quotation and its cue, which the parser hung elsewhere ("“…,” @HarrowRail posted")."""
    before, end = finding.cue.head - 1, reading.sentence_tokens(finding.cue.head).stop
    if before >= 0 and not reading.is_word[before]:
        behind = range(finding.cue.head + 1, end)
        stop = next((i for i in behind if reading.tokens[i].pos in ("PUNCT", "ADP", "SCONJ", "VERB", "ADV")), end)
        names = [i for i in behind if i < stop and reading.tokens[i].pos in ("PROPN", "NOUN", "PRON")]
        return names[-1] if names else None
    inside = (
        before >= 0
        and reading.quoted[before] < 0
        and before > max(reading.between(*reading.quotes[finding.quotes[-1]].outer))
    )
    handle = before >= 0 and reading.tokens[before].text.startswith("@")
    named = handle or reading.tokens[before].pos in ("PROPN", "NOUN", "PRON", "X", "ADJ")
    return before if inside and named else None


def _is_quoted_apart(reading: Reading, index: int, speaker: int) -> bool:
    return reading.quoted[index] >= 0 and reading.quoted[speaker] < 0 and index < speaker


def _behind_dateline(reading: Reading, speaker: int | None, cue: int) -> int | None:
    """Return a subject, or the name behind the dash where it is the place of a dateline ("HARROW, Dunmore – Hale NV says")."""
    if (
        speaker is None
        or reading.tokens[speaker].pos != "PROPN"
        or speaker - reading.sentence_tokens(speaker).start > 2
    ):
        return speaker
    dashes = [i for i in range(speaker, min(cue, speaker + 8)) if reading.tokens[i].text in ("–", "—", "-", "--")]
    if not dashes:
        return speaker
    behind = takewhile(lambda i: reading.tokens[i].pos not in ("ADP", "AUX", "VERB"), range(dashes[0] + 1, cue))
    names = [i for i in behind if reading.tokens[i].pos == "PROPN"]
    return names[-1] if names else speaker
