"""What outlets report on the word of others, told by the order of words ("has learned from two aides that …"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.speakers import speaker_of
from copydesk.stages.attribution.tails import head_noun, is_noun_phrase

TOLD = ("disclose", "note", "report", "reveal", "say", "tell", "write")
"""What an outlet did with what a sentence tells, behind "as"."""
LEARNS = ("learn", "hear", "understand", "have", "get", "gather")
"""How an outlet comes to know something from others."""
CLOSES = ("note", "report", "reveal", "say", "state", "write")
"""Verbs by which a sentence closes with the outlet that reports it."""
QUOTES = ("cite", "cited", "cites", "citing", "crediting", "quote", "quoted", "quotes", "quoting")
SAYING = ("adding", "claiming", "confirming", "denying", "insisting", "saying", "stating", "telling", "warning")
"""How somebody speaks whom an outlet quotes "as" doing so."""
FAR = 10
"""Within how many words behind a comma an outlet is named with its verb."""
RETELLS = ("cite", "credit", "follow", "quote", "repeat", "relay", "echo", "carry")
"""What an outlet does with another's report."""


def find_cited_reports(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each report whose "citing …" stands before what is reported ("NDR reports, citing police, that …")."""
    for token in (reading.tokens[i] for i in reading.of_text("citing", "quoting")):
        sentence = reading.sentence_tokens(token.i)
        if token.i - 2 < sentence.start:
            continue
        cue = _report_before(reading, token.i, sentence)
        that = next((i for i in range(token.i + 2, sentence.stop - 2) if reading.tokens[i].text == "that"), None)
        if cue is None or that is None or reading.tokens[that - 1].text != ",":
            continue
        source = [i for i in range(sentence.start, cue) if reading.tokens[i].tag not in ("MD", "RB", "RBR")]
        if source:
            one = Cue(cue, (cue,), reading.tokens[cue].lemma.lower(), SAYS)
            content = list(range(that, sentence.stop))
            yield Finding(cue=one, rule="clause", content=content, speaker=source[-1], source=source)


def _report_before(reading: Reading, index: int, sentence: range) -> int | None:
    """Return the verb of reporting before a word, with nothing between but when and where ("reported on Thursday, citing …")."""
    for i in range(index - 1, max(sentence.start, index - FAR), -1):
        if _reports(reading, i):
            return i
        if reading.tokens[i].pos in (*VERBAL, "CCONJ", "SCONJ", "PRON"):
            return None
    return None


def _reports(reading: Reading, index: int) -> bool:
    return reading.tokens[index].lemma.lower() in ("report", "say", "write", "state") and reading.quoted[index] < 0


def find_learned(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each thing that an outlet has from others, whose words it is ("has learned from two aides that …")."""
    for token in (reading.tokens[i] for i in reading.of_lemma(*LEARNS)):
        subjects = [j for i in reading.under(token.i, "nsubj") for j in reading.parse.subtree(i)]
        outlets = [name for _, name in outlets_among(reading, subjects)]
        end = reading.sentence_tokens(token.i).stop
        near = range(token.i + 1, min(token.i + 4, end))
        origin = next((i for i in near if reading.tokens[i].text.lower() in ("from", "on")), None)
        that = next((i for i in range((origin or end) + 2, end) if reading.tokens[i].text == "that"), None)
        heads = reading.under(origin, "pobj") if origin is not None else []
        it = any(reading.tokens[i].text == "it" for i in near)
        one = Cue(token.i, (token.i,), token.lemma.lower(), SAYS)
        if outlets and not heads and token.lemma == "learn" and (clauses := reading.under(token.i, "ccomp")):
            yield Finding(cue=one, rule="clause", content=full_range(reading, clauses[0]), speaker=subjects[-1])
        if not outlets or not heads or (token.lemma.lower() in ("have", "get") and not it):
            continue
        if that is not None and origin is not None:
            source = [i for i in range(origin + 1, that) if i < that - 1 or reading.is_word[i]]
            content = [i for i in range(that, end) if i < end - 1 or reading.is_word[i]]
            yield Finding(cue=one, rule="clause", content=content, speaker=heads[0], source=source, via=outlets)
        elif told := reading.under(token.i, "ccomp"):
            yield Finding(cue=one, rule="clause", content=full_range(reading, told[0]), speaker=heads[0], via=outlets)


def find_retold(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each report of one outlet that another takes up ("cited a Klarin report that …")."""
    for noun in reading.of_lemma("report", "story", "article", "dispatch", "scoop"):
        verb, clauses = reading.tokens[noun].head, reading.under(noun, "acl", "relcl", "ccomp")
        clauses = clauses or reading.under(verb, "ccomp")
        own = reading.under(noun, "compound", "nmod", "poss", "amod", "det")
        names = outlets_among(reading, [j for i in own for j in reading.parse.subtree(i)])
        if reading.lemmas[verb] not in RETELLS or not names or not clauses or clauses[-1] < noun:
            continue
        told = [j for i in reading.under(verb, "nsubj") for j in reading.parse.subtree(i)]
        passed = [name for _, name in outlets_among(reading, told)][:1]
        source = list(range(min(own), noun + 1))
        content = full_range(reading, clauses[-1])
        if passed and reading.tokens[content[0]].text == "that":
            one = Cue(verb, (verb,), "report", SAYS)
            yield Finding(cue=one, rule="clause", content=content, speaker=noun, source=source, via=passed)


def find_learned_last(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence that closes with the outlet that found it out ("…, Klarin has learned.")."""
    for i in reading.of_text("learned", "learnt", "reveal", "understands"):
        sentence = reading.sentence_tokens(i)
        comma = next((j for j in range(i - 1, max(sentence.start, i - 10), -1) if reading.tokens[j].text == ","), None)
        if i + 2 < sentence.stop or comma is None or reading.quoted[i] >= 0:
            continue
        names = outlets_among(reading, range(comma + 1, i))
        if names and comma > sentence.start + 1:
            one, source = Cue(i, (i,), reading.lemmas[i], SAYS), list(range(comma + 1, names[-1][0] + 1))
            content = list(range(sentence.start, comma))
            yield Finding(cue=one, rule="tail", content=content, speaker=source[-1], source=source)


def find_as_told(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each sentence of which an outlet is said to have told it ("As the Post first reported, …")."""
    for token in (reading.tokens[i] for i in reading.of_lemma(*TOLD)):
        marks = [i for i in reading.under(token.i, "mark", "advmod", "prep") if reading.tokens[i].text.lower() == "as"]
        subjects = reading.under(token.i, "nsubj")
        if not marks or not subjects or token.dep != "advcl" or reading.quoted[token.i] >= 0:
            continue
        if reading.under(token.i, "ccomp") or (reading.lemmas[token.i] != "tell" and reading.under(token.i, "dobj")):
            continue
        told = reading.lemmas[token.i] == "tell" and outlets_among(reading, reading.parse.subtree(token.i))
        if told or outlets_among(reading, reading.parse.subtree(subjects[-1])):
            phrase = set(full_range(reading, token.i))
            content = [i for i in reading.sentence_tokens(token.i) if i not in phrase]
            one = Cue(token.i, (token.i,), token.lemma.lower(), SAYS)
            rule = "around" if told else "according_to"
            yield Finding(cue=one, rule=rule, content=content, speaker=subjects[-1])


def find_credited_last(reading: Reading, found: Collection[int]) -> Iterator[Finding]:
    """Yield a finding for each sentence that closes with the outlet that has it from somebody, where the parse lost the verb.

    "…, the Herald reports, quoting the coast guard."; "…, Channel 8 quoted shopkeeper Asha Lall as saying."
    """
    for i in (j for j in reading.of_text(*QUOTES) if j not in found and reading.quoted[j] < 0):
        sentence = reading.sentence_tokens(i)
        behind = [j for j in range(i + 1, sentence.stop) if reading.is_word[j]]
        saying = next(
            (j for j in behind[:-1] if reading.lowered[j] == "as" and reading.lowered[j + 1] == "saying"), None
        )
        last = i if saying else i - 2
        if not saying and (not _is_lost_report(reading, last, found) or reading.lowered[i - 1] != ","):
            continue
        comma = next((j for j in range(last, max(sentence.start, last - FAR), -1) if reading.lowered[j] == ","), None)
        who = [j for j in behind if saying is None or j < saying]
        if comma is None or not who or not is_noun_phrase(reading, who[0], who[-1] + 1):
            continue
        names = outlets_among(reading, range(comma + 1, last))
        content = list(range(sentence.start, comma))
        told = any(reading.quoted[j] < 0 and reading.is_word[j] for j in content)
        if names and told and not outlets_among(reading, who):
            cue, via = Cue(i, (i,), reading.lemmas[i], SAYS), [name for _, name in reversed(names)]
            speaker = head_noun(reading, who)
            yield Finding(cue=cue, rule="citing", content=content, speaker=speaker, source=who, via=via)


def find_quoted_as(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each "quoted … as saying" behind outlets of which the parse lost a part ("Kan and NDR both quote …")."""
    for i in (j for j in reading.of_text(*QUOTES) if reading.quoted[j] < 0):
        sentence = reading.sentence_tokens(i)
        behind = range(i + 2, min(i + FAR, sentence.stop - 2))
        at = next((j for j in behind if reading.lowered[j] == "as" and reading.lowered[j + 1] in SAYING), None)
        names = outlets_among(reading, range(sentence.start, i))
        if at is None or not names or names[-1][0] < i - 3:
            continue
        speaker = speaker_of(reading, at + 1)
        if speaker is not None and i < speaker < at and i not in reading.parse.subtree(speaker):
            continue
        who = list(range(i + 1, at))
        first = at + 3 if reading.lowered[at + 2] == "that" else at + 2
        content = [j for j in range(first, sentence.stop) if j < sentence.stop - 1 or reading.is_word[j]]
        if is_noun_phrase(reading, who[0], at) and content:
            cue, via = Cue(at + 1, (at + 1,), reading.lemmas[at + 1], SAYS), [name for _, name in reversed(names)]
            speaker = head_noun(reading, who)
            yield Finding(cue=cue, rule="clause", content=content, speaker=speaker, source=who, via=via)


def _is_lost_report(reading: Reading, index: int, found: Collection[int]) -> bool:
    """Say whether a word is a verb of reporting that has no subject in the parse."""
    has_subject = index in found and speaker_of(reading, index) is not None
    return index >= 0 and reading.lemmas[index] in CLOSES and not has_subject
