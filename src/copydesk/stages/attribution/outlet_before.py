"""Outlets that a sentence before tells of: whom a speaker went on to talk to, who got the document that is read from. Reading, finding -> names."""

from __future__ import annotations

from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.nouns import is_person_noun
from copydesk.stages.attribution.outlet_mentions import holds, outlets_among
from copydesk.stages.attribution.outlet_paths import does, way_up
from copydesk.stages.attribution.seen_by import outlets_behind_source

GOES_ON = ("add", "continue")
"""Cues that go on with what was said in the sentence before."""
ASKS = ("ask", "question")
OCCASIONS = ("briefing", "ceremony", "conference", "debate", "event", "hearing", "rally", "summit")
"""Where many hear the answer to what one asks ("At a news conference she was asked by a CNN reporter …")."""
MANY = ("all", "both", "each", "few", "many", "most", "neither", "none", "one", "others", "several", "some")
PERSONAL = ("he", "she", "they", "we", "i", *MANY)
PARTIES = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")


def outlets_before(reading: Reading, finding: Finding) -> list[str]:
    """Return the outlets to which the sentence right before says that a speaker talked, or that it says had what is read from.

    "Ann Bell spoke to the Echo. “It is closed,” she said"; "The Echo has the minutes. The minutes show …".
    """
    first = reading.sentence_tokens(finding.cue.head).start
    if finding.via or finding.addressee or finding.speaker is None or not first:
        return []
    if reading.block_of(first - 1) != reading.block_of(first) or reading.quoted[finding.cue.head] >= 0:
        return []
    sentence = reading.sentence_tokens(first - 1)
    for noun in (i for i in sentence if reading.tokens[i].dep in PARTIES and _is_taken_up(reading, i, finding)):
        found = [*outlets_behind_source(reading, noun), *_talked_to(reading, noun, sentence, finding)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _is_taken_up(reading: Reading, noun: int, finding: Finding) -> bool:
    """Say whether the speaker, or what the words stand in, may be the one that a noun of the sentence before names."""
    words = {reading.lemmas[i] for i in reading.parse.subtree(noun) if i <= noun or reading.tokens[i].dep == "appos"}
    media = [j for i in reading.under(finding.cue.head, "prep") for j in reading.under(i, "pobj")]
    for i in (finding.speaker, *media):
        the = i is not None and any(reading.lowered[j] in ("the", "that") for j in reading.under(i, "det"))
        if i is not None and reading.lemmas[i] in words and (the or reading.tokens[i].pos == "PROPN"):
            return True
    first = reading.sentence_tokens(finding.cue.head).start
    if reading.lowered[first] in ("in", "on") and reading.lowered[first + 1] in ("it", "them") and holds(reading, noun):
        return True
    word, token = reading.lowered[finding.speaker] if finding.speaker is not None else "", reading.tokens[noun]
    of_them = (
        word in MANY and token.tag == "NNS" and is_person_noun(token.lemma.lower())
    )  # "It met six pilots. Most said …"
    return of_them or (word in PERSONAL and (token.pos == "PROPN" or token.dep in ("nsubj", "nsubjpass")))


def _talked_to(reading: Reading, noun: int, sentence: range, finding: Finding) -> list[str]:
    """Return the outlets that have to do with the verb of which a noun is a party as one who is spoken to has."""
    verb = reading.tokens[noun].head
    verb = reading.tokens[verb].head if reading.tokens[verb].pos == "ADP" else verb
    if reading.tokens[verb].pos not in VERBAL or reading.under(verb, "neg"):
        return []
    if reading.lemmas[verb] in ASKS and any(reading.lemmas[i] in OCCASIONS for i in sentence):
        return []
    told = reading.lemmas[verb] in ("tell", "inform", "assure", "brief") or (
        reading.lemmas[verb] not in ASKS and bool(reading.under(verb, "ccomp"))
    )
    if told and finding.cue.form not in GOES_ON:
        return []
    around = [i for i in sentence if reading.quoted[i] < 0 and i not in reading.parse.subtree(noun)]
    found = [(last, name) for last, name in outlets_among(reading, around) if way_up(reading, last, [verb])]
    return [name for last, name in found if reading.tokens[last].dep != "nsubj" or does(reading, verb, "subj")]
