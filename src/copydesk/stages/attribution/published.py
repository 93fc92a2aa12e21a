"""What outlets have published or seen, told without a verb of saying ("The news was first reported by …", "a draft, seen by …, would ban it")."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.cues import SAYS, Cue
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, full_range
from copydesk.stages.attribution.outlet_mentions import outlets_among

NEWS = (
    *(
        "account",
        "agreement",
        "announcement",
        "appointment",
        "deal",
        "decision",
        "departure",
        "detail",
        "development",
        "discussion",
        "fact",
    ),
    *(
        "information",
        "investigation",
        "it",
        "matter",
        "meeting",
        "move",
        "news",
        "plan",
        "report",
        "story",
        "talk",
        "that",
        "this",
    ),
)
"""Words that take up what the sentences before tell."""
NEW = ("a", "an", "another", "different", "own", "separate", "similar")
"""Words before one of them that make it another one ("carried a similar report")."""
BREAKS = ("report", "break", "reveal", "disclose", "publish", "carry", "uncover", "expose")
SEEN = (
    "see",
    "obtain",
    "review",
    "view",
    "leak",
    "read",
    "share",
    "publish",
    "examine",
    "verify",
    "hear",
    "provide",
    "quote",
    "cite",
    "acquire",
)
BY = ("by", "to", "with", "in")


def find_published(reading: Reading, findings: Collection[int]) -> Iterator[Finding]:
    """Yield a finding for each sentence that names who published the one before it, and for what a document that an outlet saw holds.

    A document whose verb is a cue (one of `findings`) is left to it.
    """
    for token in reading.tokens:
        found = _first_reported(reading, token.i) if token.dep == "ROOT" else None
        if token.dep == "nsubj" and token.head not in findings:
            found = _seen(reading, token.i)
        if found is not None:
            yield found


def _first_reported(reading: Reading, verb: int) -> Finding | None:
    """Return the report of an outlet that holds the sentence before ("The Echo first reported the deal.")."""
    token, number = reading.tokens[verb], reading.tokens[verb].sentence
    if reading.lemmas[verb] not in BREAKS or number == 0 or reading.quoted[verb] >= 0:
        return None
    before = reading.parse.sentences[number - 1]
    agents = [
        j
        for i in reading.under(verb, "agent", "prep")
        if reading.tokens[i].text in BY
        for j in reading.under(i, "pobj")
    ]
    told = reading.under(verb, "nsubjpass") or reading.under(verb, "dobj")
    speakers = agents if reading.under(verb, "nsubjpass") else reading.under(verb, "nsubj")
    if before.block != reading.block_of(verb) or not told or reading.lemmas[told[0]] not in NEWS:
        return None
    if any(reading.lowered[i] in NEW for i in reading.under(told[0], "det", "amod")):
        return None
    for speaker in speakers:
        if outlets_among(reading, reading.parse.subtree(speaker)):
            cue = Cue(verb, (verb,), token.lemma.lower(), SAYS)
            content = list(range(before.first, before.last))
            return Finding(cue=cue, rule="around", content=content, speaker=speaker)
    return None


def _seen(reading: Reading, noun: int) -> Finding | None:
    """Return what a document tells of which a clause says which outlet saw it ("A draft, reviewed by the Echo, would bar …")."""
    token, lemma = reading.tokens[noun], reading.lemmas[noun]
    verb = token.head
    if reading.tokens[verb].pos not in ("VERB", "AUX") or reading.under(verb, "ccomp"):
        return None
    if load_lexicon("source_nouns").get(lemma) != "document" and lemma not in load_lexicon("media_of_speech"):
        return None
    for clause in (
        i
        for i in reading.parse.subtree(noun)
        if reading.tokens[i].tag == "VBN" and reading.tokens[i].dep in ("acl", "relcl")
    ):
        agents = [i for i in reading.under(clause, "agent", "prep") if reading.tokens[i].text in BY]
        if reading.tokens[clause].lemma in SEEN and any(
            outlets_among(reading, reading.parse.subtree(i)) for i in agents
        ):
            phrase = full_range(reading, noun)
            content = [
                i
                for i in full_range(reading, verb)
                if i > phrase[-1] and i >= min(verb, *reading.under(verb, "aux"), verb)
            ]
            cue = Cue(clause, (clause,), reading.tokens[clause].lemma.lower(), SAYS)
            return Finding(cue=cue, rule="around", content=content, speaker=noun)
    return None
