"""What is said in nouns ("no comment from the port", "the verdict of two aides was …", "her silence on …"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk.lexicon import Entry, load_entries
from copydesk.stages.attribution.asked import asked_before
from copydesk.stages.attribution.cues import Cue, Sense
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import Reading, full_range
from copydesk.stages.attribution.speakers import may_speak, speaker_of

GIVERS = ("from", "by", "of", "among", "within", "at", "in")
"""Prepositions in front of whom the words of a noun come from; the last two only behind "there was" and "came"."""
TOPICS = ("about", "on", "over", "regarding", "concerning", "of", "as", "to", "around", "in")
"""Prepositions in front of what a noun is about."""
LINKS = ("be", "come", "go", "read", "run", "remain")
"""Verbs between a noun and what was said in it ("the answer was …", "came the reply")."""
SPREADS = (
    "abound",
    "be",
    "deepen",
    "grow",
    "linger",
    "mount",
    "persist",
    "prevail",
    "reign",
    "remain",
    "rise",
    "spread",
    "swirl",
)
"""Verbs that tell of a doubt or a silence that it is there ("Doubt is growing among … that …")."""
MEETS = (
    "bring",
    "draw",
    "earn",
    "elicit",
    "get",
    "meet",
    "prompt",
    "provoke",
    "receive",
    "trigger",
    "cause",
    "spark",
    "greet",
)
"""Verbs whose subject is what somebody answers ("The report drew a denial from …", "… was met with disbelief by …")."""
WARY = ("suspicion", "caution", "wariness", "distrust", "derision")
"""What something is met with where it is not believed."""
CLAUSAL = ("that", "whether", "if", "how", "why", "what", "when", "where", "who", "which")


def find_said_in_nouns(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each noun of saying that has an owner, and a content beside it.

    With "no" in front, a noun of answering is a silence. A silence or a denial whose content is left out has what was asked before.
    """
    for token in reading.tokens:
        stance = _stance(reading, token.i)
        if stance is None or reading.quoted[token.i] >= 0:
            continue
        speaker = _giver(reading, token.i)
        if speaker is None or reading.tokens[speaker].text.lower() in ("there", "it"):
            continue
        content = _linked(reading, token.i) or (
            [] if _is_only_linked(stance, token.lemma) else _topic(reading, token.i, speaker)
        )
        if stance == "declines":
            content = content or asked_before(reading, token.i) or ([token.i] if _is_withheld(reading, token.i) else [])
        own = {token.i, *reading.under(token.i, "det", "amod")}
        if reading.words(content):
            cue = Cue(
                token.i, tuple(sorted(i for i in own if i <= token.i)), token.lemma.lower(), Sense(stance, ("noun",))
            )
            yield Finding(
                cue=cue, rule="noun", content=[i for i in content if i not in own or content == [i]], speaker=speaker
            )


def _stance(reading: Reading, noun: int) -> str | None:
    """Return what a noun of saying does, or None for another word; "no comment" withholds."""
    token = reading.tokens[noun]
    if token.pos != "NOUN":
        return None
    if token.lemma.lower() in WARY and reading.tokens[token.head].text == "with":
        return "doubts"
    row = _nouns_of_saying().get(token.lemma.lower())
    if row is None:
        return None
    if _is_withheld(reading, noun):
        return "declines" if row.note.startswith("withheld") else None
    return None if row.note == "withheld only" else row.meaning


@cache
def _nouns_of_saying() -> dict[str, Entry]:
    return {row.form: row for row in load_entries("nouns_of_saying")}


def _is_only_linked(stance: str, lemma: str) -> bool:
    """Say whether a noun needs a verb that links it to what was said ("the sense of traders is that …", not "a sense of …")."""
    row = _nouns_of_saying().get(lemma.lower())
    return stance == "says" or (row is not None and row.note == "linked")


def _is_withheld(reading: Reading, noun: int) -> bool:
    return any(
        reading.tokens[i].text.lower() in ("no", "little", "neither") for i in reading.under(noun, "det", "amod")
    )


def _giver(reading: Reading, noun: int) -> int | None:
    """Return whose word a noun is: its owner, or whom it comes from, by a preposition at it or at the verb in front of it."""
    verb = reading.tokens[noun].head
    for above in (noun, verb):
        for i in reading.under(above, "prep", "agent"):
            text = reading.tokens[i].text.lower()
            spreads = above == noun or reading.tokens[above].lemma.lower() in SPREADS
            if i > noun and text in GIVERS[: 5 if spreads else 2]:
                for j in reading.under(i, "pobj"):
                    if may_speak(reading, j):
                        return j
    owners = reading.under(noun, "poss")
    if not owners:
        return None
    return speaker_of(reading, noun) if reading.tokens[owners[0]].pos == "PRON" else owners[0]


def _linked(reading: Reading, noun: int) -> list[int]:
    """Return what a linking verb says was said: a clause behind it, or the quotation on either side of verb and noun."""
    verb = reading.tokens[noun].head
    if reading.tokens[verb].lemma.lower() not in LINKS or reading.tokens[noun].dep not in ("nsubj", "attr"):
        return []
    if clauses := [i for i in reading.under(verb, "ccomp") if i > verb and noun < verb]:
        return full_range(reading, clauses[0])
    first = min((verb, noun)) - 1
    while first > 0 and not reading.is_word[first] and reading.quoted[first] < 0:
        first -= 1
    if verb < noun and reading.quoted[first] >= 0:
        return _quotation(reading, first)
    after = range(max(verb, noun) + 1, reading.sentence_tokens(noun).stop)
    quoted = next((i for i in after if reading.quoted[i] >= 0), None)
    near = quoted is not None and noun < verb and reading.words(range(verb + 1, quoted)) <= 1
    return _quotation(reading, quoted) if near and quoted is not None else []


def _quotation(reading: Reading, index: int) -> list[int]:
    return list(reading.between(*reading.quotes[reading.quoted[index]].inner))


def _topic(reading: Reading, noun: int, speaker: int) -> list[int]:
    """Return the clause that hangs on a noun, or what it is about, by a preposition at it or at the verb in front of it."""
    for i in reading.under(noun, "acl", "ccomp", "relcl"):
        first = reading.first_of(i)
        if reading.tokens[first].text.lower() in CLAUSAL and reading.tokens[first].tag != "WDT":
            return full_range(reading, i)
    verb = reading.tokens[noun].head
    for i in reading.under(verb, "ccomp", "advcl", "acl", "relcl") if reading.tokens[noun].dep == "nsubj" else ():
        first = reading.first_of(i)
        if (
            i > noun
            and reading.tokens[first].text.lower() in CLAUSAL[:3]
            and reading.tokens[verb].lemma.lower() in SPREADS
        ):
            return full_range(reading, i)
    for above in (noun, speaker, verb):
        for i in reading.under(above, "prep"):
            inside = reading.parse.subtree(i)
            if i > noun and speaker not in inside and reading.tokens[i].text.lower() in TOPICS:
                return [j for j in full_range(reading, i) if j != i]
    return _met_with(reading, noun, speaker)


def _met_with(reading: Reading, noun: int, speaker: int) -> list[int]:
    """Return what drew or was met with a denial: the subject of the verb above the noun, where it is not the speaker."""
    verb = reading.tokens[noun].head
    verb = reading.tokens[verb].head if reading.tokens[verb].pos == "ADP" else verb
    subjects = [
        i for i in reading.under(verb, "nsubj", "nsubjpass") if i < noun and reading.tokens[i].pos in ("NOUN", "PROPN")
    ]
    if (
        not subjects
        or reading.tokens[verb].lemma.lower() not in MEETS
        or speaker in reading.parse.subtree(subjects[-1])
    ):
        return []
    return full_range(reading, subjects[-1])
