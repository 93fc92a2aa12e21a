"""Which outlets had something said in their hands, by the way from their names to it through the sentence. Reading, finding -> names."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from copydesk.lexicon import load_lexicon
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading
from copydesk.stages.attribution.outlet_mentions import head_of_name, holds, mentions

STEPS = 10
"""The most words on the way from an outlet to what came through it."""
CHANNELS = ("at", "by", "for", "from", "in", "into", "of", "on", "per", "through", "to", "via", "with")
"""Prepositions that may stand before an outlet on that way; others open a phrase about something else ("after an interview …")."""
REFUSES = (
    *(
        "cancel",
        "challenge",
        "contest",
        "contradict",
        "decline",
        "deny",
        "dismiss",
        "dispute",
        "drop",
        "end",
        "pull",
        "rebut",
    ),
    *("refuse", "refute", "reject", "skip"),
    *(
        "attack",
        "blast",
        "brand",
        "call",
        "condemn",
        "criticise",
        "criticize",
        "denounce",
        "deride",
        "describe",
        "label",
        "mock",
        "ridicule",
        "slam",
    ),
)
"""What somebody does with a talk in which nothing is said, or with a report that is not theirs."""
SHOWS = ("capture", "catch", "film", "have", "hear", "record", "see", "show")
"""Verbs above one who is heard saying something ("the Echo had her telling friends that …")."""
STAGES = ("during", "in", "on", "through", "via")
"""Prepositions by which a talk, a document or an outlet hangs on the words that were said in it."""
QUESTIONS = ("enquiry", "inquiry", "query", "question")
"""What of an outlet's somebody answers ("in response to questions from the Echo")."""
KEEPS = ("desk", "file", "hand", "inbox", "possession")
"""What of an outlet's documents come into."""
PASSES_ON = (
    *(
        "carry",
        "circulate",
        "cite",
        "credit",
        "distribute",
        "dub",
        "excerpt",
        "pick",
        "quote",
        "rebroadcast",
        "relay",
        "repeat",
        "report",
        "repost",
        "reprint",
    ),
    *("republish", "restream", "subtitle", "syndicate", "transcribe", "translate"),
)
"""What an outlet does with words that others had before it."""
OBJECTS = ("dobj", "dative", "iobj")
SUBJECTS = ("nsubj", "agent")
TELLS = ("assure", "inform", "tell")
"""Cues whose object is who hears them."""
JOINED = ("advcl", "conj", "xcomp", "pcomp", "dep")


def add_lost_links(reading: Reading, finding: Finding, barred: Collection[int]) -> None:
    """Add the outlets of a statement's sentence that had it in their hands and that no other rule has told.

    None among the words of another speaker (`barred`) is one. Who passes on what others had comes last.
    """
    cue, ends = finding.cue.head, _ends(reading, finding)
    sentence = [i for i in reading.sentence_tokens(cue) if reading.quoted[i] < 0 and i not in barred]
    for last, name in mentions(reading, sentence):
        if name in finding.via or last in finding.content:
            continue
        way = way_up(reading, last, ends)
        if way and (way[-1] != finding.speaker or reading.tokens[way[-2]].pos in VERBAL or _is_aside(reading, way[-2])):
            late = any(reading.lemmas[i] in PASSES_ON for i in way)
            finding.via.insert(len(finding.via) if late else 0, name)


def way_up(reading: Reading, last: int, ends: Sequence[int]) -> list[int]:
    """Return the words from an outlet's name (by its last word) up to one of some words, or none where something blocks the way.

    It goes up through what an outlet does with what it passes on (`outlet_deeds.tsv`), through talks, reports and
    documents, and through the prepositions between. An owner, an employer, a topic or any other verb ends it.
    """
    way = [head_of_name(reading, last)]
    if reading.tokens[ends[0]].head == way[0] and any(
        reading.lowered[i] == "where" for i in reading.under(ends[0], "advmod")
    ):
        return [way[0], ends[0]]  # "in the Echo, where she wrote that …"
    if (noun := _noun_before(reading, last)) is not None:
        way.append(noun)
    while len(way) < STEPS:
        above = _above(reading, way, ends)
        if above is None or above in way:
            return []
        way.append(above)
        if above in ends:
            return way
    return []


def _noun_before(reading: Reading, last: int) -> int | None:
    """Return the talk or paper in front of a name between two commas ("in her newsletter, The Long Run, she says …")."""
    first = last
    while first > 2 and reading.has_capital[first - 1]:
        first -= 1
    commas = all(reading.lowered[i] == "," for i in (first - 1, min(last + 1, len(reading.tokens) - 1)))
    return first - 2 if first > 2 and commas and holds(reading, first - 2) else None


def _above(reading: Reading, way: list[int], ends: Sequence[int]) -> int | None:
    token = reading.tokens[way[-1]]
    above = reading.tokens[token.head].head if reading.tokens[token.head].pos == "PUNCT" else token.head
    outlet = len(way) == 1 or token.pos == "PROPN"
    if token.pos in VERBAL:
        named = reading.tokens[above].pos == "PROPN"  # "Sky News, which was cited by …"
        clause = token.dep in ("acl", "relcl") and (named or above in ends or holds(reading, above))
        apart = any(reading.lowered[i] not in ("when", "as", "to") for i in reading.under(token.i, "mark", "advmod"))
        clause = clause and not any(
            reading.tokens[j].tag == "WP$" for i in reading.under(token.i, "nsubj") for j in reading.under(i, "poss")
        )
        clause = clause or (token.dep == "conj" and reading.tokens[above].dep in ("acl", "relcl"))
        return above if clause or (token.dep in JOINED and above in ends and not apart) else None
    if token.pos == "ADP":
        return above if _hangs(reading, way, ends) else None
    if token.dep in ("appos", "conj"):
        return above
    if token.dep == "pobj":
        return above if reading.lowered[above] in (CHANNELS if outlet else (*CHANNELS, *STAGES)) else None
    if token.dep in ("poss", "compound", "nmod", "amod"):
        its_own = token.dep == "poss" and reading.tokens[above].pos == "PROPN"  # "seen by Sky News’s Ann Bell"
        staff = outlet and its_own and reading.tokens[above].dep in ("pobj", "dobj", "dative")
        return above if staff or holds(reading, above) else None
    if token.dep in OBJECTS and not outlet:
        return above if above in ends[1:] and reading.lemmas[above] not in REFUSES else None
    passed_on = len(way) == 1 and token.dep in OBJECTS and reading.lemmas[above] in PASSES_ON
    if passed_on and reading.tokens[above].dep == "relcl" and reading.tokens[reading.tokens[above].head].pos == "PROPN":
        return above  # "quoted in the Echo, which credits Sky News"
    if token.dep == "attr" and above in ends and token.lemma == "guest":
        return above  # "was a guest on Sky News"
    if token.dep == "attr" and _is_cleft(reading, above):
        return above if any(reading.lemmas[i] in TELLS for i in ends) else None  # "It was the Echo that she told …"
    role = "obj" if token.dep in OBJECTS else "subj" if token.dep in SUBJECTS else ""
    return above if does(reading, above, role) else None


def _hangs(reading: Reading, way: list[int], ends: Sequence[int]) -> bool:
    """Say whether a preposition leads on to what it hangs on: a deed, a talk or document, or the words said in it."""
    word, above = reading.lowered[way[-1]], reading.tokens[way[-1]].head
    above = reading.tokens[above].head if reading.tokens[above].pos == "PUNCT" else above  # which the parser hung it on
    if len(way) == 2 and ((above in ends and _is_aside(reading, way[-1])) or _is_cleft(reading, above)):
        return word in (*STAGES, "to") and above in ends
    above = (
        reading.tokens[above].head if reading.tokens[above].pos == "ADV" else above
    )  # "appeared earlier in the Echo"
    if reading.tokens[above].pos in VERBAL:
        got = (
            word == "by"
            and reading.tokens[above].dep in ("acl", "relcl")
            and holds(reading, reading.tokens[above].head)
        )
        return got or does(reading, above, word) or (above in ends and word in STAGES)
    kept = word == "of" and reading.lemmas[above] in KEEPS
    named = len(way) == 2 or reading.tokens[way[-2]].pos == "PROPN" or reading.lemmas[way[-2]] in QUESTIONS
    asked = word == "from" and reading.lemmas[above] in QUESTIONS and reading.lemmas[reading.tokens[above].head] == "to"
    return kept or asked or (holds(reading, above) and (word != "to" or named))


def _is_aside(reading: Reading, index: int) -> bool:
    """Say whether a preposition opens what stands between commas ("Ann Bell, in the Echo, called …")."""
    phrase = reading.parse.subtree(index)
    around = (phrase[0] - 1, min(phrase[-1] + 1, len(reading.tokens) - 1))
    return reading.tokens[index].pos == "ADP" and all(reading.tokens[i].text == "," for i in around)


def _is_cleft(reading: Reading, verb: int) -> bool:
    """Say whether a verb puts where something was said in front ("It was to the Echo that she said …")."""
    return reading.lemmas[verb] == "be" and any(reading.lowered[i] == "it" for i in reading.under(verb, "nsubj"))


def _ends(reading: Reading, finding: Finding) -> list[int]:
    """Return the cue, the verbs it goes on with ("took to the air to insist"), its speaker, and what holds it ("an interview in which …")."""
    ends, index = [finding.cue.head], finding.cue.head
    for _ in range(STEPS):
        token = reading.tokens[index]
        above = token.head
        if token.pos in VERBAL:
            own = reading.under(index, "nsubj", "nsubjpass")
            heard = token.dep == "ccomp" and token.tag == "VBG" and reading.lemmas[above] in SHOWS
            joined = (token.dep in JOINED and not own) or heard
            held = token.dep in ("relcl", "acl") and (above == finding.speaker or holds(reading, above))
            held = held or (token.dep in ("ccomp", "advcl", "relcl") and _is_cleft(reading, above))
        else:
            joined = token.pos == "ADP" and reading.lowered[index] in ("as", "by", "from", "in", "of", "to", "with")
            held = token.dep == "pobj" or (token.dep in OBJECTS and bool(_deeds(reading, above)))
        if above == index or not (joined or held):
            break
        index = above
        if reading.tokens[index].pos in VERBAL or holds(reading, index):
            ends.append(index)
    return [*ends, *([finding.speaker] if finding.speaker is not None else [])]


def _deeds(reading: Reading, verb: int) -> list[str]:
    return load_lexicon("outlet_deeds").get(reading.lemmas[verb], "").split()


def does(reading: Reading, verb: int, role: str) -> bool:
    """Say whether an outlet in a role to a verb has something in its hands ("obtained by", "told" whom, "spoke to").

    That is so too of what it "was able to view" or "the first to view", and where it is asked not to do something ("asked the Echo not to name him").
    """
    if role == "subj":
        goes_on = reading.under(verb, "xcomp", "acomp", "attr")
        able = [*goes_on, *(j for i in goes_on for j in reading.under(i, "xcomp", "relcl", "acl"))]
        return any(role in _deeds(reading, i) for i in (verb, *able))
    spared = reading.lemmas[verb] == "ask" and any(reading.under(i, "neg") for i in reading.under(verb, "xcomp"))
    return role in _deeds(reading, verb) or (role == "obj" and spared)
