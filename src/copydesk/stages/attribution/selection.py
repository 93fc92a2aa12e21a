"""Which attributions a story's reader would list. Finding -> bool."""

from __future__ import annotations

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.chains import speaking_outlet
from copydesk.stages.attribution.cues import ATTITUDES, cue_at
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.findings import CALLS
from copydesk.stages.attribution.grammar import Reading, spans_of
from copydesk.stages.attribution.nouns import meaning_of
from copydesk.stages.attribution.reference import SELF
from copydesk.stages.attribution.stance import stance_at, stance_of

PLAIN = (
    "clause",
    "around",
    "quote",
    "quote_runs_on",
    "according_to",
    "tail",
    "aside",
    "headline",
    "speaker_line",
    "signed",
    "citing",
    "quoted_as",
    "infinitive",
    "phrase",
    "noun",
    "frame",
)
ROADS = ("light", "accurate")
"""Rules of what only a trained road found."""
POINTED = ("confirms", "denies", "declines", "doubts", "speculates")
POINTERS = ("that", "this", "what", "there")
NOBODY = ("it", "which", "anyone", "anybody", "everyone", "everybody", "someone", "nobody", "people", *POINTERS)
EXPECTS = ("anticipate", "envision", "expect", "fear", "foresee", "hope", "worry")
ORDERS = ("advise", "command", "direct", "exhort", "implore", "instruct", "order", "tell", "urge", "warn")
VERDICTS = ("conclude", "determine", "rule")
"""Cues by which people show something, too: what a judge rules is said."""
A_CLAUSE = 5
"""The fewest words of what "said" has for its object from which on it is a clause whose verb the parser took for a noun."""
PROMISES = ("promise", "vow", "pledge", "threaten", "swear", "claim")
DECIDES = ("challenge", "contest", "decline", "deny", "dismiss", "refuse", "reject")
"""Verbs by which somebody decides on what is before him, where they do not answer what is said."""
BELIEVED = ("say", "report", "allege", "believe", "think", "claim", "rumor", "tell")


def is_annotated(reading: Reading, finding: Finding) -> bool:
    """Say whether a thorough reading lists an attribution.

    That is all but those inside quotations, those to "I" and "you", and what somebody is said to have said or thought.
    """
    if reading.quoted[finding.cue.head] >= 0 or reading.tokens[finding.cue.head].dep == "ccomp":
        return False
    return finding.speaker is None or reading.tokens[finding.speaker].text.lower() not in SELF


def is_reported(reading: Reading, finding: Finding) -> bool:
    """Say whether an attribution reports words or a refusal of them, by somebody other than the one who is quoted."""
    sense, stance = finding.cue.sense, stance_of(reading, finding)
    if sense.meaning == "shows" and finding.cue.form not in VERDICTS and not _is_document(reading, finding):
        return False
    if (sense.meaning == "attitude" and stance == "says" and not _is_expected(finding)) or _is_of_oneself(
        reading, finding
    ):
        return False
    if _is_decision(reading, finding) or _is_handled(reading, finding) or _is_asked_itself(reading, finding):
        return False
    if finding.speaker is None:
        return (
            finding.rule in ("clause", "infinitive")
            and finding.cue.form in BELIEVED
            and bool(reading.under(finding.cue.head, "auxpass"))
        )
    if reading.tokens[finding.speaker].text.lower() in POINTERS or _is_early_to_tell(reading, finding):
        return False
    if stance != "declines" and any(
        reading.tokens[i].text.lower() == "no" for i in reading.under(finding.speaker, "det")
    ):
        return False  # "no citizen should wonder" tells of nobody
    own_noun = reading.tokens[finding.cue.head].pos == "NOUN" and finding.rule not in ("noun", "according_to")
    if own_noun and not _can_speak(reading, finding.speaker):
        return False
    if finding.cue.form == "ask" and speaking_outlet(reading, finding):
        return False
    if finding.rule == "object" and sense.meaning == "doubts" and reading.words(finding.content) == 1:
        return False  # "to question her" asks and does not doubt
    if finding.rule in ROADS and not finding.quotes and not _has_clause(reading, finding):
        return False
    if finding.rule == "infinitive" and finding.cue.form in ("unable", "able"):
        return False
    if finding.quotes or stance in POINTED or (sense.meaning == "shows" and finding.rule == "object"):
        return True
    if sense.meaning in ATTITUDES:
        return finding.rule == "clause"
    if finding.rule == "infinitive":
        pronoun = reading.tokens[finding.speaker].text.lower() in NOBODY
        return finding.cue.form in (*PROMISES, *ORDERS) and not pronoun
    if finding.rule == "object" and finding.cue.form == "promise":
        return True
    if finding.rule == "object" and finding.cue.form == "say":
        return reading.words(finding.content) >= A_CLAUSE
    if finding.cue.form in ("accuse", "blame"):
        return finding.rule.startswith("object")
    topic = finding.rule in ("on", "about") and finding.cue.form in ("report", "write", "testify", "reveal")
    topic = topic or (finding.rule == "of" and finding.cue.form in ("speak", "tell", "warn", "complain"))
    if finding.rule in ROADS:
        return bool(reading.under(finding.cue.head, "ccomp"))
    if finding.rule in ("object_complement", "object_as", "complement"):
        return finding.cue.form in CALLS and _calls_it_so(reading, finding)
    if finding.rule == "passive":
        return _can_speak(reading, finding.speaker)
    return finding.rule in PLAIN or (topic and not _is_date(reading, finding.content))


def _is_decision(reading: Reading, finding: Finding) -> bool:
    """Say whether somebody decided on a thing or a person ("rejected the appeal", "dismissed the coach"), and answered nobody."""
    if finding.cue.form not in DECIDES or finding.quotes:
        return False
    objects = [i for i in reading.under(finding.cue.head, "dobj") if i in finding.content]
    if (
        len(objects) != 1
        or reading.under(objects[0], "acl", "relcl")
        or reading.under(finding.cue.head, "ccomp", "prt")
    ):
        return False
    as_what = any(reading.lowered[i] == "as" for i in reading.under(finding.cue.head, "prep"))
    person = reading.lowered[objects[0]]
    meaning = load_lexicon("source_nouns").get(reading.lemmas[objects[0]])
    somebody = (
        person in ("him", "her", "them") or meaning in ("post", "role", "anonymous") or _is_person(reading, objects[0])
    )
    return not as_what and (reading.lemmas[objects[0]] in load_lexicon("decided_nouns") or somebody)


def _is_person(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    named = any(n.label == "PERSON" and n.span.start <= token.start < n.span.end for n in reading.parse.names)
    return named or token.tag == "NNP"


def _is_expected(finding: Finding) -> bool:
    """Say whether a cue tells what somebody thinks will happen or orders, as news does ("analysts expect that …")."""
    ordered = finding.rule == "infinitive" and finding.cue.form in ORDERS
    return ordered or (finding.rule == "clause" and finding.cue.form in EXPECTS)


def _is_asked_itself(reading: Reading, finding: Finding) -> bool:
    """Say whether a cue is what a question of the article asks ("Would she confirm the sale?")."""
    cue, last = finding.cue.head, reading.sentence_tokens(finding.cue.head).stop - 1
    if reading.tokens[last].text != "?" or reading.quoted[cue] >= 0 or reading.tokens[cue].dep != "ROOT":
        return False
    ahead = reading.under(cue, "aux")
    return bool(ahead) and finding.rule == "clause" and any(i > ahead[0] for i in reading.under(cue, "nsubj"))


def _has_clause(reading: Reading, finding: Finding) -> bool:
    """Say whether the content of what only a road found may be one: a clause with "that" where its cue takes no other."""
    if "that" not in finding.cue.sense.frames:
        return True
    clauses = reading.under(finding.cue.head, "ccomp")
    return any(reading.tokens[j].text.lower() == "that" for i in clauses for j in reading.under(i, "mark"))


def _calls_it_so(reading: Reading, finding: Finding) -> bool:
    """Say whether somebody calls a thing something, not what "we" or nobody calls so ("what he calls “reform”")."""
    cue, speaker = finding.cue.head, finding.speaker
    asked = any(reading.tokens[i].tag in ("WP", "WDT") for i in finding.content[:1])
    if speaker is None or asked or reading.under(cue, "neg") or not _can_speak(reading, speaker):
        return False
    return reading.tokens[speaker].text.lower() not in (*NOBODY, *SELF, "you")


def _is_handled(reading: Reading, finding: Finding) -> bool:
    """Say whether a cue is only what another one denies or declines ("rejected the claim that …", "declined to discuss …")."""
    noun = finding.cue.head
    if reading.tokens[noun].dep == "xcomp" and finding.cue.sense.meaning != "declines":
        silence = cue_at(reading, reading.tokens[noun].head)  # "declined to discuss it" is one silence
        return silence is not None and silence.sense.meaning == "declines"
    if reading.tokens[noun].pos != "NOUN" or finding.speaker in reading.parse.subtree(noun):
        return False
    above = reading.tokens[noun].head
    above = reading.tokens[above].head if reading.tokens[above].pos == "ADP" else above
    over = stance_at(reading, above)
    return over is not None and over != "says"


def _is_date(reading: Reading, content: list[int]) -> bool:
    """Say whether what follows "on" is only the day ("is to report on May 5")."""
    days = [name.span for name in reading.parse.names if name.label in ("DATE", "TIME")]
    return all(any(day.contains(span) for day in days) for span in spans_of(reading, content))


def _can_speak(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    person = token.lemma.lower().endswith(("man", "woman", "person", "ist", "ian"))
    return token.pos != "NOUN" or person or token.lemma.lower() in load_lexicon("source_nouns")


def _is_early_to_tell(reading: Reading, finding: Finding) -> bool:
    """Say whether a verb of speech only fills out an adjective ("too early to tell", "fair to say")."""
    cue = reading.tokens[finding.cue.head]
    to = any(reading.tokens[i].text.lower() == "to" for i in reading.under(cue.i, "aux"))
    return to and finding.cue.sense.meaning == "says" and reading.tokens[cue.head].pos in ("ADJ", "ADV")


def _is_document(reading: Reading, finding: Finding) -> bool:
    """Say whether a source is a text or a body that can find or show something, and not a person who finds out."""
    if finding.speaker is None:
        return False
    return meaning_of(reading, finding.speaker) in ("document", "body")


def _is_of_oneself(reading: Reading, finding: Finding) -> bool:
    """Say whether a cue inside a quotation has the quoted person, the listener, a thing or nobody in particular for its source."""
    if reading.quoted[finding.cue.head] < 0:
        return False
    if finding.speaker is None:
        return True
    if reading.tokens[finding.speaker].text.lower() in NOBODY:
        return True
    owners = [finding.speaker, *reading.under(finding.speaker, "poss")]
    return any(reading.tokens[i].text.lower() in SELF for i in owners)
