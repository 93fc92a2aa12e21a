"""The words that show that somebody says, thinks or refuses something. Reading, word lists -> Cue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from copydesk.lexicon import load_entries
from copydesk.stages.attribution.grammar import VERBAL, Reading

ATTITUDES = ("thinks", "attitude")
"""Meanings that a story's reader leaves out, unless a clause follows (`thinks`), and a thorough reading takes in."""
QUESTION_WORDS = ("whether", "if", "how", "why", "when", "where", "what", "who", "which")
REFUSALS = ("not", "n't", "never")


class Sense(NamedTuple):
    """What a cue means and in which constructions its content may stand."""

    meaning: str
    frames: tuple[str, ...]
    """The likeliest first."""


SAYS = Sense("says", ())
"""The sense of a cue that is told by its place and not by a list."""


class Cue(NamedTuple):
    """A cue in a text: its main word, all its words, and its sense."""

    head: int
    tokens: tuple[int, ...]
    form: str
    sense: Sense


@cache
def load_senses(name: str) -> dict[str, Sense]:
    """Return the senses in a word list whose note names the constructions, parted by `; `."""
    return {row.form: Sense(row.meaning, tuple(row.note.split("; "))) for row in load_entries(name)}


def find_cues(reading: Reading) -> Iterator[Cue]:
    """Return every cue of the article in reading order: verbs with their particles, then nouns and adjectives.

    A refusal takes the verb of speech below it into the cue ("declined to say"), and a verb of speech that is negated
    with a modal is a refusal itself ("would not say").
    """
    taken: set[int] = set()
    known = _verbs().union(load_senses("cue_nouns"))
    for i, lemma in enumerate(reading.lemmas):
        if (lemma not in known and reading.lowered[i] != "found") or i in taken:
            continue
        cue = cue_at(reading, i)
        if cue:
            taken.update(cue.tokens)
            yield cue


def cue_at(reading: Reading, index: int) -> Cue | None:
    """Return the cue that a word heads, or None where it is none."""
    token = reading.tokens[index]
    if token.pos in VERBAL or (token.dep in ("ROOT", "ccomp", "conj", "relcl") and reading.under(index, "nsubj")):
        if _verb_of(reading, index) not in _verbs():
            return None
        form, tokens = _form_of(reading, index)
        sense = load_senses("cues").get(form)
        if sense is None and len(tokens) > 1:
            form, tokens = form.split()[0], tokens[:1]
            sense = load_senses("cues").get(form)
        return _refused(reading, Cue(index, tokens, form, sense)) if sense else None
    if token.pos in ("NOUN", "ADJ"):
        sense = load_senses("cue_nouns").get(token.lemma.lower())
        return _refused(reading, Cue(index, (index,), token.lemma.lower(), sense)) if sense else None
    return None


def _verb_of(reading: Reading, index: int) -> str:
    return "find" if reading.lowered[index] == "found" else reading.lemmas[index]


@cache
def _verbs() -> frozenset[str]:
    """Return the first words of the cues that are verbs."""
    return frozenset(form.split()[0] for form in load_senses("cues"))


def _form_of(reading: Reading, index: int) -> tuple[str, tuple[int, ...]]:
    """Return a verb's lemma with its particle or fixed complement ("point out", "take to twitter")."""
    lemma = _verb_of(reading, index)
    particles = reading.under(index, "prt")
    for preposition in reading.under(index, "prep"):
        for noun in reading.under(preposition, "pobj"):
            form = f"{lemma} {reading.tokens[preposition].text} {reading.tokens[noun].text}".lower()
            if form in load_senses("cues"):
                return form, (index, preposition, noun)
    for noun in reading.under(index, "dobj", "acomp"):
        form = f"{lemma} {reading.tokens[noun].text}".lower()
        if form in load_senses("cues"):
            return form, (index, noun)
    return " ".join([lemma, *(reading.tokens[i].text.lower() for i in particles)]), (index, *particles)


def _refused(reading: Reading, cue: Cue) -> Cue:
    """Return the cue as a refusal where it is one, else as it is."""
    senses = load_senses("cues")
    if cue.sense.meaning == "declines":
        for below in reading.under(cue.head, "xcomp"):
            if (left_open := _left_open(reading, cue, below)) is not None:
                return left_open
            inner = senses.get(reading.tokens[below].lemma.lower())
            if inner and inner.meaning == "says" and reading.under(below, "ccomp"):
                return Cue(
                    below, (*cue.tokens, *_up_to(reading, cue.head, below)), cue.form, Sense("declines", inner.frames)
                )
        return cue
    if cue.sense.meaning in ("confirms", "denies") and (neither := _neither(reading, cue.head)):
        return cue._replace(tokens=(*neither, *cue.tokens), sense=Sense("declines", cue.sense.frames))
    negated = [
        i for i in reading.under(cue.head, "neg") if reading.tokens[i].text.lower().replace("’", "'") in REFUSALS
    ]
    refuses = "refusal" in cue.sense.frames and _is_unwilling(reading, cue.head)
    if negated and (refuses or (cue.sense.meaning == "says" and _is_question(reading, cue.head))):
        negated += [i for i in reading.under(cue.head, "aux") if i + 1 == negated[0]]
        return cue._replace(tokens=(*sorted(negated), *cue.tokens), sense=Sense("declines", cue.sense.frames))
    return cue


def _left_open(reading: Reading, cue: Cue, below: int) -> Cue | None:
    """Return the cue of what somebody declines to rule out, which is put forward as possible."""
    form, tokens = _form_of(reading, below)
    sense = load_senses("cues").get(form)
    if sense is None or form not in ("rule out", "exclude", "discount"):
        return None
    return Cue(below, (*cue.tokens, *tokens), form, sense)


def _neither(reading: Reading, verb: int) -> list[int]:
    """Return the "neither" of "would neither confirm nor deny"."""
    return [
        i
        for above in (verb, reading.tokens[verb].head)
        for i in reading.under(above, "preconj", "cc")
        if reading.tokens[i].text.lower() == "neither"
    ][:1]


def _is_unwilling(reading: Reading, verb: int) -> bool:
    """Say whether a negation tells of silence: "would not discuss", "did not respond", but not "had not disclosed it"."""
    perfect = any(reading.tokens[i].lemma.lower() in ("have", "be") for i in reading.under(verb, "aux"))
    asked = [reading.first_of(i) for i in reading.under(verb, "ccomp")]
    open_ = any(reading.tokens[i].text.lower() in QUESTION_WORDS for i in asked)  # "has not said whether …"
    return not perfect or open_ or not reading.under(verb, "dobj", "ccomp")


def _is_question(reading: Reading, verb: int) -> bool:
    """Say whether what a verb of speech holds is a question, which one who does not say it leaves open ("never explained why …")."""
    clauses = [
        *reading.under(verb, "ccomp"),
        *(j for i in reading.under(verb, "dobj") for j in reading.under(i, "relcl", "ccomp")),
    ]
    asked = [
        reading.first_of(i) for i in clauses if reading.tokens[verb].lemma == "tell" or reading.tokens[i].head == verb
    ]
    return any(i > verb and reading.tokens[i].text.lower() in QUESTION_WORDS for i in asked)


def _up_to(reading: Reading, head: int, below: int) -> range:
    return range(min(reading.first_of(below), below), below + 1) if head < below else range(below, below + 1)
