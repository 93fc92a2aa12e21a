"""Phrases that say what a source does with something ("voiced doubts about …", "stopped short of …"). Reading -> findings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from copydesk.lexicon import load_entries
from copydesk.stages.attribution.asked import asked_before
from copydesk.stages.attribution.cues import Cue, Sense
from copydesk.stages.attribution.finding import Finding
from copydesk.stages.attribution.grammar import VERBAL, Reading, antecedent
from copydesk.stages.attribution.stance import called, levelled

BETWEEN = 2
"""How many adverbs, articles or adjectives may stand between two words of a phrase ("voiced [some serious] doubts")."""
NEGATIONS = ("not", "no", "neither", "longer")
"""Words that stand in front of the verb of a phrase."""
BARE = (
    "a",
    "an",
    "the",
    "any",
    "answer",
    "comment",
    "confirmation",
    "denial",
    "explanation",
    "it",
    "outright",
    "question",
    "reply",
)
"""Words that do not tell what a silence is about ("stopped short of a denial")."""
QUESTIONS = ("that", "whether", "if", "how", "what", "when", "where", "which", "who", "why", "about", "on", "over")
TURNS = (
    "and",
    "but",
    "who",
    "which",
    "while",
    "although",
    "though",
    "adding",
    "saying",
    "when",
    "after",
    "because",
    "as",
)
"""Words behind a comma with which a sentence turns to something else."""


def add_phrases(reading: Reading, findings: dict[int, Finding]) -> None:
    """Put the findings of phrases in the place of those at one of their words, and of those at a noun in their content.

    A phrase that nothing follows holds what was asked before; where nothing was, it is left out.
    """
    for phrase in (*find_callings(reading), *find_phrases(reading)):
        if _is_bare(reading, phrase):
            phrase.content = asked_before(reading, phrase.cue.head)
        if not reading.words(phrase.content):
            continue
        held = [
            i for i in findings if i in phrase.cue.tokens or (i in phrase.content and reading.tokens[i].pos == "NOUN")
        ]
        for i in held:
            del findings[i]
        findings[phrase.cue.head] = phrase


def _is_bare(reading: Reading, phrase: Finding) -> bool:
    """Say whether what follows a phrase does not tell what it is about: "a denial", or more of the sentence behind a silence."""
    words = [i for i in phrase.content if reading.words([i])]
    if all(reading.tokens[i].lemma.lower() in BARE for i in words):
        return True
    last = reading.tokens[phrase.cue.tokens[-1]].pos
    opens = last in ("ADP", "SCONJ", "ADV") or levelled(reading, words[0]) in QUESTIONS
    return phrase.cue.sense.meaning == "declines" and not opens and last != "VERB"


def find_phrases(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each phrase of the list; its content is what follows, up to the end of the clause."""
    known = [_words_of(reading, range(sentence.first, sentence.last)) for sentence in reading.parse.sentences]
    for token in reading.tokens:
        if token.pos not in VERBAL and token.tag[:2] not in ("VB", "NN"):
            continue
        found = max(
            (
                match
                for phrase in _phrases().get(_lemma(reading, token.i), ())
                if known[token.sentence].issuperset(phrase[0]) and (match := _match(reading, token.i, phrase))
            ),
            default=None,
        )
        if found is None:
            continue
        _, words, stance = found
        content = _rest(reading, words[-1] + 1)
        cue = Cue(
            token.i, tuple(words), " ".join(reading.tokens[i].lemma.lower() for i in words), Sense(stance, ("phrase",))
        )
        yield Finding(cue=cue, rule="phrase", content=content, speaker=_subject_of(reading, token.i))


def _words_of(reading: Reading, indices: range) -> set[str]:
    """Return the words and lemmas of a sentence: a phrase of which one is missing need not be looked for."""
    forms = [(levelled(reading, i), reading.tokens[i].lemma.lower(), _lemma(reading, i)) for i in indices]
    return {word for each in forms for word in each}


def find_callings(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each verb by which a report or a claim is called something ("called the story “rubbish”")."""
    for token in reading.tokens:
        stance = called(reading, token.i) if token.pos in VERBAL else None
        if stance is not None:
            cue = Cue(token.i, (token.i,), token.lemma.lower(), Sense(stance, ("phrase",)))
            yield Finding(cue=cue, rule="phrase", content=_rest(reading, token.i + 1))


def _subject_of(reading: Reading, verb: int) -> int | None:
    """Return the subject of a phrase's verb, of a passive too ("could not be reached"), or None for the usual way."""
    head = reading.tokens[verb].head if reading.tokens[verb].dep in ("aux", "auxpass") else verb
    subjects = reading.under(head, "nsubj", "nsubjpass")
    return antecedent(reading, subjects[-1]) if subjects else None


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the phrases with their stances under their first verb; "not" in front stands with the verb."""
    under: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    expanded = {
        (tuple(word for part in words if part for word in part.split("_")), row.meaning)
        for row in load_entries("stance_cues")
        for words in product(*(slot.split("/") for slot in row.form.split()))
    }
    for words, stance in sorted(expanded):
        under.setdefault(next(word for word in words if word not in NEGATIONS), []).append((words, stance))
    return {first: tuple(rows) for first, rows in under.items()}


def _lemma(reading: Reading, index: int) -> str:
    lemma = reading.tokens[index].lemma.lower()
    return {"'s": "be", "’s": "be", "'m": "be", "’m": "be"}.get(reading.tokens[index].text.lower(), lemma)


def _match(reading: Reading, verb: int, phrase: tuple[tuple[str, ...], str]) -> tuple[int, list[int], str] | None:
    """Return the words of a phrase around its verb, with their number for the longest to win, or None."""
    words, stance = phrase
    ahead = words[: words.index(_lemma(reading, verb))]
    before = [
        i for i in range(max(reading.sentence_tokens(verb).start, verb - 4), verb) if levelled(reading, i) in ahead
    ]
    if ahead == ("not",) and not before and phrase[0][1] == "be":
        before = [
            i
            for i in range(verb + 1, min(verb + 3, reading.sentence_tokens(verb).stop))
            if levelled(reading, i) == "not"
        ]
    if len(before) < len(ahead):
        return None
    found, end = sorted([*(before[-len(ahead) :] if ahead else []), verb]), reading.sentence_tokens(verb).stop
    at = found[-1] + 1
    for word in words[len(ahead) + 1 :]:
        for i in range(at, min(end, at + BETWEEN + 1)):
            if word in (levelled(reading, i), reading.tokens[i].lemma.lower()):
                found.append(i)
                at = i + 1
                break
            if reading.tokens[i].pos not in ("ADV", "DET", "ADJ", "PRON", "PART", "NUM"):
                return None
        else:
            return None
    return len(words), found, stance


def _rest(reading: Reading, first: int) -> list[int]:
    """Return what stands behind a phrase, up to a comma where the sentence turns to something else."""
    end = reading.sentence_tokens(max(0, first - 1)).stop
    for i in range(first, end):
        text = reading.tokens[i].text
        turns = text == "," and i + 1 < end and levelled(reading, i + 1) in TURNS
        asked = text in ("when", "after", "once") and i > first and i + 1 < end and reading.tokens[i + 1].tag == "VBN"
        if text in (";", "—", "–") or turns or asked:
            return list(range(first, i))
    return [i for i in range(first, end) if i < end - 1 or reading.words([i])]
