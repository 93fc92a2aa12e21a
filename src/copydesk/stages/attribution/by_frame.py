"""What is said in constructions that few verbs of saying have ("put the toll at 43", "told the Echo of …"). Reading, cues with a finding -> findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copydesk.stages.attribution.cues import SAYS, Cue, load_senses
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among
from copydesk.stages.attribution.outlet_paths import TELLS

SETS = ("assess", "estimate", "gauge", "peg", "place", "put", "value")
"""Verbs by which somebody gives a number for something ("put the toll at 43")."""
HEARERS = ("to", "with")
"""Prepositions in front of who hears what a subject clause says ("That he knew was disclosed to the Echo")."""
TOPICS = ("of", "about")
SPEAKS = ("inform", "speak", "talk", "tell")
"""Verbs that say to an outlet of what ("told the Echo of beatings")."""


def find_by_frame(reading: Reading, found: Collection[int]) -> Iterator[Finding]:
    """Yield a finding for each verb without one (in `found`) that says something in one of the constructions."""
    for token in reading.tokens:
        if token.pos not in VERBAL or token.dep == "pcomp" or reading.quoted[token.i] >= 0:
            continue
        content = _subject_clause(reading, token.i)
        if not content and token.i not in found:
            content = _by_verb(reading, token.i)
        if content:
            cue = Cue(token.i, (token.i,), reading.lemmas[token.i], SAYS)
            yield Finding(cue=cue, rule="frame", content=content)


def _by_verb(reading: Reading, verb: int) -> list[int]:
    lemma = reading.lemmas[verb]
    if lemma in SETS:
        return _number(reading, verb)
    if lemma == "have":
        return _has_it(reading, verb)
    topic = _topic(reading, verb) if lemma in SPEAKS else []
    return topic or (_torn_from_teller(reading, verb) if lemma in TELLS else [])


def _has_it(reading: Reading, verb: int) -> list[int]:
    """Return the clause of "The Echo has it that …"."""
    told = any(reading.lowered[i] == "it" for i in reading.under(verb, "dobj", "nsubj") if i == verb + 1)
    that = verb + 2 < len(reading.tokens) and reading.lowered[verb + 2] == "that"
    clauses = reading.under(verb, "ccomp", "acl", "relcl") if told and that else []
    return full_range(reading, clauses[0]) if clauses else []


def find_what_was_said(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each "What she told the Echo was that it had closed"."""
    for what in (i for i in reading.of_text("what") if reading.quoted[i] < 0):
        sentence = reading.sentence_tokens(what)
        copula = next(
            (i for i in sentence if reading.lowered[i] in ("is", "was") and reading.tokens[i].dep == "ROOT"), None
        )
        if what != sentence.start or copula is None:
            continue
        senses = load_senses("cues")
        verbs = [i for i in range(what, copula) if reading.tokens[i].pos in VERBAL and reading.under(i, "nsubj")]
        told = next((i for i in verbs if senses.get(reading.lemmas[i], SAYS).meaning == "says"), None)
        content = [i for i in range(copula + 1, sentence.stop) if i < sentence.stop - 1 or reading.is_word[i]]
        if told is not None and reading.lemmas[told] in senses and reading.words(content) > 1:
            cue = Cue(told, (told,), reading.lemmas[told], SAYS)
            yield Finding(cue=cue, rule="frame", content=content)


def _number(reading: Reading, verb: int) -> list[int]:
    """Return what is put at a number, with the number."""
    what = reading.under(verb, "dobj", "nsubjpass")
    numbers = [
        at
        for at in reading.under(verb, "prep")
        if reading.lowered[at] == "at" and any(_counts(reading, i) for i in reading.under(at, "pobj", "pcomp"))
    ]
    if not what or not numbers:
        return []
    return sorted({*full_range(reading, what[0], reading.under(what[0], "relcl")), *_short(reading, numbers[0])})


def _counts(reading: Reading, index: int) -> bool:
    return any(reading.tokens[i].pos == "NUM" for i in (index, *reading.parse.subtree(index)))


def _short(reading: Reading, preposition: int) -> list[int]:
    """Return a phrase up to the next preposition that hangs on its noun ("at 43 in comments to the Echo")."""
    apart = [
        j
        for i in reading.under(preposition, "pobj")
        for j in reading.under(i, "prep")
        if reading.lowered[j] not in ("of", "per", "to")
    ]
    return full_range(reading, preposition, apart)


def _topic(reading: Reading, verb: int) -> list[int]:
    """Return what an outlet is told of, where nothing else is said to it."""
    if reading.under(verb, "ccomp", "xcomp", "neg"):
        return []
    objects = reading.under(verb, "dobj", "dative", "prep")
    names = {last for last, _ in outlets_among(reading, [j for i in objects for j in reading.parse.subtree(i)])}
    told = [
        i for i in objects if names & set(reading.parse.subtree(i)) and reading.lowered[i] not in (*TOPICS, "in", "on")
    ]
    hung = [verb, *told, *[j for i in told for j in reading.under(i, "pobj")]]
    for i in sorted(i for above in hung for i in reading.under(above, "prep") if told and i > told[0]):
        if reading.lowered[i] in TOPICS:
            return [j for j in full_range(reading, i) if j != i]
    return []


def _subject_clause(reading: Reading, verb: int) -> list[int]:
    """Return the clause with "that" that is the subject of a passive said to somebody or by somebody."""
    clauses = reading.under(verb, "csubjpass")
    if not clauses and reading.under(verb, "auxpass") and not reading.under(verb, "nsubjpass", "nsubj"):
        clauses = [i for i in reading.under(verb, "advcl", "ccomp") if i < verb]
    for clause in clauses:
        that = any(
            reading.lowered[i] in ("that", "how", "why", "whether") for i in reading.under(clause, "mark", "advmod")
        )
        heard = any(reading.lowered[i] in HEARERS for i in reading.under(verb, "prep", "dative"))
        if that and (heard or reading.under(verb, "agent")):
            return full_range(reading, clause)
    return []


def _torn_from_teller(reading: Reading, verb: int) -> list[int]:
    """Return the clause that the parser hung on the teller ("was told by two nuns that the statue had been sold")."""
    tellers = [j for i in reading.under(verb, "agent") for j in reading.under(i, "pobj")]
    for clause in (c for teller in tellers for c in reading.under(teller, "relcl", "acl")):
        content = full_range(reading, clause)
        if reading.lowered[content[0]] == "that" and reading.under(clause, "nsubj", "nsubjpass") not in (
            [],
            [content[0]],
        ):
            return content
    return []
